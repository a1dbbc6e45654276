//! Capture: what comes from outside. A text from the clipboard becomes the filled form of a lead, a contact or a
//! customer; the pages of lead forms are handed out here, and their answers lead on to the import (F76, F95).

use super::import::bring;
use crate::app::answer;
use crate::crm::capture::{self, Capture, Filled, Find};
use crate::crm::contact::CONTACT;
use crate::crm::contact_point::{KINDS, LABELS};
use crate::crm::customer::CUSTOMER;
use crate::crm::duplicate::{Degree, Traits};
use crate::crm::lead::LEAD;
use crate::crm::lead_form::{LEAD_FORM, page};
use crate::crm::{Entity, Ref};
use crate::i18n::{self, Lang, key};
use crate::ledger::Value;
use crate::platform;
use crate::ui::component::{
    Button, ButtonVariant, Choice, ChoiceChips, EmptyState, Field, LinkButton, Note, TextArea, Tone,
};
use crate::ui::frame::go;
use crate::ui::icon::Glyph;
use crate::ui::route::Route;
use crate::ui::session::{Session, session};
use crate::ui::toast::Toast;
use leptos::prelude::*;
use std::collections::BTreeMap;

/// What a text may become.
const TABLES: [&Entity; 3] = [&LEAD, &CONTACT, &CUSTOMER];

/// The page.
#[component]
pub fn CapturePage() -> impl IntoView {
    let session = session();
    view! {
        <div class="capture">
            <header class="page-header">
                <h1 tabindex="-1">{session.label(key::NAV_CAPTURE)}</h1>
                <p class="meta grow">{session.label(key::CAPTURE_ABOUT)}</p>
            </header>
            <div class="capture-columns">
                <PasteBox/>
                <Forms/>
            </div>
        </div>
    }
}

/// A text, and what is found in it.
#[component]
fn PasteBox() -> impl IntoView {
    let session = session();
    let text = RwSignal::new(String::new());
    let become_of = RwSignal::new(LEAD.key.to_owned());
    let found = Memo::new(move |_| text.with(|text| capture::read(text)));
    let answers = Memo::new(move |_| text.with(|text| answer::may_hold(text)));
    let blank = Memo::new(move |_| text.with(|text| text.trim().is_empty()));
    let kinds = Signal::derive(move || {
        TABLES.iter().map(|table| Choice::new(table.key, session.t(table.label))).collect::<Vec<_>>()
    });
    let go_on = move |_| {
        let table = TABLES.into_iter().find(|table| become_of.with_untracked(|key| *key == table.key));
        let Some(table) = table else { return };
        let filled = found.with_untracked(|found| filled(session, table, found));
        go(&Route::New(table, filled));
    };
    let to_import = move |_| {
        bring(text.get_untracked());
        go(&Route::Import);
    };
    let result = move || {
        if blank.get() {
            return view! { <p class="secondary">{session.t(key::CAPTURE_HINT)}</p> }.into_any();
        }
        if answers.get() {
            return view! {
                <Note tone=Tone::Info>
                    <p>{session.t(key::CAPTURE_ANSWERS)}</p>
                    <Button label=session.label(key::CAPTURE_ANSWERS_GO) variant=ButtonVariant::Primary on_click=to_import/>
                </Note>
            }
            .into_any();
        }
        view! {
            <Found found=found/>
            <ChoiceChips value=become_of label=session.label(key::CAPTURE_AS) choices=kinds/>
            <p><Button label=session.label(key::CAPTURE_GO) variant=ButtonVariant::Primary on_click=go_on/></p>
        }
        .into_any()
    };
    view! {
        <section class="stack" aria-labelledby="capture-paste">
            <h2 id="capture-paste">{session.label(key::CAPTURE_PASTE)}</h2>
            <Field label=session.label(key::CAPTURE_TEXT)>
                <TextArea value=text rows=8/>
            </Field>
            {result}
        </section>
    }
}

/// What was found, field by field, and what goes into the note.
#[component]
fn Found(found: Memo<Capture>) -> impl IntoView {
    let session = session();
    let line = move |find: &Find| {
        let value = find.value.clone();
        view! { <div><dt>{called(session, find)}</dt><dd>{value}</dd></div> }
    };
    let lines = move || found.with(|found| found.finds.iter().map(line).collect_view());
    let rest = move || {
        let rest = found.with(|found| found.rest.clone());
        (!rest.is_empty()).then(|| view! { <div><dt>{session.t(key::FIELD_NOTE)}</dt><dd>{rest}</dd></div> })
    };
    let said = move || session.tw(key::CAPTURE_FOUND, &[("n", found.with(|found| found.finds.len()).into())]);
    view! {
        <p class="secondary" role="status">{said}</p>
        <dl class="capture-found">{lines}{rest}</dl>
    }
}

/// What a find is called: the field, and where a phone rings.
fn called(session: Session, find: &Find) -> String {
    let field = TABLES.iter().find_map(|table| table.field(find.field)).map(|field| field.label);
    let kind = KINDS.iter().find(|kind| kind.key == find.field).map(|kind| kind.label);
    let word = field.or(kind).map(|word| session.t(word)).unwrap_or_default();
    let label = LABELS.iter().find(|label| Some(label.key) == find.label).map(|label| session.t(label.label));
    label.map_or_else(|| word.clone(), |label| format!("{word} · {label}"))
}

/// What the form is filled with. A company that is known is linked to; one that is not goes into the note.
fn filled(session: Session, table: &'static Entity, found: &Capture) -> Vec<(String, String)> {
    let say = |word: &str| i18n::text(session.lang.get_untracked(), word);
    let Filled { texts, company } = found.fill(table, &say);
    let mut filled: BTreeMap<String, String> = texts.into_iter().map(|(key, text)| (key.to_owned(), text)).collect();
    if let Some(company) = company {
        match untrack(|| known(session, &company)) {
            Some(at) => drop(filled.insert(CUSTOMER.key.to_owned(), at.id.to_string())),
            None => {
                let note = filled.entry("note".to_owned()).or_default();
                *note = format!("{}: {company}\n{note}", say(CUSTOMER.label)).trim_end().to_owned();
            }
        }
    }
    filled.into_iter().collect()
}

/// The customer of a name, if one is surely meant.
fn known(session: Session, company: &str) -> Option<Ref> {
    let args = BTreeMap::from([("name".to_owned(), Value::from(company))]);
    let alike = session.alike(|view| Traits::of_args(view, &CUSTOMER, &args), None, 8);
    alike
        .into_iter()
        .find(|found| *found.at.entity == *CUSTOMER.key && found.degree <= Degree::Likely)
        .map(|found| found.at)
}

/// The forms, each with its page to hand out.
#[component]
fn Forms() -> impl IntoView {
    let session = session();
    let forms = Memo::new(move |_| {
        session.read(|view| {
            let told = |rec: crate::crm::Rec<'_>| {
                let pool = rec.get("pool").and_then(|link| view.follow(link)).map(|pool| pool.title());
                let parts = [rec.text("campaign").to_owned(), pool.unwrap_or_default()];
                (rec.id.to_owned(), rec.title(), parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>())
            };
            view.records(LEAD_FORM.key).map(told).collect::<Vec<_>>()
        })
    });
    let line = move |(id, title, parts): (String, String, Vec<String>)| {
        let href = Route::of(&Ref::new(LEAD_FORM.key, &id)).href();
        let name = title.clone();
        view! {
            <li class="spread">
                <span class="stack">
                    <a class="link" href=href>{title}</a>
                    <span class="meta">{parts.join(" · ")}</span>
                </span>
                <Button
                    label=Signal::derive(move || session.tw(key::CAPTURE_SAVE_PAGE, &[("title", name.clone().into())]))
                    icon=Glyph::Download
                    on_click=move |_| save(session, &id)
                />
            </li>
        }
    };
    let none = move || forms.with(Vec::is_empty);
    view! {
        <section class="stack" aria-labelledby="capture-forms">
            <div class="spread">
                <h2 id="capture-forms">{session.label(LEAD_FORM.plural)}</h2>
                <LinkButton label=session.label(key::CAPTURE_NEW_FORM) href=Route::New(&LEAD_FORM, Vec::new()).href()/>
            </div>
            <p class="secondary">{session.label(key::CAPTURE_FORMS_WHY)}</p>
            <Show
                when=move || !none()
                fallback=move || view! {
                    <EmptyState title=session.label(key::CAPTURE_NO_FORMS) text=session.hint(key::CAPTURE_NO_FORMS_WHY)/>
                }
            >
                <ul class="capture-forms">{move || forms.get().into_iter().map(line).collect_view()}</ul>
                <Note tone=Tone::Neutral>
                    <p>{session.label(key::CAPTURE_ANSWERS_HOW)}</p>
                    <a class="link" href=Route::Import.href()>{session.label(key::CAPTURE_ANSWERS_FILES)}</a>
                </Note>
            </Show>
        </section>
    }
}

/// Hands out the page of a form.
fn save(session: Session, id: &str) {
    let made = session.workspace().read(|view| {
        let form = view.get(LEAD_FORM.key, id)?;
        let lang = if page::language(&form) == "en" { Lang::En } else { Lang::Zh };
        Some((form.title(), page::write(&form, &|word| i18n::text(lang, word))))
    });
    let Some((title, html)) = made else { return };
    let name: String = title.chars().filter(|c| !c.is_control() && !"/\\:*?\"<>|".contains(*c)).collect();
    if platform::download(&format!("{}.html", name.trim()), html.as_bytes(), "text/html").is_err() {
        session.toasts.show(Toast::failed(i18n::text(session.lang.get_untracked(), key::DOWNLOAD_FAILED)));
    }
}
