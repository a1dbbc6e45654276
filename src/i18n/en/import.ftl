# Importing tables.

# Why a file is refused as a table, and what to do. $row is a row as a spreadsheet counts it.
table-too-big = The file is larger than 64 MB. Split it and import the parts one after another.
table-too-many-rows = The table has more than 200,000 rows. Split it and import the parts one after another.
table-too-many-columns = Row { $row } has more than 1,000 columns. Delete the columns you do not need and save the file again.
table-cell-too-long = A cell in row { $row } is longer than 1 MB. Shorten it and save the file again.
table-empty = The file is empty. Choose a file with a heading and at least one row.
table-no-rows = The file has a heading but no rows below it. Choose a file with at least one row.
table-not-text = This is not a text table. Save it as CSV in your spreadsheet program and choose that file.
table-workbook = This workbook is of an older kind or protected with a password. Save it without a password as XLSX or CSV and choose that file.
table-damaged = This file cannot be read as a workbook. Open it in your spreadsheet program, save it as XLSX or CSV and choose that file.
table-not-for-workbook = A text or the list is too long for an Excel workbook. Export it as CSV.
table-json = This is a JSON file. If a colleague sent it, open it under Share.
table-encoding = Some characters cannot be read. Choose another encoding above, or save the file as CSV UTF-8.
table-open-quote = A quotation mark opens in row { $row } and never closes. Correct it and save the file again.

# What is wrong with a row.
table-row-required = A value is needed
table-row-ragged = The row has more or fewer cells than the heading
table-row-tag = A tag is longer than 200 characters
table-row-no-record = No record has this name; the row is imported without it
table-row-unknown = Nobody has this name, and such rows are left out
table-row-ambiguous = Several have this name; the first of them is taken
table-row-no-member = No colleague has this name; the owner chosen for the import takes the record

# The file of the rows that were left out, and the headings of its last columns.
table-errors = Rows left out
table-error-row = Row
table-error-reason = Reason

import-title = Import a table
import-drop = Drop CSV files here
import-drop-kinds = CSV or TSV, any encoding, several at once; nothing is written before you say so
import-choose = Choose files
import-paste = Or paste from a spreadsheet
import-paste-label = Rows, heading first
import-paste-read = Read the pasted rows
import-pasted = Pasted rows
import-as = The rows become
import-encoding = Encoding
import-encoding-auto = Found: { $name }
import-owner = Owner
import-owner-me = Me
import-owner-nobody = Nobody yet
import-unreadable = A cell that cannot be read
import-unreadable-row = Leave out its row
import-unreadable-blank = Leave the cell blank
import-keep-duplicates = Import rows that are there already
import-columns = What the columns mean
import-column = Column
import-column-n = Column { $n }
import-samples = For example
import-means = Becomes
import-meaning-of = Meaning of { $column }
import-nothing = – leave out –
import-given-name = Given name
import-family-name = Family name
import-lacks = No column gives: { $fields }. Choose one above, or every row is left out.
import-check = What the rows become
import-rows = Rows
import-new = New
import-companies = New companies
import-duplicates = There already
import-wrong = Left out
import-problems = { $n ->
    [one] One thing to look at
   *[other] { $n } things to look at
}
import-rows-named = { $n ->
    [one] Row { $rows }
   *[other] Rows { $rows }
}
import-rows-more = Rows { $rows } …, { $n } rows
import-size = { $rows ->
    [one] 1 row
   *[other] { $rows } rows
} · { $columns ->
    [one] 1 column
   *[other] { $columns } columns
}
import-waiting = { $n ->
    [one] 1 more file waits
   *[other] { $n } more files wait
}
import-other = Choose another file
import-discard = Discard
import-write = { $n ->
    [one] Import 1 row
   *[other] Import { $n } rows
}
import-writing = Writing step { $done } of { $of }
import-none = Nothing to import
import-none-why = Every row is there already or is left out. Change the meaning of a column or a choice above.
import-undoable = The whole import can be undone
import-earlier = Tables you imported
import-show = Show
import-undo = Undo import
done-import = { $n ->
    [one] Imported 1 row
   *[other] Imported { $n } rows
}
done-import-undo = { $n ->
    [one] Undid the import: 1 record is gone
   *[other] Undid the import: { $n } records are gone
}
