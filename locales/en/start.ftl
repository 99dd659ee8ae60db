### state: source

start-title = See how a country protects people
start-lead = A national referral mechanism finds people who may have been trafficked. It keeps them safe, decides with care, and helps them on. Choose a role and look around.
start-progress = { $done } of { $of } invented cases are ready; the rest follow within seconds.
start-ready = { $of } invented cases are ready.
start-who = Choose who you are
start-sign-in = Sign in
start-sign-in-as = Sign in as { $role }, { $name }
start-others =
    { $count ->
        [one] { $count } more role
       *[other] { $count } more roles
    }
start-clock = Move the clock
start-clock-now = It is { $now } here.
start-clock-more = Time limits run out and alarms go off when you move on.
start-clock-day = +1 day
start-clock-week = +1 week
start-programs = For programs
start-programs-more = Everything here can be done by programs too. Each request is described in
start-source = The mix of cases is drawn from published figures of the United Kingdom, 2022 to 2023.

start-card-responder = You meet people at the border. Spot danger, ask with care, and find a safe place tonight.
start-card-casemanager = You carry many cases. See what is due today and keep every plan moving.
start-card-shelter = You run a shelter. Keep your free places true and answer whoever asks.
start-card-decider = You decide on status. Work through the queue by its clocks and give your reasons.
start-card-guardian = You stand by a child. Read the file and speak up for the child's best interests.
start-card-advocate = You stand by the person and work for no office. See what you are shown, and who has looked.
start-card-interpreter = You carry words between people. See your appointments, and never a case.
start-card-lawyer = You stand by the person. See what you are shown, and challenge a refusal in time.
start-card-prosecutor = You decide on charges. Read the notice that the person has released, and nothing else.
start-card-coordinator = You see the whole country in figures. No name reaches you.
start-card-dpo = You watch over the data. See who looked, why, and what must go.
start-card-survivor = This is about you. See who looked, stop what you agreed to, and ask for help. No account is needed.
start-person = The person
start-person-open = Open my page
start-person-code = Code of an invented person:
start-person-phrase = The words this person chose:
start-person-wait = The code is made when all cases are ready. Load this page again then.
start-card-admin = You run the server. You see accounts and health, and never a case.

tour-title = Your tour
tour-progress = { $done } of { $of } steps done
tour-done = Done
tour-today = See what is due today
tour-cases = Look at the cases of your unit
tour-a-case = Open a case
tour-timeline = Read what happened in a case
tour-looks = See who has looked at a case
tour-task-done = Mark a task as done
tour-note = Write a note and the next step
tour-queue = See what waits for a decision
tour-desk = Open a case from the queue
tour-decide = Decide with reasons
tour-letter = Read the letter
tour-notices = See the notices to your office
tour-notice = Open a notice
tour-places = See which places are free
tour-free = Change free places
tour-offers = See what others ask of you
tour-answer = Answer an offer
tour-stays = See who is in the house
tour-sheet = Read the payment sheet of the month
tour-queues = See who waits where, and how long
tour-overlay = See what is different today
tour-rules = Read the country's rules
tour-oversight = Read what was agreed and shared
tour-shares = See what went to whom
tour-retention = See what is due to go
tour-journal = Read the journal through
tour-accounts = See who can sign in
tour-health = See how the server is
tour-meet = Record somebody you meet
tour-tell = Tell the person what must be passed on
tour-screen = Ask with care
tour-next = Read what to do now
tour-look = Look for a safe place
tour-ask = Ask a service if there is room
tour-plan = Read a support plan
tour-object = Object to something planned
tour-best = Say what is best for the child
tour-challenge = Challenge a refusal
tour-yes = Say yes to a notice
tour-speaks = Say what you interpret
tour-shift = See who is on shift tonight
tour-account = Make an account
