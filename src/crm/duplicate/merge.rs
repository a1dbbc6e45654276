//! Merging duplicates: one record stands for the others, which lead to it from then on (format, section 6).
//!
//! Nothing is copied but what is chosen: blanks are filled from the duplicates as they are read, and what leads
//! to them leads to the one that stands. So a merge is small, can be taken back, and two people who merge the
//! same records on two devices agree.

use super::key;
use crate::crm::contact_point::CONTACT_POINT;
use crate::crm::schema::{Kind, Now};
use crate::crm::view::{Rec, Ref, View};
use crate::crm::{Edits, Refusal, distinct, input, record};
use crate::ledger::Value;
use std::collections::{BTreeMap, BTreeSet};

/// What is merged.
#[derive(Clone, Debug, PartialEq)]
pub struct Merge {
    /// The record that stands for all.
    pub keep: Ref,
    /// The others.
    pub others: Vec<Ref>,
    /// The record whose value a field takes, where that is not the one that stands.
    pub from: BTreeMap<&'static str, Ref>,
}

/// Merges records.
///
/// # Errors
/// `refused-merge` if one of them is gone, or they are not of one kind; those of [`record::guard`] if one is a
/// colleague's.
pub fn merge(view: &View<'_>, merge: &Merge, now: &Now) -> Result<Edits, Refusal> {
    let refused = || Refusal::new("refused-merge");
    let keep = view.at(&merge.keep).filter(|rec| rec.at() == merge.keep).ok_or_else(refused)?;
    let mut edits = Edits::new();
    let mut met = BTreeSet::new();
    let mut primary = BTreeSet::new();
    tidy(&mut edits, &keep, &mut met, &mut primary);
    for at in &merge.others {
        let other = view.at(at).filter(|rec| rec.at() == *at && *at != merge.keep).ok_or_else(refused)?;
        if other.table.key != keep.table.key {
            return Err(refused());
        }
        tidy(&mut edits, &other, &mut met, &mut primary);
        edits.set(&at.entity, &at.id, "_alias", merge.keep.link());
    }
    std::iter::once(&merge.keep).chain(&merge.others).try_for_each(|at| record::guard(view, at, now))?;
    for (key, at) in &merge.from {
        let (Some(field), Some(from)) = (keep.table.field(key), view.at(at)) else { continue };
        // The points of all stay, and so do all words; what rules stand behind is left to commands.
        if field.is_editable() && !matches!(field.kind, Kind::Point(_)) && !field.kind.is_set() {
            let value = from.get(key).cloned().unwrap_or(Value::Null);
            if keep.get(key) != Some(&value) {
                input::write(&mut edits, keep.table.key, keep.id, Some(&keep), field, value);
            }
        }
    }
    Ok(edits)
}

/// Of the contact points of all, one of each is enough, and one of a kind is the first.
fn tidy(edits: &mut Edits, rec: &Rec<'_>, met: &mut BTreeSet<(String, String)>, primary: &mut BTreeSet<String>) {
    for point in rec.view.linking(CONTACT_POINT.key, &rec.at()) {
        let (kind, value) = (point.text("kind"), point.text("value"));
        let same = match kind {
            "phone" => key::phone(value),
            _ => key::address(value),
        };
        if !met.insert((kind.to_owned(), same.unwrap_or_else(|| value.to_owned()))) {
            edits.delete(CONTACT_POINT.key, point.id);
        } else if point.get("primary") == Some(&Value::Bool(true)) && !primary.insert(kind.to_owned()) {
            edits.set(CONTACT_POINT.key, point.id, "primary", false);
        }
    }
}

/// Says of records that none is another of them.
#[must_use]
pub fn apart(view: &View<'_>, of: &[Ref]) -> Edits {
    let mut edits = Edits::new();
    let known = distinct::all(view);
    for (nth, one) in of.iter().enumerate() {
        for other in &of[nth + 1..] {
            if !known.contains(&distinct::pair(one, other)) {
                distinct::write(&mut edits, one, other);
            }
        }
    }
    edits
}
