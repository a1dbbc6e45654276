//! The frame around every page: sidebar, top bar, bottom bar on phones, search, announcements. It
//! reads the tables and names no entity.
//!
//! It also keeps the promises about changing places (A8): the window is named after the place, the
//! focus goes to its heading, and the place is announced.

mod bottombar;
mod neighbours;
mod place;
mod safety;
mod search;
mod sidebar;
mod topbar;

use super::component::{Announcer, Button, ButtonSize, Chip, Tone, provide_announcer};
use super::handout::{Handout, Out};
use super::media::media;
use super::recent::note;
use super::route::Route;
use super::session::{Session, session};
use super::shortcut::{Keyboard, ShortcutSheet, keyboard};
use super::theme::Theme;
use super::toast::Toast;
use crate::app::query::table_by_slug;
use crate::app::shortcut::{Act, shortcuts};
use crate::crm::{Entity, Ref, org};
use crate::i18n::{Lang, format, key};
use bottombar::BottomBar;
use leptos::{html, prelude::*};
use search::Search;
use sidebar::Sidebar;
use topbar::{TopBar, speak};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

pub(crate) use neighbours::Neighbourhood;
pub(crate) use place::{glyph_named, glyph_of};
pub(crate) use safety::set_point;

/// What the frame asks of the application around it.
#[derive(Clone, Copy)]
pub struct FrameActions {
    /// Makes a backup file.
    pub backup: Callback<()>,
    /// Erases the demo workspace, and nothing else.
    pub erase_demo: Callback<()>,
}

/// Where the focus goes after a change of place. `Copy`; get it with [`landing`].
#[derive(Clone, Copy)]
pub struct Landing {
    claimed: StoredValue<bool>,
    aimed: StoredValue<Option<&'static str>>,
    begun: StoredValue<bool>,
}

/// The landing of the frame around this component.
#[must_use]
pub fn landing() -> Landing {
    expect_context()
}

impl Landing {
    /// Says that the page puts the focus itself, as a list does where somebody comes back to a row.
    pub fn claim(self) {
        self.claimed.set_value(true);
    }

    /// Goes to a record with the cursor where a follow-up is written.
    pub fn log_on(self, at: &Ref) {
        self.aimed.set_value(Some(COMPOSER));
        go(&Route::of(at));
    }

    /// Says that a link to a form is followed, and that its page is to be come back to.
    pub fn begin(self) {
        self.begun.set_value(true);
    }

    /// Whether the step before this one is the page from which this form was begun. Asked once.
    #[must_use]
    pub fn is_begun(self) -> bool {
        self.begun.try_update_value(std::mem::take).unwrap_or_default()
    }
}

/// Where a record page takes a follow-up.
const COMPOSER: &str = "main .composer textarea";

/// The list last shown, for ways back to it.
#[derive(Clone, Copy)]
struct LastList(RwSignal<Option<Route>>);

fn last_list() -> RwSignal<Option<Route>> {
    expect_context::<LastList>().0
}

/// Goes to a place, as a link would.
pub fn go(route: &Route) {
    // Fails only for a hash that cannot be parsed, and none of ours is such.
    let _ = window().location().set_hash(&route.href());
}

/// Goes to a place without a step in the history, as while somebody types a search or leafs through.
pub fn go_quietly(session: Session, route: Route) {
    if let Ok(history) = window().history() {
        let state = history.state().unwrap_or_default();
        let _ = history.replace_state_with_url(&state, "", Some(&route.href()));
    }
    session.route.set(route);
}

/// The frame; the page stands inside.
#[component]
pub fn Frame(
    /// What it asks of the application.
    actions: FrameActions,
    /// How many things wait today.
    #[prop(into)]
    waiting: Signal<usize>,
    /// The page.
    children: Children,
) -> impl IntoView {
    let session = session();
    provide_context(actions);
    provide_announcer();
    provide_context(Landing {
        claimed: StoredValue::new(false),
        aimed: StoredValue::new(None),
        begun: StoredValue::new(false),
    });
    provide_context(LastList(RwSignal::new(None)));
    let search = RwSignal::new(false);
    let main = NodeRef::<html::Main>::new();
    let standing = Memo::new(move |_| neighbours::standing(session));
    hear(session, keyboard(), search, actions);
    neighbours::hear(session, standing);
    provide_context(Neighbourhood(standing));
    safety::nudge(session);
    follow_route(session);

    let narrow = media("(width < 60rem)");
    let medium = media("(width < 90rem)");
    let on_record = Memo::new(move |_| session.route.with(|route| matches!(route, Route::Record(..))));
    let mini = Signal::derive(move || narrow.get() || medium.get() && on_record.get());
    let skip = move |_| {
        if let Some(main) = main.get_untracked() {
            let _ = main.focus();
        }
    };
    view! {
        <div class="app" data-sidebar=move || mini.get().then_some("mini")>
            <button type="button" class="skip-link" on:click=skip>{session.label(key::SKIP_TO_CONTENT)}</button>
            <Sidebar mini=mini waiting=waiting/>
            <div class="main">
                <DemoBanner/>
                <TopBar search=search standing=standing/>
                <main class="page" tabindex="-1" node_ref=main>{children()}</main>
            </div>
            <BottomBar/>
        </div>
        <Search open=search/>
        <ShortcutSheet/>
        <Announcer/>
    }
}

/// Does what shortcuts ask for on every page: search, undo and redo, a backup, language and colours, the
/// places, new records.
fn hear(session: Session, keyboard: Keyboard, search: RwSignal<bool>, actions: FrameActions) {
    keyboard.on(Act::Search, move || search.update(|open| *open = !*open));
    for (act, again) in [(Act::Undo, false), (Act::Redo, true)] {
        let nothing = Signal::derive(move || !session.can_undo(again));
        keyboard.on_unless(act, nothing, move || session.undo(again));
    }
    keyboard.heard_in_place(Act::Close);
    keyboard.on(Act::Backup, move || actions.backup.run(()));
    keyboard.on(Act::Calendar, move || Handout::new(session).hand_out(Out::Calendar, None));
    keyboard.on(Act::Point, move || set_point(session, String::new()));
    keyboard.on(Act::Language, move || {
        let own = session.lang.get_untracked();
        if let Some(other) = Lang::ALL.into_iter().find(|lang| *lang != own) {
            speak(session, other);
        }
    });
    keyboard.on(Act::Letters, move || {
        let said = if keyboard.turn_letters() { key::DONE_LETTERS_ON } else { key::DONE_LETTERS_OFF };
        session.toasts.show(Toast::noted(untrack(|| session.t(said))));
    });
    for act in shortcuts().iter().map(|shortcut| shortcut.act) {
        if let Act::Theme(word) = act {
            keyboard.on(act, move || Theme::of_word(word).choose());
        }
        if let Some(address) = act.address() {
            // What the workspace does not use is nowhere to go.
            let now = match act {
                Act::List(slug) | Act::New(slug) => Signal::derive(move || {
                    let used = |table: &Entity| session.read(|view| org::uses(&view, table.key));
                    table_by_slug(slug).is_none_or(used)
                }),
                _ => Signal::stored(true),
            };
            keyboard.on_while(act, now, move || go(&Route::parse(&address)));
        }
    }
}

/// Says that this is the demo, or a practice copy, and how to be rid of it.
#[component]
fn DemoBanner() -> impl IntoView {
    let session = session();
    let actions = expect_context::<FrameActions>();
    // A pinned clock is told, lest somebody take old news for new.
    let clock = move || {
        let now = session.now();
        let at = format::local(now.instant, now.offset);
        at.map(|at| {
            let day = format::long_date(session.lang.get(), at.date_naive());
            session.tw(key::DEMO_CLOCK, &[("time", format!("{day} {}", format::time(at.time())).into())])
        })
    };
    let (badge, words, way) = if session.demo {
        (key::DEMO_BADGE, key::DEMO_BANNER, key::DEMO_ERASE)
    } else {
        (key::PRACTICE_BADGE, key::PRACTICE_BANNER, key::SETTINGS_WORKSPACES)
    };
    session.is_aside().then(|| {
        view! {
            <aside class="demo-banner" aria-label=session.label(badge)>
                <Chip label=session.label(badge) tone=Tone::Warn small=true/>
                <span class="grow">{session.label(words)}</span>
                {session.is_pinned().then(|| view! { <b class="numeric">{clock}</b> })}
                <Button
                    label=session.label(way)
                    size=ButtonSize::Inline
                    on_click=move |_| if session.demo { actions.erase_demo.run(()) } else { go(&Route::Settings) }
                />
            </aside>
        }
    })
}

/// Names the window after the place, moves the focus to its heading and announces it.
fn follow_route(session: Session) {
    let (landing, last) = (landing(), last_list());
    let announce = crate::ui::component::use_announcer();
    Effect::new(move |_| {
        if let Some(root) = document().document_element() {
            let _ = root.set_attribute("lang", session.lang.get().tag());
        }
    });
    let place = Memo::new(move |_| session.route.with(|route| place::name(session, route)));
    Effect::new(move |_| {
        let title = session.tw(key::PAGE_TITLE, &[("page", place.get().into())]);
        document().set_title(&title);
    });
    // The part before the question mark is the place; the rest is how it is looked at.
    let path = Memo::new(move |_| session.route.with(|route| route.href().split('?').next().map(str::to_owned)));
    Effect::new(move |before: Option<Option<String>>| {
        let here = path.get();
        if before.is_none() {
            // Whoever came from the first run pressed a button that is gone.
            catch_focus();
        } else if before.is_some_and(|before| before != here) {
            request_animation_frame(move || {
                let claimed = landing.claimed.try_get_value().unwrap_or(true);
                let _ = landing.claimed.try_set_value(false);
                let aim = landing.aimed.try_update_value(Option::take).flatten();
                if !claimed && !aim.is_some_and(focus_on) {
                    focus_heading();
                }
                announce.polite(place.get_untracked());
            });
        }
        here
    });
    Effect::new(move |_| {
        session.route.with(|route| match route {
            Route::List(..) => last.set(Some(route.clone())),
            Route::Record(table, id, _) => note(session, |recents| recents.open(&Ref::new(table.key, id))),
            _ => {}
        });
    });
}

/// Moves the focus to the page's heading once the page has changed, if what had it is gone.
pub(crate) fn catch_focus() {
    request_animation_frame(|| {
        if document().active_element().is_none_or(|holder| holder.tag_name() == "BODY") {
            focus_heading();
        }
    });
}

/// Moves the focus to the heading of a page that has just come, if it waits for it at the page.
pub(crate) fn arrive() {
    request_animation_frame(|| {
        if document().active_element().is_none_or(|holder| matches!(&*holder.tag_name(), "BODY" | "MAIN")) {
            focus_heading();
        }
    });
}

/// Moves the focus to the page's heading, or to the page where it has none.
fn focus_heading() {
    let _ = focus_on("main h1") || focus_on("main");
}

/// Moves the focus to an element; says whether there is one.
fn focus_on(selector: &str) -> bool {
    let found = document().query_selector(selector).ok().flatten();
    let Some(element) = found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) else { return false };
    if matches!(element.tag_name().as_str(), "H1" | "MAIN") {
        element.set_tab_index(-1);
    }
    element.focus().is_ok()
}
