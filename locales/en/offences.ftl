### state: source

offences-title = What is alleged
offences-lead = Things that an authority says the person did. A notice can ask it not to punish her. Nothing she tells about them stands here.
offences-none = Nothing is alleged.
offence-moment-arrest = Arrest
offence-moment-first-interview = First interview
offence-moment-charge = Charge
offence-moment-plea = Plea
offence-moment-trial = Trial
offence-moment-sentence = Sentence
offence-moment-fine-due = Fine is due
offence-moment-detention-review = Review of detention
offence-moment-removal = Removal
notice-stands-drafted = drafted
notice-stands-signed = one yes
notice-stands-released = sent
notice-stands-notified-by-law = sent, as a law demands
sign-title = Do not punish
sign-asks = What it asks
sign-two = Two must say yes: the person, or the guardian of a child, and the lawyer. Then it goes out and cannot be called back.
sign-as-lawyer = You say yes as her lawyer.
sign-as-guardian = You say yes as the child's guardian.
sign-as-person = You say yes for yourself.
sign-as-witness = Write her yes down only if she is with you and wants this. It is her word, not yours.
sign-button = Yes, it may go
sign-take-back = Take the yes back
sign-gone = It has gone out.
