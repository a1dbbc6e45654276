//! `make bench`: how long saving, starting and sharing take, beside what a web program usually does, in
//! one run of one browser. Prints a table of medians; nothing here passes or fails by time.
#![allow(clippy::unwrap_used, reason = "a measurement stops by panicking")]
#![cfg(target_arch = "wasm32")]

mod data;
mod fresh;
mod rival;
mod table;

use cove::app::Workspace;
use cove::crm::search::{self, SearchIndex};
use cove::crm::{Book, Now, org};
use cove::ledger::{DeviceId, History, State};
use cove::store::{Extras, Idb, Journal, Storage};
use data::{Row, changes};
use js_sys::{Array, Float64Array, Uint8Array};
use rival::Rival;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::{console_log, wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const NOW: Now = Now { instant: 1_795_488_120_000, offset: 480 };
const RUNS: usize = 5;
/// Changes in a delta.
const DELTA: usize = 1_000;
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

#[wasm_bindgen_test]
async fn save_of_one_change() {
    console_log!("| what | Cove | rows with 4 indexes | Dexie |");
    console_log!("|---|---|---|---|");
    let founder = founder();
    let workspace = Workspace::create(database("save").await, &founder, NOW, chance()).await.unwrap();
    let (plain, dexie) = (Rival::rows("save-rows", true).await, Rival::dexie("save-dexie").await);
    let rows = data::rows(300);
    let mut all = [Vec::new(), Vec::new(), Vec::new()];
    for row in &rows {
        let one = [row.object()];
        all[0].extend(times(1, async || workspace.act(NOW, "create", |_| row.create()).await.map(drop).unwrap()).await);
        all[1].extend(times(1, async || plain.write(&one).await).await);
        all[2].extend(times(1, async || dexie.write(&one).await).await);
    }
    for list in &mut all {
        list.sort_by(f64::total_cmp);
    }
    for percent in [50, 95] {
        line(
            &format!("save of one change, p{percent}"),
            at(&all[0], percent),
            &[at(&all[1], percent), at(&all[2], percent)],
        );
    }
    plain.drop().await;
    dexie.drop().await;
}

#[wasm_bindgen_test]
async fn hundred_thousand_customers() {
    let rows = data::rows(100_000);
    let entries = changes(DeviceId(9), &rows, CHUNK);
    let objects: Vec<_> = rows.iter().map(Row::object).collect();
    let mut history = History::new();
    history.extend(entries.iter().cloned(), []);
    let state = history.fold();
    let mut results: [[Vec<f64>; 2]; 3] = Default::default();
    for run in 0..RUNS {
        let name = format!("bulk-{run}");
        let journal = Journal::create(database(&name).await, "w", DeviceId(1)).await.unwrap();
        results[0][0].extend(
            times(1, async || {
                journal.append(&entries, &[], Extras::default()).await.unwrap();
                journal.pack(&state).await.unwrap();
            })
            .await,
        );
        let again = std::cell::RefCell::new(Some(reopen(&name).await));
        results[0][1].extend(
            times(1, async || {
                let (_, read): (_, State) = Journal::open(again.take().unwrap()).await.unwrap().unwrap();
                assert_eq!(read.records("customer").count(), rows.len());
            })
            .await,
        );
        journal.storage().wipe().await.unwrap();
        for (which, rival) in [(1, Rival::rows(&name, true).await), (2, Rival::dexie(&format!("{name}-dexie")).await)] {
            results[which][0].extend(times(1, async || rival.write(&objects).await).await);
            results[which][1].extend(times(1, async || assert_eq!(rival.read().await, rows.len())).await);
            rival.drop().await;
        }
    }
    for (at_, what) in ["write 100,000 customers", "read 100,000 customers"].into_iter().enumerate() {
        for result in &mut results {
            result[at_].sort_by(f64::total_cmp);
        }
        line(what, at(&results[0][at_], 50), &[at(&results[1][at_], 50), at(&results[2][at_], 50)]);
    }
}

/// Starts and files of a team with so many customers, each followed up so many times, the short ones often
/// enough for a median.
async fn team(name: &str, customers: usize, follows: usize, runs: usize) {
    let of = format!("{customers} customers, {} follow-ups", customers * follows);
    let other = format!("{name}-other");
    let named = |name: &str| JsValue::from(name);
    fresh::run::<JsValue>("fresh_fill", &[named(name), customers.into(), follows.into()]).await.unwrap();
    let mut starts: [Vec<f64>; 7] = Default::default();
    for _ in 0..runs {
        let figures: Float64Array = fresh::run("fresh_start", &[named(name), customers.into()]).await.unwrap();
        for (at, list) in starts.iter_mut().enumerate() {
            list.push(figures.get_index(at as u32));
        }
    }
    let [opened, list, today, prepared, found, listed, searched] = starts.map(|mut list| median(&mut list));
    console_log!("| {of} | |");
    console_log!("|---|---|");
    console_log!("| cold start: the workspace opened (median of {runs}) | {opened:.0} ms |");
    console_log!("| then the list of customers | {list:.0} ms |");
    console_log!("| then the page of the day | {today:.0} ms |");
    console_log!("| then search made ready, in slices | {prepared:.0} ms |");
    console_log!("| then four searches | {found:.0} ms |");
    console_log!("| wasm memory after the list | {listed:.0} MB |");
    console_log!("| wasm memory after searching | {searched:.0} MB |");
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
async fn team_of_ten_thousand_customers() {
    team("team", 10_000, 10, RUNS).await;
}

#[wasm_bindgen_test]
async fn team_of_a_hundred_thousand_customers() {
    team("large", 100_000, 10, RUNS).await;
}

/// How long it takes to find customers by what is typed.
#[wasm_bindgen_test]
async fn search_among_a_hundred_thousand_customers() {
    let mut history = History::new();
    history.extend(changes(DeviceId(9), &data::rows(100_000), CHUNK), []);
    let book = Book::new(history.fold());
    let view = book.view("");
    let index = std::cell::RefCell::new(SearchIndex::default());
    let made = times(1, async || drop(index.replace(SearchIndex::new(&view)))).await;
    console_log!("| search among 100,000 customers (median of {RUNS}) | |");
    console_log!("|---|---|");
    console_log!("| making the index (one run) | {:.0} ms |", at(&made, 50));
    for typed in ["hzsq", "hangzhoushang", "尚祈", "a", "98765", "wuxiqq", "zzzz", "hz kj 99"] {
        let found = times(RUNS, async || drop(index.borrow().search(&view, &search::Query::new(typed), &[], 50))).await;
        console_log!("| {typed} | {:.1} ms |", at(&found, 50));
    }
}
