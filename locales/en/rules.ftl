### state: source

nav-rules = Rules
rules-title = The country's rules
rules-to-check = of { $all } groups of rules must still be compared with the law
rules-warning = These rules are a draft until lawyers of the country have signed them.
rules-below = Below the standard, by national law
rules-groups = Where each group of rules comes from
rules-needs-check = must be compared
learnt-s = read in the source
learnt-2 = second-hand
learnt-k = from memory
learnt-d = our own choice
rules-last-resort = Place of last resort at night
