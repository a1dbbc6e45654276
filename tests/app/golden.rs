//! Files that this and earlier versions wrote, which must import for ever. `tests/fixtures/golden` holds
//! them, and what they mean: fingerprint, changes, parts, records shown, conflicts. A version that writes
//! otherwise adds files of its own, which `cargo test --test app golden -- --ignored` leaves under
//! `target/tmp/golden`, and removes none.

use crate::replica::{NOW, Replica, seeded, wait};
use cove::app::{Who, Workspace, share};
use cove::crm::{entities, record};
use cove::exchange::packed::gzipped;
use cove::exchange::{Limits, sealed};
use cove::store::Memory;
use std::path::{Path, PathBuf};

const PASSPHRASE: &str = "小湾 2026";

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/golden")
}

/// What a file means to whoever opens it.
fn meaning(file: &str) -> String {
    let document = share::read(file.as_bytes()).unwrap();
    let (changes, parts) = (document.changes.len(), document.parts.len());
    let joined = Workspace::join(Memory::new(), document, Who::Member("nobody".into()), NOW, seeded(9));
    let opened = wait(joined).unwrap();
    let records: usize = opened.read(|view| entities().iter().map(|e| view.records(e.key).count()).sum());
    let conflicts = opened.read(|view| view.state().conflicts().len());
    format!("{} {changes} {parts} {records} {conflicts}", wait(opened.fingerprint()).unwrap())
}

/// Two people who edit, disagree, delete and undo.
fn team() -> String {
    let wang = Replica::found("王芳", 1);
    let fields = [("source", "expo".into()), ("name", "程屿".into()), ("phone", "13800000000".into())];
    let at = wang.create("lead", &fields);
    let gone = wang.create("customer", &[("name", "苏州澜芯机器人有限公司".into())]);
    let li = Replica::join(&wang.full(), "李明", 2);
    wang.edit(&at, "company", "云隙传动");
    li.edit(&at, "company", "云隙精密");
    let delete = record::delete(std::slice::from_ref(&gone));
    wait(wang.workspace.act(NOW, "delete", |_| Ok(delete.clone()))).unwrap();
    li.edit(&gone, "website", "https://lanxin.example");
    wang.edit(&at, "title", "总经理");
    wait(wang.workspace.undo(NOW)).unwrap();
    let delta = li.delta_to(&wang);
    wang.import(&delta);
    wang.full()
}

#[test]
#[ignore = "writes the files of this version"]
fn files_are_written() {
    let demo = wait(Workspace::demo(Memory::new(), "zh", 2026, NOW, seeded(3))).unwrap();
    let (team, demo) = (team(), wait(demo.export_full(NOW.instant)).unwrap().text);
    let files = [
        ("team.cove.json", team.clone().into_bytes(), &team),
        ("team.cove", sealed::seal(team.as_bytes(), PASSPHRASE, [7; 16], &|_| ()), &team),
        ("demo.cove.json.gz", gzipped(demo.as_bytes()), &demo),
    ];
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("golden");
    std::fs::create_dir_all(&folder).unwrap();
    let mut index = String::new();
    for (name, bytes, text) in files {
        std::fs::write(folder.join(name), bytes).unwrap();
        index += &format!("{name} {}\n", meaning(text));
    }
    std::fs::write(folder.join("index.txt"), index).unwrap();
}

#[test]
fn files_of_every_version_are_read_and_mean_the_same() {
    let index = std::fs::read_to_string(folder().join("index.txt")).unwrap();
    let lines: Vec<_> = index.lines().filter_map(|line| line.split_once(' ')).collect();
    assert!(lines.len() >= 3);
    for (file, meant) in lines {
        let mut bytes = std::fs::read(folder().join(file)).unwrap();
        if bytes.starts_with(b"{\"chunk\"") {
            bytes = sealed::open(&bytes, PASSPHRASE, &Limits::default(), &|_| ()).unwrap();
        }
        let text = cove::exchange::packed::text(&bytes, &Limits::default()).unwrap();
        assert_eq!(meaning(&text), meant, "{file}");
    }
}
