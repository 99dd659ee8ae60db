### state: source

nav-contact = New contact
contact-title = Record a first contact
contact-lead = A few facts are enough. You can add the rest later.
contact-urgency = How fast must somebody act?
contact-urgency-hint = If the person is in danger now, call for help first.
contact-age = Is the person a child?
contact-age-hint = Whoever may be a child is treated as a child.
contact-setting = Where did you meet?
contact-language = Which language does the person understand best?
contact-name = Full name
contact-name-hint = As the person says it, in any script. You may leave this empty.
contact-address-as = How should we address the person?
contact-mobility = Steps are a hindrance
contact-button = Record and open a case
age-claim-child = Yes
age-claim-unsure = Not sure
age-claim-adult = No

language-ar = Arabic
language-en = English
language-es = Spanish
language-fa = Persian
language-fr = French
language-ro = Romanian
language-ru = Russian
language-sq = Albanian
language-ti = Tigrinya
language-tl = Tagalog
language-uk = Ukrainian
language-vi = Vietnamese
contact-sex = Sex
contact-sex-hint = As the person says. You may leave this out.
sex-female = Female
sex-male = Male
sex-other = Other
