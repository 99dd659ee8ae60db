### state: source

nav-shift = Shift
shift-title = On shift tonight
shift-none = Nobody has come on shift.
shift-until = until { $when }
shift-hours = For how long?
shift-hours-4 = 4 hours
shift-hours-8 = 8 hours
shift-hours-12 = 12 hours
shift-hours-24 = 24 hours
shift-come-on = I am on shift
shift-longer = Change my time
shift-go-off = I go off shift

hand-over-title = Hand over the shift
hand-over-lead = Each open task goes to a named person. Nothing is left behind.
hand-over-go = Go to the hand-over
hand-over-none = No task is open. The shift can end.
hand-over-on = on shift
hand-over-button = Hand over
hand-over-rest = { $count ->
    [one] { $count } task is open. Who takes it?
   *[other] { $count } tasks are open. Who takes all that you give to nobody below?
}
hand-over-rest-hint = Give single tasks to others below. Those that cannot wait stand first.
hand-over-nobody = Nobody: I name each one

problem-shift-unassigned = Some task goes to nobody. Nothing was saved. Look at the list again.
problem-shift-not-on-shift = Somebody named here is not of your unit. Nothing was saved.
problem-shift-not-open = Some task was done in the meantime. Nothing was saved. Open the page anew.
