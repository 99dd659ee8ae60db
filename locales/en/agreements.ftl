### state: source

agreements-title = Agreements
agreements-lead = What the person agreed to and refused, for each purpose and each recipient.
agreements-none = Nothing was asked yet.
agreements-until = Given { $from }, ends { $until }
agree-new = A fuller agreement
agree-lead = Ask in peace, never tonight. One purpose and one recipient at a time.
agree-say-one = I ask you about each thing by itself. You can say yes to one and no to another.
agree-purpose = What is it for?
agree-services = A service
agree-unit = Who would receive it?
agree-class = What kind of body is that?
agree-categories = What may be shared?
agree-categories-hint = Ask about each by itself. Leave what you did not ask.
agree-not-asked = Not asked
agree-nothing-asked = Ask about at least one kind of information.
agree-teach-back = How do you know that it was understood?
agree-teach-back-hint = Ask: please tell me in your own words what will happen.
agree-giver = Who says yes or no?
agree-giver-hint = For a child, the law of the country says who may.
agree-view = What does the child think?
agree-lasts = For how long?
agree-button = Record the answers
taught-in-own-words = The person said it in own words
taught-after-second-explanation = The person said it after I explained again
taught-not-done = Not done
giver-self = The person
giver-guardian = A guardian whom I checked
giver-authority = The authority for children
view-agrees = Agrees
view-disagrees = Does not agree
view-prefers-not-to-say = Prefers not to say
view-could-not-be-asked = Could not be asked
lasts-30 = 30 days
lasts-90 = 90 days
lasts-365 = One year
yes-no-agreed = Yes
yes-no-refused = No
standing-not-asked = Not asked
standing-agreed = Agreed
standing-refused = Refused
standing-withdrawn = Withdrawn
standing-not-needed = Rests on law
purpose-support = Support by the case team
purpose-formal-identification = Formal identification
purpose-police-cooperation = Working with the police
purpose-media = Media
purpose-training-reuse = Use of the story in training
purpose-service = Service: { $need }
purpose-transnational = Partners in { $country }
recipient-care = Shelter, health or other care
recipient-legal = Lawyer or advocate
recipient-deciding-body = Body that decides on status
recipient-child-protection = Authority for children, or guardian
recipient-justice = Police investigator or prosecutor
recipient-permits = Authority for permits
recipient-foreign-partner = Partner in another country
recipient-other = Other body

tonight-title = Ask the person for tonight
tonight-lead = About: { $service }. Say it, and let the person say it back.
tonight-say-ask = I would like to ask this place if it has room for you tonight.
tonight-say-what = I tell them your age group, your language, who comes with you, and if you need help with steps.
tonight-say-not = I do not tell them your name or what happened to you.
tonight-say-no = You can say no. You get help all the same.
tonight-say-end = You can change your mind at any time. You do not have to say why.
tonight-kind = For what?
tonight-answer = What does the person say?
tonight-button = Record the answer
tonight-before = The person agreed to this before
tonight-nothing = This service meets no need for tonight that is open.

withdraw-title = Withdraw
withdraw-no-reason = The person gives no reason.
withdraw-closes = Access, enquiries and offers that rest on it end at once.
withdraw-help-stays = Help goes on.
withdraw-from = From whom?
withdraw-button = Withdraw now
closed-title = It is withdrawn
closed-lead = What rested on it has ended.
closed-access =
    { $count ->
        [one] access ended
       *[other] accesses ended
    }
closed-enquiries =
    { $count ->
        [one] enquiry taken back
       *[other] enquiries taken back
    }
closed-referrals =
    { $count ->
        [one] offer taken back
       *[other] offers taken back
    }
closed-categories = No longer shared
closed-not-recalled = What cannot be called back
closed-nothing-read = They had read nothing.
closed-tell = Tell the person. What was read cannot be unread.
closed-objections = This goes on by law for now
closed-objections-more = The person's objection is recorded. Somebody owes an answer.
paper-title = What was agreed
paper-open = Sheet to print
paper-for = What it is for
paper-who = Who may be told
paper-yes = What they may know
paper-no = What stays here
paper-until = It ends by itself on
paper-stop = You can stop this on any day. You need no reason. Help goes on.
paper-how = Tell a person who works with you, or stop it on your own page.
paper-safe = Before you print: ask if it is safe to carry paper. In doubt, nothing in hand. The sheet names no person.
problem-agreement-missing = The person has not agreed to this for this service. Ask first.
problem-agreement-can-wait = This can wait. Tonight, ask only for a safe place and first help.
problem-agreement-not-theirs = This person may not say yes or no here. Choose who may.
problem-agreement-no-teach-back = Let the person say it in own words first.
problem-agreement-never-a-recipient = This body never receives anything.
