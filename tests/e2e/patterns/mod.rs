//! The behaviour tables of the ARIA practices (A3): for every pattern that the product uses, which key leads
//! where. A table is read by one driver, and compared with what the page tells assistive technology.

mod boxes;
mod controls;
mod grid;
mod layers;

use crate::browser::{Browser, PATIENCE, Person};
use crate::keyboard::NO_MOUSE;
use crate::site::Site;
use std::path::Path;
use std::time::Instant;

/// A row of a table: what is pressed, where the focus is then, and what is told of it.
///
/// Keys stand apart by spaces; what stands in `“”` is typed. The focus is a role and how its name begins; behind
/// a ` → ` follows the option that `aria-activedescendant` names. The state is all there is, in the order of
/// [`SAYS`]: so what is not named must not be.
type Row = (&'static str, &'static str, &'static str);

/// Where the focus is, the option that is active with it, and the state of both.
const SAYS: &str = "    axe.teardown();
    axe.setup(document);
    const { aria, text } = axe.commons;
    const tidy = (text) => text.replace(/\\s+/g, ' ').trim();
    const named = (element) => tidy(
        `${element.matches('summary') ? 'summary' : aria.getRole(element)} ${text.accessibleText(element)}`);
    const at = document.activeElement;
    const id = at.getAttribute('aria-activedescendant');
    const option = id && document.getElementById(id);
    const state = [];
    const tell = (element, attribute, yes, no) => {
        const value = element.getAttribute(attribute);
        if (value !== null) state.push(value === 'true' ? yes : no);
    };
    const held = at.matches('[role=gridcell]') && at.querySelector('[aria-expanded]');
    tell(held || at, 'aria-expanded', 'expanded', 'collapsed');
    if (at.matches('summary')) state.push(at.parentElement.open ? 'expanded' : 'collapsed');
    tell(at, 'aria-selected', 'selected', 'not selected');
    tell(at, 'aria-checked', 'checked', 'not checked');
    tell(at, 'aria-pressed', 'pressed', 'not pressed');
    tell(at, 'aria-disabled', 'disabled', 'enabled');
    if ((at.ariaSort ?? 'none') !== 'none') state.push(at.ariaSort);
    if (at.matches('[type=checkbox], [type=radio]')) state.push(at.checked ? 'checked' : 'not checked');
    else if (at.matches('input, textarea')) state.push(`“${at.value}”`);
    if (at.matches('select')) state.push(`“${at.selectedOptions[0].text}”`);
    const layers = 'dialog[open], [role=menu]:popover-open, [role=dialog]:popover-open, .tip:popover-open';
    for (const layer of document.querySelectorAll(layers)) {
        const role = layer.matches('.tip') ? 'tip' : aria.getRole(layer);
        const name = layer.matches('.tip') ? layer.innerText : text.accessibleText(layer);
        state.push(`${layer.contains(at) && role !== 'tip' ? 'in' : 'with'} ${tidy(`${role} ${name}`)}`);
    }
    const says = [named(at), option ? named(option) : '', state.join(', ')];
    axe.teardown();
    return says;";

impl Browser {
    /// A browser at the demo whose mouse is forbidden.
    async fn of_keys(site: &Site) -> Browser {
        let browser = Browser::start_as(site, Person { before: NO_MOUSE, ..Person::default() }).await;
        browser.enter_demo().await;
        browser
    }

    /// Presses what a table says and compares what comes of it.
    #[track_caller]
    fn follows<'a>(&'a self, pattern: &'a str, table: &'a [Row]) -> impl Future<Output = ()> + 'a {
        let caller = std::panic::Location::caller();
        async move {
            for (at, (keys, focus, state)) in table.iter().enumerate() {
                for key in pressed(keys) {
                    match key.strip_prefix('“') {
                        Some(typed) => self.type_text(typed).await,
                        None => self.press(key).await,
                    }
                    // The next key is for whoever has the focus then.
                    self.settle().await;
                }
                let (focus, active) = focus.split_once(" → ").unwrap_or((focus, ""));
                let start = Instant::now();
                loop {
                    let (holder, option, told) = self.says().await;
                    let is_active = option.starts_with(active) && option.is_empty() == active.is_empty();
                    if holder.starts_with(focus) && is_active && told == *state {
                        break;
                    }
                    assert!(
                        start.elapsed() < PATIENCE,
                        "{caller}: {pattern}, row {at}: after {keys} the page says\n  {holder} → {option}\n  {told}\n\
                         and not\n  {focus} → {active}\n  {state}",
                    );
                    self.settle().await;
                }
            }
        }
    }

    /// What the page tells of the focus: role and name, the active option, the state.
    async fn says(&self) -> (String, String, String) {
        self.inject_axe().await;
        self.run(SAYS, vec![]).await
    }
}

/// The keys of a row, and the texts that are typed, with the sign that opens them.
fn pressed(keys: &str) -> Vec<&str> {
    let mut rest = keys;
    let mut found = Vec::new();
    while !rest.is_empty() {
        let end = if rest.starts_with('“') { rest.find('”') } else { rest.find(' ') };
        let end = end.unwrap_or(rest.len());
        found.push(&rest[..end]);
        rest = rest[end..].trim_start_matches(['”', ' ']);
    }
    found
}

/// The patterns with keys of their own, and whether the product uses them: each in use has its tables.
const PATTERNS: [(&str, bool); 17] = [
    ("alertdialog", true),
    ("combobox", true),
    ("dialog", true),
    ("grid", true),
    ("listbox", true),
    ("menu", true),
    ("radiogroup", true),
    ("switch", true),
    ("tablist", true),
    ("feed", false),
    ("menubar", false),
    ("slider", false),
    ("spinbutton", false),
    ("toolbar", false),
    ("tooltip", false),
    ("tree", false),
    ("treegrid", false),
];

#[test]
fn patterns_in_use_have_tables() {
    let mut sources = String::new();
    gather(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src/ui")), &mut sources);
    for (role, used) in PATTERNS {
        // A role is written down as it is, or given where it depends.
        let found =
            [format!("role=\"{role}\""), format!("then_some(\"{role}\")")].iter().any(|own| sources.contains(own));
        assert_eq!(found, used, "{role}");
    }
}

/// The sources below a folder, but for the gallery, which is no part of the product.
fn gather(folder: &Path, into: &mut String) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() && !path.ends_with("gallery") {
            gather(&path, into);
        } else if path.is_file() {
            into.push_str(&std::fs::read_to_string(&path).unwrap());
        }
    }
}
