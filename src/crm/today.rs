//! Today: what is late, what is due today and next, and what was done; a pure function of state and time.

use super::due::{self, Due};
use super::org;
use super::schema::{Choice, Field, Kind, Now, entities};
use super::view::{Rec, Ref, View};
use crate::ledger::Value;
use crate::ledger::order::{sort_by, sort_by_cached_key};

/// How many days ahead the page looks.
const AHEAD: i64 = 7;

/// The page of the day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Today {
    /// Due before today, the oldest first.
    pub late: Vec<Item>,
    /// Due today: those with an hour in its order, then the others.
    pub due: Vec<Item>,
    /// Due within the next seven days, the nearest first.
    pub ahead: Vec<Item>,
    /// Follow-ups logged today and yesterday, the newest first.
    pub logged: Vec<Ref>,
    /// Tasks finished today.
    pub done: Vec<Ref>,
}

/// Something that is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The record.
    pub at: Ref,
    /// When and why.
    pub due: Due,
}

/// Builds the page for the records of one member, or of all.
///
/// A record without owner is nobody's duty and shows only on the page for all (F55, F85).
#[must_use]
pub fn today(view: &View<'_>, owner: Option<&str>, now: &Now) -> Today {
    let mut page = Today::default();
    let wanted = |value: Option<&Value>| {
        owner.is_none_or(|owner| value.and_then(Value::as_link).is_some_and(|(_, member)| member == owner))
    };
    for table in entities().iter().filter(|table| due::can_be(table) && org::uses(view, table.key)) {
        for rec in view.records_if(table.key, due::may_be).into_iter() {
            // What its owner holds no more is nobody's duty.
            if !wanted(Some(&*rec.value_of("owner", now))) {
                continue;
            }
            let Some(due) = due::of(&rec, now) else { continue };
            let list = match due.days {
                days if days < 0 => &mut page.late,
                0 => &mut page.due,
                1..=AHEAD => &mut page.ahead,
                _ => continue,
            };
            list.push(Item { at: rec.at(), due });
        }
    }
    // All day things come after those with an hour.
    let order = |item: &Item| (item.due.day, item.due.at.unwrap_or(i64::MAX), item.due.why, item.at.clone());
    for list in [&mut page.late, &mut page.due, &mut page.ahead] {
        sort_by_cached_key(list, order);
    }
    let days_ago = |at: Option<&Value>| at.and_then(Value::as_at).map(|at| (now.today() - now.date_of(at)).num_days());
    let mut logged: Vec<(i64, Ref)> = view
        .records_if("follow_up", |glance| matches!(days_ago(glance.get("at").as_ref()), Some(0 | 1)))
        .into_iter()
        .filter(|rec| wanted(rec.get("owner")) && matches!(days_ago(rec.get("at")), Some(0 | 1)))
        .filter_map(|rec| Some((rec.get("at")?.as_at()?, rec.at())))
        .collect();
    sort_by(&mut logged, |a, b| b.cmp(a));
    page.logged = logged.into_iter().map(|(_, at)| at).collect();
    page.done = view
        .records("task")
        .filter(|rec| {
            wanted(rec.get("owner")) && rec.text("state") == "done" && days_ago(rec.get("done_at")) == Some(0)
        })
        .map(|rec| rec.at())
        .collect();
    page
}

/// How many records call for something: entity, field, choice, number.
pub type Call = (&'static str, &'static str, &'static str, usize);

/// What the records of one member, or all, call for; of each field what is most urgent first. What has no owner at all
/// calls for everybody.
#[must_use]
pub fn calling(view: &View<'_>, owner: Option<&str>, now: &Now) -> Vec<Call> {
    let mut found = Vec::new();
    for table in entities().iter().filter(|table| org::uses(view, table.key)) {
        let fields: Vec<(&Field, &[Choice])> = table
            .fields
            .iter()
            .filter(|field| field.calls)
            .filter_map(|field| if let Kind::Choice(choices) = field.kind { Some((field, choices)) } else { None })
            .collect();
        let mut counts: Vec<Vec<usize>> = fields.iter().map(|(_, choices)| vec![0; choices.len()]).collect();
        let mut count = |rec: &Rec<'_>| {
            for ((field, choices), counts) in fields.iter().zip(&mut counts) {
                let value = rec.value(field, now);
                let place = choices.iter().position(|choice| Some(choice.key) == value.as_text());
                if let Some(count) = place.and_then(|place| counts.get_mut(place)) {
                    *count += 1;
                }
            }
        };
        match owner.filter(|_| table.field("owner").is_some()) {
            _ if fields.is_empty() => {}
            Some(owner) => {
                let member = Ref::new("member", owner);
                let own = view.linking(table.key, &member).into_iter();
                own.filter(|rec| *rec.value_of("owner", now) == member.link()).for_each(|rec| count(&rec));
            }
            None => view.records(table.key).for_each(|rec| count(&rec)),
        }
        for ((field, choices), counts) in fields.iter().zip(counts) {
            let some = choices.iter().zip(counts).rev().filter(|(_, count)| *count > 0);
            found.extend(some.map(|(choice, count)| (table.key, field.key, choice.key, count)));
        }
    }
    found
}
