//! Packs the toneless readings of the CJK block U+4E00…U+9FFF.
//!
//! Few characters have more than one reading, so the table is one byte pair per character that points
//! into the list of distinct reading sets; the low and the high bytes stand in two planes, which
//! compresses better than pairs would.

use pinyin::ToPinyinMulti;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The generated files.
pub(crate) struct Table {
    /// Rust source with the list of distinct reading sets.
    pub(crate) source: String,
    /// Low bytes of all characters' set numbers, then the high bytes.
    pub(crate) readings: Vec<u8>,
}

/// Builds the table from the `pinyin` crate.
pub(crate) fn generate() -> Result<Table, String> {
    let sets: Vec<String> = ('\u{4e00}'..='\u{9fff}').map(readings).collect();
    let mut uses: BTreeMap<&str, usize> = BTreeMap::new();
    for set in &sets {
        *uses.entry(set).or_default() += 1;
    }
    // Frequent sets first: the high plane is then zero nearly everywhere.
    let mut distinct: Vec<&str> = uses.keys().copied().collect();
    distinct.sort_by_key(|set| (std::cmp::Reverse(uses[set]), *set));
    let number: BTreeMap<&str, usize> = distinct.iter().enumerate().map(|(at, set)| (*set, at)).collect();
    let mut low = Vec::with_capacity(sets.len() * 2);
    let mut high = Vec::with_capacity(sets.len());
    for set in &sets {
        let number = u16::try_from(number[set.as_str()]).map_err(|_| "more than 65,536 reading sets")?;
        let [first, second] = number.to_le_bytes();
        low.push(first);
        high.push(second);
    }
    low.append(&mut high);
    let mut source = String::new();
    let _ = writeln!(source, "/// The distinct reading sets, readings parted by spaces, sets by commas.");
    let _ = writeln!(source, "static SETS: &str = {:?};", distinct.join(","));
    Ok(Table { source, readings: low })
}

/// The distinct toneless readings of one character, the usual one first, parted by spaces.
fn readings(character: char) -> String {
    let mut readings: Vec<String> = Vec::new();
    for reading in character.to_pinyin_multi().into_iter().flatten() {
        // Keyboards have no ü: input methods and passports write v; ê and the syllabic nasals go bare.
        let plain = reading.plain().replace('ü', "v").replace('ê', "e");
        if !readings.contains(&plain) {
            readings.push(plain);
        }
    }
    readings.join(" ")
}
