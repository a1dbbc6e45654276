//! The foot of a list: how many, the sums of its amounts under the double rule, how many are overdue.

use super::List;
use super::export::ExportMenu;
use super::lines::{counted, figure_words};
use crate::app::Figure;
use crate::app::query::figures;
use crate::crm::due;
use crate::i18n::{Arg, key};
use leptos::prelude::*;

/// The foot of a list.
#[component]
pub(super) fn Footer(list: List) -> impl IntoView {
    let List { session, table, rows, .. } = list;
    let shown = Memo::new(move |_| rows.with(|rows| rows.refs.len()));
    let total = Memo::new(move |_| {
        // In their own tab the voided ones are all there is to count.
        rows.with(|rows| rows.total).max(shown.get())
    });
    let sums = Memo::new(move |_| {
        let (fields, now) = (counted(list), session.now());
        rows.with(|rows| session.read(|view| figures(&view, &rows.refs, &fields, &now)))
    });
    let late = Memo::new(move |_| {
        let now = session.now();
        let is_late = |rec: &crate::crm::Rec<'_>| due::of(rec, &now).is_some_and(|due| due.days < 0);
        rows.with(|rows| session.read(|view| rows.refs.iter().filter_map(|at| view.at(at)).filter(is_late).count()))
    });
    let has_sums = move || sums.with(|sums| sums.iter().any(|figure| !figure.is_empty()));
    let told = move || {
        let one = |figure: Figure| {
            let words = figure_words(session, &figure)?;
            let label = session.t(table.field(figure.field)?.label);
            let word = if figure.sums.is_empty() { key::FOOTER_MEAN } else { key::FOOTER_SUM };
            Some(view! { <span>{session.tw(word, &[("field", label.into()), ("sum", words.into())])}</span> })
        };
        sums.get().into_iter().filter_map(one).collect_view()
    };
    view! {
        <div class="page-footer" class:plain=move || !has_sums()>
            <span>{move || session.tw(key::FOOTER_TOTAL, &[("n", Arg::from(total.get()))])}</span>
            {move || {
                (total.get() != shown.get())
                    .then(|| view! { <b>{session.tw(key::FOOTER_SHOWN, &[("n", Arg::from(shown.get()))])}</b> })
            }}
            {told}
            {move || {
                (late.get() > 0)
                    .then(|| view! { <span class="page-footer-end late">{session.tw(key::FOOTER_LATE, &[("n", Arg::from(late.get()))])}</span> })
            }}
            <ExportMenu list=list/>
        </div>
    }
}
