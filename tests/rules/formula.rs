//! Formulas of fields of one's own.

use crate::desk::Desk;
use cove::crm::Ref;
use cove::crm::custom::formula::{Wrong, check};
use cove::crm::custom::tables::register;
use cove::ledger::Value;

/// A deal with an amount of 12,000 CNY that closes in three days, some fields of one's own, and a formula.
struct Bench {
    desk: Desk,
    deal: Ref,
}

impl Bench {
    fn new() -> Bench {
        let mut desk = Desk::new("admin");
        let own = |desk: &mut Desk, name: &str, kind: &str, place: i64| {
            let fields =
                [("of", "opportunity".into()), ("name", name.into()), ("kind", kind.into()), ("place", place.into())];
            register(&desk.create("custom_field", &fields).id)
        };
        let discount = own(&mut desk, "折扣", "decimal", 1);
        let blank = own(&mut desk, "空", "number", 2);
        let customer = desk.create("customer", &[("name", "澄云水处理".into())]);
        let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 27).unwrap();
        let deal = desk.create(
            "opportunity",
            &[
                ("name", "二期改造".into()),
                ("customer", customer.link()),
                ("amount", Value::Money(1_200_000, "CNY".into())),
                ("close_on", Value::Date(day)),
                (&discount, Value::Int(1250)),
            ],
        );
        assert!(desk.value(&deal, &blank).is_empty());
        Bench { desk, deal }
    }

    fn comes_to(&mut self, formula: &str, result: &str) -> Value {
        let fields: [(&str, Value); 5] = [
            ("of", "opportunity".into()),
            ("name", "算".into()),
            ("kind", "formula".into()),
            ("formula", formula.into()),
            ("result", result.into()),
        ];
        let made = self.desk.create("custom_field", &fields);
        self.desk.value(&self.deal, &register(&made.id))
    }
}

#[track_caller]
fn is(formula: &str, result: &str, expect: impl Into<Value>) {
    assert_eq!(Bench::new().comes_to(formula, result), expect.into(), "{formula}");
}

fn money(minor: i64) -> Value {
    Value::Money(minor, "CNY".into())
}

#[test]
fn numbers_are_exact() {
    is("1 + 2 * 3", "number", 7);
    is("(1 + 2) * 3", "number", 9);
    is("-2 * -3 - 1", "number", 5);
    is("0.1 + 0.2", "decimal", 30);
    is("10 / 4", "decimal", 250);
    is("2 / 3", "decimal", 67);
    is("-2 / 3", "decimal", -67);
    is("ROUND(2.345, 2)", "decimal", 235);
    is("ROUND(-2.5)", "number", -3);
    is("1 / 0", "number", Value::Null);
    is("999999999999999 * 999999999999999", "number", Value::Null);
    is("SUM(1, 2, {空}, 4)", "number", 7);
    is("MIN(3, 1) + MAX(2, 5) + ABS(-1)", "number", 7);
}

#[test]
fn fields_are_found_by_what_people_and_their_tables_call_them() {
    is("{amount} * (100 - {折扣}) / 100", "money", money(1_050_000));
    is("{金额}×(100－{折扣})÷100", "money", money(1_050_000));
    is("={Amount} / 1000", "number", 12);
    is("{no such field} + 1", "number", Value::Null);
    is("{customer} & \" · \" & {name}", "text", "澄云水处理 · 二期改造");
}

#[test]
fn days_are_counted_in_the_zone() {
    is("DAYS({close_on}, TODAY())", "number", 3);
    is("{close_on} - TODAY()", "number", 3);
    is("{close_on} + 30", "date", Value::Date(chrono::NaiveDate::from_ymd_opt(2026, 12, 27).unwrap()));
    is("YEAR({close_on}) * 100 + MONTH({close_on})", "number", 202_611);
    is("{close_on} + 99999999", "date", Value::Null);
}

#[test]
fn what_is_blank_stays_blank_and_can_be_asked_for() {
    is("{空} + 1", "number", Value::Null);
    is("FIRST({空}, 5)", "number", 5);
    is("IF(BLANK({空}), \"缺\", \"有\")", "text", "缺");
    is("IF({amount} > 10000, IF({折扣} >= 12.5, 2, 1), 0)", "number", 2);
    is("IF({amount} > 20000, 1)", "number", Value::Null);
    is("{空} = \"\"", "yes", true);
    is("AND({amount} > 1, NOT({amount} > 20000), {name} = \"二期改造\")", "yes", true);
    is("OR({amount} < 1, {name} <> \"二期改造\")", "yes", false);
    is("LENGTH({name})", "number", 4);
    // A result of another type than was asked for is none.
    is("{name}", "number", Value::Null);
    is("1", "date", Value::Null);
}

#[test]
fn what_is_no_formula_is_refused_with_its_place() {
    for (text, at) in [
        ("", 0),
        ("1 +", 3),
        ("(1", 2),
        ("1)", 1),
        ("{amount", 7),
        ("\"offen", 6),
        ("NOPE(1)", 0),
        ("1 + IF(1)", 4),
        ("IF(1 2)", 5),
        ("1.2.3", 0),
        ("amount * 2", 0),
        ("=1 +", 4),
        ("1.1234567", 0),
    ] {
        assert_eq!(check(text), Err(Wrong(at)), "{text:?}");
    }
    // What would be deep is refused, not walked.
    for deep in ["(".repeat(900), "-".repeat(900), "IF(1,".repeat(190), "1+".repeat(900)] {
        assert!(check(&deep).is_err());
    }
    let long = format!("1{}", "+1".repeat(499));
    is(&long, "number", 500);
}

#[test]
fn a_formula_may_name_those_before_it_and_never_itself() {
    let mut bench = Bench::new();
    let add = |bench: &mut Bench, name: &str, formula: &str, place: i64| {
        let fields: [(&str, Value); 6] = [
            ("of", "opportunity".into()),
            ("name", name.into()),
            ("kind", "formula".into()),
            ("formula", formula.into()),
            ("result", "number".into()),
            ("place", place.into()),
        ];
        register(&bench.desk.create("custom_field", &fields).id)
    };
    let net = add(&mut bench, "净额", "{amount} / 2", 10);
    let twice = add(&mut bench, "两倍", "{净额} * 2", 11);
    let round = add(&mut bench, "循环", "{循环} + 1", 12);
    let early = add(&mut bench, "过早", "{净额} + 1", 9);
    let value = |key: &str| bench.desk.value(&bench.deal, key);
    assert_eq!((value(&net), value(&twice)), (Value::Int(6000), Value::Int(12_000)));
    assert_eq!((value(&round), value(&early)), (Value::Null, Value::Null));
    let table = bench.desk.view().table("opportunity").unwrap();
    let unknown = |key: &str| table.field(key).unwrap().formula.unwrap().unknown.clone();
    assert_eq!((unknown(&twice), unknown(&round)), (vec![], vec!["循环".to_owned()]));
    // Nobody types what is worked out.
    assert!(!table.field(&net).unwrap().is_editable());
}
