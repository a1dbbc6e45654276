//! The header of a record: what it is called, how it stands, whose it is, what is to be done next, and what
//! can be done with it.

use super::keys::{delete, share};
use super::next::NextUp;
use super::points::call;
use super::subject::{Action, Subject, actions, is_closed};
use crate::app::shortcut::Act;
use crate::crm::command::{Args, Command};
use crate::crm::schema::Now;
use crate::crm::{Choice, Rec, Scope};
use crate::i18n::key;
use crate::ui::component::{Avatar, AvatarSize, Button, MenuButton, MenuItem, Seal};
use crate::ui::field::CommandDialog;
use crate::ui::frame::glyph_named;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::present;
use crate::ui::shortcut::keyboard;
use crate::ui::state::{State, look, state_of};
use leptos::prelude::*;

/// How many commands stand as buttons beside the menu of the rest.
const BUTTONS: usize = 2;

/// What the header shows.
#[derive(Clone, Debug, PartialEq)]
struct Head {
    title: String,
    state: Option<&'static Choice>,
    subtitle: Vec<String>,
    owner: String,
}

fn head(subject: Subject, rec: &Rec<'_>, now: &Now) -> Head {
    let lang = subject.session.lang.get();
    let owner = rec.view.follow(&rec.value_of("owner", now)).map(|owner| owner.title()).unwrap_or_default();
    let parts = rec.table.subtitle.iter().filter_map(|key| rec.table.field(key));
    let subtitle = parts.map(|field| present::field(lang, rec, field, now)).filter(|text| !text.is_empty()).collect();
    Head { title: rec.title(), state: state_of(rec, now), subtitle, owner }
}

/// The header.
#[component]
pub fn RecordHeader(
    /// The record.
    subject: Subject,
    /// The command whose questions are being answered in a dialog.
    asking: RwSignal<Option<&'static Command>>,
    /// Called to log a follow-up.
    on_log: Callback<()>,
) -> impl IntoView {
    let session = subject.session;
    let head = Memo::new(move |_| subject.read(|rec, now| head(subject, rec, now)));
    let title =
        Signal::derive(move || head.with(|head| head.as_ref().map(|head| head.title.clone()).unwrap_or_default()));
    let state = move || {
        head.with(|head| head.as_ref().and_then(|head| head.state)).map(|choice| {
            let tone = choice.mark.map(|mark| look(mark).tone).unwrap_or_default();
            if is_closed(choice) {
                view! { <Seal label=move || session.t(choice.label) tone=tone tilted=true/> }.into_any()
            } else {
                view! { <State choice=choice/> }.into_any()
            }
        })
    };
    // What comes next in the list is known before the record leaves it.
    let next = StoredValue::new(None);
    Effect::new(move |_| {
        if let Some(command) = asking.get() {
            next.set_value(subject.coming(command));
        }
    });
    let line = move || {
        head.get().map(|head| {
            let owner = (!head.owner.is_empty()).then(|| {
                view! { <span class="record-owner"><Avatar name=head.owner.clone()/>{head.owner.clone()}</span> }
            });
            let parts = head.subtitle.into_iter().map(|part| view! { <span>{part}</span> }.into_any());
            let parts: Vec<AnyView> = parts.chain(owner.map(IntoAny::into_any)).collect();
            view! { <p class="record-subtitle">{parts}</p> }
        })
    };
    view! {
        <header class="record-header">
            <Avatar name=title size=AvatarSize::Record/>
            <div class="record-name">
                <div class="record-title"><h1 tabindex="-1">{title}</h1>{state}</div>
                {line}
            </div>
            <NextUp subject=subject/>
            <div class="record-actions">
                <Actions subject=subject asking=asking on_log=on_log/>
                <Reach subject=subject/>
                <More subject=subject asking=asking/>
            </div>
        </header>
        <CommandDialog
            asking=asking
            targets=move || vec![subject.at()]
            on_done=move |()| subject.go_on(next.try_get_value().flatten())
        />
    }
}

/// The ways to call and to write to whom the record is about.
#[component]
pub fn Reach(
    /// The record.
    subject: Subject,
) -> impl IntoView {
    let session = subject.session;
    let ways = Memo::new(move |_| {
        let way = |rec: &Rec<'_>, kind: &str| rec.point(kind).and_then(|value| call(kind, value));
        subject.read(|rec, _| [way(rec, "phone"), way(rec, "email")]).unwrap_or_default()
    });
    let faces = [(key::RECORD_CALL, Glyph::Phone), (key::RECORD_MAIL, Glyph::Mail)];
    let link = move |(href, (label, glyph)): (Option<String>, (&'static str, Glyph))| {
        href.map(|href| {
            view! {
                <a class="button square" href=href rel="noopener noreferrer" aria-label=session.t(label)>
                    <Icon glyph=glyph/>
                </a>
            }
        })
    };
    view! { <span class="record-reach">{move || ways.get().into_iter().zip(faces).map(link).collect_view()}</span> }
}

/// Runs a command on the record, after asking what it asks for.
pub(super) fn start(subject: Subject, asking: RwSignal<Option<&'static Command>>, command: &'static Command) {
    if command.args.is_empty() {
        let next = subject.coming(command);
        subject.session.run(command, vec![subject.at()], Args::new(), move |done| {
            if done.is_ok() {
                subject.go_on(next);
            }
        });
    } else {
        asking.set(Some(command));
    }
}

/// The first commands that can be run now, as buttons.
#[component]
fn Actions(subject: Subject, asking: RwSignal<Option<&'static Command>>, on_log: Callback<()>) -> impl IntoView {
    let session = subject.session;
    let keyboard = keyboard();
    let list = Memo::new(move |_| subject.read(actions).unwrap_or_default());
    move || {
        let buttons = list.get().into_iter().filter(|action| action.refusal.is_none());
        let (logs, others): (Vec<Action>, Vec<Action>) =
            buttons.partition(|action| action.command.scope == Scope::Followed);
        let button = move |action: Action, run: Callback<()>| {
            let command = action.command;
            view! {
                <Button
                    label=move || session.t(command.label)
                    icon=glyph_named(command.icon)
                    shortcut=Signal::derive(move || keyboard.keys(Act::Run(command.label)))
                    on_click=move |_| run.run(())
                />
            }
        };
        let logs = logs.into_iter().map(move |action| button(action, on_log)).collect_view();
        let others = others.into_iter().take(BUTTONS).map(move |action| {
            let command = action.command;
            button(action, Callback::new(move |()| start(subject, asking, command)))
        });
        view! {
            <span class="record-log">{logs}</span>
            <span class="record-buttons">{others.collect_view()}</span>
        }
    }
}

/// Every command in a menu: what can be run, what is refused and why, and deleting.
#[component]
fn More(subject: Subject, asking: RwSignal<Option<&'static Command>>) -> impl IntoView {
    let session = subject.session;
    let keyboard = keyboard();
    let items = Signal::derive(move || {
        let mut items: Vec<MenuItem> = subject
            .read(actions)
            .unwrap_or_default()
            .into_iter()
            .filter(|action| action.command.scope != Scope::Followed)
            .map(|Action { command, refusal }| {
                MenuItem::new(session.t(command.label), move || start(subject, asking, command))
                    .icon(glyph_named(command.icon))
                    .shortcut(keyboard.keys(Act::Run(command.label)).unwrap_or_default())
                    .refused(refusal.map(|refusal| session.refusal(&refusal)))
            })
            .collect();
        items.push(MenuItem::new(session.t(key::PARCEL_OPEN), move || share(subject)).icon(Glyph::Share));
        let delete = MenuItem::new(session.t(key::RECORD_DELETE), move || delete(subject));
        items.push(delete.icon(Glyph::Trash).divided());
        items
    });
    view! {
        <MenuButton
            label=session.label(key::RECORD_MORE)
            icon=Glyph::More
            icon_only=true
            items=items
        />
    }
}
