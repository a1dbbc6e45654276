# First run, settings, privacy.

# The first run.
welcome-title = Your customers, in a book of your own.
welcome-lead = Leads, customers, follow-ups and tasks, kept in this browser. No account, no server. Colleagues share by sending a file.
welcome-ways = How do you want to begin?
welcome-demo = Explore with demo data
welcome-demo-why = More than 300 linked records, erased in one click
welcome-empty = Start empty
welcome-empty-why = A book for you and your team
welcome-file = Open a file
welcome-file-why = A colleague’s .cove.json, or a backup
welcome-who = Who are you?
welcome-who-why = Your name signs what you change, so that colleagues can merge it.
welcome-name-missing = Write your name, as colleagues know you.
welcome-company = Company or team
welcome-optional = optional
welcome-open-demo = Open the demo
welcome-start = Start
welcome-choose-file = Choose a file
welcome-one-file = Open one of the files first; then put in the others at once under Share & merge.
welcome-join = Open
welcome-opened = “{ $name }”, { $count ->
    [one] { $count } record
   *[other] { $count } records
}.
welcome-which = Which of them are you?
welcome-somebody-new = I am new here
welcome-private = Nothing leaves this device unless you export it.
welcome-how = How it works
welcome-how-text = The page is a set of static files. What you enter is written to this browser’s own database on this device, and nowhere else. Make a backup file now and then: clearing the browser’s site data deletes it.

# Settings.
settings-title = Settings
settings-look = Language and appearance
settings-me = Who I am
settings-work-as = I work as
settings-work-as-why = What you change is signed with this name.
settings-workspaces = Workspaces in this browser
settings-workspaces-why = Each has a database of its own. Erasing one leaves the others untouched.
settings-practice = Make a practice copy
settings-practice-why = A practice copy is a second workspace with the same records, to try things out. Nothing goes back from it.
settings-practice-name = { $name } (practice)
settings-unnamed = Workspace without a name
settings-open-here = Open
settings-switch = Open
settings-another = Begin or open another
settings-erase = Erase
settings-erase-named = Erase “{ $name }”
settings-erase-why = All its data leaves this browser for good. Undo cannot bring it back; only a file exported before can.
settings-erase-type = Type “{ $name }” to confirm
settings-erase-wrong = That is not its name. Type it exactly as shown.
settings-erase-now = Erase for good
settings-activity = What was done in this session
settings-activity-none = Nothing yet.
settings-about = About
settings-version = Version { $version }

# Privacy.
privacy-title = Privacy
privacy-where = Where the data is
privacy-where-text = In the database of this browser, on this device. There is no account and no server: whoever runs this site delivers the page and sees none of what you enter.
privacy-nobody = What the page contacts
privacy-nobody-text = No other host, ever: no statistics, no fonts, no maps, no cookies. Record names and searches stand behind the # of the address, which browsers do not send.
privacy-files = What you export
privacy-files-text = An exported file leaves by your hand only. Anyone who has the file has the data in it, so send it as you would send a customer list.
privacy-roles = What roles do
privacy-roles-text = Admin, manager, clerk and rep order the work: they decide what the buttons allow. They are no protection: whoever holds the workspace or its file can read all of it.
privacy-erase = How to be rid of it
privacy-erase-text = Settings erases a workspace from this browser for good. Clearing this site’s data in the browser does the same to all of them. Files you sent stay with whoever has them.
