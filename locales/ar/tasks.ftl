### state: machine

nav-today = اليوم
today-title = اليوم
today-clocks = المهل
today-tasks = المهام

clock-access-request = الرد على طلب الاطلاع
clock-administrative-appeal = تظلم إداري
clock-appeal = طعن
clock-commission = قرار اللجنة
clock-complaint = شكوى
clock-consultations = مشاورات
clock-court = المحكمة
clock-evidence-request = الأدلة المطلوبة
clock-judicial-review = مراجعة قضائية
clock-reasonable-grounds = الأسباب المعقولة
clock-reasonable-grounds-target = الأسباب المعقولة
clock-reconsideration = إعادة النظر
clock-recovery = التعافي والتفكير
clock-review-of-disqualification = مراجعة الاستبعاد
clock-review-recovery = مراجعة فترة التعافي والتفكير
clock-review-status = مراجعة الوضع
clock-service = خدمة
clock-service-decision = قرار بشأن الخدمات
clock-status = الوضع
clock-status-decision = قرار بشأن الوضع
