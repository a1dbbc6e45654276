//! The fields of a member.

use super::role::ROLES;
use crate::crm::region;
use crate::crm::schema::{Field, Kind};

/// The fields of a member, in the order of forms.
pub static FIELDS: &[Field] = &[
    Field::new("name", Kind::Text, "field-person-name").required().search().column(160).synonyms(&["name", "姓名"]),
    ROLE.column(120),
    Field::new("title", Kind::Text, "field-title").column(160).quick().synonyms(&["title", "position", "职务", "职位"]),
    Field::new("phone", Kind::Point("phone"), "field-phone").group("group-contact").column(160).search().quick(),
    Field::new("email", Kind::Point("email"), "field-email").group("group-contact").column(220).search().quick(),
    Field::new("team", Kind::Text, "member-team").column(120).synonyms(&["team", "department", "团队", "部门"]),
    Field::new("region", Kind::Text, "field-region").offered(region::offers).column(120),
    Field::new("code", Kind::Text, "member-code").synonyms(&["staff number", "工号"]),
    Field::new("since", Kind::Date, "member-since"),
    Field::new("active", Kind::Bool, "member-active").column(80),
    Field::new("away_until", Kind::Date, "member-away-until"),
];

/// The role: only an admin changes it.
pub const ROLE: Field = Field::new("role", Kind::Choice(ROLES), "member-role").managed();
