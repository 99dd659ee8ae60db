### state: source

more-time-title = Give more time
more-time-lead = More time is given for a reason that the law lists. The person and her advocate are told.
more-time-none = No right with a time limit runs in this case.
more-time-spent = This was made longer as often as the law allows.
more-time-which = Which right, and why?
more-time-button = Give more time
more-time-reason-serious-health = a serious illness
more-time-reason-severe-mental-health = severe mental distress
more-time-reason-strong-intimidation = strong intimidation
more-time-reason-exceptional-circumstances = something out of the ordinary
more-time-reason-rehabilitation-not-complete = rehabilitation is not complete
problem-status-no-such-right = This right does not run any more. Nothing was changed.
problem-status-right-is-over = The time is over already. Nothing was changed.
