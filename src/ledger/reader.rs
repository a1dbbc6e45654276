//! Reads JSON text: one pass, no tree unless asked for, every fault of the format named where it stands.
//!
//! On the way it notes whether the text is spelled canonically. What is need not be spelled anew to be
//! hashed and kept, and that is nearly everything ever read.

use super::json::{Json, JsonError, JsonFault, MAX_DEPTH, MAX_INT, MAX_STRING, write_str};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Walks a JSON text from its beginning. Recursion is bounded by [`MAX_DEPTH`].
#[derive(Debug)]
pub struct Reader<'a> {
    text: &'a str,
    place: Place,
    /// Where the key of the member stands that is read.
    key_at: usize,
}

/// How far a text is read, to come back to.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// The text read so far is that before this offset.
    pub at: usize,
    depth: usize,
    plain: bool,
}

impl<'a> Reader<'a> {
    /// Starts at the beginning of a text.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        Reader { text, place: Place { at: 0, depth: 0, plain: true }, key_at: 0 }
    }

    /// Steps over white space. From here on it is noted anew whether all is spelled canonically.
    pub fn begin(&mut self) -> Place {
        self.peek();
        self.place.plain = true;
        self.place
    }

    /// How far it is.
    #[must_use]
    pub fn place(&self) -> Place {
        self.place
    }

    /// Goes back to where it was before.
    pub fn back(&mut self, place: Place) {
        self.place = place;
    }

    /// Whether all since [`Reader::begin`] is spelled canonically.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        self.place.plain
    }

    /// The text between a place and here.
    #[must_use]
    pub fn since(&self, place: Place) -> &'a str {
        &self.text[place.at..self.place.at]
    }

    /// Where the key begins of the member that is about to be read.
    #[must_use]
    pub fn key_at(&self) -> usize {
        self.key_at
    }

    /// Reads one value as a tree.
    ///
    /// # Errors
    /// The first fault found.
    pub fn value(&mut self) -> Result<Json, JsonError> {
        match self.peek() {
            Some(b'{') => {
                let mut map = BTreeMap::new();
                self.members(|reader, key| {
                    let value = reader.value()?;
                    if map.insert(key.into_owned(), value).is_some() {
                        return reader.fail(JsonFault::DuplicateKey);
                    }
                    Ok(())
                })?;
                Ok(Json::Map(map))
            }
            Some(b'[') => {
                let mut items = Vec::new();
                self.elements(|reader| {
                    items.push(reader.value()?);
                    Ok(())
                })?;
                Ok(Json::List(items))
            }
            Some(b'"') => Ok(Json::Str(self.string()?.into_owned())),
            Some(b't') => self.word("true", Json::Bool(true)),
            Some(b'f') => self.word("false", Json::Bool(false)),
            Some(b'n') => self.word("null", Json::Null),
            Some(b'-' | b'0'..=b'9') => Ok(Json::Int(self.int()?)),
            _ => self.fail(JsonFault::Syntax),
        }
    }

    /// Reads an object, handing each key to `member`, which must read exactly one value. Two equal
    /// keys are for `member` to notice.
    ///
    /// # Errors
    /// The first fault found, or what `member` says.
    pub fn members<E: From<JsonError>>(
        &mut self,
        mut member: impl FnMut(&mut Self, Cow<'a, str>) -> Result<(), E>,
    ) -> Result<(), E> {
        self.open(b'{')?;
        if self.peek() == Some(b'}') {
            return self.close();
        }
        let mut last: Option<Cow<'a, str>> = None;
        loop {
            if self.peek() != Some(b'"') {
                return Err(self.error(JsonFault::Syntax).into());
            }
            let key_at = self.place.at;
            let key = self.string()?;
            self.place.plain &= last.is_none_or(|last| last < key);
            last = Some(key.clone());
            self.expect(b':')?;
            self.key_at = key_at;
            member(self, key)?;
            match self.peek() {
                Some(b',') => self.place.at += 1,
                Some(b'}') => return self.close(),
                _ => return Err(self.error(JsonFault::Syntax).into()),
            }
        }
    }

    /// Reads an array; `element` must read exactly one value each time.
    ///
    /// # Errors
    /// The first fault found, or what `element` says.
    pub fn elements<E: From<JsonError>>(
        &mut self,
        mut element: impl FnMut(&mut Self) -> Result<(), E>,
    ) -> Result<(), E> {
        self.open(b'[')?;
        if self.peek() == Some(b']') {
            return self.close();
        }
        loop {
            element(self)?;
            match self.peek() {
                Some(b',') => self.place.at += 1,
                Some(b']') => return self.close(),
                _ => return Err(self.error(JsonFault::Syntax).into()),
            }
        }
    }

    /// The first byte of what comes next, white space skipped.
    pub fn peek(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = bytes.get(self.place.at) {
            self.place.at += 1;
            self.place.plain = false;
        }
        bytes.get(self.place.at).copied()
    }

    /// Nothing but white space may follow.
    ///
    /// # Errors
    /// Something follows.
    pub fn end(&mut self) -> Result<(), JsonError> {
        if self.peek().is_none() { Ok(()) } else { self.fail(JsonFault::Syntax) }
    }

    /// Reads a string; borrowed from the text if it holds no escape.
    ///
    /// # Errors
    /// The first fault found.
    pub fn string(&mut self) -> Result<Cow<'a, str>, JsonError> {
        self.expect(b'"')?;
        let bytes = self.text.as_bytes();
        let start = self.place.at;
        let mut owned: Option<String> = None;
        let mut run = start;
        loop {
            let length = bytes[self.place.at..].iter().position(|&byte| byte < 0x20 || byte == b'"' || byte == b'\\');
            let Some(length) = length else {
                return self.fail(JsonFault::Syntax);
            };
            self.place.at += length;
            match bytes[self.place.at] {
                b'"' => {
                    let tail = &self.text[run..self.place.at];
                    self.place.at += 1;
                    let string = match owned {
                        None => Cow::Borrowed(tail),
                        Some(mut text) => {
                            text.push_str(tail);
                            Cow::Owned(text)
                        }
                    };
                    return if string.len() > MAX_STRING { self.fail(JsonFault::String) } else { Ok(string) };
                }
                b'\\' => {
                    let text = owned.get_or_insert_default();
                    text.push_str(&self.text[run..self.place.at]);
                    let escape = self.place.at;
                    self.place.at += 1;
                    let char = self.escape()?;
                    self.place.plain &= is_canonical(&self.text[escape..self.place.at], char);
                    owned.get_or_insert_default().push(char);
                    run = self.place.at;
                }
                _ => return self.fail(JsonFault::Syntax),
            }
        }
    }

    fn escape(&mut self) -> Result<char, JsonError> {
        let letter = self.text.as_bytes().get(self.place.at).copied();
        self.place.at += 1;
        Ok(match letter {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => {
                let unit = self.hex4()?;
                let code = if (0xd800..0xdc00).contains(&unit) {
                    if !self.text.as_bytes()[self.place.at..].starts_with(b"\\u") {
                        return self.fail(JsonFault::Syntax);
                    }
                    self.place.at += 2;
                    let low = self.hex4()?;
                    if !(0xdc00..0xe000).contains(&low) {
                        return self.fail(JsonFault::Syntax);
                    }
                    0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00)
                } else {
                    unit
                };
                char::from_u32(code).ok_or_else(|| self.error(JsonFault::Syntax))?
            }
            _ => return self.fail(JsonFault::Syntax),
        })
    }

    fn hex4(&mut self) -> Result<u32, JsonError> {
        let digits = self.text.as_bytes().get(self.place.at..self.place.at + 4);
        let unit = digits.and_then(|digits| {
            digits.iter().try_fold(0, |unit, &digit| Some(unit * 16 + char::from(digit).to_digit(16)?))
        });
        self.place.at += 4;
        unit.ok_or_else(|| self.error(JsonFault::Syntax))
    }

    /// Reads an integer.
    ///
    /// # Errors
    /// The first fault found.
    pub fn int(&mut self) -> Result<i64, JsonError> {
        let bytes = self.text.as_bytes();
        let negative = bytes.get(self.place.at) == Some(&b'-');
        self.place.at += usize::from(negative);
        let start = self.place.at;
        let mut magnitude: i64 = 0;
        while let Some(digit @ b'0'..=b'9') = bytes.get(self.place.at) {
            magnitude = magnitude.saturating_mul(10).saturating_add(i64::from(digit - b'0'));
            self.place.at += 1;
        }
        let length = self.place.at - start;
        if length == 0 || (length > 1 && bytes[start] == b'0') {
            return self.fail(JsonFault::Syntax);
        }
        if self.fraction()? || magnitude > MAX_INT || (negative && magnitude == 0) {
            return self.fail(JsonFault::Number);
        }
        Ok(if negative { -magnitude } else { magnitude })
    }

    /// Steps over a fraction and an exponent, so that a real number is told from no JSON at all.
    fn fraction(&mut self) -> Result<bool, JsonError> {
        let bytes = self.text.as_bytes();
        let start = self.place.at;
        let digits = |at: usize| bytes[at.min(bytes.len())..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        if bytes.get(self.place.at) == Some(&b'.') {
            let count = digits(self.place.at + 1);
            self.place.at += 1 + count;
            if count == 0 {
                return self.fail(JsonFault::Syntax);
            }
        }
        if let Some(b'e' | b'E') = bytes.get(self.place.at) {
            self.place.at += 1;
            self.place.at += usize::from(matches!(bytes.get(self.place.at), Some(b'+' | b'-')));
            let count = digits(self.place.at);
            self.place.at += count;
            if count == 0 {
                return self.fail(JsonFault::Syntax);
            }
        }
        Ok(self.place.at > start)
    }

    fn word(&mut self, word: &str, json: Json) -> Result<Json, JsonError> {
        if !self.text.as_bytes()[self.place.at..].starts_with(word.as_bytes()) {
            return self.fail(JsonFault::Syntax);
        }
        self.place.at += word.len();
        Ok(json)
    }

    fn open(&mut self, bracket: u8) -> Result<(), JsonError> {
        self.expect(bracket)?;
        self.place.depth += 1;
        if self.place.depth > MAX_DEPTH { self.fail(JsonFault::Depth) } else { Ok(()) }
    }

    fn close<E>(&mut self) -> Result<(), E> {
        self.place.at += 1;
        self.place.depth -= 1;
        Ok(())
    }

    fn expect(&mut self, byte: u8) -> Result<(), JsonError> {
        if self.peek() != Some(byte) {
            return self.fail(JsonFault::Syntax);
        }
        self.place.at += 1;
        Ok(())
    }

    fn fail<T>(&self, fault: JsonFault) -> Result<T, JsonError> {
        Err(self.error(fault))
    }

    fn error(&self, fault: JsonFault) -> JsonError {
        JsonError { fault, at: self.place.at.min(self.text.len()) }
    }
}

/// Whether this is how RFC 8785 spells a character that it escapes.
fn is_canonical(escape: &str, char: char) -> bool {
    let mut text = String::new();
    write_str(char.encode_utf8(&mut [0; 4]), &mut text);
    text.get(1..text.len() - 1) == Some(escape)
}
