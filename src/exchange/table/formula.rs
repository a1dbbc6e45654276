//! The apostrophe that keeps a spreadsheet from running a cell as a formula.
//!
//! An export puts it before texts that a spreadsheet would run, so an import takes exactly that
//! apostrophe away, and none that a person wrote ('t Hart).

/// Whether a spreadsheet would run the text: a line begins, after spaces, with a formula's first
/// character.
#[must_use]
pub fn is_trigger(text: &str) -> bool {
    let runs = |line: &str| {
        let begins = line.trim_start_matches([' ', '\u{a0}', '\u{3000}']);
        begins.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
    };
    text.starts_with('\n') || text.split('\n').any(runs)
}

/// The text without the apostrophe that an export put before it.
#[must_use]
pub fn unescape(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| is_trigger(rest)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

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
        check("''=1", "''=1");
        check("=1", "=1");
        check("O'Connell", "O'Connell");
    }
}
