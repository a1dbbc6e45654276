//! Lazy parts: pages whose code is fetched when they are first shown, so that the first load carries only
//! what a morning begins with.
//!
//! [`lazy!`] makes a function of a view. In the release build (feature `split`) its body, and all that only
//! it needs, becomes a chunk of its own: `dist split` cuts the page's wasm there. Everywhere else it is an
//! ordinary function. The chunks share the page's memory, so a lazy part reads the session like any other.

use super::component::{Button, Note, NoteVoice, Skeleton, Tone};
use super::frame::arrive;
use crate::i18n::key;
use crate::ui::session::session;
use futures_util::FutureExt as _;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_split::SplitLoaderError;
use std::pin::Pin;

/// The code of a part could not be fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unfetched;

impl From<SplitLoaderError> for Unfetched {
    fn from(_: SplitLoaderError) -> Self {
        Unfetched
    }
}

/// Code that is on its way.
pub type Fetching = Pin<Box<dyn Future<Output = Result<(), SplitLoaderError>>>>;

/// Makes a function that gives a view of which the code is fetched when it is first called:
/// `lazy! { /// Doc. pub fn name(argument: Type) as part in chunk { view } }`. `part::fetch` only fetches it,
/// with all other parts of its chunk. There are few chunks, for what several of them need is cut out for each
/// combination of them.
macro_rules! lazy {
    (
        $(#[$doc:meta])*
        $vis:vis fn $name:ident($($argument:ident: $kind:ty),*) as $part:ident in $chunk:ident $body:block
    ) => {
        $(#[$doc])*
        #[must_use]
        $vis fn $name($($argument: $kind),*) -> ::leptos::prelude::AnyView {
            $crate::ui::lazy::part(
                || Box::pin($part::fetch()),
                // Once fetched, the first poll has it, so it is made where it stands, under its owner.
                move || ::futures_util::FutureExt::now_or_never($part::make($($argument.clone()),*))?.ok(),
            )
        }

        mod $part {
            use super::*;
            use $crate::ui::lazy::Unfetched;

            #[cfg(feature = "split")]
            #[::leptos::wasm_split::wasm_split(
                $chunk, wasm_split_path = ::leptos::wasm_split, preload(fetch), fallible
            )]
            pub(super) fn make($($argument: $kind),*) -> Result<AnyView, Unfetched> {
                Ok($body.into_any())
            }

            #[cfg(not(feature = "split"))]
            pub(super) async fn make($($argument: $kind),*) -> Result<AnyView, Unfetched> {
                Ok($body.into_any())
            }

            #[cfg(not(feature = "split"))]
            pub(super) async fn fetch() -> Result<(), ::leptos::wasm_split::SplitLoaderError> {
                Ok(())
            }
        }
    };
}
pub(crate) use lazy;

/// Fetches how 汉字 are read, a table that would be a thirtieth of the first load. Says whether it is new.
#[cfg(feature = "split")]
pub async fn learn_readings() -> bool {
    readings().await.is_ok_and(crate::crm::pinyin::learn)
}

/// Everywhere else it is a part of the program.
#[cfg(not(feature = "split"))]
#[allow(clippy::unused_async, reason = "in the release it is fetched")]
pub async fn learn_readings() -> bool {
    false
}

#[cfg(feature = "split")]
#[::leptos::wasm_split::wasm_split(readings, wasm_split_path = ::leptos::wasm_split, fallible)]
fn readings() -> Result<&'static [u8], Unfetched> {
    Ok(include_bytes!(concat!(env!("OUT_DIR"), "/pinyin.bin")))
}

/// Where a part is on its way to the page.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Fetching,
    Here,
    Missing,
}

/// A part whose code is fetched if it is not there yet. While it comes, grey lines stand in its place; if it
/// cannot come, a sentence and a way to try again.
pub fn part(fetch: fn() -> Fetching, make: impl Fn() -> Option<AnyView> + Send + 'static) -> AnyView {
    let mut fetching = fetch();
    if fetching.as_mut().now_or_never().is_some_and(|fetched| fetched.is_ok())
        && let Some(view) = make()
    {
        return view;
    }
    let stage = RwSignal::new(Stage::Fetching);
    follow(fetching, stage);
    let again = move |_| {
        stage.set(Stage::Fetching);
        follow(fetch(), stage);
    };
    let shown = move || match stage.get() {
        Stage::Fetching => None,
        Stage::Here => make(),
        Stage::Missing => Some(view! { <Absent again=Callback::new(again)/> }.into_any()),
    };
    let waiting =
        || view! { <div class="page-body narrow"><Skeleton label=session().label(key::LAZY_FETCHING)/></div> };
    (move || shown().unwrap_or_else(|| waiting().into_any())).into_any()
}

/// Waits for the code, then shows the part and leads the focus to it, if nothing else took it meanwhile.
fn follow(fetching: Fetching, stage: RwSignal<Stage>) {
    spawn_local(async move {
        let fetched = fetching.await;
        // Nothing, where somebody went elsewhere meanwhile.
        let _ = stage.try_set(if fetched.is_ok() { Stage::Here } else { Stage::Missing });
        arrive();
    });
}

/// A part that could not be fetched.
#[component]
fn Absent(again: Callback<()>) -> impl IntoView {
    let session = session();
    view! {
        <div class="page-body narrow stack">
            <h1 tabindex="-1">{session.label(key::LAZY_MISSING_TITLE)}</h1>
            <Note tone=Tone::Warn voice=NoteVoice::Alert>
                <p>{session.label(key::LAZY_MISSING)}</p>
                <Button label=session.label(key::LAZY_AGAIN) on_click=move |_| again.run(())/>
            </Note>
        </div>
    }
}
