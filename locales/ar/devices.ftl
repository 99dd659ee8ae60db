### state: machine

nav-devices = الهواتف
devices-title = الهواتف
devices-lead = الهاتف ذو الرمز يسلّم سجلات مختومة ولا يفعل شيئًا آخر. مدخله عند ‎/screen/‎ في هذا الموقع.
devices-new = أنشئ رمزًا لهاتف
devices-code = الرمز، يُعرض مرة واحدة:
devices-code-how = افتح ‎/screen/‎ على الهاتف والصقه، أو اقرأ الصورة بالكاميرا. ثم أغلق هذه الصفحة.
devices-enrolled = هواتف الوحدة
devices-none = لا هاتف لديه رمز.
devices-by = أنشأه
devices-since = منذ
devices-until = صالح حتى
devices-over = انتهى { $when }
devices-end = أنهِه
devices-end-title = إنهاء رمز الهاتف؟
devices-end-lead = لن يستطيع الهاتف التسليم من الآن. ما سلّمه يبقى. وما ينتظر عليه لا يخرج إلا برمز جديد.
handed-in-title = ما سلّمته الهواتف
handed-in-lead = سجلات مختومة. افتح واحدًا: تُوزن العلامات مجددًا وتبدأ حالة.
handed-in-none = لا شيء ينتظر.
handed-in-open = افتح
handed-in-hour = وصل { $when }
handed-in-damaged = تعذر فتحه. يبقى لينظر فيه إنسان.
