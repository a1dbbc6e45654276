//! Writes a document piece by piece, as one canonical line, hashing it on the way: so a large file is never
//! whole in memory. The file hash stands in the middle of the document; all that comes before it is written
//! and gone by then, and what comes after is small, or nearly always.

use super::envelope::Envelope;
use crate::ledger::hash::{Hash, Hasher, hex};
use crate::ledger::json::{Sink, write_list};
use crate::ledger::{Entry, Part};

/// A document that is being written.
pub struct Writer<'a, S> {
    envelope: &'a Envelope,
    sink: &'a mut S,
    hasher: Hasher,
    /// Whether a change was written.
    begun: bool,
}

impl<S: Sink> Sink for Writer<'_, S> {
    fn put(&mut self, text: &str) {
        self.hasher.put(text);
        self.sink.put(text);
    }
}

impl<'a, S: Sink> Writer<'a, S> {
    /// Begins a document.
    pub fn begin(envelope: &'a Envelope, sink: &'a mut S) -> Self {
        let mut writer = Writer { envelope, sink, hasher: Hasher::default(), begun: false };
        envelope.write_beginning(&mut writer);
        writer.put(",\"changes\":[");
        writer
    }

    /// Writes the next change, and whether the one before is its parent.
    pub fn change(&mut self, entry: &Entry, follows: bool) {
        if self.begun {
            self.put(",");
        }
        self.begun = true;
        entry.write(!follows, self);
    }

    /// Ends the document. Gives its file hash.
    pub fn finish(mut self, parts: &[&Part]) -> Hash {
        self.put("]");
        self.envelope.write_middle(&mut self);
        let mut end = String::new();
        self.envelope.write_end(|sink| write_list(parts, sink, |part, sink| sink.put(part.text())), &mut end);
        self.hasher.put(&end);
        let hash = self.hasher.finish();
        for text in [",\"hash\":\"", &hex(&hash), "\"", &end, "\n"] {
            self.sink.put(text);
        }
        hash
    }
}

/// Writes a document whole. The changes come in order, each with whether the one before is its parent. Gives
/// its file hash.
pub fn write<S: Sink>(envelope: &Envelope, changes: &[(&Entry, bool)], parts: &[&Part], sink: &mut S) -> Hash {
    let mut writer = Writer::begin(envelope, sink);
    changes.iter().for_each(|(entry, follows)| writer.change(entry, *follows));
    writer.finish(parts)
}
