//! Parcels: some records, or some fields of them, as a file for somebody; and requests, which are such files
//! that ask for an answer (format, section 8).
//!
//! What a request asks for shows as soon as it is merged, as what a colleague wrote. Whoever answers accepts
//! or declines it by a change of their own, which everyone gets by their files, also those who never see the
//! request: it writes the same, or it takes back what the request brought and says why. What waits for an
//! answer is a setting of this installation; the ledger knows no requests.

use super::share::{Export, look_into, stamp};
use super::workspace::{Done, Fault, Label, Workspace, remember};
use crate::crm::member::MEMBER;
use crate::crm::{Edits, Now, Ref, custom, kin};
use crate::exchange::{Document, Kind, Parcel, Union};
use crate::ledger::{DeviceId, Dot, Json, State, Value, hash};
use crate::store::{Storage, StoreError};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What is asked for: its setting stands under the first digits of the file's hash.
const REQUEST: &str = "request/";
/// The labels of the changes that accept and decline it, and the note that says why.
const ACCEPT: &str = "accept";
const DECLINE: &str = "decline";
pub(super) const REASON: &str = "reason";

/// Which records go into a parcel.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choosing {
    /// These records; and, if `owner` is given, all of that member's.
    pub records: Vec<Ref>,
    /// The member.
    pub owner: Option<String>,
    /// With what leads to them.
    pub related: bool,
}

/// What a colleague asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Names it here.
    pub key: String,
    /// Who asks.
    pub member: Option<String>,
    /// When the file was made, milliseconds since 1970 UTC.
    pub at: Option<i64>,
    /// What of it is not settled yet.
    pub asks: Vec<Ask>,
    /// What it brought.
    parts: BTreeSet<Named>,
}

/// A part by its device, its seq and the first digits of its chain hash.
type Named = (DeviceId, u64, DeviceId);

/// A value that is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// The record.
    pub at: Ref,
    /// The field, as the ledger names it.
    pub field: String,
    /// The value.
    pub value: Value,
}

/// A request as it is kept.
#[derive(Serialize, Deserialize)]
struct Kept {
    member: Option<String>,
    made_at: String,
    /// Entity, record, field, and the value as canonical JSON.
    asks: Vec<(String, String, String, String)>,
    /// Device, seq and first digits of the chain hash.
    parts: Vec<(u64, u64, u64)>,
}

impl<S: Storage> Workspace<S> {
    /// The records that a choice comes to, as people see them.
    #[must_use]
    pub fn chosen(&self, choosing: &Choosing) -> BTreeSet<Ref> {
        self.read(|view| {
            let mut records = choosing.records.clone();
            records.extend(choosing.owner.iter().flat_map(|member| kin::owned(&view, member)));
            if choosing.related { kin::related(&view, &records) } else { kin::seen(&view, &records) }
        })
    }

    /// The parcel of these records: with their lines and duplicates, and of each entity in `fields` only
    /// those.
    #[must_use]
    pub fn parcel(&self, records: &BTreeSet<Ref>, fields: &[(String, BTreeSet<String>)]) -> Parcel {
        let mut fields: BTreeMap<_, _> = fields.iter().cloned().collect();
        // People go along by name, and no further.
        let named = MEMBER.title.iter().map(|field| (*field).to_owned()).collect();
        fields.insert(MEMBER.key.to_owned(), named);
        self.read(|view| {
            // Where fields stay at home deletes do too, so what is deleted must not go as if it were not.
            let goes = |at: &Ref| {
                let record = view.state().record(&at.entity, &at.id);
                !fields.contains_key(&*at.entity) || record.is_some_and(|record| !record.is_deleted())
            };
            let whole = kin::whole(&view, records).into_iter().filter(goes);
            let whole: BTreeSet<Ref> = whole.filter(|at| kin::goes(&view, at, &fields)).collect();
            let mut parcel = Parcel { fields, ..Parcel::default() };
            let people = kin::people(&view, &whole, |at, field| parcel.lets(&at.entity, field));
            // So do the fields of the workspace's own.
            let of: BTreeSet<&str> = whole.iter().map(|at| &*at.entity).collect();
            let makers = of.into_iter().flat_map(|of| custom::makers(&view, of, |field| parcel.lets(of, field)));
            let makers: Vec<Ref> = makers.map(|rec| rec.at()).collect();
            let all = whole.into_iter().chain(people).chain(makers);
            parcel.records = all.map(|at| (at.entity.to_string(), at.id.to_string())).collect();
            parcel
        })
    }

    /// A share, or a request, of a parcel.
    ///
    /// # Errors
    /// What kept the store from being read.
    pub async fn export_parcel(&self, parcel: &Parcel, request: bool, now: i64) -> Result<Export, StoreError> {
        let mut union = self.with_people(self.union().await?, now);
        let parts = parcel.parts(&union.history);
        // Of people and installations only those that the parts name.
        let (mut members, mut devices) = (BTreeSet::from([self.me()]), BTreeSet::from([self.device()]));
        for part in &parts {
            let change = part.change();
            devices.insert(change.d);
            members.extend(change.m);
        }
        union.members.retain(|id, _| members.contains(id));
        union.devices.retain(|id, _| devices.contains(id));
        union.kept.clear();
        let kind = if request { Kind::Request } else { Kind::Share };
        let (text, _) = union.write_share(kind, &parts, Some(self.origin()), &stamp(now));
        let changes: BTreeSet<(DeviceId, u64)> = parts.iter().map(|part| (part.d, part.s)).collect();
        let word = if request { "request" } else { "share" };
        let name = self.file_name(now).replace(".cove.json", &format!("-{word}.cove.json"));
        Ok(Export { name, text, changes: changes.len() })
    }

    /// What waits for an answer, the newest first; what is settled meanwhile does not.
    ///
    /// # Errors
    /// What kept the store from being read.
    pub async fn requests(&self) -> Result<Vec<Request>, StoreError> {
        let kept = self.journal.settings(REQUEST).await?;
        let inner = self.inner.borrow();
        let state = inner.book.state();
        let read = |(key, text): (String, String)| {
            let kept: Kept = serde_json::from_str(&text).ok()?;
            let ask = |(entity, id, field, value): (String, String, String, String)| {
                let value = Value::from_json(Json::parse(&value).ok()?);
                Some(Ask { at: Ref::new(&entity, &id), field, value })
            };
            let asks = kept.asks.into_iter().filter_map(ask).filter(|ask| is_open(state, ask)).collect();
            let parts = kept.parts.into_iter().map(|(d, s, c)| (DeviceId(d), s, DeviceId(c))).collect();
            Some(Request { key, member: kept.member, at: super::share::instant(&kept.made_at), asks, parts })
        };
        let mut requests: Vec<Request> = kept.into_iter().filter_map(read).collect();
        // People come along by name; nobody asks for them.
        requests.retain(|request| request.asks.iter().any(|ask| *ask.at.entity != *MEMBER.key));
        crate::ledger::order::sort_by(&mut requests, |a, b| b.at.cmp(&a.at));
        Ok(requests)
    }

    /// Accepts a request: writes what it asks for as a change of one's own, which can be taken back like any
    /// other. What somebody overwrote since, knowing of it, stays as it is.
    ///
    /// # Errors
    /// What kept the store from taking it; then nothing is written and the request waits on.
    pub async fn accept(&self, request: &Request, now: Now) -> Result<Done, Fault> {
        let done = self
            .act_as(now, &Label::new(ACCEPT), &|view| {
                let mut edits = Edits::new();
                for ask in request.asks.iter().filter(|ask| is_open(view.state(), ask)) {
                    edits.set(&ask.at.entity, &ask.at.id, &ask.field, ask.value.clone());
                }
                Ok(edits)
            })
            .await?;
        self.answered(request).await;
        Ok(done)
    }

    /// Declines a request: takes back what it brought as a change of one's own, which says why (nothing, if
    /// nothing is said) and can itself be taken back. What somebody overwrote since, knowing of it, stays as
    /// it is, and so does what others built on.
    ///
    /// # Errors
    /// As [`Workspace::accept`].
    pub async fn decline(&self, request: &Request, reason: &str, now: Now) -> Result<Done, Fault> {
        let _turn = self.writing.lock().await;
        let history = self.journal.history().await?;
        let brought = history.named_parts().into_iter();
        let brought = brought.filter(|(part, _)| request.parts.contains(&(part.d, part.s, part.c)));
        let dots: Vec<Dot> = brought.map(|(_, dot)| dot).collect();
        let reason = Some(reason.trim()).filter(|reason| !reason.is_empty());
        let notes = reason.map(|reason| (REASON.to_owned(), Json::Str(reason.to_owned())));
        let label = Label { notes: notes.into_iter().collect(), ..Label::new(DECLINE) };
        let done = self.write_undo(now, label, &history, &dots, &remember).await?;
        self.answered(request).await;
        Ok(done)
    }

    /// Lets a request wait no longer.
    async fn answered(&self, request: &Request) {
        // If it stays noted, it can be answered once more: no harm, and what is settled is not asked again.
        let _ = self.journal.set(&request.key, None).await;
    }
}

/// Whether what is asked for is still only asked for: the colleague's change is not held itself, and nobody
/// overwrote it.
fn is_open(state: &State, ask: &Ask) -> bool {
    let Some(record) = state.record(&ask.at.entity, &ask.at.id).filter(|record| !record.is_deleted()) else {
        return false;
    };
    let live = record.live(&ask.field);
    live.iter().any(|write| write.value == ask.value && state.frontier().is_part(&write.stamp.tag()))
}

/// The setting that keeps what a request asks for: of each field the value its author saw, where it comes by
/// a change that the union does not hold. Nothing for other files, and where all is known.
pub(super) fn kept(document: &Document, union: &Union) -> Option<(String, Option<String>)> {
    if document.envelope.kind != Kind::Request {
        return None;
    }
    let open: BTreeSet<(DeviceId, u64, DeviceId)> =
        union.history.parts().map(|part| (part.d, part.s, part.c)).collect();
    let state = look_into(document);
    let mut asks = Vec::new();
    for entity in state.entities() {
        for (id, record) in state.records(entity) {
            for (field, live) in record.fields() {
                let Some(write) = live.first() else { continue };
                let tag = write.stamp.tag();
                if !matches!(field, "_deleted" | "_alias") && open.contains(&(tag.d, tag.dot.s, tag.c)) {
                    asks.push((entity.to_owned(), id.to_owned(), field.to_owned(), write.value.canonical()));
                }
            }
        }
    }
    let member = document.envelope.from.as_ref().map(|from| from.member.clone());
    let asked = document.parts.iter().filter(|part| part.change().ops.iter().any(|op| op.target().0 != MEMBER.key));
    let parts = asked.map(|part| (part.d.0, part.s, part.c.0)).collect();
    let kept = Kept { member, made_at: document.envelope.made_at.clone(), asks, parts };
    let key = format!("{REQUEST}{}", hash::hex(&document.hash).get(..16)?);
    (!kept.asks.is_empty()).then(|| Some((key, Some(serde_json::to_string(&kept).ok()?))))?
}
