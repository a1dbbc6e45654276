//! The outside of a file: its size, gzip around it, and the first line of a sealed one (section 2,
//! steps 1 to 3). Nothing is trusted before it is counted.

use super::document::Limits;
use super::error::{Code, FileError};
use crate::ledger::Json;
use flate2::Compression;
use flate2::bufread::GzDecoder;
use flate2::write::GzEncoder;
use std::borrow::Cow;
use std::io::{Read, Write};

/// The text of a file.
///
/// # Errors
/// Too large, damaged, sealed, or not UTF-8.
pub fn text<'a>(bytes: &'a [u8], limits: &Limits) -> Result<Cow<'a, str>, FileError> {
    if bytes.len() > limits.size {
        return Code::TooLarge.refuse(format_args!("{} bytes", bytes.len()));
    }
    let bytes = unpacked(bytes, limits)?;
    if is_sealed(&bytes) {
        return Code::Sealed.refuse("the file is sealed with a passphrase");
    }
    if bytes.starts_with(b"\xef\xbb\xbf") {
        return Code::Encoding.refuse("a byte order mark");
    }
    match bytes {
        Cow::Borrowed(bytes) => {
            std::str::from_utf8(bytes).map(Cow::Borrowed).map_err(|error| Code::Encoding.because(error))
        }
        Cow::Owned(bytes) => String::from_utf8(bytes).map(Cow::Owned).map_err(|error| Code::Encoding.because(error)),
    }
}

/// The bytes of a file, inflated if it is gzipped.
///
/// # Errors
/// Damaged, followed by more, or inflating to too much.
pub fn unpacked<'a>(bytes: &'a [u8], limits: &Limits) -> Result<Cow<'a, [u8]>, FileError> {
    if !bytes.starts_with(&[0x1f, 0x8b]) {
        return Ok(Cow::Borrowed(bytes));
    }
    let mut decoder = GzDecoder::new(bytes);
    let mut inflated = Vec::new();
    let mut chunk = vec![0; 1 << 16];
    loop {
        let count = decoder.read(&mut chunk).map_err(|error| Code::Gzip.because(error))?;
        if count == 0 {
            break;
        }
        let length = inflated.len() + count;
        if length > limits.size {
            return Code::Inflated.refuse(format_args!("more than {} bytes", limits.size));
        }
        if length > limits.free && length as u64 > bytes.len() as u64 * limits.ratio {
            return Code::Ratio.refuse(format_args!("more than {} to 1", limits.ratio));
        }
        inflated.extend_from_slice(&chunk[..count]);
    }
    if !decoder.into_inner().is_empty() {
        return Code::Gzip.refuse("something follows the compressed data");
    }
    Ok(Cow::Owned(inflated))
}

/// Gzips bytes. The same bytes give the same file.
#[must_use]
pub fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut gzip = Gzip::default();
    gzip.put(bytes);
    gzip.finish()
}

/// Gzips what comes piece by piece.
pub(super) struct Gzip(GzEncoder<Vec<u8>>);

impl Default for Gzip {
    fn default() -> Self {
        Gzip(GzEncoder::new(Vec::new(), Compression::default()))
    }
}

impl Gzip {
    pub(super) fn put(&mut self, bytes: &[u8]) {
        // Writing to a vector cannot fail.
        let _ = self.0.write_all(bytes);
    }

    /// What is packed so far, to be taken away.
    pub(super) fn packed(&mut self) -> &mut Vec<u8> {
        self.0.get_mut()
    }

    /// What is packed and was not taken away.
    pub(super) fn finish(self) -> Vec<u8> {
        self.0.finish().unwrap_or_default()
    }
}

/// Whether the first line is the header of a sealed file.
fn is_sealed(bytes: &[u8]) -> bool {
    let line = bytes.iter().take(1_025).position(|byte| *byte == b'\n').map(|end| &bytes[..end]);
    let header = line.and_then(|line| std::str::from_utf8(line).ok()).and_then(|line| Json::parse(line).ok());
    header.and_then(|header| header.as_map()?.get("format")?.as_str().map(|format| format == "cove-sealed/1"))
        == Some(true)
}
