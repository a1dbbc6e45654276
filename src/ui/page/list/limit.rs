//! The limit of a column of the board: how many cards it should hold at most, and what tells that it holds more.

use super::List;
use crate::i18n::{Arg, format, key};
use crate::ui::component::{Chip, Field, NumberInput, PanelButton, Tone};
use crate::ui::icon::Glyph;
use leptos::prelude::*;

/// How many cards a column should hold at most, if anybody said so; reactive.
fn limit(list: List, column: &str) -> Option<u16> {
    list.query.with(|query| query.limits.iter().find(|(own, _)| own == column).map(|(_, most)| *most))
}

/// The count of a column, which opens the panel of its limit.
#[component]
pub(super) fn LimitButton(
    list: List,
    /// The key of the column's choice.
    column: Memo<&'static str>,
    /// What the column is called.
    #[prop(into)]
    name: Signal<String>,
    /// How many cards it holds.
    count: Memo<usize>,
) -> impl IntoView {
    let session = list.session;
    let label = move || session.tw(key::BOARD_LIMIT, &[("column", name.get().into())]);
    let face = move || {
        let count = format::number(count.get() as i64);
        limit(list, column.get()).map_or(count.clone(), |most| format!("{count} / {}", format::number(most.into())))
    };
    view! {
        <PanelButton
            label=Signal::derive(label)
            face=Signal::derive(face)
            icon=Glyph::Settings
            open=RwSignal::new(false)
            close_label=session.label(key::CLOSE)
            panel=move || view! { <Most list=list column=column.get_untracked()/> }
        />
    }
}

/// Asks for the limit; what is written counts at once.
#[component]
fn Most(list: List, column: &'static str) -> impl IntoView {
    let session = list.session;
    let before = untrack(|| limit(list, column));
    let text = RwSignal::new(before.map(|most| most.to_string()).unwrap_or_default());
    let read = move || text.with(|text| Some(text.trim()).filter(|text| !text.is_empty()).map(str::parse::<u16>));
    Effect::new(move |_| {
        let Some(most) = read().transpose().ok().filter(|most| untrack(|| limit(list, column)) != *most) else {
            return;
        };
        list.tune(|query| {
            query.limits.retain(|(own, _)| own != column);
            query.limits.extend(most.map(|most| (column.to_owned(), most)));
        });
    });
    view! {
        <Field
            label=session.label(key::BOARD_LIMIT_MOST)
            hint=session.hint(key::BOARD_LIMIT_NONE)
            error=Signal::derive(move || read().is_some_and(|most| most.is_err()).then(|| session.t(key::BOARD_LIMIT_WRONG)))
        >
            <NumberInput value=text whole=true/>
        </Field>
    }
}

/// Says by how many cards a column is over its limit.
#[component]
pub(super) fn Over(list: List, column: Memo<&'static str>, count: Memo<usize>) -> impl IntoView {
    let over = move || {
        let over = count.get().checked_sub(limit(list, column.get())?.into())?;
        (over > 0).then(|| list.session.tw(key::BOARD_OVER_LIMIT, &[("n", Arg::from(over))]))
    };
    view! {
        <span role="status">
            {move || over().map(|words| view! { <Chip label=words tone=Tone::Warn icon=Glyph::Warning small=true/> })}
        </span>
    }
}
