//! The story: who the team meets, what they say, and how it ends; from words, time and chance.

mod cast;
mod deals;
mod leads;
mod sea;

use super::chance::Chance;
use super::words::{Talk, Trade, Words};
use crate::crm::pinyin;
use crate::crm::schema::Now;
use crate::ledger::Value;
use chrono::{Datelike, Days, NaiveDate, Weekday};
use std::collections::{HashMap, HashSet};

/// A change to come.
#[derive(Debug)]
pub(super) struct Scene {
    pub(super) now: Now,
    /// The slot of the member who acts.
    pub(super) member: usize,
    pub(super) why: &'static str,
    pub(super) batch: Option<&'static str>,
    pub(super) act: Act,
}

/// What happens in a scene.
#[derive(Debug)]
pub(super) enum Act {
    /// Records are written.
    Write(Vec<Write>),
    /// A command is run on a record.
    Run { command: &'static str, on: usize, given: Fields },
}

/// What is written. Records are known by slots: their places in the cast.
#[derive(Debug)]
pub(super) enum Write {
    /// The settings of the organisation.
    Org(Vec<(&'static str, Value)>),
    /// A record that begins.
    New { slot: usize, entity: &'static str, given: Fields, points: Vec<Point> },
    /// A field of a record that exists.
    Set { on: usize, field: &'static str, value: Given },
}

/// The values of fields, as given.
pub(super) type Fields = Vec<(&'static str, Given)>;

/// Kind, label and value of a contact point.
pub(super) type Point = (&'static str, &'static str, String);

/// A value, or a link to a record of the cast and its entity.
#[derive(Clone, Debug)]
pub(super) enum Given {
    Value(Value),
    To(usize, &'static str),
}

impl<T: Into<Value>> From<T> for Given {
    fn from(value: T) -> Given {
        Given::Value(value.into())
    }
}

/// The slot of the member who shows the demo; an admin. Four more follow.
const LEAD: usize = 0;
/// Who sells: the first four; the fifth keeps the books.
const SELLERS: usize = 4;
const CLERK: usize = 4;

/// Days until the next contact of records that are in work, one after another for each owner: some
/// late, some today, most to come. The agenda is alive on whatever day the demo begins.
const NEXT: [i64; 12] = [0, -2, 3, 1, 0, 5, -1, 2, 8, -4, 4, 12];

/// Hours and minutes at which something today is due.
const HOURS: [(i64, i64); 5] = [(9, 30), (11, 0), (14, 0), (15, 30), (17, 0)];

/// Tells the whole story in order of time. Gives the scenes and the size of the cast.
pub(super) fn tell(words: &'static Words, lang: &'static str, now: Now, seed: u64) -> (Vec<Scene>, usize) {
    let mut teller = Teller {
        words,
        now,
        chance: Chance::new(seed),
        scenes: Vec::new(),
        cast: 0,
        firms: 0,
        next: [0; SELLERS],
        buyers: Vec::new(),
        people: HashSet::new(),
        seen: HashMap::new(),
    };
    teller.found(lang);
    teller.old_customers(24);
    for at in 0..24 {
        teller.new_customer(at);
    }
    teller.leads();
    teller.deals();
    teller.seas();
    let cast = teller.cast;
    let mut scenes = teller.scenes;
    // What was told of one record stays in order, because the sort is stable.
    scenes.sort_by_key(|scene| scene.now.instant);
    (scenes, cast)
}

struct Teller {
    words: &'static Words,
    now: Now,
    chance: Chance,
    scenes: Vec<Scene>,
    cast: usize,
    firms: usize,
    next: [usize; SELLERS],
    buyers: Vec<Buyer>,
    people: HashSet<String>,
    /// When something last happened to a record of the cast.
    seen: HashMap<usize, i64>,
}

/// A company of the story.
struct Firm {
    name: String,
    brand: &'static str,
    region: &'static str,
    prefix: &'static str,
    trade: &'static Trade,
    want: &'static str,
}

/// A customer that may buy more.
#[derive(Clone, Copy)]
struct Buyer {
    customer: usize,
    contact: usize,
    /// How many more people of it stand behind the contact in the cast.
    others: usize,
    brand: &'static str,
    want: &'static str,
    owner: usize,
    /// Since how many days it is a customer.
    days: i64,
}

/// A person of the story.
struct Person {
    name: String,
    gender: &'static str,
    mailbox: String,
}

impl Teller {
    /// The team and its settings.
    fn found(&mut self, lang: &'static str) {
        let words = self.words;
        let mut writes = Vec::new();
        for [name, role, title, region, mailbox] in words.members {
            let slot = self.slot();
            let since = self.chance.within(400, 2400);
            let since = self.day(since);
            let given: Fields = vec![
                ("name", name.into()),
                ("role", role.into()),
                ("title", title.into()),
                ("region", region.into()),
                ("since", since.into()),
            ];
            let points =
                vec![("email", "work", format!("{mailbox}@chenghai.example")), ("phone", "mobile", self.mobile())];
            writes.push(Write::New { slot, entity: "member", given, points });
        }
        let settings: [(&'static str, &'static str); 4] =
            [("name", words.org), ("currency", words.currency), ("zone", words.zone), ("lang", lang)];
        writes.push(Write::Org(settings.into_iter().map(|(field, value)| (field, value.into())).collect()));
        let time = self.time(300, 9 * 60);
        self.scene(time, LEAD, "found", None, Act::Write(writes));
    }

    /// Customers the team brought along: an import in the first days.
    fn old_customers(&mut self, count: usize) {
        for part in 0..count / 6 {
            let mut writes = Vec::new();
            let mut owned = Vec::new();
            for at in 0..6 {
                let (firm, owner) = (self.firm(), (part + at) % SELLERS);
                let customer = self.customer(&mut writes, &firm, owner, at);
                let people = self.chance.within(1, 3);
                let contacts: Vec<usize> =
                    (0..people).map(|_| self.contact(&mut writes, &firm, customer, owner)).collect();
                owned.push((customer, contacts, firm, owner));
            }
            let time = self.time(298, 10 * 60 + part as i64);
            self.scene(time, CLERK, "import", Some("demo.import"), Act::Write(writes));
            for (customer, contacts, firm, owner) in owned {
                self.buyers.extend(contacts.first().map(|&contact| Buyer {
                    customer,
                    contact,
                    others: contacts.len() - 1,
                    brand: firm.brand,
                    want: firm.want,
                    owner,
                    days: 290,
                }));
                let talks = self.chance.within(1, 4);
                let care = self.words.care;
                self.talk_about(customer, &contacts, &firm, owner, care, 240, talks);
            }
        }
    }

    /// A customer somebody found, with its people.
    fn new_customer(&mut self, at: usize) {
        let (firm, owner) = (self.firm(), at % SELLERS);
        let mut writes = Vec::new();
        let customer = self.customer(&mut writes, &firm, owner, at);
        let people = self.chance.within(1, 3);
        let contacts: Vec<usize> = (0..people).map(|_| self.contact(&mut writes, &firm, customer, owner)).collect();
        let days = self.chance.within(20, 230);
        let minute = self.minute();
        let time = self.time(days, minute);
        self.scene(time, owner, "create", None, Act::Write(writes));
        let talks = self.chance.within(1, 3);
        let open = self.words.open;
        self.talk_about(customer, &contacts, &firm, owner, open, days - 1, talks);
    }

    /// Follow-ups with a customer or its people, the last of which says when to be in touch next.
    #[allow(clippy::too_many_arguments, reason = "a story has many sides")]
    fn talk_about(
        &mut self,
        customer: usize,
        contacts: &[usize],
        firm: &Firm,
        owner: usize,
        lines: &'static [Talk],
        days: i64,
        talks: i64,
    ) {
        for (at, day) in self.days_down(days, talks).into_iter().enumerate() {
            let last = at as i64 == talks - 1;
            let on = if last || contacts.is_empty() { customer } else { self.chance.pick(contacts) };
            self.log(on, firm, owner, lines, day, last);
        }
        if self.chance.happens(50) {
            let to = if contacts.is_empty() { (customer, "customer") } else { (self.chance.pick(contacts), "contact") };
            let name = firm.brand;
            self.task(to, name, owner);
        }
    }

    // Who and what.

    /// A follow-up; the last one of a record says when to be in touch next.
    fn log(&mut self, on: usize, firm: &Firm, owner: usize, lines: &'static [Talk], day: i64, last: bool) {
        let [method, result, content] = self.chance.pick(lines);
        let mut given: Fields = vec![
            ("method", method.into()),
            ("result", result.into()),
            ("content", content.replace("{want}", firm.want).into()),
        ];
        // Not everybody notes how long it took.
        if owner != 1 {
            given.push(("minutes", deals::minutes(method, content.len()).into()));
        }
        if last {
            let next = self.next(owner);
            given.push(("next_at", next.into()));
        }
        let minute = self.minute();
        let time = self.time(day, minute);
        self.run(time, owner, "follow_up.log", on, given);
    }

    /// A task about a record, at whatever point of its life.
    fn task(&mut self, (on, key): (usize, &'static str), name: &str, owner: usize) {
        let slot = self.slot();
        let title = self.chance.pick(self.words.tasks).replace("{name}", name);
        let days = self.chance.within(1, 6);
        let fate = self.chance.below(10);
        let due = if fate < 6 { self.next_day(owner) } else { self.day(days - 2) };
        let given: Fields = vec![
            ("title", title.into()),
            ("about", Given::To(on, key)),
            ("due", due.into()),
            ("priority", (self.chance.pick(&["high", "normal", "normal", "low"])).into()),
            ("owner", Given::To(owner, "member")),
        ];
        let minute = self.minute();
        let time = self.time(days, minute).max(self.after(on));
        self.scene(
            time,
            owner,
            "create",
            None,
            Act::Write(vec![Write::New { slot, entity: "task", given, points: Vec::new() }]),
        );
        let (command, after) = match fate {
            5 => ("task.start", days - 1),
            6..=8 => ("task.done", days - 2),
            9 => ("task.cancel", days - 1),
            _ => return,
        };
        let minute = self.minute();
        let time = self.time(after.max(0), minute);
        self.run(time, owner, command, slot, Vec::new());
    }

    fn run(&mut self, time: i64, member: usize, command: &'static str, on: usize, given: Fields) {
        self.scene(time, member, command, None, Act::Run { command, on, given });
    }

    /// Adds a scene, not before what the records in it have seen, and not after now.
    fn scene(&mut self, time: i64, member: usize, why: &'static str, batch: Option<&'static str>, act: Act) {
        let slots: Vec<usize> = match &act {
            Act::Run { on, .. } => vec![*on],
            Act::Write(writes) => writes
                .iter()
                .filter_map(|write| match write {
                    Write::New { slot: on, .. } | Write::Set { on, .. } => Some(*on),
                    Write::Org(_) => None,
                })
                .collect(),
        };
        let instant = slots.iter().map(|slot| self.after(*slot)).fold(time, i64::max).min(self.now.instant - MINUTE);
        for slot in slots {
            self.seen.insert(slot, instant);
        }
        self.scenes.push(Scene { now: Now { instant, ..self.now }, member, why, batch, act });
    }

    // When.

    /// The first moment at which something more can happen to a record.
    fn after(&self, slot: usize) -> i64 {
        self.seen.get(&slot).map_or(i64::MIN, |instant| instant + 10 * MINUTE)
    }

    /// The day this many days ago; in the future if it is negative.
    fn day(&self, ago: i64) -> NaiveDate {
        let today = self.now.today();
        let days = Days::new(ago.unsigned_abs());
        let day = if ago < 0 { today.checked_add_days(days) } else { today.checked_sub_days(days) };
        day.unwrap_or(today)
    }

    /// This minute of the day so many days ago, or of the Friday before if that was no working day.
    fn time(&self, ago: i64, minute: i64) -> i64 {
        let mut day = self.day(ago);
        while ago > 0 && matches!(day.weekday(), Weekday::Sat | Weekday::Sun) {
            day = day.pred_opt().unwrap_or(day);
        }
        let midnight = day.and_hms_opt(0, 0, 0).unwrap_or_default().and_utc().timestamp_millis();
        midnight + (minute - i64::from(self.now.offset)) * MINUTE
    }

    /// A minute of a working day.
    fn minute(&mut self) -> i64 {
        self.chance.within(9 * 60, 18 * 60 - 1)
    }

    /// The day on which an owner's next record is due.
    fn next_day(&mut self, owner: usize) -> NaiveDate {
        let ahead = NEXT[self.next[owner] % NEXT.len()];
        self.next[owner] += 1;
        let mut day = self.day(-ahead);
        // Nobody makes appointments for the weekend, unless it is the weekend today.
        while ahead > 0 && matches!(day.weekday(), Weekday::Sat | Weekday::Sun) {
            day = day.succ_opt().unwrap_or(day);
        }
        day
    }

    /// When an owner's next record is due; today it has an hour.
    fn next(&mut self, owner: usize) -> Value {
        let day = self.next_day(owner);
        if day != self.now.today() {
            return Value::Date(day);
        }
        let (hour, minute) = self.chance.pick(&HOURS);
        Value::At(self.time(0, hour * 60 + minute))
    }

    /// Some days of the last `days`, from long ago to lately.
    fn days_down(&mut self, days: i64, count: i64) -> Vec<i64> {
        let mut list: Vec<i64> = (1..count).map(|_| self.chance.within(days.min(3), days.max(3))).collect();
        list.sort_unstable_by(|a, b| b.cmp(a));
        // The last one was lately, so that the team is seen to be at work.
        list.push(self.chance.within(0, days.clamp(0, 12)));
        list
    }
}

/// Where the companies of the story came from.
const SOURCES: &[&str] =
    &["expo", "web", "referral", "phone", "campaign", "social", "expo", "search", "partner", "web", "visit", "ads"];

const MINUTE: i64 = 60_000;

/// A name in the letters of an address.
fn latin(name: &str) -> String {
    let sound = |(at, character): (usize, char)| {
        let surname = (at == 0).then(|| pinyin::surname_reading(character)).flatten();
        let sound = surname.or_else(|| pinyin::readings(character).next());
        sound.map_or_else(|| character.to_lowercase().filter(char::is_ascii_alphanumeric).collect(), str::to_owned)
    };
    name.chars().enumerate().map(sound).collect()
}
