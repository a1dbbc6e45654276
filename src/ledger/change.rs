//! A change: one action of a person, atomic, and the operations it carries (section 3).

use super::hash::{Hash, hex, unhex};
use super::json::{Json, JsonError, Reader};
use super::syntax::{is_field, is_id, is_name};
use super::value::Value;
use crate::ledger::order::gather;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

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

impl From<JsonError> for HeaderFault {
    /// What is no JSON is no change.
    fn from(_: JsonError) -> Self {
        HeaderFault::NoObject
    }
}

/// A text that is no set op.
struct NoSetOp;

impl From<JsonError> for NoSetOp {
    fn from(_: JsonError) -> Self {
        NoSetOp
    }
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

/// A change as its canonical text spells it.
pub(super) struct Spelled {
    pub(super) change: Change,
    pub(super) parent: Parent,
    /// Where the list of ops stands, and each op.
    pub(super) ops: Range<usize>,
    pub(super) each: Vec<Range<usize>>,
    /// Where `"p":"…",` stands, or belongs.
    pub(super) p: Range<usize>,
}

impl Spelled {
    /// Reads a change from its canonical text.
    ///
    /// # Errors
    /// The header is malformed, `ops` is no list of objects, or the text is none or not canonical.
    pub(super) fn read(reader: &mut Reader<'_>) -> Result<Spelled, HeaderFault> {
        use HeaderFault::Key;
        let mut change = Change::default();
        let (mut d, mut parent, mut ops, mut each) = (None, None, None, Vec::new());
        let (mut p_from, mut p_until) = (None, None);
        reader.members(|reader, key| {
            if &*key > "p" {
                p_until.get_or_insert(reader.key_at());
            }
            match &*key {
                "d" => d = Some(reader.string().ok().and_then(|d| d.parse().ok()).ok_or(Key("d"))?),
                "s" => change.s = positive(reader, "s")?,
                "l" => change.l = positive(reader, "l")?,
                "t" => change.t = Some(reader.int().map_err(|_| Key("t"))?),
                "m" => change.m = Some(text(reader, "m", is_id)?),
                "why" => change.why = Some(text(reader, "why", is_short)?),
                "batch" => change.batch = Some(text(reader, "batch", is_short)?),
                "ops" => {
                    let from = reader.peek().filter(|first| *first == b'[').map(|_| reader.place().at);
                    let from = from.ok_or(Key("ops"))?;
                    reader.elements(|reader| {
                        let from = reader.place().at;
                        change.ops.push(Op::read(reader)?);
                        each.push(from..reader.place().at);
                        Ok::<(), HeaderFault>(())
                    })?;
                    ops = Some(from..reader.place().at);
                }
                "p" => {
                    p_from = Some(reader.key_at());
                    parent = Some(reader.value()?);
                }
                _ => drop(change.notes.insert(key.into_owned(), reader.value()?)),
            }
            Ok::<(), HeaderFault>(())
        })?;
        change.d = d.ok_or(Key("d"))?;
        let parent = match parent {
            None => Parent::Unsaid,
            Some(Json::Str(text)) if change.s > 1 => unhex(&text).map_or(Parent::Bad, Parent::Named),
            Some(_) => Parent::Bad,
        };
        let (ops, p_until) = (ops.ok_or(Key("ops"))?, p_until.filter(|_| change.s > 0).ok_or(Key("s"))?);
        let p = p_from.unwrap_or(p_until)..p_until;
        if change.l == 0 {
            return Err(Key("l"));
        }
        if reader.is_plain() { Ok(Spelled { change, parent, ops, each, p }) } else { Err(HeaderFault::NoObject) }
    }
}

impl Change {
    /// Reads a change from its canonical text.
    ///
    /// # Errors
    /// The header is malformed, `ops` is no list of objects, or the text is none or not canonical.
    pub fn read(text: &str) -> Result<(Change, Parent), HeaderFault> {
        let mut reader = Reader::new(text);
        let spelled = Spelled::read(&mut reader)?;
        reader.end()?;
        Ok((spelled.change, spelled.parent))
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
    /// Reads an op from its canonical text. Nearly all are set ops, for which no tree is needed.
    fn read(reader: &mut Reader<'_>) -> Result<Op, HeaderFault> {
        let start = reader.place();
        if let Ok(op) = SetOp::read(reader) {
            return Ok(Op::Set(op));
        }
        reader.back(start);
        Op::from_json(&reader.value()?).ok_or(HeaderFault::Key("ops"))
    }

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
            let op = SetOp::read(&mut Reader::new(&json.canonical()));
            return Some(op.map_or_else(|_| Op::Unknown(json.clone()), Op::Set));
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
    /// Reads a set op from its canonical text.
    ///
    /// # Errors
    /// Any of it has a wrong shape.
    fn read(reader: &mut Reader<'_>) -> Result<SetOp, NoSetOp> {
        let mut op = SetOp::default();
        reader.members(|reader, key| {
            match &*key {
                "e" => op.e = reader.string()?.into_owned(),
                "id" => op.id = reader.string()?.into_owned(),
                "set" => fields(reader, &mut op.set, |reader| Ok(Value::read(reader)?))?,
                "x" => fields(reader, &mut op.x, dots)?,
                "seen" => fields(reader, &mut op.seen, dots)?,
                _ => return Err(NoSetOp),
            }
            Ok(())
        })?;
        let whole = is_name(&op.e) && is_id(&op.id) && !op.set.is_empty();
        if whole && op.x.keys().all(|field| op.set.contains_key(field)) { Ok(op) } else { Err(NoSetOp) }
    }

    fn to_json(&self) -> Json {
        let dots = |dots: &Vec<Dot>| Json::List(dots.iter().map(|dot| Json::Str(dot.to_string())).collect());
        let fields = |fields: &BTreeMap<String, Vec<Dot>>| {
            Json::Map(gather(fields.iter().map(|(field, list)| (field.clone(), dots(list)))))
        };
        let set = gather(self.set.iter().map(|(field, value)| (field.clone(), value.to_json())));
        let mut members = vec![("e", string(&self.e)), ("id", string(&self.id)), ("set", Json::Map(set))];
        members.extend((!self.x.is_empty()).then(|| ("x", fields(&self.x))));
        members.extend((!self.seen.is_empty()).then(|| ("seen", fields(&self.seen))));
        object(members)
    }
}

fn object(members: impl IntoIterator<Item = (&'static str, Json)>) -> Json {
    Json::Map(gather(members.into_iter().map(|(key, json)| (key.to_owned(), json))))
}

fn string(text: &str) -> Json {
    Json::Str(text.to_owned())
}

/// Reads the fields of an op, each with what it has.
fn fields<T>(
    reader: &mut Reader<'_>,
    fields: &mut BTreeMap<String, T>,
    read: impl Fn(&mut Reader<'_>) -> Result<T, NoSetOp>,
) -> Result<(), NoSetOp> {
    reader.members(|reader, field| {
        if !is_field(&field) {
            return Err(NoSetOp);
        }
        fields.insert(field.into_owned(), read(reader)?);
        Ok(())
    })
}

/// Reads the dots of a field, as in `x` and `seen`.
fn dots(reader: &mut Reader<'_>) -> Result<Vec<Dot>, NoSetOp> {
    let mut dots = Vec::new();
    reader.elements(|reader| {
        dots.push(reader.string()?.parse().map_err(|_| NoSetOp)?);
        Ok::<(), NoSetOp>(())
    })?;
    Ok(dots)
}

fn positive(reader: &mut Reader<'_>, key: &'static str) -> Result<u64, HeaderFault> {
    let number = reader.int().ok().and_then(|number| u64::try_from(number).ok());
    number.filter(|number| *number >= 1).ok_or(HeaderFault::Key(key))
}

fn text(reader: &mut Reader<'_>, key: &'static str, fits: impl Fn(&str) -> bool) -> Result<String, HeaderFault> {
    let text = reader.string().ok().filter(|text| fits(text));
    text.map(Cow::into_owned).ok_or(HeaderFault::Key(key))
}

/// Whether a label has no more than 64 code points.
fn is_short(text: &str) -> bool {
    text.len() <= 64 || text.chars().take(65).count() <= 64
}
