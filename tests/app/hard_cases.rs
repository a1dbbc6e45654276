//! What befalls a team that passes files about: copied profiles, restored backups, absurd clocks, lost and
//! old files, shares, erased people, and colleagues whose app is newer.

use crate::replica::{Replica, seeded, wait};
use cove::app::{Workspace, share};
use cove::crm::Ref;
use cove::exchange::{Kind, Limits, Union};
use cove::ledger::{Change, DeviceId, Entry, Json, Next, Op, Part, SetOp};
use std::collections::BTreeMap;

fn union(files: &[&str]) -> Union {
    let mut union = Union::default();
    for file in files {
        union.add(share::read(file.as_bytes()).unwrap(), &Limits::default()).unwrap();
    }
    union
}

/// A full file with one more change, which an installation of another make wrote.
fn with_change(full: &str, make: impl FnOnce(Change) -> Change) -> String {
    let mut union = union(&[full]);
    let device = DeviceId(0x5eed_0000_0000_0001);
    let Next { s, l, parent } = union.history.next(device);
    let change = Change { d: device, s, l, m: Some("zhao".into()), why: Some("edit".into()), ..Change::default() };
    union.history.insert(Entry::new(&make(change), parent).unwrap());
    union.write_merged().0
}

fn set(at: &Ref, field: &str, value: &str) -> Op {
    let set = BTreeMap::from([(field.to_owned(), value.into())]);
    Op::Set(SetOp { e: at.entity.to_string(), id: at.id.to_string(), set, ..SetOp::default() })
}

fn lead(replica: &Replica, name: &str) -> Ref {
    replica.create("lead", &[("source", "expo".into()), ("name", name.into())])
}

#[test]
fn both_halves_of_a_copied_profile_are_kept_and_go_apart() {
    let wang = Replica::found("王芳", 1);
    let at = lead(&wang, "程屿");
    let storage = wang.storage.copy();
    let workspace = wait(Workspace::open(storage.clone(), seeded(77))).unwrap().unwrap();
    let twin = Replica { workspace, storage };
    assert_eq!(wang.workspace.device(), twin.workspace.device());
    let old = wang.workspace.device();
    wang.edit(&at, "company", "云隙传动");
    twin.edit(&at, "company", "云隙精密");
    let mine = lead(&wang, "左边");
    let theirs = lead(&twin, "右边");

    assert_eq!(wang.import(&twin.full()), (2, 1));
    twin.import(&wang.full());
    assert!(wang.workspace.device() != old && twin.workspace.device() != old);
    assert_ne!(wang.workspace.device(), twin.workspace.device());
    assert_eq!(wang.fingerprint(), twin.fingerprint());
    for half in [&wang, &twin] {
        assert_eq!((half.text(&mine, "name"), half.text(&theirs, "name")), ("左边".into(), "右边".into()));
        assert_eq!(half.conflicts(), 1);
    }
    wang.edit(&at, "company", "云隙精密");
    twin.import(&wang.full());
    assert_eq!((wang.conflicts(), twin.conflicts()), (0, 0));
    // Apart for good: what either writes now is new to the other, and no fork.
    lead(&twin, "之后");
    assert_eq!(wang.import(&twin.delta_to(&wang)), (1, 0));
}

#[test]
fn a_restored_backup_is_a_new_installation() {
    let wang = Replica::found("王芳", 1);
    let at = lead(&wang, "程屿");
    let backup = wang.full();
    wang.edit(&at, "company", "备份之后");
    let restored = Replica::join(&backup, "王芳（新电脑）", 2);
    assert_ne!(restored.workspace.device(), wang.workspace.device());
    restored.edit(&at, "note", "恢复之后");
    wang.import(&restored.full());
    restored.import(&wang.full());
    assert_eq!(wang.text(&at, "note"), "恢复之后");
    assert_eq!(restored.text(&at, "company"), "备份之后");
    assert_eq!(wang.fingerprint(), restored.fingerprint());
    assert!(wang.workspace.read(|view| view.state().frontier().forks().is_empty()));
}

#[test]
fn an_absurd_clock_is_set_aside_and_never_followed() {
    let wang = Replica::found("王芳", 1);
    let at = lead(&wang, "程屿");
    let op = set(&at, "name", "投毒");
    let poison = with_change(&wang.full(), |change| Change { l: 1 << 40, ops: vec![op], ..change });
    let preview = wait(wang.workspace.preview(vec![share::read(poison.as_bytes()).unwrap()])).unwrap();
    assert_eq!((preview.fresh, preview.quarantined, preview.changed.len()), (1, 1, 0));
    wang.import(&poison);
    assert_eq!(wang.text(&at, "name"), "程屿");
    wang.edit(&at, "name", "程屿（改）");
    let union = union(&[&wang.full()]);
    let latest = union.history.changes().iter().map(|entry| entry.l).filter(|l| *l < 1 << 40).max();
    assert!(latest < Some(1_000), "no honest change follows the clock");
    assert!(union.history.changes().iter().any(|entry| entry.l == 1 << 40), "it travels on");
}

#[test]
fn a_wall_clock_off_by_years_decides_nothing() {
    let wang = Replica::found("王芳", 1);
    let at = lead(&wang, "程屿");
    let li = Replica::join(&wang.full(), "李明", 2);
    let op = set(&at, "title", "来自 2099 年");
    let late = with_change(&wang.full(), |change| Change { t: Some(4_086_000_000_000), ops: vec![op], ..change });
    wang.import(&late);
    wang.edit(&at, "title", "总经理");
    assert_eq!((wang.text(&at, "title"), wang.conflicts()), ("总经理".into(), 0));
    li.import(&wang.full());
    wang.import(&li.full());
    assert_eq!((li.text(&at, "title"), li.fingerprint()), ("总经理".into(), wang.fingerprint()));
}

#[test]
fn a_gap_is_named_by_person_and_closed_by_their_file() {
    let wang = Replica::found("王芳", 1);
    let at = lead(&wang, "程屿");
    let li = Replica::join(&wang.full(), "李明", 2);
    li.edit(&at, "note", "一");
    let seen = union(&[&li.full()]).history.vector();
    li.edit(&at, "note", "二");
    li.edit(&at, "note", "三");
    let rest = union(&[&li.full()]).write_delta(&seen, None, "2026-11-24T02:42:00Z").0;

    let preview = wait(wang.workspace.preview(vec![share::read(rest.as_bytes()).unwrap()])).unwrap();
    let theirs = preview.accounts.iter().find(|account| account.device == li.workspace.device().to_string()).unwrap();
    let name = |id: &str| {
        wang.workspace.read(|_| preview.after().state().record("member", id).and_then(|r| r.get("name").cloned()))
    };
    // Who it is is told by the changes themselves; the member's own record lies in the gap.
    assert_eq!(theirs.member, Some(li.workspace.me()));
    assert_eq!(theirs.member.as_deref().and_then(name), None);
    assert_eq!((theirs.before, theirs.after), (0, 0));
    assert_eq!(theirs.gaps, [(1, 2)]);
    wang.import(&rest);
    assert_eq!(wang.text(&at, "note"), "三");
    wang.import(&li.full());
    assert_eq!(wang.fingerprint(), li.fingerprint());
}

#[test]
fn an_old_file_and_one_that_comes_twice_change_nothing() {
    let wang = Replica::found("王芳", 1);
    let at = lead(&wang, "程屿");
    let old = wang.full();
    wang.edit(&at, "name", "程屿（改）");
    let (before, full) = (wang.fingerprint(), wang.full());
    for file in [&old, &full, &full, &old] {
        assert_eq!(wang.import(file), (0, 0));
    }
    assert_eq!(wang.fingerprint(), before);
    assert_eq!(wang.text(&at, "name"), "程屿（改）");
}

#[test]
fn a_share_shows_records_and_moves_no_vector() {
    let wang = Replica::found("王芳", 1);
    let li = Replica::join(&wang.full(), "李明", 2);
    let at = lead(&wang, "只给李明看");
    let before = union(&[&li.full()]).history.vector();
    let whole = union(&[&wang.full()]);
    let mut parts = Vec::new();
    for entry in whole.history.changes().iter().filter(|entry| entry.d == wang.workspace.device()) {
        let ops: Vec<Op> = entry.change().ops.into_iter().filter(|op| op.target().1 == &*at.id).collect();
        if ops.is_empty() {
            continue;
        }
        let Json::Map(mut map) = Change { ops, ..entry.change() }.to_json() else { unreachable!() };
        map.insert("c".into(), Json::Str(entry.branch().to_string()));
        parts.push(Part::from_json(&Json::Map(map)).unwrap());
    }
    let share = whole.write_share(Kind::Share, &parts, None, "2026-11-24T02:42:00Z").0;
    li.import(&share);
    assert_eq!(li.text(&at, "name"), "只给李明看");
    assert_eq!(union(&[&li.full()]).history.vector(), before);
    // Edited on the share, and then the whole file comes: the same as if it had been there from the start.
    li.edit(&at, "title", "采购经理");
    li.import(&wang.full());
    wang.import(&li.full());
    assert_eq!(li.fingerprint(), wang.fingerprint());
    assert_eq!((wang.text(&at, "title"), wang.conflicts()), ("采购经理".into(), 0));
}

#[test]
fn an_erased_person_does_not_come_back() {
    let wang = Replica::found("王芳", 1);
    let at = lead(&wang, "请删除我的资料");
    let li = Replica::join(&wang.full(), "李明", 2);
    li.edit(&at, "note", "不知道已经清除");
    let (e, id) = (at.entity.to_string(), at.id.to_string());
    let purge = with_change(&wang.full(), |change| Change { ops: vec![Op::Purge { e, id }], ..change });
    wang.import(&purge);
    assert!(wang.workspace.read(|view| view.state().record(&at.entity, &at.id).is_none()));
    wang.import(&li.full());
    let full = wang.full();
    assert!(!full.contains("请删除我的资料") && !full.contains("不知道已经清除"));
    assert!(wang.workspace.read(|view| view.at(&at).is_none()));
    let wang = wang.reopen();
    assert!(wang.workspace.find("请删除", &[], 9).is_empty());
    li.import(&full);
    assert_eq!(li.fingerprint(), wang.fingerprint());
}

#[test]
fn what_a_newer_app_wrote_travels_on_byte_for_byte() {
    let wang = Replica::found("王芳", 1);
    let at = lead(&wang, "程屿");
    let news = r#"{"e":"lead","id":"AT","incr":{"score":5}}"#.replace("AT", &at.id);
    let campaign = Ref::new("campaign", "5eed000000000001.1.aa");
    let grid = r#"{"grid":[[1,2],[3,4]]}"#;
    let op = |json: &str| Op::from_json(&Json::parse(json).unwrap()).unwrap_or(Op::Unknown(Json::parse(json).unwrap()));
    let newer = with_change(&wang.full(), |change| {
        let value = r#"{"e":"lead","id":"AT","set":{"shape":GRID}}"#.replace("AT", &at.id).replace("GRID", grid);
        let ops = vec![set(&at, "budget", "三十万"), set(&campaign, "name", "双十一"), op(&value), op(&news)];
        let notes = BTreeMap::from([("via".to_owned(), Json::Str("Cove 9".into()))]);
        Change { ops, notes, ..change }
    });
    let mut carried = union(&[&newer]);
    carried.kept.insert("roles".into(), [r#"{"signed":[1,2]}"#.to_owned()].into());
    let newer = carried.write_merged().0;
    let change =
        newer.split("\"via\"").next().and_then(|text| text.rfind("{\"d\":\"5eed").map(|at| text[at..].to_owned()));
    let change = change.expect("the change stands in the file");

    wang.import(&newer);
    // Hidden until this app knows it.
    assert_eq!(wang.text(&at, "budget"), "");
    assert!(wang.workspace.read(|view| view.at(&campaign).is_none()));
    wang.edit(&at, "name", "程屿（旧版改）");
    let wang = wang.reopen();
    let out = wang.full();
    for piece in [change.as_str(), &news, grid, r#""roles":[{"signed":[1,2]}]"#, r#""via":"Cove 9""#] {
        assert!(out.contains(piece), "{piece}");
    }
    // The newer app gets it all back, and the edit with it.
    let again = union(&[&newer, &out]);
    assert_eq!(again.history.changes().len(), carried.history.changes().len() + 1);
    let state = again.history.fold();
    let record = state.record("lead", &at.id).unwrap();
    assert_eq!(record.get("budget").and_then(|value| value.as_text()), Some("三十万"));
    assert_eq!(record.get("name").and_then(|value| value.as_text()), Some("程屿（旧版改）"));
}
