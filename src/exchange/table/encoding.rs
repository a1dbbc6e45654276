//! How the bytes of a table are text.

use super::error::TableError;
use serde::{Deserialize, Serialize};

/// An encoding of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Encoding {
    /// UTF-8, with or without byte order mark.
    Utf8,
    /// UTF-16, the low byte first: what Excel calls Unicode text.
    Utf16Le,
    /// UTF-16, the high byte first.
    Utf16Be,
    /// GB18030, which contains GBK and GB2312: what a Chinese Excel calls CSV.
    Gb18030,
    /// Windows-1252: what a Western Excel calls CSV.
    Windows1252,
}

impl Encoding {
    /// All encodings, the likeliest first.
    pub const ALL: [Encoding; 5] =
        [Encoding::Utf8, Encoding::Gb18030, Encoding::Utf16Le, Encoding::Utf16Be, Encoding::Windows1252];

    /// Its name, the same in every language.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 => "UTF-8",
            Encoding::Utf16Le => "UTF-16 LE",
            Encoding::Utf16Be => "UTF-16 BE",
            Encoding::Gb18030 => "GB18030",
            Encoding::Windows1252 => "Windows-1252",
        }
    }

    /// Its name in the Encoding Standard.
    fn label(self) -> &'static str {
        match self {
            Encoding::Utf8 => "utf-8",
            Encoding::Utf16Le => "utf-16le",
            Encoding::Utf16Be => "utf-16be",
            Encoding::Gb18030 => "gb18030",
            Encoding::Windows1252 => "windows-1252",
        }
    }

    /// The encoding that bytes seem to have.
    #[must_use]
    pub fn guess(bytes: &[u8]) -> Encoding {
        match bytes {
            [0xff, 0xfe, ..] => return Encoding::Utf16Le,
            [0xfe, 0xff, ..] => return Encoding::Utf16Be,
            _ => {}
        }
        // Latin letters in UTF-16 have a zero byte on one side: after them or before.
        let head = bytes.get(..bytes.len().min(1024)).unwrap_or_default();
        let zeros = |side: usize| head.iter().skip(side).step_by(2).filter(|byte| **byte == 0).count();
        match (zeros(0), zeros(1)) {
            (0, odd) if odd * 8 > head.len() => return Encoding::Utf16Le,
            (even, 0) if even * 8 > head.len() => return Encoding::Utf16Be,
            _ => {}
        }
        if is_utf8(bytes) {
            return Encoding::Utf8;
        }
        if is_chinese(bytes) { Encoding::Gb18030 } else { Encoding::Windows1252 }
    }

    /// The text of bytes, without byte order mark.
    ///
    /// # Errors
    /// [`TableError::Encoding`] if they are not of this encoding.
    pub fn decode(self, bytes: &[u8]) -> Result<String, TableError> {
        let encoding = encoding_rs::Encoding::for_label(self.label().as_bytes()).ok_or(TableError::Encoding)?;
        let (text, damaged) = encoding.decode_with_bom_removal(bytes);
        if damaged { Err(TableError::Encoding) } else { Ok(text.into_owned()) }
    }
}

/// Whether the bytes are UTF-8, perhaps a little damaged: then the damage is to be reported, not read
/// as something else.
fn is_utf8(bytes: &[u8]) -> bool {
    let (mut whole, mut damaged) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|character| !character.is_ascii()).count();
        damaged += usize::from(!chunk.invalid().is_empty());
    }
    damaged == 0 || whole > damaged * 4
}

/// Whether the bytes beyond ASCII come in pairs, as 汉字 do in GB18030. In Western text they stand
/// alone between letters, and a pair made of one of them and a letter is a rare 汉字 at best.
fn is_chinese(bytes: &[u8]) -> bool {
    let (mut pairs, mut alone) = (0, 0);
    let mut rest = bytes.iter();
    while let Some(byte) = rest.next() {
        if *byte >= 0x80 {
            match rest.next() {
                Some(0xa1..) => pairs += 1,
                _ => alone += 1,
            }
        }
    }
    pairs > alone
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{GB18030, WINDOWS_1252};

    const TEXT: &str = "姓名,公司\n王芳,杭州尚祈自动化科技有限公司\n";

    #[track_caller]
    fn check(bytes: &[u8], encoding: Encoding, text: &str) {
        assert_eq!(Encoding::guess(bytes), encoding);
        assert_eq!(encoding.decode(bytes).as_deref(), Ok(text));
    }

    fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn chinese_is_read_in_every_usual_encoding() {
        check(TEXT.as_bytes(), Encoding::Utf8, TEXT);
        check(format!("\u{feff}{TEXT}").as_bytes(), Encoding::Utf8, TEXT);
        check(&GB18030.encode(TEXT).0, Encoding::Gb18030, TEXT);
        check(&utf16(&format!("\u{feff}{TEXT}"), u16::to_le_bytes), Encoding::Utf16Le, TEXT);
        check(&utf16(&format!("\u{feff}{TEXT}"), u16::to_be_bytes), Encoding::Utf16Be, TEXT);
    }

    #[test]
    fn western_text_is_read_in_every_usual_encoding() {
        let text = "Name;Firma\nJürgen Groß;Müller & Söhne\n";
        check(text.as_bytes(), Encoding::Utf8, text);
        check(&WINDOWS_1252.encode(text).0, Encoding::Windows1252, text);
        check(&utf16(text, u16::to_le_bytes), Encoding::Utf16Le, text);
        check(&utf16(text, u16::to_be_bytes), Encoding::Utf16Be, text);
    }

    #[test]
    fn damaged_text_is_refused() {
        let mut bytes = TEXT.as_bytes().to_vec();
        bytes.truncate(bytes.len() - 3);
        bytes.push(b'\n');
        let guess = Encoding::guess(&bytes);
        assert!(guess.decode(&bytes).is_err(), "{guess:?}");
        assert_eq!(Encoding::Utf8.decode(b"a,\xff\n"), Err(TableError::Encoding));
    }
}
