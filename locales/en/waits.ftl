### state: source

nav-waits = Waiting
waits-title = Who waits for room
waits-lead = Cases for which no service had room, the longest first. What each waits for is inside the case.
waits-none = No case of your unit waits for room.
waits-count =
    { $count ->
        [one] { $count } case waits
       *[other] { $count } cases wait
    }
waits-look = See who may fit now
waits-look-hint = This opens these cases. Each look is recorded.
waits-none-fits = There is no room for anybody on this list now. You are told when a place opens.
waits-some-fit = There may be room now. Look whether it fits, then ask the person.
waits-since = Since
waits-again = Look again
waits-room = There may be room at
waits-case-title = What the person waits for
waits-case-none = Nothing waits in this case. A need waits once you raise a gap for it.
waits-since-in = Since { $day }, in { $region }
waits-no-room = No service there has room now. You are told when a place opens.
waits-room-now = There may be room now:
waits-see-fit = See whether it fits
waits-end = End a wait
waits-which = Which need?
waits-how = How did it end?
waits-end-button = End the wait
waits-over = Ended
wait-end-place-found = A place was found
wait-end-person-declined = The person does not want it any more
wait-end-not-needed = It is not needed any more
task-place-opened = A place has opened: see who may fit
problem-wait-not-open = This need does not wait any more. Nothing was changed.
