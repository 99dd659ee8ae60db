### state: machine

whereabouts-title = Де перебуває людина
whereabouts-now = Зараз:
whereabouts-free = Доросла людина може вільно приходити й іти. Якщо зникла дитина, одразу починається протокол зникнення.
whereabouts-to = Що відомо про місце перебування?
whereabouts-reason = Звідки ви знаєте?
whereabouts-words = Своїми словами
whereabouts-words-hint = Необов’язково. Лише факти, без припущень.
whereabouts-button = Зберегти
move-reason-arranged = Про це домовлено
move-reason-own-wish = Власне бажання людини
move-reason-not-seen = Людини немає там, де на неї чекали
move-reason-found = Людину знайшли або вона повернулася
move-reason-danger = Була небезпека
move-reason-lawful-order = Орган влади вжив заходу
move-reason-other-authority = Так сказав інший орган
