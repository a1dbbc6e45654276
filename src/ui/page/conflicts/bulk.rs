//! Rules: many conflicts answered by one sentence, counted before, as one act that can be taken back.

use super::{Answer, Bench, Dispute, Rule};
use crate::i18n::key;
use crate::ui::component::{Button, ButtonSize, Choice, Select};
use crate::ui::page::history::words;
use crate::ui::session::Session;
use leptos::prelude::*;

const NEWEST: &str = "newest";
const FILLED: &str = "filled";
const MINE: &str = "mine";

/// The rule that a choice stands for; a member's id for what that member wrote.
pub(super) fn read_rule(session: Session, text: &str) -> Option<Rule> {
    match text {
        "" => None,
        NEWEST => Some(Rule::Newest),
        FILLED => Some(Rule::Filled),
        MINE => Some(Rule::Of(session.workspace().me())),
        member => Some(Rule::Of(member.to_owned())),
    }
}

/// The rule, how far it goes, and the button that applies it.
#[component]
pub(super) fn Bulk(bench: Bench) -> impl IntoView {
    let session = bench.session;
    let rules = Signal::derive(move || {
        let me = session.workspace().me();
        let people = words::people(session);
        let mut rules = vec![
            Choice::new(NEWEST, session.t(key::RULE_NEWEST)),
            Choice::new(MINE, session.t(key::RULE_MINE)),
            Choice::new(FILLED, session.t(key::RULE_FILLED)),
        ];
        let wrote = |id: &str| bench.disputes.with(|all| all.iter().any(|one| one.members().any(|by| by == id)));
        rules.extend(people.into_iter().filter(|(id, _)| *id != me && wrote(id)).map(|(id, name)| {
            let words = session.tw(key::RULE_OF, &[("name", name.into())]);
            Choice::new(id, words)
        }));
        rules
    });
    let scope = Memo::new(move |_| {
        let selected = bench.selected.get();
        let mut all = bench.disputes.get();
        all.retain(|dispute| selected.is_empty() || selected.contains(&dispute.name()));
        all
    });
    let answers = Memo::new(move |_| -> Vec<(Dispute, Answer)> {
        let Some(rule) = read_rule(session, &bench.rule.get()) else { return Vec::new() };
        let now = session.now();
        scope.with(|all| {
            let chosen =
                |dispute: &Dispute| Some((dispute.clone(), dispute.sides[rule.choose(dispute)?].answer.clone()));
            // What a colleague has to settle is left to him.
            session.read(|view| {
                all.iter().filter(|dispute| dispute.may_settle(&view, &now).is_ok()).filter_map(chosen).collect()
            })
        })
    });
    let decided = move || answers.with(Vec::len);
    let preview = move || {
        let left = scope.with(Vec::len) - decided();
        let selected = bench.selected.with(|selected| !selected.is_empty());
        let args = [("n", decided().into()), ("left", left.into())];
        match bench.rule.with(String::is_empty) {
            true if selected => session.tw(key::RULE_SELECTED, &[("n", scope.with(Vec::len).into())]),
            true => session.t(key::RULE_WHAT),
            false => session.tw(key::RULE_PREVIEW, &args),
        }
    };
    let apply = move |_| {
        session.settle(answers.get_untracked(), move |done| {
            if done.is_ok() {
                let _ = bench.rule.try_set(String::new());
            }
        });
    };
    view! {
        <div class="filter-bar conflicts-bulk" role="group" aria-label=session.label(key::RULE_LABEL)>
            <Select
                value=bench.rule
                choices=rules
                label=session.hint(key::RULE_LABEL)
                placeholder=session.hint(key::RULE_NONE)
                compact=true
            />
            <span class="meta grow" role="status">{preview}</span>
            <Show when=move || decided() != 0>
                <Button
                    label=move || session.tw(key::RULE_APPLY, &[("n", decided().into())])
                    size=ButtonSize::Compact
                    on_click=apply
                />
            </Show>
        </div>
    }
}
