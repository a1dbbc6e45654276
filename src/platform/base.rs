//! The folder we are served from. Other pages may share this origin (`owner.github.io/app`), and with it
//! databases, caches and preferences, so every name we store begins with it.

/// The folder part of the page's address: `/`, `/crm/`. Always begins and ends with a slash.
#[must_use]
pub fn base_path() -> String {
    let location = js_sys::Reflect::get(&js_sys::global(), &"location".into());
    let path = location.and_then(|location| js_sys::Reflect::get(&location, &"pathname".into()));
    let path = path.ok().and_then(|path| path.as_string()).unwrap_or_default();
    path.rfind('/').map_or_else(|| "/".to_owned(), |last| path[..=last].to_owned())
}

/// What the names of all our databases, caches, channels and preferences begin with.
#[must_use]
pub fn prefix() -> String {
    format!("cove:{}:", base_path())
}
