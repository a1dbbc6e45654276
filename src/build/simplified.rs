//! Pairs every traditional 汉字 of the CJK block U+4E00…U+9FFF with its simplified form.

/// The pairs as steps from one to the next, which take half the bytes: those of all traditional forms in order, then
/// those of their simplified forms. A step is a number of 7 bits a byte, the lowest first; an odd one leads back.
pub(crate) fn generate() -> Vec<u8> {
    let pairs: Vec<(i32, i32)> = (0x4e00..=0x9fff_u16)
        .filter_map(|code| {
            let character = char::from_u32(code.into())?;
            let simplified = fast2s::convert(&character.to_string()).chars().next().map(u32::from)?;
            let simplified = u16::try_from(simplified).ok()?;
            (simplified != code).then_some((code.into(), simplified.into()))
        })
        .collect();
    let codes =
        pairs.iter().map(|(traditional, _)| *traditional).chain(pairs.iter().map(|(_, simplified)| *simplified));
    let (mut bytes, mut last) = (Vec::new(), 0);
    for code in codes {
        let step = code - last;
        let mut left = step.unsigned_abs() << 1 | u32::from(step < 0);
        while left > 0x7f {
            bytes.push((left & 0x7f | 0x80) as u8);
            left >>= 7;
        }
        bytes.push(left as u8);
        last = code;
    }
    bytes
}
