### state: machine

plan-title = План підтримки
plan-lead = Кожна ціль належить людині. Для цілі нічого не роблять, доки людина на неї не погодиться.
plan-begin-lead = Плану ще немає. Почніть його, а потім перегляньте разом.
plan-not-begun = Плану ще немає. Його починає той, хто веде справу.
plan-next-review = Наступний перегляд
plan-late =
    { $count ->
        [one] дію прострочено
        [few] дії прострочено
       *[many] дій прострочено
    }
plan-none = Цілей ще не записано.
plan-done = Зроблено
plan-by = до { $day }
plan-propose = Запропонувати ціль
plan-review = Переглянули разом?
plan-weeks = Коли ви знову його переглянете?
plan-reviewed = Ми переглянули план
plan-begin = Почати план
within-weeks-2 = За два тижні
within-weeks-4 = За чотири тижні
within-weeks-8 = За вісім тижнів
within-weeks-12 = За дванадцять тижнів
goal-state-proposed = запитано, відповіді ще немає
goal-state-agreed = погоджено
goal-state-not-wanted = людина не хоче
goal-state-ended = завершено
goal-outcome-reached = досягнуто
goal-outcome-partly-reached = частково досягнуто
goal-outcome-not-reached = не досягнуто
goal-outcome-no-longer-wanted = людина більше не хоче
goal-outcome-continued-elsewhere = триває в іншому місці
goal-new = Запропонувати ціль
goal-new-lead = Напишіть, чого хоче досягти людина. Вона може сказати це своїми словами.
goal-area = Чого це стосується?
goal-text = Ціль
goal-own-words = Власними словами людини
goal-own-words-hint = Якщо людина не хоче, залиште порожнім.
goal-button = Запропонувати
goal-title = Ціль
goal-ask = Чи погоджується людина на цю ціль? Пояснювати «ні» не треба.
goal-agree = Людина погоджується
goal-refuse = Людина цього не хоче
goal-actions = Що роблять
goal-finish = Зроблено
goal-add = Додати ще одну справу
goal-what = Що
goal-who = Хто це зробить?
goal-who-me = Я
goal-who-person = сама людина
action-by-person = робить сама людина
action-by-worker = робить працівник
goal-days = До якого часу?
goal-add-button = Додати
goal-end = Завершити цю ціль
goal-end-how = Що з цього вийшло?
goal-end-button = Завершити ціль
