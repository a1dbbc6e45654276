//! Reminders: what somebody is told of between two looks, each thing once, and a day's work once a day.

use crate::desk::{DAY, Desk, NOW};
use cove::crm::Now;
use cove::crm::remind::remind;
use cove::crm::today::Item;
use cove::ledger::Value;

const MINUTE: i64 = 60_000;

fn desk() -> Desk {
    let mut desk = Desk::new("rep");
    let other = desk.member("李明", "rep");
    let mut lead = |name: &str, next: Value| {
        desk.create("lead", &[("name", name.into()), ("source", "web".into()), ("next_contact", next)]);
    };
    lead("at eleven", Value::At(NOW.instant + 18 * MINUTE));
    lead("at noon", Value::At(NOW.instant + 78 * MINUTE));
    lead("today", Value::Date(NOW.today()));
    lead("tomorrow", Value::Date(NOW.date_of(NOW.instant + DAY)));
    lead("yesterday", Value::Date(NOW.date_of(NOW.instant - DAY)));
    let theirs = Value::At(NOW.instant + 18 * MINUTE);
    desk.create("customer", &[("name", "theirs".into()), ("next_contact", theirs), ("owner", other.link())]);
    let done = desk.create("task", &[("title", "done".into()), ("due", Value::Date(NOW.today()))]);
    desk.run("task.done", &done, &[]).unwrap();
    desk
}

#[test]
fn each_thing_is_told_once_and_in_its_hour() {
    let desk = desk();
    let titles = |items: &[Item]| -> Vec<String> {
        items.iter().map(|item| desk.view().at(&item.at).unwrap().title()).collect()
    };
    // Minutes from 10:42: the look before, this look, whether the day was told; what fell due, what is due today.
    for (since, until, told, due, today) in [
        (0, 0, true, vec![], vec![]),
        (0, 0, false, vec![], vec!["today"]),
        (0, 17, true, vec![], vec![]),
        (17, 18, true, vec!["at eleven"], vec![]),
        (18, 19, true, vec![], vec![]),
        (0, 200, true, vec!["at eleven", "at noon"], vec![]),
        (78, 200, true, vec![], vec![]),
        // A laptop that slept over night tells in the morning what it missed, and of the new day.
        (20, 24 * 60, false, vec!["at noon"], vec!["tomorrow"]),
        // The clock was put back.
        (200, 0, true, vec![], vec![]),
    ] {
        let now = Now { instant: NOW.instant + until * MINUTE, ..NOW };
        let found =
            remind(&desk.view(), &desk.me, NOW.instant + since * MINUTE, Some(now.today()).filter(|_| told), &now);
        assert_eq!(titles(&found.due), due, "{since} {until}");
        assert_eq!(titles(&found.today), today, "{since} {until}");
    }
    let yesterday = Some(NOW.date_of(NOW.instant - DAY));
    assert_eq!(titles(&remind(&desk.view(), &desk.me, NOW.instant, yesterday, &NOW).today), ["today"]);
}
