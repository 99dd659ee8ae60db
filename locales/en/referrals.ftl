### state: source

offer-title = Make the offer
offer-short = Offer { $reference }
offer-lead = { $service } said there is room. Say only what it must know for the first night.
offer-band = Age group
offer-band-hint = Only if it is known.
offer-alerts = For the first night
offer-alerts-hint = Tick only what the person agreed to tell.
offer-needed = From which day?
offer-whole-day = Give day, month and year.
offer-hand-over = What the person agreed to hand over
offer-hand-over-hint = It opens only when the service has accepted. Leave empty what is not needed.
offer-nothing-agreed = The person agreed to hand over nothing more. That is enough for tonight.
offer-button = Check
offer-check = Check before it leaves
offer-check-lead = This goes to { $service }, beside what was in the enquiry.
offer-not-given = Not given
offer-send = Send the offer
offer-change = Change
offer-status-draft = being written
offer-status-sent = sent
offer-status-received = seen
offer-status-accepted = accepted
offer-status-waitlisted = on the waiting list
offer-status-declined = declined
offer-status-in-service = the person is there
offer-status-completed = completed
offer-status-did-not-arrive = the person did not arrive
offer-status-person-declined = the person decided otherwise
offer-status-withdrawn = taken back
offer-status-expired = no answer in time
alert-urgent-care = Needs a doctor at once
alert-regular-medication = Medicine at fixed times
alert-pregnancy = Pregnant
alert-allergy = Allergy
alert-infection = Care against infection
alert-disability = Support with a disability
alert-not-alone = Must not be left alone

stand-title = Offer
stand-wait = The service answers by { $by }. Then you get a task.
stand-silence = If it stays silent, the offer ends and its contents are deleted. Then ask the next one.
stand-then-draft = It is not sent yet.
stand-then-waitlisted = The person waits for a place. Meanwhile look for another.
stand-then-accepted = Arrange how the person gets there, with somebody she trusts.
stand-then-in-service = The person is there. The service carries on.
stand-then-did-not-arrive = Somebody must look for the person now. It is a concern and no end.
stand-then-declined = Ask the next service. The declined one can no longer read anything.
stand-then-completed = The service is completed.
stand-then-person-declined = It is the person's right. Ask what she wishes instead.
stand-then-withdrawn = It was taken back. The service can no longer read anything.
stand-then-expired = Nobody answered. Ask the next service.
stand-then-sent = The service has not seen it yet.
stand-then-received = The service has seen it.
stand-write = Write what happened
stand-say = What happened?
stand-say-heard = The service said yes by telephone
stand-say-person-declines = The person decided otherwise
stand-say-withdraw = I take the offer back
stand-heard = Who said yes?
stand-heard-hint = Only for a yes by telephone. It stays in the case.
stand-button = Record
problem-referral-offered-before = An offer was made after this yes already.
problem-referral-no-yes = The place is no longer held. Ask again.

letter-title = Referral
letter-to = To:
letter-from = From:
letter-asks =
    { $places ->
        [one] We ask for { $need }, { $places } place.
       *[other] We ask for { $need }, { $places } places.
    }
letter-rest = All else is in the sealed offer under this reference. Sign in to read it.
letter-keep = Keep this letter apart from the person. It names nobody.
letter-print = Print this page. The code holds the reference and nothing else.
