//! Saved views: their tabs beside the states, what tells that one was changed, and the menu that saves,
//! renames, shares and removes them.

use super::List;
use super::face::face_items;
use crate::app::Query;
use crate::crm::SavedView;
use crate::i18n::key;
use crate::ui::component::{
    self, Button, ButtonSize, ButtonVariant, Checkbox, Choice, Dialog, MenuButton, MenuItem, RadioGroup, Tab,
    TextInput, TextKind,
};
use crate::ui::frame::{go, go_quietly};
use crate::ui::icon::Glyph;
use crate::ui::media::{PHONE, media};
use crate::ui::route::Route;
use leptos::prelude::*;

/// The saved views of a list. `Copy`.
#[derive(Clone, Copy)]
pub(super) struct Views {
    all: Memo<Vec<SavedView>>,
    /// The one that is looked at.
    current: Memo<Option<SavedView>>,
    /// Whether what is looked at is not what was saved.
    changed: Memo<bool>,
    /// What is asked about a view: a new one, or this one's name.
    asking: RwSignal<Option<Option<SavedView>>>,
}

impl Views {
    /// The saved views of this list. Where the viewer has a default, the plain address leads to it.
    pub(super) fn new(list: List) -> Views {
        let List { session, table, query, .. } = list;
        let all = Memo::new(move |_| session.read(|view| SavedView::all(&view, table.key)));
        let current = Memo::new(move |_| {
            let id = query.with(|query| query.saved.clone())?;
            all.with(|all| all.iter().find(|saved| saved.id == id).cloned())
        });
        let changed = Memo::new(move |_| {
            let is_it = |saved: &SavedView| query.with(|query| query.nameless() == Query::from_address(&saved.address));
            current.with(|current| current.as_ref().is_some_and(|saved| !is_it(saved)))
        });
        Effect::new(move |_| {
            let plain = session.route.with(
                |route| matches!(route, Route::List(of, query) if of.key == table.key && *query == Query::default()),
            );
            let first = all.with_untracked(|all| all.iter().find(|saved| saved.first).cloned());
            if let Some(first) = first.filter(|_| plain) {
                go_quietly(session, Route::List(table, opened(&first)));
            }
        });
        Views { all, current, changed, asking: RwSignal::new(None) }
    }

    /// The tabs of the saved views, each with its address.
    pub(super) fn tabs(self, list: List) -> Vec<Tab> {
        let tab = |saved: &SavedView| {
            let glyph = if saved.shared { Glyph::People } else { Glyph::Star };
            Tab::new(saved.id.clone(), saved.name.clone())
                .icon(glyph)
                .href(Route::List(list.table, opened(saved)).href())
        };
        self.all.with(|all| all.iter().map(tab).collect())
    }

    /// The id of the saved view that is looked at; reactive.
    pub(super) fn current_id(self) -> Option<String> {
        self.current.with(|current| current.as_ref().map(|saved| saved.id.clone()))
    }

    /// What the plain list's address says of saved views: where one is the default, that none is meant.
    pub(super) fn unsaved(self) -> Option<String> {
        self.all.with(|all| all.iter().any(|saved| saved.first).then(String::new))
    }
}

/// A saved view as a query that knows its name.
fn opened(saved: &SavedView) -> Query {
    Query { saved: Some(saved.id.clone()), ..Query::from_address(&saved.address) }
}

/// What a view is saved as: the query without its name, and without what was searched.
fn address(list: List) -> String {
    list.query.with_untracked(|query| query.nameless().to_address())
}

/// Tells that the view was changed, and offers to save it or to take the changes back.
#[component]
pub(super) fn Changed(list: List, views: Views) -> impl IntoView {
    let session = list.session;
    let Views { current, changed, asking, .. } = views;
    let save = move |_| {
        if let Some(saved) = current.get_untracked() {
            let saved = SavedView { address: address(list), ..saved };
            session.act("edit", key::DONE_VIEW_SAVE, move |view| Ok(saved.write(view)), |_| {});
        }
    };
    let reset = move |_| {
        if let Some(saved) = current.get_untracked() {
            go(&Route::List(list.table, opened(&saved)));
        }
    };
    let shaped = Memo::new(move |_| current.with(Option::is_none) && list.query.with(Query::is_shaped));
    let link = move |word, on_click: Callback<leptos::ev::MouseEvent>| {
        view! { <Button label=session.label(word) variant=ButtonVariant::Link size=ButtonSize::Compact on_click=on_click/> }
    };
    let save_as = Callback::new(move |_| asking.set(Some(None)));
    move || {
        if changed.get() {
            view! {
                <span class="view-changed">
                    <span class="pill">{session.label(key::VIEW_CHANGED)}</span>
                    {link(key::VIEW_SAVE, Callback::new(save))}
                    {link(key::VIEW_SAVE_AS, save_as)}
                    {link(key::VIEW_RESET, Callback::new(reset))}
                </span>
            }
            .into_any()
        } else if shaped.get() {
            view! { <span class="view-changed">{link(key::VIEW_SAVE_NEW, save_as)}</span> }.into_any()
        } else {
            ().into_any()
        }
    }
}

/// The menu of the view that is looked at.
#[component]
pub(super) fn ViewMenu(list: List, views: Views) -> impl IntoView {
    let session = list.session;
    let Views { current, asking, .. } = views;
    let phone = media(PHONE);
    let write = move |saved: SavedView| {
        session.act("edit", key::DONE_VIEW_SAVE, move |view| Ok(saved.write(view)), |_| {});
    };
    let put_first = move |id: Option<String>| {
        let make = move |view: &crate::crm::View<'_>| Ok(SavedView::put_first(view, list.table.key, id.as_deref()));
        session.act("edit", key::DONE_VIEW_FIRST, make, |_| {});
    };
    let items = move || {
        let word = |word| untrack(|| session.t(word));
        let mut items = if phone.get_untracked() { face_items(list) } else { Vec::new() };
        let save = MenuItem::new(word(key::VIEW_SAVE_AS), move || asking.set(Some(None))).icon(Glyph::Save);
        items.push(if items.is_empty() { save } else { save.divided() });
        let Some(saved) = current.get_untracked() else { return items };
        let (name, share, first) = (saved.clone(), saved.clone(), saved.clone());
        items.push(
            MenuItem::new(word(key::VIEW_RENAME), move || asking.set(Some(Some(name.clone())))).icon(Glyph::Pencil),
        );
        let label = if saved.shared { key::VIEW_UNSHARE } else { key::VIEW_SHARE };
        let share = move || write(SavedView { shared: !share.shared, ..share.clone() });
        items.push(MenuItem::new(word(label), share).icon(Glyph::People));
        let label = if saved.first { key::VIEW_NOT_FIRST } else { key::VIEW_FIRST };
        let first = move || put_first((!first.first).then(|| first.id.clone()));
        items.push(MenuItem::new(word(label), first).icon(Glyph::Pin));
        let remove = move || {
            let saved = saved.clone();
            session.act(
                "delete",
                key::DONE_VIEW_REMOVE,
                move |_| Ok(saved.remove()),
                move |done| {
                    if done.is_ok() {
                        go(&Route::List(list.table, Query::default()));
                    }
                },
            );
        };
        items.push(MenuItem::new(word(key::VIEW_REMOVE), remove).icon(Glyph::Trash).danger().divided());
        items
    };
    view! {
        <MenuButton
            label=session.label(key::VIEW_MENU)
            icon=Glyph::More
            icon_only=true
            variant=ButtonVariant::Ghost
            size=ButtonSize::Compact
            items=Signal::derive(items)
        />
        <NameDialog list=list views=views/>
    }
}

/// Asks what a view is to be called, and for whom it is.
#[component]
fn NameDialog(list: List, views: Views) -> impl IntoView {
    let session = list.session;
    let Views { asking, .. } = views;
    let open = RwSignal::new(false);
    let (name, whose) = (RwSignal::new(String::new()), RwSignal::new("me".to_owned()));
    let (first, fault) = (RwSignal::new(false), RwSignal::new(false));
    Effect::new(move |_| {
        let asked = asking.get();
        if let Some(about) = &asked {
            name.set(about.as_ref().map(|saved| saved.name.clone()).unwrap_or_default());
            whose.set("me".to_owned());
            first.set(false);
            fault.set(false);
        }
        open.set(asked.is_some());
    });
    let submit = move || {
        let word = name.get_untracked().trim().to_owned();
        fault.set(word.is_empty());
        if word.is_empty() {
            return;
        }
        let close = move || {
            let _ = open.try_set(false);
        };
        if let Some(Some(saved)) = asking.get_untracked() {
            let saved = SavedView { name: word, ..saved };
            session.act(
                "edit",
                key::DONE_VIEW_SAVE,
                move |view| Ok(saved.write(view)),
                move |done| {
                    if done.is_ok() {
                        close();
                    }
                },
            );
            return;
        }
        let (address, shared, first) = (address(list), whose.get_untracked() == "all", first.get_untracked());
        let made = address.clone();
        let make = move |view: &crate::crm::View<'_>| {
            Ok(SavedView::create(view, list.table.key, &word, &address, shared, first))
        };
        session.act("create", key::DONE_VIEW_SAVE, make, move |done| {
            let Some(at) = done.ok().and_then(|done| done.created.into_iter().next()) else { return };
            close();
            go_quietly(
                session,
                Route::List(list.table, Query { saved: Some(at.id.to_string()), ..Query::from_address(&made) }),
            );
        });
    };
    let footer = move || {
        view! {
            <Button label=session.label(key::CANCEL) on_click=move |_| open.set(false)/>
            <Button label=session.label(key::VIEW_SAVE) variant=ButtonVariant::Primary on_click=move |_| submit()/>
        }
    };
    let title =
        move || session.t(if matches!(asking.get(), Some(Some(_))) { key::VIEW_RENAME } else { key::VIEW_SAVE_AS });
    let whose_choices =
        move || vec![Choice::new("me", session.t(key::VIEW_FOR_ME)), Choice::new("all", session.t(key::VIEW_FOR_ALL))];
    let body = move || {
        let is_new = !matches!(asking.get(), Some(Some(_)));
        view! {
            <form
                class="stack gap-12"
                novalidate
                on:submit=move |event| {
                    event.prevent_default();
                    submit();
                }
            >
                <component::Field
                    label=session.label(key::LIST_VIEW_NAME)
                    required=true
                    error=Signal::derive(move || fault.get().then(|| session.t(key::VIEW_NAMELESS)))
                >
                    <TextInput value=name kind=TextKind::Text/>
                </component::Field>
                {is_new
                    .then(|| {
                        view! {
                            <RadioGroup
                                value=whose
                                label=session.label(key::VIEW_FOR)
                                choices=Signal::derive(whose_choices)
                            />
                            <Checkbox checked=first label=session.label(key::VIEW_FIRST)/>
                        }
                    })}
            </form>
        }
    };
    view! {
        <Dialog
            open=open
            title=title
            close_label=session.label(key::CLOSE)
            footer=footer
            on_close=move |()| asking.set(None)
        >
            {body}
        </Dialog>
    }
}
