# The frame around every page: product name, navigation, search, language and theme.

-brand = Cove CRM

app-name = { -brand }
language-name = English
page-title = { $page } · { app-name }

skip-to-content = Skip to content
nav-main = Main
nav-more = More
nav-close = Close
nav-phone = Quick access
nav-today = Today
nav-data = Data
nav-assign = Assignment rules
nav-import = Import
nav-share = Share & merge
nav-settings = Settings
nav-privacy = Privacy
nav-unknown = Page not found
nav-where = You are here
# A record or list entry that is being made: "New lead".
nav-new = New { $entity }

create-menu = New
undo = Undo
redo = Redo

lazy-fetching = Loading …
lazy-missing-title = This page did not load
lazy-missing = Check the connection, then try again. What you entered is safe.
lazy-again = Try again

renewal-waiting = A new version of Cove is ready.
renewal-taken-over = A new version of Cove is in use. Reload when you have finished here; what you typed is kept until then.
renewal-accept = Reload

demo-badge = Demo
demo-banner = Demo workspace: invented people and companies. What you change here stays in this demo.
demo-erase = Erase demo
practice-badge = Practice
practice-banner = Practice copy: what you change here stays here. The workspace it was made from takes no file of it.
demo-clock = The clock stands at { $time }

search-open = Search
search-found = { $n ->
    [0] Nothing found
    [one] { $n } result
   *[other] { $n } results
}
search-all = All results in { $entities }
search-close = Close search

safety-title = Saved in this browser
safety-never = No backup yet
safety-none-needed = Nothing to back up yet
safety-today = Last backup today
safety-days = Last backup { $n ->
    [one] yesterday
   *[other] { $n } days ago
}
safety-changes = { $n ->
    [one] { $n } change since
   *[other] { $n } changes since
}
safety-due = Time for a backup
safety-backup = Make a backup file
safety-demo = No backup needed here
safety-nudge = { $n ->
    [one] { $n } change is in this browser only. A backup file keeps it safe.
   *[other] { $n } changes are in this browser only. A backup file keeps them safe.
}

you-menu = { $name }: language and appearance
you-signed = Working as { $name }
menu-language = Language
menu-theme = Appearance
theme-light = Light
theme-dark = Dark
theme-system = As the system

done-export = Saved { $file }
download-failed = The browser did not take the file. Allow downloads for this page and try again.

broken-title = “{ $name }” cannot be opened
broken-why = It stays in this browser untouched. Save what can be read as a file first: a newer version, or another browser, opens it.
broken-save = Save what can be read
broken-again = Try again

safety-checkup = Is everything in order? To the checkup
nav-backups = Backups
nav-checkup = Checkup
