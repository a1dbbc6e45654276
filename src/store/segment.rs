//! Segments: the packed state, so that a start reads what is live and folds only the end of the log.
//!
//! A *generation* is a root, which lists its segments and holds the frame of the state, and those
//! segments, many of them taken over from the generation before. Segments are written first, under keys
//! that nobody reads yet; then one guarded commit puts the root, moves the head to it and removes
//! everything that it does not list. So there is always exactly one whole generation, or none. A reader
//! who finds one gone or damaged, or made by another version, folds the history, which is the truth.
//!
//! A change only touches the records it names as long as it is applied and not folded ([`State::apply`]),
//! so the segments to write anew are those of the records named in the log since the last generation.

use super::journal::{Journal, Known, PAGE};
use super::storage::{Keys, Storage, StoreError, Table, Write, number_key};
use crate::ledger::order::{gather, sort, sort_by};
use crate::ledger::pack::{Ids, Unpacked};
use crate::ledger::{Json, State};
use futures_util::stream::{self, StreamExt};
use std::collections::BTreeSet;
use std::ops::Bound;
use std::pin::pin;
use std::sync::Arc;

#[cfg(test)]
mod tests;

/// How many records a segment holds, more or less. Few in tests, so that there are many segments.
const RECORDS: usize = if cfg!(test) { 2 } else { 1000 };
/// How many bytes are packed and written at once: a slice of a few milliseconds.
const SLICE: usize = if cfg!(test) { 1 } else { 1 << 19 };
/// How many pages of segments are asked for ahead: the storage reads while they are taken in.
const READS: usize = 3;
/// How many changes behind the segments make a new generation worth its while.
const BEHIND: u64 = 200;
/// How many make it worth waiting for.
const FAR_BEHIND: u64 = 5_000;

/// The records of an entity from an id on, until the next segment of that entity.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Segment {
    entity: Arc<str>,
    from: Arc<str>,
    /// Its key in [`Table::Segments`]: generation, number and checksum.
    key: String,
}

/// Records that are still to be packed: an entity, from an id on, until another if there is one.
type Span = (Arc<str>, Arc<str>, Option<Arc<str>>);

/// A new generation in the making. See [`Journal::begin_packing`].
#[derive(Debug)]
pub struct Packing {
    before: Known,
    /// The segments of the generation before; none if all is to be packed.
    old: Vec<Segment>,
    /// The records written since, by entity and id.
    touched: BTreeSet<(String, String)>,
    /// What is still to be packed, the last first. `None` before it is known.
    todo: Option<Vec<Span>>,
    made: Vec<Segment>,
    writes: Vec<Write>,
    frame: Option<Vec<u8>>,
}

impl Packing {
    /// Packs the next slice of the state, which must be that of everything this tab knows to be stored.
    /// Says whether more follows; [`Journal::store`] writes the slice.
    ///
    /// # Errors
    /// [`StoreError::Moved`] if the state is another: give up.
    pub fn pack(&mut self, state: &State) -> Result<bool, StoreError> {
        if state.frontier().held() != self.before.head.count {
            return Err(StoreError::Moved);
        }
        let mut todo = self.todo.take().unwrap_or_else(|| self.plan(state));
        let mut size = 0;
        while let Some((entity, from, until)) = todo.pop() {
            let bytes = state.pack_segment(&entity, ids(&from, until.as_deref()));
            size += bytes.len();
            let generation = number_key(self.before.head.generation + 1);
            let key = format!("{generation}/{:06}-{:08x}", self.made.len(), checksum(&bytes));
            self.made.push(Segment { entity, from, key: key.clone() });
            self.writes.push(Write::Put(Table::Segments, key, bytes));
            if size >= SLICE {
                break;
            }
        }
        if todo.is_empty() {
            self.frame = Some(state.pack_frame());
        }
        self.todo = Some(todo);
        Ok(self.frame.is_none())
    }

    /// Takes over the segments that are as they were, and finds what is to be packed anew.
    fn plan(&mut self, state: &State) -> Vec<Span> {
        let mut todo = Vec::new();
        for entity in state.entities() {
            let mut segments = self.old.iter().filter(|segment| *segment.entity == *entity).peekable();
            if segments.peek().is_none() {
                todo.extend(spans(state, entity, "".into(), None));
            }
            while let Some(segment) = segments.next() {
                let until = segments.peek().map(|next| next.from.clone());
                let of_entity = self.touched.range((entity.to_owned(), segment.from.to_string())..);
                let first = of_entity.take_while(|(e, _)| e == entity).map(|(_, id)| id.as_str()).next();
                match first.filter(|id| until.as_deref().is_none_or(|until| *id < until)) {
                    None => self.made.push(segment.clone()),
                    Some(_) => todo.extend(spans(state, entity, segment.from.clone(), until)),
                }
            }
        }
        todo.reverse();
        todo
    }

    /// The root of the generation: checksum, length of the list, list of segments, frame.
    fn root(&self) -> Vec<u8> {
        let text = |text: &str| Json::Str(text.to_owned());
        let item = |of: &Segment| Json::List(vec![text(&of.entity), text(&of.from), text(&of.key)]);
        let list = Json::List(self.made.iter().map(item).collect()).canonical();
        let length = u32::try_from(list.len()).unwrap_or_default().to_le_bytes();
        let body = [&length, list.as_bytes(), self.frame.as_deref().unwrap_or_default()].concat();
        [&checksum(&body).to_le_bytes()[..], &body].concat()
    }
}

/// A range of records, cut into pieces of the size of a segment.
fn spans(state: &State, entity: &str, from: Arc<str>, until: Option<Arc<str>>) -> Vec<Span> {
    let cuts = state.cuts(entity, ids(&from, until.as_deref()), RECORDS);
    let ends = cuts.iter().cloned().map(Some).chain([until]);
    let starts = [from].into_iter().chain(cuts.iter().cloned());
    starts.zip(ends).map(|(from, until)| (entity.into(), from, until)).collect()
}

fn ids<'a>(from: &'a str, until: Option<&'a str>) -> Ids<'a> {
    (Bound::Included(from), until.map_or(Bound::Unbounded, Bound::Excluded))
}

/// Tells damaged bytes from whole ones. A start reads a quarter of a gigabyte where much is held, so eight
/// bytes are taken at a time.
fn checksum(bytes: &[u8]) -> u32 {
    let (words, rest) = bytes.as_chunks::<8>();
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    let step = |sum: u64, word: &[u8; 8]| {
        (sum ^ u64::from_le_bytes(*word)).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29)
    };
    let sum = words.iter().chain([&last, &(bytes.len() as u64).to_le_bytes()]).fold(0, step);
    (sum >> 32) as u32 ^ sum as u32
}

/// The segments that a root lists, sorted, and the frame; `None` if it is damaged.
fn read_root(bytes: &[u8]) -> Option<(Vec<Segment>, &[u8])> {
    let (sum, body) = bytes.split_first_chunk()?;
    let (length, rest) = body.split_first_chunk().filter(|_| checksum(body) == u32::from_le_bytes(*sum))?;
    let (list, frame) = rest.split_at_checked(usize::try_from(u32::from_le_bytes(*length)).ok()?)?;
    let list = Json::parse(std::str::from_utf8(list).ok()?).ok()?;
    let segment = |item: &Json| {
        let [entity, from, key] = item.as_list()? else { return None };
        Some(Segment { entity: entity.as_str()?.into(), from: from.as_str()?.into(), key: key.as_str()?.to_owned() })
    };
    let mut segments = list.as_list()?.iter().map(segment).collect::<Option<Vec<_>>>()?;
    sort_by(&mut segments, |a, b| (&a.entity, &a.from).cmp(&(&b.entity, &b.from)));
    Some((segments, frame))
}

fn root_key(generation: u64) -> String {
    format!("{}/root", number_key(generation))
}

impl<S: Storage> Journal<S> {
    /// The state of everything in the storage: what is packed, and the end of the log applied to it; or
    /// folded anew if that cannot be. From now on this tab knows all of it.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] if changes cannot be read.
    pub async fn boot(&self) -> Result<State, StoreError> {
        loop {
            let revision = self.storage.revision().await?;
            let mut head = self.read_head().await?;
            if head.folded == 0 {
                return self.refold().await;
            }
            let Some(mut state) = self.unpack(head.generation).await? else {
                if self.storage.revision().await? != revision {
                    // Another tab made a new generation meanwhile.
                    continue;
                }
                return self.refold().await;
            };
            let mut ordinary = true;
            let tail = |entries: Vec<_>| ordinary = ordinary && entries.iter().all(|entry| state.apply(entry).is_ok());
            head.count = self.read(head.folded, tail).await?;
            if !ordinary {
                return self.refold().await;
            }
            self.learn(Known { revision, head, adrift: false });
            return Ok(state);
        }
    }

    /// The state that a generation holds; `None` if it is not whole.
    async fn unpack(&self, generation: u64) -> Result<Option<State>, StoreError> {
        let Some(root) = self.storage.get(Table::Segments, &root_key(generation)).await? else { return Ok(None) };
        let Some((segments, frame)) = read_root(&root) else { return Ok(None) };
        let Some(mut unpacked) = Unpacked::new(frame) else { return Ok(None) };
        let mut missing: BTreeSet<String> = gather(segments.into_iter().map(|segment| segment.key));
        let keys: Vec<String> = missing.iter().cloned().collect();
        let pages = keys.chunks(PAGE).filter_map(|page| Some((page.first()?, Keys::only(page.last()?))));
        let scan = async |(first, last): (&String, Keys)| {
            self.storage.scan(Table::Segments, &Keys { from: first.clone(), ..last }, usize::MAX).await
        };
        let mut reads = pin!(stream::iter(pages).map(scan).buffered(READS));
        while let Some(page) = reads.next().await {
            for (key, bytes) in page? {
                if !missing.remove(&key) {
                    continue;
                }
                let whole = key.ends_with(&format!("-{:08x}", checksum(&bytes)));
                if !whole || unpacked.take(bytes).is_none() {
                    return Ok(None);
                }
            }
        }
        if !missing.is_empty() {
            return Ok(None);
        }
        Ok(Some(unpacked.finish()))
    }

    /// Whether the log went so far beyond the segments that [`Journal::begin_packing`] is worth its while.
    #[must_use]
    pub fn is_behind(&self) -> bool {
        self.behind() >= BEHIND
    }

    /// Whether it went so far that a start would take long.
    #[must_use]
    pub fn is_far_behind(&self) -> bool {
        self.behind() >= FAR_BEHIND
    }

    fn behind(&self) -> u64 {
        let known = self.known();
        if known.adrift { known.head.count } else { known.head.count - known.head.folded }
    }

    /// Begins a new generation of segments. Then, until nothing more follows: [`Packing::pack`] and
    /// [`Journal::store`]. If it fails on the way, nothing happened.
    ///
    /// # Errors
    /// [`StoreError::Moved`] if another tab wrote.
    pub async fn begin_packing(&self) -> Result<Packing, StoreError> {
        let before = self.known();
        let root = match before.head.folded {
            0 => None,
            _ if before.adrift => None,
            _ => self.storage.get(Table::Segments, &root_key(before.head.generation)).await?,
        };
        let (old, _) = root.as_deref().and_then(read_root).unwrap_or_default();
        let mut touched = BTreeSet::new();
        if !old.is_empty() {
            for entry in self.since(before.head.folded).await? {
                touched.extend(entry.change().ops.iter().map(|op| op.target()).map(|(e, id)| (e.into(), id.into())));
            }
        }
        Ok(Packing { before, old, touched, todo: None, made: Vec::new(), writes: Vec::new(), frame: None })
    }

    /// Writes what was packed; the last slice makes it the generation that is read.
    ///
    /// # Errors
    /// [`StoreError::Moved`] if anything was written since: give up. Others as [`Journal::append`].
    pub async fn store(&self, packing: &mut Packing) -> Result<(), StoreError> {
        let known = self.known();
        if known.revision != packing.before.revision {
            return Err(StoreError::Moved);
        }
        let mut writes = std::mem::take(&mut packing.writes);
        if packing.frame.is_none() {
            return self.storage.commit(None, &writes).await.map(drop);
        }
        let mut head = known.head;
        head.generation += 1;
        head.folded = head.count;
        let root = root_key(head.generation);
        let mut keys: Vec<&str> = packing.made.iter().map(|segment| segment.key.as_str()).chain([&*root]).collect();
        sort(&mut keys);
        let mut gap = Keys::all();
        for key in keys {
            writes.push(Write::Delete(Table::Segments, Keys { until: key.to_owned(), ..gap.clone() }));
            gap = gap.after(key);
        }
        writes.push(Write::Delete(Table::Segments, gap));
        writes.push(Write::Put(Table::Segments, root, packing.root()));
        self.commit(head, writes, &[]).await?;
        self.learn(Known { adrift: false, ..self.known() });
        Ok(())
    }

    /// Packs a state that does not change meanwhile.
    ///
    /// # Errors
    /// As [`Journal::store`].
    pub async fn pack(&self, state: &State) -> Result<(), StoreError> {
        let mut packing = self.begin_packing().await?;
        while packing.pack(state)? {
            self.store(&mut packing).await?;
        }
        self.store(&mut packing).await
    }
}
