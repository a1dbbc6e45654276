//! The fields of a lead form: what its answers are given, and which questions it asks.

use crate::crm::choice::SOURCES;
use crate::crm::computed::{CREATED_AT, CREATED_BY};
use crate::crm::schema::{Choice, Field, Kind};

/// The languages a form may speak; the keys begin the tags of the languages.
pub static LANGUAGES: &[Choice] = &[
    Choice::new("zh", "choice-form-zh").synonyms(&["zh-cn", "chinese", "中文", "简体中文"]),
    Choice::new("en", "choice-form-en").synonyms(&["english", "英文", "英语"]),
];

/// What stands before the key of a lead's field in the key of the question for it.
pub const ASK: &str = "ask_";

/// What a form asks for unless something was chosen.
pub const USUAL: [&str; 4] = ["ask_company", "ask_phone", "ask_email", "ask_note"];

/// A question for a field of a lead.
const fn ask(key: &'static str, label: &'static str) -> Field {
    Field::new(key, Kind::Bool, label).group("group-questions").quick()
}

/// The fields of a lead form, in the order of its form.
pub static FIELDS: &[Field] = &[
    Field::new("name", Kind::Text, "lead-form-name").required().search().column(224),
    Field::new("campaign", Kind::Text, "lead-campaign").quick().search().column(160),
    Field::new("source", Kind::Choice(SOURCES), "field-source").required().column(104),
    Field::new("pool", Kind::Link(&["pool"]), "lead-pool").quick().column(128),
    Field::new("mail", Kind::Text, "lead-form-mail").quick().column(184),
    Field::new("language", Kind::Choice(LANGUAGES), "lead-form-language").quick().column(96),
    Field::new("intro", Kind::LongText, "lead-form-intro").quick(),
    ask("ask_company", "lead-form-ask-company"),
    ask("ask_title", "lead-form-ask-title"),
    ask("ask_phone", "lead-form-ask-phone"),
    ask("ask_email", "lead-form-ask-email"),
    ask("ask_wechat", "lead-form-ask-wechat"),
    ask("ask_industry", "lead-form-ask-industry"),
    ask("ask_region", "lead-form-ask-region"),
    ask("ask_interests", "lead-form-ask-interests"),
    ask("ask_note", "lead-form-ask-note"),
    Field::new("thanks", Kind::Text, "lead-form-thanks").group("group-words"),
    Field::new("consent", Kind::LongText, "lead-form-consent").group("group-words"),
    CREATED_AT,
    CREATED_BY,
];

/// The questions, in order.
pub fn asked() -> impl Iterator<Item = &'static Field> {
    FIELDS.iter().filter(|field| field.key.starts_with(ASK))
}
