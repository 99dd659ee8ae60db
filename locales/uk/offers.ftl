### state: machine

nav-offers = Звернення
offers-title = Звернення до ваших служб
offers-asked = Чи є місце?
offers-asked-none = Зараз про місце ніхто не питає.
offers-asked-hint = Тут нікого не названо. Дайте відповідь «так» або «ні» вчасно, інакше запитають наступну службу.
offers-child = Дитина
offers-children-with =
    { $count ->
        [one] з { $count } дитиною
        [few] з { $count } дітьми
       *[many] з { $count } дітьми
    }
offers-step-free = потрібне приміщення без сходів
offers-say-room = Відповісти, чи є місце
offers-waiting = Направлення, які чекають на вашу відповідь
offers-waiting-none = Жодне направлення на вас не чекає.
offers-one = Направлення { $reference }
offers-places =
    { $count ->
        [one] { $count } місце
        [few] { $count } місця
       *[many] { $count } місць
    }
offers-by-telephone = Прийнято телефоном. Підтвердьте це тут.
offers-answer = Прочитати й відповісти
offers-others = Ті, на кого чекають, хто вже проживає і хто в списку очікування
offers-others-none = Нікого не очікують.
offers-open = Відкрити

enquiry-title = Чи є місце?
enquiry-for = Для кого
enquiry-child = Дитина без батьків
enquiry-adult = Доросла людина
enquiry-placement = Де жити
enquiry-children = Діти, які приїдуть разом
enquiry-languages = Мови
enquiry-mobility = Пересування
enquiry-mobility-yes = Потрібне приміщення без сходів
enquiry-mobility-no = Особливих потреб немає
enquiry-when = Коли
enquiry-answer-by = Відповісти до
enquiry-room = Чи є місце?
enquiry-room-hint = Відповідь «ні» ніколи не обертають проти вас.
enquiry-hold = Якщо так: на який час тримати місце?
enquiry-hold-hint = Після цього часу місце знову вільне.
enquiry-button = Надіслати відповідь

room-yes = Так, місце є
room-no = Ні, місця немає
hold-60 = 1 година
hold-120 = 2 години
hold-240 = 4 години
hold-720 = 12 годин
needed-tonight = цієї ночі
needed-later = пізніше

offer-asked-title = Направлення
offer-reply-by = Відповісти до { $when }.
offer-minimum = Що вам потрібно, щоб вирішити
offer-minimum-hint = Без імені, без історії. Більше відкриється, коли ви приймете направлення, у межах згоди людини.
offer-age = Вік
offer-health = Здоров’я на цю ніч
offer-health-none = Особливостей немає
offer-security = Потрібний захист
offer-needed-on = На який день
offer-handed-over = Що передано
offer-hand-over-later = Відкриється, коли ви приймете направлення.
offer-hand-over-none = Нічого не передано, або згода вже не діє.
offer-answer = Ваша відповідь
offer-telephone = Прийняли телефоном? Відправник це записує, а ви підтверджуєте тут. До того більше нічого не відкриється.
offer-say = Яка ваша відповідь?
offer-reason = Якщо відхиляєте: чому
offer-reason-hint = Щоб наступне направлення підійшло краще.
offer-answer-button = Надіслати відповідь

say-accept = Прийняти
say-confirm = Підтвердити сказане телефоном
say-waitlist = Додати до списку очікування
say-decline = Відхилити
say-arrived = Людина прибула
say-did-not-arrive = На людину чекали, але вона не прибула
say-completed = Проживання або послугу завершено
