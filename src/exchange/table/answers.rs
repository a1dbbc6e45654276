//! Answers to lead forms as a table: one row each, with what the form gives to all of its answers. Torn codes, and
//! answers to forms that are not here, are named and left out; the others go in.

use super::error::TableError;
use super::known_program::Known;
use super::mapping::Target;
use super::read::{Left, Origin, Row, Sheet};
use crate::crm::View;
use crate::crm::lead::LEAD;
use crate::crm::lead_form::LEAD_FORM;
use crate::crm::lead_form::fields::{ASK, asked};
use crate::exchange::answer::{Answer, Found, find, may_hold};

/// The most bytes of a text that is looked through.
const MOST: usize = 8 << 20;

/// The fields that a form gives to its answers.
const GIVEN: [&str; 3] = ["campaign", "source", "pool"];

/// The table of the answers in a file or a text; `None` if it holds none.
///
/// # Errors
/// [`TableError::Answers`] if it holds some, and none can be taken.
pub fn read(bytes: &[u8], view: &View<'_>) -> Option<Result<Sheet, TableError>> {
    let text = Some(bytes).filter(|bytes| bytes.len() <= MOST)?;
    let text = std::str::from_utf8(text).ok().filter(|text| may_hold(text))?;
    let found = find(text);
    if found.is_empty() {
        return None;
    }
    Some(sheet(&found, view))
}

fn sheet(found: &[Found], view: &View<'_>) -> Result<Sheet, TableError> {
    let questions: Vec<&'static str> =
        std::iter::once("name").chain(asked().map(|field| &field.key[ASK.len()..])).collect();
    let keys: Vec<&'static str> = questions.iter().copied().chain(GIVEN).chain(["answer"]).collect();
    let mut left = Vec::new();
    let mut rows = Vec::new();
    for (at, found) in found.iter().enumerate() {
        let number = at + 1;
        let mut leave = |reason: &str, what: String| left.push(Left { reason: reason.to_owned(), number, what });
        match found {
            Found::Torn(begin) => leave("answers-torn", begin.clone()),
            Found::Answer(answer) => match view.get(LEAD_FORM.key, &answer.form) {
                None => leave("answers-foreign", answer.fields.get("name").cloned().unwrap_or_default()),
                Some(form) => {
                    let given = |key: &str| match form.get(key) {
                        Some(link) if key == "pool" => view.follow(link).map(|pool| pool.title()).unwrap_or_default(),
                        _ => form.text(key).to_owned(),
                    };
                    let cell = |key: &&'static str| match *key {
                        "answer" => answer.id.clone(),
                        key if GIVEN.contains(&key) => given(key),
                        "note" => note(answer, &questions),
                        key => answer.fields.get(key).cloned().unwrap_or_default(),
                    };
                    rows.push(Row { number, cells: keys.iter().map(cell).collect() });
                }
            },
        }
    }
    if rows.is_empty() {
        return Err(TableError::Answers(found.len()));
    }
    // What nobody was asked for and no form gives is no column.
    let used: Vec<usize> = (0..keys.len()).filter(|at| rows.iter().any(|row| !row.cells[*at].is_empty())).collect();
    for row in &mut rows {
        row.cells = used.iter().map(|at| std::mem::take(&mut row.cells[*at])).collect();
    }
    let kept: Vec<&'static str> = used.iter().map(|at| keys[*at]).collect();
    let label = |key: &&'static str| LEAD.field(key).map_or(*key, |field| field.label).to_owned();
    let columns = kept.iter().map(|key| Some(Target::of(&LEAD, &Target::Field(key).word()))).collect();
    Ok(Sheet {
        origin: Origin::Answers,
        head: 0,
        top: Vec::new(),
        heading: kept.iter().map(label).collect(),
        width: kept.len(),
        rows,
        known: Some(Known { program: "program-answers", entity: LEAD.key, columns, ..Known::default() }),
        left,
    })
}

/// What was written, and what was answered to questions that nobody knows any more.
fn note(answer: &Answer, questions: &[&str]) -> String {
    let others = answer.fields.iter().filter(|(key, _)| !questions.contains(&key.as_str()));
    let lines = others.map(|(key, value)| format!("{key}: {value}"));
    answer.fields.get("note").cloned().into_iter().chain(lines).collect::<Vec<_>>().join("\n")
}
