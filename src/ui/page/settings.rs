//! Settings: language, appearance, shortcuts, who I am, the workspaces of this browser, what was done in
//! this session, and about.

use super::welcome::LanguageSwitch;
use crate::app::Job;
use crate::crm::Ref;
use crate::crm::org::{self, ORG};
use crate::i18n::key;
use crate::ledger::order::sort_by;
use crate::platform::{self, Leave};
use crate::ui::component::{
    self, Button, ButtonSize, ButtonVariant, Chip, ChipLook, Choice, ChoiceChips, Dialog, DialogKind, LinkButton,
    Progress, Select, Switch, TextInput, Tone,
};
use crate::ui::handout::{Handout, Out};
use crate::ui::helper::Trouble;
use crate::ui::icon::{Glyph, Icon, IconSize};
use crate::ui::present;
use crate::ui::remind;
use crate::ui::route::Route;
use crate::ui::session::session;
use crate::ui::shelf::{Entry, Shelf};
use crate::ui::shortcut::ShortcutSettings;
use crate::ui::theme::Theme;
use crate::ui::toast::{Outcome, Toast};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What the page asks of the application around it.
#[derive(Clone, Copy)]
pub struct SettingsActions {
    /// The workspaces of this browser.
    pub workspaces: Signal<Vec<WorkspaceInfo>>,
    /// Opens another workspace, by key.
    pub switch: Callback<String>,
    /// Erases a workspace for good, by key.
    pub erase: Callback<String>,
    /// Leads to the first run, to begin or open another workspace.
    pub another: Callback<()>,
    /// Works as another member from now on, by id.
    pub work_as: Callback<String>,
}

/// A workspace of this browser.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WorkspaceInfo {
    /// What it is kept under.
    pub key: String,
    /// What it is called.
    pub name: String,
    /// Whether it is the demo.
    pub demo: bool,
    /// Whether it is open here.
    pub current: bool,
}

/// The settings of this browser and workspace.
#[component]
pub fn SettingsPage(
    /// What it asks of the application.
    actions: SettingsActions,
) -> impl IntoView {
    let session = session();
    view! {
        <div class="page-body narrow settings">
            <h1 tabindex="-1">{session.label(key::SETTINGS_TITLE)}</h1>
            <Appearance/>
            <Reminding/>
            <ShortcutSettings/>
            <Me actions=actions/>
            <Workspaces actions=actions/>
            <p class="cluster">
                <LinkButton label=session.label(key::NAV_FIELDS) href=Route::Fields(String::new()).href() icon=Glyph::Columns/>
                <LinkButton label=session.label(key::SETTINGS_ORG) href=Route::of(&Ref::new(ORG.key, org::ID)).href() icon=Glyph::Settings/>
            </p>
            <Activity/>
            <section>
                <h2>{session.label(key::SETTINGS_ABOUT)}</h2>
                <p>
                    {move || session.tw(key::SETTINGS_VERSION, &[("version", env!("CARGO_PKG_VERSION").into())])}
                </p>
                <p class="cluster">
                    <LinkButton label=session.label(key::PRIVACY_TITLE) href=Route::Privacy.href() icon=Glyph::Lock/>
                    <LinkButton label=session.label(key::NAV_CHECKUP) href=Route::Checkup.href() icon=Glyph::Shield/>
                </p>
            </section>
        </div>
    }
}

/// Language and theme.
#[component]
fn Appearance() -> impl IntoView {
    let session = session();
    let theme = RwSignal::new(format!("{:?}", Theme::current()));
    let themes = Signal::derive(move || {
        Theme::ALL
            .iter()
            .map(|theme| {
                let (label, icon) = match theme {
                    Theme::System => (key::THEME_SYSTEM, Glyph::Screen),
                    Theme::Light => (key::THEME_LIGHT, Glyph::Sun),
                    Theme::Dark => (key::THEME_DARK, Glyph::Moon),
                };
                Choice::new(format!("{theme:?}"), session.t(label)).icon(icon)
            })
            .collect::<Vec<_>>()
    });
    let choose = move |chosen: String| {
        if let Some(theme) = Theme::ALL.into_iter().find(|theme| format!("{theme:?}") == chosen) {
            theme.choose();
        }
    };
    view! {
        <section>
            <h2>{session.label(key::SETTINGS_LOOK)}</h2>
            <div class="setting">
                <span aria-hidden="true">{session.label(key::MENU_LANGUAGE)}</span>
                <LanguageSwitch lang=session.lang/>
            </div>
            <div class="setting">
                <span aria-hidden="true">{session.label(key::MENU_THEME)}</span>
                <ChoiceChips
                    value=theme
                    label=session.label(key::MENU_THEME)
                    label_hidden=true
                    choices=themes
                    look=ChipLook::Segment
                    on_change=choose
                />
            </div>
        </section>
    }
}

/// Reminders while the app is open, and a calendar for when it is not.
#[component]
fn Reminding() -> impl IntoView {
    let session = session();
    let (wanted, leave) = (RwSignal::new(remind::is_wanted()), RwSignal::new(platform::leave()));
    let turn = move |on: bool| {
        remind::want(on);
        if on {
            spawn_local(async move {
                let given = platform::seek_leave().await;
                // Nobody is left to see it where the page was left meanwhile.
                let _ = leave.try_set(given);
                let _ = wanted.try_set(remind::is_wanted());
            });
        }
    };
    let standing = move || match leave.get() {
        Leave::Absent => session.t(key::REMIND_ABSENT),
        Leave::Denied => session.t(key::REMIND_DENIED),
        Leave::Open | Leave::Given => session.t(key::REMIND_WHY),
    };
    view! {
        <section>
            <h2>{session.label(key::REMIND_TITLE)}</h2>
            <div class="setting">
                <Switch checked=wanted label=session.label(key::REMIND_SWITCH) on_change=turn/>
            </div>
            <p class="meta" role="status">{standing}</p>
            <div class="setting">
                <span>{session.label(key::CALENDAR_CLOSED)}</span>
                <Button
                    label=session.label(key::CALENDAR_FILE)
                    icon=Glyph::Calendar
                    on_click=move |_| Handout::new(session).hand_out(Out::Calendar, None)
                />
            </div>
            <p class="meta">{session.label(key::CALENDAR_WHY)}</p>
        </section>
    }
}

/// Who works here.
#[component]
fn Me(actions: SettingsActions) -> impl IntoView {
    let session = session();
    let me = RwSignal::new(String::new());
    let members = Memo::new(move |_| {
        session.read(|view| {
            let link = view.my_link();
            let entity = link.as_link().map(|(entity, _)| entity.to_owned()).unwrap_or_default();
            let mut members: Vec<(String, String)> =
                view.records(&entity).map(|member| (member.id.to_owned(), member.title())).collect();
            sort_by(&mut members, |a, b| a.1.cmp(&b.1));
            members
        })
    });
    Effect::new(move |_| me.set(session.read(|view| view.me().to_owned())));
    let choices =
        Signal::derive(move || members.get().into_iter().map(|(id, name)| Choice::new(id, name)).collect::<Vec<_>>());
    view! {
        <section>
            <h2>{session.label(key::SETTINGS_ME)}</h2>
            <component::Field
                label=session.label(key::SETTINGS_WORK_AS)
                hint=session.hint(key::SETTINGS_WORK_AS_WHY)
            >
                <Select value=me choices=choices on_change=move |id: String| actions.work_as.run(id)/>
            </component::Field>
        </section>
    }
}

/// The workspaces of this browser: open another, or erase one by typing its name.
#[component]
fn Workspaces(actions: SettingsActions) -> impl IntoView {
    let session = session();
    let erasing = RwSignal::new(None::<WorkspaceInfo>);
    let name = move |info: &WorkspaceInfo| match (&info.name, info.demo) {
        (name, _) if !name.is_empty() => name.clone(),
        (_, true) => session.t(key::DEMO_BADGE),
        _ => session.t(key::SETTINGS_UNNAMED),
    };
    let row = move |info: WorkspaceInfo| {
        let label = name(&info);
        let (open_key, erase) = (info.key.clone(), WorkspaceInfo { name: label.clone(), ..info.clone() });
        let about = label.clone();
        view! {
            <li class="workspace-row">
                <Icon glyph=Glyph::Data size=IconSize::Small/>
                <span class="grow">{label}</span>
                {info.demo.then(|| view! { <Chip label=session.t(key::DEMO_BADGE) tone=Tone::Warn small=true/> })}
                {if info.current {
                    view! { <Chip label=session.t(key::SETTINGS_OPEN_HERE) tone=Tone::Accent small=true/> }.into_any()
                } else {
                    view! {
                        <Button
                            label=session.t(key::SETTINGS_SWITCH)
                            size=ButtonSize::Compact
                            on_click=move |_| actions.switch.run(open_key.clone())
                        />
                    }
                    .into_any()
                }}
                <Button
                    label=session.t(key::SETTINGS_ERASE)
                    variant=ButtonVariant::Danger
                    size=ButtonSize::Compact
                    on_click=move |_| erasing.set(Some(erase.clone()))
                    attr:aria-label=session.tw(key::SETTINGS_ERASE_NAMED, &[("name", about.into())])
                />
            </li>
        }
    };
    view! {
        <section>
            <h2>{session.label(key::SETTINGS_WORKSPACES)}</h2>
            <p class="meta">{session.label(key::SETTINGS_WORKSPACES_WHY)}</p>
            <ul class="workspace-list">{move || actions.workspaces.get().into_iter().map(row).collect_view()}</ul>
            <p>
                <Button
                    label=session.label(key::SETTINGS_ANOTHER)
                    icon=Glyph::Plus
                    on_click=move |_| actions.another.run(())
                />
            </p>
            {(!session.is_aside()).then(|| view! { <Practice switch=actions.switch/> })}
            <EraseDialog erasing=erasing erase=actions.erase/>
        </section>
    }
}

/// Makes a practice copy of the workspace that is open, and opens it.
#[component]
fn Practice(switch: Callback<String>) -> impl IntoView {
    let session = session();
    let (work, busy) = (RwSignal::new(None::<f64>), RwSignal::new(false));
    let make = move || {
        let name = match session.read(|view| org::name(&view)) {
            name if name.is_empty() => session.t(key::SETTINGS_UNNAMED),
            name => name,
        };
        let name = session.tw(key::SETTINGS_PRACTICE_NAME, &[("name", name.into())]);
        let (entry, now) = (Entry { name: name.clone(), ..Entry::fresh() }, session.now());
        let job = Job::Practise { database: entry.database(), name, now: (now.instant, now.offset) };
        busy.set(true);
        spawn_local(async move {
            let made = match session.helper().await {
                Ok(helper) => {
                    helper
                        .ask(&job, None, move |progress| {
                            let _ = work.try_set(progress.share);
                        })
                        .await
                }
                Err(trouble) => Err(trouble),
            };
            match made {
                Ok(_) => {
                    Shelf::load().put_behind(entry.clone());
                    // Nobody is led away who went elsewhere meanwhile.
                    if busy.try_get_untracked().is_some() {
                        switch.run(entry.key);
                    }
                }
                Err(Trouble::Failed(key)) => session.toasts.show(Toast::failed(untrack(|| session.t(&key)))),
                Err(Trouble::Stopped) => {}
            }
            let _ = busy.try_set(false);
            let _ = work.try_set(None);
        });
    };
    view! {
        <p class="meta">{session.label(key::SETTINGS_PRACTICE_WHY)}</p>
        <p>
            <Button
                label=session.label(key::SETTINGS_PRACTICE)
                icon=Glyph::Copy
                busy=busy
                on_click=move |_| untrack(make)
            />
        </p>
        <Show when=move || work.with(Option::is_some)>
            <Progress label=session.label(key::WORK_MERGING) done=work/>
        </Show>
    }
}

/// Asks for the name of what is erased for good: the one question that is asked, because nothing
/// brings it back (U10).
#[component]
fn EraseDialog(erasing: RwSignal<Option<WorkspaceInfo>>, erase: Callback<String>) -> impl IntoView {
    let session = session();
    let open = RwSignal::new(false);
    let typed = RwSignal::new(String::new());
    let wrong = RwSignal::new(false);
    Effect::new(move |_| {
        typed.set(String::new());
        wrong.set(false);
        open.set(erasing.with(Option::is_some));
    });
    let name = move || erasing.with(|info| info.as_ref().map(|info| info.name.clone()).unwrap_or_default());
    let confirm = move || {
        let Some(info) = erasing.get_untracked() else { return };
        if typed.with_untracked(|typed| typed.trim() == info.name.trim()) {
            open.set(false);
            erase.run(info.key);
        } else {
            wrong.set(true);
        }
    };
    let footer = move || {
        view! {
            <Button label=session.label(key::CANCEL) on_click=move |_| open.set(false)/>
            <Button
                label=session.label(key::SETTINGS_ERASE_NOW)
                variant=ButtonVariant::Destructive
                on_click=move |_| confirm()
            />
        }
    };
    view! {
        <Dialog
            open=open
            kind=DialogKind::Alert
            title=move || session.tw(key::SETTINGS_ERASE_NAMED, &[("name", name().into())])
            close_label=session.label(key::CLOSE)
            footer=footer
            on_close=move |()| erasing.set(None)
        >
            <form
                class="stack"
                novalidate
                on:submit=move |event| {
                    event.prevent_default();
                    confirm();
                }
            >
                <p>{session.label(key::SETTINGS_ERASE_WHY)}</p>
                <component::Field
                    label=move || session.tw(key::SETTINGS_ERASE_TYPE, &[("name", name().into())])
                    error=Signal::derive(move || wrong.get().then(|| session.t(key::SETTINGS_ERASE_WRONG)))
                >
                    <TextInput value=typed/>
                </component::Field>
            </form>
        </Dialog>
    }
}

/// What was done in this session, newest first.
#[component]
fn Activity() -> impl IntoView {
    let session = session();
    let line = move |said: crate::ui::toast::Said| {
        let when = present::moment(session.lang.get(), said.at, &session.now());
        view! {
            <li>
                {(said.toast.outcome == Outcome::Failed).then(|| view! { <Icon glyph=Glyph::Warning size=IconSize::Small/> })}
                <span class="grow">{said.toast.text}</span>
                <span class="meta">{when}</span>
            </li>
        }
    };
    let list = move || {
        let said = session.toasts.said();
        if said.is_empty() {
            view! { <p class="meta">{session.t(key::SETTINGS_ACTIVITY_NONE)}</p> }.into_any()
        } else {
            view! { <ol class="activity">{said.into_iter().map(line).collect_view()}</ol> }.into_any()
        }
    };
    view! {
        <section>
            <h2>{session.label(key::SETTINGS_ACTIVITY)}</h2>
            {list}
        </section>
    }
}
