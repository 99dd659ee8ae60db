### state: machine

picture-standing = العدد = { $n }، في { $when }
picture-between = العدد = { $n }، من { $from } إلى { $to }
picture-table = الأرقام في جدول
picture-file = الأرقام في ملف (CSV)
