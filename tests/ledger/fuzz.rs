//! Files bent by chance: bytes flipped, cut and spliced, and whole trees bent and hashed anew, so that what
//! the hash guards is reached too. Every file is read or refused, and whatever is read means the same after
//! it was merged and written again. `PROPTEST_CASES` says how long.

use crate::hostile::{json, sealed};
use crate::world::config;
use cove::exchange::packed::gzipped;
use cove::exchange::{Code, Document, Limits, Union, sealed as passphrase};
use cove::ledger::Json;
use proptest::prelude::*;

/// How many files of each kind are tried in every run of the tests.
const FILES: u32 = 400;

/// One thing done to a file: what, where, and with what.
type Bend = (u8, u16, u16);

fn bends() -> impl Strategy<Value = (usize, Vec<Bend>)> {
    (any::<usize>(), prop::collection::vec(any::<Bend>(), 1..12))
}

/// The files that come with the format.
fn corpus() -> Vec<String> {
    let folders = crate::examples::folders();
    folders.iter().flat_map(|(_, files)| files).map(|file| std::fs::read_to_string(file).unwrap()).collect()
}

/// What likes to go wrong inside a string of bytes.
const PIECES: [&[u8]; 12] = [
    b"\"",
    b"{",
    b"]",
    b",",
    b"null",
    b"-0",
    b"1e9",
    b"9007199254740992",
    b"\xff",
    b"\xed\xa0\x80",
    b"\\ud800",
    b"\x1f\x8b",
];

fn bend_bytes(bytes: &mut Vec<u8>, (what, at, with): Bend) {
    let at = usize::from(at) * (bytes.len() + 1) / (1 << 16);
    let to = (at + usize::from(with) % 64).min(bytes.len());
    match what % 6 {
        0 if at < bytes.len() => bytes[at] ^= 1 << (with % 8),
        1 => bytes.truncate(at),
        2 => drop(bytes.drain(at..to)),
        3 => {
            let copy = bytes[at..to].to_vec();
            let place = usize::from(with) % (bytes.len() + 1);
            bytes.splice(place..place, copy);
        }
        4 => drop(bytes.splice(at..at, PIECES[usize::from(with) % PIECES.len()].iter().copied())),
        _ => drop(bytes.splice(at..to, PIECES[usize::from(with) % PIECES.len()].iter().copied())),
    }
}

/// Values that mean something somewhere in a file.
const VALUES: [&str; 20] = [
    "null",
    "true",
    "0",
    "1",
    "2",
    "4294967297",
    "9007199254740991",
    "-1",
    r#""""#,
    r#""lead""#,
    r#""_deleted""#,
    r#""9a1c000000000001.1""#,
    r#""9a1c000000000001""#,
    "[]",
    "{}",
    r#"{"link":["lead","9a1c000000000001.1.x8"]}"#,
    r#"{"e":"lead","id":"9a1c000000000001.1.x8","purge":true}"#,
    r#"{"date":"2026-02-30"}"#,
    r#""full""#,
    r#"{"e":"lead","id":"9a1c000000000001.1.x8","set":{"_deleted":true},"seen":{"name":["9a1c000000000001.1"]}}"#,
];

/// The nodes of a tree, counted in order: gives the one that is wanted.
fn node<'a>(tree: &'a mut Json, left: &mut usize) -> Option<&'a mut Json> {
    if *left == 0 {
        return Some(tree);
    }
    *left -= 1;
    match tree {
        Json::List(items) => items.iter_mut().find_map(|item| node(item, left)),
        Json::Map(map) => map.values_mut().find_map(|item| node(item, left)),
        _ => None,
    }
}

fn size(tree: &Json) -> usize {
    1 + match tree {
        Json::List(items) => items.iter().map(size).sum(),
        Json::Map(map) => map.values().map(size).sum(),
        _ => 0,
    }
}

fn bend_tree(tree: &mut Json, (what, at, with): Bend) {
    let count = size(tree);
    let with = usize::from(with);
    let other = node(tree, &mut (with % count)).cloned();
    let Some(place) = node(tree, &mut (usize::from(at) % count)) else { return };
    match (what % 6, place) {
        (0, Json::Int(number)) => *number += [1, -1][with % 2],
        (1, Json::List(items)) if !items.is_empty() => drop(items.remove(with % items.len())),
        (1, Json::Map(map)) if !map.is_empty() => {
            let key = map.keys().nth(with % map.len()).cloned().unwrap();
            map.remove(&key);
        }
        (2, Json::List(items)) if !items.is_empty() => {
            let item = items[with % items.len()].clone();
            items.insert(with % items.len(), item);
        }
        (2, Json::Map(map)) => drop(map.insert(format!("new_{}", with % 9), other.unwrap_or(Json::Null))),
        (3, Json::List(items)) if !items.is_empty() => {
            let length = items.len();
            items.swap(with % length, 0);
        }
        (4, place) => *place = other.unwrap_or(Json::Null),
        (_, place) => *place = json(VALUES[with % VALUES.len()]),
    }
}

/// Takes a document in and writes it out again: what it means stays. Says whether it was taken.
fn survives(bytes: &[u8]) -> bool {
    let limits = Limits::default();
    let Ok(document) = Document::read(bytes, &limits) else { return false };
    let mut union = Union::default();
    union.add(document, &limits).unwrap();
    let state = union.history.fold();
    let counts = state.counts();
    let sum = counts.quarantined + counts.incomplete + counts.live + counts.unknown + counts.spent + counts.rejected;
    assert_eq!(sum, counts.changes);
    let merged = union.write_merged().0;
    let mut again = Union::default();
    match Document::read(merged.as_bytes(), &limits) {
        Ok(document) => assert!(again.add(document, &limits).is_ok()),
        // What is valid by itself may be nested too deep one level further in: the format's text says so.
        Err(error) => {
            assert_eq!(error.code, Code::Depth);
            return false;
        }
    }
    assert_eq!(again.write_merged().0, merged);
    assert_eq!(again.state_json(), union.state_json());
    true
}

proptest! {
    #![proptest_config(config(FILES))]

    #[test]
    fn bent_bytes((which, bends) in bends()) {
        let corpus = corpus();
        let mut plain = corpus[which % corpus.len()].clone().into_bytes();
        let mut packed = gzipped(&plain);
        for bend in bends {
            bend_bytes(&mut plain, bend);
            bend_bytes(&mut packed, bend);
        }
        survives(&plain);
        survives(&packed);
    }

    #[test]
    fn bent_trees((which, bends) in bends()) {
        let corpus = corpus();
        let mut tree = json(&corpus[which % corpus.len()]);
        for bend in bends {
            bend_tree(&mut tree, bend);
        }
        if matches!(tree, Json::Map(_)) {
            survives(&sealed(tree));
        }
    }
}

proptest! {
    // Few: whatever still has a good header is hashed as slowly as a passphrase must be.
    #![proptest_config(config(FILES / 10))]

    #[test]
    fn bent_sealed_files((body, bends) in bends()) {
        let whole = std::fs::read(crate::examples::fixtures().join("sealed.cove")).unwrap();
        let line = whole.iter().position(|byte| *byte == b'\n').unwrap();
        let (mut header, mut rest) = (whole[..line].to_vec(), whole[line..].to_vec());
        for bend in bends {
            bend_bytes(if body % 2 == 0 { &mut header } else { &mut rest }, bend);
        }
        let bent = [header, rest].concat();
        match passphrase::open(&bent, "小湾 2026", &Limits::default(), &|_| ()) {
            Ok(_) => prop_assert!(bent == whole),
            Err(error) => prop_assert!(matches!(error.code, Code::SealedHeader | Code::CannotOpen | Code::Gzip | Code::Ratio)),
        }
    }
}

/// The trees are bent far enough to be refused, and not so far that none is taken.
#[test]
fn some_bent_trees_are_taken() {
    let corpus = corpus();
    let taken = (0..300_u16).filter(|n| {
        let mut tree = json(&corpus[usize::from(*n) % corpus.len()]);
        bend_tree(&mut tree, ((n % 251) as u8, n.wrapping_mul(7_919), n.wrapping_mul(104)));
        matches!(tree, Json::Map(_)) && survives(&sealed(tree))
    });
    let taken = taken.count();
    assert!((30..270).contains(&taken), "{taken} of 300");
}
