### state: machine

nav-decisions = На рішення
decisions-title = На рішення
decisions-over =
    { $count ->
        [one] рішення прострочено
        [few] рішення прострочено
       *[many] рішень прострочено
    }
decisions-waiting =
    { $count ->
        [one] справа чекає на вас
        [few] справи чекають на вас
       *[many] справ чекає на вас
    }
decisions-none = Жодна справа не чекає. Усе в межах строку.
decisions-inside = Усе в межах строку.
decisions-since = Чекає з { $date }
decisions-clock = Час на рішення
decisions-no-clock = Закон не встановлює строку. Першою стоїть справа, яка чекає найдовше.

stage-reasonable-grounds = Чи є обґрунтовані підстави?
stage-conclusive-grounds = Чи є переконливі підстави?
stage-child-panel-reasonable-grounds = Комісія у справах дітей: чи є обґрунтовані підстави?
stage-child-panel-conclusive-grounds = Комісія у справах дітей: чи є переконливі підстави?

decide-title = Ухвалити рішення
decide-standard = Критерій: { $standard }.
decide-signs = Ознаки
decide-signs-hint = Ознаки показують, на що звернути увагу. Самі вони нічого не вирішують.
decide-account = Що розповіла людина
decide-no-account = Розповіді вам ще не передали. Попросіть її, перш ніж вирішувати.
decide-asked = Про що просили
decide-asked-over = Докази було запитано, і час на їх подання минув.
decide-ask-first = Спершу запитайте. Доки час на відповідь не минув, брак відомостей не є підставою для відмови.
decide-asked-until = Запитано зі строком до { $date }
decide-votes = Голоси
decide-quorum = { $count } із { $of } потрібних голосів
decide-seat = Ваше місце в комісії
decide-answer = Відповідь
decide-dissent = Якщо ви вважаєте інакше: чому?
decide-dissent-hint = Це зберігають разом із рішенням. Поле можна залишити порожнім.
decide-vote = Проголосувати
decide-aside = Заявити самовідвід
decide-again = Проголосувати знову
decide-reasons = Підстави
decide-reasons-hint = Позначте все, що підтвердилося. Відповідь «так» спирається лише на підстави на користь людини.
decide-no-reason = Назвіть хоча б одну підставу.
decide-for = На користь людини
decide-against = Проти
decide-words = Обґрунтування простими словами
decide-words-hint = Так, як його прочитає людина, кількома короткими реченнями. Не пишіть тут імен.
decide-missing = Що змінило б відповідь «ні»
decide-missing-hint = По одному пункту в рядку. Якщо ніщо її не змінило б, залиште порожнім.
decide-check = Перевірити рішення

vote-yes = Так
vote-no = Ні
vote-send-back = Повернути на нове рішення

because-act = Когось вербували, переміщували, переховували або передавали
because-means = Застосовано силу, погрози, обман або зловживання
because-purpose = Метою була експлуатація
because-child-no-means = Людина була дитиною: доводити примус не треба
because-credible-account = Розповідь достовірна
because-corroborated = Її підтверджують інші докази
because-expert-report = Її підтверджує експерт
because-no-act = Не встановлено жодної дії, що є торгівлею людьми
because-no-means-adult = Не встановлено примусу чи обману, а людина була дорослою
because-no-exploitation-intent = Не встановлено мети експлуатації
because-smuggling-only = Встановлено лише незаконне переправлення через кордон
because-labour-dispute-only = Встановлено лише трудовий спір
because-insufficient-information = Навіть після запиту відомостей надто мало
because-credibility = Розповіді не повірили
because-outside-jurisdiction = Вирішувати має інша держава
because-not-contactable = З людиною не вдалося зв’язатися

check-title = Перевірте рішення
check-lead = Щойно ви ухвалите рішення, воно потрапить у справу і його не можна буде забрати. Його можна оскаржити.
check-lead-child = Щойно ви ухвалите рішення, воно потрапить у справу. Лист отримає той, хто говорить від імені дитини.
check-case = Справа
check-matter = Про що рішення
check-majority = Відповідь більшості
check-nothing = Немає
check-none-missing = Ніщо її не змінило б
check-decide = Ухвалити зараз

evidence-title = Запитати докази
evidence-lead = Про це повідомляють людину і того, хто стоїть на її боці. Закон дає їм час на відповідь.
evidence-asked-for = Що вам потрібно?
evidence-asked-for-hint = По одному пункту в рядку. Пишіть так, щоб людина могла це надати.
evidence-button = Запитати

ruling-title = Рішення
ruling-to-person = Людині, справа якої має цей номер.
ruling-to-representative = Тому, хто говорить від імені дитини, справа якої має цей номер.
ruling-matter = Ми мали відповісти на запитання: { $matter }
ruling-standard = Критерій був таким: { $standard }.
ruling-says-yes = Наша відповідь — «так».
ruling-says-no = Наша відповідь — «ні».
ruling-says-send-back = Справу повернуто, рішення ухвалять заново.
ruling-reasons = Чому
ruling-missing = Що могло б це змінити
ruling-none-missing = Нові докази цього не змінили б.
ruling-challenge = Ви можете це оскаржити
ruling-goes-on = Допомога й підтримка тривають, доки відмова не стане остаточною.
ruling-until = до { $date }
ruling-not-told = строк почнеться в день, коли вас повідомлять
ruling-help = Це може зробити за вас адвокат або людина, яка стоїть на вашому боці. Запитайте людину, яка дала вам цей лист.
ruling-told = Повідомлено { $date }. Кого: { $whom }.
ruling-next = Людина, яка веде вашу справу, розповість, що буде далі. Без вас у вашій допомозі нічого не зміниться.
ruling-no-name = У цьому листі немає імені.
ruling-language = Пояснити цією мовою:
ruling-now = Що тепер
ruling-print = Надрукуйте цю сторінку через браузер. На папері буде лише лист.
