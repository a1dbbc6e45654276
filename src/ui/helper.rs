//! The helper: the worker as pages see it. It is started for a job or a row of jobs and stopped after them.

use crate::app::job::{Progress, Step};
use crate::app::{Answer, Job};
use crate::i18n::key;
use crate::platform::{Gone, Worker};
use futures_util::lock::Mutex;
use web_sys::Blob;

/// A worker that does jobs. Dropping it stops it.
pub struct Helper {
    worker: Worker,
    /// One job at a time.
    turn: Mutex<()>,
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// It was stopped from here: nothing is to be said.
    Stopped,
    /// It could not be done: the key of a message that says what to do.
    Failed(String),
}

impl Helper {
    /// Starts a helper.
    ///
    /// # Errors
    /// The worker cannot be loaded.
    pub async fn start() -> Result<Helper, Trouble> {
        Ok(Helper { worker: Worker::start().await?, turn: Mutex::new(()) })
    }

    /// Starts a helper in the workspace of a database.
    ///
    /// # Errors
    /// The worker cannot be loaded, or the workspace cannot be opened.
    pub async fn open(database: String) -> Result<Helper, Trouble> {
        let helper = Helper::start().await?;
        helper.ask(&Job::Open(database), None, |_| ()).await?;
        Ok(helper)
    }

    /// Has a job done, on a file if it is about one. Gives the answer and the file that belongs to it.
    ///
    /// # Errors
    /// There is no answer, or it is that it could not be done.
    pub async fn ask(
        &self,
        job: &Job,
        file: Option<&Blob>,
        progress: impl Fn(Progress) + 'static,
    ) -> Result<(Answer, Option<Blob>), Trouble> {
        let _turn = self.turn.lock().await;
        let job = serde_json::to_string(job).map_err(|_| Trouble::broken())?;
        let tell = move |text: String| serde_json::from_str(&text).into_iter().for_each(&progress);
        let (text, file) = self.worker.ask(&job, file, tell).await?;
        match serde_json::from_str(&text) {
            Ok(Answer::Failed(key)) => Err(Trouble::Failed(key)),
            Ok(answer) => Ok((answer, file)),
            Err(_) => Err(Trouble::broken()),
        }
    }

    /// Stops it in the middle of what it does.
    pub fn stop(&self) {
        self.worker.stop();
    }
}

impl Trouble {
    /// The worker could not be loaded, or died.
    fn broken() -> Trouble {
        Trouble::Failed(key::WORKER_FAILED.to_owned())
    }

    /// Whether the worker is of no more use.
    #[must_use]
    pub fn is_broken(&self) -> bool {
        *self == Trouble::broken()
    }
}

impl From<Gone> for Trouble {
    fn from(gone: Gone) -> Self {
        match gone {
            Gone::Stopped => Trouble::Stopped,
            Gone::Failed => Trouble::broken(),
        }
    }
}

/// The message of a step. Its arguments are the file, its number and how many there are.
#[must_use]
pub const fn step_words(step: Step) -> &'static str {
    match step {
        Step::Reading => key::WORK_READING,
        Step::Unsealing => key::WORK_UNSEALING,
        Step::Checking => key::WORK_CHECKING,
        Step::Comparing => key::WORK_COMPARING,
        Step::Merging => key::WORK_MERGING,
        Step::Packing => key::WORK_PACKING,
        Step::Sealing => key::WORK_SEALING,
        Step::Looking => key::WORK_LOOKING,
        Step::Writing => key::WORK_WRITING,
    }
}
