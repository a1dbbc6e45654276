//! The harness tried on a page of its own, so that a story's failure means the product's.

use crate::browser::Browser;
use crate::site::{Site, scratch};

/// A form whose every event writes a line to the status.
const PAGE: &str = r##"
    <title>Form</title>
    <main>
      <h1>Form</h1>
      <form>
        <label>Name <input id=name></label>
        <label>Name of the company <input></label>
        <label>Files <input id=files type=file multiple></label>
        <button type=button id=save>Save</button><button type=button hidden>Save all</button>
      </form>
      <p role=status id=log></p>
    </main>
    <script>
      const log = (text) => document.getElementById('log').append(text, ';');
      document.getElementById('name').onkeydown = (event) =>
        event.key.length > 1 || log(`${event.ctrlKey ? 'Control+' : ''}${event.key}`);
      document.getElementById('files').onchange = ({ target }) =>
        Promise.all([...target.files].map((file) => file.text())).then((texts) => log(texts.join('+')));
      document.getElementById('save').onclick = () => {
        log(document.getElementById('name').value);
        const link = document.createElement('a');
        link.href = URL.createObjectURL(new Blob(['内容']));
        link.download = 'saved.json';
        link.click();
      };
    </script>"##;

#[tokio::test(flavor = "multi_thread")]
async fn elements_keys_and_files_work() {
    let folder = scratch("form");
    let (form, upload) = (folder.join("form.html"), folder.join("upload.txt"));
    std::fs::write(&form, format!("<!doctype html><html lang=en><meta charset=utf-8>{PAGE}")).unwrap();
    std::fs::write(&upload, "一个文件").unwrap();
    let browser = Browser::start(&Site::start()).await;
    browser.goto(&format!("file://{}", form.display())).await;

    browser.fill("textbox", "Name", "旧名").await;
    browser.fill("textbox", "Name", "王芳").await;
    browser.press("Mod+k").await;
    browser.type_text("!").await;
    browser.sees("Control+k;").await;
    browser.upload("Files", &[&upload, &upload]).await;
    browser.sees("一个文件+一个文件;").await;

    assert_eq!(browser.all("button").await.len(), 1, "what is hidden is not found");
    browser.click("button", "Save").await;
    browser.sees("王芳!;").await;
    let saved = browser.downloaded(".json").await;
    assert_eq!(std::fs::read_to_string(saved).unwrap(), "内容");
    assert!(browser.all("textbox").await.iter().any(|(_, name)| name == "Name of the company"));
    browser.close().await;
}
