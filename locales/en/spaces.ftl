### state: source

## Pages for the person herself: short words, grade 6

my-info-title = Information
my-info-lead = You can read this without an account. We do not note who reads it.
my-exit-explained = The bar on top takes you away from this page at once. It does not clear the list of pages in your browser. Someone who looks there can see that you came to this site. You can also press the Shift key three times, if your browser lets this page do that.
my-info-safe = You can be safe
my-info-danger = In danger now? Call the emergency number, or ask anyone who works here.
my-info-place = You can ask for a safe place to sleep tonight.
my-info-doctor = You can see a doctor. You do not have to pay for it.
my-info-choose = You choose
my-info-story = You do not have to tell your whole story.
my-info-no = You can say no. You can stop at any time and come back later.
my-info-police = You can get help without talking to the police.
my-info-time = You can take time to rest and think before you choose.
my-info-help = People who help you
my-info-language = You can speak your own language. Ask for someone who puts your words over.
my-info-lawyer = You can talk to a lawyer alone. What you say there stays there.
my-info-advocate = You can ask for someone who stands by you and works for no office.
my-info-child = Are you under 18? Then a grown-up who is only there for you must be found.
my-info-record = What is kept about you
my-info-see = You can see what is kept about you and who has looked.
my-info-stop = You can stop the sharing at any time. You still get help.
my-info-wrong = You can ask to put right what is wrong.
my-info-answer = Did an office say no to you? You can ask that others look at it again. Time runs, so ask soon.
my-info-paper = You can ask for all of this on paper, by phone or face to face.
my-info-open = Open my page

my-title = My page
my-door-ten = This page closes after ten minutes without a step.
my-code = Code
my-code-hint = Twelve digits. Spaces do no harm.
my-phrase = Your own words
my-go-on = Go on
my-door-lost = Did you forget your words? Ask the person who works with you. You get a new code face to face, and never by mail.
my-refused = The code or the words are not right. Try again.
my-ended = Your page was closed to keep you safe. Give your code and words again.
my-ended-kept = What you wrote is still here. You see it again when you are in.
my-tried =
    { $count ->
        [one] Since you were last here, wrong words were typed with your code once. Was it not you? Ask the person who works with you for a new code.
       *[other] Since you were last here, wrong words were typed with your code { $count } times. Was it not you? Ask the person who works with you for a new code.
    }
my-alone = Are you alone with this device?
my-alone-why = The next page is about you. If someone is near you, leave now and come back later.
my-alone-yes = Yes, show my page
my-alone-no = No, or I do not know
my-lead = You can change your mind here at any time.
my-stands = Where things stand
my-status-support-none = You do not get help yet.
my-status-support-emergency = You get help for now.
my-status-support-open = Your help has begun.
my-status-support-plan = You have a plan for your help.
my-status-support-moving-on = You are moving on to a life of your own.
my-status-support-ended = Your help has ended: { $reason }.
my-status-recognition-none = Nobody has asked an office to decide about you yet.
my-status-recognition-raised = Since { $since } the team thinks that others may have used you.
my-status-recognition-sent = An office was asked on { $since } to decide.
my-status-recognition-presumed = You are a presumed victim since { $since }. This gives you rights.
my-status-recognition-presumption-refused = An office said no on { $since }.
my-status-recognition-identified = You are identified as a victim since { $since }. This gives you rights.
my-status-recognition-not-recognised = An office said no on { $since }.
my-status-recognition-stopped-by-person = You stopped this on { $since }. The door stays open.
my-status-refusal-not-told = Nobody has told you of the no yet. Your time does not run.
my-status-refusal-challenged = You said that you do not agree. Others look at it again.
my-status-refusal-final = The no is final since { $since }. You can still ask for help.
my-status-refusal-can-be-challenged = You can ask that others look at it again. The last good day is { $last_day }.
my-status-disqualification-in-effect = An office took some rights from you. Ask for a lawyer.
my-status-disqualification-can-be-reviewed = An office wants to take some rights from you. You can say no. Ask for a lawyer.
my-status-age-child = You are under 18.
my-status-age-presumed-child = We treat you as someone under 18.
my-status-age-disputed = It is not clear how old you are. Until it is, we treat you as someone under 18.
my-status-age-adult = You are 18 or older.
my-status-proceedings-open =
    { $count ->
        [one] There is one case in which you are blamed for something. Ask for a lawyer.
       *[other] There are { $count } cases in which you are blamed for something. Ask for a lawyer.
    }
my-recorded = What is kept
my-since = We have kept this since { $day }.
my-kept-first = Your first talk with us: the day, the languages you speak, how old you are.
my-kept-questions =
    { $count ->
        [one] What you were asked and what you said, one time.
       *[other] What you were asked and what you said, { $count } times.
    }
my-kept-needs =
    { $count ->
        [one] What you need: one thing.
       *[other] What you need: { $count } things.
    }
my-kept-risks = What may put you in danger.
my-kept-plan = The plan you made with us.
my-kept-decisions =
    { $count ->
        [one] One decision.
       *[other] { $count } decisions.
    }
my-kept-read = This page does not show what you told us. Others could see it. Ask the person who works with you: you can read it together or have it on paper.
my-times = Time limits
my-times-none = No time limit runs.
my-times-help = Do you not agree with a decision? Ask below for someone who stands by you. Do it before the time is over.
my-clock-challenge = Your time to say no to a decision
my-clock-rest = Your time to rest and think
my-clock-office = An office must do its part
my-shared = Who may know what
my-shared-none = You have not been asked yet. Nothing was shared with your yes.
my-purpose-support = Help by the team
my-purpose-formal-identification = A decision about your rights
my-purpose-police-cooperation = Work with the police
my-purpose-service = A service, such as a place to stay
my-purpose-transnational = Partners in another country
my-purpose-media = News and media
my-purpose-training-reuse = Use in training
my-standing-agreed = You said yes
my-standing-refused = You said no
my-standing-withdrawn = You stopped it
my-standing-not-asked = Not asked
my-standing-not-needed = The law allows it
my-stop = Stop this
my-stop-title = Stop this?
my-stop-now = They can open nothing new from now on.
my-stop-law = A law allows this. If you say no, the team must look at it and answer you. Until then it may go on.
my-stop-service = A place or help that was asked for there is taken back too. If you live there, talk first with the person who works with you.
my-stop-seen = What they saw before cannot be taken back.
my-stop-help = You can still get help. You can say yes again later.
my-stop-yes = Yes, stop it
my-stop-no = No, go back
my-withdrawn = It is stopped
my-objected-title = We wrote down your no
my-objected = We wrote down that you do not want this. Someone must answer you. Until then it may go on.
my-taken-back = What was asked or sent for you there is taken back.
my-read-before = What they saw before
my-read-before-none = They had seen nothing.
my-read-before-day = They last looked on { $day }.
my-back = Back to my page
my-looked = Who has looked
my-looked-none = Nobody has looked yet.
my-looked-lead = The last looks come first. Yours are left out.
my-looked-times =
    { $count ->
        [one] { $day }
       *[other] { $day }, { $count } times
    }
my-somebody-of = Someone of { $unit }
my-nobody = The system
my-ask = Ask for something
my-asked-before = You asked for this:
my-ask-what = What do you want to ask for?
my-kind-advocate = Someone who stands by me
my-kind-correction = Something here is wrong
my-kind-complaint = I want to complain
my-words = In your own words
my-words-hint = Short is enough. The team that works with you reads it. Do not write where you are.
my-send = Send
my-asked = It is sent. You get an answer within three days.
my-answer-by = Someone answers you by { $day }.
my-answer-late = Three days are over. If nobody has answered you, tell the person who works with you, or complain below.
my-challenge = Say no to the decision
my-challenge-lead = You can ask that others look at the decision again. They will see your file. Your help goes on meanwhile.
my-challenge-none = There is nothing you can say no to now. Nobody may have told you of the decision yet. Ask for someone who stands by you.
my-challenge-way = Who is to look at it again?
my-way-ask-committee = A group of experts looks at it again
my-way-reconsideration = The office looks at it again
my-way-appeal = Another office looks at it again
my-way-court = A court looks at it
my-challenge-because = Why?
my-ground-new-evidence = There is something they did not know
my-ground-guidance-not-followed = They did not keep to the rules
my-challenge-late = Your time is over. What happened?
my-late-exceptional-circumstances = Something out of the ordinary kept me from it
my-late-permission-of-the-court = The court said I may
my-challenge-words-hint = You can leave this empty. Short is enough. Do not write where you are.
my-challenge-send = Ask them to look again
my-challenged = It is sent. Others look at the decision again. Until they answer, nothing is taken from you.
problem-status-no-ground = Choose why. The law asks for one of the reasons in the list.
problem-status-too-late = The time is over. Choose what happened, if it is in the list, or ask for a lawyer.
problem-status-challenged-already = This was sent before. Others look at it already.
problem-space-too-many = There are too many requests here. Ask the person who works with you.

## The worker's page

space-title = The person's own page
space-code = The person writes this code down now:
space-code-once = It is shown once. The person's page is at /my on this site. Ask first whether it is safe to carry the code.
space-tried =
    { $count ->
        [one] Wrong words were typed with the code once since the right ones were.
       *[other] Wrong words were typed with the code { $count } times since the right ones were. Ask the person about it. If it was somebody else, make a new code together.
    }
space-asked = What the person asked for
space-asked-none = Nothing so far.
space-make = Make a way in
space-renew = Make a new way in
space-safe = Do this together and only if the person wants it. Ask who else uses that device. Turn the screen so that the person alone sees the words.
space-has = The person has a code since { $day }. A new one ends the old one at once.
space-has-none = The person has no code yet.
space-phrase-hint = The person chooses and types them: at least twelve letters, that nobody around would guess. Nobody can look them up.
space-again = The same words again
space-not-same = These are not the same words. Type both again.
space-button = Make the code
space-end = End the way in
space-end-when = Do this when somebody else may know the code and the words, or when the person wants it. The record stays.
space-close = End it now
task-answer-request = Answer what the person asked for
action-own-ask = Asked for something on the own page
