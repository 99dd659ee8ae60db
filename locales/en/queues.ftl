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
queues-in-time = In time
queues-limit-row = { $running } in time, { $over } over
queues-taken = Taken
queues-free-of = { $free } of { $places } free
queues-region = Region
queues-gaps-count = Times
queues-day = Day
queues-over-time = Places over time
queues-over-time-hint = All services together. A count holds until the service counts again.
queues-kinds = Places over time by kind of help
queues-kinds-hint = The upper line is all places, the filled part is free. Each picture has its own scale.
queues-least = fewest { $least }
queues-fewest = Fewest free
queues-most = Most free
queues-flow = From asked to arrived
queues-flow-hint = Each is counted where it stands now. Below { $few } no number is shown; larger ones are rounded to five.
queues-flow-none = Nobody was asked for a place in this time.
queues-flow-step = Step
queues-flow-count = Number
queues-flow-end = { $what }: { $count }
queues-flow-asked = Asked
queues-flow-room = There was room
queues-flow-offered = Offered
queues-flow-accepted = Accepted
queues-flow-arrived = Arrived
queues-flow-no-room = no room
queues-flow-silence = no answer in time
queues-flow-taken-back = question taken back
queues-flow-declined = declined by the service
queues-flow-expired = offer not answered in time
queues-flow-withdrawn = offer taken back
queues-flow-person-declined = the person decided otherwise
queues-flow-did-not-arrive = did not arrive
