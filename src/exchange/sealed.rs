//! The sealed file `cove-sealed/1`: a gzipped document behind a passphrase (section 10).
//!
//! The key is made of the passphrase slowly (PBKDF2), the content is cut into chunks, and each is
//! encrypted with its number as nonce and a mark on the last, so that a cut, a swap and a flipped bit
//! are all caught and look the same.

use super::document::Limits;
use super::error::{Code, FileError};
use super::packed::{gzipped, unpacked};
use crate::ledger::Json;
use aes_gcm::aead::{Aead, KeyInit, Payload};
use aes_gcm::{Aes256Gcm, Nonce};
use sha2::Sha256;
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

/// Seals a document, plain bytes, under a passphrase. The salt must be fresh random bytes.
#[must_use]
pub fn seal(document: &[u8], passphrase: &str, salt: [u8; 16]) -> Vec<u8> {
    let header = header(ROUNDS, &salt);
    let cipher = cipher(&key(passphrase, &salt, ROUNDS));
    let mut sealed = header.clone().into_bytes();
    sealed.push(b'\n');
    sealed.extend(encrypt(&gzipped(document), &header, &cipher));
    sealed
}

/// Opens a sealed file and gives its content, which is a document that is still to be read.
///
/// # Errors
/// The header is malformed, the passphrase is wrong, or the file is damaged.
pub fn open(file: &[u8], passphrase: &str, limits: &Limits) -> Result<Vec<u8>, FileError> {
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
    let cipher = cipher(&key(passphrase, &salt, rounds));
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

fn key(passphrase: &str, salt: &[u8; 16], rounds: u32) -> [u8; 32] {
    let passphrase: String = passphrase.nfc().collect();
    pbkdf2::pbkdf2_hmac_array::<Sha256, 32>(passphrase.as_bytes(), salt, rounds)
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

fn encrypt(content: &[u8], header: &str, cipher: &Aes256Gcm) -> Vec<u8> {
    let chunks: Vec<&[u8]> = if content.is_empty() { vec![&[]] } else { content.chunks(CHUNK).collect() };
    let mut sealed = Vec::with_capacity(content.len() + chunks.len() * TAG);
    for (number, chunk) in chunks.iter().enumerate() {
        let (nonce, aad) = frame(number, number + 1 == chunks.len(), header);
        let payload = Payload { msg: chunk, aad: &aad };
        // Encrypting fails only beyond 64 GiB.
        sealed.extend(cipher.encrypt(Nonce::from_slice(&nonce), payload).unwrap_or_default());
    }
    sealed
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

    #[test]
    fn the_vector_of_the_format() {
        let (rounds, salt) = read_header(HEADER).unwrap();
        let key = key("小湾 2026", &salt, rounds);
        assert_eq!(hex(&key), "6b8794d5075a78c44f658a9bddc46257667a73c39faf041c82c7f5d51a7d763f");
        let sealed = encrypt(b"hello", HEADER, &cipher(&key));
        assert_eq!(hex(&sealed), "e27378dded17cfd76ce2530ed79c3e3c906e5a08fa");
        assert_eq!(decrypt(&sealed, HEADER, &cipher(&key)), Some(b"hello".to_vec()));
    }

    #[test]
    fn cuts_swaps_and_flips_are_caught() {
        let cipher = cipher(&[7; 32]);
        let content: Vec<u8> = (0..2 * CHUNK + 5).map(|at| (at % 251) as u8).collect();
        let sealed = encrypt(&content, HEADER, &cipher);
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
        assert_eq!(decrypt(&encrypt(&[], HEADER, &cipher), HEADER, &cipher), Some(Vec::new()));
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
            let error = open(format!("{line}\nabc").as_bytes(), "", &Limits::default()).unwrap_err();
            assert_eq!(error.code, Code::SealedHeader, "{line}");
        }
        assert_eq!(open(HEADER.as_bytes(), "", &Limits::default()).unwrap_err().code, Code::SealedHeader);
    }
}
