### state: machine

nav-oversight = تفاصيل سجل العمليات
nav-shares = المشاركات
nav-retention = مستحق الحذف
nav-journal = سجل العمليات
oversight-title = الموافقات وأذون الاطلاع والإفصاحات
oversight-lead = تقرأ ما تمت الموافقة عليه ومشاركته في أي حالة، ولا تقرأ الحالة نفسها. وهذه القراءة مسجلة في سجل العمليات أيضًا.
oversight-filter = تصفية القائمة
oversight-kind = النوع
oversight-all = الكل
oversight-kind-agreements = الموافقات وسحبها
oversight-kind-accesses = أذون الاطلاع الممنوحة
oversight-kind-disclosures = الإفصاحات بحكم القانون
oversight-none = لم يُسجل شيء من هذا النوع.
oversight-purpose = الغرض
oversight-basis = الأساس
oversight-erased = مُحيت الحالة، ومُحيت معها هذه التفاصيل.
detail-recipients = المتلقون
detail-agreed = ما وافق عليه
detail-refused = ما رفضه
detail-compartments = الأقسام
detail-until = حتى
detail-law = القانون
detail-purpose = الغرض

shares-title = ما الذي وصل إلى من
shares-lead = الإحالات إلى الخدمات، وما يستطيع غير المالك أن يفتحه الآن. هذه القراءة مسجلة في سجل العمليات.
shares-none = لم يُشارك شيء.
shares-count =
    { $count ->
        [zero] لا مشاركات
        [one] مشاركة واحدة
        [two] مشاركتان
        [few] { $count } مشاركات
        [many] { $count } مشاركة
       *[other] { $count } مشاركة
    }
shares-from-to = من { $from } إلى { $to }
shares-from-name = من { $from } إلى شخص محدد بالاسم
shares-rests = الأساس
shares-until = حتى { $day }
shares-before = المشاركات التي تنتهي لاحقًا
shares-after = المشاركات التي تنتهي قبلها
shares-agreement = موافقة الشخص
shares-referral = إحالة إلى خدمة
shares-there = يمكن قراءته
shares-gone = لم تعد قراءته ممكنة
shares-open = يمكن فتحه

retention-title = مستحق الحذف
retention-lead = هذه حالات لم يُعمل عليها منذ مدة أطول من مدة الحفظ في البلد. لا يُحذف شيء تلقائيًا: انظر في كل حالة مع مالكها.
retention-none = لا شيء مستحق الحذف.
retention-count =
    { $count ->
        [zero] لا حالات مستحقة
        [one] حالة واحدة مستحقة
        [two] حالتان مستحقتان
        [few] { $count } حالات مستحقة
        [many] { $count } حالة مستحقة
       *[other] { $count } حالة مستحقة
    }
retention-kind = النوع
retention-owner = المالك
retention-since = لم يُعمل عليها منذ
retention-periods = مدد الحفظ
kept-contact-only = لقاء دون حالة
kept-case = حالة
kept-journal = سجل العمليات
period-hours =
    { $amount ->
        [zero] { $amount } ساعة
        [one] ساعة واحدة
        [two] ساعتان
        [few] { $amount } ساعات
        [many] { $amount } ساعة
       *[other] { $amount } ساعة
    }
period-days =
    { $amount ->
        [zero] { $amount } يوم
        [one] يوم واحد
        [two] يومان
        [few] { $amount } أيام
        [many] { $amount } يومًا
       *[other] { $amount } يوم
    }
period-working-days =
    { $amount ->
        [zero] { $amount } يوم عمل
        [one] يوم عمل واحد
        [two] يوما عمل
        [few] { $amount } أيام عمل
        [many] { $amount } يوم عمل
       *[other] { $amount } يوم عمل
    }
period-months =
    { $amount ->
        [zero] { $amount } شهر
        [one] شهر واحد
        [two] شهران
        [few] { $amount } أشهر
        [many] { $amount } شهرًا
       *[other] { $amount } شهر
    }
period-years =
    { $amount ->
        [zero] { $amount } سنة
        [one] سنة واحدة
        [two] سنتان
        [few] { $amount } سنوات
        [many] { $amount } سنة
       *[other] { $amount } سنة
    }

journal-title = هل سجل العمليات سليم؟
journal-lead = يترك كل عمل قيدًا لا يستطيع أحد تغييره دون أن يظهر ذلك. هنا ترى إن كان ذلك قائمًا.
journal-entries =
    { $count ->
        [zero] قيود
        [one] قيد
        [two] قيدان
        [few] قيود
        [many] قيدًا
       *[other] قيد
    }
journal-unsigned = بعد آخر توقيع
journal-holds = التوقيع الأخير صحيح.
journal-signed = تاريخه { $when }.
journal-does-not-hold = التوقيع الأخير غير صحيح. أوقف العمل واتصل بمدير النظام.
journal-verified = قُرئ كله من القيد الأول
journal-well = كل شيء سليم: عدد القيود { $entries } وعدد التوقيعات { $checkpoints }، وكلها صحيحة.
journal-ill =
    { $count ->
        [zero] لا خلل.
        [one] هناك خلل واحد. أوقف العمل واتصل بمدير النظام.
        [two] هناك خللان. أوقف العمل واتصل بمدير النظام.
        [few] عدد مواضع الخلل: { $count }. أوقف العمل واتصل بمدير النظام.
        [many] عدد مواضع الخلل: { $count }. أوقف العمل واتصل بمدير النظام.
       *[other] عدد مواضع الخلل: { $count }. أوقف العمل واتصل بمدير النظام.
    }
journal-root = الختم على جميع القيود:
journal-verify = اقرأه كله الآن
journal-too-long = سجل العمليات أطول من أن تتسع له صفحة. اطلب من مدير النظام أن يشغّل الأمر
