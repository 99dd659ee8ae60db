### state: machine

nav-oversight = Подробиці журналу
nav-shares = Передане
nav-retention = До видалення
nav-journal = Журнал
oversight-title = Згоди, доступи й розкриття відомостей
oversight-lead = Ви читаєте, на що погодилися і що передано в будь-якій справі, але не самі справи. Цей перегляд теж записано в журналі.
oversight-filter = Відібрати у списку
oversight-kind = Вид
oversight-all = Усі
oversight-kind-agreements = Згоди та їх відкликання
oversight-kind-accesses = Надані доступи
oversight-kind-disclosures = Розкриття відомостей за законом
oversight-none = Нічого такого не записано.
oversight-purpose = Мета
oversight-basis = Підстава
oversight-erased = Справу видалено, а з нею і ці відомості.
detail-recipients = Для кого
detail-agreed = Погоджено
detail-refused = Відмовлено
detail-compartments = Частини
detail-until = До
detail-law = Закон
detail-purpose = Мета

shares-title = Що кому передано
shares-lead = Направлення до служб і те, що зараз можуть відкрити не лише власники справ. Цей перегляд записано в журналі.
shares-none = Нічого не передано.
shares-count =
    { $count ->
        [one] { $count } передача
        [few] { $count } передачі
       *[many] { $count } передач
    }
shares-from-to = Від: { $from }. Кому: { $to }
shares-from-name = Від: { $from }. Кому: людині, названій поіменно
shares-rests = Підстава
shares-until = до { $day }
shares-before = Ті, що закінчуються пізніше
shares-after = Ті, що закінчуються раніше
shares-agreement = згода людини
shares-referral = Направлення до служби
shares-there = можна прочитати
shares-gone = прочитати вже не можна
shares-open = можна відкрити

retention-title = До видалення
retention-lead = У цих справах нічого не відбувається довше, ніж країна їх зберігає. Само нічого не зникає: перегляньте кожну разом з її власником.
retention-none = Видаляти нічого не треба.
retention-count =
    { $count ->
        [one] Час вирішити про { $count } справу
        [few] Час вирішити про { $count } справи
       *[many] Час вирішити про { $count } справ
    }
retention-kind = Вид
retention-owner = Власник
retention-since = Без змін з
retention-periods = Скільки що зберігають
kept-contact-only = Контакт без справи
kept-case = Справа
kept-journal = Журнал
period-hours =
    { $amount ->
        [one] { $amount } година
        [few] { $amount } години
       *[many] { $amount } годин
    }
period-days =
    { $amount ->
        [one] { $amount } день
        [few] { $amount } дні
       *[many] { $amount } днів
    }
period-working-days =
    { $amount ->
        [one] { $amount } робочий день
        [few] { $amount } робочі дні
       *[many] { $amount } робочих днів
    }
period-months =
    { $amount ->
        [one] { $amount } місяць
        [few] { $amount } місяці
       *[many] { $amount } місяців
    }
period-years =
    { $amount ->
        [one] { $amount } рік
        [few] { $amount } роки
       *[many] { $amount } років
    }

journal-title = Чи журнал цілий?
journal-lead = Кожна дія залишає запис, який ніхто не може змінити непомітно. Тут видно, чи це справді так.
journal-entries =
    { $count ->
        [one] запис
        [few] записи
       *[many] записів
    }
journal-unsigned = новіших за останній підпис
journal-holds = Останній підпис дійсний.
journal-signed = Його поставлено { $when }.
journal-does-not-hold = Останній підпис недійсний. Зупиніть роботу й зателефонуйте адміністратору.
journal-verified = Прочитано від першого запису
journal-well = Усе гаразд. Правильних записів: { $entries }; дійсних підписів: { $checkpoints }.
journal-ill =
    { $count ->
        [one] Виявлено { $count } помилку. Зупиніть роботу й зателефонуйте адміністратору.
        [few] Виявлено { $count } помилки. Зупиніть роботу й зателефонуйте адміністратору.
       *[many] Виявлено { $count } помилок. Зупиніть роботу й зателефонуйте адміністратору.
    }
journal-root = Печатка всіх записів:
journal-verify = Перечитати все зараз
journal-too-long = Журнал задовгий для сторінки. Попросіть адміністратора виконати команду
