//! The check of a deal: how large it is, when it is due and whether what we sell fits, each with what shows it (F96).

use crate::crm::schema::{Choice, Field, Kind, Mark};
use crate::crm::view::Rec;

/// How large the need is.
pub static SCALES: &[Choice] = &[
    Choice::new("trial", "choice-scale-trial").synonyms(&["pilot", "试用", "试点", "trial"]),
    Choice::new("one", "choice-scale-one").synonyms(&["one site", "单点采购", "单点"]),
    Choice::new("several", "choice-scale-several").synonyms(&["several sites", "多点采购", "多点"]),
    Choice::new("whole", "choice-scale-whole").synonyms(&["company-wide", "the whole company", "全公司"]),
];

/// When it has to be there.
pub static TIMINGS: &[Choice] = &[
    Choice::new("now", "choice-timing-now").synonyms(&["urgent", "within a month", "一个月内"]),
    Choice::new("quarter", "choice-timing-quarter").synonyms(&["within a quarter", "三个月内"]),
    Choice::new("year", "choice-timing-year").synonyms(&["within a year", "一年内"]),
    Choice::new(OPEN, "choice-timing-open").synonyms(&["no date", "no date yet", "没有时间", "还没有时间"]),
];

/// Whether what we sell is what they need.
pub static FITS: &[Choice] = &[
    Choice::new("full", "choice-fit-full").synonyms(&["good", "fits", "完全满足"]),
    Choice::new("partly", "choice-fit-partly").synonyms(&["partial", "fits in part", "部分满足"]),
    Choice::new(POOR, "choice-fit-poor").synonyms(&["no", "does not fit", "不满足"]),
];

const OPEN: &str = "open";
const POOR: &str = "poor";

/// What comes of the check.
pub static CHECKS: &[Choice] = &[
    Choice::new("sound", "choice-check-sound").mark(Mark::Done),
    Choice::new("unclear", "choice-check-unclear").mark(Mark::Waiting),
    Choice::new("doubtful", "choice-check-doubtful").mark(Mark::Void),
];

/// How large it is.
pub const SCALE: Field = asked("scale", Kind::Choice(SCALES), "opportunity-scale").brief().synonyms(&[
    "scale",
    "scale of the need",
    "size of the need",
    "规模",
    "需求规模",
]);

/// When it is due.
pub const TIMING: Field =
    asked("timing", Kind::Choice(TIMINGS), "opportunity-timing").brief().synonyms(&["timing", "时间", "需求时间"]);

/// Whether it fits.
pub const FIT: Field = asked("fit", Kind::Choice(FITS), "opportunity-fit").brief().synonyms(&[
    "fit",
    "product fit",
    "产品适当性",
    "产品匹配",
]);

/// A field of the check.
pub const fn asked(key: &'static str, kind: Kind, label: &'static str) -> Field {
    Field::new(key, kind, label).group("group-check")
}

/// What comes of the check: sound if all is answered and nothing speaks against it; doubtful if something does.
/// `None` where nobody has begun.
#[must_use]
pub fn check(deal: &Rec<'_>) -> Option<&'static str> {
    let said = [SCALE, TIMING, FIT].map(|field| deal.text(field.key));
    let [_, timing, fit] = said;
    match said.iter().filter(|said| !said.is_empty()).count() {
        0 => None,
        _ if fit == POOR || timing == OPEN => Some("doubtful"),
        3 => Some("sound"),
        _ => Some("unclear"),
    }
}
