### state: machine

nav-decisions = بانتظار القرار
decisions-title = حالات بانتظار القرار
decisions-over =
    { $count ->
        [zero] قرارات متأخرة
        [one] قرار متأخر
        [two] قراران متأخران
        [few] قرارات متأخرة
        [many] قرارًا متأخرًا
       *[other] قرار متأخر
    }
decisions-waiting =
    { $count ->
        [zero] حالات تنتظرك
        [one] حالة تنتظرك
        [two] حالتان تنتظرانك
        [few] حالات تنتظرك
        [many] حالة تنتظرك
       *[other] حالة تنتظرك
    }
decisions-none = لا توجد حالة تنتظر. كل شيء ضمن المهلة.
decisions-inside = كل شيء ضمن المهلة.
decisions-since = في الانتظار منذ { $date }
decisions-clock = مهلة اتخاذ القرار
decisions-no-clock = لا يحدد القانون مهلة. الأطول انتظارًا أولًا.

stage-reasonable-grounds = هل توجد أسباب معقولة؟
stage-conclusive-grounds = هل توجد أسباب قاطعة؟
stage-child-panel-reasonable-grounds = لجنة الأطفال: هل توجد أسباب معقولة؟
stage-child-panel-conclusive-grounds = لجنة الأطفال: هل توجد أسباب قاطعة؟

decide-title = اتخاذ القرار
decide-standard = معيار الإثبات: { $standard }.
decide-signs = المؤشرات
decide-signs-hint = تبين المؤشرات ما يجب النظر فيه. لكنها لا تقرر شيئًا.
decide-account = ما رواه الشخص
decide-no-account = لم تُشارَك معك أي رواية بعد. اطلبها قبل أن تقرر.
decide-asked = ما طُلب
decide-asked-over = طُلبت أدلة، وانتهت مهلة تقديمها.
decide-ask-first = اسأل أولًا. قبل أن تنتهي مهلة الرد، ليس نقص المعلومات سببًا للرفض.
decide-asked-until = مطلوب حتى { $date }
decide-votes = الأصوات
decide-quorum = الأصوات: { $count } من { $of } مطلوبة
decide-seat = مقعدك
decide-answer = الجواب
decide-dissent = إذا كان رأيك مختلفًا: لماذا؟
decide-dissent-hint = يُحفظ مع القرار. يمكنك ترك هذا فارغًا.
decide-vote = التصويت
decide-aside = التنحي
decide-again = التصويت من جديد
decide-reasons = الأسباب
decide-reasons-hint = ضع علامة على كل ما ينطبق. لا يستند القبول إلا إلى أسباب لصالح الشخص.
decide-no-reason = اذكر سببًا واحدًا على الأقل.
decide-for = لصالح الشخص
decide-against = لغير صالحه
decide-words = الأسباب بكلمات بسيطة
decide-words-hint = كما سيقرؤها الشخص، في بضع جمل قصيرة. لا تكتب أسماء هنا.
decide-missing = ما الذي يغير الرفض؟
decide-missing-hint = شيء واحد في كل سطر. اترك هذا فارغًا إذا كان لا شيء يغيره.
decide-check = مراجعة القرار

vote-yes = نعم
vote-no = لا
vote-send-back = إعادتها لاتخاذ قرار جديد

because-act = جرى تجنيد شخص أو نقله أو إيواؤه أو تسليمه
because-means = استُخدمت القوة أو التهديد أو الخداع أو استغلال الضعف
because-purpose = كان الهدف هو الاستغلال
because-child-no-means = كان الشخص طفلًا: لا يلزم إثبات استخدام القوة
because-credible-account = الرواية جديرة بالتصديق
because-corroborated = تؤيدها أدلة أخرى
because-expert-report = يؤيدها خبير
because-no-act = لم يثبت فعل من أفعال الاتجار
because-no-means-adult = لم تثبت قوة ولا خداع، وكان الشخص بالغًا
because-no-exploitation-intent = لم يثبت قصد الاستغلال
because-smuggling-only = لم يثبت سوى تهريب المهاجرين
because-labour-dispute-only = لم يثبت سوى نزاع عمل
because-insufficient-information = المعلومات غير كافية رغم طلبها
because-credibility = لم تُصدَّق الرواية
because-outside-jurisdiction = يجب أن تقرر دولة أخرى
because-not-contactable = تعذر الوصول إلى الشخص

check-title = مراجعة القرار
check-lead = متى قررت، يُسجل القرار في الحالة ولا يمكن سحبه. ويمكن الاعتراض عليه.
check-lead-child = متى قررت، يُسجل القرار في الحالة. تُرسل الرسالة إلى من يتكلم باسم الطفل.
check-case = الحالة
check-matter = موضوع القرار
check-majority = جواب الأغلبية
check-nothing = لا شيء
check-none-missing = لا شيء يغيره
check-decide = اتخذ القرار الآن

evidence-title = طلب أدلة
evidence-lead = يُبلَّغ الشخص ومن يقف إلى جانبه. يعطيهما القانون وقتًا للرد.
evidence-asked-for = ماذا تحتاج؟
evidence-asked-for-hint = شيء واحد في كل سطر. قله بطريقة تمكّن الشخص من إحضاره.
evidence-button = طلب

ruling-title = القرار
ruling-to-person = إلى الشخص صاحب الحالة التي تحمل هذا المرجع.
ruling-to-representative = إلى من يتكلم باسم الطفل صاحب الحالة التي تحمل هذا المرجع.
ruling-matter = كان علينا أن نجيب عن هذا: { $matter }
ruling-standard = كان معيار الإثبات: { $standard }.
ruling-says-yes = جوابنا نعم.
ruling-says-no = جوابنا لا.
ruling-says-send-back = تعود الحالة ويُتخذ فيها قرار جديد.
ruling-reasons = لماذا
ruling-missing = ما الذي يغير القرار
ruling-none-missing = لا توجد أدلة أخرى تغيره.
ruling-challenge = يمكنك الاعتراض على هذا
ruling-goes-on = تستمر المساعدة والدعم حتى يصبح الرفض نهائيًا.
ruling-until = حتى { $date }
ruling-not-told = تبدأ المهلة في اليوم الذي تُبلَّغ فيه
ruling-help = يمكن لمحامٍ أو مناصر أن يفعل هذا من أجلك. اسأل من أعطاك هذه الرسالة.
ruling-told = أُبلغ القرار في { $date } إلى: { $whom }.
ruling-next = سيخبرك مدير حالتك بما يأتي بعد ذلك. لا يتغير شيء في مساعدتك من دونك.
ruling-no-name = لا تحمل هذه الرسالة أي اسم.
ruling-language = اشرحها باللغة:
ruling-now = والآن؟
ruling-print = اطبع هذه الصفحة من متصفحك. تُطبع الرسالة وحدها.
