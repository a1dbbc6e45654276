//! Pairs every traditional 汉字 of the CJK block U+4E00…U+9FFF with its simplified form.

/// Rust source with the pairs as code points, in order of the traditional form.
pub(crate) fn generate() -> String {
    let pairs: Vec<(u16, u16)> = (0x4e00..=0x9fff_u16)
        .filter_map(|code| {
            let character = char::from_u32(code.into())?;
            let simplified = fast2s::convert(&character.to_string()).chars().next().map(u32::from)?;
            let simplified = u16::try_from(simplified).ok()?;
            (simplified != code).then_some((code, simplified))
        })
        .collect();
    format!(
        "/// Traditional forms with the simplified ones, in order.\nstatic PAIRS: [(u16, u16); {}] = {pairs:?};\n",
        pairs.len()
    )
}
