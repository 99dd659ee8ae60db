### state: source

nav-stays = In the house
stays-title = In the house
stays-people =
    { $count ->
        [one] person stays here
       *[other] people stay here
    }
stays-away = away by arrangement
stays-none = Nobody stays here. A stay begins when you say that a person has arrived.
stays-count =
    { $count ->
        [one] { $count } person
       *[other] { $count } people
    }
stays-is-away = Away
stays-since = Since { $day }
stays-expected = Expected back on { $day }
stays-referral-over = The offer has ended
stays-change = Change

stay-title = Change a stay
stay-referral-over = The offer behind this stay has ended. Say on which day the person left.
stay-say = What happened?
stay-say-away = Away by arrangement from today
stay-say-back = Back today
stay-say-worry = Not where we expected: tell the case worker now
stay-say-ended = The person has left for good
stay-on = Day
stay-on-hint = For a time away: the day she is expected back. For the end: the day she left.
stay-whole-day = Give day, month and year.
stay-button = Save

problem-stay-ended = This stay has ended already. Nothing was saved.
problem-stay-away-already = The person is away already. Nothing was saved.
problem-stay-not-away = The person is not away. Nothing was saved.
problem-stay-day = This day does not fit the stay. Nothing was saved. Check the date.
problem-stay-not-expected = The offer behind this stay has ended. Nothing was saved. Call the sender.

sheet-title = Payment sheet
sheet-month = { $first } to { $last }
sheet-so-far = Counted up to { $today }. The month is not over.
sheet-none = Nobody stayed here in this month.
sheet-caption = Nights and days by service
sheet-service = Service
sheet-places = Places now
sheet-stays = Stays
sheet-bed-nights = Bed-nights
sheet-kept-nights = Nights with the bed kept
sheet-days = Entitlement days
sheet-total = All
sheet-explained = A bed-night is one person and one night in the house. While somebody is away by arrangement, the bed is kept. Entitlement days are all days of a stay, the first and the last too. Nobody is named on this sheet.
sheet-months = Other months
sheet-before = Month before
sheet-after = Month after
