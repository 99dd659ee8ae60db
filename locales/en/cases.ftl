### state: source

nav-cases = Cases
cases-title = Cases of your unit
cases-filter = Filter the list
cases-urgency = Urgency
cases-any = Any
cases-children = Children only
cases-show = Show
cases-none = Your unit has no case yet.
cases-none-fit = No case fits. Choose another filter.
cases-count =
    { $count ->
        [one] { $count } case
       *[other] { $count } cases
    }
cases-reference = Reference
cases-recognition = Recognition
cases-support = Support
cases-where = Where
cases-opened = Opened
cases-pages = Pages of the list
cases-newer = Newer cases
cases-older = Older cases

case-title = Case
case-short = Case { $reference }
case-child = Child
case-languages = Languages
case-met = First met at
case-stands = Where the case stands
case-clocks = Time limits
case-screenings = Screenings
case-no-screening = No screening is recorded yet. Whoever meets the person may ask, once the person said yes.
case-screening =
    { $signs ->
        [0] No sign found so far; { $asked } of { $of } asked. The door stays open.
        [one] { $signs } sign found; { $asked } of { $of } asked.
       *[other] { $signs } signs found; { $asked } of { $of } asked.
    }
case-decisions = Decisions
case-no-decision = No decision is recorded yet. The deciding body writes it.
case-no-core = The facts of the case are not open to you.
case-more = More

timeline-title = What happened
timeline-none = Nothing is recorded yet.
timeline-refused = refused
timeline-changed = These details are not what the journal holds. Tell the data-protection officer.
timeline-next = Next page

looks-title = Who has looked
looks-lead = Every look is here, also yours. The person may read the same list.
looks-count =
    { $count ->
        [one] { $count } look
       *[other] { $count } looks
    }
looks-when = When
looks-who = Who
looks-did = In the course of
looks-opened = Opened
looks-nothing = nothing

who-named = { $name }, { $unit }
who-role = { $role }, { $unit }
who-unit = Somebody of { $unit }

status-whereabouts-known = It is known where the person is.
status-whereabouts-away-by-arrangement = The person is away by arrangement.
status-whereabouts-left-by-choice = The person left by choice.
status-whereabouts-concern = There is concern about where the person is.
status-whereabouts-missing = The person is missing. Follow the missing protocol now.
status-whereabouts-detained = The person is detained.
status-whereabouts-abroad = The person is abroad.
status-whereabouts-died = The person has died.
status-support-none = There is no support yet.
status-support-emergency = Emergency support is given.
status-support-open = Support is open.
status-support-plan = A plan is agreed.
status-support-moving-on = The person is moving on.
status-support-ended = Support has ended: { $reason }.
reason-plan-completed = the plan is complete
reason-moved-on-independent = moved on
reason-returned-safely = returned in safety
reason-transferred = transferred
reason-person-ended = the person's own wish
reason-lost-contact = contact was lost
reason-missing = missing
reason-died = died
reason-no-grounds-support-elsewhere = support goes on elsewhere
reason-duplicate = the case was there twice
reason-error = opened by mistake
status-recognition-none = Recognition was not raised yet.
status-recognition-raised = Recognition was raised on { $since }.
status-recognition-sent = The case was sent to be decided on { $since }.
status-recognition-presumed = The person is a presumed victim since { $since }.
status-recognition-presumption-refused = The presumption was refused on { $since }.
status-recognition-identified = The person is identified since { $since }.
status-recognition-not-recognised = The person was not recognised on { $since }.
status-recognition-stopped-by-person = The person stopped recognition on { $since }. The door stays open.
status-refusal-not-told = The refusal was not told yet. Nobody's time runs.
status-refusal-challenged = The refusal is challenged.
status-refusal-final = The refusal is final since { $since }.
status-refusal-can-be-challenged = The refusal can be challenged. The last good day is { $last_day }.
status-disqualification-in-effect = A disqualification is in effect.
status-disqualification-can-be-reviewed = A disqualification can be reviewed.
status-age-child = The person is a child.
status-age-presumed-child = The person is presumed a child.
status-age-disputed = The age is disputed. The person is treated as a child.
status-age-adult = The person is an adult.
status-proceedings-open =
    { $count ->
        [one] { $count } step against the person is open.
       *[other] { $count } steps against the person are open.
    }
case-safety = Safety
case-no-risks = Nobody has written down yet what threatens the person.
case-safe-ways =
    { $count ->
        [0] No way to reach the person is marked as safe.
        [one] One way to reach the person is marked as safe.
       *[other] { $count } ways to reach the person are marked as safe.
    }
case-services = Services
case-no-service = No service was asked yet. Whoever meets the person asks.
case-no-agreement = Nothing that the person agreed to holds today.
case-agreed-until = until { $until }
case-agreements-more = All agreements
