//! The wire between the page and a worker, on workers of a few lines.

use cove::platform::{Gone, Worker, blob};
use futures_util::future::join;
use futures_util::lock::Mutex;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen_test::wasm_bindgen_test;

/// One worker at a time is the page's.
static TURN: Mutex<()> = Mutex::new(());

/// Makes the page name a worker of this script, and starts it.
async fn start(script: &str) -> Result<Worker, Gone> {
    let document = web_sys::window().unwrap().document().unwrap();
    if let Some(old) = document.query_selector("script[data-worker]").unwrap() {
        old.remove();
    }
    let url = web_sys::Url::create_object_url_with_blob(&blob(script.as_bytes(), "text/javascript").unwrap()).unwrap();
    let named = document.create_element("script").unwrap();
    named.set_attribute("data-worker", &url).unwrap();
    document.body().unwrap().append_child(&named).unwrap();
    Worker::start().await
}

#[wasm_bindgen_test]
async fn texts_and_files_go_there_and_back() {
    let _turn = TURN.lock().await;
    let worker = start(
        "onmessage = ({ data: [text, file] }) => {
            postMessage(['progress', `${text}: half`]);
            postMessage(['answer', `${text}!`, file && new Blob([file, file])]);
        };
        postMessage(['ready']);",
    )
    .await
    .ok()
    .unwrap();
    let told: Rc<RefCell<Vec<String>>> = Rc::default();
    let tell = {
        let told = told.clone();
        move |text| told.borrow_mut().push(text)
    };
    let file = blob(b"abc", "").unwrap();
    let (text, back) = worker.ask("一", Some(&file), tell).await.unwrap();
    assert_eq!((text.as_str(), back.unwrap().size()), ("一!", 6.0));
    let (text, back) = worker.ask("二", None, |_| ()).await.unwrap();
    assert_eq!((text.as_str(), back.is_none()), ("二!", true));
    assert_eq!(*told.borrow(), ["一: half"]);
}

#[wasm_bindgen_test]
async fn a_stopped_worker_answers_no_more() {
    let _turn = TURN.lock().await;
    let worker = start("postMessage(['ready']);").await.ok().unwrap();
    let stop = async {
        cove::platform::pause().await;
        worker.stop();
    };
    let (answer, ()) = join(worker.ask("are you there", None, |_| ()), stop).await;
    assert_eq!(answer.err(), Some(Gone::Stopped));
    assert_eq!(worker.ask("and now", None, |_| ()).await.err(), Some(Gone::Stopped));
}

#[wasm_bindgen_test]
async fn a_worker_that_dies_is_noticed() {
    let _turn = TURN.lock().await;
    for script in ["this is no script", "postMessage(['failed', 'no wasm']);"] {
        assert_eq!(start(script).await.err(), Some(Gone::Failed), "{script}");
    }
    let dying = "onmessage = () => { throw new Error('unreachable'); }; postMessage(['ready']);";
    let worker = start(dying).await.ok().unwrap();
    assert_eq!(worker.ask("go on", None, |_| ()).await.err(), Some(Gone::Failed));
}
