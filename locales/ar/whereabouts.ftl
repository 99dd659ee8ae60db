### state: machine

whereabouts-title = مكان الشخص
whereabouts-now = الآن:
whereabouts-free = للبالغ حرية المجيء والذهاب. إذا كان الطفل مفقودًا يبدأ بروتوكول المفقودين فورًا.
whereabouts-to = أين الشخص؟
whereabouts-reason = كيف عرفت؟
whereabouts-words = بكلماتك
whereabouts-words-hint = اختياري. وقائع فقط، دون تخمين.
whereabouts-button = حفظ
move-reason-arranged = كان ذلك بالاتفاق
move-reason-own-wish = رغبة الشخص نفسه
move-reason-not-seen = لم يُر حيث كان منتظرًا
move-reason-found = عُثر عليه أو عاد
move-reason-danger = كان هناك خطر
move-reason-lawful-order = اتخذت سلطة إجراءً
move-reason-other-authority = قالت سلطة أخرى ذلك
