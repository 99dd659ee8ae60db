### state: source

nav-devices = Phones
devices-title = Phones
devices-lead = A phone with a code hands in sealed records and can do nothing else. Its way in is at /screen/ on this site.
devices-new = Make a code for a phone
devices-code = The code, shown once:
devices-code-how = Open /screen/ on the phone and paste it, or read the picture with its camera. Close this page then.
devices-enrolled = Phones of the unit
devices-none = No phone has a code.
devices-by = Made by
devices-since = Since
devices-until = Good until
devices-over = Ended { $when }
devices-end = End it
devices-end-title = End the code of a phone?
devices-end-lead = From now on the phone cannot hand in. What it has handed in stays. What waits on it goes out only with a new code.
handed-in-title = Handed in by phones
handed-in-lead = Sealed records. Open one: the signs are weighed again and a case begins.
handed-in-none = Nothing waits.
handed-in-open = Open
handed-in-hour = Came { $when }
handed-in-damaged = Could not be opened. It stays for a person to look into.
