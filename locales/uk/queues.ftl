### state: machine

nav-queues = Черги
queues-title = Черги країни
queues-lead = Числа станом на { $when }. За ними тут немає ні імен, ні справ.
queues-waiting =
    { $count ->
        [one] справа чекає на наступний крок
        [few] справи чекають на наступний крок
       *[many] справ чекає на наступний крок
    }
queues-over =
    { $count ->
        [one] строк минув
        [few] строки минули
       *[many] строків минуло
    }
queues-enquiries =
    { $count ->
        [one] запит без відповіді
        [few] запити без відповіді
       *[many] запитів без відповіді
    }
queues-offers =
    { $count ->
        [one] направлення без відповіді
        [few] направлення без відповіді
       *[many] направлень без відповіді
    }
queues-waitlisted =
    { $count ->
        [one] людина у списку очікування
        [few] людини у списках очікування
       *[many] людей у списках очікування
    }
queues-not-arrived =
    { $count ->
        [one] людина не прибула
        [few] людини не прибули
       *[many] людей не прибуло
    }
queues-ages = Скільки чекають
queues-ages-none = Ніхто не чекає.
queues-ages-hint = Час від останнього кроку визнання.
queues-where = Етап
queues-band-first = менше ніж { $to } днів
queues-band = { $from }–{ $to } днів
queues-band-last = понад { $from } днів
queues-all = Усі
queues-room = Хто чекає на місце
queues-room-none = Ніхто не чекає на місце.
queues-room-hint = Справи, для яких жодна служба не мала місця, за тривалістю очікування.
queues-limits = Строки
queues-limits-none = Жоден строк не йде.
queues-limit = Строк
queues-running = Ідуть
queues-late = Минули
queues-rooms = Місця й очікування
queues-rooms-none = Служб у списку ще немає.
queues-rooms-hint = Одна служба може надавати кілька видів допомоги, її враховано в кожному.
queues-beds =
    { $count ->
        [one] Разом { $count } вільне ліжко, з урахуванням кожного виду.
        [few] Разом { $count } вільні ліжка, з урахуванням кожного виду.
       *[many] Разом { $count } вільних ліжок, з урахуванням кожного виду.
    }
queues-help = Вид допомоги
queues-services = Служби
queues-places = Місця
queues-free = Вільні
queues-wait = Днів очікування
queues-days =
    { $to ->
        [0] немає
       *[other] { $from }–{ $to }
    }
queues-stale = Давні підрахунки
queues-gaps = Чого ніхто не зміг надати
queues-gaps-none = Жодної нестачі ще не записано. Їх показують групами, щоб жодну не можна було впізнати.
queues-gaps-hint = Потреби за регіонами. Числа, менші за { $few }, не показують; більші округлюють до п’яти.
queues-few = менше ніж { $few }
