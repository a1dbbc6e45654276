//! The conflict workbench: every open conflict by record, one question at a time with both answers, who
//! gave them and what they had seen; and rules that answer many at once.

mod bulk;
mod keys;
mod question;

use crate::app::Rule;
use crate::app::dispute::{self, Answer, Dispute, Matter};
use crate::crm::{Now, Ref, View};
use crate::i18n::{Lang, key, text, text_with};
use crate::ledger::Value;
use crate::ui::component::{Checkbox, EmptyState, LinkButton};
use crate::ui::page::history::words;
use crate::ui::route::Route;
use crate::ui::session::{Session, session};
use bulk::Bulk;
use leptos::prelude::*;
use question::Question;

/// What tells a dispute from all others.
type Name = (Ref, Matter);

/// What the parts of the page share. `Copy`.
#[derive(Clone, Copy)]
struct Bench {
    session: Session,
    disputes: Memo<Vec<Dispute>>,
    /// The question that is asked: its place in the list.
    place: RwSignal<usize>,
    /// The disputes that a rule is for; all, if none is selected.
    selected: RwSignal<Vec<Name>>,
    /// The answer that is about to be given: the number of a side, or [`OTHER`].
    picked: RwSignal<String>,
    /// The rule that would answer, as [`bulk::read_rule`] reads it.
    rule: RwSignal<String>,
}

/// The answer that nobody gave before.
const OTHER: &str = "other";

impl Bench {
    /// The dispute that is asked about.
    fn current(self) -> Option<Dispute> {
        self.disputes.with(|all| all.get(self.place.get().min(all.len().saturating_sub(1))).cloned())
    }

    /// Goes to a question.
    fn show(self, place: usize) {
        let last = self.disputes.with_untracked(Vec::len).saturating_sub(1);
        self.place.set(place.min(last));
    }

    /// Goes some questions on or back.
    fn step(self, by: isize) {
        self.show(self.place.get_untracked().saturating_add_signed(by));
    }

    /// Selects a dispute for a rule, or no longer.
    fn toggle(self, name: &Name) {
        self.selected.update(|selected| match selected.iter().position(|selected| selected == name) {
            Some(at) => drop(selected.swap_remove(at)),
            None => selected.push(name.clone()),
        });
    }
}

/// What a dispute is about, in words.
fn matter(session: Session, view: &View<'_>, dispute: &Dispute) -> String {
    let lang = session.lang.get();
    match &dispute.matter {
        Matter::Field(field) => words::field(session, &dispute.at.entity, field),
        Matter::Deletion => text(lang, key::CONFLICT_DELETION),
        Matter::Orphan(parent) => {
            text_with(lang, key::CONFLICT_ORPHAN, &[("parent", words::record(lang, view, parent).into())])
        }
    }
}

/// An answer in words.
fn answer(lang: Lang, view: &View<'_>, dispute: &Dispute, answer: &Answer, now: &Now) -> String {
    match (answer, &dispute.matter) {
        (Answer::Delete, Matter::Orphan(_)) => text(lang, key::CONFLICT_DELETE_LINE),
        (Answer::Delete, _) => text(lang, key::SHARE_STAY_DELETED),
        (Answer::Restore, Matter::Orphan(parent)) => {
            text_with(lang, key::CONFLICT_RESTORE_PARENT, &[("parent", words::record(lang, view, parent).into())])
        }
        (Answer::Restore, _) => text(lang, key::SHARE_RESTORE),
        (Answer::Value(Value::Link(entity, id)), Matter::Field(field)) if field == "_alias" => {
            let name = words::record(lang, view, &Ref::new(entity, id));
            text_with(lang, key::CONFLICT_ALIAS, &[("name", name.into())])
        }
        (Answer::Value(Value::Null), Matter::Field(field)) if field == "_alias" => text(lang, key::CONFLICT_ALIAS_NONE),
        (Answer::Value(value), Matter::Field(_)) if value.is_empty() => text(lang, key::CONFLICT_BLANK),
        (Answer::Value(value), Matter::Field(field)) => words::value(lang, view, &dispute.at.entity, field, value, now),
        (Answer::Value(_), _) => String::new(),
    }
}

/// The page.
#[component]
pub fn ConflictsPage() -> impl IntoView {
    let session = session();
    let bench = Bench {
        session,
        disputes: Memo::new(move |_| session.read(|view| dispute::disputes(&view))),
        place: RwSignal::new(0),
        selected: RwSignal::new(Vec::new()),
        picked: RwSignal::new(String::new()),
        rule: RwSignal::new(String::new()),
    };
    // What was settled is selected no more.
    Effect::new(move |_| {
        bench.disputes.with(|all| {
            bench.selected.update(|selected| selected.retain(|name| all.iter().any(|one| one.name() == *name)));
        });
    });
    let open = Memo::new(move |_| bench.disputes.with(|all| !all.is_empty()));
    let records = move || bench.disputes.with(|all| all.chunk_by(|a, b| a.at == b.at).count());
    let body = move || {
        if open.get() {
            view! {
                <Bulk bench=bench/>
                <div class="conflicts-columns">
                    <List bench=bench/>
                    <Question bench=bench/>
                </div>
            }
            .into_any()
        } else {
            view! {
                <EmptyState
                    title=session.label(key::SHARE_CALM)
                    text=session.hint(key::SHARE_CALM_WHY)
                >
                    <LinkButton label=session.label(key::NAV_SHARE) href=Route::Share.href()/>
                </EmptyState>
            }
            .into_any()
        }
    };
    view! {
        <div class="conflicts">
            <header class="page-header">
                <h1 tabindex="-1">{session.label(key::NAV_CONFLICTS)}</h1>
                <p class="meta grow">
                    {move || open.get().then(|| session.tw(key::SHARE_OPEN_CONFLICTS, &[("n", records().into())]))}
                </p>
            </header>
            {body}
        </div>
    }
}

/// The open conflicts by record.
#[component]
fn List(bench: Bench) -> impl IntoView {
    let session = bench.session;
    let groups = move || {
        let all = bench.disputes.get();
        let mut groups: Vec<(Ref, Vec<(usize, Dispute)>)> = Vec::new();
        for (place, dispute) in all.into_iter().enumerate() {
            match groups.last_mut().filter(|(at, _)| *at == dispute.at) {
                Some((_, list)) => list.push((place, dispute)),
                None => groups.push((dispute.at.clone(), vec![(place, dispute)])),
            }
        }
        let group = |(at, list): (Ref, Vec<(usize, Dispute)>)| {
            let name = {
                let at = at.clone();
                move || session.read(|view| words::record(session.lang.get(), &view, &at))
            };
            let items =
                list.into_iter().map(|(place, dispute)| view! { <Item bench=bench place=place dispute=dispute/> });
            view! {
                <li>
                    <h2 class="conflicts-record">
                        <a class="link" href=Route::of(&at).href()>{name}</a>
                        " "
                        <span class="meta">{move || words::kind(session.lang.get(), &at.entity)}</span>
                    </h2>
                    <ul>{items.collect_view()}</ul>
                </li>
            }
        };
        groups.into_iter().map(group).collect_view()
    };
    view! { <ul class="conflicts-list" aria-label=session.label(key::CONFLICTS_LIST)>{groups}</ul> }
}

#[component]
fn Item(bench: Bench, place: usize, dispute: Dispute) -> impl IntoView {
    let session = bench.session;
    let dispute = StoredValue::new(dispute);
    let checked = RwSignal::new(false);
    Effect::new(move |_| checked.set(bench.selected.with(|all| dispute.with_value(|own| all.contains(&own.name())))));
    let label = move || session.read(|view| dispute.with_value(|own| matter(session, &view, own)));
    // What the rule would answer, else how many answers there are.
    let detail = move || {
        let (lang, now) = (session.lang.get(), session.now());
        let rule = bulk::read_rule(session, &bench.rule.get());
        dispute.with_value(|own| {
            let chosen = rule.and_then(|rule| rule.choose(own)).map(|at| &own.sides[at].answer);
            match chosen {
                Some(chosen) => {
                    let words = session.read(|view| answer(lang, &view, own, chosen, &now));
                    session.tw(key::CONFLICTS_WOULD, &[("answer", words.into())])
                }
                None => session.tw(key::CONFLICTS_ANSWERS, &[("n", own.sides.len().into())]),
            }
        })
    };
    let current = move || bench.place.get() == place;
    view! {
        <li class="conflicts-item" class:current=current>
            <Checkbox
                checked=checked
                label=move || session.tw(key::CONFLICTS_SELECT, &[("matter", label().into())])
                label_hidden=true
                on_change=move |_| bench.toggle(&dispute.with_value(Dispute::name))
            />
            <button type="button" aria-current=move || current().then_some("true") on:click=move |_| bench.show(place)>
                <span class="ellipsis">{label}</span>
                <span class="meta ellipsis">{detail}</span>
            </button>
        </li>
    }
}
