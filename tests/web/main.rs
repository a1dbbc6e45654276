//! The browser's edges in a real browser: IndexedDB as a storage, and the platform.
#![cfg(target_arch = "wasm32")]

mod idb;
mod platform;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
