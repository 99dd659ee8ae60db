### state: machine

served-title = أُبلغ الرفض
served-lead = تبدأ مهلة الاعتراض في اليوم الذي يعلم فيه الشخص بالرفض، بلغة يفهمها.
served-lead-child = لا يُبلَّغ الطفل بشيء مباشرة. أبلغ من يتكلم باسم الطفل.
served-already = أُبلغ من قبل. مهلة الاعتراض جارية.
served-to = من الذي أُبلغ؟
served-person = الشخص نفسه
served-representative = ممثل الشخص
served-authority = سلطة حماية الطفل
served-button = تم الإبلاغ

challenge-title = الاعتراض على الرفض
challenge-lead = ستطلع الجهة صاحبة القرار على الحالة. تستمر المساعدة والدعم.
challenge-none = لا يوجد طريق للاعتراض يمكنك سلوكه الآن. ربما لم يُبلَّغ الرفض بعد، أو أن الاعتراض لغيرك.
challenge-way = بأي طريق؟
challenge-because = لأي سبب؟
challenge-ground-new-evidence = توجد أدلة جديدة
challenge-ground-guidance-not-followed = لم تُتبع القواعد
challenge-late = لماذا تأخر؟
challenge-late-exceptional-circumstances = ظروف استثنائية
challenge-late-permission-of-the-court = سمحت المحكمة بذلك
challenge-words = هل تريد إضافة شيء؟
challenge-words-hint = في بضع جمل. لا تكتب أسماء هنا.
challenge-button = تقديم الاعتراض
