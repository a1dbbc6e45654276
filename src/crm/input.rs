//! Input: what a person or a file's cell typed, read as a field's value.

use super::contact_point::LABELS;
use super::custom::formula;
use super::edit::Edits;
use super::schema::{Choice, Field, Kind};
use super::view::{Rec, View};
use crate::ledger::Value;
use chrono::{NaiveDate, NaiveTime};

/// Why a text is no value of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Invalid {
    /// Not an integer.
    #[error("invalid-number")]
    Number,
    /// A number that makes no sense here.
    #[error("invalid-range")]
    Range,
    /// Not an amount of money.
    #[error("invalid-money")]
    Money,
    /// Not a date.
    #[error("invalid-date")]
    Date,
    /// Not one of the choices.
    #[error("invalid-choice")]
    Choice,
    /// Not an e-mail address.
    #[error("invalid-email")]
    Email,
    /// Not a phone number.
    #[error("invalid-phone")]
    Phone,
    /// Not a web address that may be opened.
    #[error("invalid-url")]
    Url,
    /// Not a formula.
    #[error("invalid-formula")]
    Formula,
    /// Not yes or no.
    #[error("invalid-bool")]
    Bool,
    /// No such record.
    #[error("invalid-link")]
    Link,
}

/// Reads a text as a value of a field. Empty text clears the field. Links are read by the caller,
/// which knows whether a missing record may be created.
///
/// # Errors
/// What is wrong with the text; its `Display` is a message key.
pub fn parse(field: &Field, text: &str, currency: &str) -> Result<Value, Invalid> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(Value::Null);
    }
    Ok(match field.kind {
        Kind::Text | Kind::LongText => Value::from(text),
        Kind::Formula => formula::check(text).map(|()| Value::from(text)).map_err(|_| Invalid::Formula)?,
        Kind::Url => Value::from(url(text).ok_or(Invalid::Url)?),
        Kind::Email => Some(text).filter(|text| is_email(text)).ok_or(Invalid::Email)?.into(),
        Kind::Phone => Some(text).filter(|text| is_phone(text)).ok_or(Invalid::Phone)?.into(),
        Kind::Int => {
            let number = integer(text).ok_or(Invalid::Number)?;
            let fits = field.range.is_none_or(|(least, most)| (least..=most).contains(&number));
            Value::Int(Some(number).filter(|_| fits).ok_or(Invalid::Range)?)
        }
        Kind::Decimal(places) => Value::Int(minor_units(text, places.into()).ok_or(Invalid::Number)?),
        Kind::Rating(max) => {
            Value::Int(integer(text).filter(|points| (0..=i64::from(max)).contains(points)).ok_or(Invalid::Number)?)
        }
        Kind::Money => {
            // An amount may name its own currency: USD 500.
            let (currency, amount) = match text.split_once(' ') {
                Some((code, rest)) if code.len() == 3 && code.bytes().all(|c| c.is_ascii_uppercase()) => (code, rest),
                _ => (currency, text),
            };
            Value::Money(minor_units(amount, digits(currency)).ok_or(Invalid::Money)?, currency.to_owned())
        }
        Kind::Date => Value::Date(date(text).ok_or(Invalid::Date)?),
        Kind::When => date(text).map(Value::Date).or_else(|| instant(text).map(Value::At)).ok_or(Invalid::Date)?,
        Kind::Instant => Value::At(instant(text).ok_or(Invalid::Date)?),
        Kind::Bool => Value::Bool(truth(text).ok_or(Invalid::Bool)?),
        Kind::Choice(choices) => choice(choices, text)?,
        Kind::Choices(choices) => {
            // What is one choice as a whole is not taken apart.
            let whole = choice(choices, text).map(|one| vec![one]);
            Value::List(whole.or_else(|_| elements(text).map(|one| choice(choices, one)).collect::<Result<_, _>>())?)
        }
        Kind::Tags => Value::List(elements(text).map(Value::from).collect()),
        Kind::Link(_) => return Err(Invalid::Link),
        Kind::Point("email") if !points(text).all(|(_, one)| is_email(one)) => return Err(Invalid::Email),
        Kind::Point("phone") if !points(text).all(|(_, one)| is_phone(one)) => return Err(Invalid::Phone),
        Kind::Point(_) => Value::from(text),
    })
}

/// The elements of a set that were typed in one line.
fn elements(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', '，', '、', ';', '；']).map(str::trim).filter(|element| !element.is_empty())
}

/// The choice of this key or word.
fn choice(choices: &[Choice], text: &str) -> Result<Value, Invalid> {
    let lower = text.to_lowercase();
    let found = choices.iter().find(|choice| choice.key == lower || choice.synonyms.contains(&lower.as_str()));
    found.map(|choice| Value::from(choice.key)).ok_or(Invalid::Choice)
}

fn is_email(text: &str) -> bool {
    text.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && host.contains('.') && !text.contains(char::is_whitespace) && !host.contains('@')
    })
}

fn is_phone(text: &str) -> bool {
    text.chars().filter(char::is_ascii_digit).count() >= 3
}

/// The contact points of a text: several are parted by commas, and each may begin with the word of its label
/// ([`LABELS`]), as in "13800138000, 传真 0571-88886667".
pub fn points(text: &str) -> impl Iterator<Item = (Option<&'static str>, &str)> {
    let parts = text.split([',', '，', ';', '；', '、', '\n']).map(str::trim).filter(|part| !part.is_empty());
    parts.map(|part| {
        let labelled = part.split_once(char::is_whitespace).and_then(|(word, rest)| {
            let word = word.to_lowercase();
            let label = LABELS.iter().find(|label| label.key == word || label.synonyms.contains(&word.as_str()))?;
            Some((Some(label.key), rest.trim()))
        });
        labelled.unwrap_or((None, part))
    })
}

/// Writes a value to a field of a record that exists or is being created by these edits.
///
/// Sets become one register per element, and a contact point becomes a line of its own. `rec` is the
/// record as it is, `None` if the edits create it.
pub fn write(edits: &mut Edits, entity: &str, id: &str, rec: Option<&Rec<'_>>, field: &Field, value: Value) {
    match (field.kind, &value) {
        (Kind::Tags | Kind::Choices(_), _) => {
            let Value::List(wanted) = value else {
                for tag in rec.map(|rec| rec.tags(field.key)).unwrap_or_default() {
                    edits.set(entity, id, &format!("{}:{tag}", field.key), false);
                }
                return;
            };
            let wanted: Vec<&str> = wanted.iter().filter_map(Value::as_text).collect();
            let has = rec.map(|rec| rec.tags(field.key)).unwrap_or_default();
            for tag in has.iter().filter(|tag| !wanted.contains(tag)) {
                edits.set(entity, id, &format!("{}:{tag}", field.key), false);
            }
            for tag in wanted.iter().filter(|tag| !has.contains(*tag)) {
                edits.set(entity, id, &format!("{}:{tag}", field.key), true);
            }
        }
        (Kind::Point(kind), _) => {
            let first = rec.and_then(|rec| rec.points(kind).first().map(|point| point.id.to_owned()));
            let mut given = points(value.as_text().unwrap_or_default());
            match (first, value.is_empty()) {
                (Some(point), true) => edits.delete("contact_point", &point),
                (Some(point), false) => {
                    let (label, one) = given.next().unwrap_or_default();
                    edits.set("contact_point", &point, "value", one);
                    if let Some(label) = label {
                        edits.set("contact_point", &point, "label", label);
                    }
                }
                (None, true) => {}
                (None, false) => {
                    if let Some((label, one)) = given.next() {
                        add_point(edits, entity, id, kind, label, Value::from(one), true);
                    }
                }
            }
            // Further ones stand beside the first.
            for (label, one) in given {
                add_point(edits, entity, id, kind, label, Value::from(one), false);
            }
        }
        _ => edits.set(entity, id, field.key, value),
    }
}

/// Adds a contact point line to a record.
pub fn add_point(
    edits: &mut Edits,
    entity: &str,
    id: &str,
    kind: &str,
    label: Option<&str>,
    value: Value,
    primary: bool,
) {
    let point = edits.create();
    edits.set("contact_point", &point, "_parent", Value::Link(entity.to_owned(), id.to_owned()));
    edits.set("contact_point", &point, "kind", kind);
    edits.set("contact_point", &point, "value", value);
    if let Some(label) = label {
        edits.set("contact_point", &point, "label", label);
    }
    if primary {
        edits.set("contact_point", &point, "primary", true);
    }
}

/// The workspace's currency (`org.currency`), CNY where none is set.
#[must_use]
pub fn currency(view: &View<'_>) -> String {
    let org = view.state().record("org", "org");
    org.and_then(|org| org.get("currency")?.as_text().map(str::to_owned)).unwrap_or_else(|| "CNY".to_owned())
}

/// The number of decimal digits of a currency's minor unit (ISO 4217).
#[must_use]
pub fn digits(currency: &str) -> u32 {
    match currency {
        "JPY" | "KRW" | "VND" | "CLP" | "ISK" | "UGX" | "XAF" | "XOF" => 0,
        "BHD" | "IQD" | "JOD" | "KWD" | "LYD" | "OMR" | "TND" => 3,
        _ => 2,
    }
}

fn integer(text: &str) -> Option<i64> {
    let plain: String = text.chars().filter(|c| !matches!(c, ',' | '，' | ' ')).collect();
    plain.parse().ok().filter(|number: &i64| number.unsigned_abs() < 1 << 53)
}

/// Reads "¥ 12,500.50" or "1.2万" as minor units; more decimals than the currency has are refused.
fn minor_units(text: &str, digits: u32) -> Option<i64> {
    let mut plain: String = text
        .chars()
        .filter(|c| !matches!(c, ',' | '，' | ' ' | '\u{a0}' | '¥' | '￥' | '$' | '€' | '£' | '元'))
        .collect();
    let mut scale = 1i64;
    for (word, factor) in [("亿", 100_000_000), ("万", 10_000)] {
        if let Some(rest) = plain.strip_suffix(word) {
            scale = factor;
            plain = rest.to_owned();
            break;
        }
    }
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    if whole.is_empty() || fraction.len() > 8 || !fraction.chars().all(|c| c.is_ascii_digit()) {
        return None;
    }
    let places = u32::try_from(fraction.len()).ok()?;
    let number: i64 = format!("{whole}{fraction}").parse().ok()?;
    let scaled = number.checked_mul(scale)?.checked_mul(10i64.pow(digits))?;
    let unit = 10i64.pow(places);
    (scaled % unit == 0 && (scaled / unit).unsigned_abs() < 1 << 53).then_some(scaled / unit)
}

fn date(text: &str) -> Option<NaiveDate> {
    let day = text.split(['T', ' ']).next()?;
    let plain = day.replace(['/', '.', '年', '月'], "-").replace('日', "");
    let mut parts = plain.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() != 4 {
        return None;
    }
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).filter(|date| {
        use chrono::Datelike;
        (1..=9999).contains(&date.year())
    })
}

/// Reads a day with a time, on the clock of a zone so many minutes east of UTC unless it names one itself:
/// `2026-11-26 14:00`, `2026/11/26 14:00:05`, `2026-11-26T14:00:00+08:00`. Milliseconds since 1970 UTC.
#[must_use]
pub fn local_time(text: &str, offset: i32) -> Option<i64> {
    let text = text.trim();
    if let Ok(at) = chrono::DateTime::parse_from_rfc3339(text) {
        return Some(at.timestamp_millis());
    }
    let (day, time) = text.split_once(['T', ' '])?;
    let time =
        ["%H:%M", "%H:%M:%S", "%H:%M:%S%.f"].iter().find_map(|form| NaiveTime::parse_from_str(time, form).ok())?;
    Some(date(day)?.and_time(time).and_utc().timestamp_millis() - i64::from(offset) * 60_000)
}

/// Reads an ISO 8601 instant, or a date as its noon in UTC.
fn instant(text: &str) -> Option<i64> {
    let exact = chrono::DateTime::parse_from_rfc3339(text).map(|at| at.timestamp_millis()).ok();
    exact.or_else(|| Some(date(text)?.and_hms_opt(12, 0, 0)?.and_utc().timestamp_millis()))
}

fn truth(text: &str) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "true" | "yes" | "y" | "1" | "是" | "有" | "对" | "√" => Some(true),
        "false" | "no" | "n" | "0" | "否" | "无" | "不" | "×" => Some(false),
        _ => None,
    }
}

/// A web address that may be opened: `http`, `https`, or a bare host that gets `https`.
fn url(text: &str) -> Option<String> {
    if text.contains(char::is_whitespace) || text.chars().any(char::is_control) {
        return None;
    }
    match text.split_once(':') {
        Some((scheme, rest)) if rest.starts_with("//") => {
            matches!(scheme.to_lowercase().as_str(), "http" | "https").then(|| text.to_owned())
        }
        _ if text.contains('.') && !text.to_lowercase().starts_with("javascript:") => Some(format!("https://{text}")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(kind: Kind, text: &str, expect: Result<Value, Invalid>) {
        assert_eq!(parse(&Field::new("f", kind, "f"), text, "CNY"), expect);
    }

    #[test]
    fn money_is_read_exactly() {
        check(Kind::Money, "¥ 12,500.50", Ok(Value::Money(1_250_050, "CNY".into())));
        check(Kind::Money, "1.2万", Ok(Value::Money(1_200_000, "CNY".into())));
        check(Kind::Money, "-3", Ok(Value::Money(-300, "CNY".into())));
        check(Kind::Money, "1.234", Err(Invalid::Money));
        check(Kind::Money, "abc", Err(Invalid::Money));
        check(Kind::Money, "USD 500.5", Ok(Value::Money(50_050, "USD".into())));
        check(Kind::Money, "JPY 5000", Ok(Value::Money(5_000, "JPY".into())));
    }

    #[test]
    fn dates_are_real_dates() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap_or_default();
        check(Kind::Date, "2026-11-22", Ok(Value::Date(day)));
        check(Kind::Date, "2026/11/22", Ok(Value::Date(day)));
        check(Kind::Date, "2026年11月22日", Ok(Value::Date(day)));
        check(Kind::Date, "2026-02-30", Err(Invalid::Date));
        check(Kind::Date, "11/22/2026", Err(Invalid::Date));
    }

    #[test]
    fn times_are_read_on_the_clock_of_the_zone() {
        let at = |text: &str| local_time(text, 480);
        assert_eq!(at("2026-11-24 10:42"), Some(1_795_488_120_000));
        assert_eq!(at("2026/11/24 10:42:00.5"), Some(1_795_488_120_500));
        assert_eq!(at("2026-11-24T02:42:00Z"), Some(1_795_488_120_000));
        assert_eq!((at("2026-11-24"), at("2026-11-24 25:00"), at("later 10:42")), (None, None, None));
    }

    #[test]
    fn addresses_that_run_code_are_refused() {
        check(Kind::Url, "example.com", Ok("https://example.com".into()));
        check(Kind::Url, "javascript:alert(1).x", Err(Invalid::Url));
        check(Kind::Url, "ftp://example.com", Err(Invalid::Url));
    }

    #[test]
    fn points_are_checked_lightly() {
        check(Kind::Point("email"), "a@b.cn", Ok("a@b.cn".into()));
        check(Kind::Point("email"), "a@b", Err(Invalid::Email));
        check(Kind::Point("phone"), "1-955-371-0847 x371", Ok("1-955-371-0847 x371".into()));
        check(Kind::Point("phone"), "none", Err(Invalid::Phone));
        check(Kind::Point("email"), "a@b.cn, c@d.cn", Ok("a@b.cn, c@d.cn".into()));
        check(Kind::Point("email"), "a@b.cn, c", Err(Invalid::Email));
    }

    #[test]
    fn several_points_have_their_labels() {
        let of = |text| points(text).collect::<Vec<_>>();
        let work = (Some("work"), "0571-88886666");
        assert_eq!(
            of("13800138000，工作 0571-88886666; Fax 12 34 5"),
            [(None, "13800138000"), work, (Some("fax"), "12 34 5")]
        );
        assert_eq!(of("138 0013 8000"), [(None, "138 0013 8000")]);
    }
}
