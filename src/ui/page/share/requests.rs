//! What colleagues ask for: whose request, what it would settle, and the answer.

use crate::app::Request;
use crate::crm::Ref;
use crate::crm::member::MEMBER;
use crate::i18n::key;
use crate::ui::component::{self, Button, ButtonSize, ButtonVariant, Dialog, TextInput};
use crate::ui::frame::catch_focus;
use crate::ui::page::history::words;
use crate::ui::present;
use crate::ui::route::Route;
use crate::ui::session::Session;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// How many records of a request are listed.
const LISTED: usize = 8;

/// The requests that wait.
#[component]
pub(super) fn Requests(session: Session) -> impl IntoView {
    let requests = RwSignal::new(Vec::<Request>::new());
    let declining = RwSignal::new(None::<Request>);
    let busy = RwSignal::new(false);
    Effect::new(move |_| {
        session.read(|_| ());
        spawn_local(async move {
            // What cannot be read now is read after the next change.
            let found = session.workspace().requests().await.unwrap_or_default();
            let _ = requests.try_set(found);
        });
    });
    let one = move |request: Request| view! { <Waiting session=session request=request declining=declining/> };
    view! {
        <Show when=move || requests.with(|requests| !requests.is_empty())>
            <section class="requests" aria-label=session.label(key::REQUESTS_TITLE)>
                <h2>{session.label(key::REQUESTS_TITLE)}</h2>
                <p class="meta">{session.label(key::REQUESTS_WHY)}</p>
                <Show when=move || requests.with(|requests| requests.len() > 1)>
                    <Button
                        label=move || session.tw(key::REQUESTS_ACCEPT_ALL, &[("n", requests.with(Vec::len).into())])
                        busy=busy
                        on_click=move |_| accept_all(session, requests.get_untracked(), busy)
                    />
                </Show>
                <ul>{move || requests.get().into_iter().map(one).collect_view()}</ul>
            </section>
        </Show>
        <Declining session=session request=declining/>
    }
}

/// Accepts requests one after the other, the oldest first; what cannot be taken waits on.
fn accept_all(session: Session, requests: Vec<Request>, busy: RwSignal<bool>) {
    let mut rest = requests;
    let Some(next) = rest.pop() else {
        let _ = busy.try_set(false);
        catch_focus();
        return;
    };
    busy.set(true);
    session.answer(next, None, move |done| match done {
        Ok(_) => accept_all(session, rest, busy),
        Err(_) => drop(busy.try_set(false)),
    });
}

/// Whose request it is.
fn title(session: Session, word: &str, request: &Request) -> String {
    let lang = session.lang.get();
    let who = session.read(|view| present::author(lang, &view, request.member.as_deref()));
    session.tw(word, &[("name", who.into())])
}

/// Asks for the reason of declining.
#[component]
fn Declining(session: Session, request: RwSignal<Option<Request>>) -> impl IntoView {
    let (open, busy, reason) = (RwSignal::new(false), RwSignal::new(false), RwSignal::new(String::new()));
    Effect::new(move |_| {
        reason.set(String::new());
        open.set(request.with(Option::is_some));
    });
    let decline = move || {
        let Some(request) = request.get_untracked().filter(|_| !busy.get_untracked()) else { return };
        busy.set(true);
        session.answer(request, Some(reason.get_untracked()), move |done| {
            let _ = busy.try_set(false);
            if done.is_ok() {
                let _ = open.try_set(false);
                catch_focus();
            }
        });
    };
    let footer = move || {
        view! {
            <Button label=session.label(key::CANCEL) on_click=move |_| open.set(false)/>
            <Button
                label=session.label(key::REQUEST_DECLINE)
                variant=ButtonVariant::Danger
                busy=busy
                on_click=move |_| decline()
            />
        }
    };
    view! {
        <Dialog
            open=open
            title=Signal::derive(move || {
                request.with(|request| {
                    request.as_ref().map(|request| title(session, key::REQUEST_DECLINE_OF, request)).unwrap_or_default()
                })
            })
            close_label=session.label(key::CLOSE)
            footer=footer
            on_close=move |()| request.set(None)
        >
            <form
                class="stack gap-12"
                on:submit=move |event| {
                    event.prevent_default();
                    decline();
                }
            >
                <p class="secondary">{session.label(key::REQUEST_DECLINE_WHY)}</p>
                <component::Field label=session.label(key::REQUEST_REASON)>
                    <TextInput value=reason/>
                </component::Field>
            </form>
        </Dialog>
    }
}

/// One request.
#[component]
fn Waiting(session: Session, request: Request, declining: RwSignal<Option<Request>>) -> impl IntoView {
    let (lang, now) = (session.lang.get(), session.now());
    let when = request.at.map(|at| present::moment(lang, at, &now)).unwrap_or_default();
    let title = title(session, key::REQUEST_OF, &request);
    let records: Vec<(Ref, Vec<String>)> = request
        .asks
        .chunk_by(|a, b| a.at == b.at)
        // People come along by name; nobody asks for them.
        .filter(|of| &*of[0].at.entity != MEMBER.key)
        .map(|of| {
            let value = |ask: &crate::app::parcel::Ask| {
                let label = words::field(session, &ask.at.entity, &ask.field);
                let value =
                    session.read(|view| words::value(lang, &view, &ask.at.entity, &ask.field, &ask.value, &now));
                session.tw(key::REQUEST_ASK, &[("field", label.into()), ("value", value.into())])
            };
            let shown = of.iter().filter(|ask| !ask.field.starts_with('_'));
            (of[0].at.clone(), shown.map(value).collect())
        })
        .collect();
    let rest = records.len().saturating_sub(LISTED);
    let row = |(at, asks): (Ref, Vec<String>)| {
        let name = session.read(|view| words::record(lang, &view, &at));
        view! {
            <li>
                <a class="link" href=Route::of(&at).href()>{name}</a>
                " "
                <span class="meta">{words::kind(lang, &at.entity)}</span>
                <p class="secondary">{asks.join(" · ")}</p>
            </li>
        }
    };
    let list = records.into_iter().take(LISTED).map(row).collect_view();
    let busy = RwSignal::new(false);
    let (accepted, declined) = (request.clone(), request);
    view! {
        <li class="request">
            <h3>{title}" "<span class="meta">{when}</span></h3>
            <ul class="request-asks">{list}</ul>
            {(rest > 0).then(|| view! { <p class="meta">{session.tw(key::SHARE_MORE, &[("n", rest.into())])}</p> })}
            <div class="cluster">
                <Button
                    label=session.label(key::REQUEST_ACCEPT)
                    variant=ButtonVariant::Primary
                    size=ButtonSize::Compact
                    busy=busy
                    on_click=move |_| {
                        busy.set(true);
                        session.answer(accepted.clone(), None, move |_| {
                            let _ = busy.try_set(false);
                            catch_focus();
                        });
                    }
                />
                <Button
                    label=session.label(key::REQUEST_DECLINE)
                    size=ButtonSize::Compact
                    on_click=move |_| declining.set(Some(declined.clone()))
                    attr:aria-haspopup="dialog"
                />
            </div>
        </li>
    }
}
