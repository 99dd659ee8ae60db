### state: source

nav-queues = Queues
queues-title = Queues of the country
queues-lead = Counts as of { $when }. No name and no case is behind them here.
queues-waiting =
    { $count ->
        [one] case waits for a next step
       *[other] cases wait for a next step
    }
queues-over =
    { $count ->
        [one] time limit is over
       *[other] time limits are over
    }
queues-enquiries =
    { $count ->
        [one] enquiry has no answer
       *[other] enquiries have no answer
    }
queues-offers =
    { $count ->
        [one] offer has no answer
       *[other] offers have no answer
    }
queues-waitlisted =
    { $count ->
        [one] person is on a waiting list
       *[other] people are on waiting lists
    }
queues-not-arrived =
    { $count ->
        [one] person did not arrive
       *[other] people did not arrive
    }
queues-ages = How long they wait
queues-ages-none = Nobody waits.
queues-ages-hint = Time since the last step of recognition.
queues-where = Where
queues-band-first = under { $to } days
queues-band = { $from } to { $to } days
queues-band-last = over { $from } days
queues-all = All
queues-room = Who waits for room
queues-room-none = Nobody waits for room.
queues-room-hint = Cases for which no service had room, by how long they have waited.
queues-limits = Time limits
queues-limits-none = No time limit runs.
queues-limit = Time limit
queues-running = Running
queues-late = Over
queues-rooms = Room and waits
queues-rooms-none = No service is listed yet.
queues-rooms-hint = One service may offer several kinds of help and counts in each.
queues-beds =
    { $count ->
        [one] { $count } free bed in all, each kind counted.
       *[other] { $count } free beds in all, each kind counted.
    }
queues-help = Kind of help
queues-services = Services
queues-places = Places
queues-free = Free
queues-wait = Days to wait
queues-days =
    { $to ->
        [0] none
       *[other] { $from } to { $to }
    }
queues-stale = Old counts
queues-gaps = What nobody could give
queues-gaps-none = No gap has been put away yet. Gaps come in batches, so that no single one can be told.
queues-gaps-hint = Need by region. Below { $few } no number is shown; larger ones are rounded to five.
queues-few = under { $few }
