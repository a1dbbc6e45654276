//! Import: a table comes in. Choose a file, see what its columns mean and what every row becomes, and
//! only then write, as one batch that Undo takes back.

mod choose;
mod columns;
mod verdicts;

use crate::app::Done;
use crate::app::sheet::{
    Encoding, Import, Mapping, Options, Owner, Report, Sheet, TableError, Unreadable, mapping, read,
};
use crate::crm::{Entity, entity};
use crate::i18n::{Arg, key};
use crate::platform;
use crate::ui::component::{Button, ButtonVariant, LinkButton, Note, NoteVoice, Progress, Tone};
use crate::ui::route::Route;
use crate::ui::session::{Session, session};
use crate::ui::toast::Toast;
use choose::Choose;
use columns::Columns;
use leptos::prelude::*;
use leptos::task::spawn_local;
use verdicts::Verdicts;

/// What the parts of the page share. `Copy`.
#[derive(Clone, Copy)]
struct Desk {
    session: Session,
    /// The bytes that were chosen and what they are called.
    file: RwSignal<Option<(String, Vec<u8>)>, LocalStorage>,
    encoding: RwSignal<Option<Encoding>>,
    /// The table as read and mapped; nothing is written.
    import: RwSignal<Option<Import>, LocalStorage>,
    problem: RwSignal<Option<TableError>>,
    /// How many of how many steps are written.
    progress: RwSignal<Option<(usize, usize)>>,
    /// What the last import did, and into what.
    done: RwSignal<Option<(Done, &'static str)>>,
}

impl Desk {
    /// Takes a file or pasted text, reads it, and guesses what it is.
    fn take(self, name: String, bytes: Vec<u8>) {
        self.done.set(None);
        self.encoding.set(None);
        self.file.set(Some((name, bytes)));
        self.read_again(None);
    }

    /// Reads the chosen bytes anew, as this entity or as the one that fits best.
    fn read_again(self, table: Option<&'static Entity>) {
        let options = Options { encoding: self.encoding.get_untracked(), ..Options::default() };
        let sheet = self.file.with_untracked(|file| file.as_ref().map(|(_, bytes)| read(bytes, &options)));
        match sheet {
            None => self.import.set(None),
            Some(Err(error)) => {
                self.import.set(None);
                self.problem.set(Some(error));
            }
            Some(Ok(sheet)) => {
                self.problem.set(None);
                let mapping = table.map_or_else(|| best(&sheet), |table| Mapping::guess(table, &sheet));
                self.import.set(Some(Import::new(mapping, sheet)));
            }
        }
    }

    /// Writes the good rows.
    fn write(self, report: Report) {
        let Some(import) = self.import.get_untracked() else { return };
        let (workspace, now) = (self.session.workspace(), self.session.now());
        self.progress.set(Some((0, report.steps())));
        spawn_local(async move {
            platform::pause().await;
            let progress = |done, of| self.progress.set(Some((done, of)));
            let written = workspace.import_table(&import, &report, now, progress).await;
            self.progress.set(None);
            self.session.changed();
            match written {
                Ok(done) => {
                    let args = [("n", Arg::from(report.writes()))];
                    self.session.toasts.show(Toast::done(untrack(|| self.session.tw(key::DONE_IMPORT, &args))));
                    self.done.set(Some((done, import.mapping.table.key)));
                    self.import.set(None);
                    self.file.set(None);
                }
                Err(fault) => self.session.toasts.show(Toast::failed(untrack(|| self.session.reason(&fault)))),
            }
        });
    }
}

/// The mapping to the entity of which most columns are understood.
fn best(sheet: &Sheet) -> Mapping {
    let tables = mapping::IMPORTED.iter().filter_map(|key| entity(key));
    let mappings = tables.map(|table| Mapping::guess(table, sheet));
    let understood =
        |mapping: &Mapping| mapping.columns.iter().filter(|target| **target != mapping::Target::Nothing).count();
    let best = mappings.max_by_key(understood);
    best.unwrap_or_else(|| Mapping { table: crate::crm::entities()[0], columns: Vec::new() })
}

/// The page.
#[component]
pub fn ImportPage() -> impl IntoView {
    let session = session();
    let desk = Desk {
        session,
        file: RwSignal::new_local(None),
        encoding: RwSignal::new(None),
        import: RwSignal::new_local(None),
        problem: RwSignal::new(None),
        progress: RwSignal::new(None),
        done: RwSignal::new(None),
    };
    let problem = move || {
        desk.problem.get().map(|error| {
            let args = [("row", Arg::from(error.row().unwrap_or_default()))];
            let sentence = session.tw(&error.to_string(), &args);
            view! { <Note tone=Tone::Danger voice=NoteVoice::Alert>{sentence}</Note> }
        })
    };
    let ready = move || desk.import.with(Option::is_some);
    let outcome = move || desk.done.get().map(|(done, table)| view! { <Outcome desk=desk done=done table=table/> });
    view! {
        <div class="import">
            <div class="import-body">
                <h1 class="import-title" tabindex="-1">{move || session.t(key::IMPORT_TITLE)}</h1>
                {outcome}
                <Choose desk=desk/>
                {problem}
                <Show when=ready>
                    <Dry desk=desk/>
                </Show>
            </div>
        </div>
    }
}

/// The dry run: columns, rows, and the decision.
#[component]
fn Dry(desk: Desk) -> impl IntoView {
    let session = desk.session;
    let report = LocalMemo::new(desk);
    let write = move |_| desk.write(report.get());
    let label = move || session.tw(key::IMPORT_WRITE, &[("n", report.with(Report::writes).into())]);
    let lacking = move || {
        let lacking =
            desk.import.with(|import| import.as_ref().map(|import| mapping_missing(import)).unwrap_or_default());
        (!lacking.is_empty()).then(|| {
            let fields: Vec<String> = lacking.into_iter().map(|label| session.t(label)).collect();
            let sentence = session.tw(key::IMPORT_LACKS, &[("fields", fields.join(", ").into())]);
            view! { <Note tone=Tone::Warn>{sentence}</Note> }
        })
    };
    let progress = move || {
        desk.progress.get().map(|(done, of)| {
            let share = if of == 0 { 0.0 } else { done as f64 / of as f64 };
            let label = session.tw(key::IMPORT_WRITING, &[("done", done.into()), ("of", of.into())]);
            view! { <Progress label=label done=Some(share)/> }
        })
    };
    view! {
        <Columns desk=desk/>
        {lacking}
        <Verdicts desk=desk report=report.0/>
        <div class="action-footer">
            <span class="meta grow">{progress}</span>
            <Button
                label=move || session.t(key::IMPORT_DISCARD)
                on_click=move |_| {
                    desk.import.set(None);
                    desk.file.set(None);
                }
            />
            <Button
                label=label
                variant=ButtonVariant::Primary
                busy=Signal::derive(move || desk.progress.with(Option::is_some))
                on_click=write
            />
        </div>
    }
}

/// The report of the dry run, made anew whenever the table, the mapping or the workspace changes.
#[derive(Clone, Copy)]
struct LocalMemo(RwSignal<Report, LocalStorage>);

impl LocalMemo {
    fn new(desk: Desk) -> LocalMemo {
        let report = RwSignal::new_local(Report::default());
        Effect::new(move |_| {
            desk.session.read(|_| ());
            let checked =
                desk.import.with(|import| import.as_ref().map(|import| desk.session.workspace().check_table(import)));
            report.set(checked.unwrap_or_default());
        });
        LocalMemo(report)
    }

    fn get(self) -> Report {
        self.0.get_untracked()
    }

    fn with<T>(self, look: impl FnOnce(&Report) -> T) -> T {
        self.0.with(look)
    }
}

fn mapping_missing(import: &Import) -> Vec<&'static str> {
    crate::app::sheet::import::missing(&import.mapping, &import.settings)
}

/// What the last import did, with the way back.
#[component]
fn Outcome(desk: Desk, done: Done, table: &'static str) -> impl IntoView {
    let session = desk.session;
    let count = done.created.iter().filter(|at| &*at.entity == table).count();
    let href = entity(table).map(|table| Route::List(table, crate::app::Query::default()).href()).unwrap_or_default();
    view! {
        <Note tone=Tone::Success voice=NoteVoice::Polite>
            {move || session.tw(key::DONE_IMPORT, &[("n", count.into())])}
            " "
            <LinkButton label=move || session.t(key::IMPORT_SHOW) href=href/>
            " "
            <Button
                label=move || session.t(key::IMPORT_UNDO)
                on_click=move |_| {
                    desk.done.set(None);
                    session.undo(false);
                }
            />
        </Note>
    }
}

/// What a person may choose besides the columns.
fn owner_word(owner: &Owner) -> &'static str {
    if *owner == Owner::Nobody { "nobody" } else { "me" }
}

fn unreadable_word(unreadable: Unreadable) -> &'static str {
    if unreadable == Unreadable::LeaveBlank { "blank" } else { "row" }
}
