//! What is done with one column: its order, its width, its place, and whether it is there. The head of the
//! column, its menu and the panel of columns all do it here.

use super::List;
use crate::app::Shown;
use crate::app::query::{NARROWEST, WIDEST, can_group};
use crate::i18n::key;
use crate::ui::component::{ColumnActs, MenuItem};
use crate::ui::icon::Glyph;
use leptos::prelude::*;

/// By how much the menu changes a width, in CSS pixels.
const STEP: i32 = 32;

/// What the heads of a table do.
pub(super) fn acts(list: List) -> ColumnActs {
    ColumnActs {
        sort: Callback::new(move |(key, further)| sort(list, key, further)),
        resize: Callback::new(move |(key, rem): (String, f64)| {
            #[expect(clippy::cast_possible_truncation, reason = "the width of a column is clamped")]
            widen_to(list, &key, (rem * 16.0).round() as i32);
        }),
        shift: Callback::new(move |(key, by): (String, isize)| shift(list, &key, by)),
        menu: Callback::new(move |key: String| untrack(|| menu(list, &key))),
        menu_label: list.session.label(key::COLUMN_MENU),
    }
}

/// Sorts by a column, or the other way round; as a further order that goes again at its third turn.
fn sort(list: List, key: String, further: bool) {
    let mut sort = list.query.with_untracked(|query| query.order(list.table));
    let at = sort.iter().position(|(own, _)| *own == key);
    match (at, further) {
        (Some(at), true) if sort[at].1 => drop(sort.remove(at)),
        (Some(at), true) => sort[at].1 = true,
        (None, true) => sort.push((key, false)),
        (at, false) => {
            let down = at.is_some_and(|at| !sort[at].1);
            sort = vec![(key, down)];
        }
    }
    list.show(|query| query.sort = sort);
}

/// Gives a column a width, in CSS pixels.
fn widen_to(list: List, key: &str, width: i32) {
    let width = u16::try_from(width).unwrap_or(NARROWEST).clamp(NARROWEST, WIDEST);
    change(list, key, |column| column.width = Some(width));
}

/// Changes a column, without a step in the history.
fn change(list: List, key: &str, change: impl FnOnce(&mut Shown)) {
    list.tune(|query| {
        query.change_columns(list.table, |columns| {
            if let Some(column) = columns.iter_mut().find(|column| column.field == key) {
                change(column);
            }
        });
    });
}

/// Moves a column by so many places among those that are pinned as it is.
pub(super) fn shift(list: List, key: &str, by: isize) {
    list.tune(|query| {
        query.change_columns(list.table, |columns| {
            let Some(at) = columns.iter().position(|column| column.field == key) else { return };
            let pinned = columns[at].pinned;
            let alike: Vec<usize> = (0..columns.len()).filter(|at| columns[*at].pinned == pinned).collect();
            let place = alike.iter().position(|own| *own == at).unwrap_or_default();
            if let Some(to) = place.checked_add_signed(by).and_then(|place| alike.get(place)) {
                let column = columns.remove(at);
                columns.insert(*to, column);
            }
        });
    });
}

/// Keeps a column at the left while the others scroll, or lets it go.
pub(super) fn pin(list: List, key: &str) {
    change(list, key, |column| column.pinned = !column.pinned);
}

/// Shows a column at the end, or hides it; the last one stays.
pub(super) fn toggle(list: List, key: &str) {
    list.tune(|query| {
        query.change_columns(list.table, |columns| match columns.iter().position(|column| column.field == key) {
            Some(at) if columns.len() > 1 => drop(columns.remove(at)),
            Some(_) => {}
            None => columns.push(Shown::new(key)),
        });
    });
}

/// The menu of a column.
fn menu(list: List, key: &str) -> Vec<MenuItem> {
    let session = list.session;
    let columns = list.query.with_untracked(|query| query.columns(list.table));
    let Some(at) = columns.iter().position(|(field, ..)| field.key == key) else { return Vec::new() };
    let (field, width, pinned) = columns[at];
    let first_free = columns.iter().filter(|column| column.2).count();
    let (own, last) = (field.key, columns.len() - 1);
    let item = |word, run: Box<dyn Fn() + Send + Sync>| MenuItem::new(session.t(word), run);
    let order = |down| move || list.show(|query| query.sort = vec![(own.to_owned(), down)]);
    let mut items = vec![
        item(key::COLUMN_SORT_UP, Box::new(order(false))).icon(Glyph::ArrowUp),
        item(key::COLUMN_SORT_DOWN, Box::new(order(true))).icon(Glyph::ArrowDown),
        item(key::COLUMN_SORT_ALSO, Box::new(move || sort(list, own.to_owned(), true))).icon(Glyph::Sort),
    ];
    if can_group(field.kind) {
        let grouped = list.query.with_untracked(|query| query.group.as_deref() == Some(own));
        let word = if grouped { key::COLUMN_UNGROUP } else { key::COLUMN_GROUP };
        let group = move || list.show(|query| query.group = (!grouped).then(|| own.to_owned()));
        items.push(item(word, Box::new(group)).icon(Glyph::Board));
    }
    let word = if pinned { key::COLUMN_UNPIN } else { key::COLUMN_PIN };
    items.push(item(word, Box::new(move || pin(list, own))).icon(Glyph::Pin).divided());
    if at > if pinned { 0 } else { first_free } {
        items.push(item(key::COLUMN_LEFT, Box::new(move || shift(list, own, -1))).icon(Glyph::ChevronLeft));
    }
    if at < if pinned { first_free.saturating_sub(1) } else { last } {
        items.push(item(key::COLUMN_RIGHT, Box::new(move || shift(list, own, 1))).icon(Glyph::ChevronRight));
    }
    let width = i32::from(width);
    items
        .push(item(key::COLUMN_WIDER, Box::new(move || widen_to(list, own, width + STEP))).icon(Glyph::Plus).divided());
    items.push(item(key::COLUMN_NARROWER, Box::new(move || widen_to(list, own, width - STEP))).icon(Glyph::Minus));
    items.push(
        item(key::COLUMN_USUAL, Box::new(move || change(list, own, |column| column.width = None))).icon(Glyph::Refresh),
    );
    if columns.len() > 1 {
        items.push(item(key::COLUMN_HIDE, Box::new(move || toggle(list, own))).icon(Glyph::Close).divided());
    }
    items
}
