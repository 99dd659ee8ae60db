### state: machine

match-title = Знайти службу
match-lead = Спершу найкращі. На кожній картці вказано, чому служба підходить.
match-none = Зараз не підходить жодна служба. Перегляньте нижче найближчі або повідомте про нестачу.
match-no-needs = Відкритих потреб немає. Спершу з’ясуйте, що потрібно людині.
match-ask = Запитати про це людину
match-near = Найближчі, які ще не підходять
match-gaps = Потреби, яких ніхто не задовольняє
match-wish = Що важливо для цієї людини
match-ages = Вік дітей, які приїдуть разом
match-ages-hint = Наприклад: 3, 7. Служби приймають дітей різного віку.
match-ages-missing = Вкажіть вік кожної дитини, яка приїде разом.
match-ages-wrong = Вкажіть кожен вік числом, через кому.
match-security = Наскільки місце має бути захищеним?
match-security-hint = Найменше, чого достатньо.
match-regions = Куди людину можна відвезти?
match-no-region = Позначте хоча б один регіон.
match-trans = Місце має радо приймати трансгендерних людей
match-disability = Людині потрібна підтримка при інвалідності
match-button = Шукати ще раз
because-meets = Надає: { $need }
because-speaks = Мова: { $language }
because-interpreter = Працює з перекладачем
because-places =
    { $count ->
        [0] Вільних місць не пораховано
        [one] { $count } вільне місце
        [few] { $count } вільні місця
       *[many] { $count } вільних місць
    }
because-children = Лише для дітей
because-family = Родина залишається разом
because-no-wait = Без очікування
because-wait =
    { $days ->
        [one] Чекати { $days } день
        [few] Чекати { $days } дні
       *[many] Чекати { $days } днів
    }
because-stale = Місця пораховано понад тиждень тому
security-open = Відкритий дім
security-protected = Захищений вхід
security-high = Таємна адреса й охорона
cost-free = Безкоштовно
cost-contribution = Внесок відповідно до доходу
cost-paid = Платно
shortfall-not-enough-places = Не вистачає вільних місць
shortfall-too-far = Задалеко
shortfall-no-language = Немає спільної мови
shortfall-closed-now = О цій годині зачинено
shortfall-waiting = Треба чекати
gap-title = Повідомити про нестачу
gap-lead = Координатор бачить потребу, регіон і тиждень. Ніхто не дізнається, про кого йдеться.
gap-need = Яка потреба?
gap-region = Регіон
gap-button = Повідомити про нестачу
