//! Analysis: every figure is the answer to the list it opens, parts are told apart rightly, and the bottleneck is
//! where records stay.

use crate::demo::play;
use crate::desk::{DAY, Desk, NOW};
use cove::app::analysis::{Amount, Ask, Cell, Span, Whose, divide, steps};
use cove::crm::report::{How, Measure, Shape};
use cove::crm::search::SearchIndex;
use cove::crm::{Book, Now, Ref, View, record};
use cove::ledger::Value;
use std::collections::BTreeMap;

/// The records that a figure opens.
fn opened(view: &View<'_>, ask: &Ask, cell: &Cell, now: &Now) -> Vec<Ref> {
    cell.query.ask(view, ask.table, &SearchIndex::default(), now).refs
}

/// The sums of the amounts in a field of some records.
fn sums(view: &View<'_>, rows: &[Ref], field: &str, now: &Now) -> BTreeMap<String, i64> {
    let mut sums: BTreeMap<String, i64> = BTreeMap::new();
    for at in rows {
        if let Value::Money(minor, currency) = view.at(at).unwrap().value_of(field, now).into_owned() {
            *sums.entry(currency).or_default() += minor;
        }
    }
    sums
}

/// The measures of a report with the cells of a row.
fn measured<'a>(ask: &Ask, cells: &'a [Cell]) -> impl Iterator<Item = (Option<&'static Measure>, &'a Cell)> {
    let measures = match ask.report.shape {
        Shape::Division { measures, .. } => measures,
        Shape::Steps => &[],
    };
    measures.iter().map(Some).zip(cells)
}

#[track_caller]
fn agrees(view: &View<'_>, ask: &Ask, (measure, cell): (Option<&Measure>, &Cell), now: &Now) {
    let numbers = |rows: &[Ref], field: &str| -> i64 {
        rows.iter().filter_map(|at| view.at(at).unwrap().value_of(field, now).as_int()).sum()
    };
    let how = measure.map(|measure| measure.how);
    let rows = opened(view, ask, cell, now);
    let what = format!("{} {:?}", ask.to_address(), cell.query.to_address());
    let again = cove::app::Query::from_address(&cell.query.to_address());
    assert_eq!(again, cell.query, "{what}");
    match &cell.amount {
        Amount::Count(count) => assert_eq!(rows.len(), *count, "{what}"),
        Amount::Share(part, whole) => {
            assert_eq!(rows.len(), *part, "{what}");
            assert!(part <= whole, "{what}");
        }
        Amount::Median(tenths) => assert_eq!(tenths.is_none(), rows.is_empty(), "{what}"),
        Amount::Sum(told) => {
            let Some(How::Sum(field, _)) = how else { panic!("{what}") };
            assert_eq!(sums(view, &rows, field, now), *told, "{what}");
        }
        Amount::Total(total) => {
            let Some(How::Total(field)) = how else { panic!("{what}") };
            assert_eq!(numbers(&rows, field), *total, "{what}");
        }
        Amount::Rate(told) => {
            let Some(How::Rate { amount, per }) = how else { panic!("{what}") };
            let (by, unit) = match per {
                Some((field, unit)) => (numbers(&rows, field), unit),
                None => (rows.len() as i64, 1),
            };
            let mut own = sums(view, &rows, amount, now);
            own.values_mut().for_each(|minor| *minor = *minor * unit / by);
            assert_eq!(own, *told, "{what}");
        }
    }
}

#[test]
fn every_figure_opens_what_it_counts() {
    let (book, me, _) = play("zh", NOW, 2026);
    let view = book.view(&me.id);
    let mut figures = 0;
    for usual in Ask::all(&view) {
        let parts: Vec<_> = usual.parts().map(Some).collect();
        for by in if parts.is_empty() { vec![None] } else { parts } {
            for (span, whose) in [(Span::Ever, Whose::All), (Span::Last(90), Whose::Mine), (Span::USUAL, Whose::Team)] {
                let ask = Ask { by, span, whose, ..usual };
                let (division, steps) = (divide(&view, &ask, &NOW), steps(&view, &ask, &NOW));
                let rows = division.rows.iter().map(|row| &*row.cells).chain([&*division.total]);
                let cells: Vec<_> = rows.flat_map(|cells| measured(&ask, cells)).collect();
                if by.is_none() {
                    let step = |step: &'_ cove::app::analysis::Step| -> Vec<Cell> {
                        [step.reached.clone(), step.here.clone()].into_iter().chain(step.onward.clone()).collect()
                    };
                    let all: Vec<Cell> = steps.steps.iter().flat_map(step).collect();
                    all.iter().for_each(|cell| agrees(&view, &ask, (None, cell), &NOW));
                    figures += all.len();
                }
                cells.iter().for_each(|cell| agrees(&view, &ask, *cell, &NOW));
                figures += cells.len();
            }
        }
    }
    assert!(figures > 500, "{figures}");
}

#[test]
fn the_parts_add_up_and_the_largest_comes_first() {
    let (book, me, _) = play("en", NOW, 2026);
    let view = book.view(&me.id);
    let ask = Ask { span: Span::Ever, ..ask("of=leads.conversion") };
    let division = divide(&view, &ask, &NOW);
    let count = |cell: &Cell| match cell.amount {
        Amount::Count(count) => count,
        _ => panic!("a count"),
    };
    let counts: Vec<usize> = division.rows.iter().map(|row| count(&row.cells[0])).collect();
    assert!(counts.windows(2).all(|pair| pair[0] >= pair[1]), "{counts:?}");
    assert_eq!(counts.iter().sum::<usize>(), count(&division.total[0]));
    assert_eq!(division.most, counts[0]);
}

fn ask(address: &str) -> Ask {
    Ask::from_address(address, &Book::default().view("")).unwrap()
}

/// The parts of a report with their counts.
fn parts(desk: &Desk, address: &str) -> Vec<(Value, usize)> {
    let ask = ask(address);
    assert_eq!(ask.to_address(), address);
    let rows = divide(&desk.view(), &ask, &desk.now).rows;
    let count = |cell: &Cell| match cell.amount {
        Amount::Count(count) => count,
        _ => panic!("a count"),
    };
    rows.into_iter().map(|row| (row.value, count(&row.cells[0]))).collect()
}

fn lead(desk: &mut Desk, fields: &[(&str, Value)]) -> Ref {
    let own = [("name", Value::from("程屿")), ("source", "expo".into())];
    desk.create("lead", &[&own[..], fields].concat())
}

#[test]
fn words_count_each_and_cases_together() {
    let mut desk = Desk::new("rep");
    let words = |words: &[&str]| Value::List(words.iter().map(|word| Value::from(*word)).collect());
    lead(&mut desk, &[("region", "Harbin".into()), ("interests", words(&["泵", "阀"]))]);
    lead(&mut desk, &[("region", "harbin".into()), ("interests", words(&["泵"]))]);
    lead(&mut desk, &[]);
    let found = parts(&desk, "of=leads.conversion&by=region");
    assert_eq!(found.iter().map(|part| part.1).collect::<Vec<_>>(), [2, 1]);
    assert_eq!(found[1].0, Value::Null);
    let found = parts(&desk, "of=leads.conversion&by=interests");
    assert_eq!(found, [("泵".into(), 2), ("阀".into(), 1), (Value::Null, 1)]);
    for address in ["of=leads.conversion&by=region", "of=leads.conversion&by=interests"] {
        let ask = ask(address);
        let division = divide(&desk.view(), &ask, &desk.now);
        let cells = division.rows.iter().flat_map(|row| measured(&ask, &row.cells));
        cells.for_each(|cell| agrees(&desk.view(), &ask, cell, &desk.now));
        assert_eq!(division.total[0].amount, Amount::Count(3));
    }
}

#[test]
fn effort_and_answer_come_in_their_order() {
    let mut desk = Desk::new("rep");
    let made: Vec<Ref> = (0..4).map(|_| lead(&mut desk, &[])).collect();
    for (nth, at) in made.iter().enumerate().skip(1) {
        desk.now.instant = NOW.instant + [0, 1, 3, 9][nth] * DAY;
        for _ in 0..[0, 1, 3, 6][nth] {
            desk.run("follow_up.log", at, &[("content", "谈过".into())]).unwrap();
        }
    }
    let keys = |address| -> Vec<Value> { parts(&desk, address).into_iter().map(|part| part.0).collect() };
    assert_eq!(keys("of=leads.effort"), ["none", "few", "some", "many"].map(Value::from));
    assert_eq!(keys("of=leads.effort&by=response"), ["day", "days", "later", "never"].map(Value::from));
}

#[test]
fn what_stands_out_needs_enough_to_compare() {
    let mut desk = Desk::new("rep");
    let convert = |desk: &mut Desk, at: &Ref| {
        desk.run("lead.convert", at, &[("customer", "澄海".into())]).unwrap();
    };
    for (source, all, converted) in [("expo", 6, 3), ("web", 5, 1), ("referral", 2, 2)] {
        for nth in 0..all {
            let at = lead(&mut desk, &[("source", source.into())]);
            if nth < converted {
                convert(&mut desk, &at);
            }
        }
    }
    let division = divide(&desk.view(), &ask("of=leads.conversion"), &desk.now);
    let finding = division.finding().expect("two can be compared");
    let name = |at: usize| division.rows[at].value.clone();
    assert_eq!((name(finding.best), name(finding.worst)), ("expo".into(), "web".into()));
    let none = divide(&desk.view(), &ask("of=leads.conversion&by=owner"), &desk.now);
    assert_eq!(none.finding(), None, "one person alone is not compared");
}

#[test]
fn the_bottleneck_is_where_deals_stay() {
    let mut desk = Desk::new("admin");
    let customer = desk.create("customer", &[("name", "澄海".into())]);
    let stages = ["need", "solution", "quote"];
    let mut deals = Vec::new();
    for nth in 0..4 {
        desk.now.instant = NOW.instant - 60 * DAY;
        let at = desk.create("opportunity", &[("name", "泵".into()), ("customer", customer.link())]);
        for (stage, days) in stages.iter().zip([2, 5, 20 + nth]) {
            desk.now.instant += days * DAY;
            desk.run("opportunity.move", &at, &[("stage", (*stage).into())]).unwrap();
        }
        deals.push(at);
    }
    desk.now.instant = NOW.instant;
    desk.run("opportunity.lose", &deals[0], &[("lost_reason", "price".into())]).unwrap();
    let found = steps(&desk.view(), &ask("of=opportunities.steps"), &desk.now);
    let days: Vec<Option<i64>> = found.steps.iter().map(|step| step.days).collect();
    // One lost deal's last stay ended when it was lost; the others are there still.
    assert_eq!(days[..3], [Some(20), Some(50), Some(215)]);
    assert_eq!(found.bottleneck, Some(3), "{days:?}");
    let count = |cell: &Cell| match cell.amount {
        Amount::Count(count) => count,
        Amount::Share(part, _) => part,
        _ => panic!("a count"),
    };
    assert_eq!(found.steps.iter().map(|step| count(&step.reached)).collect::<Vec<_>>(), [4, 4, 4, 4, 0, 0]);
    assert_eq!(found.steps.iter().map(|step| count(&step.here)).collect::<Vec<_>>(), [0, 0, 0, 3, 0, 0]);
    assert_eq!(found.steps.last().and_then(|step| step.onward.clone()), None);
}

#[test]
fn junk_counts_nowhere() {
    let mut desk = Desk::new("admin");
    let at = lead(&mut desk, &[]);
    lead(&mut desk, &[]);
    desk.run("lead.void", &at, &[]).unwrap();
    assert_eq!(parts(&desk, "of=leads.conversion"), [("expo".into(), 1)]);
}

#[test]
fn what_a_deal_brought_in_is_shared_by_the_follow_ups_made_for_it() {
    let mut desk = Desk::new("rep");
    // One talk with the lead that it came of, two about the deal itself, one that led nowhere.
    let at = lead(&mut desk, &[]);
    desk.run(
        "follow_up.log",
        &at,
        &[("method", "visit".into()), ("content", "见面".into()), ("minutes", Value::Int(90))],
    )
    .unwrap();
    let given = [("customer", "澄海".into()), ("opportunity", "泵".into())];
    desk.run("lead.convert", &at, &given).unwrap();
    let deal = desk.view().records("opportunity").next().unwrap().at();
    for minutes in [Value::Int(30), Value::Null] {
        let said = [("content", "报价".into()), ("minutes", minutes)];
        desk.run("follow_up.log", &deal, &said).unwrap();
    }
    let other = lead(&mut desk, &[("source", "web".into())]);
    desk.run("follow_up.log", &other, &[("content", "没接".into())]).unwrap();
    let won = [("amount", Value::Money(100, "CNY".into())), ("close_on", Value::Date(NOW.today()))];
    desk.run("opportunity.win", &deal, &won).unwrap();
    let cells = |address: &str| -> Vec<(Value, Vec<Amount>)> {
        let ask = ask(address);
        let rows = divide(&desk.view(), &ask, &desk.now).rows.into_iter();
        rows.map(|row| (row.value, row.cells.into_iter().map(|cell| cell.amount).collect())).collect()
    };
    let money = |minor: i64| BTreeMap::from([("CNY".to_owned(), minor)]);
    let found = cells("of=follow-ups.return&by=source");
    assert_eq!(found.iter().map(|part| part.0.clone()).collect::<Vec<_>>(), ["web".into(), Value::from("expo")]);
    // 100 fen in three parts: nothing is lost, and what took no time that was noted stands in no hour.
    let [.., total, earned, each, hour] = &*found[1].1 else { panic!("{found:?}") };
    assert_eq!((total, earned), (&Amount::Total(120), &Amount::Sum(money(100))));
    assert_eq!(each, &Amount::Rate(money(33)));
    assert!(matches!(hour, Amount::Rate(rate) if matches!(rate["CNY"], 33 | 34)), "{hour:?}");
    let [count, won, share, .., each, _] = &*found[0].1 else { panic!("{found:?}") };
    assert_eq!((count, won, share), (&Amount::Count(1), &Amount::Count(0), &Amount::Share(0, 1)));
    assert_eq!(each, &Amount::Rate(BTreeMap::new()));
    let found = cells("of=follow-ups.return");
    assert_eq!(found.iter().map(|part| part.0.clone()).collect::<Vec<_>>(), ["call".into(), Value::from("visit")]);
}

#[test]
fn a_field_of_ones_own_divides_and_its_figures_open_what_they_count() {
    let mut desk = Desk::new("admin");
    for (kind, values) in [
        ("yes", vec![Value::Bool(true), Value::Bool(false), Value::Null]),
        ("tags", vec![Value::List(vec!["甲".into(), "乙".into()]), Value::Null]),
        ("person", vec![Ref::new("member", &desk.me).link(), Value::Null]),
        ("date", vec![Value::Date(NOW.today()), Value::Null]),
    ] {
        let made = desk.create("custom_field", &[("of", "lead".into()), ("name", kind.into()), ("kind", kind.into())]);
        let key = cove::crm::custom::tables::register(&made.id);
        let (of, count) = (desk.view().table("lead").unwrap(), values.len());
        for value in values {
            let args = crate::desk::args(&[("name", "程屿".into()), ("source", "expo".into()), (&key, value)]);
            let edits = record::create(&desk.view(), of, &args, &desk.now).unwrap().0;
            desk.write(&edits);
        }
        let view = desk.view();
        let ask = Ask::from_address(&format!("of=leads.conversion&by={key}&in=ever"), &view).unwrap();
        assert_eq!(ask.by.map(|field| field.key), Some(&*key), "{kind}");
        let division = divide(&view, &ask, &NOW);
        // Of two words each is a part.
        assert_eq!(division.rows.len(), if kind == "tags" { 3 } else { count }, "{kind}: {division:?}");
        for row in &division.rows {
            row.cells.iter().for_each(|cell| agrees(&view, &ask, (None, cell), &NOW));
        }
    }
    // Free text divides nothing.
    desk.create("custom_field", &[("of", "lead".into()), ("name", "备注".into()), ("kind", "text".into())]);
    let parts = |of: &str| Ask::from_address(of, &desk.view()).unwrap().parts().count();
    let usual = ask("of=leads.conversion").parts().count();
    assert_eq!(parts("of=leads.conversion"), usual + 4);
}
