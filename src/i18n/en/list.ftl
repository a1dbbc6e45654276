# Lists of any entity: tabs, filters, table, footer, selection.

list-all = All
list-search = Find in { $entities }
list-filters = Filters
list-filter = Filter
list-filter-field = Field
list-filter-choose = Choose a field …
list-filter-apply = Apply
list-filter-remove = Remove filter: { $filter }
list-filters-clear = Clear filters
list-sort = Sort
list-sorted-up = Sorted by { $field }, ascending
list-sorted-down = Sorted by { $field }, descending
list-shown = { $n ->
    [0] No entries
    [one] { $n } entry
   *[other] { $n } entries
}
list-table = { $entities }, { $n } rows

# Operators of a filter chip.
filter-any = is
filter-any-many = is any of
filter-none = is none of
filter-none-of-one = is not
filter-has = contains
filter-lacks = does not contain
filter-is = is exactly
filter-min = ≥
filter-max = ≤
filter-since = from
filter-until = until
filter-within = in
filter-last = in the last
filter-next = in the next
filter-idle = not for
filter-blank = is blank
filter-set = is set
filter-value = Value
filter-values = Values
filter-operator = Comparison
filter-pick = Choose …
filter-days = { $n ->
    [one] { $n } day
   *[other] { $n } days
}
filter-days-unit = days
filter-me = Me
filter-team = My team
filter-and = and
filter-or = or
filter-join = How conditions are joined
filter-group-all = All of
filter-group-any = Any of
filter-and-add = Condition
filter-group-add = Group
filter-group = Group
filter-group-remove = Remove group
filter-condition-remove = Remove condition
period-today = today
period-yesterday = yesterday
period-tomorrow = tomorrow
period-week = this week
period-lastweek = last week
period-nextweek = next week
period-month = this month
period-lastmonth = last month
period-nextmonth = next month
period-quarter = this quarter
period-year = this year
period-lastyear = last year
period-past = the past
period-future = the future
filter-more = { $first } +{ $n }
filter-none-found = Nothing fits

list-empty = No { $entities } yet.
list-empty-why = Add the first by hand, or bring in a table you already keep.
list-empty-import = Import a table
list-empty-filtered = Nothing fits these filters.
list-empty-filtered-why = { $n ->
    [one] { $n } entry is hidden by them.
   *[other] { $n } entries are hidden by them.
}

footer-total = { $n } in all
footer-shown = { $n } shown
footer-late = { $n } overdue
footer-sum = { $field }: { $sum }

select-row = Select this row
select-all = Select all { $n }
select-count = { $n } selected
select-clear = Clear selection
bulk-bar = Actions for the selection
bulk-delete = Delete
bulk-edit = Edit field
bulk-tag = Tags …
bulk-copy = Copy as a table
edit-many = Edit a field of all selected
edit-many-apply = { $n ->
    [one] Change { $n } entry
   *[other] Change { $n } entries
}
edit-many-how = What to do with the words
edit-many-add = Add
edit-many-drop = Take away
edit-many-set = Replace
done-edit-many = { $count ->
    [one] { $title } changed
   *[other] { $count } entries changed
}
work-title = Working
work-done = { $n } of { $total }
work-stopped = Stopped. Nothing was changed.
bulk-more = More actions
done-delete = { $count ->
    [one] { $title } deleted
   *[other] { $count } entries deleted
}

list-views = Views

# Columns and order.
columns = Columns
columns-shown = Shown, in this order
columns-hidden = Hidden
columns-reset = Columns as at first
column-menu = Column
column-sort-up = Sort ascending
column-sort-down = Sort descending
column-sort-also = Sort by this, too
column-group = Group by this
column-ungroup = Do not group
column-pin = Keep at the left
column-unpin = Let it scroll
column-pin-named = Keep at the left: { $field }
column-unpin-named = Let it scroll: { $field }
column-left = Move left
column-right = Move right
column-up-named = Move up: { $field }
column-down-named = Move down: { $field }
column-moved = { $field } is column { $n } of { $total }
column-wider = Wider
column-narrower = Narrower
column-usual = Width as at first
column-hide = Hide
density = Rows
density-compact = Compact
density-normal = Normal
density-roomy = Roomy
arrange = Order
arrange-add = Then by
arrange-remove = Remove this order
arrange-direction = Direction
arrange-up = ascending
arrange-down = descending
arrange-group = Group by
arrange-no-group = No groups
group-none = No { $field }
figure-mean = ⌀ { $mean }
footer-mean = { $field } { $sum }

# Faces of a view.
face = Show as
face-table = Table
face-board = Board
face-calendar = Calendar
face-by = By field
board-label = { $entities } by column
board-card = Card
board-hint = Space lifts the card, left and right choose a column, Space drops it, Escape leaves it.
board-lifted = { $title } lifted. { $n ->
    [0] It cannot go to another column now.
    [one] It can go to { $n } other column.
   *[other] It can go to { $n } other columns.
}
board-over = { $column }, { $n } of { $total }
board-left = The card stays where it was
board-move = Move to …
board-nowhere = Nowhere else now
board-more = { $n } more
board-limit = Limit of { $column }
board-limit-most = Cards at most
board-limit-none = Empty: no limit. It is kept with the view.
board-limit-wrong = Write a whole number, or nothing for no limit.
board-over-limit = { $n } over the limit
board-idle = Idle for { $n } days

# Cells: editing, copying, pasting.
cell-edit = Edit { $field } of { $title }
copy-done = { $n ->
    [one] { $n } row copied
   *[other] { $n } rows copied
}
copy-failed = The browser does not let this page copy. Select the rows and press Ctrl+C.
paste-title = Paste into the table
paste-apply = { $n ->
    [0] Nothing to change
    [one] Change { $n } cell
   *[other] Change { $n } cells
}
paste-changes = { $n ->
    [one] { $n } cell will change
   *[other] { $n } cells will change
}
paste-troubles = { $n ->
    [one] { $n } stays as it is
   *[other] { $n } stay as they are
}
paste-same = { $n } already the same
paste-beyond = { $n ->
    [one] { $n } row is below the last row of the list and is left out. New records come by import.
   *[other] { $n } rows are below the last row of the list and are left out. New records come by import.
}
paste-wide = { $n ->
    [one] { $n } column is beyond the last column and is left out.
   *[other] { $n } columns are beyond the last column and are left out.
}
paste-before = Now
paste-after = Then
paste-more = … and { $n } more
done-paste = { $count ->
    [one] { $title } changed
   *[other] { $count } entries changed
}

# Saved views.
view-changed = View changed
view-save = Save
view-save-as = Save as …
view-save-new = Save view
view-reset = Reset
view-menu = View
view-rename = Rename …
view-share = Share with everybody
view-unshare = Keep to myself
view-first = Begin with this view
view-not-first = Begin with the plain list
view-remove = Delete view
view-for = For whom
view-for-me = Only me
view-for-all = Everybody in this workspace
view-nameless = Give the view a name.
done-view-save = View saved
done-view-first = The list now begins otherwise
done-view-remove = View deleted

# The calendar.
calendar-month = Month
calendar-agenda = Agenda
calendar-mode = Month or agenda
calendar-before = Month before
calendar-after = Next month
calendar-undated = { $n ->
    [one] { $n } entry without “{ $field }” is not shown
   *[other] { $n } entries without “{ $field }” are not shown
}
calendar-empty = Nothing in this month.
calendar-move = Move { $title } to
calendar-more = { $n } more

# The view as a file.
export = Export
export-xlsx = Excel, as shown
export-csv = CSV, as shown
export-xlsx-all = Excel with all fields
export-csv-all = CSV with all fields
export-cards = vCard
done-table = { $n ->
    [one] Saved { $file } with 1 row
   *[other] Saved { $file } with { $n } rows
}

# A record beside its list.
peek = Peek: { $title }
peek-open = Open in full
peek-close = Close the peek
