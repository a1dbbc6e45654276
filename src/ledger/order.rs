//! Sorting by one routine for all types. The standard library makes one for every type and every order,
//! of some kilobytes each, and the first load is short of room; where lists are long, it is the better one.

use std::cmp::Ordering;

/// Sorts; equals keep their order.
pub fn sort_by<T>(items: &mut Vec<T>, order: impl Fn(&T, &T) -> Ordering) {
    if items.len() < 2 {
        return;
    }
    let places = arrange(items.len(), &|a, b| order(&items[a], &items[b]));
    put(items, places);
}

/// Sorts by a key; equals keep their order.
pub fn sort_by_key<T, K: Ord>(items: &mut Vec<T>, key: impl Fn(&T) -> K) {
    sort_by(items, |a, b| key(a).cmp(&key(b)));
}

/// Sorts by a key that is made once for every item; equals keep their order.
pub fn sort_by_cached_key<T, K: Ord>(items: &mut Vec<T>, key: impl Fn(&T) -> K) {
    let keys: Vec<K> = items.iter().map(key).collect();
    let places = arrange(items.len(), &|a, b| keys[a].cmp(&keys[b]));
    put(items, places);
}

/// Sorts by the order of the items themselves.
pub fn sort<T: Ord>(items: &mut Vec<T>) {
    sort_by(items, T::cmp);
}

/// Puts what an iterator gives into a map or a set, one by one: `collect` sorts it first, by a routine of its own for
/// every place where it stands.
pub fn gather<T, C: Default + Extend<T>>(items: impl IntoIterator<Item = T>) -> C {
    let mut all = C::default();
    all.extend(items);
    all
}

/// Puts items at their places.
fn put<T>(items: &mut Vec<T>, places: Vec<usize>) {
    let mut slots: Vec<Option<T>> = items.drain(..).map(Some).collect();
    items.extend(places.into_iter().filter_map(|at| slots[at].take()));
}

/// The places of so many items in their order.
fn arrange(count: usize, order: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..count).collect();
    places.sort_by(|a, b| order(*a, *b));
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_sorted_and_equals_keep_their_order() {
        let mut words = vec!["pool", "lead", "won", "task", "a"];
        sort_by_key(&mut words, |word| word.len());
        assert_eq!(words, ["a", "won", "pool", "lead", "task"]);
        sort_by_cached_key(&mut words, |word| word.len());
        assert_eq!(words, ["a", "won", "pool", "lead", "task"]);
        sort(&mut words);
        assert_eq!(words, ["a", "lead", "pool", "task", "won"]);
        sort_by(&mut words, |a, b| b.cmp(a));
        assert_eq!(words, ["won", "task", "pool", "lead", "a"]);
    }
}
