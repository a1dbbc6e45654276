//! The response headers of a good host, in one place for `dist serve` and the files for other hosts.

use std::path::Path;

/// Headers of every response, besides the policy.
pub(crate) const COMMON: &[(&str, &str)] = &[
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Strict-Transport-Security", "max-age=31536000"),
    ("Permissions-Policy", PERMISSIONS),
];

/// What the product may one day ask for, for itself only; everything else is off.
const PERMISSIONS: &str = "geolocation=(self), camera=(self), microphone=(self), web-share=(self), \
    clipboard-read=(self), clipboard-write=(self), accelerometer=(), autoplay=(), \
    display-capture=(), encrypted-media=(), fullscreen=(), gamepad=(), gyroscope=(), hid=(), \
    idle-detection=(), local-fonts=(), magnetometer=(), midi=(), payment=(), picture-in-picture=(), \
    publickey-credentials-create=(), publickey-credentials-get=(), screen-wake-lock=(), serial=(), \
    usb=(), window-management=(), xr-spatial-tracking=()";

/// The policy of the page's `<meta>`, which is the only place it is written down.
pub(crate) fn policy(page: &str) -> Option<&str> {
    let (_, rest) = page.split_once(r#"<meta http-equiv="Content-Security-Policy" content=""#)?;
    rest.split_once('"').map(|(policy, _)| policy)
}

/// The policy as a header, which may say what a `<meta>` may not.
pub(crate) fn header_policy(page: &str) -> Option<String> {
    policy(page).map(|policy| format!("{policy}; frame-ancestors 'none'"))
}

/// How long a file may be kept: for ever when its name says its content.
pub(crate) fn cache_control(name: &str) -> &'static str {
    if is_hashed(name) { "public, max-age=31536000, immutable" } else { "no-cache" }
}

/// The MIME types by extension.
pub(crate) const TYPES: &[(&str, &str)] = &[
    ("html", "text/html; charset=utf-8"),
    ("js", "text/javascript; charset=utf-8"),
    ("css", "text/css; charset=utf-8"),
    ("wasm", "application/wasm"),
    ("json", "application/json"),
    ("webmanifest", "application/manifest+json"),
    ("svg", "image/svg+xml"),
    ("png", "image/png"),
];

/// The MIME type of a file.
pub(crate) fn content_type(path: &Path) -> &'static str {
    let extension = path.extension().and_then(|extension| extension.to_str());
    let known = TYPES.iter().find(|(known, _)| extension == Some(*known));
    known.map_or("application/octet-stream", |(_, kind)| kind)
}

/// Whether a name ends in the content hash `dist finish` gives: `boot-0123456789abcdef.js`.
fn is_hashed(name: &str) -> bool {
    let hash = name.split('.').next().and_then(|stem| stem.rsplit_once('-')).map_or("", |(_, hash)| hash);
    hash.len() == 16 && hash.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_content_names_are_kept_for_ever() {
        assert!(cache_control("boot-0123456789abcdef.js").contains("immutable"));
        assert!(cache_control("cove_bg-0123456789abcdef.wasm").contains("immutable"));
        for name in ["index.html", "icon-192.png", "boot.js", "boot-0123.js"] {
            assert_eq!(cache_control(name), "no-cache", "{name}");
        }
    }

    #[test]
    fn the_shipped_page_carries_the_policy() {
        let page = include_str!("../../../public/index.html");
        let policy = header_policy(page).unwrap();
        assert!(policy.starts_with("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; "), "{policy}");
        assert!(policy.ends_with("trusted-types default; frame-ancestors 'none'"), "{policy}");
        assert!(!policy.contains("unsafe-inline"));
    }
}
