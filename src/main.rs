//! The page: mounts the user interface. Natively it only says where to look.

#[cfg(target_arch = "wasm32")]
fn main() {
    #[cfg(debug_assertions)]
    if cove::ui::gallery::is_asked_for() {
        return leptos::mount::mount_to_body(cove::ui::gallery::Gallery);
    }
    cove::ui::start::mount();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    use std::io::Write as _;
    let _ = writeln!(std::io::stdout(), "The page runs in a browser: `make run` builds and serves it.");
}
