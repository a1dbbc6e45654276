//! JSON as the exchange format knows it: integers only, no duplicate keys, one canonical spelling.
//!
//! The parser is written by hand because the format refuses what common parsers let pass (duplicate
//! keys, `-0`, lone surrogates) and because a file of half a gigabyte must be read member by member
//! without a tree of the whole. [`Reader`] walks the text; [`Json`] is the tree of one value.

use std::borrow::Cow;
use std::collections::BTreeMap;

/// The greatest integer a file may hold, 2^53 − 1; its negative is the least.
pub const MAX_INT: i64 = (1 << 53) - 1;
/// The deepest nesting, the outermost list or object being 1.
pub const MAX_DEPTH: usize = 64;
/// The longest string or key, in bytes of UTF-8.
pub const MAX_STRING: usize = 1 << 20;

/// A JSON value of the exchange format: no floats, object keys sorted by code point.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Json {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// An integer within ±(2^53−1).
    Int(i64),
    /// A string.
    Str(String),
    /// An array.
    List(Vec<Json>),
    /// An object; `BTreeMap` sorts by UTF-8 bytes, which is code point order.
    Map(BTreeMap<String, Json>),
}

/// What is wrong with a text that should be JSON of the exchange format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum JsonFault {
    /// Not JSON, or a lone surrogate.
    #[error("not JSON")]
    Syntax,
    /// One key twice in an object.
    #[error("a key occurs twice")]
    DuplicateKey,
    /// A number that is no integer within ±(2^53−1), or `-0`.
    #[error("a number is no integer in range")]
    Number,
    /// Nested deeper than [`MAX_DEPTH`].
    #[error("nested too deeply")]
    Depth,
    /// A string or key longer than [`MAX_STRING`].
    #[error("a string is too long")]
    String,
}

/// A fault and the byte at which it was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{fault} at byte {at}")]
pub struct JsonError {
    /// What is wrong.
    pub fault: JsonFault,
    /// Offset in bytes.
    pub at: usize,
}

/// Takes pieces of text: a string that grows, or a hash.
pub trait Sink {
    /// Takes the next piece.
    fn put(&mut self, text: &str);
}

impl Sink for String {
    fn put(&mut self, text: &str) {
        self.push_str(text);
    }
}

impl Json {
    /// Parses a text that holds one value and nothing else.
    ///
    /// # Errors
    /// The first fault found.
    pub fn parse(text: &str) -> Result<Json, JsonError> {
        let mut reader = Reader::new(text);
        let json = reader.value()?;
        reader.end()?;
        Ok(json)
    }

    /// Writes the canonical spelling.
    pub fn write(&self, sink: &mut impl Sink) {
        match self {
            Json::Null => sink.put("null"),
            Json::Bool(true) => sink.put("true"),
            Json::Bool(false) => sink.put("false"),
            Json::Int(number) => write_int(*number, sink),
            Json::Str(text) => write_str(text, sink),
            Json::List(items) => write_list(items, sink, |item, sink| item.write(sink)),
            Json::Map(map) => write_map(map, sink, |value, sink| value.write(sink)),
        }
    }

    /// The canonical spelling.
    #[must_use]
    pub fn canonical(&self) -> String {
        let mut text = String::new();
        self.write(&mut text);
        text
    }

    /// The integer, if it is one.
    #[must_use]
    pub fn as_int(&self) -> Option<i64> {
        if let Json::Int(number) = self { Some(*number) } else { None }
    }

    /// The string, if it is one.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        if let Json::Str(text) = self { Some(text) } else { None }
    }

    /// The items, if it is an array.
    #[must_use]
    pub fn as_list(&self) -> Option<&[Json]> {
        if let Json::List(items) = self { Some(items) } else { None }
    }

    /// The members, if it is an object.
    #[must_use]
    pub fn as_map(&self) -> Option<&BTreeMap<String, Json>> {
        if let Json::Map(map) = self { Some(map) } else { None }
    }
}

/// Writes an integer in decimal.
pub fn write_int(number: i64, sink: &mut impl Sink) {
    let mut digits = [0u8; 20];
    let mut at = digits.len();
    let mut rest = number.unsigned_abs();
    loop {
        at -= 1;
        digits[at] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    if number < 0 {
        sink.put("-");
    }
    sink.put(std::str::from_utf8(&digits[at..]).unwrap_or_default());
}

/// Writes a string with quotes and the escapes of RFC 8785.
pub fn write_str(text: &str, sink: &mut impl Sink) {
    sink.put("\"");
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| byte < 0x20 || byte == b'"' || byte == b'\\') {
        sink.put(&rest[..at]);
        match rest.as_bytes()[at] {
            b'"' => sink.put("\\\""),
            b'\\' => sink.put("\\\\"),
            0x08 => sink.put("\\b"),
            b'\t' => sink.put("\\t"),
            b'\n' => sink.put("\\n"),
            0x0c => sink.put("\\f"),
            b'\r' => sink.put("\\r"),
            other => sink.put(&format!("\\u{other:04x}")),
        }
        rest = &rest[at + 1..];
    }
    sink.put(rest);
    sink.put("\"");
}

/// Writes an array, each item by `write`.
pub fn write_list<T, S: Sink>(items: impl IntoIterator<Item = T>, sink: &mut S, mut write: impl FnMut(T, &mut S)) {
    sink.put("[");
    for (index, item) in items.into_iter().enumerate() {
        if index > 0 {
            sink.put(",");
        }
        write(item, sink);
    }
    sink.put("]");
}

/// Writes an object, each value by `write`. The members must come sorted by key.
pub fn write_map<K: AsRef<str>, T, S: Sink>(
    members: impl IntoIterator<Item = (K, T)>,
    sink: &mut S,
    mut write: impl FnMut(T, &mut S),
) {
    sink.put("{");
    for (index, (key, value)) in members.into_iter().enumerate() {
        if index > 0 {
            sink.put(",");
        }
        write_str(key.as_ref(), sink);
        sink.put(":");
        write(value, sink);
    }
    sink.put("}");
}

/// Walks a JSON text from its beginning. Recursion is bounded by [`MAX_DEPTH`].
#[derive(Debug)]
pub struct Reader<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
}

impl<'a> Reader<'a> {
    /// Starts at the beginning of a text.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        Reader { text, at: 0, depth: 0 }
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
        loop {
            if self.peek() != Some(b'"') {
                return Err(self.error(JsonFault::Syntax).into());
            }
            let key = self.string()?;
            self.expect(b':')?;
            member(self, key)?;
            match self.peek() {
                Some(b',') => self.at += 1,
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
                Some(b',') => self.at += 1,
                Some(b']') => return self.close(),
                _ => return Err(self.error(JsonFault::Syntax).into()),
            }
        }
    }

    /// The first byte of what comes next, white space skipped.
    pub fn peek(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = bytes.get(self.at) {
            self.at += 1;
        }
        bytes.get(self.at).copied()
    }

    /// Nothing but white space may follow.
    ///
    /// # Errors
    /// Something follows.
    pub fn end(&mut self) -> Result<(), JsonError> {
        if self.peek().is_none() { Ok(()) } else { self.fail(JsonFault::Syntax) }
    }

    /// The text read so far is that before this offset.
    #[must_use]
    pub fn offset(&self) -> usize {
        self.at
    }

    /// Reads a string; borrowed from the text if it holds no escape.
    ///
    /// # Errors
    /// The first fault found.
    pub fn string(&mut self) -> Result<Cow<'a, str>, JsonError> {
        self.expect(b'"')?;
        let bytes = self.text.as_bytes();
        let start = self.at;
        let mut owned: Option<String> = None;
        let mut run = start;
        loop {
            let length = bytes[self.at..].iter().position(|&byte| byte < 0x20 || byte == b'"' || byte == b'\\');
            let Some(length) = length else {
                return self.fail(JsonFault::Syntax);
            };
            self.at += length;
            match bytes[self.at] {
                b'"' => {
                    let tail = &self.text[run..self.at];
                    self.at += 1;
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
                    text.push_str(&self.text[run..self.at]);
                    self.at += 1;
                    let char = self.escape()?;
                    owned.get_or_insert_default().push(char);
                    run = self.at;
                }
                _ => return self.fail(JsonFault::Syntax),
            }
        }
    }

    fn escape(&mut self) -> Result<char, JsonError> {
        let letter = self.text.as_bytes().get(self.at).copied();
        self.at += 1;
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
                    if !self.text.as_bytes()[self.at..].starts_with(b"\\u") {
                        return self.fail(JsonFault::Syntax);
                    }
                    self.at += 2;
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
        let digits = self.text.as_bytes().get(self.at..self.at + 4);
        let unit = digits.and_then(|digits| {
            digits.iter().try_fold(0, |unit, &digit| Some(unit * 16 + char::from(digit).to_digit(16)?))
        });
        self.at += 4;
        unit.ok_or_else(|| self.error(JsonFault::Syntax))
    }

    fn int(&mut self) -> Result<i64, JsonError> {
        let bytes = self.text.as_bytes();
        let negative = bytes.get(self.at) == Some(&b'-');
        self.at += usize::from(negative);
        let start = self.at;
        let mut magnitude: i64 = 0;
        while let Some(digit @ b'0'..=b'9') = bytes.get(self.at) {
            magnitude = magnitude.saturating_mul(10).saturating_add(i64::from(digit - b'0'));
            self.at += 1;
        }
        let length = self.at - start;
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
        let start = self.at;
        let digits = |at: usize| bytes[at.min(bytes.len())..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        if bytes.get(self.at) == Some(&b'.') {
            let count = digits(self.at + 1);
            self.at += 1 + count;
            if count == 0 {
                return self.fail(JsonFault::Syntax);
            }
        }
        if let Some(b'e' | b'E') = bytes.get(self.at) {
            self.at += 1;
            self.at += usize::from(matches!(bytes.get(self.at), Some(b'+' | b'-')));
            let count = digits(self.at);
            self.at += count;
            if count == 0 {
                return self.fail(JsonFault::Syntax);
            }
        }
        Ok(self.at > start)
    }

    fn word(&mut self, word: &str, json: Json) -> Result<Json, JsonError> {
        if !self.text.as_bytes()[self.at..].starts_with(word.as_bytes()) {
            return self.fail(JsonFault::Syntax);
        }
        self.at += word.len();
        Ok(json)
    }

    fn open(&mut self, bracket: u8) -> Result<(), JsonError> {
        self.expect(bracket)?;
        self.depth += 1;
        if self.depth > MAX_DEPTH { self.fail(JsonFault::Depth) } else { Ok(()) }
    }

    fn close<E>(&mut self) -> Result<(), E> {
        self.at += 1;
        self.depth -= 1;
        Ok(())
    }

    fn expect(&mut self, byte: u8) -> Result<(), JsonError> {
        if self.peek() != Some(byte) {
            return self.fail(JsonFault::Syntax);
        }
        self.at += 1;
        Ok(())
    }

    fn fail<T>(&self, fault: JsonFault) -> Result<T, JsonError> {
        Err(self.error(fault))
    }

    fn error(&self, fault: JsonFault) -> JsonError {
        JsonError { fault, at: self.at.min(self.text.len()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, canonical: &str) {
        assert_eq!(Json::parse(text).map(|json| json.canonical()), Ok(canonical.to_owned()));
        assert_eq!(Json::parse(canonical).map(|json| json.canonical()), Ok(canonical.to_owned()));
    }

    #[track_caller]
    fn refuse(text: &str, fault: JsonFault) {
        assert_eq!(Json::parse(text).map_err(|error| error.fault), Err(fault), "{:.80}", text);
    }

    #[test]
    fn the_example_of_the_format() {
        check(
            "{\"😀\":[ true,null ], \"a\":\"\\u00e9\\n\\u0001\\\"\\\\\\/\",\"ｚ\":-2,\"b\" :1}",
            "{\"a\":\"é\\n\\u0001\\\"\\\\/\",\"b\":1,\"ｚ\":-2,\"😀\":[true,null]}",
        );
    }

    #[test]
    fn spellings() {
        check(" [ ] ", "[]");
        check("{}\n", "{}");
        check("\"\\b\\t\\n\\f\\r\\u001F\\u007f\"", "\"\\b\\t\\n\\f\\r\\u001f\u{7f}\"");
        check("\"\\uD83D\\uDE00\\u0041\"", "\"😀A\"");
        check("[0,-1,9007199254740991,-9007199254740991]", "[0,-1,9007199254740991,-9007199254740991]");
        check(&format!("{}{}", "[".repeat(64), "]".repeat(64)), &format!("{}{}", "[".repeat(64), "]".repeat(64)));
    }

    #[test]
    fn refusals() {
        for text in [
            "",
            " ",
            "{",
            "[1,]",
            "{\"a\":1,}",
            "{a:1}",
            "NaN",
            "Infinity",
            "-Infinity",
            "nul",
            "truex",
            "01",
            "-",
            "+1",
            "1.",
            ".5",
            "1e",
            "1.e5",
            "'a'",
            "\"a",
            "\"\\x\"",
            "\"\\u12\"",
            "\"\n\"",
            "\"\t\"",
            "[1 2]",
            "{\"a\" 1}",
            "{1:2}",
            "1 1",
            "[]]",
            "\"\\ud800\"",
            "\"\\udc00\"",
            "\"\\ud800\\ud800\"",
            "\"\\ud800a\"",
            "/**/1",
            "\u{a0}1",
            "\"\\",
            "\"\\u",
            "\"\\ud800\\",
        ] {
            refuse(text, JsonFault::Syntax);
        }
        refuse("{\"a\":1,\"\\u0061\":2}", JsonFault::DuplicateKey);
        for text in ["1.5", "1e5", "1E+5", "-0", "-0.0", "9007199254740992", "-9007199254740992", "1e400", "[0.0]"] {
            refuse(text, JsonFault::Number);
        }
        refuse(&"[".repeat(65), JsonFault::Depth);
        refuse(&"{\"a\":".repeat(100_000), JsonFault::Depth);
        refuse(&format!("\"{}\"", "é".repeat(MAX_STRING / 2 + 1)), JsonFault::String);
        refuse(&format!("{{\"{}\":1}}", "a".repeat(MAX_STRING + 1)), JsonFault::String);
        assert!(Json::parse(&format!("\"{}\"", "\\u00e9".repeat(MAX_STRING / 2))).is_ok());
    }
}
