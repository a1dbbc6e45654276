//! What a demo is told with: the words of one language. The story itself is in [`super::story`].

/// The words of one language.
pub(super) struct Words {
    /// The organisation.
    pub(super) org: &'static str,
    /// Its currency.
    pub(super) currency: &'static str,
    /// Its time zone.
    pub(super) zone: &'static str,
    /// Its five members: name, role, title, region, mailbox.
    pub(super) members: [[&'static str; 5]; 5],
    /// Places: how a company's name begins (may be empty), region, dialling prefix of phones.
    pub(super) places: &'static [[&'static str; 3]],
    /// An address; `{n}` is the number of the house.
    pub(super) street: &'static str,
    /// Invented names of companies.
    pub(super) brands: &'static [&'static str],
    /// What companies do.
    pub(super) trades: &'static [Trade],
    /// Family names.
    pub(super) families: &'static [&'static str],
    /// Given names of women, then of men.
    pub(super) given: [&'static [&'static str]; 2],
    /// Whether the family name comes first, without a space.
    pub(super) family_first: bool,
    /// Title, department, decision role.
    pub(super) posts: &'static [[&'static str; 3]],
    /// Campaigns and trade shows.
    pub(super) campaigns: &'static [&'static str],
    /// The pool of trade shows, the one for everything else, and the rule that shares out the first.
    pub(super) pools: [&'static str; 3],
    /// The public pools: the common one, and the one of customers who bought long ago.
    pub(super) seas: [&'static str; 2],
    /// The recycle rules: of what is not followed up, of what brings no opportunity, of level D, after a contract.
    pub(super) recycle: [&'static str; 4],
    /// The template of registrations, and who is registered: the company, the contact there, what they need.
    pub(super) template: &'static str,
    pub(super) registrations: &'static [[&'static str; 3]],
    /// What happened between two colleagues.
    pub(super) clash: &'static str,
    /// The capacity rule.
    pub(super) capacity: &'static str,
    /// Tags.
    pub(super) tags: &'static [&'static str],
    /// What is said first; `{want}` is what the trade wants.
    pub(super) first: &'static [Talk],
    /// What is said while the deal is open.
    pub(super) open: &'static [Talk],
    /// What is said to those who bought.
    pub(super) care: &'static [Talk],
    /// What is noted of those who cannot be reached.
    pub(super) lost: &'static [Talk],
    /// What shows that a product fits; `{want}` is what the trade wants.
    pub(super) fit: &'static str,
    /// Things to do; `{name}` is the person or company.
    pub(super) tasks: &'static [&'static str],
    /// Notes on people.
    pub(super) notes: &'static [&'static str],
}

/// A trade: its key, the middle and end of company names, what it wants of us.
pub(super) struct Trade {
    pub(super) key: &'static str,
    pub(super) firms: &'static [&'static str],
    pub(super) wants: &'static [&'static str],
}

/// Something said: method, result, content.
pub(super) type Talk = [&'static str; 3];
