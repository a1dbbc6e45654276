//! Problems: the states that stand although the rules refuse the step that led there, each with its author and the
//! ways to mend it (F3).

use crate::app::problems::{Problem, let_stand, put_back};
use crate::crm::schema::Kind;
use crate::crm::{Edits, Refusal, View};
use crate::i18n::key;
use crate::ui::component::{Button, ButtonSize, EmptyState, Skeleton};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::present;
use crate::ui::route::Route;
use crate::ui::session::{Session, session};
use crate::ui::toast::Toast;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The page.
#[component]
pub fn ProblemsPage() -> impl IntoView {
    let session = session();
    let found: RwSignal<Option<Vec<Problem>>> = RwSignal::new(None);
    let asked = StoredValue::new(0_u64);
    Effect::new(move |_| {
        session.read(|_| ());
        asked.update_value(|asked| *asked += 1);
        let own = asked.get_value();
        let workspace = session.workspace();
        spawn_local(async move {
            let problems = workspace.problems().await;
            // What was asked meanwhile is newer.
            if asked.try_get_value() != Some(own) {
                return;
            }
            match problems {
                Ok(problems) => found.set(Some(problems)),
                Err(error) => session.toasts.show(Toast::failed(untrack(|| session.t(&error.to_string())))),
            }
        });
    });
    let body = move || {
        found.with(|found| match found.as_deref() {
            None => view! { <Skeleton label=session.label(key::LAZY_FETCHING)/> }.into_any(),
            Some([]) => view! {
                <EmptyState title=session.label(key::PROBLEMS_NONE) text=session.hint(key::PROBLEMS_NONE_WHY)/>
            }
            .into_any(),
            Some(problems) => view! {
                <ul class="problems" aria-label=session.label(key::PROBLEMS_LIST)>
                    {problems.iter().map(|problem| line(session, problem)).collect_view()}
                </ul>
            }
            .into_any(),
        })
    };
    view! {
        <header class="page-header">
            <h1 tabindex="-1">{session.label(key::NAV_PROBLEMS)}</h1>
            <p class="meta grow">{session.label(key::PROBLEMS_WHAT)}</p>
        </header>
        <div class="page-body">{body}</div>
    }
}

/// A step, who took it, and what can be done.
fn line(session: Session, problem: &Problem) -> impl IntoView + use<> {
    let (lang, now) = (session.lang.get(), session.now());
    let word = |stored: &str| match problem.field.kind {
        Kind::Choice(choices) => present::choice(lang, choices, stored),
        _ => stored.to_owned(),
    };
    let (from, to) = (word(&problem.from), word(&problem.to));
    let title = session.read(|view| view.name_of(&problem.at));
    let author = session.read(|view| present::author(lang, &view, problem.by.as_deref()));
    let when = problem.when.map(|at| present::moment(lang, at, &now)).unwrap_or_default();
    let step = session.tw(key::PROBLEMS_STEP, &[("from", from.clone().into()), ("to", to.into())]);
    let may_stand = session.read(|view| let_stand(&view, problem).is_ok());
    let act = move |done, problem: &Problem, edits: fn(&View<'_>, &Problem) -> Result<Edits, Refusal>| {
        let problem = problem.clone();
        session.act("resolve", done, move |view| edits(view, &problem), |_| {});
    };
    let (back, stand) = (problem.clone(), problem.clone());
    view! {
        <li>
            <Icon glyph=Glyph::Warning/>
            <div class="grow">
                <a class="link" href=Route::of(&problem.at).href()>{title}</a>
                " "<b>{step}</b>
                <p class="secondary">{session.t(problem.why)}</p>
                <p class="meta">{author}" · "{when}</p>
            </div>
            <span class="cluster">
                <Button
                    label=session.tw(key::PROBLEMS_BACK, &[("from", from.into())])
                    size=ButtonSize::Compact
                    on_click=move |_| act(key::DONE_PROBLEM_BACK, &back, |_, problem| Ok(put_back(problem)))
                />
                {may_stand.then(|| view! {
                    <Button
                        label=session.label(key::PROBLEMS_STAND)
                        size=ButtonSize::Compact
                        on_click=move |_| act(key::DONE_PROBLEM_STAND, &stand, let_stand)
                    />
                })}
            </span>
        </li>
    }
}
