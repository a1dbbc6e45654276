//! A change: one action of a person, atomic, and the operations it carries (section 3).

use super::hash::{Hash, hex, unhex};
use super::json::Json;
use super::syntax::{is_field, is_id, is_name};
use super::value::Value;
use std::collections::BTreeMap;
use std::fmt;

/// A random 64-bit id, one per installation; also the name of a branch after a fork.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
#[derive(Clone, Debug, Default, PartialEq, Eq)]
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

/// Why a JSON is no change, or no part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HeaderFault {
    /// A change and a part are objects.
    #[error("not an object")]
    NoObject,
    /// The key is required, or has a value that does not fit.
    #[error("`{0}` is missing or malformed")]
    Key(&'static str),
    /// A part may not have this key.
    #[error("`{0}` must not be there")]
    Forbidden(&'static str),
}

/// What a change says of its parent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parent {
    /// Nothing: it follows the change before it, or is the first.
    Unsaid,
    /// Its chain hash.
    Named(Hash),
    /// Something that is no chain hash, or that the first change of a device may not say.
    Bad,
}

/// The keys of a change; all others are notes.
const HEADER: [&str; 9] = ["batch", "d", "l", "m", "ops", "p", "s", "t", "why"];

impl Change {
    /// Reads a change as it stands in a file.
    ///
    /// # Errors
    /// The header is malformed, or `ops` is no list of objects.
    pub fn from_json(json: &Json) -> Result<(Change, Parent), HeaderFault> {
        let map = json.as_map().ok_or(HeaderFault::NoObject)?;
        let d = map.get("d").and_then(|d| d.as_str()?.parse().ok()).ok_or(HeaderFault::Key("d"))?;
        let s = positive(map, "s")?;
        let l = positive(map, "l")?;
        let t = match map.get("t") {
            None => None,
            Some(Json::Int(t)) => Some(*t),
            Some(_) => return Err(HeaderFault::Key("t")),
        };
        let short = |text: &str| text.len() <= 64 || text.chars().take(65).count() <= 64;
        let m = text(map, "m", is_id)?;
        let why = text(map, "why", short)?;
        let batch = text(map, "batch", short)?;
        let items = map.get("ops").and_then(Json::as_list).ok_or(HeaderFault::Key("ops"))?;
        let parent = match map.get("p") {
            None => Parent::Unsaid,
            Some(Json::Str(text)) if s > 1 => unhex(text).map_or(Parent::Bad, Parent::Named),
            Some(_) => Parent::Bad,
        };
        let ops = items.iter().map(Op::from_json).collect::<Option<_>>().ok_or(HeaderFault::Key("ops"))?;
        let notes = map.iter().filter(|(key, _)| !HEADER.contains(&key.as_str()));
        let notes = notes.map(|(key, json)| (key.clone(), json.clone())).collect();
        Ok((Change { d, s, l, t, m, why, batch, ops, notes }, parent))
    }

    /// The JSON of this change, without `p`.
    #[must_use]
    pub fn to_json(&self) -> Json {
        let text = |text: &Option<String>| text.clone().map(Json::Str);
        let known = [
            ("batch", text(&self.batch)),
            ("d", Some(Json::Str(self.d.to_string()))),
            ("l", Some(Json::Int(self.l.cast_signed()))),
            ("m", text(&self.m)),
            ("ops", Some(Json::List(self.ops.iter().map(Op::to_json).collect()))),
            ("s", Some(Json::Int(self.s.cast_signed()))),
            ("t", self.t.map(Json::Int)),
            ("why", text(&self.why)),
        ];
        let mut map = self.notes.clone();
        map.extend(known.into_iter().filter_map(|(key, json)| Some((key.to_owned(), json?))));
        Json::Map(map)
    }
}

impl Op {
    /// Reads an op: its keys are its meaning, and one of another shape is unknown. `None` if the JSON
    /// is no object.
    #[must_use]
    pub fn from_json(json: &Json) -> Option<Op> {
        let map = json.as_map()?;
        let text = |key: &str| map.get(key).and_then(Json::as_str);
        let (e, id) = (text("e"), text("id"));
        let named = e.is_some_and(is_name) && id.is_some_and(is_id);
        let keys = |wanted: &[&str]| map.len() == wanted.len() && wanted.iter().all(|key| map.contains_key(*key));
        if named && map.contains_key("set") {
            return Some(SetOp::from_map(map).map_or_else(|| Op::Unknown(json.clone()), Op::Set));
        }
        if let (Some(e), Some(id)) = (e, id) {
            let (e, id) = (e.to_owned(), id.to_owned());
            if named && keys(&["e", "id", "purge"]) && map.get("purge") == Some(&Json::Bool(true)) {
                return Some(Op::Purge { e, id });
            }
            if let Some(c) = Op::blank(json) {
                return Some(Op::Blank { e, id, c });
            }
        }
        Some(Op::Unknown(json.clone()))
    }

    /// The hash that a blank op keeps; `None` if the JSON is no blank op.
    #[must_use]
    pub fn blank(json: &Json) -> Option<Hash> {
        let map = json.as_map().filter(|map| map.len() == 3)?;
        let text = |key: &str| map.get(key).and_then(Json::as_str);
        text("e").and(text("id")).and(text("c")).and_then(unhex)
    }

    /// The entity and record id that the change hash binds this op to; empty where it has none.
    #[must_use]
    pub fn target(&self) -> (&str, &str) {
        match self {
            Op::Set(SetOp { e, id, .. }) | Op::Purge { e, id } | Op::Blank { e, id, .. } => (e, id),
            Op::Unknown(json) => {
                let text = |key: &str| json.as_map().and_then(|map| map.get(key)?.as_str()).unwrap_or_default();
                (text("e"), text("id"))
            }
        }
    }

    /// The JSON of this op.
    #[must_use]
    pub fn to_json(&self) -> Json {
        match self {
            Op::Set(op) => op.to_json(),
            Op::Purge { e, id } => object([("e", string(e)), ("id", string(id)), ("purge", Json::Bool(true))]),
            Op::Blank { e, id, c } => object([("c", Json::Str(hex(c))), ("e", string(e)), ("id", string(id))]),
            Op::Unknown(json) => json.clone(),
        }
    }
}

impl SetOp {
    /// Reads a set op; `None` if any of it has a wrong shape. Entity and id are already checked.
    fn from_map(map: &BTreeMap<String, Json>) -> Option<SetOp> {
        let mut op = SetOp::default();
        for (key, json) in map {
            match key.as_str() {
                "e" => op.e = json.as_str()?.to_owned(),
                "id" => op.id = json.as_str()?.to_owned(),
                "set" => {
                    let set = json.as_map().filter(|set| !set.is_empty() && set.keys().all(|field| is_field(field)))?;
                    op.set = set.iter().map(|(field, json)| (field.clone(), Value::from_json(json.clone()))).collect();
                }
                "x" => op.x = dots(json)?,
                "seen" => op.seen = dots(json)?,
                _ => return None,
            }
        }
        op.x.keys().all(|field| op.set.contains_key(field)).then_some(op)
    }

    fn to_json(&self) -> Json {
        let dots = |dots: &Vec<Dot>| Json::List(dots.iter().map(|dot| Json::Str(dot.to_string())).collect());
        let fields = |fields: &BTreeMap<String, Vec<Dot>>| {
            Json::Map(fields.iter().map(|(field, list)| (field.clone(), dots(list))).collect())
        };
        let set = self.set.iter().map(|(field, value)| (field.clone(), value.to_json())).collect();
        let mut members = vec![("e", string(&self.e)), ("id", string(&self.id)), ("set", Json::Map(set))];
        members.extend((!self.x.is_empty()).then(|| ("x", fields(&self.x))));
        members.extend((!self.seen.is_empty()).then(|| ("seen", fields(&self.seen))));
        object(members)
    }
}

fn object(members: impl IntoIterator<Item = (&'static str, Json)>) -> Json {
    Json::Map(members.into_iter().map(|(key, json)| (key.to_owned(), json)).collect())
}

fn string(text: &str) -> Json {
    Json::Str(text.to_owned())
}

/// Field → dots, as in `x` and `seen`.
fn dots(json: &Json) -> Option<BTreeMap<String, Vec<Dot>>> {
    let list =
        |json: &Json| -> Option<Vec<Dot>> { json.as_list()?.iter().map(|dot| dot.as_str()?.parse().ok()).collect() };
    let entry = |(field, json): (&String, &Json)| is_field(field).then_some((field.clone(), list(json)?));
    json.as_map()?.iter().map(entry).collect()
}

fn positive(map: &BTreeMap<String, Json>, key: &'static str) -> Result<u64, HeaderFault> {
    let number = map.get(key).and_then(|json| u64::try_from(json.as_int()?).ok());
    number.filter(|number| *number >= 1).ok_or(HeaderFault::Key(key))
}

fn text(
    map: &BTreeMap<String, Json>,
    key: &'static str,
    fits: impl Fn(&str) -> bool,
) -> Result<Option<String>, HeaderFault> {
    match map.get(key) {
        None => Ok(None),
        Some(Json::Str(text)) if fits(text) => Ok(Some(text.clone())),
        Some(_) => Err(HeaderFault::Key(key)),
    }
}
