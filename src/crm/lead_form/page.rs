//! The page of a lead form: one HTML file with everything in it, for anybody's site. It asks no server for
//! anything; an answer leaves it as a mail that the visitor sends, as a copied code or as a saved file.

use super::fields::{ASK, asked};
use crate::crm::lead::LEAD;
use crate::crm::schema::Kind;
use crate::crm::view::Rec;
use crate::ledger::{Json, Value};
use std::collections::BTreeMap;

/// The page around what is put in. Its places are `{{name}}`.
const PAGE: &str = include_str!("page.html");

/// What an answer says it is.
pub const FORMAT: &str = "cove-answer/1";
/// What a code begins with.
pub const MARK: &str = "COVE1.";

/// The messages that the script of the page shows.
const SAID: [&str; 8] = [
    "form-page-required",
    "form-page-email",
    "form-page-phone",
    "form-page-one",
    "form-page-agree",
    "form-page-copied",
    "form-page-copy-by-hand",
    "form-page-mail-body",
];

/// The language of a form's page: `zh` or `en`.
#[must_use]
pub fn language(form: &Rec<'_>) -> &'static str {
    if form.text("language") == "en" { "en" } else { "zh" }
}

/// The file. `say` gives the messages of the form's language.
#[must_use]
pub fn write(form: &Rec<'_>, say: &dyn Fn(&str) -> String) -> String {
    let lang = if language(form) == "en" { "en" } else { "zh-CN" };
    let name = form.text("name");
    let or = |field: &str, key: &str| {
        Some(form.text(field)).filter(|text| !text.is_empty()).map_or_else(|| say(key), str::to_owned)
    };
    let consent = form.text("consent");
    let puts = [
        ("lang", lang.to_owned()),
        ("title", escaped(name)),
        ("intro", paragraphs(form.text("intro"))),
        ("questions", questions(form, say)),
        ("consent", if consent.is_empty() { String::new() } else { agreement(consent) }),
        ("required", escaped(&say("form-page-required-mark"))),
        ("send", escaped(&say("form-page-send"))),
        ("thanks", escaped(&or("thanks", "form-page-thanks"))),
        ("how", escaped(&say(if form.text("mail").is_empty() { "form-page-how-code" } else { "form-page-how-mail" }))),
        ("mail", escaped(&say("form-page-mail"))),
        ("copy", escaped(&say("form-page-copy"))),
        ("save", escaped(&say("form-page-save"))),
        ("code", escaped(&say("form-page-code"))),
        ("again", escaped(&say("form-page-again"))),
        ("errors", escaped(&say("form-page-errors"))),
        ("config", config(form, say)),
    ];
    // Each place is filled once, so that what somebody wrote fills none.
    let mut page = String::with_capacity(PAGE.len() * 2);
    let mut rest = PAGE;
    while let Some((before, behind)) = rest.split_once("{{") {
        let (place, behind) = behind.split_once("}}").unwrap_or((behind, ""));
        page.push_str(before);
        page.push_str(puts.iter().find(|(name, _)| *name == place).map_or("", |(_, text)| text));
        rest = behind;
    }
    page.push_str(rest);
    page
}

/// What the script knows of the form, as JSON that no markup can end.
fn config(form: &Rec<'_>, say: &dyn Fn(&str) -> String) -> String {
    let text = |text: &str| Json::Str(text.to_owned());
    let own = |key: &str| key.splitn(3, '-').nth(2).unwrap_or_default().to_owned();
    let says = SAID.iter().map(|key| (own(key), text(&say(key)))).collect();
    let mail = Some(form.text("mail")).filter(|mail| mail.contains('@') && !mail.contains(char::is_whitespace));
    let all = BTreeMap::from([
        ("format".to_owned(), text(FORMAT)),
        ("mark".to_owned(), text(MARK)),
        ("form".to_owned(), text(form.id)),
        ("name".to_owned(), text(form.text("name"))),
        ("mail".to_owned(), text(mail.unwrap_or_default())),
        ("says".to_owned(), Json::Map(says)),
    ]);
    Json::Map(all).canonical().replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}

/// The questions: the name first, then those that were chosen.
fn questions(form: &Rec<'_>, say: &dyn Fn(&str) -> String) -> String {
    let mut html = question("name", &say("field-person-name"), "text", "name", true);
    for field in asked().filter(|field| form.get(field.key) == Some(&Value::Bool(true))) {
        let key = &field.key[ASK.len()..];
        let lead = LEAD.field(key);
        let kind = lead.map(|field| field.kind);
        // What a note is to us is a message to whoever writes it.
        let label = lead.filter(|field| field.key != "note").map_or("lead-form-note", |field| field.label);
        let label = say(label);
        html.push_str(&match (key, kind) {
            (_, Some(Kind::Choice(choices))) => {
                let option = |choice: &crate::crm::Choice| {
                    format!("<option value=\"{}\">{}</option>", escaped(choice.key), escaped(&say(choice.label)))
                };
                let options: String = choices.iter().map(option).collect();
                around(
                    key,
                    &label,
                    false,
                    &format!("<select id=\"{key}\" name=\"{key}\"><option value=\"\"></option>{options}</select>"),
                )
            }
            (_, Some(Kind::LongText)) => {
                let area = format!("<textarea id=\"{key}\" name=\"{key}\" rows=\"4\" maxlength=\"2000\"></textarea>");
                around(key, &label, false, &area)
            }
            ("phone", _) => question(key, &label, "tel", "tel", false),
            ("email", _) => question(key, &label, "email", "email", false),
            ("company", _) => question(key, &label, "text", "organization", false),
            ("title", _) => question(key, &label, "text", "organization-title", false),
            ("region", _) => question(key, &label, "text", "address-level1", false),
            _ => question(key, &label, "text", "off", false),
        });
    }
    html
}

fn question(key: &str, label: &str, kind: &str, complete: &str, required: bool) -> String {
    let must = if required { " required" } else { "" };
    let input = format!(
        "<input id=\"{key}\" name=\"{key}\" type=\"{kind}\" autocomplete=\"{complete}\" maxlength=\"200\"{must}>"
    );
    around(key, label, required, &input)
}

/// A question with its label, and the place for what is wrong with the answer.
fn around(key: &str, label: &str, required: bool, input: &str) -> String {
    let mark = if required { " <span aria-hidden=\"true\">*</span>" } else { "" };
    let input = input.replacen(&format!("id=\"{key}\""), &format!("id=\"{key}\" aria-describedby=\"{key}-wrong\""), 1);
    let label = escaped(label);
    format!(
        "<p class=\"q\"><label for=\"{key}\">{label}{mark}</label>{input}<span class=\"wrong\" id=\"{key}-wrong\"></span></p>\n"
    )
}

/// The sentence that a visitor agrees to.
fn agreement(consent: &str) -> String {
    let consent = escaped(consent).replace('\n', "<br>");
    format!(
        "<p class=\"q agree\"><input id=\"agree\" type=\"checkbox\" required aria-describedby=\"agree-wrong\"> \
         <label for=\"agree\">{consent}</label><span class=\"wrong\" id=\"agree-wrong\"></span></p>\n"
    )
}

fn paragraphs(text: &str) -> String {
    text.lines().filter(|line| !line.trim().is_empty()).map(|line| format!("<p>{}</p>\n", escaped(line))).collect()
}

/// A text as it stands in markup.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c if c.is_control() && c != '\n' && c != '\t' => {}
            c => escaped.push(c),
        }
    }
    escaped
}
