//! The filter builder: conditions joined by "and" or "or", in groups within groups. What is built is shown
//! at once when it is applied; a condition without a value yet keeps nothing out.

use super::List;
use super::condition::{first_typed, label, offers, operator_named, parts, period_word, test, words};
use crate::app::query::tests_for;
use crate::app::{Filter, Period};
use crate::crm::schema::{Field, Kind};
use crate::i18n::key;
use crate::ui::component::{
    Button, ButtonSize, ButtonVariant, ChipLook, Choice, ChoiceChips, DateInput, IconButton, NumberInput, Select,
    TextInput, TextKind,
};
use crate::ui::icon::Glyph;
use leptos::prelude::*;

/// How deep groups may be nested here.
const DEEPEST: usize = 3;

/// A condition or a group that is being built. `Copy`.
#[derive(Clone, Copy)]
enum Node {
    One(Draft),
    Group(Group),
}

/// A group that is being built. `Copy`.
#[derive(Clone, Copy)]
struct Group {
    /// `any` or `all`.
    join: RwSignal<String>,
    of: RwSignal<Vec<Node>>,
}

/// A condition that is being built. `Copy`.
#[derive(Clone, Copy)]
struct Draft {
    field: RwSignal<String>,
    test: RwSignal<String>,
    picked: RwSignal<Vec<String>>,
    typed: RwSignal<String>,
}

impl Draft {
    fn new() -> Draft {
        let text = || RwSignal::new(String::new());
        Draft { field: text(), test: text(), picked: RwSignal::new(Vec::new()), typed: text() }
    }

    fn of(filter: &Filter) -> Draft {
        let draft = Draft::new();
        if let Filter::One { field, test } = filter {
            let (picked, typed) = parts(test);
            draft.field.set(field.clone());
            draft.test.set(test.name().to_owned());
            draft.picked.set(picked);
            draft.typed.set(typed);
        }
        draft
    }

    /// Another field: compared in its first way, with nothing yet.
    fn begin(self, field: Option<&Field>) {
        let first = field.and_then(|field| tests_for(field.kind).first()).copied().unwrap_or_default();
        self.test.set(first.to_owned());
        self.picked.set(Vec::new());
        self.typed.set(first_typed(first).to_owned());
    }

    /// The filter, once it is whole; reactive.
    fn filter(self) -> Option<Filter> {
        let name = self.test.get();
        let test = self.picked.with(|picked| self.typed.with(|typed| test(&name, picked, typed)))?;
        Some(Filter::One { field: self.field.get(), test })
    }
}

impl Group {
    fn of(any: bool, filters: &[Filter]) -> Group {
        let node = |filter: &Filter| match filter {
            Filter::One { .. } => Node::One(Draft::of(filter)),
            Filter::Any(of) => Node::Group(Group::of(true, of)),
            Filter::All(of) => Node::Group(Group::of(false, of)),
        };
        let join = if any { "any" } else { "all" };
        Group { join: RwSignal::new(join.to_owned()), of: RwSignal::new(filters.iter().map(node).collect()) }
    }

    /// The whole conditions in it.
    fn filters(self) -> Vec<Filter> {
        let filter = |node: &Node| match node {
            Node::One(draft) => draft.filter(),
            Node::Group(group) => {
                let of = group.filters();
                let make = if group.join.get() == "any" { Filter::Any } else { Filter::All };
                (!of.is_empty()).then(|| make(of))
            }
        };
        self.of.with(|of| of.iter().filter_map(filter).collect())
    }

    fn remove(self, at: usize) {
        self.of.update(|of| {
            if at < of.len() {
                of.remove(at);
            }
        });
    }
}

/// The builder. `editing` says which filter it was opened for; for a new one, a condition more stands there.
#[component]
pub(super) fn Builder(list: List, editing: Option<usize>, open: RwSignal<bool>) -> impl IntoView {
    let session = list.session;
    let filters = list.query.with_untracked(|query| query.filters.clone());
    // One group of all is the whole.
    let root = match filters.as_slice() {
        [Filter::Any(of)] => Group::of(true, of),
        filters => Group::of(false, filters),
    };
    let fresh = editing.is_none().then(Draft::new);
    if let Some(fresh) = fresh {
        root.of.update(|of| of.push(Node::One(fresh)));
    }
    // The condition whose values are unfolded.
    let first = editing.and_then(|at| root.of.with_untracked(|of| of.get(at).copied()));
    let unfolded = RwSignal::new(match (fresh, first) {
        (Some(draft), _) | (None, Some(Node::One(draft))) => Some(draft.field),
        _ => None,
    });
    let apply = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let of = untrack(|| root.filters());
        let any = root.join.with_untracked(|join| join == "any") && of.len() > 1;
        open.set(false);
        list.show(|query| query.filters = if any { vec![Filter::Any(of)] } else { of });
    };
    view! {
        <form class="stack gap-12 builder" on:submit=apply>
            <Branch list=list group=root depth=0 unfolded=unfolded/>
            <div class="filter-actions">
                <Button label=session.label(key::LIST_FILTER_APPLY) variant=ButtonVariant::Primary submit=true/>
            </div>
        </form>
    }
}

/// A group: how it joins, what is in it, and what adds to it.
#[component]
fn Branch(list: List, group: Group, depth: usize, unfolded: RwSignal<Option<RwSignal<String>>>) -> impl IntoView {
    let session = list.session;
    let joins = move || {
        vec![Choice::new("all", session.t(key::FILTER_GROUP_ALL)), Choice::new("any", session.t(key::FILTER_GROUP_ANY))]
    };
    let rows = move || {
        let row = |(at, node): (usize, Node)| {
            let remove = Callback::new(move |()| group.remove(at));
            match node {
                Node::One(draft) => view! { <Leaf list=list draft=draft remove=remove unfolded=unfolded/> }.into_any(),
                Node::Group(inner) => view! {
                    <li class="filter-group">
                        <div class="spread">
                            <span class="meta">{session.label(key::FILTER_GROUP)}</span>
                            <IconButton
                                label=session.label(key::FILTER_GROUP_REMOVE)
                                glyph=Glyph::Close
                                size=ButtonSize::Inline
                                on_click=move |_| remove.run(())
                            />
                        </div>
                        <Branch list=list group=inner depth=depth + 1 unfolded=unfolded/>
                    </li>
                }
                .into_any(),
            }
        };
        group.of.get().into_iter().enumerate().map(row).collect_view()
    };
    let several = move || depth > 0 || group.of.with(|of| of.len() > 1);
    let add = move |_| {
        let draft = Draft::new();
        group.of.update(|of| of.push(Node::One(draft)));
        unfolded.set(Some(draft.field));
    };
    let nest = move |_| {
        let inner = Group::of(true, &[]);
        let draft = Draft::new();
        inner.of.update(|of| of.push(Node::One(draft)));
        group.of.update(|of| of.push(Node::Group(inner)));
        unfolded.set(Some(draft.field));
    };
    let button = move |word, on_click: Callback<leptos::ev::MouseEvent>| {
        view! {
            <Button
                label=session.label(word)
                icon=Glyph::Plus
                variant=ButtonVariant::Ghost
                size=ButtonSize::Compact
                on_click=on_click
            />
        }
    };
    view! {
        <div class="stack gap-8">
            {move || {
                several()
                    .then(|| {
                        view! {
                            <ChoiceChips
                                value=group.join
                                label=session.label(key::FILTER_JOIN)
                                label_hidden=true
                                choices=Signal::derive(joins)
                                look=ChipLook::Segment
                            />
                        }
                    })
            }}
            <ul class="filter-rows">{rows}</ul>
            <div class="cluster">
                {button(key::FILTER_AND_ADD, Callback::new(add))}
                {(depth < DEEPEST).then(|| button(key::FILTER_GROUP_ADD, Callback::new(nest)))}
            </div>
        </div>
    }
    .into_any()
}

/// One condition: field, operator, value.
#[component]
fn Leaf(list: List, draft: Draft, remove: Callback<()>, unfolded: RwSignal<Option<RwSignal<String>>>) -> impl IntoView {
    let session = list.session;
    let choices = move || {
        let fields = list.table.fields.iter().filter(|field| field.is_shown());
        fields.map(|field| Choice::new(field.key, session.t(field.label))).collect::<Vec<_>>()
    };
    let field = Memo::new_with_compare(
        move |_| draft.field.with(|key| list.table.field(key)),
        |before: Option<&Option<&'static Field>>, after| {
            before.copied().flatten().map(|field| field.key) != after.copied().flatten().map(|field| field.key)
        },
    );
    let operators = move || {
        let names = field.get().map(|field| tests_for(field.kind)).unwrap_or_default();
        names.iter().map(|name| Choice::new(*name, session.t(operator_named(name)))).collect::<Vec<_>>()
    };
    let is_unfolded = Memo::new(move |_| unfolded.get() == Some(draft.field));
    let editor = move || {
        let field = field.get()?;
        let label = session.hint(key::FILTER_VALUE);
        let value = draft.typed;
        let periods =
            move || Period::ALL.iter().map(|p| Choice::new(p.key(), session.t(period_word(*p)))).collect::<Vec<_>>();
        Some(match draft.test.get().as_str() {
            "any" | "none" if !is_unfolded.get() => {
                let words = move || draft.filter().map(|filter| words(list, &filter).value).unwrap_or_default();
                let words = move || {
                    Some(words()).filter(|words| !words.is_empty()).unwrap_or_else(|| session.t(key::FILTER_PICK))
                };
                view! {
                    <Button label=Signal::derive(words) on_click=move |_| unfolded.set(Some(draft.field))/>
                }
                .into_any()
            }
            "any" | "none" => view! { <Picker list=list field=field draft=draft/> }.into_any(),
            "has" | "lacks" | "is" => view! { <TextInput value=value label=label kind=TextKind::Text/> }.into_any(),
            "min" | "max" => view! { <NumberInput value=value label=label whole=true/> }.into_any(),
            "since" | "until" => view! { <DateInput value=value label=label/> }.into_any(),
            "within" => view! { <Select value=value label=label choices=Signal::derive(periods)/> }.into_any(),
            "last" | "next" | "idle" => {
                let unit = session.hint(key::FILTER_DAYS_UNIT);
                view! { <NumberInput value=value label=label unit=unit whole=true/> }.into_any()
            }
            _ => ().into_any(),
        })
    };
    let is_first = is_unfolded.get_untracked();
    view! {
        <li class="filter-row" data-first=is_first.then_some("")>
            <Select
                value=draft.field
                choices=Signal::derive(choices)
                label=session.hint(key::LIST_FILTER_FIELD)
                placeholder=session.hint(key::LIST_FILTER_CHOOSE)
                on_change=move |chosen: String| {
                    draft.begin(list.table.field(&chosen));
                    unfolded.set(Some(draft.field));
                }
            />
            {move || {
                field.get().map(|_| {
                    view! {
                        <Select
                            value=draft.test
                            choices=Signal::derive(operators)
                            label=session.hint(key::FILTER_OPERATOR)
                            on_change=move |name: String| draft.typed.set(first_typed(&name).to_owned())
                        />
                    }
                })
            }}
            <div class="filter-value">{editor}</div>
            <IconButton
                label=session.label(key::FILTER_CONDITION_REMOVE)
                glyph=Glyph::Close
                on_click=move |_| remove.run(())
            />
        </li>
    }
}

/// The values of a field to tick; typing narrows long lists.
#[component]
fn Picker(list: List, field: &'static Field, draft: Draft) -> impl IntoView {
    let session = list.session;
    let typed = RwSignal::new(String::new());
    let is_long = match field.kind {
        Kind::Choice(choices) | Kind::Choices(choices) => choices.len() > 8,
        Kind::Bool => false,
        _ => true,
    };
    // What is ticked stays in sight, whatever is typed.
    let shown = Memo::new(move |_| {
        let mut shown: Vec<(String, String)> = draft
            .picked
            .with_untracked(|picked| picked.iter().map(|key| (key.clone(), label(session, field, key))).collect());
        for offer in typed.with(|typed| offers(list, field, typed.trim())) {
            if !shown.iter().any(|(key, _)| *key == offer.0) {
                shown.push(offer);
            }
        }
        if !is_long {
            shown = offers(list, field, "");
        }
        shown
    });
    let tick = move |key: &str, on: bool| {
        draft.picked.update(|picked| {
            picked.retain(|own| own != key);
            if on {
                picked.push(key.to_owned());
            }
        });
    };
    let rows = move || {
        let row = |(value, name): (String, String)| {
            let own = value.clone();
            let ticked = move || draft.picked.with(|picked| picked.contains(&own));
            view! {
                <label class="check">
                    <input
                        type="checkbox"
                        prop:checked=ticked
                        on:change:target=move |event| tick(&value, event.target().checked())
                    />
                    <span>{name}</span>
                </label>
            }
        };
        shown.get().into_iter().map(row).collect_view()
    };
    view! {
        {is_long
            .then(|| {
                view! {
                    <TextInput
                        value=typed
                        kind=TextKind::Search
                        label=session.hint(key::SEARCH_OPEN)
                        placeholder=session.hint(key::SEARCH_OPEN)
                    />
                }
            })}
        <fieldset class="filter-values">
            <legend class="visually-hidden">{session.label(key::FILTER_VALUES)}</legend>
            {rows}
            {move || {
                shown
                    .with(Vec::is_empty)
                    .then(|| view! { <p class="meta">{session.t(key::FILTER_NONE_FOUND)}</p> })
            }}
        </fieldset>
    }
}
