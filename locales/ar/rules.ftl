### state: machine

nav-rules = القواعد
rules-title = قواعد البلد
rules-to-check = من { $all } من مجموعات القواعد لم تُقارن بعد بالقانون
rules-warning = هذه القواعد مسودة حتى يوقعها قانونيون من البلد.
rules-below = دون المعيار، بحسب القانون الوطني
rules-groups = مصدر كل مجموعة من القواعد
rules-needs-check = يجب أن تُقارن
learnt-s = قُرئت في المصدر
learnt-2 = من مصدر ثانوي
learnt-k = من الذاكرة
learnt-d = اختيارنا
rules-last-resort = الملاذ الأخير ليلًا
