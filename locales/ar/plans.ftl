### state: machine

plan-title = خطة الدعم
plan-lead = كل هدف هو هدف الشخص. لا يُفعل شيء من أجل هدف قبل أن يوافق الشخص عليه.
plan-begin-lead = لم تبدأ أي خطة بعد. ابدأ خطة، ثم راجعاها معًا.
plan-not-begun = لم تبدأ أي خطة بعد. يبدؤها من يتولى الملف.
plan-next-review = المراجعة التالية في
plan-late =
    { $count ->
        [zero] خطوات متأخرة
        [one] خطوة متأخرة
        [two] خطوتان متأخرتان
        [few] خطوات متأخرة
        [many] خطوة متأخرة
       *[other] خطوة متأخرة
    }
plan-none = لم يُكتب أي هدف بعد.
plan-done = تم
plan-by = بحلول { $day }
plan-propose = اقتراح هدف
plan-review = هل راجعتماها معًا؟
plan-weeks = متى تنظر فيها من جديد؟
plan-reviewed = راجعناها معًا
plan-begin = بدء الخطة
within-weeks-2 = بعد أسبوعين
within-weeks-4 = بعد أربعة أسابيع
within-weeks-8 = بعد ثمانية أسابيع
within-weeks-12 = بعد اثني عشر أسبوعًا
goal-state-proposed = سُئل عنه ولم يُجب بعد
goal-state-agreed = متفق عليه
goal-state-not-wanted = غير مرغوب
goal-state-ended = انتهى
goal-outcome-reached = تحقق
goal-outcome-partly-reached = تحقق جزئيًا
goal-outcome-not-reached = لم يتحقق
goal-outcome-no-longer-wanted = لم يعد مرغوبًا
goal-outcome-continued-elsewhere = يستمر في مكان آخر
goal-new = اقتراح هدف
goal-new-lead = اكتب ما يريد الشخص أن يصل إليه. يمكنه أن يقوله بكلماته.
goal-area = ما موضوعه؟
goal-text = الهدف
goal-own-words = بكلمات الشخص
goal-own-words-hint = اتركه فارغًا إذا كان الشخص لا يريد ذلك.
goal-button = اقتراحه
goal-title = الهدف
goal-ask = هل يوافق الشخص على هذا الهدف؟ لا يحتاج الرفض إلى سبب.
goal-agree = يوافق الشخص
goal-refuse = لا يريده الشخص
goal-actions = ما يُفعل
goal-finish = تم
goal-add = خطوة أخرى
goal-what = ماذا
goal-who = من يقوم بها؟
goal-who-me = أنا أقوم بها
goal-who-person = يقوم بها الشخص نفسه
action-by-person = يقوم بها الشخص نفسه
action-by-worker = يقوم بها أحد العاملين
goal-days = بحلول متى؟
goal-add-button = إضافة
goal-end = إنهاء هذا الهدف
goal-end-how = ماذا كانت النتيجة؟
goal-end-button = إنهاء الهدف
