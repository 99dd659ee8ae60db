### state: machine

notes-title = Нотатка й наступний крок
notes-lead-task = Із цією нотаткою завдання, яке вас сюди привело, буде виконано.
notes-text = Що сталося?
notes-text-hint = Досить кількох речень. Людина може це прочитати.
notes-step = Що далі?
notes-days = Коли?
notes-button = Зберегти нотатку
notes-before = Попередні нотатки
notes-none = Нотаток ще немає. Першу напише той, хто працює з людиною.

next-step-call-person = зателефонувати людині
next-step-meet-person = зустрітися з людиною
next-step-ask-service = запитати службу
next-step-write-to-authority = написати до органу влади
next-step-go-through-plan = разом переглянути план

within-days-0 = Сьогодні
within-days-1 = Завтра
within-days-3 = За три дні
within-days-7 = За тиждень
within-days-28 = За чотири тижні
