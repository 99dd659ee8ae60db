### state: machine

today-mine = لك
transfer-title = تسليم الحالة إلى زميل
transfer-nobody = لم يُحدَّد بعد من يتولى الحالة.
transfer-no-colleague = لا يستطيع أي زميل في وحدتك أن يتولى الحالة الآن. يحتاج الزميل إلى دور يتولى الحالات وإلى مفتاح وحدتك.
transfer-keeps = تبقى الحالة لدى وحدتك. ويمكنك أن تفتحها كما من قبل. تنتقل المهام المفتوحة فيها إلى زميلك، ويُبلَّغ بذلك.
transfer-stays = يبقى هذا لديك، لأنه لا يجوز أن يفتحه إلا أشخاص محددون بالاسم. شاركه أولًا إذا كان زميلك يحتاج إليه.
transfer-to = إلى من؟
transfer-words = ما الذي يجب أن يعرفه الزميل أولًا؟
transfer-words-hint = جملة أو جملتان. تُختم مع الحالة.
transfer-button = تسليم الحالة
transfer-along = ما ينتقل مع الحالة
transfer-no-tasks = لا توجد مهام مفتوحة في هذه الحالة.
transfer-before = من تولاها من قبل
transfer-gone = زميل غادر
case-carrier = من يتولى الحالة
case-carried-by = يتولى الحالة { $name }
task-case-handed-to-you = سُلّمت إليك حالة: انظر فيها
action-case-hand-over = تسليم الحالة إلى زميل
problem-transfer-carries-it = هذا الزميل يتولى الحالة من قبل. لم يتغير شيء.
problem-transfer-no-colleague = لم يعد هذا الشخص من وحدتك. لم يتغير شيء. اختر شخصًا آخر.
problem-transfer-not-her-role = لا يتولى هذا الدور أي حالة. لم يتغير شيء. اختر شخصًا آخر.
problem-transfer-no-key = لن يستطيع هذا الزميل فتح الحالة: فهو ينتظر مفتاح وحدتك. اسمح بدخوله أولًا.
