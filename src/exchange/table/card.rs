//! People as cards (vCard 4.0, RFC 6350), for phones and mail programs.

use crate::crm::schema::Entity;
use crate::crm::{Rec, View};
use crate::exchange::line::{escaped, line};
use crate::ledger::Value;

/// Whether records of an entity are people, who can have cards.
#[must_use]
pub fn has_cards(table: &Entity) -> bool {
    super::mapping::has_person(table)
}

/// The cards of people, one after the other.
#[must_use]
pub fn write(view: &View<'_>, people: &[Rec<'_>]) -> Vec<u8> {
    let mut text = String::new();
    people.iter().for_each(|person| card(&mut text, view, person));
    text.into_bytes()
}

fn card(text: &mut String, view: &View<'_>, person: &Rec<'_>) {
    line(text, "BEGIN", "VCARD");
    line(text, "VERSION", "4.0");
    let name = person.text("name");
    line(text, "FN", &escaped(if name.is_empty() { person.title() } else { name.to_owned() }.as_str()));
    let (family, given) = parts(name);
    line(text, "N", &format!("{};{};;;", escaped(family), escaped(given)));
    let company = person.get("customer").and_then(|link| view.follow(link)).map(|to| to.title());
    let company = company.unwrap_or_else(|| person.text("company").to_owned());
    let department = person.text("department");
    if !company.is_empty() || !department.is_empty() {
        let unit = if department.is_empty() { String::new() } else { format!(";{}", escaped(department)) };
        line(text, "ORG", &format!("{}{unit}", escaped(&company)));
    }
    if !person.text("title").is_empty() {
        line(text, "TITLE", &escaped(person.text("title")));
    }
    for (kind, property) in [("phone", "TEL"), ("email", "EMAIL")] {
        for (at, point) in person.points(kind).iter().enumerate() {
            let types = match point.text("label") {
                "work" => ";TYPE=work",
                "home" => ";TYPE=home",
                "mobile" => ";TYPE=cell",
                "fax" => ";TYPE=fax",
                _ => "",
            };
            let preferred = if at == 0 { ";PREF=1" } else { "" };
            line(text, &format!("{property}{types}{preferred}"), &escaped(point.text("value")));
        }
    }
    for point in person.points("wechat") {
        line(text, "X-WECHAT", &escaped(point.text("value")));
    }
    for field in ["website", "linkedin"] {
        if !person.text(field).is_empty() {
            line(text, "URL", person.text(field));
        }
    }
    if let Some(Value::Date(day)) = person.get("birthday") {
        line(text, "BDAY", &day.format("%Y%m%d").to_string());
    }
    match person.text("gender") {
        "female" => line(text, "GENDER", "F"),
        "male" => line(text, "GENDER", "M"),
        "other" => line(text, "GENDER", "O"),
        _ => {}
    }
    let tags: Vec<String> = person.tags("tags").into_iter().map(escaped).collect();
    if !tags.is_empty() {
        line(text, "CATEGORIES", &tags.join(","));
    }
    if !person.text("note").is_empty() {
        line(text, "NOTE", &escaped(person.text("note")));
    }
    line(text, "UID", &escaped(person.id));
    line(text, "END", "VCARD");
}

/// Family and given name of a whole one: a Western family name comes last; a name of one word, as 汉字
/// are written, is kept whole.
fn parts(name: &str) -> (&str, &str) {
    match name.rsplit_once(' ') {
        Some((given, family)) => (family, given),
        None => (name, ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_two_parts_where_they_show_them() {
        assert_eq!(parts("Shelley Kerluke"), ("Kerluke", "Shelley"));
        assert_eq!(parts("王芳"), ("王芳", ""));
        assert_eq!(parts(""), ("", ""));
    }
}
