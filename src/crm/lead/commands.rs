//! What can be done to a lead: each command is an event of its states.

use super::convert::{self, AMOUNT_ARG, CLOSE_ON_ARG, CONTACT_ARG, CUSTOMER_ARG, OPPORTUNITY_ARG};
use super::fields::{INVALID_REASON, POOL, RETURN_REASON, REVISIT_ON};
use super::states::{Event, STEPS, State, To};
use crate::crm::Edits;
use crate::crm::command::{Args, Command, Refusal, Scope, blank};
use crate::crm::machine::{self, Illegal};
use crate::crm::member::role_of;
use crate::crm::pool::rules::{self, Lying};
use crate::crm::schema::{Field, Now};
use crate::crm::shared::{OWNER_ARG, clear, needed};
use crate::crm::view::{Rec, Ref, View};
use crate::ledger::Value;
use crate::ledger::order::gather;

const POOL_NEEDED: Field = POOL.required();
const RETURN_ARG: Field = RETURN_REASON.required();
const INVALID_ARG: Field = INVALID_REASON.required();

/// The commands of leads.
pub static COMMANDS: &[Command] = &[
    Command {
        id: "lead.assign",
        label: "command-assign",
        done: "done-assign",
        icon: "contact",
        scope: Scope::Records,
        deals: true,
        key: Some('a'),
        args: &[OWNER_ARG],
        fill: blank,
        allowed: |view, at, _| may(view, at, Event::Assign),
        run: assign,
    },
    Command {
        id: "lead.claim",
        label: "command-lead-claim",
        done: "done-lead-claim",
        icon: "pin",
        scope: Scope::Records,
        deals: true,
        key: None,
        args: &[],
        fill: blank,
        allowed: |view, at, now| {
            let lead = view.at(at).ok_or_else(|| Refusal::new("refused-gone"))?;
            judge(view, &lead, Event::Claim)?;
            Lying::lead(&lead).map_or(Ok(()), |lying| rules::may_claim(view, &lying, 0, now))
        },
        run: claim,
    },
    Command {
        id: "lead.convert",
        label: "command-lead-convert",
        done: "done-lead-convert",
        icon: "account",
        scope: Scope::Record,
        deals: false,
        key: Some('v'),
        args: &[CUSTOMER_ARG, CONTACT_ARG, OPPORTUNITY_ARG, AMOUNT_ARG, CLOSE_ON_ARG],
        fill: convert::fill,
        allowed: |view, at, _| may(view, at, Event::Convert),
        run: convert::convert,
    },
    Command {
        id: "lead.return",
        label: "command-lead-return",
        done: "done-lead-return",
        icon: "pool",
        scope: Scope::Records,
        deals: true,
        key: None,
        args: &[RETURN_ARG, POOL],
        fill: back_to,
        allowed: |view, at, _| may(view, at, Event::Return),
        run: give_back,
    },
    Command {
        id: "lead.move",
        label: "command-lead-move",
        done: "done-lead-move",
        icon: "swap",
        scope: Scope::Records,
        deals: true,
        key: None,
        args: &[POOL_NEEDED],
        fill: blank,
        allowed: |view, at, _| may(view, at, Event::Move),
        run: move_on,
    },
    Command {
        id: "lead.park",
        label: "command-lead-park",
        done: "done-lead-park",
        icon: "pause",
        scope: Scope::Records,
        deals: true,
        key: None,
        args: &[INVALID_ARG, REVISIT_ON],
        fill: blank,
        allowed: |view, at, _| may(view, at, Event::Park),
        run: park,
    },
    Command {
        id: "lead.reopen",
        label: "command-lead-reopen",
        done: "done-lead-reopen",
        icon: "refresh",
        scope: Scope::Records,
        deals: false,
        key: None,
        args: &[],
        fill: blank,
        allowed: |view, at, _| may(view, at, Event::Reopen),
        run: reopen,
    },
    Command {
        id: "lead.void",
        label: "command-lead-void",
        done: "done-lead-void",
        icon: "trash",
        scope: Scope::Records,
        deals: true,
        key: None,
        args: &[],
        fill: blank,
        allowed: |view, at, _| may(view, at, Event::Void),
        run: void,
    },
    Command {
        id: "lead.restore",
        label: "command-lead-restore",
        done: "done-lead-restore",
        icon: "undo",
        scope: Scope::Records,
        deals: false,
        key: None,
        args: &[],
        fill: blank,
        allowed: |view, at, _| may(view, at, Event::Restore),
        run: restore,
    },
];

/// Where an event leads a lead, judged for the member who looks.
fn judge(view: &View<'_>, lead: &Rec<'_>, event: Event) -> Result<To, Refusal> {
    // What is nobody's is looked after by who keeps the pool.
    let owns = match lead.get("owner").and_then(Value::as_link) {
        Some((_, member)) => member == view.me(),
        None => rules::of(lead).is_some_and(|pool| rules::keeps(view, &pool)),
    };
    let from = State::of(lead);
    machine::judge(STEPS, from, event, role_of(view), owns).map_err(|why| match why {
        Illegal::State => Refusal::new("refused-lead-state").with("state", from.key()),
        Illegal::Holder if from == State::Unassigned => Refusal::new("refused-lead-pool"),
        Illegal::Holder => Refusal::new("refused-lead-holder"),
        Illegal::Manager => Refusal::new("refused-manager-only"),
        Illegal::Admin => Refusal::new("refused-admin-only"),
    })
}

fn may(view: &View<'_>, at: &Ref, event: Event) -> Result<(), Refusal> {
    let lead = view.at(at).ok_or_else(|| Refusal::new("refused-gone"))?;
    judge(view, &lead, event).map(|_| ())
}

/// Makes an event happen to each target: writes the stage where it moves, then what `also` adds.
pub(super) fn happen(
    view: &View<'_>,
    targets: &[Ref],
    event: Event,
    edits: &mut Edits,
    also: impl Fn(&mut Edits, &Rec<'_>),
) -> Result<(), Refusal> {
    for at in targets {
        let lead = view.at(at).ok_or_else(|| Refusal::new("refused-gone"))?;
        let stage = match judge(view, &lead, event)? {
            To::State(state) => state.stage(),
            To::Before => State::of_stage(lead.text("voided_from")).stage(),
        };
        // A lead with an owner waits again when it goes back to the pool, so the stage is reset there.
        if lead.text("stage") != stage {
            edits.set("lead", lead.id, "stage", stage);
        }
        also(edits, &lead);
    }
    Ok(())
}

/// [`happen`] as edits of its own.
fn alone(
    view: &View<'_>,
    targets: &[Ref],
    event: Event,
    also: impl Fn(&mut Edits, &Rec<'_>),
) -> Result<Edits, Refusal> {
    let mut edits = Edits::new();
    happen(view, targets, event, &mut edits, also)?;
    Ok(edits)
}

/// Hands a lead to an owner: it leaves its pool, which is remembered.
fn hand(edits: &mut Edits, lead: &Rec<'_>, owner: &Value, now: &Now) {
    edits.set("lead", lead.id, "owner", owner.clone());
    edits.set("lead", lead.id, "owner_since", Value::At(now.instant));
    if let Some(pool) = lead.get("pool") {
        edits.set("lead", lead.id, "pool_before", pool.clone());
    }
    clear(edits, lead, &["return_reason", "pool", "pool_since", "assigned_by"]);
}

/// Assigns a lead to a member.
///
/// # Errors
/// As the command that does so.
pub fn assign_to(edits: &mut Edits, view: &View<'_>, at: &Ref, owner: &Value, now: &Now) -> Result<(), Refusal> {
    happen(view, std::slice::from_ref(at), Event::Assign, edits, |edits, lead| hand(edits, lead, owner, now))
}

/// Puts a lead into a pool: one that is nobody's moves there, one that somebody has is taken back for want of care.
///
/// # Errors
/// As the commands that do so.
pub fn put_into(edits: &mut Edits, view: &View<'_>, at: &Ref, pool: &Value, now: &Now) -> Result<(), Refusal> {
    let targets = std::slice::from_ref(at);
    let held = view.at(at).is_some_and(|lead| lead.get("owner").is_some());
    let event = if held { Event::Return } else { Event::Move };
    happen(view, targets, event, edits, |edits, lead| {
        if held {
            leave(edits, lead);
            edits.set("lead", lead.id, "return_reason", "no_progress");
        }
        lie_in(edits, lead, pool, now);
    })
}

/// Takes a lead out of its owner's hands, who is remembered.
fn leave(edits: &mut Edits, lead: &Rec<'_>) {
    if let Some(owner) = lead.get("owner") {
        edits.set("lead", lead.id, "last_owner", owner.clone());
    }
    clear(edits, lead, &["owner", "owner_since", "next_contact", "invalid_reason", "revisit_on"]);
}

/// Lays a lead into a pool.
fn lie_in(edits: &mut Edits, lead: &Rec<'_>, pool: &Value, now: &Now) {
    edits.set("lead", lead.id, "pool", pool.clone());
    edits.set("lead", lead.id, "pool_since", Value::At(now.instant));
}

fn assign(view: &View<'_>, targets: &[Ref], args: &Args, now: &Now) -> Result<Edits, Refusal> {
    let owner = needed(args, &OWNER_ARG)?;
    alone(view, targets, Event::Assign, |edits, lead| hand(edits, lead, &owner, now))
}

fn claim(view: &View<'_>, targets: &[Ref], _: &Args, now: &Now) -> Result<Edits, Refusal> {
    for (already, at) in targets.iter().enumerate() {
        let lead = view.at(at).ok_or_else(|| Refusal::new("refused-gone"))?;
        let pool = rules::of(&lead).map(|pool| pool.at());
        let same = |at: &&Ref| view.at(at).and_then(|lead| rules::of(&lead)).map(|pool| pool.at()) == pool;
        if let Some(lying) = Lying::lead(&lead) {
            rules::may_claim(view, &lying, targets[..already].iter().filter(same).count(), now)?;
        }
    }
    alone(view, targets, Event::Claim, |edits, lead| {
        hand(edits, lead, &view.my_link(), now);
        edits.set("lead", lead.id, "claimed_at", Value::At(now.instant));
    })
}

/// What the form of giving back says at first: the pool it came from.
fn back_to(view: &View<'_>, at: &Ref, _: &Now) -> Args {
    let from = view.at(at).and_then(|lead| lead.get("pool_before").filter(|pool| view.follow(pool).is_some()));
    gather(from.map(|pool| (POOL.key.to_owned(), pool.clone())))
}

fn give_back(view: &View<'_>, targets: &[Ref], args: &Args, now: &Now) -> Result<Edits, Refusal> {
    let reason = needed(args, &RETURN_ARG)?;
    let pool = args.get(POOL.key).filter(|pool| !pool.is_empty());
    alone(view, targets, Event::Return, |edits, lead| {
        leave(edits, lead);
        edits.set("lead", lead.id, "return_reason", reason.clone());
        if let Some(pool) = pool.or_else(|| lead.get("pool_before")) {
            edits.set("lead", lead.id, "pool", pool.clone());
        }
        edits.set("lead", lead.id, "pool_since", Value::At(now.instant));
    })
}

fn move_on(view: &View<'_>, targets: &[Ref], args: &Args, now: &Now) -> Result<Edits, Refusal> {
    let pool = needed(args, &POOL_NEEDED)?;
    alone(view, targets, Event::Move, |edits, lead| lie_in(edits, lead, &pool, now))
}

fn park(view: &View<'_>, targets: &[Ref], args: &Args, _: &Now) -> Result<Edits, Refusal> {
    let reason = needed(args, &INVALID_ARG)?;
    let revisit = args.get(REVISIT_ON.key).filter(|day| !day.is_empty());
    alone(view, targets, Event::Park, |edits, lead| {
        edits.set("lead", lead.id, "invalid_reason", reason.clone());
        if let Some(day) = revisit {
            edits.set("lead", lead.id, "revisit_on", day.clone());
        }
        clear(edits, lead, &["next_contact"]);
    })
}

fn reopen(view: &View<'_>, targets: &[Ref], _: &Args, now: &Now) -> Result<Edits, Refusal> {
    alone(view, targets, Event::Reopen, |edits, lead| {
        edits.set("lead", lead.id, "worked_since", Value::At(now.instant));
        super::unpark(edits, lead);
    })
}

fn void(view: &View<'_>, targets: &[Ref], _: &Args, _: &Now) -> Result<Edits, Refusal> {
    alone(view, targets, Event::Void, |edits, lead| {
        edits.set("lead", lead.id, "voided_from", State::of_stage(lead.text("stage")).stage());
    })
}

fn restore(view: &View<'_>, targets: &[Ref], _: &Args, _: &Now) -> Result<Edits, Refusal> {
    alone(view, targets, Event::Restore, |edits, lead| clear(edits, lead, &["voided_from"]))
}
