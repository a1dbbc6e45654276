//! Sealing: asks for the passphrase of files that go out, on every page that hands out files.

use super::component::{Field, Note, PassphraseInput, Switch, TextInput, TextKind, Tone};
use super::session::Session;
use crate::app::passphrase::{Strength, strength};
use crate::i18n::key;
use leptos::{html, prelude::*};

/// Whether files are sealed, and with what. `Copy`.
#[derive(Clone, Copy)]
pub struct Seal {
    on: RwSignal<bool>,
    passphrase: RwSignal<String>,
    again: RwSignal<String>,
    shown: RwSignal<bool>,
    /// Whether a file was asked for before the passphrase was ready.
    asked: RwSignal<bool>,
    first: NodeRef<html::Input>,
    second: NodeRef<html::Input>,
}

/// The passphrase is missing, or was not typed alike twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unready;

impl Seal {
    /// Plain, until the person says otherwise.
    #[must_use]
    pub fn plain() -> Seal {
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
    ///
    /// # Errors
    /// It is not ready.
    pub fn passphrase(self) -> Result<Option<String>, Unready> {
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
        Err(Unready)
    }
}

/// Asks for the passphrase of the files that go out.
#[component]
pub fn Sealing(
    /// The session.
    session: Session,
    /// What is asked for.
    seal: Seal,
) -> impl IntoView {
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
