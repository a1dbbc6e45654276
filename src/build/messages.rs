//! Compiles the Fluent files of every language into one Rust table.
//!
//! Supported is the part of Fluent that sentences need: text, arguments, references to messages and
//! terms (expanded here, so they cost nothing at run time) and selections by number, plural category
//! or word. Everything else is refused by name rather than ignored.

use super::mark;
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

/// The folders below `src/i18n`, and the names of their tables.
const LANGUAGES: [(&str, &str); 2] = [("en", "EN"), ("zh", "ZH")];

/// A piece of a compiled message.
#[derive(Clone, Debug, PartialEq)]
enum Part {
    Text(String),
    Arg(String),
    Select { arg: String, variants: Vec<(VariantName, Vec<Part>)>, default: usize },
}

/// What a variant of a selection is chosen by.
#[derive(Clone, Debug, PartialEq)]
enum VariantName {
    Number(i64),
    Name(String),
}

/// The compiled messages of one language, by key.
type Messages = BTreeMap<String, Vec<Part>>;

/// Reads `<root>/<language>/*.ftl` and returns the source of the tables, or every mistake found.
pub(crate) fn generate(root: &Path) -> Result<String, Vec<String>> {
    let mut mistakes = Vec::new();
    let mut languages = Vec::new();
    for (folder, _) in LANGUAGES {
        match read_folder(&root.join(folder)) {
            Ok(files) => languages.push(compile(&files, &mut mistakes)),
            Err(error) => mistakes.push(format!("{folder}: {error}")),
        }
    }
    if let [en, zh] = languages.as_slice() {
        compare(en, zh, &mut mistakes);
        if mistakes.is_empty() {
            return Ok(source(en, zh));
        }
    }
    Err(mistakes)
}

/// Names and texts of the message files in a folder, in a stable order.
fn read_folder(folder: &Path) -> std::io::Result<Vec<(String, String)>> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "ftl") {
            files.push((path.display().to_string(), std::fs::read_to_string(&path)?));
        }
    }
    files.sort();
    Ok(files)
}

/// The parsed entries of one language, before references are expanded.
#[derive(Default)]
struct Entries<'a> {
    /// Messages by key, with the file they stand in.
    messages: BTreeMap<&'a str, (&'a str, Pattern<&'a str>)>,
    /// Terms by name without the leading dash.
    terms: BTreeMap<&'a str, (&'a str, Pattern<&'a str>)>,
}

/// Compiles the files of one language.
fn compile(files: &[(String, String)], mistakes: &mut Vec<String>) -> Messages {
    let mut entries = Entries::default();
    for (file, text) in files {
        parse(file, text, &mut entries, mistakes);
    }
    let mut messages = Messages::new();
    for (key, (file, pattern)) in &entries.messages {
        let mut expansion = Expansion { entries: &entries, open: vec![key] };
        match expansion.parts(pattern) {
            Ok(parts) => {
                messages.insert((*key).to_owned(), parts);
            }
            Err(mistake) => mistakes.push(format!("{file}: {key}: {mistake}")),
        }
    }
    messages
}

/// Parses one file into `entries`.
fn parse<'a>(file: &'a str, text: &'a str, entries: &mut Entries<'a>, mistakes: &mut Vec<String>) {
    let resource = match fluent_syntax::parser::parse(text) {
        Ok(resource) => resource,
        Err((_, errors)) => {
            for error in errors {
                let line = text[..error.pos.start.min(text.len())].lines().count().max(1);
                mistakes.push(format!("{file}:{line}: {}", error.kind));
            }
            return;
        }
    };
    for entry in resource.body {
        let (kind, name, value, attributes) = match entry {
            Entry::Message(message) => ("message", message.id.name, message.value, message.attributes),
            Entry::Term(term) => ("term", term.id.name, Some(term.value), term.attributes),
            _ => continue,
        };
        if !attributes.is_empty() {
            mistakes.push(format!("{file}: {name}: attributes are not supported; write a message of its own"));
        }
        if !name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-') {
            mistakes.push(format!("{file}: {name}: a key is written in small letters, digits and dashes"));
        }
        let table = if kind == "term" { &mut entries.terms } else { &mut entries.messages };
        let Some(value) = value else {
            mistakes.push(format!("{file}: {name}: the text is missing"));
            continue;
        };
        if let Some((first, _)) = table.insert(name, (file, value)) {
            mistakes.push(format!("{file}: {kind} {name} is already defined in {first}"));
        }
    }
}

/// One message being compiled, with the chain of references that led here.
struct Expansion<'a> {
    entries: &'a Entries<'a>,
    open: Vec<&'a str>,
}

impl<'a> Expansion<'a> {
    fn parts(&mut self, pattern: &'a Pattern<&'a str>) -> Result<Vec<Part>, String> {
        let mut parts = Vec::new();
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => push_text(&mut parts, value),
                PatternElement::Placeable { expression } => self.expression(expression, &mut parts)?,
            }
        }
        Ok(parts)
    }

    fn expression(&mut self, expression: &'a Expression<&'a str>, parts: &mut Vec<Part>) -> Result<(), String> {
        match expression {
            Expression::Inline(inline) => self.inline(inline, parts),
            Expression::Select { selector: InlineExpression::VariableReference { id }, variants } => {
                let mut compiled = Vec::new();
                let mut default = 0;
                for (position, variant) in variants.iter().enumerate() {
                    let name = match &variant.key {
                        VariantKey::Identifier { name } => VariantName::Name((*name).to_owned()),
                        VariantKey::NumberLiteral { value } => VariantName::Number(
                            value.parse().map_err(|_| format!("[{value}]: only whole numbers select"))?,
                        ),
                    };
                    if variant.default {
                        default = position;
                    }
                    compiled.push((name, self.parts(&variant.value)?));
                }
                parts.push(Part::Select { arg: id.name.to_owned(), variants: compiled, default });
                Ok(())
            }
            Expression::Select { .. } => Err("a selection needs an argument, as in { $n -> … }".to_owned()),
        }
    }

    fn inline(&mut self, inline: &'a InlineExpression<&'a str>, parts: &mut Vec<Part>) -> Result<(), String> {
        match inline {
            InlineExpression::StringLiteral { value } | InlineExpression::NumberLiteral { value } => {
                push_text(parts, &fluent_syntax::unicode::unescape_unicode_to_string(value));
                Ok(())
            }
            InlineExpression::VariableReference { id } => {
                parts.push(Part::Arg(id.name.to_owned()));
                Ok(())
            }
            InlineExpression::MessageReference { id, attribute: None } => {
                let entries = self.entries;
                self.reference(id.name, entries.messages.get(id.name), parts)
            }
            InlineExpression::TermReference { id, attribute: None, arguments: None } => {
                let entries = self.entries;
                self.reference(id.name, entries.terms.get(id.name), parts)
            }
            InlineExpression::Placeable { expression } => self.expression(expression, parts),
            InlineExpression::FunctionReference { id, .. } => {
                Err(format!("function {} is not supported; format the argument in Rust", id.name))
            }
            _ => Err("attributes and arguments of references are not supported".to_owned()),
        }
    }

    fn reference(
        &mut self,
        name: &'a str,
        target: Option<&'a (&'a str, Pattern<&'a str>)>,
        parts: &mut Vec<Part>,
    ) -> Result<(), String> {
        let (_, pattern) = target.ok_or_else(|| format!("refers to {name}, which does not exist"))?;
        if self.open.contains(&name) {
            return Err(format!("refers to itself through {name}"));
        }
        self.open.push(name);
        let expanded = self.parts(pattern)?;
        self.open.pop();
        for part in expanded {
            match part {
                Part::Text(text) => push_text(parts, &text),
                other => parts.push(other),
            }
        }
        Ok(())
    }
}

/// Appends text, joined to text that already stands last.
fn push_text(parts: &mut Vec<Part>, text: &str) {
    if let Some(Part::Text(last)) = parts.last_mut() {
        last.push_str(text);
    } else {
        parts.push(Part::Text(text.to_owned()));
    }
}

/// Both languages must have the same keys with the same arguments.
fn compare(en: &Messages, zh: &Messages, mistakes: &mut Vec<String>) {
    for (present, absent, missing) in [(en, zh, "zh"), (zh, en, "en")] {
        for key in present.keys().filter(|key| !absent.contains_key(*key)) {
            mistakes.push(format!("{key} is missing in src/i18n/{missing}"));
        }
    }
    for (key, parts) in en {
        let Some(other) = zh.get(key) else { continue };
        let (ours, theirs) = (arguments(parts), arguments(other));
        if ours != theirs {
            mistakes.push(format!("{key} has the arguments {ours:?} in en and {theirs:?} in zh"));
        }
    }
    let mut names: BTreeMap<String, &str> = BTreeMap::new();
    for key in en.keys() {
        if let Some(other) = names.insert(constant(key), key) {
            mistakes.push(format!("{key} and {other} would share one constant"));
        }
    }
}

/// The names of all arguments a message takes.
fn arguments(parts: &[Part]) -> BTreeSet<&str> {
    let mut names = BTreeSet::new();
    for part in parts {
        match part {
            Part::Text(_) => {}
            Part::Arg(name) => {
                names.insert(name.as_str());
            }
            Part::Select { arg, variants, .. } => {
                names.insert(arg.as_str());
                for (_, parts) in variants {
                    names.extend(arguments(parts));
                }
            }
        }
    }
    names
}

/// `lead-new` → `LEAD_NEW`; a leading digit gets an underscore.
fn constant(key: &str) -> String {
    let name = key.to_ascii_uppercase().replace('-', "_");
    if name.starts_with(|first: char| first.is_ascii_digit()) { format!("_{name}") } else { name }
}

/// The generated module: constants, sorted keys, one table per language.
fn source(en: &Messages, zh: &Messages) -> String {
    let mut out =
        String::from("/// One constant per message key: a key that does not exist does not compile.\npub mod key {\n");
    for (key, parts) in en {
        let doc = format!("“{}”", preview(parts));
        let _ = writeln!(out, "    #[doc = {doc:?}]\n    pub const {}: &str = {key:?};", constant(key));
    }
    let _ = writeln!(out, "}}\n\n/// Every key, sorted.\nstatic KEYS: [&str; {}] = [", en.len());
    for key in en.keys() {
        let _ = writeln!(out, "    {key:?},");
    }
    out.push_str("];\n");
    for ((_, name), messages) in LANGUAGES.iter().zip([en, zh]) {
        let texts: Vec<String> = messages.values().map(|parts| compiled(parts)).collect();
        let text = texts.join(&mark::END.to_string());
        let _ = writeln!(out, "\n/// The messages in the order of `KEYS`.\nstatic {name}: &str = {text:?};");
    }
    out
}

/// A message as a reader of the Rust documentation sees it.
fn preview(parts: &[Part]) -> String {
    let piece = |part: &Part| match part {
        Part::Text(text) => text.replace(['\\', '[', ']', '`', '<', '>'], " "),
        Part::Arg(name) => format!("{{${name}}}"),
        Part::Select { variants, default, .. } => variants.get(*default).map(|(_, p)| preview(p)).unwrap_or_default(),
    };
    parts.iter().map(piece).collect()
}

/// A message as the program reads it.
fn compiled(parts: &[Part]) -> String {
    let mut out = String::new();
    for part in parts {
        match part {
            Part::Text(text) => out.push_str(text),
            Part::Arg(name) => out.extend([String::from(mark::ARG), name.clone(), String::from(mark::THEN)]),
            Part::Select { arg, variants, default } => {
                out.push(mark::SELECT);
                out.push_str(arg);
                for (nth, (name, parts)) in variants.iter().enumerate() {
                    out.push(if nth == *default { mark::USUAL } else { mark::VARIANT });
                    match name {
                        VariantName::Number(number) => out.push_str(&number.to_string()),
                        VariantName::Name(name) => out.push_str(name),
                    }
                    out.push(mark::THEN);
                    out.push_str(&compiled(parts));
                }
                out.push(mark::CLOSE);
            }
        }
    }
    out
}
