### state: machine

agreements-title = الموافقات
agreements-lead = ما وافق عليه الشخص وما رفضه، لكل غرض ولكل متلقٍّ.
agreements-none = لم يُسأل عن شيء بعد.
agreements-until = أُعطيت في { $from }، وتنتهي في { $until }
agree-new = موافقة أوسع
agree-lead = اسأل بهدوء، وليس هذه الليلة أبدًا. غرض واحد ومتلقٍّ واحد في كل مرة.
agree-say-one = أسألك عن كل شيء وحده. يمكنك أن تقبل شيئًا وترفض آخر.
agree-purpose = ما الغرض؟
agree-services = خدمة
agree-unit = من سيتلقى ذلك؟
agree-class = ما نوع هذه الجهة؟
agree-categories = ما الذي تجوز مشاركته؟
agree-categories-hint = اسأل عن كل واحد على حدة. اترك ما لم تسأل عنه.
agree-not-asked = لم يُسأل عنه
agree-nothing-asked = اسأل عن نوع واحد من المعلومات على الأقل.
agree-teach-back = كيف تعرف أن الكلام كان مفهومًا؟
agree-teach-back-hint = اسأل: قل لي من فضلك بكلماتك ما الذي سيحدث.
agree-giver = من يقول نعم أو لا؟
agree-giver-hint = في حالة الطفل، يحدد قانون البلد من يجوز له ذلك.
agree-view = ما رأي الطفل؟
agree-lasts = لأي مدة؟
agree-button = تسجيل الإجابات
taught-in-own-words = قاله الشخص بكلماته
taught-after-second-explanation = قاله الشخص بعد أن شرحت مرة أخرى
taught-not-done = لم يتم
giver-self = الشخص نفسه
giver-guardian = وصي تحققت منه
giver-authority = سلطة حماية الطفل
view-agrees = موافق
view-disagrees = غير موافق
view-prefers-not-to-say = يفضل ألا يقول
view-could-not-be-asked = تعذر سؤاله
lasts-30 = ثلاثون يومًا
lasts-90 = تسعون يومًا
lasts-365 = سنة واحدة
yes-no-agreed = نعم
yes-no-refused = لا
standing-not-asked = لم يُسأل
standing-agreed = وافق
standing-refused = رفض
standing-withdrawn = سُحبت الموافقة
standing-not-needed = يستند إلى القانون
purpose-support = الدعم من فريق الحالة
purpose-formal-identification = التحديد الرسمي لهوية الضحية
purpose-police-cooperation = العمل مع الشرطة
purpose-media = وسائل الإعلام
purpose-training-reuse = استخدام القصة في التدريب
purpose-service = خدمة: { $need }
purpose-transnational = شركاء في { $country }
recipient-care = دار إيواء أو رعاية صحية أو رعاية أخرى
recipient-legal = محامٍ أو مناصر
recipient-deciding-body = الجهة التي تقرر بشأن الوضع القانوني
recipient-child-protection = سلطة حماية الطفل أو الوصي
recipient-justice = محقق شرطة أو مدعٍ عام
recipient-permits = سلطة التصاريح
recipient-foreign-partner = شريك في بلد آخر
recipient-other = جهة أخرى

tonight-title = اسأل الشخص عن الليلة
tonight-lead = الموضوع: { $service }. قل ذلك، ودع الشخص يعيده بكلماته.
tonight-say-ask = أود أن أسأل هذا المكان إن كان فيه متسع لك الليلة.
tonight-say-what = أذكر فئة عمرك ولغتك ومن معك، وهل يصعب عليك صعود الدرج.
tonight-say-not = لا أذكر اسمك ولا ما حدث لك.
tonight-say-no = يمكنك أن تقول لا. تحصل على المساعدة مع ذلك.
tonight-say-end = يمكنك تغيير رأيك في أي وقت، ولا حاجة إلى ذكر السبب.
tonight-kind = لأي شيء؟
tonight-answer = ماذا يقول الشخص؟
tonight-button = تسجيل الإجابة
tonight-before = وافق الشخص على هذا من قبل
tonight-nothing = لا تلبي هذه الخدمة أي حاجة مفتوحة لهذه الليلة.

withdraw-title = سحب الموافقة
withdraw-no-reason = لا يذكر الشخص سببًا.
withdraw-closes = ينتهي فورًا ما يستند إليها من أذون اطلاع واستفسارات وعروض.
withdraw-help-stays = تستمر المساعدة.
withdraw-from = ممن تُسحب؟
withdraw-button = اسحب الآن
closed-title = سُحبت الموافقة
closed-lead = انتهى ما كان يستند إليها.
closed-access =
    { $count ->
        [zero] أذون اطلاع انتهت
        [one] إذن اطلاع انتهى
        [two] إذنا اطلاع انتهيا
        [few] أذون اطلاع انتهت
        [many] إذن اطلاع انتهى
       *[other] إذن اطلاع انتهى
    }
closed-enquiries =
    { $count ->
        [zero] استفسارات سُحبت
        [one] استفسار سُحب
        [two] استفساران سُحبا
        [few] استفسارات سُحبت
        [many] استفسارًا سُحب
       *[other] استفسار سُحب
    }
closed-referrals =
    { $count ->
        [zero] عروض سُحبت
        [one] عرض سُحب
        [two] عرضان سُحبا
        [few] عروض سُحبت
        [many] عرضًا سُحب
       *[other] عرض سُحب
    }
closed-categories = لم يعد يُشارَك
closed-not-recalled = ما لا يمكن استرجاعه
closed-nothing-read = لم يقرؤوا شيئًا.
closed-tell = أخبر الشخص. ما قُرئ لا يمكن إلغاء قراءته.
closed-objections = هذا يستمر الآن بحكم القانون
closed-objections-more = سُجل اعتراض الشخص. يجب أن يجيبه شخص ما.
paper-title = ما تم الاتفاق عليه
paper-open = ورقة للطباعة
paper-for = الغرض منه
paper-who = من يجوز إخباره
paper-yes = ما يجوز له معرفته
paper-no = ما يبقى هنا
paper-until = ينتهي من تلقاء نفسه في
paper-stop = يمكنك إيقاف هذا في أي يوم. لا تحتاج إلى سبب. تستمر المساعدة.
paper-how = أخبر شخصًا يعمل معك، أو أوقفه في صفحتك.
paper-safe = قبل الطباعة، اسأل هل حمل ورقة آمن. عند الشك، لا تُسلّم شيئًا. لا تذكر الورقة اسم أي شخص.
problem-agreement-missing = لم يوافق الشخص على هذا لهذه الخدمة. اسأله أولًا.
problem-agreement-can-wait = هذا يمكن أن ينتظر. الليلة اسأل فقط عن مكان آمن وعن المساعدة الأولى.
problem-agreement-not-theirs = لا يجوز لهذا الشخص أن يقول نعم أو لا هنا. اختر من يجوز له ذلك.
problem-agreement-no-teach-back = دع الشخص يقوله بكلماته أولًا.
problem-agreement-never-a-recipient = هذه الجهة لا تتلقى شيئًا أبدًا.
