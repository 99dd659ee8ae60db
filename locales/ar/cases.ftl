### state: machine

nav-cases = الحالات
cases-title = حالات وحدتك

status-whereabouts-known = مكان الشخص معروف.
status-whereabouts-away-by-arrangement = الشخص غائب بالاتفاق.
status-whereabouts-left-by-choice = غادر الشخص باختياره.
status-whereabouts-concern = هناك قلق بشأن مكان الشخص.
status-whereabouts-missing = الشخص مفقود.
status-whereabouts-detained = الشخص محتجز.
status-whereabouts-abroad = الشخص خارج البلاد.
status-whereabouts-died = توفي الشخص.
status-support-none = لا يوجد دعم بعد.
status-support-emergency = يُقدَّم دعم طارئ.
status-support-open = بدأ الدعم.
status-support-plan = تم الاتفاق على خطة.
status-support-moving-on = ينتقل الشخص إلى حياة مستقلة.
status-support-ended = انتهى الدعم: { $reason }.
reason-plan-completed = اكتملت الخطة
reason-moved-on-independent = حياة مستقلة
reason-returned-safely = عودة آمنة
reason-transferred = نُقل إلى جهة أخرى
reason-person-ended = رغبة الشخص
reason-lost-contact = انقطع الاتصال
reason-missing = الشخص مفقود
reason-died = الوفاة
reason-no-grounds-support-elsewhere = يستمر الدعم في مكان آخر
reason-duplicate = سُجلت الحالة مرتين
reason-error = فُتحت بالخطأ
status-recognition-none = لم يُطرح الاعتراف بعد.
status-recognition-raised = طُرح الاعتراف في { $since }.
status-recognition-sent = أُرسلت الحالة لاتخاذ قرار في { $since }.
status-recognition-presumed = يُعد الشخص ضحية مفترضة منذ { $since }.
status-recognition-presumption-refused = رُفض الافتراض في { $since }.
status-recognition-identified = حُددت هوية الشخص كضحية منذ { $since }.
status-recognition-not-recognised = لم يُعترف بالشخص في { $since }.
status-recognition-stopped-by-person = أوقف الشخص الاعتراف في { $since }. يبقى الباب مفتوحًا.
status-refusal-not-told = لم يُبلَّغ الرفض بعد. لا تجري أي مهلة.
status-refusal-challenged = قُدم اعتراض على الرفض.
status-refusal-final = الرفض نهائي منذ { $since }.
status-refusal-can-be-challenged = يمكن الاعتراض على الرفض. آخر يوم هو { $last_day }.
status-disqualification-in-effect = هناك استبعاد سار.
status-disqualification-can-be-reviewed = يمكن مراجعة الاستبعاد.
status-age-child = الشخص طفل.
status-age-presumed-child = يُفترض أن الشخص طفل.
status-age-disputed = العمر محل خلاف. يُعامل الشخص كطفل.
status-age-adult = الشخص بالغ.
status-proceedings-open =
    { $count ->
       *[other] إجراءات مفتوحة ضد الشخص: { $count }
    }
