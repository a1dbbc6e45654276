//! Files that must be refused, each with its code, and files just inside a limit that must not.

use cove::exchange::packed::gzipped;
use cove::exchange::{Code, Document, Limits, Union};
use cove::ledger::Json;
use cove::ledger::hash::{hash, hex};

/// The file of the format's section 12, as a tree.
fn document() -> Json {
    let file = crate::examples::fixtures().join("02-conflict/a.json");
    Json::parse(&std::fs::read_to_string(file).unwrap()).unwrap()
}

pub(crate) fn json(text: &str) -> Json {
    Json::parse(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

/// Puts a value at a path of keys and indices; `None` removes it.
fn put(root: &mut Json, path: &str, value: Option<Json>) {
    let (parents, last) = path.rsplit_once('/').unwrap_or(("", path));
    let mut place = root;
    for key in parents.split('/').filter(|key| !key.is_empty()) {
        place = match place {
            Json::Map(map) => map.get_mut(key).unwrap(),
            Json::List(items) => &mut items[key.parse::<usize>().unwrap()],
            _ => panic!("{path}"),
        };
    }
    match (place, value) {
        (Json::Map(map), Some(value)) => drop(map.insert(last.to_owned(), value)),
        (Json::Map(map), None) => drop(map.remove(last)),
        (Json::List(items), Some(value)) => items.push(value),
        _ => panic!("{path}"),
    }
}

/// The bytes of a document with a right hash.
pub(crate) fn sealed(mut document: Json) -> Vec<u8> {
    put(&mut document, "hash", None);
    let sum = hex(&hash(&document.canonical()));
    put(&mut document, "hash", Some(Json::Str(sum)));
    document.canonical().into_bytes()
}

fn code(bytes: &[u8], limits: &Limits) -> Option<Code> {
    Document::read(bytes, limits).err().map(|error| error.code)
}

/// What the document says with these values at these paths (`-` removes) and a right hash.
#[track_caller]
fn check(changes: &[(&str, &str)], expect: Option<Code>) {
    let mut document = document();
    for (path, value) in changes {
        put(&mut document, path, (*value != "-").then(|| json(value)));
    }
    assert_eq!(code(&sealed(document), &Limits::default()), expect, "{:.300}", format!("{changes:?}"));
}

#[test]
fn bytes() {
    let good = sealed(document());
    let text = String::from_utf8(good.clone()).unwrap();
    let limits = Limits::default();
    assert_eq!(code(&good, &limits), None);
    assert_eq!(code(&gzipped(&good), &limits), None);
    let cut = |bytes: &[u8], by: usize| bytes[..bytes.len() - by].to_vec();
    let packed = gzipped(&good);
    let mut flipped = packed.clone();
    flipped[packed.len() / 2] ^= 0x55;
    let bomb = gzipped(&[b" ".repeat(3 << 20), good.clone()].concat());
    let header = "{\"chunk\":1048576,\"format\":\"cove-sealed/1\",\"kdf\":\"PBKDF2-SHA-256\",\"rounds\":600000,\"salt\":\"000102030405060708090a0b0c0d0e0f\"}\n\u{1}";
    let deep =
        |depth: usize| text.replacen('{', &format!("{{\"a\":{}{},", "[".repeat(depth - 1), "]".repeat(depth - 1)), 1);
    let long = |length: usize| text.replacen('{', &format!("{{\"a\":\"{}\",", "x".repeat(length)), 1);
    for (bytes, expect) in [
        (cut(&packed, 1), Code::Gzip),
        (cut(&packed, packed.len() - 2), Code::Gzip),
        (flipped, Code::Gzip),
        ([&packed[..], b"x"].concat(), Code::Gzip),
        ([&packed[..], &packed[..]].concat(), Code::Gzip),
        (bomb, Code::Ratio),
        (header.as_bytes().to_vec(), Code::Sealed),
        (gzipped(header.as_bytes()), Code::Sealed),
        (b"\xff".to_vec(), Code::Encoding),
        ([b"\xef\xbb\xbf", &good[..]].concat(), Code::Encoding),
        (text.replace("anna", "\u{fffe}").into_bytes().split_last().unwrap().1.to_vec(), Code::Json),
        (Vec::new(), Code::Json),
        (cut(&good, 1), Code::Json),
        ([&good[..], b"{}"].concat(), Code::Json),
        (text.replacen("anna", "\\ud800", 1).into_bytes(), Code::Json),
        (text.replacen("\"l\":1", "\"l\":NaN", 1).into_bytes(), Code::Json),
        (text.replacen("\"l\":1", "\"l\":1,\"l\":1", 1).into_bytes(), Code::DuplicateKey),
        (text.replacen('{', "{\"\\u0062ase\":{},", 1).into_bytes(), Code::DuplicateKey),
        (text.replacen('{', "{\"changes\":[],", 1).into_bytes(), Code::DuplicateKey),
        (text.replacen('{', "{\"parts\":1,", 1).into_bytes(), Code::DuplicateKey),
        (text.replacen("\"l\":1", "\"l\":1.0", 1).into_bytes(), Code::Number),
        (text.replacen("\"l\":1", "\"l\":1e2", 1).into_bytes(), Code::Number),
        (text.replacen("\"l\":1", "\"l\":-0", 1).into_bytes(), Code::Number),
        (text.replacen("\"l\":1", "\"l\":9007199254740992", 1).into_bytes(), Code::Number),
        (deep(65).into_bytes(), Code::Depth),
        (deep(64).into_bytes(), Code::Hash),
        (long((1 << 20) + 1).into_bytes(), Code::String),
        (long(1 << 20).into_bytes(), Code::Hash),
        (b"[]".to_vec(), Code::Format),
        (b"{}".to_vec(), Code::Format),
        (b"null".to_vec(), Code::Format),
        (text.replacen("anna", "bo", 1).into_bytes(), Code::Hash),
    ] {
        assert_eq!(code(&bytes, &limits), Some(expect), "{:.200}", String::from_utf8_lossy(&bytes));
    }
    let small = |size: usize| Limits { size, ..limits };
    assert_eq!(code(&good, &small(good.len() - 1)), Some(Code::TooLarge));
    assert_eq!(code(&packed, &small(good.len() - 1)), Some(Code::Inflated));
    assert_eq!(code(&packed, &small(good.len())), None);
    assert_eq!(code(&sealed(json("{\"format\":\"cove-exchange/1\"}")), &limits), Some(Code::Envelope));
}

#[test]
fn envelope() {
    for (path, value) in [("format", "\"cove-exchange/2\""), ("format", "\"cove-exchange/31\"")] {
        check(&[(path, value), ("changes", "7")], Some(Code::Newer));
    }
    for value in ["\"cove-exchange/0\"", "\"cove-exchange/02\"", "\"cove-state/1\"", "1", "-"] {
        check(&[("format", value)], Some(Code::Format));
    }
    for key in ["workspace", "kind", "from", "made_at", "have", "heads", "base", "devices", "members", "changes"] {
        check(&[(key, "-")], Some(Code::Envelope));
        check(&[(key, "7"), ("changes/0/d", "-")][..if key == "changes" { 1 } else { 2 }], Some(Code::Envelope));
    }
    for (path, value) in [
        ("workspace", "\"a b\""),
        ("kind", "\"fuller\""),
        ("from", "{\"member\":\"anna\"}"),
        ("from", "{\"member\":\"\",\"device\":\"9a1c000000000001\"}"),
        ("from", "{\"member\":\"anna\",\"device\":\"9A1c000000000001\"}"),
        ("made_at", "\"2026-02-29T00:00:00Z\""),
        ("have/x", "1"),
        ("have/9a1c000000000001", "0"),
        ("have/9a1c000000000001", "\"2\""),
        ("heads/9a1c000000000001", "2"),
        ("heads/9a1c000000000001/h", "\"00\""),
        ("heads/9a1c000000000001/s", "-1"),
        ("base/9a1c000000000001", "0"),
        ("devices/x", "{}"),
        ("devices/9a1c000000000001", "1"),
        ("members/a b", "{}"),
        ("members/anna", "null"),
        ("parts", "{}"),
        ("kept", "[]"),
        ("kept/x", "1"),
    ] {
        check(&[(path, value)], Some(Code::Envelope));
    }
    check(&[("from", "null"), ("parts", "-"), ("kept", "-"), ("later", "[{}]")], None);
}

#[test]
fn changes() {
    for (path, value) in [
        ("changes/", "7"),
        ("changes/0/d", "\"9a1c\""),
        ("changes/0/d", "-"),
        ("changes/0/s", "0"),
        ("changes/0/s", "\"1\""),
        ("changes/0/l", "0"),
        ("changes/0/l", "-"),
        ("changes/0/t", "\"now\""),
        ("changes/0/t", "null"),
        ("changes/0/m", "\"a b\""),
        ("changes/0/why", "7"),
        ("changes/0/ops", "-"),
        ("changes/0/ops", "{}"),
        ("changes/0/ops/", "[]"),
    ] {
        // A later step must not be reported first.
        check(&[(path, value), ("changes/1/p", "7")], Some(Code::Change));
    }
    let text = |length: usize| format!("\"{}\"", "客".repeat(length));
    check(&[("changes/0/why", &text(65))], Some(Code::Change));
    check(&[("changes/0/batch", &text(65))], Some(Code::Change));
    // The chains change with the content, so the heads are no longer there.
    check(&[("changes/0/batch", &text(64))], Some(Code::Chain));
    check(&[("changes/0/batch", &text(64)), ("heads", "{}"), ("have", "{}")], None);
}

const PART: &str =
    r#"{"c":"3844d7864e42c7bb","d":"9a1c000000000009","l":1,"ops":[{"e":"lead","id":"x","set":{"name":"y"}}],"s":1}"#;

#[test]
fn parts() {
    check(&[("parts/", PART)], None);
    for (path, value) in [
        ("c", "-"),
        ("c", "\"3844\""),
        ("c", "1"),
        ("p", "\"3844\""),
        ("d", "1"),
        ("s", "0"),
        ("l", "4294967297"),
        ("ops", "[]"),
        ("ops", "[1]"),
    ] {
        let mut part = json(PART);
        put(&mut part, path, (value != "-").then(|| json(value)));
        check(&[("parts/", &part.canonical())], Some(Code::Part));
    }
    check(&[("parts/", &PART.replace("\"l\":1", "\"l\":4294967296"))], None);
    check(&[("parts/", "7")], Some(Code::Part));
    check(&[("parts/", PART), ("kind", "\"delta\"")], Some(Code::Part));
    check(&[("kind", "\"share\"")], Some(Code::Part));
    check(&[("kind", "\"request\"")], Some(Code::Part));
    check(&[("kind", "\"request\""), ("changes", "[]"), ("parts/", PART)], None);
}

#[test]
fn chains() {
    let p = |digit: &str| format!("\"{}\"", digit.repeat(64));
    for (path, value) in [
        ("changes/1/p", "7".to_owned()),
        ("changes/1/p", "null".to_owned()),
        ("changes/1/p", p("A")),
        ("changes/1/p", "\"00\"".to_owned()),
        ("changes/0/p", p("0")),
        ("changes/1/s", "3".to_owned()),
        ("changes/1/d", "\"9a1c000000000002\"".to_owned()),
        ("have/9a1c000000000001", "1".to_owned()),
        ("have/9a1c000000000002", "1".to_owned()),
        ("heads", "{}".to_owned()),
        ("heads/9a1c000000000001/h", p("0")),
        ("changes", "[]".to_owned()),
    ] {
        check(&[(path, value.as_str())], Some(Code::Chain));
    }
    // Nothing that is wrong with limits is seen before the chains are right.
    check(
        &[("changes/1/s", "3"), ("changes/0/ops/0/set/list", &format!("[{}1]", "1,".repeat(1000)))],
        Some(Code::Chain),
    );
    // The file's own parent may be named, and another one: then it is a branch of something not held.
    let own = "\"623d81ebee04c81e5712b6402de20d63612f9cc97e99c4458042b7ae8381eb34\"";
    check(&[("changes/1/p", own)], None);
    check(&[("changes/1/p", &p("0")), ("heads", "{}"), ("have", "{}")], None);
}

#[test]
fn limits() {
    let free = [("heads", "{}"), ("have", "{}")];
    let with = |path: &'static str, value: String, expect: Option<Code>| {
        check(&[free[0], free[1], (path, &value)], expect);
    };
    let list = |item: &str, count: usize| format!("[{}{item}]", format!("{item},").repeat(count - 1));
    let fields = |count: usize, value: &str| {
        let fields: Vec<String> = (0..count).map(|at| format!("\"f{at}\":{value}")).collect();
        format!("{{{}}}", fields.join(","))
    };
    let op = r#"{"e":"lead","id":"x","set":{"name":1}}"#;
    for (count, expect) in [(1_000, None), (1_001, Some(Code::Limit))] {
        with("changes/0/ops/0/set", fields(count, "1"), expect);
        with("changes/0/ops/0/set/name", list("1", count), expect);
        with("changes/0/ops/0/seen", fields(count, "[]"), expect);
        with("changes/0/ops/0/seen", format!("{{\"a\":{}}}", list("\"9a1c000000000001.1\"", count)), expect);
        with("changes/0/ops/0/x", format!("{{\"name\":{}}}", list("\"9a1c000000000001.1\"", count)), expect);
    }
    // An op of another shape is unknown, whatever is in it.
    with("changes/0/ops/0", format!(r#"{{"e":"lead","id":"x","add":{}}}"#, list("1", 1_001)), None);
    for (count, expect) in [(100_000, None), (100_001, Some(Code::Limit))] {
        with("changes/0/ops", list(op, count), expect);
    }
    for (count, expect) in [(10_000, None), (10_001, Some(Code::Limit))] {
        let devices: Vec<String> = (0..count).map(|at| format!("\"{at:016x}\":{{}}")).collect();
        with("devices", format!("{{{}}}", devices.join(",")), expect);
        let changes: Vec<String> =
            (0..count).map(|at| format!(r#"{{"d":"{at:016x}","l":1,"ops":[],"s":1}}"#)).collect();
        with("changes", format!("[{}]", changes.join(",")), expect);
    }
    let few = Limits { records: 2, ..Limits::default() };
    let mut document = document();
    put(&mut document, "heads", Some(json("{}")));
    put(&mut document, "have", Some(json("{}")));
    let ops = |ids: &str| json(&list(op, 3).replacen("\"x\"", ids, 1));
    put(&mut document, "changes/0/ops", Some(ops("\"x\"")));
    assert_eq!(code(&sealed(document.clone()), &few), None);
    put(&mut document, "changes/0/ops", Some(ops("\"y\"")));
    assert_eq!(code(&sealed(document), &few), Some(Code::Limit));
}

#[test]
fn unions() {
    let read = |document: Json| Document::read(&sealed(document), &Limits::default()).unwrap();
    let mut other = document();
    put(&mut other, "workspace", Some(json("\"ws-2\"")));
    let mut union = Union::default();
    union.add(read(document()), &Limits::default()).unwrap();
    assert_eq!(union.add(read(other), &Limits::default()).unwrap_err().code, Code::Workspace);
    let mut more = document();
    put(&mut more, "devices/0000000000000000", Some(json("{}")));
    let one = Limits { devices: 1, ..Limits::default() };
    let mut union = Union::default();
    union.add(read(document()), &one).unwrap();
    assert_eq!(union.add(read(more), &one).unwrap_err().code, Code::Limit);
    // In `kept` a value stands two levels deeper than as a key of its own.
    for (nesting, expect) in [(61, None), (62, Some(Code::Limit)), (63, Some(Code::Limit))] {
        let mut deep = document();
        put(&mut deep, "later", Some(json(&format!("{}{}", "[".repeat(nesting), "]".repeat(nesting)))));
        let mut union = Union::default();
        let refused = union.add(read(deep), &Limits::default()).err().map(|error| error.code);
        assert_eq!(refused, expect, "{nesting}");
        if refused.is_none() {
            let merged = Document::read(union.write_merged().0.as_bytes(), &Limits::default()).unwrap();
            assert_eq!(merged.envelope.kept, union.kept);
        }
    }
}

#[test]
fn codes_are_those_of_the_format() {
    let words: Vec<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
    assert_eq!(
        words.join(" "),
        "too_large inflated ratio gzip encoding json duplicate_key number depth string format newer hash envelope \
         change part chain limit workspace sealed sealed_header cannot_open io"
    );
}
