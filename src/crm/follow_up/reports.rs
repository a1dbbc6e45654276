//! What is asked of all follow-ups together: what they bring in, by way, person and source (F93).

use crate::crm::report::{Cond, Measure, Report, Shape};

const WON: &[Cond] = &[Cond::Any("outcome", &["won"])];

/// The reports on follow-ups.
pub static REPORTS: &[Report] = &[Report {
    key: "return",
    label: "report-return",
    asks: "report-return-asks",
    when: "at",
    of: &[],
    shape: Shape::Division {
        by: &["method", "owner", "source", "at"],
        measures: &[
            Measure::count("entity-follow-ups", &[]),
            Measure::count("report-for-won", WON),
            Measure::share("report-for-won-rate", 1, 0),
            Measure::total("follow-up-minutes", "minutes"),
            Measure::sum("report-earned", "earned", WON),
            Measure::each("report-earned-each", "earned"),
            Measure::per("report-earned-hour", "earned", "minutes", 60),
        ],
    },
}];
