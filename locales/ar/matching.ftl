### state: machine

match-title = البحث عن خدمة
match-lead = الأنسب أولًا. تبين كل بطاقة سبب ملاءمتها.
match-none = لا تناسب أي خدمة في الوضع الحالي. انظر إلى الأقرب في الأسفل، أو أبلغ عن ثغرة.
match-no-needs = لا توجد حاجة مفتوحة. انظر أولًا إلى ما يحتاج إليه الشخص.
match-ask = اسأل الشخص عن هذه الخدمة
match-near = الأقرب مما لا يناسب بعد
match-gaps = احتياجات لا يلبيها أحد
match-wish = ما يهم هذا الشخص
match-ages = أعمار الأطفال الذين يرافقون الشخص
match-ages-hint = مثال: 3، 7. تختلف الخدمات في من تستقبلهم.
match-ages-missing = اذكر عمر كل طفل يرافق الشخص.
match-ages-wrong = اكتب كل عمر كرقم، وبين الأرقام فواصل.
match-security = ما درجة الحماية اللازمة للمكان؟
match-security-hint = أدنى درجة كافية.
match-regions = إلى أين يمكن نقل الشخص؟
match-no-region = ضع علامة على منطقة واحدة على الأقل.
match-trans = يجب أن يرحب المكان بمغايري الهوية الجنسانية
match-disability = يحتاج الشخص إلى دعم بسبب إعاقة
match-button = بحث من جديد
because-meets = تقدم: { $need }
because-speaks = تتحدث: { $language }
because-interpreter = تعمل مع مترجم شفوي
because-places =
    { $count ->
        [0] لم تُحصَ أماكن شاغرة
        [one] مكان شاغر واحد
        [two] مكانان شاغران
        [few] { $count } أماكن شاغرة
        [many] { $count } مكانًا شاغرًا
       *[other] { $count } مكان شاغر
    }
because-children = للأطفال فقط
because-family = تبقى الأسرة معًا
because-no-wait = دون انتظار
because-wait =
    { $days ->
        [zero] دون انتظار
        [one] انتظار يوم واحد
        [two] انتظار يومين
        [few] انتظار { $days } أيام
        [many] انتظار { $days } يومًا
       *[other] انتظار { $days } يوم
    }
because-stale = أُحصيت الأماكن قبل أكثر من أسبوع
security-open = دار مفتوحة
security-protected = باب محمي
security-high = سرية وتحت الحراسة
cost-free = مجانًا
cost-contribution = مساهمة حسب القدرة
cost-paid = بمقابل
shortfall-not-enough-places = الأماكن الشاغرة لا تكفي
shortfall-too-far = بعيدة جدًا
shortfall-no-language = لا توجد لغة مشتركة
shortfall-closed-now = مغلقة في هذه الساعة
shortfall-waiting = فيها انتظار
gap-title = الإبلاغ عن ثغرة
gap-lead = يرى المنسق الحاجة والمنطقة والأسبوع. ولا يستطيع أحد أن يعرف لمن هي.
gap-need = أي حاجة؟
gap-region = المنطقة
gap-button = الإبلاغ عن الثغرة
