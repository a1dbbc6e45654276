//! What a session does when the browser has nothing else to do: the store is tidied, and what search needs is made ready.

use super::Session;
use crate::app::{Idb, Workspace};
use crate::platform;
use crate::ui::lazy::learn_readings;
use leptos::prelude::*;

impl Session {
    /// Tidies the store once the browser is idle.
    pub(super) fn tidy(self) {
        let workspace = self.workspace();
        leptos::task::spawn_local(async move {
            platform::idle().await;
            // What cannot be done now is tried after the next change.
            let _ = workspace.tidy().await;
            prepare(self, &workspace).await;
        });
    }

    /// Whether everything can be found by what is in it; reactive. Until then it is made ready in idle moments.
    #[must_use]
    pub fn prepared(self) -> ReadSignal<bool> {
        let (ready, set) = signal(false);
        let workspace = self.workspace();
        leptos::task::spawn_local(async move {
            prepare(self, &workspace).await;
            let _ = set.try_set(true);
        });
        ready
    }
}

/// Makes ready what search needs, in idle moments.
async fn prepare(session: Session, workspace: &Workspace<Idb>) {
    if learn_readings().await {
        // What is sorted by how it is read is sorted anew.
        let _ = session.version.try_update(|version| *version += 1);
    }
    while workspace.prepare() {
        platform::idle().await;
    }
}
