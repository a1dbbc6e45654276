//! Search: any part of a name in 汉字 or Latin letters, its pinyin, its initials, a piece of a phone.
//!
//! Every record has a haystack, one folded text that is made when the record changes, so that a query
//! only compares bytes. 汉字 are matched against typed letters character by character: each may be
//! typed as any of its readings, or by the reading's first letter, so `hzsq`, `hangzhoush` and `杭州sq`
//! all find 杭州尚祈. A byte beside the text tells with which letter each character may begin.

use super::pinyin;
use super::schema::{Entity, Kind, entities};
use super::view::{Rec, Ref, View};
use crate::ledger::order::sort_by_key;
use std::collections::HashMap;
use std::ops::Range;

/// The haystacks of all records that can be searched.
#[derive(Clone, Debug, Default)]
pub struct SearchIndex {
    haystacks: HashMap<Ref, Haystack>,
}

/// A record found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The record.
    pub at: Ref,
    /// How well it fits; less is better.
    pub rank: Rank,
}

/// Where a query was found, the best place first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// It is the whole title.
    Title,
    /// The title begins with it.
    Prefix,
    /// The title, spoken, begins with it.
    SpokenPrefix,
    /// It is in the title.
    InTitle,
    /// It is in the title, spoken.
    SpokenInTitle,
    /// It is in another field.
    Elsewhere,
    /// It is in another field, spoken.
    SpokenElsewhere,
}

impl SearchIndex {
    /// The index of everything a view shows.
    #[must_use]
    pub fn new(view: &View<'_>) -> SearchIndex {
        let mut index = SearchIndex::default();
        for table in searched() {
            for rec in view.records(table.key) {
                index.haystacks.insert(rec.at(), Haystack::of(&rec));
            }
        }
        index
    }

    /// Brings the index up to date after these records changed.
    pub fn update(&mut self, view: &View<'_>, touched: &[Ref]) {
        for at in touched {
            self.refresh(view, at);
            // A contact point stands in its owner's haystack, a company's name in those of its people.
            let parent = view.state().record(&at.entity, &at.id).and_then(|record| record.get("_parent")?.as_link());
            if let Some((entity, id)) = parent {
                self.refresh(view, &Ref::new(entity, id));
            }
            for table in searched().filter(|table| shows_title_of(table, &at.entity)) {
                for rec in view.linking(table.key, at) {
                    self.haystacks.insert(rec.at(), Haystack::of(&rec));
                }
            }
        }
    }

    fn refresh(&mut self, view: &View<'_>, at: &Ref) {
        self.haystacks.remove(at);
        if let Some(rec) = view.at(at).filter(|rec| is_searched(rec.table)) {
            self.haystacks.insert(rec.at(), Haystack::of(&rec));
        }
    }

    /// Whether a record fits a query. Every record fits an empty one.
    #[must_use]
    pub fn fits(&self, at: &Ref, query: &Query) -> bool {
        query.is_empty() || self.haystacks.get(at).is_some_and(|haystack| haystack.rank(query).is_some())
    }

    /// The best `limit` records that fit a query, of these entities (of all, if none is named).
    #[must_use]
    pub fn search(&self, query: &Query, among: &[&str], limit: usize) -> Vec<Hit> {
        if query.is_empty() || limit == 0 {
            return Vec::new();
        }
        let mut found: Vec<(Rank, usize, &Ref)> = self
            .haystacks
            .iter()
            .filter(|(at, _)| among.is_empty() || among.contains(&&*at.entity))
            .filter_map(|(at, haystack)| Some((haystack.rank(query)?, haystack.title, at)))
            .collect();
        // Of equal fit the shorter title is the closer one; the reference makes the order total.
        if found.len() > limit {
            found.select_nth_unstable(limit);
            found.truncate(limit);
        }
        found.sort_unstable();
        found.into_iter().map(|(rank, _, at)| Hit { at: at.clone(), rank }).collect()
    }
}

/// The entities with fields that search reads.
fn searched() -> impl Iterator<Item = &'static Entity> {
    entities().iter().copied().filter(|table| is_searched(table))
}

fn is_searched(table: &Entity) -> bool {
    table.fields.iter().any(|field| field.search)
}

/// Whether records of a table are found by the title of a record of this entity.
fn shows_title_of(table: &Entity, entity: &str) -> bool {
    table.fields.iter().any(|field| field.search && matches!(field.kind, Kind::Link(to) if to.contains(&entity)))
}

/// A query as typed, read once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    words: Vec<Word>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Word {
    text: String,
    /// Whether it may be pinyin: it has a Latin letter, and is short.
    spoken: bool,
}

impl Query {
    /// Reads what was typed: words, all of which must be found. A number may be typed with spaces.
    #[must_use]
    pub fn new(typed: &str) -> Query {
        let is_number = typed.chars().any(char::is_numeric) && !typed.chars().any(char::is_alphabetic);
        let words: Vec<&str> = if is_number { vec![typed] } else { typed.split_whitespace().collect() };
        let word = |typed: &str| {
            let text = fold(typed);
            let spoken = text.len() < 64 && text.bytes().any(|byte| byte.is_ascii_lowercase());
            Word { text, spoken }
        };
        Query { words: words.into_iter().map(word).filter(|word| !word.text.is_empty()).collect() }
    }

    /// Whether nothing is asked for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The parts of a text that fit the query, as byte ranges in order: what to highlight.
    #[must_use]
    pub fn highlight(&self, text: &str) -> Vec<Range<usize>> {
        let mut folded = String::new();
        // For every byte of the folded text, the character of the original it came from.
        let mut origin: Vec<Range<usize>> = Vec::new();
        for (at, character) in text.char_indices() {
            fold_into(&mut folded, character);
            origin.resize(folded.len(), at..at + character.len_utf8());
        }
        let letters = letters(&folded);
        let mut ranges: Vec<Range<usize>> = self
            .words
            .iter()
            .filter_map(|word| {
                let plain = folded.find(&word.text).map(|at| at..at + word.text.len());
                let found = plain.or_else(|| spoken(&folded, &letters, word))?;
                Some(origin.get(found.start)?.start..origin.get(found.end - 1)?.end)
            })
            .collect();
        sort_by_key(&mut ranges, |range| range.start);
        ranges.dedup_by(|next, last| {
            let overlaps = next.start <= last.end;
            if overlaps {
                last.end = last.end.max(next.end);
            }
            overlaps
        });
        ranges
    }
}

/// The folded texts of a record.
#[derive(Clone, Debug)]
struct Haystack {
    /// The title, then names, then everything else, one field a line.
    text: Box<str>,
    /// The first letters of the part that may be typed as pinyin, which is the beginning of `text`.
    letters: Box<[u8]>,
    /// The length of the title.
    title: usize,
}

impl Haystack {
    fn of(rec: &Rec<'_>) -> Haystack {
        let mut text = fold(&rec.title());
        let title = text.len();
        let mut rest = String::new();
        let add = |to: &mut String, value: &str| {
            to.push('\n');
            value.chars().for_each(|character| fold_into(to, character));
        };
        for field in rec.table.fields.iter().filter(|field| field.search && field.is_stored()) {
            match field.kind {
                // The title stands already.
                _ if rec.table.title.first() == Some(&field.key) => {}
                Kind::Tags => rec.tags(field.key).iter().for_each(|tag| add(&mut text, tag)),
                Kind::Point(kind) => rec.points(kind).iter().for_each(|point| add(&mut rest, point.text("value"))),
                Kind::Link(_) => {
                    if let Some(to) = rec.get(field.key).and_then(|link| rec.view.follow(link)) {
                        add(&mut text, &to.title());
                    }
                }
                Kind::Text => add(&mut text, rec.text(field.key)),
                _ => add(&mut rest, rec.text(field.key)),
            }
        }
        let letters = letters(&text).into_boxed_slice();
        text.push_str(&rest);
        Haystack { text: text.into_boxed_str(), letters, title }
    }

    /// How well the record fits a query: every word must be found, the first one's place counts.
    fn rank(&self, query: &Query) -> Option<Rank> {
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

/// The letter a character of several readings may begin with: any.
const ANY: u8 = b'*';

/// For every byte of a folded text: the letter with which the character that begins there may be
/// typed, [`ANY`] if there are several, 0 inside of characters.
fn letters(text: &str) -> Vec<u8> {
    let mut letters = vec![0; text.len()];
    for (at, character) in text.char_indices() {
        let mut first = readings(text, at, character).map(|reading| reading.as_bytes()[0]);
        let letter = if character.is_ascii() { Some(character as u8) } else { first.next() };
        if let (Some(letter), Some(slot)) = (letter, letters.get_mut(at)) {
            *slot = if first.all(|other| other == letter) { letter } else { ANY };
        }
    }
    letters
}

/// The readings of the 汉字 at a place: as a character, and as part of the surname that begins a field.
fn readings(text: &str, at: usize, character: char) -> impl Iterator<Item = &'static str> {
    let field = text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |line| line + 1);
    let place = at - field;
    let single = (place == 0).then(|| pinyin::surname_reading(character)).flatten();
    let pair =
        if place <= character.len_utf8() { text.get(field..).and_then(pinyin::double_surname_readings) } else { None };
    let double = pair.and_then(|pair| pair.get(usize::from(place > 0)).copied());
    pinyin::readings(character).chain(single).chain(double)
}

/// Where a text can be read aloud as a word, if anywhere.
fn spoken(text: &str, letters: &[u8], word: &Word) -> Option<Range<usize>> {
    let first = *word.text.as_bytes().first().filter(|_| word.spoken)?;
    let bytes = text.as_bytes();
    let mut starts = letters.iter().enumerate().filter(|(at, letter)| {
        **letter == first
            || **letter == ANY && first.is_ascii_lowercase()
            || **letter != 0 && bytes.get(*at) == Some(&first)
    });
    starts.find_map(|(start, _)| Some(start..spoken_at(text, letters.len(), start, word.text.as_bytes())?))
}

/// The end of the word read aloud from a place on. Each 汉字 takes one of its readings, the reading's
/// first letter (or zh, ch, sh), or, as the last one, any beginning of a reading.
fn spoken_at(text: &str, end: usize, start: usize, word: &[u8]) -> Option<usize> {
    // Bit n: the first n letters of the word have been heard.
    let mut heard: u64 = 1;
    for (at, character) in text.get(start..end)?.char_indices() {
        let at = start + at;
        let mut next = 0;
        for done in (0..word.len()).filter(|done| heard & 1 << done != 0) {
            let left = word.get(done..)?;
            if left.starts_with(character.encode_utf8(&mut [0; 4]).as_bytes()) {
                next |= 1 << (done + character.len_utf8());
            }
            for reading in readings(text, at, character).map(str::as_bytes) {
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

fn fold_into(folded: &mut String, character: char) {
    let narrow = match character {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(character) - 0xfee0).unwrap_or(character),
        other => other,
    };
    if narrow.is_ascii() {
        if narrow.is_ascii_alphanumeric() {
            folded.push(narrow.to_ascii_lowercase());
        }
    } else if narrow.is_alphanumeric() {
        folded.extend(narrow.to_lowercase());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(text: &str, query: &str) -> Option<String> {
        let ranges = Query::new(query).highlight(text);
        (!ranges.is_empty()).then(|| ranges.into_iter().map(|range| &text[range]).collect::<Vec<_>>().join("|"))
    }

    #[track_caller]
    fn check(text: &str, query: &str, expect: &str) {
        assert_eq!(range(text, query).as_deref(), Some(expect), "{text} {query}");
    }

    #[track_caller]
    fn check_not(text: &str, query: &str) {
        assert_eq!(range(text, query), None, "{text} {query}");
    }

    const SHANGQI: &str = "杭州尚祈自动化科技有限公司";

    #[test]
    fn chinese_is_found_by_characters_pinyin_and_initials() {
        check(SHANGQI, "尚祈", "尚祈");
        check(SHANGQI, "hzsq", "杭州尚祈");
        check(SHANGQI, "HangZhouShangQi", "杭州尚祈");
        check(SHANGQI, "hangzsq", "杭州尚祈");
        check(SHANGQI, "hzhsh", "杭州尚");
        check(SHANGQI, "hangzhoush", "杭州尚");
        check(SHANGQI, "zdh", "自动化");
        check(SHANGQI, "hz kj", "杭州|科技");
        check("王芳", "wangf", "王芳");
        check("王芳", "wfang", "王芳");
        check("王芳", "wf", "王芳");
        check("吕女士", "lvns", "吕女士");
        check_not("王芳", "angf");
        check_not("王芳", "wangan");
        check_not(SHANGQI, "hzqs");
    }

    #[test]
    fn every_reading_and_surname_is_heard() {
        check("重庆银行", "chongqingyinhang", "重庆银行");
        check("重庆银行", "cqyh", "重庆银行");
        check("单丽", "shanl", "单丽");
        check("曾小贤", "zengxiaoxian", "曾小贤");
        check("尉迟恭", "yuchigong", "尉迟恭");
        check("万俟雪", "moqi", "万俟");
        check("仇英", "qiuying", "仇英");
    }

    #[test]
    fn mixed_text_is_found_mixed() {
        check("ABC科技 Ltd.", "abckj", "ABC科技");
        check("３Ｍ中国", "3mzg", "３Ｍ中国");
        check("尚祈SQ-200", "sqsq200", "尚祈SQ-200");
        check("尚祈机器人", "尚祈jqr", "尚祈机器人");
    }

    #[test]
    fn latin_is_found_anywhere_without_regard_to_case_and_punctuation() {
        check("Schmitt and Sons", "MITT", "mitt");
        check("Schmitt and Sons", "son schm", "Schm|Son");
        check("Brekke, Dietrich and Klein", "brekke dietrich", "Brekke|Dietrich");
        check("O'Connell", "oconn", "O'Conn");
        check_not("Schmitt and Sons", "smith");
    }

    #[test]
    fn phones_are_found_by_any_piece_of_their_digits() {
        check("+86 138-0013-8000", "13800138", "138-0013-8");
        check("+86 138-0013-8000", "138 0013", "138-0013");
        check("(415) 293-3313", "5-293", "5) 293");
    }
}
