//! Contrast of the tokens: every text colour on every ground it may stand on is at least 4.5:1, and
//! what draws a control or a state is at least 3:1, in light and in dark (WCAG 1.4.3 and 1.4.11).
//! Reads `style/tokens.css` itself, so a token cannot change unmeasured.

use std::collections::HashMap;

/// Grounds on which rows, cards, panels and bars write.
const GROUNDS: [&str; 7] = ["paper", "canvas", "surface", "raised", "sunken", "hover", "selected"];

/// The colours of a theme by token: light first, dark second.
fn tokens() -> HashMap<String, [[u8; 3]; 2]> {
    let css = include_str!("../style/tokens.css");
    let token = |line: &str| {
        let (name, value) = line.trim().strip_prefix("--")?.split_once(':')?;
        let (light, dark) = value.trim().strip_prefix("light-dark(")?.strip_suffix(");")?.split_once(',')?;
        Some((name.to_owned(), [colour(light)?, colour(dark)?]))
    };
    css.lines().filter_map(token).collect()
}

fn colour(text: &str) -> Option<[u8; 3]> {
    let digits = text.trim().strip_prefix('#').filter(|digits| digits.len() == 6)?;
    let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
    Some([part(0)?, part(2)?, part(4)?])
}

fn luminance(colour: [u8; 3]) -> f64 {
    let [r, g, b] = colour.map(|part| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

fn ratio(one: [u8; 3], other: [u8; 3]) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// Both themes of `front` on `ground` reach `least`.
#[track_caller]
fn check(front: &str, ground: &str, least: f64) {
    let tokens = tokens();
    for (theme, at) in [("light", 0), ("dark", 1)] {
        let ratio = ratio(tokens[front][at], tokens[ground][at]);
        assert!(ratio >= least, "{front} on {ground} is {ratio:.2}:1 in {theme}, wants {least}:1");
    }
}

#[test]
fn ink_is_legible_on_every_ground() {
    for ink in ["ink", "ink-2", "ink-3", "accent"] {
        for ground in GROUNDS {
            check(ink, ground, 4.5);
        }
    }
    for ink in ["ink", "ink-2", "ink-3"] {
        check(ink, "grey-soft", 4.5);
    }
    for ink in ["ink", "ink-2", "accent"] {
        check(ink, "current", 4.5);
    }
}

#[test]
fn meanings_are_legible_on_rows_and_on_their_own_soft_ground() {
    for tone in ["accent", "success", "warn", "danger", "info", "violet"] {
        for ground in ["canvas", "surface", "raised", "hover", "selected"] {
            check(tone, ground, 4.5);
        }
        check(tone, &format!("{tone}-soft"), 4.5);
        check("ink", &format!("{tone}-soft"), 4.5);
    }
}

#[test]
fn words_on_fills_are_legible() {
    check("on-accent", "accent", 4.5);
    check("on-accent", "accent-hover", 4.5);
    check("on-accent", "danger-fill", 4.5);
    check("on-inverse", "inverse", 4.5);
    check("on-inverse-2", "inverse", 4.5);
    check("inverse-accent", "inverse", 4.5);
}

#[test]
fn edges_of_inputs_and_the_focus_ring_are_seen() {
    for ground in GROUNDS {
        check("line-strong", ground, 3.0);
        check("focus", ground, 3.0);
    }
}

#[test]
fn the_table_of_tokens_is_read() {
    assert!(tokens().len() >= 37, "{} tokens found", tokens().len());
}
