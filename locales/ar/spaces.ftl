### state: machine

## Pages for the person herself: short words, grade 6

my-info-title = معلومات
my-info-lead = يمكن قراءة هذه الصفحة دون حساب. نحن لا نسجل من يقرؤها.
my-exit-explained = الشريط في الأعلى يأخذك من هذه الصفحة فورًا. لكنه لا يمحو قائمة الصفحات في متصفحك. من ينظر هناك يرى أنك زرت هذا الموقع. يمكنك أيضًا الضغط على مفتاح Shift ثلاث مرات إذا سمح متصفحك بذلك.
my-info-safe = يمكنك أن تكون في أمان
my-info-danger = هل أنت في خطر الآن؟ اتصل برقم الطوارئ أو اسأل أي شخص يعمل هنا.
my-info-place = يمكنك طلب مكان آمن للنوم الليلة.
my-info-doctor = يمكنك رؤية طبيب دون أن تدفع.
my-info-choose = القرار لك
my-info-story = لست مضطرًا إلى أن تحكي قصتك كلها.
my-info-no = يمكنك أن تقول لا. يمكنك التوقف في أي وقت والعودة لاحقًا.
my-info-police = يمكنك الحصول على المساعدة دون التحدث إلى الشرطة.
my-info-time = يمكنك أخذ وقت للراحة والتفكير قبل أن تختار.
my-info-help = أشخاص يساعدونك
my-info-language = يمكنك التحدث بلغتك. اطلب مترجمًا.
my-info-lawyer = يمكنك التحدث إلى محام على انفراد. ما تقوله له يبقى بينكما.
my-info-advocate = يمكنك طلب شخص يقف إلى جانبك ولا يعمل لأي مكتب.
my-info-child = هل عمرك أقل من 18 عامًا؟ إذن يجب إيجاد شخص بالغ يكون هنا من أجلك فقط.
my-info-record = ما هو محفوظ عنك
my-info-see = يمكنك أن ترى ما هو محفوظ عنك ومن اطلع عليه.
my-info-stop = يمكنك إيقاف المشاركة في أي وقت. تستمر مساعدتك.
my-info-wrong = يمكنك أن تطلب تصحيح ما هو خطأ.
my-info-answer = هل رفض مكتب طلبك؟ يمكنك أن تطلب من آخرين النظر فيه من جديد. الوقت محدود، فاطلب ذلك قريبًا.
my-info-paper = يمكنك طلب كل هذا على الورق أو بالهاتف أو وجهًا لوجه.
my-info-open = افتح صفحتي

my-title = صفحتي
my-door-ten = تغلق هذه الصفحة بعد عشر دقائق دون أي خطوة.
my-code = الرمز
my-code-hint = اثنا عشر رقمًا. لا تضر المسافات.
my-phrase = كلماتك الخاصة
my-go-on = متابعة
my-door-lost = هل نسيت كلماتك؟ اسأل الشخص الذي يعمل معك. تحصل على رمز جديد وجهًا لوجه، وليس بالبريد أبدًا.
my-refused = الرمز أو الكلمات غير صحيحة. حاول مرة أخرى.
my-ended = أُغلقت صفحتك حفاظًا على سلامتك. أدخل الرمز والكلمات من جديد.
my-ended-kept = ما كتبته ما زال هنا. ستراه من جديد بعد الدخول.
my-tried =
    { $count ->
       *[other] منذ آخر مرة كنت هنا، عدد المرات التي كُتبت فيها كلمات خاطئة مع رمزك: { $count }. ألم تكن أنت؟ اطلب رمزًا جديدًا من الشخص الذي يعمل معك.
    }
my-alone = هل أنت وحدك مع هذا الجهاز؟
my-alone-why = الصفحة التالية عنك أنت. إذا كان أحد بقربك، فغادر الآن وعد لاحقًا.
my-alone-yes = نعم، اعرض صفحتي
my-alone-no = لا، أو لا أعرف
my-lead = يمكنك تغيير رأيك هنا في أي وقت.
my-stands = أين وصلت الأمور
my-status-support-none = لا تتلقى المساعدة بعد.
my-status-support-emergency = تتلقى الآن مساعدة عاجلة.
my-status-support-open = بدأت مساعدتك.
my-status-support-plan = لديك خطة للمساعدة.
my-status-support-moving-on = أنت في طريقك إلى حياة مستقلة.
my-status-support-ended = انتهت مساعدتك: { $reason }.
my-status-recognition-none = لم يُطلب بعد من أي مكتب أن يقرر بشأنك.
my-status-recognition-raised = منذ { $since } يرى الفريق أن آخرين ربما استغلوك.
my-status-recognition-sent = طُلب من مكتب في { $since } أن يقرر.
my-status-recognition-presumed = تُعد ضحية مفترضة منذ { $since }. وهذا يعطيك حقوقًا.
my-status-recognition-presumption-refused = قال مكتب لا في { $since }.
my-status-recognition-identified = حُددت هويتك كضحية منذ { $since }. وهذا يعطيك حقوقًا.
my-status-recognition-not-recognised = قال مكتب لا في { $since }.
my-status-recognition-stopped-by-person = أوقفت هذا في { $since }. يبقى الباب مفتوحًا.
my-status-refusal-not-told = لم يبلغك أحد بالرفض بعد. وقتك لا يجري.
my-status-refusal-challenged = قلت إنك لا توافق. ينظر آخرون في الأمر من جديد.
my-status-refusal-final = الرفض نهائي منذ { $since }. لا يزال بإمكانك طلب المساعدة.
my-status-refusal-can-be-challenged = يمكنك أن تطلب من آخرين النظر في الأمر من جديد. آخر يوم هو { $last_day }.
my-status-disqualification-in-effect = أخذ مكتب منك بعض الحقوق. اطلب محاميًا.
my-status-disqualification-can-be-reviewed = يريد مكتب أن يأخذ منك بعض الحقوق. يمكنك أن تقول لا. اطلب محاميًا.
my-status-age-child = عمرك أقل من 18 عامًا.
my-status-age-presumed-child = نعاملك كشخص عمره أقل من 18 عامًا.
my-status-age-disputed = عمرك غير واضح. حتى يتضح ذلك نعاملك كشخص عمره أقل من 18 عامًا.
my-status-age-adult = عمرك 18 عامًا أو أكثر.
my-status-proceedings-open =
    { $count ->
       *[other] عدد القضايا التي تُلام فيها على شيء ما: { $count }. اطلب محاميًا.
    }
my-recorded = ما هو محفوظ
my-since = نحفظ هذا منذ { $day }.
my-kept-first = حديثك الأول معنا: اليوم، واللغات التي تتحدثها، وعمرك.
my-kept-questions =
    { $count ->
       *[other] ما سُئلت عنه وما قلته، عدد المرات: { $count }.
    }
my-kept-needs =
    { $count ->
       *[other] ما تحتاج إليه، العدد: { $count }.
    }
my-kept-risks = ما قد يعرضك للخطر.
my-kept-plan = الخطة التي وضعتها معنا.
my-kept-decisions =
    { $count ->
       *[other] القرارات، العدد: { $count }.
    }
my-kept-read = لا تعرض هذه الصفحة ما رويته لنا، فقد يراه آخرون. اسأل الشخص الذي يعمل معك: يمكنكما قراءته معًا أو الحصول عليه على الورق.
my-times = المهل
my-times-none = لا توجد مهلة جارية.
my-times-help = هل تريد الاعتراض على قرار؟ اطلب في الأسفل شخصًا يقف إلى جانبك. افعل ذلك قبل انتهاء المهلة.
my-clock-challenge = الوقت المتاح لك للاعتراض على قرار
my-clock-rest = الوقت المتاح لك للراحة والتفكير
my-clock-office = على مكتب أن يقوم بدوره
my-shared = من يجوز له أن يعرف ماذا
my-shared-none = لم تُسأل بعد. لم يُشارك شيء بموافقتك.
my-purpose-support = مساعدة من الفريق
my-purpose-formal-identification = قرار بشأن حقوقك
my-purpose-police-cooperation = العمل مع الشرطة
my-purpose-service = خدمة، مثل مكان للإقامة
my-purpose-transnational = شركاء في بلد آخر
my-purpose-media = الأخبار والإعلام
my-purpose-training-reuse = الاستخدام في التدريب
my-standing-agreed = قلت نعم
my-standing-refused = قلت لا
my-standing-withdrawn = أوقفت ذلك
my-standing-not-asked = لم تُسأل
my-standing-not-needed = يسمح به القانون
my-stop = أوقف هذا
my-stop-title = هل توقف هذا؟
my-stop-now = من الآن لا يمكنهم فتح أي شيء جديد.
my-stop-law = القانون يسمح بهذا. إذا رفضت، فعلى الفريق أن ينظر في الأمر ويجيبك. وقد يستمر حتى ذلك الحين.
my-stop-service = يُسحب أيضًا المكان أو المساعدة التي طُلبت هناك. إذا كنت تعيش هناك، فتحدث أولًا مع الشخص الذي يعمل معك.
my-stop-seen = ما رأوه من قبل لا يمكن استرجاعه.
my-stop-help = لا يزال بإمكانك الحصول على المساعدة. يمكنك الموافقة من جديد لاحقًا.
my-stop-yes = نعم، أوقفه
my-stop-no = لا، عودة
my-withdrawn = تم الإيقاف
my-objected-title = سجلنا رفضك
my-objected = سجلنا أنك لا تريد هذا. يجب أن يجيبك شخص ما. وقد يستمر حتى ذلك الحين.
my-taken-back = سُحب ما طُلب أو أُرسل من أجلك هناك.
my-read-before = ما رأوه من قبل
my-read-before-none = لم يروا شيئًا.
my-read-before-day = آخر مرة اطلعوا فيها: { $day }.
my-back = العودة إلى صفحتي
my-looked = من اطلع
my-looked-none = لم يطلع أحد بعد.
my-looked-lead = أحدث الاطلاعات أولًا. اطلاعاتك أنت غير مذكورة.
my-looked-times =
    { $count ->
        [one] { $day }
       *[other] { $day }، عدد المرات: { $count }
    }
my-somebody-of = شخص من { $unit }
my-nobody = النظام
my-ask = اطلب شيئًا
my-asked-before = طلبت هذا:
my-ask-what = ماذا تريد أن تطلب؟
my-kind-advocate = شخص يقف إلى جانبي
my-kind-correction = هناك خطأ هنا
my-kind-complaint = أريد أن أشتكي
my-words = بكلماتك
my-words-hint = القليل يكفي. يقرؤه الفريق الذي يعمل معك. لا تكتب أين أنت.
my-send = إرسال
my-asked = أُرسل. تحصل على جواب خلال ثلاثة أيام.
my-answer-by = تحصل على جواب حتى { $day }.
my-answer-late = مضت ثلاثة أيام. إذا لم يجبك أحد فأخبر الشخص الذي يعمل معك، أو قدّم شكوى في الأسفل.
my-challenge = الاعتراض على القرار
my-challenge-lead = يمكنك أن تطلب من آخرين النظر في القرار مرة أخرى. سيرون ملفك. وتستمر المساعدة في هذه الأثناء.
my-challenge-none = لا يوجد الآن قرار يمكنك الاعتراض عليه. ربما لم يخبرك أحد بالقرار بعد. اطلب شخصًا يقف إلى جانبك.
my-challenge-way = من ينظر في القرار مرة أخرى؟
my-way-ask-committee = تنظر فيه لجنة من المختصين مرة أخرى
my-way-reconsideration = ينظر فيه المكتب نفسه مرة أخرى
my-way-appeal = ينظر فيه مكتب آخر
my-way-court = تنظر فيه محكمة
my-challenge-because = لماذا؟
my-ground-new-evidence = هناك شيء لم يكونوا يعرفونه
my-ground-guidance-not-followed = لم يلتزموا بالقواعد
my-challenge-late = انتهت المهلة. ماذا حدث؟
my-late-exceptional-circumstances = منعني أمر غير عادي
my-late-permission-of-the-court = سمحت المحكمة بذلك
my-challenge-words-hint = يمكنك ترك هذا فارغًا. القليل يكفي. لا تكتب أين أنت.
my-challenge-send = طلب النظر مرة أخرى
my-challenged = أُرسل. ينظر آخرون في القرار مرة أخرى. لا يُؤخذ منك شيء قبل أن يجيبوا.
problem-status-no-ground = اختر السبب. يطلب القانون أحد الأسباب في القائمة.
problem-status-too-late = انتهت المهلة. اختر ما حدث إن كان في القائمة، أو اطلب محاميًا.
problem-status-challenged-already = أُرسل هذا من قبل. ينظر فيه آخرون الآن.
problem-space-too-many = هناك طلبات كثيرة جدًا هنا. اسأل الشخص الذي يعمل معك.

## The worker's page

space-title = صفحة الشخص
space-code = يكتب الشخص هذا الرمز الآن:
space-code-once = يُعرض مرة واحدة. صفحة الشخص على العنوان {"\u2066"}/my{"\u2069"} في هذا الموقع. اسأل أولًا إن كان حمل الرمز آمنًا.
space-tried =
    { $count ->
        [zero] لم تُكتب كلمات خاطئة مع الرمز منذ آخر مرة كُتبت فيها الكلمات الصحيحة.
        [one] كُتبت كلمات خاطئة مع الرمز مرة واحدة منذ آخر مرة كُتبت فيها الكلمات الصحيحة.
        [two] كُتبت كلمات خاطئة مع الرمز مرتين منذ آخر مرة كُتبت فيها الكلمات الصحيحة. اسأل الشخص عن ذلك. إذا كان شخص آخر هو من فعل، فأنشئا رمزًا جديدًا معًا.
        [few] كُتبت كلمات خاطئة مع الرمز { $count } مرات منذ آخر مرة كُتبت فيها الكلمات الصحيحة. اسأل الشخص عن ذلك. إذا كان شخص آخر هو من فعل، فأنشئا رمزًا جديدًا معًا.
        [many] كُتبت كلمات خاطئة مع الرمز { $count } مرة منذ آخر مرة كُتبت فيها الكلمات الصحيحة. اسأل الشخص عن ذلك. إذا كان شخص آخر هو من فعل، فأنشئا رمزًا جديدًا معًا.
       *[other] كُتبت كلمات خاطئة مع الرمز { $count } مرة منذ آخر مرة كُتبت فيها الكلمات الصحيحة. اسأل الشخص عن ذلك. إذا كان شخص آخر هو من فعل، فأنشئا رمزًا جديدًا معًا.
    }
space-asked = ما طلبه الشخص
space-asked-none = لا شيء حتى الآن.
space-make = إنشاء طريق للدخول
space-renew = إنشاء طريق جديد للدخول
space-safe = افعلا ذلك معًا، وفقط إذا أراد الشخص. اسأل من يستخدم ذلك الجهاز أيضًا. أدر الشاشة ليرى الشخص وحده الكلمات.
space-has = لدى الشخص رمز منذ { $day }. الرمز الجديد ينهي القديم فورًا.
space-has-none = ليس لدى الشخص رمز بعد.
space-phrase-hint = يختارها الشخص ويكتبها: اثنا عشر حرفًا على الأقل، لا يستطيع أحد حوله أن يخمنها. لا يستطيع أحد الاطلاع عليها.
space-again = الكلمات نفسها مرة أخرى
space-not-same = الكلمات غير متطابقة. اكتب الاثنتين من جديد.
space-button = إنشاء الرمز
space-end = إنهاء طريق الدخول
space-end-when = افعل ذلك عندما يُحتمل أن يعرف شخص آخر الرمز والكلمات، أو عندما يريد الشخص ذلك. يبقى ما هو مسجل.
space-close = إنهاء الآن
task-answer-request = الرد على ما طلبه الشخص
action-own-ask = طلب شيء من الصفحة الخاصة
