//! What the worker does, built as the worker is: files of a whole team, and tables.

mod table;

use super::{RUNS, fresh, median, reopen};
use cove::store::Storage;
use js_sys::{Array, Float64Array, Uint8Array};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::{console_log, wasm_bindgen_test};

/// Changes in a delta.
const DELTA: usize = 1_000;

/// Files of a team with so many customers, each followed up so many times, the short ones often enough for a
/// median.
async fn files(name: &str, customers: usize, follows: usize) {
    let other = format!("{name}-other");
    let named = |name: &str| JsValue::from(name);
    fresh::run::<JsValue>("fresh_fill", &[named(name), customers.into(), follows.into()]).await.unwrap();
    console_log!("| {customers} customers, {} follow-ups | |", customers * follows);
    console_log!("|---|---|");
    let exported = match fresh::run::<Array>("fresh_export", &[named(name)]).await {
        Ok(exported) => exported,
        Err(error) => return console_log!("| full export | failed: {error} |"),
    };
    let (figures, file) = (Float64Array::from(exported.get(0)), Uint8Array::from(exported.get(1)));
    let size = f64::from(file.length()) / 1e6;
    console_log!("| full export, {size:.0} MB (one run) | {:.0} ms |", figures.get_index(0));
    console_log!("| wasm memory of the worker after it | {:.0} MB |", figures.get_index(1));
    let joined: Float64Array = match fresh::run("fresh_join", &[named(&other), file.into()]).await {
        Ok(joined) => joined,
        Err(error) => return console_log!("| import into a new installation | failed: {error} |"),
    };
    console_log!("| import of it into a new installation (one run) | {:.0} ms |", joined.get_index(0));
    console_log!("| wasm memory of the worker after it | {:.0} MB |", joined.get_index(1));
    let args = [named(name), named(&other), DELTA.into(), RUNS.into()];
    let figures: Float64Array = fresh::run("fresh_delta", &args).await.unwrap();
    let (exports, imports) = (0..RUNS as u32, RUNS as u32..2 * RUNS as u32);
    let [exports, imports] =
        [exports, imports].map(|range| median(&mut range.map(|at| figures.get_index(at)).collect::<Vec<_>>()));
    console_log!("| export of a delta of {DELTA} changes (median of {RUNS}) | {exports:.0} ms |");
    console_log!("| import of it: read, looked at, merged (median of {RUNS}) | {imports:.0} ms |");
    for name in [name, &other] {
        reopen(name).await.wipe().await.unwrap();
    }
}

#[wasm_bindgen_test]
async fn files_of_ten_thousand_customers() {
    files("team", 10_000, 10).await;
}

#[wasm_bindgen_test]
async fn files_of_a_hundred_thousand_customers() {
    files("large", 100_000, 10).await;
}
