//! Records side by side: which one stands for all, and whose value each field takes.

use crate::crm::duplicate::{Merge, apart, merge};
use crate::crm::schema::{Field, Kind};
use crate::crm::{Rec, Ref, entities};
use crate::i18n::{Arg, key};
use crate::ui::component::{Button, ButtonVariant, Note, NoteVoice, Tone};
use crate::ui::present;
use crate::ui::route::Route;
use crate::ui::session::{Session, session};
use leptos::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// A record, as it stands in the table.
#[derive(Clone, Debug, PartialEq)]
struct Column {
    at: Ref,
    name: String,
    /// Who made it and when, whose it is.
    detail: String,
    /// How many records lead to it.
    leading: usize,
    /// Its values in words, by the place of the field.
    values: Vec<String>,
}

/// What is compared. `Copy`.
#[derive(Clone, Copy)]
struct Desk {
    session: Session,
    fields: Memo<Vec<&'static str>>,
    columns: Memo<Vec<Column>>,
    /// The record that stands for all: its place.
    keep: RwSignal<usize>,
    /// Whose value a field takes, where somebody said so.
    from: RwSignal<BTreeMap<&'static str, usize>>,
}

/// The fields that are compared: those that people read and may write.
fn compared(rec: &Rec<'_>) -> impl Iterator<Item = &'static Field> + use<> {
    let fields = rec.table.fields.iter();
    fields.filter(|field| field.is_shown() && field.is_editable())
}

/// Whether all values of a field stay whatever is chosen.
fn adds_up(kind: Kind) -> bool {
    matches!(kind, Kind::Point(_)) || kind.is_set()
}

impl Desk {
    fn column(self, rec: &Rec<'_>) -> Column {
        let (lang, now) = (self.session.lang.get(), self.session.now());
        let values = compared(rec).map(|field| match field.kind {
            Kind::Point(kind) => {
                let points = rec.points(kind);
                points.iter().map(|point| point.text("value")).collect::<Vec<_>>().join("\n")
            }
            _ => present::field(lang, rec, field, &now),
        });
        let made = ["owner", "created_by", "created_at"].into_iter().filter_map(|key| rec.table.field(key));
        let mut made: Vec<String> =
            made.map(|field| present::field(lang, rec, field, &now)).filter(|text| !text.is_empty()).collect();
        made.dedup();
        let leading = entities().iter().filter(|table| table.area.is_some());
        let leading = leading.map(|table| rec.view.linking(table.key, &rec.at()).len()).sum();
        Column { at: rec.at(), name: rec.title(), detail: made.join(" · "), leading, values: values.collect() }
    }

    /// Whose value a field takes: the one that was said, else that of the record that stands, else the first there is.
    fn chosen(self, nth: usize, field: &'static str) -> usize {
        let keep = self.keep.get();
        let said = self.from.with(|from| from.get(field).copied());
        said.unwrap_or_else(|| {
            self.columns.with(|columns| {
                let has = |at: &usize| columns.get(*at).is_some_and(|column| !column.values[nth].is_empty());
                Some(keep).filter(has).or_else(|| (0..columns.len()).find(has)).unwrap_or(keep)
            })
        })
    }

    fn merge(self) -> Option<Merge> {
        let keep = self.keep.get();
        let fields = self.fields.get();
        let chosen: Vec<(&'static str, usize)> =
            fields.iter().enumerate().map(|(nth, field)| (*field, self.chosen(nth, field))).collect();
        self.columns.with(|columns| {
            let at = |place: usize| columns.get(place).map(|column| column.at.clone());
            let others = (0..columns.len()).filter(|place| *place != keep).filter_map(at).collect();
            let from = chosen.into_iter().filter(|(_, place)| *place != keep);
            let from = from.filter_map(|(field, place)| Some((field, at(place)?))).collect();
            Some(Merge { keep: at(keep)?, others, from })
        })
    }
}

/// Some records side by side. `done` hears which one stands for all now; none, where they were told apart.
#[component]
pub(super) fn Compare(of: Signal<Vec<Ref>>, done: Callback<Option<Ref>>) -> impl IntoView {
    let session = session();
    // One that was merged meanwhile leads to another: each stands once.
    let shown = Memo::new(move |_| {
        let of = of.get();
        session.read(|view| of.iter().filter_map(|at| Some(view.at(at)?.at())).collect::<BTreeSet<Ref>>())
    });
    let fields = Memo::new(move |_| {
        session.read(|view| {
            let first = shown.with(|shown| shown.iter().find_map(|at| view.at(at)));
            first.map(|rec| compared(&rec).map(|field| field.key).collect()).unwrap_or_default()
        })
    });
    let desk = Desk {
        session,
        fields,
        columns: Memo::new(|_| Vec::new()),
        keep: RwSignal::new(0),
        from: RwSignal::new(BTreeMap::new()),
    };
    let columns = Memo::new(move |_| {
        let at = |at: &Ref| session.read(|view| view.at(at).map(|rec| desk.column(&rec)));
        shown.with(|shown| shown.iter().filter_map(at).collect::<Vec<_>>())
    });
    let desk = Desk { columns, ..desk };
    // The record that most leads to, and that says most, stands unless somebody says otherwise.
    Effect::new(move |_| {
        let best = columns.with(|columns| {
            let weight =
                |column: &Column| (column.leading, column.values.iter().filter(|text| !text.is_empty()).count());
            (0..columns.len()).max_by_key(|at| (weight(&columns[*at]), usize::MAX - at)).unwrap_or_default()
        });
        desk.keep.set(best);
        desk.from.set(BTreeMap::new());
    });
    let busy = RwSignal::new(false);
    let unite = move |_| {
        let Some(made) = untrack(|| desk.merge()).filter(|_| !busy.get_untracked()) else { return };
        busy.set(true);
        let (keep, now) = (made.keep.clone(), session.now());
        session.act(
            "merge",
            key::DONE_MERGE_RECORDS,
            move |view| merge(view, &made, &now),
            move |did| {
                let _ = busy.try_set(false);
                if did.is_ok() {
                    done.run(Some(keep));
                }
            },
        );
    };
    let part = move |_| {
        let of: Vec<Ref> = shown.get_untracked().into_iter().collect();
        session.act(
            "apart",
            key::DONE_APART,
            move |view| Ok(apart(view, &of)),
            move |did| {
                if did.is_ok() {
                    done.run(None);
                }
            },
        );
    };
    let several = Memo::new(move |_| columns.with(|columns| columns.len() > 1));
    let table = move || {
        if several.get() {
            view! { <Sides desk=desk/> }.into_any()
        } else {
            view! { <Note tone=Tone::Info voice=NoteVoice::Polite>{session.label(key::DUPLICATES_ONE)}</Note> }
                .into_any()
        }
    };
    let buttons = move || {
        view! {
            <div class="action-footer">
                <span class="meta grow">{session.label(key::DUPLICATES_UNDO)}</span>
                <Button label=session.label(key::DUPLICATES_APART) on_click=part/>
                <Button
                    label=move || session.tw(key::DUPLICATES_MERGE, &[("n", Arg::from(columns.with(Vec::len)))])
                    variant=ButtonVariant::Primary
                    busy=busy
                    on_click=unite
                />
            </div>
        }
    };
    view! {
        <section class="question" aria-label=session.label(key::DUPLICATES_COMPARE)>
            <div class="question-body">{table}</div>
            {move || several.get().then(buttons)}
        </section>
    }
}

/// The table.
#[component]
fn Sides(desk: Desk) -> impl IntoView {
    let Desk { session, columns, .. } = desk;
    let head = move || {
        let cell = |(place, column): (usize, Column)| {
            view! {
                <th scope="col" class:kept=move || desk.keep.get() == place>
                    <label class="check">
                        <input
                            type="radio"
                            name="keep"
                            prop:checked=move || desk.keep.get() == place
                            on:change=move |_| {
                                desk.keep.set(place);
                                desk.from.set(BTreeMap::new());
                            }
                        />
                        <span>{session.label(key::DUPLICATES_KEEP)}</span>
                    </label>
                    <a class="link" href=Route::of(&column.at).href()>{column.name}</a>
                    <span class="meta">{column.detail}</span>
                    <span class="meta">{session.tw(key::DUPLICATES_LEADING, &[("n", Arg::from(column.leading))])}</span>
                </th>
            }
        };
        columns.get().into_iter().enumerate().map(cell).collect_view()
    };
    let rows = move || {
        let all = columns.get();
        let Some(table) = all.first().and_then(|column| crate::crm::entity(&column.at.entity)) else {
            return Vec::new();
        };
        let fields = desk.fields.get();
        let fields = fields.into_iter().enumerate().filter_map(|(nth, key)| Some((nth, table.field(key)?)));
        let said = |(nth, field): (usize, &'static Field)| {
            let values: Vec<String> = all.iter().map(|column| column.values[nth].clone()).collect();
            values.iter().any(|text| !text.is_empty()).then_some((nth, field, values))
        };
        fields.filter_map(said).map(|(nth, field, values)| row(desk, nth, field, values)).collect()
    };
    view! {
        <div class="sides-scroll" tabindex="0" role="group" aria-label=session.label(key::DUPLICATES_COMPARE)>
            <table class="sides">
                <thead>
                    <tr>
                        <td class="corner"></td>
                        {head}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

/// The values of a field: one to choose where they differ, all where all stay.
fn row(desk: Desk, nth: usize, field: &'static Field, values: Vec<String>) -> AnyView {
    let session = desk.session;
    let filled: BTreeSet<&String> = values.iter().filter(|text| !text.is_empty()).collect();
    let (differ, all_stay) = (filled.len() > 1, adds_up(field.kind));
    let cell = |(place, text): (usize, String)| {
        if text.is_empty() {
            return view! { <td class="tertiary">"—"</td> }.into_any();
        }
        if !differ || all_stay {
            return view! { <td>{text}</td> }.into_any();
        }
        let chosen = move || desk.chosen(nth, field.key) == place;
        view! {
            <td class:chosen=chosen>
                <label class="check">
                    <input
                        type="radio"
                        name=field.key
                        prop:checked=chosen
                        on:change=move |_| {
                            desk.from.update(|from| {
                                from.insert(field.key, place);
                            });
                        }
                    />
                    <span>{text}</span>
                </label>
            </td>
        }
        .into_any()
    };
    let note =
        (differ && all_stay).then(|| view! { <span class="meta">{session.label(key::DUPLICATES_ALL_STAY)}</span> });
    view! {
        <tr class:differ=differ && !all_stay>
            <th scope="row">{session.label(field.label)} {note}</th>
            {values.into_iter().enumerate().map(cell).collect_view()}
        </tr>
    }
    .into_any()
}
