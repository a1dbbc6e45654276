# Backups: the file, the points one can go back to, and what a backup is good for.

backups-title = Backups
backups-file = Backup file
backups-last = Last backup { $when }, { $n ->
    [0] nothing changed since
    [one] 1 change since
   *[other] { $n } changes since
}
backups-never = No backup yet, { $n ->
    [0] nothing changed yet
    [one] 1 change so far
   *[other] { $n } changes so far
}
backups-file-why = Everything in one file, with its whole history. Keep it somewhere else than on this device.
backups-make = Save a backup file
backups-points = Restore points
backups-points-why = Set by itself before files are merged and before a table is imported, or by you. A point is a moment, no copy: going back undoes what came since, for everyone, and can itself be undone.
backups-none = No restore points yet
backups-none-why = One is set before you merge a colleague’s files or import a table. Set one yourself before you change much.
backups-set = Set a restore point
backups-set-name = Name (optional)
done-point = Restore point set
done-point-named = Restore point set: { $name }
backups-back = Back to this point
backups-back-to = Back to this point: { $when }
backups-since = { $n ->
    [one] 1 change since that point
   *[other] { $n } changes since that point
}
backups-restore = Restore from a file
backups-restore-here = Something is missing or was damaged here: merge the backup file into this workspace. What you have stays; what is missing comes back. Nothing is taken back by it.
backups-restore-merge = To Share & merge
backups-restore-new = This browser lost everything, or this is a new device: open the backup file on the first page and say who you are. The data is the same; this becomes a new installation with an id of its own, so that nothing you do collides with the old one.
backups-restore-open = Open a backup file
