//! The first run: three ways to begin, who you are, and what becomes of your data in one sentence.
//!
//! Nothing is open yet, so the page stands on its own: it tells what was chosen through
//! [`WelcomeActions`] and shows what comes back.

use crate::app::job::{Opened, Progress as Work, Step};
use crate::i18n::{self, Arg, Lang, key};
use crate::platform;
use crate::ui::component::{
    self, Button, ButtonVariant, ChipLook, Choice, ChoiceChips, Note, NoteVoice, PassphraseInput, Progress, RadioGroup,
    TextInput, Tone,
};
use crate::ui::helper::step_words;
use crate::ui::icon::{BrandMark, Glyph, Icon, IconSize};
use crate::ui::theme::remember_language;
use leptos::{html, prelude::*};
use web_sys::File;

/// What the page asks of the application around it.
#[derive(Clone, Copy)]
pub struct WelcomeActions {
    /// Opens the demo.
    pub explore: Callback<()>,
    /// Begins an empty workspace: who I am, and what the company is called (may be empty).
    pub start_empty: Callback<(String, String)>,
    /// Looks into a file. The answer shows as `opened`, `sealed` or `problem`.
    pub open_file: UnsyncCallback<File>,
    /// Opens that file with a passphrase. The answer shows likewise.
    pub unseal: Callback<String>,
    /// Stops looking into a file.
    pub cancel: Callback<()>,
    /// Joins the workspace of the opened file.
    pub join: Callback<Joiner>,
}

/// Who joins the workspace of an opened file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Joiner {
    /// A member it has, by id.
    Member(String),
    /// Somebody new, by name.
    New(String),
}

/// The ways to begin.
const DEMO: &str = "demo";
const EMPTY: &str = "empty";
const FILE: &str = "file";
/// The choice of somebody who is not among the members of a file.
const NEW: &str = "";

/// The page of the first run.
#[component]
pub fn WelcomePage(
    /// The language, in both directions.
    lang: RwSignal<Lang>,
    /// What it asks of the application.
    actions: WelcomeActions,
    /// What the opened file holds, once one was opened.
    #[prop(into)]
    opened: Signal<Option<Opened>>,
    /// Set while the file waits for its passphrase: whether one was tried that did not open it.
    #[prop(into)]
    sealed: Signal<Option<bool>>,
    /// How far the work on a file is, while there is any.
    #[prop(into)]
    work: Signal<Option<Work>>,
    /// Why the last step did not work, as a sentence that says what to do.
    #[prop(into)]
    problem: Signal<Option<String>>,
    /// Whether a step is under way.
    #[prop(into)]
    busy: Signal<bool>,
) -> impl IntoView {
    let t = move |key: &str| i18n::text(lang.get(), key);
    let way = RwSignal::new(DEMO.to_owned());
    let ways = Signal::derive(move || {
        vec![
            Choice::new(DEMO, t(key::WELCOME_DEMO)).detail(t(key::WELCOME_DEMO_WHY)).icon(Glyph::Eye),
            Choice::new(EMPTY, t(key::WELCOME_EMPTY)).detail(t(key::WELCOME_EMPTY_WHY)).icon(Glyph::Plus),
            Choice::new(FILE, t(key::WELCOME_FILE)).detail(t(key::WELCOME_FILE_WHY)).icon(Glyph::File),
        ]
    });
    let name = RwSignal::new(String::new());
    let company = RwSignal::new(String::new());
    let member = RwSignal::new(NEW.to_owned());
    let unnamed = RwSignal::new(false);
    let several = RwSignal::new(false);
    let input = NodeRef::<html::Input>::new();
    let file = NodeRef::<html::Input>::new();

    // Somebody who opened a file most likely is one of its members.
    Effect::new(move |_| {
        if let Some((first, _)) =
            opened.with(|opened| opened.as_ref().and_then(|opened| opened.members.first().cloned()))
        {
            member.set(first);
        }
    });
    let is_open = Memo::new(move |_| way.get() == FILE && opened.with(Option::is_some));
    let asks_name = Memo::new(move |_| way.get() == EMPTY || (is_open.get() && member.get() == NEW));
    let is_sealed = Memo::new(move |_| way.get() == FILE && sealed.get().is_some());
    let passphrase = RwSignal::new(String::new());
    let secret = NodeRef::<html::Input>::new();
    // Asked anew, and each time it is asked again, for another file or after a wrong one.
    Effect::new(move |_| {
        if sealed.get().is_some()
            && let Some(secret) = secret.get()
        {
            passphrase.set(String::new());
            let _ = secret.focus();
        }
    });
    let named = move || {
        let name = name.with_untracked(|name| name.trim().to_owned());
        unnamed.set(name.is_empty());
        if name.is_empty()
            && let Some(input) = input.get_untracked()
        {
            let _ = input.focus();
        }
        (!name.is_empty()).then_some(name)
    };
    let begin = move || match way.get_untracked().as_str() {
        DEMO => actions.explore.run(()),
        EMPTY => {
            if let Some(name) = named() {
                actions.start_empty.run((name, company.with_untracked(|company| company.trim().to_owned())));
            }
        }
        _ if is_sealed.get_untracked() => {
            if passphrase.with_untracked(|passphrase| !passphrase.is_empty()) {
                actions.unseal.run(passphrase.get_untracked());
            }
        }
        _ if is_open.get_untracked() => match member.get_untracked() {
            id if id == NEW => {
                if let Some(name) = named() {
                    actions.join.run(Joiner::New(name));
                }
            }
            id => actions.join.run(Joiner::Member(id)),
        },
        _ => {
            if let Some(file) = file.get_untracked() {
                file.click();
            }
        }
    };
    let look = move |files: Vec<File>| {
        way.set(FILE.to_owned());
        several.set(files.len() > 1);
        if let [file] = files.as_slice() {
            actions.open_file.run(file.clone());
        }
    };
    let read = move |_| {
        if let Some(input) = file.get_untracked() {
            look(platform::chosen(&input));
        }
    };
    let verb = move || match way.get().as_str() {
        DEMO => t(key::WELCOME_OPEN_DEMO),
        EMPTY => t(key::WELCOME_START),
        _ if is_sealed.get() => t(key::SHARE_UNSEAL),
        _ if is_open.get() => t(key::WELCOME_JOIN),
        _ => t(key::WELCOME_CHOOSE_FILE),
    };
    let complaint = Signal::derive(move || {
        (unnamed.get() && name.with(|name| name.trim().is_empty())).then(|| t(key::WELCOME_NAME_MISSING))
    });
    let who = move || {
        asks_name.get().then(|| {
            view! {
                <component::Field
                    label=move || t(key::WELCOME_WHO)
                    hint=Signal::derive(move || Some(t(key::WELCOME_WHO_WHY)))
                    error=complaint
                    required=true
                >
                    <TextInput value=name autocomplete="name" node_ref=input/>
                </component::Field>
            }
        })
    };
    let firm = move || {
        (way.get() == EMPTY).then(|| {
            view! {
                <component::Field
                    label=move || t(key::WELCOME_COMPANY)
                    note=Signal::derive(move || Some(t(key::WELCOME_OPTIONAL)))
                >
                    <TextInput value=company autocomplete="organization"/>
                </component::Field>
            }
        })
    };
    let wrong = Signal::derive(move || {
        (sealed.get() == Some(true) && passphrase.with(String::is_empty)).then(|| t(key::FILE_CANNOT_OPEN))
    });
    let unseal = move || {
        is_sealed.get().then(|| {
            view! {
                <p>{move || t(key::FILE_SEALED)}</p>
                <component::Field label=move || t(key::PROTECT_PASSPHRASE) error=wrong required=true>
                    <PassphraseInput
                        value=passphrase
                        show=move || t(key::PASSPHRASE_SHOW)
                        autocomplete="current-password"
                        node_ref=secret
                    />
                </component::Field>
            }
        })
    };
    let working = move || {
        let words = move || {
            // There is one file, which needs no name.
            let args = [("file", Arg::from("")), ("at", 0_usize.into()), ("of", 0_usize.into())];
            work.get().map(|work| i18n::text_with(lang.get(), step_words(work.step), &args)).unwrap_or_default()
        };
        let share = Signal::derive(move || work.get().and_then(|work| work.share));
        // Looking into a file can be stopped; joining a workspace is done whole.
        let joins = Memo::new(move |_| work.get().is_some_and(|work| work.step == Step::Merging));
        let bar = move || {
            if joins.get() {
                view! { <Progress label=words done=share/> }.into_any()
            } else {
                let stop = move |_| actions.cancel.run(());
                view! {
                    <Progress label=words done=share cancel_label=move || t(key::SHARE_CANCEL) on_cancel=stop/>
                }
                .into_any()
            }
        };
        view! { <Show when=move || work.with(Option::is_some)>{bar}</Show> }
    };
    let members = move || {
        opened.get().filter(|_| is_open.get()).map(|opened| {
            let choices = Signal::derive({
                let members = opened.members.clone();
                move || {
                    let known = members.iter().map(|(id, name)| Choice::new(id.clone(), name.clone()));
                    known.chain([Choice::new(NEW, t(key::WELCOME_SOMEBODY_NEW))]).collect::<Vec<_>>()
                }
            });
            let told = move || {
                let args: [(&str, Arg<'_>); 2] =
                    [("name", opened.name.clone().into()), ("count", opened.records.into())];
                i18n::text_with(lang.get(), key::WELCOME_OPENED, &args)
            };
            view! {
                <p>{told}</p>
                <RadioGroup value=member label=move || t(key::WELCOME_WHICH) choices=choices/>
            }
        })
    };
    view! {
        <main
            class="welcome"
            on:dragover=move |event| event.prevent_default()
            on:drop=move |event| {
                event.prevent_default();
                look(platform::dropped(&event));
            }
        >
            <form
                novalidate
                on:submit=move |event| {
                    event.prevent_default();
                    if !busy.get_untracked() {
                        begin();
                    }
                }
            >
                <header class="welcome-head">
                    <BrandMark/>
                    <b>{move || t(key::APP_NAME)}</b>
                    <LanguageSwitch lang=lang/>
                </header>
                <h1 class="welcome-title serif">{move || t(key::WELCOME_TITLE)}</h1>
                <p class="welcome-lead">{move || t(key::WELCOME_LEAD)}</p>
                <div class="welcome-ways">
                    <RadioGroup value=way label=move || t(key::WELCOME_WAYS) choices=ways cards=true/>
                </div>
                <div class="welcome-who stack">{unseal}{members}{who}{firm}</div>
                {working()}
                {move || {
                    let several = several.get().then(|| t(key::WELCOME_ONE_FILE));
                    several
                        .or_else(|| problem.get())
                        .map(|problem| view! { <Note tone=Tone::Danger voice=NoteVoice::Alert>{problem}</Note> })
                }}
                <input
                    type="file"
                    multiple
                    class="visually-hidden"
                    tabindex="-1"
                    aria-label=move || t(key::WELCOME_CHOOSE_FILE)
                    accept=".json,.gz,.cove,.zip,application/json"
                    node_ref=file
                    on:change=read
                />
                <Button label=verb variant=ButtonVariant::Primary shortcut=Some("Enter".to_owned()) busy=busy submit=true/>
                <footer class="welcome-foot">
                    <Icon glyph=Glyph::Lock size=IconSize::Small/>
                    <details>
                        <summary>
                            <span>{move || t(key::WELCOME_PRIVATE)}</span>
                            <span class="link">{move || t(key::WELCOME_HOW)}</span>
                        </summary>
                        <p>{move || t(key::WELCOME_HOW_TEXT)}</p>
                    </details>
                </footer>
            </form>
        </main>
    }
}

/// Chooses the language; each is named in itself.
#[component]
pub fn LanguageSwitch(
    /// The language, in both directions.
    lang: RwSignal<Lang>,
) -> impl IntoView {
    let chosen = RwSignal::new(lang.get_untracked().tag().to_owned());
    Effect::new(move |_| chosen.set(lang.get().tag().to_owned()));
    let choices =
        Lang::ALL.iter().map(|lang| Choice::new(lang.tag(), i18n::text(*lang, key::LANGUAGE_NAME))).collect::<Vec<_>>();
    let choose = move |tag: String| {
        if let Some(chosen) = Lang::parse(&tag) {
            lang.set(chosen);
            remember_language(chosen);
        }
    };
    view! {
        <ChoiceChips
            value=chosen
            label=move || i18n::text(lang.get(), key::MENU_LANGUAGE)
            label_hidden=true
            choices=Signal::stored(choices)
            look=ChipLook::Segment
            on_change=choose
        />
    }
}
