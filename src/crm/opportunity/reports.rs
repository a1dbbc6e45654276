//! What is asked of all opportunities together: which are won, by whom, and why not (F87, F90).

use crate::crm::report::{Cond, Measure, Report, Shape};

const WON: &[Cond] = &[Cond::Any("stage", &["won"])];

/// The reports on opportunities.
pub static REPORTS: &[Report] = &[STEPS, CLOSED];

const CLOSED: Report = Report {
    key: "closed",
    label: "report-closed",
    asks: "report-closed-asks",
    when: "closed_at",
    of: &[Cond::Any("stage", &["won", "lost"])],
    shape: Shape::Division {
        by: &["owner", "source", "lost_reason", "competitor", "closed_at"],
        measures: &[
            Measure::count("report-closed-count", &[]),
            Measure::count("report-won", WON),
            Measure::share("report-win-rate", 1, 0),
            Measure::sum("report-won-amount", "amount", WON),
            Measure::median("report-cycle", "cycle"),
        ],
    },
};

/// Those that were lost came as far as they came, so they count.
const STEPS: Report = Report {
    key: "steps",
    label: "report-deal-steps",
    asks: "report-steps-asks",
    when: "created_at",
    of: &[Cond::Any("stage", &["contact", "need", "solution", "quote", "negotiation", "won", "lost", "held"])],
    shape: Shape::Steps,
};
