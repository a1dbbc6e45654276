//! Logging a follow-up, in one act from any list or page.

use super::FOLLOW_UP;
use super::fields::{ABOUT, CONTENT, METHOD, MINUTES, NEXT_AT, RESULT};
use crate::crm::command::{Args, Command, Refusal, Scope, blank};
use crate::crm::schema::Now;
use crate::crm::view::{Ref, View};
use crate::crm::{Edits, entity, record};
use crate::ledger::Value;

/// The commands about follow-ups.
pub static COMMANDS: &[Command] = &[Command {
    id: "follow_up.log",
    label: "command-log",
    done: "done-log",
    icon: "follow-up",
    scope: Scope::Followed,
    deals: false,
    key: Some('f'),
    args: &[METHOD, CONTENT, RESULT, NEXT_AT, MINUTES],
    fill: blank,
    allowed: may_log,
    run: log,
}];

fn may_log(view: &View<'_>, at: &Ref, _: &Now) -> Result<(), Refusal> {
    let rec = view.at(at).ok_or_else(|| Refusal::new("refused-gone"))?;
    if rec.table.followed { Ok(()) } else { Err(Refusal::new("refused-not-followed")) }
}

/// Logs the same follow-up on every target. It must say what was said or what came of it. Where the result leads
/// nowhere and a reason is given, the target is set aside in the same change.
fn log(view: &View<'_>, targets: &[Ref], args: &Args, now: &Now) -> Result<Edits, Refusal> {
    let blank = |key: &str| args.get(key).is_none_or(Value::is_empty);
    if blank(CONTENT.key) && blank(RESULT.key) {
        return Err(Refusal::new("refused-empty-follow-up").at(CONTENT.key));
    }
    if args.get(MINUTES.key).and_then(Value::as_int).is_some_and(i64::is_negative) {
        return Err(Refusal::new("invalid-number").at(MINUTES.key));
    }
    let mut edits = Edits::new();
    for at in targets {
        let mut given = args.clone();
        given.insert(ABOUT.key.to_owned(), at.link());
        if blank(METHOD.key) {
            given.insert(METHOD.key.to_owned(), Value::from("call"));
        }
        let id = edits.create();
        record::add(&mut edits, view, &FOLLOW_UP, &id, &given, now);
        let result = args.get(RESULT.key).and_then(Value::as_text).unwrap_or_default();
        let aside = entity(&at.entity).and_then(|table| table.aside_after(result));
        if let Some(aside) = aside.filter(|aside| aside.asks.first().is_some_and(|why| !blank(why.key))) {
            let command = aside.command()?;
            (command.allowed)(view, at, now)?;
            edits.extend((command.run)(view, std::slice::from_ref(at), args, now)?);
            // What is set aside is not waited for, whatever was said of the next contact.
            edits.set(&at.entity, &at.id, "next_contact", Value::Null);
        }
    }
    Ok(edits)
}
