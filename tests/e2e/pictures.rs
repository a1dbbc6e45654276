//! Pictures of every page, to be looked at: `make pictures`.

use crate::browser::{Browser, Person};
use crate::site::Site;
use std::path::Path;

/// Every page, by the name of its pictures and its route.
const PAGES: [(&str, &str); 1] = [("today", "#/")];

/// Every page × language × theme × width, into `pictures/`.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "takes minutes and checks nothing; make pictures runs it"]
async fn pictures() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("pictures");
    std::fs::create_dir_all(&folder).unwrap();
    let site = Site::start();
    for lang in ["en", "zh-CN"] {
        for dark in [false, true] {
            for (width, height) in [(1280, 800), (390, 844)] {
                let browser = Browser::start_as(&site, Person { lang, dark, width, height, ..Person::default() }).await;
                for (name, route) in PAGES {
                    browser.open(route).await;
                    let theme = if dark { "dark" } else { "light" };
                    browser.screenshot(&folder.join(format!("{name}-{}-{theme}-{width}.png", &lang[..2]))).await;
                }
                browser.close().await;
            }
        }
    }
}
