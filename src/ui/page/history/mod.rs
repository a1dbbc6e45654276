//! History: what everybody did, the newest first as it arrived here, with the restore points between. Each
//! act opens beside the list, with what stood there before and the way back.

mod filter;
mod inspect;
mod row;
pub(crate) mod words;

pub(crate) use inspect::{Change, Inspect, Inspected, Span};

use crate::app::history::Mark;
use crate::app::{Leaf, Line, Look};
use crate::i18n::key;
use crate::ui::component::{Button, ButtonVariant, EmptyState, FilteredEmpty, RowHeight, VirtualList};
use crate::ui::frame::go_quietly;
use crate::ui::route::Route;
use crate::ui::session::{Session, session};
use crate::ui::toast::Toast;
use filter::FilterRow;
use leptos::prelude::*;
use leptos::task::spawn_local;
use row::{HistoryRow, Row, rows};
use std::sync::Arc;

/// How many lines are read at first, and how many more at a time.
const LEAF: usize = 100;

/// What the parts of the page share. `Copy`.
#[derive(Clone, Copy)]
struct Desk {
    session: Session,
    look: Memo<Look>,
    lines: RwSignal<Arc<Vec<Line>>>,
    marks: RwSignal<Vec<Mark>>,
    /// Where the next leaf begins; `None` if there is none.
    next: RwSignal<Option<u64>>,
    /// Whether anything was read yet, and whether something is being read.
    read: RwSignal<bool>,
    busy: RwSignal<bool>,
    /// Counts what was asked for, so that an answer to an older question is dropped.
    asked: StoredValue<u64>,
    /// What is looked at beside the list.
    open: RwSignal<Option<Inspected>>,
}

impl Desk {
    /// Reads from the newest change on, or (`more`) what follows the lines shown.
    fn load(self, more: bool) {
        let look = self.look.get_untracked();
        let from = if more { self.next.get_untracked() } else { None };
        let wanted = if more { LEAF } else { self.lines.with_untracked(|lines| lines.len()).max(LEAF) };
        self.asked.update_value(|asked| *asked += 1);
        let asked = self.asked.get_value();
        self.busy.set(true);
        let workspace = self.session.workspace();
        spawn_local(async move {
            let leaf = async { Ok((workspace.leaf(&look, from, wanted).await?, workspace.marks().await?)) };
            let leaf: Result<(Leaf, Vec<Mark>), crate::app::StoreError> = leaf.await;
            if self.asked.try_get_value() != Some(asked) {
                return;
            }
            self.busy.set(false);
            match leaf {
                Ok((leaf, marks)) => {
                    let mut lines = if more { self.lines.get_untracked().to_vec() } else { Vec::new() };
                    lines.extend(leaf.lines);
                    self.lines.set(Arc::new(lines));
                    self.marks.set(marks);
                    self.next.set(leaf.next);
                    self.read.set(true);
                }
                Err(error) => self.session.toasts.show(Toast::failed(untrack(|| self.session.t(&error.to_string())))),
            }
        });
    }

    /// Looks for something else.
    fn look_for(self, look: Look) {
        go_quietly(self.session, Route::History(look));
    }
}

/// The page.
#[component]
pub fn HistoryPage() -> impl IntoView {
    let session = session();
    let look = Memo::new(move |_| {
        session.route.with(|route| if let Route::History(look) = route { look.clone() } else { Look::default() })
    });
    let desk = Desk {
        session,
        look,
        lines: RwSignal::new(Arc::new(Vec::new())),
        marks: RwSignal::new(Vec::new()),
        next: RwSignal::new(None),
        read: RwSignal::new(false),
        busy: RwSignal::new(false),
        asked: StoredValue::new(0),
        open: RwSignal::new(None),
    };
    Effect::new(move |_| {
        look.with(|_| ());
        session.read(|_| ());
        desk.load(false);
    });
    let all = Memo::new(move |_| {
        let (now, lang) = (session.now(), session.lang.get());
        desk.lines.with(|lines| desk.marks.with(|marks| Arc::new(rows(lines, marks, lang, &now))))
    });
    let items = Signal::derive(move || {
        let mut rows = all.get();
        if desk.next.get().is_some() {
            Arc::make_mut(&mut rows).push(Row::More);
        }
        rows
    });
    let blank = move || desk.read.get() && items.with(|items| items.is_empty());
    let body = move || {
        if !blank() {
            let draw = move |row: Row| view! { <HistoryRow desk=desk row=row/> };
            view! {
                <VirtualList
                    label=session.label(key::HISTORY_LABEL)
                    items=items
                    item=draw
                    height=RowHeight::Double
                />
            }
            .into_any()
        } else if look.get() == Look::default() {
            view! {
                <EmptyState
                    title=session.label(key::HISTORY_EMPTY)
                    text=session.hint(key::HISTORY_EMPTY_WHY)
                />
            }
            .into_any()
        } else {
            view! {
                <FilteredEmpty text=session.label(key::HISTORY_NONE)>
                    <Button
                        label=session.label(key::HISTORY_CLEAR)
                        variant=ButtonVariant::Link
                        on_click=move |_| desk.look_for(Look::default())
                    />
                </FilteredEmpty>
            }
            .into_any()
        }
    };
    view! {
        <div class="history">
            <header class="page-header">
                <h1 tabindex="-1">{session.label(key::HISTORY_TITLE)}</h1>
                <p class="meta grow">{session.label(key::HISTORY_WHAT)}</p>
            </header>
            <FilterRow desk=desk/>
            {body}
            <Inspect session=session open=desk.open/>
        </div>
    }
}
