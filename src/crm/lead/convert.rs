//! Conversion: a lead becomes a customer with a contact and, if there is one in sight, an opportunity (F6, F80).
//!
//! One change: each of the three is chosen among those that exist or made anew. The lead stays, leads to them, and
//! its story goes on there ([`crate::crm::story`]).

use super::commands::happen;
use super::states::Event;
use crate::crm::command::{Args, Refusal};
use crate::crm::schema::{Entity, Field, Kind, Now};
use crate::crm::shared::needed;
use crate::crm::view::{Rec, Ref, View};
use crate::crm::{Edits, contact, customer, input, opportunity, record};
use crate::ledger::Value;
use crate::ledger::order::gather;

/// The customer it becomes.
pub const CUSTOMER_ARG: Field = Field::new("customer", Kind::Link(&["customer"]), "entity-customer").required().fresh();
/// The person there.
pub const CONTACT_ARG: Field = Field::new("contact", Kind::Link(&["contact"]), "entity-contact").fresh();
/// What may be sold to it.
pub const OPPORTUNITY_ARG: Field =
    Field::new("opportunity", Kind::Link(&["opportunity"]), "entity-opportunity").fresh();
/// For how much.
pub const AMOUNT_ARG: Field = opportunity::fields::AMOUNT;
/// By when.
pub const CLOSE_ON_ARG: Field = opportunity::fields::CLOSE_ON;

/// In how many days an opportunity is expected to be won, if nobody says otherwise.
const EXPECTED: u64 = 30;

/// Fields that a lead and its customer have in common.
const SHARED: &[&str] = &["industry", "region", "source", "tags"];

/// What the form says at first: all three are made of what the lead says. Whether the customer is known already is
/// for the form to find out, which can search.
pub fn fill(view: &View<'_>, at: &Ref, now: &Now) -> Args {
    let Some(lead) = view.at(at) else { return Args::new() };
    let person = lead.text("name");
    let company = Some(lead.text("company")).filter(|company| !company.is_empty()).unwrap_or(person);
    let wish = lead.tags("interests").into_iter().next();
    let deal = wish.map_or_else(|| company.to_owned(), |wish| format!("{company} · {wish}"));
    let day = now.today().checked_add_days(chrono::Days::new(EXPECTED));
    let mut args = Args::new();
    args.insert(CUSTOMER_ARG.key.to_owned(), Value::from(company));
    if !person.is_empty() {
        args.insert(CONTACT_ARG.key.to_owned(), Value::from(person));
    }
    args.insert(OPPORTUNITY_ARG.key.to_owned(), Value::from(deal.as_str()));
    args.extend(day.map(|day| (CLOSE_ON_ARG.key.to_owned(), Value::Date(day))));
    args
}

/// Converts leads.
pub fn convert(view: &View<'_>, targets: &[Ref], args: &Args, now: &Now) -> Result<Edits, Refusal> {
    let mut edits = Edits::new();
    for at in targets {
        let lead = view.at(at).ok_or_else(|| Refusal::new("refused-gone"))?;
        // Refused before anything is made.
        happen(view, std::slice::from_ref(at), Event::Convert, &mut edits, |_, _| {})?;
        one(&mut edits, &lead, args, now)?;
    }
    Ok(edits)
}

fn one(edits: &mut Edits, lead: &Rec<'_>, args: &Args, now: &Now) -> Result<(), Refusal> {
    let to = needed(args, &CUSTOMER_ARG)?;
    let mut shared: Args = gather(SHARED.iter().filter_map(|key| given(lead, key, now)));
    shared.extend(given(lead, "owner", now));

    let customer = Target::read(lead, &customer::CUSTOMER, &CUSTOMER_ARG, &to)?;
    let customer = customer.write(edits, lead, shared.clone(), now)?;

    let contact = args.get(CONTACT_ARG.key).filter(|value| !value.is_empty());
    let contact = contact.map(|to| -> Result<Value, Refusal> {
        let known = Target::read(lead, &contact::CONTACT, &CONTACT_ARG, to)?;
        let has: Vec<&str> = known.rec.iter().flat_map(points).map(|point| point.text("value")).collect();
        let mut with: Args =
            gather(["title", "owner", "channel", "best_time"].iter().filter_map(|key| given(lead, key, now)));
        with.insert("customer".to_owned(), customer.clone());
        let link = known.write(edits, lead, with, now)?;
        if let Value::Link(entity, id) = &link {
            for point in points(lead).filter(|point| !has.contains(&point.text("value"))) {
                let label = Some(point.text("label")).filter(|label| !label.is_empty());
                let primary = point.get("primary") == Some(&Value::Bool(true)) && has.is_empty();
                input::add_point(edits, entity, id, point.text("kind"), label, point.text("value").into(), primary);
            }
        }
        Ok(link)
    });
    let contact = contact.transpose()?;

    let deal = args.get(OPPORTUNITY_ARG.key).filter(|value| !value.is_empty());
    let deal = deal.map(|to| -> Result<Value, Refusal> {
        let known = Target::read(lead, &opportunity::OPPORTUNITY, &OPPORTUNITY_ARG, to)?;
        let mut with: Args = gather(["source", "owner"].iter().filter_map(|key| given(lead, key, now)));
        with.insert("customer".to_owned(), customer.clone());
        with.extend(contact.clone().map(|contact| ("contact".to_owned(), contact)));
        for arg in [&AMOUNT_ARG, &CLOSE_ON_ARG] {
            with.extend(args.get(arg.key).map(|value| (arg.key.to_owned(), value.clone())));
        }
        known.write(edits, lead, with, now)
    });
    let deal = deal.transpose()?;

    // What was agreed with the lead is to be done with what it became.
    if let Some(next) = lead.get("next_contact") {
        let heir = deal.as_ref().unwrap_or(&customer);
        if let Value::Link(entity, id) = heir
            && edits.value(entity, id, "next_contact").is_none()
            && lead.view.get(entity, id).is_none_or(|rec| rec.get("next_contact").is_none())
        {
            edits.set(entity, id, "next_contact", next.clone());
        }
        edits.set("lead", lead.id, "next_contact", Value::Null);
    }
    edits.set("lead", lead.id, "converted_at", Value::At(now.instant));
    edits.set("lead", lead.id, "converted_customer", customer);
    for (field, link) in [("converted_contact", contact), ("converted_opportunity", deal)] {
        if let Some(link) = link {
            edits.set("lead", lead.id, field, link);
        }
    }
    Ok(())
}

/// Where a lead goes: to a record that exists, or to one that is made under a name.
struct Target<'a> {
    table: &'static Entity,
    rec: Option<Rec<'a>>,
    name: &'a str,
}

impl<'a> Target<'a> {
    fn read(lead: &Rec<'a>, table: &'static Entity, arg: &Field, value: &'a Value) -> Result<Target<'a>, Refusal> {
        match value {
            Value::Text(name) => Ok(Target { table, rec: None, name }),
            link => match lead.view.follow(link) {
                Some(rec) if rec.table.key == table.key => Ok(Target { table, rec: Some(rec), name: "" }),
                _ => Err(Refusal::new("refused-gone").at(arg.key)),
            },
        }
    }

    /// Makes the record of these fields, or fills with them what is blank in the one that exists. Gives the link.
    fn write(&self, edits: &mut Edits, lead: &Rec<'_>, mut with: Args, now: &Now) -> Result<Value, Refusal> {
        let Some(rec) = &self.rec else {
            if let Some(title) = self.table.title.first() {
                with.insert((*title).to_owned(), Value::from(self.name));
            }
            let id = record::make(edits, &lead.view, self.table, &with, now)?;
            return Ok(Value::Link(self.table.key.to_owned(), id));
        };
        for (key, value) in with {
            // Whose it is, and words it already has, stay as they are.
            let blank = rec.get(&key).is_none() && rec.tags(&key).is_empty() && key != "owner" && !value.is_empty();
            if let Some(field) = self.table.field(&key).filter(|field| field.is_editable() && blank) {
                input::write(edits, self.table.key, rec.id, Some(rec), field, value);
            }
        }
        Ok(rec.at().link())
    }
}

/// A field of the lead that has a value.
fn given(lead: &Rec<'_>, key: &str, now: &Now) -> Option<(String, Value)> {
    let value = lead.value_of(key, now).into_owned();
    (!value.is_empty() && value != Value::List(Vec::new())).then(|| (key.to_owned(), value))
}

/// The contact points of a record.
fn points<'a>(rec: &Rec<'a>) -> impl Iterator<Item = Rec<'a>> + use<'a> {
    let lines = rec.view.linking("contact_point", &rec.at());
    lines.into_iter().filter(|line| !line.text("value").is_empty())
}
