### state: source

nav-today = Today
today-title = Today
today-overdue =
    { $count ->
        [one] task is overdue
       *[other] tasks are overdue
    }
today-open =
    { $count ->
        [one] task is open
       *[other] tasks are open
    }
today-cases =
    { $count ->
        [one] case of your unit
       *[other] cases of your unit
    }
today-without =
    { $count ->
        [one] case has no next step
       *[other] cases have no next step
    }
today-note = Note and next step
today-clocks = Time limits
today-clocks-hint = A full bar means { $days } days or more.
today-tasks = Tasks
today-none = Nothing is due.
today-no-tasks = Your role has no tasks here.
today-figures = Figures
today-figures-more = Figures that may leave are made with commands, on files and away from these pages. What could point at a person is hidden there.
today-read = What you can read
today-done = Done
today-pages = Pages of the tasks
today-before = Tasks before these
today-next = More tasks
task-done-title = Is this task done?
task-done-lead = It leaves the list of your unit. The case keeps a record of it.
task-done-button = Yes, it is done

task-add-own-goal = Add a goal of the person's own
task-advance-notice-turning-18 = Prepare for turning 18
task-answer-enquiry = Answer whether there is room
task-answer-offer = Answer an offer
task-ask-agreement-again = Ask again for the person's agreement
task-call = Call now: { $which }
task-clock-due = Time limit is over: { $which }
task-clock-soon = Time limit ends soon: { $which }
task-confirm-acceptance = Confirm what was accepted by telephone
task-enquiry-expired = An enquiry got no answer
task-offer-expired = An offer got no answer
task-open-concern = Open a concern that the service told
task-open-intake = Open what a device handed in: { $which }
open-intake-danger-now = danger now
open-intake-urgent = urgent
open-intake-routine = not urgent
task-look-at-age = Look at the age, and what comes next
task-overdue = Overdue: { $which }
task-agree-safe-recontact = Agree how to meet again safely
task-non-punishment-found-late = Look at what was alleged and found late
task-plan-review = Look at the plan again
task-presume-or-send = Presume, or send to the body that decides
task-print-notice = Print the notice
task-read-notice = Read the notice
task-review-needs = Look at the needs again
task-review-risks = Look at the risks again
task-propose-next = Propose the next place
task-tell-when-safe = Tell the person, as soon as it is safe, what was shared without asking her
task-tell-before = Tell the person what happens with her answers

clock-access-request = answer to a request for access
clock-administrative-appeal = administrative appeal
clock-appeal = appeal
clock-commission = the commission's decision
clock-complaint = complaint
clock-consultations = consultations
clock-court = court
clock-evidence-request = evidence asked for
clock-judicial-review = judicial review
clock-reasonable-grounds = reasonable grounds
clock-reasonable-grounds-target = reasonable grounds
clock-reconsideration = reconsideration
clock-recovery = recovery and reflection
clock-review-of-disqualification = review of a disqualification
clock-review-recovery = review of the recovery and reflection period
clock-review-status = review of the status
clock-service = service
clock-service-decision = decision on services
clock-status = status
clock-status-decision = decision on status

task-tell-person-or-representative = Tell the person, or a child's representative, in a language understood
task-tell-advocate = Tell the advocate
task-tell-deciding-body = Tell the deciding body
task-list-missing-evidence = List the evidence that is missing
task-start-challenge-clock = Start the clock of the challenge, from the day the refusal is told
task-start-decision-clock = Start the clock of the deciding body
task-start-reflection = Start the recovery and reflection period
task-switch-entitlements-on = Switch the entitlements on
task-check-non-punishment = Check non-punishment before the next step
task-draft-non-punishment-notice = Draft the notice that the person releases with her lawyer
task-call-child-protection = Call the authority for children
task-ask-emergency-guardian = Ask for an emergency guardian
task-missing-protocol = Start the missing protocol now
task-call-child-duty-officer = Call the duty officer for children now
task-steps-agreed-at-intake = Take the steps agreed at intake, and only those
task-close-guardians-view = Close the guardian's view
task-review-plan-placement-and-letters = Review plan, placement and letters
task-find-interpreter = Find an interpreter
task-look-for-service = Look for a service
task-make-new-keys = Make new keys
task-next-step = Next step: { $which }
task-immediate-steps = Act now: an immediate risk. The steps stand in the case
task-make-safe-now = Make the person safe now
task-offer-help-again = Offer help again
