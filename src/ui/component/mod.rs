//! The parts every page is made of. A part takes its words as signals, tells what happened
//! through callbacks, and knows no entity, no command and no page. Native elements come first;
//! where there is none, the part follows its WAI-ARIA pattern.
//!
//! Text properties are `Signal<String>` taken `into`: a `&str`, a `String`, a signal or a closure
//! all do, so that a language switch needs no rebuild. Optional texts are `Signal<Option<String>>`.
//! Two-way values are `RwSignal`. Any part takes further attributes and `on:` listeners, which go
//! to its outermost element.
//!
//! The style of each part is in `style/<file>.css` under the same name.

mod announcer;
mod avatar;
mod bar;
mod button;
mod check_chips;
mod checkbox;
mod chip;
mod choice;
mod choice_chips;
mod column;
mod combobox;
mod dialog;
mod empty_state;
mod field;
mod file_drop;
mod filter_chip;
mod fold;
mod grid;
mod icon_button;
mod input;
mod key_input;
mod menu;
mod note;
mod panel;
mod passphrase;
mod ring;
mod seal;
mod select;
mod skeleton;
mod state_mark;
mod tabs;
mod tick_meter;
mod timeline;
mod tip;
mod toast;
mod tone;
mod virtual_list;
mod windowing;

pub use announcer::*;
pub use avatar::*;
pub use bar::*;
pub use button::*;
pub use check_chips::*;
pub use checkbox::*;
pub use chip::*;
pub use choice::*;
pub use choice_chips::*;
pub use column::*;
pub use combobox::*;
pub use dialog::*;
pub use empty_state::*;
pub use field::*;
pub use file_drop::*;
pub use filter_chip::*;
pub use fold::*;
pub use grid::*;
pub use icon_button::*;
pub use input::*;
pub use key_input::*;
pub use menu::*;
pub use note::*;
pub use panel::*;
pub use passphrase::*;
pub use ring::*;
pub use seal::*;
pub use select::*;
pub use skeleton::*;
pub use state_mark::*;
pub use tabs::*;
pub use tick_meter::*;
pub use timeline::*;
pub use tip::*;
pub use toast::*;
pub use tone::*;
pub use virtual_list::*;
pub use windowing::*;

/// Tells a listener that may be gone: browsers send blur and change even while an element is being
/// taken out of the page, when what it belonged to is disposed of already.
fn tell<T: 'static>(listener: Option<leptos::prelude::Callback<T>>, value: T) {
    use leptos::prelude::Callable;
    if let Some(listener) = listener {
        let _ = listener.try_run(value);
    }
}

/// An element id that no other element of this page has.
fn unique_id(kind: &str) -> String {
    use std::sync::atomic::{AtomicUsize, Ordering};
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    format!("{kind}-{}", NEXT.fetch_add(1, Ordering::Relaxed))
}
