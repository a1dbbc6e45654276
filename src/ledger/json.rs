//! JSON as the exchange format knows it: integers only, no duplicate keys, one canonical spelling.

use std::collections::BTreeMap;

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
