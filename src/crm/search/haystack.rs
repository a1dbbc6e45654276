//! What a record is found by: its texts, folded.

use super::ear::{Heard, signs};
use super::{Query, Rank, Word};
use crate::crm::schema::{Field, Kind};
use crate::crm::simplified::simplified;
use crate::crm::view::Rec;

/// The folded texts of a record.
#[derive(Clone, Debug)]
pub(super) struct Haystack {
    /// The title, then names, then everything else, one field a line.
    text: Box<str>,
    /// The signs of the part that may be typed as pinyin, which is the beginning of `text`; none where it is Latin
    /// throughout.
    signs: Box<[u16]>,
    /// The pairs of letters that follow one another in `text`.
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
        let signs = if text.is_ascii() { Box::default() } else { signs(&text).into_boxed_slice() };
        text.push_str(&rest);
        Haystack { pairs: Pairs::of(&text), text: text.into_boxed_str(), signs, title }
    }

    /// That of prose.
    pub(super) fn written(text: &str) -> Haystack {
        let text = fold(text);
        Haystack { title: text.len(), text: text.into(), signs: Box::default(), pairs: Pairs::ALL }
    }

    /// How well the record fits a query: every word must be found, the first one's place counts.
    pub(super) fn rank(&self, query: &Query) -> Option<Rank> {
        // This runs for every record at every key: most are passed by here.
        let may = |word: &Word| self.pairs.hold(&word.pairs) || word.ear.is_some() && !self.signs.is_empty();
        if !query.words.iter().all(may) {
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
        let found = if self.pairs.hold(&word.pairs) { find(&self.text, &word.text) } else { None };
        let plain = found.map(|at| match at {
            0 if word.text.len() == self.title => Rank::Title,
            0 => Rank::Prefix,
            at if at < self.title => Rank::InTitle,
            _ => Rank::Elsewhere,
        });
        if plain.is_some_and(|rank| rank <= Rank::Prefix) || self.signs.is_empty() {
            return plain;
        }
        let heard = word.ear.as_ref().and_then(|ear| ear.hear(&self.signs)).map(|heard| match heard {
            Heard::Beginning => Rank::SpokenPrefix,
            Heard::First => Rank::SpokenInTitle,
            Heard::Below => Rank::SpokenElsewhere,
        });
        plain.into_iter().chain(heard).min()
    }
}

/// Where a text has a word; of one letter by looking at bytes alone.
fn find(text: &str, word: &str) -> Option<usize> {
    match word.as_bytes() {
        [letter] => text.find(char::from(*letter)),
        _ => text.find(word),
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
