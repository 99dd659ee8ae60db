### state: source

nav-decisions = To decide
decisions-title = To decide
decisions-over =
    { $count ->
        [one] decision is late
       *[other] decisions are late
    }
decisions-waiting =
    { $count ->
        [one] case waits for you
       *[other] cases wait for you
    }
decisions-none = No case waits. All inside the time limit.
decisions-inside = All inside the time limit.
decisions-since = Waits since { $date }
decisions-clock = Time to decide
decisions-no-clock = The law sets no time. The longest wait comes first.

stage-reasonable-grounds = Are there reasonable grounds?
stage-conclusive-grounds = Are there conclusive grounds?
stage-child-panel-reasonable-grounds = Child panel: are there reasonable grounds?
stage-child-panel-conclusive-grounds = Child panel: are there conclusive grounds?

decide-title = Decide
decide-standard = The test: { $standard }.
decide-signs = Signs
decide-signs-hint = Signs show what to look at. They decide nothing.
decide-account = What the person told
decide-no-account = No account is shared with you yet. Ask for it before you decide.
decide-asked = What was asked for
decide-asked-over = Evidence was asked for, and the time to bring it is over.
decide-ask-first = Ask first. Until the time to answer is over, missing facts are no reason to refuse.
decide-asked-until = Asked for until { $date }
decide-votes = Votes
decide-quorum = { $count } of { $of } votes needed
decide-seat = Your seat
decide-answer = Answer
decide-dissent = If you see it differently: why?
decide-dissent-hint = It is kept with the decision. You may leave this empty.
decide-vote = Vote
decide-aside = Step aside
decide-again = Vote again
decide-reasons = Reasons
decide-reasons-hint = Tick all that hold. A yes rests on reasons for the person alone.
decide-no-reason = Give at least one reason.
decide-for = For the person
decide-against = Against
decide-words = Reasons in plain words
decide-words-hint = As the person will read them, in a few short sentences. Do not write names here.
decide-missing = What would change a no
decide-missing-hint = One thing on each line. Leave this empty if nothing would change it.
decide-check = Check the decision

vote-yes = Yes
vote-no = No
vote-send-back = Send it back to be decided anew

because-act = Somebody was recruited, moved, housed or handed over
because-means = Force, threat, deceit or abuse was used
because-purpose = The aim was to exploit
because-child-no-means = The person was a child: no force needs to be shown
because-credible-account = The account is credible
because-corroborated = Other evidence supports it
because-expert-report = An expert supports it
because-no-act = No act of trafficking was found
because-no-means-adult = No force or deceit was found, and the person was an adult
because-no-exploitation-intent = No aim to exploit was found
because-smuggling-only = Only smuggling was found
because-labour-dispute-only = Only a dispute about work was found
because-insufficient-information = There is too little to go on, after it was asked for
because-credibility = The account was not believed
because-outside-jurisdiction = Another state must decide
because-not-contactable = The person could not be reached

check-title = Check the decision
check-lead = Once you decide, it is on the case and cannot be taken back. It can be challenged.
check-lead-child = Once you decide, it is on the case. The letter goes to whoever speaks for the child.
check-case = Case
check-matter = What is decided
check-majority = The answer of the majority
check-nothing = None
check-none-missing = Nothing would change it
check-decide = Decide now

evidence-title = Ask for evidence
evidence-lead = The person and who stands by the person are told. The law gives them time to answer.
evidence-asked-for = What do you need?
evidence-asked-for-hint = One thing on each line. Say it so that the person can bring it.
evidence-button = Ask

ruling-title = Decision
ruling-to-person = To the person whose case has this reference.
ruling-to-representative = To whoever speaks for the child whose case has this reference.
ruling-matter = We had to answer this: { $matter }
ruling-standard = The test was: { $standard }.
ruling-says-yes = Our answer is yes.
ruling-says-no = Our answer is no.
ruling-says-send-back = The case goes back and is decided anew.
ruling-reasons = Why
ruling-missing = What would change it
ruling-none-missing = No further evidence would change it.
ruling-challenge = You can challenge this
ruling-goes-on = Help and support go on until the refusal is final.
ruling-until = until { $date }
ruling-not-told = the time starts on the day you are told
ruling-help = A lawyer or an advocate can do this for you. Ask the person who gave you this letter.
ruling-told = Told on { $date } to { $whom }.
ruling-next = Your case worker will tell you what comes next. Nothing changes in your help without you.
ruling-no-name = This letter holds no name.
ruling-language = Explain it in:
ruling-now = What now
ruling-print = Print this page with your browser. Only the letter is printed.
