//! What a record is found by: its texts, folded, and the letters with which they may be typed.

use super::{Query, Rank, Word};
use crate::crm::pinyin;
use crate::crm::schema::{Field, Kind};
use crate::crm::simplified::simplified;
use crate::crm::view::Rec;
use std::ops::Range;

/// The folded texts of a record.
#[derive(Clone, Debug)]
pub(super) struct Haystack {
    /// The title, then names, then everything else, one field a line.
    text: Box<str>,
    /// The first letters of the part that may be typed as pinyin, which is the beginning of `text`.
    letters: Box<[u8]>,
    /// The pairs of letters that may follow one another, typed as written or as spoken.
    pairs: Pairs,
    /// The length of the title.
    pub(super) title: usize,
}

impl Haystack {
    pub(super) fn of(rec: &Rec<'_>) -> Haystack {
        let mut text = fold(&rec.title());
        let title = text.len();
        let mut rest = String::new();
        texts(rec, |field, value| {
            // Names may be spoken; the rest is found as it is written.
            let spoken = matches!(field.kind, Kind::Text | Kind::Tags | Kind::Link(_));
            let to = if spoken { &mut text } else { &mut rest };
            to.push('\n');
            value.chars().for_each(|character| fold_into(to, character));
        });
        // What is Latin throughout is found as it is written.
        let letters = if text.is_ascii() { Box::default() } else { letters(&text).into_boxed_slice() };
        let mut pairs = Pairs::default();
        if !letters.is_empty() {
            pairs.hear(&text);
        }
        text.push_str(&rest);
        pairs.read(text.as_bytes());
        Haystack { text: text.into_boxed_str(), letters, pairs, title }
    }

    /// That of prose.
    pub(super) fn written(text: &str) -> Haystack {
        let text = fold(text);
        Haystack { title: text.len(), text: text.into(), letters: Box::default(), pairs: Pairs::ALL }
    }

    /// How well the record fits a query: every word must be found, the first one's place counts.
    pub(super) fn rank(&self, query: &Query) -> Option<Rank> {
        // This runs for every record at every key: most are passed by here.
        if !query.words.iter().all(|word| self.pairs.hold(&word.pairs)) {
            return None;
        }
        let mut first = None;
        for word in &query.words {
            let rank = self.place(word)?;
            first.get_or_insert(rank);
        }
        first
    }

    fn place(&self, word: &Word) -> Option<Rank> {
        let plain = self.text.find(&word.text).map(|at| match at {
            0 if word.text.len() == self.title => Rank::Title,
            0 => Rank::Prefix,
            at if at < self.title => Rank::InTitle,
            _ => Rank::Elsewhere,
        });
        if plain.is_some_and(|rank| rank <= Rank::Prefix) {
            return plain;
        }
        let heard = spoken(&self.text, &self.letters, word).map(|found| match found.start {
            0 => Rank::SpokenPrefix,
            at if at < self.title => Rank::SpokenInTitle,
            _ => Rank::SpokenElsewhere,
        });
        plain.into_iter().chain(heard).min()
    }
}

/// Which pairs of bytes follow one another, as a set that holds too much rather than too little (B. H. Bloom, 1970).
/// A text in which a word is found has all the pairs of the word, so one that lacks any is passed by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Pairs([u64; 4]);

impl Pairs {
    /// Every pair: nothing is passed by.
    const ALL: Pairs = Pairs([u64::MAX; 4]);

    /// The pairs of a text as it is written.
    pub(super) fn of(text: &str) -> Pairs {
        let mut pairs = Pairs::default();
        pairs.read(text.as_bytes());
        pairs
    }

    fn put(&mut self, first: u8, second: u8) {
        let bit = usize::from(first).wrapping_mul(37).wrapping_add(usize::from(second).wrapping_mul(11)) % 256;
        self.0[bit / 64] |= 1 << (bit % 64);
    }

    fn read(&mut self, bytes: &[u8]) {
        bytes.windows(2).for_each(|pair| self.put(pair[0], pair[1]));
    }

    /// Puts the pairs that a text may be typed with as it is spoken: those within a reading, and those of what a
    /// character may end with and the next may begin with.
    fn hear(&mut self, text: &str) {
        let mut ends: Vec<u8> = Vec::new();
        let mut next: Vec<u8> = Vec::new();
        let mut field = 0;
        for (at, character) in text.char_indices() {
            if character == '\n' {
                field = at + 1;
                ends.clear();
                continue;
            }
            let mut own = [0; 4];
            let own = character.encode_utf8(&mut own).as_bytes();
            let readings = || readings(text, field, at, character).map(str::as_bytes);
            for begin in
                own.first().copied().into_iter().chain(readings().filter_map(|reading| reading.first().copied()))
            {
                ends.iter().for_each(|end| self.put(*end, begin));
            }
            next.extend(own.last());
            for reading in readings() {
                self.read(reading);
                next.extend(reading.first().into_iter().chain(reading.last()));
                next.extend(reading.get(1).filter(|second| **second == b'h'));
            }
            next.sort_unstable();
            next.dedup();
            std::mem::swap(&mut ends, &mut next);
            next.clear();
        }
    }

    /// Whether all pairs of a word are among these.
    fn hold(&self, word: &Pairs) -> bool {
        self.0.iter().zip(word.0).all(|(own, wanted)| own & wanted == wanted)
    }
}

/// The texts by which a record is found besides its title, with the fields they stand in.
pub(super) fn texts(rec: &Rec<'_>, mut give: impl FnMut(&'static Field, &str)) {
    for field in rec.table.fields.iter().filter(|field| field.search && field.is_stored()) {
        match field.kind {
            // The title stands already.
            _ if rec.table.title.first() == Some(&field.key) => {}
            Kind::Tags => rec.tags(field.key).iter().for_each(|tag| give(field, tag)),
            Kind::Point(kind) => rec.points(kind).iter().for_each(|point| give(field, point.text("value"))),
            Kind::Link(_) => {
                if let Some(to) = rec.get(field.key).and_then(|link| rec.view.follow(link)) {
                    give(field, &to.title());
                }
            }
            _ => give(field, rec.text(field.key)),
        }
    }
}

/// The letter a character of several readings may begin with: any.
const ANY: u8 = b'*';

/// For every byte of a folded text: the letter with which the character that begins there may be
/// typed, [`ANY`] if there are several, 0 inside of characters.
pub(super) fn letters(text: &str) -> Vec<u8> {
    let mut letters = vec![0; text.len()];
    let mut field = 0;
    for (at, character) in text.char_indices() {
        if character == '\n' {
            field = at + 1;
        }
        let mut first = readings(text, field, at, character).map(|reading| reading.as_bytes()[0]);
        let letter = if character.is_ascii() { Some(character as u8) } else { first.next() };
        if let (Some(letter), Some(slot)) = (letter, letters.get_mut(at)) {
            *slot = if first.all(|other| other == letter) { letter } else { ANY };
        }
    }
    letters
}

/// The readings of the 汉字 at a place: as a character, and as part of the surname with which its field begins.
fn readings(text: &str, field: usize, at: usize, character: char) -> impl Iterator<Item = &'static str> {
    let place = at.saturating_sub(field);
    let single = (place == 0).then(|| pinyin::surname_reading(character)).flatten();
    let pair =
        if place <= character.len_utf8() { text.get(field..).and_then(pinyin::double_surname_readings) } else { None };
    let double = pair.and_then(|pair| pair.get(usize::from(place > 0)).copied());
    pinyin::readings(character).chain(single).chain(double)
}

/// Where a text can be read aloud as a word, if anywhere.
pub(super) fn spoken(text: &str, letters: &[u8], word: &Word) -> Option<Range<usize>> {
    let first = *word.text.as_bytes().first().filter(|_| word.spoken)?;
    // This runs for every record at every key: of letters, one look at a byte says that nothing begins here.
    let any = if first.is_ascii_lowercase() { ANY } else { first };
    let lead = if first.is_ascii() { 0 } else { first };
    for (start, letter) in letters.iter().enumerate() {
        // A single letter is all that there is to hear.
        if word.text.len() == 1 && *letter == first {
            return Some(start..start + text.get(start..)?.chars().next()?.len_utf8());
        }
        let begins = *letter == first || *letter == any || lead != 0 && text.as_bytes().get(start) == Some(&lead);
        if begins
            && may_go_on(text, letters, start, word.text.as_bytes())
            && let Some(end) = spoken_at(text, letters.len(), start, word.text.as_bytes())
        {
            return Some(start..end);
        }
    }
    None
}

/// Whether a word whose first letter fits a place may go on from there: a reading that begins with a consonant goes
/// on with a vowel or an h, so that any other letter must begin the next character. Says no only where it cannot.
fn may_go_on(text: &str, letters: &[u8], start: usize, word: &[u8]) -> bool {
    let (Some(first), Some(second)) = (word.first(), word.get(1)) else { return true };
    let opens = |letter: &u8| matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u' | b'v' | b'h');
    // 嗯 is ng, 呣 is hm.
    if !second.is_ascii_lowercase() || opens(first) || opens(second) || matches!(first, b'm' | b'n') {
        return true;
    }
    let width = text.get(start..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
    letters.get(start + width).is_some_and(|next| next == second || *next == ANY)
}

/// The end of the word read aloud from a place on. Each 汉字 takes one of its readings, the reading's
/// first letter (or zh, ch, sh), or, as the last one, any beginning of a reading.
fn spoken_at(text: &str, end: usize, start: usize, word: &[u8]) -> Option<usize> {
    // Bit n: the first n letters of the word have been heard.
    let mut heard: u64 = 1;
    let mut field = text.get(..start)?.rfind('\n').map_or(0, |line| line + 1);
    for (at, character) in text.get(start..end)?.char_indices() {
        let at = start + at;
        if character == '\n' {
            field = at + 1;
        }
        let mut next = 0;
        for done in (0..word.len()).filter(|done| heard & 1 << done != 0) {
            let left = word.get(done..)?;
            if left.starts_with(character.encode_utf8(&mut [0; 4]).as_bytes()) {
                next |= 1 << (done + character.len_utf8());
            }
            for reading in readings(text, field, at, character).map(str::as_bytes) {
                let common = left.iter().zip(reading).take_while(|(typed, letter)| typed == letter).count();
                let initial = if reading.get(1) == Some(&b'h') { 2 } else { 1 };
                for taken in 1..=common {
                    if taken <= initial || taken == reading.len() || taken == left.len() {
                        next |= 1 << (done + taken);
                    }
                }
            }
        }
        if next & 1 << word.len() != 0 {
            return Some(at + character.len_utf8());
        }
        if next == 0 {
            return None;
        }
        heard = next;
    }
    None
}

/// A text as search compares it: lower case, half width, letters and digits only.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    text.chars().for_each(|character| fold_into(&mut folded, character));
    folded
}

/// Adds a character to a text as search compares it.
pub fn fold_into(folded: &mut String, character: char) {
    let narrow = match character {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(character) - 0xfee0).unwrap_or(character),
        other => other,
    };
    if narrow.is_ascii() {
        if narrow.is_ascii_alphanumeric() {
            folded.push(narrow.to_ascii_lowercase());
        }
    } else if narrow.is_alphanumeric() {
        folded.extend(simplified(narrow).to_lowercase());
    }
}
