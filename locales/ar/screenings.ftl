### state: machine

screen-title = السؤال والملاحظة
screen-lead = ابدأ بالخطر. ما لا يُسأل عنه يبقى مفتوحًا ولا يُحسب نفيًا أبدًا.
screen-draft = مسودة: لم يراجعها ممارس بعد
screen-asked-by-you =
    { $hours ->
        [0] طرحت أسئلة كهذه قبل أقل من ساعة. لا حاجة إلى أن يحكي أحد قصته مرتين.
        [one] طرحت أسئلة كهذه قبل ساعة واحدة. لا حاجة إلى أن يحكي أحد قصته مرتين.
        [two] طرحت أسئلة كهذه قبل ساعتين. لا حاجة إلى أن يحكي أحد قصته مرتين.
        [few] طرحت أسئلة كهذه قبل { $hours } ساعات. لا حاجة إلى أن يحكي أحد قصته مرتين.
        [many] طرحت أسئلة كهذه قبل { $hours } ساعة. لا حاجة إلى أن يحكي أحد قصته مرتين.
       *[other] طرحت أسئلة كهذه قبل { $hours } ساعة. لا حاجة إلى أن يحكي أحد قصته مرتين.
    }
screen-asked-by-other =
    { $hours ->
        [0] طرح زميل أسئلة كهذه قبل أقل من ساعة. لا حاجة إلى أن يحكي أحد قصته مرتين.
        [one] طرح زميل أسئلة كهذه قبل ساعة واحدة. لا حاجة إلى أن يحكي أحد قصته مرتين.
        [two] طرح زميل أسئلة كهذه قبل ساعتين. لا حاجة إلى أن يحكي أحد قصته مرتين.
        [few] طرح زميل أسئلة كهذه قبل { $hours } ساعات. لا حاجة إلى أن يحكي أحد قصته مرتين.
        [many] طرح زميل أسئلة كهذه قبل { $hours } ساعة. لا حاجة إلى أن يحكي أحد قصته مرتين.
       *[other] طرح زميل أسئلة كهذه قبل { $hours } ساعة. لا حاجة إلى أن يحكي أحد قصته مرتين.
    }
screen-page = الجزء { $at } من { $of }
screen-look = ما الذي يجب ملاحظته
screen-sign = المؤشر:
screen-care = انتبه:
screen-around = ما الذي قد يفسر المؤشر تفسيرًا آخر؟
screen-around-hint = ضع علامة على ما ينطبق على هذا المكان. لا تُحسب المؤشرات التي يفسرها.
screen-next = التالي
screen-back = السابق
screen-stop = توقف هنا: ماذا تفعل الآن
screen-button = ماذا تفعل الآن
screen-one = سؤال واحد في كل مرة
screen-together = عرض الأسئلة معًا
screen-others = استخدام نموذج آخر
screen-no-translation = لا يوجد نص مختبر لهذا النموذج بلغة الشخص. دع مترجمًا شفويًا يقوله.
screen-signs =
    { $count ->
        [zero] لا مؤشرات
        [one] مؤشر واحد
        [two] مؤشران
        [few] { $count } مؤشرات
        [many] { $count } مؤشرًا
       *[other] { $count } مؤشر
    }
ask-by-trained = للزملاء المدربين فقط
ask-by-health = للعاملين الصحيين فقط
ask-by-none-at-border = لاحظ، لكن لا تسأل عن هذا على الحدود
said-yes-told = نعم، قيل لي
said-yes-seen = نعم، رأيته
said-yes-third-party = نعم، يقول آخرون ذلك
said-yes-document = نعم، تُظهر ذلك ورقة
said-no = لا
said-unsure = لا يعرف
said-declined = يفضل ألا يقول
said-not-asked = لم يُسأل
around-camp = مخيم أو موقع له قواعد للجميع
around-detention = احتجاز
around-papers-held-by-state = أوراق تحتفظ بها السلطات
around-seasonal-housing = سكن مرتبط بعمل موسمي
around-disaster = كارثة

now-title = ماذا تفعل الآن
band-door-open = يبقى الباب مفتوحًا
band-talk-more-safely = تحدث معه من جديد في أمان
band-protect-now = ابدأ الحماية الآن
band-danger-now = هناك من هو في خطر الآن
now-needs = الاحتياجات ومكان آمن
now-signs = ما لوحظ أو قيل
now-asked = ما سُئل عنه أو لوحظ: { $asked } من { $of }. ما لم يُسأل عنه يبقى مفتوحًا.
now-no-signs = لم يُسجل أي مؤشر. كثيرون لا يقولون شيئًا في البداية. يبقى الباب مفتوحًا.
now-source = المصدر:
now-set-aside = لم تُحسب
now-why = السبب
now-rights = أخبر الشخص
now-limits = ما لا تستطيع قائمة المؤشرات هذه أن تعرفه
now-come-back = يمكن للشخص أن يعود في أي وقت، وأن يضيف إلى إجابة أو يغيرها.
now-add = السؤال أو الملاحظة من جديد
weight-strong = مؤشر قوي
weight-medium = مؤشر متوسط
weight-weak = مؤشر ضعيف
weight-recorded = مسجل دون وزن
