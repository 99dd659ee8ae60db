### state: source

plan-title = Support plan
plan-lead = Each goal is the person's. Nothing is done about a goal before she agrees to it.
plan-begin-lead = No plan is begun yet. Begin one, then go through it together.
plan-not-begun = No plan is begun yet. Whoever carries the case begins it.
plan-next-review = Looked at again on
plan-late =
    { $count ->
        [one] action is late
       *[other] actions are late
    }
plan-none = No goal is written yet.
plan-done = Done
plan-by = by { $day }
plan-propose = Propose a goal
plan-review = Gone through together?
plan-weeks = When do you look at it again?
plan-reviewed = We went through it
plan-begin = Begin the plan
within-weeks-2 = In two weeks
within-weeks-4 = In four weeks
within-weeks-8 = In eight weeks
within-weeks-12 = In twelve weeks
goal-state-proposed = asked, no answer yet
goal-state-agreed = agreed
goal-state-not-wanted = not wanted
goal-state-ended = ended
goal-outcome-reached = reached
goal-outcome-partly-reached = partly reached
goal-outcome-not-reached = not reached
goal-outcome-no-longer-wanted = no longer wanted
goal-outcome-continued-elsewhere = goes on elsewhere
goal-new = Propose a goal
goal-new-lead = Write what she wants to reach. She may say it in her own words.
goal-area = What is it about?
goal-text = The goal
goal-own-words = In her own words
goal-own-words-hint = Leave it empty if she does not want to.
goal-button = Propose it
goal-title = Goal
goal-ask = Does she agree to this goal? A no needs no reason.
goal-agree = She agrees
goal-refuse = She does not want it
goal-actions = What is done
goal-finish = Done
goal-add = One more thing to do
goal-what = What
goal-who = Who does it?
goal-who-me = I do
goal-who-person = she does it herself
action-by-person = she does it herself
action-by-worker = a worker does it
goal-days = By when?
goal-add-button = Add it
goal-end = End this goal
goal-end-how = What came of it?
goal-end-button = End the goal
