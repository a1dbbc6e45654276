//! Reading the keyboard, once for the whole page. Two facts live here and nowhere else: a key
//! press that belongs to an input method is not ours (the Enter that confirms 汉字 must not
//! submit), and the main modifier `Mod` is ⌘ on Apple systems and Ctrl elsewhere.

use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

/// One key press, free of input methods and of the platform's names for modifiers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Press {
    /// The key as the browser names it: `Enter`, `ArrowDown`, `k`. Letters are lower case.
    pub key: String,
    /// Whether `Mod` was held.
    pub primary: bool,
    /// Whether Shift was held.
    pub shift: bool,
    /// Whether Alt was held, or Ctrl on Apple systems: no chord of ours uses either.
    pub other: bool,
}

impl Press {
    /// Reads an event; `None` while an input method is composing. Safari ends the composition
    /// before it sends the key, so the code 229 is asked too (WebKit bug 165004).
    #[must_use]
    pub fn of(event: &KeyboardEvent) -> Option<Self> {
        if event.is_composing() || event.key_code() == 229 {
            return None;
        }
        let (primary, foreign) =
            if is_apple() { (event.meta_key(), event.ctrl_key()) } else { (event.ctrl_key(), event.meta_key()) };
        let key = event.key();
        let key = if key.chars().count() == 1 { key.to_lowercase() } else { key };
        Some(Self { key, primary, shift: event.shift_key(), other: foreign || event.alt_key() })
    }

    /// The key when nothing but Shift is held, else an empty string, so that a `match` on it
    /// never mistakes Ctrl+A for `a`.
    #[must_use]
    pub fn plain(&self) -> &str {
        if self.primary || self.other { "" } else { &self.key }
    }

    /// The chord that was pressed, as shortcuts are written; `None` for keys that only modify and for
    /// modifiers that no shortcut of ours uses. Shift counts as in [`Press::is`].
    #[must_use]
    pub fn chord(&self) -> Option<String> {
        let only_modifies = matches!(self.key.as_str(), "Shift" | "Control" | "Alt" | "Meta" | "CapsLock" | "Dead");
        if only_modifies || self.other {
            return None;
        }
        let shift = if self.shift && self.shift_matters() { "Shift+" } else { "" };
        let key = if self.key == " " { "Space" } else { &self.key };
        Some(format!("{}{shift}{key}", if self.primary { "Mod+" } else { "" }))
    }

    fn shift_matters(&self) -> bool {
        self.key.chars().count() > 1 || self.key.chars().all(char::is_alphanumeric)
    }

    /// Whether this press is the chord, written as in `Mod+Shift+z`, `Enter` or `?`.
    /// Shift counts only for letters and named keys, for `?` needs it on some keyboards.
    #[must_use]
    pub fn is(&self, chord: &str) -> bool {
        let (modifiers, key) = split(chord);
        let shift = modifiers.contains(&"Shift");
        self.key == key
            && self.primary == modifiers.contains(&"Mod")
            && !self.other
            && (!self.shift_matters() || self.shift == shift)
    }
}

/// Whether the event comes from a place where letters are text: no single-letter shortcut may
/// fire there.
#[must_use]
pub fn in_text(event: &KeyboardEvent) -> bool {
    let Some(target) = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok()) else { return false };
    if target.is_content_editable() {
        return true;
    }
    match target.tag_name().as_str() {
        "TEXTAREA" | "SELECT" => true,
        "INPUT" => !matches!(
            target.get_attribute("type").as_deref(),
            Some("checkbox" | "radio" | "button" | "submit" | "reset" | "range" | "color" | "file")
        ),
        _ => false,
    }
}

/// The chord as this platform writes it on its keys: `⌘⇧Z` or `Ctrl+Shift+Z`.
#[must_use]
pub fn label(chord: &str) -> String {
    let apple = is_apple();
    let (modifiers, key) = split(chord);
    let key = match key {
        "Enter" => "↵".to_owned(),
        "Escape" => "Esc".to_owned(),
        "ArrowUp" => "↑".to_owned(),
        "ArrowDown" => "↓".to_owned(),
        "ArrowLeft" => "←".to_owned(),
        "ArrowRight" => "→".to_owned(),
        "Backspace" => "⌫".to_owned(),
        " " => "Space".to_owned(),
        key if key.chars().count() == 1 => key.to_uppercase(),
        key => key.to_owned(),
    };
    let mut text = String::new();
    for modifier in modifiers {
        text.push_str(match (modifier, apple) {
            ("Mod", true) => "⌘",
            ("Mod", false) => "Ctrl+",
            ("Shift", true) => "⇧",
            (_, _) => "Shift+",
        });
    }
    text + &key
}

/// Whether the main modifier is ⌘.
#[must_use]
pub fn is_apple() -> bool {
    thread_local! {
        static APPLE: bool = web_sys::window()
            .and_then(|window| window.navigator().platform().ok())
            .is_some_and(|platform| platform.starts_with("Mac") || platform.starts_with("iP"));
    }
    APPLE.with(|apple| *apple)
}

/// Splits a chord into its modifiers and its key. A lone `+` is a key.
fn split(chord: &str) -> (Vec<&str>, &str) {
    let mut modifiers = Vec::new();
    let mut rest = chord;
    while let Some((head, tail)) = rest.split_once('+').filter(|(head, tail)| !head.is_empty() && !tail.is_empty()) {
        modifiers.push(head);
        rest = tail;
    }
    (modifiers, rest)
}
