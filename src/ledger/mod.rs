//! The change ledger: a set of changes, what they mean together, and how two sets become one.
//!
//! Knows no CRM, no browser and no file. The rules are those of the exchange format `cove-exchange/1`;
//! section numbers in this module are those of its text.
//!
//! # Why it converges, conserves and does not resurrect
//!
//! A [`History`] is a set: a change is what its chain hash says it is, and a part is its canonical JSON.
//! The only way to grow is union, which is commutative, associative and idempotent; the two things done
//! besides (blanking what a purge erased, dropping parts of changes held) look at the set alone and
//! give the same whenever they are done. [`History::fold`] reads nothing but the set. So replicas that
//! hold the same changes show the same state, whatever the order, repetition or delay of files. Rule by
//! rule (section 6):
//!
//! 1. *Quarantine* asks one change for its own Lamport time, so no replica can judge otherwise.
//! 2. *Writes* come from one change each, and a purge drops them wherever the purge is held.
//! 3. *Replaced*: a reference stands for a change by names that are computed from the set, and for
//!    nothing where two changes fit. A write leaves only by a reference to it, never by a clock; if all
//!    are replaced, the greatest stays. Hence no field loses its last value.
//! 4. *Order* is total on what tells writes apart, so the winner is the same everywhere. It chooses what
//!    is shown first and removes nothing.
//! 5. *Value conflicts* are the live writes that differ. With honest references these are those that no
//!    other write of the field happened after, which a property test compares with what happened.
//! 6. *Deleted* is a field like any other. An edit that a delete did not see stays live and is listed;
//!    one that it saw stays in the record, so a restore brings everything back.
//! 7. *Set elements* are fields of their own, so adding one cannot lose another.
//! 8. *Alias* and 9. *lines* are links read from winners, followed in the state and never stored.
//! 10. *Unknown* ops and values keep their text, are counted, and travel on.
//! 11. *Suspect* counts the replacements that no honest clock makes; the write stays in the history.
//!
//! **Conservation**: an entry is never removed from a history. Each is exactly one of quarantined,
//! incomplete, live, unknown or spent ([`Counts`]), so the counts add up to the changes held.
//!
//! **No resurrection**: what was replaced stays replaced because the reference to it stays held; what
//! was deleted comes back only by a write; what was purged is made blank again on every arrival,
//! because the purge is held for good.
//!
//! [`State::apply`] does one ordinary change at a time and leaves all else to the fold. It cannot drift:
//! a property test holds it equal to the fold for any order of arrival.

pub mod apply;
mod bundle;
mod bytes;
pub mod change;
pub mod clock;
pub mod conflict;
pub mod count;
pub mod delta;
pub mod entry;
mod fold;
pub mod frontier;
pub mod hash;
pub mod history;
pub mod index;
pub mod json;
pub mod order;
pub mod pack;
mod raw;
mod reader;
pub mod shape;
mod shelf;
pub mod state;
pub mod syntax;
mod undo;
pub mod value;

pub use change::{Change, DeviceId, Dot, Op, SetOp};
pub use conflict::{Conflict, Kind};
pub use count::Counts;
pub use entry::Entry;
pub use history::{History, Next, Part};
pub use json::Json;
pub use state::{Glance, Record, Stamp, State, Write};
pub use undo::Undo;
pub use value::Value;
