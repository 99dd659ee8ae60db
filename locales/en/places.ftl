### state: source

nav-places = Places
places-title = Places
places-none = Your unit offers no service yet.
places-free-of =
    { $places ->
        [one] of { $places } place is free
       *[other] of { $places } places are free
    }
places-stale-count =
    { $count ->
        [one] count is older than a week
       *[other] counts are older than a week
    }
places-step-free = Step-free
places-wait =
    { $days ->
        [one] { $days } day to wait
       *[other] { $days } days to wait
    }
places-counted = Counted { $when }
places-stale = Count again: older than a week.
places-checked = Entry checked on { $day }
places-change = Change free places
places-mix = Rooms by who may stay
places-mix-hint = Only places to sleep. A house that takes several groups counts in each of them.
places-mix-group = Who
places-mix-houses = Houses
places-mix-places = Places
places-mix-free = Free
places-change-title = Change free places
places-free-now = Free places now
places-free-hint = Leave out what you hold for somebody. An accepted offer takes its places by itself.
places-all = All places
places-checked-today = I looked through the whole entry today and it is right
places-save = Save
places-more-than-all = More places would be free than there are. Correct one of the two.

group-women = Women
group-men = Men
group-families = Families
group-girls = Girls
group-boys = Boys
