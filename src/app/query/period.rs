//! Periods: spans of days that move with the day on which somebody looks. Weeks begin on Monday.

use chrono::{Datelike, Days, Months, NaiveDate};

/// A span of days, seen from today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// This day.
    Today,
    /// The day before.
    Yesterday,
    /// The day after.
    Tomorrow,
    /// Monday to Sunday around today.
    ThisWeek,
    /// The week before.
    LastWeek,
    /// The week after.
    NextWeek,
    /// The calendar month around today.
    ThisMonth,
    /// The month before.
    LastMonth,
    /// The month after.
    NextMonth,
    /// The quarter around today.
    ThisQuarter,
    /// The calendar year around today.
    ThisYear,
    /// The year before.
    LastYear,
    /// Any day before today.
    Past,
    /// Any day after today.
    Future,
}

impl Period {
    /// All of them, in the order a menu offers them.
    pub const ALL: [Period; 14] = [
        Period::Today,
        Period::Yesterday,
        Period::Tomorrow,
        Period::ThisWeek,
        Period::LastWeek,
        Period::NextWeek,
        Period::ThisMonth,
        Period::LastMonth,
        Period::NextMonth,
        Period::ThisQuarter,
        Period::ThisYear,
        Period::LastYear,
        Period::Past,
        Period::Future,
    ];

    /// Its word in addresses, which is stored and therefore final.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Period::Today => "today",
            Period::Yesterday => "yesterday",
            Period::Tomorrow => "tomorrow",
            Period::ThisWeek => "week",
            Period::LastWeek => "lastweek",
            Period::NextWeek => "nextweek",
            Period::ThisMonth => "month",
            Period::LastMonth => "lastmonth",
            Period::NextMonth => "nextmonth",
            Period::ThisQuarter => "quarter",
            Period::ThisYear => "year",
            Period::LastYear => "lastyear",
            Period::Past => "past",
            Period::Future => "future",
        }
    }

    /// The period of a word in an address.
    #[must_use]
    pub fn of_key(key: &str) -> Option<Period> {
        Period::ALL.into_iter().find(|period| period.key() == key)
    }

    /// Its first and its last day; `None` for no end.
    #[must_use]
    pub fn days(self, today: NaiveDate) -> (Option<NaiveDate>, Option<NaiveDate>) {
        let monday = today - Days::new(today.weekday().num_days_from_monday().into());
        let month = today.with_day(1).unwrap_or(today);
        let year = NaiveDate::from_ymd_opt(today.year(), 1, 1).unwrap_or(today);
        let quarter = year + Months::new(today.month0() / 3 * 3);
        let span = |first: NaiveDate, next: NaiveDate| (Some(first), Some(next - Days::new(1)));
        let (day, week) = (Days::new(1), Days::new(7));
        match self {
            Period::Today => (Some(today), Some(today)),
            Period::Yesterday => (Some(today - day), Some(today - day)),
            Period::Tomorrow => (Some(today + day), Some(today + day)),
            Period::ThisWeek => span(monday, monday + week),
            Period::LastWeek => span(monday - week, monday),
            Period::NextWeek => span(monday + week, monday + week + week),
            Period::ThisMonth => span(month, month + Months::new(1)),
            Period::LastMonth => span(month - Months::new(1), month),
            Period::NextMonth => span(month + Months::new(1), month + Months::new(2)),
            Period::ThisQuarter => span(quarter, quarter + Months::new(3)),
            Period::ThisYear => span(year, year + Months::new(12)),
            Period::LastYear => span(year - Months::new(12), year),
            Period::Past => (None, Some(today - day)),
            Period::Future => (Some(today + day), None),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(today: &str, period: Period, first: &str, last: &str) {
        let day = |text: &str| text.parse::<NaiveDate>().ok();
        let days = period.days(day(today).unwrap_or_default());
        assert_eq!(days, (day(first), day(last)), "{period:?} on {today}");
    }

    #[test]
    fn weeks_begin_on_monday() {
        for today in ["2026-11-23", "2026-11-24", "2026-11-29"] {
            check(today, Period::ThisWeek, "2026-11-23", "2026-11-29");
        }
        check("2026-11-24", Period::LastWeek, "2026-11-16", "2026-11-22");
        check("2026-12-31", Period::NextWeek, "2027-01-04", "2027-01-10");
    }

    #[test]
    fn months_end_where_they_end() {
        check("2028-02-29", Period::ThisMonth, "2028-02-01", "2028-02-29");
        check("2026-03-31", Period::LastMonth, "2026-02-01", "2026-02-28");
        check("2026-12-31", Period::NextMonth, "2027-01-01", "2027-01-31");
        check("2026-11-24", Period::ThisQuarter, "2026-10-01", "2026-12-31");
        check("2026-01-01", Period::ThisQuarter, "2026-01-01", "2026-03-31");
        check("2028-02-29", Period::LastYear, "2027-01-01", "2027-12-31");
    }

    #[test]
    fn days_turn_over_months() {
        check("2026-11-30", Period::Tomorrow, "2026-12-01", "2026-12-01");
        check("2026-01-01", Period::Yesterday, "2025-12-31", "2025-12-31");
        check("2026-11-24", Period::Past, "", "2026-11-23");
        check("2026-11-24", Period::Future, "2026-11-25", "");
    }

    #[test]
    fn every_word_is_read_back() {
        for period in Period::ALL {
            assert_eq!(Period::of_key(period.key()), Some(period));
        }
        assert_eq!(Period::of_key("never"), None);
    }
}
