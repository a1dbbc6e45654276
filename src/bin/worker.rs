//! The worker: does jobs on files off the page's thread, in the same database as another tab would. Loaded
//! when there is a job and at no other time. Natively it only says where to look.

#[cfg(target_arch = "wasm32")]
mod desk {
    use cove::app::job::{Desk, Outside, Progress, Step};
    use cove::app::{Answer, Idb, Job, StoreError};
    use cove::i18n::{self, Lang};
    use cove::platform::{self, Pieces, Wire};
    use futures_util::lock::Mutex;
    use std::rc::Rc;
    use wasm_bindgen_futures::spawn_local;
    use web_sys::Blob;

    /// The most bytes of a file: section 2 of the format.
    const MAX_BYTES: u64 = 1 << 30;

    /// The browser, as jobs see it.
    #[derive(Clone)]
    struct Browser;

    impl Outside for Browser {
        type Storage = Idb;
        type File = Pieces;

        async fn database(&self, name: &str) -> Result<Idb, StoreError> {
            // When another tab erases or upgrades it, the connection is let go of and the next job says so.
            Idb::open(name, || ()).await
        }

        fn chance(&self) -> u64 {
            platform::random_u64()
        }

        fn say(&self, lang: &str, key: &str) -> String {
            i18n::text(Lang::parse(lang).unwrap_or_default(), key)
        }
    }

    /// Does the jobs that come, in their order.
    pub(crate) fn serve() {
        let desk = Rc::new(Mutex::new(Desk::new(Browser)));
        Wire::open(move |wire, job, file| {
            let desk = desk.clone();
            spawn_local(async move {
                let mut desk = desk.lock().await;
                let (answer, file) = one(&mut desk, &wire, &job, file).await;
                wire.answer(&text(&answer), &file);
            });
        });
    }

    async fn one(desk: &mut Desk<Browser>, wire: &Wire, job: &str, file: Option<Blob>) -> (Answer, Pieces) {
        let failed = |key: &str| (Answer::Failed(key.to_owned()), Pieces::default());
        let watch = |progress: Progress| wire.progress(&text(&progress));
        let Ok(job) = serde_json::from_str::<Job>(job) else { return failed("worker-failed") };
        let reading = |done: u64, of: u64| {
            watch(Progress { step: Step::Reading, share: Some(done as f64 / of.max(1) as f64) });
        };
        let bytes = match file {
            None => Vec::new(),
            Some(file) => match platform::read(&file, MAX_BYTES, reading).await {
                Ok(Some(bytes)) => bytes,
                Ok(None) => return failed("file-too-large"),
                Err(_) => return failed("file-io"),
            },
        };
        desk.run(job, &bytes, &watch).await
    }

    /// A value as the page reads it. Ours are always writable.
    fn text(value: &impl serde::Serialize) -> String {
        serde_json::to_string(value).unwrap_or_default()
    }
}

#[cfg(target_arch = "wasm32")]
fn main() {
    console_error_panic_hook::set_once();
    desk::serve();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    use std::io::Write as _;
    let _ = writeln!(std::io::stdout(), "The worker runs in a browser: `make run` builds and serves it.");
}
