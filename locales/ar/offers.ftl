### state: machine

nav-offers = الطلبات
offers-title = طلبات إلى خدماتك
offers-asked = هل يوجد متسع؟
offers-asked-none = لا أحد يسأل عن متسع الآن.
offers-asked-hint = لا يُذكر اسم أحد هنا. قل نعم أو لا في الوقت المحدد، وإلا سُئل المكان التالي.
offers-child = طفل
offers-children-with =
    { $count ->
        [zero] دون أطفال
        [one] مع طفل واحد
        [two] مع طفلين
        [few] مع { $count } أطفال
        [many] مع { $count } طفلًا
       *[other] مع { $count } طفل
    }
offers-step-free = يحتاج إلى غرف دون درج
offers-say-room = بيّن إن كان يوجد متسع
offers-waiting = عروض تنتظر ردك
offers-waiting-none = لا عرض ينتظرك.
offers-one = العرض { $reference }
offers-places =
    { $count ->
        [zero] لا أماكن
        [one] مكان واحد
        [two] مكانان
        [few] { $count } أماكن
        [many] { $count } مكانًا
       *[other] { $count } مكان
    }
offers-by-telephone = قُبل بالهاتف. أكد القبول هنا.
offers-answer = قراءة ورد
offers-others = منتظرون، وفي الدار، وعلى قائمة الانتظار
offers-others-none = لا أحد منتظر.
offers-open = فتح

enquiry-title = هل يوجد متسع؟
enquiry-for = لمن
enquiry-child = طفل غير مصحوب بأي من والديه
enquiry-adult = بالغ
enquiry-placement = السكن
enquiry-children = أطفال يرافقون الشخص
enquiry-languages = اللغات
enquiry-mobility = التنقل
enquiry-mobility-yes = يحتاج إلى غرف دون درج
enquiry-mobility-no = لا حاجة خاصة
enquiry-when = متى
enquiry-answer-by = الرد بحلول
enquiry-room = هل يوجد متسع؟
enquiry-room-hint = لا يُحسب عليك الرد بلا أبدًا.
enquiry-hold = إذا كان الرد نعم: احجز المكان لمدة
enquiry-hold-hint = بعد هذه المدة يصبح المكان شاغرًا من جديد.
enquiry-button = إرسال الرد

room-yes = نعم، يوجد متسع
room-no = لا، لا يوجد متسع
hold-60 = ساعة واحدة
hold-120 = ساعتان
hold-240 = أربع ساعات
hold-720 = اثنتا عشرة ساعة
needed-tonight = الليلة
needed-later = لاحقًا

offer-asked-title = عرض
offer-reply-by = الرد بحلول { $when }.
offer-minimum = ما تحتاج إليه لتقرر
offer-minimum-hint = لا اسم ولا قصة. تصل معلومات أكثر عند القبول، بقدر ما وافق عليه الشخص.
offer-age = العمر
offer-health = الصحة هذه الليلة
offer-health-none = لا شيء يلزم معرفته
offer-security = الحماية اللازمة
offer-needed-on = مطلوب في
offer-handed-over = ما سُلّم
offer-hand-over-later = يُفتح عندما تقبل.
offer-hand-over-none = لم يُسلّم شيء، أو انتهت الموافقة.
offer-answer = ردك
offer-telephone = هل كان القبول بالهاتف؟ يكتبه المرسل وتؤكده أنت هنا. حتى ذلك الحين لا يُفتح شيء آخر.
offer-say = ماذا تقول؟
offer-reason = إذا رفضت: لماذا؟
offer-reason-hint = ليكون العرض التالي أنسب.
offer-answer-button = إرسال الرد

say-accept = قبول
say-confirm = تأكيد ما قيل بالهاتف
say-waitlist = وضع على قائمة الانتظار
say-decline = رفض
say-arrived = وصل الشخص
say-did-not-arrive = كان الشخص منتظرًا ولم يأت
say-completed = انتهت الإقامة أو الخدمة
