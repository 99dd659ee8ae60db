### state: machine

presume-title = افتراض صفة الضحية
presume-stands = أين وصل:
presume-lead = تبدأ الحماية مع الافتراض. وهو ليس قرارًا بشأن الوضع القانوني.
presume-not-you = في هذا البلد لا يملك دورك صلاحية الافتراض. يمكنك أن تطلب أن ينظر أحد في الأمر.
presume-by-whom = يقرره:
presume-help-now = لا تنتظره المساعدة ولا المكان الآمن.
presume-grounds = لأي أسباب؟
presume-grounds-hint = الضائقة وحدها سبب للمساعدة، لكنها لا تكفي وحدها أبدًا.
presume-reason = لماذا الآن؟
presume-words = المزيد، في بضع كلمات
presume-words-hint = لا تكتب أسماء هنا. تكفي جملة أو جملتان.
presume-button = افتراض أن الشخص ضحية
presume-raise = طلب أن ينظر أحد في الأمر
ground-disclosure = ذكر الشخص ذلك
ground-indicators = مؤشرات على السيطرة أو الاستغلال
ground-documents = وثائق
ground-other-authority = تقول سلطة أخرى ذلك
ground-vulnerability = ضائقة
moved-told-by-person = أخبرني الشخص بذلك
moved-signs-seen = لوحظت مؤشرات
moved-documents = تُظهر ذلك وثائق
moved-other-authority = تقول سلطة أخرى ذلك
moved-own-wish = يرغب الشخص في ذلك
moved-danger = هناك خطر
