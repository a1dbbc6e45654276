//! `make bench`: how long saving, starting and sharing take, beside what a web program usually does, in
//! one run of one browser. Prints a table of medians; nothing here passes or fails by time.
#![allow(clippy::unwrap_used, reason = "a measurement stops by panicking")]
#![cfg(target_arch = "wasm32")]

mod data;
mod rival;
mod table;

use cove::app::{Query, Workspace};
use cove::crm::customer::CUSTOMER;
use cove::crm::{Now, org};
use cove::ledger::{DeviceId, History, State};
use cove::store::{Extras, Idb, Journal, Storage};
use data::{Row, changes, follow_ups};
use rival::Rival;
use wasm_bindgen_test::{console_log, wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const NOW: Now = Now { instant: 1_795_488_120_000, offset: 480 };
const RUNS: usize = 5;
/// Changes per commit and ops per change when much is written at once.
const CHUNK: usize = 500;

fn clock() -> f64 {
    web_sys::window().unwrap().performance().unwrap().now()
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

async fn database(name: &str) -> Idb {
    let idb = Idb::open(&format!("cove:/bench/:ws:{name}"), || ()).await.unwrap();
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

/// A workspace with so many customers, each followed up so many times, and its state packed.
async fn filled(name: &str, customers: usize, follows: usize) -> Idb {
    let idb = database(name).await;
    let founder = founder();
    let workspace = Workspace::create(idb, &founder, NOW, chance()).await.unwrap();
    drop(workspace);
    let idb = Idb::open(&format!("cove:/bench/:ws:{name}"), || ()).await.unwrap();
    let (journal, _) = Journal::open(idb).await.unwrap().unwrap();
    let rows = data::rows(customers);
    for group in changes(DeviceId(9), &rows, CHUNK).chunks(20) {
        journal.append(group, &[], Extras::default()).await.unwrap();
    }
    for device in 0..follows {
        let entries = follow_ups(DeviceId(10 + device as u64), &rows);
        for group in entries.chunks(5_000) {
            journal.append(group, &[], Extras::default()).await.unwrap();
        }
    }
    journal.compact().await.unwrap();
    let state = journal.refold().await.unwrap();
    journal.pack(&state).await.unwrap();
    Idb::open(&format!("cove:/bench/:ws:{name}"), || ()).await.unwrap()
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
        let idb = Idb::open(&format!("cove:/bench/:ws:{name}"), || ()).await.unwrap();
        let again = std::cell::RefCell::new(Some(idb));
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

async fn start_and_share(name: &str, customers: usize, follows: usize) {
    let total = customers * follows;
    let label = format!("{customers} customers, {total} follow-ups");
    let before = memory();
    drop(filled(name, customers, follows).await);
    let open = async || Idb::open(&format!("cove:/bench/:ws:{name}"), || ()).await.unwrap();
    let started = times(RUNS, async || {
        let workspace = Workspace::open(open().await, chance()).await.unwrap().unwrap();
        assert_eq!(workspace.ask(&CUSTOMER, &Query::default(), &NOW).total, customers);
    })
    .await;
    line(&format!("cold start to a list: {label}"), at(&started, 50), &[]);
    let workspace = Workspace::open(open().await, chance()).await.unwrap().unwrap();
    let text = std::cell::RefCell::new(String::new());
    let exported = times(1, async || {
        text.replace(workspace.export_full(NOW.instant).await.unwrap().text);
    })
    .await;
    line(&format!("full export: {label} ({:.0} MB)", text.borrow().len() as f64 / 1e6), at(&exported, 50), &[]);
    let text = text.take();
    let imported = times(1, async || {
        let document = cove::app::share::read(text.as_bytes()).unwrap();
        Workspace::join(
            database(&format!("{name}-other")).await,
            document,
            cove::app::Who::New("李明".to_owned()),
            NOW,
            chance(),
        )
        .await
        .unwrap();
    })
    .await;
    line(&format!("open that file anew: {label}"), at(&imported, 50), &[]);
    console_log!("| memory after it: {label} | {:.0} MB (before {before:.0}) |", memory());
}

#[wasm_bindgen_test]
async fn start_of_a_small_team() {
    start_and_share("small", 1_000, 10).await;
}

#[wasm_bindgen_test]
async fn start_of_a_team() {
    start_and_share("team", 10_000, 10).await;
}
