### state: source

nav-health = Health
health-title = How the server is
health-well = All is well.
health-ill =
    { $count ->
        [one] { $count } thing needs you.
       *[other] { $count } things need you.
    }
health-is-well = Well
health-not-well = Look at this
health-database = Database
health-stamp = What this database is for
health-shred-store = Store of shred keys
health-journal = Journal
health-numbering = Entries of the journal that wait too long for their place
health-clock = Clock
health-without-key = Units without a key
health-single-holder = Units whose key only one person holds
health-kind-live = Real cases
health-kind-demo = Demonstration, everybody is invented
health-kind-exercise = Exercise
health-kind-none = Nothing yet
health-entries = { $entries } entries, { $unsigned } newer than the last signature
health-no-unit = None
health-more = More is told on the server by
mend-database = Start the database again.
mend-stamp = Run havenward init.
mend-shred-store = Start the second database again. Without it no case opens.
mend-journal = Nobody signs the journal. Start the server again, then verify the journal.
mend-clock = Set the clock and switch time synchronisation on.
mend-without-key = Nothing can be shared with them. Somebody of the unit must sign in first.
mend-single-holder = If that person loses access, the unit's cases are lost. Invite a second colleague.
