//! Tables in and out as a person works with them: a workbook whose wrong cells are mended in place, pasted
//! rows, the file of what was left out, undo, and a view that goes out and comes back.

use crate::browser::Person;
use crate::site::{Site, scratch};
use crate::team::Colleague;
use crate::wizard::hand_over;
use cove::i18n::{Lang, key, text_with};
use rust_xlsxwriter::Workbook;
use std::path::PathBuf;

/// A workbook as a trade fair hands it out: two of its rows cannot be read.
fn workbook() -> PathBuf {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("名片").unwrap();
    let rows = [
        ["姓名", "公司", "手机", "意向", "来源渠道"],
        ["高雯", "苏州澜芯", "13800138000", "4", "工博会"],
        ["程屿", "杭州云隙", "l38O0l39000", "5", "官网"],
        ["沈亦舟", "宁波海川", "13700137000", "约 3", "官网"],
        ["何敏", "合肥初晴", "13600136000", "高", "官网"],
    ];
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(cells) {
            sheet.write_string(row, column, cell).unwrap();
        }
    }
    let path = scratch("tables").join("工博会名片.xlsx");
    book.save(&path).unwrap();
    path
}

impl Colleague {
    /// Waits until the check has counted so many rows of a kind.
    pub(crate) async fn counts(&self, word: &str, count: &str) {
        self.browser.wait(&format!("{count} {word}"), async || self.figure(word).await == count).await;
    }

    /// Goes on to the check of all rows.
    pub(crate) async fn to_check(&self) {
        for step in [key::IMPORT_STEP_RULES, key::IMPORT_STEP_CHECK] {
            let next = text_with(self.lang, key::IMPORT_NEXT, &[("step", self.t(step).into())]);
            self.browser.click("button", &next).await;
        }
    }

    pub(crate) fn write_rows(&self, rows: usize) -> String {
        text_with(self.lang, key::IMPORT_WRITE, &[("n", rows.into())])
    }

    fn cell(&self, column: &str, row: usize) -> String {
        text_with(self.lang, key::IMPORT_CELL_OF, &[("column", column.into()), ("n", row.into())])
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_workbook_is_mended_in_place_and_taken_back() {
    let site = Site::start();
    for lang in Lang::ALL {
        let person = Colleague::arrive(&site, lang, Person::default()).await;
        person.begin("王芳", "澄海仪器").await;
        person.browser.go("#/import").await;
        person.browser.upload(&person.t(key::IMPORT_CHOOSE), &[&workbook()]).await;
        person.counts(key::IMPORT_NEW, "2").await;
        assert_eq!(person.figure(key::IMPORT_WRONG).await, "2");
        person.browser.sees("名片").await;
        person.to_check().await;

        // A proposal taken, a cell typed.
        let proposal = text_with(lang, key::IMPORT_INSTEAD, &[("text", "3".into())]);
        person.browser.click("button", &proposal).await;
        person.browser.find("button", &person.write_rows(3)).await;
        person.browser.fill("textbox", &person.cell("意向", 5), "2").await;
        person.browser.press("Tab").await;
        person.browser.find("button", &person.write_rows(4)).await;
        person.browser.assert_accessible("a mended table").await;
        person.browser.click("button", &person.write_rows(4)).await;
        person.browser.sees(&text_with(lang, key::DONE_IMPORT, &[("n", 4_usize.into())])).await;
        person.lists("#/leads", "4").await;

        person.browser.click("button", &person.t(key::IMPORT_UNDO)).await;
        person.browser.wait("the import is gone", async || person.listed("#/leads").await.is_empty()).await;
        person.browser.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_left_out_are_saved_with_their_reasons() {
    let site = Site::start();
    let person = Colleague::arrive(&site, Lang::Zh, Person::default()).await;
    person.begin("王芳", "澄海仪器").await;
    person.browser.go("#/import").await;
    let rows = "姓名\t公司\t邮箱\n高雯\t苏州澜芯\tgao@lan.cn\n程屿\t杭州云隙\t没有\n";
    hand_over(&person.browser, "body", "paste", rows, "").await;
    person.counts(key::IMPORT_WRONG, "1").await;
    person.browser.click("button", &person.t(key::IMPORT_MEND)).await;
    person.browser.click("button", &person.t(key::IMPORT_ERRORS_SAVE)).await;
    let saved = std::fs::read_to_string(person.browser.downloaded(".csv").await).unwrap();
    assert!(saved.contains("程屿,杭州云隙,没有,3,邮箱: "), "{saved}");
    person.browser.click("button", &person.write_rows(1)).await;
    person.browser.sees("已导入 1 行").await;
    person.browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_view_goes_out_and_comes_back() {
    let site = Site::start();
    let person = Colleague::arrive(&site, Lang::Zh, Person::default()).await;
    person.begin("王芳", "澄海仪器").await;
    person.add_lead("高雯", "=苏州澜芯").await;
    person.add_lead("程屿", "杭州云隙").await;
    for (word, ending) in [(key::EXPORT_CSV_ALL, ".csv"), (key::EXPORT_XLSX_ALL, ".xlsx"), (key::EXPORT_CARDS, ".vcf")]
    {
        person.browser.go("#/leads").await;
        person.browser.click("button", &person.t(key::EXPORT)).await;
        person.browser.click("menuitem", &person.t(word)).await;
        let file = person.browser.downloaded(ending).await;
        if ending == ".vcf" {
            assert_eq!(std::fs::read_to_string(file).unwrap().matches("BEGIN:VCARD").count(), 2);
            continue;
        }
        person.browser.go("#/import").await;
        person.browser.upload(&person.t(key::IMPORT_CHOOSE), &[&file]).await;
        person.counts(key::IMPORT_DUPLICATES, "2").await;
        person.browser.click("button", &person.t(key::IMPORT_DISCARD)).await;
    }
    person.browser.close().await;
}
