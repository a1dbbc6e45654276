//! The leads of the story: in all six states.

use super::cast::Place;
use super::*;

impl Teller {
    /// Leads in all six states.
    pub(super) fn leads(&mut self) {
        // Names collected at a trade show came in one table, and nobody has taken them yet.
        let show = self.chance.pick(self.words.campaigns);
        let [expo, common] = self.found_pools();
        let mut writes = Vec::new();
        for at in 0..9 {
            let firm = self.firm();
            self.lead(&mut writes, &firm, Place::In(expo), Some(show), at);
        }
        let time = self.time(6, 16 * 60 + 20);
        self.scene(time, CLERK, "import", Some("demo.show"), Act::Write(writes));
        for at in 0..6 {
            self.returned(at, common);
        }
        for at in 0..17 {
            self.pending(at);
        }
        for at in 0..30 {
            self.following(at);
        }
        for at in 0..10 {
            self.invalid(at);
        }
        for at in 0..12 {
            self.converted(at);
        }
        for at in 0..7 {
            self.voided(at);
        }
    }

    /// The pools of the team, and the rule by which one is shared out.
    fn found_pools(&mut self) -> [usize; 2] {
        let mut writes = Vec::new();
        let [expo, common, turns] = self.words.pools;
        let [first, second, rule] = [self.slot(), self.slot(), self.slot()];
        let mut new = |slot, entity, given: Fields| writes.push(Write::New { slot, entity, given, points: Vec::new() });
        let keeper = || ("keeper", Given::To(CLERK, "member"));
        new(first, "pool", vec![("name", expo.into()), ("per_day", 5.into()), ("cooling", 7.into()), keeper()]);
        new(second, "pool", vec![("name", common.into()), ("cooling", 7.into()), keeper()]);
        let pool = ("pool", Given::To(first, "pool"));
        let given = vec![("name", turns.into()), ("position", 1.into()), pool, ("way", "turns".into())];
        new(rule, "assign_rule", given);
        let time = self.time(296, 9 * 60);
        self.scene(time, CLERK, "create", None, Act::Write(writes));
        [first, second]
    }

    /// A lead of its own scene. Gives its slot and its firm.
    fn begin(&mut self, owner: usize, days: i64, at: usize) -> (usize, Firm) {
        let firm = self.firm();
        let mut writes = Vec::new();
        let lead = self.lead(&mut writes, &firm, Place::With(owner), None, at);
        let minute = self.minute();
        let time = self.time(days, minute);
        let author = if at.is_multiple_of(3) { CLERK } else { owner };
        self.scene(time, author, "create", None, Act::Write(writes));
        (lead, firm)
    }

    /// 待处理 and then given back: unassigned again.
    fn returned(&mut self, at: usize, pool: usize) {
        let owner = at % SELLERS;
        let (lead, _) = self.begin(owner, 30 - at as i64, at);
        let reasons = ["region", "industry", "capacity", "no_progress"];
        let reason: Fields =
            vec![("return_reason", reasons[at % reasons.len()].into()), ("pool", Given::To(pool, "pool"))];
        let time = self.time(12 - at as i64, 17 * 60);
        self.run(time, owner, "lead.return", lead, reason);
    }

    /// 待处理: has an owner, nobody has called yet.
    fn pending(&mut self, at: usize) {
        let owner = at % SELLERS;
        let days = self.chance.within(0, 9);
        let (lead, _) = self.begin(owner, days, at);
        if at.is_multiple_of(2) {
            let value = self.next(owner);
            let time = self.time(days, 18 * 60);
            let write = Write::Set { on: lead, field: "next_contact", value: value.into() };
            self.scene(time, owner, "edit", None, Act::Write(vec![write]));
        }
    }

    /// 跟进中: a few follow-ups, the next one agreed.
    fn following(&mut self, at: usize) {
        let owner = at % SELLERS;
        let days = self.chance.within(8, 90);
        let (lead, firm) = self.begin(owner, days, at);
        let talks = self.chance.within(1, 3);
        for (nth, day) in self.days_down(days - 1, talks).into_iter().enumerate() {
            let lines = if nth == 0 { self.words.first } else { self.words.open };
            self.log(lead, &firm, owner, lines, day, nth as i64 == talks - 1);
        }
        if at.is_multiple_of(3) {
            self.task((lead, "lead"), firm.brand, owner);
        }
    }

    /// 无效: nobody answers, to be tried again.
    fn invalid(&mut self, at: usize) {
        let owner = at % SELLERS;
        let days = self.chance.within(25, 80);
        let (lead, firm) = self.begin(owner, days, at);
        let lost = self.words.lost;
        self.log(lead, &firm, owner, lost, days - 6, false);
        let reasons = ["unreachable", "competitor", "wrong_number", "no_need"];
        let mut given: Fields = vec![("invalid_reason", reasons[at % reasons.len()].into())];
        // One in three has no date; of the others some are due.
        if !at.is_multiple_of(3) {
            let ahead = [-3, 0, 9, 20, 33, 45][at % 6];
            given.push(("revisit_on", Value::Date(self.day(-ahead)).into()));
        }
        let time = self.time(days - 8, 17 * 60 + 30);
        self.run(time, owner, "lead.park", lead, given);
    }

    /// 已转换: became a customer with a contact.
    fn converted(&mut self, at: usize) {
        let owner = at % SELLERS;
        let days = self.chance.within(60, 200);
        let (lead, firm) = self.begin(owner, days, at);
        for (nth, day) in self.days_down(days - 1, 2).into_iter().map(|day| day.max(30)).enumerate() {
            let lines = if nth == 0 { self.words.first } else { self.words.open };
            self.log(lead, &firm, owner, lines, day, false);
        }
        let time = self.time(28, 15 * 60);
        let mut writes = vec![
            Write::Set { on: lead, field: "stage", value: "converted".into() },
            Write::Set { on: lead, field: "converted_at", value: Value::At(time).into() },
        ];
        let customer = self.customer(&mut writes, &firm, owner, at);
        let contacts = vec![self.contact(&mut writes, &firm, customer, owner)];
        let became = [("converted_customer", customer, "customer"), ("converted_contact", contacts[0], "contact")];
        writes.extend(became.map(|(field, to, key)| Write::Set { on: lead, field, value: Given::To(to, key) }));
        self.scene(time, owner, "lead.convert", None, Act::Write(writes));
        let (contact, others) = (contacts[0], contacts.len() - 1);
        self.buyers.push(Buyer { customer, contact, others, brand: firm.brand, want: firm.want, owner, days: 27 });
        let care = self.words.care;
        self.talk_about(customer, &contacts, &firm, owner, care, 26, 1);
    }

    /// 已作废: junk.
    fn voided(&mut self, at: usize) {
        let owner = at % SELLERS;
        let days = self.chance.within(20, 120);
        let (lead, _) = self.begin(owner, days, at);
        let time = self.time(days - 2, 11 * 60);
        self.run(time, LEAD, "lead.void", lead, Vec::new());
    }
}
