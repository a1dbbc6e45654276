//! The editor of a set of free words: the words as chips, and a box that offers those in use.

use super::form::Entry;
use crate::crm::entities;
use crate::i18n::key;
use crate::ledger::order::sort_by_key;
use crate::ui::component::{Chip, Choice, Combobox};
use crate::ui::session::{Session, session};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// Edits a set of words, kept as text with commas between them.
#[component]
pub(super) fn TagsInput(
    /// The field being filled in.
    entry: Entry,
    /// Called with the new text.
    on_change: Callback<String>,
) -> impl IntoView {
    let session = session();
    let words = move || entry.text.with(|text| split(text));
    let write = move |words: Vec<String>| {
        let text = words.join(", ");
        entry.text.set(text.clone());
        on_change.run(text);
    };
    let add = move |typed: String| {
        let mut words = untrack(words);
        for word in split(&typed) {
            if !words.contains(&word) {
                words.push(word);
            }
        }
        write(words);
    };
    let chosen = RwSignal::new(None::<Choice>);
    let take = move |choice: Option<Choice>| {
        if let Some(choice) = choice {
            add(choice.value);
            chosen.set(None);
        }
    };
    let chips = move || {
        let chip = |word: String| {
            let own = word.clone();
            let label = word.clone();
            view! {
                <Chip
                    label=word
                    remove_label=move || session.tw(key::TAG_REMOVE, &[("tag", label.clone().into())])
                    on_remove=move |_| write(untrack(words).into_iter().filter(|word| *word != own).collect())
                />
            }
        };
        words().into_iter().map(chip).collect_view()
    };
    let source = move |typed: String| {
        let found = in_use(session, entry.field.key, &typed, &untrack(words));
        async move { found }
    };
    view! {
        <div class="tags-input">
            <div class="cluster">{chips}</div>
            <Combobox
                value=chosen
                source=source
                empty_text=session.label(key::TAG_NONE)
                count_text=move |count: usize| session.tw(key::LINK_FOUND, &[("count", count.into())])
                clear_label=session.label(key::LINK_CLEAR)
                placeholder=session.hint(key::TAG_ADD)
                create_text=move |typed: String| session.tw(key::TAG_CREATE, &[("tag", typed.into())])
                on_create=move |typed: String| {
                    add(typed);
                    chosen.set(None);
                }
                on_change=take
            />
        </div>
    }
}

/// The words of a text with commas between them.
fn split(text: &str) -> Vec<String> {
    text.split([',', '，', '、', ';', '；'])
        .map(|word| word.trim().to_owned())
        .filter(|word| !word.is_empty())
        .collect()
}

/// The words in use in fields of this name that contain what was typed, the most used first.
fn in_use(session: Session, key: &str, typed: &str, taken: &[String]) -> Vec<Choice> {
    let typed = typed.trim().to_lowercase();
    let counts = session.workspace().read(|view| {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for table in entities().iter().filter(|table| table.field(key).is_some()) {
            for rec in view.records(table.key) {
                for tag in rec.tags(key) {
                    *counts.entry(tag.to_owned()).or_default() += 1;
                }
            }
        }
        counts
    });
    let mut found: Vec<(String, usize)> =
        counts.into_iter().filter(|(tag, _)| !taken.contains(tag) && tag.to_lowercase().contains(&typed)).collect();
    sort_by_key(&mut found, |(_, count)| std::cmp::Reverse(*count));
    found.into_iter().map(|(tag, count)| Choice::new(tag.clone(), tag).detail(count.to_string())).collect()
}
