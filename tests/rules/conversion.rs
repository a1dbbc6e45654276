//! Conversion: what a lead becomes, made or found, as one change that can be taken back; and its story goes on.

use crate::desk::{DAY, Desk, NOW, args};
use cove::crm::duplicate::{self, Traits};
use cove::crm::search::SearchIndex;
use cove::crm::{Edits, Rec, Ref, command, input, story};
use cove::i18n::key;
use cove::ledger::Value;

/// A lead in work, with two numbers, tags, a next contact and something said.
fn lead(desk: &mut Desk) -> Ref {
    let lead = desk.create(
        "lead",
        &[
            ("name", "程屿".into()),
            ("company", "杭州云隙传动有限公司".into()),
            ("title", "设备主管".into()),
            ("source", "expo".into()),
            ("industry", "machinery".into()),
            ("region", "浙江杭州".into()),
            ("phone", "138 0000 1234".into()),
            ("email", "chengyu@yunxi.example".into()),
            ("interests", Value::List(vec!["视觉检测".into()])),
            ("tags", Value::List(vec!["重点".into()])),
            ("next_contact", Value::Date(NOW.today())),
        ],
    );
    desk.run("follow_up.log", &lead, &[("content", "要三台样机".into()), ("next_at", Value::Date(NOW.today()))])
        .unwrap();
    lead
}

fn filled(desk: &Desk, lead: &Ref) -> cove::crm::command::Args {
    (command("lead.convert").unwrap().fill)(&desk.view(), lead, &NOW)
}

fn convert(desk: &mut Desk, lead: &Ref, changed: &[(&str, Value)]) -> Result<(), cove::crm::Refusal> {
    let mut given = filled(desk, lead);
    given.extend(args(changed));
    let given: Vec<(&str, Value)> = given.iter().map(|(key, value)| (&**key, value.clone())).collect();
    desk.run("lead.convert", lead, &given)
}

fn became(desk: &Desk, lead: &Ref, field: &str) -> Ref {
    let view = desk.view();
    view.follow(&desk.value(lead, field)).expect("it became something").at()
}

#[test]
fn the_form_says_what_the_lead_says() {
    let mut desk = Desk::new("rep");
    let lead = lead(&mut desk);
    let day = NOW.today() + chrono::Days::new(30);
    let wanted = args(&[
        ("customer", "杭州云隙传动有限公司".into()),
        ("contact", "程屿".into()),
        ("opportunity", "杭州云隙传动有限公司 · 视觉检测".into()),
        ("close_on", Value::Date(day)),
    ]);
    assert_eq!(filled(&desk, &lead), wanted);
    let bare = desk.create("lead", &[("name", "周敏".into()), ("source", "web".into())]);
    let given = filled(&desk, &bare);
    assert_eq!((&given["customer"], &given["opportunity"]), (&"周敏".into(), &"周敏".into()));
}

#[test]
fn a_lead_becomes_a_customer_a_contact_and_an_opportunity() {
    let mut desk = Desk::new("rep");
    let lead = lead(&mut desk);
    let amount = Value::Money(36_000_000, "CNY".into());
    convert(&mut desk, &lead, &[("amount", amount.clone())]).unwrap();
    assert_eq!(
        (desk.text(&lead, "status"), desk.value(&lead, "converted_at")),
        ("converted".into(), Value::At(NOW.instant))
    );

    let customer = became(&desk, &lead, "converted_customer");
    assert_eq!(desk.text(&customer, "name"), "杭州云隙传动有限公司");
    assert_eq!(
        (desk.text(&customer, "industry"), desk.text(&customer, "region")),
        ("machinery".into(), "浙江杭州".into())
    );
    assert_eq!(desk.value(&customer, "tags"), Value::List(vec!["重点".into()]));

    let contact = became(&desk, &lead, "converted_contact");
    assert_eq!((desk.text(&contact, "name"), desk.text(&contact, "title")), ("程屿".into(), "设备主管".into()));
    assert_eq!(
        (desk.text(&contact, "phone"), desk.text(&contact, "email")),
        ("138 0000 1234".into(), "chengyu@yunxi.example".into())
    );
    assert_eq!(desk.value(&contact, "customer"), customer.link());

    let deal = became(&desk, &lead, "converted_opportunity");
    assert_eq!((desk.value(&deal, "customer"), desk.value(&deal, "contact")), (customer.link(), contact.link()));
    assert_eq!((desk.value(&deal, "amount"), desk.text(&deal, "stage")), (amount, "contact".into()));
    // What was agreed is to be done with the deal, and no longer with the lead.
    assert_eq!(desk.value(&deal, "next_contact"), Value::Date(NOW.today()));
    assert_eq!(desk.value(&lead, "next_contact"), Value::Null);
    for at in [&customer, &contact, &deal] {
        assert_eq!(desk.value(at, "owner"), desk.value(&lead, "owner"));
    }
}

#[test]
fn a_customer_and_a_contact_that_exist_are_filled_and_not_made_twice() {
    let mut desk = Desk::new("rep");
    let lead = lead(&mut desk);
    let other = desk.member("李明", "rep");
    let customer =
        desk.create("customer", &[("name", "云隙传动".into()), ("region", "上海".into()), ("owner", other.link())]);
    let contact = desk.create(
        "contact",
        &[("name", "程屿".into()), ("customer", customer.link()), ("phone", "138 0000 1234".into())],
    );
    convert(
        &mut desk,
        &lead,
        &[("customer", customer.link()), ("contact", contact.link()), ("opportunity", Value::Null)],
    )
    .unwrap();
    assert_eq!(became(&desk, &lead, "converted_customer"), customer);
    assert_eq!((desk.text(&customer, "region"), desk.text(&customer, "industry")), ("上海".into(), "machinery".into()));
    assert_eq!(desk.value(&customer, "owner"), other.link(), "it stays whose it was");
    assert_eq!(desk.value(&customer, "next_contact"), Value::Date(NOW.today()), "without a deal it is the customer's");
    assert_eq!(
        (desk.text(&contact, "title"), desk.text(&contact, "email")),
        ("设备主管".into(), "chengyu@yunxi.example".into())
    );
    let view = desk.view();
    let counts = ["customer", "contact", "opportunity"].map(|key| view.records(key).count());
    assert_eq!(counts, [1, 1, 0]);
    assert_eq!(view.at(&contact).unwrap().points("phone").len(), 1, "a number stands there once");
}

#[test]
fn what_was_said_goes_on_with_what_it_became() {
    let mut desk = Desk::new("rep");
    let lead = lead(&mut desk);
    convert(&mut desk, &lead, &[]).unwrap();
    let customer = became(&desk, &lead, "converted_customer");
    let deal = became(&desk, &lead, "converted_opportunity");
    assert_eq!((desk.value(&customer, "follow_ups"), desk.value(&deal, "follow_ups")), (Value::Int(1), Value::Int(1)));
    // What a colleague wrote to the lead before he knew arrives there too, and so does what is said of the deal.
    desk.now.instant += DAY;
    let told = desk.now.instant;
    desk.run("follow_up.log", &deal, &[("content", "报价已发".into())]).unwrap();
    assert_eq!(desk.value(&customer, "follow_ups"), Value::Int(2));
    assert_eq!(desk.value(&customer, "last_follow_up"), Value::At(told));
    assert_eq!(desk.value(&deal, "follow_ups"), Value::Int(2));
    assert_eq!(desk.value(&lead, "follow_ups"), Value::Int(1), "the lead's own story ended");
    let view = desk.view();
    let mut kinds: Vec<&str> = Vec::new();
    let rec: Rec<'_> = view.at(&customer).unwrap();
    let subjects = story::subjects(&rec);
    kinds.extend(subjects.iter().map(|at| &*at.entity));
    assert_eq!(kinds, ["customer", "lead", "opportunity", "contact"]);
}

#[test]
fn what_cannot_be_converted_is_refused_whole() {
    let mut desk = Desk::new("rep");
    let one = lead(&mut desk);
    let before = desk.book.state().clone();
    let refused = convert(&mut desk, &one, &[("customer", Value::Null)]).unwrap_err();
    assert_eq!((refused.key, refused.field), (key::REFUSED_REQUIRED, Some("customer")));
    let gone = Ref::new("customer", "nobody.1").link();
    assert_eq!(convert(&mut desk, &one, &[("customer", gone)]).unwrap_err().key, key::REFUSED_GONE);
    assert!(*desk.book.state() == before, "nothing was written");
    convert(&mut desk, &one, &[]).unwrap();
    assert_eq!(convert(&mut desk, &one, &[]).unwrap_err().key, key::REFUSED_LEAD_STATE);
    let nobody = desk.create("lead", &[("name", "无主".into()), ("source", "web".into()), ("owner", Value::Null)]);
    assert_eq!(convert(&mut desk, &nobody, &[]).unwrap_err().key, key::REFUSED_LEAD_STATE);
}

#[test]
fn where_a_story_goes_on_is_no_duplicate() {
    let mut desk = Desk::new("rep");
    let lead = lead(&mut desk);
    convert(&mut desk, &lead, &[]).unwrap();
    let customer = became(&desk, &lead, "converted_customer");
    let mut index = SearchIndex::default();
    while index.grow(&desk.view(), 100) {}
    let view = desk.view();
    for at in [&lead, &customer] {
        let found = duplicate::find(&view, &index, &Traits::of(&view.at(at).unwrap()), Some(at), 9);
        assert!(found.is_empty(), "{found:?}");
    }
    // Somebody else's lead of that company is one all the same.
    let other =
        desk.create("lead", &[("name", "高雯".into()), ("company", "云隙传动".into()), ("source", "web".into())]);
    let mut index = SearchIndex::default();
    while index.grow(&desk.view(), 100) {}
    let view = desk.view();
    let found = duplicate::find(&view, &index, &Traits::of(&view.at(&customer).unwrap()), Some(&customer), 9);
    assert_eq!(found.iter().map(|found| found.at.clone()).collect::<Vec<_>>(), [other]);
}

#[test]
fn a_number_keeps_what_it_is_called() {
    let mut desk = Desk::new("rep");
    let lead = lead(&mut desk);
    let mut edits = Edits::new();
    input::add_point(&mut edits, "lead", &lead.id, "phone", Some("home"), "0571-8555 0123".into(), false);
    desk.write(&edits);
    convert(&mut desk, &lead, &[]).unwrap();
    let contact = became(&desk, &lead, "converted_contact");
    let view = desk.view();
    let points = view.at(&contact).unwrap().points("phone");
    let told: Vec<(&str, &str)> = points.iter().map(|point| (point.text("value"), point.text("label"))).collect();
    assert_eq!(told, [("138 0000 1234", ""), ("0571-8555 0123", "home")]);
}
