//! Some records for somebody: which, of them which fields, to know or to answer, and the file.

use crate::app::Choosing;
use crate::crm::{Entity, Field, Ref, entities, entity, member};
use crate::i18n::key;
use crate::ledger::order::sort_by;
use crate::ui::component::{
    self, Button, ButtonVariant, Checkbox, Choice, EmptyState, Fold, Note, RadioGroup, Select, Switch, Tone,
};
use crate::ui::handout::{Handout, HandoutProgress, Out};
use crate::ui::icon::Glyph;
use crate::ui::route::Route;
use crate::ui::sealing::{Seal, Sealing};
use crate::ui::session::{Session, session};
use leptos::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// How many records are named.
const NAMED: usize = 8;
/// The choice of records that were picked, in the list of whose records.
const PICKED: &str = "picked";

/// What goes out, as far as it is chosen. `Copy`.
#[derive(Clone, Copy)]
struct Desk {
    session: Session,
    /// The records that were picked, in a list or on a page.
    picked: Memo<Vec<Ref>>,
    /// Whose records, or those picked.
    owner: RwSignal<String>,
    related: RwSignal<bool>,
    /// Whether only some fields go, and those that stay, as entity and field.
    some: RwSignal<bool>,
    left: RwSignal<BTreeSet<(&'static str, &'static str)>>,
    kind: RwSignal<String>,
}

impl Desk {
    /// The records that go, as people see them; reactive.
    fn records(self) -> BTreeSet<Ref> {
        self.session.read(|_| ());
        let owner = Some(self.owner.get()).filter(|owner| owner != PICKED);
        let records = if owner.is_none() { self.picked.get() } else { Vec::new() };
        self.session.workspace().chosen(&Choosing { records, owner, related: self.related.get() })
    }
}

/// The entity's fields that can be left out; what names a record always goes.
fn optional(table: &'static Entity) -> impl Iterator<Item = &'static Field> {
    let own = table.fields.iter().filter(|field| field.is_stored() && field.is_shown());
    own.filter(|field| !table.title.contains(&field.key))
}

/// The page.
#[component]
pub fn ParcelPage(
    /// What the address says is to go.
    what: String,
) -> impl IntoView {
    let session = session();
    let (of, owner) = what.split_once('=').unwrap_or_default();
    let owner = if of == "owner" { owner } else { PICKED };
    let named = if of == "of" { what["of=".len()..].split_once('/') } else { None };
    let named = named.map(|(entity, id)| Ref::new(entity, id));
    let desk = Desk {
        session,
        picked: Memo::new(move |_| named.clone().map_or_else(|| session.picked.get(), |at| vec![at])),
        owner: RwSignal::new(crate::app::query::unescape(owner)),
        related: RwSignal::new(true),
        some: RwSignal::new(false),
        left: RwSignal::new(BTreeSet::new()),
        kind: RwSignal::new("share".to_owned()),
    };
    let records = Memo::new(move |_| desk.records());
    let (handout, seal) = (Handout::new(session), Seal::plain());
    let make = move |_| {
        let Ok(passphrase) = seal.passphrase() else { return };
        let records = records.get_untracked();
        let goes = |table: &'static Entity| {
            let left = desk.left.get_untracked();
            let fields = optional(table).filter(|field| !left.contains(&(table.key, field.key)));
            let fields = fields.map(|field| field.key).chain(table.title.iter().copied());
            (table.key.to_owned(), fields.map(str::to_owned).collect())
        };
        let some = desk.some.get_untracked();
        let fields: Vec<_> = kinds(&records).into_iter().filter(|_| some).map(|(table, _)| goes(table)).collect();
        let parcel = session.workspace().parcel(&records, &fields);
        handout.hand_out(Out::Parcel(parcel, desk.kind.get_untracked() == "request"), passphrase);
    };
    let any = Memo::new(move |_| records.with(|records| !records.is_empty()));
    let purposes = Signal::derive(move || {
        vec![
            Choice::new("share", session.t(key::FILE_KIND_SHARE)).detail(session.t(key::PARCEL_SHARE_WHY)),
            Choice::new("request", session.t(key::FILE_KIND_REQUEST)).detail(session.t(key::PARCEL_REQUEST_WHY)),
        ]
    });
    view! {
        <div class="page-body narrow settings parcel">
            <h1 tabindex="-1">{session.label(key::PARCEL_TITLE)}</h1>
            <p class="secondary">{session.label(key::PARCEL_WHAT)}</p>
            <Which desk=desk records=records/>
            <Show
                when=move || any.get()
                fallback=move || view! {
                    <EmptyState title=session.label(key::PARCEL_NONE) text=session.hint(key::PARCEL_NONE_WHY)/>
                }
            >
                <Fields desk=desk records=records/>
                <section class="stack">
                    <RadioGroup value=desk.kind label=session.label(key::PARCEL_PURPOSE) choices=purposes cards=true/>
                </section>
                <section class="stack">
                    <Note tone=Tone::Info>{session.label(key::PARCEL_HAS_IT)}</Note>
                    <Sealing session=session seal=seal/>
                    <HandoutProgress handout=handout/>
                    <p>
                        <Button
                            label=session.label(key::PARCEL_MAKE)
                            variant=ButtonVariant::Primary
                            icon=Glyph::Download
                            busy=Signal::derive(move || handout.progress.with(Option::is_some))
                            on_click=make
                        />
                    </p>
                </section>
            </Show>
        </div>
    }
}

/// How many records of each entity there are, in the order of the tables.
fn kinds(records: &BTreeSet<Ref>) -> Vec<(&'static Entity, usize)> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for at in records {
        *counts.entry(&*at.entity).or_default() += 1;
    }
    entities().iter().filter_map(|table| Some((*table, *counts.get(table.key)?))).collect()
}

/// Which records: those picked, or somebody's; alone or with what belongs to them.
#[component]
fn Which(desk: Desk, records: Memo<BTreeSet<Ref>>) -> impl IntoView {
    let session = desk.session;
    let whose = Signal::derive(move || {
        let mut people: Vec<(String, String)> =
            session.read(|view| member::people(&view).into_iter().map(|person| (person.name, person.id)).collect());
        sort_by(&mut people, |a, b| a.0.cmp(&b.0));
        let all = |(name, id): (String, String)| Choice::new(id, session.tw(key::PARCEL_OF, &[("name", name.into())]));
        let picked = desk.picked.with(Vec::len);
        let first = match picked {
            0 => session.t(key::PARCEL_WHOSE),
            count => session.tw(key::PARCEL_PICKED, &[("n", count.into())]),
        };
        std::iter::once(Choice::new(PICKED, first)).chain(people.into_iter().map(all)).collect::<Vec<_>>()
    });
    let sum = move || {
        let told = records.with(kinds).into_iter().map(|(table, count)| {
            session.tw(key::PARCEL_KIND, &[("kind", session.t(table.plural).into()), ("n", count.into())])
        });
        told.collect::<Vec<_>>().join(" · ")
    };
    let names = move || {
        let named = |at: &Ref| session.read(|view| view.at(at).map(|rec| rec.title())).unwrap_or_default();
        records.with(|records| {
            let first = records.iter().filter(|at| entity(&at.entity).is_some_and(|table| table.followed)).take(NAMED);
            first.map(|at| (named(at), Route::of(at).href())).filter(|(name, _)| !name.is_empty()).collect::<Vec<_>>()
        })
    };
    let list = move || {
        let one = |(name, href)| view! { <li><a class="link" href=href>{name}</a></li> };
        names().into_iter().map(one).collect_view()
    };
    view! {
        <section class="stack">
            <component::Field label=session.label(key::PARCEL_RECORDS)>
                <Select value=desk.owner choices=whose/>
            </component::Field>
            <Switch checked=desk.related label=session.label(key::PARCEL_RELATED)/>
            <p class="parcel-sum" role="status">{sum}</p>
            <ul class="parcel-names">{list}</ul>
        </section>
    }
}

/// Which fields: all, or only some of each kind of record.
#[component]
fn Fields(desk: Desk, records: Memo<BTreeSet<Ref>>) -> impl IntoView {
    let session = desk.session;
    let tables = Memo::new_with_compare(
        move |_| records.with(kinds).into_iter().map(|(table, _)| table).collect::<Vec<_>>(),
        |a, b| {
            let keys = |of: Option<&Vec<&'static Entity>>| of.map(|of| of.iter().map(|t| t.key).collect::<Vec<_>>());
            keys(a) != keys(b)
        },
    );
    let fold = move |table: &'static Entity| {
        let field = move |field: &'static Field| {
            let own = (table.key, field.key);
            let goes = RwSignal::new(!desk.left.with_untracked(|left| left.contains(&own)));
            let change = move |goes: bool| {
                desk.left.update(|left| {
                    let _ = if goes { left.remove(&own) } else { left.insert(own) };
                });
            };
            view! { <Checkbox checked=goes label=move || session.t(field.label) on_change=change/> }
        };
        let of = optional(table).count();
        let meta = move || {
            let left = desk.left.with(|left| left.iter().filter(|(entity, _)| *entity == table.key).count());
            Some(session.tw(key::PARCEL_FIELDS_COUNT, &[("n", (of - left).into()), ("of", of.into())]))
        };
        view! {
            <Fold title=move || session.t(table.plural) meta=Signal::derive(meta)>
                <div class="parcel-fields">{optional(table).map(field).collect_view()}</div>
            </Fold>
        }
    };
    view! {
        <section class="stack">
            <Switch checked=desk.some label=session.label(key::PARCEL_SOME)/>
            <Show when=move || desk.some.get()>
                <p class="meta">{session.label(key::PARCEL_SOME_WHY)}</p>
                {move || tables.get().into_iter().filter(|table| optional(table).next().is_some()).map(fold).collect_view()}
            </Show>
        </section>
    }
}
