### state: machine

sign-in-title = تسجيل الدخول
sign-in-ended = انتهت جلستك. سجل الدخول من جديد وتابع من حيث كنت.
sign-in-kept = ما كتبته ينتظرك سبعة أيام ما دام ملفه موجودًا. لا يستطيع أن يفتحه سواك.
sign-in-player = تسجيل الدخول بصفة
sign-in-login = اسم الدخول
sign-in-passphrase = عبارة المرور
sign-in-code = الرمز
sign-in-code-hint = الأرقام الستة التي يعرضها الآن تطبيق المصادقة لديك.
sign-in-button = تسجيل الدخول
again-title = سجلت الدخول من جديد
again-lead = ما كتبته محفوظ مؤقتًا، لكنه لم يُسجل بعد.
again-button = العودة إلى ما كتبته
