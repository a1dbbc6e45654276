//! Chance: random numbers from the browser's generator, for ids and salts.

use wasm_bindgen::{JsCast, JsValue};

/// Fills a buffer with random bytes, at most 65,536.
pub fn random_bytes(buffer: &mut [u8]) {
    let crypto =
        js_sys::Reflect::get(&js_sys::global(), &"crypto".into()).map(JsValue::unchecked_into::<web_sys::Crypto>);
    if crypto.and_then(|crypto| crypto.get_random_values_with_u8_array(buffer).map(drop)).is_err() {
        // No browser we support lacks it; should one, ids must still differ, and none is a secret.
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a number from 0 to 255")]
        buffer.fill_with(|| (js_sys::Math::random() * 256.0) as u8);
    }
}

/// A random number of 64 bits.
#[must_use]
pub fn random_u64() -> u64 {
    let mut bytes = [0; 8];
    random_bytes(&mut bytes);
    u64::from_le_bytes(bytes)
}

/// A random number of 32 bits.
#[must_use]
pub fn random_u32() -> u32 {
    let mut bytes = [0; 4];
    random_bytes(&mut bytes);
    u32::from_le_bytes(bytes)
}
