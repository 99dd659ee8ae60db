### state: machine

# Словник: одне поняття, одне слово.
# person — людина (на сторінках) / особа (у статусі); victim — особа, яка постраждала від торгівлі людьми;
# presumed victim — імовірна потерпіла особа; presumption — попереднє визнання; identified — визнано потерпілою особою;
# recognition — визнання; reasonable grounds — обґрунтовані підстави; conclusive grounds — переконливі підстави;
# recovery and reflection period — період відновлення та роздумів; competent authority — орган (особа), який ухвалює рішення;
# first responder — особа, яка першою реагує; case — справа; case manager — кейс-менеджер; unit — підрозділ;
# office — установа; body, authority — орган; authority for children — служба у справах дітей; guardian — опікун;
# advocate — правозахисник (на сторінках людини: той, хто стоїть на її боці); lawyer — адвокат; agreement — згода; withdraw — відкликати; purpose — мета;
# recipient — отримувач; disclosure — розкриття; service — служба (хто надає) / послуга (що надають); need — потреба;
# gap — нестача; enquiry — запит (про місце); offer, referral — направлення; place — місце; shelter — притулок;
# stay — проживання; screening — опитування; sign — ознака; risk — ризик; time limit, clock — строк; task — завдання;
# refusal — відмова; challenge — оскарження; disqualification — позбавлення захисту; non-punishment — непокарання;
# notice — повідомлення; missing protocol — протокол зникнення; overlay — кризові правила; shift — зміна;
# journal — журнал; look — перегляд; access — доступ; data-protection officer — відповідальна особа з питань захисту даних.

## What was done, as the journal calls it

action-accounts-manage = Облікові записи, підрозділи й хто до них належить
action-account-enrol = Встановлення пароля й другого чинника за одноразовим посиланням
action-account-reset = Відновлення облікового запису з новим одноразовим посиланням
action-account-close = Закриває обліковий запис того, хто пішов
action-session-begin = Вхід
action-session-end = Вихід
action-draft-keep = Збереження набраного
action-draft-open = Відкриття набраного
action-draft-drop = Видалення набраного
action-tick = Строк настав
action-overlay-on = Увімкнення кризових правил
action-overlay-off = Вимкнення кризових правил
action-surge-simulate = Моделює наплив людей
action-unit-renew-key = Замінює ключ підрозділу новим
action-unit-opened-by = Читає, що відкривав той, хто пішов
action-unit-admit = Допуск колеги, який чекав на ключ підрозділу
action-queue-read = Перегляд черг країни в числах
action-oversight-read = Перегляд того, що контролює захист даних
action-unit-key = Створення пари ключів підрозділу
action-device-enrol = Реєстрація пристрою, що приймає записи без нагляду
action-intake-submit = Передача запечатаного запису із зареєстрованого пристрою
action-contact-record = Запис першого контакту
action-case-list = Перегляд списку справ підрозділу
action-task-work = Перегляд і виконання завдань підрозділу
action-shift-hand-over = Передача всіх відкритих завдань зміни названим колегам
action-directory-search = Пошук у зашифрованому каталозі підрозділу
action-intake-open = Відкриття запису з пристрою
action-service-manage = Ведення послуги та її місць
action-service-list = Перегляд служб країни
action-interpreter-offer = Запис мов, якими перекладають
action-enquiry-answer = Перегляд запитів до власних служб і відповіді на них
action-offer-read = Перегляд направлень до підрозділу й того, що в них показано
action-offer-answer = Відповідь на направлення
action-case-read = Відкриття справи
action-timeline-read = Перегляд подій у справі
action-access-log-read = Перегляд того, хто дивився
action-told-before-record = Людині пояснено, хто питає і чому
action-screening-record = Запис опитування
action-recognition-raise = Порушення питання про визнання
action-recognition-send = Передача справи на рішення
action-recognition-presume = Визнання ймовірною потерпілою особою
action-recognition-stop = Зупинення або відновлення визнання за бажанням людини
action-child-start = Початок шляху для дитини: спершу служба у справах дітей і терміновий опікун
action-evidence-ask = Запит доказів, яких бракує, зі строком
action-time-give = Продовження строку
action-decision-make = Робота над рішенням
action-refusal-tell = Повідомлення про відмову
action-challenge-bring = Подання оскарження
action-disqualification-write = Запис, перегляд або скасування позбавлення захисту
action-whereabouts-write = Запис, де перебуває людина
action-age-write = Запис того, що відомо про вік людини
action-support-write = Надання підтримки або її зміна
action-agreement-give = Запис згоди
action-agreement-withdraw = Відкликання згоди
action-refusal-record = Запис відмови людини від допомоги
action-needs-assess = Оцінка потреб
action-risks-assess = Оцінка ризиків
action-service-match = Пошук служб
action-enquiry-ask = Запит до служби, чи є місце
action-referral-make = Складання або зміна направлення
action-interpreter-book = Замовлення перекладача
action-plan-write = Складання плану
action-offence-record = Запис можливого правопорушення для перевірки щодо непокарання
action-notice-sign = Підписання повідомлення
action-notice-by-law = Надсилання повідомлення, до якого зобов’язує закон
action-notice-read = Перегляд повідомлення
action-contact-safety-write = Запис, як безпечно зв’язатися з людиною
action-danger-write = Запис до списку небезпек
action-note-write = Запис нотатки
action-access-give = Надання доступу
action-access-end = Припинення доступу
action-notice-list = Перегляд списку повідомлень
action-disclosure-by-law = Подання повідомлення, якого вимагає закон
action-statistics-object = Запис заперечення людини проти врахування у статистиці

## Roles

role-fr-police = Поліція
role-fr-border = Прикордонна служба
role-fr-asylum = Служба з питань міжнародного захисту
role-fr-reception = Центр прийому
role-fr-labour-inspector = Інспекція праці
role-fr-health = Медична служба
role-fr-social = Соціальна служба
role-fr-school = Школа
role-fr-ngo = Громадська організація: робота на вулиці
role-fr-union = Профспілка
role-fr-hotline = Гаряча лінія
role-fr-consular = Консульська служба
role-fr-military-mission = Військова або миротворча місія
role-fr-transport = Перевізник
role-competent-authority = Особа, яка ухвалює рішення
role-case-manager = Кейс-менеджер
role-guardian = Опікун дитини
role-shelter = Притулок
role-service-provider = Надавач послуг
role-police-investigator = Слідчий поліції
role-prosecutor = Прокурор
role-financial-investigator = Фінансовий слідчий
role-interpreter = Перекладач
role-advocate = Правозахисник
role-lawyer = Адвокат
role-child-protection = Служба у справах дітей
role-panel-member = Член комісії
role-on-call = Черговий працівник
role-migration-authority = Міграційна служба (лише дозволи)
role-linkage-office = Визначена установа для звірення списків
role-dpo = Відповідальна особа з питань захисту даних
role-nrm-coordinator = Національний координатор
role-national-rapporteur = Незалежний національний доповідач
role-analyst = Аналітик знеособлених таблиць
role-survivor-council = Член ради постраждалих осіб
role-focal-point = Контактна особа для зв’язку між країнами
role-trainer = Керівник навчань
role-trainee = Учасник навчань
role-survivor = Людина, якої стосується справа
role-sysadmin = Адміністратор

## setting

setting-border-land = Сухопутний кордон
setting-border-air = Аеропорт
setting-border-sea = Морський кордон
setting-registration-reception = Центр реєстрації або прийому
setting-asylum-interview = Співбесіда щодо міжнародного захисту
setting-transit-hub = Вокзал або пересадковий вузол
setting-detention-immigration = Міграційне затримання
setting-police-custody = Тримання під вартою в поліції
setting-prison = В’язниця
setting-court = Суд
setting-labour-inspection = Перевірка місця праці
setting-hospital-ed = Відділення невідкладної допомоги
setting-clinic = Поліклініка
setting-sexual-health = Служба сексуального здоров’я
setting-school = Школа
setting-child-protection = Служба захисту дітей
setting-street-outreach = Робота на вулиці
setting-online-outreach = Робота в інтернеті
setting-hotline = Гаряча лінія
setting-ngo-dropin = Відкритий прийом громадської організації
setting-shelter-other = Притулок для інших людей у скруті
setting-embassy = Посольство або консульство
setting-bank-fiu = Банк або фінансова розвідка
setting-transport-carrier = Перевізник
setting-faith-community = Релігійна громада
setting-trade-union = Профспілка
setting-self = Людина звернулася сама
setting-peacekeeping = Миротворча місія

## compartment

compartment-core = основні відомості справи
compartment-contact-safety = як безпечно зв’язатися з людиною
compartment-narrative = розповідь
compartment-health = здоров’я
compartment-legal-privileged = розмови з адвокатом
compartment-shelter-location = місце притулку
compartment-police = поліція
compartment-survivor-private = власні записи людини
compartment-danger-list = список небезпек
compartment-attachments = документи

## urgency

urgency-danger-now = Небезпека зараз
urgency-urgent = Терміново
urgency-routine = Звичайно

## recognition

recognition-none = Питання не порушено
recognition-raised = Питання порушено
recognition-sent = Надіслано на рішення
recognition-presumed = Імовірна потерпіла особа
recognition-presumption-refused = У попередньому визнанні відмовлено
recognition-identified = Визнано потерпілою особою
recognition-not-recognised = Не визнано
recognition-stopped-by-person = Зупинено людиною

## support

support-none = Підтримки ще немає
support-emergency = Термінова підтримка
support-open = Підтримку розпочато
support-plan = План погоджено
support-moving-on = Перехід до самостійного життя
support-ended = Підтримка завершилася

## whereabouts

whereabouts-known = Відомо
whereabouts-away-by-arrangement = Відсутність за домовленістю
whereabouts-left-by-choice = Власний вибір піти
whereabouts-concern = Занепокоєння
whereabouts-missing = Зникнення
whereabouts-detained = Затримання
whereabouts-abroad = За кордоном
whereabouts-died = Смерть

## answer

answer-yes = Так
answer-no = Ні
answer-send-back = Повернуто для збору доказів

## who

who-person = Людина, яка тут більше не працює
who-device = Пристрій підрозділу
who-operator = Оператор сервера
who-system = Система
who-nobody = Хтось без входу

## service-type

service-type-emergency-safety = Негайна безпека
service-type-accommodation-emergency = Термінове житло
service-type-accommodation-transition = Перехідне житло
service-type-accommodation-long = Довгострокове житло
service-type-accommodation-child = Житло для дітей
service-type-food-clothing = Їжа й одяг
service-type-cash = Гроші на прожиття
service-type-medical-urgent = Невідкладна медична допомога
service-type-medical-general = Загальна медична допомога
service-type-sexual-reproductive-health = Сексуальне та репродуктивне здоров’я
service-type-mental-health = Допомога з психічним здоров’ям
service-type-substance-treatment = Лікування залежності
service-type-dental = Стоматологічна допомога
service-type-disability-support = Підтримка при інвалідності
service-type-psychosocial = Психосоціальна підтримка
service-type-crisis-counselling = Кризове консультування
service-type-interpretation = Усний переклад
service-type-legal-immigration = Правова допомога: перебування в країні
service-type-legal-criminal-defence = Правова допомога: захист у кримінальній справі
service-type-legal-victim-rights = Правова допомога: права потерпілих
service-type-legal-labour-claim = Правова допомога: трудові вимоги
service-type-compensation = Відшкодування
service-type-guardian = Опікун
service-type-bia-bid = Оцінка або визначення найкращих інтересів дитини
service-type-family-tracing = Пошук родини
service-type-family-contact = Зв’язок із родиною після перевірки
service-type-childcare = Догляд за дітьми
service-type-education-child = Навчання дитини
service-type-language-course = Мовні курси
service-type-vocational = Професійне навчання
service-type-employment = Працевлаштування
service-type-documents-id = Документи, що посвідчують особу
service-type-residence-permit = Дозвіл на проживання
service-type-asylum = Міжнародний захист (притулок)
service-type-tattoo-removal = Видалення татуювань-міток
service-type-digital-safety = Цифрова безпека
service-type-witness-protection = Захист свідків
service-type-return-assistance = Допомога в безпечному й добровільному поверненні
service-type-reintegration = Реінтеграція
service-type-peer-support = Підтримка за принципом «рівний — рівному»
service-type-spiritual = Духовна підтримка
service-type-transport = Транспорт
service-type-other = Інше

## placement

placement-with-women = Серед жінок, а для дитини — серед дівчат
placement-with-men = Серед чоловіків, а для дитини — серед хлопців
placement-either = Серед жінок або чоловіків, де є місце

## age-band

age-band-0-8 = від 0 до 8 років
age-band-9-12 = від 9 до 12 років
age-band-13-15 = від 13 до 15 років
age-band-16-17 = 16 або 17 років
age-band-18-20 = від 18 до 20 років
age-band-21-23 = від 21 до 23 років
age-band-24-26 = від 24 до 26 років
age-band-27-29 = від 27 до 29 років
age-band-30-38 = від 30 до 38 років
age-band-39-47 = від 39 до 47 років
age-band-48-plus = 48 років або більше
age-band-child = Дитина, точніший вік невідомий
age-band-adult = Доросла людина, точніший вік невідомий
age-band-unknown = Невідомо: ставимося як до дитини

## health-alert

health-alert-urgent-care = Негайно потрібен лікар
health-alert-regular-medication = Потрібні ліки у визначений час
health-alert-pregnancy = Вагітність
health-alert-allergy = Алергія
health-alert-infection = Запобіжні заходи проти інфекції
health-alert-disability = Потрібна підтримка при інвалідності
health-alert-not-alone = Не можна залишати на самоті

## security-level

security-level-open = Відкритий дім
security-level-protected = Контроль на вході, адресу не публікують
security-level-high = Таємна адреса, охорона

## referral

referral-draft = Складають
referral-sent = Надіслано; ще не переглянуто
referral-received = Переглянуто; відповіді ще немає
referral-accepted = Прийнято
referral-waitlisted = У списку очікування
referral-declined = Відхилено
referral-in-service = Людина вже там
referral-completed = Завершено
referral-did-not-arrive = Людина не прибула: це тривога, а не кінець
referral-person-declined = Людина вирішила інакше
referral-withdrawn = Відкликано відправником або разом зі згодою
referral-expired = Вчасної відповіді не було

## decline-reason

decline-reason-no-capacity = Немає місця
decline-reason-not-suitable = Не підходить
decline-reason-security = Безпека
decline-reason-eligibility = Не відповідає правилам прийому
decline-reason-other = Інше

## category

category-minimum-dataset = Що служба має знати, щоб підготувати місце
category-identity = Ім’я, дата народження, документи
category-contact = Як безпечно зв’язатися з людиною
category-needs = Потреби й ризики
category-narrative = Що сталося
category-health = Здоров’я
category-legal = Правові питання, крім адвокатської таємниці
category-status = На якому етапі визнання
category-photographs = Фотографії та записи
category-plan = План підтримки
