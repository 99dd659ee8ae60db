### state: machine

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
title-error = خطأ: { $title }
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
form-summary = هناك مشكلة
form-missing = هذا الحقل فارغ. املأه.
form-choose = اختر إحدى الإجابات.
nav-today = اليوم
nav-cases = الحالات
today-title = اليوم
today-tasks = المهام
today-clocks = المهل
cases-title = حالات وحدتك
sign-in-title = تسجيل الدخول
sign-in-button = تسجيل الدخول
