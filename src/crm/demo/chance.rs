//! Chance from a seed: the same seed tells the same story everywhere (splitmix64).

/// A source of chance.
pub(super) struct Chance(u64);

impl Chance {
    /// The source of a seed.
    pub(super) fn new(seed: u64) -> Chance {
        Chance(seed)
    }

    fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from 0 up to, but not including, `end`; 0 if `end` is.
    pub(super) fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.bits() >> 33).unwrap_or_default() % end.max(1)
    }

    /// A number of a range, both ends included.
    pub(super) fn within(&mut self, from: i64, to: i64) -> i64 {
        from + i64::try_from(self.below(usize::try_from(to - from + 1).unwrap_or(1))).unwrap_or_default()
    }

    /// Whether something happens that happens this often in a hundred times.
    pub(super) fn happens(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of a list that is not empty.
    pub(super) fn pick<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())]
    }
}
