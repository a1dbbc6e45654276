# Importing tables.

# Why a file is refused as a table, and what to do. $row is a row as a spreadsheet counts it.
table-too-big = The file is larger than 64 MB. Split it and import the parts one after another.
table-too-many-rows = The table has more than 200,000 rows. Split it and import the parts one after another.
table-too-many-columns = Row { $row } has more than 1,000 columns. Delete the columns you do not need and save the file again.
table-cell-too-long = A cell in row { $row } is longer than 1 MB. Shorten it and save the file again.
table-empty = The file is empty. Choose a file with a heading and at least one row.
table-no-rows = The file has a heading but no rows below it. Choose a file with at least one row.
table-not-text = This is not a text table. Save it as CSV in your spreadsheet program and choose that file.
table-workbook = This is a spreadsheet workbook. Save it as CSV in your spreadsheet program and choose that file.
table-json = This is a JSON file. If a colleague sent it, open it under Share.
table-encoding = Some characters cannot be read. Choose another encoding above, or save the file as CSV UTF-8.
table-open-quote = A quotation mark opens in row { $row } and never closes. Correct it and save the file again.

# What is wrong with a row.
table-row-required = A value is needed
table-row-ragged = The row has more or fewer cells than the heading
table-row-tag = A tag is longer than 200 characters
table-row-no-member = No member has this name; the owner chosen for the import takes the record
