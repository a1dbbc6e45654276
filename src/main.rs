//! The page: mounts the user interface. Natively it only says where to look.

#[cfg(target_arch = "wasm32")]
fn main() {
    use leptos::prelude::*;
    console_error_panic_hook::set_once();
    let (count, set_count) = signal(0_usize);
    let name = cove::i18n::text(cove::i18n::Lang::En, cove::i18n::key::APP_NAME);
    leptos::mount::mount_to_body(move || {
        view! {
            <main>
                <h1>{name.clone()}</h1>
                <p><b>"static "<i>"subtree"</i></b></p>
                <button on:click=move |_| set_count.update(|count| *count += 1)>{count}</button>
            </main>
        }
    });
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    use std::io::Write as _;
    let _ = writeln!(std::io::stdout(), "The page runs in a browser: `make run` builds and serves it.");
}
