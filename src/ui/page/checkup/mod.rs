//! The checkup: tests this installation and says of each thing whether it is as it should be, and if not,
//! what to do. All of it can be copied as text, for whoever helps.

mod browser;
mod line;

use crate::app::{Answer, Checkup, Job};
use crate::crm::member;
use crate::i18n::{Lang, key};
use crate::platform;
use crate::ui::component::{Button, ButtonSize, ButtonVariant, LinkButton, Note, NoteVoice, Progress, Tone};
use crate::ui::helper::{Trouble, step_words};
use crate::ui::icon::{Glyph, Icon, IconSize};
use crate::ui::present;
use crate::ui::route::Route;
use crate::ui::session::{Session, session};
use crate::ui::toast::Toast;
use browser::Browser;
use leptos::prelude::*;
use leptos::task::spawn_local;
use line::{Group, Line, Verdict, lines};

/// What was found out. `Copy`.
#[derive(Clone, Copy)]
struct Desk {
    session: Session,
    browser: RwSignal<Option<Browser>>,
    held: RwSignal<Option<Checkup>>,
    /// Why what is held could not be looked through: the key of a message.
    problem: RwSignal<Option<String>>,
    /// How far the looking is, while it goes on.
    work: RwSignal<Option<crate::app::job::Progress>>,
}

impl Desk {
    /// Looks at everything anew.
    fn look(self) {
        if self.work.with_untracked(Option::is_some) {
            return;
        }
        self.work.set(Some(crate::app::job::Progress { step: crate::app::job::Step::Looking, share: None }));
        self.problem.set(None);
        spawn_local(async move {
            let session = self.session;
            let browser = Browser::look(session).await;
            if self.browser.try_set(Some(browser)).is_some() {
                return;
            }
            let tell = move |progress| {
                // Nobody looks once the page is left.
                let _ = self.work.try_set(Some(progress));
            };
            let asked = async {
                let helper = session.helper().await?;
                helper.ask(&Job::Checkup(platform::now_ms()), None, tell).await
            };
            match asked.await {
                Ok((Answer::Checkup(found), _)) => drop(self.held.try_set(Some(*found))),
                Err(Trouble::Failed(key)) => drop(self.problem.try_set(Some(key))),
                Ok(_) | Err(Trouble::Stopped) => {}
            }
            let _ = self.work.try_set(None);
        });
    }

    /// Asks the browser to keep the data, and says what it answered.
    fn persist(self) {
        spawn_local(async move {
            let kept = platform::persist().await;
            let _ = self.browser.try_update(|browser| {
                if let Some(browser) = browser {
                    browser.persisted = kept;
                }
            });
            let said = untrack(|| {
                let t = |key| self.session.t(key);
                match kept {
                    Some(true) => Toast::noted(t(key::CHECKUP_KEPT)),
                    _ => Toast::failed(t(key::CHECKUP_NOT_KEPT)),
                }
            });
            self.session.toasts.show(said);
        });
    }

    /// What is to be shown; reactive.
    fn lines(self) -> Vec<Line> {
        let session = self.session;
        let me = session.read(|view| member::name(&view, view.me()));
        self.browser.with(|browser| {
            self.held.with(|held| {
                let problem = self.problem.get();
                lines(session, &me, browser.as_ref(), held.as_ref(), problem.as_deref())
            })
        })
    }
}

/// The page.
#[component]
pub fn CheckupPage() -> impl IntoView {
    let session = session();
    let desk = Desk {
        session,
        browser: RwSignal::new(None),
        held: RwSignal::new(None),
        problem: RwSignal::new(None),
        work: RwSignal::new(None),
    };
    desk.look();
    let lines = Memo::new(move |_| desk.lines());
    let done = Memo::new(move |_| desk.work.with(Option::is_none));
    let worst = Memo::new(move |_| lines.with(|lines| lines.iter().map(|line| line.verdict).max()));
    let verdict = move || {
        let (count, of) = lines.with(|lines| {
            let worst = worst.get();
            (lines.iter().filter(|line| Some(line.verdict) == worst).count(), lines.len())
        });
        let (tone, words) = match worst.get().unwrap_or(Verdict::Pass) {
            Verdict::Fail => (Tone::Danger, session.tw(key::CHECKUP_FAILED, &[("n", count.into())])),
            Verdict::Warn => (Tone::Warn, session.tw(key::CHECKUP_WARNED, &[("n", count.into())])),
            _ => (Tone::Success, session.tw(key::CHECKUP_WELL, &[("n", of.into())])),
        };
        view! { <Note tone=tone voice=NoteVoice::Polite>{words}</Note> }
    };
    let step = move || session.t(desk.work.get().map_or(key::WORK_LOOKING, |work| step_words(work.step)));
    let share = Signal::derive(move || desk.work.get().and_then(|work| work.share));
    let group = move |group: Group| {
        let rows = move || {
            let rows = lines.with(|lines| lines.iter().filter(|line| line.group == group).cloned().collect::<Vec<_>>());
            rows.into_iter().map(|line| view! { <Row desk=desk line=line/> }).collect_view()
        };
        let any = Memo::new(move |_| lines.with(|lines| lines.iter().any(|line| line.group == group)));
        view! {
            <Show when=move || any.get()>
                <section class="checkup-group">
                    <h2>{session.label(group.title())}</h2>
                    <ul>{rows}</ul>
                </section>
            </Show>
        }
    };
    let text = move || {
        let lang = session.lang.get();
        let when = present::moment(lang, platform::now_ms(), &session.now());
        let head = format!("{} · {when}", session.t(key::CHECKUP_TITLE));
        let colon = if lang == Lang::Zh { "：" } else { ": " };
        let tell = |line: &Line| {
            let advice = line.advice.as_ref().map(|advice| format!(" · {advice}")).unwrap_or_default();
            format!("[{}] {}{colon}{}{advice}", session.t(line.verdict.word()), line.name, line.value)
        };
        let told = lines.with(|lines| lines.iter().map(tell).collect::<Vec<_>>().join("\n"));
        format!("{head}\n{told}\n")
    };
    let copy = move |_| {
        let text = untrack(text);
        spawn_local(async move {
            let key = if platform::copy(&text).await { key::CHECKUP_COPIED } else { key::CHECKUP_NOT_COPIED };
            session.toasts.show(Toast::noted(untrack(|| session.t(key))));
        });
    };
    view! {
        <div class="page-body narrow stack checkup">
            <h1 tabindex="-1">{session.label(key::CHECKUP_TITLE)}</h1>
            <p class="secondary">{session.label(key::CHECKUP_WHAT)}</p>
            <Show
                when=move || done.get()
                fallback=move || view! { <Progress label=step done=share/> }
            >
                {verdict}
            </Show>
            {Group::ALL.map(group).collect_view()}
            <div class="cluster">
                <Button
                    label=session.label(key::CHECKUP_COPY)
                    icon=Glyph::Copy
                    busy=Signal::derive(move || !done.get())
                    on_click=copy
                />
                <Button
                    label=session.label(key::CHECKUP_AGAIN)
                    icon=Glyph::Refresh
                    busy=Signal::derive(move || !done.get())
                    on_click=move |_| desk.look()
                />
            </div>
            <details class="checkup-text">
                <summary>{session.label(key::CHECKUP_TEXT)}</summary>
                <pre class="mono" tabindex="0" aria-label=session.label(key::CHECKUP_TEXT)>{text}</pre>
            </details>
        </div>
    }
}

/// One thing that was looked at.
#[component]
fn Row(desk: Desk, line: Line) -> impl IntoView {
    let session = desk.session;
    let (glyph, tone) = match line.verdict {
        Verdict::Pass => (Glyph::Check, Tone::Success),
        Verdict::Told => (Glyph::Info, Tone::Neutral),
        Verdict::Absent => (Glyph::Minus, Tone::Neutral),
        Verdict::Warn => (Glyph::Warning, Tone::Warn),
        Verdict::Fail => (Glyph::Close, Tone::Danger),
    };
    let persist = line.asks.then(|| {
        view! {
            <Button
                label=session.t(key::CHECKUP_PERSIST)
                size=ButtonSize::Compact
                on_click=move |_| desk.persist()
            />
        }
    });
    let more = line.more.map(|(label, route): (&'static str, Route)| {
        view! {
            <LinkButton label=session.t(label) href=route.href() variant=ButtonVariant::Link/>
        }
    });
    view! {
        <li class=format!("checkup-line {}", tone.class()) data-verdict=line.verdict.name()>
            <Icon glyph=glyph size=IconSize::Small/>
            <span class="visually-hidden">{session.t(line.verdict.word())}</span>
            <span class="checkup-name">{line.name}</span>
            <span class="checkup-value" class:mono=line.code>{line.value}</span>
            {line.advice.map(|advice| view! { <p class="checkup-advice">{advice}</p> })}
            {persist}
            {more}
        </li>
    }
}
