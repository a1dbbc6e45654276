//! SHA-256 of texts, and its spelling as 64 lower-case hexadecimal digits. Hashes are identity here,
//! which is why they belong to the ledger.

use super::json::Sink;
use sha2::{Digest, Sha256};

/// A SHA-256 digest.
pub type Hash = [u8; 32];

/// The parent of the first change of a device.
pub const ORIGIN: Hash = [0; 32];

/// Hashes text as it is written, so that no copy of the whole is needed.
#[derive(Clone, Debug, Default)]
pub struct Hasher(Sha256);

impl Sink for Hasher {
    fn put(&mut self, text: &str) {
        self.0.update(text.as_bytes());
    }
}

impl Hasher {
    /// The digest of what was written.
    #[must_use]
    pub fn finish(self) -> Hash {
        self.0.finalize().into()
    }
}

/// The digest of a text.
#[must_use]
pub fn hash(text: &str) -> Hash {
    hash_bytes(text.as_bytes())
}

/// The digest of bytes.
#[must_use]
pub fn hash_bytes(bytes: &[u8]) -> Hash {
    Sha256::digest(bytes).into()
}

/// The chain hash of a change: of its parent's chain hash and its own change hash.
#[must_use]
pub fn chain(parent: &Hash, own: &Hash) -> Hash {
    Sha256::new().chain_update(parent).chain_update(own).finalize().into()
}

/// 64 lower-case hexadecimal digits.
#[must_use]
pub fn hex(hash: &Hash) -> String {
    let mut text = String::with_capacity(64);
    for byte in hash {
        text.push(digit(byte >> 4));
        text.push(digit(byte & 15));
    }
    text
}

/// The digest that these 64 lower-case hexadecimal digits spell.
#[must_use]
pub fn unhex(text: &str) -> Option<Hash> {
    let digits: &[u8; 64] = text.as_bytes().try_into().ok()?;
    let mut hash = ORIGIN;
    for (byte, pair) in hash.iter_mut().zip(digits.chunks_exact(2)) {
        *byte = nibble(pair[0])? << 4 | nibble(pair[1])?;
    }
    Some(hash)
}

/// The first 16 digits of a chain hash: the name of the branch that begins with it.
#[must_use]
pub fn prefix(hash: &Hash) -> u64 {
    hash.iter().take(8).fold(0, |bits, &byte| bits << 8 | u64::from(byte))
}

/// The number that these 16 lower-case hexadecimal digits spell.
#[must_use]
pub fn unhex16(text: &str) -> Option<u64> {
    let digits: &[u8; 16] = text.as_bytes().try_into().ok()?;
    digits.iter().try_fold(0, |bits, &digit| Some(bits << 4 | u64::from(nibble(digit)?)))
}

fn digit(nibble: u8) -> char {
    char::from(if nibble < 10 { b'0' + nibble } else { b'a' + nibble - 10 })
}

fn nibble(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling() {
        let text = "8834488bc2db54f9f9f5936512d4e03c0f755c4f0e4fd0b16ca5dc46d6dd86bc";
        let hash = unhex(text).unwrap();
        assert_eq!(hex(&hash), text);
        assert_eq!(format!("{:016x}", prefix(&hash)), text[..16]);
        assert_eq!(unhex16(&text[..16]), Some(prefix(&hash)));
        for bad in ["", "8834", &text[1..], &text.to_uppercase(), &text.replace('8', "g")] {
            assert_eq!(unhex(bad), None);
        }
    }
}
