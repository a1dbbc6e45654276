//! A change: one action of a person, atomic, and the operations it carries (section 3).

use super::{json::Json, value::Value};
use std::collections::BTreeMap;
use std::fmt;

/// A random 64-bit id, one per installation; also the name of a branch after a fork.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DeviceId(pub u64);

impl fmt::Display for DeviceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

/// The name of a change, and within one field the name of that change's write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Dot {
    /// The device or branch.
    pub name: DeviceId,
    /// Counts the changes of one device from 1, without holes.
    pub s: u64,
}

impl fmt::Display for Dot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.name, self.s)
    }
}

/// One action of a person, atomic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The device that made it.
    pub d: DeviceId,
    /// Its number on that device, from 1.
    pub s: u64,
    /// Lamport time, from 1.
    pub l: u64,
    /// Wall time, milliseconds since 1970 UTC; display only.
    pub t: Option<i64>,
    /// The member who acted.
    pub m: Option<String>,
    /// A label of the action, at most 64 code points.
    pub why: Option<String>,
    /// The batch it belongs to (an import, a bulk edit), at most 64 code points.
    pub batch: Option<String>,
    /// What it does.
    pub ops: Vec<Op>,
    /// Keys this version does not know: kept, hashed, without effect on the fold.
    pub notes: BTreeMap<String, Json>,
}

/// What a change does to one record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Op {
    /// Writes fields.
    Set(SetOp),
    /// Erases a record for good.
    Purge {
        /// Entity.
        e: String,
        /// Record id.
        id: String,
    },
    /// What is left of an op after a purge: its hash.
    Blank {
        /// Entity, any string.
        e: String,
        /// Record id, any string.
        id: String,
        /// The op hash.
        c: [u8; 32],
    },
    /// An op of a newer version or of a wrong shape: kept, counted, without effect.
    Unknown(Json),
}

/// Writes fields of one record.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct SetOp {
    /// Entity.
    pub e: String,
    /// Record id.
    pub id: String,
    /// Field and new value; one or more.
    pub set: BTreeMap<String, Value>,
    /// For fields of `set`: the dots of the writes which the author saw live.
    pub x: BTreeMap<String, Vec<Dot>>,
    /// With `_deleted: true`: the live writes of the record's other fields which the author saw.
    pub seen: BTreeMap<String, Vec<Dot>>,
}
