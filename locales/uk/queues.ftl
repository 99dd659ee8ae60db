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
queues-in-time = Вчасно
queues-limit-row = { $running } вчасно, { $over } минули
queues-taken = Зайняті
queues-free-of = вільно { $free } з { $places }
queues-region = Регіон
queues-gaps-count = Разів
queues-day = День
queues-over-time = Місця з часом
queues-over-time-hint = Усі служби разом. Підрахунок діє, доки служба не порахує знову.
queues-kinds = Місця з часом за видом допомоги
queues-kinds-hint = Верхня лінія — усі місця, заповнена частина — вільні. Кожен малюнок має власну шкалу.
queues-least = найменше { $least }
queues-fewest = Найменше вільних
queues-most = Найбільше вільних
queues-flow = Від запиту до прибуття
queues-flow-hint = Кожен випадок враховано там, де він є зараз. Числа, менші за { $few }, не показують; більші округлюють до п’яти.
queues-flow-none = За цей час про місце нікого не питали.
queues-flow-step = Крок
queues-flow-count = Кількість
queues-flow-end = { $what }: { $count }
queues-flow-asked = Запитано
queues-flow-room = Місце було
queues-flow-offered = Запропоновано
queues-flow-accepted = Прийнято
queues-flow-arrived = Прибули
queues-flow-no-room = місця немає
queues-flow-silence = без відповіді вчасно
queues-flow-taken-back = запит відкликано
queues-flow-declined = служба відмовила
queues-flow-expired = на пропозицію вчасно не відповіли
queues-flow-withdrawn = пропозицію відкликано
queues-flow-person-declined = людина вирішила інакше
queues-flow-did-not-arrive = людина не прибула
