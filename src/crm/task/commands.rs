//! Doing a task, taking that back, and dropping it.

use crate::crm::command::{Args, Command, Refusal, Scope, blank};
use crate::crm::schema::Now;
use crate::crm::view::{Ref, View};
use crate::crm::{Edits, shared};
use crate::ledger::Value;

/// The commands of tasks.
pub static COMMANDS: &[Command] = &[
    shared::transfer("task.assign"),
    Command {
        id: "task.done",
        label: "command-task-done",
        done: "done-task-done",
        icon: "check",
        scope: Scope::Records,
        deals: false,
        key: Some('d'),
        args: &[],
        fill: blank,
        allowed: |view, at, _| is_open(view, at, true),
        run: |_, targets, _, now| Ok(write(targets, "done", Some(Value::At(now.instant)))),
    },
    Command {
        id: "task.start",
        label: "command-task-start",
        done: "done-task-start",
        icon: "clock",
        scope: Scope::Records,
        deals: false,
        key: None,
        args: &[],
        fill: blank,
        allowed: may_start,
        run: |_, targets, _, _| Ok(write(targets, "doing", None)),
    },
    Command {
        id: "task.cancel",
        label: "command-task-cancel",
        done: "done-task-cancel",
        icon: "close",
        scope: Scope::Records,
        deals: false,
        key: None,
        args: &[],
        fill: blank,
        allowed: |view, at, _| is_open(view, at, true),
        run: |_, targets, _, _| Ok(write(targets, "cancelled", None)),
    },
    Command {
        id: "task.reopen",
        label: "command-task-reopen",
        done: "done-task-reopen",
        icon: "undo",
        scope: Scope::Records,
        deals: false,
        key: None,
        args: &[],
        fill: blank,
        allowed: |view, at, _| is_open(view, at, false),
        run: reopen,
    },
];

fn state<'a>(view: &View<'a>, at: &Ref) -> Result<&'a str, Refusal> {
    Ok(view.at(at).ok_or_else(|| Refusal::new("refused-gone"))?.text("state"))
}

fn is_open(view: &View<'_>, at: &Ref, wanted: bool) -> Result<(), Refusal> {
    match (!matches!(state(view, at)?, "done" | "cancelled"), wanted) {
        (false, true) => Err(Refusal::new("refused-task-closed")),
        (true, false) => Err(Refusal::new("refused-task-open")),
        _ => Ok(()),
    }
}

fn may_start(view: &View<'_>, at: &Ref, _: &Now) -> Result<(), Refusal> {
    is_open(view, at, true)?;
    if state(view, at)? == "doing" { Err(Refusal::new("refused-task-started")) } else { Ok(()) }
}

fn reopen(_: &View<'_>, targets: &[Ref], _: &Args, _: &Now) -> Result<Edits, Refusal> {
    Ok(write(targets, "todo", Some(Value::Null)))
}

fn write(targets: &[Ref], state: &str, done_at: Option<Value>) -> Edits {
    let mut edits = Edits::new();
    for at in targets {
        edits.set("task", &at.id, "state", state);
        if let Some(done_at) = done_at.clone() {
            edits.set("task", &at.id, "done_at", done_at);
        }
    }
    edits
}
