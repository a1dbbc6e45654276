//! The tables of a workspace: those of the program, with what the workspace made its own.
//!
//! A table is interned: equal ones are one, and live as long as the program. So fields are `&'static` wherever they
//! come from, and nothing that reads tables knows the difference. A workspace's fields change a few times a week, and
//! a table is some kilobytes.

use super::formula::Formula;
use super::serial::Serial;
use super::{CUSTOM_FIELD, CUSTOM_OPTION, DEAL_STAGES, GROUPS, LEAD_STATES, OF};
use crate::crm::customer::fields::TYPES;
use crate::crm::edit::Edits;
use crate::crm::lead::score;
use crate::crm::schema::{Choice, Entity, Field, Kind, SAID, entities, entity};
use crate::crm::view::{Rec, Ref, View};
use crate::ledger::Value;
use crate::ledger::order::sort_by_key;
use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, PoisonError};

/// The tables that differ from those of the program.
#[derive(Clone, Debug, Default)]
pub struct Tables(Vec<&'static Entity>);

impl Tables {
    /// The tables as the records of a workspace say.
    #[must_use]
    pub fn of(view: &View<'_>) -> Tables {
        let mut said: Vec<Said> = view.records(CUSTOM_FIELD.key).map(|rec| Said::of(&rec)).collect();
        sort_by_key(&mut said, |said| (said.place, said.key.clone()));
        let of = |table: &'static Entity| {
            let said: Vec<Said> = said.iter().filter(|said| said.of == table.key).cloned().collect();
            (!said.is_empty()).then(|| interned(table, said))
        };
        Tables(OF.iter().filter_map(|choice| entity(choice.key)).filter_map(of).collect())
    }

    /// Whether a write to this record may change them.
    #[must_use]
    pub fn depend_on(at: &Ref) -> bool {
        [CUSTOM_FIELD.key, CUSTOM_OPTION.key].contains(&&*at.entity)
    }

    /// The table of an entity.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&'static Entity> {
        self.0.iter().copied().find(|table| table.key == key).or_else(|| entity(key))
    }

    /// All tables, in menu order.
    pub fn all(&self) -> impl Iterator<Item = &'static Entity> {
        entities().iter().filter_map(|table| self.get(table.key))
    }
}

/// What a record says about a field, as plain data.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Said {
    of: String,
    key: String,
    /// Whether it is about a field of the program.
    builtin: bool,
    label: Option<String>,
    kind: String,
    options: Vec<Offer>,
    target: String,
    formula: String,
    result: String,
    decimals: u8,
    group: String,
    types: Vec<String>,
    /// The states in which it is needed.
    states: Vec<String>,
    prefix: String,
    digits: usize,
    needed: bool,
    asked: bool,
    listed: bool,
    sought: bool,
    told: bool,
    hidden: bool,
    place: i64,
}

/// A choice of a field.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Offer {
    id: String,
    name: String,
    retired: bool,
}

impl Said {
    fn of(rec: &Rec<'_>) -> Said {
        let text = |field: &str| rec.text(field).to_owned();
        let yes = |field: &str| rec.get(field).and_then(Value::as_bool).unwrap_or_default();
        let number = |field: &str| rec.get(field).and_then(Value::as_int);
        let builtin = !rec.text("builtin").is_empty();
        let name = label(rec.text("name"), rec.text("name_en"));
        let state = rec.view.state();
        let of = state.linking(CUSTOM_OPTION.key, CUSTOM_FIELD.key, rec.id).into_iter();
        let mut options: Vec<(i64, Offer)> = of
            .map(|(id, option)| {
                let yes = |field: &str| option.get(field).and_then(Value::as_bool).unwrap_or_default();
                let text = |field: &str| option.get(field).and_then(Value::as_text).unwrap_or_default();
                let place = option.get("place").and_then(Value::as_int).unwrap_or(i64::MAX);
                // What was stored of one that is gone still has its word.
                let retired = yes("retired") || option.is_deleted();
                let name = label(text("name"), text("name_en")).unwrap_or_default();
                (place, Offer { id: id.to_owned(), name, retired })
            })
            .collect();
        sort_by_key(&mut options, |(place, offer)| (*place, offer.id.clone()));
        Said {
            of: text("of"),
            key: if builtin { text("builtin") } else { register(rec.id) },
            builtin,
            label: name,
            kind: text("kind"),
            options: options.into_iter().map(|(_, offer)| offer).collect(),
            target: text("target"),
            formula: text("formula"),
            result: text("result"),
            decimals: number("decimals").and_then(|n| u8::try_from(n).ok()).filter(|n| *n <= 6).unwrap_or(2),
            group: text("group"),
            types: rec.tags("types").into_iter().map(str::to_owned).collect(),
            states: [LEAD_STATES.key, DEAL_STAGES.key]
                .into_iter()
                .flat_map(|field| rec.tags(field))
                .map(str::to_owned)
                .collect(),
            prefix: text("prefix"),
            digits: number("digits")
                .and_then(|n| usize::try_from(n).ok())
                .filter(|n| (1..=12).contains(n))
                .unwrap_or(4),
            needed: yes("needed"),
            asked: yes("asked"),
            listed: yes("listed"),
            sought: yes("sought"),
            told: yes("told"),
            hidden: yes("hidden"),
            place: number("place").unwrap_or(i64::MAX),
        }
    }

    /// The field of a table this makes.
    fn field(&self) -> Field {
        let label: &'static str = self.label.clone().unwrap_or_default().leak();
        let mut field = Field::new(self.key.clone().leak(), self.kind(), label).group(self.group());
        // A file calls it as people do.
        field.synonyms = words(label);
        // Nobody fills in what is worked out or counted.
        let typed = !matches!(&*self.kind, "formula" | "serial");
        field.required = self.needed && typed;
        field.quick = (self.asked && typed) || field.required;
        if typed {
            field.needed = self.needed_in();
        }
        field.search = self.sought;
        field.column = self.listed.then_some(WIDTH);
        field.brief = self.told || field.group == score::QUALIFY;
        if self.of == "customer" && !self.types.is_empty() {
            let known = TYPES.iter().filter(|choice| self.types.iter().any(|own| *own == choice.key));
            field.only = Some(("type", known.map(|choice| choice.key).collect::<Vec<_>>().leak()));
        }
        field
    }

    fn kind(&self) -> Kind {
        match &*self.kind {
            "long" => Kind::LongText,
            "number" => Kind::Int,
            "decimal" => Kind::Decimal(self.decimals),
            "formula" => match &*self.result {
                "decimal" => Kind::Decimal(2),
                "money" => Kind::Money,
                "text" => Kind::Text,
                "date" => Kind::Date,
                "yes" => Kind::Bool,
                _ => Kind::Decimal(0),
            },
            "money" => Kind::Money,
            "date" => Kind::Date,
            "instant" => Kind::Instant,
            "yes" => Kind::Bool,
            "rating" => Kind::Rating(5),
            "choice" => Kind::Choice(self.choices()),
            "choices" => Kind::Choices(self.choices()),
            "tags" => Kind::Tags,
            "person" => Kind::Link(&["member"]),
            "link" => {
                Kind::Link(OF.iter().find(|of| of.key == self.target).map_or(&[], |of| std::slice::from_ref(&of.key)))
            }
            "email" => Kind::Email,
            "phone" => Kind::Phone,
            "url" => Kind::Url,
            // Of a newer version: what is stored is shown as it is.
            _ => Kind::Text,
        }
    }

    /// The states of its table in which it is needed.
    fn needed_in(&self) -> &'static [&'static str] {
        let status = entity(&self.of).and_then(|table| table.field(table.status?));
        let Some(Kind::Choice(states)) = status.map(|status| status.kind).filter(|_| !self.states.is_empty()) else {
            return &[];
        };
        let known = states.iter().filter(|choice| self.states.iter().any(|own| *own == choice.key));
        known.map(|choice| choice.key).collect::<Vec<_>>().leak()
    }

    fn choices(&self) -> &'static [Choice] {
        let choice = |offer: &Offer| {
            let choice = Choice::new(offer.id.clone().leak(), offer.name.clone().leak()).synonyms(words(&offer.name));
            if offer.retired { choice.retired() } else { choice }
        };
        self.options.iter().map(choice).collect::<Vec<_>>().leak()
    }

    fn group(&self) -> &'static str {
        GROUPS.iter().find(|group| group.key == self.group).unwrap_or(&GROUPS[0]).label
    }

    /// What is left of a field of the program.
    fn adapt(&self, field: &mut Field) {
        if let Some(label) = &self.label {
            field.label = label.clone().leak();
            // What a file can bring it brings by the new name, too.
            if !field.synonyms.is_empty() {
                field.synonyms = [words(field.label), field.synonyms].concat().leak();
            }
        }
        if can_need(field) {
            field.needed = self.needed_in();
        }
        if self.hidden && can_hide(field) {
            *field = field.inner().managed();
            (field.quick, field.column, field.brief) = (false, None, false);
        }
    }
}

/// The width of the column of a custom field, in CSS pixels.
const WIDTH: u16 = 144;

/// The id of the record about a field of the program: the same on every device, so that two who say something of one
/// field speak of one record.
#[must_use]
pub fn builtin_id(of: &str, field: &str) -> String {
    format!("builtin.{of}.{field}")
}

/// Says something of a field of the program.
pub fn builtin(edits: &mut Edits, of: &str, field: &str, said: &[(&str, Value)]) {
    let id = builtin_id(of, field);
    edits.set(CUSTOM_FIELD.key, &id, "of", of);
    edits.set(CUSTOM_FIELD.key, &id, "builtin", field);
    for (key, value) in said {
        edits.set(CUSTOM_FIELD.key, &id, key, value.clone());
    }
}

/// Whether a workspace may do without a field of the program: one that no rule stands behind.
#[must_use]
pub fn can_hide(field: &Field) -> bool {
    field.is_shown() && field.is_editable() && !field.required && field.lapses.is_none() && field.judge.is_none()
}

/// Whether a workspace may ask for a field of the program in some states.
#[must_use]
pub fn can_need(field: &Field) -> bool {
    field.is_shown() && field.is_editable() && !field.required
}

/// A label that is no message but what somebody called a thing, with its English name if it has one. `None` if it has
/// neither.
fn label(name: &str, english: &str) -> Option<String> {
    let line = |text: &str| text.lines().next().unwrap_or_default().trim().to_owned();
    let (name, english) = (line(name), line(english));
    match (name.is_empty(), english.is_empty()) {
        (true, true) => None,
        (false, true) => Some(format!("{SAID}{name}")),
        (true, false) => Some(format!("{SAID}{english}")),
        (false, false) => Some(format!("{SAID}{english}\n{name}")),
    }
}

/// The words of a label in lower case.
fn words(label: &str) -> &'static [&'static str] {
    let words = label.trim_start_matches(SAID).split('\n').filter(|word| !word.is_empty());
    words.map(|word| &*word.to_lowercase().leak()).collect::<Vec<_>>().leak()
}

/// Whether a field is a workspace's own.
#[must_use]
pub fn is_own(field: &Field) -> bool {
    field.key.starts_with(OWN)
}

/// What the registers of custom fields begin with.
const OWN: &str = "own_";

/// The register of a custom field: its id in the letters a field's name can have.
#[must_use]
pub fn register(id: &str) -> String {
    let mut name = OWN.to_owned();
    for byte in id.bytes() {
        match byte {
            b'a'..=b'z' | b'0'..=b'9' => name.push(byte.into()),
            b'.' => name.push('_'),
            other => name.push_str(&format!("__{other:02x}")),
        }
    }
    name
}

/// A table with what a workspace says about it.
fn interned(table: &'static Entity, said: Vec<Said>) -> &'static Entity {
    static KNOWN: LazyLock<Mutex<HashMap<Vec<Said>, &'static Entity>>> = LazyLock::new(Mutex::default);
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    known.entry(said).or_insert_with_key(|said| {
        let mut fields = table.fields.to_vec();
        for said in said.iter().filter(|said| said.builtin) {
            fields.iter_mut().filter(|field| field.key == said.key).for_each(|field| said.adapt(field));
        }
        // Before what the ledger says of every record.
        let at = fields.iter().position(|field| field.group == "group-trace").unwrap_or(fields.len());
        let (worked_out, given): (Vec<&Said>, _) =
            said.iter().filter(|said| !said.builtin).partition(|said| said.kind == "formula");
        // A formula may name those before it, so that none comes round to itself.
        for (at, said) in (at..).zip(given.into_iter().chain(worked_out)) {
            let mut field = said.field();
            if said.kind == "formula" {
                field.formula = Some(Box::leak(Box::new(Formula::new(&said.formula, field.kind, &fields))));
            }
            if said.kind == "serial" {
                let Said { prefix, digits, .. } = said;
                let serial = Serial { of: table.key, field: field.key, prefix: prefix.clone().leak(), digits: *digits };
                field.serial = Some(Box::leak(Box::new(serial)));
                field.managed = true;
            }
            fields.insert(at, field);
        }
        Box::leak(Box::new(Entity { fields: fields.leak(), ..*table }))
    })
}
