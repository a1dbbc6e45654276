//! What can be done to a customer: each command is an event of its places.

use super::CUSTOMER;
use super::fields::{POOL, RETURN_REASON};
use super::place::{Place, Standing, last_holder};
use super::states::{Event, STEPS};
use super::{clash, transfer};
use crate::crm::Edits;
use crate::crm::capacity_rule::limit;
use crate::crm::case;
use crate::crm::command::{Args, Command, Refusal, Scope, blank};
use crate::crm::machine::{self, Illegal};
use crate::crm::member::role_of;
use crate::crm::pool::rules::{self, Lying};
use crate::crm::schema::{Field, Now};
use crate::crm::shared::{OWNER_ARG, clear, needed};
use crate::crm::view::{Rec, Ref, View};
use crate::ledger::Value;

const POOL_NEEDED: Field = POOL.required();
const RETURN_ARG: Field = RETURN_REASON.required();

/// The commands of customers.
pub static COMMANDS: &[Command] = &[
    Command {
        id: "customer.claim",
        label: "command-lead-claim",
        done: "done-customer-claim",
        icon: "pin",
        scope: Scope::Records,
        deals: true,
        key: None,
        args: &[],
        fill: blank,
        allowed: |view, at, now| may_claim(view, at, 0, 0, now),
        run: claim,
    },
    Command {
        id: "customer.assign",
        label: "command-assign",
        done: "done-assign",
        icon: "contact",
        scope: Scope::Records,
        deals: true,
        key: Some('a'),
        args: &[OWNER_ARG],
        fill: blank,
        allowed: |view, at, now| may(view, at, Event::Assign, now),
        run: assign,
    },
    Command {
        id: "customer.transfer",
        label: "command-customer-transfer",
        done: "done-customer-transfer",
        icon: "swap",
        scope: Scope::Records,
        deals: true,
        key: None,
        args: transfer::ARGS,
        fill: transfer::fill,
        allowed: |view, at, now| may(view, at, Event::Assign, now),
        run: transfer::transfer,
    },
    Command {
        id: "customer.spread",
        label: "command-customer-spread",
        done: "done-customer-spread",
        icon: "people",
        scope: Scope::Records,
        deals: true,
        key: None,
        args: &[],
        fill: blank,
        allowed: |view, at, now| match role_of(view).is_staff() {
            true => may(view, at, Event::Assign, now),
            false => Err(Refusal::new("refused-manager-only")),
        },
        run: transfer::spread,
    },
    Command {
        id: "customer.case",
        label: "command-customer-case",
        done: "done-customer-case",
        icon: "warning",
        scope: Scope::Records,
        deals: false,
        key: None,
        args: &[case::STORY],
        fill: blank,
        allowed: |view, at, now| {
            let rec = view.at(at).ok_or_else(|| Refusal::new("refused-gone"))?;
            clash::clash(&rec, now).map(|_| ()).ok_or_else(|| Refusal::new("refused-no-clash"))
        },
        run: case::open,
    },
    Command {
        id: "customer.return",
        label: "command-customer-return",
        done: "done-customer-return",
        icon: "pool",
        scope: Scope::Records,
        deals: true,
        key: None,
        args: &[RETURN_ARG, POOL],
        fill: blank,
        allowed: |view, at, now| may(view, at, Event::Return, now),
        run: give_back,
    },
    Command {
        id: "customer.move",
        label: "command-customer-move",
        done: "done-customer-move",
        icon: "swap",
        scope: Scope::Records,
        deals: false,
        key: None,
        args: &[POOL_NEEDED],
        fill: blank,
        allowed: |view, at, now| may(view, at, Event::Move, now),
        run: move_on,
    },
    Command {
        id: "customer.lock",
        label: "command-customer-lock",
        done: "done-customer-lock",
        icon: "lock",
        scope: Scope::Records,
        deals: false,
        key: None,
        args: &[],
        fill: blank,
        allowed: |view, at, now| {
            may(view, at, Event::Lock, now)?;
            limit::room_to_lock(view, &holder(view, at), 1, now)
        },
        run: lock,
    },
    Command {
        id: "customer.unlock",
        label: "command-customer-unlock",
        done: "done-customer-unlock",
        icon: "unlock",
        scope: Scope::Records,
        deals: false,
        key: None,
        args: &[],
        fill: blank,
        allowed: |view, at, now| may(view, at, Event::Unlock, now),
        run: |view, targets, _, now| {
            happen(view, targets, Event::Unlock, now, |edits, rec, _| {
                edits.set(CUSTOMER.key, rec.id, "locked", Value::Null);
            })
        },
    },
];

/// Where an event leads a customer, judged for the member who looks.
fn judge(view: &View<'_>, rec: &Rec<'_>, standing: &Standing, event: Event) -> Result<Place, Refusal> {
    let from = standing.place();
    // What is nobody's is looked after by who keeps the pool.
    let holds = match from {
        Place::Sea => {
            standing.pool.as_ref().and_then(|pool| view.at(pool)).is_some_and(|pool| rules::keeps(view, &pool))
        }
        Place::Held | Place::Locked => last_holder(rec) == Some(view.me()),
    };
    machine::judge(STEPS, from, event, role_of(view), holds).map_err(|why| match why {
        Illegal::State => Refusal::new("refused-customer-place").with("place", from.key()),
        Illegal::Holder if from == Place::Sea => Refusal::new("refused-customer-sea"),
        Illegal::Holder => Refusal::new("refused-customer-holder"),
        Illegal::Manager => Refusal::new("refused-manager-only"),
        Illegal::Admin => Refusal::new("refused-admin-only"),
    })
}

fn may(view: &View<'_>, at: &Ref, event: Event, now: &Now) -> Result<(), Refusal> {
    let rec = view.at(at).ok_or_else(|| Refusal::new("refused-gone"))?;
    judge(view, &rec, &Standing::of(&rec, now), event).map(|_| ())
}

/// Makes an event happen to each target: `write` writes what it changes.
pub(super) fn happen(
    view: &View<'_>,
    targets: &[Ref],
    event: Event,
    now: &Now,
    write: impl Fn(&mut Edits, &Rec<'_>, &Standing),
) -> Result<Edits, Refusal> {
    let mut edits = Edits::new();
    for at in targets {
        let rec = view.at(at).ok_or_else(|| Refusal::new("refused-gone"))?;
        let standing = Standing::of(&rec, now);
        judge(view, &rec, &standing, event)?;
        write(&mut edits, &rec, &standing);
    }
    Ok(edits)
}

/// Whether a customer may be claimed, besides so many others of the same pool, and so many in all.
fn may_claim(view: &View<'_>, at: &Ref, same: usize, all: usize, now: &Now) -> Result<(), Refusal> {
    let rec = view.at(at).ok_or_else(|| Refusal::new("refused-gone"))?;
    let standing = Standing::of(&rec, now);
    judge(view, &rec, &standing, Event::Claim)?;
    if let Some(pool) = standing.pool.as_ref().and_then(|pool| view.at(pool)) {
        let lying = Lying { of: CUSTOMER.key, pool, since: standing.since, last: last_holder(&rec) };
        rules::may_claim(view, &lying, same, now)?;
    }
    limit::room(view, view.me(), all + 1, now)
}

/// Who has a customer in hand; empty if nobody does.
fn holder(view: &View<'_>, at: &Ref) -> String {
    view.at(at).and_then(|rec| last_holder(&rec).map(str::to_owned)).unwrap_or_default()
}

/// Hands a customer to an owner. The pool it lay in is remembered, and so is who had it before.
pub(in crate::crm) fn hand(edits: &mut Edits, rec: &Rec<'_>, standing: &Standing, owner: &Value, now: &Now) {
    let had = last_holder(rec).map(str::to_owned);
    edits.set(CUSTOMER.key, rec.id, "owner", owner.clone());
    edits.set(CUSTOMER.key, rec.id, "owner_since", Value::At(now.instant));
    if let Some(had) = had {
        edits.set(CUSTOMER.key, rec.id, "last_owner", Value::Link("member".to_owned(), had));
    }
    if let Some(pool) = standing.pool.as_ref().filter(|_| standing.at_sea) {
        edits.set(CUSTOMER.key, rec.id, "pool", pool.link());
        edits.set(CUSTOMER.key, rec.id, "pool_before", pool.link());
    }
    clear(edits, rec, &["return_reason", "pool_since", "locked"]);
}

fn claim(view: &View<'_>, targets: &[Ref], _: &Args, now: &Now) -> Result<Edits, Refusal> {
    let pool = |at: &Ref| view.at(at).and_then(|rec| Standing::of(&rec, now).pool);
    for (already, at) in targets.iter().enumerate() {
        let own = pool(at);
        let same = targets[..already].iter().filter(|other| pool(other) == own).count();
        may_claim(view, at, same, already, now)?;
    }
    happen(view, targets, Event::Claim, now, |edits, rec, standing| {
        hand(edits, rec, standing, &view.my_link(), now);
        edits.set(CUSTOMER.key, rec.id, "claimed_at", Value::At(now.instant));
    })
}

fn assign(view: &View<'_>, targets: &[Ref], args: &Args, now: &Now) -> Result<Edits, Refusal> {
    let owner = needed(args, &OWNER_ARG)?;
    let to = owner.as_link().map(|(_, member)| member).unwrap_or_default();
    let more = targets.iter().filter(|at| holder(view, at) != to || !is_held(view, at, now)).count();
    limit::room(view, to, more, now)?;
    happen(view, targets, Event::Assign, now, |edits, rec, standing| hand(edits, rec, standing, &owner, now))
}

fn is_held(view: &View<'_>, at: &Ref, now: &Now) -> bool {
    view.at(at).is_some_and(|rec| Place::of(&rec, now) != Place::Sea)
}

fn give_back(view: &View<'_>, targets: &[Ref], args: &Args, now: &Now) -> Result<Edits, Refusal> {
    let reason = needed(args, &RETURN_ARG)?;
    let pool = args.get(POOL.key).filter(|pool| !pool.is_empty());
    happen(view, targets, Event::Return, now, |edits, rec, _| {
        if let Some(owner) = rec.get("owner") {
            edits.set(CUSTOMER.key, rec.id, "last_owner", owner.clone());
        }
        clear(edits, rec, &["owner", "owner_since", "next_contact"]);
        edits.set(CUSTOMER.key, rec.id, "return_reason", reason.clone());
        edits.set(CUSTOMER.key, rec.id, "pool_since", Value::At(now.instant));
        if let Some(pool) = pool {
            edits.set(CUSTOMER.key, rec.id, "pool", pool.clone());
        }
    })
}

/// To another pool. One that lapsed is nobody's from then on, and lies where it is put.
fn move_on(view: &View<'_>, targets: &[Ref], args: &Args, now: &Now) -> Result<Edits, Refusal> {
    let pool = needed(args, &POOL_NEEDED)?;
    happen(view, targets, Event::Move, now, |edits, rec, standing| {
        edits.set(CUSTOMER.key, rec.id, "pool", pool.clone());
        if standing.at_sea {
            if let Some(owner) = rec.get("owner") {
                edits.set(CUSTOMER.key, rec.id, "last_owner", owner.clone());
            }
            clear(edits, rec, &["owner", "owner_since", "next_contact"]);
            edits.set(CUSTOMER.key, rec.id, "pool_since", Value::At(now.instant));
        }
    })
}

fn lock(view: &View<'_>, targets: &[Ref], _: &Args, now: &Now) -> Result<Edits, Refusal> {
    for (already, at) in targets.iter().enumerate() {
        let who = holder(view, at);
        let same = targets[..already].iter().filter(|other| holder(view, other) == who).count();
        limit::room_to_lock(view, &who, same + 1, now)?;
    }
    happen(view, targets, Event::Lock, now, |edits, rec, _| {
        edits.set(CUSTOMER.key, rec.id, "locked", true);
    })
}
