# Sharing by files: export, preview, conflicts.

share-title = Share & merge
share-drop = Drop colleagues’ files here
share-drop-kinds = .cove.json, .gz, sealed .cove or .zip with attachments, several at once. Anywhere on this page will do; so will pasting.
share-choose = Choose files
share-how = Files pass between you and no server. Order and repetition do not matter: everyone ends with the same data.
share-out = For colleagues
share-export = Export
share-export-to = Export what { $name } lacks
share-export-all = Export everything
share-everyone = Everyone
share-everyone-why = All data; also the backup
share-seen = { $n ->
    [0] Nothing new
    [one] 1 new change
   *[other] { $n } new changes
} · last file { $day }
share-fingerprint = Fingerprint of this data:
share-preview = What the files bring
share-file-of = { $name }’s file
share-file-merged = A merged file
share-file-facts = made { $when } · { $n ->
    [one] 1 change
   *[other] { $n } changes
}
share-checked = checked
share-not-written = not written yet
file-kind-full = Everything
file-kind-delta = Changes
file-kind-share = A share
file-kind-request = A request
share-new = New
share-changed = Changed
share-removed = Removed
share-conflicts = Conflicts
share-known = Known already
share-more = and { $n } more
share-unknown = { $n ->
    [one] One entry comes
   *[other] { $n } entries come
} from a newer version. Nothing of it is lost; it shows after an update.
share-accounts = Each person’s ledger
share-someone = Someone
share-account = 1–{ $after }, nothing new
share-account-new = { $before ->
    [0] 1–{ $after }, all new
   *[other] 1–{ $before }, now up to { $after }
}
share-account-gap = You lack { $name }’s changes { $gaps }: ask for a new file
share-gap-why = You can merge now. What is missing shows as soon as you open a newer file of that person.
share-restore-point = Before merging, a restore point is set: before { $name }’s files.
share-discard = Discard
share-merge = { $n ->
    [0] Merge
    [one] Merge 1 change
   *[other] Merge { $n } changes
}
share-merge-nothing = Merge (nothing new)
done-merge = { $changes ->
    [0] Merged
    [one] Merged 1 change
   *[other] Merged { $changes } changes
}, { $conflicts ->
    [0] no conflict
    [one] 1 conflict
   *[other] { $conflicts } conflicts
}
share-calm = No conflicts
share-calm-why = When two people write different values without seeing each other’s, both appear here to choose from.
share-open-conflicts = { $n ->
    [one] 1 record with a conflict
   *[other] { $n } records with conflicts
}
share-conflicts-why = Keep one value; the other stays in the history.
share-restore = Restore with the edit
share-stay-deleted = Keep it deleted

share-pasted = Pasted text
share-cancel = Cancel
share-cancelled = Cancelled. Nothing was changed.
share-other-workspaces = To the settings
share-passphrase-of = Passphrase of { $file }
share-unseal = Open the file
share-leave-out = Leave it out
share-news-fresh = { $n ->
    [one] Brings 1 change you do not have.
   *[other] Brings { $n } changes you do not have.
}
share-news-nothing = Brings nothing new: you have all of it.
share-news-older = An old file: you have all of it, from a newer one.
share-news-repeat = The same as another of these files: counted once.
share-quarantined = { $n ->
    [one] One change comes
   *[other] { $n } changes come
} from a clock that is far ahead. They are kept and passed on, and have no effect.
share-records = Records that would change
share-record-choose = Choose a record to see its fields before and after.
share-field-deleted = Deleted
share-field-alias = Merged into
share-before = before:
share-after = after:

merged-title = Merged
merged-new = { $n ->
    [one] 1 new record
   *[other] { $n } new records
}
merged-changed = { $n ->
    [one] 1 record changed
   *[other] { $n } records changed
}
merged-removed = { $n ->
    [one] 1 record removed
   *[other] { $n } records removed
}
merged-conflicts = { $n ->
    [one] 1 record with a conflict to settle
   *[other] { $n } records with conflicts to settle
}
merged-nothing = There was nothing new; nothing was changed.
merged-restore-point = Restore point: before { $name }’s files.
merged-dismiss = Close

work-starting = Starting…
work-reading = Reading { $of ->
    [0] the file
    [1] { $file }
   *[other] { $file } ({ $at } of { $of })
}
work-unsealing = Making the key from the passphrase
work-checking = Checking { $of ->
    [0] the file
    [1] { $file }
   *[other] { $file } ({ $at } of { $of })
}
work-comparing = Comparing with what is here
work-merging = Merging
work-packing = Writing the file
work-sealing = Making the key from the passphrase
work-writing = Writing the rows

passphrase-show = Show the passphrase
protect = Protect files with a passphrase
protect-passphrase = Passphrase
protect-again = The same once more
protect-missing = Write the passphrase that is to protect the file.
protect-differs = The two are not the same. Write it again, or show it.
protect-weak = Weak: some more words make it better.
protect-fair = Fair: good for everyday files.
protect-strong = Strong.
protect-lost = Nobody can recover a forgotten passphrase, and without it the file stays shut for good. Tell it to your colleague by another way than the file’s.

# Files that show some records only, and requests.
share-is-part = It shows some records, or some of their fields. It closes no gap: the rest comes with an ordinary file, and then replaces it.
share-is-request = It asks for an answer. After merging you can accept or decline it; your answer reaches everyone with your files.
parcel-why = A few records, or one person’s
parcel-choose = Choose
parcel-open = Share …
nav-parcel = Share a part
parcel-title = Share a part
parcel-what = A file of these records and nothing else, for a colleague of this workspace.
parcel-records = Which records
parcel-whose = Choose whose records
parcel-picked = { $n ->
    [one] The record you picked
   *[other] The { $n } records you picked
}
parcel-of = All of { $name }
parcel-related = With what belongs to them: contacts, follow-ups, tasks
parcel-kind = { $kind } { $n }
parcel-none = Nothing chosen yet
parcel-none-why = Choose whose records above, or tick some in a list and choose “Share …” there.
parcel-some = Only some fields
parcel-some-why = What is not ticked stays here, with all its earlier values. What names a record always goes along.
parcel-fields-count = { $n } of { $of } fields
parcel-purpose = What for
parcel-share-why = The colleague sees these records as they stand here.
parcel-request-why = The colleague sees what you ask for, and may accept it in their own name.
parcel-has-it = Whoever has the file has what is in it, earlier values of these fields too. A passphrase keeps others out.
parcel-make = Make the file
requests-title = Requests
requests-why = It shows already, as what your colleague wrote. Accepting writes it in your name; declining takes it back. Everyone gets your answer with your files.
request-of = A request by { $name }
request-ask = { $field }: { $value }
requests-accept-all = Accept all { $n }
request-accept = Accept
request-decline = Decline
request-decline-of = Decline the request by { $name }
request-decline-why = What it asks for is taken back, for everyone who gets your files. That you declined it stays in the history, with the reason.
request-reason = Reason (optional)
done-accept = Accepted, { $n ->
    [one] 1 record written
   *[other] { $n } records written
}
done-decline = Declined, { $n ->
    [one] 1 record as it was
   *[other] { $n } records as they were
}
work-looking = Looking through everything
