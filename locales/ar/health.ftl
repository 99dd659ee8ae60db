### state: machine

nav-health = وضع النظام
health-title = وضع الخادم
health-well = كل شيء سليم.
health-ill =
    { $count ->
        [zero] لا شيء يحتاج إليك.
        [one] هناك أمر واحد يحتاج إليك.
        [two] هناك أمران يحتاجان إليك.
        [few] هناك { $count } أمور تحتاج إليك.
        [many] هناك { $count } أمرًا يحتاج إليك.
       *[other] هناك { $count } أمر يحتاج إليك.
    }
health-is-well = سليم
health-not-well = يحتاج إلى نظر
health-database = قاعدة البيانات
health-stamp = الغرض من قاعدة البيانات هذه
health-shred-store = مخزن مفاتيح الإتلاف
health-journal = سجل العمليات
health-numbering = قيود في سجل العمليات تنتظر ترقيمها أطول مما ينبغي
health-clock = الساعة
health-without-key = وحدات دون مفتاح
health-single-holder = وحدات لا يحمل مفتاحها سوى شخص واحد
health-kind-live = حالات حقيقية
health-kind-demo = عرض تجريبي، وجميع الأشخاص غير حقيقيين
health-kind-exercise = تمرين
health-kind-none = لا شيء بعد
health-entries = عدد القيود: { $entries }، منها بعد آخر توقيع: { $unsigned }
health-no-unit = لا يوجد
health-more = تجد المزيد على الخادم بالأمر
mend-database = أعد تشغيل قاعدة البيانات.
mend-stamp = شغّل الأمر havenward init.
mend-shred-store = أعد تشغيل قاعدة البيانات الثانية. لا تُفتح أي حالة من دونها.
mend-journal = لا أحد يوقع سجل العمليات. أعد تشغيل الخادم، ثم تحقق من السجل.
mend-clock = اضبط الساعة وشغّل مزامنة الوقت.
mend-without-key = لا يمكن مشاركة شيء معها. يجب أن يسجل أحد من الوحدة الدخول أولًا.
mend-single-holder = إذا فقد هذا الشخص إذن الدخول، ضاعت حالات الوحدة. ادعُ زميلًا ثانيًا.
