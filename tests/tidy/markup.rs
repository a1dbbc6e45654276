//! What the page must never do, and words that bypass the message files.

use crate::source::{Literal, Source, texts};
use crate::{assert_none, assert_tidy, check};

/// Ways to turn text into code or markup, and a style the policy blocks.
const FORBIDDEN: [(&str, &str); 9] = [
    ("inner_html", "text never becomes markup"),
    ("outer_html", "text never becomes markup"),
    ("insert_adjacent_html", "text never becomes markup"),
    ("document.write", "text never becomes markup"),
    ("js_sys::eval", "text never becomes code"),
    ("Function::new", "text never becomes code"),
    ("eval(", "text never becomes code"),
    ("style=\"", "the policy blocks style attributes: style:property="),
    ("style={", "the policy blocks style attributes: style:property="),
];

/// Attributes whose text a person sees or hears.
const VISIBLE: [&str; 6] = ["aria-label=", "aria-description=", "title=", "placeholder=", "alt=", "label="];

fn forbidden(source: &Source) -> Vec<String> {
    if !source.path.starts_with("src/") {
        return Vec::new();
    }
    let mut places: Vec<String> = FORBIDDEN
        .iter()
        .flat_map(|(pattern, why)| source.occurrences(pattern, &format!("{pattern}…: {why}")))
        .collect();
    places.sort();
    places
}

/// Keys are read in one place, which knows about input methods.
fn raw_keys(source: &Source) -> Vec<String> {
    if !source.is_in("src/ui") || source.path == "src/ui/key.rs" {
        return Vec::new();
    }
    let why = "reads a key without regard to input methods: ui::key";
    ["event.key()", "ev.key()", ".key_code()"].iter().flat_map(|pattern| source.occurrences(pattern, why)).collect()
}

/// Shortcuts stand in one table. What a native or ARIA pattern asks of a part (Enter, Escape, arrows) is
/// none.
fn chords(source: &Source) -> Vec<String> {
    let parts = ["src/ui/component", "src/ui/gallery", "src/ui/key.rs"];
    if !source.is_in("src/ui") || parts.iter().any(|part| source.is_in(part)) {
        return Vec::new();
    }
    let asked = |literal: &Literal| {
        let before = source.code[..literal.start].trim_end();
        ["is(", "plain() ==", "keys()", "key =="].iter().any(|end| before.ends_with(end))
    };
    let is_chord = |literal: &&Literal| {
        let modified = literal.value.starts_with("Mod+") && literal.value.len() > "Mod+".len();
        modified || asked(literal) && literal.value.chars().count() == 1
    };
    let says = |literal: &Literal| source.at(literal.start, &format!("\"{}\" belongs in app::shortcut", literal.value));
    source.strings.iter().filter(is_chord).map(says).collect()
}

/// Words in view code that are not in the message files. Names of classes, roles and icons are Latin and
/// stand in attributes, so: no 汉字 anywhere, and no letters in text nodes and visible attributes.
fn words(source: &Source) -> Vec<String> {
    // The gallery shows parts to developers and is no part of a release.
    if !source.is_in("src/ui") || source.is_in("src/ui/gallery") {
        return Vec::new();
    }
    let visible = |literal: &&Literal| {
        let han = literal.value.chars().any(|c| ('\u{3400}'..='\u{9fff}').contains(&c));
        let letters = literal.value.chars().any(char::is_alphabetic);
        han || (letters && (is_text_node(source, literal) || is_visible_attribute(source, literal)))
    };
    let says = |literal: &Literal| source.at(literal.start, &format!("\"{}\" belongs in src/i18n", literal.value));
    source.strings.iter().filter(visible).map(says).collect()
}

/// Whether a literal stands between tags: after `>` that closes a tag, and before `<` or `{`.
fn is_text_node(source: &Source, literal: &Literal) -> bool {
    let before = source.code[..literal.start].trim_end();
    let after = source.code[literal.end..].trim_start();
    // What stands on a key is the same word in every language.
    if before.ends_with("<kbd>") {
        return false;
    }
    let closes_tag = before.ends_with('>') && !before.ends_with("=>") && !before.ends_with("->");
    (closes_tag || before.ends_with('}')) && after.starts_with(['<', '{']) || closes_tag && after.starts_with('<')
}

fn is_visible_attribute(source: &Source, literal: &Literal) -> bool {
    let before = &source.code[..literal.start];
    VISIBLE.iter().any(|name| before.strip_suffix(name).is_some_and(|rest| rest.ends_with(char::is_whitespace)))
}

#[test]
fn nothing_runs_text() {
    assert_tidy("forbidden", forbidden);
}

#[test]
fn keys_are_read_in_one_place() {
    assert_tidy("raw keys", raw_keys);
}

#[test]
fn shortcuts_stand_in_their_table() {
    assert_tidy("a key outside the table of shortcuts", chords);
}

#[test]
fn words_stand_in_the_message_files() {
    assert_tidy("a visible word outside i18n", words);
}

#[test]
fn page_and_scripts_run_no_text() {
    let mut places = Vec::new();
    for (path, text) in texts("public", "html").into_iter().chain(texts("public", "js")) {
        for pattern in
            ["innerHTML", "outerHTML", "insertAdjacentHTML", "eval(", "document.write", " style=", "<style", "onclick="]
        {
            // boot.js explains in a comment what Leptos does.
            let live = text.lines().filter(|line| !line.trim_start().starts_with("//"));
            places.extend(live.filter(|line| line.contains(pattern)).map(|line| format!("{path}: {}", line.trim())));
        }
    }
    assert_none("forbidden", places);
}

#[test]
fn the_rules_catch_their_samples() {
    let sample = "a.set_inner_html(b);\njs_sys::eval(c);\nview! { <p style=\"x\"/> }\nlet evaluate = 1;\n// eval(\n";
    check(forbidden, "src/ui/a.rs", sample, &[1, 2, 2, 3]);
    check(forbidden, "tests/e2e/a.rs", sample, &[]);
    check(raw_keys, "src/ui/a.rs", "if event.key() == \"Enter\" {}\nif press.is(\"Enter\") {}\n", &[1]);
    check(raw_keys, "src/ui/key.rs", "event.key() == \"Enter\"", &[]);
    let sample = "press.is(\"e\");\npress.is(\"Enter\");\n<Keys chord=\"Mod+k\"/>\nif press.plain() == \"/\" {}\n";
    check(chords, "src/ui/page/a.rs", sample, &[1, 3, 4]);
    check(chords, "src/ui/component/a.rs", sample, &[]);
}

#[test]
fn the_rule_catches_words() {
    let sample = r#"
view! {
    <p>"Hello"</p>
    <p>{name} "of"<b/></p>
    <button title="Save" class="primary" aria-label=label>{text}</button>
    <p>" · "</p><kbd>"Esc"</kbd>
    <p class="quiet">{move || if a > b { "x" } else { "y" }}</p>
}
match x { A => "done", B if a -> "b" => "线索" }
// "Words in comments"
"#;
    check(words, "src/ui/page/a.rs", sample, &[3, 4, 5, 9]);
    check(words, "src/crm/lead/fields.rs", sample, &[]);
}
