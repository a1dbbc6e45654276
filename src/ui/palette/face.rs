//! How an item of the palette looks: glyph, name, what stands beside it, and at the right its state or its keys.

use super::found::Item;
use crate::app::palette::{detail, fit};
use crate::app::query::table_by_slug;
use crate::app::shortcut::{Act, Shortcut};
use crate::crm::{Ref, commands};
use crate::i18n::key;
use crate::ui::component::Keys;
use crate::ui::frame::{glyph_named, glyph_of};
use crate::ui::highlight::Highlight;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::session::{Session, session};
use crate::ui::shortcut::{keyboard, label_in};
use crate::ui::state::{State, state_of};
use leptos::prelude::*;

/// What an option holds.
#[component]
pub(super) fn Face(
    /// The item.
    item: Item,
    /// What was looked for.
    words: String,
) -> impl IntoView {
    let session = session();
    match item {
        Item::Record(at) => record(session, &at, words),
        Item::All(table) => {
            let all = move || session.tw(key::SEARCH_ALL, &[("entities", session.t(table.plural).into())]);
            view! { <Icon glyph=Glyph::ArrowRight/><span class="link">{all}</span> }.into_any()
        }
        Item::Command(command, other) => {
            let name = untrack(|| label_in(session.lang.get(), command));
            let keys = untrack(|| keyboard().keys(command.act)).unwrap_or_default();
            view! {
                <Icon glyph=glyph(command)/>
                <span class="search-title ellipsis"><Highlight text=name words=words.clone()/></span>
                <span class="search-detail ellipsis"><Highlight text=other.unwrap_or_default() words=words/></span>
                {(!keys.is_empty()).then(|| view! { <span class="search-keys"><Keys chord=keys/></span> })}
            }
            .into_any()
        }
    }
}

/// A record: title, subtitle or where the words are, state.
fn record(session: Session, at: &Ref, words: String) -> AnyView {
    let now = session.now();
    let face = session.workspace().read(|view| {
        let rec = view.at(at)?;
        let beside = detail(&rec, &words);
        // The title shows already why it was found.
        let own = fit(&rec.title(), &words).is_some();
        let beside_words = if own { String::new() } else { words.clone() };
        let face = view! {
            <Icon glyph=glyph_of(rec.table)/>
            <span class="search-title ellipsis"><Highlight text=rec.title() words=words/></span>
            <span class="search-detail ellipsis"><Highlight text=beside words=beside_words/></span>
            {state_of(&rec, &now).map(|choice| view! { <span class="search-state"><State choice=choice/></span> })}
        };
        Some(face.into_any())
    });
    face.into_any()
}

/// The glyph of a command.
fn glyph(command: &Shortcut) -> Glyph {
    match command.act {
        Act::Run(label) => {
            let own = commands().find(|command| command.label == label);
            own.map_or(Glyph::ArrowRight, |command| glyph_named(command.icon))
        }
        Act::List(slug) => table_by_slug(slug).map_or(Glyph::ArrowRight, glyph_of),
        Act::New(_) => Glyph::Plus,
        Act::Help | Act::Letters => Glyph::Keyboard,
        Act::Undo => Glyph::Undo,
        Act::Redo => Glyph::Redo,
        Act::Backup => Glyph::Save,
        Act::Point => Glyph::Pin,
        Act::Language => Glyph::Globe,
        Act::Theme("light") => Glyph::Sun,
        Act::Theme("dark") => Glyph::Moon,
        Act::Theme(_) => Glyph::Screen,
        Act::Face("board") => Glyph::Board,
        Act::Face("calendar") | Act::Calendar => Glyph::Calendar,
        Act::Face(_) => Glyph::Table,
        Act::Density(_) => Glyph::Columns,
        Act::Export(_) => Glyph::Export,
        Act::Edit | Act::EditMany => Glyph::Pencil,
        Act::Tag => Glyph::Tag,
        Act::CopyMany => Glyph::Copy,
        Act::Clear => Glyph::Close,
        Act::Share => Glyph::Share,
        Act::Delete => Glyph::Trash,
        Act::Before => Glyph::ChevronUp,
        Act::After => Glyph::ChevronDown,
        Act::Go("#/") => Glyph::Today,
        Act::Go("#/import") => Glyph::Import,
        Act::Go("#/share") => Glyph::Share,
        Act::Go("#/history") => Glyph::History,
        Act::Go("#/conflicts") => Glyph::Fork,
        Act::Go("#/backups") => Glyph::Save,
        Act::Go("#/checkup") => Glyph::Shield,
        Act::Go("#/settings") => Glyph::Settings,
        Act::Go("#/privacy") => Glyph::Lock,
        _ => Glyph::ArrowRight,
    }
}
