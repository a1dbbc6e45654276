//! Highlight: the words somebody searched for, marked where they stand in a text.

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
        .map(|(piece, marked)| {
            if marked { view! { <mark>{piece}</mark> }.into_any() } else { view! { {piece} }.into_any() }
        })
        .collect_view()
}

/// The text in pieces, each with whether it is one of the words. Case does not count.
fn pieces(text: &str, words: &str) -> Vec<(String, bool)> {
    let lower = |c: char| c.to_lowercase().next().unwrap_or(c);
    let chars: Vec<char> = text.chars().collect();
    let plain: Vec<char> = chars.iter().copied().map(lower).collect();
    let mut marked = vec![false; chars.len()];
    for word in words.split_whitespace() {
        let word: Vec<char> = word.chars().map(lower).collect();
        for (at, window) in plain.windows(word.len()).enumerate() {
            if window == word {
                marked[at..at + word.len()].fill(true);
            }
        }
    }
    let mut pieces: Vec<(String, bool)> = Vec::new();
    for (c, marked) in chars.into_iter().zip(marked) {
        match pieces.last_mut() {
            Some((piece, same)) if *same == marked => piece.push(c),
            _ => pieces.push((c.to_string(), marked)),
        }
    }
    pieces
}
