//! What can be done to a selection: the entity's own commands from the registry, and delete. Each is
//! one act with one toast and one step of undo. Nothing asks "are you sure": it can be taken back.

use super::List;
use crate::crm::command::{Command, Scope};
use crate::crm::{Ref, Refusal, record};
use crate::i18n::{Arg, key};
use crate::ui::component::{
    Button, ButtonVariant, Dialog, IconButton, Keys, MenuButton, MenuItem, Toast,
};
use crate::ui::field::{ErrorSummary, FieldRow, Form};
use crate::ui::frame::glyph_named;
use crate::ui::icon::{Glyph, Icon, IconSize};
use leptos::prelude::*;

/// How many commands stand in the bar; the others are in its menu.
const IN_SIGHT: usize = 3;

/// A command about to be run on those it is allowed for.
#[derive(Clone)]
struct Plan {
    command: &'static Command,
    targets: Vec<Ref>,
    /// How many it is not allowed for, and why the first is not.
    refused: Option<(usize, Refusal)>,
}

/// The bar over the list while something is ticked.
#[component]
pub(super) fn BulkBar(list: List) -> impl IntoView {
    let List { session, selection, .. } = list;
    let asking = RwSignal::new(None::<StoredValue<Plan>>);
    let open = RwSignal::new(false);
    let start = move |command: &'static Command| {
        let plan = plan(list, command);
        if plan.targets.is_empty() {
            if let Some((_, refusal)) = plan.refused {
                session.toasts.show(Toast::failure(untrack(|| session.refusal(&refusal))));
            }
        } else if command.args.is_empty() {
            session.run(command, plan.targets, Default::default(), |_| {});
        } else {
            asking.set(Some(StoredValue::new(plan)));
            open.set(true);
        }
    };
    let any = Memo::new(move |_| selection.count() > 0);
    let bar = move || view! { <Bar list=list start=Callback::new(start)/> };
    view! {
        {move || any.get().then(bar)}
        {move || asking.get().map(|plan| view! { <Ask list=list plan=plan open=open/> })}
    }
}

#[component]
fn Bar(list: List, start: Callback<&'static Command>) -> impl IntoView {
    let List { session, rows, selection, .. } = list;
    let commands = Memo::new_with_compare(
        move |_| {
            let targets = selection.targets();
            let now = session.now();
            let own = list.table.commands.iter().filter(|command| command.scope == Scope::Records);
            session.read(|view| {
                own.filter(|command| targets.iter().any(|at| (command.allowed)(&view, at, &now).is_ok())).collect::<Vec<_>>()
            })
        },
        |_: Option<&Vec<&'static Command>>, _| true,
    );
    let delete = move || {
        let targets = selection.targets();
        session.act("delete", key::DONE_DELETE, move |_| Ok(record::delete(&targets)), |_| {});
    };
    let buttons = move || {
        let button = |command: &'static Command| {
            view! {
                <button type="button" class="bulk-action" on:click=move |_| start.run(command)>
                    <Icon glyph=glyph_named(command.icon) size=IconSize::Small/>
                    {session.t(command.label)}
                    {command.key.map(|key| view! { <Keys chord=key.to_string()/> })}
                </button>
            }
        };
        commands.get().into_iter().take(IN_SIGHT).map(button).collect_view()
    };
    let more = move || {
        let mut items: Vec<MenuItem> = commands
            .get()
            .into_iter()
            .skip(IN_SIGHT)
            .map(|command| {
                MenuItem::new(session.t(command.label), move || start.run(command)).icon(glyph_named(command.icon))
            })
            .collect();
        items.push(MenuItem::new(session.t(key::BULK_DELETE), delete).icon(Glyph::Trash).danger().divided());
        items
    };
    let shown = move || rows.with(|rows| rows.refs.len());
    view! {
        <div class="bulk-bar inverse" role="toolbar" aria-label=move || session.t(key::BULK_BAR)>
            <b>{move || session.tw(key::SELECT_COUNT, &[("n", Arg::from(selection.count()))])}</b>
            {move || {
                (!selection.is_all())
                    .then(|| {
                        view! {
                            <button type="button" class="bulk-action quiet" on:click=move |_| selection.all()>
                                {session.tw(key::SELECT_ALL, &[("n", Arg::from(shown()))])}
                            </button>
                        }
                    })
            }}
            <span class="separator"></span>
            {buttons}
            <MenuButton
                label=move || session.t(key::BULK_MORE)
                icon=Glyph::More
                icon_only=true
                variant=ButtonVariant::Ghost
                items=Signal::derive(more)
            />
            <span class="separator"></span>
            <IconButton
                label=move || session.t(key::SELECT_CLEAR)
                glyph=Glyph::Close
                on_click=move |_| selection.clear()
            />
        </div>
    }
}

/// What a command needs to know, as a form.
#[component]
fn Ask(list: List, plan: StoredValue<Plan>, open: RwSignal<bool>) -> impl IntoView {
    let session = list.session;
    let command = plan.with_value(|plan| plan.command);
    let count = plan.with_value(|plan| plan.targets.len());
    let form = Form::new(session, "bulk", command.args.iter());
    let attempts = RwSignal::new(0u32);
    let title = move || {
        let command = session.t(command.label).into();
        session.tw(key::BULK_RUN, &[("command", command), ("n", Arg::from(count))])
    };
    let run = move || {
        attempts.update(|attempts| *attempts += 1);
        if let Some(args) = form.read(session) {
            open.set(false);
            session.run(command, plan.with_value(|plan| plan.targets.clone()), args, |_| {});
        }
    };
    let refused = move || {
        plan.with_value(|plan| {
            plan.refused.as_ref().map(|(n, refusal)| {
                let reason = session.refusal(refusal).into();
                view! { <p class="meta">{session.tw(key::BULK_REFUSED, &[("n", Arg::from(*n)), ("reason", reason)])}</p> }
            })
        })
    };
    let footer = move || {
        view! {
            <Button label=move || session.t(key::BULK_CANCEL) on_click=move |_| open.set(false)/>
            <Button label=move || session.t(command.label) variant=ButtonVariant::Primary on_click=move |_| run()/>
        }
    };
    view! {
        <Dialog open=open title=title close_label=move || session.t(key::NAV_CLOSE) footer=footer>
            <form
                class="stack gap-12"
                on:submit=move |event| {
                    event.prevent_default();
                    run();
                }
            >
                <ErrorSummary form=form attempts=attempts/>
                {form.entries().into_iter().map(|entry| view! { <FieldRow entry=entry form=form.name/> }).collect_view()}
                {refused}
            </form>
        </Dialog>
    }
}

/// Those of the selection a command is allowed for, and why the others are not.
fn plan(list: List, command: &'static Command) -> Plan {
    let (session, now) = (list.session, list.session.now());
    untrack(|| {
        let selected = list.selection.targets();
        session.read(|view| {
            let mut plan = Plan { command, targets: Vec::new(), refused: None };
            for at in selected {
                match (command.allowed)(&view, &at, &now) {
                    Ok(()) => plan.targets.push(at),
                    Err(refusal) => plan.refused.get_or_insert((0, refusal)).0 += 1,
                }
            }
            plan
        })
    })
}
