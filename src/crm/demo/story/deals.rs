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

/// What is found when somebody asks how large the need is, when it is due and whether what we sell fits.
const SCALES: [&str; 4] = ["one", "several", "trial", "whole"];
const TIMINGS: [&str; 5] = ["quarter", "now", "year", "quarter", "open"];
const FITS: [&str; 6] = ["full", "partly", "full", "full", "poor", "full"];

/// The people who have a say: their part, their stance, what they may spend.
const SAYS: [[&str; 3]; 5] = [
    ["decider", "for", "all"],
    ["influencer", "neutral", "none"],
    ["decider", "unknown", "own"],
    ["user", "for", "none"],
    ["buyer", "against", "asks"],
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
        let Buyer { customer, contact, others, brand, want, owner, days } = buyer;
        let (passed, end) = ENDS[at % ENDS.len()];
        let slot = self.slot();
        let amount = self.chance.within(4, 96) * 500_000;
        let begun = self.chance.within(24, 110).min(days);
        let ahead = self.chance.within(-6, 75);
        let mut given: Fields = vec![
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
        // Of some nobody has asked yet.
        let asked = [("scale", SCALES[at % 4]), ("timing", TIMINGS[at % 5]), ("fit", FITS[at % 6])];
        given.extend(asked.into_iter().take(at % 4).map(|(field, key)| (field, key.into())));
        if at % 4 == 3 {
            given.push(("fit_note", self.words.fit.replace("{want}", want).into()));
        }
        let mut writes = vec![Write::New { slot, entity: "opportunity", given, points: Vec::new() }];
        for nth in (0..=others.min(2)).filter(|_| at % 5 != 2) {
            writes.push(self.stakeholder(slot, contact + nth, at + nth));
        }
        self.scene(time, owner, "create", None, Act::Write(writes));
        let step = (begun / (passed as i64 + 2)).max(1);
        for (nth, stage) in STAGES.iter().enumerate().skip(1).take(passed) {
            let minute = self.minute();
            let time = self.time(begun - step * nth as i64, minute);
            self.run(time, owner, "opportunity.move", slot, vec![("stage", (*stage).into())]);
            let [method, result, content] = self.words.open[(at + nth) % self.words.open.len()];
            let given: Fields = vec![
                ("method", method.into()),
                ("result", result.into()),
                ("content", content.replace("{want}", want).into()),
                ("minutes", minutes(method, at + nth).into()),
            ];
            self.run(time, owner, "follow_up.log", slot, given);
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

    /// A person who has a say in a deal.
    fn stakeholder(&mut self, deal: usize, contact: usize, at: usize) -> Write {
        let [role, stance, budget] = SAYS[at % SAYS.len()];
        let influence = 5 - (at % SAYS.len()).min(4) as i64;
        let given: Fields = vec![
            ("contact", Given::To(contact, "contact")),
            ("_parent", Given::To(deal, "opportunity")),
            ("role", role.into()),
            ("influence", influence.into()),
            ("stance", stance.into()),
            ("budget", budget.into()),
        ];
        Write::New { slot: self.slot(), entity: "stakeholder", given, points: Vec::new() }
    }
}

/// How long somebody was busy with a follow-up of this kind.
pub(super) fn minutes(method: &str, at: usize) -> i64 {
    let usual = match method {
        "visit" => 90,
        "meeting" => 45,
        "call" => 10,
        _ => 5,
    };
    usual + 5 * (at % 4) as i64
}
