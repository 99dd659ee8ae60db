### state: machine

more-time-title = Продовжити строк
more-time-lead = Строк продовжують із причини, яку визначає закон. Про це повідомляють людину та її правозахисника.
more-time-none = У цій справі немає чинного права зі строком.
more-time-spent = Цей строк уже продовжено стільки разів, скільки дозволяє закон.
more-time-which = Яке право і чому?
more-time-button = Продовжити строк
more-time-reason-serious-health = тяжка хвороба
more-time-reason-severe-mental-health = тяжкі душевні страждання
more-time-reason-strong-intimidation = сильне залякування
more-time-reason-exceptional-circumstances = виняткові обставини
more-time-reason-rehabilitation-not-complete = реабілітацію не завершено
problem-status-no-such-right = Це право вже не діє. Нічого не змінено.
problem-status-right-is-over = Цей строк уже минув. Нічого не змінено.
