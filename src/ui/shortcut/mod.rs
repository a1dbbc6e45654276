//! The keyboard: hears shortcuts and hands each to the page that can do it now (U5).
//!
//! What the shortcuts are stands in [`crate::app::shortcut`]. A page says what it can do with
//! [`Keyboard::on`], for as long as it stands; only that is heard, and only that is in the help sheet and
//! in the palette, so that no shortcut is dead. Signs alone are heard neither in a text, nor with a modifier, nor behind
//! a dialog, nor while an input method composes.

mod capture;
mod settings;
mod sheet;

pub use settings::ShortcutSettings;
pub use sheet::ShortcutSheet;

use super::key::{self, Press, in_text};
use super::session::Session;
use crate::app::shortcut::{Act, Found, Keymap, Shortcut, shortcut, shortcuts};
use crate::i18n::{self, Arg, Lang};
use crate::platform::{pref, set_pref};
use gloo::events::{EventListener, EventListenerOptions};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;

/// How long the next step of a sequence is waited for, in milliseconds.
const PATIENCE: f64 = 3_000.0;

/// The preference that holds a person's own keys.
const KEPT: &str = "shortcuts";

/// The keyboard of a page. `Copy`; get it with [`keyboard`].
#[derive(Clone, Copy)]
pub struct Keyboard {
    map: RwSignal<Keymap>,
    offers: RwSignal<Vec<Offer>>,
    next: StoredValue<u32>,
    /// The first step of a sequence, and when it was pressed.
    begun: StoredValue<Option<(String, f64)>>,
    /// Whether the help sheet shows.
    sheet: RwSignal<bool>,
    /// What deeds are done to here, in words.
    subject: RwSignal<Vec<Signal<String>>>,
}

/// Something a page can do.
#[derive(Clone, Copy)]
struct Offer {
    number: u32,
    act: Act,
    /// Whether it can now.
    now: Signal<bool>,
    /// Whether it would be refused now, with a reason: then the palette does not offer it.
    refused: Signal<bool>,
    /// What is done; nothing where the part that has the focus hears the keys itself.
    run: Option<Callback<()>>,
}

/// The keyboard of this page; one that nobody hears where none was provided.
#[must_use]
pub fn keyboard() -> Keyboard {
    use_context().unwrap_or_else(Keyboard::new)
}

/// Makes the keyboard of this page, gives it to everything below, and listens as long as it stands.
pub fn provide_keyboard() -> Keyboard {
    let keyboard = Keyboard::new();
    provide_context(keyboard);
    let options = EventListenerOptions::enable_prevent_default();
    let listener = EventListener::new_with_options(&document(), "keydown", options, move |event| {
        if let Some(event) = event.dyn_ref::<KeyboardEvent>() {
            keyboard.hear(event);
        }
    });
    let listener = StoredValue::new_local(listener);
    on_cleanup(move || listener.dispose());
    keyboard
}

impl Keyboard {
    fn new() -> Keyboard {
        Keyboard {
            map: RwSignal::new(pref(KEPT).map(|text| Keymap::read(&text)).unwrap_or_default()),
            offers: RwSignal::new(Vec::new()),
            next: StoredValue::new(0),
            begun: StoredValue::new(None),
            sheet: RwSignal::new(false),
            subject: RwSignal::new(Vec::new()),
        }
    }

    /// Says what is done for an act as long as the surrounding component stands. Of several the last one
    /// does it.
    pub fn on(self, act: Act, run: impl Fn() + Send + Sync + 'static) {
        self.on_while(act, Signal::stored(true), run);
    }

    /// [`Keyboard::on`] while a condition holds.
    pub fn on_while(self, act: Act, now: Signal<bool>, run: impl Fn() + Send + Sync + 'static) {
        self.offer(act, now, Signal::stored(false), Some(Callback::new(move |()| run())));
    }

    /// [`Keyboard::on`] for what is heard always, but says why it cannot be done while it is refused.
    pub fn on_unless(self, act: Act, refused: Signal<bool>, run: impl Fn() + Send + Sync + 'static) {
        self.offer(act, Signal::stored(true), refused, Some(Callback::new(move |()| run())));
    }

    /// Says what deeds are done to as long as the surrounding component stands. Of several the last one counts.
    pub fn about(self, subject: Signal<String>) {
        self.subject.update(|all| all.push(subject));
        on_cleanup(move || {
            let _ = self.subject.try_update(|all| all.retain(|own| *own != subject));
        });
    }

    /// What deeds are done to here, in words; reactive.
    #[must_use]
    pub fn subject(self) -> Option<String> {
        self.subject.with(|all| all.last().map(|subject| subject.get()))
    }

    /// Says that the part which has the focus hears an act itself, as a grid hears its arrows.
    pub fn heard_in_place(self, act: Act) {
        self.offer(act, Signal::stored(true), Signal::stored(false), None);
    }

    fn offer(self, act: Act, now: Signal<bool>, refused: Signal<bool>, run: Option<Callback<()>>) {
        let number = self.next.get_value();
        self.next.set_value(number.wrapping_add(1));
        self.offers.update(|offers| offers.push(Offer { number, act, now, refused, run }));
        on_cleanup(move || {
            // The page may be gone as a whole.
            let _ = self.offers.try_update(|offers| offers.retain(|offer| offer.number != number));
        });
    }

    /// Whether a press is the act; for parts that hear it in place.
    #[must_use]
    pub fn asks(self, event: &KeyboardEvent, act: Act) -> bool {
        let chord = Press::of(event).and_then(|press| press.chord());
        let among = shortcuts().iter().filter(|shortcut| shortcut.act == act);
        chord.is_some_and(|chord| self.map.with_untracked(|map| matches!(map.find(&chord, among), Found::Shortcut(_))))
    }

    /// The keys that do an act now, the chosen ones first, if there are any; reactive.
    #[must_use]
    pub fn keys(self, act: Act) -> Option<String> {
        let shortcut = shortcut(act)?;
        self.map.with(|map| map.live(shortcut).next().map(str::to_owned))
    }

    /// The chord of `Mod` that does an act, whatever else does; reactive.
    #[must_use]
    pub fn chord(self, act: Act) -> Option<String> {
        let shortcut = shortcut(act)?;
        self.map.with(|map| map.live(shortcut).find(|keys| keys.starts_with("Mod+")).map(str::to_owned))
    }

    /// Shows the help sheet.
    pub fn help(self) {
        self.sheet.set(true);
    }

    /// The shortcuts that act on this page now; reactive.
    fn here(self) -> Vec<&'static Shortcut> {
        let has_keys = shortcuts().iter().filter(|shortcut| !shortcut.keys.is_empty());
        has_keys.filter(|shortcut| self.offered(shortcut.act).is_some()).collect()
    }

    /// The commands that can be run on this page now, in the order of the table; reactive.
    #[must_use]
    pub fn commands(self) -> Vec<&'static Shortcut> {
        let can = |act: Act| {
            act.is_command() && self.offered(act).is_some_and(|offer| offer.run.is_some() && !offer.refused.get())
        };
        shortcuts().iter().filter(|shortcut| can(shortcut.act)).collect()
    }

    /// Runs a command as its keys would.
    pub fn run(self, act: Act) {
        if let Some(run) = untrack(|| self.offered(act)).and_then(|offer| offer.run) {
            run.run(());
        }
    }

    /// Switches the shortcuts of signs alone on or off. Says whether they are on now.
    pub fn turn_letters(self) -> bool {
        let turn = |map: &mut Keymap| {
            map.hear_letters(!map.hears_letters());
            map.hears_letters()
        };
        self.change(turn).unwrap_or_default()
    }

    /// Changes a person's own keys and keeps them in this browser.
    fn change<T>(self, change: impl FnOnce(&mut Keymap) -> T) -> Option<T> {
        let changed = self.map.try_update(change);
        set_pref(KEPT, self.map.with_untracked(Keymap::write).as_deref());
        changed
    }

    /// Hears a press: finds what it means here and does it.
    fn hear(self, event: &KeyboardEvent) {
        let Some(press) = Press::of(event).filter(|_| !event.default_prevented()) else { return };
        let Some(chord) = press.chord() else { return };
        // In a text, and behind what lies over the page, the keys are not the page's.
        let elsewhere = in_text(event) || is_covered();
        let begun = self.begun.try_update_value(Option::take).flatten();
        let begun = begun.filter(|(_, at)| !elsewhere && event.time_stamp() - at < PATIENCE);
        let pressed = begun.as_ref().map_or_else(|| chord.clone(), |(first, _)| format!("{first} {chord}"));
        let here = untrack(|| self.here()).into_iter();
        let among = here.filter(|shortcut| !elsewhere || shortcut.act == Act::Search && press.primary);
        match self.map.with_untracked(|map| map.find(&pressed, among)) {
            Found::Shortcut(shortcut) => {
                let Some(run) = untrack(|| self.offered(shortcut.act)).and_then(|offer| offer.run) else { return };
                event.prevent_default();
                run.run(());
            }
            Found::Beginning => {
                event.prevent_default();
                self.begun.set_value(Some((pressed, event.time_stamp())));
            }
            // The second step missed: it is not taken for a shortcut of its own.
            Found::Nothing if begun.is_some() && chord.chars().count() == 1 => event.prevent_default(),
            Found::Nothing => {}
        }
    }

    /// Who does an act now: of several the last one; reactive.
    fn offered(self, act: Act) -> Option<Offer> {
        self.offers.with(|offers| offers.iter().rev().find(|offer| offer.act == act && offer.now.get()).copied())
    }
}

/// Whether a dialog or a menu lies over the page.
fn is_covered() -> bool {
    const OVER: &str = "dialog[open], [role=menu]:popover-open, [role=dialog]:popover-open";
    document().query_selector(OVER).ok().flatten().is_some()
}

/// What a shortcut is called; reactive on the language.
fn label(session: Session, shortcut: &Shortcut) -> String {
    label_in(session.lang.get(), shortcut)
}

/// What a shortcut is called in a language.
#[must_use]
pub fn label_in(lang: Lang, shortcut: &Shortcut) -> String {
    let word = shortcut.of.map(|(name, word)| (name, Arg::from(i18n::text(lang, word))));
    i18n::text_with(lang, shortcut.label, word.as_slice())
}

/// The main modifier, as it stands on its key.
fn modifier() -> &'static str {
    if key::is_apple() { "⌘" } else { "Ctrl" }
}
