# Reminders, and a calendar for when the app is closed.

remind-title = Reminders
remind-switch = Remind me while Cove is open
remind-why = A notification when something of yours falls due, and once a day what is due that day. Of several tabs one reminds you.
remind-absent = This browser shows no notifications for this page. Take the calendar file, which reminds you anywhere.
remind-denied = Notifications are blocked for this page. Allow them in the site settings of the browser, or take the calendar file.
remind-now = { $time }: { $title }
remind-today = { $n ->
    [one] { $n } thing is due today
   *[other] { $n } things are due today
}
calendar-file = Calendar file of my dates (.ics)
calendar-closed = Remind me while it is closed
calendar-name = Dates
calendar-why = Your next contacts, tasks and expected closings for the calendar of your phone or mail program. Import a newer file at any time: it updates the dates of the last one.
