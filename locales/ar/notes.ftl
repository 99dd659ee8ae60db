### state: machine

notes-title = ملاحظة وخطوة تالية
notes-lead-task = بهذه الملاحظة تُعد المهمة التي جاءت بك إلى هنا منجزة.
notes-text = ماذا حدث؟
notes-text-hint = تكفي بضع جمل. يجوز للشخص أن يقرأها.
notes-step = ما الخطوة التالية؟
notes-days = متى؟
notes-button = حفظ الملاحظة
notes-before = الملاحظات حتى الآن
notes-none = لم تُسجل أي ملاحظة بعد. يكتب الأولى من يعمل مع الشخص.

next-step-call-person = الاتصال بالشخص
next-step-meet-person = لقاء الشخص
next-step-ask-service = سؤال خدمة
next-step-write-to-authority = الكتابة إلى سلطة
next-step-go-through-plan = مراجعة الخطة معًا

within-days-0 = اليوم
within-days-1 = غدًا
within-days-3 = بعد ثلاثة أيام
within-days-7 = بعد أسبوع
within-days-28 = بعد أربعة أسابيع
