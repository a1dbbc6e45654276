//! Moves: how a record comes to a value of a choice field. Where rules stand behind the field, it is a
//! command that leads there; which one is found by trying.

use super::command::{Args, Command};
use super::schema::{Field, Kind, Now, entity};
use super::view::{Book, Rec, Ref, View};
use super::{Edits, commands_for};
use crate::ledger::entry::Entry;
use crate::ledger::{Change, DeviceId, Dot, State, Value};

/// How a record comes to a value.
#[derive(Clone, Copy, Debug)]
pub enum Move {
    /// By writing it.
    Write,
    /// By this command, which may ask for more.
    Run(&'static Command),
    /// By this command, given the value as its one answer.
    Give(&'static Command),
}

impl PartialEq for Move {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Move::Write, Move::Write) => true,
            (Move::Run(one), Move::Run(other)) | (Move::Give(one), Move::Give(other)) => one.id == other.id,
            _ => false,
        }
    }
}

/// The values of a choice field that a record can be brought to now, and how: all others than its own.
/// Of several commands that lead to a value the first that asks for least is taken.
#[must_use]
pub fn moves(view: &View<'_>, at: &Ref, field: &'static Field, now: &Now) -> Vec<(&'static str, Move)> {
    let (Some(rec), Kind::Choice(choices)) = (view.at(at), field.kind) else { return Vec::new() };
    let own = rec.value(field, now);
    let others = choices.iter().map(|choice| choice.key).filter(|key| own.as_text() != Some(key));
    if field.is_editable() {
        return others.map(|key| (key, Move::Write)).collect();
    }
    let mut led: Vec<(String, &'static Command)> = Vec::new();
    let mut given: Vec<(&'static str, &'static Command)> = Vec::new();
    for command in commands_for(rec.table).filter(|command| (command.allowed)(view, at, now).is_ok()) {
        // A command that asks for the value of this very field leads to whatever it takes.
        if let [Field { key, kind: Kind::Choice(choices), .. }] = command.args
            && *key == field.key
        {
            given.extend(choices.iter().map(|choice| (choice.key, command)));
            continue;
        }
        let Some(Value::Text(to)) = outcome(view, &rec, command, field, now) else { continue };
        match led.iter_mut().find(|(key, _)| *key == to) {
            Some((_, other)) if command.args.len() < other.args.len() => *other = command,
            Some(_) => {}
            None => led.push((to, command)),
        }
    }
    let led = |key| led.iter().find(|(to, _)| to == key).map(|(_, command)| (key, Move::Run(command)));
    let given = |key| given.iter().find(|(to, _)| *to == key).map(|(_, command)| (key, Move::Give(command)));
    others.filter_map(|key| given(key).or_else(|| led(key))).collect()
}

/// What a field of a record would be after a command, tried on a copy of the record alone.
fn outcome(view: &View<'_>, rec: &Rec<'_>, command: &Command, field: &Field, now: &Now) -> Option<Value> {
    let args: Args = command.args.iter().map(|arg| (arg.key.to_owned(), sample(view, arg, now))).collect();
    let edits = (command.run)(view, &[rec.at()], &args, now).ok()?;
    let book = after(rec, &edits)?;
    let after = book.view(view.me()).at(&rec.at())?.value(field, now).into_owned();
    Some(after)
}

/// A copy of a record alone, with edits written on it.
pub(super) fn after(rec: &Rec<'_>, edits: &Edits) -> Option<Book> {
    let mut copy = Edits::new();
    for (name, live) in rec.record.fields() {
        copy.set(rec.table.key, rec.id, name, live.first()?.value.clone());
    }
    let mut book = Book::new(State::default());
    for edits in [&copy, edits] {
        let device = DeviceId(1);
        let next = book.state().frontier().next(device);
        let ops = edits.ops(book.state(), Dot { name: device, s: next.s }, 0);
        let change = Change { d: device, s: next.s, l: next.l, ops, ..Change::default() };
        let entry = Entry::new(&change, next.parent).ok()?;
        book.apply(&[entry]).ok()?;
    }
    Some(book)
}

/// A value that an argument might have.
fn sample(view: &View<'_>, arg: &Field, now: &Now) -> Value {
    match arg.kind {
        Kind::Text | Kind::LongText | Kind::Formula | Kind::Url | Kind::Email | Kind::Phone | Kind::Point(_) => {
            Value::from("…")
        }
        Kind::Int | Kind::Decimal(_) | Kind::Rating(_) => Value::Int(1),
        Kind::Money => Value::Money(1, super::input::currency(view)),
        Kind::Date | Kind::When => Value::Date(now.today()),
        Kind::Instant => Value::At(now.instant),
        Kind::Bool => Value::Bool(true),
        Kind::Choice(choices) => choices.first().map_or(Value::Null, |choice| Value::from(choice.key)),
        Kind::Tags | Kind::Choices(_) => Value::Null,
        Kind::Link(_) if arg.fresh => Value::from("…"),
        Kind::Link(entities) => {
            let own = view.my_link().as_link().is_some_and(|(own, _)| entities.contains(&own));
            let found = || entities.iter().filter_map(|key| entity(key)).find_map(|of| view.records(of.key).next());
            if own { view.my_link() } else { found().map_or(Value::Null, |rec| rec.at().link()) }
        }
    }
}
