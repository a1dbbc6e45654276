//! The tree of regions, and what the words of a record mean in it.

use super::REGION;
use crate::crm::customer::CUSTOMER;
use crate::crm::member::MEMBER;
use crate::crm::schema::Entity;
use crate::crm::search::fold_into;
use crate::crm::view::{Ref, View};
use crate::ledger::order::sort_by_key;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// How deep a tree may be.
const DEEPEST: usize = 12;

/// What the names of regions may end with that few people write.
const ENDINGS: &[&str] = &["特别行政区", "自治区", "自治州", "自治县", "地区", "省", "市", "盟", "区", "县"];

/// All regions.
#[derive(Debug, Default)]
pub struct Tree {
    /// By id.
    nodes: Vec<Node>,
    /// What was looked up, since records of the same region are many.
    known: Mutex<HashMap<String, Option<usize>>>,
}

#[derive(Debug)]
struct Node {
    at: Ref,
    title: String,
    /// What tells it from all others: its title, unless a larger one or one like it has that too.
    called: String,
    /// All its names, folded, the longest first.
    names: Vec<String>,
    /// What it lies in, up to the largest.
    above: Vec<usize>,
}

/// Who and what is in each region, its parts included: by the place of the region in the tree.
#[derive(Debug, Default)]
pub struct Census {
    tree: Arc<Tree>,
    customers: Vec<usize>,
    people: Vec<Vec<String>>,
}

impl Census {
    /// The regions of all customers and members.
    #[must_use]
    pub fn of(view: &View<'_>) -> Arc<Census> {
        view.whole(&[], || {
            let tree = Tree::of(view);
            let (mut customers, mut people) = (vec![0; tree.nodes.len()], vec![Vec::new(); tree.nodes.len()]);
            for customer in view.records(CUSTOMER.key) {
                let found = tree.find(customer.text("region"));
                found.into_iter().flat_map(|at| tree.reach(at)).for_each(|at| customers[at] += 1);
            }
            for member in view.records(MEMBER.key) {
                let regions = super::named(member.text("region")).filter_map(|name| tree.find(name));
                for at in regions.flat_map(|at| tree.reach(at)) {
                    if !people[at].contains(&member.title()) {
                        people[at].push(member.title());
                    }
                }
            }
            Census { tree, customers, people }
        })
    }

    /// How many customers lie in a region.
    #[must_use]
    pub fn customers(&self, region: &str) -> usize {
        self.tree.at(region).map_or(0, |at| self.customers[at])
    }

    /// Who works in a region.
    #[must_use]
    pub fn people(&self, region: &str) -> &[String] {
        self.tree.at(region).map_or(&[], |at| &self.people[at])
    }
}

impl Tree {
    /// The regions as they are.
    #[must_use]
    pub fn of(view: &View<'_>) -> Arc<Tree> {
        static OF: &[&Entity] = &[&REGION];
        view.whole(OF, || Tree::read(view))
    }

    fn read(view: &View<'_>) -> Tree {
        let records: Vec<_> = view.records(REGION.key).collect();
        let up = |rec: &crate::crm::Rec<'_>| {
            let parent = rec.get("parent").and_then(|link| rec.view.follow(link))?;
            records.binary_search_by_key(&parent.id, |rec| rec.id).ok()
        };
        let ups: Vec<Option<usize>> = records.iter().map(up).collect();
        // What lies in itself, as two people can make it apart, lies in nothing.
        let ends = |at: usize| line(&ups, at).skip(1).any(|up| up == at);
        let ups: Vec<Option<usize>> = (0..ups.len()).map(|at| ups[at].filter(|_| !ends(at))).collect();
        let node = |(at, rec): (usize, &crate::crm::Rec<'_>)| {
            let above: Vec<usize> = line(&ups, at).skip(1).collect();
            let title = rec.title();
            let said = std::iter::once(title.as_str()).chain(super::named(rec.text("also")));
            let mut names: Vec<String> = said.flat_map(|name| [folded(name), folded(bare(name))]).collect();
            names.retain(|name| !name.is_empty());
            sort_by_key(&mut names, |name| usize::MAX - name.len());
            names.dedup();
            Node { at: rec.at(), called: String::new(), title, names, above }
        };
        let mut tree = Tree { nodes: records.iter().enumerate().map(node).collect(), known: Mutex::default() };
        // By title: how deep the largest of that title lies, and how many there are as large.
        let mut largest: HashMap<&str, (usize, usize)> = HashMap::new();
        for node in &tree.nodes {
            let (depth, count) = largest.entry(&node.title).or_insert((usize::MAX, 0));
            *count = if node.above.len() < *depth { 1 } else { *count + usize::from(node.above.len() == *depth) };
            *depth = node.above.len().min(*depth);
        }
        let shared = |node: &&Node| largest.get(&*node.title) != Some(&(node.above.len(), 1));
        let spelled: Vec<Option<String>> =
            tree.nodes.iter().map(|node| Some(node).filter(shared).map(|node| tree.spell(node))).collect();
        for (node, spelled) in tree.nodes.iter_mut().zip(spelled) {
            node.called = spelled.unwrap_or_else(|| node.title.clone());
        }
        tree
    }

    /// The place of a region by its id.
    fn at(&self, id: &str) -> Option<usize> {
        self.nodes.binary_search_by_key(&id, |node| &node.at.id).ok()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// The names of all regions that a text lies in, the smallest first; none if it means none or is ambiguous.
    #[must_use]
    pub fn path(&self, text: &str) -> Vec<String> {
        let chain = self.find(text).into_iter().flat_map(|at| self.chain(at));
        chain.map(|node| node.called.clone()).collect()
    }

    /// Whether a text lies in a region, or in one of several: by the tree, or because it says so.
    #[must_use]
    pub fn covers(&self, region: &str, text: &str) -> bool {
        super::named(region).any(|region| {
            let by_tree =
                || self.find(region).zip(self.find(text)).is_some_and(|(at, of)| self.reach(of).any(|own| own == at));
            folded(text).contains(&folded(region)) || by_tree()
        })
    }

    /// How far below the largest regions one lies that a text names, the largest if it names several.
    #[must_use]
    pub fn depth(&self, text: &str) -> Option<usize> {
        super::named(text).filter_map(|name| self.find(name)).map(|at| self.nodes[at].above.len()).min()
    }

    /// Every region by its title, with what it is called where that alone does not tell, and with what it lies in.
    pub fn outline(&self) -> impl Iterator<Item = (&Ref, [&str; 2], Option<&Ref>)> {
        let above = |node: &Node| node.above.first().map(|at| &self.nodes[*at].at);
        self.nodes.iter().map(move |node| (&node.at, [node.title.as_str(), node.called.as_str()], above(node)))
    }

    /// How each region is written: its name after those it lies in but the largest.
    pub(super) fn spelled(&self) -> Vec<String> {
        self.nodes.iter().map(|node| self.spell(node)).collect()
    }

    fn spell(&self, node: &Node) -> String {
        let above = node.above.iter().rev().skip(1).map(|at| self.nodes[*at].title.as_str());
        above.chain([node.title.as_str()]).collect::<Vec<_>>().join(" ")
    }

    fn reach(&self, at: usize) -> impl Iterator<Item = usize> {
        std::iter::once(at).chain(self.nodes[at].above.iter().copied())
    }

    fn chain(&self, at: usize) -> impl Iterator<Item = &Node> {
        self.reach(at).map(|at| &self.nodes[at])
    }

    /// The region that a text means: the one most of whose names, and of those above it, the text says; of those the
    /// largest. None if there are two.
    fn find(&self, text: &str) -> Option<usize> {
        if text.is_empty() || self.is_empty() {
            return None;
        }
        if let Some(known) = self.known.lock().unwrap_or_else(PoisonError::into_inner).get(text) {
            return *known;
        }
        let found = self.look(&folded(text));
        self.known.lock().unwrap_or_else(PoisonError::into_inner).insert(text.to_owned(), found);
        found
    }

    fn look(&self, text: &str) -> Option<usize> {
        let said = |node: &Node| node.names.iter().any(|name| place(text, name).is_some());
        let fits = self.nodes.iter().enumerate().filter(|(_, node)| said(node)).filter_map(|(at, node)| {
            // From the largest down, so that a city is found after the province it has its name from.
            let (mut rest, mut score, mut own) = (text.to_owned(), 0, false);
            let down: Vec<usize> = node.above.iter().rev().copied().chain([at]).collect();
            for step in down {
                let found = self.nodes[step].names.iter().find_map(|name| Some((place(&rest, name)?, name.len())));
                own = found.is_some();
                if let Some((from, length)) = found {
                    score += length;
                    rest.replace_range(from..from + length, " ");
                }
            }
            own.then_some((score, node.above.len(), at))
        });
        let fits: Vec<(usize, usize, usize)> = fits.collect();
        let best = fits.iter().map(|(score, depth, _)| (*score, usize::MAX - depth)).max()?;
        let mut best = fits.iter().filter(|(score, depth, _)| (*score, usize::MAX - depth) == best);
        best.next().filter(|_| best.next().is_none()).map(|(_, _, at)| *at)
    }
}

/// A region and what it lies in, by their places.
fn line(ups: &[Option<usize>], at: usize) -> impl Iterator<Item = usize> {
    std::iter::successors(Some(at), |at| ups[*at]).take(DEEPEST)
}

/// A text as names are compared: folded as search folds, its words apart.
fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for character in text.chars() {
        let before = folded.len();
        fold_into(&mut folded, character);
        if folded.len() == before && !folded.ends_with(' ') {
            folded.push(' ');
        }
    }
    folded.trim().to_owned()
}

/// A name without what kind of region it is.
fn bare(name: &str) -> &str {
    let short = ENDINGS.iter().find_map(|ending| name.strip_suffix(ending));
    short.filter(|short| short.chars().count() > 1).unwrap_or(name)
}

/// Where a text has a name; one in Latin letters only as whole words.
fn place(text: &str, name: &str) -> Option<usize> {
    let latin = |byte: Option<u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric());
    text.match_indices(name).map(|(at, _)| at).find(|at| {
        let (before, after) = (&text.as_bytes()[..*at], &text.as_bytes()[at + name.len()..]);
        let name = name.as_bytes();
        let joined = |one: Option<&u8>, other: Option<&u8>| latin(one.copied()) && latin(other.copied());
        !(joined(before.last(), name.first()) || joined(name.last(), after.first()))
    })
}
