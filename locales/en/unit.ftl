### state: source

nav-unit = Our unit
unit-own-title = Our unit
unit-no-key = Your unit has no key yet. Without it nothing can be shared with you.
unit-make-key = Make the unit's key
unit-you-wait = You wait for the unit's key.
unit-read-aloud = Read these digits to a colleague who holds it, face to face or by telephone.
unit-single = Only one person holds the unit's key. If that account is lost, so are all cases of the unit.
unit-waiting = Who waits for the key
unit-waiting-none = Nobody waits.
unit-since = since { $when }
unit-admit = Let in
unit-members = Who works here
unit-key-holds = Holds the key
unit-key-waits = Waits for the key
unit-key-without = Works without the key
unit-key-invited = Not enrolled yet
unit-admit-title = Let a colleague in
unit-admit-lead = Let the colleague read these digits to you from the own screen. If one digit differs, stop and tell the administrator.
unit-compared = I heard these digits from the person and they are the same
unit-compare-first = Compare first, then tick this.
unit-admit-button = Let in
problem-unit-not-waiting = This colleague no longer waits. Nothing was changed.
problem-unit-key-changed = The key is another one by now. Nothing was changed. Compare again with the person.
