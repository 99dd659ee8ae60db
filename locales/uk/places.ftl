### state: machine

nav-places = Місця
places-title = Місця
places-none = Ваш підрозділ ще не пропонує жодної послуги.
places-free-of =
    { $places ->
        [one] з { $places } місця вільно
        [few] з { $places } місць вільно
       *[many] з { $places } місць вільно
    }
places-stale-count =
    { $count ->
        [one] підрахунок, давніший за тиждень
        [few] підрахунки, давніші за тиждень
       *[many] підрахунків, давніших за тиждень
    }
places-step-free = Без сходів
places-wait =
    { $days ->
        [one] Чекати { $days } день
        [few] Чекати { $days } дні
       *[many] Чекати { $days } днів
    }
places-counted = Пораховано { $when }
places-stale = Порахуйте знову: минуло більше тижня.
places-checked = Запис перевірено { $day }
places-change = Змінити вільні місця
places-mix = Приміщення за тим, хто може жити
places-mix-hint = Лише місця для ночівлі. Дім, який приймає кілька груп, враховано в кожній із них.
places-mix-group = Хто
places-mix-houses = Будинки
places-mix-places = Місця
places-mix-free = Вільні
places-change-title = Змінити вільні місця
places-free-now = Вільні місця зараз
places-free-hint = Не враховуйте те, що ви для когось тримаєте. Прийняте направлення саме займає свої місця.
places-all = Усього місць
places-checked-today = Сьогодні весь запис переглянуто, він правильний
places-save = Зберегти
places-more-than-all = Вільних місць більше, ніж усіх. Виправте одне з двох.

group-women = Жінки
group-men = Чоловіки
group-families = Родини
group-girls = Дівчата
group-boys = Хлопці
