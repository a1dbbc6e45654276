//! Regions: the tree of places that customers lie in and people work in (F11). A record says its region in words, as it
//! was typed or came in a file; the tree says what these words mean, so that "Nanjing" is a part of "East China".

pub mod china;
pub mod tree;

use super::member::MEMBER;
use super::schema::{Entity, Field, Kind, PLAIN};
use super::view::{Rec, View};
use crate::ledger::Value;
use tree::{Census, Tree};

/// The table of regions.
pub static REGION: Entity = Entity {
    key: "region",
    slug: "regions",
    label: "entity-region",
    plural: "entity-regions",
    icon: "globe",
    fields: FIELDS,
    title: &["name"],
    subtitle: &["parent"],
    sort: ("name", false),
    ..PLAIN
};

/// The fields of a region.
pub static FIELDS: &[Field] = &[
    Field::new("name", Kind::Text, "region-name").required().search().column(200),
    Field::new("parent", Kind::Link(&["region"]), "region-parent").quick().part().column(176),
    Field::new("also", Kind::Text, "region-also").quick().search().column(200),
    Field::new("customers", Kind::Int, "entity-customers")
        .column(104)
        .computed(|view, rec, _| Value::Int(i64::try_from(Census::of(view).customers(rec.id)).unwrap_or(i64::MAX))),
    Field::new("people", Kind::Tags, "region-people").column(200).computed(|view, rec, _| {
        Value::List(Census::of(view).people(rec.id).iter().map(|name| Value::from(name.as_str())).collect())
    }),
];

/// The region of a record, in words.
pub const PLACE: Field = Field::new("region", Kind::Text, "field-region")
    .search()
    .offered(offers)
    .synonyms(&["region", "city", "state", "province", "country", "地区", "区域", "省市", "城市"]);

/// The largest region that a record lies in.
pub const AREA: Field = Field::new("area", Kind::Text, "field-area")
    .computed(|view, rec, _| Value::from(Tree::of(view).path(rec.text("region")).pop().unwrap_or_default()));

/// All regions that a record lies in, the smallest first.
pub const WITHIN: Field = Field::new("within", Kind::Tags, "field-within").computed(|view, rec, _| {
    let path = Tree::of(view).path(rec.text("region"));
    Value::List(path.into_iter().map(Value::from).collect())
});

/// Whether a record lies where the member who looks works; blank for who works anywhere and what lies nowhere.
pub const NEAR: Field = Field::new("near", Kind::Bool, "field-near").computed(|view, rec, _| {
    let me = view.get(MEMBER.key, view.me()).filter(|me| !me.text("region").is_empty());
    let place = Some(rec.text("region")).filter(|place| !place.is_empty());
    me.zip(place).map_or(Value::Null, |(me, place)| Value::Bool(covered(&me, place)))
});

/// The regions that a text names, as in "浙江、江苏".
pub fn named(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', '，', '、', ';', '；', '/']).map(str::trim).filter(|name| !name.is_empty())
}

/// Whether a member works in a region, or in a part of it.
#[must_use]
pub fn works_within(member: &Rec<'_>, region: &str) -> bool {
    let tree = Tree::of(&member.view);
    named(member.text("region")).any(|own| tree.covers(region, own))
}

/// Whether a place lies in a region of a member.
#[must_use]
pub fn covered(member: &Rec<'_>, place: &str) -> bool {
    let tree = Tree::of(&member.view);
    named(member.text("region")).any(|own| tree.covers(own, place))
}

/// What may be written where a region is asked for: the regions of the tree, each with those it lies in but the
/// largest.
#[must_use]
pub fn offers(view: &View<'_>) -> Vec<String> {
    Tree::of(view).spelled()
}
