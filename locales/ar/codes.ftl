### state: machine
### Glossary, one term for one concept:
### person = الشخص; (trafficked) victim = ضحية اتجار; presumed victim = ضحية مفترضة (شخص يُفترض أنه ضحية اتجار); survivor = ناجٍ
### first responder = المستجيب الأول; first contact = اللقاء الأول; competent authority = السلطة المختصة; deciding body = الجهة صاحبة القرار
### recognition = الاعتراف; presumption = الافتراض; formal identification = التحديد الرسمي لهوية الضحية; refusal (of status) = الرفض; to challenge = الاعتراض
### recovery and reflection period = فترة التعافي والتفكير; reasonable grounds = الأسباب المعقولة; conclusive grounds = الأسباب القاطعة
### screening = الفرز الأولي; sign, indicator = مؤشر; needs = الاحتياجات; risk = خطر; whereabouts = مكان الشخص
### case = حالة; case manager, case worker = مدير الحالة; unit = وحدة; task = مهمة; time limit, clock = مهلة; shift = مناوبة
### agreement = موافقة; withdraw = سحب الموافقة; purpose = غرض; recipient = متلقٍّ; legal basis = أساس قانوني
### referral = إحالة; enquiry = استفسار; offer = عرض; hand-over = تسليم; place = مكان; stay = إقامة; gap = ثغرة
### shelter = دار إيواء; guardian = وصي; advocate = مناصر; lawyer = محامٍ; authority for children = سلطة حماية الطفل
### access = إذن اطلاع; look = اطلاع; share = مشاركة; disclosure = إفصاح; journal = سجل العمليات; account (login) = حساب; account (told) = رواية
### notice = إشعار; non-punishment = عدم المعاقبة; disqualification = استبعاد; crisis rules = قواعد الأزمات; entitlements = الاستحقاقات

## What was done, as the journal calls it

action-accounts-manage = إنشاء الحسابات والوحدات والعضويات
action-account-enrol = تعيين عبارة المرور والعامل الثاني برابط يُستخدم مرة واحدة
action-account-reset = بدء حساب من جديد برابط جديد يُستخدم مرة واحدة
action-account-close = يغلق حساب من غادر
action-session-begin = تسجيل الدخول
action-session-end = تسجيل الخروج
action-draft-keep = حفظ ما كتبه المرء
action-draft-open = فتح ما كتبه المرء
action-draft-drop = التخلص مما كتبه المرء
action-tick = بلوغ مهلة
action-overlay-on = تفعيل قواعد الأزمات
action-overlay-off = إيقاف قواعد الأزمات
action-surge-simulate = يحاكي تدفقًا مفاجئًا
action-unit-renew-key = يستبدل مفتاح الوحدة بمفتاح جديد
action-unit-opened-by = يقرأ ما فتحه من غادر
action-unit-admit = السماح بدخول زميل كان ينتظر مفتاح الوحدة
action-queue-read = قراءة قوائم الانتظار في البلد كأعداد
action-oversight-read = قراءة ما تشرف عليه حماية البيانات
action-unit-key = إنشاء زوج مفاتيح الوحدة
action-device-enrol = تسجيل جهاز لتلقي السجلات دون حضور موظف
action-intake-submit = تسليم سجل مختوم من جهاز مسجل
action-contact-record = تسجيل لقاء أول
action-case-list = عرض حالات الوحدة بالبيانات غير المشفرة
action-task-work = عرض مهام الوحدة والرد عليها
action-shift-hand-over = نقل كل مهام المناوبة المفتوحة إلى زملاء محددين
action-directory-search = البحث في دليل الوحدة المشفر
action-intake-open = فتح سجل وارد من جهاز
action-service-manage = تقديم خدمة وتحديث أماكنها
action-service-list = عرض خدمات البلد
action-interpreter-offer = ذكر اللغات المتاحة للترجمة الشفوية
action-enquiry-answer = عرض الاستفسارات عن الخدمات الخاصة والرد عليها
action-offer-read = عرض ما قُدم إلى الوحدة وفتح ما يظهر منه
action-offer-answer = قبول عرض أو رفضه أو الرد عليه بغير ذلك
action-case-read = فتح الحالة
action-timeline-read = قراءة ما حدث
action-access-log-read = قراءة قائمة من اطلع
action-told-before-record = إعلام الشخص بمن يسأل ولماذا
action-screening-record = تسجيل فرز أولي
action-recognition-raise = طرح الاعتراف
action-recognition-send = إرسال الحالة لاتخاذ قرار
action-recognition-presume = افتراض أن الشخص ضحية
action-recognition-stop = إيقاف الاعتراف أو استئنافه برغبة الشخص
action-child-start = بدء مسار الطفل: سلطة حماية الطفل والوصي الطارئ أولًا
action-evidence-ask = طلب أدلة ناقصة مع تحديد مهلة
action-time-give = منح وقت إضافي
action-decision-make = العمل على قرار
action-refusal-tell = إبلاغ الرفض
action-challenge-bring = تقديم اعتراض
action-disqualification-write = كتابة استبعاد أو مراجعته أو رفعه
action-whereabouts-write = كتابة مكان الشخص
action-age-write = كتابة ما هو معروف عن عمر الشخص
action-support-write = تقديم الدعم أو تغيير مرحلته
action-agreement-give = تسجيل موافقة
action-agreement-withdraw = سحب موافقة
action-refusal-record = تسجيل رفض المساعدة
action-needs-assess = تقييم الاحتياجات
action-risks-assess = تقييم الأخطار
action-service-match = البحث عن خدمات
action-enquiry-ask = سؤال خدمة إن كان فيها متسع
action-referral-make = إجراء إحالة أو تحديثها
action-interpreter-book = حجز مترجم شفوي
action-plan-write = كتابة الخطة
action-offence-record = تسجيل جريمة مزعومة للتحقق من عدم المعاقبة
action-notice-sign = توقيع إشعار
action-notice-by-law = إرسال إشعار لأن القانون يلزم الجهة
action-notice-read = قراءة إشعار
action-contact-safety-write = كتابة كيفية الوصول إلى الشخص
action-danger-write = كتابة قائمة الأخطار
action-note-write = كتابة ملاحظة
action-access-give = منح إذن اطلاع
action-access-end = إنهاء إذن اطلاع
action-notice-list = عرض الإشعارات
action-disclosure-by-law = تقديم إشعار يطلبه القانون
action-statistics-object = كتابة أن الشخص يعترض على إدراجه في الإحصاءات

## Roles

role-fr-police = ضابط شرطة
role-fr-border = حارس حدود
role-fr-asylum = موظف لجوء
role-fr-reception = عامل استقبال
role-fr-labour-inspector = مفتش عمل
role-fr-health = عامل صحي
role-fr-social = أخصائي اجتماعي
role-fr-school = عامل في مدرسة
role-fr-ngo = عامل تواصل ميداني
role-fr-union = عضو نقابة عمالية
role-fr-hotline = عامل خط المساعدة
role-fr-consular = موظف قنصلي
role-fr-military-mission = عضو بعثة عسكرية أو بعثة سلام
role-fr-transport = عامل لدى شركة نقل
role-competent-authority = متخذ القرار
role-case-manager = مدير الحالة
role-guardian = وصي الطفل
role-shelter = عامل في دار إيواء
role-service-provider = عامل في خدمة
role-police-investigator = محقق شرطة
role-prosecutor = مدعٍ عام
role-financial-investigator = محقق مالي
role-interpreter = مترجم شفوي
role-advocate = مناصر
role-lawyer = محامٍ
role-child-protection = سلطة حماية الطفل
role-panel-member = عضو لجنة
role-on-call = عامل مناوب
role-migration-authority = سلطة الهجرة (التصاريح فقط)
role-linkage-office = المكتب المعيّن لمقارنة القوائم
role-dpo = مسؤول حماية البيانات
role-nrm-coordinator = المنسق الوطني
role-national-rapporteur = جهة الرصد المستقلة
role-analyst = محلل جداول لا تكشف الهوية
role-survivor-council = عضو مجلس الناجين
role-focal-point = جهة الاتصال عبر الحدود
role-trainer = مدرب في التمارين
role-trainee = متدرب في التمارين
role-survivor = الشخص نفسه
role-sysadmin = مدير النظام

## setting

setting-border-land = حدود برية
setting-border-air = مطار
setting-border-sea = حدود بحرية
setting-registration-reception = مركز تسجيل أو استقبال
setting-asylum-interview = مقابلة لجوء
setting-transit-hub = محطة أو مركز عبور
setting-detention-immigration = احتجاز المهاجرين
setting-police-custody = توقيف لدى الشرطة
setting-prison = سجن
setting-court = محكمة
setting-labour-inspection = تفتيش مكان عمل
setting-hospital-ed = قسم الطوارئ
setting-clinic = عيادة
setting-sexual-health = خدمة الصحة الجنسية
setting-school = مدرسة
setting-child-protection = خدمة حماية الطفل
setting-street-outreach = تواصل ميداني في الشارع
setting-online-outreach = تواصل عبر الإنترنت
setting-hotline = خط المساعدة
setting-ngo-dropin = مركز استقبال مفتوح لدى منظمة
setting-shelter-other = دار إيواء لأشخاص آخرين محتاجين
setting-embassy = سفارة أو قنصلية
setting-bank-fiu = مصرف أو وحدة استخبارات مالية
setting-transport-carrier = شركة نقل
setting-faith-community = جماعة دينية
setting-trade-union = نقابة عمالية
setting-self = جاء الشخص بنفسه
setting-peacekeeping = بعثة سلام

## compartment

compartment-core = وقائع الحالة
compartment-contact-safety = كيفية الوصول إلى الشخص
compartment-narrative = الرواية
compartment-health = الصحة
compartment-legal-privileged = الأحاديث مع المحامي
compartment-shelter-location = مكان دار الإيواء
compartment-police = الشرطة
compartment-survivor-private = ملاحظات الشخص الخاصة
compartment-danger-list = قائمة الأخطار
compartment-attachments = الوثائق

## urgency

urgency-danger-now = خطر الآن
urgency-urgent = عاجل
urgency-routine = عادي

## recognition

recognition-none = لم يُطرح
recognition-raised = طُرح
recognition-sent = أُرسل لاتخاذ قرار
recognition-presumed = ضحية مفترضة
recognition-presumption-refused = رُفض الافتراض
recognition-identified = حُددت هويته كضحية
recognition-not-recognised = لم يُعترف به
recognition-stopped-by-person = أوقفه الشخص

## support

support-none = لا دعم بعد
support-emergency = دعم طارئ
support-open = دعم جارٍ
support-plan = خطة متفق عليها
support-moving-on = انتقال إلى حياة مستقلة
support-ended = انتهى الدعم

## whereabouts

whereabouts-known = معروف
whereabouts-away-by-arrangement = غائب بالاتفاق
whereabouts-left-by-choice = غادر باختياره
whereabouts-concern = قلق
whereabouts-missing = مفقود
whereabouts-detained = محتجز
whereabouts-abroad = خارج البلاد
whereabouts-died = متوفى

## answer

answer-yes = نعم
answer-no = لا
answer-send-back = أُعيد لطلب أدلة إضافية

## who

who-person = شخص غادر الوحدة
who-device = جهاز تابع للوحدة
who-operator = مشغل الخادم
who-system = النظام
who-nobody = شخص لم يسجل الدخول

## service-type

service-type-emergency-safety = الأمان الفوري
service-type-accommodation-emergency = إيواء طارئ
service-type-accommodation-transition = إيواء انتقالي
service-type-accommodation-long = سكن طويل الأمد
service-type-accommodation-child = إيواء للأطفال
service-type-food-clothing = الغذاء واللباس
service-type-cash = مال للمعيشة
service-type-medical-urgent = رعاية طبية عاجلة
service-type-medical-general = رعاية طبية عامة
service-type-sexual-reproductive-health = الصحة الجنسية والإنجابية
service-type-mental-health = رعاية الصحة النفسية
service-type-substance-treatment = علاج الإدمان
service-type-dental = رعاية الأسنان
service-type-disability-support = دعم ذوي الإعاقة
service-type-psychosocial = الدعم النفسي والاجتماعي
service-type-crisis-counselling = مشورة في الأزمات
service-type-interpretation = الترجمة الشفوية
service-type-legal-immigration = مساعدة قانونية: الهجرة
service-type-legal-criminal-defence = مساعدة قانونية: الدفاع الجنائي
service-type-legal-victim-rights = مساعدة قانونية: حقوق الضحايا
service-type-legal-labour-claim = مساعدة قانونية: مطالبات العمل
service-type-compensation = التعويض
service-type-guardian = الوصاية
service-type-bia-bid = تقييم مصالح الطفل الفضلى أو تحديدها
service-type-family-tracing = البحث عن الأسرة
service-type-family-contact = الاتصال بالأسرة بعد التحقق من سلامته
service-type-childcare = رعاية الأطفال
service-type-education-child = تعليم الطفل
service-type-language-course = دورة لغة
service-type-vocational = تدريب مهني
service-type-employment = العمل
service-type-documents-id = وثائق الهوية
service-type-residence-permit = تصريح إقامة
service-type-asylum = اللجوء
service-type-tattoo-removal = إزالة وشوم الوسم القسري
service-type-digital-safety = الأمان الرقمي
service-type-witness-protection = حماية الشهود
service-type-return-assistance = المساعدة على العودة الآمنة والطوعية
service-type-reintegration = إعادة الإدماج
service-type-peer-support = دعم الأقران
service-type-spiritual = دعم روحي
service-type-transport = النقل
service-type-other = غير ذلك

## placement

placement-with-women = مع النساء، أو مع البنات إذا كان الشخص طفلًا
placement-with-men = مع الرجال، أو مع الأولاد إذا كان الشخص طفلًا
placement-either = مع النساء أو مع الرجال، حسب المتسع

## age-band

age-band-0-8 = من 0 إلى 8 سنوات
age-band-9-12 = من 9 سنوات إلى 12 سنة
age-band-13-15 = من 13 إلى 15 سنة
age-band-16-17 = 16 أو 17 سنة
age-band-18-20 = من 18 إلى 20 سنة
age-band-21-23 = من 21 إلى 23 سنة
age-band-24-26 = من 24 إلى 26 سنة
age-band-27-29 = من 27 إلى 29 سنة
age-band-30-38 = من 30 إلى 38 سنة
age-band-39-47 = من 39 إلى 47 سنة
age-band-48-plus = 48 سنة أو أكثر
age-band-child = طفل، ولا يُعرف عمره بدقة أكبر
age-band-adult = بالغ، ولا يُعرف عمره بدقة أكبر
age-band-unknown = غير معروف: يُعامل كطفل

## health-alert

health-alert-urgent-care = يحتاج إلى طبيب فورًا
health-alert-regular-medication = يحتاج إلى دواء في أوقات محددة
health-alert-pregnancy = حمل
health-alert-allergy = حساسية
health-alert-infection = احتياطات من العدوى
health-alert-disability = يحتاج إلى دعم بسبب إعاقة
health-alert-not-alone = يجب ألا يُترك وحده

## security-level

security-level-open = دار مفتوحة
security-level-protected = باب مراقب، والعنوان غير منشور
security-level-high = عنوان سري وحراسة

## referral

referral-draft = قيد الكتابة
referral-sent = عُرض ولم يُطلع عليه بعد
referral-received = اطُّلع عليه ولم يُرد عليه بعد
referral-accepted = مقبول
referral-waitlisted = على قائمة الانتظار
referral-declined = مرفوض
referral-in-service = الشخص هناك
referral-completed = مكتمل
referral-did-not-arrive = لم يصل الشخص: هذا مدعاة للقلق وليس نهاية
referral-person-declined = قرر الشخص غير ذلك
referral-withdrawn = سحبه المرسل، أو سُحب مع الموافقة
referral-expired = لم يصل رد في الوقت المحدد

## decline-reason

decline-reason-no-capacity = لا متسع
decline-reason-not-suitable = غير مناسب
decline-reason-security = الأمن
decline-reason-eligibility = خارج قواعد القبول
decline-reason-other = غير ذلك

## category

category-minimum-dataset = ما يجب أن تعرفه الخدمة لتجهيز مكان
category-identity = الاسم وتاريخ الميلاد والوثائق
category-contact = كيفية الوصول إلى الشخص بأمان
category-needs = الاحتياجات والأخطار
category-narrative = ما حدث
category-health = الصحة
category-legal = مسائل قانونية لا تشملها سرية المحامي
category-status = أين وصل الاعتراف
category-photographs = الصور والتسجيلات
category-plan = خطة الدعم
