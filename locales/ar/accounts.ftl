### state: machine

nav-accounts = الحسابات
nav-units = الوحدات
accounts-title = الحسابات
accounts-lead = من يستطيع تسجيل الدخول وأين وبأي صفة. من يحمل مفتاح الوحدة يقرره العاملون فيها.
accounts-new = حساب جديد
accounts-count =
    { $count ->
        [zero] لا حسابات
        [one] حساب واحد
        [two] حسابان
        [few] { $count } حسابات
        [many] { $count } حسابًا
       *[other] { $count } حساب
    }
accounts-login = اسم الدخول
accounts-name = الاسم
accounts-unit = الوحدة
accounts-role = الدور
accounts-stands = الوضع
account-open = مفتوح
account-invited = لم يُفعّل بعد
account-closed = مغلق
account-title = حساب جديد
account-login = اسم الدخول
account-login-hint = ما يكتبه الشخص لتسجيل الدخول.
account-name = اسم الزميل
account-unit = الوحدة
account-role = الدور
account-role-hint = يحدد الدور ما يستطيع الحساب فعله. لا يكون لأحد دوران.
account-button = إنشاء الحساب
account-made = أُنشئ الحساب.
account-link = سلّم هذا الرمز إلى الشخص باليد. يعمل مرة واحدة خلال 72 ساعة، ولا يُعرض مرة أخرى.
account-link-gone = عُرض رمزه من قبل ولا يُعرض مرة أخرى.
account-another = إنشاء حساب آخر
units-title = الوحدات
units-none = لا توجد وحدة بعد.
units-new = وحدة جديدة
units-count =
    { $count ->
        [zero] لا وحدات
        [one] وحدة واحدة
        [two] وحدتان
        [few] { $count } وحدات
        [many] { $count } وحدة
       *[other] { $count } وحدة
    }
units-name = الاسم
units-body = نوع الجهة
units-members = الأعضاء
units-key = المفتاح
units-keyed = أُنشئ
units-not-keyed = لم يُنشأ بعد
unit-title = وحدة جديدة
unit-name = اسم الوحدة
unit-name-hint = يستطيع كل من يحيل أن يقرأه. لا تكتب عنوانًا سريًا أبدًا.
unit-body = نوع الجهة
unit-body-hint = رمز من قواعد البلد، مثل police أو ngo.
unit-button = إنشاء الوحدة
units-body-unknown = لا تعرف قواعد بلدك هذا النوع. اكتبه كما فيها، مثل police أو ngo.
