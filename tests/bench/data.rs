//! Made-up customers and follow-ups, the same in every run.

use cove::crm::{Edits, Refusal};
use cove::ledger::{Change, DeviceId, Entry, History, Next, Op, SetOp, Value};
use std::collections::BTreeMap;

const CITIES: [&str; 6] = ["杭州", "上海", "深圳", "成都", "武汉", "西安"];
const TRADES: [&str; 5] = ["机械设备", "电子科技", "新材料", "精密仪器", "供应链"];

/// One customer.
pub(crate) struct Row {
    pub(crate) id: String,
    pub(crate) fields: Vec<(&'static str, String)>,
}

pub(crate) fn rows(count: usize) -> Vec<Row> {
    let row = |n: usize| {
        let (city, trade) = (CITIES[n % 6], TRADES[n / 6 % 5]);
        let fields = vec![
            ("name", format!("{city}尚祈{trade}有限公司 {n}")),
            ("phone", format!("0571-{:08}", n * 7_919 % 100_000_000)),
            ("region", city.to_owned()),
            ("owner", format!("member-{}", n % 40)),
            ("address", format!("{city}市高新区创业路 {} 号 {} 室", n % 900 + 1, n % 30 + 101)),
            ("website", format!("https://www.shangqi-{n}.example")),
            ("note", format!("展会认识，关注交期与付款条件；上次报价 {} 元，竞争对手两家。", n * 37 % 90_000)),
        ];
        Row { id: format!("0000000000000009.{}.{n:07x}", n + 1), fields }
    };
    (0..count).map(row).collect()
}

impl Row {
    /// The edits that create it.
    pub(crate) fn create(&self) -> Result<Edits, Refusal> {
        let mut edits = Edits::new();
        let id = edits.create();
        for (field, value) in &self.fields {
            edits.set("customer", &id, field, value.as_str());
        }
        Ok(edits)
    }

    fn op(&self) -> Op {
        let value = |key: &str, text: &str| match key {
            "owner" => Value::Link("member".to_owned(), text.to_owned()),
            _ => Value::from(text),
        };
        let set = self.fields.iter().map(|(key, text)| ((*key).to_owned(), value(key, text))).collect();
        set_op("customer", &self.id, set)
    }
}

/// The rows as the changes of an import.
pub(crate) fn changes(device: DeviceId, rows: &[Row], chunk: usize) -> Vec<Entry> {
    chain(device, "import", rows.chunks(chunk).map(|group| group.iter().map(Row::op).collect()))
}

/// One follow-up of each customer, a change each, as people write them.
pub(crate) fn follow_ups(device: DeviceId, rows: &[Row]) -> Vec<Entry> {
    let op = |(n, row): (usize, &Row)| {
        let set = said(n, row).map(|(key, value)| (key.to_owned(), value));
        vec![set_op("follow_up", &format!("{device}.{}.{n:07x}", n + 1), set.into())]
    };
    chain(device, "follow_up", rows.iter().enumerate().map(op))
}

/// The people who hold the customers, a pool, a rule by which two thirds of them lapse, and a limit.
pub(crate) fn regime(device: DeviceId) -> Vec<Entry> {
    let text =
        |fields: &[(&str, Value)]| fields.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect();
    let mut ops: Vec<Op> = (0..40)
        .map(|n| set_op("member", &format!("member-{n}"), text(&[("name", format!("业务员 {n}").into())])))
        .collect();
    ops.push(set_op("pool", "sea", text(&[("name", "公海".into()), ("holds", "customers".into())])));
    let rule = [("name", "未跟进".into()), ("reason", "untouched".into()), ("days", 40.into())];
    ops.push(set_op("recycle_rule", "rule", text(&rule)));
    ops.push(set_op("capacity_rule", "limit", text(&[("name", "标准".into()), ("most", 3_000.into())])));
    chain(device, "import", std::iter::once(ops))
}

/// The edits of one follow-up.
pub(crate) fn follow_up(n: usize, row: &Row) -> Edits {
    let mut edits = Edits::new();
    let id = edits.create();
    for (field, value) in said(n, row) {
        edits.set("follow_up", &id, field, value);
    }
    edits
}

fn said(n: usize, row: &Row) -> [(&'static str, Value); 4] {
    [
        ("about", Value::Link("customer".to_owned(), row.id.clone())),
        ("content", format!("电话沟通第 {n} 次：客户确认样品合格，月底前给出采购计划，下周发合同草稿。").into()),
        ("method", "call".into()),
        ("at", Value::At(1_790_000_000_000 + n as i64 * 60_000)),
    ]
}

fn set_op(entity: &str, id: &str, set: BTreeMap<String, Value>) -> Op {
    Op::Set(SetOp { e: entity.to_owned(), id: id.to_owned(), set, x: BTreeMap::new(), seen: BTreeMap::new() })
}

fn chain(device: DeviceId, why: &str, groups: impl Iterator<Item = Vec<Op>>) -> Vec<Entry> {
    let mut next = History::new().next(device);
    let mut entries = Vec::new();
    for ops in groups {
        let change = Change {
            d: device,
            s: next.s,
            l: next.l,
            t: Some(1_790_000_000_000),
            m: Some("member-1".to_owned()),
            why: Some(why.to_owned()),
            ops,
            ..Change::default()
        };
        let entry = Entry::new(&change, next.parent).unwrap();
        next = Next { s: next.s + 1, l: next.l + 1, parent: entry.c };
        entries.push(entry);
    }
    entries
}
