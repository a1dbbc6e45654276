//! The public sea of the story: two pools, the rules that fill them, and what people may hold. None of it takes a
//! chance, so that whoever else is met stays the same.

use super::*;

impl Teller {
    /// The pools for customers and their rules, made in the first days; the rules took effect some weeks ago.
    pub(super) fn seas(&mut self) {
        let words = self.words;
        let [common, wake] = words.seas;
        let [first, second] = [self.slot(), self.slot()];
        let mut writes = Vec::new();
        let mut new = |slot, entity, given: Fields| writes.push(Write::New { slot, entity, given, points: Vec::new() });
        let keeper = || ("keeper", Given::To(CLERK, "member"));
        let holds = || ("holds", Given::from("customers"));
        new(
            first,
            "pool",
            vec![
                ("name", common.into()),
                holds(),
                ("per_day", 5.into()),
                ("warn", 14.into()),
                ("cooling", 30.into()),
                keeper(),
            ],
        );
        new(
            second,
            "pool",
            vec![("name", wake.into()), holds(), ("region", wake.into()), ("cooling", 30.into()), keeper()],
        );
        let since = Value::Date(self.day(30));
        let rules = [self.slot(), self.slot(), self.slot(), self.slot()];
        let rule = |name: &'static str, reason: &'static str, days: i64| -> Fields {
            vec![
                ("name", name.into()),
                ("reason", reason.into()),
                ("days", days.into()),
                ("since", since.clone().into()),
            ]
        };
        let [untouched, dealless, least, ended] = words.recycle;
        new(rules[0], "recycle_rule", rule(untouched, "untouched", 100));
        new(rules[1], "recycle_rule", rule(dealless, "no_deal", 180));
        new(rules[3], "recycle_rule", rule(ended, "contract_over", 30));
        let mut old = rule(least, "untouched", 45);
        old.extend([("levels", Value::List(vec!["d".into()]).into()), ("to", Given::To(second, "pool"))]);
        new(rules[2], "recycle_rule", old);
        let capacity = self.slot();
        let given: Fields = vec![
            ("name", words.capacity.into()),
            ("most", 24.into()),
            ("most_locked", 3.into()),
            ("per_won", 2.into()),
            ("slow_below", 40.into()),
            ("slow_minus", 10.into()),
            ("floor", 12.into()),
            ("ceiling", 40.into()),
        ];
        let mut new = |slot, entity, given: Fields| writes.push(Write::New { slot, entity, given, points: Vec::new() });
        new(capacity, "capacity_rule", given);
        let time = self.time(295, 9 * 60);
        self.scene(time, LEAD, "create", None, Act::Write(writes));
        // Some contracts ended some weeks ago.
        let ended: Vec<Buyer> = self.buyers.iter().rev().skip(6).take(8).copied().collect();
        for (at, buyer) in ended.into_iter().enumerate() {
            let until = Value::Date(self.day(28 - at as i64));
            let write = Write::Set { on: buyer.customer, field: "contract_until", value: until.into() };
            let time = self.time(40, (10 * 60) + at as i64);
            self.scene(time, buyer.owner, "edit", None, Act::Write(vec![write]));
        }
        // Of those won lately some were given back, and some are kept from the rules.
        let late: Vec<Buyer> = self.buyers.iter().rev().take(6).copied().collect();
        for (at, buyer) in late.into_iter().enumerate() {
            let time = self.time(4, (10 + at as i64) * 60);
            match at {
                0 | 3 => {
                    let reason = if at == 0 { "region" } else { "capacity" };
                    self.run(
                        time,
                        buyer.owner,
                        "customer.return",
                        buyer.customer,
                        vec![("return_reason", reason.into())],
                    );
                }
                1 | 4 => self.run(time, buyer.owner, "customer.lock", buyer.customer, Vec::new()),
                _ => {}
            }
        }
        self.registrations();
        self.sales();
    }

    /// What was sold to old customers, and a case that waits for a decision.
    fn sales(&mut self) {
        let known: Vec<Buyer> = self.buyers.iter().take(8).copied().collect();
        let mut writes = Vec::new();
        for (at, buyer) in known.iter().enumerate() {
            let slot = self.slot();
            let minor = 1_200_000 + 350_000 * at as i64;
            let given: Fields = vec![
                ("customer", Given::To(buyer.customer, "customer")),
                ("product", buyer.want.into()),
                ("amount", Value::Money(minor, self.words.currency.to_owned()).into()),
                ("on", self.day(200 - 20 * at as i64).into()),
                ("owner", Given::To(buyer.owner, "member")),
            ];
            writes.push(Write::New { slot, entity: "sale", given, points: Vec::new() });
        }
        if let Some(buyer) = known.first() {
            let slot = self.slot();
            let given: Fields = vec![
                ("customer", Given::To(buyer.customer, "customer")),
                ("member", Given::To((buyer.owner + 1) % SELLERS, "member")),
                ("kind", "poaching".into()),
                ("story", self.words.clash.into()),
            ];
            writes.push(Write::New { slot, entity: "case", given, points: Vec::new() });
        }
        let time = self.time(2, 16 * 60);
        self.scene(time, LEAD, "create", None, Act::Write(writes));
    }

    /// Registrations: one that is protected, one to be reviewed, one refused and contested, one that is a draft.
    fn registrations(&mut self) {
        let words = self.words;
        let template = self.slot();
        let given: Fields = vec![
            ("name", words.template.into()),
            ("days_a", 90.into()),
            ("days_b", 60.into()),
            ("quota", 10.into()),
            ("asks_contact", true.into()),
        ];
        let write = Write::New { slot: template, entity: "registration_template", given, points: Vec::new() };
        let time = self.time(120, 9 * 60);
        self.scene(time, LEAD, "create", None, Act::Write(vec![write]));
        let known = self.buyers.first().copied();
        let classes = ["a", "b", "c", "b", "d"];
        for (at, [company, contact, need]) in words.registrations.iter().enumerate() {
            let (slot, owner) = (self.slot(), at % SELLERS);
            let days = 20 - 4 * at as i64;
            // One is a customer that a colleague follows.
            let name = known.filter(|known| at == 2 && known.owner != owner).map_or(*company, |known| known.brand);
            let given: Fields = vec![
                ("name", name.into()),
                ("class", classes[at % classes.len()].into()),
                ("contact", (*contact).into()),
                ("need", (*need).into()),
                ("owner", Given::To(owner, "member")),
            ];
            let write = Write::New { slot, entity: "registration", given, points: Vec::new() };
            let time = self.time(days, 9 * 60 + 30);
            self.scene(time, owner, "create", None, Act::Write(vec![write]));
            if at + 1 == words.registrations.len() {
                continue;
            }
            let time = self.time(days, 10 * 60);
            self.run(time, owner, "registration.submit", slot, Vec::new());
        }
    }
}
