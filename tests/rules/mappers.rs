//! Exports of other programs: each is known by its headings or shape, mapped at once, and its words are ours.

use crate::desk::Desk;
use cove::crm::{Rec, Ref};
use cove::exchange::table::{Counts, Import, Mapping, Options, Origin, Sheet, Target, read};
use cove::i18n;
use cove::ledger::Value;
use rust_xlsxwriter::Workbook;

/// A table as read, and what the dry run of it counts.
struct Tried {
    import: Import,
    counts: Counts,
    desk: Desk,
}

fn file(name: &str) -> Vec<u8> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/tables/");
    std::fs::read(format!("{folder}{name}")).expect("a fixture")
}

fn tried(bytes: &[u8], options: Options, program: &str, entity: &str) -> Tried {
    let sheet: Sheet = read(bytes, &options).expect("a table");
    let known = sheet.known.clone().expect("it is known");
    assert_eq!((known.program, known.entity), (program, entity));
    assert!(i18n::has(known.program));
    let mapping = Mapping::best(&sheet);
    assert_eq!(mapping.table.key, entity);
    let import = Import::new(mapping, sheet);
    let desk = Desk::new("manager");
    let report = import.check(&desk.view(), &desk.now, &|_| ());
    // A name that nobody has is told; nothing else is wrong.
    let grave: Vec<_> = report.problems.iter().filter(|problem| !problem.reason.is_warning()).collect();
    assert!(grave.is_empty(), "{grave:?}");
    Tried { counts: report.counts(), import, desk }
}

impl Tried {
    /// Writes it and shows the records.
    fn write(mut self) -> Desk {
        let report = self.import.check(&self.desk.view(), &self.desk.now, &|_| ());
        for step in 0..report.steps() {
            let edits = self.import.edits(&report, step, &self.desk.view(), &self.desk.now);
            self.desk.write(&edits);
        }
        self.desk
    }
}

/// A record by its title.
fn by(desk: &Desk, entity: &str, title: &str) -> Ref {
    desk.view().records(entity).find(|rec| rec.title() == title).map(|rec| rec.at()).unwrap_or_else(|| {
        panic!("no {title} among {:?}", desk.view().records(entity).map(|rec| rec.title()).collect::<Vec<_>>())
    })
}

/// What fields of a record say: links by the title of what they lead to.
#[track_caller]
fn says(desk: &Desk, entity: &str, title: &str, expect: &[(&str, &str)]) {
    let view = desk.view();
    let at = by(desk, entity, title);
    let rec: Rec<'_> = view.at(&at).expect("it is there");
    for (field, wanted) in expect {
        let found = match *field {
            kind @ ("phone" | "email") => {
                rec.points(kind).iter().map(|point| point.text("value").to_owned()).collect::<Vec<_>>().join(" ")
            }
            "tags" => rec.tags("tags").into_iter().collect::<Vec<_>>().join(" "),
            field => match rec.get(field) {
                Some(link @ Value::Link(..)) => view.follow(link).map(|to| to.title()).unwrap_or_default(),
                Some(Value::Text(text)) => text.clone(),
                Some(Value::Int(number)) => number.to_string(),
                Some(Value::Money(minor, currency)) => format!("{currency} {minor}"),
                Some(Value::Date(date)) => date.to_string(),
                Some(other) => format!("{other:?}"),
                None => String::new(),
            },
        };
        assert_eq!(found, *wanted, "{title}: {field}");
    }
}

fn csv(name: &str, program: &str, entity: &str, new: usize, made: usize) -> Desk {
    let tried = tried(&file(name), Options::default(), program, entity);
    assert_eq!(tried.counts, Counts { rows: new, new, made, ..Counts::default() }, "{name}");
    tried.write()
}

#[test]
fn atomic_crm_is_read_list_by_list() {
    let bytes = file("atomic-crm.json");
    let list = |sheet: usize| Options { sheet: Some(sheet), ..Options::default() };
    let first = read(&bytes, &Options::default()).expect("a table");
    let Origin::Workbook { sheets, sheet } = &first.origin else { panic!("lists") };
    assert_eq!(
        (sheets.join(" "), *sheet),
        ("companies contacts deals".to_owned(), 0),
        "people, notes and tasks are told"
    );

    let companies = tried(&bytes, list(0), "program-atomic", "customer");
    assert_eq!(companies.counts, Counts { rows: 2, new: 2, ..Counts::default() });
    says(
        &companies.write(),
        "customer",
        "Larkfield Filling Ltd",
        &[
            ("industry", "machinery"),
            ("size", "100-499"),
            ("phone", "+44 20 7946 0011"),
            ("website", "https://larkfield.example"),
            ("region", "Leeds"),
            ("address", "4 Mill Lane"),
            ("credit_code", "GB123456789"),
            ("owner", "陈思远"),
            ("note", "Fills bottles."),
        ],
    );

    let contacts = tried(&bytes, list(1), "program-atomic", "contact");
    assert_eq!(contacts.counts, Counts { rows: 2, new: 2, made: 2, ..Counts::default() });
    let desk = contacts.write();
    let note = "2026-02-14 Asked for a quote.\n2026-03-01 Wants a demo.\ntasks: 2026-03-26 Send the brochure";
    says(
        &desk,
        "contact",
        "Mara Quill",
        &[
            ("customer", "Larkfield Filling Ltd"),
            ("email", "mara@larkfield.example mara@home.example"),
            ("phone", "+44 20 7946 0012"),
            ("temperature", "warm"),
            ("tags", "expo filling"),
            ("owner", "陈思远"),
            ("note", note),
        ],
    );
    says(&desk, "contact", "程屿", &[("customer", "杭州云隙传动有限公司"), ("temperature", "")]);

    let deals = tried(&bytes, list(2), "program-atomic", "opportunity");
    assert_eq!(deals.counts, Counts { rows: 2, new: 2, made: 2, ..Counts::default() });
    says(
        &deals.write(),
        "opportunity",
        "Two filling lines",
        &[
            ("customer", "Larkfield Filling Ltd"),
            ("stage", "quote"),
            ("amount", "CNY 4800000"),
            ("close_on", "2026-12-20"),
            ("tags", "machines"),
            ("needs", "Two lines of 8 heads."),
        ],
    );
}

#[test]
fn the_contacts_of_atomic_crm_are_known_as_a_table_too() {
    let sheet = read(&file("atomic-crm-contacts.csv"), &Options::default()).expect("a table");
    assert_eq!(sheet.known.map(|known| (known.program, known.entity)), Some(("program-atomic", "contact")));
}

#[test]
fn twenty_is_known_by_its_headings() {
    let desk = csv("twenty-people.csv", "program-twenty", "contact", 2, 1);
    says(
        &desk,
        "contact",
        "Mara Quill",
        &[
            ("email", "mara@larkfield.example mara@home.example"),
            ("phone", "+44 2079460012 +44 2079460013"),
            ("title", "Buyer"),
            ("customer", "Larkfield Filling Ltd"),
            ("linkedin", "https://www.linkedin.com/in/maraquill"),
        ],
    );
    let desk = csv("twenty-companies.csv", "program-twenty", "customer", 2, 0);
    says(
        &desk,
        "customer",
        "Feldmann Pumpen GmbH",
        &[
            ("website", "https://feldmann.example"),
            ("address", "Hafenstraße 9"),
            ("region", "Hamburg"),
            ("owner", "陈思远"),
        ],
    );
    let desk = csv("twenty-opportunities.csv", "program-twenty", "opportunity", 2, 2);
    let line = [
        ("amount", "GBP 4800000"),
        ("stage", "quote"),
        ("customer", "Larkfield Filling Ltd"),
        ("close_on", "2026-12-20"),
    ];
    says(&desk, "opportunity", "Two filling lines", &line);
    says(&desk, "opportunity", "Pumps", &[("amount", "CNY 900000"), ("stage", "won")]);
}

#[test]
fn espocrm_is_known_by_its_attributes() {
    let desk = csv("espo-leads.csv", "program-espo", "lead", 2, 0);
    says(
        &desk,
        "lead",
        "Mara Quill",
        &[
            ("company", "Larkfield Filling Ltd"),
            ("stage", "following"),
            ("source", "web"),
            ("industry", "other"),
            ("email", "mara@larkfield.example"),
            ("phone", "+44 20 7946 0012"),
            ("region", "Leeds"),
            ("note", "Asked for a quote."),
            ("owner", "陈思远"),
        ],
    );
    says(&desk, "lead", "Jonas Feld", &[("stage", "invalid"), ("source", "campaign")]);
    let desk = csv("espo-accounts.csv", "program-espo", "customer", 2, 0);
    says(
        &desk,
        "customer",
        "Feldmann Pumpen GmbH",
        &[("type", "dealer"), ("industry", "software"), ("region", "Hamburg")],
    );
    let desk = csv("espo-contacts.csv", "program-espo", "contact", 1, 1);
    says(&desk, "contact", "Mara Quill", &[("customer", "Larkfield Filling Ltd"), ("title", "Buyer")]);
    let desk = csv("espo-opportunities.csv", "program-espo", "opportunity", 2, 2);
    says(
        &desk,
        "opportunity",
        "Two filling lines",
        &[("amount", "EUR 4800000"), ("stage", "quote"), ("source", "partner")],
    );
    says(&desk, "opportunity", "Pumps", &[("stage", "lost"), ("source", "phone")]);
}

#[test]
fn cordys_is_known_by_its_labels() {
    let desk = csv("cordys-leads.csv", "program-cordys", "lead", 2, 0);
    says(
        &desk,
        "lead",
        "高雯",
        &[
            ("company", "苏州澜芯电子有限公司"),
            ("phone", "13800138000"),
            ("source", "web"),
            ("intent", "5"),
            ("tags", "官网咨询"),
            ("note", "想要两条灌装线"),
            ("region", "江苏省/苏州市"),
            ("owner", "陈思远"),
        ],
    );
    says(&desk, "lead", "何敏", &[("source", "other"), ("intent", "2")]);
    let desk = csv("cordys-customers.csv", "program-cordys", "customer", 2, 0);
    let level = [
        ("level", "a"),
        ("type", "end"),
        ("source", "web"),
        ("industry", "machinery"),
        ("tags", "400电话 展会 老客户"),
    ];
    says(&desk, "customer", "苏州澜芯电子有限公司", &level);
    says(
        &desk,
        "customer",
        "宁波海川贸易有限公司",
        &[("type", "channel"), ("source", "other"), ("industry", "software")],
    );
    let desk = csv("cordys-contacts.csv", "program-cordys", "contact", 1, 1);
    says(&desk, "contact", "高雯", &[("customer", "苏州澜芯电子有限公司"), ("phone", "13800138000")]);
    let desk = csv("cordys-opportunities.csv", "program-cordys", "opportunity", 2, 2);
    let deal = [
        ("stage", "quote"),
        ("amount", "CNY 48000000"),
        ("source", "referral"),
        ("tags", "灌装机"),
        ("close_on", "2026-12-20"),
    ];
    says(&desk, "opportunity", "两条灌装线", &deal);
    says(&desk, "opportunity", "备件", &[("stage", "won"), ("source", "phone")]);
}

#[test]
fn wukong_is_known_by_its_fields() {
    let desk = csv("wukong-leads.csv", "program-wukong", "lead", 2, 0);
    says(
        &desk,
        "lead",
        "高雯",
        &[
            ("source", "web"),
            ("phone", "13800138000 0512-66668888"),
            ("industry", "machinery"),
            ("priority", "high"),
            ("region", "江苏省苏州市"),
            ("owner", "陈思远"),
        ],
    );
    says(&desk, "lead", "何敏", &[("source", "campaign"), ("industry", "construction"), ("priority", "low")]);
    let desk = csv("wukong-customers.csv", "program-wukong", "customer", 2, 0);
    says(&desk, "customer", "宁波海川贸易有限公司", &[("level", "b"), ("source", "visit"), ("industry", "retail")]);
    let desk = csv("wukong-contacts.csv", "program-wukong", "contact", 2, 2);
    says(&desk, "contact", "高雯", &[("decision_role", "decider"), ("gender", "female"), ("title", "采购总监")]);
    says(&desk, "contact", "何敏", &[("decision_role", "")]);
    let desk = csv("wukong-opportunities.csv", "program-wukong", "opportunity", 2, 2);
    says(
        &desk,
        "opportunity",
        "两条灌装线",
        &[("stage", "quote"), ("amount", "CNY 48000000"), ("close_on", "2026-12-20")],
    );
    says(&desk, "opportunity", "备件", &[("stage", "won")]);
}

#[test]
fn a_workbook_of_theirs_is_known_alike() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let text = String::from_utf8(file("cordys-leads.csv")).expect("text");
    for (row, line) in (0..).zip(text.lines().take(2)) {
        for (column, cell) in (0..).zip(line.split(',')) {
            sheet.write_string(row, column, cell).expect("a cell");
        }
    }
    let bytes = book.save_to_buffer().expect("a workbook");
    let tried = tried(&bytes, Options::default(), "program-cordys", "lead");
    assert_eq!(tried.counts, Counts { rows: 1, new: 1, ..Counts::default() });
}

#[test]
fn what_is_known_of_one_entity_says_nothing_of_another() {
    let sheet = read(&file("espo-leads.csv"), &Options::default()).expect("a table");
    let contact = cove::crm::entity("contact").expect("a table");
    let mapping = Mapping::guess(contact, &sheet);
    assert!(!mapping.columns.contains(&Target::Field("stage")));
    // An ordinary table is from nobody.
    let plain = read("姓名,公司\n王芳,杭州\n".as_bytes(), &Options::default()).expect("a table");
    assert_eq!(plain.known, None);
}
