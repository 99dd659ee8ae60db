### state: machine

nav-unit = وحدتنا
unit-own-title = وحدتنا
unit-no-key = ليس لوحدتك مفتاح بعد. من دونه لا يمكن مشاركة شيء معك.
unit-make-key = إنشاء مفتاح الوحدة
unit-you-wait = أنت تنتظر مفتاح الوحدة.
unit-read-aloud = اقرأ هذه الأرقام لزميل يحمل المفتاح، وجهًا لوجه أو بالهاتف.
unit-single = شخص واحد فقط يحمل مفتاح الوحدة. إذا فُقد حسابه، فُقدت معه جميع حالات الوحدة.
unit-waiting = من ينتظر المفتاح
unit-waiting-none = لا أحد ينتظر.
unit-since = منذ { $when }
unit-admit = السماح بالدخول
unit-members = من يعمل هنا
unit-key-holds = يحمل المفتاح
unit-key-waits = ينتظر المفتاح
unit-key-without = يعمل دون المفتاح
unit-key-invited = لم يُفعّل حسابه بعد
unit-admit-title = السماح بدخول زميل
unit-admit-lead = دع الزميل يقرأ لك هذه الأرقام من شاشته. إذا اختلف رقم واحد، فتوقف وأبلغ مدير النظام.
unit-compared = سمعت هذه الأرقام من الزميل نفسه وهي متطابقة
unit-compare-first = قارن أولًا، ثم ضع علامة هنا.
unit-admit-button = السماح بالدخول
problem-unit-not-waiting = لم يعد هذا الزميل ينتظر. لم يتغير شيء.
problem-unit-key-changed = أصبح المفتاح غير ما كان. لم يتغير شيء. قارن من جديد مع الزميل.
