//! The outlook beside columns and rules: how many rows become what, as the check of all of them says.

use super::desk::{Desk, Stage};
use crate::app::sheet::Fate;
use crate::i18n::{format, key};
use crate::ui::component::{BarPart, Button, ButtonSize, Note, StackedBar, Tone};
use leptos::prelude::*;

/// The fates of rows with their words and drawing, in order.
pub(super) const FATES: [(Fate, &str, Tone, bool); 5] = [
    (Fate::New, key::IMPORT_NEW, Tone::Accent, false),
    (Fate::Update, key::IMPORT_UPDATE, Tone::Info, true),
    (Fate::Duplicate, key::IMPORT_DUPLICATES, Tone::Warn, true),
    (Fate::Skipped, key::IMPORT_SKIPPED, Tone::Neutral, true),
    (Fate::Wrong, key::IMPORT_WRONG, Tone::Danger, false),
];

/// The counts, as a bar and in figures.
#[component]
pub(super) fn Outlook(desk: Desk) -> impl IntoView {
    let session = desk.session;
    let counts = Memo::new(move |_| desk.checked.with(|checked| checked.counts));
    let parts = Signal::derive(move || {
        let counts = counts.get();
        let share = |fate: Fate| counts.of(fate) as f64 / counts.rows.max(1) as f64;
        FATES
            .iter()
            .map(|(fate, _, tone, hatched)| BarPart { share: share(*fate), tone: *tone, hatched: *hatched })
            .collect::<Vec<_>>()
    });
    let figure = move |word: &'static str, mark: Option<(Tone, bool)>, count: Signal<usize>| {
        let mark = mark
            .map(|(tone, hatched)| view! { <i class=format!("swatch {}", tone.class()) class:hatched=hatched></i> });
        view! {
            <div class="figure" class:none=move || count.get() == 0>
                <dt>{mark}{session.label(word)}</dt>
                <dd>{move || format::number(count.get() as i64)}</dd>
            </div>
        }
    };
    let figures = FATES.map(|(fate, word, tone, hatched)| {
        figure(word, Some((tone, hatched)), Signal::derive(move || counts.get().of(fate)))
    });
    let lacking = move || {
        let lacking = desk.checked.with(|checked| checked.lacking.clone());
        (!lacking.is_empty()).then(|| {
            let fields: Vec<String> = lacking.iter().map(|label| session.t(label)).collect();
            let sentence = session.tw(key::IMPORT_LACKS, &[("fields", fields.join(", ").into())]);
            view! { <Note tone=Tone::Warn>{sentence}</Note> }
        })
    };
    let mend = move || {
        (counts.get().wrong > 0).then(|| {
            view! {
                <Button
                    label=session.label(key::IMPORT_MEND)
                    size=ButtonSize::Compact
                    on_click=move |_| desk.go(Stage::Check)
                />
            }
        })
    };
    view! {
        <section class="import-check" aria-label=session.label(key::IMPORT_CHECK)>
            <h2 class="block-heading">{session.label(key::IMPORT_CHECK)}" "<span class="meta">{session.label(key::IMPORT_CHECK_LIVE)}</span></h2>
            <StackedBar label=session.label(key::IMPORT_CHECK) parts=parts/>
            <dl class="figures">
                {figures.into_iter().collect_view()}
                {figure(key::IMPORT_ROWS, None, Signal::derive(move || counts.get().rows))}
                {figure(key::IMPORT_COMPANIES, None, Signal::derive(move || counts.get().made))}
            </dl>
            {lacking}
            {mend}
        </section>
    }
}
