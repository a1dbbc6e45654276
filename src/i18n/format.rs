//! Numbers, money, dates and times as both languages write them.
//!
//! Everything here is a function of its arguments: "today" and the zone offset are passed in. The words
//! and the order of date parts stand in `format.ftl`, so a translator changes them without Rust.

use super::{Lang, key, text, text_with};
use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Timelike};

/// A whole number with its thousands grouped: `1,860,000`; the minus is U+2212.
#[must_use]
pub fn number(number: i64) -> String {
    let sign = if number < 0 { "−" } else { "" };
    format!("{sign}{}", grouped(number.unsigned_abs()))
}

/// A number of bytes in the unit people read it in.
#[must_use]
pub fn size(bytes: u64) -> String {
    let units = ["B", "KB", "MB", "GB", "TB"];
    let mut scaled = bytes as f64;
    let mut unit = 0;
    while scaled >= 1000.0 && unit + 1 < units.len() {
        scaled /= 1000.0;
        unit += 1;
    }
    let digits = usize::from(scaled < 10.0 && unit > 0);
    format!("{scaled:.digits$} {}", units[unit])
}

/// A number given in tenths: `14`, `14.5`; the minus is U+2212.
#[must_use]
pub fn tenths(tenths: i64) -> String {
    let (whole, rest) = (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10);
    let sign = if tenths < 0 { "−" } else { "" };
    let rest = if rest == 0 { String::new() } else { format!(".{rest}") };
    format!("{sign}{}{rest}", grouped(whole))
}

/// An amount of integer minor units with its currency sign: `¥ 1,860,000`, `US$ 12.50`.
///
/// Minor digits show only where they are not all zero, as a list of round sums reads better without.
#[must_use]
pub fn money(minor: i64, currency: &str) -> String {
    let sign = if minor < 0 { "−" } else { "" };
    let (symbol, amount) = (currency_sign(currency), amount(minor, currency));
    format!("{sign}{symbol} {amount}")
}

/// The figures of an amount without minus and sign, for a total whose sign is drawn apart.
#[must_use]
pub fn amount(minor: i64, currency: &str) -> String {
    let digits = minor_digits(currency);
    let unit = 10_u64.pow(digits);
    let (whole, rest) = (minor.unsigned_abs() / unit, minor.unsigned_abs() % unit);
    if rest == 0 { grouped(whole) } else { format!("{}.{rest:0width$}", grouped(whole), width = digits as usize) }
}

/// A number kept as an integer of its last decimal: `1,234.50`.
#[must_use]
pub fn decimal(scaled: i64, places: u8) -> String {
    let unit = 10_u64.pow(places.into());
    let (whole, rest) = (scaled.unsigned_abs() / unit, scaled.unsigned_abs() % unit);
    let sign = if scaled < 0 { "−" } else { "" };
    let rest = if places == 0 { String::new() } else { format!(".{rest:0width$}", width = places.into()) };
    format!("{sign}{}{rest}", grouped(whole))
}

/// What stands before an amount: a sign where everyone knows it, else the ISO 4217 code.
#[must_use]
pub fn currency_sign(currency: &str) -> &str {
    match currency {
        "CNY" => "¥",
        "USD" => "US$",
        "EUR" => "€",
        "GBP" => "£",
        "HKD" => "HK$",
        "JPY" => "JP¥",
        code => code,
    }
}

/// How many decimal digits a currency's minor unit has (ISO 4217).
#[must_use]
pub fn minor_digits(currency: &str) -> u32 {
    match currency {
        "BIF" | "CLP" | "DJF" | "GNF" | "ISK" | "JPY" | "KMF" | "KRW" | "PYG" | "RWF" | "UGX" | "UYI" | "VND"
        | "VUV" | "XAF" | "XOF" | "XPF" => 0,
        "BHD" | "IQD" | "JOD" | "KWD" | "LYD" | "OMR" | "TND" => 3,
        "CLF" | "UYW" => 4,
        _ => 2,
    }
}

/// An instant in milliseconds since 1970 UTC on the clock of a zone `offset_minutes` east of UTC.
///
/// `None` for instants and offsets no calendar reaches.
#[must_use]
pub fn local(instant: i64, offset_minutes: i32) -> Option<DateTime<FixedOffset>> {
    let zone = FixedOffset::east_opt(offset_minutes.checked_mul(60)?)?;
    Some(DateTime::from_timestamp_millis(instant)?.with_timezone(&zone))
}

/// A time of day: `09:05`.
#[must_use]
pub fn time(time: NaiveTime) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// A date: `11-26 周四`, `Thu 26 Nov`; with the year and no weekday when it is not today's year.
#[must_use]
pub fn date(lang: Lang, date: NaiveDate, today: NaiveDate) -> String {
    let pattern = if date.year() == today.year() { key::DATE_NEAR } else { key::DATE_FAR };
    date_by(lang, pattern, date)
}

/// A date in a title: `2026 年 11 月 24 日`, `24 November 2026`.
#[must_use]
pub fn long_date(lang: Lang, date: NaiveDate) -> String {
    date_by(lang, key::DATE_LONG, date)
}

/// A month as a heading: `2026 年 11 月`, `November 2026`.
#[must_use]
pub fn month(lang: Lang, month: NaiveDate) -> String {
    date_by(lang, key::DATE_MONTH, month)
}

/// A date as a margin shows it, above its weekday: `11-26`, `26 Nov`; with the year when it is not today's.
#[must_use]
pub fn margin(lang: Lang, date: NaiveDate, today: NaiveDate) -> String {
    let pattern = if date.year() == today.year() { key::DATE_MARGIN } else { key::DATE_FAR };
    date_by(lang, pattern, date)
}

/// The weekday's short name: `周二`, `Tue`.
#[must_use]
pub fn weekday_short(lang: Lang, date: NaiveDate) -> String {
    date_by(lang, key::WEEKDAY_SHORT, date)
}

/// The weekday's name: `星期二`, `Tuesday`.
#[must_use]
pub fn weekday(lang: Lang, date: NaiveDate) -> String {
    date_by(lang, key::WEEKDAY_LONG, date)
}

/// A date as its relative word where there is one (昨天, 今天, 明天), else as [`date`].
#[must_use]
pub fn day(lang: Lang, day: NaiveDate, today: NaiveDate) -> String {
    match day.signed_duration_since(today).num_days() {
        -1 => text(lang, key::DAY_YESTERDAY),
        0 => text(lang, key::DAY_TODAY),
        1 => text(lang, key::DAY_TOMORROW),
        _ => date(lang, day, today),
    }
}

/// A day and a time: `今天 17:30`, `Thu 26 Nov 14:00`.
#[must_use]
pub fn moment(lang: Lang, at: NaiveDateTime, today: NaiveDate) -> String {
    format!("{} {}", day(lang, at.date(), today), time(at.time()))
}

/// What was due on a day: `逾期 2 天`, `2 days late` once it is past, else as [`day`].
#[must_use]
pub fn due(lang: Lang, due: NaiveDate, today: NaiveDate) -> String {
    match today.signed_duration_since(due).num_days() {
        late @ 1.. => text_with(lang, key::DAY_LATE, &[("n", late.into())]),
        _ => day(lang, due, today),
    }
}

/// The parts of a date laid out by one of the patterns in `format.ftl`.
fn date_by(lang: Lang, pattern: &str, date: NaiveDate) -> String {
    let weekday = i64::from(date.weekday().number_from_monday());
    let (month, day) = (i64::from(date.month()), i64::from(date.day()));
    let year = format!("{:04}", date.year());
    text_with(
        lang,
        pattern,
        &[("weekday", weekday.into()), ("month", month.into()), ("day", day.into()), ("year", year.into())],
    )
}

/// Digits in groups of three.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[track_caller]
    fn check(zh: &str, en: &str, write: impl Fn(Lang) -> String) {
        assert_eq!((write(Lang::Zh).as_str(), write(Lang::En).as_str()), (zh, en));
    }

    #[test]
    fn dates_read_as_in_each_language() {
        let today = on(2026, 11, 24);
        check("11-26 周四", "Thu 26 Nov", |lang| date(lang, on(2026, 11, 26), today));
        check("03-02 周一", "Mon 2 Mar", |lang| date(lang, on(2026, 3, 2), today));
        check("2025-01-09", "9 Jan 2025", |lang| date(lang, on(2025, 1, 9), today));
        check("11-26", "26 Nov", |lang| margin(lang, on(2026, 11, 26), today));
        check("周二", "Tue", |lang| weekday_short(lang, today));
        check("2026 年 11 月 24 日", "24 November 2026", |lang| long_date(lang, today));
        check("星期二", "Tuesday", |lang| weekday(lang, today));
    }

    #[test]
    fn near_days_have_words() {
        let today = on(2026, 11, 24);
        check("昨天", "Yesterday", |lang| day(lang, on(2026, 11, 23), today));
        check("今天", "Today", |lang| day(lang, today, today));
        check("明天", "Tomorrow", |lang| day(lang, on(2026, 11, 25), today));
        check("11-22 周日", "Sun 22 Nov", |lang| day(lang, on(2026, 11, 22), today));
        check("明天", "Tomorrow", |lang| day(lang, on(2027, 1, 1), on(2026, 12, 31)));
        let at = today.and_hms_opt(17, 30, 0).unwrap();
        check("今天 17:30", "Today 17:30", |lang| moment(lang, at, today));
        check("11-24 周二 17:30", "Tue 24 Nov 17:30", |lang| moment(lang, at, on(2026, 11, 20)));
    }

    #[test]
    fn lateness_counts_days() {
        let today = on(2026, 11, 24);
        check("逾期 2 天", "2 days late", |lang| due(lang, on(2026, 11, 22), today));
        check("逾期 1 天", "1 day late", |lang| due(lang, on(2026, 11, 23), today));
        check("今天", "Today", |lang| due(lang, today, today));
        check("11-26 周四", "Thu 26 Nov", |lang| due(lang, on(2026, 11, 26), today));
    }

    #[test]
    fn money_has_the_digits_of_its_currency() {
        assert_eq!(money(186_000_000, "CNY"), "¥ 1,860,000");
        assert_eq!(money(-8_600_050, "CNY"), "−¥ 86,000.50");
        assert_eq!(money(1_250, "USD"), "US$ 12.50");
        assert_eq!(money(1_250, "JPY"), "JP¥ 1,250");
        assert_eq!(money(1_005, "KWD"), "KWD 1.005");
        assert_eq!(money(i64::MIN, "CNY"), "−¥ 92,233,720,368,547,758.08");
        assert_eq!(amount(0, "CNY"), "0");
    }

    #[test]
    fn numbers_are_grouped() {
        for (given, expect) in [(0, "0"), (999, "999"), (1000, "1,000"), (-1_234_567, "−1,234,567")] {
            assert_eq!(number(given), expect);
        }
    }

    #[test]
    fn instants_fall_on_the_day_of_their_zone() {
        // 2026-11-23 16:30 UTC is already Tuesday in Shanghai and still Monday in Honolulu.
        let instant = 1_795_451_400_000;
        assert_eq!(local(instant, 480).unwrap().date_naive(), on(2026, 11, 24));
        assert_eq!(local(instant, -600).unwrap().date_naive(), on(2026, 11, 23));
        assert_eq!(time(local(instant, 480).unwrap().time()), "00:30");
        assert!(local(i64::MAX, 0).is_none());
        assert!(local(0, i32::MAX).is_none());
    }
}
