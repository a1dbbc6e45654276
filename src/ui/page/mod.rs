//! The pages, one folder or file each, and which of them come with the first load.
//!
//! What a morning begins with is there at once: the day's work and the lists. The others are lazy: fetched
//! when they are first shown, or once the browser has nothing else to do.

pub mod analysis;
pub mod assign;
pub mod backups;
pub mod broken;
pub mod capture;
pub mod checkup;
pub mod conflicts;
pub mod duplicates;
pub mod fields;
pub mod form;
pub mod history;
pub mod import;
pub mod leave;
pub mod list;
pub mod missing;
pub mod parcel;
pub mod privacy;
pub mod problems;
pub mod record;
pub mod sea;
pub mod settings;
pub mod share;
pub mod today;
pub mod welcome;

use super::lazy::{Fetching, lazy};
use super::palette;
use crate::crm::Entity;
use crate::platform;
use leptos::prelude::*;
use settings::SettingsActions;

/// Fetches the lazy chunks one after the other, those first that are most likely to be wanted.
pub async fn fetch_all() {
    let parts: [fn() -> Fetching; 4] = [
        || Box::pin(record_page::fetch()),
        list::later::fetch,
        || Box::pin(share_page::fetch()),
        || Box::pin(settings_page::fetch()),
    ];
    for fetch in parts {
        platform::idle().await;
        // What does not come now is fetched when it is shown.
        let _ = fetch().await;
    }
}

lazy! {
    /// The page of a record.
    pub fn record(table: &'static Entity, id: String) as record_page in record {
        view! { <record::RecordPage table=table id=id/> }
    }
}
lazy! {
    /// The palette, in its dialog.
    pub fn palette(open: RwSignal<bool>) as palette_part in record {
        view! { <palette::Palette open=open/> }
    }
}
lazy! {
    /// The form of a new record, with what is filled in already.
    pub fn form(table: &'static Entity, filled: Vec<(String, String)>) as form_page in record {
        view! { <form::FormPage table=table filled=filled/> }
    }
}
lazy! {
    /// Files out and in.
    pub fn share() as share_page in data {
        view! { <share::SharePage/> }
    }
}
lazy! {
    /// What everybody did.
    pub fn history() as history_page in data {
        view! { <history::HistoryPage/> }
    }
}
lazy! {
    /// The conflicts that are open.
    pub fn conflicts() as conflicts_page in data {
        view! { <conflicts::ConflictsPage/> }
    }
}
lazy! {
    /// What may be the same.
    pub fn duplicates(what: String) as duplicates_page in data {
        view! { <duplicates::DuplicatesPage address=what/> }
    }
}
lazy! {
    /// Who gets the leads that wait.
    pub fn assign() as assign_page in data {
        view! { <assign::AssignPage/> }
    }
}
lazy! {
    /// What is nobody's, and the rules about that.
    pub fn sea() as sea_page in data {
        view! { <sea::SeaPage/> }
    }
}
lazy! {
    /// What the records come to.
    pub fn analysis() as analysis_page in data {
        view! { <analysis::AnalysisPage/> }
    }
}
lazy! {
    /// Steps that rules refuse.
    pub fn problems() as problems_page in data {
        view! { <problems::ProblemsPage/> }
    }
}
lazy! {
    /// What comes from outside as text or by forms.
    pub fn capture() as capture_page in data {
        view! { <capture::CapturePage/> }
    }
}
lazy! {
    /// Tables in.
    pub fn import() as import_page in data {
        view! { <import::ImportPage/> }
    }
}
lazy! {
    /// Language, appearance, workspaces.
    pub fn settings(actions: SettingsActions) as settings_page in settings {
        view! { <settings::SettingsPage actions=actions/> }
    }
}
lazy! {
    /// What is asked of each kind of record.
    pub fn fields() as fields_page in settings {
        view! { <fields::FieldsPage/> }
    }
}
lazy! {
    /// What leaves this browser.
    pub fn privacy() as privacy_page in settings {
        view! { <privacy::PrivacyPage/> }
    }
}
lazy! {
    /// A part of what is held, for somebody.
    pub fn parcel(what: String) as parcel_page in data {
        view! { <parcel::ParcelPage what=what/> }
    }
}
lazy! {
    /// Backups and restore points.
    pub fn backups(another: Callback<()>) as backups_page in data {
        view! { <backups::BackupsPage another=another/> }
    }
}
lazy! {
    /// How this installation fares.
    pub fn checkup() as checkup_page in data {
        view! { <checkup::CheckupPage/> }
    }
}
