//! The lines of the checkup: of each thing its name, how it stands, in words, and what to do.

use super::browser::Browser;
use crate::app::Look;
use crate::app::checkup::{AHEAD, Chain, Checkup};
use crate::crm::member;
use crate::i18n::{Arg, Lang, format, key};
use crate::ui::page::backups::last_backup;
use crate::ui::route::Route;
use crate::ui::session::Session;
use leptos::prelude::Get;

/// How one thing stands, the worst last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Verdict {
    /// It is as it should be.
    Pass,
    /// It is so, and neither good nor bad.
    Told,
    /// The browser has nothing of the kind.
    Absent,
    /// It could be better.
    Warn,
    /// It is wrong.
    Fail,
}

impl Verdict {
    /// The key of its word.
    pub(super) fn word(self) -> &'static str {
        match self {
            Verdict::Pass => key::CHECKUP_PASS,
            Verdict::Told => key::CHECKUP_TOLD,
            Verdict::Absent => key::CHECKUP_ABSENT,
            Verdict::Warn => key::CHECKUP_WARN,
            Verdict::Fail => key::CHECKUP_FAIL,
        }
    }

    /// Its name for tests and styles.
    pub(super) fn name(self) -> &'static str {
        match self {
            Verdict::Pass => "pass",
            Verdict::Told => "told",
            Verdict::Absent => "absent",
            Verdict::Warn => "warn",
            Verdict::Fail => "fail",
        }
    }
}

/// What lines belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Group {
    Page,
    Storage,
    Trial,
    Installation,
    Data,
    People,
}

impl Group {
    pub(super) const ALL: [Group; 6] =
        [Group::Page, Group::Storage, Group::Trial, Group::Data, Group::People, Group::Installation];

    pub(super) fn title(self) -> &'static str {
        match self {
            Group::Page => key::CHECKUP_GROUP_PAGE,
            Group::Storage => key::CHECKUP_GROUP_STORAGE,
            Group::Trial => key::CHECKUP_GROUP_TRIAL,
            Group::Installation => key::CHECKUP_GROUP_INSTALLATION,
            Group::Data => key::CHECKUP_GROUP_DATA,
            Group::People => key::CHECKUP_GROUP_PEOPLE,
        }
    }
}

/// One thing that was looked at.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    pub(super) group: Group,
    pub(super) name: String,
    pub(super) verdict: Verdict,
    /// How it stands, in words.
    pub(super) value: String,
    /// Whether that is a code.
    pub(super) code: bool,
    /// What to do.
    pub(super) advice: Option<String>,
    /// Whether the browser can be asked to keep the data.
    pub(super) asks: bool,
    /// Where there is more to see of it, and the key of the words that lead there.
    pub(super) more: Option<(&'static str, Route)>,
}

/// Writes lines in the language of the page.
struct Pen {
    session: Session,
    lines: Vec<Line>,
}

impl Pen {
    /// Writes a line; gives it for more to be said.
    fn line(&mut self, group: Group, name: &'static str, verdict: Verdict, value: String) -> &mut Line {
        let name = self.session.t(name);
        let (code, advice, asks, more) = (false, None, false, None);
        self.lines.push(Line { group, name, verdict, value, code, advice, asks, more });
        let at = self.lines.len() - 1;
        &mut self.lines[at]
    }

    /// Writes a line about something that is so or is not.
    fn yes(&mut self, group: Group, name: &'static str, good: bool, bad: Verdict, advice: &'static str) {
        let word = if good { key::YES } else { key::NO };
        let (value, advice) = (self.session.t(word), self.session.t(advice));
        let verdict = if good { Verdict::Pass } else { bad };
        self.line(group, name, verdict, value).advice = (!good).then_some(advice);
    }

    /// Writes a line about something of which there should be none.
    fn none(&mut self, name: &'static str, count: u64, bad: Verdict, advice: &'static str) -> &mut Line {
        let (value, advice) = (number(count), self.session.t(advice));
        let line = self.line(Group::Data, name, if count == 0 { Verdict::Pass } else { bad }, value);
        line.advice = (count != 0).then_some(advice);
        line
    }
}

/// All lines, as far as they are known.
pub(super) fn lines(
    session: Session,
    me: &str,
    browser: Option<&Browser>,
    held: Option<&Checkup>,
    problem: Option<&str>,
) -> Vec<Line> {
    let mut pen = Pen { session, lines: Vec::new() };
    if let Some(browser) = browser {
        of_page(&mut pen, browser);
        of_storage(&mut pen, browser);
    }
    if let Some(problem) = problem {
        let words = session.t(problem);
        pen.line(Group::Trial, key::CHECKUP_HELPER, Verdict::Fail, words);
    }
    if let Some(held) = held {
        of_trials(&mut pen, held);
        of_data(&mut pen, held);
        of_people(&mut pen, held);
        pen.line(Group::Installation, key::CHECKUP_MEMBER, Verdict::Told, me.to_owned());
        pen.line(Group::Installation, key::CHECKUP_DEVICE, Verdict::Told, held.device.clone()).code = true;
        pen.line(Group::Installation, key::CHECKUP_WORKSPACE, Verdict::Told, held.workspace.clone()).code = true;
    }
    pen.lines
}

fn of_page(pen: &mut Pen, browser: &Browser) {
    pen.line(Group::Page, key::CHECKUP_VERSION, Verdict::Told, env!("CARGO_PKG_VERSION").to_owned());
    pen.yes(Group::Page, key::CHECKUP_SECURE, browser.secure, Verdict::Fail, key::CHECKUP_SECURE_WHY);
    pen.yes(Group::Page, key::CHECKUP_POLICY, browser.policy, Verdict::Fail, key::CHECKUP_POLICY_WHY);
    pen.yes(Group::Page, key::CHECKUP_MARKUP, browser.markup, Verdict::Warn, key::CHECKUP_MARKUP_WHY);
    pen.yes(Group::Page, key::CHECKUP_INTEGRITY, browser.integrity, Verdict::Warn, key::CHECKUP_INTEGRITY_WHY);
    let session = pen.session;
    let (verdict, word) = match browser.offline {
        None => (Verdict::Absent, key::CHECKUP_NOT_HERE),
        Some(true) => (Verdict::Pass, key::YES),
        Some(false) => (Verdict::Told, key::CHECKUP_NOT_INSTALLED),
    };
    pen.line(Group::Page, key::CHECKUP_OFFLINE, verdict, session.t(word));
}

fn of_storage(pen: &mut Pen, browser: &Browser) {
    let session = pen.session;
    pen.line(Group::Storage, key::CHECKUP_KIND, Verdict::Pass, session.t(key::CHECKUP_KIND_DATABASE));
    let (verdict, word) = match browser.persisted {
        None => (Verdict::Absent, key::CHECKUP_NOT_HERE),
        Some(true) => (Verdict::Pass, key::YES),
        Some(false) => (Verdict::Warn, key::NO),
    };
    let advice = session.t(key::CHECKUP_PERSISTED_WHY);
    let line = pen.line(Group::Storage, key::CHECKUP_PERSISTED, verdict, session.t(word));
    line.advice = (browser.persisted != Some(true)).then_some(advice);
    line.asks = browser.persisted == Some(false);
    match browser.room {
        None => drop(pen.line(Group::Storage, key::CHECKUP_ROOM, Verdict::Absent, session.t(key::CHECKUP_NOT_HERE))),
        Some((used, granted)) => {
            let full = is_nearly_full(used, granted);
            let args = [("used", Arg::from(format::size(used))), ("granted", format::size(granted).into())];
            let (words, advice) = (session.tw(key::CHECKUP_ROOM_TAKEN, &args), session.t(key::CHECKUP_ROOM_WHY));
            let verdict = if full { Verdict::Warn } else { Verdict::Pass };
            pen.line(Group::Storage, key::CHECKUP_ROOM, verdict, words).advice = full.then_some(advice);
        }
    }
    let shared = browser.base != "/";
    let words = if shared { browser.base.clone() } else { session.t(key::CHECKUP_ORIGIN_OWN) };
    let advice = session.t(key::CHECKUP_ORIGIN_WHY);
    let verdict = if shared { Verdict::Warn } else { Verdict::Pass };
    pen.line(Group::Storage, key::CHECKUP_ORIGIN, verdict, words).advice = shared.then_some(advice);
    let words = last_backup(session);
    pen.line(Group::Storage, key::BACKUPS_FILE, Verdict::Told, words).more = Some((key::NAV_BACKUPS, Route::Backups));
}

fn of_trials(pen: &mut Pen, held: &Checkup) {
    let session = pen.session;
    let written = held.store.is_none();
    let words = held.store.as_ref().map_or_else(|| session.t(key::YES), |key| session.t(key));
    let verdict = if written { Verdict::Pass } else { Verdict::Fail };
    let advice = session.t(key::CHECKUP_STORE_WHY);
    pen.line(Group::Trial, key::CHECKUP_STORE, verdict, words).advice = (!written).then_some(advice);
    pen.yes(Group::Trial, key::CHECKUP_READABLE, held.readable, Verdict::Fail, key::CHECKUP_READABLE_WHY);
    if held.readable {
        pen.yes(Group::Trial, key::CHECKUP_SAME, held.same, Verdict::Fail, key::CHECKUP_SAME_WHY);
    }
    pen.yes(Group::Trial, key::CHECKUP_SEALS, held.seals, Verdict::Fail, key::CHECKUP_SEALS_WHY);
}

fn of_data(pen: &mut Pen, held: &Checkup) {
    let session = pen.session;
    let records = u64::try_from(held.records).unwrap_or(u64::MAX);
    pen.line(Group::Data, key::CHECKUP_RECORDS, Verdict::Told, number(records));
    pen.line(Group::Data, key::CHECKUP_CHANGES, Verdict::Told, number(held.changes));
    if held.parts > 0 {
        pen.line(Group::Data, key::CHECKUP_PARTS, Verdict::Told, number(held.parts));
    }
    let settle = Some((key::CONFLICTS_OPEN, Route::Conflicts));
    let conflicts = held.conflicts as u64;
    pen.none(key::CHECKUP_CONFLICTS, conflicts, Verdict::Warn, key::CHECKUP_CONFLICTS_WHY).more =
        settle.filter(|_| conflicts > 0);
    pen.none(key::CHECKUP_QUARANTINED, held.quarantined, Verdict::Warn, key::CHECKUP_QUARANTINED_WHY);
    let look = Look { from: Some(session.now().instant + AHEAD), ..Look::default() };
    let ahead = held.ahead as u64;
    pen.none(key::CHECKUP_AHEAD, ahead, Verdict::Warn, key::CHECKUP_AHEAD_WHY).more =
        (ahead > 0).then_some((key::CHECKUP_AHEAD_SHOW, Route::History(look)));
    pen.none(key::CHECKUP_FORKS, held.forks as u64, Verdict::Warn, key::CHECKUP_FORKS_WHY);
    pen.none(key::CHECKUP_UNKNOWN, held.unknown, Verdict::Warn, key::CHECKUP_UNKNOWN_WHY);
    pen.none(key::CHECKUP_SUSPECT, held.suspect, Verdict::Warn, key::CHECKUP_SUSPECT_WHY);
    pen.none(key::CHECKUP_INCOMPLETE, held.incomplete, Verdict::Warn, key::CHECKUP_INCOMPLETE_WHY);
}

fn of_people(pen: &mut Pen, held: &Checkup) {
    let session = pen.session;
    let comma = if session.lang.get() == Lang::Zh { "、" } else { ", " };
    for Chain { device, member, until, gaps } in &held.chains {
        let name = member.as_ref().map(|id| session.read(|view| member::name(&view, id))).unwrap_or_default();
        let name = if name.is_empty() { session.t(key::SHARE_SOMEONE) } else { name };
        let until = usize::try_from(*until).unwrap_or(usize::MAX);
        let words = session.tw(key::CHECKUP_UNTIL, &[("n", until.into()), ("device", device.as_str().into())]);
        let range = |(from, to): &(u64, u64)| if from == to { from.to_string() } else { format!("{from}–{to}") };
        let missing = gaps.iter().map(range).collect::<Vec<_>>().join(comma);
        let lacks = !gaps.is_empty();
        let advice = [("name", Arg::from(name.clone())), ("gaps", missing.into())];
        let advice = session.tw(key::SHARE_ACCOUNT_GAP, &advice);
        let verdict = if lacks { Verdict::Warn } else { Verdict::Pass };
        let line = pen.line(Group::People, key::SHARE_SOMEONE, verdict, words);
        line.name = name;
        line.advice = lacks.then_some(advice);
    }
}

/// Whether so much is taken that a warning is due (P15).
fn is_nearly_full(used: u64, granted: u64) -> bool {
    granted > 0 && used / 4 >= granted / 5
}

fn number(count: u64) -> String {
    format::number(i64::try_from(count).unwrap_or(i64::MAX))
}
