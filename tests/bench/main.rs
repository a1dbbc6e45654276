//! `make bench`: how long saving, starting and sharing take, beside what a web program usually does. Run twice:
//! what the page does, built as the page is, and what the worker does, built as the worker is. Prints tables
//! of medians; nothing here passes or fails by time.
#![allow(clippy::unwrap_used, reason = "a measurement stops by panicking")]
#![cfg(target_arch = "wasm32")]

mod data;
mod fresh;
mod page;
mod rival;
mod worker;

use cove::crm::{Now, org};
use cove::store::{Idb, Storage};
use data::Row;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::{console_log, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const NOW: Now = Now { instant: 1_795_488_120_000, offset: 480 };
const RUNS: usize = 5;
/// Changes per commit and ops per change when much is written at once.
const CHUNK: usize = 500;

/// Milliseconds, in a page as in a worker.
fn clock() -> f64 {
    let get = |of: &JsValue, key: &str| js_sys::Reflect::get(of, &key.into()).unwrap();
    let performance = get(&js_sys::global(), "performance");
    get(&performance, "now").unchecked_into::<js_sys::Function>().call0(&performance).unwrap().as_f64().unwrap()
}

/// Milliseconds of each run of a piece of work.
async fn times(runs: usize, mut work: impl AsyncFnMut()) -> Vec<f64> {
    let mut times = Vec::new();
    for _ in 0..runs {
        let start = clock();
        work().await;
        times.push(clock() - start);
    }
    times.sort_by(f64::total_cmp);
    times
}

fn median(figures: &mut [f64]) -> f64 {
    figures.sort_by(f64::total_cmp);
    at(figures, 50)
}

fn at(times: &[f64], percent: usize) -> f64 {
    times[(times.len() - 1) * percent / 100]
}

fn line(what: &str, ours: f64, others: &[f64]) {
    let other = |ms: &f64| format!(" {ms:.1} ms ({:.1}×) |", ms / ours);
    console_log!("| {what} | {ours:.1} ms |{}", others.iter().map(other).collect::<String>());
}

/// Megabytes the page holds.
fn memory() -> f64 {
    let memory: js_sys::WebAssembly::Memory = wasm_bindgen::JsCast::unchecked_into(wasm_bindgen::memory());
    let buffer: js_sys::ArrayBuffer = wasm_bindgen::JsCast::unchecked_into(memory.buffer());
    f64::from(buffer.byte_length()) / 1e6
}

fn founder() -> org::Founder {
    org::Founder {
        name: "王芳".to_owned(), org: "云栈".to_owned(), currency: "CNY".to_owned(), lang: "zh".to_owned()
    }
}

async fn reopen(name: &str) -> Idb {
    Idb::open(&format!("cove:/bench/:ws:{name}"), || ()).await.unwrap()
}

async fn database(name: &str) -> Idb {
    let idb = reopen(name).await;
    idb.wipe().await.unwrap();
    idb
}

fn chance() -> cove::app::workspace::Chance {
    let bits = std::cell::Cell::new(7_u64);
    Box::new(move || {
        bits.set(bits.get().wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407));
        bits.get()
    })
}

impl Row {
    /// The row as a web program keeps it.
    pub(crate) fn object(&self) -> JsValue {
        let object = js_sys::Object::new();
        for (key, value) in self.fields.iter().map(|(key, value)| (*key, value)).chain([("id", &self.id)]) {
            js_sys::Reflect::set(&object, &key.into(), &value.into()).unwrap();
        }
        object.into()
    }
}
