### state: machine

nav-places = الأماكن
places-title = الأماكن
places-none = لا تقدم وحدتك أي خدمة بعد.
places-free-of =
    { $places ->
        [zero] شاغر من أصل { $places } مكان
        [one] شاغر من أصل مكان واحد
        [two] شاغر من أصل مكانين
        [few] شاغر من أصل { $places } أماكن
        [many] شاغر من أصل { $places } مكانًا
       *[other] شاغر من أصل { $places } مكان
    }
places-stale-count =
    { $count ->
        [zero] إحصاءات عمرها أكثر من أسبوع
        [one] إحصاء عمره أكثر من أسبوع
        [two] إحصاءان عمرهما أكثر من أسبوع
        [few] إحصاءات عمرها أكثر من أسبوع
        [many] إحصاءً عمره أكثر من أسبوع
       *[other] إحصاء عمره أكثر من أسبوع
    }
places-step-free = دون درج
places-wait =
    { $days ->
        [zero] دون انتظار
        [one] انتظار يوم واحد
        [two] انتظار يومين
        [few] انتظار { $days } أيام
        [many] انتظار { $days } يومًا
       *[other] انتظار { $days } يوم
    }
places-counted = أُحصيت في { $when }
places-stale = أعد الإحصاء: مضى عليه أكثر من أسبوع.
places-checked = روجعت البيانات في { $day }
places-change = تغيير الأماكن الشاغرة
places-mix = الغرف حسب من يجوز له الإقامة
places-mix-hint = أماكن النوم فقط. الدار التي تستقبل عدة فئات تُحسب في كل منها.
places-mix-group = الفئة
places-mix-houses = دور الإيواء
places-mix-places = الأماكن
places-mix-free = الشاغرة
places-change-title = تغيير الأماكن الشاغرة
places-free-now = الأماكن الشاغرة الآن
places-free-hint = لا تحسب ما تحجزه لأحد. العرض المقبول يأخذ أماكنه تلقائيًا.
places-all = جميع الأماكن
places-checked-today = راجعت البيانات كلها اليوم وهي صحيحة
places-save = حفظ
places-more-than-all = بهذا تكون الأماكن الشاغرة أكثر من جميع الأماكن. صحح أحد الرقمين.

group-women = نساء
group-men = رجال
group-families = أسر
group-girls = بنات
group-boys = أولاد
