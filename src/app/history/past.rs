//! The past of some records: the changes that wrote them, found without reading all others.

use super::{Line, Touch};
use crate::app::workspace::Workspace;
use crate::crm::Ref;
use crate::ledger::{Change, Dot, History, Op, Value};
use crate::store::{Storage, StoreError};
use std::collections::{BTreeSet, HashMap, HashSet};

/// Up to this many records, the log is searched for their ids before it is read.
const FEW: usize = 8;

/// The changes that wrote some records, and perhaps others, as a history of their own. For those records
/// it folds to what the whole history folds to.
#[derive(Clone, Debug, Default)]
pub struct Past {
    /// The changes.
    pub history: History,
    /// Their numbers in the order of arrival, in the order of the history.
    pub numbers: Vec<u64>,
}

impl<S: Storage> Workspace<S> {
    /// The past of some records. The log is searched backwards until every change that the state knows to
    /// have written them is found. Where a fork or a share makes names depend on other changes, and where
    /// changes were put aside, which the state does not know, all are read.
    pub(in crate::app) async fn past_of(&self, records: &BTreeSet<Ref>) -> Result<Past, StoreError> {
        let (missing, all) = {
            let inner = self.inner.borrow();
            let state = inner.book.state();
            let found = records.iter().filter_map(|at| state.record(&at.entity, &at.id));
            let writers = found.flat_map(|record| record.writers()).map(|tag| Dot { name: tag.d, s: tag.dot.s });
            let writers: HashSet<Dot> = writers.collect();
            (writers, state.frontier().quarantined() > 0 || !state.frontier().stand_alone(&[]))
        };
        let few = records.len() <= FEW;
        let worth = |text: &str| !few || records.iter().any(|at| text.contains(&*at.id));
        let wrote = |change: &Change| {
            change.ops.iter().any(|op| matches!(op, Op::Set(set) if records.contains(&Ref::new(&set.e, &set.id))))
        };
        self.past_where(&worth, &wrote, (!all).then_some(missing)).await
    }

    /// The changes that are wanted, searched backwards among those whose text may be worth it until none of the
    /// missing is left, or to the beginning if it is not known which are missing. Where they do not stand for
    /// themselves, the whole history.
    pub(in crate::app) async fn past_where(
        &self,
        worth: &dyn Fn(&str) -> bool,
        wanted: &dyn Fn(&Change) -> bool,
        mut missing: Option<HashSet<Dot>>,
    ) -> Result<Past, StoreError> {
        let (mut entries, mut changes, mut numbers) = (Vec::new(), Vec::new(), Vec::new());
        let mut until = self.journal.count();
        while until > 0 && missing.as_ref().is_none_or(|missing| !missing.is_empty()) {
            let (first, page) = self.journal.page(until, worth).await?;
            for (number, entry) in page.into_iter().rev() {
                let change = entry.change();
                if wanted(&change) {
                    if let Some(missing) = &mut missing {
                        missing.remove(&entry.tag().dot);
                    }
                    numbers.push(number);
                    changes.push(change);
                    entries.push(entry);
                }
            }
            until = first;
        }
        let alone = self.inner.borrow().book.state().frontier().stand_alone(&changes);
        if !alone {
            let history = self.journal.history().await?;
            let numbers = (1..=history.changes().len() as u64).collect();
            return Ok(Past { history, numbers });
        }
        let mut history = History::new();
        history.extend(entries, []);
        Ok(Past { history, numbers })
    }
}

impl Past {
    /// The changes, and which of them a dot names: as it is shown, or as it was before a fork.
    pub(in crate::app) fn by_dot(&self) -> (Vec<Change>, HashMap<Dot, usize>) {
        let changes: Vec<Change> = self.history.changes().iter().map(|entry| entry.change()).collect();
        let mut by_dot: HashMap<Dot, usize> = HashMap::new();
        for (at, (dot, change)) in self.history.dots().into_iter().zip(&changes).enumerate() {
            by_dot.entry(Dot { name: change.d, s: change.s }).or_insert(at);
            by_dot.insert(dot, at);
        }
        (changes, by_dot)
    }

    /// Fills in what stood in the fields of some lines before.
    pub(super) fn tell_before(&self, lines: &mut [Line]) {
        let (changes, by_dot) = self.by_dot();
        for Touch { at, fields } in lines.iter_mut().flat_map(|line| &mut line.records) {
            for wrote in fields {
                let values =
                    wrote.replaced.iter().filter_map(|dot| written(&changes[*by_dot.get(dot)?], at, &wrote.field));
                for value in values {
                    if !wrote.before.contains(value) {
                        wrote.before.push(value.clone());
                    }
                }
            }
        }
    }
}

/// What a change wrote to a field.
pub(in crate::app) fn written<'a>(change: &'a Change, at: &Ref, field: &str) -> Option<&'a Value> {
    change.ops.iter().rev().find_map(|op| match op {
        Op::Set(set) if *set.e == *at.entity && *set.id == *at.id => set.set.get(field),
        _ => None,
    })
}
