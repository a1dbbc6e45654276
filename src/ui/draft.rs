//! Drafts: what was typed into a form, or into a field of a record, and not saved yet survives leaving the
//! page, a reload and a change of language. Kept in this browser's preferences, per workspace and form or
//! record, until it is saved or thrown away.

use crate::crm::Ref;
use crate::platform::{pref, set_pref};
use crate::ui::field::Form;
use crate::ui::session::Session;
use leptos::prelude::*;
use std::collections::BTreeMap;

/// A form's draft. `Copy`.
#[derive(Clone, Copy)]
pub struct Draft {
    name: StoredValue<String>,
    over: StoredValue<bool>,
    /// Whether the form was filled from a draft when it opened.
    pub restored: bool,
}

impl Draft {
    /// Fills the form from its draft and keeps the draft up to date from now on. What the form held
    /// before is no draft. `name` tells it from other drafts of the workspace.
    #[must_use]
    pub fn keep(session: Session, name: &str, form: Form) -> Draft {
        let name = format!("draft {} {name}", session.workspace().id());
        let given = form.typed_untracked();
        let kept = read(&name);
        form.fill(&kept);
        let draft = Draft { name: StoredValue::new(name), over: StoredValue::new(false), restored: !kept.is_empty() };
        Effect::new(move |_| {
            let typed = form.typed();
            if draft.over.get_value() {
                return;
            }
            let kept = if typed == given { BTreeMap::new() } else { typed };
            draft.name.with_value(|name| write(name, &kept));
        });
        draft
    }

    /// Throws the draft away; it is kept no longer.
    pub fn forget(self) {
        let _ = self.name.try_with_value(|name| set_pref(name, None));
    }

    /// Throws the draft away for good: what is typed from now on is not kept, as after a save.
    pub fn close(self) {
        let _ = self.over.try_update_value(|over| *over = true);
        self.forget();
    }
}

/// The draft of a field that is edited in place.
#[derive(Clone)]
pub struct FieldDraft {
    name: String,
    field: String,
}

impl FieldDraft {
    /// The draft of this field of a record. Lines of a record have names of their own.
    #[must_use]
    pub fn of(session: Session, at: &Ref, field: &str) -> FieldDraft {
        let name = format!("draft {} edit {}/{}", session.workspace().id(), at.entity, at.id);
        FieldDraft { name, field: field.to_owned() }
    }

    /// What was typed and is not saved.
    #[must_use]
    pub fn text(&self) -> Option<String> {
        read(&self.name).remove(&self.field)
    }

    /// Keeps what is typed; `None` where it is saved or thrown away.
    pub fn keep(&self, text: Option<String>) {
        let mut kept = read(&self.name);
        let before = kept.remove(&self.field);
        if before != text {
            kept.extend(text.map(|text| (self.field.clone(), text)));
            write(&self.name, &kept);
        }
    }
}

/// The texts kept under a name.
fn read(name: &str) -> BTreeMap<String, String> {
    pref(name).and_then(|json| serde_json::from_str(json.as_str()).ok()).unwrap_or_default()
}

fn write(name: &str, texts: &BTreeMap<String, String>) {
    let json = (!texts.is_empty()).then(|| serde_json::to_string(texts).ok()).flatten();
    set_pref(name, json.as_deref());
}
