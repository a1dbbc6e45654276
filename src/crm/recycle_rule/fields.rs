//! The fields of a recycle rule.

use crate::crm::customer::fields::LEVELS;
use crate::crm::schema::{Choice, Field, Kind};

/// What a customer lacks for so many days.
pub static REASONS: &[Choice] = &[
    Choice::new("untouched", "choice-recycle-untouched").synonyms(&["no follow-up", "未跟进"]),
    Choice::new("no_deal", "choice-recycle-no-deal").synonyms(&["no new opportunity", "无新商机"]),
    Choice::new("not_won", "choice-recycle-not-won").synonyms(&["nothing won", "未成交"]),
    Choice::new("contract_over", "choice-recycle-contract-over").synonyms(&["contract has ended", "合同到期"]),
];

/// Why.
pub const REASON: Field =
    Field::new("reason", Kind::Choice(REASONS), "recycle-reason").required().group("group-when").column(128);

/// How many days.
pub const DAYS: Field =
    Field::new("days", Kind::Int, "recycle-days").range(0, 36_500).required().group("group-when").column(72);

/// Of customers of which levels; of all, if none is named.
pub const OF_LEVELS: Field =
    Field::new("levels", Kind::Choices(LEVELS), "recycle-levels").quick().group("group-when").column(104);

/// The one level of a rule of an earlier version.
const LEVEL: Field = Field::new("level", Kind::Choice(LEVELS), "recycle-levels").inner().managed();

/// The fields of a rule, in the order of its form. What is blank asks for nothing.
pub static FIELDS: &[Field] = &[
    Field::new("name", Kind::Text, "recycle-name").required().search().column(200),
    Field::new("active", Kind::Bool, "recycle-active").column(72),
    REASON,
    DAYS,
    OF_LEVELS,
    LEVEL,
    Field::new("pool", Kind::Link(&["pool"]), "recycle-pool").quick().group("group-when").column(144),
    Field::new("spare_won", Kind::Bool, "recycle-spare-won").group("group-spared").column(104),
    Field::new("spare_open", Kind::Bool, "recycle-spare-open").group("group-spared").column(104),
    Field::new("to", Kind::Link(&["pool"]), "recycle-to").quick().column(144),
    Field::new("since", Kind::Date, "recycle-since").quick().column(104),
];
