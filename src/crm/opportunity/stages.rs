//! The stages of an opportunity, with the share that is won from there, and the only table of legal moves
//! (features.md section 3).

use crate::crm::machine::{Illegal, Who};
use crate::crm::member::Role;
use crate::crm::schema::{Choice, Mark};
use crate::crm::view::Rec;
use crate::ledger::Value;

/// A stage, in the order of a board.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// 初步接洽.
    Contact,
    /// 需求确认.
    Need,
    /// 方案与演示.
    Solution,
    /// 报价.
    Quote,
    /// 商务谈判.
    Negotiation,
    /// 赢单.
    Won,
    /// 输单.
    Lost,
    /// 搁置.
    Held,
}

/// What happens to an opportunity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Event {
    /// It goes to another open stage, forward or back.
    Move,
    /// It is won.
    Win,
    /// It is lost.
    Lose,
    /// It is put off.
    Hold,
    /// It is taken up again.
    Reopen,
}

impl Stage {
    /// All stages, in the order of a board.
    pub const ALL: [Stage; 8] = [
        Stage::Contact,
        Stage::Need,
        Stage::Solution,
        Stage::Quote,
        Stage::Negotiation,
        Stage::Won,
        Stage::Lost,
        Stage::Held,
    ];

    /// Where an opportunity begins.
    pub const FIRST: Stage = Stage::Contact;

    /// The stored key.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Stage::Contact => "contact",
            Stage::Need => "need",
            Stage::Solution => "solution",
            Stage::Quote => "quote",
            Stage::Negotiation => "negotiation",
            Stage::Won => "won",
            Stage::Lost => "lost",
            Stage::Held => "held",
        }
    }

    /// The stage of a stored key; one that is blank or of a newer version is the first.
    #[must_use]
    pub fn of_key(key: &str) -> Stage {
        Stage::ALL.into_iter().find(|stage| stage.key() == key).unwrap_or(Stage::FIRST)
    }

    /// The stage of an opportunity.
    #[must_use]
    pub fn of(rec: &Rec<'_>) -> Stage {
        Stage::of_key(rec.text("stage"))
    }

    /// Whether it is still being worked for.
    #[must_use]
    pub fn is_open(self) -> bool {
        self < Stage::Won
    }

    /// How many of a hundred that stand here are won, by experience. `None` for one that is put off: it counts
    /// in no forecast.
    #[must_use]
    pub fn chance(self) -> Option<i64> {
        Some(match self {
            Stage::Contact => 10,
            Stage::Need => 25,
            Stage::Solution => 40,
            Stage::Quote => 60,
            Stage::Negotiation => 80,
            Stage::Won => 100,
            Stage::Lost => 0,
            Stage::Held => return None,
        })
    }
}

/// What the rules say of a stage that was written over another. Whose the opportunity was then is not looked at.
#[must_use]
pub fn step(from: &str, to: &str, role: Role) -> Option<&'static str> {
    let (from, to) = (Stage::of_key(from), Stage::of_key(to));
    let event = match to {
        _ if from == to => return None,
        Stage::Won => Event::Win,
        Stage::Lost => Event::Lose,
        Stage::Held => Event::Hold,
        _ if from.is_open() => Event::Move,
        _ => Event::Reopen,
    };
    judge(from, event, role, true).err().map(|why| match why {
        Illegal::Manager | Illegal::Admin => "problem-manager",
        Illegal::State | Illegal::Holder => "problem-no-way",
    })
}

/// Judges an event for an actor of this role who does or does not own the opportunity.
///
/// # Errors
/// Why it is refused.
pub fn judge(from: Stage, event: Event, role: Role, owns: bool) -> Result<(), Illegal> {
    let known = match event {
        Event::Move | Event::Win | Event::Lose | Event::Hold => from.is_open(),
        Event::Reopen => !from.is_open(),
    };
    if !known {
        return Err(Illegal::State);
    }
    Who::Holder.means(role, owns)?;
    // What was closed stands in figures that others count on.
    if event == Event::Reopen && from != Stage::Held { Who::Manager.means(role, owns) } else { Ok(()) }
}

/// The stages as choices.
pub static STAGES: &[Choice] = &CHOICES;

/// Those that are still being worked for.
pub static OPEN: &[Choice] = {
    let (open, _) = CHOICES.split_at(5);
    open
};

static CHOICES: [Choice; 8] = [
    Choice::new("contact", "choice-stage-contact").mark(Mark::Waiting).synonyms(&[
        "qualification",
        "prospecting",
        "first contact",
        "new",
        "screening",
        "初步接洽",
        "初步沟通",
        "接洽",
    ]),
    Choice::new("need", "choice-stage-need").mark(Mark::Working).synonyms(&[
        "needs analysis",
        "needs confirmed",
        "discovery",
        "opportunity",
        "需求确认",
        "需求分析",
    ]),
    Choice::new("solution", "choice-stage-solution").mark(Mark::Working).synonyms(&[
        "solution and demo",
        "demo",
        "meeting",
        "value proposition",
        "方案与演示",
        "方案/演示",
        "方案",
        "演示",
    ]),
    Choice::new("quote", "choice-stage-quote").mark(Mark::Working).synonyms(&[
        "quoted",
        "proposal",
        "proposal sent",
        "proposal-sent",
        "price quote",
        "报价",
        "rfp/报价",
        "方案报价",
    ]),
    Choice::new("negotiation", "choice-stage-negotiation").mark(Mark::Working).synonyms(&[
        "negotiation/review",
        "in-negociation",
        "in negotiation",
        "商务谈判",
        "谈判",
        "合同谈判",
    ]),
    Choice::new("won", "choice-stage-won").mark(Mark::Done).synonyms(&["closed won", "customer", "赢单", "成交"]),
    Choice::new("lost", "choice-stage-lost").mark(Mark::Void).synonyms(&["closed lost", "输单", "丢单"]),
    Choice::new("held", "choice-stage-held").mark(Mark::Parked).synonyms(&["on hold", "delayed", "搁置", "暂停"]),
];

/// When an opportunity came to the first stage it is known to have had, milliseconds since 1970 UTC.
#[must_use]
pub fn begun_at(deal: &Rec<'_>) -> Option<i64> {
    let known = Stage::ALL.iter().filter_map(|stage| deal.get(&format!("since_{}", stage.key()))?.as_at());
    known.min().or(deal.created().0)
}

/// When an opportunity was closed, milliseconds since 1970 UTC; when it was made, if nobody wrote that down.
#[must_use]
pub fn closed_at(deal: &Rec<'_>) -> Option<i64> {
    deal.get("closed_at").and_then(Value::as_at).or(deal.created().0)
}
