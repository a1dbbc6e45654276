//! Duplicates: who is taken for whom, what a merge leaves, and that nobody asks twice (F29).

use crate::desk::{Desk, NOW, args};
use cove::crm::duplicate::{Clue, Degree, Merge, Sieve, Traits, apart, find, merge};
use cove::crm::search::SearchIndex;
use cove::crm::{Edits, Ref, entity};
use cove::ledger::Value;
use std::collections::BTreeMap;

const CODE: &str = "91350100M000100Y43";

/// What a form with these answers is told: entity, title, degree, clues.
#[track_caller]
fn check(desk: &Desk, key: &str, answers: &[(&str, &str)], expect: &[(&str, Degree, &[Clue])]) {
    let answers: Vec<(&str, Value)> = answers.iter().map(|(field, text)| (*field, Value::from(*text))).collect();
    let view = desk.view();
    let traits = Traits::of_args(&view, entity(key).expect("a table"), &args(&answers));
    let found = find(&view, &SearchIndex::new(&view), &traits, None, 9);
    let found: Vec<(String, Degree, Vec<Clue>)> =
        found.into_iter().map(|found| (view.name_of(&found.at), found.degree, found.clues)).collect();
    let expect: Vec<(String, Degree, Vec<Clue>)> =
        expect.iter().map(|(name, degree, clues)| ((*name).to_owned(), *degree, clues.to_vec())).collect();
    assert_eq!(found, expect, "{answers:?}");
}

/// 云隙传动, 程屿 who works there, and 高雯, a lead of 澜芯.
fn office() -> (Desk, [Ref; 3]) {
    let mut desk = Desk::new("rep");
    let company = desk.create(
        "customer",
        &[
            ("name", "杭州云隙传动有限公司".into()),
            ("credit_code", CODE.into()),
            ("website", "https://www.yunxi.cn".into()),
        ],
    );
    let cheng = desk.create(
        "contact",
        &[("name", "程屿".into()), ("customer", company.link()), ("phone", "+86 138 0013 8000".into())],
    );
    let gao = desk.create(
        "lead",
        &[
            ("name", "高雯".into()),
            ("company", "苏州澜芯".into()),
            ("source", "web".into()),
            ("email", "gao@lanxin.cn".into()),
        ],
    );
    (desk, [company, cheng, gao])
}

#[test]
fn what_is_typed_is_told_what_it_may_be() {
    use Clue::{Code, Company, Email, Host, Person, Phone};
    use Degree::{Certain, Likely, Possible};
    let (desk, _) = office();
    let (yunxi, cheng, gao) = ("杭州云隙传动有限公司", "程屿", "高雯");
    check(&desk, "customer", &[("name", "雲隙傳動（中国）")], &[(yunxi, Likely, &[Company])]);
    check(&desk, "customer", &[("name", "别的"), ("credit_code", " 91350100m000100y43")], &[(yunxi, Certain, &[Code])]);
    check(&desk, "customer", &[("name", "云隙"), ("website", "yunxi.cn/en")], &[(yunxi, Possible, &[Host])]);
    check(&desk, "lead", &[("name", "程屿"), ("phone", "13800138000")], &[(cheng, Certain, &[Phone, Person])]);
    check(&desk, "lead", &[("name", "程经理"), ("phone", "0086 13800138000")], &[(cheng, Likely, &[Phone])]);
    check(&desk, "lead", &[("name", "何敏"), ("phone", "138-0013-8000")], &[(cheng, Possible, &[Phone])]);
    check(&desk, "lead", &[("name", "何敏"), ("email", "he@lanxin.cn")], &[(gao, Possible, &[Host])]);
    check(&desk, "contact", &[("name", "高雯"), ("email", "GAO@lanxin.cn")], &[(gao, Certain, &[Email, Person, Host])]);
    // Everybody at a company is at that company.
    check(&desk, "lead", &[("name", "何敏"), ("company", "云隙传动")], &[(yunxi, Likely, &[Company])]);
    // There are many of one name, and everybody has an address at qq.com.
    check(&desk, "lead", &[("name", "程屿")], &[]);
    check(&desk, "lead", &[("name", "高雯"), ("email", "gao@qq.com")], &[]);
}

#[test]
fn companies_of_different_numbers_are_different() {
    let (desk, _) = office();
    let other = [("name", "云隙传动"), ("credit_code", "91350100M000100Y99")];
    check(&desk, "customer", &other, &[("杭州云隙传动有限公司", Degree::Possible, &[Clue::Company])]);
}

fn clusters(desk: &Desk, key: &str) -> Vec<(Vec<String>, Degree)> {
    let view = desk.view();
    let mut sieve = Sieve::new(entity(key).expect("a table"));
    while sieve.grow(&view, 2) {}
    assert_eq!(sieve.len(), view.records(key).count());
    let names = |of: &[Ref]| of.iter().map(|at| view.name_of(at)).collect();
    sieve.clusters(&view).iter().map(|cluster| (names(&cluster.of), cluster.degree)).collect()
}

#[test]
fn the_sieve_finds_all_that_may_be_the_same() {
    let (mut desk, _) = office();
    desk.create("customer", &[("name", "云隙传动".into())]);
    desk.create("customer", &[("name", "苏州澜芯科技有限公司".into())]);
    desk.create("customer", &[("name", "别的名字".into()), ("credit_code", CODE.into())]);
    let expect = ["杭州云隙传动有限公司", "云隙传动", "别的名字"].map(str::to_owned).to_vec();
    assert_eq!(clusters(&desk, "customer"), [(expect, Degree::Certain)]);
    assert_eq!(clusters(&desk, "lead"), []);
}

#[test]
fn a_switchboard_makes_nobody_the_same() {
    let mut desk = Desk::new("rep");
    for name in ["王芳", "李明", "程屿"] {
        desk.create("contact", &[("name", name.into()), ("phone", "0571 8888 6666".into())]);
    }
    assert_eq!(clusters(&desk, "contact"), []);
    desk.create("contact", &[("name", "王经理".into()), ("phone", "057188886666".into())]);
    let expect = ["王芳", "王经理"].map(str::to_owned).to_vec();
    assert_eq!(clusters(&desk, "contact"), [(expect, Degree::Likely)]);
}

#[test]
fn what_was_told_apart_is_not_asked_again() {
    let (mut desk, [company, ..]) = office();
    let other = desk.create("customer", &[("name", "云隙传动".into())]);
    let edits = apart(&desk.view(), &[other.clone(), company.clone()]);
    desk.write(&edits);
    assert_eq!(clusters(&desk, "customer"), []);
    let view = desk.view();
    let traits = Traits::of(&view.at(&other).expect("it is visible"));
    let found = find(&view, &SearchIndex::new(&view), &traits, Some(&other), 9);
    assert!(found.iter().all(|found| found.at != company), "{found:?}");
    // Saying it again writes nothing.
    assert!(apart(&view, &[company, other]).is_empty());
}

#[test]
fn a_merge_keeps_everything_and_says_it_once() {
    let (mut desk, [company, cheng, _]) = office();
    let other = desk.create(
        "contact",
        &[
            ("name", "程嶼".into()),
            ("title", "总经理".into()),
            ("phone", "13800138000".into()),
            ("email", "cheng@yunxi.cn".into()),
            ("tags", Value::List(vec!["重点".into()])),
        ],
    );
    desk.run("follow_up.log", &other, &[("method", "phone".into()), ("content", "谈了样机".into())])
        .expect("it is logged");
    let from = BTreeMap::from([("name", other.clone())]);
    let edits = merge(&desk.view(), &Merge { keep: cheng.clone(), others: vec![other.clone()], from }, &desk.now)
        .expect("merged");
    desk.write(&edits);

    let view = desk.view();
    let left: Vec<Ref> = view.records("contact").map(|rec| rec.at()).collect();
    assert_eq!(left, std::slice::from_ref(&cheng));
    let rec = view.at(&other).expect("the duplicate leads to it");
    assert_eq!(rec.at(), cheng);
    assert_eq!((rec.text("name"), rec.text("title"), rec.get("customer")), ("程嶼", "总经理", Some(&company.link())));
    assert_eq!(rec.tags("tags").into_iter().collect::<Vec<_>>(), ["重点"]);
    assert_eq!(rec.points("phone").len(), 1, "the same number once");
    assert_eq!(rec.point("email"), Some("cheng@yunxi.cn"));
    assert_eq!(view.linking("follow_up", &cheng).len(), 1);
    assert_eq!(clusters(&desk, "contact"), []);
}

/// Whose a lead is, and what else rules stand behind, is left to commands.
#[test]
fn a_merge_moves_nothing_that_only_commands_may() {
    let (mut desk, [.., gao]) = office();
    let li = desk.member("李明", "rep");
    let fields = [("name", "高雯".into()), ("source", "web".into()), ("owner", li.link()), ("title", "经理".into())];
    let other = desk.create("lead", &fields);
    let mine = desk.value(&gao, "owner");
    assert_ne!(mine, li.link());
    let from = BTreeMap::from([("owner", other.clone()), ("title", other.clone())]);
    let edits =
        merge(&desk.view(), &Merge { keep: gao.clone(), others: vec![other], from }, &desk.now).expect("merged");
    desk.write(&edits);
    assert_eq!((desk.value(&gao, "owner"), desk.text(&gao, "title")), (mine, "经理".to_owned()));
}

#[test]
fn what_cannot_be_merged_is_refused() {
    let (desk, [company, cheng, _]) = office();
    let refused = |keep: &Ref, other: &Ref| {
        let merged = merge(
            &desk.view(),
            &Merge { keep: keep.clone(), others: vec![other.clone()], from: BTreeMap::new() },
            &desk.now,
        );
        merged.expect_err("refused").key.to_owned()
    };
    assert_eq!(refused(&company, &cheng), "refused-merge");
    assert_eq!(refused(&cheng, &cheng), "refused-merge");
    assert_eq!(refused(&cheng, &Ref::new("contact", "nobody")), "refused-merge");
    assert_eq!(NOW, desk.now);
    assert_ne!(Edits::new(), apart(&desk.view(), &[company, cheng]));
}
