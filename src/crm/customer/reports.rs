//! What is asked of all customers together: who holds how many, where they come from, and what is looked after (F19,
//! F131).

use crate::crm::report::{Cond, Measure, Report, Shape};

const HELD: &[Cond] = &[Cond::Any("place", &["held", "locked"])];
const LAPSING: &[Cond] = &[Cond::Any("lapsing", &["soon", "now"])];

/// The reports on customers.
pub static REPORTS: &[Report] = &[HOLDING, COHORTS];

/// Who bought once, and what became of them since (F41).
const COHORTS: Report = Report {
    key: "cohorts",
    label: "report-cohorts",
    asks: "report-cohorts-asks",
    when: "first_won",
    of: &[Cond::Any("lifecycle", &["bought", "active", "dormant", "lost"])],
    shape: Shape::Division {
        by: &["first_won", "owner", "area", "region", "level", "industry", "source"],
        measures: &[
            Measure::count("entity-customers", &[]),
            Measure::count("report-alive", &[Cond::Any("lifecycle", &["bought", "active"])]),
            Measure::share("report-alive-share", 1, 0),
            Measure::count("choice-life-dormant", &[Cond::Any("lifecycle", &["dormant"])]),
            Measure::count("choice-life-lost", &[Cond::Any("lifecycle", &["lost"])]),
            Measure::sum("customer-sold", "sold", &[]),
        ],
    },
};

const HOLDING: Report = Report {
    key: "holding",
    label: "report-holding",
    asks: "report-holding-asks",
    when: "created_at",
    of: &[],
    shape: Shape::Division {
        by: &[
            "owner",
            "area",
            "region",
            "level",
            "lifecycle",
            "came_by",
            "belongs_to",
            "sea_cause",
            "industry",
            "created_at",
        ],
        measures: &[
            Measure::count("entity-customers", &[]),
            Measure::count("sea-held", HELD),
            Measure::count("choice-place-sea", &[Cond::Any("place", &["sea"])]),
            Measure::count("report-followed", &[Cond::Least("follow_ups", 1)]),
            Measure::share("report-coverage", 3, 0),
            Measure::count("choice-lapse-soon", LAPSING),
            Measure::count("choice-due-overdue", &[Cond::Any("due_state", &["overdue"])]),
        ],
    },
};
