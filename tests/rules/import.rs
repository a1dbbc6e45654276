//! Tables in: encodings, delimiters, headings, mapping, dry run, writing; and hostile files.

use crate::desk::Desk;
use cove::crm::{self, Ref, entity};
use cove::exchange::table::{
    Counts, Encoding, Import, Mapping, Options, Origin, Owner, Reason, Sheet, TableError, Target, Unreadable, Verdict,
    read,
};
use cove::i18n::{self, Lang};
use cove::ledger::Value;

const ATOMIC: &[u8] = include_bytes!("../fixtures/tables/atomic-crm-contacts.csv");

fn sheet(text: &str) -> Sheet {
    read(text.as_bytes(), &Options::default()).expect("a table")
}

fn import(key: &str, text: &str) -> Import {
    let sheet = sheet(text);
    Import::new(Mapping::guess(entity(key).expect("a table"), &sheet), sheet)
}

fn write(desk: &mut Desk, import: &Import) -> Vec<Ref> {
    let report = import.check(&desk.view(), &desk.now, &|_| ());
    let mut created = Vec::new();
    for step in 0..report.steps() {
        let edits = import.edits(&report, step, &desk.view(), &desk.now);
        created.extend(desk.write(&edits));
    }
    created
}

#[test]
fn the_acceptance_file_arrives_whole() {
    let sheet = read(ATOMIC, &Options::default()).expect("a table");
    assert_eq!(sheet.origin, Origin::Text { encoding: Encoding::Utf8, delimiter: ',' });
    assert_eq!(sheet.width, 24);
    let import = Import::new(Mapping::guess(entity("contact").expect("a table"), &sheet), sheet);
    let expect = [
        ("first_name", Target::GivenName),
        ("last_name", Target::FamilyName),
        ("gender", Target::Field("gender")),
        ("title", Target::Field("title")),
        ("background", Target::Field("background")),
        ("first_seen", Target::Field("first_seen")),
        ("last_seen", Target::Field("last_seen")),
        ("has_newsletter", Target::Field("newsletter")),
        ("status", Target::Field("temperature")),
        ("tags", Target::Field("tags")),
        ("linkedin_url", Target::Field("linkedin")),
        ("company_name", Target::Field("customer")),
        ("sales", Target::Field("owner")),
        ("email_work", Target::Point("email", "work")),
        ("email_home", Target::Point("email", "home")),
        ("email_other", Target::Point("email", "other")),
        ("phone_work", Target::Point("phone", "work")),
        ("phone_home", Target::Point("phone", "home")),
        ("phone_other", Target::Point("phone", "other")),
    ];
    for (heading, target) in import.sheet.heading.iter().zip(&import.mapping.columns) {
        let wanted = expect.iter().find(|(name, _)| name == heading).map_or(Target::Nothing, |(_, target)| *target);
        assert_eq!(*target, wanted, "{heading}");
    }

    let mut desk = Desk::new("rep");
    let report = import.check(&desk.view(), &desk.now, &|_| ());
    let rows = import.sheet.rows.len();
    let counts = report.counts();
    assert_eq!((counts.new, counts.duplicate, counts.wrong), (rows, 0, 0), "{:?}", &report.problems[..3]);
    assert!(report.problems.iter().all(|problem| problem.reason == Reason::NoMember));
    let created = write(&mut desk, &import);
    let view = desk.view();
    assert_eq!(view.records("contact").count(), rows);
    assert_eq!(view.records("customer").count(), counts.made);
    assert!(created.iter().filter(|at| &*at.entity == "contact_point").count() > rows);

    // Every cell of the file is found again in the record of its row.
    let at = |heading: &str| import.sheet.heading.iter().position(|name| name == heading).expect("a column");
    for row in &import.sheet.rows {
        let cell = |heading: &str| row.cells[at(heading)].as_str();
        let name = format!("{} {}", cell("first_name"), cell("last_name"));
        let contact = view
            .records("contact")
            .find(|rec| {
                rec.title() == name
                    && rec
                        .get("customer")
                        .and_then(|link| view.follow(link))
                        .is_some_and(|to| to.title() == cell("company_name"))
            })
            .unwrap_or_else(|| panic!("{name} is missing"));
        for (kind, headings) in [
            ("email", ["email_work", "email_home", "email_other"]),
            ("phone", ["phone_work", "phone_home", "phone_other"]),
        ] {
            let wanted: Vec<(&str, &str)> = headings
                .iter()
                .filter(|heading| !cell(heading).is_empty())
                .map(|heading| (cell(heading), heading.split_once('_').expect("two parts").1))
                .collect();
            let mut points: Vec<(&str, &str)> =
                contact.points(kind).iter().map(|point| (point.text("value"), point.text("label"))).collect();
            points.sort_by_key(|point| wanted.iter().position(|own| own == point));
            assert_eq!(points, wanted, "{name}");
        }
        let tags: Vec<&str> = contact.tags("tags").into_iter().collect();
        let mut wanted: Vec<&str> = cell("tags").split(", ").filter(|tag| !tag.is_empty()).collect();
        wanted.sort_unstable();
        assert_eq!(tags, wanted, "{name}");
        assert_eq!(contact.text("title"), cell("title"));
        assert_eq!(contact.get("owner"), Some(&view.my_link()));
        assert_eq!(contact.get("newsletter"), Some(&Value::Bool(cell("has_newsletter") == "true")));
        assert_eq!(contact.text("temperature"), cell("status").replace('-', "_"));
    }

    // Once more: everything is there already.
    let again = import.check(&view, &desk.now, &|_| ()).counts();
    assert_eq!((again.new, again.duplicate, again.made), (0, rows, 0));
}

#[track_caller]
fn refused(bytes: &[u8], expect: TableError) {
    assert_eq!(read(bytes, &Options::default()), Err(expect));
    assert!(i18n::has(&expect.to_string()), "{expect}");
}

#[test]
fn hostile_files_are_refused() {
    refused(b"", TableError::Empty);
    refused(b"\n\n  \n", TableError::Empty);
    refused(b"\xef\xbb\xbf", TableError::Empty);
    refused(b"name,company\n", TableError::NoRows);
    refused(b"\xd0\xcf\x11\xe0\xa1\xb1rest of an old workbook", TableError::Workbook);
    refused(b"PK\x03\x04rest of a workbook", TableError::Damaged);
    refused(b"{ \"format\": \"cove-exchange/1\" }\n", TableError::Json);
    refused(b"a,b\0c\n1,2\n", TableError::NotText);
    refused("姓名,公司\n王芳,杭州\n李明,\u{fffd}x".as_bytes().split_at(30).0, TableError::Encoding);
    refused(b"name,company\nAnn,\"Open\nBob,B\n", TableError::OpenQuote(2));
    let wide = format!("{}\n{}\n", vec!["c"; 10_000].join(","), vec!["1"; 10_000].join(","));
    refused(wide.as_bytes(), TableError::TooManyColumns(1));
    let long = format!("name,note\nAnn,{}\n", "x".repeat((1 << 20) + 1));
    refused(long.as_bytes(), TableError::CellTooLong(2));
    refused("name\n".repeat(200_002).as_bytes(), TableError::TooManyRows);
    refused(&vec![b'a'; (64 << 20) + 1], TableError::TooBig);
}

#[test]
fn an_encoding_chosen_by_hand_is_obeyed() {
    let options = Options { encoding: Some(Encoding::Windows1252), ..Options::default() };
    let sheet = read(b"name;city\nJ\xfcrgen;K\xf6ln\n", &options).expect("a table");
    assert_eq!(sheet.rows[0].cells, ["Jürgen", "Köln"]);
    let options = Options { encoding: Some(Encoding::Utf8), ..Options::default() };
    assert_eq!(read(b"name;city\nJ\xfcrgen;K\xf6ln\n", &options), Err(TableError::Encoding));
}

#[track_caller]
fn cells(text: &str, delimiter: char, expect: &[&[&str]]) {
    let options = Options { heading: Some(0), ..Options::default() };
    let sheet = read(text.as_bytes(), &options).expect("a table");
    let rows: Vec<Vec<&str>> = sheet.rows.iter().map(|row| row.cells.iter().map(String::as_str).collect()).collect();
    assert_eq!(rows, expect, "{text:?}");
    let Origin::Text { delimiter: found, .. } = sheet.origin else { panic!("{text:?} is text") };
    assert_eq!(found, delimiter, "{text:?}");
}

#[test]
fn cells_are_parted_as_rfc_4180_says_at_whatever_delimiter() {
    cells("a,b\n1,2\n", ',', &[&["a", "b"], &["1", "2"]]);
    cells("a;b\r\n1,5;2\r\n", ';', &[&["a", "b"], &["1,5", "2"]]);
    cells("a\tb\n1\t\"2\t3\"\n", '\t', &[&["a", "b"], &["1", "2\t3"]]);
    cells("a|b\n1|2", '|', &[&["a", "b"], &["1", "2"]]);
    cells("姓名，公司\n王芳，杭州尚祈\n", '，', &[&["姓名", "公司"], &["王芳", "杭州尚祈"]]);
    cells("姓名；地址\n王芳；\"杭州；滨江\"\n", '；', &[&["姓名", "地址"], &["王芳", "杭州；滨江"]]);
    cells("a,b\n\"say \"\"hi\"\"\nthere\",2\n", ',', &[&["a", "b"], &["say \"hi\"\nthere", "2"]]);
    cells("a,b\n'=1+1,'t Hart\n", ',', &[&["a", "b"], &["=1+1", "'t Hart"]]);
    cells("alone\nnext\n", ',', &[&["alone"], &["next"]]);
}

#[test]
fn rows_are_numbered_as_a_spreadsheet_shows_them() {
    let sheet = sheet("name,note\n\nAnn,\"two\nlines\"\r\n\r\n,\nBob,x\n");
    assert_eq!(sheet.rows.iter().map(|row| row.number).collect::<Vec<_>>(), [3, 6]);
}

#[track_caller]
fn heading(text: &str, expect: bool) {
    assert_eq!(sheet(text).head > 0, expect, "{text:?}");
}

#[test]
fn a_heading_is_told_from_a_first_row() {
    heading("name,company\nAnn,A\n", true);
    heading("姓名,手机\n王芳,13800138000\n", true);
    heading("Bezeichnung,Zahl\nEins,1\n", true);
    heading("王芳,13800138000\n李明,13900139000\n", false);
    heading("Ann,ann@example.com\nBob,bob@example.com\n", false);
}

#[test]
fn every_label_is_a_heading_of_its_field() {
    let mut lost = Vec::new();
    for table in crm::entities().iter().filter(|table| cove::exchange::table::mapping::IMPORTED.contains(&table.key)) {
        for field in table.fields.iter().filter(|field| field.is_stored() && !field.synonyms.is_empty()) {
            for lang in Lang::ALL {
                let label = i18n::text(lang, field.label);
                let sheet = sheet(&format!("{label},0\nx,1\n"));
                let mapping = Mapping::guess(table, &sheet);
                if mapping.columns[0] != Target::Field(field.key) {
                    lost.push((table.key, field.key, label, mapping.columns[0]));
                }
            }
        }
    }
    assert!(lost.is_empty(), "{lost:#?}");
}

#[track_caller]
fn means(key: &str, heading: &str, expect: Target) {
    let sheet = sheet(&format!("{heading},0\nx,1\n"));
    assert_eq!(Mapping::guess(entity(key).expect("a table"), &sheet).columns[0], expect, "{heading}");
}

#[test]
fn headings_are_understood_in_both_languages() {
    means("contact", "E-mail (work)", Target::Field("email"));
    means("contact", "Work E-mail", Target::Point("email", "work"));
    means("contact", "Home Phone", Target::Point("phone", "home"));
    means("contact", "phone_home", Target::Point("phone", "home"));
    means("contact", "家庭电话", Target::Point("phone", "home"));
    means("contact", "工作邮箱", Target::Point("email", "work"));
    means("contact", "手机号码", Target::Point("phone", "mobile"));
    means("contact", "Phone 2", Target::Field("phone"));
    means("contact", "Mobile", Target::Point("phone", "mobile"));
    means("contact", "姓", Target::FamilyName);
    means("contact", "生日", Target::Field("birthday"));
    means("lead", "来源渠道", Target::Field("source"));
    means("lead", "客户名称", Target::Field("company"));
    means("lead", "*姓名(必填)", Target::Field("name"));
    means("lead", "跟进人", Target::Field("owner"));
    means("customer", "公司名称", Target::Field("name"));
    means("customer", "company_id", Target::Nothing);
    means("customer", "first_name", Target::Nothing);
}

#[test]
fn a_chinese_table_becomes_leads_and_names_its_faults() {
    let text = "姓名,公司,手机,来源渠道,跟进人,意向,下次跟进\n\
        程屿,杭州云隙精密传动有限公司,138 0013 2206,工博会,,4,2026/11/26\n\
        姜予安,苏州澜芯机器人有限公司,12,客户推荐,李明,5,2026-11-25\n\
        沈亦舟,宁波海川港机股份有限公司,13900137741,天上掉的,陈思远,9,\n\
        高雯,无锡砺行精密铸造有限公司\n\
        ,没有名字的公司,13900137742,官网,,,\n\
        程屿,杭州云隙精密传动有限公司,13900139999,展会,,,\n\
        唐若溪,绍兴越溪染整集团,13900137743,,陌生人,,\n";
    let mut desk = Desk::new("rep");
    let mut import = import("lead", text);
    let report = import.check(&desk.view(), &desk.now, &|_| ());
    let counts = Counts { rows: 7, new: 2, duplicate: 1, wrong: 4, made: 0, ..Counts::default() };
    assert_eq!(report.counts(), counts);
    assert_eq!(report.verdicts[5], Verdict::Repeats(2));
    let told: Vec<(usize, Option<usize>, String)> =
        report.problems.iter().map(|p| (p.row, p.column, p.reason.to_string())).collect();
    let expect = [
        (3, Some(2), "invalid-phone"),
        (3, Some(4), "table-row-no-member"),
        (4, Some(3), "invalid-choice"),
        (4, Some(5), "invalid-number"),
        (5, None, "table-row-ragged"),
        (6, None, "table-row-required"),
        (8, Some(4), "table-row-no-member"),
    ];
    let expect: Vec<_> = expect.into_iter().map(|(row, column, key)| (row, column, key.to_owned())).collect();
    assert_eq!(told, expect);
    assert!(report.problems.iter().all(|problem| i18n::has(&problem.reason.to_string())));

    import.settings.owner = Owner::Nobody;
    write(&mut desk, &import);
    let leads: Vec<Ref> = desk.view().records("lead").map(|lead| lead.at()).collect();
    assert_eq!(leads.len(), 2);
    for lead in &leads {
        assert_eq!(desk.text(lead, "status"), "unassigned");
    }
    let sources: Vec<String> = leads.iter().map(|lead| desk.text(lead, "source")).collect();
    assert_eq!(sources, ["expo", "other"]);

    import.settings.unreadable = Unreadable::LeaveBlank;
    let lenient = import.check(&desk.view(), &desk.now, &|_| ()).counts();
    assert_eq!(lenient, Counts { rows: 7, new: 2, duplicate: 3, wrong: 2, made: 0, ..Counts::default() });
}

#[test]
fn colleagues_share_a_phone_and_a_company_is_created_once() {
    let text =
        "Name,Company,Phone\nAnn Lee,Orlen Harbour,555-0100\nBob Ray,ORLEN  HARBOUR,555-0100\nAnn Lee,,555 0100\n";
    let mut desk = Desk::new("rep");
    let import = import("contact", text);
    let report = import.check(&desk.view(), &desk.now, &|_| ());
    assert_eq!(report.verdicts, [Verdict::New, Verdict::New, Verdict::Repeats(2)]);
    write(&mut desk, &import);
    let view = desk.view();
    assert_eq!(view.records("customer").map(|rec| rec.title()).collect::<Vec<_>>(), ["Orlen Harbour"]);
    assert!(view.records("contact").all(|rec| rec.get("customer").is_some()));
}

#[test]
fn a_long_table_is_written_in_small_steps() {
    let rows: String = (0..1_300).map(|n| format!("Person {n},Company {},+49 30 {n:05}\n", n % 700)).collect();
    let mut desk = Desk::new("rep");
    let import = import("contact", &format!("Name,Company,Phone\n{rows}"));
    let report = import.check(&desk.view(), &desk.now, &|_| ());
    assert_eq!((report.made.len(), report.steps()), (700, 2 + 3));
    write(&mut desk, &import);
    assert_eq!(desk.view().records("contact").count(), 1_300);
    assert_eq!(desk.view().records("customer").count(), 700);
    assert!(desk.view().records("contact").all(|rec| rec.point("phone").is_some()));
}

#[test]
fn names_lead_to_records_of_their_own_kind() {
    let mut desk = Desk::new("admin");
    let known = desk.create("pool", &[("name", "展会".into())]);
    let mut import = import("lead", "姓名,公司,线索池\n程屿,云隙传动,展会\n陆晚,澜芯,官网\n何敏,初晴,官网\n");
    import.settings.owner = Owner::Nobody;
    let report = import.check(&desk.view(), &desk.now, &|_| ());
    assert_eq!(report.made, [("pool", "官网".to_owned())], "once, and no company");
    write(&mut desk, &import);
    let view = desk.view();
    let waiting = |pool: crm::Rec<'_>| (pool.title(), pool.value_of("waiting", &desk.now).as_int());
    let mut pools: Vec<_> = view.records("pool").map(waiting).collect();
    pools.sort();
    assert_eq!(pools, [("官网".to_owned(), Some(2)), ("展会".to_owned(), Some(1))]);
    assert_eq!((desk.value(&known, "waiting"), view.records("customer").count()), (Value::Int(1), 0));
}

#[test]
fn a_table_goes_into_a_chosen_pool() {
    let mut desk = Desk::new("rep");
    let pool = desk.create("pool", &[("name", "展会".into())]);
    let mut import = import("lead", "姓名,公司,负责人\n程屿,云隙传动,\n陆晚,澜芯,陈思远\n");
    import.settings.owner = Owner::Nobody;
    import.settings.defaults.insert("pool".to_owned(), pool.id.to_string());
    write(&mut desk, &import);
    assert_eq!(desk.value(&pool, "waiting"), Value::Int(1), "who is named has it");
    let view = desk.view();
    let owned = view.records("lead").filter(|lead| lead.get("owner").is_some()).count();
    assert_eq!((view.records("lead").count(), owned), (2, 1));
}

#[test]
fn opportunities_find_their_customers_or_make_them() {
    let mut desk = Desk::new("rep");
    let known = desk.create("customer", &[("name", "云隙传动".into())]);
    let mut import = import(
        "opportunity",
        "商机名称,客户,联系人,金额,阶段\n视觉检测,云隙传动,程屿,36万,报价\n改造,澜芯,,12万,\n无主,,,1万,\n",
    );
    import.settings.owner = Owner::Me;
    let report = import.check(&desk.view(), &desk.now, &|_| ());
    assert_eq!((report.counts().new, report.counts().wrong), (2, 1), "without a customer there is none");
    assert_eq!(report.made, [("customer", "澜芯".to_owned())]);
    let unknown: Vec<Reason> = report.problems.iter().map(|problem| problem.reason).collect();
    assert_eq!(unknown, [Reason::NoRecord, Reason::Required], "a contact is not made of a name");
    write(&mut desk, &import);
    let view = desk.view();
    let mut found: Vec<(String, String, Value)> = view
        .records("opportunity")
        .map(|rec| (rec.title(), rec.text("stage").to_owned(), rec.get("amount").cloned().unwrap()))
        .collect();
    found.sort_by(|a, b| a.0.cmp(&b.0));
    let money = |minor| Value::Money(minor, "CNY".into());
    assert_eq!(
        found,
        [
            ("改造".to_owned(), "contact".to_owned(), money(12_000_000)),
            ("视觉检测".to_owned(), "quote".to_owned(), money(36_000_000)),
        ]
    );
    assert_eq!(view.linking("opportunity", &known).len(), 1);
}
