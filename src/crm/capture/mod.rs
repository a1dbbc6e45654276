//! Capture: what a person has on the clipboard, a card, a chat, a signature, a vCard or registry data, read as
//! the fields of a record (F76, F95).
//!
//! Pure and modest: what is not understood is not guessed. Every part of the text is either in a [`Find`] or in
//! [`Capture::rest`], which goes into the note, so nothing that was pasted is lost.

mod label;
mod look;
mod token;
mod vcard;

use super::contact_point::LABELS;
use super::duplicate::is_credit_code;
use super::schema::{Entity, Kind};
use crate::ledger::order::sort_by_key;
use label::Label;

/// The most characters that are read; the others go into the note as they are.
const MOST: usize = 20_000;

/// What was found in a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Capture {
    /// What was understood, in the order of the text.
    pub finds: Vec<Find>,
    /// What was not, line by line.
    pub rest: String,
}

/// One thing that was understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Find {
    /// What it is: the key of a field of leads, customers or contacts, or `im`.
    pub field: &'static str,
    /// Of a phone number: where it rings, a key of [`LABELS`].
    pub label: Option<&'static str>,
    /// The value.
    pub value: String,
    /// The stretch of the text it was read from, its label included; empty if it was concluded from another.
    pub said: String,
}

/// What a form is filled with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filled {
    /// Texts by the key of the field, as a person would type them.
    pub texts: Vec<(&'static str, String)>,
    /// The name of the company, where the entity links to one.
    pub company: Option<String>,
}

/// Reads a text.
#[must_use]
pub fn read(text: &str) -> Capture {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    if let Some(capture) = vcard::read(&text) {
        return capture;
    }
    let mut reader = Reader::new(&text);
    for (from, to) in reader.lines() {
        reader.line(from, to);
    }
    reader.conclude();
    reader.finish()
}

impl Capture {
    /// The first value of a field, empty if there is none.
    #[must_use]
    pub fn text(&self, field: &str) -> &str {
        self.finds.iter().find(|find| find.field == field).map_or("", |find| &find.value)
    }

    /// What the create form of an entity is filled with. `say` gives the words of labels by their message keys.
    #[must_use]
    pub fn fill(&self, table: &Entity, say: &dyn Fn(&str) -> String) -> Filled {
        let mut filled = Filled::default();
        let mut note: Vec<String> = Vec::new();
        for find in &self.finds {
            // A company is called what a person works for.
            let key = match (find.field, table.person) {
                ("company", false) => "name",
                ("company", true) if table.field("company").is_none() => {
                    filled.company.get_or_insert_with(|| find.value.clone());
                    continue;
                }
                ("name", false) => "",
                (field, _) => field,
            };
            match (table.field(key).map(|field| field.kind), filled.texts.iter_mut().find(|(own, _)| *own == key)) {
                (Some(Kind::Point(_)), Some((_, text))) => {
                    text.push_str(", ");
                    text.push_str(&find.point(say));
                }
                (Some(Kind::Tags), Some((_, text))) => {
                    text.push_str(", ");
                    text.push_str(&find.value);
                }
                (Some(Kind::Point(_)), None) => filled.texts.push((key, find.point(say))),
                (Some(_), None) => filled.texts.push((key, find.value.clone())),
                _ => note.extend(Some(find.said.trim().to_owned()).filter(|said| !said.is_empty())),
            }
        }
        note.extend(Some(self.rest.clone()).filter(|rest| !rest.is_empty()));
        if !note.is_empty() {
            filled.texts.push(("note", note.join("\n")));
        }
        filled
    }
}

impl Find {
    /// A contact point with its label, as [`super::input::points`] reads it.
    fn point(&self, say: &dyn Fn(&str) -> String) -> String {
        let label = LABELS.iter().find(|label| Some(label.key) == self.label && label.key != "mobile");
        label.map_or_else(|| self.value.clone(), |label| format!("{} {}", say(label.label), self.value))
    }
}

/// A text being read: what is used of it, and what was found.
struct Reader {
    /// As it stands.
    text: Vec<char>,
    /// The same for comparing: narrow, in lower case, one for one.
    plain: Vec<char>,
    used: Vec<bool>,
    /// What was found, with where it begins.
    finds: Vec<(usize, Find)>,
    /// What lies beyond the most that is read.
    beyond: String,
}

impl Reader {
    fn new(text: &str) -> Reader {
        let beyond: String = text.chars().skip(MOST).collect();
        let text: Vec<char> = text.chars().take(MOST).collect();
        let plain = text.iter().map(|c| plain(*c)).collect();
        let used = vec![false; text.len()];
        Reader { text, plain, used, finds: Vec::new(), beyond }
    }

    /// Where the lines begin and end.
    fn lines(&self) -> Vec<(usize, usize)> {
        let ends = (0..self.text.len()).filter(|at| self.text[*at] == '\n').chain([self.text.len()]);
        let mut from = 0;
        ends.map(|to| (std::mem::replace(&mut from, to + 1), to)).collect()
    }

    /// A stretch as it stands, without the spaces around it.
    fn said(&self, from: usize, to: usize) -> String {
        self.text[from..to].iter().collect::<String>().trim().to_owned()
    }

    fn has(&self, field: &str) -> bool {
        self.finds.iter().any(|(_, find)| find.field == field)
    }

    /// Takes a stretch as a value.
    fn take(&mut self, field: &'static str, label: Option<&'static str>, value: String, (from, to): (usize, usize)) {
        self.used[from..to].fill(true);
        let known = self.finds.iter_mut().find(|(_, find)| find.field == field && find.value == value);
        let said = self.text[from..to].iter().collect::<String>();
        match known {
            // Said twice, it is one.
            Some((_, find)) => {
                find.said.push('\n');
                find.said.push_str(&said);
            }
            None => self.finds.push((from, Find { field, label, value, said })),
        }
    }

    /// Reads a line: what has a label first, then what is known by its shape, then what is left.
    fn line(&mut self, from: usize, to: usize) {
        let labels = label::find(&self.plain, from, to);
        let end = |at: usize| labels.get(at + 1).map_or(to, |next| next.from);
        for (at, label) in labels.iter().enumerate() {
            self.labelled(label, end(at));
        }
        for (from, to) in self.runs(from, to) {
            self.shaped(from, to);
        }
        // A name ends where a number begins, so words come after what has a shape.
        for (at, label) in labels.iter().enumerate() {
            self.worded(label, end(at));
        }
        for (from, to) in self.runs(from, to) {
            look::run(self, from, to);
        }
        self.close(from, to);
    }

    /// Mere signs beside what was understood belong to it.
    fn close(&mut self, from: usize, to: usize) {
        let mut signs: Vec<usize> = Vec::new();
        for (start, stop) in self.runs(from, to) {
            let (before, behind) = (self.used[from..start].contains(&true), self.used[stop..to].contains(&true));
            let is_word = |at: usize| !",，、;；|｜/·•:：-–—".contains(self.text[at]) && !self.text[at].is_whitespace();
            if !self.text[start..stop].iter().any(|c| c.is_alphanumeric()) {
                signs.extend((start..stop).filter(|_| before || behind));
                continue;
            }
            let first = (start..stop).find(|at| is_word(*at)).unwrap_or(start);
            let last = (start..stop).rev().find(|at| is_word(*at)).map_or(stop, |at| at + 1);
            signs.extend((start..first).filter(|_| before));
            signs.extend((last..stop).filter(|_| behind));
        }
        let said: String = signs.iter().map(|at| self.text[*at]).collect();
        signs.iter().for_each(|at| self.used[*at] = true);
        if let Some((_, find)) = self.finds.last_mut() {
            find.said.push_str(&said);
        }
    }

    /// The stretches of a line that nothing uses yet.
    fn runs(&self, from: usize, to: usize) -> Vec<(usize, usize)> {
        let mut runs = Vec::new();
        let mut at = from;
        while at < to {
            if self.used[at] || self.text[at].is_whitespace() {
                at += 1;
                continue;
            }
            let end = (at..to).find(|at| self.used[*at]).unwrap_or(to);
            let last = (at..end).rev().find(|at| !self.text[*at].is_whitespace()).unwrap_or(at);
            runs.push((at, last + 1));
            at = end;
        }
        runs
    }

    /// Where what a label speaks of begins and ends.
    fn value_of(&self, label: &Label, end: usize) -> Option<(usize, usize)> {
        let cut = |at: &usize| matches!(self.plain[*at], '|' | '\t') || self.used[*at];
        let is_space = |at: &usize| self.text[*at].is_whitespace() || ",;、。|".contains(self.plain[*at]);
        let from = (label.to..end).find(|at| !is_space(at))?;
        let end = (from..end).find(cut).unwrap_or(end);
        let to = (from..end).rev().find(|at| !is_space(at))? + 1;
        Some((from, to))
    }

    /// Takes the words behind a label.
    fn worded(&mut self, label: &Label, end: usize) {
        let shaped = ["phone", "email", "website", "wechat", "im", "credit_code"].contains(&label.field);
        let Some((from, mut to)) = self.value_of(label, end).filter(|_| !shaped) else { return };
        if self.used[label.from] || self.has(label.field) && label.field != "interests" {
            return;
        }
        // Behind a name of 汉字 may stand who that is.
        if label.field == "name"
            && let Some(space) = (from..to).find(|at| self.text[*at].is_whitespace())
            && look::is_name(&self.said(from, space))
            && is_han(self.text[from])
        {
            to = space;
        }
        self.take(label.field, None, self.said(from, to), (label.from, to));
    }

    /// Takes what stands behind a label, if it has the shape that the label says.
    fn labelled(&mut self, label: &Label, end: usize) {
        let Some((from, to)) = self.value_of(label, end) else { return };
        let mut begin = label.from;
        match label.field {
            "phone" => {
                for (start, stop) in token::numbers(&self.plain, from, to, 5) {
                    // Words between are no part of it.
                    let gap = label.to.max(begin)..start;
                    let own = if self.text[gap].iter().any(|c| c.is_alphanumeric()) { start } else { begin };
                    self.take("phone", Some(label.point), self.number(start, stop), (own, stop));
                    begin = stop;
                }
            }
            "email" | "website" => {
                let found = if label.field == "email" { token::email } else { token::site };
                if let Some((start, stop)) = found(&self.plain, from, to) {
                    // What stands between the label and the address belongs to neither.
                    let own = if start == from { begin } else { start };
                    self.take(label.field, None, self.said(start, stop), (own, stop));
                }
            }
            "wechat" | "im" => {
                let ends = |at: &usize| !(self.plain[*at].is_ascii_alphanumeric() || "_-@.+".contains(self.plain[*at]));
                let stop = (from..to).find(ends).unwrap_or(to);
                if stop - from >= 4 {
                    self.take(label.field, None, self.said(from, stop), (begin, stop));
                } else if self.text[from] == '同' {
                    // 同手机: the same as the phone.
                    let phone = self.finds.iter().rev().find(|(_, find)| find.field == "phone");
                    if let Some(number) = phone.map(|(_, find)| find.value.clone()) {
                        self.take(label.field, None, number, (begin, to));
                    }
                }
            }
            "credit_code" => {
                let code: String = self.plain[from..to].iter().collect::<String>().to_uppercase();
                if (6..=32).contains(&code.len()) && code.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') {
                    self.take("credit_code", None, code, (begin, to));
                }
            }
            _ => {}
        }
    }

    /// Takes what is known by its shape.
    fn shaped(&mut self, from: usize, to: usize) {
        while let Some((start, stop)) = self.free(from, to, token::email) {
            self.take("email", None, self.said(start, stop), (start, stop));
        }
        while let Some((start, stop)) = self.free(from, to, token::site) {
            self.take("website", None, self.said(start, stop), (start, stop));
        }
        for (from, to) in self.runs(from, to) {
            for (start, stop) in token::numbers(&self.plain, from, to, 7) {
                if token::is_phone(&self.plain, start, stop) {
                    let number = self.number(start, stop);
                    let label = if token::is_mobile(&number) { "mobile" } else { "work" };
                    self.take("phone", Some(label), number, (start, stop));
                }
            }
        }
        for (from, to) in self.runs(from, to) {
            for (start, stop) in token::words(&self.plain, from, to) {
                let word: String = self.plain[start..stop].iter().collect::<String>().to_uppercase();
                if is_credit_code(&word) && !self.has("credit_code") {
                    self.take("credit_code", None, word, (start, stop));
                }
            }
        }
    }

    /// What a shape finds in the parts of a stretch that nothing uses yet.
    fn free(&self, from: usize, to: usize, find: token::Find) -> Option<(usize, usize)> {
        self.runs(from, to).into_iter().find_map(|(from, to)| find(&self.plain, from, to))
    }

    /// A number as it is written, narrow.
    fn number(&self, from: usize, to: usize) -> String {
        let text: String = self.plain[from..to].iter().collect();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// What follows from the whole: the region from the address, what somebody is interested in from a sentence.
    fn conclude(&mut self) {
        if !self.has("region") {
            let address = self.finds.iter().find(|(_, find)| find.field == "address");
            let region = address.and_then(|(_, find)| look::region(&find.value));
            self.concluded("region", region);
        }
        let text: String = self.text.iter().collect();
        let phone = self.finds.iter().find(|(_, find)| find.field == "phone").map(|(_, find)| find.value.clone());
        if !self.has("wechat") && text.contains("微信同号") {
            self.concluded("wechat", phone);
        }
        if !self.has("interests") {
            // What is understood already says what somebody is, not what is wanted: 采购经理.
            let left = |(from, to): (usize, usize)| {
                let left: String = (from..to).filter(|at| !self.used[*at]).map(|at| self.text[at]).collect();
                look::interest(&left)
            };
            let wish = self.lines().into_iter().find_map(left);
            self.concluded("interests", wish);
        }
    }

    fn concluded(&mut self, field: &'static str, value: Option<String>) {
        let find = |value| (self.text.len(), Find { field, label: None, value, said: String::new() });
        let found = value.map(find);
        self.finds.extend(found);
    }

    fn finish(self) -> Capture {
        let line = |(from, to): (usize, usize)| {
            let keeps = |at: &usize| !self.used[*at];
            let mut left = String::new();
            for at in from..to {
                match self.used[at] {
                    false => left.push(self.text[at]),
                    true if !left.ends_with(' ') => left.push(' '),
                    true => {}
                }
            }
            let whole = (from..to).all(|at| keeps(&at));
            // A line of which something was used is drawn together.
            if whole { left.trim().to_owned() } else { left.split_whitespace().collect::<Vec<_>>().join(" ") }
        };
        let lines = self.lines().into_iter().map(line).filter(|line| !line.is_empty());
        let mut rest = lines.collect::<Vec<_>>().join("\n");
        rest.push_str(&self.beyond);
        let mut finds = self.finds;
        sort_by_key(&mut finds, |(at, _)| *at);
        Capture { finds: finds.into_iter().map(|(_, find)| find).collect(), rest }
    }
}

/// A character as it is compared: narrow and in lower case. One for one.
fn plain(c: char) -> char {
    let narrow = match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' | '\u{a0}' => ' ',
        '–' | '—' | '‐' | '‑' => '-',
        other => other,
    };
    let mut lower = narrow.to_lowercase();
    lower.next().filter(|_| lower.next().is_none()).unwrap_or(narrow)
}

/// Whether a character is a 汉字.
fn is_han(c: char) -> bool {
    ('\u{3400}'..='\u{9fff}').contains(&c)
}
