//! Answers to lead forms: what a visitor filled in, as the codes and files that the page of a form makes (F76).
//!
//! A code is one word, `COVE1.` and the JSON of the answer in base64url, a point, and the CRC-32 of its bytes, so
//! that a torn copy is told from a whole one. Mail programs break words and quote lines: a code is put together
//! again as far as its checksum proves it.

use crate::crm::lead_form::page::{FORMAT, MARK};
use crate::ledger::Json;
use std::collections::BTreeMap;

/// How many pieces a code may have been broken into.
const PIECES: usize = 400;
/// The most bytes of an answer.
const MOST: usize = 64 << 10;
/// The signs of base64url, by what they stand for.
const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// An answer to a form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// The id of the form.
    pub form: String,
    /// The answer's own id: the same answer twice has it twice.
    pub id: String,
    /// When it was given, as ISO 8601; empty if it does not say.
    pub at: String,
    /// What was filled in, by the key of a lead's field.
    pub fields: BTreeMap<String, String>,
}

/// What was found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// An answer.
    Answer(Answer),
    /// A code that is torn or changed: its beginning.
    Torn(String),
}

impl Answer {
    /// The answer as its code.
    #[must_use]
    pub fn code(&self) -> String {
        let json = self.json();
        format!("{MARK}{}.{:08x}", spell(json.as_bytes()), checksum(json.as_bytes()))
    }

    /// The answer as a file holds it.
    #[must_use]
    pub fn json(&self) -> String {
        let text = |text: &str| Json::Str(text.to_owned());
        let fields = self.fields.iter().map(|(key, value)| (key.clone(), text(value))).collect();
        Json::Map(BTreeMap::from([
            ("format".to_owned(), text(FORMAT)),
            ("form".to_owned(), text(&self.form)),
            ("id".to_owned(), text(&self.id)),
            ("at".to_owned(), text(&self.at)),
            ("fields".to_owned(), Json::Map(fields)),
        ]))
        .canonical()
    }

    /// The answer of a value of a file.
    fn of(json: &Json) -> Option<Answer> {
        let Json::Map(map) = json else { return None };
        let text = |key: &str| match map.get(key) {
            Some(Json::Str(text)) => text.trim().to_owned(),
            _ => String::new(),
        };
        let fields = match map.get("fields") {
            Some(Json::Map(fields)) => fields.iter().filter_map(|(key, value)| match value {
                Json::Str(text) => Some((key.clone(), text.trim().to_owned())),
                _ => None,
            }),
            _ => return None,
        };
        let answer = Answer { form: text("form"), id: text("id"), at: text("at"), fields: fields.collect() };
        (text("format") == FORMAT && !answer.form.is_empty() && !answer.id.is_empty()).then_some(answer)
    }
}

/// Whether a text may hold answers.
#[must_use]
pub fn may_hold(text: &str) -> bool {
    text.contains(MARK) || text.contains(FORMAT)
}

/// Everything in a text that is an answer or was one, in order: a file of one answer or of a list of them, else the
/// codes between other words.
#[must_use]
pub fn find(text: &str) -> Vec<Found> {
    if let Ok(json) = Json::parse(text.trim()) {
        let all = if let Json::List(list) = &json { list.as_slice() } else { std::slice::from_ref(&json) };
        let found: Vec<Found> = all.iter().filter_map(Answer::of).map(Found::Answer).collect();
        if !found.is_empty() {
            return found;
        }
    }
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(MARK) {
        let behind = &rest[at + MARK.len()..];
        match read(behind) {
            Some((answer, length)) => {
                found.push(Found::Answer(answer));
                rest = &behind[length..];
            }
            None => {
                found.push(Found::Torn(rest[at..].chars().take(24).take_while(|c| !c.is_whitespace()).collect()));
                rest = behind;
            }
        }
    }
    found
}

/// The answer of a code whose mark was read, and how many bytes of the text it takes. A code that was broken goes
/// on behind spaces, line ends and the signs of a quotation; it is whole when its checksum says so.
fn read(text: &str) -> Option<(Answer, usize)> {
    let mut word = String::new();
    let mut at = 0;
    for _ in 0..PIECES {
        let piece = text[at..].find(|c: char| !is_sign(c)).map_or(&text[at..], |end| &text[at..at + end]);
        word.push_str(piece);
        at += piece.len();
        if let Some((answer, length)) = whole(&word) {
            // A sign behind the code, such as a full stop, is no part of it.
            return Some((answer, at - (word.len() - length)));
        }
        let gap = text[at..].find(|c: char| !c.is_whitespace() && c != '>' && c != '=').unwrap_or(text.len() - at);
        if gap == 0 || at + gap == text.len() || word.len() > MOST * 2 {
            return None;
        }
        at += gap;
        if text[at..].starts_with(MARK) {
            return None;
        }
    }
    None
}

fn is_sign(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.')
}

/// The answer of a word that begins with a whole code, and how many bytes the code has.
fn whole(word: &str) -> Option<(Answer, usize)> {
    let (spelled, check) = word.split_once('.')?;
    let check = check.get(..8)?;
    let bytes = unspell(spelled)?;
    if check != format!("{:08x}", checksum(&bytes)) {
        return None;
    }
    let json = Json::parse(std::str::from_utf8(&bytes).ok()?).ok()?;
    Some((Answer::of(&json)?, spelled.len() + 1 + check.len()))
}

/// The CRC-32 of bytes, as zip files have it.
fn checksum(bytes: &[u8]) -> u32 {
    let mut sum = flate2::Crc::new();
    sum.update(bytes);
    sum.sum()
}

fn spell(bytes: &[u8]) -> String {
    let mut text = String::new();
    for group in bytes.chunks(3) {
        let whole = group.iter().fold(0_u32, |whole, byte| whole << 8 | u32::from(*byte)) << (8 * (3 - group.len()));
        for at in 0..=group.len() {
            text.push(char::from(SIGNS[(whole >> (18 - 6 * at)) as usize & 63]));
        }
    }
    text
}

fn unspell(text: &str) -> Option<Vec<u8>> {
    if text.len() > MOST * 4 / 3 || text.len() % 4 == 1 {
        return None;
    }
    let mut bytes = Vec::with_capacity(text.len() * 3 / 4);
    let signs: Vec<u32> = text
        .bytes()
        .map(|sign| SIGNS.iter().position(|own| *own == sign).and_then(|at| u32::try_from(at).ok()))
        .collect::<Option<_>>()?;
    for group in signs.chunks(4) {
        let whole = group.iter().fold(0_u32, |whole, sign| whole << 6 | sign) << (6 * (4 - group.len()));
        bytes.extend(whole.to_be_bytes().into_iter().skip(1).take(group.len() - 1));
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn answer(id: &str) -> Answer {
        let fields =
            BTreeMap::from([("name".to_owned(), "张三".to_owned()), ("phone".to_owned(), "13800138000".to_owned())]);
        Answer { form: "1a.2.b".into(), id: id.into(), at: "2026-11-24T02:42:00Z".into(), fields }
    }

    fn ids(text: &str) -> Vec<String> {
        let id = |found| match found {
            Found::Answer(answer) => answer.id,
            Found::Torn(_) => "torn".to_owned(),
        };
        find(text).into_iter().map(id).collect()
    }

    #[test]
    fn codes_are_found_between_words() {
        let (one, two) = (answer("a1").code(), answer("a2").code());
        assert_eq!(ids(&format!("Hello,\n\n{one}\n\nRegards. {two}.")), ["a1", "a2"]);
        assert_eq!(ids(&format!("{one}{two}")), ["a1", "a2"]);
        assert_eq!(ids("nothing"), [""; 0]);
        assert!(may_hold(&one) && !may_hold("nothing"));
    }

    #[test]
    fn broken_and_quoted_codes_are_put_together() {
        let code = answer("a1").code();
        let broken: Vec<String> =
            code.as_bytes().chunks(30).map(|piece| String::from_utf8_lossy(piece).into_owned()).collect();
        for between in ["\n", "\r\n> ", " ", "\n>> ", "=\r\n"] {
            assert_eq!(ids(&format!("> {} 谢谢", broken.join(between))), ["a1"], "{between:?}");
        }
    }

    #[test]
    fn torn_codes_are_told_and_the_others_read() {
        let code = answer("a1").code();
        let torn = &code[..code.len() - 3];
        assert_eq!(ids(&format!("{torn}\n{}", answer("a2").code())), ["torn", "a2"]);
        let changed = code.replacen('e', "f", 1);
        assert_eq!(ids(&changed), ["torn"]);
        assert_eq!(find("COVE1.x"), [Found::Torn("COVE1.x".into())]);
    }

    #[test]
    fn files_hold_one_or_many() {
        let (one, two) = (answer("a1").json(), answer("a2").json());
        assert_eq!(ids(&one), ["a1"]);
        assert_eq!(ids(&format!("[{one},\n{two}]")), ["a1", "a2"]);
        assert_eq!(ids("[1, {}]"), [""; 0]);
    }

    proptest! {
        #[test]
        fn a_code_is_read_back(id in "[a-f0-9]{1,24}", note in ".{0,200}", width in 20_usize..90) {
            let mut answer = answer(&id);
            answer.fields.insert("note".into(), note.trim().to_owned());
            let code = answer.code();
            prop_assert_eq!(find(&code), [Found::Answer(answer.clone())]);
            let lines: Vec<&str> = (0..code.len()).step_by(width).map(|at| &code[at..code.len().min(at + width)]).collect();
            prop_assert_eq!(find(&lines.join("\r\n")), [Found::Answer(answer)]);
        }

        #[test]
        fn no_text_breaks_it(text in ".{0,80}", cut in 0_usize..200) {
            let code = answer("a1").code();
            let _ = find(&format!("{text}COVE1.{text}{}", &code[..cut.min(code.len())]));
        }
    }
}
