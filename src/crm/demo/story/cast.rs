//! The cast of the story: firms, people and the records they become.

use super::*;

/// Where a lead begins: with an owner, or in a pool.
#[derive(Clone, Copy)]
pub(super) enum Place {
    With(usize),
    In(usize),
}

impl Teller {
    pub(super) fn slot(&mut self) -> usize {
        self.cast += 1;
        self.cast - 1
    }

    /// The next company nobody has met yet.
    pub(super) fn firm(&mut self) -> Firm {
        let words = self.words;
        let at = self.firms;
        self.firms += 1;
        let brand = words.brands[at % words.brands.len()];
        let [place, region, prefix] = self.chance.pick(words.places);
        // Neighbours in the list of names are in different trades.
        let trade = &words.trades[at % words.trades.len()];
        let kind = self.chance.pick(trade.firms);
        let name = if place.is_empty() { format!("{brand} {kind}") } else { format!("{place}{brand}{kind}") };
        Firm { name, brand, region, prefix, trade, want: self.chance.pick(trade.wants) }
    }

    /// A person nobody has met yet.
    pub(super) fn person(&mut self, firm: &Firm) -> Person {
        let words = self.words;
        loop {
            let woman = self.chance.happens(45);
            let given = self.chance.pick(words.given[usize::from(!woman)]);
            let family = self.chance.pick(words.families);
            let name = if words.family_first { format!("{family}{given}") } else { format!("{given} {family}") };
            if !self.people.insert(name.clone()) {
                continue;
            }
            let local = if words.family_first { latin(&name) } else { name.to_lowercase().replace(' ', ".") };
            let gender = if woman { "female" } else { "male" };
            return Person { name, gender, mailbox: format!("{local}@{}.example", latin(firm.brand)) };
        }
    }

    /// A number that is nobody's.
    pub(super) fn mobile(&mut self) -> String {
        let tail = self.chance.below(1000);
        if self.words.family_first {
            let head = self.chance.pick(&["136", "138", "139", "158", "186"]);
            format!("{head} 0000 {}{tail:03}", self.chance.below(10))
        } else {
            format!("+44 7700 900{tail:03}")
        }
    }

    pub(super) fn landline(&mut self, firm: &Firm) -> String {
        let tail = self.chance.below(1000);
        if self.words.family_first {
            format!("{}-8555 0{tail:03}", firm.prefix)
        } else {
            format!("{}{tail:03}", firm.prefix)
        }
    }

    pub(super) fn customer(&mut self, writes: &mut Vec<Write>, firm: &Firm, owner: usize, at: usize) -> usize {
        let slot = self.slot();
        let types = ["end", "end", "channel", "end", "end", "dealer", "end", "user", "end", "end", "supplier"];
        let number = self.chance.within(1, 260);
        let given: Fields = vec![
            ("name", firm.name.as_str().into()),
            ("short", firm.brand.into()),
            ("type", types[(at + self.firms) % types.len()].into()),
            ("level", (self.chance.pick(&["a", "b", "b", "c", "c", "c", "d"])).into()),
            ("industry", firm.trade.key.into()),
            ("size", (self.chance.pick(&["under-20", "20-99", "20-99", "100-499", "100-499", "500-1999"])).into()),
            ("region", firm.region.into()),
            ("source", (self.chance.pick(SOURCES)).into()),
            ("website", format!("https://{}.example", latin(firm.brand)).into()),
            ("address", self.words.street.replace("{n}", &number.to_string()).into()),
            ("tags", self.tags(35)),
            ("owner", Given::To(owner, "member")),
        ];
        let points = vec![("phone", "work", self.landline(firm))];
        writes.push(Write::New { slot, entity: "customer", given, points });
        slot
    }

    pub(super) fn contact(&mut self, writes: &mut Vec<Write>, firm: &Firm, customer: usize, owner: usize) -> usize {
        let slot = self.slot();
        let person = self.person(firm);
        let [title, department, role] = self.chance.pick(self.words.posts);
        let (year, month, day) = (self.chance.within(1968, 1996), self.chance.within(1, 12), self.chance.within(1, 28));
        let mut given: Fields = vec![
            ("name", person.name.as_str().into()),
            ("customer", Given::To(customer, "customer")),
            ("title", title.into()),
            ("department", department.into()),
            ("decision_role", role.into()),
            ("gender", person.gender.into()),
            ("temperature", (self.chance.pick(&["cold", "warm", "warm", "hot", "in_contract"])).into()),
            ("owner", Given::To(owner, "member")),
        ];
        if self.chance.happens(60) {
            let date = NaiveDate::from_ymd_opt(year as i32, month as u32, day as u32);
            given.push(("birthday", date.map_or(Value::Null, Value::Date).into()));
        }
        if self.chance.happens(30) {
            given.push(("note", (self.chance.pick(self.words.notes)).into()));
        }
        let points = self.points(&person);
        writes.push(Write::New { slot, entity: "contact", given, points });
        slot
    }

    /// A lead of an owner, or else in a pool.
    pub(super) fn lead(
        &mut self,
        writes: &mut Vec<Write>,
        firm: &Firm,
        place: Place,
        show: Option<&'static str>,
        at: usize,
    ) -> usize {
        let slot = self.slot();
        let person = self.person(firm);
        let [title, ..] = self.chance.pick(self.words.posts);
        let source = if show.is_some() { "expo" } else { SOURCES[at % SOURCES.len()] };
        let campaign =
            show.or_else(|| matches!(source, "expo" | "campaign").then(|| self.chance.pick(self.words.campaigns)));
        let mut given: Fields = vec![
            ("name", person.name.as_str().into()),
            ("company", firm.name.as_str().into()),
            ("title", title.into()),
            ("source", source.into()),
            ("industry", firm.trade.key.into()),
            ("region", firm.region.into()),
            ("interests", Value::List(vec![firm.want.into()]).into()),
            ("priority", (self.chance.pick(&["urgent", "high", "high", "normal", "normal", "normal", "low"])).into()),
            ("intent", self.chance.within(1, 5).into()),
            ("ability", self.chance.within(1, 5).into()),
            ("tags", self.tags(25)),
            match place {
                Place::With(owner) => ("owner", Given::To(owner, "member")),
                Place::In(pool) => ("pool", Given::To(pool, "pool")),
            },
        ];
        if let Some(campaign) = campaign {
            given.push(("campaign", campaign.into()));
        }
        if self.chance.happens(20) {
            given.push(("note", (self.chance.pick(self.words.notes)).into()));
        }
        let points = self.points(&person);
        writes.push(Write::New { slot, entity: "lead", given, points });
        slot
    }

    pub(super) fn points(&mut self, person: &Person) -> Vec<Point> {
        let mut points = vec![("phone", "mobile", self.mobile())];
        if self.chance.happens(80) {
            points.push(("email", "work", person.mailbox.clone()));
        }
        if self.words.family_first && self.chance.happens(50) {
            points.push(("wechat", "work", format!("{}_{}", latin(&person.name), self.chance.below(100))));
        }
        points
    }

    pub(super) fn tags(&mut self, percent: usize) -> Given {
        let tags = if self.chance.happens(percent) {
            vec![Value::from(self.chance.pick(self.words.tags))]
        } else {
            Vec::new()
        };
        Value::List(tags).into()
    }

    // What is done.
}
