//! What is measured in a fresh instance of the program each time, so that neither memory nor anything that
//! was looked at before is left over: starts, files, and what they take.

use crate::data::{Row, changes, follow_up, follow_ups, rows};
use crate::{CHUNK, NOW, chance, clock, database, founder, memory, reopen};
use cove::app::{Query, Who, Workspace, share};
use cove::crm::customer::CUSTOMER;
use cove::crm::today::today;
use cove::ledger::{DeviceId, Entry};
use cove::store::{Extras, Idb, Journal};
use js_sys::{Array, Float64Array, Uint8Array};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/tests/bench/fresh.js")]
extern "C" {
    #[wasm_bindgen(catch)]
    async fn fresh(name: &str, args: &Array) -> Result<JsValue, JsValue>;
}

/// Runs one of the functions below in a fresh instance.
///
/// # Errors
/// What it died of, in words.
pub(crate) async fn run<T: JsCast>(name: &str, args: &[JsValue]) -> Result<T, String> {
    let done = fresh(name, &args.iter().collect()).await;
    done.map(JsCast::unchecked_into).map_err(|error| error.as_string().unwrap_or_default())
}

fn figures(all: &[f64]) -> Float64Array {
    Float64Array::from(all)
}

async fn opened(name: &str) -> Workspace<Idb> {
    Workspace::open(reopen(name).await, chance()).await.unwrap().unwrap()
}

/// Fills a workspace with so many customers, each followed up so many times, and packs its state.
#[wasm_bindgen]
pub async fn fresh_fill(name: String, customers: usize, follows: usize) {
    drop(Workspace::create(database(&name).await, &founder(), NOW, chance()).await.unwrap());
    let (journal, mut state) = Journal::open(reopen(&name).await).await.unwrap().unwrap();
    let rows = rows(customers);
    let mut add = async |entries: &[Entry]| {
        for group in entries.chunks(5_000) {
            journal.append(group, &[], Extras::default()).await.unwrap();
            group.iter().for_each(|entry| drop(state.apply(entry).unwrap()));
            state.rest(0);
        }
    };
    for group in changes(DeviceId(9), &rows, CHUNK).chunks(20) {
        add(group).await;
    }
    for device in 0..follows {
        let entries = follow_ups(DeviceId(10 + device as u64), &rows);
        add(&entries).await;
    }
    journal.compact().await.unwrap();
    journal.pack(&state).await.unwrap();
}

/// Opens a workspace, asks for the list of customers, then for the page of the day, then makes search ready
/// and searches. Gives the milliseconds of each, and the megabytes held after the list and at the end.
#[wasm_bindgen]
pub async fn fresh_start(name: String, customers: usize) -> Float64Array {
    let mut laps = vec![clock()];
    let workspace = opened(&name).await;
    laps.push(clock());
    assert_eq!(workspace.ask(&CUSTOMER, &Query::default(), &NOW).total, customers);
    laps.push(clock());
    let listed = memory();
    workspace.read(|view| today(&view, Some(view.me()), &NOW));
    laps.push(clock());
    while workspace.prepare() {}
    laps.push(clock());
    for typed in ["hzsq", "尚祈", "确认样品", "shangqi-"] {
        assert!(!workspace.find(typed, &[], 50).is_empty());
    }
    laps.push(clock());
    let mut all: Vec<f64> = laps.windows(2).map(|pair| pair[1] - pair[0]).collect();
    all.extend([listed, memory()]);
    figures(&all)
}

/// Writes a full file. Gives the milliseconds, the megabytes held, and the file.
#[wasm_bindgen]
pub async fn fresh_export(name: String) -> Array {
    let workspace = opened(&name).await;
    let start = clock();
    let file = workspace.export_full(NOW.instant).await.unwrap();
    let took = clock() - start;
    Array::of2(&figures(&[took, memory()]), &Uint8Array::from(file.text.as_bytes()))
}

/// Joins the workspace of a file as a new installation. Gives the milliseconds and the megabytes held.
#[wasm_bindgen]
pub async fn fresh_join(name: String, file: Vec<u8>) -> Float64Array {
    let start = clock();
    let document = share::read(&file).unwrap();
    drop(file);
    let storage = database(&name).await;
    let workspace = Workspace::join(storage, document, Who::New("李明".to_owned()), NOW, chance()).await.unwrap();
    workspace.tidy().await.unwrap();
    figures(&[clock() - start, memory()])
}

/// Two installations: one writes so many follow-ups, one a change, and a file of them, which the other
/// reads, looks at and merges; again and again. Gives the milliseconds of each export, then of each import.
#[wasm_bindgen]
pub async fn fresh_delta(one: String, other: String, count: usize, rounds: usize) -> Float64Array {
    let (one, other) = (opened(&one).await, opened(&other).await);
    let rows: Vec<Row> = rows(count);
    let (mut exports, mut imports) = (Vec::new(), Vec::new());
    for _ in 0..rounds {
        for (n, row) in rows.iter().enumerate() {
            other.act(NOW, "follow_up", |_| Ok(follow_up(n, row))).await.unwrap();
        }
        let start = clock();
        let file = other.export_delta(one.device(), NOW.instant).await.unwrap();
        exports.push(clock() - start);
        assert!((count..count + 2).contains(&file.changes));
        let start = clock();
        merge(&one, &file.text).await;
        imports.push(clock() - start);
        // Now the other one learns what this one has.
        merge(&other, &one.export_delta(other.device(), NOW.instant).await.unwrap().text).await;
    }
    figures(&[exports, imports].concat())
}

async fn merge(workspace: &Workspace<Idb>, file: &str) {
    let document = workspace.read_file(file.as_bytes()).unwrap();
    let preview = workspace.preview(vec![document]).await.unwrap();
    workspace.merge(preview, NOW.instant).await.unwrap();
}
