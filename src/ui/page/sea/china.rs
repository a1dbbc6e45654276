//! China's regions taken in, as deep and of as many provinces as somebody needs.

use crate::crm::View;
use crate::crm::region::china::{self, DISTRICTS};
use crate::i18n::{Lang, key};
use crate::ui::component::{Button, ButtonVariant, CheckChips, Choice, ChoiceChips, Dialog, Field};
use crate::ui::session::session;
use leptos::prelude::*;

/// Asks how deep, and of which provinces.
#[component]
pub(super) fn China(open: RwSignal<bool>) -> impl IntoView {
    let session = session();
    let (depth, provinces) = (RwSignal::new("1".to_owned()), RwSignal::new(String::new()));
    let busy = RwSignal::new(false);
    let chinese = move || session.lang.get() == Lang::Zh;
    let depths = Signal::derive(move || {
        let words = [key::REGIONS_PROVINCES, key::REGIONS_CITIES, key::REGIONS_DISTRICTS];
        (1..=DISTRICTS)
            .zip(words)
            .map(|(depth, word)| Choice::new(depth.to_string(), session.t(word)))
            .collect::<Vec<_>>()
    });
    let offered = Signal::derive(move || {
        let provinces = china::lines().filter(|line| line.depth == 1);
        let name = |line: &china::Line| if chinese() { line.name.to_owned() } else { line.english() };
        provinces.map(|line| Choice::new(line.code, name(&line))).collect::<Vec<_>>()
    });
    let missing = Memo::new(move |_| {
        let (deepest, codes) = wanted(&depth.get(), provinces.get());
        session.read(|view| china::missing(&view, deepest, &codes.iter().map(String::as_str).collect::<Vec<_>>()).len())
    });
    let count = move || i64::try_from(missing.get()).unwrap_or(i64::MAX);
    let take = move |_| {
        if missing.get_untracked() == 0 {
            return open.set(false);
        }
        busy.set(true);
        let (deepest, codes) = wanted(&depth.get_untracked(), provinces.get_untracked());
        let chinese = untrack(chinese);
        let make = move |view: &View<'_>| {
            Ok(china::take_in(view, deepest, &codes.iter().map(String::as_str).collect::<Vec<_>>(), chinese))
        };
        session.act("regions", key::DONE_REGIONS, make, move |done| {
            let _ = busy.try_set(false);
            if done.is_ok() {
                let _ = open.try_set(false);
            }
        });
    };
    let footer = move || {
        view! {
            <Button label=session.label(key::CANCEL) on_click=move |_| open.set(false)/>
            <Button
                label=move || session.tw(key::REGIONS_TAKE, &[("n", count().into())])
                variant=ButtonVariant::Primary
                busy=busy
                on_click=take
            />
        }
    };
    view! {
        <Dialog
            open=open
            title=session.label(key::REGIONS_CHINA)
            close_label=session.label(key::CLOSE)
            footer=footer
        >
            <div class="stack">
                <p class="meta">{session.label(key::REGIONS_CHINA_WHY)}</p>
                <ChoiceChips value=depth label=session.label(key::REGIONS_DEPTH) choices=depths/>
                <Field label=session.label(key::REGIONS_OF)>
                    <CheckChips value=provinces label=session.label(key::REGIONS_OF) choices=offered/>
                </Field>
            </div>
        </Dialog>
    }
}

fn wanted(depth: &str, provinces: String) -> (usize, Vec<String>) {
    let codes = provinces.split(", ").filter(|code| !code.is_empty()).map(str::to_owned).collect();
    (depth.parse().unwrap_or(1), codes)
}
