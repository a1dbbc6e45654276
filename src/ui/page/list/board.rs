//! The board: the records of a view as cards, in columns by a choice field. A card moves by dragging, by
//! keyboard (Space lifts, ← → choose, Space drops, Escape leaves it), and by its menu. Where rules stand
//! behind the field, the command that leads there is run, and asks what it must (U11).

use super::List;
use super::cell::due_words;
use super::face::{board_fields, laid_by};
use super::limit::{LimitButton, Over};
use super::lines::figure_words;
use crate::app::query::{figures, is_counted};
use crate::app::{Face, Figure};
use crate::crm::command::{Args, Command};
use crate::crm::schema::{Choice, Field, Kind};
use crate::crm::{Move, Ref, due, moves};
use crate::i18n::{Arg, format, key, text_with};
use crate::ledger::Value;
use crate::ui::component::{Avatar, Button, ButtonSize, ButtonVariant, Chip, MenuButton, MenuItem, Tone};
use crate::ui::field::CommandDialog;
use crate::ui::frame::go;
use crate::ui::icon::Glyph;
use crate::ui::key::Press;
use crate::ui::present;
use crate::ui::route::Route;
use crate::ui::state::StateGlyph;
use leptos::{ev, prelude::*};
use std::collections::HashMap;
use wasm_bindgen::JsCast;

/// How many cards of a column are drawn at first, and how many more at each asking.
const DRAWN: usize = 40;

/// A column of the board.
#[derive(Clone, Debug, PartialEq)]
struct Column {
    /// The choice's key; empty for records without a value.
    key: &'static str,
    refs: Vec<Ref>,
    figures: Vec<Figure>,
}

/// A card that was lifted.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Lifted {
    at: Ref,
    /// The columns it may be dropped on: its own, and those it can be brought to.
    to: Vec<&'static str>,
    /// The column it is over.
    over: &'static str,
}

/// The board as its parts share it. `Copy`.
#[derive(Clone, Copy)]
struct Desk {
    list: List,
    field: &'static Field,
    columns: Memo<Vec<Column>>,
    lifted: RwSignal<Option<Lifted>>,
    /// The column and the card that have or would have the focus.
    active: RwSignal<(usize, usize)>,
    /// The command that is asked about, and for which card.
    asking: RwSignal<Option<&'static Command>>,
    asked_for: RwSignal<Vec<Ref>>,
}

/// The board of a view.
#[component]
pub(super) fn Board(list: List) -> impl IntoView {
    let by = Memo::new(move |_| match list.query.with(|query| query.face.clone()) {
        Face::Board(key) => laid_by(&board_fields(list.table), &key).map(|field| field.key),
        _ => None,
    });
    move || {
        let field = by.get().and_then(|key| list.table.field(key));
        field.map(|field| view! { <Columns list=list field=field/> })
    }
}

#[component]
fn Columns(list: List, field: &'static Field) -> impl IntoView {
    let desk = Desk {
        list,
        field,
        columns: Memo::new(move |_| columns(list, field)),
        lifted: RwSignal::new(None),
        active: RwSignal::new((0, 0)),
        asking: RwSignal::new(None),
        asked_for: RwSignal::new(Vec::new()),
    };
    let count = Memo::new(move |_| desk.columns.with(Vec::len));
    let all = move || (0..count.get()).map(|nth| view! { <BoardColumn desk=desk nth=nth/> }).collect_view();
    let label = move || list.session.tw(key::BOARD_LABEL, &[("entities", list.entities().into())]);
    view! {
        <div
            class="board"
            class:lifting=move || desk.lifted.with(Option::is_some)
            role="group"
            aria-label=label
            on:keydown=move |event| desk.keydown(&event)
        >
            {all}
        </div>
        <p id="board-hint" class="visually-hidden">{list.session.label(key::BOARD_HINT)}</p>
        <CommandDialog asking=desk.asking targets=desk.asked_for/>
    }
}

/// The records of the view by their value; records without one come first, where there are any.
fn columns(list: List, field: &'static Field) -> Vec<Column> {
    let Kind::Choice(choices) = field.kind else { return Vec::new() };
    let (session, now) = (list.session, list.session.now());
    let counted: Vec<&'static Field> = list.table.fields.iter().filter(is_counted_money).collect();
    list.rows.with(|rows| {
        session.read(|view| {
            let mut by: HashMap<String, Vec<Ref>> = HashMap::new();
            for at in &rows.refs {
                let value = view.at(at).map(|rec| rec.value(field, &now).as_text().unwrap_or_default().to_owned());
                by.entry(value.unwrap_or_default()).or_default().push(at.clone());
            }
            let mut column = |key: &'static str| {
                let refs = by.remove(key).unwrap_or_default();
                Column { key, figures: figures(&view, &refs, &counted, &now), refs }
            };
            let none = column("");
            let rest = choices.iter().map(|choice| column(choice.key));
            let rest: Vec<Column> = rest.collect();
            (!none.refs.is_empty()).then_some(none).into_iter().chain(rest).collect()
        })
    })
}

fn is_counted_money(field: &&'static Field) -> bool {
    is_counted(field) && matches!(field.kind, Kind::Money)
}

impl Desk {
    fn choice(self, key: &str) -> Option<&'static Choice> {
        self.field.kind.choice(key)
    }

    /// What a column is called; reactive.
    fn name(self, key: &str) -> String {
        let value = if key.is_empty() { Value::Null } else { Value::from(key) };
        present::group(self.list.session, self.field, &value)
    }

    fn say(self, word: &'static str, args: &[(&str, Arg<'_>)]) {
        self.list.announce.assertive(untrack(|| self.list.session.tw(word, args)));
    }

    fn ways(self, at: &Ref) -> Vec<(&'static str, Move)> {
        let session = self.list.session;
        untrack(|| session.read(|view| moves(&view, at, self.field, &session.now())))
    }

    /// Lifts a card; it may be dropped where it can be brought to.
    fn lift(self, at: Ref, own: &'static str) {
        let mut to: Vec<&'static str> = self.ways(&at).into_iter().map(|(key, _)| key).collect();
        let order = self.columns.with_untracked(|columns| columns.iter().map(|column| column.key).collect::<Vec<_>>());
        to.push(own);
        let to: Vec<&'static str> = order.into_iter().filter(|key| to.contains(key)).collect();
        let title = self.list.session.title_untracked(&at);
        self.say(key::BOARD_LIFTED, &[("title", title.into()), ("n", Arg::from(to.len() - 1))]);
        self.lifted.set(Some(Lifted { at, to, over: own }));
    }

    /// Drops the lifted card on a column, if it may be dropped there.
    fn drop_on(self, key: &'static str, own: &'static str) {
        let Some(lifted) = self.lifted.try_update(Option::take).flatten() else { return };
        if key == own || !lifted.to.contains(&key) {
            self.say(key::BOARD_LEFT, &[]);
            return;
        }
        self.bring(lifted.at, key);
    }

    /// Brings a card to a column.
    fn bring(self, at: Ref, to: &'static str) {
        let session = self.list.session;
        let way = self.ways(&at).into_iter().find(|(key, _)| *key == to);
        let run = |command: &'static Command, args: Args| {
            let follow = at.clone();
            session.run(command, vec![at.clone()], args, move |done| {
                if done.is_ok() {
                    self.follow(&follow);
                }
            });
        };
        match way {
            Some((_, Move::Write)) => {
                let follow = at.clone();
                session.edit(at, self.field.key, Value::from(to), move |done| {
                    if done.is_ok() {
                        self.follow(&follow);
                    }
                });
            }
            Some((_, Move::Give(command))) => run(command, [(self.field.key.to_owned(), Value::from(to))].into()),
            Some((_, Move::Run(command))) if command.args.is_empty() => run(command, Args::new()),
            Some((_, Move::Run(command))) => {
                self.asked_for.set(vec![at]);
                self.asking.set(Some(command));
            }
            None => {}
        }
    }

    /// The focus follows a card to where it stands now.
    fn follow(self, at: &Ref) {
        let place = self.columns.with_untracked(|columns| {
            columns
                .iter()
                .enumerate()
                .find_map(|(nth, column)| Some((nth, column.refs.iter().position(|own| own == at)?)))
        });
        if let Some(place) = place {
            self.go(place);
        }
    }

    fn go(self, place: (usize, usize)) {
        self.active.set(place);
        request_animation_frame(move || {
            let card = document().get_element_by_id(&card_id(place));
            if let Some(card) = card.and_then(|card| card.dyn_into::<web_sys::HtmlElement>().ok()) {
                let _ = card.focus();
            }
        });
    }

    fn keydown(self, event: &ev::KeyboardEvent) {
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let on_card = target.is_some_and(|target| target.class_list().contains("board-card"));
        let Some(press) = Press::of(event).filter(|_| on_card && !event.default_prevented()) else { return };
        let (nth, row) = self.active.get_untracked();
        let counts: Vec<usize> = self.columns.with_untracked(|columns| columns.iter().map(|c| c.refs.len()).collect());
        let own = self.columns.with_untracked(|columns| columns.get(nth).map(|column| column.key));
        let (Some(own), Some(at)) = (own, self.at(nth, row)) else { return };
        if let Some(lifted) = self.lifted.get_untracked() {
            let over = lifted.to.iter().position(|key| *key == lifted.over).unwrap_or_default();
            let to = match press.plain() {
                "ArrowRight" => (over + 1).min(lifted.to.len() - 1),
                "ArrowLeft" => over.saturating_sub(1),
                " " | "Enter" => {
                    event.prevent_default();
                    return self.drop_on(lifted.over, own);
                }
                "Escape" => {
                    event.prevent_default();
                    event.stop_propagation();
                    self.lifted.set(None);
                    return self.say(key::BOARD_LEFT, &[]);
                }
                _ => return,
            };
            event.prevent_default();
            let over = lifted.to[to];
            let name = untrack(|| self.name(over));
            self.say(
                key::BOARD_OVER,
                &[("column", name.into()), ("n", Arg::from(to + 1)), ("total", Arg::from(lifted.to.len()))],
            );
            self.lifted.set(Some(Lifted { over, ..lifted }));
            return;
        }
        let beside = |mut nths: Box<dyn Iterator<Item = usize>>| nths.find(|nth| counts[*nth] > 0);
        let to = match press.plain() {
            "ArrowDown" => (nth, (row + 1).min(counts[nth].saturating_sub(1))),
            "ArrowUp" => (nth, row.saturating_sub(1)),
            "ArrowRight" => {
                beside(Box::new(nth + 1..counts.len())).map_or((nth, row), |to| (to, row.min(counts[to] - 1)))
            }
            "ArrowLeft" => beside(Box::new((0..nth).rev())).map_or((nth, row), |to| (to, row.min(counts[to] - 1))),
            "Home" => (nth, 0),
            "End" => (nth, counts[nth].saturating_sub(1)),
            " " => {
                event.prevent_default();
                return self.lift(at, own);
            }
            "Enter" => {
                event.prevent_default();
                return go(&Route::of(&at));
            }
            _ => return,
        };
        event.prevent_default();
        self.go(to);
    }

    fn at(self, nth: usize, row: usize) -> Option<Ref> {
        self.columns.with_untracked(|columns| columns.get(nth)?.refs.get(row).cloned())
    }
}

fn card_id((nth, row): (usize, usize)) -> String {
    format!("board-{nth}-{row}")
}

/// A column: its value, how many, what they come to, and the cards.
#[component]
fn BoardColumn(desk: Desk, nth: usize) -> impl IntoView {
    let session = desk.list.session;
    let own = Memo::new(move |_| desk.columns.with(|columns| columns.get(nth).map_or("", |column| column.key)));
    let count = Memo::new(move |_| desk.columns.with(|columns| columns.get(nth).map_or(0, |column| column.refs.len())));
    let drawn = RwSignal::new(DRAWN);
    let sums = move || {
        let figures = desk.columns.with(|columns| columns.get(nth).map(|column| column.figures.clone()));
        // The first amount needs no name; what stands beside it does.
        let counted = desk.list.table.fields.iter().filter(is_counted_money).enumerate();
        let words = |((nth, field), figure): ((usize, &'static Field), &Figure)| {
            let words = figure_words(session, figure)?;
            Some(if nth == 0 { words } else { format!("{} {words}", session.t(field.label)) })
        };
        let figures = figures.unwrap_or_default();
        let words: Vec<String> = counted.zip(&figures).filter_map(words).collect();
        (!words.is_empty()).then(|| view! { <b class="numeric">{words.join(" · ")}</b> })
    };
    let mark = move || desk.choice(own.get());
    let open = move || desk.lifted.with(|lifted| lifted.as_ref().is_none_or(|lifted| lifted.to.contains(&own.get())));
    let over = move || desk.lifted.with(|lifted| lifted.as_ref().is_some_and(|lifted| lifted.over == own.get()));
    let from = move || {
        let at = desk.lifted.with_untracked(|lifted| lifted.as_ref().map(|lifted| lifted.at.clone()));
        let holds = |columns: &Vec<Column>| {
            columns
                .iter()
                .find(|column| at.as_ref().is_some_and(|at| column.refs.contains(at)))
                .map(|column| column.key)
        };
        desk.columns.with_untracked(holds).unwrap_or_default()
    };
    let cards = move || {
        let shown = count.get().min(drawn.get());
        (0..shown).map(|row| view! { <Card desk=desk nth=nth row=row/> }).collect_view()
    };
    let more = move || {
        (count.get() > drawn.get()).then(|| {
            view! {
                <Button
                    label=move || session.tw(key::BOARD_MORE, &[("n", Arg::from(count.get().saturating_sub(drawn.get())))])
                    variant=ButtonVariant::Ghost
                    size=ButtonSize::Compact
                    on_click=move |_| drawn.update(|drawn| *drawn += DRAWN)
                />
            }
        })
    };
    view! {
        <section
            class="board-column"
            class:shut=move || !open()
            class:over=over
            aria-label=move || format!("{} {}", desk.name(own.get()), format::number(count.get() as i64))
            on:dragover=move |event| {
                let may = desk.lifted.with_untracked(|lifted| {
                    lifted.as_ref().is_some_and(|lifted| lifted.to.contains(&own.get_untracked()))
                });
                if may {
                    event.prevent_default();
                    let own = own.get_untracked();
                    if desk.lifted.with_untracked(|lifted| lifted.as_ref().is_some_and(|lifted| lifted.over != own)) {
                        desk.lifted.update(|lifted| {
                            if let Some(lifted) = lifted {
                                lifted.over = own;
                            }
                        });
                    }
                }
            }
            on:drop=move |event| {
                event.prevent_default();
                desk.drop_on(own.get_untracked(), from());
            }
        >
            <header class="board-head" class:summed=move || sums().is_some()>
                <span class="spread">
                    <span class="cluster">
                        {move || mark().filter(|choice| choice.mark.is_some()).map(|choice| view! { <StateGlyph choice=choice/> })}
                        <b>{move || desk.name(own.get())}</b>
                    </span>
                    <LimitButton list=desk.list column=own name=Signal::derive(move || desk.name(own.get())) count=count/>
                </span>
                <Over list=desk.list column=own count=count/>
                {sums}
            </header>
            <div class="board-cards">{cards} {more}</div>
        </section>
    }
}

/// A card: what it is called, what it belongs to, its amount, its owner, when it is due.
#[component]
fn Card(desk: Desk, nth: usize, row: usize) -> impl IntoView {
    let session = desk.list.session;
    let place = (nth, row);
    let at = Memo::new(move |_| desk.columns.with(|columns| columns.get(nth)?.refs.get(row).cloned()));
    let own = move || desk.columns.with_untracked(|columns| columns.get(nth).map_or("", |column| column.key));
    let face = move || {
        let at = at.get()?;
        let (lang, now) = (session.lang.get(), session.now());
        session.read(|view| {
            let rec = view.at(&at)?;
            let money = rec.table.fields.iter().filter(|field| matches!(field.kind, Kind::Money));
            let money = money.map(|field| present::field(lang, &rec, field, &now)).find(|words| !words.is_empty());
            let owner = view.follow(&rec.value_of("owner", &now)).map(|owner| owner.title());
            let due = due_words(lang, &rec, &now);
            let idle = due::idle(&rec, &now).map(|n| text_with(lang, key::BOARD_IDLE, &[("n", n.into())]));
            let title = rec.title();
            let href = Route::of(&at).href();
            Some(view! {
                <a class="row-link ellipsis" href=href tabindex="-1" draggable="false">
                    {if title.is_empty() { "—".to_owned() } else { title }}
                </a>
                <span class="meta ellipsis">{rec.subtitle().join(" · ")}</span>
                {money.map(|money| view! { <b class="numeric">{money}</b> })}
                <span class="spread meta">
                    {owner.map(|owner| view! { <span class="person"><Avatar name=owner.clone()/>{owner}</span> })}
                    {due.map(|(words, late)| view! { <span class:late=late>{words}</span> })}
                </span>
                {idle.map(|words| view! { <Chip label=words tone=Tone::Warn icon=Glyph::Clock small=true/> })}
            })
        })
    };
    let items = move || {
        let Some(at) = at.get_untracked() else { return Vec::new() };
        let item = |(key, _): (&'static str, Move)| {
            let at = at.clone();
            MenuItem::new(untrack(|| desk.name(key)), move || desk.bring(at.clone(), key))
        };
        let items: Vec<MenuItem> = desk.ways(&at).into_iter().map(item).collect();
        if items.is_empty() {
            let none = untrack(|| session.t(key::BOARD_NOWHERE));
            return vec![MenuItem::new(none, || ()).refused(Some(String::new()))];
        }
        items
    };
    let rail = move || {
        let late = session.read(|view| {
            let rec = view.at(&at.get()?)?;
            due::of(&rec, &session.now()).map(|due| due.days < 0)
        });
        if late == Some(true) { "rail tone-danger" } else { "rail tone-grey" }
    };
    let is_lifted =
        move || desk.lifted.with(|lifted| lifted.as_ref().is_some_and(|own| Some(&own.at) == at.get().as_ref()));
    view! {
        <div
            class="board-card"
            class:lifted=is_lifted
            id=card_id(place)
            role="group"
            aria-roledescription=session.label(key::BOARD_CARD)
            aria-label=move || at.get().map(|at| session.read(|view| view.name_of(&at)))
            aria-describedby="board-hint"
            tabindex=move || if desk.active.get() == place { "0" } else { "-1" }
            draggable="true"
            on:focus=move |_| desk.active.set(place)
            on:dragstart=move |event| {
                if let Some(at) = at.get_untracked() {
                    if let Some(data) = event.data_transfer() {
                        data.set_effect_allowed("move");
                        let _ = data.set_data("text/plain", &at.id);
                    }
                    desk.lift(at, own());
                }
            }
            on:dragend=move |_| desk.lifted.set(None)
        >
            <span class=rail></span>
            {face}
            <span class="board-menu">
                <MenuButton
                    label=session.label(key::BOARD_MOVE)
                    icon=Glyph::More
                    icon_only=true
                    variant=ButtonVariant::Ghost
                    size=ButtonSize::Inline
                    items=Signal::derive(items)
                />
            </span>
        </div>
    }
}
