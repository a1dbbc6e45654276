//! Regions: what the words of a record mean in the tree, and what follows from it for pools, limits and assignment.

use crate::desk::{Desk, NOW};
use crate::sea::{customer, refused, sea};
use cove::app::{Filter, Query, Test};
use cove::crm::capacity_rule::limit;
use cove::crm::customer::CUSTOMER;
use cove::crm::recycle_rule::regime::Regime;
use cove::crm::region::china::{self, DISTRICTS};
use cove::crm::region::tree::{Census, Tree};
use cove::crm::search::SearchIndex;
use cove::crm::{Ref, View};
use cove::i18n::key;
use cove::ledger::Value;

/// A desk that took in China's regions down to a depth.
fn with_china(deepest: usize, provinces: &[&str], chinese: bool) -> Desk {
    let mut desk = Desk::new("admin");
    let edits = china::take_in(&desk.view(), deepest, provinces, chinese);
    desk.write(&edits);
    desk
}

fn path(view: &View<'_>, text: &str) -> String {
    Tree::of(view).path(text).join(" < ")
}

fn region(desk: &mut Desk, name: &str, parent: Option<&Ref>) -> Ref {
    let parent = parent.map_or(Value::Null, Ref::link);
    desk.create("region", &[("name", name.into()), ("parent", parent)])
}

#[test]
fn the_words_of_a_record_name_the_smallest_region_they_can_mean() {
    let desk = with_china(DISTRICTS, &["32", "22", "11", "63"], true);
    for (text, wanted) in [
        ("江苏", "江苏 < 华东"),
        ("江苏省南京市", "南京 < 江苏 < 华东"),
        ("南京", "南京 < 江苏 < 华东"),
        ("南京 鼓楼", "江苏 南京 鼓楼区 < 南京 < 江苏 < 华东"),
        ("徐州市鼓楼区", "江苏 徐州 鼓楼区 < 徐州 < 江苏 < 华东"),
        // There are two of these, and nothing says which.
        ("鼓楼区", ""),
        // A province before the city that has its name.
        ("吉林", "吉林 < 东北"),
        ("吉林省吉林市", "吉林 吉林 < 吉林 < 东北"),
        ("青海海南州", "青海 海南 < 青海 < 西北"),
        ("海南", "海南 < 华南"),
        ("北京市海淀区", "海淀区 < 北京 < 华北"),
        ("江蘇　ＮＡＮＪＩＮＧ", "南京 < 江苏 < 华东"),
        ("Jiangsu", "江苏 < 华东"),
        // Latin names only as whole words: Ili is in no "Brasilia".
        ("Brasilia", ""),
        ("华东", "华东"),
        ("火星", ""),
        ("", ""),
    ] {
        assert_eq!(path(&desk.view(), text), wanted, "{text}");
    }
}

#[test]
fn the_list_of_china_is_whole_and_every_region_is_found_by_how_it_is_written() {
    let lines: Vec<china::Line> = china::lines().collect();
    let of = |depth: usize| lines.iter().filter(|line| line.depth == depth).count();
    assert_eq!((of(0), of(1)), (8, 34));
    assert!(lines.windows(2).all(|pair| pair[1].depth <= pair[0].depth + 1), "each after what it lies in");
    for chinese in [true, false] {
        let desk = with_china(DISTRICTS, &[], chinese);
        assert_eq!(desk.view().records("region").count(), lines.len(), "no code stands twice");
        let tree = Tree::of(&desk.view());
        let offers = cove::crm::region::offers(&desk.view());
        let lost: Vec<&String> = offers.iter().filter(|text| tree.depth(text).is_none()).collect();
        // Written in Latin letters, districts of one city can share a name.
        assert!(lost.len() * 200 < lines.len(), "{lost:?}");
        assert!(!chinese || lost.is_empty(), "{lost:?}");
    }
}

#[test]
fn what_is_there_is_not_taken_in_again_and_what_was_deleted_comes_back() {
    let mut desk = with_china(1, &[], true);
    let jiangsu = Ref::new("region", "cn-32");
    assert_eq!(china::missing(&desk.view(), 1, &[]), []);
    assert!(china::take_in(&desk.view(), 1, &[], true).is_empty());
    let cities = china::missing(&desk.view(), 2, &["32"]);
    assert_eq!(cities.len(), 13);
    // A name that somebody changed stays.
    desk.set(&jiangsu, "name", "江苏大区".into());
    let edits = china::take_in(&desk.view(), 2, &["32"], true);
    desk.write(&edits);
    assert_eq!(desk.text(&jiangsu, "name"), "江苏大区");
    let edits = cove::crm::record::delete(std::slice::from_ref(&jiangsu));
    desk.write(&edits);
    assert_eq!(path(&desk.view(), "南京"), "南京", "what lay in it lies in nothing now");
    let edits = china::take_in(&desk.view(), 1, &[], true);
    desk.write(&edits);
    assert_eq!(path(&desk.view(), "南京"), "南京 < 江苏 < 华东");
}

#[test]
fn a_region_that_lies_in_itself_is_no_trap() {
    let mut desk = Desk::new("admin");
    let north = region(&mut desk, "北区", None);
    let south = region(&mut desk, "南区", Some(&north));
    desk.set(&north, "parent", south.link());
    let city = region(&mut desk, "海口", Some(&south));
    assert_eq!(["北区", "南区", "海口"].map(|name| path(&desk.view(), name)), ["北区", "南区", "海口 < 南区"]);
    desk.set(&north, "parent", Value::Null);
    assert_eq!(path(&desk.view(), "海口"), "海口 < 南区 < 北区");
    assert_eq!(desk.value(&city, "parent"), south.link());
    desk.set(&south, "parent", south.link());
    assert_eq!(path(&desk.view(), "南区"), "南区");
}

#[test]
fn a_customer_belongs_to_the_pool_of_the_smallest_region_around_it() {
    let mut desk = with_china(2, &["32"], true);
    let east = sea(&mut desk, &[("region", "华东".into())]);
    let south = sea(&mut desk, &[("region", "苏州、无锡".into())]);
    let jiangsu = sea(&mut desk, &[("region", "江苏".into())]);
    let rest = sea(&mut desk, &[]);
    for (text, wanted) in
        [("江苏南京", &jiangsu), ("苏州市", &south), ("上海", &east), ("Shanghai", &east), ("广东", &rest), ("", &rest)]
    {
        let at = customer(&mut desk, &[("region", text.into())]);
        let rec = desk.view().at(&at).map(|rec| cove::crm::customer::facts::Facts::of(&rec)).unwrap();
        let home = Regime::of(&desk.view()).home(&rec).map(|sea| sea.at.clone());
        assert_eq!(home.as_ref(), Some(wanted), "{text}");
    }
}

#[test]
fn a_customer_belongs_to_the_pool_of_its_product_line_and_then_to_that_of_its_region() {
    let mut desk = with_china(1, &[], true);
    let lines = |lines: &[&str]| Value::List(lines.iter().map(|line| (*line).into()).collect());
    let east = sea(&mut desk, &[("region", "华东".into())]);
    let rest = sea(&mut desk, &[]);
    let valves = sea(&mut desk, &[("lines", lines(&["阀门", "仪表"]))]);
    let both = sea(&mut desk, &[("lines", lines(&["阀门"])), ("region", "江苏".into())]);
    for (region, of, wanted) in [
        ("江苏", &["阀门"][..], &both),
        ("浙江", &["阀门"], &valves),
        ("江苏", &["水泵", "仪表"], &valves),
        ("江苏", &["水泵"], &east),
        ("江苏", &[], &east),
        ("广东", &["水泵"], &rest),
        ("", &[], &rest),
    ] {
        let at = customer(&mut desk, &[("region", region.into()), ("lines", lines(of))]);
        let facts = cove::crm::customer::facts::Facts::of(&desk.view().at(&at).unwrap());
        let home = Regime::of(&desk.view()).home(&facts).map(|sea| sea.at.clone());
        assert_eq!(home.as_ref(), Some(wanted), "{region} {of:?}");
    }
    // One that changes its line changes its pool, with no other write.
    let at = customer(&mut desk, &[("region", "江苏".into()), ("owner", Value::Null)]);
    let lies = |desk: &Desk| cove::crm::customer::place::Standing::of(&desk.view().at(&at).unwrap(), &NOW).pool;
    assert_eq!(lies(&desk), Some(east));
    let mut edits = cove::crm::Edits::new();
    edits.set("customer", &at.id, "lines:仪表", true);
    desk.write(&edits);
    assert_eq!(lies(&desk), Some(valves));
}

#[test]
fn who_works_in_a_part_or_around_it_may_claim_and_limits_hold_for_parts() {
    let mut desk = with_china(2, &["32"], true);
    let pool = sea(&mut desk, &[("region", "江苏".into())]);
    let own = [("name", "华东上限".into()), ("most", 7.into()), ("region", "华东".into())];
    desk.create("capacity_rule", &own);
    let rep = desk.member("林晓雯", "rep");
    let free = customer(&mut desk, &[("pool", pool.link()), ("owner", Value::Null)]);
    desk.me = rep.id.to_string();
    for (region, claims, limited) in
        [("广东", false, false), ("南京", true, true), ("华东", true, true), ("广东、苏州", true, true)]
    {
        desk.set(&rep, "region", region.into());
        let claim = cove::crm::command("customer.claim").unwrap();
        let may = (claim.allowed)(&desk.view(), &free, &NOW).and_then(|()| {
            (claim.run)(&desk.view(), std::slice::from_ref(&free), &Default::default(), &NOW).map(|_| ())
        });
        if claims {
            assert_eq!(may, Ok(()), "{region}");
        } else {
            assert_eq!(refused(may), key::REFUSED_POOL_REGION, "{region}");
        }
        assert_eq!(limit::limit(&desk.view(), &rep.id).most, limited.then_some(7), "{region}");
    }
}

#[test]
fn lists_ask_for_a_region_with_all_its_parts_and_for_mine() {
    let mut desk = with_china(2, &["32", "33"], true);
    for text in ["江苏南京", "苏州", "浙江", "广东"] {
        customer(&mut desk, &[("region", text.into())]);
    }
    let ask = |desk: &Desk, filter: Filter| {
        let query = Query { filters: vec![filter], ..Query::default() };
        query.ask(&desk.view(), &CUSTOMER, &SearchIndex::default(), &NOW).refs.len()
    };
    let within = |name: &str| Filter::one("within", Test::AnyOf(vec![name.to_owned()]));
    let mine = || Filter::one("near", Test::AnyOf(vec!["true".to_owned()]));
    assert_eq!(["华东", "江苏", "南京"].map(|name| ask(&desk, within(name))), [3, 2, 1]);
    // One that is called like a larger one is asked for by where it lies.
    let edits = china::take_in(&desk.view(), 2, &["22"], true);
    desk.write(&edits);
    for text in ["吉林", "吉林省吉林市", "长春"] {
        customer(&mut desk, &[("region", text.into())]);
    }
    assert_eq!(["吉林", "吉林 吉林", "长春"].map(|name| ask(&desk, within(name))), [3, 1, 1]);
    assert_eq!(ask(&desk, mine()), 0, "who works anywhere has no region of his own");
    let me = Ref::new("member", &desk.me);
    desk.set(&me, "region", "江苏".into());
    assert_eq!(ask(&desk, mine()), 2);
    let number = |id: &str| Census::of(&desk.view()).customers(id);
    assert_eq!(["3", "32", "3201", "33", "44"].map(|code| number(&format!("cn-{code}"))), [3, 2, 1, 1, 1]);
    let east = Ref::new("region", "cn-3");
    assert_eq!(
        (desk.value(&east, "customers"), desk.value(&east, "people")),
        (Value::Int(3), Value::List(vec!["陈思远".into()]))
    );
}
