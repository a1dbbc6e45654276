# Record pages and forms.

# Words that buttons and values share.
yes = Yes
no = No
close = Close
cancel = Cancel
author-unknown = Somebody
value-newer = Value of a newer version

# What a toast says was done.
toasts-label = Messages
done-create = { $title } created
done-edit = { $title } saved
done-undo = Undone
done-redo = Done again
undo-nothing = Nothing left to undo
redo-nothing = Nothing left to do again
done-restore = { $title } restored
done-resolve = { $title }: conflict settled
done-point-add = Contact detail added
done-point-remove = Contact detail removed

# The stage bar: the states in their order. $n is a number of days, $state a state.
stage-bar = How far it is
stage-exits = Beside the way
stage-days = { $n ->
    [0] since today
    [one] for { $n } day
   *[other] for { $n } days
}
stage-move = Move to { $state }
stage-lacks = Still needed for { $state }:

# The page.
record-facts = Details
record-timeline = Timeline
record-related = Related
record-parts = Parts of this record
record-more = More actions
record-call = Call
record-mail = Write an e-mail
record-next-none = { $field }: none set
record-open-task = Open task
record-before = The record before
record-after = The next record
when-time = Time
record-place = { $n } of { $total }
record-delete = Delete
related-add = New { $entity } for this record
related-as = { $entities } ({ $field })
related-all = All { $count }
fact-reasons = what it is made of
fact-edit = Change { $field }
fact-unsaved = Unsaved
fact-revert = Discard
point-add-kind = Add another: { $field }
point-remove = Remove { $value }

# A conflict. $count is the number of different values.
conflict-title = { $count } values, written without seeing each other. Which one stands?
conflict-other = Also in conflict
conflict-keep = Keep
conflict-keep-value = Keep { $value }
conflict-blank = (blank)
conflict-tag-on = on the record
conflict-tag-off = taken off

# A deleted record, and an address that leads nowhere.
deleted-title = Deleted record
deleted-by = Deleted by { $name }, { $when }. Nothing is lost: it can be brought back as it was.
deleted-meanwhile = Edited meanwhile by { $names }, who had not seen that it was deleted. Restoring keeps those edits.
deleted-restore = Restore
missing-title = Nothing here
missing-text = This address leads to no page or record. The record may be in a colleague’s file that has not been imported yet.
missing-back = Go to Today

# Logging a follow-up.
log-placeholder = What was said, what was agreed?
log-submit = Log it
next-tomorrow = Tomorrow
next-three-days = +3 days
next-monday = Next Monday
next-other = Another day

# The timeline.
timeline-label = What happened, newest first
timeline-filter = Show
timeline-all = All { $count }
timeline-kind = { $kind } { $count }
timeline-created = created this record
timeline-more = Show { $count } more

# Forms.
form-title = New { $entity }
form-save = Save
form-more = More fields
form-more-count = { $count ->
    [one] { $count } field
   *[other] { $count } fields
}
form-errors = { $count ->
    [one] One field needs a look
   *[other] { $count } fields need a look
}
form-restored = Your unsaved draft is back.
form-discard = Start afresh
field-required = required
choice-none = Not set
link-search = Type to search
link-none = No record found
link-found = { $count ->
    [one] { $count } match
   *[other] { $count } matches
}
link-clear = Clear
link-create = New { $entity } “{ $title }”
link-fresh = New { $entity } “{ $title }”
link-known = { $entity } that exists
link-take = Use { $title }
tag-add = Add a tag
tag-none = No such tag yet
tag-create = New tag “{ $tag }”
tag-remove = Remove tag { $tag }

# Attachments

entity-attachment = File
entity-attachments = Files
attachment-name = Name
attachment-size = Size in bytes
attachment-hash = Hash
files-add = Add files
files-drop = Drop files here
files-open = Open { $file }
files-save = Save { $file }
files-remove = Remove { $file }
files-missing = Not on this device. Ask { $name } for a file with attachments.
files-too-big = “{ $file }” is larger than 10 MB and was not added. Make it smaller, or note where it can be found.
files-unread = “{ $file }” could not be read. Choose it again.
done-attach = { $n ->
    [one] File added
   *[other] { $n } files added
 }
done-detach = File removed
share-attachments = With attachments ({ $n ->
    [one] { $n } file
   *[other] { $n } files
 }, { $size })
share-attachments-why = Makes a zip, which is not sealed. Whoever reads it here has the files too.
attachments-not-kept = The records were merged, but there was no room for all files that belong to them. Make room and read the same file again.
