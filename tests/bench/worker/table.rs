//! Fifty thousand rows in and out: reading, checking and writing them as the worker does, what the page then
//! has to take in, and files of them.

use crate::{NOW, chance, clock, database, founder};
use cove::app::sheet::{Import, Mapping, Options, Rule, csv, read, write, xlsx};
use cove::app::{Query, Workspace};
use cove::crm::entity;
use cove::store::Idb;
use wasm_bindgen_test::{console_log, wasm_bindgen_test};

const ROWS: usize = 50_000;

/// A table of people at some thousand companies.
fn text() -> String {
    let mut text = "姓名,公司,职务,手机,邮箱,标签,备注\n".to_owned();
    for n in 0..ROWS {
        let company = n % 4_000;
        text.push_str(&format!(
            "王{n},杭州尚祈自动化科技有限公司 {company},采购,139{n:08},wang{n}@shangqi.example,展会,关注交期与付款条件\n"
        ));
    }
    text
}

fn told(what: &str, since: &mut f64) {
    let now = clock();
    console_log!("| {what} | {:.0} ms |", now - *since);
    *since = now;
}

#[wasm_bindgen_test]
async fn fifty_thousand_rows() {
    let workspace = Workspace::create(database("table").await, &founder(), NOW, chance()).await.unwrap();
    let open = async || {
        let idb = Idb::open("cove:/bench/:ws:table", || ()).await.unwrap();
        Workspace::open(idb, chance()).await.unwrap().unwrap()
    };
    let page = open().await;
    let bytes = text().into_bytes();
    let mut since = clock();
    let sheet = read(&bytes, &Options::default()).unwrap();
    told("read a table of 50,000 rows", &mut since);
    let import = Import::new(Mapping::guess(entity("contact").unwrap(), &sheet), sheet);
    let report = workspace.check_table(&import, &NOW, &|_| ());
    assert_eq!((report.writes(), report.made.len()), (ROWS, 4_000));
    told("check its rows", &mut since);
    workspace.import_table(&import, &report, NOW, None, async |_, _| {}).await.unwrap();
    told("write them, with 4,000 companies", &mut since);
    page.refresh().await.unwrap();
    told("take them in on the page", &mut since);
    let mut again = import.clone();
    again.settings.known = Rule::Overwrite;
    assert_eq!(workspace.check_table(&again, &NOW, &|_| ()).counts().duplicate, ROWS);
    told("check them against themselves", &mut since);
    let table = entity("contact").unwrap();
    let say = |key: &str| cove::i18n::text(cove::i18n::Lang::Zh, key);
    workspace.read(|view| {
        let rows = workspace.ask(table, &Query::default(), &NOW);
        let records: Vec<_> = rows.refs.iter().filter_map(|at| view.at(at)).collect();
        let columns = write::all_columns(table, &records, &say);
        since = clock();
        let size = csv::write(&records, &columns, &NOW, &say, &|_| ()).len();
        told(&format!("write them as CSV ({:.0} MB)", size as f64 / 1e6), &mut since);
        let book = xlsx::write("客户", &records, &columns, &NOW, &say, &|_| ()).unwrap();
        told(&format!("write them as XLSX ({:.0} MB)", book.len() as f64 / 1e6), &mut since);
        assert_eq!(read(&book, &Options::default()).unwrap().rows.len(), ROWS);
        told("read that workbook", &mut since);
    });
}
