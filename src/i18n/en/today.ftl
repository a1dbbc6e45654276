# Today: the day's work of the member who looks.

today-agenda = Agenda
today-late = Late
today-late-order = Oldest first
today-unassigned = Waiting for an owner
today-recent = Recent follow-ups
today-log = Log
today-log-for = Log a follow-up: { $title }
today-any-time = All day
today-now = Now, { $time }
today-summary = { $due ->
    [0] nothing due today
   *[other] { $due } due today
}, { $late ->
    [0] nothing late
   *[other] { $late } late
}
today-week = week { $week }
today-late-days = { $n ->
    [one] { $n } day
   *[other] { $n } days
}
today-agenda-empty = Nothing is planned for today.
today-agenda-next = Next: { $title }, { $day }.
today-empty = A clear day.
today-empty-why = Next contacts and tasks you set appear here on their day.
today-upcoming = Next days
