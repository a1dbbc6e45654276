//! Reads a formula.

use super::{BINARIES, CALLS, Node, Wrong};

/// How deep expressions may nest.
const DEEPEST: usize = 64;

/// How long a formula may be, in characters: what is longer would be deep in another way.
const LONGEST: usize = 1_000;

/// Reads a text.
///
/// # Errors
/// Where it stops being a formula.
pub(super) fn read(text: &str) -> Result<Node, Wrong> {
    let plain: Vec<char> = text.trim_start_matches('=').chars().map(plain).collect();
    let skipped = text.chars().count() - plain.len();
    if plain.len() > LONGEST {
        return Err(Wrong(LONGEST + skipped));
    }
    let mut reader = Reader { text: &plain, at: 0, skipped };
    let node = reader.expression(0, 0)?;
    reader.space();
    if reader.at == plain.len() { Ok(node) } else { Err(reader.wrong()) }
}

/// A sign as it is written without an input method.
fn plain(c: char) -> char {
    match c {
        '（' => '(',
        '）' => ')',
        '，' | '、' => ',',
        '“' | '”' => '"',
        '｛' | '【' => '{',
        '｝' | '】' => '}',
        '×' => '*',
        '÷' => '/',
        '＝' => '=',
        '＋' => '+',
        '－' | '−' => '-',
        '＞' => '>',
        '＜' => '<',
        '＆' => '&',
        other => other,
    }
}

struct Reader<'a> {
    text: &'a [char],
    at: usize,
    /// The characters before the text.
    skipped: usize,
}

impl Reader<'_> {
    fn wrong(&self) -> Wrong {
        Wrong(self.at + self.skipped)
    }

    fn space(&mut self) {
        while self.text.get(self.at).is_some_and(|c| c.is_whitespace()) {
            self.at += 1;
        }
    }

    /// Takes a sign if it is next.
    fn take(&mut self, sign: &str) -> bool {
        self.space();
        let found = sign.chars().enumerate().all(|(nth, c)| self.text.get(self.at + nth) == Some(&c));
        if found {
            self.at += sign.chars().count();
        }
        found
    }

    fn expression(&mut self, level: usize, depth: usize) -> Result<Node, Wrong> {
        let Some(operators) = BINARIES.get(level) else { return self.one(depth) };
        let mut left = self.expression(level + 1, depth)?;
        while let Some((_, binary)) = operators.iter().find(|(sign, _)| self.take(sign)) {
            let right = self.expression(level + 1, depth)?;
            left = Node::Binary(*binary, Box::new([left, right]));
        }
        Ok(left)
    }

    fn one(&mut self, depth: usize) -> Result<Node, Wrong> {
        if depth > DEEPEST {
            return Err(self.wrong());
        }
        if self.take("-") {
            return Ok(Node::Negative(Box::new(self.one(depth + 1)?)));
        }
        if self.take("(") {
            let inner = self.expression(0, depth + 1)?;
            return if self.take(")") { Ok(inner) } else { Err(self.wrong()) };
        }
        if self.take("{") {
            return self.until('}').map(Node::Name);
        }
        if self.take("\"") {
            return self.until('"').map(Node::Text);
        }
        let begun = self.at;
        let run = |reader: &mut Self, fits: fn(&char) -> bool| -> String {
            let rest = reader.text[reader.at..].iter().take_while(|c| fits(c));
            let word: String = rest.collect();
            reader.at += word.chars().count();
            word
        };
        let digits = run(self, |c| c.is_ascii_digit() || *c == '.');
        if !digits.is_empty() {
            return number(&digits).map(Node::Number).ok_or(Wrong(begun + self.skipped));
        }
        let name = run(self, |c| c.is_ascii_alphabetic()).to_ascii_uppercase();
        let found = CALLS.iter().find(|(own, ..)| *own == name).ok_or(Wrong(begun + self.skipped))?;
        let (_, call, least, most) = *found;
        if !self.take("(") {
            return Err(self.wrong());
        }
        let mut of = Vec::new();
        if !self.take(")") {
            loop {
                of.push(self.expression(0, depth + 1)?);
                if self.take(")") {
                    break;
                }
                if !self.take(",") {
                    return Err(self.wrong());
                }
            }
        }
        if (least..=most).contains(&of.len()) { Ok(Node::Call(call, of)) } else { Err(Wrong(begun + self.skipped)) }
    }

    /// What stands before a closing sign.
    fn until(&mut self, end: char) -> Result<String, Wrong> {
        let length =
            self.text[self.at..].iter().position(|c| *c == end).ok_or(Wrong(self.text.len() + self.skipped))?;
        let inner = self.text[self.at..self.at + length].iter().collect();
        self.at += length + 1;
        Ok(inner)
    }
}

/// A plain number of at most six decimals.
fn number(digits: &str) -> Option<i128> {
    let (whole, rest) = digits.split_once('.').unwrap_or((digits, ""));
    if whole.is_empty() || rest.contains('.') || rest.len() > 6 || whole.len() > 15 {
        return None;
    }
    format!("{whole}{rest:0<6}").parse().ok()
}
