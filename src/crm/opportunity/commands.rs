//! What can be done to an opportunity: it moves, is won, lost, put off, and taken up again.

use super::OPPORTUNITY;
use super::fields::{AMOUNT, CLOSE_ON, COMPETITOR, LOST_REASON};
use super::stages::{self, Event, OPEN, Stage};
use crate::crm::Edits;
use crate::crm::command::{Args, Command, Refusal, Scope, as_it_stands, blank};
use crate::crm::machine::Illegal;
use crate::crm::member::role_of;
use crate::crm::schema::{Field, Kind, Now};
use crate::crm::shared::{NEXT_CONTACT, needed, owner_of, put, transfer};
use crate::crm::view::{Rec, Ref, View};
use crate::ledger::Value;

const STAGE_ARG: Field = Field::new("stage", Kind::Choice(OPEN), "opportunity-stage").required();
const AMOUNT_ARG: Field = AMOUNT.required();
const WON_ON_ARG: Field = CLOSE_ON.required();
const REASON_ARG: Field = LOST_REASON.required();

/// The commands of opportunities.
pub static COMMANDS: &[Command] = &[
    Command {
        id: "opportunity.move",
        label: "command-opportunity-move",
        done: "done-opportunity-move",
        icon: "right",
        scope: Scope::Records,
        deals: false,
        key: Some('s'),
        args: &[STAGE_ARG],
        fill: as_it_stands,
        allowed: |view, at, _| may(view, at, Event::Move),
        run: step,
    },
    Command {
        id: "opportunity.win",
        label: "command-opportunity-win",
        done: "done-opportunity-win",
        icon: "check",
        scope: Scope::Records,
        deals: false,
        key: None,
        args: &[AMOUNT_ARG, WON_ON_ARG],
        fill: |view, at, now| {
            let mut args = as_it_stands(view, at, now);
            args.insert(CLOSE_ON.key.to_owned(), Value::Date(now.today()));
            args
        },
        allowed: |view, at, _| may(view, at, Event::Win),
        run: win,
    },
    Command {
        id: "opportunity.lose",
        label: "command-opportunity-lose",
        done: "done-opportunity-lose",
        icon: "trash",
        scope: Scope::Records,
        deals: false,
        key: None,
        args: &[REASON_ARG, COMPETITOR],
        fill: as_it_stands,
        allowed: |view, at, _| may(view, at, Event::Lose),
        run: lose,
    },
    Command {
        id: "opportunity.hold",
        label: "command-opportunity-hold",
        done: "done-opportunity-hold",
        icon: "pause",
        scope: Scope::Records,
        deals: false,
        key: None,
        args: &[NEXT_CONTACT],
        fill: as_it_stands,
        allowed: |view, at, _| may(view, at, Event::Hold),
        run: hold,
    },
    Command {
        id: "opportunity.reopen",
        label: "command-opportunity-reopen",
        done: "done-opportunity-reopen",
        icon: "refresh",
        scope: Scope::Records,
        deals: false,
        key: None,
        args: &[],
        fill: blank,
        allowed: |view, at, _| may(view, at, Event::Reopen),
        run: reopen,
    },
    transfer("opportunity.assign"),
];

fn may(view: &View<'_>, at: &Ref, event: Event) -> Result<(), Refusal> {
    let rec = view.at(at).ok_or_else(|| Refusal::new("refused-gone"))?;
    let owns = owner_of(&rec) == Some(view.me());
    let from = Stage::of(&rec);
    stages::judge(from, event, role_of(view), owns).map_err(|why| match why {
        Illegal::State => Refusal::new("refused-opportunity-stage").with("stage", from.key()),
        Illegal::Holder => Refusal::new("refused-opportunity-holder"),
        Illegal::Manager | Illegal::Admin => Refusal::new("refused-manager-only"),
    })
}

/// Writes a stage and, where its step on the path has a field for that, since when.
pub(super) fn begin(edits: &mut Edits, id: &str, stage: Stage, now: &Now) {
    edits.set(OPPORTUNITY.key, id, "stage", stage.key());
    if stage.is_open() {
        edits.set(OPPORTUNITY.key, id, &format!("since_{}", stage.key()), Value::At(now.instant));
    }
}

/// Brings each target to a stage and writes what `also` adds.
fn bring(
    view: &View<'_>,
    targets: &[Ref],
    event: Event,
    now: &Now,
    to: impl Fn(&Rec<'_>) -> Stage,
    also: impl Fn(&mut Edits, &Rec<'_>),
) -> Result<Edits, Refusal> {
    let mut edits = Edits::new();
    for at in targets {
        may(view, at, event)?;
        let rec = view.at(at).ok_or_else(|| Refusal::new("refused-gone"))?;
        begin(&mut edits, rec.id, to(&rec), now);
        also(&mut edits, &rec);
    }
    Ok(edits)
}

fn step(view: &View<'_>, targets: &[Ref], args: &Args, now: &Now) -> Result<Edits, Refusal> {
    let to = needed(args, &STAGE_ARG)?;
    let to = Stage::of_key(to.as_text().unwrap_or_default());
    if !to.is_open() {
        return Err(Refusal::new("refused-required").with("field", STAGE_ARG.label).at(STAGE_ARG.key));
    }
    bring(view, targets, Event::Move, now, |_| to, |_, _| {})
}

fn win(view: &View<'_>, targets: &[Ref], args: &Args, now: &Now) -> Result<Edits, Refusal> {
    let (amount, on) = (needed(args, &AMOUNT_ARG)?, needed(args, &WON_ON_ARG)?);
    bring(
        view,
        targets,
        Event::Win,
        now,
        |_| Stage::Won,
        |edits, rec| {
            put(edits, rec, "amount", amount.clone());
            put(edits, rec, "close_on", on.clone());
            put(edits, rec, "closed_at", Value::At(now.instant));
            put(edits, rec, "next_contact", Value::Null);
        },
    )
}

fn lose(view: &View<'_>, targets: &[Ref], args: &Args, now: &Now) -> Result<Edits, Refusal> {
    let reason = needed(args, &REASON_ARG)?;
    let competitor = args.get(COMPETITOR.key).filter(|name| !name.is_empty());
    bring(
        view,
        targets,
        Event::Lose,
        now,
        |_| Stage::Lost,
        |edits, rec| {
            put(edits, rec, "lost_reason", reason.clone());
            if let Some(competitor) = competitor {
                put(edits, rec, COMPETITOR.key, competitor.clone());
            }
            put(edits, rec, "closed_at", Value::At(now.instant));
            put(edits, rec, "next_contact", Value::Null);
        },
    )
}

fn hold(view: &View<'_>, targets: &[Ref], args: &Args, now: &Now) -> Result<Edits, Refusal> {
    let next = args.get(NEXT_CONTACT.key).cloned().unwrap_or(Value::Null);
    bring(
        view,
        targets,
        Event::Hold,
        now,
        |_| Stage::Held,
        |edits, rec| {
            put(edits, rec, "held_from", Value::from(Stage::of(rec).key()));
            put(edits, rec, "next_contact", next.clone());
        },
    )
}

/// One that was put off goes on where it stood; one that was closed is negotiated anew.
fn reopen(view: &View<'_>, targets: &[Ref], _: &Args, now: &Now) -> Result<Edits, Refusal> {
    let to = |rec: &Rec<'_>| match Stage::of(rec) {
        Stage::Held => Some(Stage::of_key(rec.text("held_from"))).filter(|stage| stage.is_open()),
        _ => Some(Stage::Negotiation),
    };
    bring(
        view,
        targets,
        Event::Reopen,
        now,
        |rec| to(rec).unwrap_or(Stage::FIRST),
        |edits, rec| {
            for field in ["held_from", "closed_at", "lost_reason"] {
                put(edits, rec, field, Value::Null);
            }
        },
    )
}
