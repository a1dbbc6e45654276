//! What goes out: a file for each colleague with what they lack, and the full file for everyone, plain or
//! sealed with a passphrase.

use crate::app::share::Colleague;
use crate::crm::{attachment, member};
use crate::i18n::{format, key};
use crate::platform;
use crate::ui::component::{Avatar, Button, ButtonSize, LinkButton, Switch};
use crate::ui::handout::{Handout, HandoutProgress, Out};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::present;
use crate::ui::route::Route;
use crate::ui::sealing::{Seal, Sealing};
use crate::ui::session::Session;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The list of colleagues, the full file, and the fingerprint two people compare.
#[component]
pub(super) fn Outgoing(session: Session) -> impl IntoView {
    let colleagues = RwSignal::new(Vec::<Colleague>::new());
    let fingerprint = RwSignal::new(String::new());
    let asked = StoredValue::new(0_u32);
    Effect::new(move |_| {
        session.read(|_| ());
        asked.update_value(|asked| *asked += 1);
        let mine = asked.get_value();
        // That of before is no longer true.
        fingerprint.set(String::new());
        spawn_local(async move {
            let workspace = session.workspace();
            // What cannot be read now is shown as not known; the next change asks again.
            colleagues.set(workspace.colleagues().await.unwrap_or_default());
            // It reads everything, so many changes in a row are waited for.
            platform::idle().await;
            if asked.try_get_value() == Some(mine) {
                fingerprint.set(workspace.fingerprint().await.unwrap_or_default());
            }
        });
    });
    let handout = Handout::new(session);
    let seal = Seal::plain();
    // What is attached, in files and bytes.
    let attached = Memo::new(move |_| {
        session.read(|view| {
            let wanted = attachment::wanted(&view);
            (wanted.len(), wanted.values().sum::<u64>())
        })
    });
    let along = RwSignal::new(false);
    let export = move |what: Out| {
        if along.get_untracked() && attached.with_untracked(|(files, _)| *files > 0) {
            let bundle = match what {
                Out::Lacking(device) => Out::Bundle(Some(device)),
                _ => Out::Bundle(None),
            };
            return handout.hand_out(bundle, None);
        }
        if let Ok(passphrase) = seal.passphrase() {
            handout.hand_out(what, passphrase);
        }
    };
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
                        on_click=move |_| export(Out::Lacking(device))
                        attr:aria-label=label
                    />
                </li>
            }
        };
        colleagues.get().into_iter().map(row).collect_view()
    };
    let with_files = move || {
        let (files, bytes) = attached.get();
        session.tw(key::SHARE_ATTACHMENTS, &[("n", files.into()), ("size", format::size(bytes).into())])
    };
    let everyone = session.label(key::SHARE_EVERYONE);
    view! {
        <section class="share-out">
            <h2>{session.label(key::SHARE_OUT)}</h2>
            <ul>
                {rows}
                <li class="share-row">
                    <Avatar name=everyone/>
                    <span class="share-row-text">
                        <span>{everyone}</span>
                        <span class="meta">{session.label(key::SHARE_EVERYONE_WHY)}</span>
                    </span>
                    <Button
                        label=session.label(key::SHARE_EXPORT)
                        size=ButtonSize::Compact
                        on_click=move |_| export(Out::Everything)
                        attr:aria-label=session.label(key::SHARE_EXPORT_ALL)
                    />
                </li>
                <li class="share-row">
                    <Icon glyph=Glyph::Filter/>
                    <span class="share-row-text">
                        <span>{session.label(key::NAV_PARCEL)}</span>
                        <span class="meta">{session.label(key::PARCEL_WHY)}</span>
                    </span>
                    <LinkButton
                        label=session.label(key::PARCEL_CHOOSE)
                        size=ButtonSize::Compact
                        href=Route::Parcel(String::new()).href()
                    />
                </li>
            </ul>
            <Show when=move || attached.with(|(files, _)| *files > 0)>
                <Switch checked=along label=Signal::derive(with_files)/>
                <p class="meta">{session.label(key::SHARE_ATTACHMENTS_WHY)}</p>
            </Show>
            <div hidden=along>
                <Sealing session=session seal=seal/>
            </div>
            <HandoutProgress handout=handout/>
            <p class="meta share-print" title=fingerprint>
                {session.label(key::SHARE_FINGERPRINT)}
                " "
                <code class="mono" data-fingerprint=fingerprint>
                    {move || fingerprint.with(|print| print.get(..12).unwrap_or_default().to_owned())}
                </code>
            </p>
        </section>
    }
}
