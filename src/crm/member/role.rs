//! The roles of members (features.md section 0).

use crate::crm::schema::Choice;
use crate::crm::view::View;

/// What a member is in the workspace.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Sells.
    Rep,
    /// Keeps the books of sales (内勤).
    Clerk,
    /// Leads a team.
    Manager,
    /// May do everything.
    Admin,
}

/// The roles as choices.
pub static ROLES: &[Choice] = &[
    Choice::new("admin", "choice-role-admin").synonyms(&["administrator", "管理员"]),
    Choice::new("manager", "choice-role-manager").synonyms(&["sales manager", "经理", "主管", "销售经理"]),
    Choice::new("clerk", "choice-role-clerk").synonyms(&["sales support", "内勤", "销售内勤"]),
    Choice::new("rep", "choice-role-rep").synonyms(&[
        "sales",
        "salesperson",
        "sales rep",
        "销售",
        "业务员",
        "销售代表",
    ]),
];

impl Role {
    /// All roles.
    pub const ALL: [Role; 4] = [Role::Rep, Role::Clerk, Role::Manager, Role::Admin];

    /// The stored key.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Role::Rep => "rep",
            Role::Clerk => "clerk",
            Role::Manager => "manager",
            Role::Admin => "admin",
        }
    }

    /// The role of a stored key; whoever has none that is known is a rep.
    #[must_use]
    pub fn of_key(key: &str) -> Role {
        Role::ALL.into_iter().find(|role| role.key() == key).unwrap_or(Role::Rep)
    }

    /// Whether the role leads others.
    #[must_use]
    pub fn leads(self) -> bool {
        matches!(self, Role::Manager | Role::Admin)
    }

    /// Whether the role looks after other people's records too.
    #[must_use]
    pub fn is_staff(self) -> bool {
        self != Role::Rep
    }
}

/// The role of the member who looks.
#[must_use]
pub fn role_of(view: &View<'_>) -> Role {
    view.get("member", view.me()).map_or(Role::Rep, |member| Role::of_key(member.text("role")))
}
