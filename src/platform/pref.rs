//! Preferences of this browser: language, theme, density. Small, not part of a workspace, and absent
//! where the browser keeps nothing.

use super::base::prefix;
use web_sys::Storage;

/// A preference, or `None` if it was never set or cannot be read.
#[must_use]
pub fn pref(key: &str) -> Option<String> {
    storage()?.get_item(&name(key)).ok()?
}

/// Sets a preference, or removes it. Where that fails, it holds until the page is left.
pub fn set_pref(key: &str, value: Option<&str>) {
    let Some(storage) = storage() else { return };
    // Full or forbidden: a preference is not worth an error.
    let _ = match value {
        Some(value) => storage.set_item(&name(key), value),
        None => storage.remove_item(&name(key)),
    };
}

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}

fn name(key: &str) -> String {
    prefix() + key
}
