### state: source

nav-oversight = Journal details
nav-shares = Shares
nav-retention = Due to go
nav-journal = Journal
oversight-title = Agreements, accesses and disclosures
oversight-lead = You read what was agreed and shared in any case, and no case itself. This reading is in the journal too.
oversight-filter = Filter the list
oversight-kind = Kind
oversight-all = All
oversight-kind-agreements = Agreements and withdrawals
oversight-kind-accesses = Accesses given
oversight-kind-disclosures = Disclosures by law
oversight-none = Nothing of this kind is recorded.
oversight-purpose = For
oversight-basis = Rests on
oversight-erased = The case is erased, and these details with it.
detail-recipients = For
detail-agreed = Agreed
detail-refused = Refused
detail-compartments = Parts
detail-until = Until
detail-law = Law
detail-purpose = Purpose

shares-title = What went to whom
shares-lead = Referrals to services, and what others than the owner can open now. This reading is in the journal.
shares-none = Nothing was shared.
shares-count =
    { $count ->
        [one] { $count } share
       *[other] { $count } shares
    }
shares-from-to = From { $from } to { $to }
shares-from-name = From { $from } to a person by name
shares-rests = Rests on
shares-until = until { $day }
shares-before = Those that end later
shares-after = Those that end sooner
shares-agreement = agreement of the person
shares-referral = A referral to a service
shares-there = can be read
shares-gone = can no longer be read
shares-open = can be opened

retention-title = Due to go
retention-lead = These cases have been at rest longer than the country keeps them. Nothing goes by itself: look at each with its owner.
retention-none = Nothing is due to go.
retention-count =
    { $count ->
        [one] { $count } case is due
       *[other] { $count } cases are due
    }
retention-kind = Kind
retention-owner = Owner
retention-since = At rest since
retention-periods = How long things are kept
kept-contact-only = Contact without a case
kept-case = Case
kept-journal = Journal
period-hours =
    { $amount ->
        [one] { $amount } hour
       *[other] { $amount } hours
    }
period-days =
    { $amount ->
        [one] { $amount } day
       *[other] { $amount } days
    }
period-working-days =
    { $amount ->
        [one] { $amount } working day
       *[other] { $amount } working days
    }
period-months =
    { $amount ->
        [one] { $amount } month
       *[other] { $amount } months
    }
period-years =
    { $amount ->
        [one] { $amount } year
       *[other] { $amount } years
    }

journal-title = Is the journal whole?
journal-lead = Each act leaves an entry that nobody can change unseen. Here you see if that holds.
journal-entries =
    { $count ->
        [one] entry
       *[other] entries
    }
journal-unsigned = newer than the last signature
journal-holds = The last signature holds.
journal-signed = It is from { $when }.
journal-does-not-hold = The last signature does not hold. Stop work and call the administrator.
journal-verified = Read through from the first entry
journal-well = All is well: { $entries } entries and { $checkpoints } signatures hold.
journal-ill =
    { $count ->
        [one] { $count } thing is wrong. Stop work and call the administrator.
       *[other] { $count } things are wrong. Stop work and call the administrator.
    }
journal-root = Seal over all entries:
journal-verify = Read it all through now
journal-too-long = The journal is too long for a page. Ask the administrator to run
