### state: machine

nav-devices = Телефони
devices-title = Телефони
devices-lead = Телефон із кодом передає запечатані записи й нічого більше не може. Вхід — за адресою /screen/ на цьому сайті.
devices-new = Створити код для телефону
devices-code = Код, показується один раз:
devices-code-how = Відкрийте /screen/ на телефоні й вставте код або зчитайте зображення камерою. Потім закрийте сторінку.
devices-enrolled = Телефони підрозділу
devices-none = Жоден телефон не має коду.
devices-by = Створив(-ла)
devices-since = Відколи
devices-until = Діє до
devices-over = Завершено { $when }
devices-end = Завершити
devices-end-title = Завершити код телефону?
devices-end-lead = Відтепер телефон не може передавати. Передане лишається. Те, що чекає на ньому, піде лише з новим кодом.
handed-in-title = Передано з телефонів
handed-in-lead = Запечатані записи. Відкрийте: ознаки зважать знову й почнеться справа.
handed-in-none = Нічого не чекає.
handed-in-open = Відкрити
handed-in-hour = Надійшло { $when }
handed-in-damaged = Не вдалося відкрити. Лишається, щоб хтось розібрався.
