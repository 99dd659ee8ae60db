### state: machine

picture-standing = n = { $n }, станом на { $when }
picture-between = n = { $n }, від { $from } до { $to }
picture-table = Числа в таблиці
picture-file = Числа у файлі (CSV)
