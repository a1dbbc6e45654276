//! What a CRM is: its entities as tables of fields, the rules about them, and the commands people run.
//!
//! Pure: no clock, no chance, no I/O. One folder per entity (`fields.rs` the table, `commands.rs` its
//! commands and rules); everything generic (lists, forms, record pages, search, import) reads the
//! tables through [`schema`] and [`view`] and names no entity.

pub mod aside;
pub mod assign_rule;
pub mod attachment;
pub mod brief;
pub mod capacity_rule;
pub mod capture;
pub mod case;
pub mod choice;
pub mod collaborator;
pub mod command;
pub mod computed;
pub mod contact;
pub mod contact_point;
pub mod copy;
pub mod custom;
pub mod customer;
pub mod customer_line;
pub mod demo;
pub mod distinct;
pub mod due;
pub mod duplicate;
pub mod edit;
pub mod field;
pub mod follow_up;
pub mod input;
mod kept;
pub mod kin;
pub mod lead;
pub mod lead_form;
pub mod list_view;
pub mod machine;
pub mod member;
pub mod moves;
pub mod next;
pub mod opportunity;
pub mod org;
pub mod path;
pub mod pinyin;
pub mod pool;
pub mod province;
pub mod record;
pub mod recycle_rule;
pub mod region;
pub mod registration;
pub mod remind;
pub mod report;
pub mod schema;
pub mod script;
pub mod search;
pub mod shared;
pub mod sides;
pub mod simplified;
pub mod stakeholder;
pub mod story;
pub mod task;
pub mod today;
pub mod veil;
pub mod view;

pub use command::{Command, Refusal, Scope};
pub use edit::Edits;
pub use list_view::SavedView;
pub use moves::{Move, moves};
pub use schema::{Choice, Entity, Field, Kind, Mark, Now, entities, entity};
pub use view::{Book, Rec, Ref, View};

/// All entities, in menu order.
pub static ENTITIES: &[&Entity] = &[
    &lead::LEAD,
    &pool::POOL,
    &opportunity::OPPORTUNITY,
    &customer::CUSTOMER,
    &contact::CONTACT,
    &registration::REGISTRATION,
    &customer_line::SALE,
    &case::CASE,
    &follow_up::FOLLOW_UP,
    &task::TASK,
    &member::MEMBER,
    &contact_point::CONTACT_POINT,
    &org::ORG,
    &list_view::LIST_VIEW,
    &distinct::DISTINCT,
    &assign_rule::ASSIGN_RULE,
    &pool::member::POOL_MEMBER,
    &stakeholder::STAKEHOLDER,
    &script::SCRIPT,
    &lead_form::LEAD_FORM,
    &recycle_rule::RECYCLE_RULE,
    &capacity_rule::CAPACITY_RULE,
    &registration::template::REGISTRATION_TEMPLATE,
    &collaborator::COLLABORATOR,
    &customer_line::DEALERSHIP,
    &customer_line::NEED,
    &region::REGION,
    &attachment::ATTACHMENT,
    &custom::CUSTOM_FIELD,
    &custom::CUSTOM_OPTION,
];

/// All commands that entities add to the generic ones.
pub fn commands() -> impl Iterator<Item = &'static Command> {
    entities().iter().flat_map(|entity| entity.commands)
}

/// The command of this id.
#[must_use]
pub fn command(id: &str) -> Option<&'static Command> {
    commands().find(|command| command.id == id)
}

/// The commands that act on records of an entity: its own, and those for all that are followed.
pub fn commands_for(table: &'static Entity) -> impl Iterator<Item = &'static Command> {
    let own = table.commands.iter().filter(|command| matches!(command.scope, Scope::Records | Scope::Record));
    let followed = commands().filter(move |command| table.followed && command.scope == Scope::Followed);
    followed.chain(own)
}
