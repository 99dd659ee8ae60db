### state: source

nav-offers = Requests
offers-title = Requests to your services
offers-asked = Is there room?
offers-asked-none = Nobody asks for room right now.
offers-asked-hint = Nobody is named here. Say yes or no in time, or the next place is asked.
offers-child = Child
offers-children-with =
    { $count ->
        [one] with { $count } child
       *[other] with { $count } children
    }
offers-step-free = needs step-free rooms
offers-say-room = Say if there is room
offers-waiting = Offers that wait for your answer
offers-waiting-none = No offer waits for you.
offers-one = Offer { $reference }
offers-places =
    { $count ->
        [one] { $count } place
       *[other] { $count } places
    }
offers-by-telephone = Accepted by telephone. Confirm it here.
offers-answer = Read and answer
offers-others = Expected, in the house, on the waiting list
offers-others-none = Nobody is expected.
offers-open = Open

enquiry-title = Is there room?
enquiry-for = For
enquiry-child = A child without a parent
enquiry-adult = An adult
enquiry-placement = To live
enquiry-children = Children who come along
enquiry-languages = Languages
enquiry-mobility = Moving about
enquiry-mobility-yes = Needs step-free rooms
enquiry-mobility-no = No special need
enquiry-when = When
enquiry-answer-by = Answer by
enquiry-room = Is there room?
enquiry-room-hint = A no is never held against you.
enquiry-hold = If yes: hold the place for
enquiry-hold-hint = After that time the place is free again.
enquiry-button = Send the answer

room-yes = Yes, there is room
room-no = No, there is none
hold-60 = 1 hour
hold-120 = 2 hours
hold-240 = 4 hours
hold-720 = 12 hours
needed-tonight = tonight
needed-later = later

offer-asked-title = Offer
offer-reply-by = Answer by { $when }.
offer-minimum = What you need to decide
offer-minimum-hint = No name, no story. More comes when you accept, as far as the person agreed.
offer-age = Age
offer-health = Health tonight
offer-health-none = Nothing to know
offer-security = Protection needed
offer-needed-on = Needed on
offer-handed-over = What was handed over
offer-hand-over-later = It opens when you accept.
offer-hand-over-none = Nothing was handed over, or the agreement has ended.
offer-answer = Your answer
offer-telephone = Accepted by telephone? The sender writes it down, and you confirm it here. Until then nothing more opens.
offer-say = What do you say?
offer-reason = If you decline: why
offer-reason-hint = So that the next offer fits better.
offer-answer-button = Send the answer

say-accept = Accept
say-confirm = Confirm what was said by telephone
say-waitlist = Put on the waiting list
say-decline = Decline
say-arrived = The person has arrived
say-did-not-arrive = The person was expected and did not come
say-completed = The stay or service is over
