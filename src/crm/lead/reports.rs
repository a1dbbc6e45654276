//! What is asked of all leads together: what they come to by source and person, and what following them up is good
//! for (F22, F86).

use crate::crm::report::{Cond, Measure, Report, Shape};

const CONVERTED: &[Cond] = &[Cond::Any("status", &["converted"])];

/// The reports on leads.
pub static REPORTS: &[Report] = &[
    Report {
        key: "conversion",
        label: "report-conversion",
        asks: "report-conversion-asks",
        when: "created_at",
        of: &[],
        shape: Shape::Division {
            by: &["source", "campaign", "owner", "area", "region", "industry", "interests", "priority", "created_at"],
            measures: &[
                Measure::count("entity-leads", &[]),
                Measure::count("report-followed", &[Cond::Least("follow_ups", 1)]),
                Measure::count("report-converted", CONVERTED),
                Measure::share("report-rate", 2, 0),
                Measure::median("report-cycle", "cycle"),
            ],
        },
    },
    Report {
        key: "effort",
        label: "report-effort",
        asks: "report-effort-asks",
        when: "created_at",
        of: &[],
        shape: Shape::Division {
            by: &["effort", "response"],
            measures: &[
                Measure::count("entity-leads", &[]),
                Measure::count("report-converted", CONVERTED),
                Measure::share("report-rate", 1, 0),
                Measure::count("report-set-aside", &[Cond::Any("status", &["invalid"])]),
            ],
        },
    },
    Report {
        key: "steps",
        label: "report-lead-steps",
        asks: "report-steps-asks",
        when: "created_at",
        of: &[],
        shape: Shape::Steps,
    },
    Report {
        key: "reasons",
        label: "report-reasons",
        asks: "report-reasons-asks",
        when: "created_at",
        of: &[Cond::Any("status", &["invalid"])],
        shape: Shape::Division {
            by: &["invalid_reason", "source", "owner"],
            measures: &[
                Measure::count("entity-leads", &[]),
                Measure::count("report-tried", &[Cond::Least("follow_ups", 1)]),
                Measure::share("report-tried-rate", 1, 0),
            ],
        },
    },
];
