//! The brief before a call: what was said, promised and known, what nobody asked, what to say.

use crate::desk::{DAY, Desk, NOW};
use cove::crm::Ref;
use cove::crm::brief::{Brief, brief};
use cove::ledger::Value;

fn told(desk: &Desk, at: &Ref) -> Brief {
    brief(&desk.view().at(at).unwrap(), &desk.now)
}

fn lead(desk: &mut Desk, fields: &[(&str, Value)]) -> Ref {
    desk.create("lead", &[&[("name", Value::from("程屿")), ("source", "expo".into())], fields].concat())
}

#[test]
fn a_first_call_has_nothing_but_questions() {
    let mut desk = Desk::new("rep");
    let at = lead(&mut desk, &[]);
    let brief = told(&desk, &at);
    assert!(brief.last.is_none() && brief.promised.is_empty() && brief.script.is_none() && brief.wanting.is_none());
    assert_eq!(brief.open.len(), 4, "the questions of the qualification");
    assert_eq!(brief.known.iter().map(|(_, field)| field.key).collect::<Vec<_>>(), ["advice"]);
}

#[test]
fn it_tells_the_last_talk_the_open_promises_and_what_is_known() {
    let mut desk = Desk::new("rep");
    let at = lead(&mut desk, &[("intent", Value::Int(4)), ("best_time", "下午".into())]);
    desk.run("follow_up.log", &at, &[("content", "要三台".into())]).unwrap();
    desk.now.instant += DAY;
    desk.run("follow_up.log", &at, &[("content", "催报价".into())]).unwrap();
    let promise =
        desk.create("task", &[("title", "发报价".into()), ("about", at.link()), ("due", Value::Date(NOW.today()))]);
    let edits = cove::crm::record::edit(&desk.view(), &at, "budget_known", Value::Bool(false)).unwrap();
    desk.write(&edits);
    let brief = told(&desk, &at);
    assert_eq!(desk.text(&brief.last.clone().unwrap(), "content"), "催报价");
    assert_eq!(brief.promised.iter().map(|(at, _)| at.clone()).collect::<Vec<_>>(), [promise]);
    let known: Vec<&str> = brief.known.iter().map(|(_, field)| field.key).collect();
    assert!(known.contains(&"intent") && known.contains(&"best_time"), "{known:?}");
    assert_eq!(brief.open.len(), 3, "an answered question is not asked again, whatever the answer");
}

#[test]
fn the_script_that_asks_for_most_is_read() {
    let mut desk = Desk::new("manager");
    let at = lead(&mut desk, &[("interests", Value::List(vec!["灌装线".into()]))]);
    assert!(told(&desk, &at).wanting.is_some(), "who leads may write one");
    let script = |desk: &mut Desk, fields: &[(&str, Value)]| {
        desk.create("script", &[&[("name", Value::from("话术")), ("text", "您好".into())], fields].concat())
    };
    let any = script(&mut desk, &[]);
    assert_eq!(told(&desk, &at).script, Some(any));
    let other = [("stage", "invalid".into())];
    script(&mut desk, &other);
    let wish = script(&mut desk, &[("interest", "灌装".into())]);
    assert_eq!(told(&desk, &at).script, Some(wish));
    let both = script(&mut desk, &[("interest", "灌装".into()), ("stage", "pending".into())]);
    assert_eq!(told(&desk, &at).script, Some(both));
}
