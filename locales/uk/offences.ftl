### state: machine

offences-title = У чому звинувачують
offences-lead = Те, що, за твердженням органу влади, зробила людина. Повідомлення може просити не карати її за це. Того, що розповідає про це вона, тут немає.
offences-none = Звинувачень немає.
offence-moment-arrest = Затримання
offence-moment-first-interview = Перший допит
offence-moment-charge = Висунення обвинувачення
offence-moment-plea = Визнання або невизнання вини
offence-moment-trial = Суд
offence-moment-sentence = Вирок
offence-moment-fine-due = Строк сплати штрафу
offence-moment-detention-review = Перегляд тримання під вартою
offence-moment-removal = Видворення
notice-stands-drafted = складено
notice-stands-signed = є одне «так»
notice-stands-released = надіслано
notice-stands-notified-by-law = надіслано, бо цього вимагає закон
sign-title = Не карати
sign-asks = Про що воно просить
sign-two = «Так» мають сказати двоє: сама людина або опікун дитини, а також адвокат. Тоді повідомлення надсилають, і його вже не відкликати.
sign-as-lawyer = Ви кажете «так» як адвокат людини.
sign-as-guardian = Ви кажете «так» як опікун дитини.
sign-as-person = Ви кажете «так» за себе.
sign-as-witness = Записуйте «так» людини, лише якщо вона поруч із вами й хоче цього. Це її слово, не ваше.
sign-button = Так, можна надсилати
sign-take-back = Забрати своє «так»
sign-gone = Повідомлення надіслано.
