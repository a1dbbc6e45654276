//! Analysis: what the records of an entity come to, divided by source, person, month …, and how long they stay at
//! each step of their path. Every figure is the answer to a query, so it opens the very records it counts.
//!
//! What may be asked is declared as data beside the tables ([`crate::crm::report`]); here it is answered in one pass.

mod ask;
mod division;
mod steps;

pub use ask::{Ask, Span, Whose};
pub use division::{Amount, Cell, Division, Finding, Row, divide};
pub use steps::{Step, Steps, steps};

/// The middle of some numbers in tenths; `None` of none.
fn median_tenths(mut numbers: Vec<i64>) -> Option<i64> {
    numbers.sort_unstable();
    let middle = numbers.len() / 2;
    let upper = *numbers.get(middle)?;
    let lower = if numbers.len().is_multiple_of(2) { numbers[middle - 1] } else { upper };
    Some(lower.saturating_add(upper).saturating_mul(5))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_lies_between_two() {
        assert_eq!(median_tenths(vec![]), None);
        assert_eq!(median_tenths(vec![7]), Some(70));
        assert_eq!(median_tenths(vec![9, 1, 5]), Some(50));
        assert_eq!(median_tenths(vec![4, 1, 2, 9]), Some(30));
        assert_eq!(median_tenths(vec![1, 2]), Some(15));
        assert_eq!(median_tenths(vec![i64::MAX, i64::MAX]), Some(i64::MAX));
    }
}
