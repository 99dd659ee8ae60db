### state: machine

nav-stays = في الدار
stays-title = في الدار
stays-people =
    { $count ->
        [zero] أشخاص يقيمون هنا
        [one] شخص يقيم هنا
        [two] شخصان يقيمان هنا
        [few] أشخاص يقيمون هنا
        [many] شخصًا يقيمون هنا
       *[other] شخص يقيمون هنا
    }
stays-away = في غياب متفق عليه
stays-none = لا يقيم أحد هنا. تبدأ الإقامة عندما تسجل وصول شخص.
stays-count =
    { $count ->
        [zero] لا أحد
        [one] شخص واحد
        [two] شخصان
        [few] { $count } أشخاص
        [many] { $count } شخصًا
       *[other] { $count } شخص
    }
stays-is-away = غائب
stays-since = منذ { $day }
stays-expected = العودة متوقعة في { $day }
stays-referral-over = انتهى العرض
stays-change = تغيير

stay-title = تغيير إقامة
stay-referral-over = انتهى العرض الذي تستند إليه هذه الإقامة. بيّن في أي يوم غادر الشخص.
stay-say = ماذا حدث؟
stay-say-away = غائب بالاتفاق اعتبارًا من اليوم
stay-say-back = عاد اليوم
stay-say-worry = ليس حيث كنا ننتظره: أبلغ مدير الحالة الآن
stay-say-ended = غادر الشخص نهائيًا
stay-on = اليوم
stay-on-hint = للغياب: اليوم الذي تُنتظر فيه عودة الشخص. للنهاية: اليوم الذي غادر فيه.
stay-whole-day = أدخل اليوم والشهر والسنة.
stay-button = حفظ

problem-stay-ended = انتهت هذه الإقامة من قبل. لم يُحفظ شيء.
problem-stay-away-already = الشخص غائب بالفعل. لم يُحفظ شيء.
problem-stay-not-away = الشخص ليس غائبًا. لم يُحفظ شيء.
problem-stay-day = لا يتفق هذا اليوم مع الإقامة. لم يُحفظ شيء. راجع التاريخ.
problem-stay-not-expected = انتهى العرض الذي تستند إليه هذه الإقامة. لم يُحفظ شيء. اتصل بالمرسل.

sheet-title = كشف الدفع
sheet-month = من { $first } إلى { $last }
sheet-so-far = محسوب حتى { $today }. لم ينته الشهر بعد.
sheet-none = لم يقم أحد هنا في هذا الشهر.
sheet-caption = الليالي والأيام حسب الخدمة
sheet-service = الخدمة
sheet-places = الأماكن الآن
sheet-stays = الإقامات
sheet-bed-nights = ليالي المبيت
sheet-kept-nights = ليالٍ مع حجز السرير
sheet-days = أيام الاستحقاق
sheet-total = المجموع
sheet-explained = ليلة المبيت هي شخص واحد وليلة واحدة في الدار. عندما يغيب أحد بالاتفاق، يبقى السرير محجوزًا. أيام الاستحقاق هي جميع أيام الإقامة، مع اليوم الأول واليوم الأخير. لا يُذكر اسم أحد في هذا الكشف.
sheet-months = أشهر أخرى
sheet-before = الشهر السابق
sheet-after = الشهر التالي
