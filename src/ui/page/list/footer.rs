//! The foot of a list: how many, the sums of its amounts under the double rule, how many are overdue.

use super::List;
use super::export::ExportMenu;
use crate::crm::due;
use crate::crm::schema::{Field, Kind};
use crate::i18n::{Arg, format, key};
use crate::ledger::Value;
use leptos::prelude::*;
use std::collections::BTreeMap;

/// What the foot says.
#[derive(Clone, Debug, Default, PartialEq)]
struct Figures {
    /// The label of each amount and its sums, one per currency.
    sums: Vec<(&'static str, Vec<String>)>,
    late: usize,
}

/// The foot of a list.
#[component]
pub(super) fn Footer(list: List) -> impl IntoView {
    let session = list.session;
    let shown = Memo::new(move |_| list.rows.with(|rows| rows.refs.len()));
    let total = Memo::new(move |_| {
        // In their own tab the voided ones are all there is to count.
        list.rows.with(|rows| rows.total).max(shown.get())
    });
    let figures = Memo::new(move |_| figures(list));
    let has_sums = move || figures.with(|figures| !figures.sums.is_empty());
    let sums = move || {
        let sum = |(label, sums): (&'static str, Vec<String>)| {
            let sum = sums.join(" + ");
            view! { <span>{session.tw(key::FOOTER_SUM, &[("field", session.t(label).into()), ("sum", sum.into())])}</span> }
        };
        figures.get().sums.into_iter().map(sum).collect_view()
    };
    view! {
        <div class="page-footer" class:plain=move || !has_sums()>
            <span>{move || session.tw(key::FOOTER_TOTAL, &[("n", Arg::from(total.get()))])}</span>
            {move || {
                (total.get() != shown.get())
                    .then(|| view! { <b>{session.tw(key::FOOTER_SHOWN, &[("n", Arg::from(shown.get()))])}</b> })
            }}
            {sums}
            {move || {
                let late = figures.with(|figures| figures.late);
                (late > 0)
                    .then(|| view! { <span class="page-footer-end late">{session.tw(key::FOOTER_LATE, &[("n", Arg::from(late))])}</span> })
            }}
            <ExportMenu list=list/>
        </div>
    }
}

/// Adds up what the list shows.
fn figures(list: List) -> Figures {
    let amounts: Vec<&'static Field> = list.table.columns().filter(|field| matches!(field.kind, Kind::Money)).collect();
    let now = list.session.now();
    list.rows.with(|rows| {
        list.session.read(|view| {
            let mut sums: Vec<BTreeMap<String, i64>> = vec![BTreeMap::new(); amounts.len()];
            let mut late = 0;
            for rec in rows.refs.iter().filter_map(|at| view.at(at)) {
                late += usize::from(due::of(&rec, &now).is_some_and(|due| due.days < 0));
                for (field, sum) in amounts.iter().zip(&mut sums) {
                    if let Value::Money(minor, currency) = &*rec.value(field, &now) {
                        let total = sum.entry(currency.clone()).or_default();
                        *total = total.saturating_add(*minor);
                    }
                }
            }
            let written = |sum: BTreeMap<String, i64>| {
                sum.iter().map(|(currency, minor)| format::money(*minor, currency)).collect::<Vec<_>>()
            };
            let labels = amounts.iter().map(|field| field.label);
            Figures {
                sums: labels.zip(sums.into_iter().map(written)).filter(|(_, sums)| !sums.is_empty()).collect(),
                late,
            }
        })
    })
}
