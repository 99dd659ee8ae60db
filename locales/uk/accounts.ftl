### state: machine

nav-accounts = Облікові записи
nav-units = Підрозділи
accounts-title = Облікові записи
accounts-lead = Хто може увійти, де і в якій ролі. Хто тримає ключ підрозділу, вирішують його власні люди.
accounts-new = Новий обліковий запис
accounts-count =
    { $count ->
        [one] { $count } обліковий запис
        [few] { $count } облікові записи
       *[many] { $count } облікових записів
    }
accounts-login = Логін
accounts-name = Ім’я
accounts-unit = Підрозділ
accounts-role = Роль
accounts-stands = Стан
account-open = Відкрито
account-invited = Ще не налаштовано
account-closed = Закрито
account-title = Новий обліковий запис
account-login = Логін
account-login-hint = Що людина вводить, щоб увійти.
account-name = Ім’я колеги
account-unit = Підрозділ
account-role = Роль
account-role-hint = Від ролі залежить, що можна робити з цим обліковим записом. Двох ролей не має ніхто.
account-button = Створити обліковий запис
account-made = Обліковий запис створено.
account-link = Передайте цей код людині особисто. Він діє один раз, протягом 72 годин, і більше не з’явиться.
account-link-gone = Код уже показано. Вдруге він не з’явиться.
account-another = Створити ще один обліковий запис
units-title = Підрозділи
units-none = Підрозділів ще немає.
units-new = Новий підрозділ
units-count =
    { $count ->
        [one] { $count } підрозділ
        [few] { $count } підрозділи
       *[many] { $count } підрозділів
    }
units-name = Назва
units-body = Вид органу
units-members = Учасники
units-key = Ключ
units-keyed = створено
units-not-keyed = ще не створено
unit-title = Новий підрозділ
unit-name = Назва підрозділу
unit-name-hint = Її можуть прочитати всі, хто направляє людей. Ніколи не пишіть таємної адреси.
unit-body = Вид органу
unit-body-hint = Код із правил країни, наприклад police або ngo.
unit-button = Створити підрозділ
units-body-unknown = У правилах вашої країни немає такого виду. Напишіть так, як у них, наприклад police або ngo.
