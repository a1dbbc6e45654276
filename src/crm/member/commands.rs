//! What can be done to a member besides editing.

use super::fields::ROLE;
use super::role::{Role, role_of};
use crate::crm::command::{Args, Command, Refusal, Scope, blank};
use crate::crm::customer::transfer;
use crate::crm::schema::Now;
use crate::crm::shared::OWNER_ARG;
use crate::crm::view::{Ref, View};
use crate::crm::{Edits, Field};
use crate::ledger::Value;

/// The commands of members.
pub static COMMANDS: &[Command] = &[
    Command {
        id: "member.role",
        label: "command-member-role",
        done: "done-member-role",
        icon: "shield",
        scope: Scope::Records,
        deals: false,
        key: None,
        args: &[ROLE_ARG],
        fill: blank,
        allowed: may_set_role,
        run: set_role,
    },
    Command {
        id: "member.leave",
        label: "command-member-leave",
        done: "done-member-leave",
        icon: "swap",
        scope: Scope::Records,
        deals: false,
        key: None,
        args: &[OWNER_ARG, transfer::HANDOVER],
        fill: blank,
        allowed: |view, _, _| if role_of(view).leads() { Ok(()) } else { Err(Refusal::new("refused-manager-only")) },
        run: transfer::leave,
    },
];

const ROLE_ARG: Field = ROLE.required();

fn may_set_role(view: &View<'_>, _: &Ref, _: &Now) -> Result<(), Refusal> {
    if role_of(view) == Role::Admin { Ok(()) } else { Err(Refusal::new("refused-admin-only")) }
}

fn set_role(view: &View<'_>, targets: &[Ref], args: &Args, _: &Now) -> Result<Edits, Refusal> {
    let role = args.get("role").and_then(Value::as_text).map(Role::of_key);
    let role = role.ok_or_else(|| Refusal::new("refused-required").with("field", ROLE.label).at("role"))?;
    let is_admin = |id: &str| view.get("member", id).is_some_and(|member| member.text("role") == "admin");
    let others =
        view.records("member").filter(|member| is_admin(member.id) && targets.iter().all(|at| *at.id != *member.id));
    if role != Role::Admin && targets.iter().any(|at| is_admin(&at.id)) && others.count() == 0 {
        return Err(Refusal::new("refused-last-admin"));
    }
    let mut edits = Edits::new();
    for at in targets {
        edits.set("member", &at.id, "role", role.key());
    }
    Ok(edits)
}
