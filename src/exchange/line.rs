//! Content lines, as calendars and cards are made of (RFC 5545, RFC 6350): a property and its value, folded after 75
//! bytes, its end a carriage return and a line feed.

/// How many bytes a line has at most, its end not counted.
const LINE: usize = 75;

/// A text as the value of a property.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ',' | ';' => escaped.extend(['\\', c]),
            '\n' => escaped.push_str("\\n"),
            // Nothing but a line end may end a line.
            c if c.is_control() && c != '\t' => {}
            c => escaped.push(c),
        }
    }
    escaped
}

/// Adds a property, in lines of at most 75 bytes; a continuation begins with a space.
pub fn line(text: &mut String, property: &str, value: &str) {
    let mut room = LINE;
    for c in property.chars().chain([':']).chain(value.chars().filter(|c| !matches!(c, '\r' | '\n'))) {
        if c.len_utf8() > room {
            text.push_str("\r\n ");
            room = LINE - 1;
        }
        text.push(c);
        room -= c.len_utf8();
    }
    text.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(value: &str, expect: &str) {
        let mut text = String::new();
        line(&mut text, "NOTE", &escaped(value));
        assert_eq!(text, expect);
    }

    #[test]
    fn values_are_escaped() {
        check("a,b;c\\d\r\ne\u{0}", "NOTE:a\\,b\\;c\\\\d\\ne\r\n");
    }

    #[test]
    fn long_lines_are_folded_between_characters() {
        let mut text = String::new();
        line(&mut text, "NOTE", &"长".repeat(60));
        assert!(text.split("\r\n").all(|line| line.len() <= LINE));
        assert_eq!(text.replace("\r\n ", ""), format!("NOTE:{}\r\n", "长".repeat(60)));
    }
}
