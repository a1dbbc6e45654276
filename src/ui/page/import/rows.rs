//! What every row becomes: all of them or those of one fate, with what is wrong, and cells to mend in place.

use super::columns::column_name;
use super::desk::Desk;
use super::outlook::FATES;
use crate::app::sheet::Fate;
use crate::app::table::WINDOW;
use crate::app::table::wire::{SeenProblem, SeenRow, TableAnswer, TableJob};
use crate::i18n::{format, key};
use crate::ui::component::{Button, ButtonSize, ButtonVariant, ChipLook, Choice, ChoiceChips, TextInput, Tone};
use crate::ui::icon::{Glyph, Icon, IconSize};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The rows, with a choice of fates above them.
#[component]
pub(super) fn Rows(desk: Desk) -> impl IntoView {
    let session = desk.session;
    let counts = Memo::new(move |_| desk.checked.with(|checked| checked.counts));
    let first = counts.with_untracked(|counts| if counts.wrong > 0 { "4" } else { "" });
    let chosen = RwSignal::new(first.to_owned());
    let fate = Memo::new(move |_| chosen.with(|at| Some(FATES.get(at.parse::<usize>().ok()?)?.0)));
    let choices = Signal::derive(move || {
        let counts = counts.get();
        let number = |n: usize| format::number(n as i64);
        let all = Choice::new("", format!("{} {}", session.t(key::IMPORT_FATE_ALL), number(counts.rows)));
        let fates = FATES.iter().enumerate().map(|(at, (fate, word, ..))| {
            Choice::new(at.to_string(), format!("{} {}", session.t(word), number(counts.of(*fate))))
        });
        std::iter::once(all).chain(fates).collect::<Vec<_>>()
    });
    let rows = RwSignal::new(Vec::<SeenRow>::new());
    let wanted = RwSignal::new(WINDOW);
    // Asked for anew with every check, every fate, and when more of them are wanted.
    Effect::new(move |before: Option<(Option<Fate>, u32)>| {
        let (now, wanted) = ((fate.get(), desk.checks.get()), wanted.get());
        let keep = before == Some(now);
        spawn_local(async move {
            let mut seen = if keep { rows.try_get_untracked().unwrap_or_default() } else { Vec::new() };
            while seen.len() < wanted {
                let job = TableJob::Rows { of: now.0, from: seen.len() };
                let Ok((TableAnswer::Rows(more), _)) = desk.ask(job, None).await else { return };
                let last = more.len() < WINDOW;
                seen.extend(more);
                if last {
                    break;
                }
            }
            let current = fate.try_get_untracked().zip(desk.checks.try_get_untracked());
            if current == Some(now) {
                rows.set(seen);
            }
        });
        now
    });
    let columns = Memo::new(move |_| {
        let used = desk.plan.with(|plan| plan.columns.clone());
        used.iter().enumerate().filter(|(_, word)| !word.is_empty()).map(|(at, _)| at).collect::<Vec<usize>>()
    });
    let head = move || {
        columns
            .get()
            .into_iter()
            .map(|column| view! { <th scope="col">{column_name(desk, column)}</th> })
            .collect_view()
    };
    let shown = move || counts.with(|counts| fate.get().map_or(counts.rows, |fate| counts.of(fate)));
    let more = move || {
        let (all, seen) = (shown(), rows.with(Vec::len));
        (seen >= WINDOW && seen < all).then(|| {
            let words = [("n", seen.into()), ("of", all.into())];
            view! {
                <p class="import-more">
                    <span class="meta">{session.tw(key::IMPORT_SHOWN, &words)}</span>
                    <Button
                        label=session.label(key::IMPORT_MORE)
                        size=ButtonSize::Compact
                        on_click=move |_| wanted.update(|wanted| *wanted += WINDOW)
                    />
                </p>
            }
        })
    };
    let errors = move || {
        (counts.get().wrong > 0).then(|| {
            view! {
                <Button
                    label=session.label(key::IMPORT_ERRORS_SAVE)
                    size=ButtonSize::Compact
                    icon=Glyph::Export
                    on_click=move |_| desk.save_errors()
                />
            }
        })
    };
    view! {
        <div class="import-rows">
            <div class="import-fates">
                <ChoiceChips
                    value=chosen
                    label=session.label(key::IMPORT_FATES)
                    label_hidden=true
                    choices=choices
                    look=ChipLook::Pill
                    on_change=move |_| wanted.set(WINDOW)
                />
                <span class="grow"></span>
                {errors}
            </div>
            <Show
                when=move || { shown() > 0 }
                fallback=move || view! { <p class="meta">{session.label(key::IMPORT_FATE_NONE)}</p> }
            >
                <div class="import-table" tabindex="0" role="region" aria-label=session.label(key::IMPORT_CHECK)>
                    <table>
                        <thead>
                            <tr>
                                <th scope="col">{session.label(key::TABLE_ERROR_ROW)}</th>
                                <th scope="col">{session.label(key::IMPORT_BECOMES)}</th>
                                {head}
                            </tr>
                        </thead>
                        <tbody>
                            <For
                                each=move || rows.get()
                                key=|row| (row.place, row.fate, row.cells.clone(), row.problems.len())
                                let(row)
                            >
                                <Row desk=desk row=row columns=columns/>
                            </For>
                        </tbody>
                    </table>
                </div>
                {more}
            </Show>
        </div>
    }
}

#[component]
fn Row(desk: Desk, row: SeenRow, columns: Memo<Vec<usize>>) -> impl IntoView {
    let session = desk.session;
    let (_, word, tone, _) = FATES.into_iter().find(|(fate, ..)| *fate == row.fate).unwrap_or(FATES[0]);
    let row = StoredValue::new(row);
    let of = move || {
        let (number, name) = row.with_value(|row| (row.repeats, row.of.clone()));
        let words = if number > 0 { session.tw(key::IMPORT_REPEATS, &[("n", number.into())]) } else { name };
        (!words.is_empty()).then(|| view! { <span class="meta">{words}</span> })
    };
    // What is about no cell is said beside the fate.
    let whole = move || {
        let problems = row.with_value(|row| row.problems.clone()).into_iter();
        let whole = problems.filter(|problem| problem.column.is_none());
        whole.map(|problem| view! { <span class="meta late">{sentence(desk, &problem)}</span> }).collect_view()
    };
    let cells = move || {
        let cell = |column: usize| {
            let (text, problem) = row.with_value(|row| {
                let problem = row.problems.iter().find(|problem| problem.column == Some(column)).cloned();
                (row.cells.get(column).cloned().unwrap_or_default(), problem)
            });
            match problem {
                None => view! { <td>{text}</td> }.into_any(),
                Some(problem) => {
                    let (place, number) = row.with_value(|row| (row.place, row.number));
                    view! { <td class="mend"><Mend desk=desk place=place number=number column=column text=text problem=problem/></td> }
                        .into_any()
                }
            }
        };
        columns.get().into_iter().map(cell).collect_view()
    };
    view! {
        <tr>
            <td class="numeric">{row.with_value(|row| row.number)}</td>
            <td class="import-fate">
                <span class=format!("import-fact {}", tone.class())>{session.label(word)}</span>
                {of}
                {whole}
            </td>
            {cells}
        </tr>
    }
}

/// A cell to mend: what is wrong with it stands below, and what it may have been meant to say.
#[component]
fn Mend(desk: Desk, place: usize, number: usize, column: usize, text: String, problem: SeenProblem) -> impl IntoView {
    let session = desk.session;
    let value = RwSignal::new(text.clone());
    let before = StoredValue::new(text);
    let mend = move |text: String| {
        if before.with_value(|before| *before == text) {
            return;
        }
        before.set_value(text.clone());
        desk.plan.update(|plan| {
            plan.fixes.retain(|(own, other, _)| (*own, *other) != (place, column));
            plan.fixes.push((place, column, text));
        });
    };
    let label = Signal::derive(move || {
        Some(session.tw(key::IMPORT_CELL_OF, &[("column", column_name(desk, column).into()), ("n", number.into())]))
    });
    let instead = problem.instead.clone().map(|instead| {
        let text = instead.clone();
        view! {
            <Button
                label=move || session.tw(key::IMPORT_INSTEAD, &[("text", text.clone().into())])
                variant=ButtonVariant::Link
                size=ButtonSize::Inline
                on_click=move |_| {
                    value.set(instead.clone());
                    mend(instead.clone());
                }
            />
        }
    });
    let tone = if problem.warning { Tone::Warn } else { Tone::Danger };
    view! {
        <TextInput value=value label=label compact=true on_change=mend/>
        <span class=format!("import-fact {}", tone.class())>
            <Icon glyph=Glyph::Warning size=IconSize::Tiny/>
            {move || session.t(&problem.reason)}
        </span>
        {instead}
    }
}

/// What is wrong with a row, in words.
fn sentence(desk: Desk, problem: &SeenProblem) -> String {
    let reason = desk.session.t(&problem.reason);
    problem.field.as_ref().map_or_else(|| reason.clone(), |field| format!("{} · {reason}", desk.session.t(field)))
}
