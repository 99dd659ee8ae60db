### state: source

right-help = You can get help today. It is free.
right-interpreter = You can have somebody who speaks your language.
right-doctor = You can see a doctor.
right-lawyer = You can talk to a lawyer alone.
right-say-no = You can say no, and you can change your mind.
right-see = You can see what is written about you.
carry-title = Something to take along
carry-ask = Is it safe for the person to carry something?
carry-ask-hint = Ask who looks through bags, pockets and phones. In doubt, nothing.
carry-nothing = No, or not sure: nothing in hand
carry-card = Yes: a plain card with a number
carry-button = Go on
carry-nothing-1 = Give nothing. Say the number twice and let the person say it back.
carry-nothing-2 = Agree on a place and an hour at which somebody will be there.
carry-print = Print this page. The card names no office and no person.
