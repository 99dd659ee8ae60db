### state: machine

right-help = يمكنك الحصول على المساعدة اليوم مجانًا.
right-interpreter = يمكن أن يكون معك من يتكلم لغتك.
right-doctor = يمكنك أن ترى طبيبًا.
right-lawyer = يمكنك أن تتحدث مع محامٍ على انفراد.
right-say-no = يمكنك أن تقول لا ويمكنك تغيير رأيك.
right-see = يمكنك أن ترى ما هو مكتوب عنك.
