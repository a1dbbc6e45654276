//! What of a list is fetched when it is first wanted: its other faces, and what its buttons open.

use super::List;
use super::clipboard::Pasted;
use super::edit_many::{Ask, EditMany};
use super::{
    arrange::Arrange, board::Board, builder::Builder, calendar::Calendar, columns::Columns, paste::PastePreview,
};
use crate::ui::component::GridHelm;
use crate::ui::lazy::{Fetching, lazy};
use leptos::prelude::*;

/// Fetches it all ahead.
pub fn fetch() -> Fetching {
    Box::pin(board_part::fetch())
}

lazy! {
    /// The view as a board.
    pub(super) fn board(list: List) as board_part in list {
        view! { <Board list=list/> }
    }
}
lazy! {
    /// The view as a calendar.
    pub(super) fn calendar(list: List) as calendar_part in list {
        view! { <Calendar list=list/> }
    }
}
lazy! {
    /// The builder of filters; see [`Builder`].
    pub(super) fn builder(list: List, editing: Option<usize>, open: RwSignal<bool>) as builder_part in list {
        view! { <Builder list=list editing=editing open=open/> }
    }
}
lazy! {
    /// The panel of order.
    pub(super) fn arrange(list: List) as arrange_part in list {
        view! { <Arrange list=list/> }
    }
}
lazy! {
    /// The panel of columns.
    pub(super) fn columns(list: List) as columns_part in list {
        view! { <Columns list=list/> }
    }
}
lazy! {
    /// What a pasted block would do.
    pub(super) fn paste_preview(list: List, pasted: RwSignal<Option<Pasted>>, helm: GridHelm) as paste_part in list {
        view! { <PastePreview list=list pasted=pasted helm=helm/> }
    }
}
lazy! {
    /// One field of all ticked records.
    pub(super) fn edit_many(list: List, asking: RwSignal<Option<Ask>>) as edit_many_part in list {
        view! { <EditMany list=list asking=asking/> }
    }
}
