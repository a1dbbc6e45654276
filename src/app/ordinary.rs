//! Ordinary files: what is new in them is applied to what is held, so a file with a thousand news takes as long
//! as a thousand changes, however much is held and however much of it the file repeats. Whatever is out of the
//! ordinary goes the long way instead: all that is held is read, and folded with the file.

use super::share::stamp;
use super::workspace::Workspace;
use crate::crm::{Book, Ref};
use crate::exchange::writer::Writer;
use crate::exchange::{Document, Kind, Limits, Watch};
use crate::ledger::delta::Lacking;
use crate::ledger::hash::ORIGIN;
use crate::ledger::json::Sink;
use crate::ledger::shape::Head;
use crate::ledger::{DeviceId, Entry};
use crate::store::{Storage, StoreError};
use std::collections::BTreeMap;

/// The most news that are applied one by one; folding is quicker with more.
const MOST: usize = 20_000;

/// What ordinary files bring.
pub(super) struct Ordinary {
    /// The changes not yet held.
    pub(super) fresh: Vec<Entry>,
    /// The records they write.
    pub(super) touched: Vec<Ref>,
    /// Everything, with them.
    pub(super) after: Book,
}

impl<S: Storage> Workspace<S> {
    /// What these files bring; `None` if only the long way can tell.
    ///
    /// # Errors
    /// What kept the store from being read.
    pub(super) async fn ordinary(&self, documents: &[Document]) -> Result<Option<Ordinary>, StoreError> {
        if documents.iter().any(|document| !document.parts.is_empty()) {
            return Ok(None);
        }
        let changes = documents.iter().flat_map(|document| &document.changes);
        let held = self.read(|view| view.state().frontier().held());
        // Of so many, more must be new; that is told sooner than by a look at each.
        if documents.iter().any(|document| document.changes.len() as u64 > held + MOST as u64) {
            return Ok(None);
        }
        let Some(sifted) = self.read(|view| view.state().frontier().sift(changes)) else { return Ok(None) };
        if sifted.fresh.len() > MOST {
            return Ok(None);
        }
        let mut unsure = sifted.if_held;
        if !unsure.is_empty() {
            self.journal
                .back(|entry| {
                    if unsure.get(&(entry.d, entry.s)) == Some(&entry.c) {
                        unsure.remove(&(entry.d, entry.s));
                    }
                    unsure.is_empty()
                })
                .await?;
        }
        if !unsure.is_empty() {
            return Ok(None);
        }
        let mut after = self.inner.borrow().book.clone();
        let applied = after.apply(&sifted.fresh);
        let limits = Limits::default();
        let fits = after.state().frontier().vector().len() <= limits.devices && after.state().size() <= limits.records;
        let Some(mut touched) = applied.ok().filter(|_| fits) else { return Ok(None) };
        touched.sort_unstable();
        touched.dedup();
        Ok(Some(Ordinary { fresh: sifted.fresh, touched, after }))
    }

    /// Writes a full file stretch by stretch, so that little of it is in memory at a time. Gives the number of
    /// its changes; `None` if only the long way can tell what belongs into it, and what was written is void then.
    ///
    /// # Errors
    /// What kept the store from being read.
    pub(super) async fn write_plain(
        &self,
        now: i64,
        sink: &mut impl Sink,
        watch: Watch<'_>,
    ) -> Result<Option<usize>, StoreError> {
        let plain = self.read(|view| {
            let frontier = view.state().frontier();
            frontier.is_plain().then(|| (frontier.vector().clone(), frontier.held()))
        });
        let Some((heads, held)) = plain else { return Ok(None) };
        let union = self.with_people(self.carried().await?, now);
        let envelope = union.envelope(Kind::Full, Some(self.origin()), &stamp(now), heads.clone());
        let mut writer = Writer::begin(&envelope, sink);
        let (mut ends, mut changes) = (BTreeMap::new(), 0);
        for stretch in self.journal.stretches().await? {
            watch(changes as f64 / held.max(1) as f64);
            for entry in stretch.unpack()? {
                let end = ends.entry(entry.d).or_insert(Head { s: 0, h: ORIGIN });
                // A backup that nobody can restore would be none, so the chains are followed to their ends.
                if (entry.s, entry.parent) != (end.s + 1, end.h) {
                    return Ok(None);
                }
                *end = Head { s: entry.s, h: entry.c };
                writer.change(&entry, true);
                changes += 1;
            }
        }
        if ends != heads {
            return Ok(None);
        }
        writer.finish(&[]);
        Ok(Some(changes))
    }

    /// What somebody lacks who last showed these heads, with those changes; `None` if only the long way can
    /// tell, or if it is no longer.
    ///
    /// # Errors
    /// What kept the store from being read.
    pub(super) async fn lacking(
        &self,
        heads: &BTreeMap<DeviceId, Head>,
    ) -> Result<Option<(Lacking, Vec<Entry>)>, StoreError> {
        let (lacking, held) = self.read(|view| {
            let frontier = view.state().frontier();
            (frontier.lacking(heads), frontier.held())
        });
        let Some(lacking) = lacking.filter(|lacking| lacking.count <= held / 2) else { return Ok(None) };
        let (mut entries, mut agrees) = (Vec::new(), true);
        if lacking.count > 0 {
            self.journal
                .back(|entry| {
                    if lacking.lacks(&entry) {
                        agrees = agrees && lacking.agrees(&entry);
                        entries.push(entry);
                    }
                    entries.len() as u64 == lacking.count
                })
                .await?;
        }
        Ok((agrees && entries.len() as u64 == lacking.count).then_some((lacking, entries)))
    }
}
