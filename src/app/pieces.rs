//! A file in pieces: what is written goes out piece by piece, sealed if so wished, so that a large file is
//! never whole in memory.

use crate::exchange::sealed::{Seal, Sealing};
use crate::ledger::json::Sink;

/// How many bytes a piece has, more or less.
const PIECE: usize = 1 << 20;

/// A file that is being written, and where its pieces go.
pub(super) struct Pieces<'a, F> {
    text: String,
    sealing: Option<Sealing<'a>>,
    file: F,
}

impl<'a, F: Default + Extend<Vec<u8>>> Pieces<'a, F> {
    /// An empty file; a seal is for one file alone.
    pub(super) fn new(seal: Option<&'a Seal>) -> Self {
        Pieces { text: String::new(), sealing: seal.map(Sealing::begin), file: F::default() }
    }

    /// The file, once all was written.
    pub(super) fn finish(mut self) -> F {
        self.hand_on();
        let end = self.sealing.take().map(Sealing::finish);
        self.file.extend(end);
        self.file
    }

    fn hand_on(&mut self) {
        let bytes = std::mem::take(&mut self.text).into_bytes();
        let piece = match &mut self.sealing {
            None => bytes,
            Some(sealing) => sealing.put(&bytes),
        };
        self.file.extend(Some(piece).filter(|piece| !piece.is_empty()));
    }
}

impl<F: Default + Extend<Vec<u8>>> Sink for Pieces<'_, F> {
    fn put(&mut self, text: &str) {
        if self.text.is_empty() {
            self.text.reserve(PIECE + text.len());
        }
        self.text.push_str(text);
        if self.text.len() >= PIECE {
            self.hand_on();
        }
    }
}
