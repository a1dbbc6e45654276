//! Packs the toneless readings of the CJK block U+4E00…U+9FFF.
//!
//! Four planes, one after another, because planes of like bytes compress better than records: per
//! character the low byte of its first syllable's number, then how many readings it has × 2 + the high
//! bit; per further reading (of all characters in order) the low byte, then the high byte. Frequent
//! syllables have low numbers, so the high planes are nearly all zero.

use pinyin::ToPinyinMulti;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The generated files.
pub(crate) struct Table {
    /// Rust source with the list of syllables.
    pub(crate) source: String,
    /// The four planes.
    pub(crate) planes: Vec<u8>,
}

/// Builds the table from the `pinyin` crate.
pub(crate) fn generate() -> Result<Table, String> {
    let characters: Vec<Vec<String>> = ('\u{4e00}'..='\u{9fff}').map(readings).collect();
    let mut uses: BTreeMap<&str, usize> = BTreeMap::new();
    for syllable in characters.iter().flatten() {
        *uses.entry(syllable).or_default() += 1;
    }
    let mut syllables: Vec<&str> = uses.keys().copied().collect();
    syllables.sort_by_key(|syllable| (Reverse(uses[syllable]), *syllable));
    if syllables.len() > 512 {
        return Err(format!("{} syllables do not fit nine bits", syllables.len()));
    }
    let numbers: BTreeMap<&str, usize> = syllables.iter().enumerate().map(|(at, name)| (*name, at)).collect();
    let bytes = |syllable: &String| {
        let number = numbers[syllable.as_str()];
        (number.to_le_bytes()[0], number.to_le_bytes()[1])
    };
    let mut planes: [Vec<u8>; 4] = Default::default();
    for readings in &characters {
        let (low, high) = readings.first().map(bytes).unwrap_or_default();
        let count = u8::try_from(readings.len()).map_err(|_| "more than 255 readings")?;
        planes[0].push(low);
        planes[1].push(count * 2 + high);
        for reading in readings.iter().skip(1) {
            let (low, high) = bytes(reading);
            planes[2].push(low);
            planes[3].push(high);
        }
    }
    let source = format!(
        "/// Every syllable, the most frequent first.\nstatic SYLLABLES: [&str; {}] = {syllables:?};\n",
        syllables.len()
    );
    Ok(Table { source, planes: planes.concat() })
}

/// The distinct toneless readings of one character, the usual one first.
fn readings(character: char) -> Vec<String> {
    let mut readings: Vec<String> = Vec::new();
    for reading in character.to_pinyin_multi().into_iter().flatten() {
        // Keyboards have no ü: input methods and passports write v. A bare ê is typed as e.
        let plain = reading.plain().replace('ü', "v").replace('ê', "e");
        if !readings.contains(&plain) {
            readings.push(plain);
        }
    }
    readings
}
