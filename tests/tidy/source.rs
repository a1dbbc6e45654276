//! Reading Rust source as a rule needs it: code without comments and tests, string literals apart.

use std::path::{Path, PathBuf};

/// A file of ours.
pub(crate) struct Source {
    /// The path from the package's root, with forward slashes.
    pub(crate) path: String,
    /// The whole text.
    pub(crate) text: String,
    /// The text with comments and the closing test module blanked and string contents replaced by
    /// `\u{1}`, so that lines and columns stay.
    pub(crate) code: String,
    /// The string literals of the code.
    pub(crate) strings: Vec<Literal>,
}

/// A string literal.
pub(crate) struct Literal {
    /// The byte in `code` of its opening quote.
    pub(crate) start: usize,
    /// The byte in `code` after its closing quote.
    pub(crate) end: usize,
    /// What stands between the quotes, escapes as written.
    pub(crate) value: String,
}

impl Source {
    pub(crate) fn new(path: &str, text: &str) -> Source {
        let live = live(text);
        let (code, strings) = split(live);
        let code = code + &blank(&text[live.len()..]);
        Source { path: path.to_owned(), text: text.to_owned(), code, strings }
    }

    /// A complaint about a byte of the code.
    pub(crate) fn at(&self, byte: usize, what: &str) -> String {
        let line = self.code[..byte].matches('\n').count() + 1;
        format!("{}:{line}: {what}", self.path)
    }

    /// A complaint about every occurrence of `pattern` in the code outside strings.
    pub(crate) fn occurrences(&self, pattern: &str, what: &str) -> Vec<String> {
        self.code.match_indices(pattern).map(|(byte, _)| self.at(byte, what)).collect()
    }

    /// Whether the file lies in a folder or is that file.
    pub(crate) fn is_in(&self, folder: &str) -> bool {
        self.path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// The layer a file of the library belongs to: the first folder below `src`.
    pub(crate) fn layer(&self) -> &str {
        let rest = self.path.strip_prefix("src/").unwrap_or_default();
        rest.split_once('/').map_or("", |(layer, _)| layer)
    }
}

/// Every Rust file of the package.
pub(crate) fn all() -> Vec<Source> {
    let mut files = Vec::new();
    for folder in ["src", "tests"] {
        collect(&root().join(folder), "rs", &mut files);
    }
    files.iter().map(|path| Source::new(&name(path), &std::fs::read_to_string(path).unwrap())).collect()
}

/// Paths and texts of the files with an extension below a folder.
pub(crate) fn texts(folder: &str, extension: &str) -> Vec<(String, String)> {
    let mut files = Vec::new();
    collect(&root().join(folder), extension, &mut files);
    files.iter().map(|path| (name(path), std::fs::read_to_string(path).unwrap())).collect()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn name(path: &Path) -> String {
    path.strip_prefix(root()).unwrap().to_str().unwrap().replace('\\', "/")
}

fn collect(folder: &Path, extension: &str, files: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            if !path.ends_with("node_modules") {
                collect(&path, extension, files);
            }
        } else if path.extension().is_some_and(|found| found == extension) {
            files.push(path);
        }
    }
}

/// The text before the test module at the foot.
fn live(text: &str) -> &str {
    let end = text.match_indices("#[cfg(test)]\n").find(|(at, found)| text[at + found.len()..].starts_with("mod "));
    end.map_or(text, |(at, _)| &text[..at])
}

/// The same number of lines, empty.
fn blank(text: &str) -> String {
    text.chars().filter(|character| *character == '\n').collect()
}

/// Separates code from comments and string contents.
fn split(text: &str) -> (String, Vec<Literal>) {
    let mut code = String::with_capacity(text.len());
    let mut strings = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = if rest.starts_with("//") {
            let end = rest.find('\n').unwrap_or(rest.len());
            code.push_str(&" ".repeat(end));
            end
        } else if rest.starts_with("/*") {
            let end = rest.find("*/").map_or(rest.len(), |end| end + 2);
            code.extend(rest[..end].bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
            end
        } else if let Some((open, content, length)) = string(rest) {
            let start = code.len();
            code.push_str(&rest[..open]);
            code.extend(content.bytes().map(|byte| if byte == b'\n' { '\n' } else { '\u{1}' }));
            code.push_str(&rest[open + content.len()..length]);
            strings.push(Literal { start, end: code.len(), value: content.to_owned() });
            length
        } else if let Some(length) = character(rest) {
            code.push_str(&" ".repeat(length));
            length
        } else {
            let length = word(rest).max(first.len_utf8());
            // Code is ASCII; whatever else stands there must not move the columns.
            code.extend(rest[..length].bytes().map(|byte| if byte.is_ascii() { char::from(byte) } else { '\u{1}' }));
            length
        };
        rest = &rest[length..];
    }
    (code, strings)
}

/// The length of the identifier a text begins with: its letters must not pass for the prefix of a
/// string, as the `r` of `for"` would.
fn word(text: &str) -> usize {
    let raw = ["r\"", "r#\"", "b\"", "br\"", "br#\""].iter().any(|prefix| text.starts_with(prefix));
    if raw { 0 } else { text.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(text.len()) }
}

/// A string literal at the start of a text: where its content begins, the content, its whole length.
fn string(text: &str) -> Option<(usize, &str, usize)> {
    let body = text.strip_prefix('b').unwrap_or(text);
    let prefix = text.len() - body.len();
    if let Some(body) = body.strip_prefix('r') {
        let hashes = body.len() - body.trim_start_matches('#').len();
        let content = body[hashes..].strip_prefix('"')?;
        let close = format!("\"{}", &body[..hashes]);
        let end = content.find(&close)?;
        let open = prefix + 1 + hashes + 1;
        return Some((open, &content[..end], open + end + close.len()));
    }
    let content = body.strip_prefix('"')?;
    let mut escaped = false;
    let end = content.find(|c| {
        let closes = c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        closes
    })?;
    Some((prefix + 1, &content[..end], prefix + 1 + end + 1))
}

/// The length of a character literal at the start of a text; a lifetime is none.
fn character(text: &str) -> Option<usize> {
    let body = text.strip_prefix('\'')?;
    let end = if let Some(escaped) = body.strip_prefix('\\') {
        1 + escaped.char_indices().skip(1).find(|(_, c)| *c == '\'')?.0
    } else {
        body.chars().next()?.len_utf8()
    };
    body[end..].starts_with('\'').then_some(end + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, code: &str, strings: &[&str]) {
        let source = Source::new("a.rs", text);
        assert_eq!(source.code.replace('\u{1}', "."), code);
        assert_eq!(source.strings.iter().map(|literal| literal.value.as_str()).collect::<Vec<_>>(), strings);
        for literal in &source.strings {
            assert!(source.code[literal.start..literal.end].ends_with(['"', '#']), "{}", literal.value);
        }
    }

    #[test]
    fn comments_go_and_strings_stay_apart() {
        check("a // \"b\"\nc", "a       \nc", &[]);
        check("a /* \n */ b", "a    \n    b", &[]);
        check(r#"f("x // y", "\"z")"#, r#"f("......", "...")"#, &["x // y", r#"\"z"#]);
        check(r##"f(r#"a"b"#, b"c")"##, r##"f(r#"..."#, b".")"##, &[r#"a"b"#, "c"]);
        check(r#"for'a' <'b> "线" '"' '\'' "c""#, r#"for    <'b> "..."          ".""#, &["线", "c"]);
        check("a\n#[cfg(test)]\nmod tests {\n \"x\" }\n", "a\n\n\n\n", &[]);
    }

    #[test]
    fn layers_are_folders() {
        assert_eq!(Source::new("src/ui/page/lead.rs", "").layer(), "ui");
        assert_eq!(Source::new("src/main.rs", "").layer(), "");
        assert!(Source::new("src/app/a.rs", "").is_in("src/app"));
        assert!(!Source::new("src/apple/a.rs", "").is_in("src/app"));
    }
}
