//! Tables out, and in again: in either language and either kind of file every value comes back as it was,
//! and nothing that a spreadsheet would run goes out.

use crate::desk::{Desk, NOW};
use cove::crm::command::Args;
use cove::crm::schema::{Entity, Field, Kind};
use cove::crm::search::fold;
use cove::crm::{Edits, Rec, Ref, View, entity, input, record};
use cove::exchange::table::{Import, Mapping, Options, Rule, Settings, card, csv, formula, read, write, xlsx};
use cove::i18n::{self, Lang};
use cove::ledger::Value;
use proptest::prelude::*;

/// Texts as people store them: trimmed, of several lines perhaps, some that look like formulas.
fn any_text() -> impl Strategy<Value = String> {
    let text = "['=+@＝－a王,;\"|Z0 \u{a0}\u{3000}\n\t\\-]{1,12}";
    text.prop_map(|text| text.trim().to_owned()).prop_filter("something", |text| !text.is_empty())
}

/// A value of a field's type, or none.
fn any_value(field: &'static Field) -> BoxedStrategy<Value> {
    let value = match field.kind {
        Kind::Text | Kind::LongText => any_text().prop_map(Value::from).boxed(),
        Kind::Url => "https://[a-z]{1,8}\\.cn".prop_map(Value::from).boxed(),
        Kind::Email => "[a-z]{1,8}@[a-z]{1,8}\\.cn".prop_map(Value::from).boxed(),
        Kind::Phone => "1[0-9]{10}".prop_map(Value::from).boxed(),
        Kind::Int | Kind::Decimal(_) => (-1_000_000_i64..1_000_000).prop_map(Value::Int).boxed(),
        Kind::Rating(max) => (0..=i64::from(max)).prop_map(Value::Int).boxed(),
        Kind::Date => any_day().prop_map(Value::Date).boxed(),
        Kind::Instant => any_instant().prop_map(Value::At).boxed(),
        Kind::When => prop_oneof![any_day().prop_map(Value::Date), any_instant().prop_map(Value::At)].boxed(),
        Kind::Bool => any::<bool>().prop_map(Value::Bool).boxed(),
        Kind::Choice(choices) => (0..choices.len()).prop_map(|at| Value::from(choices[at].key)).boxed(),
        Kind::Choices(choices) => {
            prop::sample::subsequence(choices.iter().map(|choice| choice.key).collect::<Vec<_>>(), 1..=choices.len())
                .prop_map(|keys| Value::List(keys.into_iter().map(Value::from).collect()))
                .boxed()
        }
        Kind::Tags => prop::collection::btree_set("['=a王b]{1,4}", 1..4)
            .prop_map(|tags| Value::List(tags.into_iter().map(Value::from).collect()))
            .boxed(),
        // Links and points are made beside.
        Kind::Money | Kind::Formula | Kind::Link(_) | Kind::Point(_) => Just(Value::Null).boxed(),
    };
    if field.required { value } else { prop_oneof![1 => Just(Value::Null), 2 => value].boxed() }
}

fn any_day() -> impl Strategy<Value = chrono::NaiveDate> {
    (1900..2100_i32, 1..13_u32, 1..29_u32)
        .prop_map(|(year, month, day)| chrono::NaiveDate::from_ymd_opt(year, month, day).expect("a day"))
        .prop_filter("spreadsheets count February 1900 wrong", |day| {
            *day > chrono::NaiveDate::from_ymd_opt(1900, 3, 1).expect("a day")
        })
}

/// Years 1910 to 2099, to the millisecond.
fn any_instant() -> impl Strategy<Value = i64> {
    prop_oneof![(-1_893_456_000_000..4_070_908_800_000_i64), (0..4_000_000_i64).prop_map(|minute| minute * 60_000)]
}

/// The stored fields that a table can bring.
fn brought(table: &'static Entity) -> impl Iterator<Item = &'static Field> {
    table.fields.iter().filter(|field| field.is_stored() && !field.synonyms.is_empty())
}

/// Fields; points by kind, label and value; a company; whose it is.
type Made = (Args, Vec<(usize, usize, String)>, Option<String>, usize);

fn any_record(table: &'static Entity) -> BoxedStrategy<Made> {
    let fields: Vec<_> =
        brought(table).map(|field| any_value(field).prop_map(|value| (field.key.to_owned(), value))).collect();
    let phone = "\\+?[0-9]{3} [0-9]{4,8}";
    // Kind, label, value; kinds and labels by their place.
    let points = prop::collection::btree_map("[a-z]{2,6}", (0..3_usize, 0..6_usize, phone), 0..5).prop_map(|points| {
        let point = |(name, (kind, label, number)): (String, (usize, usize, String))| {
            let value = match kind {
                0 => number,
                1 => format!("{name}@a.cn"),
                _ => format!("@{name}"),
            };
            (kind, label, value)
        };
        points.into_iter().map(point).collect()
    });
    (fields, points, prop::option::of("[=a-c王]{1,3}"), 0..3_usize)
        .prop_map(|(fields, points, company, owner)| (fields.into_iter().collect(), points, company, owner))
        .boxed()
}

const KINDS: [&str; 3] = ["phone", "email", "wechat"];
const LABELS: [Option<&str>; 6] = [None, Some("work"), Some("mobile"), Some("home"), Some("fax"), Some("other")];

/// Everything of a record that a table can bring, in words.
fn facts(view: &View<'_>, rec: &Rec<'_>) -> Vec<String> {
    let mut facts: Vec<String> = brought(rec.table)
        .map(|field| match field.kind {
            Kind::Link(_) => {
                let to = rec.get(field.key).and_then(|link| view.follow(link)).map(|to| to.title());
                format!("{} {to:?}", field.key)
            }
            Kind::Point(kind) => {
                let points = rec.points(kind);
                let mut all: Vec<String> =
                    points.iter().map(|point| format!("{} {}", point.text("label"), point.text("value"))).collect();
                all.sort();
                format!("{kind} {:?} {all:?}", points.first().map(|point| point.text("value")))
            }
            _ => format!("{} {:?}", field.key, rec.value(field, &NOW)),
        })
        .collect();
    facts.sort();
    facts
}

fn all_facts(desk: &Desk, key: &str) -> Vec<Vec<String>> {
    let view = desk.view();
    let mut all: Vec<_> = view.records(key).map(|rec| facts(&view, &rec)).collect();
    all.sort();
    all
}

fn alike(one: &str, other: &str) -> bool {
    one == other || !fold(one).is_empty() && fold(one) == fold(other)
}

/// The types whose values a cell can hold as they are.
const KINDS_OF_ONES_OWN: [&str; 12] =
    ["text", "long", "number", "decimal", "date", "instant", "yes", "rating", "choice", "choices", "email", "phone"];

/// A table with fields of the team's own, which are the same in every team of these tests.
fn table_of(key: &str) -> &'static Entity {
    team().0.view().table(key).expect("a table")
}

fn team() -> (Desk, Vec<Ref>) {
    let mut desk = Desk::new("rep");
    let others = ["李明", "O'Brien"].map(|name| desk.member(name, "rep")).to_vec();
    // Fields of one's own come back like those of the program.
    for of in ["lead", "customer", "contact"] {
        for kind in KINDS_OF_ONES_OWN {
            let name = format!("自有 {kind}");
            let options = "甲方\n乙方\nBoth sides";
            let fields: [(&str, Value); 5] = [
                ("of", of.into()),
                ("kind", kind.into()),
                ("name", name.as_str().into()),
                ("name_en", format!("Own {kind}").as_str().into()),
                ("options", options.into()),
            ];
            desk.create("custom_field", &fields);
        }
    }
    (desk, others)
}

/// A table written and read again.
fn again(desk: &Desk, key: &str, lang: Lang, workbook: bool) -> Vec<u8> {
    let say = |key: &str| i18n::text(lang, key);
    let view = desk.view();
    let records: Vec<Rec<'_>> = view.records(key).collect();
    let columns = write::all_columns(table_of(key), &records, &say);
    if workbook {
        xlsx::write("表", &records, &columns, &NOW, &say, &|_| ()).expect("it fits")
    } else {
        csv::write(&records, &columns, &NOW, &say, &|_| ())
    }
}

proptest! {
    #[test]
    fn every_value_comes_back(
        (key, records) in prop_oneof![Just("lead"), Just("customer"), Just("contact")].prop_flat_map(|key| {
            (Just(key), prop::collection::vec(any_record(table_of(key)), 1..4))
        }),
        zh in any::<bool>(),
        workbook in any::<bool>(),
    ) {
        let table = table_of(key);
        let lang = if zh { Lang::Zh } else { Lang::En };
        let (mut desk, others) = team();
        for (mut args, points, company, owner) in records {
            args.retain(|_, value| !value.is_empty());
            // An import without a source writes one: give it here.
            if table.field("source").is_some() {
                args.entry("source".into()).or_insert_with(|| "expo".into());
            }
            if let (Some(company), Some(_)) = (company, table.field("customer")) {
                // Names that differ by signs alone are one company to an import, so they are here.
                let known = desk.view().records("customer").find(|rec| alike(&rec.title(), &company)).map(|rec| rec.at());
                let at = known.unwrap_or_else(|| desk.create("customer", &[("name", company.as_str().into())]));
                args.insert("customer".into(), at.link());
            }
            args.insert("owner".into(), others.get(owner).map_or_else(|| desk.view().my_link(), Ref::link));
            let mut edits = Edits::new();
            let id = edits.create();
            record::add(&mut edits, &desk.view(), table, &id, &args, &NOW);
            let mut met: Vec<&str> = Vec::new();
            for (kind, label, value) in &points {
                let kind = KINDS[*kind];
                let primary = !met.contains(&kind);
                met.push(kind);
                // Only phones and addresses have labels in tables.
                let label = LABELS[*label].filter(|_| kind != "wechat");
                if table.fields.iter().any(|field| matches!(field.kind, Kind::Point(own) if own == kind)) {
                    input::add_point(&mut edits, key, &id, kind, label, value.as_str().into(), primary);
                }
            }
            desk.write(&edits);
        }
        let bytes = again(&desk, key, lang, workbook);
        let sheet = read(&bytes, &Options::default()).expect("a table");
        let mapping = Mapping::guess(table, &sheet);
        let settings = Settings { known: Rule::Add, ..Settings::default() };
        let import = Import { settings, ..Import::new(mapping, sheet) };
        let (mut other, _) = team();
        let report = import.check(&other.view(), &NOW, &|_| ());
        prop_assert_eq!(&report.problems, &[]);
        for step in 0..report.steps() {
            let edits = import.edits(&report, step, &other.view(), &NOW);
            other.write(&edits);
        }
        prop_assert_eq!(all_facts(&other, key), all_facts(&desk, key));

        // Read over the very records it came from, it changes nothing.
        let import = Import { settings: Settings { known: Rule::Overwrite, ..Settings::default() }, ..import };
        let same = import.check(&desk.view(), &NOW, &|_| ()).counts();
        prop_assert_eq!((same.duplicate, same.rows), (same.rows, desk.view().records(key).count()));

        if !workbook {
            let text = String::from_utf8(bytes).expect("UTF-8");
            for cell in ::csv::ReaderBuilder::new().from_reader(text.trim_start_matches('\u{feff}').as_bytes()).records() {
                let cell = cell.expect("a row");
                prop_assert!(cell.iter().all(|cell| !formula::is_trigger(cell) || cell.parse::<f64>().is_ok() || cell.starts_with('\'')));
            }
        }
    }
}

/// 程屿 with two phones, for cards and columns.
fn cheng() -> Desk {
    let mut desk = Desk::new("rep");
    let company = desk.create("customer", &[("name", "杭州云隙; 传动".into())]);
    let cheng = desk.create(
        "contact",
        &[
            ("name", "程屿".into()),
            ("customer", company.link()),
            ("title", "总经理".into()),
            ("phone", "+86 138 0013 2206".into()),
            ("birthday", Value::Date(chrono::NaiveDate::from_ymd_opt(1990, 2, 28).expect("a day"))),
            ("gender", "female".into()),
            ("note", "周四上门，\n带样机".into()),
        ],
    );
    let mut edits = Edits::new();
    input::add_point(&mut edits, "contact", &cheng.id, "phone", Some("fax"), "0571 1234".into(), false);
    desk.write(&edits);
    desk
}

#[test]
fn a_list_is_written_as_it_is_shown() {
    let desk = cheng();
    let view = desk.view();
    let records: Vec<Rec<'_>> = view.records("contact").collect();
    let table = entity("contact").expect("a table");
    let fields: Vec<_> = ["name", "customer", "phone", "birthday"].iter().filter_map(|key| table.field(key)).collect();
    let say = |key: &str| i18n::text(Lang::Zh, key);
    let bytes = csv::write(&records, &write::columns(&fields, &say), &NOW, &say, &|_| ());
    let expect = "\u{feff}姓名,所属客户,电话,生日\r\n程屿,杭州云隙; 传动,'+86 138 0013 2206,1990-02-28\r\n";
    assert_eq!(String::from_utf8(bytes).expect("UTF-8"), expect);
}

#[test]
fn people_are_cards() {
    let desk = cheng();
    let view = desk.view();
    let records: Vec<Rec<'_>> = view.records("contact").collect();
    let text = String::from_utf8(card::write(&view, &records)).expect("UTF-8");
    let expect = "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:程屿\r\nN:程屿;;;;\r\nORG:杭州云隙\\; 传动\r\nTITLE:总经理\r\n\
        TEL;PREF=1:+86 138 0013 2206\r\nTEL;TYPE=fax:0571 1234\r\nBDAY:19900228\r\nGENDER:F\r\n\
        NOTE:周四上门，\\n带样机\r\nUID:";
    assert!(text.starts_with(expect), "{text}");
    assert!(text.ends_with("\r\nEND:VCARD\r\n"), "{text}");
    assert!(
        card::has_cards(entity("lead").expect("a table")) && !card::has_cards(entity("customer").expect("a table"))
    );
}

/// A spreadsheet does not tell a day from its midnight.
#[test]
fn a_moment_at_midnight_stays_a_moment() {
    let mut desk = Desk::new("rep");
    let midnight = Value::At(94_579_200_000);
    desk.create("lead", &[("name", "程屿".into()), ("source", "web".into()), ("next_contact", midnight.clone())]);
    let sheet = read(&again(&desk, "lead", Lang::En, true), &Options::default()).expect("a table");
    let import = Import::new(Mapping::guess(entity("lead").expect("a table"), &sheet), sheet);
    let mut other = Desk::new("rep");
    let report = import.check(&other.view(), &NOW, &|_| ());
    let edits = import.edits(&report, 0, &other.view(), &NOW);
    other.write(&edits);
    let read: Vec<Option<Value>> = other.view().records("lead").map(|rec| rec.get("next_contact").cloned()).collect();
    assert_eq!(read, [Some(midnight)]);
}

#[test]
fn what_no_workbook_holds_is_refused() {
    let mut desk = Desk::new("rep");
    desk.create("customer", &[("name", "云隙".into()), ("note", "长".repeat(32_768).into())]);
    let view = desk.view();
    let records: Vec<Rec<'_>> = view.records("customer").collect();
    let say = |key: &str| i18n::text(Lang::En, key);
    let columns = write::all_columns(entity("customer").expect("a table"), &records, &say);
    let written = xlsx::write("Customers", &records, &columns, &NOW, &say, &|_| ());
    assert_eq!(written, Err(cove::exchange::table::TableError::NotForWorkbook));
    assert!(csv::write(&records, &columns, &NOW, &say, &|_| ()).len() > 3 * 32_768);
}

#[test]
fn rows_left_out_are_written_with_their_reasons() {
    let desk = Desk::new("rep");
    let text = "姓名,公司,手机\n高雯,苏州澜芯,12\n程屿,杭州云隙,13800138000\n沈亦舟,宁波\n何敏,一,13800138001,多\n,=无名,13700137000\n";
    let sheet = read(text.as_bytes(), &Options::default()).expect("a table");
    let import = Import::new(Mapping::guess(entity("lead").expect("a table"), &sheet), sheet);
    let report = import.check(&desk.view(), &NOW, &|_| ());
    let bytes = csv::errors(&import, &report, &|key| i18n::text(Lang::En, key));
    let expect = "\u{feff}姓名,公司,手机,Row,Reason\r\n\
        高雯,苏州澜芯,12,2,Phone: Not a phone number. Example: 138 0013 8000\r\n\
        沈亦舟,宁波,,4,The row has more or fewer cells than the heading\r\n\
        何敏,一,13800138001,5,The row has more or fewer cells than the heading,多\r\n\
        ,'=无名,13700137000,6,Name: A value is needed\r\n";
    assert_eq!(String::from_utf8(bytes).expect("UTF-8"), expect);
}
