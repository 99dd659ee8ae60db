### state: source

told-title = Before the first question
told-lead = Say this in your own words, or read it out. Then hear the answer.
told-danger = Danger now? See whom to call
told-say-who = My name is on my badge. I work here, and I am not the person who decides your case.
told-say-why = I would like to ask you some questions, so that I know how to help you.
told-say-limits = What you say stays with the people who help you. If a child or a life is in danger, I must tell it to others.
told-say-skip = You can skip a question, stop, or come back later.
told-say-choose = You can choose who asks you and who interprets.
told-say-help = You get help today, also if you say nothing.
told-limits = I said what I must pass on by law, and to whom
told-limits-missing = Say first what you must pass on by law, and to whom. Then tick this.
told-how = How was it explained?
told-language = In which language?
told-agreed = Does the person want to talk now?
told-agreed-hint = A no is a good answer too. Help does not depend on it.
told-button = Go on
agreed-yes = Yes
agreed-not-now = Not now
agreed-no = No
way-spoken = I said it
way-interpreter = Through an interpreter
way-audio = From a recording
way-screen = Read on a screen
way-paper = Read on paper
way-sign-language = In sign language
way-pictures = With pictures

help-title = Help without questions
help-lead = Nobody has to answer to get help.
help-today = Ask what the person needs today: food, sleep, clothes, a call.
help-doctor = Offer a doctor. No story is needed for that.
help-meet-again = Agree on a safe way to meet again before your shift ends.
help-no-pressure = Do not ask again today unless the person begins.
help-needs = See what the person needs
help-ask-again = The person wants to talk after all
