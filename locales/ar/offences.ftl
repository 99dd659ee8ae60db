### state: machine

offences-title = ما يُنسب إلى الشخص
offences-lead = أفعال تقول سلطة إن الشخص قام بها. يمكن لإشعار أن يطلب من السلطة عدم معاقبة الشخص عليها. لا يُكتب هنا شيء مما يرويه الشخص عنها.
offences-none = لا يُنسب إليه شيء.
offence-moment-arrest = القبض
offence-moment-first-interview = الاستجواب الأول
offence-moment-charge = توجيه الاتهام
offence-moment-plea = الرد على التهمة
offence-moment-trial = المحاكمة
offence-moment-sentence = الحكم
offence-moment-fine-due = استحقاق الغرامة
offence-moment-detention-review = مراجعة الاحتجاز
offence-moment-removal = الإبعاد
notice-stands-drafted = مسودة
notice-stands-signed = نعم من طرف واحد
notice-stands-released = أُرسل
notice-stands-notified-by-law = أُرسل بحكم القانون
sign-title = عدم المعاقبة
sign-asks = ما يطلبه
sign-two = يجب أن يقول اثنان نعم: الشخص، أو وصي الطفل، والمحامي. عندئذ يُرسل ولا يمكن استرجاعه.
sign-as-lawyer = تقول نعم بصفتك محامي الشخص.
sign-as-guardian = تقول نعم بصفتك وصي الطفل.
sign-as-person = تقول نعم عن نفسك.
sign-as-witness = لا تكتب نعم باسم الشخص إلا إذا كان معك ويريد ذلك. الكلمة كلمته وليست كلمتك.
sign-button = نعم، يجوز إرساله
sign-take-back = التراجع عن القبول
sign-gone = أُرسل.
