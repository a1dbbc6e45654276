//! Handing over: customers with what belongs to them to somebody else, evenly to all who have room, or the whole book of
//! a colleague who leaves (F19, F45). A customer belongs to the firm, not to the person.

use super::CUSTOMER;
use super::commands::{hand, happen};
use super::states::Event;
use crate::crm::capacity_rule::limit;
use crate::crm::collaborator::{self, COLLABORATOR};
use crate::crm::command::{Args, Refusal};
use crate::crm::contact::CONTACT;
use crate::crm::lead::LEAD;
use crate::crm::member::{MEMBER, Role, role_of};
use crate::crm::opportunity::OPPORTUNITY;
use crate::crm::opportunity::stages::Stage;
use crate::crm::schema::{Choice, Field, Kind, Now};
use crate::crm::shared::{OWNER_ARG, needed, owner_of};
use crate::crm::task::TASK;
use crate::crm::view::{Rec, Ref, View};
use crate::crm::{Edits, story};
use crate::ledger::Value;
use crate::ledger::order::gather;
use std::collections::BTreeMap;

/// What the former owner may still do.
pub static ACCESS: &[Choice] = &[
    Choice::new("none", "choice-access-none").synonyms(&["nothing more", "不再参与", "do nothing more"]),
    Choice::new("read", "choice-collaborator-read").synonyms(&["reads it", "只读", "read it"]),
    Choice::new("edit", "choice-collaborator-edit").synonyms(&["works on it", "可编辑", "work on it"]),
];

const fn along(key: &'static str, label: &'static str) -> Field {
    Field::new(key, Kind::Bool, label)
}

/// The note that goes with what is handed over.
pub const HANDOVER: Field = Field::new("handover", Kind::LongText, "customer-handover").group("group-place").search();

/// What is asked when customers are handed over.
pub const ARGS: &[Field] = &[
    OWNER_ARG,
    along("with_contacts", "transfer-contacts"),
    along("with_deals", "transfer-deals"),
    along("with_tasks", "transfer-tasks"),
    Field::new("access", Kind::Choice(ACCESS), "transfer-access"),
    HANDOVER,
];

/// What the form says at first: everything goes along, and the former owner keeps nothing.
pub fn fill(_: &View<'_>, _: &Ref, _: &Now) -> Args {
    let along = ["with_contacts", "with_deals", "with_tasks"].map(|field| (field.to_owned(), Value::Bool(true)));
    gather(along.into_iter().chain([("access".to_owned(), Value::from("none"))]))
}

/// Hands customers over.
///
/// # Errors
/// As assigning them.
pub fn transfer(view: &View<'_>, targets: &[Ref], args: &Args, now: &Now) -> Result<Edits, Refusal> {
    let owner = needed(args, &OWNER_ARG)?;
    let to = owner.as_link().map(|(_, id)| id).unwrap_or_default();
    let had = |at: &Ref| view.at(at).and_then(|rec| super::place::last_holder(&rec));
    limit::room(view, to, targets.iter().filter(|at| had(at) != Some(to)).count(), now)?;
    let wished = |field: &str| args.get(field) == Some(&Value::Bool(true));
    let note = args.get(HANDOVER.key).filter(|note| !note.is_empty());
    let access = args.get("access").and_then(Value::as_text).filter(|access| *access != "none");
    happen(view, targets, Event::Assign, now, |edits, rec, standing| {
        let former = super::place::last_holder(rec).filter(|former| *former != to);
        hand(edits, rec, standing, &owner, now);
        if let Some(note) = note {
            edits.set(CUSTOMER.key, rec.id, HANDOVER.key, note.clone());
        }
        if let Some(former) = former {
            let of = |rec: &Rec<'_>| owner_of(rec) == Some(former);
            let tables = [
                (CONTACT.key, wished("with_contacts")),
                (OPPORTUNITY.key, wished("with_deals")),
                (TASK.key, wished("with_tasks")),
            ];
            for belonging in belongings(rec).iter().filter(|own| of(own)) {
                if tables.contains(&(belonging.table.key, true)) && is_open(belonging) {
                    edits.set(belonging.table.key, belonging.id, "owner", owner.clone());
                }
            }
            if let Some(level) = access {
                collaborator::add(edits, rec, former, level, None);
            }
        }
        // Whoever has it now needs no seat beside it.
        let seats = view.linking(COLLABORATOR.key, &rec.at());
        for seat in seats.iter().filter(|seat| seat.get("member") == Some(&owner)) {
            edits.delete(COLLABORATOR.key, seat.id);
        }
    })
}

/// The contacts, opportunities and tasks of a customer.
fn belongings<'a>(rec: &Rec<'a>) -> Vec<Rec<'a>> {
    let view = &rec.view;
    let of = |key: &str| view.linking(key, &rec.at());
    let about = story::subjects(rec).into_iter().flat_map(|at| view.linking(TASK.key, &at));
    of(CONTACT.key).into_iter().chain(of(OPPORTUNITY.key)).chain(about).collect()
}

/// Whether something still has to be done with it.
fn is_open(rec: &Rec<'_>) -> bool {
    match rec.table.key {
        "opportunity" => matches!(Stage::of(rec), stage if stage.is_open() || stage == Stage::Held),
        "task" => !matches!(rec.text("state"), "done" | "cancelled"),
        "lead" => matches!(rec.text("stage"), "" | "pending" | "following" | "invalid"),
        _ => true,
    }
}

/// Gives customers to the reps who hold fewest for the room they have, one after the other.
///
/// # Errors
/// `refused-manager-only` for a rep, `refused-spread-full` if nobody has room.
pub fn spread(view: &View<'_>, targets: &[Ref], _: &Args, now: &Now) -> Result<Edits, Refusal> {
    let away = |who: &Rec<'_>| who.get("away_until").and_then(Value::as_date).is_some_and(|day| day >= now.today());
    let sells = |who: &Rec<'_>| {
        let active = who.get("active").and_then(Value::as_bool) != Some(false);
        active && !away(who) && Role::of_key(who.text("role")) == Role::Rep
    };
    let holdings = limit::Holdings::of(view, now);
    let room = |who: Rec<'_>| {
        let holding = holdings.get(who.id);
        (who.at(), (holding.load.held, holding.limit.most))
    };
    let mut people: BTreeMap<Ref, (usize, Option<usize>)> = gather(view.records(MEMBER.key).filter(sells).map(room));
    let mut given: BTreeMap<Ref, Ref> = BTreeMap::new();
    for at in targets {
        // Who has it already counts as everybody else, and may keep it.
        let free = people.iter_mut().filter(|(_, (held, most))| most.is_none_or(|most| *held < most));
        let share = |held: usize, most: Option<usize>| held * 1_000 / most.unwrap_or(1_000).max(1);
        let next = free.min_by_key(|(who, (held, most))| (share(*held, *most), (*who).clone()));
        let Some((who, (held, _))) = next else { return Err(Refusal::new("refused-spread-full")) };
        *held += 1;
        given.insert(at.clone(), who.clone());
    }
    happen(view, targets, Event::Assign, now, |edits, rec, standing| {
        if let Some(who) = given.get(&rec.at()) {
            hand(edits, rec, standing, &who.link(), now);
        }
    })
}

/// Hands the whole book of members to somebody else, and takes them out of the team's work: customers with what
/// belongs to them, leads, opportunities and tasks that are open, and all contacts.
///
/// # Errors
/// `refused-manager-only`, and that of the limit of who gets it.
pub fn leave(view: &View<'_>, targets: &[Ref], args: &Args, now: &Now) -> Result<Edits, Refusal> {
    if !role_of(view).leads() {
        return Err(Refusal::new("refused-manager-only"));
    }
    let owner = needed(args, &OWNER_ARG)?;
    let to = owner.as_link().map(|(_, id)| id.to_owned()).unwrap_or_default();
    if targets.iter().any(|at| *at.id == *to) {
        return Err(Refusal::new("refused-leave-self").at(OWNER_ARG.key));
    }
    let mut edits = Edits::new();
    for at in targets {
        let own = |rec: &Rec<'_>| owner_of(rec) == Some(&*at.id);
        let customers: Vec<Ref> = view.linking(CUSTOMER.key, at).iter().filter(|rec| own(rec)).map(Rec::at).collect();
        limit::room(view, &to, customers.len(), now)?;
        for customer in customers.iter().filter_map(|at| view.at(at)) {
            hand(&mut edits, &customer, &super::place::Standing::of(&customer, now), &owner, now);
            if let Some(note) = args.get(HANDOVER.key).filter(|note| !note.is_empty()) {
                edits.set(CUSTOMER.key, customer.id, HANDOVER.key, note.clone());
            }
        }
        for table in [&LEAD, &OPPORTUNITY, &TASK, &CONTACT] {
            for rec in view.linking(table.key, at).iter().filter(|rec| own(rec) && is_open(rec)) {
                edits.set(table.key, rec.id, "owner", owner.clone());
                if table.key == LEAD.key {
                    edits.set(table.key, rec.id, "owner_since", Value::At(now.instant));
                    edits.set(table.key, rec.id, "last_owner", at.link());
                }
            }
        }
        edits.set(MEMBER.key, &at.id, "active", false);
    }
    Ok(edits)
}
