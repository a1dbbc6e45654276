//! Search over a book: which records are found, in which order, and that the index keeps up.

use crate::desk::{Desk, args};
use cove::crm::search::{Query, SearchIndex};
use cove::crm::{Ref, record};
use cove::ledger::Value;
use proptest::prelude::*;

struct Found {
    desk: Desk,
    index: SearchIndex,
}

impl Found {
    fn new() -> Found {
        let mut desk = Desk::new("rep");
        let customer = desk.create(
            "customer",
            &[
                ("name", "杭州尚祈自动化科技有限公司".into()),
                ("short", "尚祈".into()),
                ("phone", "0571-8555 0123".into()),
                ("tags", Value::List(vec!["年框".into()])),
            ],
        );
        desk.create("customer", &[("name", "Schmitt and Sons".into()), ("website", "https://schmitt.example".into())]);
        desk.create(
            "contact",
            &[
                ("name", "王芳".into()),
                ("customer", customer.link()),
                ("title", "采购经理".into()),
                ("phone", "+86 138-0013-8000".into()),
                ("email", "wang.fang@shangqi.example".into()),
            ],
        );
        desk.create("contact", &[("name", "王方".into())]);
        desk.create("contact", &[("name", "单丽".into()), ("wechat", "shanli_88".into())]);
        desk.create("contact", &[("name", "Shelley Kerluke".into()), ("background", "Loves 尚祈 robots".into())]);
        desk.create("lead", &[("name", "重庆来客".into()), ("company", "重庆银行".into()), ("source", "web".into())]);
        desk.create("task", &[("title", "给王芳寄样品".into())]);
        let index = SearchIndex::new(&desk.view());
        Found { desk, index }
    }

    fn titles(&self, query: &str) -> Vec<String> {
        let view = self.desk.view();
        let hits = self.index.search(&view, &Query::new(query), &[], 50);
        hits.iter().map(|hit| view.at(&hit.at).expect("visible").title()).collect()
    }

    /// Writes and brings the index up to date with what was touched.
    fn write(&mut self, edits: &cove::crm::Edits, touched: &[Ref]) {
        let created = self.desk.write(edits);
        let touched: Vec<Ref> = touched.iter().cloned().chain(created).collect();
        self.index.update(&self.desk.view(), &touched);
    }
}

#[track_caller]
fn check(query: &str, expect: &[&str]) {
    assert_eq!(Found::new().titles(query), expect, "{query}");
}

#[test]
fn people_and_companies_are_found_by_whatever_is_typed() {
    let shangqi = "杭州尚祈自动化科技有限公司";
    check("杭州", &[shangqi, "王芳"]);
    check("hzsq", &[shangqi, "王芳"]);
    check("shangqi", &[shangqi, "王芳"]);
    check("尚祈", &[shangqi, "王芳", "Shelley Kerluke"]);
    check("nk", &[shangqi]);
    check("王芳", &["王芳", "给王芳寄样品"]);
    check("wangf", &["王芳", "王方", "给王芳寄样品"]);
    check("cqyh", &["重庆来客"]);
    check("shanl", &["单丽"]);
    check("danl", &["单丽"]);
    check("cgjl", &["王芳"]);
    check("138 0013", &["王芳"]);
    check("13800138", &["王芳"]);
    check("85550123", &[shangqi]);
    check("wang.fang@shangqi", &["王芳"]);
    check("ｓｃｈｍｉｔｔ", &["Schmitt and Sons"]);
    check("sons schm", &["Schmitt and Sons"]);
    check("kerl", &["Shelley Kerluke"]);
    check("nothing like it", &[]);
    check("", &[]);
}

#[test]
fn the_index_follows_every_change() {
    let mut found = Found::new();
    let view = found.desk.view();
    let customer = view.records("customer").find(|rec| rec.text("short") == "尚祈").expect("there").at();
    let contact = view.records("contact").find(|rec| rec.title() == "王芳").expect("there").at();
    let edits = record::edit(&view, &customer, "name", "宁波海川港机股份有限公司".into()).expect("it is edited");
    found.write(&edits, std::slice::from_ref(&customer));
    assert_eq!(found.titles("hzsq"), [] as [&str; 0]);
    assert_eq!(found.titles("nbhc"), ["宁波海川港机股份有限公司", "王芳"], "people are found by their company");

    let edits = record::edit(&found.desk.view(), &contact, "phone", "+49 30 1234567".into()).expect("it is edited");
    let point = found.desk.view().at(&contact).expect("there").points("phone")[0].at();
    found.write(&edits, &[point]);
    assert_eq!((found.titles("1234567"), found.titles("13800138")), (vec!["王芳".to_owned()], Vec::new()));

    found.write(&record::delete(std::slice::from_ref(&contact)), std::slice::from_ref(&contact));
    assert_eq!(found.titles("王芳"), ["给王芳寄样品"]);
    found.write(&record::restore(std::slice::from_ref(&contact)), std::slice::from_ref(&contact));
    assert_eq!(found.titles("王芳"), ["王芳", "给王芳寄样品"]);

    let table = cove::crm::entity("contact").expect("a table");
    let given = args(&[("name", "尉迟恭".into())]);
    let (edits, _) = record::create(&found.desk.view(), table, &given, &found.desk.now).expect("it is created");
    found.write(&edits, &[]);
    assert_eq!(found.titles("yuchi"), ["尉迟恭"]);
}

#[test]
fn a_search_can_be_kept_to_some_entities() {
    let found = Found::new();
    let view = found.desk.view();
    let hits = found.index.search(&view, &Query::new("wang"), &["task"], 50);
    assert_eq!(hits.len(), 1);
    assert_eq!(found.index.search(&view, &Query::new("wang"), &[], 2).len(), 2);
}

#[test]
fn prose_is_found_as_it_is_written_and_an_index_in_slices_is_the_same() {
    let mut found = Found::new();
    let about = found.desk.view().records("customer").next().expect("there").at().link();
    let content = "王芳 确认样品，ＯＫ！下周发 PO-7 草稿";
    found.desk.create("follow_up", &[("about", about), ("method", "call".into()), ("content", content.into())]);
    let mut slices = SearchIndex::default();
    while slices.grow(&found.desk.view(), 1) {}
    for index in [SearchIndex::new(&found.desk.view()), slices] {
        found.index = index;
        for (query, expect) in
            [("确认样品ok", true), ("po7", true), ("PO 确认", true), ("qryp", false), ("样 品 次", false)]
        {
            assert_eq!(found.titles(query).iter().any(|title| title == content), expect, "{query}");
        }
        assert_eq!(found.titles("王芳"), ["王芳", content, "给王芳寄样品"]);
        assert_eq!(found.titles("wangf"), ["王芳", "王方", "给王芳寄样品"]);
    }
}

proptest! {
    /// Whoever types a name as it is written, as it is spoken, by its initials or in a mixture of all finds it. The
    /// set of pairs that passes records by must never pass one of these by.
    #[test]
    fn a_name_is_found_however_it_is_typed(
        name in "[杭州尚祈重庆单曾万俟吕阿a-c1张]{2,6}",
        ways in prop::collection::vec(0..4_usize, 6),
        from in 0..3_usize,
    ) {
        let mut desk = Desk::new("rep");
        let at = desk.create("customer", &[("name", name.as_str().into())]);
        let characters: Vec<char> = name.chars().skip(from.min(name.chars().count() - 1)).collect();
        let typed: String = characters
            .iter()
            .zip(&ways)
            .map(|(character, way)| {
                let reading = cove::crm::pinyin::readings(*character).next();
                match (way, reading) {
                    (0, Some(reading)) => reading.to_owned(),
                    (1, Some(reading)) => reading[..1].to_owned(),
                    (2, Some(reading)) if reading[1..].starts_with('h') => reading[..2].to_owned(),
                    _ => character.to_string(),
                }
            })
            .collect();
        let index = SearchIndex::new(&desk.view());
        let hits = index.search(&desk.view(), &Query::new(&typed), &["customer"], 5);
        prop_assert_eq!(hits.len(), 1, "{} typed {}", name, typed);
        prop_assert_eq!(&hits[0].at, &at);
    }
}
