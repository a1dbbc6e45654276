//! The sealed file `cove-sealed/1`: a gzipped document behind a passphrase (section 10).
//!
//! The key is made of the passphrase slowly (PBKDF2), the content is cut into chunks, and each is
//! encrypted with its number as nonce and a mark on the last, so that a cut, a swap and a flipped bit
//! are all caught and look the same.

use super::Watch;
use super::document::Limits;
use super::error::{Code, FileError};
use super::packed::{Gzip, unpacked};
use crate::ledger::Json;
use aes_gcm::aead::{Aead, KeyInit, Payload};
use aes_gcm::{Aes256Gcm, Nonce};
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

/// The format, as the header spells it.
pub const FORMAT: &str = "cove-sealed/1";
/// How often the passphrase is hashed when writing.
const ROUNDS: u32 = 600_000;
/// How often it may be hashed when reading.
const ACCEPTED: std::ops::RangeInclusive<i64> = 100_000..=5_000_000;
/// The longest header line.
const MAX_HEADER: usize = 1_024;
const CHUNK: usize = 1 << 20;
const TAG: usize = 16;
/// How many rounds go by between two reports of progress.
const STRIDE: u32 = 10_000;

/// What a file is sealed with: a header, and the key that was made for it.
pub struct Seal {
    header: String,
    cipher: Aes256Gcm,
}

impl Seal {
    /// Makes the key of a passphrase, which takes its time; that is what `watch` is told of. The salt must be
    /// fresh random bytes.
    #[must_use]
    pub fn new(passphrase: &str, salt: [u8; 16], watch: Watch<'_>) -> Seal {
        Seal { header: header(ROUNDS, &salt), cipher: cipher(&key(passphrase, &salt, ROUNDS, watch)) }
    }

    fn chunk(&self, number: usize, last: bool, content: &[u8]) -> Vec<u8> {
        let (nonce, aad) = frame(number, last, &self.header);
        // Encrypting fails only beyond 64 GiB.
        self.cipher.encrypt(Nonce::from_slice(&nonce), Payload { msg: content, aad: &aad }).unwrap_or_default()
    }
}

/// A document that is sealed piece by piece.
pub struct Sealing<'a> {
    seal: &'a Seal,
    content: Gzip,
    /// Whether the header was given out, and how many chunks.
    begun: bool,
    given: usize,
}

impl<'a> Sealing<'a> {
    /// Begins a file. A seal is for one file alone.
    #[must_use]
    pub fn begin(seal: &'a Seal) -> Self {
        Sealing { seal, content: Gzip::default(), begun: false, given: 0 }
    }

    /// Takes the next plain bytes, and gives what can be written by now; nothing for most.
    #[must_use]
    pub fn put(&mut self, bytes: &[u8]) -> Vec<u8> {
        self.content.put(bytes);
        let mut sealed = self.line();
        // A full chunk may be the last one, as long as nothing follows.
        while self.content.packed().len() > CHUNK {
            let chunk: Vec<u8> = self.content.packed().drain(..CHUNK).collect();
            sealed.extend(self.seal.chunk(self.given, false, &chunk));
            self.given += 1;
        }
        sealed
    }

    /// The rest of the file.
    #[must_use]
    pub fn finish(mut self) -> Vec<u8> {
        let mut sealed = self.line();
        let content = self.content.finish();
        let chunks = content.len().div_ceil(CHUNK);
        for (at, chunk) in content.chunks(CHUNK).enumerate() {
            sealed.extend(self.seal.chunk(self.given + at, at + 1 == chunks, chunk));
        }
        sealed
    }

    /// The header line, once.
    fn line(&mut self) -> Vec<u8> {
        if std::mem::replace(&mut self.begun, true) { Vec::new() } else { format!("{}\n", self.seal.header).into() }
    }
}

/// Seals a document, plain bytes, under a passphrase, at once.
#[must_use]
pub fn seal(document: &[u8], passphrase: &str, salt: [u8; 16], watch: Watch<'_>) -> Vec<u8> {
    let seal = Seal::new(passphrase, salt, watch);
    let mut sealing = Sealing::begin(&seal);
    let mut sealed: Vec<u8> = document.chunks(CHUNK).flat_map(|piece| sealing.put(piece)).collect();
    sealed.extend(sealing.finish());
    sealed
}

/// Opens a sealed file and gives its content, which is a document that is still to be read. `watch` is as
/// in [`seal`].
///
/// # Errors
/// The header is malformed, the passphrase is wrong, or the file is damaged.
pub fn open(file: &[u8], passphrase: &str, limits: &Limits, watch: Watch<'_>) -> Result<Vec<u8>, FileError> {
    if file.len() > limits.size {
        return Code::TooLarge.refuse(format_args!("{} bytes", file.len()));
    }
    let file = unpacked(file, limits)?;
    let end = file.iter().take(MAX_HEADER + 1).position(|byte| *byte == b'\n');
    let line = end.and_then(|end| std::str::from_utf8(&file[..end]).ok());
    let header = line.and_then(|line| Some((line, read_header(line)?)));
    let Some((line, (rounds, salt))) = header else {
        return Code::SealedHeader.refuse("no header of a sealed file");
    };
    let cipher = cipher(&key(passphrase, &salt, rounds, watch));
    decrypt(&file[line.len() + 1..], line, &cipher)
        .ok_or_else(|| Code::CannotOpen.because("wrong passphrase or damaged"))
}

fn header(rounds: u32, salt: &[u8; 16]) -> String {
    let salt: String = salt.iter().map(|byte| format!("{byte:02x}")).collect();
    format!(r#"{{"chunk":{CHUNK},"format":"{FORMAT}","kdf":"PBKDF2-SHA-256","rounds":{rounds},"salt":"{salt}"}}"#)
}

/// Rounds and salt of a header that is exactly one of this format.
fn read_header(line: &str) -> Option<(u32, [u8; 16])> {
    let json = Json::parse(line).ok()?;
    let rounds = json.as_map()?.get("rounds")?.as_int().filter(|rounds| ACCEPTED.contains(rounds))?;
    let digits = json.as_map()?.get("salt")?.as_str().filter(|digits| digits.len() == 32 && digits.is_ascii())?;
    let mut salt = [0; 16];
    for (at, byte) in salt.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&digits[2 * at..2 * at + 2], 16).ok()?;
    }
    let rounds = u32::try_from(rounds).ok()?;
    (header(rounds, &salt) == line).then_some((rounds, salt))
}

/// PBKDF2-HMAC-SHA-256, of which 32 bytes are exactly the first block.
fn key(passphrase: &str, salt: &[u8; 16], rounds: u32, watch: Watch<'_>) -> [u8; 32] {
    let passphrase: String = passphrase.nfc().collect();
    let mut block = [0; 64];
    match block.get_mut(..passphrase.len()) {
        Some(start) => start.copy_from_slice(passphrase.as_bytes()),
        // As HMAC has it: a longer key stands for its hash.
        None => block[..32].copy_from_slice(&Sha256::digest(&passphrase)),
    }
    let hmac = <Hmac<Sha256> as KeyInit>::new(&block.into());
    let mut last = hmac.clone().chain_update(salt).chain_update(1_u32.to_be_bytes()).finalize().into_bytes();
    let mut key: [u8; 32] = last.into();
    for round in 1..rounds {
        if round.is_multiple_of(STRIDE) {
            watch(f64::from(round) / f64::from(rounds));
        }
        last = hmac.clone().chain_update(last).finalize().into_bytes();
        key.iter_mut().zip(last).for_each(|(key, last)| *key ^= last);
    }
    key
}

fn cipher(key: &[u8; 32]) -> Aes256Gcm {
    Aes256Gcm::new(key.into())
}

/// Nonce and additional data of a chunk.
fn frame(number: usize, last: bool, header: &str) -> ([u8; 12], Vec<u8>) {
    let mut nonce = [0; 12];
    nonce[4..].copy_from_slice(&(number as u64).to_be_bytes());
    let mut data = header.as_bytes().to_vec();
    data.push(u8::from(last));
    (nonce, data)
}

fn decrypt(sealed: &[u8], header: &str, cipher: &Aes256Gcm) -> Option<Vec<u8>> {
    let chunks: Vec<&[u8]> = sealed.chunks(CHUNK + TAG).collect();
    let mut content = Vec::with_capacity(sealed.len());
    for (number, chunk) in chunks.iter().enumerate() {
        let (nonce, aad) = frame(number, number + 1 == chunks.len(), header);
        let payload = Payload { msg: chunk, aad: &aad };
        content.extend(cipher.decrypt(Nonce::from_slice(&nonce), payload).ok()?);
    }
    (!chunks.is_empty()).then_some(content)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str = r#"{"chunk":1048576,"format":"cove-sealed/1","kdf":"PBKDF2-SHA-256","rounds":600000,"salt":"000102030405060708090a0b0c0d0e0f"}"#;

    fn hex(bytes: &[u8]) -> String {
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    fn seal_of(key: &[u8; 32]) -> Seal {
        Seal { header: HEADER.to_owned(), cipher: cipher(key) }
    }

    fn encrypt(content: &[u8], seal: &Seal) -> Vec<u8> {
        let chunks: Vec<&[u8]> = if content.is_empty() { vec![&[]] } else { content.chunks(CHUNK).collect() };
        let last = chunks.len() - 1;
        chunks.iter().enumerate().flat_map(|(at, chunk)| seal.chunk(at, at == last, chunk)).collect()
    }

    #[test]
    fn the_vector_of_the_format() {
        let (rounds, salt) = read_header(HEADER).unwrap();
        let told = std::cell::Cell::new(0.0);
        let key = key("小湾 2026", &salt, rounds, &|share| told.set(share));
        assert_eq!(hex(&key), "6b8794d5075a78c44f658a9bddc46257667a73c39faf041c82c7f5d51a7d763f");
        assert!((0.9..1.0).contains(&told.get()), "{}", told.get());
        let sealed = encrypt(b"hello", &seal_of(&key));
        assert_eq!(hex(&sealed), "e27378dded17cfd76ce2530ed79c3e3c906e5a08fa");
        assert_eq!(decrypt(&sealed, HEADER, &cipher(&key)), Some(b"hello".to_vec()));
    }

    #[test]
    fn keys_of_any_length() {
        // Against another program's PBKDF2, on both sides of the length at which HMAC hashes its key.
        for (length, expect) in [
            (64, "a465344b3133d885e3e03621ad86574b4452cffc7c8fb3367cd52758d9a5ed07"),
            (65, "b7764a30c37b2f1b9bf4ff4a352d78263c40ceb183daa11c189bbb0263b9bf80"),
            (0, "d14d327b4153b66c2f587522b25818327ca454195da82b5575c25d85c87e162a"),
        ] {
            let key = key(&"a".repeat(length), &[5; 16], 3, &|_| ());
            assert_eq!(hex(&key), expect, "{length}");
        }
    }

    #[test]
    fn cuts_swaps_and_flips_are_caught() {
        let (cipher, seal) = (cipher(&[7; 32]), seal_of(&[7; 32]));
        let content: Vec<u8> = (0..2 * CHUNK + 5).map(|at| (at % 251) as u8).collect();
        let sealed = encrypt(&content, &seal);
        assert_eq!(decrypt(&sealed, HEADER, &cipher).as_ref(), Some(&content));
        let chunk = CHUNK + TAG;
        let mut flipped = sealed.clone();
        flipped[chunk + 9] ^= 1;
        let swapped = [&sealed[chunk..2 * chunk], &sealed[..chunk], &sealed[2 * chunk..]].concat();
        let other = HEADER.replace("600000", "600001");
        for bad in [
            &[][..],
            &sealed[..chunk],
            &sealed[..2 * chunk],
            &sealed[..sealed.len() - 1],
            &sealed[chunk..],
            &flipped,
            &swapped,
        ] {
            assert_eq!(decrypt(bad, HEADER, &cipher), None);
        }
        assert_eq!(decrypt(&sealed, &other, &cipher), None);
        assert_eq!(decrypt(&encrypt(&[], &seal), HEADER, &cipher), Some(Vec::new()));
    }

    #[test]
    fn pieces_of_any_size_make_the_same_document() {
        // Hardly to be compressed, so that there are several chunks.
        let mut bits = 1_u32;
        let noise = std::iter::repeat_with(|| {
            bits = bits.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (bits >> 24) as u8
        });
        let document: Vec<u8> = noise.take(2 * CHUNK + CHUNK / 2).collect();
        for (length, size) in [(document.len(), 77_777), (document.len(), usize::MAX), (9, 1), (0, 1)] {
            let seal = seal_of(&[7; 32]);
            let mut sealing = Sealing::begin(&seal);
            let mut sealed: Vec<u8> = document[..length].chunks(size).flat_map(|piece| sealing.put(piece)).collect();
            sealed.extend(sealing.finish());
            let content = sealed.strip_prefix(format!("{HEADER}\n").as_bytes()).unwrap();
            let content = decrypt(content, HEADER, &seal.cipher).unwrap();
            assert_eq!(&*unpacked(&content, &Limits::default()).unwrap(), &document[..length], "{length} by {size}");
        }
    }

    #[test]
    fn bad_headers() {
        for (from, to) in [
            ("1048576", "1048577"),
            ("sealed/1", "sealed/2"),
            ("SHA-256", "SHA-1"),
            ("600000", "99999"),
            ("600000", "5000001"),
            ("0f\"", "0F\""),
            ("0f\"", "\""),
            ("{", "{ "),
            ("}", ",\"x\":1}"),
            ("\"chunk\":1048576,", ""),
        ] {
            let line = HEADER.replacen(from, to, 1);
            let error = open(format!("{line}\nabc").as_bytes(), "", &Limits::default(), &|_| ()).unwrap_err();
            assert_eq!(error.code, Code::SealedHeader, "{line}");
        }
        assert_eq!(open(HEADER.as_bytes(), "", &Limits::default(), &|_| ()).unwrap_err().code, Code::SealedHeader);
    }
}
