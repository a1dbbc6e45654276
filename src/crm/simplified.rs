//! Simplified forms of traditional 汉字, so that 臺灣 is found as 台湾 and 張 as 张.

use std::sync::LazyLock;

/// The traditional forms in order, each with its simplified one, as code points.
static PAIRS: LazyLock<Vec<(u32, u32)>> = LazyLock::new(|| {
    let codes = codes(include_bytes!(concat!(env!("OUT_DIR"), "/simplified.bin")));
    let (traditional, simplified) = codes.split_at(codes.len() / 2);
    traditional.iter().copied().zip(simplified.iter().copied()).collect()
});

/// The code points of the steps that `src/build/simplified.rs` describes.
fn codes(bytes: &[u8]) -> Vec<u32> {
    let (mut codes, mut last) = (Vec::new(), 0_u32);
    let (mut step, mut shift) = (0_u32, 0);
    for byte in bytes {
        step |= u32::from(byte & 0x7f) << shift;
        shift += 7;
        if byte & 0x80 == 0 {
            let (by, back) = (step >> 1, step & 1 == 1);
            last = if back { last.wrapping_sub(by) } else { last.wrapping_add(by) };
            codes.push(last);
            (step, shift) = (0, 0);
        }
    }
    codes
}

/// The simplified form of a character; itself, if it has no other.
#[must_use]
pub fn simplified(character: char) -> char {
    if character < '\u{4e00}' {
        return character;
    }
    let found = PAIRS.binary_search_by_key(&u32::from(character), |(traditional, _)| *traditional);
    found.ok().and_then(|at| char::from_u32(PAIRS[at].1)).unwrap_or(character)
}

/// The traditional forms of a simplified character.
pub fn traditional(character: char) -> impl Iterator<Item = char> {
    let code = u32::from(character);
    let of = PAIRS.iter().filter(move |(_, simplified)| *simplified == code);
    of.filter_map(|(traditional, _)| char::from_u32(*traditional))
}

#[cfg(test)]
mod tests {
    use super::{simplified, traditional};

    #[test]
    fn traditional_characters_become_simplified_ones() {
        let read = |text: &str| text.chars().map(simplified).collect::<String>();
        assert_eq!(read("臺灣張機電設備有限公司"), "台湾张机电设备有限公司");
        assert_eq!(traditional('发').collect::<String>(), "發髮");
        assert_eq!(read("云隙传动 ABC é"), "云隙传动 ABC é");
    }
}
