### state: machine

frame-name = Справи
frame-skip = Перейти до основного вмісту
frame-invented = Усі люди тут вигадані.
frame-invented-more = Жодна особа, установа чи служба на цьому сервері не справжня. Ніколи не вводьте справжню справу.
frame-navigation = Основні сторінки
frame-sign-out = Вийти
frame-language = Мова
frame-unchecked = Ці сторінки переклала машина. Носій мови ще не перевірив слова.
frame-demo = Змінити роль або перевести годинник
frame-foot = Справу відкривають лише ті, хто над нею працює, і кожен перегляд записується.
frame-exit = Покинути цю сторінку зараз
title-error = Помилка: { $title }
time-hours-left =
    { $hours ->
        [0] менше години
        [one] залишилася { $hours } година
        [few] залишилося { $hours } години
       *[many] залишилося { $hours } годин
    }
time-days-left =
    { $days ->
        [one] залишився { $days } день
        [few] залишилося { $days } дні
       *[many] залишилося { $days } днів
    }
time-hours-over =
    { $hours ->
        [0] щойно минуло
        [one] прострочено на { $hours } годину
        [few] прострочено на { $hours } години
       *[many] прострочено на { $hours } годин
    }
time-days-over =
    { $days ->
        [one] прострочено на { $days } день
        [few] прострочено на { $days } дні
       *[many] прострочено на { $days } днів
    }
form-summary = Є проблема
form-missing = Це поле порожнє. Заповніть його.
form-choose = Виберіть одну з відповідей.
nav-today = Сьогодні
nav-cases = Справи
today-title = Сьогодні
today-tasks = Завдання
today-clocks = Строки
cases-title = Справи вашого підрозділу
sign-in-title = Увійти
sign-in-button = Увійти
