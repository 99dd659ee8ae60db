### state: machine

nav-cases = الحالات
cases-title = حالات وحدتك
cases-filter = تصفية القائمة
cases-urgency = درجة الاستعجال
cases-any = الكل
cases-children = الأطفال فقط
cases-show = عرض
cases-none = ليس لدى وحدتك أي حالة بعد.
cases-none-fit = لا توجد حالة مطابقة. اختر تصفية أخرى.
cases-count =
    { $count ->
        [zero] لا حالات
        [one] حالة واحدة
        [two] حالتان
        [few] { $count } حالات
        [many] { $count } حالة
       *[other] { $count } حالة
    }
cases-reference = المرجع
cases-recognition = الاعتراف
cases-support = الدعم
cases-where = المكان
cases-opened = تاريخ الفتح
cases-pages = صفحات القائمة
cases-newer = حالات أحدث
cases-older = حالات أقدم

case-title = الحالة
case-short = الحالة { $reference }
case-child = طفل
case-languages = اللغات
case-met = مكان اللقاء الأول
case-stands = أين وصلت الحالة
case-clocks = المهل
case-screenings = الفرز الأولي
case-no-screening = لم يُسجل أي فرز أولي بعد. يجوز لمن يلتقي الشخص أن يسأل بعد أن يقول الشخص نعم.
case-screening =
    { $signs ->
        [0] لم يوجد أي مؤشر حتى الآن؛ سُئل عن { $asked } من { $of }. يبقى الباب مفتوحًا.
        [one] وُجد مؤشر واحد؛ سُئل عن { $asked } من { $of }.
        [two] وُجد مؤشران؛ سُئل عن { $asked } من { $of }.
        [few] وُجدت { $signs } مؤشرات؛ سُئل عن { $asked } من { $of }.
        [many] وُجد { $signs } مؤشرًا؛ سُئل عن { $asked } من { $of }.
       *[other] وُجد { $signs } مؤشر؛ سُئل عن { $asked } من { $of }.
    }
case-decisions = القرارات
case-no-decision = لم يُسجل أي قرار بعد. تكتبه الجهة صاحبة القرار.
case-no-core = وقائع الحالة غير متاحة لك.
case-more = المزيد

timeline-title = ما حدث
timeline-none = لم يُسجل شيء بعد.
timeline-refused = مرفوض
timeline-changed = هذه التفاصيل لا تطابق ما في سجل العمليات. أبلغ مسؤول حماية البيانات.
timeline-next = الصفحة التالية

looks-title = من اطلع
looks-lead = كل اطلاع مذكور هنا، واطلاعك أيضًا. يجوز للشخص أن يقرأ القائمة نفسها.
looks-count =
    { $count ->
        [zero] لا اطلاعات
        [one] اطلاع واحد
        [two] اطلاعان
        [few] { $count } اطلاعات
        [many] { $count } اطلاعًا
       *[other] { $count } اطلاع
    }
looks-when = متى
looks-who = من
looks-did = أثناء
looks-opened = ما فُتح
looks-nothing = لا شيء

who-named = { $name }، { $unit }
who-role = { $role }، { $unit }
who-unit = شخص من { $unit }

status-whereabouts-known = مكان الشخص معروف.
status-whereabouts-away-by-arrangement = الشخص غائب بالاتفاق.
status-whereabouts-left-by-choice = غادر الشخص باختياره.
status-whereabouts-concern = هناك قلق بشأن مكان الشخص.
status-whereabouts-missing = الشخص مفقود. اتبع بروتوكول المفقودين الآن.
status-whereabouts-detained = الشخص محتجز.
status-whereabouts-abroad = الشخص خارج البلاد.
status-whereabouts-died = توفي الشخص.
status-support-none = لا يوجد دعم بعد.
status-support-emergency = يُقدَّم دعم طارئ.
status-support-open = بدأ الدعم.
status-support-plan = تم الاتفاق على خطة.
status-support-moving-on = ينتقل الشخص إلى حياة مستقلة.
status-support-ended = انتهى الدعم: { $reason }.
reason-plan-completed = اكتملت الخطة
reason-moved-on-independent = حياة مستقلة
reason-returned-safely = عودة آمنة
reason-transferred = نُقل إلى جهة أخرى
reason-person-ended = رغبة الشخص
reason-lost-contact = انقطع الاتصال
reason-missing = الشخص مفقود
reason-died = الوفاة
reason-no-grounds-support-elsewhere = يستمر الدعم في مكان آخر
reason-duplicate = سُجلت الحالة مرتين
reason-error = فُتحت بالخطأ
status-recognition-none = لم يُطرح الاعتراف بعد.
status-recognition-raised = طُرح الاعتراف في { $since }.
status-recognition-sent = أُرسلت الحالة لاتخاذ قرار في { $since }.
status-recognition-presumed = يُعد الشخص ضحية مفترضة منذ { $since }.
status-recognition-presumption-refused = رُفض الافتراض في { $since }.
status-recognition-identified = حُددت هوية الشخص كضحية منذ { $since }.
status-recognition-not-recognised = لم يُعترف بالشخص في { $since }.
status-recognition-stopped-by-person = أوقف الشخص الاعتراف في { $since }. يبقى الباب مفتوحًا.
status-refusal-not-told = لم يُبلَّغ الرفض بعد. لا تجري أي مهلة.
status-refusal-challenged = قُدم اعتراض على الرفض.
status-refusal-final = الرفض نهائي منذ { $since }.
status-refusal-can-be-challenged = يمكن الاعتراض على الرفض. آخر يوم هو { $last_day }.
status-disqualification-in-effect = هناك استبعاد سار.
status-disqualification-can-be-reviewed = يمكن مراجعة الاستبعاد.
status-age-child = الشخص طفل.
status-age-presumed-child = يُفترض أن الشخص طفل.
status-age-disputed = العمر محل خلاف. يُعامل الشخص كطفل.
status-age-adult = الشخص بالغ.
status-proceedings-open =
    { $count ->
       *[other] إجراءات مفتوحة ضد الشخص: { $count }
    }
case-safety = السلامة
case-no-risks = لم يكتب أحد بعد ما الذي يهدد الشخص.
case-safe-ways =
    { $count ->
        [0] لا توجد طريقة معلّمة بأنها آمنة للتواصل مع الشخص.
        [one] طريقة واحدة معلّمة بأنها آمنة للتواصل مع الشخص.
        [two] طريقتان معلّمتان بأنهما آمنتان للتواصل مع الشخص.
        [few] { $count } طرق معلّمة بأنها آمنة للتواصل مع الشخص.
        [many] { $count } طريقة معلّمة بأنها آمنة للتواصل مع الشخص.
       *[other] { $count } طريقة معلّمة بأنها آمنة للتواصل مع الشخص.
    }
case-services = الخدمات
case-no-service = لم تُسأل أي خدمة بعد. يسأل من يلتقي الشخص.
case-no-agreement = لا توجد اليوم موافقة سارية للشخص.
case-agreed-until = حتى { $until }
case-agreements-more = كل الموافقات
