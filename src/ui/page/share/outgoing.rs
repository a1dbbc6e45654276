//! What goes out: a file for each colleague with what they lack, and the full file for everyone.

use crate::app::StoreError;
use crate::app::share::{Colleague, Export};
use crate::crm::member;
use crate::i18n::key;
use crate::ledger::DeviceId;
use crate::platform;
use crate::ui::component::{Avatar, Button, ButtonSize};
use crate::ui::present;
use crate::ui::session::Session;
use crate::ui::toast::Toast;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The list of colleagues, the full file, and the fingerprint two people compare.
#[component]
pub(super) fn Outgoing(session: Session) -> impl IntoView {
    let colleagues = RwSignal::new(Vec::<Colleague>::new());
    let fingerprint = RwSignal::new(String::new());
    Effect::new(move |_| {
        session.read(|_| ());
        spawn_local(async move {
            let workspace = session.workspace();
            // What cannot be read now is shown as not known; the next change asks again.
            colleagues.set(workspace.colleagues().await.unwrap_or_default());
            fingerprint.set(workspace.fingerprint().await.unwrap_or_default());
        });
    });
    let rows = move || {
        let row = |colleague: Colleague| {
            let name = session.read(|view| member::name(&view, &colleague.member));
            let device = colleague.device;
            let told = [
                (
                    "day",
                    present::moment(session.lang.get(), colleague.made_at.unwrap_or_default(), &session.now()).into(),
                ),
                ("n", (colleague.unseen as usize).into()),
            ];
            let label = session.tw(key::SHARE_EXPORT_TO, &[("name", name.clone().into())]);
            view! {
                <li class="share-row">
                    <Avatar name=name.clone()/>
                    <span class="share-row-text">
                        <span>{name}</span>
                        <span class="meta">{session.tw(key::SHARE_SEEN, &told)}</span>
                    </span>
                    <Button
                        label=session.t(key::SHARE_EXPORT)
                        size=ButtonSize::Compact
                        on_click=move |_| export(session, Some(device))
                        attr:aria-label=label
                    />
                </li>
            }
        };
        colleagues.get().into_iter().map(row).collect_view()
    };
    let everyone = move || session.t(key::SHARE_EVERYONE);
    view! {
        <section class="share-out">
            <h2>{move || session.t(key::SHARE_OUT)}</h2>
            <ul>
                {rows}
                <li class="share-row">
                    <Avatar name=everyone/>
                    <span class="share-row-text">
                        <span>{everyone}</span>
                        <span class="meta">{move || session.t(key::SHARE_EVERYONE_WHY)}</span>
                    </span>
                    <Button
                        label=move || session.t(key::SHARE_EXPORT)
                        size=ButtonSize::Compact
                        on_click=move |_| export(session, None)
                        attr:aria-label=move || session.t(key::SHARE_EXPORT_ALL)
                    />
                </li>
            </ul>
            <p class="meta share-print" title=fingerprint>
                {move || session.t(key::SHARE_FINGERPRINT)}
                " "
                <code class="mono" data-fingerprint=fingerprint>
                    {move || fingerprint.with(|print| print.get(..12).unwrap_or_default().to_owned())}
                </code>
            </p>
        </section>
    }
}

/// Hands out a file: a delta for an installation, or the full file.
fn export(session: Session, to: Option<DeviceId>) {
    let (workspace, now) = (session.workspace(), session.now().instant);
    spawn_local(async move {
        let made: Result<Export, StoreError> = match to {
            Some(device) => workspace.export_delta(device, now).await,
            None => workspace.export_full(now).await,
        };
        let said = match made {
            Ok(file) => match platform::download(&file.name, file.text.as_bytes(), "application/json") {
                Ok(()) => {
                    if to.is_none() {
                        workspace.backed_up(&file, now).await;
                    }
                    Toast::noted(untrack(|| session.tw(key::DONE_EXPORT, &[("file", file.name.into())])))
                }
                Err(_) => Toast::failed(untrack(|| session.t(key::DOWNLOAD_FAILED))),
            },
            Err(error) => Toast::failed(untrack(|| session.t(&error.to_string()))),
        };
        session.toasts.show(said);
        session.changed();
    });
}
