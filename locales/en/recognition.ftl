### state: source

presume-title = Presumption
presume-stands = Where it stands:
presume-lead = Protection starts with the presumption. It is no decision about the status.
presume-not-you = In this country your role does not presume. You can say that somebody should look.
presume-by-whom = It is decided by:
presume-help-now = Help and a safe place do not wait for it.
presume-grounds = On what grounds?
presume-grounds-hint = A hardship alone is a reason to help and never enough on its own.
presume-reason = Why now?
presume-words = More, in a few words
presume-words-hint = Write no names here. One or two sentences are enough.
presume-button = Presume
presume-raise = Say that somebody should look
ground-disclosure = The person told it
ground-indicators = Signs of control or exploitation
ground-documents = Documents
ground-other-authority = Another authority says so
ground-vulnerability = A hardship
moved-told-by-person = The person told me
moved-signs-seen = Signs were seen
moved-documents = Documents show it
moved-other-authority = Another authority says so
moved-own-wish = The person wishes it
moved-danger = There is danger
