//! The calendar file: every byte of an event, whose dates stand in it, and that a later file moves them.

use crate::desk::{DAY, Desk, NOW};
use cove::crm::record;
use cove::exchange::calendar;
use cove::i18n::{self, Lang};
use cove::ledger::Value;
use std::collections::BTreeMap;

fn day(ahead: i64) -> Value {
    Value::Date(NOW.date_of(NOW.instant + ahead * DAY))
}

fn written(desk: &Desk, lang: Lang) -> (String, usize) {
    let (bytes, count) = calendar::write(&desk.view(), &desk.me, &desk.now, &|key| i18n::text(lang, key));
    (String::from_utf8(bytes).expect("UTF-8"), count)
}

/// The values of a property in the events of a file, its folds undone.
fn values(text: &str, property: &str) -> Vec<String> {
    let begins = |line: &&str| line.split([':', ';']).next() == Some(property);
    let unfolded = text.replace("\r\n ", "");
    unfolded.split("\r\n").filter(begins).filter_map(|line| Some(line.split_once(':')?.1.to_owned())).collect()
}

#[test]
fn an_event_of_an_hour_and_one_of_a_day() {
    let mut desk = Desk::new("rep");
    let at = Value::At(NOW.instant + 3 * 3_600_000);
    let lead = [
        ("name", "程屿".into()),
        ("company", "云隙; 传动, 苏州".into()),
        ("source", "web".into()),
        ("phone", "138 0000 1111".into()),
        ("next_contact", at),
    ];
    let lead = desk.create("lead", &lead);
    let task = desk.create("task", &[("title", "发报价".into()), ("due", day(2))]);
    let seen = |at: &cove::crm::Ref, field: &str| desk.view().at(at).unwrap().record.live(field)[0].stamp.l;
    let (first, second) = (seen(&lead, "next_contact"), seen(&task, "due"));
    let expect = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Cove CRM//Cove CRM//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        &format!("UID:lead-{}-next_contact", lead.id),
        "DTSTAMP:20261124T024200Z",
        &format!("SEQUENCE:{first}"),
        "DTSTART:20261124T054200Z",
        "DURATION:PT30M",
        "SUMMARY:下次联系 · 程屿",
        r"DESCRIPTION:云隙\; 传动\, 苏州\n138 0000 1111",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "DESCRIPTION:下次联系 · 程屿",
        "TRIGGER:-PT15M",
        "END:VALARM",
        "END:VEVENT",
        "BEGIN:VEVENT",
        &format!("UID:task-{}-due", task.id),
        "DTSTAMP:20261124T024200Z",
        &format!("SEQUENCE:{second}"),
        "DTSTART;VALUE=DATE:20261126",
        "TRANSP:TRANSPARENT",
        "SUMMARY:截止日期 · 发报价",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "DESCRIPTION:截止日期 · 发报价",
        "TRIGGER:PT9H",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ];
    let (text, count) = written(&desk, Lang::Zh);
    assert_eq!((text, count), (expect.join("\r\n"), 2));
    assert_eq!(values(&written(&desk, Lang::En).0, "SUMMARY"), ["Next contact · 程屿", "Due date · 发报价"]);
}

#[test]
fn long_names_are_folded_after_75_bytes() {
    let mut desk = Desk::new("rep");
    let name = "长".repeat(60);
    desk.create("task", &[("title", name.as_str().into()), ("due", day(0))]);
    let (text, _) = written(&desk, Lang::Zh);
    assert!(text.ends_with("\r\n") && text.split("\r\n").all(|line| line.len() <= 75 && !line.contains(['\r', '\n'])));
    assert!(text.split("\r\n").any(|line| line.starts_with(" 长")));
    assert_eq!(values(&text, "SUMMARY"), [format!("截止日期 · {name}")]);
}

#[test]
fn all_dates_that_are_still_to_come_to_pass_are_in_it_and_nobody_elses() {
    let mut desk = Desk::new("admin");
    let other = desk.member("李明", "rep");
    let customer = desk.create("customer", &[("name", "澄海".into()), ("next_contact", day(5))]);
    desk.create("customer", &[("name", "别人的".into()), ("next_contact", day(1)), ("owner", other.link())]);
    let deal = |desk: &mut Desk, name: &str, close: i64| {
        let given = [("name", name.into()), ("customer", customer.link()), ("close_on", day(close))];
        desk.create("opportunity", &[&given[..], &[("next_contact", day(3))]].concat())
    };
    deal(&mut desk, "泵", 30);
    let lost = deal(&mut desk, "阀", 20);
    desk.run("opportunity.lose", &lost, &[("lost_reason", "price".into())]).unwrap();
    let done = desk.create("task", &[("title", "做完了".into()), ("due", day(1))]);
    desk.run("task.done", &done, &[]).unwrap();
    desk.create("task", &[("title", "逾期".into()), ("due", day(-3))]);
    let lead = desk.create("lead", &[("name", "搁置".into()), ("source", "web".into()), ("next_contact", day(0))]);
    desk.run("lead.park", &lead, &[("invalid_reason", "no_need".into()), ("revisit_on", day(90))]).unwrap();
    let (text, count) = written(&desk, Lang::En);
    let summaries = values(&text, "SUMMARY");
    let days = values(&text, "DTSTART");
    let found: Vec<(&str, &str)> =
        days.iter().zip(&summaries).map(|(day, summary)| (day.as_str(), summary.as_str())).collect();
    assert_eq!(
        found,
        [
            ("20261121", "Due date · 逾期"),
            ("20261127", "Next contact · 泵"),
            ("20261129", "Next contact · 澄海"),
            ("20261224", "Expected close · 泵"),
            ("20270222", "Try again on · 搁置"),
        ]
    );
    assert_eq!(count, 5);
}

#[test]
fn a_later_file_moves_what_an_earlier_one_brought() {
    let mut desk = Desk::new("rep");
    let task = desk.create("task", &[("title", "发报价".into()), ("due", day(2))]);
    let numbers = |text: &str| -> BTreeMap<String, u64> {
        let all = values(text, "SEQUENCE").into_iter().map(|number| number.parse().unwrap());
        values(text, "UID").into_iter().zip(all).collect()
    };
    let before = numbers(&written(&desk, Lang::Zh).0);
    desk.write(&record::edit(&desk.view(), &task, "due", day(4)).unwrap());
    let (text, _) = written(&desk, Lang::Zh);
    let after = numbers(&text);
    assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>());
    assert!(before.iter().all(|(uid, number)| after[uid] > *number), "{before:?} {after:?}");
    assert_eq!(written(&desk, Lang::Zh).0, text, "the same twice");
}

#[test]
fn nothing_to_do_is_a_calendar_too() {
    let (text, count) = written(&Desk::new("rep"), Lang::En);
    assert_eq!(count, 0);
    assert!(text.starts_with("BEGIN:VCALENDAR\r\n") && text.ends_with("END:VCALENDAR\r\n"));
}
