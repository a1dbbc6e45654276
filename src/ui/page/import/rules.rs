//! What becomes of the rows, besides what their columns say: by what they are known to be there already,
//! what becomes of those and of the others, whose they are, and names that nobody has.

use super::desk::Desk;
use crate::app::sheet::{Fresh, Owner, Rule, Settings, Target, Unknown, Unreadable, makes};
use crate::crm::member;
use crate::crm::pool::POOL;
use crate::crm::schema::{Entity, Field, Kind};
use crate::i18n::key;
use crate::ui::component::{self, Choice, Select};
use leptos::prelude::*;

/// The rules of the import.
#[component]
pub(super) fn Rules(desk: Desk) -> impl IntoView {
    let session = desk.session;
    let table = Memo::new(move |_| desk.plan.with(|plan| plan.entity.clone()));
    let table = move || table.with(|key| session.table_of(key));
    let keys = Signal::derive(move || {
        let usual = Choice::new("", session.t(key::IMPORT_KEY_USUAL));
        let fields = table().map(|table| mapped(desk, table)).unwrap_or_default().into_iter();
        let fit = fields.filter(|field| matches!(field.kind, Kind::Text | Kind::Url | Kind::Point(_)));
        std::iter::once(usual)
            .chain(fit.map(|field| Choice::new(field.key, session.t(field.label))))
            .collect::<Vec<_>>()
    });
    let owners = Signal::derive(move || {
        let people = session.read(|view| {
            let others = member::people(&view).into_iter().filter(|person| person.id != view.me());
            others.map(|person| Choice::new(format!("m {}", person.id), person.name)).collect::<Vec<_>>()
        });
        // What is nobody's may lie in a pool, where the entity knows any (F2).
        let pools = session.read(|view| {
            let known = table().is_some_and(|table| table.field(POOL.key).is_some());
            let pools = view.records(POOL.key).filter(|_| known);
            let word = |title: String| session.tw(key::IMPORT_OWNER_POOL, &[("pool", title.into())]);
            pools.map(|pool| Choice::new(format!("p {}", pool.id), word(pool.title()))).collect::<Vec<_>>()
        });
        let fixed = [("me", key::IMPORT_OWNER_ME), ("nobody", key::IMPORT_OWNER_NOBODY)];
        let fixed = fixed.into_iter().map(|(word, label)| Choice::new(word, session.t(label)));
        fixed.chain(pools).chain(people).collect::<Vec<_>>()
    });
    let single = move || {
        let updates = desk.plan.with(|plan| plan.settings.updates());
        let fields = table().filter(|_| updates).map(|table| mapped(desk, table)).unwrap_or_default();
        let fields: Vec<_> = fields.into_iter().filter(|field| field.is_editable()).collect();
        (!fields.is_empty()).then(|| {
            let line = |field: &'static Field| {
                let choices = words(desk, &[
                    ("", key::IMPORT_RULE_USUAL),
                    ("keep", key::IMPORT_RULE_KEEP),
                    ("fill", key::IMPORT_RULE_FILL),
                    ("overwrite", key::IMPORT_RULE_OVERWRITE),
                ]);
                view! {
                    <Setting
                        desk=desk
                        label=session.label(field.label)
                        choices=choices
                        get=move |settings: &Settings| settings.rules.get(field.key).map_or("", |rule| rule_word(*rule)).to_owned()
                        set=move |settings: &mut Settings, word: &str| match rule_of(word) {
                            Some(rule) => drop(settings.rules.insert(field.key.to_owned(), rule)),
                            None => drop(settings.rules.remove(field.key)),
                        }
                    />
                }
            };
            view! {
                <h2 class="block-heading">{session.t(key::IMPORT_RULES_FIELDS)}</h2>
                <div class="import-options">{fields.into_iter().map(line).collect_view()}</div>
            }
        })
    };
    let names = move || {
        let fields = table().map(|table| mapped(desk, table)).unwrap_or_default();
        let links = fields.into_iter().filter_map(|field| match field.kind {
            Kind::Link(to) => Some((field, to)),
            _ => None,
        });
        let line = |(field, to): (&'static Field, &'static [&'static str])| {
            let create = makes(to).map(|_| ("create", key::IMPORT_UNKNOWN_CREATE));
            let blank = if !to.contains(&"member") { key::IMPORT_UNKNOWN_BLANK } else { key::IMPORT_UNKNOWN_OWNER };
            let all: Vec<_> = create.into_iter().chain([("blank", blank), ("row", key::IMPORT_UNKNOWN_ROW)]).collect();
            view! {
                <Setting
                    desk=desk
                    label=Signal::derive(move || session.tw(key::IMPORT_UNKNOWN, &[("field", session.t(field.label).into())]))
                    choices=words(desk, &all)
                    get=move |settings: &Settings| match settings.unknown(field.key, to) {
                        Unknown::Create => "create",
                        Unknown::LeaveBlank => "blank",
                        Unknown::LeaveOutRow => "row",
                    }
                    .to_owned()
                    set=move |settings: &mut Settings, word: &str| {
                        let unknown = match word {
                            "create" => Unknown::Create,
                            "row" => Unknown::LeaveOutRow,
                            _ => Unknown::LeaveBlank,
                        };
                        settings.unknown.insert(field.key.to_owned(), unknown);
                    }
                />
            }
        };
        links.map(line).collect_view()
    };
    view! {
        <section class="import-main stack" aria-label=session.label(key::IMPORT_STEP_RULES)>
            <h2 class="block-heading">{session.label(key::IMPORT_RULES_KNOWN)}</h2>
            <div class="import-options">
                <Setting
                    desk=desk
                    label=session.label(key::IMPORT_KEY)
                    choices=keys
                    get=|settings: &Settings| settings.key.clone().unwrap_or_default()
                    set=|settings: &mut Settings, word: &str| {
                        settings.key = Some(word.to_owned()).filter(|word| !word.is_empty());
                    }
                />
                <Setting
                    desk=desk
                    label=session.label(key::IMPORT_KNOWN)
                    choices=words(desk, &[
                        ("keep", key::IMPORT_KNOWN_KEEP),
                        ("fill", key::IMPORT_KNOWN_FILL),
                        ("overwrite", key::IMPORT_KNOWN_OVERWRITE),
                        ("add", key::IMPORT_KNOWN_ADD),
                    ])
                    get=|settings: &Settings| rule_word(settings.known).to_owned()
                    set=|settings: &mut Settings, word: &str| settings.known = rule_of(word).unwrap_or_default()
                />
                <Setting
                    desk=desk
                    label=session.label(key::IMPORT_FRESH)
                    choices=words(desk, &[("create", key::IMPORT_FRESH_CREATE), ("skip", key::IMPORT_FRESH_SKIP)])
                    get=|settings: &Settings| if settings.fresh == Fresh::Create { "create" } else { "skip" }.to_owned()
                    set=|settings: &mut Settings, word: &str| {
                        settings.fresh = if word == "skip" { Fresh::LeaveOut } else { Fresh::Create };
                    }
                />
            </div>
            {single}
            <h2 class="block-heading">{session.label(key::IMPORT_RULES_VALUES)}</h2>
            <div class="import-options">
                <Setting
                    desk=desk
                    label=session.label(key::IMPORT_OWNER)
                    choices=owners
                    get=|settings: &Settings| match (&settings.owner, settings.defaults.get(POOL.key)) {
                        (Owner::Me, _) => "me".to_owned(),
                        (Owner::Nobody, Some(pool)) => format!("p {pool}"),
                        (Owner::Nobody, None) => "nobody".to_owned(),
                        (Owner::Member(id), _) => format!("m {id}"),
                    }
                    set=|settings: &mut Settings, word: &str| {
                        settings.defaults.remove(POOL.key);
                        settings.owner = match word.split_once(' ') {
                            Some(("p", pool)) => {
                                settings.defaults.insert(POOL.key.to_owned(), pool.to_owned());
                                Owner::Nobody
                            }
                            Some((_, id)) => Owner::Member(id.to_owned()),
                            None if word == "nobody" => Owner::Nobody,
                            None => Owner::Me,
                        };
                    }
                />
                <Setting
                    desk=desk
                    label=session.label(key::IMPORT_UNREADABLE)
                    choices=words(desk, &[("row", key::IMPORT_UNREADABLE_ROW), ("blank", key::IMPORT_UNREADABLE_BLANK)])
                    get=|settings: &Settings| {
                        if settings.unreadable == Unreadable::LeaveBlank { "blank" } else { "row" }.to_owned()
                    }
                    set=|settings: &mut Settings, word: &str| {
                        settings.unreadable =
                            if word == "blank" { Unreadable::LeaveBlank } else { Unreadable::LeaveOutRow };
                    }
                />
                {names}
            </div>
        </section>
    }
}

/// One choice of the import.
#[component]
fn Setting(
    desk: Desk,
    label: Signal<String>,
    choices: Signal<Vec<Choice>>,
    get: impl Fn(&Settings) -> String + Send + Sync + 'static,
    set: impl Fn(&mut Settings, &str) + Send + Sync + 'static,
) -> impl IntoView {
    setting(desk, label, choices, Box::new(get), Box::new(set))
}

/// How a choice is read from the settings, and written to them.
type Look = Box<dyn Fn(&Settings) -> String + Send + Sync>;
type Change = Box<dyn Fn(&mut Settings, &str) + Send + Sync>;

/// The same for all of them, so that it is compiled once.
fn setting(desk: Desk, label: Signal<String>, choices: Signal<Vec<Choice>>, get: Look, set: Change) -> AnyView {
    let value = RwSignal::new(String::new());
    Effect::new(move |_| value.set(desk.plan.with(|plan| get(&plan.settings))));
    let change = move |word: String| desk.plan.update(|plan| set(&mut plan.settings, &word));
    view! {
        <component::Field label=label>
            <Select value=value choices=choices on_change=change/>
        </component::Field>
    }
    .into_any()
}

/// Choices by their words and the keys of their messages.
fn words(desk: Desk, choices: &[(&'static str, &'static str)]) -> Signal<Vec<Choice>> {
    let choices = choices.to_vec();
    Signal::derive(move || {
        choices.iter().map(|(word, label)| Choice::new(*word, desk.session.t(label))).collect::<Vec<_>>()
    })
}

/// The fields that some column gives; reactive on the mapping.
fn mapped(desk: Desk, table: &'static Entity) -> Vec<&'static Field> {
    let columns = desk.plan.with(|plan| plan.columns.clone());
    let targets: Vec<Target> = columns.iter().map(|word| Target::of(table, word)).collect();
    let gives = |field: &&Field| {
        targets.iter().any(|target| match (target, field.kind) {
            (Target::Field(key), _) => *key == field.key,
            (Target::Point(kind, _), Kind::Point(own)) => *kind == own,
            (Target::GivenName | Target::FamilyName, _) => field.key == "name",
            _ => false,
        })
    };
    table.fields.iter().filter(gives).collect()
}

fn rule_word(rule: Rule) -> &'static str {
    match rule {
        Rule::Keep => "keep",
        Rule::Fill => "fill",
        Rule::Overwrite => "overwrite",
        Rule::Add => "add",
    }
}

fn rule_of(word: &str) -> Option<Rule> {
    [Rule::Keep, Rule::Fill, Rule::Overwrite, Rule::Add].into_iter().find(|rule| rule_word(*rule) == word)
}
