//! Cases: what two colleagues disagree about, told by them, decided by a manager, and kept (F31).

use super::collaborator::{self, SPLIT};
use super::command::{Args, Command, Refusal, Scope, blank};
use super::customer::clash;
use super::customer::commands::hand;
use super::customer::place::{Standing, last_holder};
use super::member::{MEMBER, role_of};
use super::schema::{Choice, Entity, Field, Kind, Mark, Now, PLAIN};
use super::shared::needed;
use super::sides::{Side, side};
use super::view::{Rec, Ref, View};
use super::{Edits, capacity_rule::limit};
use crate::ledger::Value;

/// The table of cases.
pub static CASE: Entity = Entity {
    key: "case",
    slug: "cases",
    label: "entity-case",
    plural: "entity-cases",
    icon: "warning",
    area: Some("area-customers"),
    letter: Some('x'),
    fields: FIELDS,
    title: &["customer"],
    subtitle: &["member"],
    status: Some("state"),
    sort: ("opened_at", true),
    on_create: |_, edits, id, now| {
        edits.set("case", id, "state", "open");
        edits.set("case", id, "opened_at", Value::At(now.instant));
    },
    commands: &[Command {
        id: "case.decide",
        label: "command-case-decide",
        done: "done-case-decide",
        icon: "check",
        scope: Scope::Record,
        deals: true,
        key: None,
        args: &[VERDICT_ARG, DECISION_ARG, SPLIT],
        fill: blank,
        allowed: may_decide,
        run: decide,
    }],
    sides,
    ..PLAIN
};

/// Whose the customer is, and the colleague: what each has to show, and did.
fn sides(case: &Rec<'_>, now: &Now) -> Vec<Side> {
    let Some(customer) = case.get("customer").and_then(|link| case.view.follow(link)) else { return Vec::new() };
    let member = |rec: &Rec<'_>, field: &str| rec.get(field).and_then(Value::as_link).map(|(_, id)| id.to_owned());
    let other = member(case, "member");
    // Where it went over, the side against him is that of who had it before.
    let owner = last_holder(&customer).map(str::to_owned).filter(|owner| Some(owner) != other.as_ref());
    let owner = owner.or_else(|| member(&customer, "last_owner"));
    let held = ["owner_since", "last_follow_up", "open_deals", "sales"];
    vec![
        side(&customer, owner.as_deref(), &held, Some(&customer), now),
        side(&customer, other.as_deref(), &[], Some(&customer), now),
    ]
}

/// How far a case is.
pub static STATES: &[Choice] = &[
    Choice::new("open", "choice-case-open").mark(Mark::Waiting).synonyms(&["待裁定"]),
    Choice::new("decided", "choice-case-decided").mark(Mark::Done).synonyms(&["已裁定"]),
];

/// What a case calls for.
pub static WAITS: &[Choice] = &[STATES[0]];

/// What was decided.
pub static VERDICTS: &[Choice] = &[
    Choice::new("stays", "choice-case-stays").synonyms(&["the customer stays", "客户归属不变"]),
    Choice::new("both", "choice-case-both").synonyms(&["both work with it", "双方协作"]),
    Choice::new("over", "choice-case-over").synonyms(&["the customer goes over", "客户转给对方"]),
];

/// What happened, as a field of a case and as an answer.
pub const STORY: Field = Field::new("story", Kind::LongText, "case-story").required().search();
const VERDICT: Field = Field::new("verdict", Kind::Choice(VERDICTS), "case-verdict").group("group-review");
const DECISION: Field = Field::new("decision", Kind::LongText, "registration-decision").group("group-review").search();
const VERDICT_ARG: Field = VERDICT.required();
const DECISION_ARG: Field = DECISION.required();

/// The fields of a case.
pub static FIELDS: &[Field] = &[
    Field::new("customer", Kind::Link(&["customer"]), "entity-customer").required().part().column(224),
    Field::new("member", Kind::Link(&["member"]), "case-member").required().column(128),
    Field::new("kind", Kind::Choice(clash::CLASHES), "case-kind").quick().column(128),
    STORY,
    Field::new("state", Kind::Choice(STATES), "field-status").group("group-state").managed().column(96),
    Field::new("waits", Kind::Choice(WAITS), "entity-cases")
        .inner()
        .calls()
        .computed(|_, case, _| if case.text("state") == "decided" { Value::Null } else { "open".into() }),
    Field::new("opened_at", Kind::Instant, "case-opened").group("group-state").managed().column(112),
    VERDICT.managed(),
    DECISION.managed(),
    Field::new("decided_by", Kind::Link(&["member"]), "registration-decided-by").group("group-review").managed(),
    Field::new("decided_at", Kind::Instant, "registration-decided").group("group-review").managed(),
];

fn may_decide(view: &View<'_>, at: &Ref, _: &Now) -> Result<(), Refusal> {
    let case = view.at(at).ok_or_else(|| Refusal::new("refused-gone"))?;
    match (role_of(view).leads(), case.text("state")) {
        (false, _) => Err(Refusal::new("refused-manager-only")),
        (_, "decided") => Err(Refusal::new("refused-case-decided")),
        _ => Ok(()),
    }
}

/// Decides a case: the customer stays, both work with it, or it goes over.
fn decide(view: &View<'_>, targets: &[Ref], args: &Args, now: &Now) -> Result<Edits, Refusal> {
    let at = targets.first().ok_or_else(|| Refusal::new("refused-gone"))?;
    may_decide(view, at, now)?;
    let (verdict, decision) = (needed(args, &VERDICT_ARG)?, needed(args, &DECISION_ARG)?);
    let case = view.at(at).ok_or_else(|| Refusal::new("refused-gone"))?;
    let mut edits = Edits::new();
    let customer = case.get("customer").and_then(|link| view.follow(link));
    let member = case.get("member").cloned().unwrap_or(Value::Null);
    let who = member.as_link().map(|(_, id)| id).unwrap_or_default();
    match (verdict.as_text(), customer) {
        (Some("both"), Some(customer)) => {
            collaborator::add(&mut edits, &customer, who, "edit", args.get(SPLIT.key));
        }
        (Some("over"), Some(customer)) => {
            limit::room(view, who, 1, now)?;
            hand(&mut edits, &customer, &Standing::of(&customer, now), &member, now);
        }
        _ => {}
    }
    let mut set = |field: &str, value: Value| edits.set(CASE.key, case.id, field, value);
    set("state", "decided".into());
    set("verdict", verdict.clone());
    set("decision", decision);
    set("decided_by", view.my_link());
    set("decided_at", Value::At(now.instant));
    Ok(edits)
}

/// Opens a case about a customer, against whoever clashes with its owner.
///
/// # Errors
/// `refused-required` without a story.
pub fn open(view: &View<'_>, targets: &[Ref], args: &Args, now: &Now) -> Result<Edits, Refusal> {
    let story = needed(args, &STORY)?;
    let mut edits = Edits::new();
    for at in targets {
        let customer = view.at(at).ok_or_else(|| Refusal::new("refused-gone"))?;
        let (kind, who) = clash::clash(&customer, now).ok_or_else(|| Refusal::new("refused-no-clash"))?;
        let id = edits.create();
        let fields = [
            ("customer", at.link()),
            ("member", Value::Link(MEMBER.key.to_owned(), who)),
            ("kind", kind.into()),
            ("story", story.clone()),
        ];
        fields.into_iter().for_each(|(field, value)| edits.set(CASE.key, &id, field, value));
        (CASE.on_create)(view, &mut edits, &id, now);
    }
    Ok(edits)
}
