//! Very much at once: files of a large team, written and read as the worker does it. How large it is says
//! `COVE_TEAM` (customers, each with ten follow-ups). With `-- --nocapture` it tells how long each step took.

use crate::jobs::Shelf;
use crate::replica::{NOW, seeded, wait};
use cove::app::job::{Desk, Outside};
use cove::app::{Answer, Job, Query, Who, Workspace};
use cove::crm::customer::CUSTOMER;
use cove::crm::org::Founder;
use cove::ledger::{DeviceId, Entry};
use cove::store::{Extras, Journal};
use std::time::Duration;

#[allow(dead_code, reason = "the bench in a browser uses more of it")]
#[path = "../bench/data.rs"]
mod data;

/// Follow-ups of each customer, by as many devices.
const FOLLOWS: u64 = 10;

/// Says how long the step before took, and begins the next one.
struct Clock(Duration);

#[expect(clippy::print_stdout, reason = "it tells how long each step took")]
impl Clock {
    fn lap(&mut self, what: &str) {
        let now = spent();
        println!("{what:<44} {:>8} ms", now.saturating_sub(self.0).as_millis());
        self.0 = now;
    }
}

/// The time that the processor gave to this thread, where the system tells; the machine may have much else
/// to do.
fn spent() -> Duration {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    told.split(' ').next().and_then(|spent| spent.parse().ok()).map(Duration::from_nanos).unwrap_or_default()
}

#[test]
#[ignore = "long: for `make long`"]
fn a_large_team_goes_out_and_in() {
    let customers: usize = std::env::var("COVE_TEAM").ok().and_then(|count| count.parse().ok()).unwrap_or(2_000);
    let shelf = Shelf::default();
    let storage = || wait(shelf.database("own")).unwrap();
    let founder = Founder { name: "王芳".into(), org: "云栈".into(), currency: "CNY".into(), lang: "zh".into() };
    drop(wait(Workspace::create(storage(), &founder, NOW, seeded(1))).unwrap());
    let (journal, mut state) = wait(Journal::open(storage())).unwrap().unwrap();
    let rows = data::rows(customers);
    let mut add = |entries: &[Entry]| {
        for group in entries.chunks(5_000) {
            wait(journal.append(group, &[], Extras::default())).unwrap();
            group.iter().for_each(|entry| drop(state.apply(entry).unwrap()));
            state.rest(0);
        }
    };
    let mut clock = Clock(spent());
    data::changes(DeviceId(9), &rows, 500).chunks(20).for_each(&mut add);
    (0..FOLLOWS).for_each(|device| add(&data::follow_ups(DeviceId(10 + device), &rows)));
    clock.lap("filled");
    wait(journal.compact()).unwrap();
    wait(journal.pack(&state)).unwrap();
    drop((journal, state));
    clock.lap("packed");

    let workspace = wait(Workspace::open(storage(), seeded(2))).unwrap().unwrap();
    clock.lap("opened");
    assert_eq!(workspace.ask(&CUSTOMER, &Query::default(), &NOW).total, customers);
    clock.lap("listed");

    let mut desk = Desk::new(shelf.clone());
    let mut run = |job: Job, bytes: &[u8]| wait(desk.run(job, bytes, &|_| ()));
    assert_eq!(run(Job::Open("own".into()), b"").0, Answer::Done);
    clock.lap("opened by the worker");
    let (answer, file) = run(Job::Export { to: None, passphrase: None, now: NOW.instant }, b"");
    assert!(matches!(answer, Answer::File { .. }), "{answer:?}");
    let file = file.concat();
    clock.lap(&format!("written in full, {} MB", file.len() / 1_000_000));

    let mut desk = Desk::new(shelf.clone());
    let mut run = |job: Job, bytes: &[u8]| wait(desk.run(job, bytes, &|_| ())).0;
    let Answer::Opened(opened) = run(Job::Look { passphrase: None }, &file) else { panic!("it is refused") };
    assert_eq!(opened.records, customers * (1 + FOLLOWS as usize));
    clock.lap("looked at");
    let who = Who::New("李明".into());
    let join = Job::Join { database: "other".into(), who, now: (NOW.instant, NOW.offset) };
    assert_eq!(run(join, b""), Answer::Done);
    clock.lap("joined");

    let other = wait(Workspace::open(wait(shelf.database("other")).unwrap(), seeded(3))).unwrap().unwrap();
    assert_eq!(other.ask(&CUSTOMER, &Query::default(), &NOW).total, customers);
    let back = wait(other.export_delta(workspace.device(), NOW.instant)).unwrap();
    assert_eq!(back.changes, 1);
}
