//! The panel of order: by which columns the list is sorted, one after another, and by which it is grouped.

use super::{List, later};
use crate::app::query::can_group;
use crate::crm::schema::Field;
use crate::i18n::key;
use crate::ui::component::{self, Button, ButtonSize, ButtonVariant, Choice, IconButton, PanelButton, Select};
use crate::ui::icon::Glyph;
use leptos::prelude::*;

/// The button of the panel; it tells the order.
#[component]
pub(super) fn ArrangeButton(list: List) -> impl IntoView {
    let List { session, table, query, .. } = list;
    let open = RwSignal::new(false);
    let face = move || {
        let order = query.with(|query| query.order(table));
        let first = order.first().and_then(|(key, down)| Some((table.field(key)?, *down)));
        let first = first.map(|(field, down)| format!("{} {}", session.t(field.label), if down { "↓" } else { "↑" }));
        let more = order.len().saturating_sub(1);
        let more = if more > 0 { format!(" +{more}") } else { String::new() };
        first.map_or_else(|| session.t(key::LIST_SORT), |first| first + &more)
    };
    view! {
        <PanelButton
            label=session.label(key::ARRANGE)
            face=Signal::derive(face)
            icon=Glyph::Sort
            open=open
            close_label=session.label(key::CLOSE)
            panel=move || later::arrange(list)
        />
    }
}

/// The panel.
#[component]
pub(super) fn Arrange(list: List) -> impl IntoView {
    let List { session, table, query, .. } = list;
    let order = Memo::new(move |_| query.with(|query| query.order(table)));
    let rows = move || {
        let count = order.with(Vec::len);
        (0..count).map(|at| view! { <OrderRow list=list order=order at=at only=count == 1/> }).collect_view()
    };
    let add = move |_| {
        let order = order.get_untracked();
        let free = sortable(list).into_iter().find(|field| order.iter().all(|(key, _)| key != field.key));
        if let Some(field) = free {
            set(list, |order| order.push((field.key.to_owned(), false)));
        }
    };
    let group = RwSignal::new(query.with_untracked(|query| query.group.clone().unwrap_or_default()));
    let groups = move || {
        let fields = table.fields.iter().filter(|field| field.is_shown() && can_group(field.kind));
        fields.map(|field| Choice::new(field.key, session.t(field.label))).collect::<Vec<_>>()
    };
    view! {
        <div class="stack gap-12">
            <div class="stack gap-8" role="group" aria-label=session.label(key::LIST_SORT)>
                {rows}
                <Button
                    label=session.label(key::ARRANGE_ADD)
                    icon=Glyph::Plus
                    variant=ButtonVariant::Ghost
                    size=ButtonSize::Compact
                    on_click=add
                />
            </div>
            <component::Field label=session.label(key::ARRANGE_GROUP)>
                <Select
                    value=group
                    choices=Signal::derive(groups)
                    placeholder=session.hint(key::ARRANGE_NO_GROUP)
                    on_change=move |key: String| {
                        list.show(|query| query.group = Some(key).filter(|key| !key.is_empty()));
                    }
                />
            </component::Field>
        </div>
    }
}

/// The fields a list can be sorted by.
pub(super) fn sortable(list: List) -> Vec<&'static Field> {
    list.table.fields.iter().filter(|field| field.is_shown()).collect()
}

fn set(list: List, change: impl FnOnce(&mut Vec<(String, bool)>)) {
    let mut order = list.query.with_untracked(|query| query.order(list.table));
    change(&mut order);
    list.show(|query| query.sort = order);
}

/// One order: the field, the direction, and the way to take it out.
#[component]
fn OrderRow(list: List, order: Memo<Vec<(String, bool)>>, at: usize, only: bool) -> impl IntoView {
    let session = list.session;
    let (key, down) = order.with_untracked(|order| order.get(at).cloned()).unwrap_or_default();
    let field = RwSignal::new(key);
    let choices = move || {
        sortable(list).into_iter().map(|field| Choice::new(field.key, session.t(field.label))).collect::<Vec<_>>()
    };
    let direction = RwSignal::new(if down { "down" } else { "up" }.to_owned());
    let directions =
        move || vec![Choice::new("up", session.t(key::ARRANGE_UP)), Choice::new("down", session.t(key::ARRANGE_DOWN))];
    view! {
        <div class="order-row">
            <Select
                value=field
                choices=Signal::derive(choices)
                label=session.hint(key::LIST_FILTER_FIELD)
                on_change=move |key: String| set(list, |order| {
                    order.retain(|(own, _)| *own != key);
                    let at = at.min(order.len());
                    let down = direction.get_untracked() == "down";
                    if at < order.len() && !only {
                        order[at] = (key, down);
                    } else {
                        order.truncate(at);
                        order.push((key, down));
                    }
                })
            />
            <Select
                value=direction
                choices=Signal::derive(directions)
                label=session.hint(key::ARRANGE_DIRECTION)
                on_change=move |word: String| set(list, |order| {
                    if let Some(order) = order.get_mut(at) {
                        order.1 = word == "down";
                    }
                })
            />
            {(!only)
                .then(|| {
                    view! {
                        <IconButton
                            label=session.label(key::ARRANGE_REMOVE)
                            glyph=Glyph::Close
                            on_click=move |_| set(list, |order| {
                                if at < order.len() {
                                    order.remove(at);
                                }
                            })
                        />
                    }
                })}
        </div>
    }
}
