### state: machine

nav-cases = Справи
cases-title = Справи вашого підрозділу
cases-filter = Відібрати у списку
cases-urgency = Терміновість
cases-any = Будь-яка
cases-children = Лише діти
cases-show = Показати
cases-none = У вашого підрозділу ще немає справ.
cases-none-fit = Жодна справа не підходить. Виберіть інші умови.
cases-count =
    { $count ->
        [one] { $count } справа
        [few] { $count } справи
       *[many] { $count } справ
    }
cases-reference = Номер
cases-recognition = Визнання
cases-support = Підтримка
cases-where = Місце перебування
cases-opened = Відкрито
cases-pages = Сторінки списку
cases-newer = Новіші справи
cases-older = Давніші справи

case-title = Справа
case-short = Справа { $reference }
case-child = Дитина
case-languages = Мови
case-met = Перша зустріч
case-stands = Стан справи
case-clocks = Строки
case-screenings = Опитування
case-no-screening = Опитування ще не записано. Питати може кожен, хто зустрів людину, щойно вона погодилася.
case-screening =
    { $signs ->
        [0] Поки що ознак не виявлено; поставлено запитань: { $asked } із { $of }. Двері залишаються відчиненими.
        [one] Виявлено { $signs } ознаку; поставлено запитань: { $asked } із { $of }.
        [few] Виявлено { $signs } ознаки; поставлено запитань: { $asked } із { $of }.
       *[many] Виявлено { $signs } ознак; поставлено запитань: { $asked } із { $of }.
    }
case-decisions = Рішення
case-no-decision = Рішення ще не записано. Його пише орган, який ухвалює рішення.
case-no-core = Основні відомості справи вам не відкрито.
case-more = Ще

timeline-title = Що відбулося
timeline-none = Ще нічого не записано.
timeline-refused = відмовлено
timeline-changed = Ці відомості не збігаються з журналом. Повідомте відповідальну особу з питань захисту даних.
timeline-next = Наступна сторінка

looks-title = Хто дивився
looks-lead = Тут записано кожен перегляд, зокрема ваш. Людина може прочитати той самий список.
looks-count =
    { $count ->
        [one] { $count } перегляд
        [few] { $count } перегляди
       *[many] { $count } переглядів
    }
looks-when = Коли
looks-who = Хто
looks-did = Під час якої дії
looks-opened = Що відкрито
looks-nothing = нічого

who-named = { $name }, { $unit }
who-role = { $role }, { $unit }
who-unit = Хтось із підрозділу { $unit }

status-whereabouts-known = Відомо, де перебуває людина.
status-whereabouts-away-by-arrangement = Людина відсутня за домовленістю.
status-whereabouts-left-by-choice = Людина пішла за власним вибором.
status-whereabouts-concern = Є занепокоєння, де перебуває людина.
status-whereabouts-missing = Людина зникла. Негайно дійте за протоколом зникнення.
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
case-safety = Безпека
case-no-risks = Ще ніхто не записав, що загрожує людині.
case-safe-ways =
    { $count ->
        [0] Жоден спосіб зв’язку з людиною не позначено як безпечний.
        [one] Безпечним позначено { $count } спосіб зв’язку з людиною.
        [few] Безпечними позначено { $count } способи зв’язку з людиною.
        [many] Безпечними позначено { $count } способів зв’язку з людиною.
       *[other] Безпечними позначено { $count } способу зв’язку з людиною.
    }
case-services = Послуги
case-no-service = Жодну службу ще не запитували. Запитує той, хто зустрів людину.
case-no-agreement = Зараз немає чинних згод людини.
case-agreed-until = до { $until }
case-agreements-more = Усі згоди
