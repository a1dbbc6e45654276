//! The spelling of names: ids, entities, fields, devices and dots (section 1 of the exchange format).

use super::change::{DeviceId, Dot};
use super::hash::unhex16;

/// Whether this can be the id of a record, a member or a workspace.
#[must_use]
pub fn is_id(text: &str) -> bool {
    (1..=64).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-'))
}

/// Whether this can be an entity, or a field that is no set element.
#[must_use]
pub fn is_name(text: &str) -> bool {
    (1..=64).contains(&text.len())
        && !text.starts_with(|first: char| first.is_ascii_digit())
        && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}

/// Whether this can be a field: a name, or a name, a colon and an element of 1–200 code points.
#[must_use]
pub fn is_field(text: &str) -> bool {
    match text.split_once(':') {
        None => is_name(text),
        Some((name, element)) => is_name(name) && (1..=200).contains(&element.chars().take(201).count()),
    }
}

impl std::str::FromStr for DeviceId {
    type Err = NoName;

    fn from_str(text: &str) -> Result<Self, NoName> {
        unhex16(text).map(DeviceId).ok_or(NoName)
    }
}

impl std::str::FromStr for Dot {
    type Err = NoName;

    fn from_str(text: &str) -> Result<Self, NoName> {
        let (name, digits) = text.split_once('.').ok_or(NoName)?;
        if digits.is_empty() || digits.starts_with('0') || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(NoName);
        }
        // A seq that no change can have is still a dot, of nothing ever held.
        Ok(Dot { name: name.parse()?, s: digits.parse().unwrap_or(u64::MAX) })
    }
}

/// The text is no device id, or no dot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no device id or dot")]
pub struct NoName;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids() {
        for (text, expect) in
            [("org", true), ("9a1c.1.x-_Z", true), ("", false), ("a b", false), ("é", false), (&"x".repeat(65), false)]
        {
            assert_eq!(is_id(text), expect, "{text}");
        }
    }

    #[test]
    fn fields() {
        for (text, expect) in [
            ("name", true),
            ("_deleted", true),
            ("c_9", true),
            ("9c", false),
            ("Name", false),
            ("", false),
            ("a-b", false),
            ("tags:VIP 客户", true),
            ("tags::", true),
            ("tags:", false),
            (":x", false),
            (&format!("t:{}", "客".repeat(200)), true),
            (&format!("t:{}", "客".repeat(201)), false),
            (&"x".repeat(65), false),
        ] {
            assert_eq!(is_field(text), expect, "{text}");
        }
    }

    #[test]
    fn dots() {
        for text in ["9a1c000000000001.1", "0000000000000000.9007199254740992"] {
            assert_eq!(text.parse::<Dot>().map(|dot| dot.to_string()), Ok(text.to_owned()));
        }
        for text in [
            "9a1c000000000001",
            "9a1c000000000001.0",
            "9a1c000000000001.01",
            "9a1c000000000001.+1",
            "9A1c000000000001.1",
            "9a1c00000000001.1",
            "9a1c000000000001.",
            "9a1c000000000001.1.1",
        ] {
            assert_eq!(text.parse::<Dot>(), Err(NoName), "{text}");
        }
        let beyond: Dot = "9a1c000000000001.99999999999999999999999".parse().unwrap();
        assert_eq!(beyond.s, u64::MAX);
    }
}
