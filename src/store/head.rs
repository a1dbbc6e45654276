//! The head of a journal: whose it is, how far it goes, and which generation of segments holds the packed
//! state. One
//! small value that every guarded commit writes anew, so a tab learns all news by reading it.

use super::storage::{Keys, StoreError, Table, Write};
use crate::ledger::syntax::is_id;
use crate::ledger::{DeviceId, Json};
use std::collections::BTreeMap;

/// The version of what is in the tables. A greater one is read only for export.
const VERSION: i64 = 1;

/// Where the head stands in [`Table::Meta`](super::Table::Meta).
pub(super) const HEAD: &str = "head";

/// The head of a journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Head {
    /// The workspace.
    pub(super) workspace: String,
    /// The device of this installation.
    pub(super) device: DeviceId,
    /// The number of the last change, counting from 1 in order of arrival.
    pub(super) count: u64,
    /// Up to this number the chunks are full and never regrouped.
    pub(super) packed: u64,
    /// How many chunks, mostly small ones, were added since they were last grouped.
    pub(super) loose: u64,
    /// Moves when anything else than new changes at the end happened: a refold is needed.
    pub(super) epoch: u64,
    /// Up to this number the segments hold the state; 0 if there are none.
    pub(super) folded: u64,
    /// The generation of segments last made. It only ever grows.
    pub(super) generation: u64,
}

impl Head {
    /// The head of a new journal.
    pub(super) fn new(workspace: String, device: DeviceId) -> Self {
        Head { workspace, device, count: 0, packed: 0, loose: 0, epoch: 0, folded: 0, generation: 0 }
    }

    /// Notes that anything else happened than new changes at the end. Gives the write that removes the
    /// segments, for they hold a state that is no more.
    pub(super) fn turn(&mut self) -> Write {
        self.epoch += 1;
        self.folded = 0;
        Write::Delete(Table::Segments, Keys::all())
    }

    /// The bytes that [`Head::read`] reads.
    pub(super) fn write(&self) -> Vec<u8> {
        let number = |number: u64| Json::Int(number.cast_signed());
        let map = BTreeMap::from([
            ("v", Json::Int(VERSION)),
            ("workspace", Json::Str(self.workspace.clone())),
            ("device", Json::Str(self.device.to_string())),
            ("count", number(self.count)),
            ("packed", number(self.packed)),
            ("loose", number(self.loose)),
            ("epoch", number(self.epoch)),
            ("folded", number(self.folded)),
            ("generation", number(self.generation)),
        ]);
        let map = map.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
        Json::Map(map).canonical().into_bytes()
    }

    /// # Errors
    /// [`StoreError::Newer`] for a later version, [`StoreError::Corrupt`] for anything else.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, StoreError> {
        let json = std::str::from_utf8(bytes).ok().and_then(|text| Json::parse(text).ok());
        let Some(Json::Map(map)) = json else {
            return Err(corrupt());
        };
        match map.get("v").and_then(Json::as_int) {
            Some(VERSION) => Self::of(&map).ok_or_else(corrupt),
            Some(later) if later > VERSION => Err(StoreError::Newer),
            _ => Err(corrupt()),
        }
    }

    fn of(map: &BTreeMap<String, Json>) -> Option<Self> {
        let number = |key| u64::try_from(map.get(key)?.as_int()?).ok();
        Some(Head {
            workspace: map.get("workspace")?.as_str().filter(|id| is_id(id))?.to_owned(),
            device: map.get("device")?.as_str()?.parse().ok()?,
            count: number("count")?,
            packed: number("packed")?,
            loose: number("loose")?,
            epoch: number("epoch")?,
            folded: number("folded")?,
            // The first heads had no generations, and no segments.
            generation: if map.contains_key("generation") { number("generation")? } else { 0 },
        })
    }
}

fn corrupt() -> StoreError {
    StoreError::Corrupt { what: format!("meta/{HEAD}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: Result<u64, StoreError>) {
        assert_eq!(Head::read(text.as_bytes()).map(|head| head.count), expect, "{text}");
    }

    #[test]
    fn heads_are_read_as_written() {
        let mut head = Head::new("ws-1".to_owned(), DeviceId(7));
        head.count = 41;
        head.generation = 3;
        assert_eq!(Head::read(&head.write()), Ok(head.clone()));
        let text = String::from_utf8(head.write()).unwrap();
        check(&text, Ok(41));
        check(&text.replace("\"v\":1", "\"v\":2"), Err(StoreError::Newer));
        check(&text.replace("\"v\":1", "\"v\":0"), Err(corrupt()));
        check(&text.replace("ws-1", "ws 1"), Err(corrupt()));
        check(&text.replace("\"generation\":3,", ""), Ok(41));
        check(&text.replace("41", "-1"), Err(corrupt()));
        check(&text[1..], Err(corrupt()));
        check("", Err(corrupt()));
    }
}
