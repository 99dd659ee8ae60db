### state: machine

nav-waits = الانتظار
waits-title = من ينتظر متسعًا
waits-lead = حالات لم يكن لدى أي خدمة متسع لها، والأطول انتظارًا أولًا. ما تنتظره كل حالة مذكور داخلها.
waits-none = لا تنتظر أي حالة في وحدتك متسعًا.
waits-count =
    { $count ->
        [zero] لا حالات تنتظر
        [one] حالة واحدة تنتظر
        [two] حالتان تنتظران
        [few] { $count } حالات تنتظر
        [many] { $count } حالة تنتظر
       *[other] { $count } حالة تنتظر
    }
waits-look = انظر من قد يجد متسعًا الآن
waits-look-hint = هذا يفتح هذه الحالات. يُسجل كل اطلاع.
waits-none-fits = لا متسع الآن لأحد في هذه القائمة. تُبلَّغ عندما يتوفر مكان.
waits-some-fit = قد يوجد متسع الآن. انظر هل يناسب، ثم اسأل الشخص.
waits-since = منذ
waits-again = النظر من جديد
waits-room = قد يوجد متسع في
waits-case-title = ما ينتظره الشخص
waits-case-none = لا شيء ينتظر في هذه الحالة. تنتظر الحاجة متى أبلغت عن ثغرة لها.
waits-since-in = منذ { $day }، المنطقة: { $region }
waits-no-room = لا يوجد متسع لدى أي خدمة هناك الآن. تُبلَّغ عندما يتوفر مكان.
waits-room-now = قد يوجد متسع الآن:
waits-see-fit = انظر هل يناسب
waits-end = إنهاء انتظار
waits-which = أي حاجة؟
waits-how = كيف انتهى؟
waits-end-button = إنهاء الانتظار
waits-over = انتهى
wait-end-place-found = وُجد مكان
wait-end-person-declined = لم يعد الشخص يريده
wait-end-not-needed = لم تعد هناك حاجة إليه
task-place-opened = توفر مكان: انظر من قد يناسبه
problem-wait-not-open = لم تعد هذه الحاجة تنتظر. لم يتغير شيء.
