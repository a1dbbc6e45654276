//! The apostrophe that keeps a spreadsheet from running a cell as a formula (X5).
//!
//! An export puts it before texts that a spreadsheet would run, so an import takes exactly that
//! apostrophe away, and none that a person wrote ('t Hart). A text that looks escaped already is escaped
//! once more, so that it too comes back as it was.

use std::borrow::Cow;

/// Whether a spreadsheet would run the text: a line begins, after spaces, with a formula's first
/// character.
#[must_use]
pub fn is_trigger(text: &str) -> bool {
    let runs = |line: &str| {
        let begins = line.trim_start_matches(|c: char| c.is_whitespace() && c != '\t');
        begins.starts_with(['=', '+', '-', '@', '\t', '＝', '＋', '－', '＠'])
    };
    text.starts_with(['\n', '\r']) || text.split(['\n', '\r']).any(runs)
}

/// Whether an export puts an apostrophe before the text: a spreadsheet would run it, or an import would
/// take an apostrophe of its own away.
fn needs_escape(text: &str) -> bool {
    is_trigger(text) || text.starts_with('\'') && is_trigger(text.trim_start_matches('\''))
}

/// The text as an export writes it.
#[must_use]
pub fn escape(text: &str) -> Cow<'_, str> {
    if needs_escape(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// The text without the apostrophe that an export put before it.
#[must_use]
pub fn unescape(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| needs_escape(rest)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_escaped_comes_back_and_never_runs(text in "['=+@＝a\\- \t\n\r\u{a0}\u{3000}\\-]{0,8}") {
            let escaped = escape(&text);
            prop_assert_eq!(unescape(&escaped), text.as_str());
            prop_assert!(!is_trigger(&text) || escaped.starts_with('\''));
        }
    }

    #[track_caller]
    fn check(text: &str, expect: &str) {
        assert_eq!(unescape(text), expect, "{text:?}");
    }

    #[test]
    fn only_the_escape_is_removed() {
        check("'=SUM(A1:A9)", "=SUM(A1:A9)");
        check("'+86 138 0013 8000", "+86 138 0013 8000");
        check("'-5", "-5");
        check("'@handle", "@handle");
        check("' =1", " =1");
        check("'\u{a0}＝1", "\u{a0}＝1");
        check("'first line\n=2", "first line\n=2");
        check("'t Hart", "'t Hart");
        check("'", "'");
        check("''=1", "'=1");
        check("''t Hart", "''t Hart");
        check("=1", "=1");
        check("O'Connell", "O'Connell");
    }
}
