### state: machine

my-info-title = Інформація
my-info-lead = Це можна читати без облікового запису. Ніхто не бачить, що ви тут були.
my-exit-explained = Смуга вгорі одразу забирає вас із цієї сторінки. Вона не стирає список сторінок у вашому браузері. Хто туди подивиться, побачить, що ви заходили на цей сайт.
my-info-safe = Ви можете бути в безпеці
my-info-danger = Небезпека зараз? Телефонуйте за номером екстреної допомоги або попросіть будь-кого, хто тут працює.
my-info-place = Ви можете попросити безпечне місце для ночівлі сьогодні.
my-info-doctor = Ви можете звернутися до лікаря. Платити за це не треба.
my-info-choose = Вибираєте ви
my-info-story = Ви не мусите розповідати всю свою історію.
my-info-no = Ви можете сказати «ні». Ви можете зупинитися будь-коли й повернутися пізніше.
my-info-police = Допомогу можна отримати, не розмовляючи з поліцією.
my-info-time = Ви маєте час відпочити й подумати, перш ніж вибирати.
my-info-help = Люди, які вам допомагають
my-info-language = Ви можете говорити своєю мовою. Попросіть перекладача.
my-info-lawyer = Ви можете поговорити з адвокатом наодинці. Те, що ви скажете, залишиться там.
my-info-advocate = Ви можете попросити людину, яка стоїть на вашому боці й не працює на жодну установу.
my-info-child = Вам менше 18 років? Тоді треба знайти дорослого, який буде тут лише для вас.
my-info-record = Що про вас записано
my-info-see = Ви можете побачити, що про вас записано і хто це дивився.
my-info-stop = Ви можете будь-коли зупинити передачу відомостей. Допомога для вас триває.
my-info-wrong = Ви можете попросити виправити те, що записано неправильно.
my-info-answer = Установа вам відмовила? Ви можете попросити, щоб це переглянули інші. Час обмежений, тож просіть скоріше.
my-info-paper = Усе це можна отримати на папері, телефоном або під час зустрічі.
my-info-open = Відкрити мою сторінку
my-title = Моя сторінка
my-door-ten = Ця сторінка закриється, якщо десять хвилин нічого не робити.
my-code = Код
my-code-hint = Дванадцять цифр. Пробіли не заважають.
my-phrase = Ваші власні слова
my-go-on = Далі
my-door-lost = Забули свої слова? Зверніться до людини, яка з вами працює. Новий код дають лише під час зустрічі, ніколи поштою.
my-refused = Код або слова неправильні. Спробуйте ще раз.
my-alone = Ви наодинці з цим пристроєм?
my-alone-why = Наступна сторінка показує, що про вас записано. Якщо хтось поруч, вийдіть зараз і поверніться пізніше.
my-alone-yes = Так, показати мою сторінку
my-alone-no = Ні або не знаю
my-lead = Ось що про вас записано. Тут ви можете змінити своє рішення.
my-recorded = Що записано
my-since = Відколи
my-times = Строки
my-times-none = Жоден строк зараз не йде.
my-times-help = Ви не згодні з рішенням? Попросіть нижче людину, яка стоїть на вашому боці. Зробіть це, доки строк не минув.
my-clock = Строк
my-shared = Хто і що може знати
my-shared-none = Вас ще не питали. З вашої згоди нічого не передали.
my-purpose-support = Допомога команди
my-purpose-formal-identification = Рішення про ваші права
my-purpose-police-cooperation = Співпраця з поліцією
my-purpose-service = Послуга, наприклад житло
my-purpose-transnational = Партнери в іншій країні
my-purpose-media = Новини та медіа
my-purpose-training-reuse = Використання в навчанні
my-standing-agreed = Ви погодилися
my-standing-refused = Ви відмовилися
my-standing-withdrawn = Ви це зупинили
my-standing-not-asked = Не питали
my-standing-by-law = Дозволяє закон
my-stop = Зупинити це
my-stop-title = Зупинити це?
my-stop-now = Відтепер вони не зможуть відкрити нічого нового.
my-stop-seen = Те, що вони вже бачили, забрати назад не можна.
my-stop-help = Допомога для вас триває. Пізніше ви можете знову погодитися.
my-stop-yes = Так, зупинити
my-stop-no = Ні, назад
my-withdrawn = Зупинено. Вони не зможуть відкрити нічого нового.
my-looked = Хто дивився
my-looked-none = Ще ніхто не дивився.
my-looked-lead = Спершу останні перегляди. Ваших власних тут немає.
my-somebody-of = Хтось із установи { $unit }
my-nobody = Система
my-ask = Попросити про щось
my-asked-before = Ви просили про це:
my-ask-what = Про що ви хочете попросити?
my-kind-advocate = Людина, яка стоїть на моєму боці
my-kind-correction = Тут щось неправильно
my-kind-complaint = Хочу поскаржитися
my-words = Своїми словами
my-words-hint = Досить коротко. Це читає команда, яка з вами працює. Не пишіть, де ви перебуваєте.
my-send = Надіслати
my-asked = Надіслано. Відповідь буде протягом трьох днів.
frame-blank-title = Головна
frame-blank = Тут немає на що дивитися.
form-too-long =
    { $number ->
        [one] Занадто довго. Не більше ніж { $number } знак.
        [few] Занадто довго. Не більше ніж { $number } знаки.
       *[many] Занадто довго. Не більше ніж { $number } знаків.
    }
form-unfit = У тексті є прихований знак. Наберіть текст ще раз вручну.
form-refused = { $words }
problem-session-delayed =
    { $number ->
        [one] Забагато спроб. Зачекайте { $number } секунду й спробуйте ще раз.
        [few] Забагато спроб. Зачекайте { $number } секунди й спробуйте ще раз.
       *[many] Забагато спроб. Зачекайте { $number } секунд і спробуйте ще раз.
    }
problem-conflict = Хтось тим часом це змінив. Нічого не збережено. Те, що ви набрали, ще тут.
status-whereabouts-known = Відомо, де перебуває людина.
status-whereabouts-away-by-arrangement = Людина відсутня за домовленістю.
status-whereabouts-left-by-choice = Людина пішла за власним вибором.
status-whereabouts-concern = Є занепокоєння, де перебуває людина.
status-whereabouts-missing = Людина зникла.
status-whereabouts-detained = Людину затримано.
status-whereabouts-abroad = Людина за кордоном.
status-whereabouts-died = Людина померла.
status-support-none = Підтримки ще немає.
status-support-emergency = Надається термінова підтримка.
status-support-open = Підтримку розпочато.
status-support-plan = План погоджено.
status-support-moving-on = Людина переходить до самостійного життя.
status-support-ended = Підтримка завершилася: { $reason }.
reason-plan-completed = план виконано
reason-moved-on-independent = самостійне життя
reason-returned-safely = безпечне повернення
reason-transferred = передано іншій службі
reason-person-ended = власне бажання людини
reason-lost-contact = зв’язок втрачено
reason-missing = зникнення
reason-died = смерть
reason-no-grounds-support-elsewhere = підтримка триває в іншому місці
reason-duplicate = справу записано двічі
reason-error = відкрито помилково
status-recognition-none = Питання визнання ще не порушено.
status-recognition-raised = Питання визнання порушено { $since }.
status-recognition-sent = Справу надіслано на рішення { $since }.
status-recognition-presumed = Людина вважається ймовірною потерпілою з { $since }.
status-recognition-presumption-refused = У визнанні ймовірною потерпілою відмовлено { $since }.
status-recognition-identified = Людину визнано потерпілою з { $since }.
status-recognition-not-recognised = Людину не визнано потерпілою, рішення { $since }.
status-recognition-stopped-by-person = Людина зупинила визнання { $since }. Двері залишаються відчиненими.
status-refusal-not-told = Про відмову ще не повідомлено. Жоден строк не йде.
status-refusal-challenged = Відмову оскаржено.
status-refusal-final = Відмова остаточна з { $since }.
status-refusal-can-be-challenged = Відмову можна оскаржити. Останній день: { $last_day }.
status-disqualification-in-effect = Діє позбавлення захисту.
status-disqualification-can-be-reviewed = Позбавлення захисту можна переглянути.
status-age-child = Людина є дитиною.
status-age-presumed-child = Людину вважають дитиною.
status-age-disputed = Вік спірний. До людини ставляться як до дитини.
status-age-adult = Людина доросла.
status-proceedings-open =
    { $count ->
        [one] Відкрито { $count } провадження проти людини.
        [few] Відкрито { $count } провадження проти людини.
       *[many] Відкрито { $count } проваджень проти людини.
    }
clock-access-request = відповідь на запит про доступ
clock-administrative-appeal = адміністративне оскарження
clock-appeal = оскарження
clock-commission = рішення комісії
clock-complaint = скарга
clock-consultations = консультації
clock-court = суд
clock-evidence-request = запитані докази
clock-judicial-review = судовий перегляд
clock-reasonable-grounds = обґрунтовані підстави
clock-reasonable-grounds-target = обґрунтовані підстави
clock-reconsideration = повторний розгляд
clock-recovery = відновлення й роздуми
clock-review-of-disqualification = перегляд позбавлення захисту
clock-service = послуга
clock-service-decision = рішення про послуги
clock-status = статус
clock-status-decision = рішення про статус
