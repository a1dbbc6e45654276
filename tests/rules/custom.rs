//! Fields of the workspace's own: added, called otherwise, not used, and what then holds of records, lists and imports.

use crate::desk::{Desk, args};
use cove::app::{Filter, Query, Test};
use cove::crm::custom::tables::register;
use cove::crm::custom::{CUSTOM_FIELD, KINDS, OF};
use cove::crm::schema::{Field, Kind, entity};
use cove::crm::search::SearchIndex;
use cove::crm::{Ref, Refusal, record};
use cove::i18n::{self, Lang};
use cove::ledger::Value;

/// Adds a field; gives its record and the name of its register.
fn add(desk: &mut Desk, of: &str, name: &str, kind: &str, more: &[(&str, Value)]) -> (Ref, String) {
    let usual: [(&str, Value); 3] = [("of", of.into()), ("name", name.into()), ("kind", kind.into())];
    let made = desk.create("custom_field", &[&usual, more].concat());
    let name = register(&made.id);
    (made, name)
}

fn field(desk: &Desk, of: &str, key: &str) -> &'static Field {
    desk.view().table(of).expect("a table").field(key).expect("its field")
}

fn found(desk: &Desk, of: &str, query: &Query) -> Vec<String> {
    let rows = query.ask(&desk.view(), entity(of).unwrap(), &SearchIndex::default(), &desk.now);
    rows.refs.iter().map(|at| desk.view().name_of(at)).collect()
}

fn word(lang: Lang, label: &str) -> String {
    i18n::text(lang, label)
}

#[test]
fn a_field_of_every_type_can_be_added_to_every_kind_of_record() {
    for of in OF {
        for kind in KINDS {
            let mut desk = Desk::new("admin");
            let more = [("options", "甲\n乙".into()), ("target", "customer".into()), ("decimals", 1.into())];
            let (_, key) = add(&mut desk, of.key, "车间", kind.key, &more);
            let made = field(&desk, of.key, &key);
            assert_eq!((word(Lang::Zh, made.label), word(Lang::En, made.label)), ("车间".into(), "车间".into()));
            assert!(
                made.is_shown()
                    && made.is_editable() != matches!(kind.key, "formula" | "serial")
                    && cove::ledger::syntax::is_name(&key),
                "{key}"
            );
            let alike = desk.view().table(of.key).unwrap().fields.iter().filter(|other| other.key == key).count();
            assert_eq!(alike, 1);
            // The others are as they were, and so are the tables of others.
            assert_eq!(desk.view().table(of.key).unwrap().fields.len(), entity(of.key).unwrap().fields.len() + 1);
            assert_eq!(desk.view().table("task").unwrap().fields.len(), entity("task").unwrap().fields.len());
        }
    }
}

#[test]
fn what_is_typed_is_stored_and_read_by_its_type() {
    let cases: &[(&str, &str, Option<Value>)] = &[
        ("text", "二车间", Some("二车间".into())),
        ("number", "1,200", Some(Value::Int(1200))),
        ("decimal", "2.5", Some(Value::Int(250))),
        ("decimal", "2.555", None),
        ("money", "1.2万", Some(Value::Money(1_200_000, "CNY".into()))),
        ("date", "2026-11-27", Some(Value::Date(chrono::NaiveDate::from_ymd_opt(2026, 11, 27).unwrap()))),
        ("yes", "是", Some(Value::Bool(true))),
        ("rating", "4", Some(Value::Int(4))),
        ("rating", "9", None),
        ("email", "li@x.cn", Some("li@x.cn".into())),
        ("email", "li", None),
        ("phone", "138 0013 8000", Some("138 0013 8000".into())),
        ("phone", "无", None),
        ("url", "javascript:alert(1)", None),
    ];
    for (kind, text, expect) in cases {
        let mut desk = Desk::new("admin");
        let (_, key) = add(&mut desk, "customer", "车间", kind, &[]);
        let read = cove::crm::input::parse(field(&desk, "customer", &key), text, "CNY").ok();
        assert_eq!(read.as_ref(), expect.as_ref(), "{kind} {text}");
        let Some(value) = read else { continue };
        let made = desk.create("customer", &[("name", "澄云".into()), (&key, value.clone())]);
        assert_eq!(desk.value(&made, &key), value, "{kind}");
    }
}

#[test]
fn a_label_may_change_and_has_a_name_in_each_language() {
    let mut desk = Desk::new("admin");
    let (at, key) = add(&mut desk, "lead", "预算来源", "text", &[("name_en", "Budget from".into())]);
    let label = field(&desk, "lead", &key).label;
    assert_eq!((word(Lang::Zh, label), word(Lang::En, label)), ("预算来源".into(), "Budget from".into()));
    let lead = desk.create("lead", &[("name", "李想".into()), ("source", "web".into()), (&key, "集团".into())]);
    desk.set(&at, "name", "资金来源".into());
    assert_eq!(word(Lang::Zh, field(&desk, "lead", &key).label), "资金来源");
    assert_eq!(desk.text(&lead, &key), "集团");
    // A name that is a message's key is still a name.
    desk.set(&at, "name", "app-name".into());
    assert_eq!(word(Lang::Zh, field(&desk, "lead", &key).label), "app-name");
}

#[test]
fn a_field_that_is_deleted_is_gone_and_comes_back_with_what_was_stored() {
    let mut desk = Desk::new("admin");
    let (at, key) = add(&mut desk, "lead", "预算来源", "text", &[]);
    let lead = desk.create("lead", &[("name", "李想".into()), ("source", "web".into()), (&key, "集团".into())]);
    desk.write(&record::delete(std::slice::from_ref(&at)));
    assert!(desk.view().table("lead").unwrap().field(&key).is_none());
    desk.write(&record::restore(std::slice::from_ref(&at)));
    assert_eq!(desk.text(&lead, &key), "集团");
}

fn options(desk: &Desk, of: &str, key: &str) -> Vec<(String, &'static str, bool)> {
    let (Kind::Choice(choices) | Kind::Choices(choices)) = field(desk, of, key).kind else { panic!("no choices") };
    choices.iter().map(|choice| (word(Lang::Zh, choice.label), choice.key, choice.retired)).collect()
}

#[test]
fn choices_keep_their_meaning_when_they_are_called_otherwise_or_no_longer_offered() {
    let mut desk = Desk::new("admin");
    let (at, key) = add(&mut desk, "customer", "渠道", "choices", &[("options", " 直营 \n\n经销\n 电商".into())]);
    let all = options(&desk, "customer", &key);
    assert_eq!(all.iter().map(|(name, ..)| name.as_str()).collect::<Vec<_>>(), ["直营", "经销", "电商"]);
    assert!(desk.text(&at, "options").is_empty(), "each is a record now");
    let several = Value::List(vec![all[0].1.into(), all[2].1.into()]);
    let made = desk.create("customer", &[("name", "澄云".into()), (&key, several.clone())]);
    assert_eq!(desk.value(&made, &key), several);
    let parsed = cove::crm::input::parse(field(&desk, "customer", &key), "电商、直营", "CNY");
    assert_eq!(parsed, Ok(Value::List(vec![all[2].1.into(), all[0].1.into()])));
    let filter = |name: usize| {
        let filter = Filter::one(&key, Test::AnyOf(vec![all[name].1.to_owned()]));
        found(&desk, "customer", &Query { filters: vec![filter], ..Query::default() }).len()
    };
    assert_eq!((filter(0), filter(1), filter(2)), (1, 0, 1));
    let option = |name: usize| Ref::new("custom_option", all[name].1);
    desk.set(&option(0), "name", "自营".into());
    desk.set(&option(1), "retired", true.into());
    desk.write(&record::delete(&[option(2)]));
    let now: Vec<_> = options(&desk, "customer", &key).into_iter().map(|(name, _, retired)| (name, retired)).collect();
    assert_eq!(now, [("自营".into(), false), ("经销".into(), true), ("电商".into(), true)]);
    assert_eq!(desk.value(&made, &key), several, "what was stored still has its words");
}

#[test]
fn what_must_be_filled_in_must_be_where_it_is_asked() {
    let mut desk = Desk::new("admin");
    let dealers = [("needed", true.into()), ("types", Value::List(vec!["dealer".into()]))];
    let (_, key) = add(&mut desk, "customer", "授权区域", "text", &dealers);
    let make = |desk: &Desk, fields: &[(&str, Value)]| {
        let fields = args(&[&[("name", Value::from("澄云"))], fields].concat());
        record::create(&desk.view(), entity("customer").unwrap(), &fields, &desk.now)
            .map(|_| ())
            .map_err(|why| why.field)
    };
    assert_eq!(make(&desk, &[]), Ok(()));
    assert_eq!(make(&desk, &[("type", "end".into())]), Ok(()));
    assert_eq!(make(&desk, &[("type", "dealer".into())]), Err(Some(field(&desk, "customer", &key).key)));
    assert_eq!(make(&desk, &[("type", "dealer".into()), (&key, "浙江".into())]), Ok(()));
    let made = desk.create("customer", &[("name", "华远".into()), ("type", "dealer".into()), (&key, "浙江".into())]);
    let blank = record::edit(&desk.view(), &made, &key, Value::Null).map(|_| ());
    assert!(matches!(blank, Err(Refusal { key: i18n::key::REFUSED_REQUIRED, .. })), "{blank:?}");
}

#[test]
fn what_is_worked_out_is_never_asked_for() {
    let mut desk = Desk::new("admin");
    let more = [("formula", "1 + 1".into()), ("needed", true.into()), ("asked", true.into())];
    let (_, key) = add(&mut desk, "customer", "二", "formula", &more);
    let made = desk.create("customer", &[("name", "澄云".into())]);
    assert_eq!(desk.value(&made, &key), Value::Int(2));
    assert!(record::edit(&desk.view(), &made, &key, Value::Int(3)).is_err());
}

#[test]
fn a_renamed_field_is_found_in_a_file_by_either_name() {
    use cove::exchange::table::mapping::Target;
    use cove::exchange::table::{Mapping, Options, read};
    let mut desk = Desk::new("admin");
    let named =
        [("of", "lead".into()), ("name", "赛道".into()), ("kind", "text".into()), ("builtin", "industry".into())];
    desk.create("custom_field", &named);
    for heading in ["赛道", "行业", "Industry"] {
        let sheet = read(format!("姓名,{heading}\n李想,能源\n").as_bytes(), &Options::default()).expect("a table");
        let mapping = Mapping::guess(desk.view().table("lead").unwrap(), &sheet);
        assert_eq!(mapping.columns[1], Target::Field("industry"), "{heading}");
    }
}

#[test]
fn ones_own_questions_count_and_those_of_bant_need_not_be_asked() {
    let mut desk = Desk::new("admin");
    let ask = |desk: &mut Desk, name: &str| add(desk, "lead", name, "yes", &[("group", "qualify".into())]).1;
    let (first, second) = (ask(&mut desk, "有试点车间"), ask(&mut desk, "设备已联网"));
    let known = ["budget_known", "decider_known", "need_known", "timing_known"];
    for key in known {
        desk.create(
            "custom_field",
            &[
                ("of", "lead".into()),
                ("kind", "yes".into()),
                ("name", "不问".into()),
                ("builtin", key.into()),
                ("hidden", true.into()),
            ],
        );
        assert!(!field(&desk, "lead", key).is_shown());
    }
    let answers = |desk: &mut Desk, said: &[(&str, bool)]| {
        let usual: [(&str, Value); 2] = [("name", "李想".into()), ("source", "web".into())];
        let said: Vec<(&str, Value)> = said.iter().map(|(key, yes)| (*key, Value::Bool(*yes))).collect();
        let lead = desk.create("lead", &[&usual[..], &said].concat());
        desk.text(&lead, "qualified")
    };
    assert_eq!(answers(&mut desk, &[]), "");
    assert_eq!(answers(&mut desk, &[(&first, true)]), "");
    assert_eq!(answers(&mut desk, &[(&first, true), (&second, true)]), "yes");
    assert_eq!(answers(&mut desk, &[(&first, false)]), "no");
    // What is no longer asked counts no longer.
    assert_eq!(answers(&mut desk, &[("budget_known", true), ("need_known", true), ("timing_known", true)]), "");
    let lead = desk.create("lead", &[("name", "王".into()), ("source", "web".into())]);
    let open = cove::crm::brief::brief(&desk.view().at(&lead).unwrap(), &desk.now).open;
    let open: Vec<String> = open.iter().map(|field| word(Lang::Zh, field.label)).collect();
    assert_eq!(open, ["有试点车间", "设备已联网"], "asked in the brief before a call");
    desk.set(&Ref::new("org", "org"), "qualify_bar", Value::Int(1));
    assert_eq!(answers(&mut desk, &[(&second, true)]), "yes");
    // A bar above all questions asks for all.
    desk.set(&Ref::new("org", "org"), "qualify_bar", Value::Int(9));
    assert_eq!(answers(&mut desk, &[(&first, true), (&second, true)]), "yes");
}

#[test]
fn what_rules_stand_behind_can_be_called_otherwise_but_not_left_out() {
    let mut desk = Desk::new("admin");
    for (key, hides) in [("name", false), ("owner", false), ("status", false), ("industry", true), ("priority", true)] {
        let about = desk.create(
            "custom_field",
            &[
                ("of", "lead".into()),
                ("kind", "text".into()),
                ("name", "叫法".into()),
                ("builtin", key.into()),
                ("hidden", true.into()),
            ],
        );
        let made = field(&desk, "lead", key);
        assert_eq!((word(Lang::Zh, made.label), made.is_shown()), ("叫法".into(), !hides), "{key}");
        // What is stored in one that is not used stays, and is refused nothing else.
        desk.write(&record::delete(&[about]));
        assert!(field(&desk, "lead", key).is_shown());
    }
}

#[test]
fn lists_sort_and_filter_by_them_and_know_their_columns() {
    let mut desk = Desk::new("admin");
    let (_, key) = add(&mut desk, "customer", "装机量", "decimal", &[("decimals", 1.into()), ("listed", true.into())]);
    for (name, amount) in [("甲", Value::Int(105)), ("乙", Value::Int(20)), ("丙", Value::Null)] {
        desk.create("customer", &[("name", name.into()), (&key, amount)]);
    }
    let table = desk.view().table("customer").unwrap();
    assert!(Query::default().columns(table).iter().any(|(field, ..)| field.key == key));
    let sorted = Query { sort: vec![(key.clone(), true)], ..Query::default() };
    assert_eq!(found(&desk, "customer", &sorted), ["甲", "乙", "丙"]);
    let least = |least: i64| Query { filters: vec![Filter::one(&key, Test::AtLeast(least))], ..Query::default() };
    assert_eq!(found(&desk, "customer", &least(2)).len(), 2);
    assert_eq!(found(&desk, "customer", &least(3)), ["甲"]);
    assert_eq!(i18n::format::decimal(-123_456, 2), "−1,234.56");
}

#[test]
fn a_definition_nobody_can_read_does_no_harm() {
    let mut desk = Desk::new("admin");
    for (kind, more) in [("hologram", ("place", Value::from("first"))), ("link", ("target", "moon".into()))] {
        let fields = [("of", "lead".into()), ("name", "新式\n样".into()), ("kind", kind.into()), more];
        let id = format!("{kind}.x");
        let mut edits = cove::crm::Edits::new();
        for (field, value) in fields {
            edits.set(CUSTOM_FIELD.key, &id, field, value);
        }
        desk.write(&edits);
        let made = field(&desk, "lead", &register(&id));
        assert_eq!(word(Lang::Zh, made.label), "新式");
    }
    let mut edits = cove::crm::Edits::new();
    edits.set(CUSTOM_FIELD.key, "lost", "name", "无主");
    desk.write(&edits);
    assert_eq!(desk.view().table("lead").unwrap().fields.len(), entity("lead").unwrap().fields.len() + 2);
}

#[test]
fn what_everybody_works_with_is_not_changed_by_a_rep() {
    let mut desk = Desk::new("admin");
    let rep = desk.member("赵可", "rep");
    let own = [("of", "customer".into()), ("name", "门店数".into()), ("kind", "number".into())];
    let field = desk.create("custom_field", &own);
    assert_eq!(record::guard(&desk.view(), &field, &desk.now), Ok(()));
    desk.me = rep.id.to_string();
    let refusal = record::guard(&desk.view(), &field, &desk.now).expect_err("it is everybody's");
    assert_eq!(refusal.key, cove::i18n::key::REFUSED_MANAGER_ONLY);
}
