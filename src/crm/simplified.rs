//! Simplified forms of traditional 汉字, so that 臺灣 is found as 台湾 and 張 as 张.

include!(concat!(env!("OUT_DIR"), "/simplified.rs"));

/// The simplified form of a character; itself, if it has no other.
#[must_use]
pub fn simplified(character: char) -> char {
    let code = u16::try_from(u32::from(character)).unwrap_or_default();
    let found = PAIRS.binary_search_by_key(&code, |(traditional, _)| *traditional);
    found.ok().and_then(|at| char::from_u32(PAIRS[at].1.into())).unwrap_or(character)
}

/// The traditional forms of a simplified character.
pub fn traditional(character: char) -> impl Iterator<Item = char> {
    let code = u32::from(character);
    let of = PAIRS.iter().filter(move |(_, simplified)| u32::from(*simplified) == code);
    of.filter_map(|(traditional, _)| char::from_u32((*traditional).into()))
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
