//! The deals of the story: opportunities at every stage, some won, some lost.

use super::*;

/// The open stages, as an opportunity passes through them.
const STAGES: [&str; 5] = ["contact", "need", "solution", "quote", "negotiation"];

/// How deals end, one after another: so many stages passed, then won, lost, put off, or still open.
const ENDS: [(usize, &str); 13] = [
    (4, "win"),
    (2, ""),
    (1, ""),
    (3, ""),
    (4, ""),
    (3, "lose"),
    (0, ""),
    (4, "win"),
    (2, "hold"),
    (3, ""),
    (1, "lose"),
    (4, "win"),
    (2, ""),
];

impl Teller {
    /// Opportunities with some of the customers.
    pub(super) fn deals(&mut self) {
        let buyers = std::mem::take(&mut self.buyers);
        for (at, buyer) in buyers.iter().enumerate() {
            self.deal(at, *buyer);
        }
        self.buyers = buyers;
    }

    fn deal(&mut self, at: usize, buyer: Buyer) {
        let Buyer { customer, contact, brand, want, owner, days } = buyer;
        let (passed, end) = ENDS[at % ENDS.len()];
        let slot = self.slot();
        let amount = self.chance.within(4, 96) * 500_000;
        let begun = self.chance.within(24, 110).min(days);
        let ahead = self.chance.within(-6, 75);
        let given: Fields = vec![
            ("name", format!("{brand} · {want}").into()),
            ("customer", Given::To(customer, "customer")),
            ("contact", Given::To(contact, "contact")),
            ("amount", Value::Money(amount, self.words.currency.to_owned()).into()),
            ("close_on", Value::Date(self.day(-ahead)).into()),
            ("source", (self.chance.pick(SOURCES)).into()),
            ("owner", Given::To(owner, "member")),
        ];
        let minute = self.minute();
        let time = self.time(begun, minute);
        let new = Write::New { slot, entity: "opportunity", given, points: Vec::new() };
        self.scene(time, owner, "create", None, Act::Write(vec![new]));
        let step = (begun / (passed as i64 + 2)).max(1);
        for (nth, stage) in STAGES.iter().enumerate().skip(1).take(passed) {
            let minute = self.minute();
            let time = self.time(begun - step * nth as i64, minute);
            self.run(time, owner, "opportunity.move", slot, vec![("stage", (*stage).into())]);
        }
        let minute = self.minute();
        let time = self.time((begun - step * (passed as i64 + 1)).max(0), minute);
        match end {
            "win" => {
                let given: Fields = vec![
                    ("amount", Value::Money(amount, self.words.currency.to_owned()).into()),
                    ("close_on", Value::Date(self.now.date_of(time)).into()),
                ];
                self.run(time, owner, "opportunity.win", slot, given);
            }
            "lose" => {
                let reason = self.chance.pick(&["price", "competitor", "budget", "silent"]);
                self.run(time, owner, "opportunity.lose", slot, vec![("lost_reason", reason.into())]);
            }
            "hold" => self.run(time, owner, "opportunity.hold", slot, Vec::new()),
            _ => {}
        }
    }
}
