//! What the browser does with the page, found out by trying.

use crate::platform;
use crate::ui::session::Session;

/// What was found.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Browser {
    /// Whether the page is served so that it may use everything it needs.
    pub(super) secure: bool,
    /// Whether the policy is enforced, and its part about text that becomes markup.
    pub(super) policy: bool,
    pub(super) markup: bool,
    /// Whether everything is loaded with its hash.
    pub(super) integrity: bool,
    /// Whether the data is safe from being thrown away; `None` where the browser cannot say.
    pub(super) persisted: Option<bool>,
    /// Bytes taken and granted.
    pub(super) room: Option<(u64, u64)>,
    /// The folder the page is served from.
    pub(super) base: String,
    /// Whether the page is kept for use without a network.
    pub(super) offline: Option<bool>,
}

impl Browser {
    /// Looks. Nothing of it asks the person anything.
    pub(super) async fn look(session: Session) -> Browser {
        Browser {
            secure: platform::is_secure(),
            policy: platform::refuses_style().await,
            markup: platform::refuses_markup(),
            integrity: platform::checks_integrity(),
            persisted: platform::is_persisted().await,
            room: session.workspace().room().await,
            base: platform::base_path(),
            offline: platform::has_service_worker().await,
        }
    }
}
