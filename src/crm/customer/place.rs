//! Where a customer is: in somebody's hands, locked there, or in the public sea (F17, F18). Nobody writes that down: it
//! is read from whose it was last, from what was done for it since, from the rules, and from the time, the same on
//! every device.

use super::facts::Facts;
use crate::crm::recycle_rule::regime::{Lapse, Regime};
use crate::crm::schema::{Choice, DAY, Mark, Now};
use crate::crm::view::{Rec, Ref};

/// Where a customer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// 公海: nobody's, for everybody to take.
    Sea,
    /// 私海: somebody's.
    Held,
    /// 锁定: somebody's, and no rule takes it.
    Locked,
}

/// The places as choices.
pub static PLACES: &[Choice] = &[
    Choice::new("sea", "choice-place-sea").mark(Mark::Nobody).synonyms(&["public", "公海", "public sea"]),
    Choice::new("held", "choice-place-held").mark(Mark::Working).synonyms(&["private", "私海", "held"]),
    Choice::new("locked", "choice-place-locked").mark(Mark::Done).synonyms(&["locked", "锁定", "已锁定"]),
];

/// Why a customer lies in the sea.
pub static CAUSES: &[Choice] = &[
    Choice::new("new", "choice-cause-new").synonyms(&["new", "新客户"]),
    Choice::new("returned", "choice-cause-returned").synonyms(&["given back", "退回"]),
    Choice::new("untouched", "choice-recycle-untouched").synonyms(&["no follow-up", "未跟进"]),
    Choice::new("no_deal", "choice-recycle-no-deal").synonyms(&["no new opportunity", "无新商机"]),
    Choice::new("not_won", "choice-recycle-not-won").synonyms(&["nothing won", "未成交"]),
    Choice::new("contract_over", "choice-recycle-contract-over").synonyms(&["contract has ended", "合同到期"]),
    Choice::new("registration", "choice-cause-registration").synonyms(&["registration ran out", "报备到期"]),
];

/// How soon a customer lapses.
pub static NEARNESS: &[Choice] = &[
    Choice::new("soon", "choice-lapse-soon").mark(Mark::Waiting).synonyms(&["soon", "即将回收", "lapses soon"]),
    Choice::new("now", "choice-lapse-now").mark(Mark::Nobody).synonyms(&[
        "within two days",
        "两天内回收",
        "lapses within two days",
    ]),
];

/// Everything about where a customer is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Whether it lies in the sea.
    pub at_sea: bool,
    /// Whether its owner locked it.
    pub locked: bool,
    /// The pool it lies in or belongs to.
    pub pool: Option<Ref>,
    /// In the sea: since when.
    pub since: Option<i64>,
    /// In the sea: why, a key of [`CAUSES`].
    pub cause: Option<&'static str>,
    /// The rule that took it, or will.
    pub rule: Option<Ref>,
    /// Held: when it lapses.
    pub lapses: Option<i64>,
    /// Held: since when its owner is warned.
    pub warned: Option<i64>,
}

impl Standing {
    /// Where a customer is.
    #[must_use]
    pub fn of(rec: &Rec<'_>, now: &Now) -> Standing {
        Standing::read(&Facts::of(rec), &Regime::of(&rec.view), now)
    }

    /// Where a customer of these facts is.
    #[must_use]
    pub fn read(facts: &Facts, regime: &Regime, now: &Now) -> Standing {
        let home = regime.home(facts);
        let pool = home.map(|sea| sea.at.clone());
        if facts.owner.is_none() {
            let cause = if facts.returned { "returned" } else { "new" };
            let since = facts.left.or(facts.since);
            return Standing { at_sea: true, pool, since, cause: Some(cause), ..Standing::default() };
        }
        let Some(Lapse { at, reason, rule }) = regime.lapse(facts, now) else {
            return Standing { pool, locked: facts.locked, ..Standing::default() };
        };
        let named = rule.map(|rule| rule.at.clone());
        if at <= now.instant {
            let to = rule.and_then(|rule| rule.to.clone());
            let (pool, cause) = (to.or(pool), Some(reason));
            return Standing { at_sea: true, pool, since: Some(at), cause, rule: named, ..Standing::default() };
        }
        let warn = home.map_or(0, |sea| sea.warn) * DAY;
        Standing { pool, rule: named, lapses: Some(at), warned: Some(at.saturating_sub(warn)), ..Standing::default() }
    }

    /// The place it says.
    #[must_use]
    pub fn place(&self) -> Place {
        match (self.at_sea, self.locked) {
            (true, _) => Place::Sea,
            (false, true) => Place::Locked,
            (false, false) => Place::Held,
        }
    }
}

impl Place {
    /// All places.
    pub const ALL: [Place; 3] = [Place::Sea, Place::Held, Place::Locked];

    /// The key of the choice.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Place::Sea => "sea",
            Place::Held => "held",
            Place::Locked => "locked",
        }
    }

    /// Where a customer is.
    #[must_use]
    pub fn of(rec: &Rec<'_>, now: &Now) -> Place {
        Standing::of(rec, now).place()
    }
}

/// Whether its last owner holds a customer no more.
#[must_use]
pub fn has_lapsed(rec: &Rec<'_>, now: &Now) -> bool {
    let regime = Regime::of(&rec.view);
    regime.lapse(&Facts::of(rec), now).is_some_and(|lapse| lapse.at <= now.instant)
}

/// How soon a customer lapses, once its owner is warned; a key of [`NEARNESS`].
#[must_use]
pub fn nearness(standing: &Standing, now: &Now) -> Option<&'static str> {
    let at = standing.lapses.filter(|_| standing.warned.is_some_and(|from| from <= now.instant))?;
    Some(if at.saturating_sub(now.instant) <= 2 * DAY { "now" } else { "soon" })
}

/// The member who holds a customer or, in the sea, held it last.
#[must_use]
pub fn last_holder<'a>(rec: &Rec<'a>) -> Option<&'a str> {
    let link = rec.get("owner").filter(|link| rec.view.follow(link).is_some()).or_else(|| rec.get("last_owner"))?;
    link.as_link().map(|(_, member)| member)
}
