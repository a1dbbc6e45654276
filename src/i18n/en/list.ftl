# Lists of any entity: tabs, filters, table, footer, selection.

list-all = All
list-states = States
list-search = Find in { $entities }
list-filters = Filters
list-filter = Filter
list-filter-add = Add a filter
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
filter-has = contains
filter-min = ≥
filter-max = ≤
filter-since = from
filter-until = until
filter-blank = is blank
filter-set = is set
filter-value = Value
filter-values = Values
filter-me = Me
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
bulk-more = More actions
done-delete = { $count ->
    [one] { $title } deleted
   *[other] { $count } entries deleted
}

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
