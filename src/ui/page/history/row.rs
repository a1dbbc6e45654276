//! The rows of the history, all of one height: days, acts, restore points.

use super::{Desk, Inspected, Span, words};
use crate::app::Line;
use crate::app::checkup::is_ahead;
use crate::app::history::Mark;
use crate::crm::Now;
use crate::i18n::{Lang, format, key};
use crate::ui::component::{Button, ButtonSize, Chip, Tone};
use crate::ui::icon::{Glyph, Icon, IconSize};
use crate::ui::present;
use leptos::prelude::*;

/// A row of the history.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Row {
    /// What follows happened on this day.
    Day(String),
    /// One change, or those of one batch: the newest of them, the number of the first, how many changes and
    /// records, and whether it was made on another day than it arrived.
    Act { line: Box<Line>, first: u64, changes: usize, records: usize, elsewhen: bool },
    /// A restore point, and how much came since.
    Mark { mark: Mark, since: u64 },
    /// There is more to read.
    More,
}

/// The rows of some lines, the newest first.
pub(super) fn rows(lines: &[Line], marks: &[Mark], lang: Lang, now: &Now) -> Vec<Row> {
    let newest = lines.first().map_or(0, |line| line.number);
    // Where everything came by one file there is nothing to go back to.
    let worth = |mark: &&Mark| mark.count > 0 && (mark.until > mark.count || mark.name.is_some());
    let mut marks = marks.iter().rev().filter(worth).peekable();
    let mut rows: Vec<Row> = Vec::new();
    let mut day = String::new();
    for line in lines {
        while let Some(mark) = marks.next_if(|mark| mark.count >= line.number) {
            rows.push(Row::Mark { mark: mark.clone(), since: newest.saturating_sub(mark.count) });
        }
        // What came by a file arrived when it was merged.
        let arrived = line
            .file
            .and_then(|file| marks.clone().find(|mark| mark.count == file && mark.name.is_none()))
            .map(|mark| mark.at);
        let date = |at: i64| format::local(at, now.offset).map(|at| at.date_naive());
        let (arrived, made) = (arrived.or(line.at).and_then(date), line.at.and_then(date));
        let of = arrived.map(|day| format::day(lang, day, now.today())).unwrap_or_default();
        if of != day && !of.is_empty() {
            rows.push(Row::Day(of.clone()));
            day = of;
        }
        if let Some(Row::Act { line: last, first, changes, records, .. }) = rows.last_mut()
            && line.batch.is_some()
            && (&line.batch, &line.why, &line.by) == (&last.batch, &last.why, &last.by)
            && line.number + 1 == *first
        {
            *first = line.number;
            *changes += 1;
            *records += line.count;
            last.stand += line.stand;
            last.wrote += line.wrote;
            continue;
        }
        let (first, records) = (line.number, line.count);
        rows.push(Row::Act { line: Box::new(line.clone()), first, changes: 1, records, elsewhen: made != arrived });
    }
    for mark in marks.filter(|mark| lines.last().is_some_and(|line| mark.count >= line.number)) {
        rows.push(Row::Mark { mark: mark.clone(), since: newest.saturating_sub(mark.count) });
    }
    rows
}

/// A row.
#[component]
pub(super) fn HistoryRow(desk: Desk, row: Row) -> impl IntoView {
    let session = desk.session;
    match row {
        Row::Day(day) => view! { <h2 class="history-day">{day}</h2> }.into_any(),
        Row::Act { line, first, changes, records, elsewhen } => {
            view! { <Act desk=desk line=*line first=first changes=changes records=records elsewhen=elsewhen/> }
                .into_any()
        }
        Row::Mark { mark, since } => view! { <Point desk=desk mark=mark since=since/> }.into_any(),
        Row::More => view! {
            <div class="history-row">
                <span></span>
                <Button
                    label=session.label(key::HISTORY_MORE)
                    size=ButtonSize::Compact
                    busy=desk.busy
                    on_click=move |_| desk.load(true)
                />
            </div>
        }
        .into_any(),
    }
}

/// Up to this many records, an act is about one of them.
const FEW: usize = 8;

/// What a line is about: the record, or how many.
pub(super) fn subject(session: crate::ui::session::Session, line: &Line, records: usize) -> String {
    let lang = session.lang.get();
    match words::about(line).filter(|_| records == line.count && records <= FEW) {
        Some(touch) => session.read(|view| words::record(lang, &view, &touch.at)),
        None => session.tw(key::HISTORY_RECORDS, &[("n", records.into())]),
    }
}

#[component]
fn Act(desk: Desk, line: Line, first: u64, changes: usize, records: usize, elsewhen: bool) -> impl IntoView {
    let session = desk.session;
    let line = StoredValue::new(line);
    let face = move || {
        let (lang, now) = (session.lang.get(), session.now());
        let line = line.get_value();
        let time = line.at.and_then(|at| format::local(at, now.offset));
        let who = session.read(|view| present::author(lang, &view, line.by.as_deref()));
        let fields = words::about(&line).filter(|_| records <= FEW).map(|touch| {
            words::fields(
                session,
                &touch.at.entity,
                words::told(session, touch).into_iter().map(|wrote| wrote.field.as_str()),
            )
        });
        let made = line.at.filter(|_| elsewhen).map(|at| present::moment(lang, at, &now));
        let detail = match (changes, fields) {
            (2.., _) if records > FEW => Some(session.tw(key::HISTORY_CHANGES, &[("n", changes.into())])),
            (_, fields) => fields,
        };
        let reason = line.reason.clone().map(|reason| session.tw(key::HISTORY_REASON, &[("reason", reason.into())]));
        let chip = |word: String, tone: Tone| view! { <Chip label=word tone=tone small=true/> };
        let from_file = line.file.is_some().then(|| chip(session.t(key::HISTORY_BY_FILE), Tone::Violet));
        let ahead = is_ahead(line.at, now.instant).then(|| chip(session.t(key::HISTORY_AHEAD), Tone::Warn));
        let fate = if line.quarantined {
            Some(chip(session.t(key::HISTORY_SET_ASIDE), Tone::Warn))
        } else {
            (line.wrote > 0 && line.stand == 0).then(|| chip(session.t(key::STANDING_OVERWRITTEN), Tone::Neutral))
        };
        view! {
            <span class="history-time numeric">
                {time.map(|at| format::time(at.time()))}
            </span>
            <span class="timeline-node"><Icon glyph=words::glyph(&line.why) size=IconSize::Tiny/></span>
            <span class="history-words">
                <span class="history-line">
                    <b>{who}</b>
                    <span class="secondary">{words::act(lang, &line.why)}</span>
                    <span class="history-subject">{subject(session, &line, records)}</span>
                    {from_file}
                    {ahead}
                    {fate}
                </span>
                <span class="meta ellipsis">
                    {[detail, reason, made].into_iter().flatten().collect::<Vec<_>>().join(" · ")}
                </span>
            </span>
        }
    };
    let open = move |_| {
        let last = line.with_value(|line| line.number);
        desk.open.set(Some(Inspected { first, last, of: Span::Act }));
    };
    view! { <button type="button" class="history-row" aria-haspopup="dialog" on:click=open>{face}</button> }
}

/// A restore point.
#[component]
fn Point(desk: Desk, mark: Mark, since: u64) -> impl IntoView {
    let session = desk.session;
    let (first, label, of) = match mark.name {
        Some(_) => (mark.count + 1, key::BACKUPS_BACK, Span::Since),
        None => (mark.count + 1, key::HISTORY_POINT_OPEN, Span::File),
    };
    let (until, glyph) = (mark.until, if mark.name.is_some() { Glyph::Pin } else { Glyph::Save });
    let last = move || if of == Span::Since { session.workspace().last() } else { until };
    let words = move || {
        view! {
            <span class="history-words">
                <b class="ellipsis">{words::point(session, &mark)}</b>
                <span class="meta ellipsis">{words::point_facts(session, &mark, since)}</span>
            </span>
        }
    };
    // Back to a point since which nothing happened leads nowhere.
    let open = (of == Span::File || since > 0).then(|| {
        view! {
            <Button
                label=session.label(label)
                size=ButtonSize::Compact
                on_click=move |_| desk.open.set(Some(Inspected { first, last: last(), of }))
                attr:aria-haspopup="dialog"
            />
        }
    });
    view! {
        <div class="history-row history-point">
            <span></span>
            <span class="timeline-node"><Icon glyph=glyph size=IconSize::Tiny/></span>
            {words}
            {open}
        </div>
    }
}
