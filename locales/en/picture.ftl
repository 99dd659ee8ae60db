### state: source

picture-standing = n = { $n }, as of { $when }
picture-between = n = { $n }, { $from } to { $to }
picture-table = The numbers as a table
picture-file = The numbers as a file (CSV)
