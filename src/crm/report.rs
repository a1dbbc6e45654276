//! Reports: what is asked of all records of an entity together, declared beside its table as data.
//!
//! A report divides records by one of several fields and counts in each part, or follows them on their path. Every condition is one that a list
//! can have as a filter, so each figure can open the very records it counts.

/// A report.
#[derive(Debug)]
pub struct Report {
    /// Its word in addresses.
    pub key: &'static str,
    /// Message key of its name.
    pub label: &'static str,
    /// Message key of the question it answers.
    pub asks: &'static str,
    /// The date by which records belong to a span of time.
    pub when: &'static str,
    /// What all records it looks at have in common. Records that lists hide are left out unless this names their
    /// state.
    pub of: &'static [Cond],
    /// What it tells of them.
    pub shape: Shape,
}

/// What a report tells.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// What they come to in each part.
    Division {
        /// The fields it can divide by, the usual one first.
        by: &'static [&'static str],
        /// What it counts, the first drawn as the length of a bar.
        measures: &'static [Measure],
    },
    /// How they fare at each step of their path.
    Steps,
}

/// Something that is counted.
#[derive(Clone, Copy, Debug)]
pub struct Measure {
    /// Message key of its name.
    pub label: &'static str,
    /// How.
    pub how: How,
}

/// How something is counted.
#[derive(Clone, Copy, Debug)]
pub enum How {
    /// The number of records that meet these.
    Count(&'static [Cond]),
    /// How many of a hundred of one measure (by its place) are in another.
    Share {
        /// The part.
        part: usize,
        /// The whole.
        whole: usize,
    },
    /// The middle one of the numbers in this field.
    Median(&'static str),
    /// The sum of the amounts in this field of records that meet these.
    Sum(&'static str, &'static [Cond]),
    /// The sum of the numbers in this field.
    Total(&'static str),
    /// What an amount comes to for each record, or for so much of a number.
    Rate {
        /// The field of the amount.
        amount: &'static str,
        /// The field of the number, of which only records count that have one, and how much of it is meant.
        per: Option<(&'static str, i64)>,
    },
}

/// A condition that a list can have as a filter.
#[derive(Clone, Copy, Debug)]
pub enum Cond {
    /// The field holds one of these.
    Any(&'static str, &'static [&'static str]),
    /// The number in the field is at least this.
    Least(&'static str, i64),
}

impl Measure {
    /// The number of records that meet these.
    #[must_use]
    pub const fn count(label: &'static str, conds: &'static [Cond]) -> Measure {
        Measure { label, how: How::Count(conds) }
    }

    /// How many of a hundred of the measure at one place are in that at another.
    #[must_use]
    pub const fn share(label: &'static str, part: usize, whole: usize) -> Measure {
        Measure { label, how: How::Share { part, whole } }
    }

    /// The middle one of the numbers in a field.
    #[must_use]
    pub const fn median(label: &'static str, field: &'static str) -> Measure {
        Measure { label, how: How::Median(field) }
    }

    /// The sum of the amounts in a field of records that meet these.
    #[must_use]
    pub const fn sum(label: &'static str, field: &'static str, conds: &'static [Cond]) -> Measure {
        Measure { label, how: How::Sum(field, conds) }
    }

    /// The sum of the numbers in a field.
    #[must_use]
    pub const fn total(label: &'static str, field: &'static str) -> Measure {
        Measure { label, how: How::Total(field) }
    }

    /// What the amounts in a field come to for each record.
    #[must_use]
    pub const fn each(label: &'static str, amount: &'static str) -> Measure {
        Measure { label, how: How::Rate { amount, per: None } }
    }

    /// What the amounts in a field come to for so much of the numbers in another.
    #[must_use]
    pub const fn per(label: &'static str, amount: &'static str, number: &'static str, unit: i64) -> Measure {
        Measure { label, how: How::Rate { amount, per: Some((number, unit)) } }
    }
}
