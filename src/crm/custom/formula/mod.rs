//! Formulas: a field worked out from others of the same record (F28), as a spreadsheet writes them.
//!
//! `{amount} * (100 - {discount}) / 100`, `IF({paid}, 0, DAYS(TODAY(), {due}))`, `{city} & " " & {street}`. A name in
//! braces is a field: its key, or what people and their tables call it. Numbers are exact to six decimals; there is
//! no float. What cannot be worked out (a blank, a division by nothing, a text in a sum) is blank.

mod read;

use crate::crm::input;
use crate::crm::schema::{Entity, Field, Kind, Now};
use crate::crm::view::Rec;
use crate::ledger::Value;
use chrono::{Datelike, Days, NaiveDate};
use std::cmp::Ordering;

/// What one is counted as.
const ONE: i128 = 1_000_000;

/// A formula that was read, with the fields it names found in a table.
#[derive(Debug)]
pub struct Formula {
    root: Node,
    of: Kind,
    /// The names that no field has.
    pub unknown: Vec<String>,
}

/// Why a text is no formula: where, in characters from its beginning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wrong(pub usize);

#[derive(Clone, Debug, PartialEq)]
enum Node {
    Number(i128),
    Text(String),
    /// A field by its name, until it is found in a table.
    Name(String),
    Field(&'static str),
    Call(Call, Vec<Node>),
    Binary(Binary, Box<[Node; 2]>),
    Negative(Box<Node>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Call {
    If,
    And,
    Or,
    Not,
    Blank,
    First,
    Round,
    Min,
    Max,
    Sum,
    Abs,
    Today,
    Days,
    Year,
    Month,
    Length,
}

/// The functions by name, with how many arguments each takes.
const CALLS: &[(&str, Call, usize, usize)] = &[
    ("IF", Call::If, 2, 3),
    ("AND", Call::And, 1, 32),
    ("OR", Call::Or, 1, 32),
    ("NOT", Call::Not, 1, 1),
    ("BLANK", Call::Blank, 1, 1),
    ("FIRST", Call::First, 1, 32),
    ("ROUND", Call::Round, 1, 2),
    ("MIN", Call::Min, 1, 32),
    ("MAX", Call::Max, 1, 32),
    ("SUM", Call::Sum, 1, 32),
    ("ABS", Call::Abs, 1, 1),
    ("TODAY", Call::Today, 0, 0),
    ("DAYS", Call::Days, 2, 2),
    ("YEAR", Call::Year, 1, 1),
    ("MONTH", Call::Month, 1, 1),
    ("LENGTH", Call::Length, 1, 1),
];

/// The names of the functions, for a hint.
pub fn functions() -> impl Iterator<Item = &'static str> {
    CALLS.iter().map(|(name, ..)| *name)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Binary {
    Equal,
    Unequal,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    Join,
    Plus,
    Minus,
    Times,
    Over,
}

/// The operators by how tightly they bind, the loosest first.
const BINARIES: [&[(&str, Binary)]; 4] = [
    &[
        ("<>", Binary::Unequal),
        ("<=", Binary::LessEqual),
        (">=", Binary::GreaterEqual),
        ("=", Binary::Equal),
        ("<", Binary::Less),
        (">", Binary::Greater),
    ],
    &[("&", Binary::Join)],
    &[("+", Binary::Plus), ("-", Binary::Minus)],
    &[("*", Binary::Times), ("/", Binary::Over)],
];

/// Whether a text is a formula.
///
/// # Errors
/// Where it stops being one.
pub fn check(text: &str) -> Result<(), Wrong> {
    read::read(text).map(|_| ())
}

impl Formula {
    /// The formula of a text, for a result of a type. A name that no field of the table has is blank; so is a text
    /// that is no formula.
    #[must_use]
    pub fn new(text: &str, of: Kind, fields: &[Field]) -> Formula {
        let mut root = read::read(text).unwrap_or_else(|_| Node::Text(String::new()));
        let mut unknown = Vec::new();
        root.find(fields, &mut unknown);
        Formula { root, of, unknown }
    }

    /// What it comes to for a record.
    #[must_use]
    pub fn value(&self, rec: &Rec<'_>, now: &Now) -> Value {
        let found = self.root.value(&Around { rec, table: rec.table, now });
        match (self.of, found) {
            (Kind::Decimal(places), Some(Known::Number(number))) => {
                scaled(number, places).map_or(Value::Null, Value::Int)
            }
            (Kind::Money, Some(Known::Number(number))) => {
                let currency = input::currency(&rec.view);
                let digits = u8::try_from(input::digits(&currency)).unwrap_or(2);
                scaled(number, digits).map_or(Value::Null, |minor| Value::Money(minor, currency))
            }
            (Kind::Date, Some(Known::Date(date))) => Value::Date(date),
            (Kind::Bool, Some(Known::Truth(truth))) => Value::Bool(truth),
            (Kind::Text, Some(known)) => match known.words() {
                words if words.is_empty() => Value::Null,
                words => Value::from(words),
            },
            _ => Value::Null,
        }
    }
}

/// A number of six decimals, rounded to so many.
fn scaled(number: i128, places: u8) -> Option<i64> {
    let unit = 10i128.checked_pow(6u32.checked_sub(places.into())?)?;
    let rounded = rounded(number, unit) / unit;
    i64::try_from(rounded).ok().filter(|number| number.unsigned_abs() < 1 << 53)
}

/// The nearest multiple of a unit, halves away from nothing.
fn rounded(number: i128, unit: i128) -> i128 {
    let half = if number < 0 { -unit / 2 } else { unit / 2 };
    (number + half) / unit * unit
}

/// Where a formula is worked out.
struct Around<'a, 'b> {
    rec: &'a Rec<'b>,
    table: &'static Entity,
    now: &'a Now,
}

/// Something that is known.
#[derive(Clone, Debug, PartialEq)]
enum Known {
    /// A number times [`ONE`].
    Number(i128),
    Text(String),
    Date(NaiveDate),
    Truth(bool),
}

impl Known {
    fn words(&self) -> String {
        match self {
            Known::Number(number) => {
                let (whole, rest) = (number.abs() / ONE, number.abs() % ONE);
                let sign = if *number < 0 { "-" } else { "" };
                let rest = format!("{rest:06}");
                let rest = rest.trim_end_matches('0');
                if rest.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{rest}") }
            }
            Known::Text(text) => text.clone(),
            Known::Date(date) => date.to_string(),
            Known::Truth(_) => String::new(),
        }
    }

    fn compare(&self, other: &Known) -> Option<Ordering> {
        match (self, other) {
            (Known::Number(a), Known::Number(b)) => Some(a.cmp(b)),
            (Known::Date(a), Known::Date(b)) => Some(a.cmp(b)),
            (Known::Truth(a), Known::Truth(b)) => Some(a.cmp(b)),
            (Known::Text(a), Known::Text(b)) => Some(a.to_lowercase().cmp(&b.to_lowercase())),
            _ => None,
        }
    }
}

impl Node {
    /// Finds the fields that are named. A name is a key, or what a table's heading calls the field.
    fn find(&mut self, fields: &[Field], unknown: &mut Vec<String>) {
        match self {
            Node::Name(name) => {
                let lower = name.trim().to_lowercase();
                let called = |field: &&Field| field.key == lower || field.synonyms.iter().any(|word| *word == lower);
                match fields.iter().find(called) {
                    Some(field) => *self = Node::Field(field.key),
                    None => unknown.push(name.clone()),
                }
            }
            Node::Call(_, of) => of.iter_mut().for_each(|node| node.find(fields, unknown)),
            Node::Binary(_, sides) => sides.iter_mut().for_each(|node| node.find(fields, unknown)),
            Node::Negative(of) => of.find(fields, unknown),
            Node::Number(_) | Node::Text(_) | Node::Field(_) => {}
        }
    }

    fn value(&self, around: &Around<'_, '_>) -> Option<Known> {
        let number = |node: &Node| match node.value(around)? {
            Known::Number(number) => Some(number),
            _ => None,
        };
        match self {
            Node::Number(number) => Some(Known::Number(*number)),
            Node::Text(text) => Some(Known::Text(text.clone())).filter(|_| !text.is_empty()),
            Node::Name(_) => None,
            Node::Field(key) => known(around, around.table.field(key)?),
            Node::Negative(of) => Some(Known::Number(-number(of)?)),
            Node::Binary(Binary::Join, sides) => {
                let words = sides.iter().map(|side| side.value(around).map(|known| known.words()).unwrap_or_default());
                Some(Known::Text(words.collect()))
            }
            Node::Binary(binary, sides) => {
                let (a, b) = (sides[0].value(around), sides[1].value(around));
                binary.value(a, b)
            }
            Node::Call(call, of) => call.value(of, around, &number),
        }
    }
}

/// What is known of a field.
fn known(around: &Around<'_, '_>, field: &'static Field) -> Option<Known> {
    let (rec, now) = (around.rec, around.now);
    match (&*rec.value(field, now), field.kind) {
        (Value::Int(number), Kind::Decimal(places)) => {
            Some(Known::Number(i128::from(*number) * ONE / 10i128.checked_pow(places.into())?))
        }
        (Value::Int(number), _) => Some(Known::Number(i128::from(*number) * ONE)),
        (Value::Money(minor, currency), _) => {
            Some(Known::Number(i128::from(*minor) * ONE / 10i128.checked_pow(input::digits(currency))?))
        }
        (Value::Date(date), _) => Some(Known::Date(*date)),
        (Value::At(instant), _) => Some(Known::Date(now.date_of(*instant))),
        (Value::Bool(truth), _) => Some(Known::Truth(*truth)),
        (Value::Text(text), _) if !text.is_empty() => Some(Known::Text(text.clone())),
        (link @ Value::Link(..), _) => rec.view.follow(link).map(|to| Known::Text(to.title())),
        (Value::List(items), _) if !items.is_empty() => {
            Some(Known::Text(items.iter().filter_map(Value::as_text).collect::<Vec<_>>().join(", ")))
        }
        _ => None,
    }
}

impl Binary {
    fn value(self, a: Option<Known>, b: Option<Known>) -> Option<Known> {
        let truth = |truth: bool| Some(Known::Truth(truth));
        let equal = match (&a, &b) {
            (None, None) => true,
            (Some(a), Some(b)) => a.compare(b) == Some(Ordering::Equal),
            _ => false,
        };
        match self {
            Binary::Equal => return truth(equal),
            Binary::Unequal => return truth(!equal),
            _ => {}
        }
        let (a, b) = a.zip(b)?;
        let order = a.compare(&b);
        match self {
            Binary::Less => return truth(order? == Ordering::Less),
            Binary::LessEqual => return truth(order? != Ordering::Greater),
            Binary::Greater => return truth(order? == Ordering::Greater),
            Binary::GreaterEqual => return truth(order? != Ordering::Less),
            _ => {}
        }
        match (self, a, b) {
            (Binary::Plus, Known::Number(a), Known::Number(b)) => a.checked_add(b).map(Known::Number),
            (Binary::Minus, Known::Number(a), Known::Number(b)) => a.checked_sub(b).map(Known::Number),
            (Binary::Times, Known::Number(a), Known::Number(b)) => {
                Some(Known::Number(rounded(a.checked_mul(b)?, ONE) / ONE))
            }
            (Binary::Over, Known::Number(a), Known::Number(b)) if b != 0 => {
                Some(Known::Number(a.checked_mul(ONE)?.checked_div(b)?))
            }
            (Binary::Plus, Known::Date(date), Known::Number(days))
            | (Binary::Plus, Known::Number(days), Known::Date(date)) => moved(date, days),
            (Binary::Minus, Known::Date(date), Known::Number(days)) => moved(date, -days),
            (Binary::Minus, Known::Date(a), Known::Date(b)) => {
                Some(Known::Number(i128::from((a - b).num_days()) * ONE))
            }
            _ => None,
        }
    }
}

/// A day so many whole days later, or earlier.
fn moved(date: NaiveDate, days: i128) -> Option<Known> {
    let days = i64::try_from(days / ONE).ok()?;
    let by = Days::new(days.unsigned_abs());
    let moved = if days < 0 { date.checked_sub_days(by) } else { date.checked_add_days(by) };
    moved.filter(|date| (1..=9999).contains(&date.year())).map(Known::Date)
}

impl Call {
    fn value(self, of: &[Node], around: &Around<'_, '_>, number: &dyn Fn(&Node) -> Option<i128>) -> Option<Known> {
        let at = |place: usize| of.get(place).and_then(|node| node.value(around));
        let date = |place: usize| match at(place)? {
            Known::Date(date) => Some(date),
            _ => None,
        };
        let holds = |node: &Node| node.value(around) == Some(Known::Truth(true));
        // Blanks are passed over, as a spreadsheet does.
        let numbers = || of.iter().filter_map(number);
        match self {
            Call::If => at(if holds(of.first()?) { 1 } else { 2 }),
            Call::And => Some(Known::Truth(of.iter().all(holds))),
            Call::Or => Some(Known::Truth(of.iter().any(holds))),
            Call::Not => Some(Known::Truth(!holds(of.first()?))),
            Call::Blank => Some(Known::Truth(at(0).is_none())),
            Call::First => of.iter().find_map(|node| node.value(around)),
            Call::Round => {
                let places = of.get(1).map_or(Some(0), number)? / ONE;
                let unit = 10i128.checked_pow(u32::try_from(6 - places.clamp(0, 6)).ok()?)?;
                Some(Known::Number(rounded(number(of.first()?)?, unit)))
            }
            Call::Min => numbers().min().map(Known::Number),
            Call::Max => numbers().max().map(Known::Number),
            Call::Sum => numbers().try_fold(0i128, i128::checked_add).map(Known::Number),
            Call::Abs => Some(Known::Number(number(of.first()?)?.abs())),
            Call::Today => Some(Known::Date(around.now.today())),
            Call::Days => Some(Known::Number(i128::from((date(0)? - date(1)?).num_days()) * ONE)),
            Call::Year => Some(Known::Number(i128::from(date(0)?.year()) * ONE)),
            Call::Month => Some(Known::Number(i128::from(date(0)?.month()) * ONE)),
            Call::Length => {
                let count = at(0).map_or(0, |known| known.words().chars().count());
                Some(Known::Number(i128::try_from(count).ok()? * ONE))
            }
        }
    }
}
