//! What is asked of all registrations together: how many pass, and what comes of them (F131).

use crate::crm::report::{Cond, Measure, Report, Shape};

/// The reports on registrations.
pub static REPORTS: &[Report] = &[Report {
    key: "outcome",
    label: "report-outcome",
    asks: "report-outcome-asks",
    when: "created_at",
    of: &[],
    shape: Shape::Division {
        by: &["owner", "class", "status", "industry", "region", "created_at"],
        measures: &[
            Measure::count("entity-registrations", &[]),
            Measure::count("choice-registration-protected", &[Cond::Any("status", &["protected"])]),
            Measure::count("choice-registration-won", &[Cond::Any("status", &["won"])]),
            Measure::share("report-rate", 2, 0),
            Measure::count("choice-registration-rejected", &[Cond::Any("status", &["rejected"])]),
        ],
    },
}];
