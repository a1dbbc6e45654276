//! A desk: one member's book without store or page, for testing rules.

use cove::crm::command::Args;
use cove::crm::{self, Book, Edits, Now, Ref, Refusal, View, entity, record};
use cove::ledger::entry::Entry;
use cove::ledger::{Change, DeviceId, Dot, State, Value};

/// 2026-11-24 10:42 in Shanghai.
pub(crate) const NOW: Now = Now { instant: 1_795_488_120_000, offset: 480 };

pub(crate) const DAY: i64 = 86_400_000;

pub(crate) struct Desk {
    pub(crate) book: Book,
    pub(crate) me: String,
    pub(crate) now: Now,
}

impl Desk {
    /// An empty workspace with one member of this role, who sits at the desk.
    pub(crate) fn new(role: &str) -> Desk {
        let mut desk = Desk { book: Book::new(State::default()), me: String::new(), now: NOW };
        let me = desk.member("陈思远", role);
        desk.me = me.id.to_string();
        desk
    }

    pub(crate) fn member(&mut self, name: &str, role: &str) -> Ref {
        self.create("member", &[("name", name.into()), ("role", role.into())])
    }

    pub(crate) fn view(&self) -> View<'_> {
        self.book.view(&self.me)
    }

    /// Writes edits as one change. Gives the records they create.
    pub(crate) fn write(&mut self, edits: &Edits) -> Vec<Ref> {
        let device = DeviceId(1);
        let next = self.book.state().frontier().next(device);
        let suffix = 0xabcde;
        let ops = edits.ops(self.book.state(), Dot { name: device, s: next.s }, suffix);
        let change = Change {
            d: device,
            s: next.s,
            l: next.l,
            t: Some(self.now.instant),
            m: Some(self.me.clone()).filter(|me| !me.is_empty()),
            ops,
            ..Change::default()
        };
        let entry = Entry::new(&change, next.parent).expect("a sound change");
        let made = format!("{device}.{}.", next.s);
        let touched = self.book.apply(&[entry]).expect("an ordinary change");
        touched.into_iter().filter(|at| at.id.starts_with(&made)).collect()
    }

    pub(crate) fn create(&mut self, key: &str, fields: &[(&str, Value)]) -> Ref {
        let edits = record::create(&self.view(), entity(key).expect("a table"), &args(fields), &self.now)
            .expect("it is created")
            .0;
        self.write(&edits).into_iter().find(|at| &*at.entity == key).expect("it is there")
    }

    /// Runs a command as `allowed` and `run` together do.
    /// Writes one field as a file could.
    pub(crate) fn set(&mut self, at: &Ref, field: &str, value: Value) {
        let mut edits = Edits::new();
        edits.set(&at.entity, &at.id, field, value);
        self.write(&edits);
    }

    pub(crate) fn run(&mut self, command: &str, at: &Ref, fields: &[(&str, Value)]) -> Result<(), Refusal> {
        let command = crm::command(command).expect("a command");
        (command.allowed)(&self.view(), at, &self.now)?;
        let edits = (command.run)(&self.view(), std::slice::from_ref(at), &args(fields), &self.now)?;
        self.write(&edits);
        Ok(())
    }

    /// The value of a field as text, empty if it has none.
    pub(crate) fn text(&self, at: &Ref, field: &str) -> String {
        let rec = self.view().at(at).expect("it is visible");
        rec.value_of(field, &self.now).as_text().unwrap_or_default().to_owned()
    }

    pub(crate) fn value(&self, at: &Ref, field: &str) -> Value {
        self.view().at(at).expect("it is visible").value_of(field, &self.now).into_owned()
    }
}

pub(crate) fn args(fields: &[(&str, Value)]) -> Args {
    fields.iter().map(|(field, value)| ((*field).to_owned(), value.clone())).collect()
}
