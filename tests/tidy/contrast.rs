//! Contrast of the colour tokens (A6): text at least 4.5:1 on every ground it may stand on, controls and
//! graphics at least 3:1, in light and in dark.

use crate::assert_none;
use std::collections::BTreeMap;

const GROUNDS: [&str; 7] = ["paper", "canvas", "surface", "raised", "sunken", "hover", "selected"];
const TEXTS: [&str; 9] = ["ink", "ink-2", "ink-3", "accent", "success", "warn", "danger", "info", "violet"];
/// Text on grounds of its own.
const PAIRS: [(&str, &[&str]); 13] = [
    ("ink", &["current"]),
    ("ink-2", &["current"]),
    ("accent", &["current"]),
    ("on-accent", &["accent", "accent-hover"]),
    ("on-inverse", &["inverse"]),
    ("on-inverse-2", &["inverse"]),
    ("accent", &["accent-soft"]),
    ("success", &["success-soft"]),
    ("warn", &["warn-soft"]),
    ("danger", &["danger-soft"]),
    ("info", &["info-soft"]),
    ("violet", &["violet-soft"]),
    ("ink-3", &["grey-soft"]),
];
/// Lines, rings and fills that carry meaning.
const GRAPHICS: [&str; 3] = ["line-strong", "focus", "accent"];

/// A token's colour in light and in dark.
type Tokens = BTreeMap<String, [[f64; 3]; 2]>;

/// Every `--name: light-dark(#rrggbb, #rrggbb);` of a style sheet.
fn tokens(sheet: &str) -> Tokens {
    let mut tokens = Tokens::new();
    for line in sheet.lines() {
        let Some((name, rest)) = line.trim().strip_prefix("--").and_then(|line| line.split_once(": light-dark("))
        else {
            continue;
        };
        let colours: Vec<_> = rest.split(')').next().unwrap().split(',').map(|colour| rgb(colour.trim())).collect();
        if let [Some(light), Some(dark)] = colours[..] {
            tokens.insert(name.to_owned(), [light, dark]);
        }
    }
    tokens
}

/// Red, green and blue from 0 to 1 of `#rrggbb`.
fn rgb(colour: &str) -> Option<[f64; 3]> {
    let digits = colour.strip_prefix('#').filter(|digits| digits.len() == 6)?;
    let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok().map(|part| f64::from(part) / 255.0);
    Some([part(0)?, part(2)?, part(4)?])
}

/// WCAG 2 contrast.
fn ratio(one: [f64; 3], other: [f64; 3]) -> f64 {
    let linear = |part: f64| if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) };
    let luminance = |[r, g, b]: [f64; 3]| 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// The pairs that are too faint.
fn faint(tokens: &Tokens) -> Vec<String> {
    let text = TEXTS.iter().map(|text| (text, &GROUNDS[..], 4.5));
    let pairs = PAIRS.iter().map(|(text, grounds)| (text, *grounds, 4.5));
    let graphics = GRAPHICS.iter().map(|line| (line, &GROUNDS[..], 3.0));
    let mut places = Vec::new();
    for (front, grounds, least) in text.chain(pairs).chain(graphics) {
        for ground in grounds {
            let (Some(front_colours), Some(ground_colours)) = (tokens.get(*front), tokens.get(*ground)) else {
                places.push(format!("style/tokens.css lacks {front} or {ground}"));
                continue;
            };
            for (theme, (one, other)) in ["light", "dark"].iter().zip(front_colours.iter().zip(ground_colours)) {
                let found = ratio(*one, *other);
                if found < least {
                    places.push(format!("{front} on {ground} in {theme}: {found:.2} of {least}"));
                }
            }
        }
    }
    places
}

#[test]
fn colours_can_be_read() {
    let sheet = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/style/tokens.css")).unwrap();
    let tokens = tokens(&sheet);
    assert!(tokens.len() > 25, "only {} tokens found", tokens.len());
    assert_none("colours are too close", faint(&tokens));
}

#[test]
fn the_rule_catches_faint_colours() {
    assert!((ratio(rgb("#ffffff").unwrap(), rgb("#000000").unwrap()) - 21.0).abs() < 0.01);
    assert!((ratio(rgb("#ffffff").unwrap(), rgb("#767676").unwrap()) - 4.54).abs() < 0.01);
    let sheet = "  --ink: light-dark(#aaaaaa, #ffffff);\n  --paper: light-dark(#ffffff, #000000);\n  --x: 1px;\n";
    let places = faint(&tokens(sheet));
    assert!(places.contains(&"ink on paper in light: 2.32 of 4.5".to_owned()), "{places:?}");
    assert!(!places.iter().any(|place| place.starts_with("ink on paper in dark")), "{places:?}");
    assert!(places.contains(&"style/tokens.css lacks ink-2 or paper".to_owned()), "{places:?}");
}
