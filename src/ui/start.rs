//! The start: which workspace of this browser to open, or how to begin one; and what the application
//! around the pages does for them.

mod begin;
mod leave;

use super::component::provide_toaster;
use super::frame::{Frame, FrameActions, go};
use super::helper::Helper;
use super::page::leave::{LeaveActions, LeaveDemo};
use super::page::list::{ListMemory, ListPage};
use super::page::missing::MissingPage;
use super::page::settings::{SettingsActions, WorkspaceInfo};
use super::page::today::{TodayPage, waiting};
use super::page::welcome::WelcomePage;
use super::page::{self, broken::BrokenPage};
use super::remind;
use super::renewal::{provide_renewal, renewal};
use super::route::Route;
use super::session::{Session, window_query};
use super::shelf::{Entry, Shelf};
use super::shortcut::provide_keyboard;
use super::toast::{Toast, ToastRegion};
use crate::app::job::{Opened, Progress};
use crate::app::{Idb, Storage, StoreError};
use crate::app::{Workspace, rescue};
use crate::crm::copy::Plan;
use crate::crm::org;
use crate::i18n::{self, Lang, key};
use crate::platform::{self, News};
use gloo::events::EventListener;
use leave::{erase, leave_address, retired};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::rc::Rc;
use std::time::Duration;
use wasm_bindgen::JsCast;

/// Mounts the application.
pub fn mount() {
    console_error_panic_hook::set_once();
    leptos::mount::mount_to_body(App);
}

/// What is on the screen.
#[derive(Clone)]
enum Stage {
    /// The last workspace is being opened.
    Opening,
    /// Nothing is open.
    Welcome,
    /// The last workspace cannot be opened, and why.
    Broken(Entry, String),
    /// A workspace is open.
    Open(Opening),
}

/// An open workspace and where it is kept.
#[derive(Clone)]
struct Opening {
    workspace: Rc<Workspace<Idb>>,
    entry: Entry,
}

/// What the whole page shares before a workspace is open. `Copy`.
#[derive(Clone, Copy)]
struct Start {
    stage: RwSignal<Stage, LocalStorage>,
    lang: RwSignal<Lang>,
    /// A file that somebody wants to join by.
    file: StoredValue<Option<web_sys::File>, LocalStorage>,
    /// What looked into it, and keeps it until somebody says who they are.
    helper: StoredValue<Option<Rc<Helper>>, LocalStorage>,
    /// What it holds.
    opened: RwSignal<Option<Opened>>,
    /// Set while it waits for its passphrase: whether one was tried that did not open it.
    sealed: RwSignal<Option<bool>>,
    /// How far the work on it is.
    work: RwSignal<Option<Progress>>,
    problem: RwSignal<Option<String>>,
    busy: RwSignal<bool>,
    /// What is said as soon as a workspace is open.
    news: StoredValue<Option<Toast>>,
    /// Files that were dropped or pasted anywhere and wait for the page that reads them.
    incoming: RwSignal<Vec<web_sys::File>, LocalStorage>,
}

/// The application.
#[component]
fn App() -> impl IntoView {
    let lang = document().document_element().and_then(|root| Lang::parse(&root.get_attribute("lang")?));
    let start = Start {
        stage: RwSignal::new_local(Stage::Opening),
        lang: RwSignal::new(lang.unwrap_or_default()),
        file: StoredValue::new_local(None),
        helper: StoredValue::new_local(None),
        opened: RwSignal::new(None),
        sealed: RwSignal::new(None),
        work: RwSignal::new(None),
        problem: RwSignal::new(None),
        busy: RwSignal::new(false),
        news: StoredValue::new(None),
        incoming: RwSignal::new_local(Vec::new()),
    };
    Effect::new(move || {
        if let Some(root) = document().document_element() {
            // A valid attribute name is never refused.
            let _ = root.set_attribute("lang", start.lang.get().tag());
        }
    });
    provide_renewal();
    spawn_local(start.resume());
    let _guard = StoredValue::new_local(platform::keep_page(&window(), move |files| start.incoming.set(files)));
    move || match start.stage.get() {
        Stage::Opening => {
            let text = move || i18n::text(start.lang.get(), key::START_OPENING);
            view! { <main class="page"><p class="shell-text" role="status">{text}</p></main> }.into_any()
        }
        Stage::Welcome => view! { <Welcome start=start/> }.into_any(),
        Stage::Broken(entry, why) => view! { <Broken start=start entry=entry why=why/> }.into_any(),
        Stage::Open(opening) => view! { <Open start=start opening=opening/> }.into_any(),
    }
}

impl Start {
    fn t(self, key: &str) -> String {
        i18n::text(self.lang.get_untracked(), key)
    }

    /// Opens the demo that the address asks for, or the workspace that was open last.
    async fn resume(self) {
        if window_query("demo").is_some() {
            return self.step(move || async move {
                let explored = self.explore().await;
                if explored.is_err() {
                    self.stage.set(Stage::Welcome);
                }
                explored
            });
        }
        match Shelf::load().current() {
            None => self.stage.set(Stage::Welcome),
            Some(entry) => match self.open(&entry).await {
                Ok(true) => {}
                Ok(false) => self.stage.set(Stage::Welcome),
                Err(error) => self.stage.set(Stage::Broken(entry, error.to_string())),
            },
        }
    }

    /// Opens a workspace of the shelf. Says whether it was still there.
    async fn open(self, entry: &Entry) -> Result<bool, StoreError> {
        let storage = Idb::open(&entry.database(), retired).await?;
        let Some(workspace) = Workspace::open(storage.clone(), Box::new(platform::random_u64)).await? else {
            // Looking for what was erased has made a database anew.
            let _ = storage.wipe().await;
            Shelf::load().remove(&entry.key);
            return Ok(false);
        };
        self.show(workspace, entry.clone());
        Ok(true)
    }

    /// Who begins a workspace, and how it counts in the language of the page.
    fn founder(self, name: String, org: String) -> org::Founder {
        let lang = self.lang.get_untracked();
        let currency = if lang == Lang::Zh { "CNY" } else { "USD" };
        org::Founder { name, org, currency: currency.into(), lang: Entry::language(lang).to_owned() }
    }

    fn show(self, workspace: Workspace<Idb>, mut entry: Entry) {
        entry.name = workspace.read(|view| org::name(&view));
        // Whoever follows a link to the demo finds what is their own at the next start.
        if entry.demo && window_query("demo").is_some() {
            Shelf::load().put_behind(entry.clone());
        } else {
            Shelf::load().put(entry.clone());
        }
        self.problem.set(None);
        self.lay_aside();
        self.stage.set(Stage::Open(Opening { workspace: Rc::new(workspace), entry }));
    }

    /// Runs a step of the first run, showing what went wrong.
    fn step<F>(self, step: impl FnOnce() -> F + 'static)
    where
        F: Future<Output = Result<(), String>> + 'static,
    {
        self.busy.set(true);
        self.problem.set(None);
        spawn_local(async move {
            let problem = step().await.err();
            self.problem.set(problem);
            self.busy.set(false);
        });
    }
}

/// The first run.
#[component]
fn Welcome(start: Start) -> impl IntoView {
    view! {
        <WelcomePage
            lang=start.lang
            actions=start.actions()
            opened=start.opened
            sealed=start.sealed
            work=start.work
            problem=start.problem
            busy=start.busy
        />
    }
}

/// A workspace that cannot be opened: why, and what can still be taken out of it.
#[component]
fn Broken(start: Start, entry: Entry, why: String) -> impl IntoView {
    let entry = StoredValue::new(entry);
    let save = Callback::new(move |()| {
        start.step(move || async move {
            let database = entry.with_value(Entry::database);
            let say = move |key: String| start.t(&key);
            let storage = Idb::open(&database, retired).await.map_err(|error| say(error.to_string()))?;
            let file = rescue(&storage, platform::now_ms()).await.map_err(|error| say(error.to_string()))?;
            platform::download(&file.name, file.text.as_bytes(), "application/json")
                .map_err(|_| say(key::DOWNLOAD_FAILED.to_owned()))
        });
    });
    let another = Callback::new(move |()| {
        Shelf::load().leave();
        start.problem.set(None);
        start.stage.set(Stage::Welcome);
    });
    let name = entry.with_value(|entry| entry.name.clone());
    view! {
        <BrokenPage lang=start.lang name=name why=why problem=start.problem busy=start.busy save=save another=another/>
    }
}

/// The application in an open workspace.
#[component]
fn Open(start: Start, opening: Opening) -> impl IntoView {
    let hash = || window().location().hash().unwrap_or_default();
    let route = RwSignal::new(Route::parse(&hash()));
    let listener = EventListener::new(&window(), "hashchange", move |_| route.set(Route::parse(&hash())));
    // It lives as long as this component.
    let _listener = StoredValue::new_local(listener);
    let Opening { workspace, entry } = opening;
    // What was dropped before anything was open is nobody's any more.
    start.incoming.set(Vec::new());
    let session = Session::new(workspace, start.lang, route, &entry, start.incoming);
    provide_context(session);
    provide_keyboard();
    provide_toaster();
    provide_context(ListMemory::new());
    turn_days(session);
    remind::begin(session);
    offer_renewal(session);
    spawn_local(page::fetch_all());
    let _paste = StoredValue::new_local(hear_files(session));

    let back_up = Callback::new(move |()| session.back_up());
    if let Some(news) = start.news.try_update_value(Option::take).flatten() {
        session.toasts.show(news);
    }
    let leaving = RwSignal::new(None::<Plan>);
    let (erased, kept) = (entry.clone(), entry.clone());
    let leave = LeaveActions {
        keep: Callback::new(move |keep| start.keep(session, kept.clone(), keep)),
        erase: Callback::new(move |()| erase(start, session, erased.clone())),
    };
    let erase_demo = Callback::new(move |()| {
        let (workspace, added) = (session.workspace(), session.workspace().added());
        if added.is_empty() {
            leave.erase.run(());
        } else {
            leaving.set(Some(workspace.read(|view| Plan::new(&view, &added))));
        }
    });
    let frame = FrameActions { backup: back_up, erase_demo };
    let settings = settings(start, session, &entry, erase_demo);
    let place = Memo::new(move |_| route.with(place_of));
    let page = move || {
        // Reading it, not only tracking: a memo nobody read depends on nothing yet.
        place.with(|_| ());
        match route.get_untracked() {
            Route::Today => view! { <TodayPage/> }.into_any(),
            Route::List(table, _) => view! { <ListPage table=table/> }.into_any(),
            Route::Record(table, id, _) => page::record(table, id),
            Route::New(table, filled) => page::form(table, filled),
            Route::Share => page::share(),
            Route::Parcel(what) => page::parcel(what),
            Route::Backups => page::backups(settings.another),
            Route::Checkup => page::checkup(),
            Route::History(_) => page::history(),
            Route::Conflicts => page::conflicts(),
            Route::Duplicates(what) => page::duplicates(what),
            Route::Assign => page::assign(),
            Route::Sea(_) => page::sea(),
            Route::Analysis(_) => page::analysis(),
            Route::Problems => page::problems(),
            Route::Capture => page::capture(),
            Route::Import => page::import(),
            Route::Settings => page::settings(settings),
            Route::Fields(_) => page::fields(),
            Route::Privacy => page::privacy(),
            _ => view! { <MissingPage/> }.into_any(),
        }
    };
    view! {
        <Frame actions=frame waiting=Memo::new(move |_| waiting(session))>{page}</Frame>
        <LeaveDemo leaving=leaving actions=leave problem=start.problem busy=start.busy/>
        <ToastRegion/>
    }
}

/// Offers a new version of the app as soon as there is one.
fn offer_renewal(session: Session) {
    let renewal = renewal();
    Effect::new(move |_| {
        if let Some(news) = renewal.news() {
            let words = match news {
                News::Waiting => key::RENEWAL_WAITING,
                News::TakenOver => key::RENEWAL_TAKEN_OVER,
            };
            session.toasts.show(Toast::renewal(untrack(|| session.t(words))));
        }
    });
}

/// Looks at everything anew when a day has begun, so that nothing says "tomorrow" of today.
fn turn_days(session: Session) {
    let day = StoredValue::new(session.now().today());
    let look = move || {
        let today = session.now().today();
        if day.try_get_value().is_some_and(|day| day != today) {
            day.set_value(today);
            session.wake();
        }
    };
    if let Ok(handle) = set_interval_with_handle(look, Duration::from_secs(20)) {
        on_cleanup(move || handle.clear());
    }
}

/// Takes files from wherever they are dropped or pasted to the page that says what they would bring. Where
/// tables are imported only files of ours are, and a text only where it says that it is one.
fn hear_files(session: Session) -> EventListener {
    Effect::new(move |_| {
        let files = session.incoming.get();
        let here = session.route.get_untracked();
        let ours = |file: &web_sys::File| {
            let name = file.name();
            [".json", ".gz", ".cove"].iter().any(|ending| name.ends_with(ending))
        };
        if files.is_empty() || here == Route::Share {
            return;
        }
        if here == Route::Import && !files.iter().any(ours) {
            session.incoming.set(Vec::new());
            return;
        }
        go(&Route::Share);
    });
    EventListener::new(&document(), "paste", move |event| {
        let Some(event) = event.dyn_ref::<web_sys::ClipboardEvent>() else { return };
        let here = session.route.get_untracked() == Route::Share;
        let ours =
            |text: &str| text.starts_with('{') && (text.contains("cove-exchange") || text.contains("cove-sealed"));
        let name = untrack(|| session.t(key::SHARE_PASTED));
        let files = platform::pasted(event, &name, |text| here || ours(text));
        if !files.is_empty() {
            session.incoming.set(files);
        }
    })
}

/// What a place shows, as far as another page has to be made for it: a list stays while its view changes, a
/// record while its tab does, and so does the history.
fn place_of(route: &Route) -> String {
    match route {
        Route::List(table, _) => table.slug.to_owned(),
        Route::Record(table, id, _) => format!("{}/{id}", table.slug),
        Route::History(_) => "history".to_owned(),
        Route::Analysis(_) => "analysis".to_owned(),
        Route::Fields(_) => "fields".to_owned(),
        other => other.href(),
    }
}

fn settings(start: Start, session: Session, entry: &Entry, erase_demo: Callback<()>) -> SettingsActions {
    let (current, open) = (entry.key.clone(), entry.key.clone());
    let list = move || {
        session.read(|_| {
            let info = |entry: Entry| WorkspaceInfo {
                current: entry.key == current,
                key: entry.key,
                name: entry.name,
                demo: entry.demo,
            };
            Shelf::load().entries.into_iter().map(info).collect()
        })
    };
    let find = |key: &str| Shelf::load().entries.into_iter().find(|entry| entry.key == key);
    SettingsActions {
        workspaces: Signal::derive(list),
        switch: Callback::new(move |key: String| {
            if let Some(entry) = find(&key) {
                Shelf::load().put(entry);
                // A fresh page, so that nothing of the other workspace is left in memory.
                leave_address();
                let _ = window().location().reload();
            }
        }),
        erase: Callback::new(move |key: String| {
            match find(&key) {
                // What was added to the demo that is open can be kept.
                Some(entry) if entry.demo && key == open => erase_demo.run(()),
                Some(entry) => erase(start, session, entry),
                None => {}
            }
        }),
        another: Callback::new(move |()| {
            Shelf::load().leave();
            leave_address();
            start.stage.set(Stage::Welcome);
        }),
        work_as: Callback::new(move |id: String| {
            spawn_local(async move {
                match session.workspace().become_member(id).await {
                    Ok(()) => session.changed(),
                    Err(error) => session.toasts.show(Toast::failed(session.t(&error.to_string()))),
                }
            });
        }),
    }
}
