//! What the page does itself, built as the page is: saving, starting, searching; beside rows in IndexedDB.

use super::data::{self, Row, changes};
use super::rival::{self, Rival};
use super::{CHUNK, NOW, RUNS, at, chance, database, founder, fresh, line, median, reopen, times};
use cove::app::{Filter, Query, Test, Workspace};
use cove::crm::capacity_rule::limit;
use cove::crm::customer::CUSTOMER;
use cove::crm::recycle_rule::regime::{Regime, Rule};
use cove::crm::recycle_rule::trial::trial;
use cove::crm::search::{self, SearchIndex};
use cove::crm::{Book, pool};
use cove::ledger::{DeviceId, History, State};
use cove::store::{Extras, Journal, Storage};
use js_sys::Float64Array;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::{console_log, wasm_bindgen_test};

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

/// Starts of a team with so many customers, each followed up so many times.
async fn starts(name: &str, customers: usize, follows: usize) {
    let named = JsValue::from(name);
    fresh::run::<JsValue>("fresh_fill", &[named.clone(), customers.into(), follows.into()]).await.unwrap();
    let mut starts: [Vec<f64>; 7] = Default::default();
    for _ in 0..RUNS {
        let figures: Float64Array = fresh::run("fresh_start", &[named.clone(), customers.into()]).await.unwrap();
        for (at, list) in starts.iter_mut().enumerate() {
            list.push(figures.get_index(at as u32));
        }
    }
    let [opened, list, today, prepared, found, listed, searched] = starts.map(|mut list| median(&mut list));
    console_log!("| {customers} customers, {} follow-ups (median of {RUNS}) | |", customers * follows);
    console_log!("|---|---|");
    console_log!("| cold start: the workspace opened | {opened:.0} ms |");
    console_log!("| then the list of customers | {list:.0} ms |");
    console_log!("| then the page of the day | {today:.0} ms |");
    console_log!("| then search made ready, in slices | {prepared:.0} ms |");
    console_log!("| then four searches | {found:.0} ms |");
    console_log!("| wasm memory after the list | {listed:.0} MB |");
    console_log!("| wasm memory after searching | {searched:.0} MB |");
    reopen(name).await.wipe().await.unwrap();
}

#[wasm_bindgen_test]
async fn starts_of_ten_thousand_customers() {
    starts("team", 10_000, 10).await;
}

#[wasm_bindgen_test]
async fn starts_of_a_hundred_thousand_customers() {
    starts("large", 100_000, 10).await;
}

/// How long it takes to find customers by what is typed, beside looking for it in the texts of an array.
#[wasm_bindgen_test]
async fn search_among_a_hundred_thousand_customers() {
    let rows = data::rows(100_000);
    let mut history = History::new();
    history.extend(changes(DeviceId(9), &rows, CHUNK), []);
    let book = Book::new(history.fold());
    let view = book.view("");
    let index = std::cell::RefCell::new(SearchIndex::default());
    let made = times(1, async || drop(index.replace(SearchIndex::new(&view)))).await;
    let objects: js_sys::Array = rows.iter().map(Row::object).collect();
    console_log!("| search among 100,000 customers (median of {RUNS}) | Cove | an array, as it is written |");
    console_log!("|---|---|---|");
    console_log!("| making the index (one run) | {:.0} ms | |", at(&made, 50));
    for typed in ["hzsq", "hangzhoushang", "尚祈", "a", "98765", "wuxiqq", "zzzz", "hz kj 99"] {
        let found = times(RUNS, async || drop(index.borrow().search(&view, &search::Query::new(typed), &[], 50))).await;
        let plain = times(RUNS, async || assert!(rival::array(&objects, "search", typed) <= rows.len())).await;
        line(typed, at(&found, 50), &[at(&plain, 50)]);
    }
}

/// How long the list of customers takes, as it is, sorted, filtered and grouped, beside the same with an array.
#[wasm_bindgen_test]
async fn lists_of_a_hundred_thousand_customers() {
    let rows = data::rows(100_000);
    let mut history = History::new();
    history.extend(changes(DeviceId(9), &rows, CHUNK), []);
    let book = Book::new(history.fold());
    let (view, index) = (book.view("member-1"), SearchIndex::default());
    let objects: js_sys::Array = rows.iter().map(Row::object).collect();
    let contains = |field: &str, text: &str| Filter::one(field, Test::Contains(text.to_owned()));
    let asked = [
        ("list", "as it is", Query::default()),
        ("sort", "by name as it is read", Query { sort: vec![("name".to_owned(), false)], ..Query::default() }),
        (
            "filter",
            "of one region, a word in the note",
            Query { filters: vec![contains("region", "杭州"), contains("note", "99")], ..Query::default() },
        ),
        ("group", "by region", Query { group: Some("region".to_owned()), ..Query::default() }),
    ];
    console_log!("| a list of 100,000 customers (median of {RUNS}) | Cove | an array |");
    console_log!("|---|---|---|");
    for (act, what, query) in asked {
        let ask = || query.ask(&view, &CUSTOMER, &index, &NOW).refs.len();
        // The first look unpacks them.
        let (found, plain) = (ask(), rival::array(&objects, act, ""));
        assert_eq!(found, plain, "{act}");
        let ours = times(RUNS, async || assert_eq!(ask(), found)).await;
        let plain = times(RUNS, async || assert_eq!(rival::array(&objects, act, ""), found)).await;
        line(what, at(&ours, 50), &[at(&plain, 50)]);
    }
}

/// How long it takes to see where all customers are: what a rule would take, what lies in the sea, what everybody holds.
#[wasm_bindgen_test]
async fn recycling_and_capacity_of_a_hundred_thousand_customers() {
    let rows = data::rows(100_000);
    let mut history = History::new();
    history.extend(changes(DeviceId(9), &rows, CHUNK), []);
    history.extend(data::follow_ups(DeviceId(10), &rows), []);
    history.extend(data::regime(DeviceId(11)), []);
    let book = Book::new(history.fold());
    let view = book.view("member-1");
    let draft = Regime::of(&view).rules.first().cloned().unwrap();
    let sea = view.get("pool", "sea").unwrap();
    let first = times(1, async || assert!(!pool::rules::lying(&sea, &NOW).is_empty())).await;
    let again = times(RUNS, async || {
        assert!(!trial(&view, &Rule { days: 20, ..draft.clone() }, Some(&draft.at), &NOW).taken.is_empty())
    })
    .await;
    let lying = times(RUNS, async || drop(pool::rules::lying(&sea, &NOW))).await;
    let held = times(RUNS, async || {
        assert!(limit::Holdings::of(&view, &NOW).get("member-1").load.held > 0);
    })
    .await;
    let plain: Vec<(i64, usize)> = (0..100_000).map(|n| (1_790_000_000_000 + n * 60_000, n as usize % 40)).collect();
    let array = times(RUNS, async || {
        let mut held = [0_usize; 40];
        plain.iter().filter(|(at, _)| at + 20 * 86_400_000 > NOW.instant).for_each(|(_, who)| held[*who] += 1);
        assert!(std::hint::black_box(held).iter().sum::<usize>() < 100_000);
    })
    .await;
    console_log!("| 100,000 customers, 100,000 follow-ups (median of {RUNS}) | |");
    console_log!("|---|---|");
    console_log!("| the facts of all made, once (one run) | {:.0} ms |", at(&first, 50));
    console_log!("| a rule tried on all | {:.1} ms |", at(&again, 50));
    console_log!("| what lies in the sea | {:.1} ms |", at(&lying, 50));
    console_log!("| what each of 40 people holds | {:.1} ms |", at(&held, 50));
    console_log!("| an array of instants counted by owner, for comparison | {:.1} ms |", at(&array, 50));
}
