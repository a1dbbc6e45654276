//! Files that are attached to a record: a picture is seen in its place, a document opens in a tab of its own, a colleague
//! has both by a bundle, and what a plain file leaves behind says whom to ask.

use crate::browser::Person;
use crate::site::{Site, scratch};
use crate::team::Colleague;
use cove::i18n::{Lang, key, text_with};
use std::path::Path;

/// A red dot.
const DOT: &[u8] = &[
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 1, 0, 0, 0, 1, 8, 2,
    0, 0, 0, 0x90, 0x77, 0x53, 0xde, 0, 0, 0, 12, 0x49, 0x44, 0x41, 0x54, 0x08, 0xd7, 0x63, 0xf8, 0xcf, 0xc0, 0, 0, 3,
    1, 1, 0, 0x18, 0xdd, 0x8d, 0xb0, 0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82,
];

impl Colleague {
    /// Attaches a file to the open record.
    async fn attach(&self, file: &Path) {
        self.browser.upload(&self.t(key::FILES_ADD), &[file]).await;
    }

    /// How wide a picture of the open record is, as the browser read it.
    async fn picture(&self) -> u64 {
        self.browser.run("return document.querySelector('.files img')?.naturalWidth ?? 0", vec![]).await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn files_are_attached_seen_and_brought_to_a_colleague_by_a_bundle() {
    let site = Site::start();
    let folder = scratch("attached");
    let file = |name: &str, bytes: &[u8]| {
        let path = folder.join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    };
    let chief = Colleague::arrive(&site, Lang::Zh, Person::default()).await;
    chief.begin("王芳", "澄海仪器").await;
    let route = chief.add("customer", "", &[("name", "嘉兴澄云水处理")], "嘉兴澄云水处理").await;
    chief.browser.sees(&chief.t(key::FILES_DROP)).await;
    chief.attach(&file("铭牌.png", DOT)).await;
    chief.browser.find("link", &text_with(Lang::Zh, key::FILES_OPEN, &[("file", "铭牌.png".into())])).await;
    chief.browser.wait("the picture is seen", async || chief.picture().await == 1).await;
    chief.attach(&file("报价.pdf", b"%PDF-1.4 an offer")).await;
    let open = text_with(Lang::Zh, key::FILES_OPEN, &[("file", "报价.pdf".into())]);
    chief.browser.find("link", &open).await;
    // What could hold a script is saved, never opened.
    chief.attach(&file("页面.html", b"<script>alert(1)</script>")).await;
    chief.browser.find("link", &text_with(Lang::Zh, key::FILES_SAVE, &[("file", "页面.html".into())])).await;
    chief.attach(&file("录像.mp4", &vec![0; (10 << 20) + 1])).await;
    chief.browser.sees(&text_with(Lang::Zh, key::FILES_TOO_BIG, &[("file", "录像.mp4".into())])).await;
    chief.browser.assert_accessible("a customer with files").await;
    chief.browser.settle().await;
    chief.browser.reload().await;
    chief.browser.wait("it is still there", async || chief.picture().await == 1).await;
    // Taken away, and back.
    chief.browser.click("button", &text_with(Lang::Zh, key::FILES_REMOVE, &[("file", "页面.html".into())])).await;
    chief.browser.click("button", &chief.t(key::UNDO)).await;
    chief.browser.find("link", &text_with(Lang::Zh, key::FILES_SAVE, &[("file", "页面.html".into())])).await;

    // A plain file carries no bytes, and says whom to ask.
    let rep = Colleague::arrive(&site, Lang::Zh, Person::default()).await;
    rep.join(&chief.export_all().await, "李明").await;
    rep.browser.go(&format!("{route}?tab=related")).await;
    rep.browser.sees(&text_with(Lang::Zh, key::FILES_MISSING, &[("name", "王芳".into())])).await;
    rep.browser.assert_accessible("files that are elsewhere").await;
    // A bundle brings them.
    chief.browser.go("#/share").await;
    let words = [("n", 3_usize.into()), ("size", "111 B".into())];
    chief.browser.click("switch", &text_with(Lang::Zh, key::SHARE_ATTACHMENTS, &words)).await;
    chief.browser.assert_accessible("a bundle goes out").await;
    chief.browser.click("button", &chief.t(key::SHARE_EXPORT_ALL)).await;
    let bundle = chief.browser.downloaded(".cove.zip").await;
    rep.choose(&[&bundle]).await;
    rep.browser.sees(&rep.t(key::SHARE_NEWS_NOTHING)).await;
    rep.browser.go(&format!("{route}?tab=related")).await;
    rep.browser.wait("the picture came", async || rep.picture().await == 1).await;
    chief.browser.close().await;
    rep.browser.close().await;
}
