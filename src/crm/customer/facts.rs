//! What the rules look at of a customer: a few facts, kept until something of its story changes, so that rules can be
//! tried on all customers at once.

use super::fields::LINES;
use crate::crm::opportunity::OPPORTUNITY;
use crate::crm::opportunity::stages::{self, Stage};
use crate::crm::registration::REGISTRATION;
use crate::crm::story::follow_ups;
use crate::crm::view::{Rec, Ref, View};
use crate::ledger::Value;
use chrono::NaiveDate;
use std::sync::Arc;

/// The facts of a customer. Instants are milliseconds since 1970 UTC.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// The member who was last made its owner.
    pub owner: Option<Arc<str>>,
    /// Since when.
    pub since: Option<i64>,
    /// Since when it lies in the sea, where somebody put it there.
    pub left: Option<i64>,
    /// Whether somebody had it before.
    pub returned: bool,
    /// The pool that somebody chose for it.
    pub pool: Option<Ref>,
    /// Its region, as it was written.
    pub region: String,
    /// The product lines it is about.
    pub lines: Vec<String>,
    /// Its level.
    pub level: String,
    /// Whether its owner locked it.
    pub locked: bool,
    /// The last day of its contract.
    pub contract_until: Option<NaiveDate>,
    /// Until when a registration of its owner protects it.
    pub protected: Option<i64>,
    /// Whether it becomes public when that ends.
    pub releases: bool,
    /// The last follow-up that counts: not one that was logged while it lay in the sea.
    pub touched: Option<i64>,
    /// Colleagues of its owner who followed it up since it is his, with when each did so last.
    pub talkers: Vec<(Arc<str>, i64)>,
    /// Colleagues who have an open opportunity with it.
    pub dealers: Vec<Arc<str>>,
    /// When the last opportunity with it began.
    pub dealt: Option<i64>,
    /// How many opportunities with it are open.
    pub open: usize,
    /// When something was won from it last.
    pub won: Option<i64>,
    /// When something was won from it first.
    pub first_won: Option<i64>,
}

impl Facts {
    /// The facts of a customer.
    #[must_use]
    pub fn of(rec: &Rec<'_>) -> Arc<Facts> {
        rec.fact(NAME, || read(rec))
    }

    /// The facts of all customers that are shown, by id. `look` must ask for no others.
    pub fn all(view: &View<'_>, look: impl FnMut(&Arc<str>, &Facts)) {
        view.facts((super::CUSTOMER.key, NAME), read, look);
    }
}

const NAME: &str = "facts";

fn read(rec: &Rec<'_>) -> Facts {
    let at = |field: &str| rec.get(field).and_then(Value::as_at);
    let owner: Option<Arc<str>> = rec.get("owner").and_then(|link| rec.view.follow(link)).map(|owner| owner.id.into());
    let mut facts = Facts {
        owner: owner.clone(),
        since: at("owner_since").or(rec.created().0),
        left: at("pool_since"),
        returned: rec.get("last_owner").is_some(),
        pool: rec.get("pool").and_then(|link| rec.view.follow(link)).map(|pool| pool.at()),
        region: rec.text("region").trim().to_owned(),
        lines: rec.tags(LINES.key).into_iter().map(str::to_owned).collect(),
        level: rec.text("level").to_owned(),
        locked: rec.get("locked") == Some(&Value::Bool(true)),
        contract_until: rec.get("contract_until").and_then(Value::as_date),
        ..Facts::default()
    };
    let colleague = |rec: &Rec<'_>| {
        let who = rec.get("owner").and_then(Value::as_link).map(|(_, id)| Arc::<str>::from(id));
        who.filter(|who| owner.as_ref().is_some_and(|owner| owner != who))
    };
    for talk in follow_ups(rec).iter().filter(|talk| talk.get("outside").is_none()) {
        let said = talk.get("at").and_then(Value::as_at);
        facts.touched = facts.touched.max(said);
        if let Some((at, who)) = said.filter(|at| facts.since.is_none_or(|since| *at > since)).zip(colleague(talk)) {
            match facts.talkers.iter_mut().find(|(known, _)| *known == who) {
                Some((_, last)) => *last = at.max(*last),
                None => facts.talkers.push((who, at)),
            }
        }
    }
    for registration in rec.view.linking(REGISTRATION.key, &rec.at()) {
        let own = registration.get("owner").and_then(Value::as_link).map(|(_, id)| id);
        let until = registration.get("protected_to").and_then(Value::as_at);
        if registration.text("stage") == "protected"
            && registration.text("subject") != "project"
            && own == facts.owner.as_deref()
            && until > facts.protected
        {
            facts.protected = until;
            facts.releases = registration.get("releases") == Some(&Value::Bool(true));
        }
    }
    for deal in rec.view.linking(OPPORTUNITY.key, &rec.at()) {
        facts.dealt = facts.dealt.max(stages::begun_at(&deal));
        let stage = Stage::of(&deal);
        facts.open += usize::from(stage.is_open());
        facts.dealers.extend(colleague(&deal).filter(|_| stage.is_open()));
        if stage == Stage::Won {
            let closed = stages::closed_at(&deal);
            facts.won = facts.won.max(closed);
            facts.first_won = [facts.first_won, closed].into_iter().flatten().min();
        }
    }
    facts
}
