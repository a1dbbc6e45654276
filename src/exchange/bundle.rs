//! Bundles: a zip of a file of the exchange format and of the attachments it speaks of, each under the hash of its
//! bytes. Merging bundles is a union like that of the files in them.

use super::error::{Code, FileError};
use crate::crm::attachment::{MOST, is_hash};
use crate::ledger::hash;
use crate::ledger::json::Sink;
use std::collections::BTreeMap;
use std::io::{self, Cursor, Read, Write};
use zip::write::{SimpleFileOptions, StreamWriter};
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// What the file of the exchange format is called in a bundle.
pub const DOCUMENT: &str = "workspace.cove.json";
/// Where the attachments are.
const FILES: &str = "files/";
/// The most files of a bundle.
const MOST_FILES: usize = 100_000;
/// The most bytes of the file of the exchange format, and of all together (its section 2).
const MOST_BYTES: u64 = 1 << 30;
/// How many times as large as the zip what is in it may be, past the first [`FREE`] bytes (as there).
const RATIO: u64 = 200;
const FREE: u64 = 1 << 20;

/// Attachments, by hash.
pub type Files = BTreeMap<String, Vec<u8>>;

/// Whether bytes are those of a zip.
#[must_use]
pub fn is_bundle(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

/// The file of the exchange format in a bundle, and its attachments. What is neither is left out, as are bytes that are
/// not what their name says.
///
/// # Errors
/// `gzip` if the zip is damaged or lacks the file, `too_large` if something in it is, `ratio` if all together is.
pub fn open(bytes: &[u8]) -> Result<(Vec<u8>, Files), FileError> {
    let damaged = |cause: &dyn std::fmt::Display| Code::Gzip.because(cause.to_string());
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    if archive.len() > MOST_FILES {
        return Err(Code::TooLarge.because(archive.len().to_string()));
    }
    let (mut document, mut files) = (None, Files::new());
    let mut room = (bytes.len() as u64).saturating_mul(RATIO).clamp(FREE, MOST_BYTES);
    for at in 0..archive.len() {
        let mut entry = archive.by_index(at).map_err(|error| damaged(&error))?;
        let name = entry.name().map_err(|error| damaged(&error))?.into_owned();
        let most = match name.strip_prefix(FILES) {
            Some(hash) if is_hash(hash) => MOST,
            None if name == DOCUMENT => MOST_BYTES,
            _ => continue,
        };
        // What the directory says of the size is not to be relied on.
        let mut held = Vec::new();
        (&mut entry).take(most.min(room) + 1).read_to_end(&mut held).map_err(|error| damaged(&error))?;
        let size = held.len() as u64;
        if size > most {
            return Err(Code::TooLarge.because(name));
        }
        room = room.checked_sub(size).ok_or_else(|| Code::Ratio.because(name.clone()))?;
        match name.strip_prefix(FILES) {
            None => document = Some(held),
            Some(name) => {
                if hash_of(&held) == name {
                    files.insert(name.to_owned(), held);
                }
            }
        }
    }
    Ok((document.ok_or_else(|| damaged(&DOCUMENT))?, files))
}

/// The hash under which bytes are kept: SHA-256, as 64 hexadecimal digits.
#[must_use]
pub fn hash_of(bytes: &[u8]) -> String {
    hash::hex(&hash::hash_bytes(bytes))
}

/// A bundle that is being written, piece by piece.
pub struct Bundle<F: Extend<Vec<u8>>> {
    zip: ZipWriter<StreamWriter<Pieces<F>>>,
    failed: bool,
}

/// Where its pieces go.
struct Pieces<F> {
    piece: Vec<u8>,
    file: F,
}

/// How many bytes a piece has, more or less.
const PIECE: usize = 1 << 20;

impl<F: Default + Extend<Vec<u8>>> Bundle<F> {
    /// A bundle; what is put into it is its file of the exchange format, until the first attachment.
    #[must_use]
    pub fn begin() -> Self {
        let mut zip = ZipWriter::new_stream(Pieces { piece: Vec::new(), file: F::default() });
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        let failed = zip.start_file(DOCUMENT, options).is_err();
        Bundle { zip, failed }
    }

    /// Adds an attachment.
    pub fn attach(&mut self, hash: &str, bytes: &[u8]) {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        let begun = self.zip.start_file(format!("{FILES}{hash}"), options).is_ok();
        self.failed |= !begun || self.zip.write_all(bytes).is_err();
    }

    /// The bundle, once all was put into it; `None` if it could not be written.
    pub fn finish(self) -> Option<F> {
        let mut pieces = self.zip.finish().ok().filter(|_| !self.failed)?.into_inner();
        pieces.hand_on();
        Some(pieces.file)
    }
}

impl<F: Default + Extend<Vec<u8>>> Sink for Bundle<F> {
    fn put(&mut self, text: &str) {
        self.failed |= self.zip.write_all(text.as_bytes()).is_err();
    }
}

impl<F: Extend<Vec<u8>>> Pieces<F> {
    fn hand_on(&mut self) {
        self.file.extend(Some(std::mem::take(&mut self.piece)).filter(|piece| !piece.is_empty()));
    }
}

impl<F: Extend<Vec<u8>>> Write for Pieces<F> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.piece.extend_from_slice(bytes);
        if self.piece.len() >= PIECE {
            self.hand_on();
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
