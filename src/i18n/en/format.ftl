# Dates and times. $weekday is 1 (Monday) to 7, $month 1 to 12, $day 1 to 31.

weekday-short = { $weekday ->
    [1] Mon
    [2] Tue
    [3] Wed
    [4] Thu
    [5] Fri
    [6] Sat
   *[7] Sun
}
weekday-long = { $weekday ->
    [1] Monday
    [2] Tuesday
    [3] Wednesday
    [4] Thursday
    [5] Friday
    [6] Saturday
   *[7] Sunday
}
month-short = { $month ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
   *[12] Dec
}
month-long = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}

# A day of this year, of another year, and in a title.
date-near = { weekday-short } { $day } { month-short }
date-margin = { $day } { month-short }
date-far = { $day } { month-short } { $year }
date-long = { $day } { month-long } { $year }

day-yesterday = Yesterday
day-today = Today
day-tomorrow = Tomorrow
day-late = { $n ->
    [one] { $n } day late
   *[other] { $n } days late
}

# A month as the heading of a group or a calendar.
date-month = { month-long } { $year }
