//! Search: any part of a name in 汉字 or Latin letters, its pinyin, its initials, a piece of a phone.
//!
//! Traditional and simplified 汉字 are the same, as are wide and narrow letters.
//!
//! Every record has a haystack, one folded text that is made when the record changes, so that a query
//! only compares bytes. 汉字 are matched against typed letters character by character: each may be
//! typed as any of its readings, or by the reading's first letter, so `hzsq`, `hangzhoush` and `杭州sq`
//! all find 杭州尚祈.
//!
//! Haystacks are made when somebody first searches, or before in slices. Prose (records of which only long
//! texts are searched, such as follow-ups) has none, for there is very much of it: it is read where it lies,
//! and found as it is written, not as it is spoken.

mod ear;
mod haystack;

use super::schema::{Entity, Field, Kind, entities};
use super::simplified::traditional;
use super::view::{Rec, Ref, View};
use crate::ledger::order::sort_by_key;
use ear::Ear;
pub use haystack::fold_into;
use haystack::{Haystack, Pairs, texts};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

pub use haystack::fold;

/// The haystacks of all records that can be searched, or of some of them as long as it grows.
#[derive(Clone, Debug)]
pub struct SearchIndex {
    /// By entity, then by id.
    haystacks: HashMap<&'static str, HashMap<Arc<str>, Haystack>>,
    /// The tables that are not done, the next one last.
    todo: Vec<&'static Entity>,
    /// Where in that one to go on: behind this id.
    done: Option<Arc<str>>,
}

impl Default for SearchIndex {
    /// An index of which nothing is made yet.
    fn default() -> SearchIndex {
        SearchIndex { haystacks: HashMap::new(), todo: searched().collect(), done: None }
    }
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
        while index.grow(view, usize::MAX) {}
        index
    }

    /// Makes the haystacks of so many more records. Says whether more follow.
    pub fn grow(&mut self, view: &View<'_>, count: usize) -> bool {
        let Some(table) = self.todo.last() else { return false };
        let mut made = 0;
        for rec in view.records_after(table.key, self.done.as_deref()).take(count) {
            self.put(&rec);
            self.done = Some(rec.id.into());
            made += 1;
        }
        if made < count {
            self.todo.pop();
            self.done = None;
        }
        !self.todo.is_empty()
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
                    self.put(&rec);
                }
            }
        }
    }

    fn refresh(&mut self, view: &View<'_>, at: &Ref) {
        if let Some(haystacks) = self.haystacks.get_mut(&*at.entity) {
            haystacks.remove(&at.id);
        }
        if let Some(rec) = view.at(at).filter(|rec| is_searched(rec.table)) {
            self.put(&rec);
        }
    }

    fn put(&mut self, rec: &Rec<'_>) {
        self.haystacks.entry(rec.table.key).or_default().insert(rec.at().id, Haystack::of(rec));
    }

    /// Whether a record fits a query. Every record fits an empty one.
    #[must_use]
    pub fn fits(&self, rec: &Rec<'_>, query: &Query) -> bool {
        query.is_empty()
            || match prose(rec.table) {
                Some(field) => Haystack::written(rec.text(field.key)).rank(query).is_some(),
                None => {
                    let haystack = self.haystacks.get(rec.table.key).and_then(|of| of.get(rec.id));
                    haystack.is_some_and(|haystack| haystack.rank(query).is_some())
                }
            }
    }

    /// The best `limit` records that fit a query, of these entities (of all, if none is named).
    #[must_use]
    pub fn search(&self, view: &View<'_>, query: &Query, among: &[&str], limit: usize) -> Vec<Hit> {
        if query.is_empty() || limit == 0 {
            return Vec::new();
        }
        let wanted = |entity: &str| among.is_empty() || among.contains(&entity);
        let mut found: Vec<(Rank, usize, Ref)> = Vec::new();
        for (entity, haystacks) in self.haystacks.iter().filter(|(entity, _)| wanted(entity)) {
            let fitting =
                haystacks.iter().filter_map(|(id, haystack)| Some((haystack.rank(query)?, haystack.title, id)));
            // A letter fits nearly all: only the best are worth a name of their own.
            let mut best: Vec<(Rank, usize, &Arc<str>)> = fitting.collect();
            cut(&mut best, limit);
            found.extend(
                best.into_iter()
                    .map(|(rank, title, id)| (rank, title, Ref { entity: (*entity).into(), id: id.clone() })),
            );
        }
        for (table, field) in entities().iter().filter_map(|table| Some((table, prose(table)?))) {
            let glances = wanted(table.key).then(|| view.glances(table.key)).into_iter().flatten();
            found.extend(glances.filter_map(|glance| {
                let text = glance.text(field.key).filter(|text| query.may_be_in(text))?;
                let haystack = Haystack::written(text);
                let rank = haystack.rank(query).filter(|_| glance.is_shown())?;
                Some((rank, haystack.title, Ref { entity: table.key.into(), id: glance.id() }))
            }));
        }
        // Of equal fit the shorter title is the closer one; the reference makes the order total.
        cut(&mut found, limit);
        found.sort_unstable();
        found.into_iter().map(|(rank, _, at)| Hit { at, rank }).collect()
    }
}

/// Leaves the least of a list, in any order.
fn cut<T: Ord>(list: &mut Vec<T>, limit: usize) {
    if list.len() > limit {
        list.select_nth_unstable(limit);
        list.truncate(limit);
    }
}

/// How well a record fits a query, without an index: for a few records at hand.
#[must_use]
pub fn rank(rec: &Rec<'_>, query: &Query) -> Option<Rank> {
    Haystack::of(rec).rank(query).filter(|_| !query.is_empty())
}

/// The entities with fields that search reads.
fn searched() -> impl Iterator<Item = &'static Entity> {
    entities().iter().copied().filter(|table| is_searched(table))
}

/// Whether the records of an entity have no haystacks, so that finding among them takes longer.
#[must_use]
pub fn is_prose(table: &Entity) -> bool {
    prose(table).is_some()
}

/// Whether the records of an entity have haystacks.
fn is_searched(table: &Entity) -> bool {
    table.fields.iter().any(|field| field.search) && prose(table).is_none()
}

/// The long text of an entity of which nothing else is searched.
fn prose(table: &Entity) -> Option<&'static Field> {
    let mut searched = table.fields.iter().filter(|field| field.search);
    let first = searched.next().filter(|field| matches!(field.kind, Kind::LongText))?;
    searched.next().is_none().then_some(first)
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
    /// The pairs of its letters.
    pairs: Pairs,
    /// How it is heard, if it may be pinyin.
    ear: Option<Ear>,
    /// What a text that has it has one of: its first 汉字 in either form; none where it begins otherwise.
    firsts: Vec<char>,
}

impl Query {
    /// Reads what was typed: words, all of which must be found. A number may be typed with spaces.
    #[must_use]
    pub fn new(typed: &str) -> Query {
        let is_number = typed.chars().any(char::is_numeric) && !typed.chars().any(char::is_alphabetic);
        let words: Vec<&str> = if is_number { vec![typed] } else { typed.split_whitespace().collect() };
        let word = |typed: &str| {
            let text = fold(typed);
            let first = text.chars().next().filter(|first| ('\u{4e00}'..='\u{9fff}').contains(first));
            let firsts = first.into_iter().flat_map(|first| traditional(first).chain([first])).collect();
            Word { pairs: Pairs::of(&text), ear: Ear::new(&text), text, firsts }
        };
        Query { words: words.into_iter().map(word).filter(|word| !word.text.is_empty()).collect() }
    }

    /// Whether nothing is asked for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether a text as it was written may fit. Says no only where it cannot: most texts are passed by so.
    fn may_be_in(&self, text: &str) -> bool {
        let may = |word: &Word| match word.text.chars().next() {
            // What is no Latin letter may stand as a wide one too; all of those begin alike.
            Some(first) if first.is_ascii() => {
                text.bytes().any(|byte| byte.eq_ignore_ascii_case(&(first as u8)) || byte == 0xef)
            }
            // 汉字 know no case.
            _ if !word.firsts.is_empty() => text.contains(word.firsts.as_slice()),
            _ => true,
        };
        self.words.iter().all(may)
    }

    /// The field beside its title by which a record is found, and what of its text stands around the words.
    #[must_use]
    pub fn reason(&self, rec: &Rec<'_>) -> Option<(&'static Field, String)> {
        let mut found = None;
        texts(rec, |field, text| {
            if found.is_none()
                && let Some(first) = self.highlight(text).first()
            {
                found = Some((field, around(text, first.start)));
            }
        });
        found
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
        let mut ranges: Vec<Range<usize>> = self
            .words
            .iter()
            .filter_map(|word| {
                let plain = folded.find(&word.text).map(|at| at..at + word.text.len());
                let found = plain.or_else(|| word.ear.as_ref()?.find(&folded))?;
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

/// The line of a text around a place, without what stands far before it.
fn around(text: &str, at: usize) -> String {
    /// How many characters are shown before the place.
    const BEFORE: usize = 24;
    let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
    let start = text[line..at].char_indices().rev().nth(BEFORE).map(|(start, _)| line + start);
    match start {
        Some(start) => format!("…{}", text[start..end].trim_start()),
        None => text[line..end].to_owned(),
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
    fn traditional_and_simplified_characters_are_the_same() {
        check("臺灣張機電", "台湾张机电", "臺灣張機電");
        check("台湾张机电", "臺灣張", "台湾张");
        check("臺灣張機電", "twzjd", "臺灣張機電");
    }

    #[test]
    fn phones_are_found_by_any_piece_of_their_digits() {
        check("+86 138-0013-8000", "13800138", "138-0013-8");
        check("+86 138-0013-8000", "138 0013", "138-0013");
        check("(415) 293-3313", "5-293", "5) 293");
    }
}
