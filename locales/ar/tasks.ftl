### state: machine

nav-today = اليوم
today-title = اليوم
today-overdue =
    { $count ->
        [zero] مهام متأخرة
        [one] مهمة متأخرة
        [two] مهمتان متأخرتان
        [few] مهام متأخرة
        [many] مهمة متأخرة
       *[other] مهمة متأخرة
    }
today-open =
    { $count ->
        [zero] مهام مفتوحة
        [one] مهمة مفتوحة
        [two] مهمتان مفتوحتان
        [few] مهام مفتوحة
        [many] مهمة مفتوحة
       *[other] مهمة مفتوحة
    }
today-cases =
    { $count ->
        [zero] حالات لدى وحدتك
        [one] حالة لدى وحدتك
        [two] حالتان لدى وحدتك
        [few] حالات لدى وحدتك
        [many] حالة لدى وحدتك
       *[other] حالة لدى وحدتك
    }
today-without =
    { $count ->
        [zero] حالات دون خطوة تالية
        [one] حالة دون خطوة تالية
        [two] حالتان دون خطوة تالية
        [few] حالات دون خطوة تالية
        [many] حالة دون خطوة تالية
       *[other] حالة دون خطوة تالية
    }
today-note = ملاحظة وخطوة تالية
today-clocks = المهل
today-clocks-hint =
    { $days ->
        [zero] الشريط الممتلئ يعني { $days } يوم أو أكثر.
        [one] الشريط الممتلئ يعني يومًا واحدًا أو أكثر.
        [two] الشريط الممتلئ يعني يومين أو أكثر.
        [few] الشريط الممتلئ يعني { $days } أيام أو أكثر.
        [many] الشريط الممتلئ يعني { $days } يومًا أو أكثر.
       *[other] الشريط الممتلئ يعني { $days } يوم أو أكثر.
    }
today-tasks = المهام
today-none = لا شيء مستحق.
today-no-tasks = ليس لدورك مهام هنا.
today-figures = الأرقام
today-figures-more = تُعدّ الأرقام التي يجوز نشرها بأوامر، من ملفات وخارج هذه الصفحات. ويُخفى هناك ما قد يدل على شخص.
today-read = ما يمكنك قراءته
today-done = تم
today-pages = صفحات المهام
today-before = المهام السابقة
today-next = مهام أخرى
task-done-title = هل أُنجزت هذه المهمة؟
task-done-lead = تخرج من قائمة وحدتك. وتبقى مسجلة في الحالة.
task-done-button = نعم، أُنجزت

task-add-own-goal = إضافة هدف يضعه الشخص بنفسه
task-advance-notice-turning-18 = الاستعداد لبلوغ سن 18
task-answer-enquiry = الإجابة عن وجود متسع
task-answer-offer = الرد على عرض
task-ask-agreement-again = طلب موافقة الشخص من جديد
task-call = اتصل الآن: { $which }
task-clock-due = انقضت المهلة: { $which }
task-clock-soon = تنقضي المهلة قريبًا: { $which }
task-confirm-acceptance = تأكيد ما قُبل بالهاتف
task-enquiry-expired = استفسار لم يصل عليه رد
task-offer-expired = عرض لم يصل عليه رد
task-open-concern = فتح ما أبلغت به الخدمة من قلق
task-open-intake = فتح ما سلّمه جهاز: { $which }
open-intake-danger-now = خطر الآن
open-intake-urgent = عاجل
open-intake-routine = غير عاجل
task-look-at-age = النظر في العمر وما يأتي بعد ذلك
task-overdue = متأخر: { $which }
task-agree-safe-recontact = اتفق على طريقة آمنة للقاء من جديد
task-non-punishment-found-late = انظر في ما نُسب إلى الشخص واكتُشف متأخرًا
task-plan-review = راجع الخطة
task-presume-or-send = افترض الصفة، أو أرسل إلى الجهة صاحبة القرار
task-print-notice = اطبع الإخطار
task-read-notice = اقرأ الإخطار
task-review-needs = راجع الاحتياجات
task-review-risks = راجع المخاطر
task-propose-next = اقتراح المكان التالي
task-tell-when-safe = إخبار الشخص، حالما يصبح ذلك آمنًا، بما تمت مشاركته دون سؤاله
task-tell-before = إخبار الشخص بما يحدث لإجاباته

clock-access-request = الرد على طلب الاطلاع
clock-administrative-appeal = تظلم إداري
clock-appeal = طعن
clock-commission = قرار اللجنة
clock-complaint = شكوى
clock-consultations = مشاورات
clock-court = المحكمة
clock-evidence-request = الأدلة المطلوبة
clock-judicial-review = مراجعة قضائية
clock-reasonable-grounds = الأسباب المعقولة
clock-reasonable-grounds-target = الأسباب المعقولة
clock-reconsideration = إعادة النظر
clock-recovery = التعافي والتفكير
clock-review-of-disqualification = مراجعة الاستبعاد
clock-review-recovery = مراجعة فترة التعافي والتفكير
clock-review-status = مراجعة الوضع
clock-service = خدمة
clock-service-decision = قرار بشأن الخدمات
clock-status = الوضع
clock-status-decision = قرار بشأن الوضع

task-tell-person-or-representative = إبلاغ الشخص، أو ممثل الطفل، بلغة مفهومة
task-tell-advocate = إبلاغ المناصر
task-tell-deciding-body = إبلاغ الجهة صاحبة القرار
task-list-missing-evidence = إدراج الأدلة الناقصة
task-start-challenge-clock = بدء مهلة الاعتراض، من اليوم الذي يُبلَّغ فيه الرفض
task-start-decision-clock = بدء مهلة الجهة صاحبة القرار
task-start-reflection = بدء فترة التعافي والتفكير
task-switch-entitlements-on = تفعيل الاستحقاقات
task-check-non-punishment = التحقق من عدم المعاقبة قبل الخطوة التالية
task-draft-non-punishment-notice = صياغة الإشعار الذي يصدره الشخص مع محاميه
task-call-child-protection = الاتصال بسلطة حماية الطفل
task-ask-emergency-guardian = طلب وصي طارئ
task-missing-protocol = بدء بروتوكول المفقودين الآن
task-call-child-duty-officer = الاتصال الآن بالموظف المناوب لشؤون الأطفال
task-steps-agreed-at-intake = اتخاذ الخطوات المتفق عليها عند الاستقبال، وتلك فقط
task-close-guardians-view = إغلاق اطلاع الوصي
task-review-plan-placement-and-letters = مراجعة الخطة والسكن والرسائل
task-find-interpreter = إيجاد مترجم شفوي
task-look-for-service = البحث عن خدمة
task-make-new-keys = إنشاء مفاتيح جديدة
task-next-step = الخطوة التالية: { $which }
task-immediate-steps = تصرّف الآن: خطر فوري. الخطوات مكتوبة في الملف
task-make-safe-now = تأمين سلامة الشخص الآن
task-offer-help-again = عرض المساعدة من جديد
