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
import-steps = Steps of the import
import-step-choose = Choose a file
import-step-columns = Match columns
import-step-rules = Merge rules
import-step-check = Check
import-step-written = Written
import-next = Next: { $step }
import-back = Back
import-drop = Drop CSV or Excel files here
import-drop-kinds = CSV, TSV or XLSX, any encoding, several at once; nothing is written before you say so
import-choose = Choose files
import-paste = Or paste from a spreadsheet
import-paste-label = Rows, heading first
import-paste-read = Read the pasted rows
import-pasted = Pasted rows
import-as = Import as
import-encoding = Encoding
import-delimiter = Delimiter
import-comma = Comma
import-semicolon = Semicolon
import-tab = Tab
import-sheet = Sheet
import-head = Heading
import-head-row = Row { $n }
import-head-none = None
import-owner = Owner, where no column gives one
import-owner-me = Me
import-owner-nobody = Nobody yet
import-owner-pool = Nobody, in the pool “{ $pool }”
import-unreadable = A cell that cannot be read
import-unreadable-row = Leave out its row
import-unreadable-blank = Leave the cell blank
import-rules-known = Rows that are there already
import-rules-fields = The same, field by field
import-rules-values = Values and names
import-key = Known by
import-key-usual = Name with company, phone or e-mail
import-known = A row that is there already
import-known-keep = Leave the record as it is
import-known-fill = Fill what is blank
import-known-overwrite = Overwrite what differs
import-known-add = Add as a new record
import-fresh = A row that is not there yet
import-fresh-create = Add it
import-fresh-skip = Leave it out: update only
import-rule-usual = As the whole row
import-rule-keep = Keep
import-rule-fill = Fill if blank
import-rule-overwrite = Overwrite
import-unknown = A name in { $field } that nobody has
import-unknown-create = Create it
import-unknown-blank = Leave it blank
import-unknown-owner = Give it to the owner above
import-unknown-row = Leave out the row
import-columns = What the columns mean
import-column = Column in the file
import-column-n = Column { $n }
import-means = Field here
import-meaning-of = Meaning of { $column }
import-basis = Because of
import-basis-heading = Heading
import-basis-content = Content
import-basis-memory = Last time
import-basis-chosen = Your choice
import-all-rows = { $n ->
    [one] The only row
   *[other] All { $n } rows
}
import-cells-all = Every cell filled
import-cells-filled = { $n ->
    [0] Empty
    [one] 1 cell filled
   *[other] { $n } cells filled
}
import-cells-wrong = { $n ->
    [one] 1 cell cannot be read
   *[other] { $n } cells cannot be read
}
import-cells-unknown = { $n ->
    [one] 1 name to look at
   *[other] { $n } names to look at
}
import-remembered = A table with these headings was imported { $day }; it is read the same way again.
import-nothing = – leave out –
import-given-name = Given name
import-family-name = Family name
import-lacks = No column gives: { $fields }. Choose one, or every row is left out.
import-check = What the rows become
import-check-live = of all rows
import-mend = See and mend
import-fates = Which rows
import-fate-all = All
import-fate-none = There are no such rows
import-rows = Rows
import-new = New
import-update = Updated
import-companies = New linked records
import-duplicates = There already
import-skipped = Not there, left out
import-wrong = Wrong, left out
import-becomes = Becomes
import-repeats = as row { $n }
import-cell-of = { $column } of row { $n }
import-instead = Change to { $text }
import-shown = { $n } of { $of }
import-more = Show more
import-errors-save = Save the rows left out
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
import-none = Nothing to import
import-none-why = Every row is there already or is left out. Change the meaning of a column or a rule.
import-undoable = A restore point is set first; the whole import can be undone
import-done = The import
import-another = Import another file
import-next-file = Go on with the next file
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
