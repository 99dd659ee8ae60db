### state: machine

nav-today = Сьогодні
today-title = Сьогодні
today-overdue =
    { $count ->
        [one] завдання прострочено
        [few] завдання прострочено
       *[many] завдань прострочено
    }
today-open =
    { $count ->
        [one] завдання відкрите
        [few] завдання відкриті
       *[many] завдань відкрито
    }
today-cases =
    { $count ->
        [one] справа вашого підрозділу
        [few] справи вашого підрозділу
       *[many] справ вашого підрозділу
    }
today-without =
    { $count ->
        [one] справа без наступного кроку
        [few] справи без наступного кроку
       *[many] справ без наступного кроку
    }
today-note = Нотатка й наступний крок
today-clocks = Строки
today-clocks-hint = Повна смуга означає { $days } днів або більше.
today-tasks = Завдання
today-none = На сьогодні нічого немає.
today-no-tasks = Ваша роль не має тут завдань.
today-figures = Показники
today-figures-more = Показники, які можна оприлюднити, роблять командами, з файлів і поза цими сторінками. Те, що могло б указати на людину, там приховано.
today-read = Що ви можете прочитати
today-done = Зроблено
today-pages = Сторінки завдань
today-before = Попередні завдання
today-next = Інші завдання
task-done-title = Завдання виконано?
task-done-lead = Воно зникне зі списку вашого підрозділу. У справі залишиться запис про нього.
task-done-button = Так, виконано

task-add-own-goal = Додати власну ціль людини
task-advance-notice-turning-18 = Підготуватися до 18-річчя
task-answer-enquiry = Відповісти, чи є місце
task-answer-offer = Відповісти на направлення
task-ask-agreement-again = Знову попросити згоду людини
task-call = Зателефонувати зараз: { $which }
task-clock-due = Строк минув: { $which }
task-clock-soon = Строк скоро мине: { $which }
task-confirm-acceptance = Підтвердити прийняте телефоном
task-enquiry-expired = На запит не було відповіді
task-offer-expired = На направлення не було відповіді
task-open-concern = Відкрити тривогу, про яку повідомила служба
task-open-intake = Відкрити передане з пристрою: { $which }
open-intake-danger-now = небезпека зараз
open-intake-urgent = терміново
open-intake-routine = не терміново
task-look-at-age = Розглянути питання віку й подальші кроки
task-overdue = Прострочено: { $which }
task-agree-safe-recontact = Домовитися, як безпечно зустрітися знову
task-non-punishment-found-late = Розглянути звинувачення, яке виявили пізно
task-plan-review = Переглянути план
task-presume-or-send = Визнати попередньо або передати органу, який вирішує
task-print-notice = Надрукувати повідомлення
task-read-notice = Прочитати повідомлення
task-review-needs = Переглянути потреби
task-review-risks = Переглянути ризики
task-propose-next = Запропонувати наступне місце
task-tell-when-safe = Щойно це буде безпечно, сказати людині, що передано без її згоди
task-tell-before = Пояснити людині, що буде з її відповідями

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
clock-recovery = період відновлення та роздумів
clock-review-of-disqualification = перегляд позбавлення захисту
clock-review-recovery = перегляд періоду відновлення та роздумів
clock-review-status = перегляд статусу
clock-service = послуга
clock-service-decision = рішення про послуги
clock-status = статус
clock-status-decision = рішення про статус

task-tell-person-or-representative = Повідомити людину або представника дитини зрозумілою мовою
task-tell-advocate = Повідомити правозахисника
task-tell-deciding-body = Повідомити орган, який ухвалює рішення
task-list-missing-evidence = Скласти перелік доказів, яких бракує
task-start-challenge-clock = Почати строк оскарження від дня, коли про відмову повідомлено
task-start-decision-clock = Почати строк органу, який ухвалює рішення
task-start-reflection = Почати період відновлення та роздумів
task-switch-entitlements-on = Увімкнути права на допомогу
task-check-non-punishment = Перевірити принцип непокарання перед наступним кроком
task-draft-non-punishment-notice = Скласти повідомлення про непокарання, яке людина надішле разом зі своїм адвокатом
task-call-child-protection = Зателефонувати до служби у справах дітей
task-ask-emergency-guardian = Попросити термінового опікуна
task-missing-protocol = Негайно почати діяти за протоколом зникнення
task-call-child-duty-officer = Зараз зателефонувати черговому у справах дітей
task-steps-agreed-at-intake = Зробити кроки, погоджені на початку, і лише їх
task-close-guardians-view = Закрити опікунові доступ до справи
task-review-plan-placement-and-letters = Переглянути план, розміщення й листи
task-find-interpreter = Знайти перекладача
task-look-for-service = Шукати службу
task-make-new-keys = Створити нові ключі
task-next-step = Наступний крок: { $which }
task-immediate-steps = Дійте зараз: негайний ризик. Кроки записані у справі
task-make-safe-now = Убезпечити людину зараз
task-offer-help-again = Знову запропонувати допомогу
