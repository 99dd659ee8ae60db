### state: machine

nav-health = Стан сервера
health-title = Як працює сервер
health-well = Усе гаразд.
health-ill =
    { $count ->
        [one] { $count } річ потребує вашої уваги.
        [few] { $count } речі потребують вашої уваги.
       *[many] { $count } речей потребують вашої уваги.
    }
health-is-well = Гаразд
health-not-well = Зверніть увагу
health-database = База даних
health-stamp = Для чого ця база даних
health-shred-store = Сховище ключів знищення
health-journal = Журнал
health-numbering = Записи журналу, які надто довго чекають на своє місце
health-clock = Годинник
health-without-key = Підрозділи без ключа
health-single-holder = Підрозділи, ключ яких має лише одна людина
health-kind-live = Справжні справи
health-kind-demo = Демонстрація, усі люди вигадані
health-kind-exercise = Навчання
health-kind-none = Ще нічого
health-entries = Записів: { $entries }; новіших за останній підпис: { $unsigned }
health-no-unit = Немає
health-more = Докладніше на сервері покаже команда
mend-database = Запустіть базу даних знову.
mend-stamp = Виконайте команду havenward init.
mend-shred-store = Запустіть другу базу даних знову. Без неї жодна справа не відкриється.
mend-journal = Ніхто не підписує журнал. Перезапустіть сервер, а потім перевірте журнал.
mend-clock = Установіть годинник і ввімкніть синхронізацію часу.
mend-without-key = Цим підрозділам нічого не можна передати. Спершу хтось із підрозділу має увійти.
mend-single-holder = Якщо ця людина втратить доступ, справи підрозділу буде втрачено. Запросіть другого колегу.
