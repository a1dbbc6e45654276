//! vCards 2.1, 3.0 and 4.0: folded lines, quoted-printable, types of either spelling.

use super::{Capture, Find};

/// Properties that say nothing about a person, and pictures, which no note should hold.
const LEFT_OUT: &[&str] = &[
    "BEGIN",
    "END",
    "VERSION",
    "PRODID",
    "REV",
    "UID",
    "PHOTO",
    "LOGO",
    "SOUND",
    "KEY",
    "SORT-STRING",
    "X-ABADR",
    "KIND",
];

/// Reads the first card of a text; `None` if there is none. Whatever stands around it is kept, further cards too.
pub(super) fn read(text: &str) -> Option<Capture> {
    let upper = text.to_ascii_uppercase();
    let from = upper.find("BEGIN:VCARD")?;
    let end = upper[from..].find("END:VCARD").map(|at| from + at + "END:VCARD".len());
    let (card, behind) = text[from..].split_at(end.unwrap_or(text.len()) - from);
    let mut capture = Capture::default();
    let mut rest: Vec<String> = Vec::new();
    let mut names: Vec<(String, String)> = Vec::new();
    for line in unfolded(card) {
        let Some((head, value)) = line.split_once(':') else {
            rest.push(line);
            continue;
        };
        let mut parts = head.split(';');
        let key = parts.next().unwrap_or_default();
        let key = key.rsplit('.').next().unwrap_or(key).trim().to_ascii_uppercase();
        let types: Vec<String> = parts.map(|part| part.to_ascii_uppercase()).collect();
        let value = if types.iter().any(|part| part.contains("QUOTED-PRINTABLE")) {
            printable(value)
        } else {
            value.to_owned()
        };
        let fields = fields(&value);
        let first = fields.iter().find(|part| !part.is_empty()).cloned().unwrap_or_default();
        let all = fields.iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(", ");
        let mut find = |field: &'static str, label: Option<&'static str>, value: String| {
            if !value.trim().is_empty() {
                capture.finds.push(Find { field, label, value: value.trim().to_owned(), said: line.clone() });
            }
        };
        match key.as_str() {
            "FN" => names.insert(0, (all, line)),
            "N" => names.push((full_name(&fields), line)),
            "ORG" => {
                find("company", None, first);
                find("department", None, fields.get(1..).unwrap_or_default().join(" ").trim().to_owned());
            }
            "TITLE" => find("title", None, all),
            "TEL" => find("phone", Some(label(&types)), all.strip_prefix("tel:").unwrap_or(&all).to_owned()),
            "EMAIL" => find("email", None, all),
            "URL" => find("website", None, value),
            "ADR" => {
                find("address", None, address(&fields));
                let place = |at: usize| fields.get(at).map(String::as_str).unwrap_or_default();
                let region = [place(4), place(3)].join(if place(3).is_ascii() { " " } else { "" });
                find("region", None, region.trim().to_owned());
            }
            "X-WECHAT" | "X-WEIXIN" => find("wechat", None, all),
            "X-QQ" => find("im", None, all),
            "IMPP" | "X-SOCIALPROFILE" if value.to_lowercase().starts_with("weixin:") => {
                find("wechat", None, all.split_once(':').map(|(_, name)| name.to_owned()).unwrap_or_default());
            }
            "NOTE" => rest.push(all),
            key if LEFT_OUT.contains(&key) => {}
            _ if first.is_empty() => {}
            _ => rest.push(format!("{head}: {all}")),
        }
    }
    names.retain(|(name, _)| !name.is_empty());
    // The formatted name is the person's own; the parts say it again.
    if let Some((name, _)) = names.first() {
        let said = names.iter().map(|(_, line)| line.as_str()).collect::<Vec<_>>().join("\n");
        capture.finds.insert(0, Find { field: "name", label: None, value: name.clone(), said });
    }
    let around = [text[..from].trim(), behind.trim()];
    rest.extend(around.into_iter().filter(|text| !text.is_empty()).map(str::to_owned));
    capture.rest = rest.join("\n");
    Some(capture)
}

/// The lines of a card, put together again.
fn unfolded(card: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in card.lines() {
        let soft = lines
            .last()
            .is_some_and(|last| last.ends_with('=') && last.to_ascii_uppercase().contains("QUOTED-PRINTABLE"));
        match (line.strip_prefix([' ', '\t']), lines.last_mut()) {
            (_, Some(last)) if soft => {
                last.pop();
                last.push_str(line.trim_start_matches([' ', '\t']));
            }
            (Some(more), Some(last)) => last.push_str(more),
            _ if line.trim().is_empty() => {}
            _ => lines.push(line.trim_end().to_owned()),
        }
    }
    lines
}

/// Quoted-printable as UTF-8; as it stands where it is none.
fn printable(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        let hex = (first == b'=').then(|| tail.get(..2)).flatten();
        let byte = hex.and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
        rest = if byte.is_some() { &tail[2..] } else { tail };
        bytes.push(byte.unwrap_or(first));
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// The parts of a value between semicolons, unescaped.
fn fields(value: &str) -> Vec<String> {
    let mut fields = vec![String::new()];
    let mut signs = value.chars();
    while let Some(sign) = signs.next() {
        let Some(last) = fields.last_mut() else { break };
        match sign {
            '\\' => match signs.next() {
                Some('n' | 'N') => last.push('\n'),
                Some(other) => last.push(other),
                None => last.push('\\'),
            },
            ';' => fields.push(String::new()),
            other => last.push(other),
        }
    }
    fields.into_iter().map(|field| field.trim().to_owned()).collect()
}

/// A whole name of its parts: family, given, further, before, behind.
fn full_name(fields: &[String]) -> String {
    let part = |at: usize| fields.get(at).map(String::as_str).unwrap_or_default();
    let (family, given) = (part(0), part(1));
    if family.chars().chain(given.chars()).any(super::is_han) {
        return format!("{family}{given}");
    }
    [given, part(2), family].iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" ")
}

/// Box, extension, street, city, region, code, country as one line.
fn address(fields: &[String]) -> String {
    let part = |at: usize| fields.get(at).map(String::as_str).unwrap_or_default();
    let order = if fields.iter().any(|field| field.chars().any(super::is_han)) {
        [6, 4, 3, 2, 1, 0, 5]
    } else {
        [0, 1, 2, 5, 3, 4, 6]
    };
    let parts: Vec<&str> = order.into_iter().map(part).filter(|part| !part.is_empty()).collect();
    parts.join(if order[0] == 6 { "" } else { ", " }).replace('\n', ", ")
}

fn label(types: &[String]) -> &'static str {
    let has = |word: &str| types.iter().any(|part| part.contains(word));
    match () {
        () if has("FAX") => "fax",
        () if has("CELL") => "mobile",
        () if has("HOME") => "home",
        () => "work",
    }
}
