//! Stakeholders: the people who have a say in a deal, each with a part, a weight and a stance (F97).
//!
//! Each is a line of an opportunity, so that two colleagues can add one each without a conflict, and what befalls the
//! opportunity befalls its lines.

use super::contact::fields::DECISION_ROLES;
use super::opportunity::stages::Stage;
use super::schema::{Choice, Entity, Field, Kind, Mark, PLAIN};
use super::view::{Rec, View};
use super::{Edits, shared};

/// The table of stakeholders.
pub static STAKEHOLDER: Entity = Entity {
    key: "stakeholder",
    slug: "stakeholders",
    label: "entity-stakeholder",
    plural: "entity-stakeholders",
    icon: "people",
    fields: FIELDS,
    title: &["contact"],
    subtitle: &["_parent", "role", "stance"],
    sort: ("influence", true),
    on_create: |view, edits, id, _| known_role(view, edits, id),
    ..PLAIN
};

/// Whether somebody wants us to win.
pub static STANCES: &[Choice] = &[
    Choice::new("for", "choice-stance-for").synonyms(&["supports us", "supporter", "支持", "支持我们", "for us"]),
    Choice::new("neutral", "choice-stance-neutral").synonyms(&["undecided", "中立", "观望", "neutral"]),
    Choice::new("against", "choice-stance-against").synonyms(&["opponent", "against us", "反对", "反对我们"]),
    Choice::new("unknown", "choice-stance-unknown").synonyms(&["not known", "不清楚", "未知", "not known yet"]),
];

/// How much somebody may spend (预算权限级别).
pub static BUDGETS: &[Choice] = &[
    Choice::new("none", "choice-authority-none").synonyms(&["no", "无", "没有", "无预算权限", "no budget"]),
    Choice::new("asks", "choice-authority-asks").synonyms(&[
        "applies for it",
        "申请",
        "可申请预算",
        "applies for budget",
    ]),
    Choice::new("own", "choice-authority-own").synonyms(&["within own budget", "部门预算", "部门预算内"]),
    Choice::new("all", "choice-authority-all").synonyms(&[
        "signs it off",
        "最终审批",
        "终审",
        "final",
        "signs off any budget",
    ]),
];

/// The fields of a stakeholder.
pub static FIELDS: &[Field] = &[
    Field::new("contact", Kind::Link(&["contact"]), "entity-contact").required().part().column(160),
    Field::new("_parent", Kind::Link(&["opportunity"]), "entity-opportunity").required().managed().part().column(200),
    Field::new("role", Kind::Choice(DECISION_ROLES), "stakeholder-role").quick().column(120),
    Field::new("influence", Kind::Rating(5), "stakeholder-influence").quick().column(96),
    Field::new("stance", Kind::Choice(STANCES), "stakeholder-stance").quick().column(120),
    Field::new("budget", Kind::Choice(BUDGETS), "stakeholder-budget").quick().column(160),
    shared::NOTE,
];

/// Who decides is known from the contact, if nobody says otherwise.
fn known_role(view: &View<'_>, edits: &mut Edits, id: &str) {
    if edits.value(STAKEHOLDER.key, id, "role").is_some() {
        return;
    }
    let contact = edits.value(STAKEHOLDER.key, id, "contact").and_then(|link| view.follow(link));
    if let Some(role) = contact.and_then(|contact| contact.get("decision_role").cloned()) {
        edits.set(STAKEHOLDER.key, id, "role", role);
    }
}

/// Who decides about a deal, and whether they are for us.
pub static DECIDERS: &[Choice] = &[
    Choice::new("missing", "choice-deciders-missing").mark(Mark::Nobody),
    Choice::new("not_for_us", "choice-deciders-not-for-us").mark(Mark::Waiting),
    Choice::new("for_us", "choice-deciders-for-us").mark(Mark::Done),
];

/// Whether a deal that is still open has a decision maker, and one who is for us; `None` for any other.
#[must_use]
pub fn deciders(deal: &Rec<'_>) -> Option<&'static str> {
    if !Stage::of(deal).is_open() {
        return None;
    }
    let people = deal.view.linking(STAKEHOLDER.key, &deal.at());
    let deciders = || people.iter().filter(|person| person.text("role") == "decider");
    Some(match deciders().next() {
        None => "missing",
        Some(_) if deciders().any(|person| person.text("stance") == "for") => "for_us",
        Some(_) => "not_for_us",
    })
}
