//! The regions of China as a beginning: seven areas, the provinces, cities and districts of GB/T 2260 (2023).

use super::REGION;
use crate::crm::Edits;
use crate::crm::pinyin;
use crate::crm::view::{Ref, View};

/// A line each: as many tabs as it is deep, its code, its name and, where that is not its pinyin, what it is called in
/// English.
static LINES: &str = include_str!("china.txt");

/// How deep the districts lie.
pub const DISTRICTS: usize = 3;

/// A region of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// How deep it lies: 0 an area, 1 a province, 2 a city, 3 a district. What a province governs directly lies at 2.
    pub depth: usize,
    /// Its code.
    pub code: &'static str,
    /// Its name.
    pub name: &'static str,
    english: &'static str,
}

/// All regions, each after what it lies in.
pub fn lines() -> impl Iterator<Item = Line> {
    LINES.lines().map(|line| {
        let rest = line.trim_start_matches('\t');
        let name = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let (code, depth) = (&rest[..rest.len() - name.len()], line.len() - rest.len());
        let (name, english) = name.split_once(' ').unwrap_or((name, ""));
        Line { depth, code, name, english }
    })
}

impl Line {
    /// What it is called in English; its name where how 汉字 are read could not be fetched.
    #[must_use]
    pub fn english(&self) -> String {
        if !self.english.is_empty() {
            return self.english.to_owned();
        }
        let read: String = self.name.chars().filter_map(|character| pinyin::readings(character).next()).collect();
        let mut letters = if read.is_empty() { self.name.chars() } else { read.chars() };
        letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect()
    }

    /// The id of its record: the same for whoever makes it.
    fn at(&self) -> Ref {
        Ref::new(REGION.key, &format!("cn-{}", self.code))
    }
}

/// The regions down to a depth, of these provinces (by code; of all, if none is named), that are not there yet.
#[must_use]
pub fn missing(view: &View<'_>, deepest: usize, provinces: &[&str]) -> Vec<Line> {
    wanted(deepest, provinces).filter(|line| view.at(&line.at()).is_none()).collect()
}

fn wanted(deepest: usize, provinces: &[&str]) -> impl Iterator<Item = Line> {
    let all = provinces.is_empty();
    lines().filter(move |line| {
        let of = provinces.iter().any(|province| match line.depth {
            0 => false,
            _ => line.code.starts_with(province),
        });
        line.depth <= deepest && (line.depth <= 1 || all || of)
    })
}

/// Writes the regions that are missing, named in Chinese or in English.
#[must_use]
pub fn take_in(view: &View<'_>, deepest: usize, provinces: &[&str], chinese: bool) -> Edits {
    let mut edits = Edits::new();
    let mut above: Vec<Line> = Vec::new();
    for line in wanted(deepest, provinces) {
        above.truncate(line.depth);
        let at = line.at();
        if view.at(&at).is_none() {
            if view.state().record(REGION.key, &at.id).is_some() {
                edits.restore(REGION.key, &at.id);
            }
            let english = line.english();
            let (name, also) = if chinese { (line.name, english.as_str()) } else { (english.as_str(), line.name) };
            edits.set(REGION.key, &at.id, "name", name);
            edits.set(REGION.key, &at.id, "also", also);
            if let Some(parent) = above.last() {
                edits.set(REGION.key, &at.id, "parent", parent.at().link());
            }
        }
        above.push(line);
    }
    edits
}
