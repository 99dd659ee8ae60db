### state: machine

agreements-title = Згоди
agreements-lead = На що людина погодилася і від чого відмовилася: для кожної мети й кожного отримувача.
agreements-none = Ще ні про що не питали.
agreements-until = Надано { $from }, діє до { $until }
agree-new = Повніша згода
agree-lead = Питайте у спокої і не цієї ночі. Щоразу одна мета й один отримувач.
agree-say-one = Я питаю про кожну річ окремо. На одне можна сказати «так», на інше «ні».
agree-purpose = Для чого це?
agree-services = Послуга
agree-unit = Хто це отримає?
agree-class = Що це за орган?
agree-categories = Що можна передати?
agree-categories-hint = Питайте про кожне окремо. Про що не питали, залиште як є.
agree-not-asked = Не питали
agree-nothing-asked = Запитайте хоча б про один вид відомостей.
agree-teach-back = Звідки ви знаєте, що людина зрозуміла?
agree-teach-back-hint = Скажіть: «Будь ласка, розкажіть своїми словами, що буде далі».
agree-giver = Хто каже «так» чи «ні»?
agree-giver-hint = Хто може відповісти за дитину, визначає закон країни.
agree-view = Що думає дитина?
agree-lasts = На який час?
agree-button = Записати відповіді
taught-in-own-words = Людина розповіла своїми словами
taught-after-second-explanation = Людина розповіла після повторного пояснення
taught-not-done = Не зроблено
giver-self = Сама людина
giver-guardian = Опікун, повноваження якого перевірено
giver-authority = Служба у справах дітей
view-agrees = Згода
view-disagrees = Незгода
view-prefers-not-to-say = Не хоче говорити
view-could-not-be-asked = Не вдалося запитати
lasts-30 = 30 днів
lasts-90 = 90 днів
lasts-365 = Один рік
yes-no-agreed = Так
yes-no-refused = Ні
standing-not-asked = Не питали
standing-agreed = Є згода
standing-refused = Відмова
standing-withdrawn = Згоду відкликано
standing-not-needed = На підставі закону
purpose-support = Підтримка від команди справи
purpose-formal-identification = Офіційне визнання потерпілою особою
purpose-police-cooperation = Співпраця з поліцією
purpose-media = Медіа
purpose-training-reuse = Використання історії в навчанні
purpose-service = Послуга: { $need }
purpose-transnational = Партнери в іншій країні: { $country }
recipient-care = Притулок, медична або інша допомога
recipient-legal = Адвокат або правозахисник
recipient-deciding-body = Орган, який вирішує про статус
recipient-child-protection = Служба у справах дітей або опікун
recipient-justice = Слідчий поліції або прокурор
recipient-permits = Орган, який видає дозволи
recipient-foreign-partner = Партнер в іншій країні
recipient-other = Інший орган

tonight-title = Запитати людину про цю ніч
tonight-lead = Ідеться про: { $service }. Скажіть це, а потім попросіть людину повторити.
tonight-say-ask = Я хочу запитати, чи є там місце для вас на цю ніч.
tonight-say-what = Я скажу вашу вікову групу, мову, хто з вами, і чи важко вам підійматися сходами.
tonight-say-not = Я не скажу вашого імені й того, що з вами сталося.
tonight-say-no = Ви можете сказати «ні». Допомогу ви отримаєте все одно.
tonight-say-end = Ви можете передумати будь-коли. Пояснювати не треба.
tonight-kind = Для чого?
tonight-answer = Що каже людина?
tonight-button = Записати відповідь
tonight-before = Людина вже погоджувалася на це раніше
tonight-nothing = Ця служба не допомагає з жодною потребою, відкритою на цю ніч.

withdraw-title = Відкликати згоду
withdraw-no-reason = Людина не мусить нічого пояснювати.
withdraw-closes = Доступ, запити й направлення, що спираються на цю згоду, припиняються одразу.
withdraw-help-stays = Допомога триває.
withdraw-from = Щодо якого отримувача?
withdraw-button = Відкликати зараз
closed-title = Згоду відкликано
closed-lead = Усе, що на неї спиралося, припинено.
closed-access =
    { $count ->
        [one] доступ припинено
        [few] доступи припинено
       *[many] доступів припинено
    }
closed-enquiries =
    { $count ->
        [one] запит відкликано
        [few] запити відкликано
       *[many] запитів відкликано
    }
closed-referrals =
    { $count ->
        [one] направлення відкликано
        [few] направлення відкликано
       *[many] направлень відкликано
    }
closed-categories = Більше не передається
closed-not-recalled = Що вже не можна повернути
closed-nothing-read = Там нічого не прочитали.
closed-tell = Скажіть людині: прочитане вже не зробити непрочитаним.
closed-objections = Це поки що триває за законом
closed-objections-more = Заперечення людини записано. На нього мають відповісти.
paper-title = Про що домовлено
paper-open = Аркуш для друку
paper-for = Для чого це
paper-who = Кому можна сказати
paper-yes = Що їм можна знати
paper-no = Що залишається тут
paper-until = Само закінчиться
paper-stop = Ви можете зупинити це будь-якого дня. Пояснювати причину не треба. Допомога триває.
paper-how = Скажіть людині, яка з вами працює, або зупиніть це на своїй сторінці.
paper-safe = Перш ніж друкувати, запитайте, чи безпечно мати при собі папір. Якщо є сумнів, нічого не давайте. Аркуш не називає жодної людини.
problem-agreement-missing = На це людина не давала згоди для цієї служби. Спершу запитайте.
problem-agreement-can-wait = Це може зачекати. Сьогодні вночі питайте лише про безпечне місце й першу допомогу.
problem-agreement-not-theirs = Ця людина не може тут відповідати «так» чи «ні». Виберіть, хто може.
problem-agreement-no-teach-back = Спершу попросіть людину розповісти це своїми словами.
problem-agreement-never-a-recipient = Цей орган ніколи нічого не отримує.
