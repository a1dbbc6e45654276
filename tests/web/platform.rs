//! The browser's edges do what the rest relies on.

use cove::platform::{
    Tabs, base_path, download, idle, is_hidden, is_persisted, now_ms, pause, pref, prefix, random_bytes, random_u32,
    random_u64, read, set_pref, zone_offset_minutes,
};
use js_sys::Uint8Array;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn names_begin_with_our_folder() {
    assert!(base_path().starts_with('/') && base_path().ends_with('/'), "{}", base_path());
    assert_eq!(prefix(), format!("cove:{}:", base_path()));
}

#[wasm_bindgen_test]
fn chance_varies() {
    assert_ne!(random_u64(), random_u64());
    assert!((0..9).any(|_| random_u32() != random_u32()));
    let mut bytes = [0; 64];
    random_bytes(&mut bytes);
    assert_ne!(bytes, [0; 64]);
}

#[wasm_bindgen_test]
fn the_clock_is_of_this_age() {
    assert!(now_ms() > 1_700_000_000_000);
    assert!((-14 * 60..=14 * 60).contains(&zone_offset_minutes()));
}

#[wasm_bindgen_test]
fn preferences_are_ours_alone() {
    let storage = web_sys::window().unwrap().local_storage().unwrap().unwrap();
    storage.set_item("theme", "foreign").unwrap();
    assert_eq!(pref("theme"), None);
    set_pref("theme", Some("dark"));
    assert_eq!(pref("theme").as_deref(), Some("dark"));
    assert_eq!(storage.get_item(&format!("{}theme", prefix())).unwrap().as_deref(), Some("dark"));
    set_pref("theme", None);
    assert_eq!(pref("theme"), None);
    assert_eq!(storage.get_item("theme").unwrap().as_deref(), Some("foreign"));
}

#[wasm_bindgen_test]
async fn tabs_hear_each_other_and_not_themselves() {
    let heard = Rc::new(RefCell::new(Vec::new()));
    let ear = |who: &'static str| {
        let heard = heard.clone();
        move |word| heard.borrow_mut().push((who, word))
    };
    let one = Tabs::join("test", ear("one"));
    let two = Tabs::join("test", ear("two"));
    let _other = Tabs::join("other", ear("other"));
    one.post("moved");
    two.post("heard");
    for _ in 0..100 {
        if heard.borrow().len() == 2 {
            break;
        }
        gloo::timers::future::TimeoutFuture::new(10).await;
    }
    let mut heard = heard.borrow().clone();
    heard.sort();
    assert_eq!(heard, [("one", "heard".to_owned()), ("two", "moved".to_owned())]);
}

#[wasm_bindgen_test]
async fn files_are_read_whole_with_progress() {
    let content: Vec<u8> = (0..10_000_000_u32).map(|at| (at % 251).to_le_bytes()[0]).collect();
    let parts = js_sys::Array::of1(&Uint8Array::from(content.as_slice()));
    let blob = web_sys::Blob::new_with_u8_array_sequence(&parts).unwrap();
    let told = RefCell::new(Vec::new());
    let bytes = read(&blob, 10_000_000, |done, of| told.borrow_mut().push((done, of))).await.unwrap().unwrap();
    assert!(bytes == content);
    let told = told.into_inner();
    assert_eq!((told.len(), told[0], told[3]), (4, (0, 10_000_000), (10_000_000, 10_000_000)));
    let empty = web_sys::Blob::new().unwrap();
    assert_eq!(read(&empty, 0, |_, _| ()).await, Ok(Some(vec![])));
    assert_eq!(read(&blob, 9_999_999, |_, _| ()).await, Ok(None), "too large is not read at all");
    download("test.json", b"{}", "application/json").unwrap();
}

#[wasm_bindgen_test]
async fn waiting_ends() {
    idle().await;
    pause().await;
    let _ = (is_hidden(), is_persisted().await);
}
