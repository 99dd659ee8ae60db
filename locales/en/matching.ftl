### state: source

match-title = Find a service
match-lead = Best first. Each card says why it fits.
match-none = No service fits as things stand. See the nearest below, or raise a gap.
match-no-needs = No need is open. See first what the person needs.
match-ask = Ask the person about this
match-near = The nearest that do not fit yet
match-gaps = Needs that nobody meets
match-wish = What matters for this person
match-ages = Ages of the children who come along
match-ages-hint = For example: 3, 7. Services differ in whom they take.
match-ages-missing = Give the age of each child who comes along.
match-ages-wrong = Give each age as a number, with commas between.
match-security = How well must the place be protected?
match-security-hint = The least that is enough.
match-regions = Where can the person be taken?
match-no-region = Tick at least one region.
match-trans = The place must welcome trans people
match-disability = The person needs support with a disability
match-button = Look again
because-meets = Offers: { $need }
because-speaks = Speaks { $language }
because-interpreter = Works with an interpreter
because-places =
    { $count ->
        [0] No free place counted
        [one] { $count } free place
       *[other] { $count } free places
    }
because-children = For children only
because-family = The family stays together
because-no-wait = No wait
because-wait =
    { $days ->
        [one] { $days } day to wait
       *[other] { $days } days to wait
    }
because-stale = The places were counted more than a week ago
security-open = Open house
security-protected = Protected door
security-high = Secret and guarded
cost-free = Free of charge
cost-contribution = A contribution, by means
cost-paid = Paid
shortfall-not-enough-places = Not enough free places
shortfall-too-far = Too far
shortfall-no-language = No common language
shortfall-closed-now = Closed at this hour
shortfall-waiting = There is a wait
gap-title = Raise a gap
gap-lead = The need waits from now on, and you are told when a place opens. The co-ordinator sees need, region and week. Nobody can tell for whom.
gap-need = Which need?
gap-region = Region
gap-button = Raise the gap
