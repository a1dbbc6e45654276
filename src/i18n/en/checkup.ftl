# Checkup: whether all is well with this installation.

checkup-title = Checkup
checkup-what = Tests this installation: the page, the storage, the data. Nothing leaves this browser unless you copy it.
checkup-again = Test again
checkup-copy = Copy as text
checkup-text = As text
checkup-copied = Copied
checkup-not-copied = The browser does not give out its clipboard. Open “As text” and copy it from there.
checkup-well = All is well: { $n } things looked at.
checkup-warned = { $n ->
    [one] One thing could be better.
   *[other] { $n } things could be better.
}
checkup-failed = { $n ->
    [one] One thing is wrong. It says what to do.
   *[other] { $n } things are wrong. Each says what to do.
}
checkup-pass = pass
checkup-told = fact
checkup-absent = not available
checkup-warn = warning
checkup-fail = failed
checkup-not-here = Not available here
checkup-not-installed = Not installed
checkup-group-page = This page
checkup-group-storage = Storage
checkup-group-trial = Tried out
checkup-group-installation = This installation
checkup-group-data = What is held
checkup-group-people = Each person’s changes
checkup-version = Version
checkup-secure = Secure connection
checkup-secure-why = Without one, the browser withholds the clipboard, lasting storage and more. Open the page by https, or from this device.
checkup-policy = Content policy enforced
checkup-policy-why = The browser let something in that the page’s policy forbids. Do not enter data here; tell whoever runs this site.
checkup-markup = Text never becomes markup (Trusted Types)
checkup-markup-why = This browser does not enforce it. A newer version does; the rest of the policy holds.
checkup-integrity = Program checked by its hashes
checkup-integrity-why = This copy was built without them, so changed files would go unnoticed. Install the release folder as it is.
checkup-offline = Works without a network (service worker)
checkup-kind = Kept in
checkup-kind-database = this browser’s database (IndexedDB)
checkup-persisted = Safe from being cleared when room is short
checkup-persisted-why = The browser may delete the data when the disk is nearly full, Safari also after a week without a visit. Ask it to keep it, install the page on phones, and make backups.
checkup-persist = Ask the browser to keep it
checkup-kept = The browser keeps the data from now on.
checkup-not-kept = The browser does not promise it. Install the page as an app or add a bookmark, then ask again; and make backups.
checkup-room = Room
checkup-room-taken = { $used } of { $granted } taken
checkup-room-why = Room is running short. Make a backup, then free space on the disk or erase workspaces you no longer need.
checkup-origin = Address of its own
checkup-origin-own = Yes
checkup-origin-why = The page lives in a folder of a site. Other pages of the same site share its storage and could read your data. Better is a domain of its own.
checkup-helper = Background worker
checkup-store = Writing, reading, deleting
checkup-store-why = What you change now may not be kept. Make a backup file first, then follow the reason given here.
checkup-readable = Every stored change can be read
checkup-readable-why = Part of the store is damaged. Make a backup file now, and merge an older backup or a colleague’s full file: what is missing comes back.
checkup-same = Read anew, it comes to what is shown
checkup-same-why = Load the page again. If it stays so, make a backup file and open it as a new workspace.
checkup-seals = Sealing and opening with a passphrase
checkup-seals-why = Do not seal files with this browser. Try another, or a newer version.
checkup-member = You work as
checkup-device = Installation
checkup-workspace = Workspace
checkup-records = Records
checkup-changes = Changes
checkup-parts = Parts of shares and requests
checkup-conflicts = Open conflicts
checkup-conflicts-why = Two people wrote different values. Both are kept until somebody chooses.
checkup-quarantined = Changes set aside
checkup-quarantined-why = Their author’s clock is absurdly far ahead. They are kept and passed on, and have no effect.
checkup-ahead = Changes by clocks more than a day ahead
checkup-ahead-why = They count like any other; only their times are wrong. Tell their author to set the clock.
checkup-ahead-show = Show them
checkup-forks = Copied installations
checkup-forks-why = Two installations worked under one id, as after copying a browser profile. All they did is kept, and both have new ids now.
checkup-unknown = Entries of a newer version
checkup-unknown-why = They are kept and passed on, and show after an update.
checkup-suspect = Overwritten values nobody can have seen
checkup-suspect-why = Someone’s file says it replaced values it cannot have known. Look at the history of the record; nothing is lost.
checkup-incomplete = Changes with something erased
checkup-incomplete-why = Something was erased for good elsewhere, and the note of it has not come yet. Ask for a full file.
checkup-until = changes 1–{ $n } · { $device }
