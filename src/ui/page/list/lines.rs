//! Lines: what a table draws below its heads, records and the headings of their groups.

use super::List;
use crate::app::Figure;
use crate::app::query::is_counted;
use crate::crm::Ref;
use crate::crm::schema::{Field, Kind};
use crate::i18n::{Arg, format, key};
use crate::ledger::Value;
use crate::ui::icon::{Glyph, Icon, IconSize};
use crate::ui::present;
use crate::ui::session::Session;
use crate::ui::state::StateGlyph;
use leptos::prelude::*;
use std::collections::HashSet;
use std::sync::Arc;

/// A line of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// The heading of the group of this number.
    Head(usize),
    /// A record.
    Row(Ref),
}

impl Line {
    /// The record's id, which is the key of its row.
    pub(super) fn key(&self) -> Option<String> {
        match self {
            Line::Head(_) => None,
            Line::Row(at) => Some(at.id.to_string()),
        }
    }
}

/// The lines of a list: every group under its heading, folded ones without their records.
pub(super) fn lines(list: List) -> Memo<Arc<Vec<Line>>> {
    Memo::new(move |_| {
        let List { rows, folded, .. } = list;
        rows.with(|rows| {
            let row = |at: &Ref| Line::Row(at.clone());
            if rows.groups.is_empty() {
                return Arc::new(rows.refs.iter().map(row).collect());
            }
            let mut lines = Vec::with_capacity(rows.refs.len() + rows.groups.len());
            for (at, group) in rows.groups.iter().enumerate() {
                lines.push(Line::Head(at));
                if folded.with(|folded| !folded.contains(&spelled(&group.value))) {
                    lines.extend(rows.refs[group.from..group.from + group.count].iter().map(row));
                }
            }
            Arc::new(lines)
        })
    })
}

/// The value of a group as a name for keeping it folded.
fn spelled(value: &Value) -> String {
    format!("{value:?}")
}

/// The heading of a group: its value, how many records, what they come to. `inner`: within a table, which is
/// one tab stop.
pub(super) fn heading(list: List, at: usize, inner: bool) -> AnyView {
    let List { session, table, query, rows, folded, .. } = list;
    let group = rows.with(|rows| rows.groups.get(at).cloned());
    let (Some(group), Some(field)) = (group, query.with(|query| query.grouping(table))) else { return ().into_any() };
    let name = spelled(&group.value);
    let own = name.clone();
    let open = Signal::derive(move || folded.with(|folded| !folded.contains(&own)));
    let toggle = move |_| {
        folded.update(|folded| {
            if !folded.remove(&name) {
                folded.insert(name.clone());
            }
        });
    };
    let state = match field.kind {
        Kind::Choice(choices) if table.status == Some(field.key) => {
            choices.iter().find(|choice| group.value.as_text() == Some(choice.key))
        }
        _ => None,
    };
    let figures = group.figures.iter().filter_map(|figure| Some((figure.field, figure_words(session, figure)?)));
    let figures = figures.map(|(key, words)| {
        let label = table.field(key).map(|field| session.t(field.label)).unwrap_or_default();
        view! { <span class="group-figure"><span>{label}</span>" "<b>{words}</b></span> }
    });
    view! {
        <button
            type="button"
            class="group-toggle"
            tabindex=inner.then_some("-1")
            aria-expanded=move || if open.get() { "true" } else { "false" }
            on:click=toggle
        >
            <Icon glyph=Glyph::ChevronDown size=IconSize::Small/>
            {state.map(|choice| view! { <StateGlyph choice=choice/> })}
            <b>{present::group(session, field, &group.value)}</b>
            <span class="group-count">{format::number(i64::try_from(group.count).unwrap_or(i64::MAX))}</span>
        </button>
        {figures.collect_view()}
    }
    .into_any()
}

/// What a column comes to, in words: sums of amounts, the mean of numbers. `None` where there is nothing.
pub(super) fn figure_words(session: Session, figure: &Figure) -> Option<String> {
    if !figure.sums.is_empty() {
        return Some(present::sums(&figure.sums));
    }
    let tenths = figure.mean_tenths()?;
    Some(session.tw(key::FIGURE_MEAN, &[("mean", Arg::from(format::tenths(tenths)))]))
}

/// The columns of figures that a list shows; reactive.
pub(super) fn counted(list: List) -> Vec<&'static Field> {
    list.query.with(|query| query.columns(list.table).into_iter().map(|column| column.0).filter(is_counted).collect())
}

/// The folded groups of a list that is looked at anew: none.
pub(super) fn none_folded() -> RwSignal<HashSet<String>> {
    RwSignal::new(HashSet::new())
}
