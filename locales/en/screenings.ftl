### state: source

screen-title = Ask and look
screen-lead = Start with danger. What is not asked stays open and never counts as a no.
screen-draft = Draft: not yet reviewed by a practitioner
screen-asked-by-you =
    { $hours ->
        [0] You asked such questions less than an hour ago. Nobody needs to tell a story twice.
        [one] You asked such questions { $hours } hour ago. Nobody needs to tell a story twice.
       *[other] You asked such questions { $hours } hours ago. Nobody needs to tell a story twice.
    }
screen-asked-by-other =
    { $hours ->
        [0] A colleague asked such questions less than an hour ago. Nobody needs to tell a story twice.
        [one] A colleague asked such questions { $hours } hour ago. Nobody needs to tell a story twice.
       *[other] A colleague asked such questions { $hours } hours ago. Nobody needs to tell a story twice.
    }
screen-page = Part { $at } of { $of }
screen-look = What to look for
screen-sign = The sign:
screen-care = Take care:
screen-around = What else could explain a sign?
screen-around-hint = Tick what is true of this place. Signs that it explains are not counted.
screen-next = Next
screen-back = Back
screen-stop = Stop here: what to do now
screen-button = What to do now
screen-one = Ask one question at a time
screen-together = Show the questions together
screen-others = Use another form
screen-no-translation = There is no tested text of this form in the person's language. Let an interpreter say it.
screen-signs =
    { $count ->
        [one] { $count } sign
       *[other] { $count } signs
    }
ask-by-trained = For trained colleagues only
ask-by-health = For health workers only
ask-by-none-at-border = Look, but do not ask this at a border
said-yes-told = Yes, told me
said-yes-seen = Yes, I saw it
said-yes-third-party = Yes, others say so
said-yes-document = Yes, a paper shows it
said-no = No
said-unsure = Does not know
said-declined = Prefers not to say
said-not-asked = Not asked
around-camp = A camp or a site with rules for everybody
around-detention = Custody
around-papers-held-by-state = Papers held by the authorities
around-seasonal-housing = Housing that comes with seasonal work
around-disaster = A disaster

now-title = What to do now
band-door-open = The door stays open
band-talk-more-safely = Talk again, in safety
band-protect-now = Start protection now
band-danger-now = Somebody is in danger now
now-needs = Needs and a safe place
now-signs = What was seen or told
now-asked = Asked or looked for: { $asked } of { $of }. What was not asked is open.
now-no-signs = No sign is noted. Many people say nothing at first. The door stays open.
now-source = Source:
now-set-aside = Not counted
now-why = Why
now-rights = Tell the person
now-limits = What this list of signs cannot know
now-come-back = The person can come back at any time, add to an answer or change it.
now-add = Ask or look again
weight-strong = Strong sign
weight-medium = Medium sign
weight-weak = Weak sign
weight-recorded = Recorded, not weighed
