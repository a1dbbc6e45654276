//! The demo: a year in the life of a small sales team, told as commands that its members ran.
//!
//! It is a script, not a state. Every scene is an ordinary change made by a member at a time in the
//! past, by the very commands people use, so what the demo shows obeys the rules by construction and
//! has a history like any other workspace. Time and chance are arguments: the same seed and the same
//! now give the same demo.
//!
//! The records a scene creates get their ids only when it is written, so the script is played scene by
//! scene: [`Demo::next`] gives the edits, [`Demo::wrote`] learns the ids.

mod chance;
mod en;
mod story;
mod words;
mod zh;

use super::command::Args;
use super::schema::{Now, entity};
use super::view::Ref;
use super::{Book, Edits, Refusal, command, input, record};
use crate::ledger::Value;
use story::{Act, Given, Scene, Write};

/// A demo being played.
#[derive(Debug)]
pub struct Demo {
    scenes: std::vec::IntoIter<Scene>,
    /// The records of the story, once written.
    cast: Vec<Option<Ref>>,
    /// What the scene played last creates, in the order of its edits.
    creating: Vec<(usize, &'static str)>,
}

/// A change to write.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The id of the member who acts; in the first step a placeholder of its edits.
    pub member: String,
    /// When.
    pub now: Now,
    /// The label of the change.
    pub why: &'static str,
    /// The batch it belongs to.
    pub batch: Option<&'static str>,
    /// What it writes.
    pub edits: Edits,
}

impl Demo {
    /// The demo of a language (`zh`, or English), as of now.
    #[must_use]
    pub fn new(lang: &str, now: Now, seed: u64) -> Demo {
        let words = if lang == "zh" { &zh::WORDS } else { &en::WORDS };
        let (scenes, cast) = story::tell(words, if lang == "zh" { "zh" } else { "en" }, now, seed);
        Demo { scenes: scenes.into_iter(), cast: vec![None; cast], creating: Vec::new() }
    }

    /// How many steps are still to come.
    #[must_use]
    pub fn left(&self) -> usize {
        self.scenes.len()
    }

    /// The member who shows the demo: the first one of the team.
    #[must_use]
    pub fn lead(&self) -> Option<&Ref> {
        self.cast.first().and_then(Option::as_ref)
    }

    /// The next step, made from the book that shows the steps before it; `None` after the last.
    ///
    /// # Errors
    /// The refusal of a command; the demo's rules are the product's, so there should be none.
    pub fn next(&mut self, book: &Book) -> Result<Option<Step>, Refusal> {
        let Some(scene) = self.scenes.next() else { return Ok(None) };
        let member = self.cast.get(scene.member).and_then(Option::as_ref);
        let id = member.map_or_else(|| "@0".to_owned(), |at| at.id.to_string());
        let view = book.view(member.map_or("", |at| &at.id));
        let mut edits = Edits::new();
        self.creating.clear();
        match &scene.act {
            Act::Run { command: name, on, given } => {
                let gone = || Refusal::new("refused-gone");
                let (command, at) =
                    (command(name).ok_or_else(gone)?, self.cast.get(*on).cloned().flatten().ok_or_else(gone)?);
                (command.allowed)(&view, &at, &scene.now)?;
                edits = (command.run)(&view, &[at], &self.args(given, &[]), &scene.now)?;
            }
            Act::Write(writes) => {
                let mut placeholders: Vec<(usize, String)> = Vec::new();
                for write in writes {
                    match write {
                        Write::New { slot, entity: key, given, points } => {
                            let Some(table) = entity(key) else { continue };
                            let new = edits.create();
                            let args = self.args(given, &placeholders);
                            record::add(&mut edits, &view, table, &new, &args, &scene.now);
                            for (at, (kind, label, value)) in points.iter().enumerate() {
                                let primary = points.iter().position(|(own, ..)| own == kind) == Some(at);
                                let value = Value::from(value.as_str());
                                input::add_point(&mut edits, key, &new, kind, Some(label), value, primary);
                            }
                            self.creating.push((*slot, key));
                            placeholders.push((*slot, new));
                        }
                        Write::Set { on, field, value } => {
                            if let Some(Some(at)) = self.cast.get(*on) {
                                let fields = self.args(&[(*field, value.clone())], &placeholders);
                                fields.into_values().for_each(|value| edits.set(&at.entity, &at.id, field, value));
                            }
                        }
                        Write::Org(given) => {
                            for (field, value) in given {
                                edits.set("org", super::org::ID, field, value.clone());
                            }
                        }
                    }
                }
            }
        }
        Ok(Some(Step { member: id, now: scene.now, why: scene.why, batch: scene.batch, edits }))
    }

    /// Learns the ids of what the last step created, in the order of its edits.
    pub fn wrote(&mut self, created: &[Ref]) {
        let mut created = created.iter();
        for (slot, key) in std::mem::take(&mut self.creating) {
            let at = created.find(|at| &*at.entity == key).cloned();
            if let Some(place) = self.cast.get_mut(slot) {
                *place = at;
            }
        }
    }

    fn args(&self, given: &[(&'static str, Given)], placeholders: &[(usize, String)]) -> Args {
        let value = |given: &Given| match given {
            Given::Value(value) => value.clone(),
            Given::To(slot, key) => {
                let here = placeholders.iter().find(|(own, _)| own == slot).map(|(_, id)| id.clone());
                let there = || self.cast.get(*slot).cloned().flatten().map(|at| at.id.to_string());
                here.or_else(there).map_or(Value::Null, |id| Value::Link((*key).to_owned(), id))
            }
        };
        given.iter().map(|(field, given)| ((*field).to_owned(), value(given))).collect()
    }
}
