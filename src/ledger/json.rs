//! JSON as the exchange format knows it: integers only, no duplicate keys, one canonical spelling.
//!
//! The parser is written by hand because the format refuses what common parsers let pass (duplicate
//! keys, `-0`, lone surrogates) and because a file of half a gigabyte must be read member by member
//! without a tree of the whole. [`Reader`] walks the text; [`Json`] is the tree of one value.

use std::collections::BTreeMap;

pub use super::reader::Reader;

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
