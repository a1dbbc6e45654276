//! Highlight: the words somebody searched for, marked where they stand in a text.

use crate::crm::search;
use leptos::prelude::*;

/// A text with the words searched for marked.
#[component]
pub fn Highlight(
    /// The text.
    #[prop(into)]
    text: String,
    /// What was searched for.
    words: String,
) -> impl IntoView {
    pieces(&text, &words)
        .into_iter()
        .map(
            |(piece, marked)| {
                if marked { view! { <mark>{piece}</mark> }.into_any() } else { view! { {piece} }.into_any() }
            },
        )
        .collect_view()
}

/// The text in pieces, each with whether it is what was searched for, as search itself judges.
fn pieces(text: &str, words: &str) -> Vec<(String, bool)> {
    let mut pieces = Vec::new();
    let mut end = 0;
    for range in search::Query::new(words).highlight(text) {
        pieces.push((text[end..range.start].to_owned(), false));
        pieces.push((text[range.clone()].to_owned(), true));
        end = range.end;
    }
    pieces.push((text[end..].to_owned(), false));
    pieces.retain(|(piece, _)| !piece.is_empty());
    pieces
}
