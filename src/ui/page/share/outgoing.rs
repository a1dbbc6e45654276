//! What goes out: a file for each colleague with what they lack, and the full file for everyone, plain or
//! sealed with a passphrase.

use crate::app::passphrase::{Strength, strength};
use crate::app::share::Colleague;
use crate::crm::member;
use crate::i18n::key;
use crate::ledger::DeviceId;
use crate::platform;
use crate::ui::component::{
    Avatar, Button, ButtonSize, Field, Note, PassphraseInput, Progress, Switch, TextInput, TextKind, Tone,
};
use crate::ui::handout::Handout;
use crate::ui::helper::step_words;
use crate::ui::present;
use crate::ui::session::Session;
use leptos::task::spawn_local;
use leptos::{html, prelude::*};

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
    let seal = Seal::new();
    let export = move |to: Option<DeviceId>| {
        if let Ok(passphrase) = seal.passphrase() {
            handout.hand_out(to, passphrase);
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
                        on_click=move |_| export(Some(device))
                        attr:aria-label=label
                    />
                </li>
            }
        };
        colleagues.get().into_iter().map(row).collect_view()
    };
    let everyone = session.label(key::SHARE_EVERYONE);
    let words = move || {
        let step = handout.progress.get().map(|progress| step_words(progress.step));
        step.map(|step| session.t(step)).unwrap_or_default()
    };
    let share = Signal::derive(move || handout.progress.get().and_then(|progress| progress.share));
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
                        on_click=move |_| export(None)
                        attr:aria-label=session.label(key::SHARE_EXPORT_ALL)
                    />
                </li>
            </ul>
            <Sealing session=session seal=seal/>
            <Show when=move || handout.progress.with(Option::is_some)>
                <Progress
                    label=words
                    done=share
                    cancel_label=session.label(key::SHARE_CANCEL)
                    on_cancel=move |_| handout.cancel()
                />
            </Show>
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

/// Whether files are sealed, and with what. `Copy`.
#[derive(Clone, Copy)]
struct Seal {
    on: RwSignal<bool>,
    passphrase: RwSignal<String>,
    again: RwSignal<String>,
    shown: RwSignal<bool>,
    /// Whether a file was asked for before the passphrase was ready.
    asked: RwSignal<bool>,
    first: NodeRef<html::Input>,
    second: NodeRef<html::Input>,
}

impl Seal {
    fn new() -> Seal {
        Seal {
            on: RwSignal::new(false),
            passphrase: RwSignal::new(String::new()),
            again: RwSignal::new(String::new()),
            shown: RwSignal::new(false),
            asked: RwSignal::new(false),
            first: NodeRef::new(),
            second: NodeRef::new(),
        }
    }

    /// Whether a slip would go unnoticed: it was neither seen nor typed alike twice.
    fn differs(self) -> bool {
        !self.shown.get() && self.again.with(|again| self.passphrase.with(|passphrase| again != passphrase))
    }

    /// What seals the file, if anything does. Where it is not ready, the focus goes there.
    fn passphrase(self) -> Result<Option<String>, ()> {
        if !self.on.get_untracked() {
            return Ok(None);
        }
        let missing = self.passphrase.with_untracked(String::is_empty);
        let differs = untrack(|| self.differs());
        self.asked.set(missing || differs);
        if !missing && !differs {
            return Ok(Some(self.passphrase.get_untracked()));
        }
        let input = if missing { self.first } else { self.second };
        if let Some(input) = input.get_untracked() {
            let _ = input.focus();
        }
        Err(())
    }
}

/// Asks for the passphrase of the files that go out.
#[component]
fn Sealing(session: Session, seal: Seal) -> impl IntoView {
    let missing = Signal::derive(move || {
        (seal.asked.get() && seal.passphrase.with(String::is_empty)).then(|| session.t(key::PROTECT_MISSING))
    });
    let differs = Signal::derive(move || {
        (seal.asked.get() && !seal.passphrase.with(String::is_empty) && seal.differs())
            .then(|| session.t(key::PROTECT_DIFFERS))
    });
    let hint = Signal::derive(move || {
        let strength = seal.passphrase.with(|passphrase| (!passphrase.is_empty()).then(|| strength(passphrase)))?;
        Some(session.t(match strength {
            Strength::Weak => key::PROTECT_WEAK,
            Strength::Fair => key::PROTECT_FAIR,
            Strength::Strong => key::PROTECT_STRONG,
        }))
    });
    view! {
        // A form, so that password managers know what belongs together; the buttons above hand out the file.
        <form class="sealing" on:submit=move |event| event.prevent_default()>
            <Switch checked=seal.on label=session.label(key::PROTECT)/>
            <Show when=move || seal.on.get()>
                <div class="stack">
                    <Field label=session.label(key::PROTECT_PASSPHRASE) hint=hint error=missing required=true>
                        <PassphraseInput
                            value=seal.passphrase
                            shown=seal.shown
                            show=session.label(key::PASSPHRASE_SHOW)
                            autocomplete="new-password"
                            node_ref=seal.first
                        />
                    </Field>
                    <Show when=move || !seal.shown.get()>
                        <Field label=session.label(key::PROTECT_AGAIN) error=differs required=true>
                            <TextInput
                                value=seal.again
                                kind=TextKind::Passphrase
                                autocomplete="new-password"
                                node_ref=seal.second
                            />
                        </Field>
                    </Show>
                    <Note tone=Tone::Warn>{session.label(key::PROTECT_LOST)}</Note>
                </div>
            </Show>
        </form>
    }
}
