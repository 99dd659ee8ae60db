### state: machine

## The frame of every page

frame-name = الحالات
frame-skip = انتقل إلى المحتوى الرئيسي
frame-invented = جميع الأشخاص هنا غير حقيقيين.
frame-invented-more = لا يوجد شخص أو مكتب أو خدمة حقيقية على هذا الخادم. لا تُدخل حالة حقيقية أبدًا.
frame-navigation = الصفحات الرئيسية
frame-sign-out = تسجيل الخروج
frame-language = اللغة
frame-unchecked = ترجمت آلة هذه الصفحات. لم يتحقق أحد يتكلم اللغة من الكلمات بعد.
frame-demo = تغيير الدور أو تحريك الساعة
frame-foot = لا يفتح الحالة إلا من يعمل عليها، وكل اطلاع مسجل.
frame-exit = غادر هذه الصفحة الآن
frame-blank-title = الرئيسية
frame-blank = لا شيء هنا.
title-error = خطأ: { $title }

## Times

time-hours-left =
    { $hours ->
        [0] بقي أقل من ساعة
        [one] بقيت ساعة واحدة
        [two] بقيت ساعتان
        [few] بقيت { $hours } ساعات
        [many] بقيت { $hours } ساعة
       *[other] بقيت { $hours } ساعة
    }
time-days-left =
    { $days ->
        [one] بقي يوم واحد
        [two] بقي يومان
        [few] بقيت { $days } أيام
        [many] بقي { $days } يومًا
       *[other] بقي { $days } يوم
    }
time-hours-over =
    { $hours ->
        [0] انتهى للتو
        [one] متأخر ساعة واحدة
        [two] متأخر ساعتين
        [few] متأخر { $hours } ساعات
        [many] متأخر { $hours } ساعة
       *[other] متأخر { $hours } ساعة
    }
time-days-over =
    { $days ->
        [one] متأخر يومًا واحدًا
        [two] متأخر يومين
        [few] متأخر { $days } أيام
        [many] متأخر { $days } يومًا
       *[other] متأخر { $days } يوم
    }

## Parts

part-change = تغيير
part-step-done = تم
part-step-next = التالي
part-step-later = لاحقًا

## Forms

form-summary = هناك مشكلة
form-missing = هذا الحقل فارغ. املأه.
form-choose = اختر إحدى الإجابات.
form-pick = اختر
form-too-long =
    { $number ->
       *[other] النص طويل جدًا. الحد الأقصى للأحرف: { $number }.
    }
form-unfit = في النص علامة مخفية. اكتب النص مرة أخرى باليد.
form-number =
    { $number ->
       *[other] أدخل عددًا صحيحًا لا يزيد على { $number }.
    }
form-date = هذا ليس تاريخًا. أدخل السنة على الأقل بأربعة أرقام.
form-day = اليوم
form-month = الشهر
form-year = السنة
form-refused = { $words }
form-again = سجلت الدخول من جديد. لم يُحفظ شيء من هذا بعد. راجعه ثم أرسله.
form-stands-now = المكتوب هنا الآن
form-sent-over = ما كتبته موجود في النموذج. إذا أرسلته مرة أخرى حل محل المكتوب هنا الآن.
problem-conflict = غيّر شخص آخر هذا في هذه الأثناء. لم يُحفظ شيء. ما كتبته ما زال هنا.
problem-session-refused = اسم الدخول أو عبارة المرور أو الرمز غير صحيح.
problem-session-delayed =
    { $number ->
       *[other] محاولات كثيرة. انتظر بالثواني: { $number }، ثم حاول مرة أخرى.
    }
problem-idempotency-mismatch = أُرسل هذا النموذج من قبل بكلمات أخرى. افتح الصفحة من جديد.
problem-unit-waiting-for-key = أنت تنتظر مفتاح وحدتك. اطلب من زميل أن يسجل الدخول، ثم حاول مرة أخرى.

## Errors

error-onward = متابعة
error-reference = المرجع عند طلب الدعم: { $code }
error-missing-title = لا يمكن عرض هذه الصفحة
error-missing-what = لا توجد صفحة كهذه، أو أنها ليست لك.
error-missing-saved = لم يتغير شيء.
error-missing-now = تحقق من العنوان. إذا وصلت من رابط، فقد يكون إذن اطلاعك قد انتهى: اسأل المسؤول عن الحالة.
error-gone-title = لم يعد هذا متاحا لك
error-gone-what = أنجزه شخص آخر في هذه الأثناء، أو انتهت صلاحيتك.
error-gone-saved = لم يُحفظ شيء مما أرسلته.
error-gone-now = انظر إلى قائمتك مرة أخرى: فيها ما بقي عمله. إذا كنت تحتاج إلى هذه الصفحة فاسأل من يتولى الحالة.
error-typed = ما كتبته
error-forbidden-title = لا يُسمح لك بهذا
error-forbidden-what = لا يسمح دورك بهذه الخطوة.
error-forbidden-saved = لم يُحفظ شيء.
error-forbidden-now = اسأل زميلًا يسمح له دوره بذلك.
error-method-title = لا يتم هذا هنا
error-method-what = طُلبت الصفحة بطريقة لا تعرفها.
error-method-saved = لم يُحفظ شيء.
error-method-now = عد واستخدم أزرار الصفحة.
error-rule-title = هناك قاعدة تمنع هذا
error-rule-what = هذه الخطوة غير ممكنة في الوضع الحالي.
error-rule-saved = لم يُحفظ شيء.
error-rule-now = عد وانظر إلى الحالة مرة أخرى، واختر خطوة أخرى.
error-large-title = هذا كثير دفعة واحدة
error-large-what = ما أرسلته أكبر مما يقبله هذا الخادم.
error-large-saved = لم يُحفظ شيء.
error-large-now = انسخ ما تحتاج إليه من الأسفل. ثم عُد واختصره وأرسله من جديد.
error-large-lost = كان أكثر من أن يُعرض هنا، وهو غير محفوظ. اكتبه من جديد بكلمات أقل أو على أجزاء.
error-often-title = محاولات كثيرة
error-often-what = تكررت المحاولة كثيرًا في وقت قصير.
error-often-saved = لم يُحفظ شيء.
error-often-now = انتظر دقيقة، ثم حاول مرة أخرى.
error-busy-title = الخادم مشغول
error-busy-what = تصل إلى الخادم طلبات كثيرة معًا، أو لا يستطيع الوصول إلى قاعدة بياناته.
error-busy-saved = ليس مؤكدًا أن هذا قد حُفظ. لا ضرر من إرسال النموذج نفسه مرة أخرى.
error-busy-now = انتظر دقيقة، ثم حاول مرة أخرى. عند الخطر اتصل برقم الطوارئ.
error-input-title = تعذرت قراءة هذا
error-input-what = لم يستطع الخادم قراءة ما أرسله المتصفح.
error-input-saved = لم يُحفظ شيء.
error-input-now = عد وراجع ما كتبته، ثم أرسله مرة أخرى.
error-fault-title = حدث خطأ داخلي
error-fault-what = هذا خلل في البرنامج وليس خطأك.
error-fault-saved = ليس مؤكدًا أن هذا قد حُفظ. لا ضرر من إرسال النموذج نفسه مرة أخرى.
error-fault-now = حاول مرة أخرى. إذا تكرر ذلك فأبلغ من يشغل الخادم. عند الخطر اتصل برقم الطوارئ.
