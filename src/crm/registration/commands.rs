//! What can be done to a registration: each command is an event of its states.

use super::REGISTRATION;
use super::check::{Check, Hit, Verdict, check};
use super::fields::{APPEAL, DECISION, EVIDENCE, EXTEND_DAYS, state};
use super::register::Register;
use super::states::{Event, STEPS, State, To};
use super::template::Terms;
use crate::crm::capacity_rule::limit;
use crate::crm::collaborator::{self, SPLIT};
use crate::crm::command::{Args, Command, Refusal, Scope, as_it_stands, blank};
use crate::crm::customer::CUSTOMER;
use crate::crm::customer::commands::hand;
use crate::crm::customer::place::{Place, Standing, last_holder};
use crate::crm::duplicate::{Degree, Traits};
use crate::crm::machine::{self, Illegal};
use crate::crm::member::{MEMBER, role_of};
use crate::crm::opportunity::OPPORTUNITY;
use crate::crm::schema::{DAY, Field, Kind, Now};
use crate::crm::shared::{needed, owner_of, put};
use crate::crm::view::{Rec, Ref, View};
use crate::crm::{Edits, record};
use crate::ledger::Value;

const INSTEAD: Field = Field::new("instead", Kind::Link(&["registration"]), "registration-instead").required();
const APPEAL_ARG: Field = APPEAL.required();
const WHY: Field = DECISION.required();

/// A command on one registration at a time.
const fn one(
    id: &'static str,
    label: &'static str,
    done: &'static str,
    icon: &'static str,
    args: &'static [Field],
    allowed: fn(&View<'_>, &Ref, &Now) -> Result<(), Refusal>,
    run: fn(&View<'_>, &[Ref], &Args, &Now) -> Result<Edits, Refusal>,
) -> Command {
    Command { id, label, done, icon, scope: Scope::Record, deals: false, key: None, args, fill: blank, allowed, run }
}

/// The commands of registrations.
pub static COMMANDS: &[Command] = &[
    Command {
        scope: Scope::Records,
        ..one(
            "registration.submit",
            "command-registration-submit",
            "done-registration-submit",
            "check",
            &[],
            |view, at, now| may_submit(view, at, 0, now),
            submit,
        )
    },
    one(
        "registration.swap",
        "command-registration-swap",
        "done-registration-swap",
        "swap",
        &[INSTEAD],
        |view, at, now| may_submit(view, at, 1, now),
        swap,
    ),
    one(
        "registration.approve",
        "command-registration-approve",
        "done-registration-approve",
        "shield",
        &[DECISION],
        |view, at, now| may(view, at, Event::Approve, now),
        approve,
    ),
    one(
        "registration.share",
        "command-registration-share",
        "done-registration-share",
        "people",
        &[WHY, SPLIT],
        |view, at, now| may(view, at, Event::Share, now),
        share,
    ),
    one(
        "registration.reject",
        "command-registration-reject",
        "done-registration-reject",
        "close",
        &[WHY],
        |view, at, now| may(view, at, Event::Reject, now),
        reject,
    ),
    Command {
        fill: as_it_stands,
        ..one(
            "registration.appeal",
            "command-registration-appeal",
            "done-registration-appeal",
            "flag",
            &[APPEAL_ARG, EVIDENCE],
            |view, at, now| may(view, at, Event::Appeal, now),
            appeal,
        )
    },
    Command {
        fill: |view, at, _| {
            let days = view.at(at).map(|rec| Terms::of(&rec).extend_days);
            days.into_iter().map(|days| (EXTEND_DAYS.key.to_owned(), Value::Int(days))).collect()
        },
        ..one(
            "registration.extend",
            "command-registration-extend",
            "done-registration-extend",
            "clock",
            &[EXTEND_DAYS],
            may_extend,
            extend,
        )
    },
    one(
        "registration.release",
        "command-registration-release",
        "done-registration-release",
        "unlock",
        &[],
        |view, at, now| may(view, at, Event::Release, now),
        |view, targets, _, now| {
            let rec = found(view, targets)?;
            judge(view, &rec, Event::Release, now)?;
            let mut edits = Edits::new();
            release(&mut edits, &rec, now);
            Ok(edits)
        },
    ),
];

fn found<'a>(view: &View<'a>, targets: &[Ref]) -> Result<Rec<'a>, Refusal> {
    targets.first().and_then(|at| view.at(at)).ok_or_else(|| Refusal::new("refused-gone"))
}

/// Whose a registration is.
fn rep<'a>(rec: &Rec<'a>) -> &'a str {
    owner_of(rec).unwrap_or_default()
}

fn judge(view: &View<'_>, rec: &Rec<'_>, event: Event, now: &Now) -> Result<To, Refusal> {
    let from = state(rec, now);
    machine::judge(STEPS, from, event, role_of(view), rep(rec) == view.me()).map_err(|why| match why {
        Illegal::State => Refusal::new("refused-registration-state").with("state", from.key()),
        Illegal::Holder => Refusal::new("refused-registration-holder"),
        Illegal::Manager => Refusal::new("refused-manager-only"),
        Illegal::Admin => Refusal::new("refused-admin-only"),
    })
}

fn may(view: &View<'_>, at: &Ref, event: Event, now: &Now) -> Result<(), Refusal> {
    let rec = view.at(at).ok_or_else(|| Refusal::new("refused-gone"))?;
    judge(view, &rec, event, now).map(|_| ())
}

/// How many registrations of a person protect something now.
fn protected(view: &View<'_>, member: &str, now: &Now) -> usize {
    let register = Register::of(view);
    let own = view.linking(REGISTRATION.key, &Ref::new(MEMBER.key, member));
    let own = own.iter().filter(|rec| rep(rec) == member);
    own.filter(|rec| matches!(register.state(rec.id, now), Some(State::Protected))).count()
}

/// Whether a registration may be handed in, if so many others are given up for it.
fn may_submit(view: &View<'_>, at: &Ref, freed: usize, now: &Now) -> Result<(), Refusal> {
    let rec = view.at(at).ok_or_else(|| Refusal::new("refused-gone"))?;
    judge(view, &rec, Event::Submit, now)?;
    let terms = Terms::of(&rec);
    let lacking =
        terms.asks.iter().filter_map(|key| REGISTRATION.field(key)).find(|field| rec.value(field, now).is_empty());
    if let Some(field) = lacking {
        return Err(Refusal::new("refused-registration-asked").with("field", field.label).at(field.key));
    }
    if rec.text("subject") == "project" && rec.text("project").is_empty() {
        return Err(Refusal::new("refused-registration-asked").with("field", "registration-project").at("project"));
    }
    let ended = ["released_at", "protected_to"].iter().filter_map(|field| rec.get(field)?.as_at()).min();
    let free = ended.map(|at| at.saturating_add(terms.cooling.saturating_mul(DAY)));
    if let Some(free) = free.filter(|free| *free > now.instant) {
        return Err(Refusal::new("refused-registration-cooling").with("day", now.date_of(free).to_string()));
    }
    let held = protected(view, rep(&rec), now);
    match terms.quota.and_then(|quota| usize::try_from(quota).ok()) {
        Some(quota) if held + 1 > quota + freed => {
            Err(Refusal::new("refused-registration-quota").with("quota", quota.to_string()))
        }
        _ => Ok(()),
    }
}

/// What passes together with others is compared with them too.
type Passed = Vec<(Ref, Traits, String)>;

fn submit(view: &View<'_>, targets: &[Ref], _: &Args, now: &Now) -> Result<Edits, Refusal> {
    let (mut edits, mut passed) = (Edits::new(), Passed::new());
    for at in targets {
        let rec = view.at(at).ok_or_else(|| Refusal::new("refused-gone"))?;
        may_submit(view, at, 0, now)?;
        hand_in(&mut edits, &rec, &mut passed, now)?;
    }
    Ok(edits)
}

/// Gives up one that is protected for another that is handed in.
fn swap(view: &View<'_>, targets: &[Ref], args: &Args, now: &Now) -> Result<Edits, Refusal> {
    let rec = found(view, targets)?;
    let instead = needed(args, &INSTEAD)?;
    let other = view.follow(&instead).ok_or_else(|| Refusal::new("refused-gone"))?;
    if rep(&other) != rep(&rec) || state(&other, now) != State::Protected {
        return Err(Refusal::new("refused-registration-swap").at(INSTEAD.key));
    }
    may_submit(view, &rec.at(), 1, now)?;
    let mut edits = Edits::new();
    release(&mut edits, &other, now);
    hand_in(&mut edits, &rec, &mut Passed::new(), now)?;
    Ok(edits)
}

/// Checks a registration and writes what follows.
fn hand_in(edits: &mut Edits, rec: &Rec<'_>, passed: &mut Passed, now: &Now) -> Result<(), Refusal> {
    let mut found = check(rec, &Terms::of(rec), now);
    let traits = Traits::of(rec);
    let same = |(_, other, whose): &&(Ref, Traits, String)| {
        whose != rep(rec) && traits.compare(other).is_some_and(|(degree, _)| degree <= Degree::Likely)
    };
    if let Some((at, ..)) = passed.iter().find(same).filter(|_| rec.text("subject") != "project") {
        found.verdict = found.verdict.max(Verdict::Suspected);
        found.hits.insert(0, Hit { at: at.clone(), clues: Vec::new(), degree: Degree::Likely, verdict: found.verdict });
        found.score = found.score.max(80);
    }
    edits.set(REGISTRATION.key, rec.id, "submitted_at", Value::At(now.instant));
    edits.set(REGISTRATION.key, rec.id, "verdict", found.verdict.key());
    edits.set(REGISTRATION.key, rec.id, "score", found.score);
    let hit = found.hits.first().map(|hit| hit.at.link());
    put(edits, rec, "hit", hit.unwrap_or(Value::Null));
    for field in ["decision", "decided_by", "decided_at", "appeal", "appealed_at", "released_at", "extended"] {
        put(edits, rec, field, Value::Null);
    }
    if found.verdict == Verdict::Pass {
        passed.push((rec.at(), traits, rep(rec).to_owned()));
        return protect(edits, rec, &found, now);
    }
    edits.set(REGISTRATION.key, rec.id, "stage", found.verdict.state().key());
    Ok(())
}

/// Protects what is registered: a customer becomes the rep's, found or made; a project becomes an opportunity.
fn protect(edits: &mut Edits, rec: &Rec<'_>, found: &Check, now: &Now) -> Result<(), Refusal> {
    let terms = Terms::of(rec);
    let until = now.instant.saturating_add(terms.protection(rec.text("class")));
    edits.set(REGISTRATION.key, rec.id, "stage", State::Protected.key());
    edits.set(REGISTRATION.key, rec.id, "protected_from", Value::At(now.instant));
    edits.set(REGISTRATION.key, rec.id, "protected_to", Value::At(until));
    edits.set(REGISTRATION.key, rec.id, "releases", terms.releases);
    let known = rec.get("customer").and_then(|link| rec.view.follow(link)).map(|at| at.at()).or(found.customer.clone());
    let customer = match known {
        Some(at) => {
            if rec.text("subject") != "project" {
                take(edits, rec, &at, now)?;
            }
            at.link()
        }
        None => make(edits, rec, now)?,
    };
    put(edits, rec, "customer", customer.clone());
    if rec.text("subject") == "project" && rec.get("opportunity").is_none() {
        let mut given = Args::from([
            ("name".to_owned(), Value::from(rec.text("project"))),
            ("customer".to_owned(), customer),
            ("owner".to_owned(), rec.get("owner").cloned().unwrap_or(Value::Null)),
        ]);
        given.extend(rec.get("amount").map(|amount| ("amount".to_owned(), amount.clone())));
        let id = edits.create();
        record::add(edits, &rec.view, &OPPORTUNITY, &id, &given, now);
        edits.set(REGISTRATION.key, rec.id, "opportunity", Value::Link(OPPORTUNITY.key.to_owned(), id));
    }
    Ok(())
}

/// Makes the rep the owner of a customer that is there.
fn take(edits: &mut Edits, rec: &Rec<'_>, at: &Ref, now: &Now) -> Result<(), Refusal> {
    let view = &rec.view;
    let Some(customer) = view.at(at) else { return Ok(()) };
    if Place::of(&customer, now) != Place::Sea && last_holder(&customer) == Some(rep(rec)) {
        return Ok(());
    }
    limit::room(view, rep(rec), 1, now)?;
    let owner = Value::Link(MEMBER.key.to_owned(), rep(rec).to_owned());
    hand(edits, &customer, &Standing::of(&customer, now), &owner, now);
    Ok(())
}

/// Makes the customer of what is registered.
fn make(edits: &mut Edits, rec: &Rec<'_>, now: &Now) -> Result<Value, Refusal> {
    let mut given = Args::new();
    for field in ["name", "credit_code", "website", "industry", "region", "phone", "owner"] {
        let value = rec.value_of(field, now);
        if !value.is_empty() {
            given.insert(field.to_owned(), value.into_owned());
        }
    }
    let id = record::make(edits, &rec.view, &CUSTOMER, &given, now)?;
    Ok(Value::Link(CUSTOMER.key.to_owned(), id))
}

/// Ends a protection, or a wish for one.
fn release(edits: &mut Edits, rec: &Rec<'_>, now: &Now) {
    edits.set(REGISTRATION.key, rec.id, "stage", State::Released.key());
    edits.set(REGISTRATION.key, rec.id, "released_at", Value::At(now.instant));
}

/// Writes who decided what and why.
fn decide(edits: &mut Edits, rec: &Rec<'_>, args: &Args, now: &Now) {
    put(edits, rec, "decision", args.get(DECISION.key).cloned().unwrap_or(Value::Null));
    put(edits, rec, "decided_by", rec.view.my_link());
    put(edits, rec, "decided_at", Value::At(now.instant));
}

fn approve(view: &View<'_>, targets: &[Ref], args: &Args, now: &Now) -> Result<Edits, Refusal> {
    let rec = found(view, targets)?;
    judge(view, &rec, Event::Approve, now)?;
    let mut edits = Edits::new();
    // What the rep may have by now is found anew; whatever colleagues have was looked at.
    let found = check(&rec, &Terms::of(&rec), now);
    let contested = rec.get("hit").and_then(|link| view.follow(link)).filter(|hit| hit.table.key == CUSTOMER.key);
    let customer = found.customer.clone().or_else(|| contested.map(|hit| hit.at()));
    protect(&mut edits, &rec, &Check { customer, ..found }, now)?;
    decide(&mut edits, &rec, args, now);
    Ok(edits)
}

/// Both may work with the customer: the rep becomes a collaborator of who has it.
fn share(view: &View<'_>, targets: &[Ref], args: &Args, now: &Now) -> Result<Edits, Refusal> {
    let rec = found(view, targets)?;
    judge(view, &rec, Event::Share, now)?;
    needed(args, &WHY)?;
    let hit = rec.get("hit").or_else(|| rec.get("customer")).and_then(|link| view.follow(link));
    let customer = hit.and_then(|hit| match hit.table.key {
        "registration" => hit.get("customer").and_then(|link| view.follow(link)),
        "customer" => Some(hit),
        _ => None,
    });
    let customer = customer.ok_or_else(|| Refusal::new("refused-registration-share"))?;
    let mut edits = Edits::new();
    edits.set(REGISTRATION.key, rec.id, "stage", State::Shared.key());
    put(&mut edits, &rec, "customer", customer.at().link());
    decide(&mut edits, &rec, args, now);
    let split = args.get(SPLIT.key).filter(|split| !split.is_empty());
    if let Some(split) = split {
        edits.set(REGISTRATION.key, rec.id, SPLIT.key, split.clone());
    }
    collaborator::add(&mut edits, &customer, rep(&rec), "edit", split);
    Ok(edits)
}

fn reject(view: &View<'_>, targets: &[Ref], args: &Args, now: &Now) -> Result<Edits, Refusal> {
    let rec = found(view, targets)?;
    judge(view, &rec, Event::Reject, now)?;
    needed(args, &WHY)?;
    let mut edits = Edits::new();
    edits.set(REGISTRATION.key, rec.id, "stage", State::Rejected.key());
    decide(&mut edits, &rec, args, now);
    Ok(edits)
}

fn appeal(view: &View<'_>, targets: &[Ref], args: &Args, now: &Now) -> Result<Edits, Refusal> {
    let rec = found(view, targets)?;
    judge(view, &rec, Event::Appeal, now)?;
    let why = needed(args, &APPEAL_ARG)?;
    let mut edits = Edits::new();
    edits.set(REGISTRATION.key, rec.id, "stage", State::Appealing.key());
    edits.set(REGISTRATION.key, rec.id, "appeal", why);
    edits.set(REGISTRATION.key, rec.id, "appealed_at", Value::At(now.instant));
    if let Some(evidence) = args.get(EVIDENCE.key) {
        put(&mut edits, &rec, EVIDENCE.key, evidence.clone());
    }
    Ok(edits)
}

fn may_extend(view: &View<'_>, at: &Ref, now: &Now) -> Result<(), Refusal> {
    let rec = view.at(at).ok_or_else(|| Refusal::new("refused-gone"))?;
    judge(view, &rec, Event::Extend, now)?;
    let most = Terms::of(&rec).extensions;
    if rec.get("extended").and_then(Value::as_int).unwrap_or_default() >= most {
        return Err(Refusal::new("refused-registration-extended").with("n", most.to_string()));
    }
    Ok(())
}

fn extend(view: &View<'_>, targets: &[Ref], args: &Args, now: &Now) -> Result<Edits, Refusal> {
    let rec = found(view, targets)?;
    may_extend(view, &rec.at(), now)?;
    let days = args.get(EXTEND_DAYS.key).and_then(Value::as_int).filter(|days| (1..=3_650).contains(days));
    let days = days.unwrap_or_else(|| Terms::of(&rec).extend_days);
    let until = rec.get("protected_to").and_then(Value::as_at).unwrap_or(now.instant);
    let times = rec.get("extended").and_then(Value::as_int).unwrap_or_default();
    let mut edits = Edits::new();
    edits.set(REGISTRATION.key, rec.id, "protected_to", Value::At(until.saturating_add(days.saturating_mul(DAY))));
    edits.set(REGISTRATION.key, rec.id, "extended", times + 1);
    Ok(edits)
}
