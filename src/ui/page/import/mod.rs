//! Import: a table comes in. Choose a file, see what its columns mean and what every row becomes, and
//! only then write, as one batch that can be taken back, now or later.

mod choose;
mod columns;
mod earlier;
mod verdicts;

use crate::app::sheet::error::MAX_BYTES;
use crate::app::sheet::import::missing;
use crate::app::sheet::{Encoding, Import, Mapping, Options, Report, Sheet, TableError, mapping, read};
use crate::app::{Done, Fault};
use crate::crm::{Entity, entity};
use crate::i18n::{Arg, key};
use crate::platform;
use crate::ui::component::{Button, ButtonSize, ButtonVariant, Note, NoteVoice, Progress, Refused, Tone};
use crate::ui::frame::catch_focus;
use crate::ui::session::{Session, session};
use crate::ui::toast::Toast;
use choose::{Choose, Chosen};
use columns::Columns;
use earlier::Earlier;
use leptos::prelude::*;
use leptos::task::spawn_local;
use verdicts::Verdicts;
use web_sys::File;

/// What the parts of the page share. `Copy`.
#[derive(Clone, Copy)]
struct Desk {
    session: Session,
    /// The bytes that were chosen and what they are called.
    file: RwSignal<Option<(String, Vec<u8>)>, LocalStorage>,
    /// Files that were chosen together with this one and come after it.
    waiting: RwSignal<Vec<File>, LocalStorage>,
    /// The file that is being read.
    reading: RwSignal<Option<File>, LocalStorage>,
    encoding: RwSignal<Option<Encoding>>,
    /// The table as read and mapped; nothing is written.
    import: RwSignal<Option<Import>, LocalStorage>,
    /// What writing it would do.
    report: RwSignal<Report, LocalStorage>,
    problem: RwSignal<Option<TableError>>,
    /// How many of how many steps are written.
    progress: RwSignal<Option<(usize, usize)>>,
}

impl Desk {
    fn new(session: Session) -> Desk {
        let desk = Desk {
            session,
            file: RwSignal::new_local(None),
            waiting: RwSignal::new_local(Vec::new()),
            reading: RwSignal::new_local(None),
            encoding: RwSignal::new(None),
            import: RwSignal::new_local(None),
            report: RwSignal::new_local(Report::default()),
            problem: RwSignal::new(None),
            progress: RwSignal::new(None),
        };
        // Made anew whenever the table, the mapping or the workspace changes.
        Effect::new(move |_| {
            session.read(|_| ());
            let checked =
                desk.import.with(|import| import.as_ref().map(|import| session.workspace().check_table(import)));
            desk.report.set(checked.unwrap_or_default());
        });
        desk
    }

    /// Takes files: the first is read, the others wait until it is imported or put aside.
    fn take_files(self, files: Vec<File>) {
        self.waiting.set(files);
        self.next();
    }

    /// Lays this file aside and reads the next one, if any waits.
    fn next(self) {
        self.import.set(None);
        self.problem.set(None);
        self.file.set(None);
        let next = self.waiting.try_update(|waiting| (!waiting.is_empty()).then(|| waiting.remove(0))).flatten();
        self.reading.set(next.clone());
        catch_focus();
        let Some(file) = next else { return };
        spawn_local(async move {
            let read = platform::read(&file, MAX_BYTES as u64, |_, _| {}).await;
            // The page may be gone, or another table chosen meanwhile.
            if self.reading.try_with_untracked(|reading| reading.as_ref() == Some(&file)) != Some(true) {
                return;
            }
            self.reading.set(None);
            match read {
                Ok(Some(bytes)) => self.take(file.name(), bytes),
                Ok(None) => self.problem.set(Some(TableError::TooBig)),
                Err(_) => {
                    self.session.toasts.show(Toast::failed(untrack(|| self.session.t(key::FILE_IO))));
                    self.next();
                }
            }
        });
    }

    /// Takes a table, reads it, and guesses what it is.
    fn take(self, name: String, bytes: Vec<u8>) {
        self.reading.set(None);
        self.encoding.set(None);
        self.file.set(Some((name, bytes)));
        self.read_again(None);
        catch_focus();
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
                self.import.update(|import| {
                    let settings = import.take().map(|import| import.settings).unwrap_or_default();
                    *import = Some(Import { sheet, mapping, settings });
                });
            }
        }
    }

    /// Writes the good rows.
    fn write(self) {
        let Some(import) = self.import.get_untracked().filter(|_| self.progress.get_untracked().is_none()) else {
            return;
        };
        let report = self.report.get_untracked();
        let (workspace, now) = (self.session.workspace(), self.session.now());
        self.progress.set(Some((0, report.steps())));
        spawn_local(async move {
            platform::pause().await;
            let progress = async |done, of| {
                self.progress.set(Some((done, of)));
                platform::pause().await;
            };
            let written = workspace.import_table(&import, &report, now, progress).await;
            self.progress.set(None);
            if written.is_ok() && !self.waiting.is_disposed() {
                self.next();
            }
            self.say(written, key::DONE_IMPORT, report.writes());
        });
    }

    /// Says how an act that was written in steps has ended.
    fn say(self, written: Result<Done, Fault>, done: &'static str, count: usize) {
        self.session.changed();
        let toast = untrack(|| match &written {
            Ok(_) => Toast::done(self.session.tw(done, &[("n", count.into())])),
            Err(fault) => Toast::failed(self.session.reason(fault)),
        });
        self.session.toasts.show(toast);
        catch_focus();
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
    let desk = Desk::new(session);
    let problem = move || {
        desk.problem.get().map(|error| {
            let args = [("row", Arg::from(error.row().unwrap_or_default()))];
            let sentence = session.tw(&error.to_string(), &args);
            view! {
                <Note tone=Tone::Danger voice=NoteVoice::Alert>
                    <span>{sentence}</span>
                    <Button
                        label=session.label(key::IMPORT_OTHER)
                        size=ButtonSize::Compact
                        on_click=move |_| desk.next()
                    />
                </Note>
            }
        })
    };
    let chosen = Memo::new(move |_| desk.file.with(Option::is_some));
    let ready = Memo::new(move |_| desk.import.with(Option::is_some));
    view! {
        <div class="import">
            <div class="import-scroll">
                <h1 class="import-title" tabindex="-1">{session.label(key::IMPORT_TITLE)}</h1>
                <Show when=move || chosen.get() fallback=move || view! { <Choose desk=desk/> <Earlier desk=desk/> }>
                    <Chosen desk=desk ready=ready/>
                </Show>
                {problem}
                <Show when=move || ready.get()>
                    <Lacking desk=desk/>
                    <div class="import-dry">
                        <Verdicts desk=desk/>
                        <Columns desk=desk/>
                    </div>
                </Show>
            </div>
            <Show when=move || ready.get()>
                <Decision desk=desk/>
            </Show>
        </div>
    }
}

/// Fields without which every row is wrong and which no column gives.
#[component]
fn Lacking(desk: Desk) -> impl IntoView {
    let session = desk.session;
    move || {
        let lacking = desk.import.with(|import| {
            import.as_ref().map(|import| missing(&import.mapping, &import.settings)).unwrap_or_default()
        });
        (!lacking.is_empty()).then(|| {
            let fields: Vec<String> = lacking.into_iter().map(|label| session.t(label)).collect();
            let sentence = session.tw(key::IMPORT_LACKS, &[("fields", fields.join(", ").into())]);
            view! { <Note tone=Tone::Warn>{sentence}</Note> }
        })
    }
}

/// Whether to write.
#[component]
fn Decision(desk: Desk) -> impl IntoView {
    let session = desk.session;
    let busy = Signal::derive(move || desk.progress.with(Option::is_some));
    let label = move || session.tw(key::IMPORT_WRITE, &[("n", desk.report.with(Report::writes).into())]);
    let refused = Signal::derive(move || {
        let nothing = desk.report.with(|report| !report.verdicts.is_empty() && report.writes() == 0);
        let refused = || Refused { label: session.t(key::IMPORT_NONE), rule: session.t(key::IMPORT_NONE_WHY) };
        nothing.then(refused)
    });
    let words = move || match desk.progress.get() {
        Some((done, of)) => {
            let share = if of == 0 { 0.0 } else { done as f64 / of as f64 };
            let label = session.tw(key::IMPORT_WRITING, &[("done", done.into()), ("of", of.into())]);
            view! { <Progress label=label done=Some(share)/> }.into_any()
        }
        None => session.t(key::IMPORT_UNDOABLE).into_any(),
    };
    view! {
        <div class="action-footer">
            <span class="meta grow">{words}</span>
            <Button
                label=session.label(key::IMPORT_DISCARD)
                on_click=move |_| {
                    if !busy.get_untracked() {
                        desk.next();
                    }
                }
            />
            <Button
                label=label
                variant=ButtonVariant::Primary
                busy=busy
                refused=refused
                on_click=move |_| desk.write()
            />
        </div>
    }
}
