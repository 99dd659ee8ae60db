### state: machine

nav-rules = Правила
rules-title = Правила країни
rules-to-check = із { $all } груп правил ще треба звірити із законом
rules-warning = Ці правила є проєктом, доки їх не підпишуть юристи країни.
rules-below = Нижче за стандарт, за національним законом
rules-groups = Звідки кожна група правил
rules-needs-check = треба звірити
learnt-s = прочитано в джерелі
learnt-2 = з інших рук
learnt-k = з пам’яті
learnt-d = наш власний вибір
rules-last-resort = Останній притулок уночі
