### state: machine

my-info-title = Інформація
my-info-lead = Це можна читати без облікового запису. Ми не записуємо, хто це читає.
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
my-ended = Вашу сторінку закрито заради вашої безпеки. Введіть код і слова ще раз.
my-tried =
    { $count ->
        [one] Відколи ви тут були, з вашим кодом { $count } раз ввели неправильні слова. Це були не ви? Попросіть новий код у людини, яка з вами працює.
        [few] Відколи ви тут були, з вашим кодом { $count } рази ввели неправильні слова. Це були не ви? Попросіть новий код у людини, яка з вами працює.
       *[many] Відколи ви тут були, з вашим кодом { $count } разів ввели неправильні слова. Це були не ви? Попросіть новий код у людини, яка з вами працює.
    }
my-alone = Ви наодинці з цим пристроєм?
my-alone-why = Наступна сторінка — про вас. Якщо хтось поруч, вийдіть зараз і поверніться пізніше.
my-alone-yes = Так, показати мою сторінку
my-alone-no = Ні або не знаю
my-lead = Тут ви можете будь-коли змінити своє рішення.
my-stands = Як ідуть справи
my-status-support-none = Ви ще не отримуєте допомоги.
my-status-support-emergency = Зараз ви отримуєте термінову допомогу.
my-status-support-open = Ваша допомога почалася.
my-status-support-plan = У вас є план допомоги.
my-status-support-moving-on = Ви переходите до власного життя.
my-status-support-ended = Ваша допомога завершилася: { $reason }.
my-status-recognition-none = Ще ніхто не просив установу вирішити щодо вас.
my-status-recognition-raised = З { $since } команда вважає, що вас могли використати інші.
my-status-recognition-sent = { $since } установу попросили вирішити.
my-status-recognition-presumed = З { $since } вас вважають імовірною потерпілою особою. Це дає вам права.
my-status-recognition-presumption-refused = { $since } установа сказала «ні».
my-status-recognition-identified = З { $since } вас визнано потерпілою особою. Це дає вам права.
my-status-recognition-not-recognised = { $since } установа сказала «ні».
my-status-recognition-stopped-by-person = { $since } ви це зупинили. Двері залишаються відчиненими.
my-status-refusal-not-told = Про відмову вам ще не повідомили. Ваш час не йде.
my-status-refusal-challenged = Ви не погодилися. Інші розглядають це ще раз.
my-status-refusal-final = З { $since } відмова остаточна. Ви й далі можете просити допомоги.
my-status-refusal-can-be-challenged = До { $last_day } включно ви можете попросити, щоб це розглянули інші.
my-status-disqualification-in-effect = Установа забрала у вас деякі права. Попросіть адвоката.
my-status-disqualification-can-be-reviewed = Установа хоче забрати у вас деякі права. Ви можете не погодитися. Попросіть адвоката.
my-status-age-child = Вам менше 18 років.
my-status-age-presumed-child = Ми ставимося до вас як до особи, якій менше 18 років.
my-status-age-disputed = Неясно, скільки вам років. Доки це не з’ясовано, ми ставимося до вас як до особи, якій менше 18 років.
my-status-age-adult = Вам 18 років або більше.
my-status-proceedings-open =
    { $count ->
        [one] Є { $count } справа, в якій вас у чомусь звинувачують. Попросіть адвоката.
        [few] Є { $count } справи, в яких вас у чомусь звинувачують. Попросіть адвоката.
       *[many] Є { $count } справ, в яких вас у чомусь звинувачують. Попросіть адвоката.
    }
my-recorded = Що записано
my-since = З { $day } ми це зберігаємо.
my-kept-first = Ваша перша розмова з нами: день, якими мовами ви говорите, скільки вам років.
my-kept-questions =
    { $count ->
        [one] Про що вас питали і що ви сказали, { $count } раз.
        [few] Про що вас питали і що ви сказали, { $count } рази.
       *[many] Про що вас питали і що ви сказали, { $count } разів.
    }
my-kept-needs =
    { $count ->
        [one] Що вам потрібно: { $count } річ.
        [few] Що вам потрібно: { $count } речі.
       *[many] Що вам потрібно: { $count } речей.
    }
my-kept-risks = Що може бути для вас небезпечним.
my-kept-plan = План, який ви склали разом із нами.
my-kept-decisions =
    { $count ->
        [one] { $count } рішення.
        [few] { $count } рішення.
       *[many] { $count } рішень.
    }
my-kept-read = Ця сторінка не показує того, що ви нам розповіли. Це могли б побачити інші. Попросіть людину, яка з вами працює: ви можете прочитати це разом або отримати на папері.
my-times = Строки
my-times-none = Жоден строк зараз не йде.
my-times-help = Ви не згодні з рішенням? Попросіть нижче людину, яка стоїть на вашому боці. Зробіть це, доки строк не минув.
my-clock-challenge = Ваш час, щоб не погодитися з рішенням
my-clock-rest = Ваш час відпочити й подумати
my-clock-office = Установа має зробити свою частину
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
my-standing-not-needed = Дозволяє закон
my-stop = Зупинити це
my-stop-title = Зупинити це?
my-stop-now = Відтепер вони не зможуть відкрити нічого нового.
my-stop-law = Це дозволяє закон. Якщо ви проти, команда має це розглянути й відповісти вам. До того це може тривати.
my-stop-service = Місце або допомогу, про які там просили, також буде відкликано. Якщо ви там живете, спершу поговоріть із людиною, яка з вами працює.
my-stop-seen = Те, що вони вже бачили, забрати назад не можна.
my-stop-help = Допомогу ви й далі можете отримувати. Пізніше ви можете знову погодитися.
my-stop-yes = Так, зупинити
my-stop-no = Ні, назад
my-withdrawn = Зупинено
my-objected-title = Ми записали ваше «ні»
my-objected = Ми записали, що ви цього не хочете. Вам мають відповісти. До того це може тривати.
my-taken-back = Те, що там для вас просили або надіслали, відкликано.
my-read-before = Що вони бачили раніше
my-read-before-none = Вони нічого не бачили.
my-read-before-day = Останній перегляд: { $day }
my-back = Назад до моєї сторінки
my-looked = Хто дивився
my-looked-none = Ще ніхто не дивився.
my-looked-lead = Спершу останні перегляди. Ваших власних тут немає.
my-looked-times =
    { $count ->
        [one] { $day }
        [few] { $day }, { $count } рази
       *[many] { $day }, { $count } разів
    }
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
my-answer-by = Вам дадуть відповідь до { $day }.
my-answer-late = Три дні минули. Якщо вам ніхто не відповів, скажіть людині, яка з вами працює, або поскаржтеся нижче.
my-challenge = Не погодитися з рішенням
my-challenge-lead = Ви можете попросити, щоб рішення переглянули інші. Вони побачать вашу справу. Допомога тим часом триває.
my-challenge-none = Зараз немає рішення, з яким можна не погодитися. Можливо, вам про нього ще не сказали. Попросіть людину, яка стоятиме на вашому боці.
my-challenge-way = Хто має переглянути рішення?
my-way-ask-committee = Група фахівців розгляне його знову
my-way-reconsideration = Та сама установа розгляне його знову
my-way-appeal = Інша установа розгляне його знову
my-way-court = Рішення розгляне суд
my-challenge-because = Чому?
my-ground-new-evidence = Є щось, чого вони не знали
my-ground-guidance-not-followed = Вони не дотрималися правил
my-challenge-late = Ваш строк минув. Що сталося?
my-late-exceptional-circumstances = Мені завадило щось незвичайне
my-late-permission-of-the-court = Суд дозволив
my-challenge-words-hint = Можна нічого не писати. Коротко теж добре. Не пишіть, де ви зараз.
my-challenge-send = Попросити переглянути
my-challenged = Надіслано. Рішення переглянуть інші. Доки немає відповіді, у вас нічого не заберуть.
problem-status-no-ground = Виберіть причину. Закон вимагає одну з причин у списку.
problem-status-too-late = Строк минув. Виберіть, що сталося, якщо це є у списку, або попросіть адвоката.
problem-status-challenged-already = Це вже надіслано. Рішення вже переглядають.
problem-space-too-many = Тут уже забагато прохань. Зверніться до людини, яка з вами працює.
problem-idempotency-mismatch = Цю форму вже надіслано з іншими словами. Відкрийте сторінку ще раз.
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
clock-review-recovery = перегляд часу на відновлення й роздуми
clock-review-status = перегляд статусу
clock-review-of-disqualification = перегляд позбавлення захисту
clock-service = послуга
clock-service-decision = рішення про послуги
clock-status = статус
clock-status-decision = рішення про статус
