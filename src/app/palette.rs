//! The palette: what was typed into its box, and which records and commands fit it, in which order (U3).
//!
//! Texts are judged alike whether they are titles or labels: the whole, the beginning, the beginning of a
//! word, the initials, anywhere inside. 汉字 may be spoken: `xjxs` and `xinjian` are 新建线索. Of what fits
//! alike, that comes first which was used last.

use super::shortcut::{Act, Scope, Shortcut};
use super::workspace::Workspace;
use crate::crm::search::{self, Hit, fold};
use crate::crm::{Entity, Kind, Rec, Ref, View, entities, pinyin};
use crate::ledger::order::sort_by_key;
use crate::store::Storage;
use serde::{Deserialize, Serialize};

/// What is looked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Realm {
    /// Everything.
    #[default]
    All,
    /// Commands only: the box begins with `>`.
    Commands,
    /// People only: `@`.
    People,
    /// Records by their numbers only: `#`.
    Numbers,
}

impl Realm {
    /// The realms that have a sign, in the order of the hints.
    pub const SIGNED: [Realm; 3] = [Realm::Commands, Realm::People, Realm::Numbers];

    /// The sign the box begins with.
    #[must_use]
    pub const fn sign(self) -> &'static str {
        match self {
            Realm::All => "",
            Realm::Commands => ">",
            Realm::People => "@",
            Realm::Numbers => "#",
        }
    }

    /// The entities whose records are looked through.
    pub fn tables(self) -> impl Iterator<Item = &'static Entity> {
        entities().iter().copied().filter(move |table| match self {
            Realm::All => table.area.is_some() || table.person,
            Realm::Commands => false,
            Realm::People => table.person,
            Realm::Numbers => table.area.is_some() || table.person,
        })
    }
}

/// What stands in the box, read once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ask {
    /// What is looked for.
    pub realm: Realm,
    /// The words.
    pub words: String,
}

impl Ask {
    /// Reads what was typed. Signs of a Chinese keyboard do as well.
    #[must_use]
    pub fn read(typed: &str) -> Ask {
        let typed = typed.trim_start();
        let mut rest = typed.chars();
        let realm = match rest.next() {
            Some('>' | '＞' | '》') => Realm::Commands,
            Some('@' | '＠') => Realm::People,
            Some('#' | '＃') => Realm::Numbers,
            _ => Realm::All,
        };
        let words = if realm == Realm::All { typed } else { rest.as_str() };
        Ask { realm, words: words.trim().to_owned() }
    }

    /// Whether there is no word to look for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        fold(&self.words).is_empty()
    }
}

/// How well a text fits what was typed; less is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fit {
    /// Where the words are.
    pub place: Place,
    /// Whether they are there as they are spoken, not as they are written.
    pub heard: bool,
}

/// Where words are found, the best place first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// They are the whole text.
    Whole,
    /// The text begins with them.
    Prefix,
    /// A word of it begins with them.
    WordStart,
    /// They are the first letters of its words.
    Initials,
    /// They are somewhere in it.
    Inside,
    /// They are not in the title.
    Elsewhere,
}

/// How well a text fits what was typed, if it does: all words must be in it; the place of the first counts.
#[must_use]
pub fn fit(text: &str, typed: &str) -> Option<Fit> {
    let (whole, phrase) = (fold(text), fold(typed));
    if phrase.is_empty() {
        return None;
    }
    let written = |place| Some(Fit { place, heard: false });
    if whole == phrase {
        return written(Place::Whole);
    }
    if whole.starts_with(&phrase) {
        return written(Place::Prefix);
    }
    let mut first = None;
    for word in typed.split_whitespace().filter(|word| !fold(word).is_empty()) {
        let found = fit_of_word(text, &whole, word)?;
        first.get_or_insert(found);
    }
    first
}

fn fit_of_word(text: &str, whole: &str, typed: &str) -> Option<Fit> {
    let word = fold(typed);
    let fit = |place, heard| Some(Fit { place, heard });
    if whole.starts_with(&word) {
        return fit(Place::Prefix, false);
    }
    if beginnings(text).any(|at| fold(&text[at..]).starts_with(&word)) {
        return fit(Place::WordStart, false);
    }
    let initials: String = latin_beginnings(text).filter_map(|at| text[at..].chars().next()).collect();
    if word.chars().count() > 1 && fold(&initials).starts_with(&word) {
        return fit(Place::Initials, false);
    }
    if whole.contains(&word) {
        return fit(Place::Inside, false);
    }
    let heard = search::Query::new(typed).highlight(text).into_iter().next()?;
    let said = fold(&text[heard.clone()]).chars().count();
    match (heard.start, said == word.chars().count()) {
        (0, true) => fit(Place::Initials, true),
        (_, true) => fit(Place::Inside, true),
        (0, false) if heard.end == text.len() => fit(Place::Whole, true),
        (0, false) => fit(Place::Prefix, true),
        (_, false) => fit(Place::WordStart, true),
    }
}

/// Where the words of a text begin. Between 汉字 any may be one.
fn beginnings(text: &str) -> impl Iterator<Item = usize> {
    let mut inside = false;
    text.char_indices().filter_map(move |(at, character)| {
        let begins = character.is_alphanumeric() && (!inside || pinyin::readings(character).next().is_some());
        inside = character.is_alphanumeric();
        begins.then_some(at)
    })
}

/// Where the words in Latin letters begin.
fn latin_beginnings(text: &str) -> impl Iterator<Item = usize> {
    beginnings(text).filter(|at| text[*at..].starts_with(|character: char| character.is_ascii_alphanumeric()))
}

/// A command that fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Match {
    /// Its place among those that were asked about.
    pub command: usize,
    /// Which of its names fits.
    pub name: usize,
    /// How well.
    pub fit: Fit,
}

/// The commands of which a name fits, best first. The first name is that of the language shown; of equal fit
/// those used last come first, then those that stand first.
#[must_use]
pub fn commands(names: &[Vec<String>], typed: &str, lifted: impl Fn(usize) -> bool) -> Vec<Match> {
    let best = |(command, names): (usize, &Vec<String>)| {
        let fits = names.iter().enumerate().filter_map(|(name, text)| Some((fit(text, typed)?, name)));
        fits.min().map(|(fit, name)| Match { command, name, fit })
    };
    let mut found: Vec<Match> = names.iter().enumerate().filter_map(best).collect();
    sort_by_key(&mut found, |found| (found.fit.place, !lifted(found.command), found.fit.heard, found.command));
    found
}

/// The commands offered where nothing was typed, the likeliest first, in two groups: what acts on what is at
/// hand; then what was used last, what begins something new, and the places.
#[must_use]
pub fn likely(offered: &[&'static Shortcut], recents: &Recents) -> [Vec<&'static Shortcut>; 2] {
    let rank = |one: &Shortcut| match (one.scope, one.act, recents.ran(&one.id)) {
        (Scope::Deed, ..) => (0, 0),
        (Scope::Record, ..) => (1, 0),
        (_, _, Some(since)) => (2, since),
        (_, Act::New(_), _) => (3, 0),
        (_, Act::List(_) | Act::Go(_), _) => (4, 0),
        _ => (5, 0),
    };
    let mut all = offered.to_vec();
    sort_by_key(&mut all, |one| rank(one));
    let others = all.partition_point(|one| rank(one).0 < 2);
    let others = all.split_off(others);
    [all, others]
}

/// The records of an entity that fit.
#[derive(Clone, Debug)]
pub struct Found {
    /// The entity.
    pub table: &'static Entity,
    /// The best of them, best first.
    pub hits: Vec<Ref>,
    /// Whether there are more.
    pub more: bool,
    /// How well the first fits.
    pub best: Fit,
}

/// The records of an entity that fit what is asked, best first, those opened last before others of equal fit.
#[must_use]
pub fn records<S: Storage>(
    workspace: &Workspace<S>,
    ask: &Ask,
    table: &'static Entity,
    recents: &Recents,
    limit: usize,
) -> Option<Found> {
    if ask.is_empty() || ask.realm == Realm::Numbers && !ask.words.chars().any(char::is_numeric) {
        return None;
    }
    // The index knows no words within titles: some more are asked for, among which those are looked for.
    let found = workspace.find(&ask.words, &[table.key], limit * 4);
    workspace.read(|view| {
        let query = search::Query::new(&ask.words);
        let recent = recents.records().filter(|at| *at.entity == *table.key);
        let lifted = recent.filter(|at| found.iter().all(|hit| hit.at != *at));
        let lifted = lifted.filter_map(|at| Some(Hit { rank: search::rank(&view.at(&at)?, &query)?, at }));
        let all = lifted.collect::<Vec<_>>().into_iter().chain(found.iter().cloned());
        let mut judged: Vec<_> = all.filter_map(|hit| judge(&view, ask, &query, recents, hit)).collect();
        sort_by_key(&mut judged, |(order, _)| *order);
        let more = judged.len() > limit;
        let best = judged.first()?.0.0;
        let hits = judged.into_iter().take(limit).map(|(_, at)| at).collect();
        Some(Found { table, hits, more, best })
    })
}

/// How a record is ordered: by the place in its title, by whether it was opened lately, as search ranks it.
type Order = (Fit, bool, search::Rank);

fn judge(view: &View<'_>, ask: &Ask, query: &search::Query, recents: &Recents, hit: Hit) -> Option<(Order, Ref)> {
    let rec = view.at(&hit.at)?;
    if ask.realm == Realm::Numbers && !is_number(query, &rec) {
        return None;
    }
    let fit = fit(&rec.title(), &ask.words).unwrap_or(Fit { place: Place::Elsewhere, heard: false });
    Some(((fit, recents.opened(&hit.at).is_none(), hit.rank), hit.at))
}

/// Whether a record is found by a number of its own: one of a title or of a short field.
fn is_number(query: &search::Query, rec: &Rec<'_>) -> bool {
    let has_digit = |text: &str| query.highlight(text).into_iter().any(|at| text[at].chars().any(char::is_numeric));
    has_digit(&rec.title())
        || query.reason(rec).is_some_and(|(field, text)| !matches!(field.kind, Kind::LongText) && has_digit(&text))
}

/// What is said beside the title of a record that was found: where the words are, if the title does not show it.
#[must_use]
pub fn detail(rec: &Rec<'_>, words: &str) -> String {
    let (query, subtitle) = (search::Query::new(words), rec.subtitle().join(" · "));
    if query.is_empty() || !query.highlight(&rec.title()).is_empty() || !query.highlight(&subtitle).is_empty() {
        return subtitle;
    }
    query.reason(rec).map_or(subtitle, |(_, text)| text)
}

/// What was opened and run last in a workspace of this browser, the last first. Names stand in none of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Recents {
    /// The records, by entity and id.
    records: Vec<(String, String)>,
    /// The commands, by the ids of their shortcuts.
    commands: Vec<String>,
}

/// How many of each are remembered.
const KEPT: usize = 20;

impl Recents {
    /// Reads what was kept; nothing where that cannot be read.
    #[must_use]
    pub fn read(text: &str) -> Recents {
        serde_json::from_str(text).unwrap_or_default()
    }

    /// What is to be kept.
    #[must_use]
    pub fn write(&self) -> Option<String> {
        serde_json::to_string(self).ok()
    }

    /// The records, the last opened first.
    pub fn records(&self) -> impl Iterator<Item = Ref> {
        self.records.iter().map(|(entity, id)| Ref::new(entity, id))
    }

    /// How many records were opened since this one.
    #[must_use]
    pub fn opened(&self, at: &Ref) -> Option<usize> {
        self.records.iter().position(|(entity, id)| **entity == *at.entity && **id == *at.id)
    }

    /// How many commands were run since this one.
    #[must_use]
    pub fn ran(&self, id: &str) -> Option<usize> {
        self.commands.iter().position(|own| own == id)
    }

    /// Notes that a record is opened.
    pub fn open(&mut self, at: &Ref) {
        push(&mut self.records, (at.entity.to_string(), at.id.to_string()));
    }

    /// Notes that a command is run.
    pub fn run(&mut self, id: &str) {
        push(&mut self.commands, id.to_owned());
    }
}

fn push<T: PartialEq>(list: &mut Vec<T>, item: T) {
    list.retain(|own| *own != item);
    list.insert(0, item);
    list.truncate(KEPT);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, typed: &str, place: Place, heard: bool) {
        assert_eq!(fit(text, typed), Some(Fit { place, heard }), "{text} {typed}");
    }

    #[test]
    fn the_first_sign_says_what_is_looked_for() {
        for (typed, realm, words) in [
            ("wang", Realm::All, "wang"),
            (" wang fang ", Realm::All, "wang fang"),
            (">", Realm::Commands, ""),
            ("> undo", Realm::Commands, "undo"),
            ("＞撤销", Realm::Commands, "撤销"),
            ("》撤销", Realm::Commands, "撤销"),
            ("@王", Realm::People, "王"),
            ("＠wf", Realm::People, "wf"),
            ("#138", Realm::Numbers, "138"),
            ("＃ 138 0013", Realm::Numbers, "138 0013"),
            ("a>b", Realm::All, "a>b"),
        ] {
            assert_eq!(Ask::read(typed), Ask { realm, words: words.to_owned() }, "{typed}");
        }
        assert!(Ask::read("@ …").is_empty() && !Ask::read("@1").is_empty());
    }

    #[test]
    fn english_fits_by_place() {
        check("Go to Leads", "go to leads", Place::Whole, false);
        check("Go to Leads", "GO", Place::Prefix, false);
        check("Go to Leads", "goto", Place::Prefix, false);
        check("Go to Leads", "lea", Place::WordStart, false);
        check("Go to Leads", "leads go", Place::WordStart, false);
        check("Go to Leads", "gtl", Place::Initials, false);
        check("Go to Leads", "ead", Place::Inside, false);
        check("Information on the mat", "mat", Place::WordStart, false);
        check("Ｎｅｗ Lead", "new", Place::Prefix, false);
        for typed in ["lead s x", "tgl", "", "…"] {
            assert_eq!(fit("Go to Leads", typed), None, "{typed}");
        }
    }

    #[test]
    fn chinese_fits_by_place_written_and_spoken() {
        check("新建线索", "新建线索", Place::Whole, false);
        check("新建线索", "新建", Place::Prefix, false);
        check("新建线索", "线索", Place::WordStart, false);
        check("新建线索", "xinjianxiansuo", Place::Whole, true);
        check("新建线索", "xinjian", Place::Prefix, true);
        check("新建线索", "xiansuo", Place::WordStart, true);
        check("新建线索", "xjxs", Place::Initials, true);
        check("新建线索", "xj", Place::Initials, true);
        check("新建线索", "xs", Place::Inside, true);
        check("新建线索", "新建xs", Place::Initials, true);
        check("导出 Excel", "excel", Place::WordStart, false);
        check("导出 Excel", "dc", Place::Initials, true);
        assert_eq!(fit("新建线索", "jxx"), None);
    }

    #[track_caller]
    fn check_order(names: &[&[&str]], typed: &str, lifted: &[usize], expect: &[usize]) {
        let names: Vec<Vec<String>> =
            names.iter().map(|all| all.iter().map(|name| (*name).to_owned()).collect()).collect();
        let found = commands(&names, typed, |at| lifted.contains(&at));
        assert_eq!(found.iter().map(|found| found.command).collect::<Vec<_>>(), expect, "{typed}");
    }

    #[test]
    fn commands_are_found_by_every_name() {
        let names: [&[&str]; 5] = [
            &["Go to Leads", "Leads", "前往线索", "线索"],
            &["New Lead", "新建线索"],
            &["Mislead", "误导"],
            &["Undo", "撤销"],
            &["Load", "加载"],
        ];
        check_order(&names, "leads", &[], &[0]);
        check_order(&names, "lead", &[], &[0, 1, 2]);
        check_order(&names, "线索", &[], &[0, 1]);
        check_order(&names, "xs", &[], &[0, 1]);
        check_order(&names, "cx", &[], &[3]);
        check_order(&names, "l", &[], &[0, 4, 1, 2]);
        // What was used last goes before what fits alike, and not before what fits better.
        check_order(&names, "l", &[4], &[4, 0, 1, 2]);
        check_order(&names, "lead", &[2], &[0, 1, 2]);
        check_order(&names, "nothing", &[], &[]);
    }

    #[test]
    fn recents_keep_the_last_first_and_each_once() {
        let mut recents = Recents::default();
        for id in ["a", "b", "a"] {
            recents.open(&Ref::new("tree", id));
            recents.run(id);
        }
        assert_eq!(recents.records().map(|at| at.id.to_string()).collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!((recents.ran("a"), recents.ran("b"), recents.ran("c")), (Some(0), Some(1), None));
        assert_eq!(recents.opened(&Ref::new("tree", "b")), Some(1));
        assert_eq!(Recents::read(&recents.write().unwrap()), recents);
        assert_eq!(Recents::read("nonsense"), Recents::default());
        for n in 0..50 {
            recents.open(&Ref::new("tree", &n.to_string()));
        }
        assert_eq!(recents.records().count(), KEPT);
    }

    #[test]
    fn what_is_at_hand_is_likeliest() {
        let of = |act| crate::app::shortcut::shortcut(act).unwrap();
        let acts = [Act::Go("#/"), Act::New("leads"), Act::Undo, Act::Edit, Act::Help, Act::Delete];
        let offered = acts.map(of);
        let ids = |recents: &Recents| {
            likely(&offered, recents).map(|list| list.iter().map(|one| one.id.clone()).collect::<Vec<_>>().join(" "))
        };
        assert_eq!(ids(&Recents::default()), ["delete edit", "new.leads go.today undo help"]);
        let mut recents = Recents::default();
        recents.run("help");
        recents.run("undo");
        assert_eq!(ids(&recents), ["delete edit", "undo help new.leads go.today"]);
    }
}
