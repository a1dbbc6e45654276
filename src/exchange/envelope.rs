//! The envelope of a document: who sends what to whom (section 5).

use super::error::{Code, FileError};
use crate::ledger::json::{MAX_INT, Sink, write_int, write_list, write_map, write_str};
use crate::ledger::shape::Head;
use crate::ledger::syntax::is_id;
use crate::ledger::{DeviceId, Json, hash};
use chrono::{Datelike, NaiveDateTime, Timelike};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The format this program writes, and the family it knows.
pub const FORMAT: &str = "cove-exchange/1";
const FAMILY: &str = "cove-exchange/";

/// What a document carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// Every change and part held; also the backup.
    Full,
    /// Changes only.
    Delta,
    /// Parts only.
    Share,
    /// Parts only, meant to be answered.
    Request,
}

impl Kind {
    const ALL: [Kind; 4] = [Kind::Full, Kind::Delta, Kind::Share, Kind::Request];

    /// The kind as the format spells it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Kind::Full => "full",
            Kind::Delta => "delta",
            Kind::Share => "share",
            Kind::Request => "request",
        }
    }
}

/// Who wrote a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The member.
    pub member: String,
    /// The installation.
    pub device: DeviceId,
}

/// Values of envelope keys that this version does not know, as canonical JSON.
pub type Kept = BTreeMap<String, BTreeSet<String>>;

/// The keys of a document besides its changes and parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// The workspace; files of another never mix.
    pub workspace: String,
    /// What it carries.
    pub kind: Kind,
    /// Who wrote it; nobody if it was written by a merge.
    pub from: Option<Origin>,
    /// When, as `YYYY-MM-DDTHH:MM:SSZ`; display only.
    pub made_at: String,
    /// The writer's vector, and the chain hash at its end.
    pub heads: BTreeMap<DeviceId, Head>,
    /// What a delta took as already held by its addressee.
    pub base: BTreeMap<DeviceId, u64>,
    /// What is known of devices; display only.
    pub devices: BTreeMap<DeviceId, Json>,
    /// What is known of members; display only.
    pub members: BTreeMap<String, Json>,
    /// Envelope keys that this version does not know.
    pub kept: Kept,
}

/// A document's members as read, without `changes` and `parts`.
pub(super) type Members = BTreeMap<String, Json>;

/// Checks that the document is one of this format.
pub(super) fn check_format(members: &Members) -> Result<(), FileError> {
    match members.get("format").and_then(Json::as_str) {
        Some(FORMAT) => Ok(()),
        Some(format) if is_newer(format) => Code::Newer.refuse(format),
        Some(format) => Code::Format.refuse(format_args!("format {format:?}")),
        None => Code::Format.refuse("no format"),
    }
}

fn is_newer(format: &str) -> bool {
    let version = format.strip_prefix(FAMILY).unwrap_or_default();
    let plain = !version.starts_with('0') && version.bytes().all(|byte| byte.is_ascii_digit());
    plain && !version.is_empty() && version != "1"
}

impl Envelope {
    /// Reads the envelope. Gives also whether `have` agrees with `heads`, which is for a later step.
    pub(super) fn from_members(mut members: Members) -> Result<(Envelope, bool), FileError> {
        let wrong = |key: &str| Code::Envelope.because(format_args!("`{key}` is missing or of the wrong type"));
        members.remove("format");
        members.remove("hash");
        let mut take = |key: &'static str| members.remove(key).ok_or_else(|| wrong(key));
        let text = |json: Json| if let Json::Str(text) = json { Some(text) } else { None };
        let map = |json: Json| if let Json::Map(map) = json { Some(map) } else { None };

        let workspace = text(take("workspace")?).filter(|id| is_id(id)).ok_or_else(|| wrong("workspace"))?;
        let kind = take("kind")?;
        let kind = Kind::ALL.into_iter().find(|known| kind.as_str() == Some(known.as_str()));
        let kind = kind.ok_or_else(|| wrong("kind"))?;
        let from = match take("from")? {
            Json::Null => None,
            json => Some(origin(&json).ok_or_else(|| wrong("from"))?),
        };
        let made_at = text(take("made_at")?).filter(|text| is_time(text)).ok_or_else(|| wrong("made_at"))?;
        let have = map(take("have")?).and_then(|map| named(map, seq)).ok_or_else(|| wrong("have"))?;
        let heads = map(take("heads")?).and_then(|map| named(map, head)).ok_or_else(|| wrong("heads"))?;
        let base = map(take("base")?).and_then(|map| named(map, seq)).ok_or_else(|| wrong("base"))?;
        let object = |json: Json| json.as_map().is_some().then_some(json);
        let devices = map(take("devices")?).and_then(|map| named(map, object)).ok_or_else(|| wrong("devices"))?;
        let members_of = map(take("members")?);
        let whole = |map: &BTreeMap<String, Json>| map.iter().all(|(id, json)| is_id(id) && json.as_map().is_some());
        let members_of = members_of.filter(whole).ok_or_else(|| wrong("members"))?;
        let kept = members.remove("kept").map_or(Some(Kept::new()), kept).ok_or_else(|| wrong("kept"))?;

        let agree = have.len() == heads.len() && have.iter().all(|(name, s)| heads.get(name).map(|h| h.s) == Some(*s));
        let mut envelope = Envelope { workspace, kind, from, made_at, heads, base, devices, members: members_of, kept };
        for (key, json) in members {
            envelope.kept.entry(key).or_default().insert(json.canonical());
        }
        Ok((envelope, agree))
    }

    /// Writes the members of the document that stand before its changes.
    pub(super) fn write_beginning(&self, sink: &mut impl Sink) {
        sink.put("{\"base\":");
        write_map(self.base.iter().map(|(key, s)| (key.to_string(), s)), sink, int);
    }

    /// Writes the members between its changes and its hash.
    pub(super) fn write_middle(&self, sink: &mut impl Sink) {
        sink.put(",\"devices\":");
        write_map(self.devices.iter().map(|(key, json)| (key.to_string(), json)), sink, Json::write);
        sink.put(",\"format\":\"cove-exchange/1\",\"from\":");
        match &self.from {
            None => sink.put("null"),
            Some(from) => {
                sink.put("{\"device\":");
                write_str(&from.device.to_string(), sink);
                sink.put(",\"member\":");
                write_str(&from.member, sink);
                sink.put("}");
            }
        }
    }

    /// Writes the members behind its hash, its parts among them.
    pub(super) fn write_end<S: Sink>(&self, parts: impl FnOnce(&mut S), sink: &mut S) {
        sink.put(",\"have\":");
        write_map(self.heads.iter().map(|(key, head)| (key.to_string(), &head.s)), sink, int);
        sink.put(",\"heads\":");
        write_map(self.heads.iter().map(|(key, head)| (key.to_string(), head)), sink, |head, sink| {
            sink.put("{\"h\":\"");
            sink.put(&hash::hex(&head.h));
            sink.put("\",\"s\":");
            int(&head.s, sink);
            sink.put("}");
        });
        sink.put(",\"kept\":");
        write_map(&self.kept, sink, |values, sink| write_list(values, sink, |text, sink| sink.put(text)));
        sink.put(",\"kind\":");
        write_str(self.kind.as_str(), sink);
        sink.put(",\"made_at\":");
        write_str(&self.made_at, sink);
        sink.put(",\"members\":");
        write_map(&self.members, sink, Json::write);
        sink.put(",\"parts\":");
        parts(sink);
        sink.put(",\"workspace\":");
        write_str(&self.workspace, sink);
        sink.put("}");
    }
}

/// Writes a seq.
fn int(s: &u64, sink: &mut impl Sink) {
    write_int(s.cast_signed(), sink);
}

/// A map by device id or name.
fn named<T>(map: BTreeMap<String, Json>, value: impl Fn(Json) -> Option<T>) -> Option<BTreeMap<DeviceId, T>> {
    map.into_iter().map(|(name, json)| Some((name.parse().ok()?, value(json)?))).collect()
}

fn seq(json: Json) -> Option<u64> {
    json.as_int().filter(|s| (1..=MAX_INT).contains(s)).map(i64::cast_unsigned)
}

fn head(json: Json) -> Option<Head> {
    let map = json.as_map()?;
    Some(Head { s: seq(map.get("s")?.clone())?, h: hash::unhex(map.get("h")?.as_str()?)? })
}

fn origin(json: &Json) -> Option<Origin> {
    let map = json.as_map()?;
    let member = map.get("member")?.as_str().filter(|id| is_id(id))?.to_owned();
    Some(Origin { member, device: map.get("device")?.as_str()?.parse().ok()? })
}

fn kept(json: Json) -> Option<Kept> {
    let Json::Map(map) = json else { return None };
    let mut kept = Kept::new();
    for (key, values) in map {
        let values = values.as_list()?.iter().map(Json::canonical).collect::<BTreeSet<_>>();
        if !values.is_empty() {
            kept.insert(key, values);
        }
    }
    Some(kept)
}

/// A real time written `YYYY-MM-DDTHH:MM:SSZ`.
fn is_time(text: &str) -> bool {
    let plain = text.len() == 20
        && text.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            10 => byte == b'T',
            13 | 16 => byte == b':',
            19 => byte == b'Z',
            _ => byte.is_ascii_digit(),
        });
    let time = NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%SZ");
    // A leap second is no real time here: it is read as one, with a second's worth of nanoseconds.
    plain && time.is_ok_and(|time| time.year() >= 1 && time.nanosecond() == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times() {
        for (text, expect) in [
            ("2026-10-30T05:00:00Z", true),
            ("2024-02-29T23:59:59Z", true),
            ("2026-02-29T05:00:00Z", false),
            ("2026-10-30T24:00:00Z", false),
            ("2026-10-30T23:59:60Z", false),
            ("0000-10-30T05:00:00Z", false),
            ("2026-10-30 05:00:00Z", false),
            ("2026-10-30T05:00:00", false),
            ("2026-1-30T05:00:00Z", false),
        ] {
            assert_eq!(is_time(text), expect, "{text}");
        }
    }

    #[test]
    fn versions() {
        for (format, expect) in [
            ("cove-exchange/2", true),
            ("cove-exchange/10", true),
            ("cove-exchange/99999999999999999999999", true),
            ("cove-exchange/1", false),
            ("cove-exchange/0", false),
            ("cove-exchange/02", false),
            ("cove-exchange/", false),
            ("cove-exchange/2.1", false),
            ("cove-state/2", false),
        ] {
            assert_eq!(is_newer(format), expect, "{format}");
        }
    }
}
