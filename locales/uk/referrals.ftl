### state: machine

offer-title = Скласти направлення
offer-short = Направлення { $reference }
offer-lead = { $service }: там сказали, що місце є. Повідомте лише те, що служба має знати для першої ночі.
offer-band = Вікова група
offer-band-hint = Лише якщо вона відома.
offer-alerts = На першу ніч
offer-alerts-hint = Позначте лише те, про що людина погодилася повідомити.
offer-needed = З якого дня?
offer-whole-day = Вкажіть день, місяць і рік.
offer-hand-over = Що людина погодилася передати
offer-hand-over-hint = Це відкриється лише після того, як служба прийме направлення. Чого не треба, залиште порожнім.
offer-nothing-agreed = Людина не погодилася передати щось більше. На цю ніч цього досить.
offer-button = Перевірити
offer-check = Перевірте перед надсиланням
offer-check-lead = Отримувач: { $service }. Це надсилається на додаток до того, що було в запиті.
offer-not-given = Не вказано
offer-send = Надіслати направлення
offer-change = Змінити
offer-status-draft = складають
offer-status-sent = надіслано
offer-status-received = переглянуто
offer-status-accepted = прийнято
offer-status-waitlisted = у списку очікування
offer-status-declined = відхилено
offer-status-in-service = людина вже там
offer-status-completed = завершено
offer-status-did-not-arrive = людина не прибула
offer-status-person-declined = людина вирішила інакше
offer-status-withdrawn = відкликано
offer-status-expired = вчасної відповіді не було
alert-urgent-care = Негайно потрібен лікар
alert-regular-medication = Ліки у визначений час
alert-pregnancy = Вагітність
alert-allergy = Алергія
alert-infection = Обережність щодо інфекції
alert-disability = Підтримка при інвалідності
alert-not-alone = Не можна залишати на самоті

stand-title = Направлення
stand-wait = Служба має відповісти до { $by }. Тоді ви отримаєте завдання.
stand-silence = Якщо відповіді не буде, направлення припиниться, а його вміст видалять. Тоді запитайте наступну службу.
stand-then-draft = Його ще не надіслано.
stand-then-waitlisted = Людина чекає на місце. Тим часом шукайте інше.
stand-then-accepted = Домовтеся, як людина туди дістанеться з тим, кому вона довіряє.
stand-then-in-service = Людина вже там. Далі працює служба.
stand-then-did-not-arrive = Людину треба шукати зараз. Це тривога, а не кінець.
stand-then-declined = Запитайте наступну службу. Та, що відхилила, більше нічого не може прочитати.
stand-then-completed = Послугу завершено.
stand-then-person-declined = Людина має на це право. Запитайте, чого вона хоче натомість.
stand-then-withdrawn = Його відкликано. Служба більше нічого не може прочитати.
stand-then-expired = Ніхто не відповів. Запитайте наступну службу.
stand-then-sent = Служба його ще не переглянула.
stand-then-received = Служба його переглянула.
stand-write = Записати, що сталося
stand-say = Що сталося?
stand-say-heard = Служба сказала «так» телефоном
stand-say-person-declines = Людина вирішила інакше
stand-say-withdraw = Відкликати направлення
stand-heard = Хто сказав «так»?
stand-heard-hint = Лише для відповіді «так» телефоном. Це залишається у справі.
stand-button = Записати
problem-referral-offered-before = Після цієї відповіді «так» направлення вже зроблено.
problem-referral-no-yes = Місце більше не тримають. Запитайте ще раз.

letter-title = Направлення
letter-to = Кому:
letter-from = Від кого:
letter-asks =
    { $places ->
        [one] Просимо надати: { $need }, { $places } місце.
        [few] Просимо надати: { $need }, { $places } місця.
       *[many] Просимо надати: { $need }, { $places } місць.
    }
letter-rest = Усе інше — у запечатаному направленні за цим номером. Щоб прочитати його, увійдіть.
letter-keep = Зберігайте цей лист окремо від людини. У ньому нікого не названо.
letter-print = Надрукуйте цю сторінку. Код містить лише номер і більше нічого.
