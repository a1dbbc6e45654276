//! The sieve: all records of an entity, sorted into clusters that may be the same.

use super::{Clue, Degree, Traits};
use crate::crm::distinct;
use crate::crm::schema::Entity;
use crate::crm::view::{Ref, View};
use crate::ledger::order::sort_by_cached_key;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// How many records may share what binds them: a switchboard that more share tells nothing.
const SHARED: usize = 40;

/// Records that may be the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cluster {
    /// The records, by id.
    pub of: Vec<Ref>,
    /// What tells so.
    pub clues: Vec<Clue>,
    /// How sure it is of the surest two.
    pub degree: Degree,
}

/// The records of an entity, taken in slice by slice.
#[derive(Clone, Debug)]
pub struct Sieve {
    table: &'static Entity,
    traits: Vec<(Ref, Traits)>,
    bonds: HashMap<String, Vec<usize>>,
    /// Behind this id it goes on.
    done: Option<Arc<str>>,
}

impl Sieve {
    /// An empty sieve for an entity.
    #[must_use]
    pub fn new(table: &'static Entity) -> Sieve {
        Sieve { table, traits: Vec::new(), bonds: HashMap::new(), done: None }
    }

    /// How many records it took in.
    #[must_use]
    pub fn len(&self) -> usize {
        self.traits.len()
    }

    /// Whether it took in none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.traits.is_empty()
    }

    /// Takes in so many more records. Says whether more follow.
    pub fn grow(&mut self, view: &View<'_>, count: usize) -> bool {
        let before = self.traits.len();
        for rec in view.records_after(self.table.key, self.done.as_deref()).take(count) {
            let traits = Traits::of(&rec);
            for bond in traits.bonds() {
                self.bonds.entry(bond).or_default().push(self.traits.len());
            }
            self.traits.push((rec.at(), traits));
            self.done = Some(rec.id.into());
        }
        self.traits.len() - before == count
    }

    /// The clusters, the surest first, without what was said to be apart.
    #[must_use]
    pub fn clusters(&self, view: &View<'_>) -> Vec<Cluster> {
        let mut sets = Sets::new(self.traits.len());
        let mut pairs: Vec<(usize, Degree, Vec<Clue>)> = Vec::new();
        let apart = distinct::all(view);
        for bound in self.bonds.values().filter(|bound| (2..=SHARED).contains(&bound.len())) {
            for (nth, one) in bound.iter().enumerate() {
                for other in &bound[nth + 1..] {
                    let ((a, traits), (b, others)) = (&self.traits[*one], &self.traits[*other]);
                    let compared = traits.compare(others).filter(|(degree, _)| *degree <= Degree::Likely);
                    let Some((degree, clues)) = compared.filter(|_| !apart.contains(&distinct::pair(a, b))) else {
                        continue;
                    };
                    sets.join(*one, *other);
                    pairs.push((*one, degree, clues));
                }
            }
        }
        let mut clusters: BTreeMap<usize, Cluster> = BTreeMap::new();
        for (one, degree, clues) in pairs {
            let fresh = Cluster { of: Vec::new(), clues: Vec::new(), degree };
            let cluster = clusters.entry(sets.root(one)).or_insert(fresh);
            cluster.degree = cluster.degree.min(degree);
            cluster.clues.extend(clues);
        }
        for (at, (record, _)) in self.traits.iter().enumerate() {
            if let Some(cluster) = clusters.get_mut(&sets.root(at)) {
                cluster.of.push(record.clone());
            }
        }
        let mut clusters: Vec<Cluster> = clusters.into_values().collect();
        for cluster in &mut clusters {
            cluster.clues.sort_unstable();
            cluster.clues.dedup();
        }
        sort_by_cached_key(&mut clusters, |cluster| (cluster.degree, cluster.of.first().cloned()));
        clusters
    }
}

/// Disjoint sets of places (union–find, halving paths).
struct Sets(Vec<usize>);

impl Sets {
    fn new(count: usize) -> Sets {
        Sets((0..count).collect())
    }

    fn root(&mut self, mut at: usize) -> usize {
        while self.0[at] != at {
            self.0[at] = self.0[self.0[at]];
            at = self.0[at];
        }
        at
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        self.0[one.max(other)] = one.min(other);
    }
}
