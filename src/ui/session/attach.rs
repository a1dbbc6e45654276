//! Files that are attached to a record.

use super::Session;
use crate::app::NamedFile;
use crate::crm::Ref;
use crate::i18n::{self, key};
use crate::ui::toast::Toast;
use leptos::prelude::*;

impl Session {
    /// Attaches files to a record.
    pub fn attach(self, about: Ref, files: Vec<NamedFile>) {
        let words = [("n", files.len().into())];
        self.spawn(
            move |workspace, now| async move { workspace.attach(&about, files, now).await },
            move |_| Toast::done(i18n::text_with(self.lang.get_untracked(), key::DONE_ATTACH, &words)),
            |_| (),
        );
    }
}
