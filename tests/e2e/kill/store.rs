//! A browser that is killed while a colleague's file is merged, and while the store is packed: the file is
//! there whole or not at all, and packing changes nothing of what is shown or handed out.
//!
//! Every round begins with the same database, made natively and put in from a page that is not the app. A
//! kill comes once the files below the database have grown by a share of what they grow by when nobody
//! kills, so it lands before, inside and behind the write, however fast the machine is. Then the app opens
//! again, and what it shows and what it hands out must both be one of two states.

use super::{Gun, begins_empty, person, rounds, workspace_opens};
use crate::browser::Browser;
use crate::engine::{Need, lacks};
use crate::site::{Site, scratch};
use cove::app::workspace::Chance;
use cove::app::{Choosing, Who, Workspace, share};
use cove::crm::org::Founder;
use cove::crm::{Edits, Now, Ref, View, entity, record};
use cove::exchange::{Document, Limits, Union};
use cove::i18n::{Lang, key, text, text_with};
use cove::ledger::hash;
use cove::store::{Keys, Memory, Storage as _, Table};
use futures_util::FutureExt as _;
use serde_json::{Map, Value, json};
use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use thirtyfour::error::WebDriverResult;

const NOW: Now = Now { instant: 1_795_488_120_000, offset: 480 };

/// Puts other tables in the place of those of the one workspace.
const FILL: &str = "const [tables, done] = arguments;
    indexedDB.databases().then(([{ name }]) => {
        indexedDB.open(name).onsuccess = ({ target: { result: database } }) => {
            const names = [...database.objectStoreNames];
            const transaction = database.transaction(names, 'readwrite');
            for (const table of names) {
                const store = transaction.objectStore(table);
                store.clear();
                for (const [key, hex] of tables[table]) store.put(Uint8Array.fromHex(hex), key);
            }
            transaction.oncomplete = () => { database.close(); done(true); };
        };
    });";

/// The head of the journal, and the keys of all segments.
const LOOK: &str = "const done = arguments[0];
    indexedDB.databases().then(([{ name }]) => {
        indexedDB.open(name).onsuccess = ({ target: { result: database } }) => {
            const transaction = database.transaction(['meta', 'segments']);
            const head = transaction.objectStore('meta').get('head');
            const keys = transaction.objectStore('segments').getAllKeys();
            transaction.oncomplete = () => {
                database.close();
                done([JSON.parse(new TextDecoder().decode(head.result)), keys.result]);
            };
        };
    });";

/// Merges what was read, and answers once the page says that it is done.
const PRESS: &str = "const [said, done] = arguments;
    const verb = /^Merge [0-9]/;
    [...document.querySelectorAll('main button')].find((button) => verb.test(button.innerText)).click();
    const look = () => document.body.innerText.includes(said) ? done(true) : requestAnimationFrame(look);
    look();";

/// Random bits from a seed (splitmix64).
fn seeded(seed: u64) -> Chance {
    let state = Cell::new(seed);
    Box::new(move || {
        state.set(state.get().wrapping_add(0x9e37_79b9_7f4a_7c15));
        let mut z = state.get();
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    })
}

fn wait<T>(future: impl Future<Output = T>) -> T {
    future.now_or_never().expect("memory never makes anybody wait")
}

/// A text that does not pack well.
fn noise(chance: &Chance, length: usize) -> String {
    (0..length.div_ceil(16)).map(|_| format!("{:016x}", chance())).collect()
}

/// Creates so many leads in one change.
fn leads(workspace: &Workspace<Memory>, count: usize, noisy: usize, chance: &Chance) -> Vec<Ref> {
    let table = entity("lead").unwrap();
    let notes: Vec<String> = (0..count).map(|_| noise(chance, noisy)).collect();
    let edits = |_: &View<'_>| {
        let mut edits = Edits::new();
        for (n, note) in notes.iter().enumerate() {
            let at = edits.create();
            edits.set(table.key, &at, "name", format!("Lead {n}").as_str());
            edits.set(table.key, &at, "note", note.as_str());
        }
        Ok(edits)
    };
    wait(workspace.act(NOW, "create", edits)).unwrap().created
}

/// Everything in a storage, as [`FILL`] takes it.
fn tables(storage: &Memory) -> Value {
    let rows = |table| {
        let rows = wait(storage.scan(table, &Keys::all(), usize::MAX)).unwrap().into_iter();
        let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        Value::Array(rows.map(|(key, bytes)| json!([key, hex(&bytes)])).collect())
    };
    let tables: Map<String, Value> = Table::ALL.iter().map(|table| (table.name().to_owned(), rows(*table))).collect();
    Value::Object(tables)
}

/// How many bytes the files below a folder have.
fn size(folder: &Path) -> u64 {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let size = |entry: std::fs::DirEntry| match entry.metadata() {
        Ok(metadata) if metadata.is_dir() => size(&entry.path()),
        found => found.map_or(0, |metadata| metadata.len()),
    };
    entries.map(size).sum()
}

/// What is done while the browser is killed.
struct Case {
    what: &'static str,
    /// What stands in the database before.
    tables: Value,
    /// A colleague's file to merge, and what the page says then; without, the page packs what it finds.
    file: Option<(PathBuf, String)>,
    /// The fingerprints before and after.
    states: [String; 2],
    /// How many bytes are written, with the packing behind a merge.
    bytes: u64,
}

impl Case {
    fn new(what: &'static str, storage: &Memory, file: Option<(PathBuf, String)>) -> Case {
        let after = storage.copy();
        let workspace = wait(Workspace::open(after.clone(), seeded(4))).unwrap().unwrap();
        let before = wait(workspace.fingerprint()).unwrap();
        let file = file.map(|(path, text)| {
            std::fs::write(&path, &text).unwrap();
            let preview = wait(workspace.preview(vec![share::read(text.as_bytes()).unwrap()])).unwrap();
            let said = [("changes", preview.fresh.into()), ("conflicts", preview.conflicts.into())];
            wait(workspace.merge(preview, NOW.instant)).unwrap();
            (path, text_with(Lang::En, key::DONE_MERGE, &said))
        });
        wait(workspace.tidy()).unwrap();
        let states = [before, wait(workspace.fingerprint()).unwrap()];
        Case { what, tables: tables(storage), file, states, bytes: written(storage, &after) }
    }

    /// Two files to merge, of changes and of parts; and a workspace with many loose chunks of changes that
    /// reach into every segment.
    fn all() -> [Case; 3] {
        let chance = seeded(3);
        let founder = Founder { name: "Anna".into(), org: "Cove".into(), currency: "EUR".into(), lang: "en".into() };
        let (storage, loose) = (Memory::new(), Memory::new());
        let clerk = wait(Workspace::create(storage.clone(), &founder, NOW, seeded(1))).unwrap();
        leads(&clerk, 300, 64, &chance);
        let full = wait(clerk.export_full(NOW.instant)).unwrap().text;
        let (document, who) = (share::read(full.as_bytes()).unwrap(), Who::New("Bo".into()));
        let rep = wait(Workspace::join(Memory::new(), document, who, NOW, seeded(2))).unwrap();
        let records = (0..2_000).flat_map(|_| leads(&rep, 1, 1_600, &chance)).collect();
        let changes = wait(rep.export_delta(clerk.device(), NOW.instant)).unwrap().text;
        let chosen = rep.chosen(&Choosing { records, owner: None, related: false });
        let parts = wait(rep.export_parcel(&rep.parcel(&chosen, &[]), false, NOW.instant)).unwrap().text;

        let busy = wait(Workspace::create(loose.clone(), &founder, NOW, seeded(1))).unwrap();
        let records: Vec<Ref> = (0..1_000).flat_map(|_| leads(&busy, 4, 800, &chance)).collect();
        wait(busy.tidy()).unwrap();
        for (n, at) in records.iter().step_by(16).enumerate() {
            let name = format!("Company {n}");
            let edit = |view: &View<'_>| record::edit(view, at, "company", name.as_str().into());
            wait(busy.act(NOW, "edit", edit)).unwrap();
        }
        let folder = scratch("to-merge");
        [
            Case::new("changes are merged", &storage, Some((folder.join("changes.cove.json"), changes))),
            Case::new("a share is merged", &storage, Some((folder.join("share.cove.json"), parts))),
            Case::new("much is packed", &loose, None),
        ]
    }
}

/// How many bytes stand in one storage that did not before.
fn written(before: &Memory, after: &Memory) -> u64 {
    let rows = |storage: &Memory, table| wait(storage.scan(table, &Keys::all(), usize::MAX)).unwrap();
    let fresh = |table: &Table| {
        let known = rows(before, *table);
        let fresh = rows(after, *table).into_iter().filter(|row| !known.contains(row));
        fresh.map(|(_, bytes)| bytes.len() as u64).sum::<u64>()
    };
    Table::ALL.iter().map(fresh).sum()
}

/// Where kills fell, and what was found afterwards.
#[derive(Debug, Default)]
struct Tally {
    /// Not a byte was written.
    before: usize,
    /// Something was, and the page had not yet said that it is merged.
    in_the_merge: usize,
    /// It had, or had nothing to merge, and what is packed was not yet in use.
    in_the_packing: usize,
    behind: usize,
    /// Nothing of the file was there, or all of it.
    nothing: usize,
    everything: usize,
    /// Packed segments were there that no root lists.
    half_packed: usize,
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_browser_tears_no_file_and_no_pack() {
    if lacks(Need::Profile) {
        return;
    }
    let site = Site::start();
    let empty = scratch("empty");
    let browser = Browser::start_as(&site, person(&empty)).await;
    begins_empty(&browser).await;
    browser.close().await;
    let cases = Case::all();
    let mut tallies = cases.each_ref().map(|_| Tally::default());
    let (few, mut round) = (rounds(cases.len() as u64), 0);
    // A machine may be too busy to hit what takes some milliseconds; then it has some more tries.
    while round < few || round < few + MORE && !was_inside(&tallies) {
        let (at, turn) = ((round % cases.len() as u64) as usize, (round / cases.len() as u64) as f64);
        // Even however many rounds there are, the first of them inside; the browser writes some bytes of its own.
        let share = (0.3 + turn * 0.618_034).fract() * 1.4 - 0.1;
        let profile = scratch("killed");
        let copied = Command::new("cp").arg("-aT").args([&empty, &profile]).status().unwrap();
        assert!(copied.success());
        let strike = Strike::make(&site, &profile, &cases[at], share).await;
        strike.look(&site, &profile, &cases[at], &mut tallies[at]).await;
        std::fs::remove_dir_all(profile).unwrap();
        round += 1;
    }
    for (case, tally) in cases.iter().zip(&tallies) {
        println!("{}: {tally:?}", case.what);
    }
    assert!(was_inside(&tallies), "no kill fell inside of what it is about, so nothing was shown");
}

/// How many rounds more there are where none was inside.
const MORE: u64 = 9;

/// Whether a merge and a packing were hit.
fn was_inside(tallies: &[Tally]) -> bool {
    let hit = |of: fn(&Tally) -> usize| tallies.iter().any(|tally| of(tally) > 0);
    hit(|tally| tally.in_the_merge) && hit(|tally| tally.in_the_packing)
}

/// A browser killed while its page did something.
struct Strike {
    /// Whether the page had said that it was done.
    told: bool,
    /// By how many bytes the files of the database had grown.
    grown: i64,
}

impl Strike {
    /// Has a page do it, and kills its browser once this share of what is to be written is.
    async fn make(site: &Site, profile: &Path, case: &Case, share: f64) -> Strike {
        let browser = Browser::start_as(site, person(profile)).await;
        asleep(&browser, site).await;
        browser.driver.execute_async(FILL, vec![case.tables.clone()]).await.unwrap();
        if let Some((file, _)) = &case.file {
            awake(&browser).await;
            browser.upload(&text(Lang::En, key::SHARE_CHOOSE), &[file]).await;
            browser.sees(&text(Lang::En, key::SHARE_NOT_WRITTEN)).await;
        }
        let (folder, gun, target) = (profile.join("Default/IndexedDB"), Gun::aim(profile), share * case.bytes as f64);
        let told = Arc::new(AtomicBool::new(false));
        let hunter = {
            let (told, base, start) = (told.clone(), size(&folder), Instant::now());
            std::thread::spawn(move || {
                let grown = || size(&folder).cast_signed() - base.cast_signed();
                while grown() as f64 <= target && start.elapsed() < Duration::from_secs(5) {
                    std::thread::sleep(Duration::from_micros(50));
                }
                // What was told by now was told by a page that lived.
                let told = told.load(Ordering::SeqCst);
                gun.fire();
                Strike { told, grown: grown() }
            })
        };
        let act = async {
            match &case.file {
                Some((_, said)) => {
                    browser.driver.execute_async(PRESS, vec![json!(said)]).await?;
                    told.store(true, Ordering::SeqCst);
                }
                None => {
                    browser.driver.goto("about:blank").await?;
                    browser.driver.goto(&site.address).await?;
                }
            }
            WebDriverResult::Ok(())
        };
        let _ = act.await;
        let strike = hunter.join().unwrap();
        browser.abandon();
        strike
    }

    /// Opens the app again: what it shows and what it hands out is what was there before or what is there
    /// after, and after it if that was told.
    async fn look(self, site: &Site, profile: &Path, case: &Case, tally: &mut Tally) {
        let browser = Browser::start_as(site, person(profile)).await;
        asleep(&browser, site).await;
        let found = browser.driver.execute_async(LOOK, vec![]).await.unwrap();
        let (head, segments): (Value, Vec<String>) = found.convert().unwrap();
        let unlisted = format!("{:016}", head["generation"].as_u64().unwrap() + 1);
        tally.half_packed += usize::from(segments.iter().any(|key| key.starts_with(&unlisted)));
        *match &case.file {
            _ if self.grown <= 0 => &mut tally.before,
            Some(_) if !self.told => &mut tally.in_the_merge,
            _ if head["folded"] != head["count"] => &mut tally.in_the_packing,
            _ => &mut tally.behind,
        } += 1;

        awake(&browser).await;
        let shown = "return document.querySelector('[data-fingerprint]')?.dataset.fingerprint ?? ''";
        browser.wait("the fingerprint is there", async || !browser.run::<String>(shown, vec![]).await.is_empty()).await;
        let shown: String = browser.run(shown, vec![]).await;
        assert!(case.states.contains(&shown), "torn while {}", case.what);
        let whole = shown == case.states[1];
        assert!(whole || !self.told, "the page said that {}", case.what);
        *if whole { &mut tally.everything } else { &mut tally.nothing } += 1;
        browser.click("button", &text(Lang::En, key::SHARE_EXPORT_ALL)).await;
        let bytes = std::fs::read(browser.downloaded(".json").await).unwrap();
        let mut union = Union::default();
        union.add(Document::read(&bytes, &Limits::default()).unwrap(), &Limits::default()).unwrap();
        assert_eq!(hash::hex(&union.state_hash()), shown, "what is shown is what is handed out");
        browser.close().await;
    }
}

/// Opens the page without the app, so that nobody else has the database.
async fn asleep(browser: &Browser, site: &Site) {
    browser.devtools("Emulation.setScriptExecutionDisabled", json!({ "value": true })).await;
    browser.goto(&site.address).await;
    browser.devtools("Emulation.setScriptExecutionDisabled", json!({ "value": false })).await;
}

/// Opens the app behind [`asleep`], where files are merged and handed out.
async fn awake(browser: &Browser) {
    browser.goto("about:blank").await;
    browser.open("#/share").await;
    workspace_opens(browser).await;
}
