### state: machine

start-title = انظر كيف يحمي بلد الناس
start-lead = تتعرف آلية الإحالة الوطنية على أشخاص ربما كانوا ضحايا اتجار. تحفظ سلامتهم، وتقرر بعناية، وتساعدهم على المضي قدمًا. اختر دورًا وتجول.
start-progress = عدد الحالات غير الحقيقية الجاهزة: { $done } من { $of }؛ وتتبعها البقية خلال ثوانٍ.
start-ready = عدد الحالات غير الحقيقية الجاهزة: { $of }.
start-who = اختر من تكون
start-sign-in = تسجيل الدخول
start-sign-in-as = تسجيل الدخول بصفة { $role }، { $name }
start-others =
    { $count ->
        [zero] لا أدوار أخرى
        [one] دور واحد آخر
        [two] دوران آخران
        [few] { $count } أدوار أخرى
        [many] { $count } دورًا آخر
       *[other] { $count } دور آخر
    }
start-clock = تحريك الساعة
start-clock-now = الوقت هنا { $now }.
start-clock-more = عندما تتقدم بالوقت تنقضي المهل وتنطلق التنبيهات.
start-clock-day = تقديم يوم واحد
start-clock-week = تقديم أسبوع واحد
start-programs = للبرامج
start-programs-more = كل شيء هنا يمكن أن تقوم به البرامج أيضًا. كل طلب موصوف في
start-source = مزيج الحالات مأخوذ من أرقام منشورة للمملكة المتحدة، من 2022 إلى 2023.

start-card-responder = تلتقي الناس على الحدود. لاحظ الخطر، واسأل بعناية، وجد مكانًا آمنًا لهذه الليلة.
start-card-casemanager = تتولى حالات كثيرة. انظر ما هو مستحق اليوم، وأبقِ كل خطة في تقدم.
start-card-shelter = تدير دار إيواء. حدّث أماكنك الشاغرة ورد على من يسأل.
start-card-decider = تقرر بشأن الوضع القانوني. اعمل على قائمة الانتظار بحسب مهلها واذكر أسبابك.
start-card-guardian = تقف إلى جانب طفل. اقرأ الملف ودافع عن مصالح الطفل الفضلى.
start-card-advocate = تقف إلى جانب الشخص ولا تعمل لدى أي جهة. ترى ما يُعرض عليك ومن اطّلع.
start-card-interpreter = تنقل الكلام بين الناس. ترى مواعيدك ولا ترى أي حالة.
start-card-lawyer = تقف إلى جانب الشخص. انظر ما يُعرض عليك، واعترض على الرفض في الوقت المحدد.
start-card-prosecutor = تقرر بشأن توجيه الاتهام. اقرأ الإشعار الذي أصدره الشخص، ولا شيء غيره.
start-card-coordinator = ترى البلد كله بالأرقام. لا يصل إليك أي اسم.
start-card-dpo = تشرف على حماية البيانات. انظر من اطلع ولماذا، وما الذي يجب حذفه.
start-card-survivor = هذا عنك أنت. انظر من اطلع، وأوقف ما وافقت عليه، واطلب المساعدة. لا حاجة إلى حساب.
start-person = الشخص
start-person-open = افتح صفحتي
start-person-code = رمز شخص غير حقيقي:
start-person-phrase = الكلمات التي اختارها هذا الشخص:
start-person-wait = يُنشأ الرمز عندما تجهز جميع الحالات. أعد تحميل هذه الصفحة عندئذ.
start-card-admin = تشغّل الخادم. ترى الحسابات ووضع النظام، ولا ترى أي حالة أبدًا.

tour-title = جولتك
tour-progress = الخطوات المنجزة: { $done } من { $of }
tour-done = تم
tour-today = انظر ما هو مستحق اليوم
tour-cases = اطلع على حالات وحدتك
tour-a-case = افتح حالة
tour-timeline = اقرأ ما حدث في حالة
tour-looks = انظر من اطلع على حالة
tour-task-done = ضع علامة على مهمة منجزة
tour-note = اكتب ملاحظة والخطوة التالية
tour-queue = انظر ما ينتظر قرارًا
tour-desk = افتح حالة من قائمة الانتظار
tour-decide = قرر مع ذكر الأسباب
tour-letter = اقرأ الرسالة
tour-notices = انظر الإشعارات إلى مكتبك
tour-notice = افتح إشعارًا
tour-places = انظر أي الأماكن شاغرة
tour-free = غيّر الأماكن الشاغرة
tour-offers = انظر ما يطلبه الآخرون منك
tour-answer = رد على عرض
tour-stays = انظر من في الدار
tour-sheet = اقرأ كشف الدفع لهذا الشهر
tour-queues = انظر من ينتظر وأين ومنذ متى
tour-overlay = انظر ما يختلف اليوم
tour-rules = اقرأ قواعد البلد
tour-oversight = اقرأ ما تمت الموافقة عليه ومشاركته
tour-shares = انظر ما الذي وصل إلى من
tour-retention = انظر ما هو مستحق الحذف
tour-journal = اقرأ سجل العمليات كله
tour-accounts = انظر من يستطيع تسجيل الدخول
tour-health = انظر وضع الخادم
tour-meet = سجّل شخصًا التقيت به
tour-tell = أخبر الشخص بما يجب نقله
tour-screen = اسأل برفق
tour-next = اقرأ ما يجب فعله الآن
tour-look = ابحث عن مكان آمن
tour-ask = اسأل خدمة إن كان لديها مكان
tour-plan = اقرأ خطة دعم
tour-object = اعترض على أمر مخطط له
tour-best = قل ما هو الأفضل للطفل
tour-challenge = اطعن في رفض
tour-yes = وافق على إشعار
tour-speaks = قل ما تترجمه
tour-shift = اعرف من يناوب الليلة
tour-account = أنشئ حسابًا
