### state: machine

served-title = Про відмову повідомлено
served-lead = Строк оскарження починається в день, коли людина дізналася про відмову зрозумілою їй мовою.
served-lead-child = Дитині нічого не вручають. Повідомте того, хто говорить від імені дитини.
served-already = Про це вже повідомлено. Строк оскарження йде.
served-to = Кого повідомлено?
served-person = саму людину
served-representative = представника
served-authority = службу у справах дітей
served-button = Повідомлено

challenge-title = Оскаржити відмову
challenge-lead = Справу побачить орган, який вирішує про оскарження. Допомога й підтримка тривають.
challenge-none = Зараз немає способу оскарження, яким ви могли б скористатися. Можливо, про відмову ще не повідомлено або це мають зробити інші.
challenge-way = Яким способом?
challenge-because = На якій підставі?
challenge-ground-new-evidence = Є нові докази
challenge-ground-guidance-not-followed = Правил не дотримано
challenge-late = Чому із запізненням?
challenge-late-exceptional-circumstances = Виняткові обставини
challenge-late-permission-of-the-court = Суд дозволив
challenge-words = Чи є що додати?
challenge-words-hint = Кількома реченнями. Не пишіть тут імен.
challenge-button = Оскаржити
