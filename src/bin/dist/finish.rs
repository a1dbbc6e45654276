//! Turns Trunk's output into the release folder.
//!
//! Files the page names through `{{url …}}` are renamed by their content and checked by integrity, so a
//! host or a cache that hands out the wrong bytes stops the start instead of running them.

use super::{Error, at, hosts, parts};
use cove::i18n::{self, Lang};
use flate2::{Compression, write::GzEncoder};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// The most the first load may weigh, in KiB of Brotli: everything, scripts, style.
const BUDGET: [(&str, usize); 3] = [("first load", 900), ("scripts", 40), ("style", 30)];

/// Finishes `folder` in place with the style sheets of `style`.
pub(crate) fn finish(folder: &Path, style: &Path) -> Result<Report, Error> {
    write(&folder.join("style.css"), join_styles(style)?.as_bytes())?;
    let page_path = folder.join("index.html");
    let template = String::from_utf8_lossy(&read(&page_path)?).into_owned();
    let mut named = Named::default();
    named.join_parts(folder)?;
    let page = named.fill(folder, &template)?;
    write(&page_path, page.as_bytes())?;
    keep_offline(folder, &named)?;
    let hashed: Vec<String> = named.files.values().map(|file| file.url.clone()).collect();
    for (name, text) in hosts::files(&page, &hashed) {
        write(&folder.join(name), text.as_bytes())?;
    }
    // GitHub Pages would otherwise run the folder through its site generator.
    write(&folder.join(".nojekyll"), b"")?;
    let (later, mut first): (Vec<&Hashed>, Vec<&Hashed>) = named.files.values().partition(|file| file.later);
    let page = Hashed { url: "index.html".to_owned(), ..Hashed::default() };
    first.push(&page);
    compress(folder, &first, &later)
}

/// Fills the service worker with the files that it keeps and the hash of each: the page, what it names, and
/// what the browser wants of an installed app.
fn keep_offline(folder: &Path, named: &Named) -> Result<(), Error> {
    let mut files: BTreeMap<String, String> =
        named.files.values().map(|file| (file.url.clone(), file.integrity.clone())).collect();
    let icons = folder.join("icons");
    let icons = std::fs::read_dir(&icons).map_err(at(&icons))?.flatten().map(|entry| entry.file_name());
    let icons = icons.map(|name| format!("icons/{}", name.to_string_lossy()));
    for name in icons.chain(["index.html".to_owned(), "manifest.webmanifest".to_owned()]) {
        let integrity = integrity(&Sha256::digest(read(&folder.join(&name))?));
        // Hosts lead `index.html` to the folder, and a page that was led elsewhere cannot be shown offline.
        files.insert(if name == "index.html" { "./".to_owned() } else { name }, integrity);
    }
    let path = folder.join("sw.js");
    let script = String::from_utf8_lossy(&read(&path)?).into_owned();
    let list: Vec<[&String; 2]> = files.iter().map(|(url, integrity)| [url, integrity]).collect();
    let list = serde_json::to_string(&list).map_err(|error| Error::Page(error.to_string()))?;
    let version: String =
        Sha256::digest(format!("{script}{list}")).iter().take(8).map(|b| format!("{b:02x}")).collect();
    let filled = fill(&script, &mut |kind, _| match kind {
        "version" => Ok(version.clone()),
        "files" => Ok(list.clone()),
        _ => Err(Error::Page(format!("unknown placeholder {kind} in sw.js"))),
    })?;
    write(&path, filled.as_bytes())
}

/// The files renamed so far, by the name the page used.
#[derive(Default)]
struct Named {
    files: BTreeMap<String, Hashed>,
    /// Whether what is named now is loaded later than the page.
    later: bool,
}

#[derive(Default)]
struct Hashed {
    url: String,
    integrity: String,
    /// Whether it is loaded when it is needed, not with the page.
    later: bool,
}

impl Named {
    /// Replaces every placeholder of a page or script.
    fn fill(&mut self, folder: &Path, template: &str) -> Result<String, Error> {
        fill(template, &mut |kind, argument| self.value(folder, kind, argument))
    }

    /// Joins the loader of the parts with the glue, naming the parts by their content.
    fn join_parts(&mut self, folder: &Path) -> Result<(), Error> {
        let (glue, loader) = (folder.join("cove.js"), folder.join("__wasm_split.js"));
        let text = |path: &Path| std::fs::read_to_string(path).map_err(at(path));
        let (glue_text, loader_text) = (text(&glue)?, text(&loader)?);
        self.later = true;
        let joined = parts::join(&glue_text, &loader_text, &mut |name| {
            let part = self.file(folder, name)?;
            Ok((part.url.clone(), part.integrity.clone()))
        })?;
        self.later = false;
        std::fs::remove_file(&loader).map_err(at(&loader))?;
        write(&glue, joined.as_bytes())
    }

    /// Names a script that is loaded later, with the files that it names itself.
    fn later(&mut self, folder: &Path, name: &str) -> Result<String, Error> {
        let (path, before) = (folder.join(name), std::mem::replace(&mut self.later, true));
        let script = self.fill(folder, &String::from_utf8_lossy(&read(&path)?))?;
        write(&path, script.as_bytes())?;
        let url = self.file(folder, name)?.url.clone();
        self.later = before;
        Ok(url)
    }

    /// What a placeholder of the page stands for.
    fn value(&mut self, folder: &Path, kind: &str, argument: &str) -> Result<String, Error> {
        let message = |lang| {
            if i18n::has(argument) {
                Ok(escape(&i18n::text(lang, argument)))
            } else {
                Err(Error::Page(format!("there is no message {argument}")))
            }
        };
        let in_both = |element: &str, class: &str| {
            let mut out = String::new();
            for lang in Lang::ALL {
                out += &format!(r#"<{element}{class} lang="{}">{}</{element}>"#, lang.tag(), message(lang)?);
            }
            Ok(out)
        };
        match kind {
            "url" => Ok(self.file(folder, argument)?.url.clone()),
            "later" => self.later(folder, argument),
            "integrity" => Ok(self.file(folder, argument)?.integrity.clone()),
            "words" => in_both("span", r#" class="words""#),
            "both" => in_both("p", ""),
            "en" => message(Lang::En),
            "zh" => message(Lang::Zh),
            _ => Err(Error::Page(format!("unknown placeholder {kind} {argument}"))),
        }
    }

    /// Renames a file by its content, once.
    fn file(&mut self, folder: &Path, name: &str) -> Result<&Hashed, Error> {
        if !self.files.contains_key(name) {
            let path = folder.join(name);
            let digest = Sha256::digest(read(&path)?);
            let hash: String = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
            let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
            let url = format!("{stem}-{hash}.{extension}");
            let target = folder.join(&url);
            std::fs::rename(&path, &target).map_err(at(&target))?;
            let integrity = integrity(&digest);
            self.files.insert(name.to_owned(), Hashed { url, integrity, later: self.later });
        }
        self.files.get(name).ok_or_else(|| Error::Page(format!("{name} got lost")))
    }
}

/// Replaces every `{{kind argument}}` outside HTML comments.
fn fill(template: &str, value: &mut dyn FnMut(&str, &str) -> Result<String, Error>) -> Result<String, Error> {
    let mut out = String::with_capacity(template.len() * 2);
    let mut rest = template;
    loop {
        let (open, comment) = (rest.find("{{"), rest.find("<!--"));
        match (open, comment) {
            // Comments are for whoever reads the source; the shipped page does without.
            (open, Some(start)) if open.is_none_or(|open| start < open) => {
                out.push_str(&rest[..start]);
                rest = rest[start..].split_once("-->").map_or("", |(_, after)| after.trim_start());
            }
            (Some(start), _) => {
                out.push_str(&rest[..start]);
                let (placeholder, after) =
                    rest[start + 2..].split_once("}}").ok_or_else(|| Error::Page("{{ without }}".to_owned()))?;
                let (kind, argument) = placeholder.split_once(' ').unwrap_or((placeholder, ""));
                out.push_str(&value(kind, argument)?);
                rest = after;
            }
            _ => {
                out.push_str(rest);
                return Ok(out);
            }
        }
    }
}

/// All style sheets as one: tokens, base and layout first, print last, components between by name.
fn join_styles(folder: &Path) -> Result<String, Error> {
    let mut sheets: Vec<PathBuf> = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(at(folder))? {
        let path = entry.map_err(at(folder))?.path();
        if path.extension().is_some_and(|extension| extension == "css") {
            sheets.push(path);
        }
    }
    sheets.sort_by_key(|path| {
        let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        (sheet_rank(&name), name)
    });
    let mut out = String::new();
    for sheet in sheets {
        out.push_str(&without_comments(&String::from_utf8_lossy(&read(&sheet)?)));
    }
    Ok(out)
}

fn sheet_rank(name: &str) -> usize {
    ["tokens", "base", "layout"].iter().position(|first| *first == name).unwrap_or(if name == "print" { 4 } else { 3 })
}

/// A style sheet without comments, indentation and empty lines; strings stay as they are.
fn without_comments(sheet: &str) -> String {
    let mut out = String::with_capacity(sheet.len());
    let mut rest = sheet;
    while let Some(at) = rest.find(['"', '\'', '/']) {
        let (before, found) = rest.split_at(at);
        out.push_str(before);
        rest = if let Some(comment) = found.strip_prefix("/*") {
            comment.split_once("*/").map_or("", |(_, after)| after)
        } else {
            // A string runs to its closing quote; a lone slash is just itself.
            let quote = &found[..1];
            let end = if quote == "/" { 1 } else { found[1..].find(quote).map_or(found.len(), |end| end + 2) };
            out.push_str(&found[..end]);
            &found[end..]
        };
    }
    out.push_str(rest);
    let lines = out.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// Lays `.br` and `.gz` beside every file that compresses, and weighs what is loaded at first and later.
fn compress(folder: &Path, first: &[&Hashed], later: &[&Hashed]) -> Result<Report, Error> {
    let mut report = Report::default();
    for entry in std::fs::read_dir(folder).map_err(at(folder))? {
        let path = entry.map_err(at(folder))?.path();
        let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
        if !matches!(extension, "html" | "js" | "css" | "wasm" | "json" | "webmanifest" | "svg") {
            continue;
        }
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let bytes = read(&path)?;
        let gzip = gzip(&bytes).map_err(at(&path))?;
        let brotli = brotli(&bytes).map_err(at(&path))?;
        write(&folder.join(format!("{name}.gz")), &gzip)?;
        write(&folder.join(format!("{name}.br")), &brotli)?;
        let weight = || Weight { name: name.clone(), raw: bytes.len(), gzip: gzip.len(), brotli: brotli.len() };
        let is_it = |file: &&&Hashed| file.url == name;
        report.files.extend(first.iter().find(is_it).map(|_| weight()));
        report.later.extend(later.iter().find(is_it).map(|_| weight()));
    }
    for files in [&mut report.files, &mut report.later] {
        files.sort_by(|left, right| left.name.cmp(&right.name));
    }
    Ok(report)
}

fn gzip(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    encoder.finish()
}

fn brotli(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut out = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    brotli::BrotliCompress(&mut &*bytes, &mut out, &parameters)?;
    Ok(out)
}

/// What the first load weighs, file by file; and what is loaded later.
#[derive(Default)]
pub(crate) struct Report {
    files: Vec<Weight>,
    later: Vec<Weight>,
}

struct Weight {
    name: String,
    raw: usize,
    gzip: usize,
    brotli: usize,
}

impl Report {
    /// The error names every budget that is broken.
    pub(crate) fn check(&self) -> Result<(), Error> {
        let brotli = |wanted: fn(&str) -> bool| -> usize {
            self.files.iter().filter(|file| wanted(&file.name)).map(|file| file.brotli).sum()
        };
        let weights = [brotli(|_| true), brotli(|name| name.ends_with(".js")), brotli(|name| name.ends_with(".css"))];
        let broken: Vec<String> = BUDGET
            .iter()
            .zip(weights)
            .filter(|((_, limit), weight)| *weight > limit * 1024)
            .map(|((what, limit), weight)| format!("{what} {} of {limit} KiB Brotli", weight.div_ceil(1024)))
            .collect();
        if broken.is_empty() { Ok(()) } else { Err(Error::Budget(broken.join(", "))) }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let total = |name: &str, files: &[Weight]| Weight {
            name: name.to_owned(),
            raw: files.iter().map(|file| file.raw).sum(),
            gzip: files.iter().map(|file| file.gzip).sum(),
            brotli: files.iter().map(|file| file.brotli).sum(),
        };
        writeln!(f, "{:<32}{:>12}{:>12}{:>12}", "bytes", "raw", "gzip", "brotli")?;
        let totals = [total("first load", &self.files), total("when needed", &self.later)];
        for Weight { name, raw, gzip, brotli } in
            self.files.iter().chain([&totals[0]]).chain(&self.later).chain([&totals[1]])
        {
            writeln!(f, "{name:<32}{raw:>12}{gzip:>12}{brotli:>12}")?;
        }
        Ok(())
    }
}

fn read(path: &Path) -> Result<Vec<u8>, Error> {
    std::fs::read(path).map_err(at(path))
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    std::fs::write(path, bytes).map_err(at(path))
}

/// Text as HTML text or attribute value.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

/// The hash of a file as integrity attributes want it.
fn integrity(digest: &[u8]) -> String {
    format!("sha256-{}", base64(digest))
}

/// Standard base64 with padding, as integrity attributes want it.
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for chunk in bytes.chunks(3) {
        let group = chunk.iter().fold(0, |group, byte| group << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for place in 0..4 {
            let digit = DIGITS[(group >> (18 - 6 * place)) as usize & 63];
            out.push(if place <= chunk.len() { char::from(digit) } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_pads() {
        for (bytes, expect) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg==")] {
            assert_eq!(base64(bytes.as_bytes()), expect);
        }
    }

    #[track_caller]
    fn check(template: &str, expect: Result<&str, &str>) {
        let mut value = |kind: &str, argument: &str| Named::default().value(Path::new("."), kind, argument);
        let filled = fill(template, &mut value).map_err(|error| error.to_string());
        assert_eq!(filled.as_deref().map_err(String::as_str), expect);
    }

    #[test]
    fn placeholders_become_messages() {
        check("<b>{{en app-name}}</b>", Ok("<b>Cove CRM</b>"));
        check(
            "{{words app-name}}",
            Ok(r#"<span class="words" lang="en">Cove CRM</span><span class="words" lang="zh-CN">小湾 CRM</span>"#),
        );
        check("a<!-- {{nothing}} -->\n  b", Ok("ab"));
        check("{{en no-such-message}}", Err("index.html: there is no message no-such-message"));
        check("{{what app-name}}", Err("index.html: unknown placeholder what app-name"));
        check("{{en app-name", Err("index.html: {{ without }}"));
    }

    #[test]
    fn what_a_script_names_is_loaded_as_late_as_itself() {
        let folder = std::env::temp_dir().join(format!("cove-finish-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let files =
            [("now.js", "1"), ("late.js", "import '{{url later.js}}'; '{{integrity later.js}}'"), ("later.js", "2")];
        for (name, text) in files {
            std::fs::write(folder.join(name), text).unwrap();
        }
        let mut named = Named::default();
        let page = named.fill(&folder, "{{later late.js}} {{integrity late.js}} {{url now.js}}").unwrap();
        let late: Vec<(&str, bool)> = named.files.iter().map(|(name, file)| (name.as_str(), file.later)).collect();
        assert_eq!(late, [("late.js", true), ("later.js", true), ("now.js", false)]);
        let [script, integrity, _] = page.split(' ').collect::<Vec<_>>()[..] else { panic!("{page}") };
        let filled = std::fs::read(folder.join(script)).unwrap();
        assert_eq!(integrity, format!("sha256-{}", base64(&Sha256::digest(&filled))), "of what is served");
        let later = &named.files["later.js"];
        assert_eq!(String::from_utf8(filled).unwrap(), format!("import '{}'; '{}'", later.url, later.integrity));
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn style_comments_go_and_strings_stay() {
        assert_eq!(
            without_comments("/* a */\n  b {\n    content: \"/* c */\";\n  }\n"),
            "b {\ncontent: \"/* c */\";\n}\n"
        );
        assert_eq!(without_comments("a { font: 1px/2 x } /* ' */ b {}"), "a { font: 1px/2 x }  b {}\n");
        assert!(sheet_rank("tokens") < sheet_rank("base") && sheet_rank("layout") < sheet_rank("button"));
        assert!(sheet_rank("start") < sheet_rank("print"));
    }

    #[test]
    fn the_budget_can_break() {
        let weigh = |name: &str, kib: usize| Weight { name: name.into(), raw: 0, gzip: 0, brotli: kib * 1024 };
        let report = |files| {
            Report { files, later: vec![weigh("worker.wasm", 5_000)] }.check().map_err(|error| error.to_string())
        };
        assert_eq!(report(vec![weigh("a.wasm", 800), weigh("a.js", 40), weigh("a.css", 30)]), Ok(()));
        assert_eq!(
            report(vec![weigh("a.wasm", 900), weigh("a.js", 41), weigh("a.css", 1)]),
            Err("over budget: first load 942 of 900 KiB Brotli, scripts 41 of 40 KiB Brotli".to_owned())
        );
    }
}
