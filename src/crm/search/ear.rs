//! How a typed word is heard in a text: each 汉字 takes one of its readings, the reading's first letter (or zh, ch, sh),
//! itself or, as the last one, any beginning of a reading.
//!
//! A word is an automaton whose states are how much of it was heard, all of them at once as the bits of a number (the
//! shift-and method of R. Baeza-Yates and G. Gonnet, 1992). What a character does to them is worked out once for each
//! character that is met, so that hearing a text costs a few operations for each of its characters.

use crate::crm::pinyin::{self, DOUBLE_SURNAMES, SURNAMES};
use std::cell::RefCell;
use std::ops::Range;

/// The longest word that is heard, in UTF-16 units: one bit more than these must fit into a number.
const LONGEST: usize = 63;

/// The most letters that a reading has.
const READING: usize = 6;

/// The first sign of the characters of surnames that are read as such: these are no characters that a folded text has.
const SURNAME: u16 = 0xe000;
const DOUBLE: u16 = 0xe800;

/// What a character does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Step {
    /// At `n`: after which letters of the word it takes the next `n + 1`.
    takes: [u64; READING],
    /// After which letters it takes any.
    any: u64,
    /// How many letters it takes at most.
    most: usize,
}

/// The place of the step of a character that is not in the word.
const DEAF: u16 = 1;

/// A word to be heard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Ear {
    word: Vec<u16>,
    met: RefCell<Met>,
}

/// The characters that were met.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Met {
    /// By sign: the place of its step; 0 for one that was not met.
    places: Vec<u16>,
    steps: Vec<Step>,
}

/// Where a word was heard first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Heard {
    /// Where the text begins.
    Beginning,
    /// In its first line.
    First,
    /// Below.
    Below,
}

impl Ear {
    /// The ear for a folded word; `None` if it can only be read: without a Latin letter, or too long.
    pub(super) fn new(word: &str) -> Option<Ear> {
        let spoken = word.bytes().any(|byte| byte.is_ascii_lowercase());
        let word: Vec<u16> = word.encode_utf16().collect();
        (spoken && word.len() <= LONGEST).then(|| Ear { word, met: RefCell::default() })
    }

    /// Where the signs of a text have the word.
    pub(super) fn hear(&self, signs: &[u16]) -> Option<Heard> {
        let (mut from_first, mut anywhere, mut found, mut line) = (1_u64, 0_u64, None, Heard::First);
        let end = 1 << self.word.len();
        let mut met = self.met.borrow_mut();
        for sign in signs {
            if *sign == u16::from(b'\n') {
                line = Heard::Below;
            }
            match self.step(&mut met, *sign) {
                // This runs for every character of every record at every key: most take nothing.
                Some(step) if (anywhere | 1) & step.any != 0 => {
                    from_first = advance(from_first, step);
                    anywhere = advance(anywhere | 1, step);
                }
                _ => (from_first, anywhere) = (0, 0),
            }
            if from_first & end != 0 {
                return Some(Heard::Beginning);
            }
            if anywhere & end != 0 {
                found = found.or(Some(line));
            }
            // Only where it began at the first sign can it be heard in a better place yet.
            if from_first == 0 && found.is_some() {
                return found;
            }
        }
        found
    }

    /// The part of a folded text in which the word is heard first.
    pub(super) fn find(&self, text: &str) -> Option<Range<usize>> {
        let signs = signs(text);
        let end = 1 << self.word.len();
        let mut met = self.met.borrow_mut();
        let starts = text.char_indices().scan(0, |units, (at, character)| {
            let start = *units;
            *units += character.len_utf16();
            Some((at, start))
        });
        for (from, start) in starts {
            let mut heard = 1;
            let mut rest = text.get(from..)?.char_indices();
            for sign in signs.get(start..)? {
                let Some(step) = self.step(&mut met, *sign) else { break };
                heard = advance(heard, step);
                // The second half of a pair ends where its first did.
                if !(0xdc00..0xe000).contains(sign) {
                    rest.next();
                }
                if heard & end != 0 {
                    return Some(from..from + rest.next().map_or(text.len() - from, |(at, _)| at));
                }
                if heard == 0 {
                    break;
                }
            }
        }
        None
    }

    /// What a sign does; `None` if the word has nothing of it.
    fn step<'a>(&self, met: &'a mut Met, sign: u16) -> Option<&'a Step> {
        if met.places.is_empty() {
            met.places = vec![0; usize::from(u16::MAX) + 1];
            met.steps = vec![Step::default(); 2];
        }
        let place = met.places.get_mut(usize::from(sign))?;
        if *place == 0 {
            let step = self.take(sign);
            *place = DEAF;
            if step != Step::default() {
                *place = u16::try_from(met.steps.len()).unwrap_or(DEAF);
                met.steps.push(step);
            }
        }
        if *place == DEAF { None } else { met.steps.get(usize::from(*place)) }
    }

    fn take(&self, sign: u16) -> Step {
        let (own, more) = meaning(sign);
        let readings = || {
            let usual = char::from_u32(u32::from(own)).into_iter().flat_map(pinyin::readings);
            usual.chain(more.into_iter().flatten()).map(str::as_bytes)
        };
        let mut step = Step::default();
        for done in 0..self.word.len() {
            let left = &self.word[done..];
            if left[0] == own {
                step.take(done, 1);
            }
            for reading in readings() {
                let common =
                    left.iter().zip(reading).take_while(|(typed, letter)| **typed == u16::from(**letter)).count();
                let initial = if reading.get(1) == Some(&b'h') { 2 } else { 1 };
                for taken in 1..=common.min(READING) {
                    if taken <= initial || taken == reading.len() || taken == left.len() {
                        step.take(done, taken);
                    }
                }
            }
        }
        step
    }
}

impl Step {
    fn take(&mut self, done: usize, letters: usize) {
        self.takes[letters - 1] |= 1 << done;
        self.any |= 1 << done;
        self.most = self.most.max(letters);
    }
}

/// What was heard after a character.
fn advance(heard: u64, step: &Step) -> u64 {
    let takes = step.takes.iter().take(step.most).zip(1..);
    if heard == 0 { 0 } else { takes.fold(0, |next, (takes, letters)| next | (heard & takes) << letters) }
}

/// The signs of a folded text: its UTF-16 units, and signs of their own for the surnames with which its lines begin and
/// that are read otherwise than their characters are.
pub(super) fn signs(text: &str) -> Vec<u16> {
    let mut signs: Vec<u16> = Vec::with_capacity(text.len());
    for (nth, line) in text.split('\n').enumerate() {
        if nth > 0 {
            signs.push(u16::from(b'\n'));
        }
        let start = signs.len();
        signs.extend(line.encode_utf16());
        if line.is_ascii() {
            continue;
        }
        let double =
            DOUBLE_SURNAMES.iter().zip((DOUBLE..).step_by(2)).find(|((surname, _), _)| line.starts_with(surname));
        let single = SURNAMES.iter().zip(SURNAME..).find(|((surname, _), _)| line.starts_with(*surname));
        let own = match (double, single) {
            (Some((_, sign)), _) => [Some(sign), Some(sign + 1)],
            (None, Some((_, sign))) => [Some(sign), None],
            (None, None) => continue,
        };
        for (slot, sign) in signs[start..].iter_mut().zip(own) {
            *slot = sign.unwrap_or(*slot);
        }
    }
    signs
}

/// The character that a sign stands for, and how it may be read besides.
fn meaning(sign: u16) -> (u16, [Option<&'static str>; 2]) {
    let unit = |character: char| u16::try_from(u32::from(character)).unwrap_or_default();
    let single =
        |character: char| SURNAMES.iter().find(|(surname, _)| *surname == character).map(|(_, reading)| *reading);
    if let Some((surname, readings)) = sign.checked_sub(DOUBLE).and_then(|at| DOUBLE_SURNAMES.get(usize::from(at / 2)))
    {
        let part = usize::from(sign - DOUBLE) % 2;
        let character = surname.chars().nth(part).unwrap_or_default();
        return (unit(character), [readings.get(part).copied(), single(character).filter(|_| part == 0)]);
    }
    match sign.checked_sub(SURNAME).and_then(|at| SURNAMES.get(usize::from(at))) {
        Some((surname, reading)) => (unit(*surname), [Some(reading), None]),
        None => (sign, [None, None]),
    }
}
