# Sharing by files: export, preview, conflicts.

share-title = Share & merge
share-drop = Drop colleagues’ files here
share-drop-kinds = .cove.json or .gz, several at once
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
share-quarantined = Set aside
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
share-account-gap = You lack { $name }’s { $gaps }
share-gap-why = You can merge now. What is missing shows as soon as you open a newer file of that person.
share-restore-point = A restore point is set before merging.
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
