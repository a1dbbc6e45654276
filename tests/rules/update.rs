//! Rows over records that are there already: by what they are known, and what becomes of each field.

use crate::desk::Desk;
use cove::crm::{Ref, entity};
use cove::exchange::table::{
    Counts, Fate, Fresh, Import, Mapping, Options, Owner, Reason, Rule, Settings, Target, Unknown, Verdict, read,
};
use cove::ledger::Value;

fn import(key: &str, text: &str, settings: Settings) -> Import {
    let sheet = read(text.as_bytes(), &Options::default()).expect("a table");
    Import { settings, ..Import::new(Mapping::guess(entity(key).expect("a table"), &sheet), sheet) }
}

fn counts(desk: &Desk, import: &Import) -> Counts {
    import.check(&desk.view(), &desk.now, &|_| ()).counts()
}

fn write(desk: &mut Desk, import: &Import) -> Counts {
    let report = import.check(&desk.view(), &desk.now, &|_| ());
    for step in 0..report.steps() {
        let edits = import.edits(&report, step, &desk.view(), &desk.now);
        desk.write(&edits);
    }
    report.counts()
}

/// 高雯 of 苏州澜芯, with a phone and a title, known to 陈思远.
fn gao(desk: &mut Desk) -> Ref {
    let company = desk.create("customer", &[("name", "苏州澜芯".into())]);
    desk.create(
        "contact",
        &[
            ("name", "高雯".into()),
            ("customer", company.link()),
            ("title", "采购".into()),
            ("phone", "13800138000".into()),
            ("tags", Value::List(vec!["老客户".into()])),
        ],
    )
}

fn phones(desk: &Desk, at: &Ref) -> Vec<String> {
    let rec = desk.view().at(at).expect("it is visible");
    rec.points("phone").iter().map(|point| point.text("value").to_owned()).collect()
}

const ROW: &str = "姓名,公司,职务,部门,手机,标签,邮箱\n高雯,苏州澜芯,总监,,13900139000,展会,gao@lan.cn\n";

fn with(known: Rule) -> Settings {
    Settings { known, ..Settings::default() }
}

#[test]
fn what_is_there_stays_unless_one_says_otherwise() {
    let mut desk = Desk::new("rep");
    gao(&mut desk);
    let import = import("contact", ROW, with(Rule::Keep));
    assert_eq!(counts(&desk, &import), Counts { rows: 1, duplicate: 1, ..Counts::default() });
    write(&mut desk, &import);
    assert_eq!(desk.view().records("contact").count(), 1);
}

#[test]
fn blanks_are_filled_and_nothing_else() {
    let mut desk = Desk::new("rep");
    let gao = gao(&mut desk);
    let import = import("contact", ROW, with(Rule::Fill));
    assert_eq!(counts(&desk, &import), Counts { rows: 1, update: 1, ..Counts::default() });
    write(&mut desk, &import);
    assert_eq!((desk.text(&gao, "title").as_str(), desk.text(&gao, "email").as_str()), ("采购", "gao@lan.cn"));
    assert_eq!(phones(&desk, &gao), ["13800138000"]);
    assert_eq!(desk.value(&gao, "tags"), Value::List(vec!["老客户".into()]));
    // Nothing is left to fill.
    assert_eq!(counts(&desk, &import), Counts { rows: 1, duplicate: 1, ..Counts::default() });
}

#[test]
fn what_differs_is_overwritten_and_blank_cells_take_nothing_away() {
    let mut desk = Desk::new("rep");
    let gao = gao(&mut desk);
    desk.write(&cove::crm::record::edit(&desk.view(), &gao, "department", "采购部".into()).expect("an edit"));
    let import = import("contact", ROW, with(Rule::Overwrite));
    write(&mut desk, &import);
    assert_eq!(desk.text(&gao, "title"), "总监");
    assert_eq!(desk.text(&gao, "department"), "采购部");
    // The phone of the row has a label, the one there has none: both are kept.
    assert_eq!(phones(&desk, &gao), ["13800138000", "13900139000"]);
    assert_eq!(desk.value(&gao, "tags"), Value::List(vec!["展会".into()]));
    assert_eq!(counts(&desk, &import), Counts { rows: 1, duplicate: 1, ..Counts::default() });
}

#[test]
fn a_phone_is_overwritten_under_its_own_label() {
    let mut desk = Desk::new("rep");
    let text = "姓名,公司,电话\n高雯,苏州澜芯,13900139000\n";
    let gao = gao(&mut desk);
    write(&mut desk, &import("contact", text, with(Rule::Overwrite)));
    assert_eq!(phones(&desk, &gao), ["13900139000"]);
}

#[test]
fn single_fields_have_rules_of_their_own() {
    let mut desk = Desk::new("rep");
    let gao = gao(&mut desk);
    let mut settings = with(Rule::Overwrite);
    settings.rules.insert("title".into(), Rule::Keep);
    settings.rules.insert("tags".into(), Rule::Fill);
    settings.rules.insert("phone".into(), Rule::Keep);
    write(&mut desk, &import("contact", ROW, settings));
    assert_eq!((desk.text(&gao, "title").as_str(), desk.text(&gao, "email").as_str()), ("采购", "gao@lan.cn"));
    assert_eq!(phones(&desk, &gao), ["13800138000"]);
    assert_eq!(desk.value(&gao, "tags"), Value::List(vec!["老客户".into()]));
}

#[test]
fn an_import_that_only_updates_creates_nothing() {
    let mut desk = Desk::new("rep");
    let gao = gao(&mut desk);
    let text = format!("{ROW}程屿,杭州云隙,经理,,13700137000,,\n高雯,苏州澜芯,主任,,,,\n");
    let import = import("contact", &text, Settings { fresh: Fresh::LeaveOut, ..with(Rule::Overwrite) });
    let report = import.check(&desk.view(), &desk.now, &|_| ());
    assert_eq!(
        report.verdicts,
        [Verdict::Updates(gao.clone()), Verdict::Unknown, Verdict::Repeats(2)],
        "a record is updated by one row"
    );
    assert_eq!(
        report.verdicts.iter().map(Verdict::fate).collect::<Vec<_>>(),
        [Fate::Update, Fate::Skipped, Fate::Duplicate]
    );
    write(&mut desk, &import);
    assert_eq!((desk.view().records("contact").count(), desk.view().records("customer").count()), (1, 1));
}

#[test]
fn rows_may_be_added_once_more() {
    let mut desk = Desk::new("rep");
    gao(&mut desk);
    assert_eq!(write(&mut desk, &import("contact", ROW, with(Rule::Add))).new, 1);
    assert_eq!(desk.view().records("contact").count(), 2);
}

#[test]
fn rows_are_known_by_the_field_that_was_chosen() {
    let mut desk = Desk::new("rep");
    let gao = gao(&mut desk);
    let text = "姓名,手机,职务\n高小雯,138-0013-8000,总监\n高雯,13600136000,总监\n";
    let by = |key: Option<&str>| Settings { key: key.map(str::to_owned), ..with(Rule::Overwrite) };
    let verdicts = |desk: &Desk, key| {
        let import = import("contact", text, by(key));
        import.check(&desk.view(), &desk.now, &|_| ()).verdicts
    };
    assert_eq!(verdicts(&desk, None), [Verdict::New, Verdict::New]);
    assert_eq!(verdicts(&desk, Some("phone")), [Verdict::Updates(gao.clone()), Verdict::New]);
    assert_eq!(verdicts(&desk, Some("name")), [Verdict::New, Verdict::Updates(gao)]);
}

#[test]
fn an_id_names_the_record_whatever_else_changed() {
    let mut desk = Desk::new("rep");
    let gao = gao(&mut desk);
    let text = format!("Record ID,Name,Title\n{},高文雯,主管\nnobody,程屿,\n", gao.id);
    let import = import("contact", &text, with(Rule::Overwrite));
    assert_eq!(import.mapping.columns[0], Target::Id);
    assert_eq!(write(&mut desk, &import), Counts { rows: 2, new: 1, update: 1, ..Counts::default() });
    assert_eq!((desk.text(&gao, "name").as_str(), desk.text(&gao, "title").as_str()), ("高文雯", "主管"));
}

#[test]
fn what_only_commands_change_stays() {
    let mut desk = Desk::new("rep");
    let li = desk.member("李明", "rep");
    let lead = desk.create("lead", &[("name", "程屿".into()), ("company", "云隙".into()), ("source", "expo".into())]);
    let text = "姓名,公司,负责人,状态,来源\n程屿,云隙,李明,无效,官网\n";
    write(&mut desk, &import("lead", text, with(Rule::Overwrite)));
    assert_ne!(desk.value(&lead, "owner"), li.link());
    assert_eq!((desk.text(&lead, "status").as_str(), desk.text(&lead, "source").as_str()), ("pending", "web"));
}

#[test]
fn names_that_nobody_has_are_created_left_blank_or_refused() {
    let text = "姓名,公司,负责人\n程屿,杭州云隙,李明\n高雯,苏州澜芯,\n";
    let check = |unknown: &[(&str, Unknown)]| {
        let mut desk = Desk::new("rep");
        gao(&mut desk);
        let mut settings = Settings { owner: Owner::Nobody, ..Settings::default() };
        settings.unknown = unknown.iter().map(|(field, unknown)| ((*field).to_owned(), *unknown)).collect();
        let import = import("contact", text, settings);
        let report = import.check(&desk.view(), &desk.now, &|_| ());
        write(&mut desk, &import);
        let made = desk.view().records("contact").find(|rec| rec.title() == "程屿");
        let company = made.map(|rec| rec.get("customer").is_some());
        (report.made.len(), company, report.problems.iter().map(|problem| problem.reason).collect::<Vec<_>>())
    };
    assert_eq!(check(&[]), (1, Some(true), vec![Reason::NoMember]));
    assert_eq!(check(&[("customer", Unknown::LeaveBlank)]), (0, Some(false), vec![Reason::NoRecord, Reason::NoMember]));
    assert_eq!(check(&[("customer", Unknown::LeaveOutRow)]), (0, None, vec![Reason::Unknown, Reason::NoMember]));
    assert_eq!(check(&[("owner", Unknown::LeaveOutRow)]), (0, None, vec![Reason::Unknown]));
}

#[test]
fn a_name_that_several_have_is_told() {
    let mut desk = Desk::new("rep");
    let first = desk.member("李明", "rep");
    desk.member("李明", "manager");
    let import = import("contact", "姓名,负责人\n程屿,李明\n", Settings::default());
    let report = import.check(&desk.view(), &desk.now, &|_| ());
    assert_eq!(report.problems.iter().map(|problem| problem.reason).collect::<Vec<_>>(), [Reason::Ambiguous]);
    write(&mut desk, &import);
    let owner = desk.view().records("contact").next().expect("it is there").get("owner").cloned();
    assert_eq!(owner, Some(first.link()));
}

#[track_caller]
fn instead(heading: &str, cell: &str, expect: Option<&str>) {
    let desk = Desk::new("rep");
    let import = import("lead", &format!("姓名,{heading}\n程屿,{cell}\n"), Settings::default());
    let report = import.check(&desk.view(), &desk.now, &|_| ());
    assert_eq!(report.problems.len(), 1, "{cell}");
    assert_eq!(report.problems[0].instead.as_deref(), expect, "{cell}");
}

#[test]
fn cells_that_cannot_be_read_come_with_a_proposal() {
    instead("意向", "约 4", Some("4"));
    instead("意向", "高", None);
    instead("邮箱", "gao ＠lan。cn", Some("gao@lan.cn"));
    instead("下次跟进", "24/11/2026", Some("2026-11-24"));
    instead("下次跟进", "11/24/2026", Some("2026-11-24"));
    instead("下次跟进", "11/12/2026", None);
    instead("来源", "天上掉的", None);
}

#[test]
fn rows_do_not_change_a_colleagues_customer() {
    let mut desk = Desk::new("rep");
    let mine = desk.me.clone();
    let other = desk.member("李明", "rep");
    let import = import("customer", "名称,地区\n苏州澜芯,苏州\n杭州云隙,杭州\n无锡天工,无锡\n", with(Rule::Overwrite));
    let lan = desk.create("customer", &[("name", "苏州澜芯".into())]);
    let yun = desk.create("customer", &[("name", "杭州云隙".into()), ("owner", other.link())]);
    desk.create("customer", &[("name", "无锡天工".into()), ("region", "无锡".into()), ("owner", other.link())]);
    let report = import.check(&desk.view(), &desk.now, &|_| ());
    let told: Vec<_> = report.problems.iter().map(|problem| (problem.row, problem.reason)).collect();
    assert_eq!(told, [(3, Reason::Held)], "what would not change is no trouble");
    assert_eq!(write(&mut desk, &import), Counts { rows: 3, update: 1, wrong: 1, duplicate: 1, ..Counts::default() });
    assert_eq!((desk.text(&lan, "region"), desk.text(&yun, "region")), ("苏州".to_owned(), String::new()));
    // Who looks after other people's records may.
    desk.me = desk.member("高雯", "clerk").id.to_string();
    assert_eq!(write(&mut desk, &import).update, 1);
    assert_eq!(desk.text(&yun, "region"), "杭州");
    assert_ne!(mine, desk.me);
}
