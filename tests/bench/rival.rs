//! The usual way, in JavaScript.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/tests/bench/rows.js")]
extern "C" {
    #[wasm_bindgen(js_name = openRows)]
    async fn open_rows(name: &str, indexed: bool) -> JsValue;
    #[wasm_bindgen(js_name = openDexie)]
    async fn open_dexie(dexie: &JsValue, name: &str) -> JsValue;
    async fn write(rows: &JsValue, list: &js_sys::Array) -> JsValue;
    async fn read(rows: &JsValue) -> JsValue;
    async fn drop(rows: &JsValue) -> JsValue;
    /// Does something with rows in an array: how many it comes to.
    pub(crate) fn array(rows: &js_sys::Array, act: &str, word: &str) -> usize;
}

#[wasm_bindgen(module = "/tests/node_modules/dexie/dist/dexie.module.js")]
extern "C" {
    #[wasm_bindgen(js_name = Dexie, thread_local_v2)]
    static DEXIE: JsValue;
}

/// A store of one object per row.
pub(crate) struct Rival(JsValue);

impl Rival {
    /// IndexedDB by hand.
    pub(crate) async fn rows(name: &str, indexed: bool) -> Rival {
        Rival(open_rows(&format!("bench-{name}"), indexed).await)
    }

    /// Through Dexie, with the same indexes.
    pub(crate) async fn dexie(name: &str) -> Rival {
        let dexie = DEXIE.with(JsValue::clone);
        Rival(open_dexie(&dexie, &format!("bench-{name}")).await)
    }

    pub(crate) async fn write(&self, objects: &[JsValue]) {
        write(&self.0, &objects.iter().collect()).await;
    }

    pub(crate) async fn read(&self) -> usize {
        read(&self.0).await.as_f64().unwrap_or_default() as usize
    }

    pub(crate) async fn drop(self) {
        drop(&self.0).await;
    }
}
