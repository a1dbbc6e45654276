//! Templates of registrations: what has to be said, by what the same customer is known, and how long it is protected
//! (F121, F123, F136). Where there is none the usual terms hold.

use crate::crm::choice::INDUSTRIES;
use crate::crm::duplicate::Clue;
use crate::crm::schema::{DAY, Entity, Field, Kind, PLAIN};
use crate::crm::view::{Rec, View};
use crate::ledger::Value;
use crate::ledger::order::sort_by_key;

/// The table of templates.
pub static REGISTRATION_TEMPLATE: Entity = Entity {
    key: "registration_template",
    slug: "registration-templates",
    label: "entity-registration-template",
    plural: "entity-registration-templates",
    icon: "document",
    fields: FIELDS,
    title: &["name"],
    subtitle: &["industry"],
    sort: ("name", false),
    ..PLAIN
};

const fn days(key: &'static str, label: &'static str) -> Field {
    Field::new(key, Kind::Int, label).range(0, 36_500).group("group-terms").quick()
}

const fn asks(key: &'static str, label: &'static str) -> Field {
    Field::new(key, Kind::Bool, label).group("group-asked").quick()
}

const fn matches(key: &'static str, label: &'static str) -> Field {
    Field::new(key, Kind::Bool, label).group("group-matched").quick()
}

/// The fields of a template. What is blank is as usual.
pub static FIELDS: &[Field] = &[
    Field::new("name", Kind::Text, "template-name").required().search().column(200),
    Field::new("industry", Kind::Choice(INDUSTRIES), "field-industry").quick().column(136),
    days("days_a", "template-days-a").column(88),
    days("days_b", "template-days-b").column(88),
    days("days_c", "template-days-c").column(88),
    days("days_d", "template-days-d").column(88),
    days("extensions", "template-extensions"),
    days("extend_days", "template-extend-days"),
    days("quota", "template-quota").column(88),
    days("cooling", "template-cooling"),
    days("appeal_days", "template-appeal-days"),
    Field::new("keeps", Kind::Bool, "template-keeps").group("group-terms").quick(),
    asks("asks_code", "customer-credit-code"),
    asks("asks_contact", "entity-contact"),
    asks("asks_phone", "field-phone"),
    asks("asks_industry", "field-industry"),
    asks("asks_region", "field-region"),
    asks("asks_need", "registration-need"),
    asks("asks_amount", "registration-amount"),
    asks("asks_evidence", "registration-evidence"),
    matches("ignores_name", "template-ignores-name"),
    matches("ignores_phone", "template-ignores-phone"),
    matches("ignores_site", "template-ignores-site"),
];

/// The terms of a registration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    /// For how many days each class is protected, A to D.
    pub days: [i64; 4],
    /// How often the protection may be made longer.
    pub extensions: i64,
    /// By how many days.
    pub extend_days: i64,
    /// How many registrations of one person may be protected together.
    pub quota: Option<i64>,
    /// How many days must pass before the same person may register the same again.
    pub cooling: i64,
    /// Within how many days an appeal is decided.
    pub appeal_days: i64,
    /// Whether the customer becomes public when the protection runs out.
    pub releases: bool,
    /// The fields that must be filled, besides the name and the class.
    pub asks: Vec<&'static str>,
    /// What does not count when the same customer is looked for.
    pub ignores: Vec<Clue>,
}

impl Default for Terms {
    fn default() -> Terms {
        Terms {
            days: [90, 60, 30, 30],
            extensions: 1,
            extend_days: 30,
            quota: None,
            cooling: 30,
            appeal_days: 7,
            releases: true,
            asks: Vec::new(),
            ignores: Vec::new(),
        }
    }
}

impl Terms {
    /// The terms of a registration.
    #[must_use]
    pub fn of(registration: &Rec<'_>) -> Terms {
        template_of(registration).map(|template| Terms::said(|field| template.get(field).cloned())).unwrap_or_default()
    }

    /// The terms that a template says in its fields.
    #[must_use]
    pub fn said(get: impl Fn(&str) -> Option<Value>) -> Terms {
        let usual = Terms::default();
        let number = |field: &str| get(field).and_then(|value| value.as_int()).filter(|n| (0..=36_500).contains(n));
        let set = |field: &str| get(field) == Some(Value::Bool(true));
        let asked = [
            ("asks_code", "credit_code"),
            ("asks_contact", "contact"),
            ("asks_phone", "phone"),
            ("asks_industry", "industry"),
            ("asks_region", "region"),
            ("asks_need", "need"),
            ("asks_amount", "amount"),
            ("asks_evidence", "evidence"),
        ];
        let ignored = [("ignores_name", Clue::Company), ("ignores_phone", Clue::Phone), ("ignores_site", Clue::Host)];
        let class = |at: usize, field: &str| number(field).unwrap_or(usual.days[at]);
        Terms {
            days: [class(0, "days_a"), class(1, "days_b"), class(2, "days_c"), class(3, "days_d")],
            extensions: number("extensions").unwrap_or(usual.extensions),
            extend_days: number("extend_days").unwrap_or(usual.extend_days),
            quota: number("quota"),
            cooling: number("cooling").unwrap_or(usual.cooling),
            appeal_days: number("appeal_days").unwrap_or(usual.appeal_days),
            releases: !set("keeps"),
            asks: asked.into_iter().filter(|(field, _)| set(field)).map(|(_, field)| field).collect(),
            ignores: ignored.into_iter().filter(|(field, _)| set(field)).map(|(_, clue)| clue).collect(),
        }
    }

    /// For how long a class is protected, in milliseconds.
    #[must_use]
    pub fn protection(&self, class: &str) -> i64 {
        let at = ["a", "b", "c", "d"].iter().position(|own| *own == class).unwrap_or(2);
        self.days[at] * DAY
    }
}

/// The template of a registration: the one it names, else the one for its trade, else the one for all.
#[must_use]
pub fn template_of<'a>(registration: &Rec<'a>) -> Option<Rec<'a>> {
    let chosen = registration.get("template").and_then(|link| registration.view.follow(link));
    let trade = registration.get("industry");
    let fits = |template: &Rec<'_>| template.get("industry").is_none_or(|own| Some(own) == trade);
    chosen.or_else(|| {
        let mut fitting: Vec<Rec<'a>> = templates(&registration.view).filter(fits).collect();
        sort_by_key(&mut fitting, |template| (template.get("industry").is_none(), template.at()));
        fitting.into_iter().next()
    })
}

fn templates<'a>(view: &View<'a>) -> impl Iterator<Item = Rec<'a>> + use<'a> {
    view.records(REGISTRATION_TEMPLATE.key)
}
