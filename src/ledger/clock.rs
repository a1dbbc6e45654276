//! The Lamport clock: which time the next change gets, and which time nobody believes.

use std::collections::BTreeSet;

/// A change with a greater Lamport time is quarantined.
pub const MAX_TIME: u64 = 1 << 32;
/// How far a time may run ahead of the number of changes held and still be followed.
const REACH: u64 = 1 << 24;

/// The greatest time that is followed, kept up as changes arrive.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Clock {
    pub(super) held: u64,
    pub(super) top: u64,
    pub(super) far: BTreeSet<u64>,
}

impl Clock {
    /// Takes note of a held change.
    pub fn change(&mut self, l: u64) {
        self.held += 1;
        self.part(l);
        while let Some(near) = self.far.first().copied().filter(|l| self.follows(*l)) {
            self.far.remove(&near);
            self.top = self.top.max(near);
        }
    }

    /// Takes note of a part.
    pub fn part(&mut self, l: u64) {
        if self.follows(l) {
            self.top = self.top.max(l);
        } else {
            self.far.insert(l);
        }
    }

    /// The time of the next change made here. A forged time is never followed, so no honest change can
    /// reach quarantine.
    #[must_use]
    pub fn next(&self) -> u64 {
        self.top + 1
    }

    /// The number of changes noted.
    #[must_use]
    pub fn held(&self) -> u64 {
        self.held
    }

    fn follows(&self, l: u64) -> bool {
        l <= self.held + REACH
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_forged_time_is_followed_only_when_it_is_reached() {
        let mut clock = Clock::default();
        assert_eq!(clock.next(), 1);
        clock.change(5);
        clock.change(MAX_TIME);
        clock.change(REACH + 4);
        assert_eq!(clock.next(), 6);
        clock.change(2);
        assert_eq!(clock.next(), REACH + 5);
    }
}
