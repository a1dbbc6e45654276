//! Tests of the browser's edges, run in a headless browser by `make web`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "wasm-bindgen tests are not #[test] functions to clippy"
)]
#![cfg(target_arch = "wasm32")]

mod idb;
mod platform;
mod segment;
mod worker;

use cove::crm::pinyin;
use cove::i18n::{self, Lang, key};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn messages_reach_the_browser() {
    assert_eq!(i18n::text(Lang::Zh, key::APP_NAME), "小湾 CRM");
    assert_eq!(pinyin::readings('湾').next(), Some("wan"));
}
