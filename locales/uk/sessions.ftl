### state: machine

sign-in-title = Увійти
sign-in-ended = Ваш сеанс закінчився. Увійдіть знову й продовжуйте з того самого місця.
sign-in-kept = Набране чекає на вас сім днів, доки існує його справа. Відкрити його можете лише ви.
sign-in-player = Увійти в ролі
sign-in-login = Логін
sign-in-passphrase = Парольна фраза
sign-in-code = Код
sign-in-code-hint = Шість цифр, які зараз показує ваш застосунок для підтвердження входу.
sign-in-button = Увійти
again-title = Ви знову увійшли
again-lead = Набране не втрачено, але ще не збережено у справі.
again-button = Назад до набраного
