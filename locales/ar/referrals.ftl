### state: machine

offer-title = تقديم العرض
offer-short = العرض { $reference }
offer-lead = أفادت الخدمة { $service } بأن فيها متسعًا. اذكر فقط ما يجب أن تعرفه لليلة الأولى.
offer-band = فئة العمر
offer-band-hint = فقط إذا كانت معروفة.
offer-alerts = لليلة الأولى
offer-alerts-hint = ضع علامة فقط على ما وافق الشخص على ذكره.
offer-needed = من أي يوم؟
offer-whole-day = أدخل اليوم والشهر والسنة.
offer-hand-over = ما وافق الشخص على تسليمه
offer-hand-over-hint = لا يُفتح إلا بعد أن تقبل الخدمة. اترك ما لا يلزم فارغًا.
offer-nothing-agreed = لم يوافق الشخص على تسليم شيء آخر. هذا يكفي لهذه الليلة.
offer-button = مراجعة
offer-check = راجع قبل الإرسال
offer-check-lead = يصل هذا إلى الخدمة { $service }، إضافة إلى ما كان في الاستفسار.
offer-not-given = لم يُذكر
offer-send = إرسال العرض
offer-change = تغيير
offer-status-draft = قيد الكتابة
offer-status-sent = أُرسل
offer-status-received = اطُّلع عليه
offer-status-accepted = مقبول
offer-status-waitlisted = على قائمة الانتظار
offer-status-declined = مرفوض
offer-status-in-service = الشخص هناك
offer-status-completed = مكتمل
offer-status-did-not-arrive = لم يصل الشخص
offer-status-person-declined = قرر الشخص غير ذلك
offer-status-withdrawn = سُحب
offer-status-expired = لم يصل رد في الوقت المحدد
alert-urgent-care = يحتاج إلى طبيب فورًا
alert-regular-medication = دواء في أوقات محددة
alert-pregnancy = حمل
alert-allergy = حساسية
alert-infection = احتياط من العدوى
alert-disability = دعم بسبب إعاقة
alert-not-alone = يجب ألا يُترك وحده

stand-title = العرض
stand-wait = تجيب الخدمة بحلول { $by }. ثم تصلك مهمة.
stand-silence = إذا لم يصل رد، ينتهي العرض وتُحذف محتوياته. عندئذ اسأل الخدمة التالية.
stand-then-draft = لم يُرسل بعد.
stand-then-waitlisted = ينتظر الشخص مكانًا. ابحث في هذه الأثناء عن مكان آخر.
stand-then-accepted = رتب كيف يصل الشخص إلى هناك، مع من يثق به.
stand-then-in-service = الشخص هناك. تتابع الخدمة العمل معه.
stand-then-did-not-arrive = يجب أن يبحث أحد عن الشخص الآن. هذا مدعاة للقلق وليس نهاية.
stand-then-declined = اسأل الخدمة التالية. لم تعد الخدمة التي رفضت تستطيع قراءة شيء.
stand-then-completed = اكتملت الخدمة.
stand-then-person-declined = هذا حق الشخص. اسأله عما يريده بدلًا من ذلك.
stand-then-withdrawn = سُحب العرض. لم تعد الخدمة تستطيع قراءة شيء.
stand-then-expired = لم يرد أحد. اسأل الخدمة التالية.
stand-then-sent = لم تطلع الخدمة عليه بعد.
stand-then-received = اطلعت الخدمة عليه.
stand-write = كتابة ما حدث
stand-say = ماذا حدث؟
stand-say-heard = قالت الخدمة نعم بالهاتف
stand-say-person-declines = قرر الشخص غير ذلك
stand-say-withdraw = أسحب العرض
stand-heard = من قال نعم؟
stand-heard-hint = فقط إذا كان القبول بالهاتف. يبقى هذا في الحالة.
stand-button = تسجيل
problem-referral-offered-before = سبق تقديم عرض بعد هذا القبول.
problem-referral-no-yes = لم يعد المكان محجوزًا. اسأل من جديد.

letter-title = إحالة
letter-to = إلى:
letter-from = من:
letter-asks =
    { $places ->
        [zero] نطلب { $places } مكان: { $need }.
        [one] نطلب مكانًا واحدًا: { $need }.
        [two] نطلب مكانين: { $need }.
        [few] نطلب { $places } أماكن: { $need }.
        [many] نطلب { $places } مكانًا: { $need }.
       *[other] نطلب { $places } مكان: { $need }.
    }
letter-rest = كل ما عدا ذلك في العرض المختوم تحت هذا المرجع. سجل الدخول لقراءته.
letter-keep = احتفظ بهذه الرسالة بعيدًا عن الشخص. لا تذكر اسم أحد.
letter-print = اطبع هذه الصفحة. لا يحتوي الرمز إلا على المرجع.
