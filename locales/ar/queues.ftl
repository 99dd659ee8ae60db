### state: machine

nav-queues = قوائم الانتظار
queues-title = قوائم الانتظار في البلد
queues-lead = الأعداد في { $when }. لا يقف وراءها هنا اسم ولا حالة.
queues-waiting =
    { $count ->
        [zero] حالات تنتظر خطوة تالية
        [one] حالة تنتظر خطوة تالية
        [two] حالتان تنتظران خطوة تالية
        [few] حالات تنتظر خطوة تالية
        [many] حالة تنتظر خطوة تالية
       *[other] حالة تنتظر خطوة تالية
    }
queues-over =
    { $count ->
        [zero] مهل انقضت
        [one] مهلة انقضت
        [two] مهلتان انقضتا
        [few] مهل انقضت
        [many] مهلة انقضت
       *[other] مهلة انقضت
    }
queues-enquiries =
    { $count ->
        [zero] استفسارات دون رد
        [one] استفسار دون رد
        [two] استفساران دون رد
        [few] استفسارات دون رد
        [many] استفسارًا دون رد
       *[other] استفسار دون رد
    }
queues-offers =
    { $count ->
        [zero] عروض دون رد
        [one] عرض دون رد
        [two] عرضان دون رد
        [few] عروض دون رد
        [many] عرضًا دون رد
       *[other] عرض دون رد
    }
queues-waitlisted =
    { $count ->
        [zero] أشخاص على قوائم الانتظار
        [one] شخص على قائمة انتظار
        [two] شخصان على قوائم الانتظار
        [few] أشخاص على قوائم الانتظار
        [many] شخصًا على قوائم الانتظار
       *[other] شخص على قوائم الانتظار
    }
queues-not-arrived =
    { $count ->
        [zero] أشخاص لم يصلوا
        [one] شخص لم يصل
        [two] شخصان لم يصلا
        [few] أشخاص لم يصلوا
        [many] شخصًا لم يصلوا
       *[other] شخص لم يصلوا
    }
queues-ages = مدة الانتظار
queues-ages-none = لا أحد ينتظر.
queues-ages-hint = الوقت منذ آخر خطوة في الاعتراف.
queues-where = المكان
queues-band-first =
    { $to ->
        [zero] أقل من { $to } يوم
        [one] أقل من يوم واحد
        [two] أقل من يومين
        [few] أقل من { $to } أيام
        [many] أقل من { $to } يومًا
       *[other] أقل من { $to } يوم
    }
queues-band =
    { $to ->
        [zero] من { $from } إلى { $to } يوم
        [one] من { $from } إلى { $to } يوم
        [two] من { $from } إلى { $to } يوم
        [few] من { $from } إلى { $to } أيام
        [many] من { $from } إلى { $to } يومًا
       *[other] من { $from } إلى { $to } يوم
    }
queues-band-last =
    { $from ->
        [zero] أكثر من { $from } يوم
        [one] أكثر من يوم واحد
        [two] أكثر من يومين
        [few] أكثر من { $from } أيام
        [many] أكثر من { $from } يومًا
       *[other] أكثر من { $from } يوم
    }
queues-all = الكل
queues-room = من ينتظر متسعًا
queues-room-none = لا أحد ينتظر متسعًا.
queues-room-hint = حالات لم يكن لدى أي خدمة متسع لها، حسب مدة انتظارها.
queues-limits = المهل
queues-limits-none = لا توجد مهلة جارية.
queues-limit = المهلة
queues-running = جارية
queues-late = انقضت
queues-rooms = المتسع والانتظار
queues-rooms-none = لا توجد خدمة مدرجة بعد.
queues-rooms-hint = قد تقدم خدمة واحدة عدة أنواع من المساعدة، وتُحسب في كل منها.
queues-beds =
    { $count ->
        [zero] لا أسرّة شاغرة، مع حساب كل نوع.
        [one] سرير شاغر واحد في المجموع، مع حساب كل نوع.
        [two] سريران شاغران في المجموع، مع حساب كل نوع.
        [few] { $count } أسرّة شاغرة في المجموع، مع حساب كل نوع.
        [many] { $count } سريرًا شاغرًا في المجموع، مع حساب كل نوع.
       *[other] { $count } سرير شاغر في المجموع، مع حساب كل نوع.
    }
queues-help = نوع المساعدة
queues-services = الخدمات
queues-places = الأماكن
queues-free = الشاغرة
queues-wait = أيام الانتظار
queues-days =
    { $to ->
        [0] لا انتظار
       *[other] من { $from } إلى { $to }
    }
queues-stale = إحصاءات قديمة
queues-gaps = ما لم يستطع أحد تقديمه
queues-gaps-none = لم تُجمع أي ثغرة بعد. تُعرض الثغرات في دفعات، حتى لا تُعرف أي ثغرة بمفردها.
queues-gaps-hint = الحاجة حسب المنطقة. لا يظهر أي رقم دون { $few }؛ والأرقام الأكبر تُقرّب إلى أقرب خمسة.
queues-few = أقل من { $few }
queues-in-time = ضمن المهلة
queues-limit-row = { $running } ضمن المهلة، { $over } انقضت
queues-taken = المشغولة
queues-free-of = { $free } شاغرة من { $places }
queues-region = المنطقة
queues-gaps-count = عدد المرات
queues-day = اليوم
queues-over-time = الأماكن مع مرور الوقت
queues-over-time-hint = كل الخدمات معًا. يبقى العدد ساريًا حتى تعدّ الخدمة من جديد.
queues-kinds = الأماكن مع مرور الوقت حسب نوع المساعدة
queues-kinds-hint = الخط الأعلى هو كل الأماكن، والجزء الممتلئ هو الشاغر. لكل رسم مقياسه.
queues-least = الأقل { $least }
queues-fewest = أقل عدد شاغر
queues-most = أكبر عدد شاغر
queues-flow = من السؤال إلى الوصول
queues-flow-hint = تُحسب كل حالة حيث هي الآن. لا يظهر أي رقم دون { $few }؛ والأرقام الأكبر تُقرّب إلى أقرب خمسة.
queues-flow-none = لم يُسأل أحد عن مكان في هذه المدة.
queues-flow-step = الخطوة
queues-flow-count = العدد
queues-flow-end = { $what }: { $count }
queues-flow-asked = سُئل عن مكان
queues-flow-room = كان هناك متسع
queues-flow-offered = عُرض
queues-flow-accepted = قُبل
queues-flow-arrived = وصل
queues-flow-no-room = لا متسع
queues-flow-silence = لا رد في المهلة
queues-flow-taken-back = سُحب السؤال
queues-flow-declined = رفضته الخدمة
queues-flow-expired = عرض دون رد في المهلة
queues-flow-withdrawn = سُحب العرض
queues-flow-person-declined = قرر الشخص غير ذلك
queues-flow-did-not-arrive = لم يصل
