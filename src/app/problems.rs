//! Problems: states that stand although the rules know no such step, or not for who took it (F3).
//!
//! A command refuses such a step, but a file may bring one: made by an older version, by another program, or by hand.
//! It is kept and folded like any change, and listed here as long as it stands. It is judged by the write that it
//! replaced and by the role that its author had then, as the changes say, so every installation that holds the
//! same changes lists the same. What takes back one's own act, or settles a conflict with one of its sides, is no step.

use super::history::written;
use super::workspace::Workspace;
use crate::crm::member::{MEMBER, Role};
use crate::crm::schema::entities;
use crate::crm::{Edits, Field, Ref, Refusal, View, member, record};
use crate::ledger::order::sort_by;
use crate::ledger::{Change, Dot, Op, Value};
use crate::store::{Storage, StoreError};
use std::collections::HashMap;

/// A step that should not have been.
#[derive(Clone, Debug)]
pub struct Problem {
    /// The record.
    pub at: Ref,
    /// The field that says its state.
    pub field: &'static Field,
    /// What stood there.
    pub from: String,
    /// What stands there.
    pub to: String,
    /// The member who took the step.
    pub by: Option<String>,
    /// When, by that member's clock; milliseconds since 1970 UTC.
    pub when: Option<i64>,
    /// Message key of why it should not have been.
    pub why: &'static str,
}

/// The labels of acts that take back others.
const TAKEN_BACK: [&str; 3] = ["undo", "redo", FOR_EVERYONE];
/// The label of the one that takes back whoever's acts.
const FOR_EVERYONE: &str = "revert";
/// How many writes of the same value are looked through.
const DEEPEST: usize = 16;
/// The field of a member that holds the role.
const ROLE: &str = "role";

impl<S: Storage> Workspace<S> {
    /// The steps that stand and should not have been, the newest first.
    ///
    /// # Errors
    /// What kept the store from being read.
    pub async fn problems(&self) -> Result<Vec<Problem>, StoreError> {
        let judged: Vec<(&'static str, &'static Field)> = entities()
            .iter()
            .flat_map(|table| table.fields.iter().map(|field| (table.key, field)))
            .filter(|(_, field)| field.judge.is_some())
            .collect();
        let concerns = |entity: &str, key: &str| {
            (entity == MEMBER.key && key == ROLE) || judged.iter().any(|(of, field)| *of == entity && field.key == key)
        };
        let worth = |text: &str| judged.iter().any(|(_, field)| text.contains(field.key)) || text.contains(ROLE);
        let wanted = |change: &Change| {
            change.ops.iter().any(|op| matches!(op, Op::Set(set) if set.set.keys().any(|key| concerns(&set.e, key))))
        };
        let past = self.past_where(&worth, &wanted, None).await?;
        let (changes, by_dot) = past.by_dot();
        let roles = Roles::of(&changes, &past.history.dots());
        let court = Court { changes, by_dot, roles };
        let mut problems = self.read(|view| {
            let of = |(entity, field): &(&'static str, &'static Field)| {
                let (field, court) = (*field, &court);
                view.records(entity).flat_map(move |rec| {
                    let live = rec.record.live(field.key).iter().map(|write| write.stamp.dot);
                    let at = rec.at();
                    live.filter_map(|dot| court.judge(&at, field, dot, DEEPEST)).collect::<Vec<_>>()
                })
            };
            judged.iter().flat_map(of).collect::<Vec<Problem>>()
        });
        sort_by(&mut problems, |one, other| (other.when, &one.at).cmp(&(one.when, &other.at)));
        Ok(problems)
    }
}

/// The changes that wrote states and roles.
struct Court {
    changes: Vec<Change>,
    by_dot: HashMap<Dot, usize>,
    roles: Roles,
}

impl Court {
    /// Judges the write of a field by the change of a dot. Where it takes back an act, what stood before that act is
    /// judged as it was then.
    fn judge(&self, at: &Ref, field: &'static Field, dot: Dot, deep: usize) -> Option<Problem> {
        let change = self.change(dot)?;
        let to = written(change, at, field.key)?.as_text()?;
        // An act that is only called so, and brings what never stood, is a step like any other.
        let stood = self.takes_back(change, at, field).then(|| self.stood(at, field, change, to)).flatten();
        if let Some(stood) = stood {
            return self.judge(at, field, stood, deep.checked_sub(1)?);
        }
        let role = self.roles.at(change.m.as_deref(), change.l, dot);
        let (from, why) = self.weigh(at, field, dot, role, DEEPEST)?;
        let (at, by, when) = (at.clone(), change.m.clone(), change.t);
        Some(Problem { at, field, from: from.to_owned(), to: to.to_owned(), by, when, why })
    }

    /// The write of a value that stood before the acts that a change takes back.
    fn stood(&self, at: &Ref, field: &Field, change: &Change, value: &str) -> Option<Dot> {
        let before = |dots: &[Dot]| -> Vec<Dot> {
            dots.iter().filter_map(|dot| self.change(*dot)).flat_map(|act| replaced(act, at, field)).copied().collect()
        };
        let says =
            |dot: &Dot| self.change(*dot).and_then(|change| written(change, at, field.key)?.as_text()) == Some(value);
        let mut dots = before(replaced(change, at, field));
        for _ in 0..DEEPEST {
            if let Some(found) = dots.iter().find(|dot| says(dot)) {
                return Some(*found);
            }
            dots = before(&dots);
        }
        None
    }

    /// Whether a change takes back acts that its author may take back: his own, or anybody's for everyone.
    fn takes_back(&self, change: &Change, at: &Ref, field: &Field) -> bool {
        let why = change.why.as_deref().unwrap_or_default();
        let own = |before: &Change| why == FOR_EVERYONE || before.m == change.m;
        TAKEN_BACK.contains(&why) && replaced(change, at, field).iter().filter_map(|dot| self.change(*dot)).all(own)
    }

    fn change(&self, dot: Dot) -> Option<&Change> {
        self.changes.get(*self.by_dot.get(&dot)?)
    }

    /// What stood before a write and why that should not have been replaced by somebody of this role.
    fn weigh(
        &self,
        at: &Ref,
        field: &'static Field,
        dot: Dot,
        role: Role,
        deep: usize,
    ) -> Option<(&str, &'static str)> {
        let change = self.change(dot)?;
        let to = written(change, at, field.key)?.as_text()?;
        let before: Vec<(Dot, &Change)> =
            replaced(change, at, field).iter().filter_map(|dot| Some((*dot, self.change(*dot)?))).collect();
        let judge = field.judge?;
        let mut worst = None;
        for (dot, before) in before {
            let from = written(before, at, field.key).and_then(Value::as_text).unwrap_or_default();
            // Who writes again what stands there answers for the step that led to it; an admin lets it stand.
            let reason = match (from == to, role) {
                (true, Role::Admin) => None,
                (true, _) if deep > 0 => self.weigh(at, field, dot, role, deep - 1),
                _ => judge(from, to, role).map(|why| (from, why)),
            };
            // Of several that it replaced it may have come from any.
            worst = Some(reason?);
        }
        worst
    }
}

/// The writes of a field that a change saw and replaced.
fn replaced<'a>(change: &'a Change, at: &Ref, field: &Field) -> &'a [Dot] {
    let found = change.ops.iter().rev().find_map(|op| match op {
        Op::Set(set) if *set.e == *at.entity && *set.id == *at.id => set.x.get(field.key),
        _ => None,
    });
    found.map_or(&[], Vec::as_slice)
}

/// Who had which role since when, in the order of the ledger.
struct Roles(HashMap<String, Vec<(u64, Dot, Role)>>);

impl Roles {
    fn of(changes: &[Change], dots: &[Dot]) -> Roles {
        let mut roles: HashMap<String, Vec<(u64, Dot, Role)>> = HashMap::new();
        for (change, dot) in changes.iter().zip(dots) {
            for op in &change.ops {
                let Op::Set(set) = op else { continue };
                let Some(role) = set.set.get(ROLE).filter(|_| set.e == MEMBER.key) else { continue };
                let role = Role::of_key(role.as_text().unwrap_or_default());
                roles.entry(set.id.clone()).or_default().push((change.l, *dot, role));
            }
        }
        roles.values_mut().for_each(|roles| sort_by(roles, |one, other| (one.0, one.1).cmp(&(other.0, other.1))));
        Roles(roles)
    }

    /// The role of a member when a change was made.
    fn at(&self, member: Option<&str>, l: u64, dot: Dot) -> Role {
        let roles = member.and_then(|member| self.0.get(member)).map_or(&[][..], Vec::as_slice);
        let before = roles.partition_point(|(own, by, _)| (*own, *by) <= (l, dot));
        before.checked_sub(1).and_then(|at| roles.get(at)).map_or(Role::Rep, |(_, _, role)| *role)
    }
}

/// Puts back what stood before a step.
#[must_use]
pub fn put_back(problem: &Problem) -> Edits {
    record::resolve(&problem.at, problem.field.key, Value::from(problem.from.as_str()))
}

/// Takes a step again by who may take it: then it stands rightly.
///
/// # Errors
/// The reason for which the member who looks may not take it either.
pub fn let_stand(view: &View<'_>, problem: &Problem) -> Result<Edits, Refusal> {
    let role = member::role_of(view);
    match problem.field.judge.and_then(|judge| judge(&problem.from, &problem.to, role)) {
        Some(why) if role != Role::Admin => Err(Refusal::new(why)),
        _ => Ok(record::resolve(&problem.at, problem.field.key, Value::from(problem.to.as_str()))),
    }
}
