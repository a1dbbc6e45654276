//! Disputes: the open conflicts as questions with answers, and rules that answer many at once.
//!
//! Whatever is at odds (values of a field, an edit beside a delete, a line without its parent, two records
//! said to be one), a dispute has sides, each with what it would write and who stands behind it. So one
//! page and one rule serve them all.

use super::workspace::{Done, Fault, Workspace};
use crate::crm::{Edits, Now, Ref, Refusal, View, entity, record};
use crate::ledger::conflict::Kind;
use crate::ledger::order::sort_by_key;
use crate::ledger::{Change, Dot, Op, Record, Stamp, Value};
use crate::store::{Storage, StoreError};
use std::collections::BTreeSet;

/// An open conflict.
#[derive(Clone, Debug, PartialEq)]
pub struct Dispute {
    /// The record.
    pub at: Ref,
    /// What is at odds.
    pub matter: Matter,
    /// The answers that somebody gave, the provisional winner first.
    pub sides: Vec<Side>,
    /// Whether no file still to come can settle it.
    pub sure: bool,
}

/// What is at odds.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Matter {
    /// Whether the record is deleted: somebody edited or restored it without having seen the delete.
    Deletion,
    /// This record is a line, and what it belongs to is deleted or erased.
    Orphan(Ref),
    /// The values of a ledger field; `_alias` says which record this one duplicates.
    Field(String),
}

/// One answer to a dispute.
#[derive(Clone, Debug, PartialEq)]
pub struct Side {
    /// What it is.
    pub answer: Answer,
    /// The writes that stand behind it.
    pub stamps: Vec<Stamp>,
    /// What the same act wrote to other fields that are at odds: it goes along.
    pub with: Vec<(String, Value)>,
}

/// What settles a dispute.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// The field has this value.
    Value(Value),
    /// The record is deleted.
    Delete,
    /// The record is there, with every edit; for a line, what it belongs to is.
    Restore,
}

/// A rule that answers disputes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rule {
    /// What was written last, by the authors' clocks.
    Newest,
    /// What this member wrote.
    Of(String),
    /// Something rather than nothing.
    Filled,
}

/// Where the sides of a dispute come from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Roots {
    /// The last value that all authors had seen, and who wrote it; `None` if there is none.
    pub common: Option<(Value, Stamp)>,
    /// Per side, the values that its authors saw and replaced.
    pub seen: Vec<Vec<Value>>,
}

impl Rule {
    /// The side that it chooses; `None` where it does not decide.
    #[must_use]
    pub fn choose(&self, dispute: &Dispute) -> Option<usize> {
        let sides = dispute.sides.iter().enumerate();
        let only = |fits: &dyn Fn(&Side) -> bool| {
            let mut fitting = sides.clone().filter(|(_, side)| fits(side)).map(|(at, _)| at);
            fitting.next().filter(|_| fitting.next().is_none())
        };
        match self {
            Rule::Newest => {
                let time = |side: &Side| side.stamps.iter().filter_map(|stamp| stamp.t).max();
                let last = dispute.sides.iter().map(time).max().flatten()?;
                only(&|side| time(side) == Some(last))
            }
            Rule::Of(member) => only(&|side| side.stamps.iter().any(|stamp| stamp.m.as_deref() == Some(member))),
            Rule::Filled => only(&|side| match &side.answer {
                Answer::Value(value) => !value.is_empty(),
                Answer::Restore => true,
                Answer::Delete => false,
            }),
        }
    }
}

/// The open conflicts, by record. A deleted record has one question only; its fields are asked about once
/// it is back.
#[must_use]
pub fn disputes(view: &View<'_>) -> Vec<Dispute> {
    let state = view.state();
    let mut disputes = Vec::new();
    for conflict in state.conflicts() {
        let at = Ref { entity: conflict.e.clone(), id: conflict.id.clone() };
        let Some(record) = state.record(&at.entity, &at.id) else { continue };
        let deleted = record.is_deleted();
        let dispute = match conflict.kind {
            Kind::Deleted { dots, sure } => Some(deletion(at, record, &dots, sure)),
            Kind::Line { parent } => Some(orphan(view, at, record, Ref { entity: parent.0, id: parent.1 })),
            Kind::Value { field, sure } if &*field == "_deleted" => {
                let asked =
                    disputes.last().is_some_and(|last: &Dispute| last.at == at && last.matter == Matter::Deletion);
                (!asked).then(|| deletion(at, record, &[], sure))
            }
            Kind::Value { .. } if deleted => None,
            Kind::Value { field, sure } => {
                let claim = entity(&at.entity).map_or(&[][..], |table| table.claim);
                // What one act took is asked about once.
                let asked = claim.contains(&&*field)
                    && claim.iter().take_while(|own| **own != &*field).any(|own| record.live(own).len() > 1);
                (!asked).then(|| values(at, record, &field, claim, sure))
            }
        };
        disputes.extend(dispute);
    }
    disputes
}

fn stamps<'a>(record: &'a Record, field: &str) -> impl Iterator<Item = (&'a Value, Stamp)> {
    record.live(field).iter().map(|write| (&write.value, (*write.stamp).clone()))
}

fn values(at: Ref, record: &Record, field: &str, claim: &[&str], sure: bool) -> Dispute {
    let mut sides: Vec<Side> = Vec::new();
    let mut live: Vec<(&Value, Stamp)> = stamps(record, field).collect();
    let others = claim.iter().filter(|own| claim.contains(&field) && **own != field && record.live(own).len() > 1);
    let others: Vec<&str> = others.copied().collect();
    if claim.contains(&field) {
        // The earliest holds for now.
        sort_by_key(&mut live, |(_, stamp)| (stamp.l, stamp.dot));
    }
    for (value, stamp) in live {
        let answer = Answer::Value(value.clone());
        match sides.iter_mut().find(|side| side.answer == answer) {
            Some(side) => side.stamps.push(stamp),
            None => {
                let same = |own: &str| record.live(own).iter().find(|write| write.stamp.dot == stamp.dot);
                let with = others.iter().filter_map(|own| Some(((*own).to_owned(), same(own)?.value.clone())));
                sides.push(Side { answer, with: with.collect(), stamps: vec![stamp] });
            }
        }
    }
    Dispute { at, matter: Matter::Field(field.to_owned()), sides, sure }
}

/// Deleted or not: those who deleted, and those who restored or edited without having seen it.
fn deletion(at: Ref, record: &Record, edits: &[Dot], sure: bool) -> Dispute {
    let (gone, back): (Vec<_>, Vec<_>) =
        stamps(record, "_deleted").partition(|(value, _)| **value == Value::Bool(true));
    let live = record.fields().filter(|(field, _)| *field != "_deleted").flat_map(|(_, live)| live);
    let edited = live.filter(|write| edits.contains(&write.stamp.dot)).map(|write| (*write.stamp).clone());
    let mut kept: Vec<Stamp> = Vec::new();
    for stamp in edited.chain(back.into_iter().map(|(_, stamp)| stamp)) {
        if kept.iter().all(|known| known.dot != stamp.dot) {
            kept.push(stamp);
        }
    }
    let gone =
        Side { answer: Answer::Delete, stamps: gone.into_iter().map(|(_, stamp)| stamp).collect(), with: Vec::new() };
    let kept = Side { answer: Answer::Restore, stamps: kept, with: Vec::new() };
    let sides = if record.is_deleted() { vec![gone, kept] } else { vec![kept, gone] };
    Dispute { at, matter: Matter::Deletion, sides, sure }
}

/// A line without what it belongs to. What was erased for good cannot come back.
fn orphan(view: &View<'_>, at: Ref, record: &Record, parent: Ref) -> Dispute {
    let line = stamps(record, "_parent").map(|(_, stamp)| stamp).collect();
    let mut sides = vec![Side { answer: Answer::Restore, stamps: line, with: Vec::new() }];
    let gone = view.state().record(&parent.entity, &parent.id);
    let by = gone.map(|gone| stamps(gone, "_deleted").map(|(_, stamp)| stamp).collect()).unwrap_or_default();
    sides.push(Side { answer: Answer::Delete, stamps: by, with: Vec::new() });
    if gone.is_none() {
        sides.remove(0);
    }
    Dispute { at, matter: Matter::Orphan(parent), sides, sure: true }
}

impl Dispute {
    /// Writes an answer.
    pub fn settle(&self, edits: &mut Edits, answer: &Answer) {
        let (entity, id) = (&*self.at.entity, &*self.at.id);
        match (answer, &self.matter) {
            (Answer::Value(value), Matter::Field(field)) => {
                edits.set(entity, id, field, value.clone());
                // An answer that nobody gave before leaves the rest as it holds.
                let side = self.sides.iter().find(|side| side.answer == *answer).or(self.sides.first());
                for (field, value) in side.into_iter().flat_map(|side| &side.with) {
                    edits.set(entity, id, field, value.clone());
                }
            }
            (Answer::Delete, _) => edits.delete(entity, id),
            (Answer::Restore, Matter::Orphan(parent)) => edits.restore(&parent.entity, &parent.id),
            (Answer::Restore, _) => edits.restore(entity, id),
            (Answer::Value(_), _) => {}
        }
    }

    /// Refuses who may not change the record it is about. Whether one that is gone comes back may be said by everybody.
    ///
    /// # Errors
    /// Those of [`record::guard`].
    pub fn may_settle(&self, view: &View<'_>, now: &Now) -> Result<(), Refusal> {
        if view.at(&self.at).is_some() { record::guard(view, &self.at, now) } else { Ok(()) }
    }

    /// What tells it from all others.
    #[must_use]
    pub fn name(&self) -> (Ref, Matter) {
        (self.at.clone(), self.matter.clone())
    }

    /// The members who stand behind a side.
    pub fn members(&self) -> impl Iterator<Item = &str> {
        self.sides.iter().flat_map(|side| &side.stamps).filter_map(|stamp| stamp.m.as_deref())
    }
}

impl<S: Storage> Workspace<S> {
    /// Settles disputes, each by an answer, as one act.
    ///
    /// # Errors
    /// [`Dispute::may_settle`]; what kept the store from taking it.
    pub async fn settle(&self, answers: &[(Dispute, Answer)], now: Now) -> Result<Done, Fault> {
        self.act(now, "resolve", |view| {
            let mut edits = Edits::new();
            for (dispute, answer) in answers {
                dispute.may_settle(view, &now)?;
                dispute.settle(&mut edits, answer);
            }
            Ok(edits)
        })
        .await
    }

    /// Where the sides of a dispute about a field come from.
    ///
    /// # Errors
    /// What kept the store from being read.
    pub async fn roots(&self, dispute: &Dispute) -> Result<Roots, StoreError> {
        let Matter::Field(field) = &dispute.matter else { return Ok(Roots::default()) };
        let past = self.past_of(&BTreeSet::from([dispute.at.clone()])).await?;
        let (changes, by_dot) = past.by_dot();
        let wrote = |dot: &Dot| by_dot.get(dot).and_then(|at| written(&changes[*at], &dispute.at, field));
        let mut seen = Vec::new();
        let mut common: Option<BTreeSet<Dot>> = None;
        for side in &dispute.sides {
            let mut values: Vec<Value> = Vec::new();
            let mut before = BTreeSet::new();
            for stamp in &side.stamps {
                let Some((_, replaced)) = wrote(&stamp.dot) else { continue };
                for (value, _) in replaced.iter().filter_map(wrote) {
                    if !values.contains(value) {
                        values.push(value.clone());
                    }
                }
                let mut todo = replaced.to_vec();
                while let Some(dot) = todo.pop() {
                    if before.insert(dot) {
                        todo.extend(wrote(&dot).into_iter().flat_map(|(_, replaced)| replaced));
                    }
                }
            }
            seen.push(values);
            common = Some(common.map_or(before.clone(), |common| common.intersection(&before).copied().collect()));
        }
        let last = common.into_iter().flatten().filter_map(|dot| Some((&changes[*by_dot.get(&dot)?], dot)));
        let last = last.max_by_key(|(change, dot)| (change.l, *dot));
        let common = last.and_then(|(change, dot)| {
            let (value, _) = written(change, &dispute.at, field)?;
            Some((value.clone(), stamp_of(change, dot)))
        });
        Ok(Roots { common, seen })
    }
}

/// What a change wrote to a field, and which writes it replaced.
fn written<'a>(change: &'a Change, at: &Ref, field: &str) -> Option<(&'a Value, &'a [Dot])> {
    change.ops.iter().rev().find_map(|op| match op {
        Op::Set(set) if *set.e == *at.entity && *set.id == *at.id => {
            Some((set.set.get(field)?, set.x.get(field).map_or(&[][..], Vec::as_slice)))
        }
        _ => None,
    })
}

fn stamp_of(change: &Change, dot: Dot) -> Stamp {
    let word = |text: &Option<String>| text.as_deref().map(Into::into);
    Stamp {
        dot,
        d: change.d,
        c: change.d,
        l: change.l,
        t: change.t,
        m: word(&change.m),
        why: word(&change.why),
        batch: word(&change.batch),
    }
}
