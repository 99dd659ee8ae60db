### state: machine

presume-title = Попереднє визнання
presume-stands = Стан визнання:
presume-lead = Захист починається з визнання ймовірною потерпілою особою. Це ще не рішення про статус.
presume-not-you = У цій країні ваша роль не дає права попередньо визнавати. Ви можете сказати, що це мають розглянути.
presume-by-whom = Вирішує:
presume-help-now = Допомога й безпечне місце на це не чекають.
presume-grounds = На яких підставах?
presume-grounds-hint = Саме лише уразливе становище є причиною допомогти, але для визнання його ніколи не досить.
presume-reason = Чому зараз?
presume-words = Докладніше, кількома словами
presume-words-hint = Не пишіть тут імен. Досить одного чи двох речень.
presume-button = Визнати ймовірною потерпілою особою
presume-raise = Сказати, що це мають розглянути
ground-disclosure = Людина це розповіла
ground-indicators = Ознаки контролю або експлуатації
ground-documents = Документи
ground-other-authority = Так каже інший орган
ground-vulnerability = Уразливе становище
moved-told-by-person = Людина мені розповіла
moved-signs-seen = Помічено ознаки
moved-documents = Це видно з документів
moved-other-authority = Так каже інший орган
moved-own-wish = Людина цього бажає
moved-danger = Є небезпека
