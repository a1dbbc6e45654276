# History: who changed what and when, how it was then, and the way back.

nav-history = History
history-title = History
history-what = In the order it arrived here, newest first. Nothing is ever removed from it.
history-label = Changes, newest first
history-reading = Reading the history
history-empty = Nothing has happened yet
history-empty-why = Every change is kept here with its author and time, and can be taken back.
history-none = No change meets these conditions.
history-clear = Clear filters
history-filter = Show
history-who = By whom
history-everyone = Everyone
history-sort = What was done
history-all-sorts = Every act
history-kind = On what
history-all-kinds = Every kind of record
history-from = From
history-until = Until
history-field = Field
history-all-fields = All fields
history-more = Show older changes
history-records = { $n ->
    [one] 1 record
   *[other] { $n } records
}
history-changes = { $n ->
    [one] 1 change
   *[other] { $n } changes
}
history-blank = (blank)
history-before = before:
history-after = after:
history-by-file = from a file
history-set-aside = set aside
history-set-aside-why = Its author’s clock is far in the future, so this change was set aside. It is kept, and has no effect.
history-look = Details
history-act = { $who } · { $act } · { $what }
history-sort-created = Created
history-sort-edited = Edited
history-sort-acted = Actions
history-sort-deleted = Deleted
history-sort-settled = Restored, settled
history-sort-imported = Imported
history-sort-taken-back = Taken back

# What an act is called; $who did it.
why-changed = changed
why-create = created
why-edit = edited
why-delete = deleted
why-restore = restored
why-resolve = settled
why-import = imported
why-found = began this workspace
why-join = joined
why-undo = took back
why-redo = did again
why-revert = took back for everyone

# Fields of the ledger itself.
field-deleted = Deleted
field-alias = Duplicate of
field-parent = Belongs to
field-element = { $field }: { $element }

# What became of a write.
standing-disputed = in conflict
standing-overwritten = overwritten since
standing-without = without effect

# Restore points.
history-point-table = Restore point, before a table was imported
history-point-file = Restore point, before a file of { $names } was merged
history-point-named = Restore point: { $name }
history-point-own = Restore point, set by hand
history-point-since = { $when } · { $since ->
    [0] nothing since
    [one] 1 change since
   *[other] { $since } changes since
}
history-point-facts = { $when } · { $came ->
    [one] 1 change
   *[other] { $came } changes
} came then, { $since } since
history-point-open = What came then
history-came = { $n ->
    [one] 1 change that came then
   *[other] { $n } changes that came then
}

# Taking back.
history-back = If it is taken back
history-would = { $n ->
    [0] No record changes
    [one] 1 record changes
   *[other] { $n } records change
}, { $deleted ->
    [0] none is deleted.
    [one] 1 is deleted.
   *[other] { $deleted } are deleted.
}
history-would-delete = is deleted; nobody else wrote it
history-stays = { $n ->
    [one] 1 value stays: it was overwritten since.
   *[other] { $n } values stay: they were overwritten since.
}
history-whole = { $n ->
    [one] 1 record stays whole, because somebody wrote to it or built on it since: { $names }
   *[other] { $n } records stay whole, because somebody wrote to them or built on them since: { $names }
}
history-since = Written since by { $people }.
history-since-one = { $name } ({ $n ->
    [one] 1 record
   *[other] { $n } records
})
history-nothing-left = Nothing of it is left to take back: it was overwritten, or taken back already.
history-undo = Take back
history-undo-for-all = Undo for everyone
done-revert = Taken back in { $n ->
    [one] 1 record
   *[other] { $n } records
}{ $whole ->
    [0] {""}
    [one] ; 1 stayed whole
   *[other] ; { $whole } stayed whole
}
undo-stayed = { $n ->
    [one] { $title } stayed whole: somebody wrote to it since. The rest was undone.
   *[other] { $n } records stayed whole, “{ $title }” among them: somebody wrote to them since. The rest was undone.
}
import-edited = Edited since: { $people }

# A record as it stood.
record-history = History
record-story = The story
fact-history = History of { $field }
as-of-pick = As of
as-of-label = The record as it stood
as-of-show = As of then
as-of-title = As of { $when }, after { $who }: { $act }
as-of-older = Step back
as-of-newer = Step forward
as-of-close = Back to now
as-of-then = Then
as-of-now = Now
as-of-same = the same
as-of-differ = { $n ->
    [0] Nothing differs from now.
    [one] 1 field differs from now.
   *[other] { $n } fields differ from now.
}
as-of-deleted = The record was deleted then.
as-of-too-early = The record is younger than that.

# Clocks.
history-ahead = clock ahead
history-ahead-why = The clock of whoever made this is more than a day ahead of yours. The change counts like any other; only its time is wrong.
why-accept = accepted a request
why-decline = declined a request
history-reason = Reason: { $reason }
