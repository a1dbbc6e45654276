//! The top bar: where we are and how we came here, search, undo and redo, create, and who we are with
//! language and appearance.

use super::neighbours::{Neighbours, Standing};
use super::place::{glyph_of, listed, name, trail};
use super::{go, last_list};
use crate::app::shortcut::Act;
use crate::i18n::{Lang, key};
use crate::ui::component::{Avatar, AvatarSize, ButtonVariant, IconButton, Keys, MenuButton, MenuItem};
use crate::ui::icon::{Glyph, Icon, IconSize};
use crate::ui::route::Route;
use crate::ui::session::{Session, session};
use crate::ui::shortcut::{Keyboard, keyboard};
use crate::ui::theme::{Theme, remember_language};
use leptos::prelude::*;

/// The bar above every page.
#[component]
pub(super) fn TopBar(
    /// Opens the search.
    search: RwSignal<bool>,
    /// Where the record of this page stands in its list.
    standing: Memo<Option<Standing>>,
) -> impl IntoView {
    let session = session();
    let keyboard = keyboard();
    view! {
        <header class="topbar">
            <Breadcrumb/>
            <Neighbours session=session standing=standing/>
            <button
                type="button"
                class="search-trigger"
                aria-haspopup="dialog"
                on:click=move |_| search.set(true)
            >
                <Icon glyph=Glyph::Search/>
                <span>{session.label(key::PALETTE_OPEN)}</span>
                {move || keyboard.chord(Act::Search).map(|chord| view! { <Keys chord=chord/> })}
            </button>
            <span class="topbar-history">
                <Undo again=false/>
                <Undo again=true/>
            </span>
            <span class="topbar-create">
                <MenuButton
                    label=session.label(key::CREATE_MENU)
                    icon=Glyph::Plus
                    items=Signal::derive(move || create_items(session))
                />
            </span>
            <span class="separator"></span>
            <You/>
        </header>
    }
}

/// The way to this place; on a phone only the place.
#[component]
fn Breadcrumb() -> impl IntoView {
    let session = session();
    let back = last_list();
    let steps = Memo::new(move |_| session.route.with(|route| back.with(|back| trail(session, route, back.as_ref()))));
    let crumbs = move || {
        let steps = steps.get();
        let last = steps.len().saturating_sub(1);
        let crumb = |(at, step): (usize, super::place::Crumb)| {
            let words = match step.href {
                Some(href) => view! { <a href=href>{step.label}</a> }.into_any(),
                None if at == last => view! { <b class="ellipsis" aria-current="page">{step.label}</b> }.into_any(),
                None => view! { <span>{step.label}</span> }.into_any(),
            };
            view! {
                <li>
                    {(at > 0).then(|| view! { <Icon glyph=Glyph::ChevronRight size=IconSize::Tiny/> })}
                    {words}
                </li>
            }
        };
        steps.into_iter().enumerate().map(crumb).collect_view()
    };
    // On a phone the way back is a button, for the steps before do not fit.
    let up = move || {
        steps.with(|steps| steps.iter().rev().skip(1).find_map(|step| Some((step.label.clone(), step.href.clone()?))))
    };
    view! {
        {move || {
            up().map(|(label, href)| {
                view! {
                    <a class="topbar-back" href=href aria-label=label>
                        <Icon glyph=Glyph::ChevronLeft/>
                    </a>
                }
            })
        }}
        <nav class="breadcrumb" aria-label=session.label(key::NAV_WHERE)>
            <ol>{crumbs}</ol>
        </nav>
    }
}

/// Undo or redo, named by what it would take back.
#[component]
pub(super) fn Undo(
    /// Whether it does again what was taken back.
    again: bool,
) -> impl IntoView {
    let session = session();
    let word = if again { key::REDO } else { key::UNDO };
    view! {
        <IconButton
            label=move || session.t(word)
            glyph=if again { Glyph::Redo } else { Glyph::Undo }
            disabled=Signal::derive(move || session.read(|_| session.workspace().next_undo(again)).is_none())
            on_click=move |_| session.undo(again)
        />
    }
}

/// One entry for each entity that people create.
pub(super) fn create_items(session: Session) -> Vec<MenuItem> {
    listed(session)
        .into_iter()
        .map(|table| {
            let route = Route::New(table, Vec::new());
            MenuItem::new(untrack(|| session.t(table.label)), move || go(&route)).icon(glyph_of(table))
        })
        .collect()
}

/// Who we are; language and appearance.
#[component]
fn You() -> impl IntoView {
    let session = session();
    let keyboard = keyboard();
    let me =
        Memo::new(move |_| session.read(|view| view.follow(&view.my_link()).map(|me| me.title()).unwrap_or_default()));
    view! {
        <span class="topbar-you">
            <MenuButton
                label=move || session.tw(key::YOU_MENU, &[("name", me.get().into())])
                icon_only=true
                variant=ButtonVariant::Ghost
                items=Signal::derive(move || untrack(|| you_items(session, keyboard, &me.get())))
            >
                <Avatar name=me size=AvatarSize::Large/>
            </MenuButton>
        </span>
    }
}

/// Speaks a language, now and at the next start.
pub(super) fn speak(session: Session, lang: Lang) {
    session.lang.set(lang);
    remember_language(lang);
}

/// The entries about oneself and this browser.
pub(super) fn you_items(session: Session, keyboard: Keyboard, me: &str) -> Vec<MenuItem> {
    let who = MenuItem::new(session.tw(key::YOU_SIGNED, &[("name", me.into())]), || go(&Route::Settings));
    let language = |lang: Lang| {
        let name = crate::i18n::text(lang, key::LANGUAGE_NAME);
        let item = MenuItem::new(name, move || speak(session, lang));
        item.icon(Glyph::Globe).checked(session.lang.get() == lang)
    };
    let theme = |theme: Theme| {
        let (word, glyph) = match theme {
            Theme::System => (key::THEME_SYSTEM, Glyph::Screen),
            Theme::Light => (key::THEME_LIGHT, Glyph::Sun),
            Theme::Dark => (key::THEME_DARK, Glyph::Moon),
        };
        MenuItem::new(session.t(word), move || theme.choose()).icon(glyph).checked(Theme::current() == theme)
    };
    let divide = |at: usize, item: MenuItem| if at == 0 { item.divided() } else { item };
    let languages = Lang::ALL.into_iter().enumerate().map(|(at, lang)| divide(at, language(lang)));
    let themes = Theme::ALL.into_iter().enumerate().map(|(at, one)| divide(at, theme(one)));
    let settings =
        MenuItem::new(name(session, &Route::Settings), || go(&Route::Settings)).icon(Glyph::Settings).divided();
    let shortcuts = MenuItem::new(session.t(key::SHORTCUT_TITLE), move || keyboard.help())
        .icon(Glyph::Keyboard)
        .shortcut(keyboard.keys(Act::Help).unwrap_or_default());
    std::iter::once(who.icon(Glyph::Contact)).chain(languages).chain(themes).chain([settings, shortcuts]).collect()
}
