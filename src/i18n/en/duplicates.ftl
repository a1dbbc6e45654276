# Duplicates: the workbench, and what a form and a record say of them.

nav-duplicates = Duplicates
duplicates-lead = Records that may be the same. Merging keeps everything and can be undone.
duplicates-kinds = Kinds of records
duplicates-list = What may be the same
duplicates-compare = Side by side
duplicates-looking = Looked at { $n } of { $of } records
duplicates-none = No duplicates
duplicates-none-why = No two records share a number, an address or a company name that would make them the same.
duplicates-one = Only one of these records is left.
duplicates-keep = Keep this one
duplicates-leading = { $n ->
    [one] 1 record belongs to it
   *[other] { $n } records belong to it
}
duplicates-all-stay = all are kept
duplicates-undo = Can be undone. Links to the others lead here afterwards.
duplicates-apart = Not the same
duplicates-merge = Merge { $n } records
duplicate-certain = certain
duplicate-likely = likely
duplicate-possible = possible
duplicate-host = Web or mail domain
duplicate-similar = { $n ->
    [one] This may exist already
   *[other] { $n } records may be the same
}
duplicate-nobody = nobody’s
duplicate-compare = Compare
form-save-anyway = Create anyway
bulk-merge = Merge…
done-merge-records = Merged into { $title }
done-apart = Kept as separate records
refused-merge = One of these records is gone or is of another kind. Look again at what is to be merged.
why-merge = merged
why-apart = told apart
entity-distinct = Told apart
distinct-one = One
distinct-other = Other
