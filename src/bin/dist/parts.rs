//! Joins the loader of the parts that the page's wasm was cut into with the glue of its main part.
//!
//! The cutter leaves a script that imports from the glue, and the glue imports from the script: neither
//! could be named by its content. As one script they can, the page knows its hash, and it knows those of
//! the parts.

use super::Error;

/// What fetches a part with its integrity checked.
const PART: &str = include_str!("../../../public/part.js");
/// How the cutter's loader is imported by the glue.
const LOADER: &str = " from \"./__wasm_split.js\"";
/// What the loader says before and after the name of a part.
const FETCH: [&str; 2] = ["fetch(new URL(\"./", "\", import.meta.url))"];
/// How it starts a part while its bytes come, which asks for a media type that not every host gives.
const START: [&str; 2] = ["WebAssembly.instantiateStreaming(src, ", "WebAssembly.instantiate(await src, "];

/// Gives the address and integrity of a part.
pub(super) type Naming<'a> = &'a mut dyn FnMut(&str) -> Result<(String, String), Error>;

/// One script of glue and loader.
///
/// # Errors
/// The scripts are not of the shape that is known, or a part is missing.
pub(super) fn join(glue: &str, loader: &str, name: Naming<'_>) -> Result<String, Error> {
    let mut out = PART.to_owned();
    let mut loads = Vec::new();
    for line in loader.lines().filter(|line| !line.starts_with("import ")) {
        let line = match line.strip_prefix("export const ") {
            Some(rest) => {
                loads.push(rest.split_once(' ').map_or(rest, |(name, _)| name));
                format!("const {rest}")
            }
            None => line.to_owned(),
        };
        let line = match line.split_once(FETCH[0]) {
            Some((before, rest)) => {
                let (file, after) = rest.split_once(FETCH[1]).ok_or_else(|| strange("a part without an end"))?;
                let (url, integrity) = name(file)?;
                format!("{before}part(\"./{url}\", \"{integrity}\"){after}")
            }
            None => line,
        };
        out += &line.replace(START[0], START[1]);
        out.push('\n');
    }
    if loads.is_empty() {
        return Err(strange("no parts"));
    }
    for line in glue.lines() {
        match line.strip_prefix("import * as ").and_then(|rest| rest.strip_suffix(LOADER)) {
            Some(module) => out += &format!("const {module} = {{ {} }};\n", loads.join(", ")),
            None => {
                out += line;
                out.push('\n');
            }
        }
    }
    for left in [LOADER, FETCH[0], START[0], "export const __wasm_split"] {
        if out.contains(left) {
            return Err(strange(left));
        }
    }
    Ok(out)
}

fn strange(what: &str) -> Error {
    Error::Page(format!("the glue of the parts has an unknown shape: {what}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const GLUE: &str = "import * as import1 from \"./__wasm_split.js\"\nimport * as import2 from \"./__wasm_split.js\"\nfunction initSync() {}\n";
    const LOADER_TEXT: &str = "import { initSync } from \"./cove.js\";\n\nexport const load_a = wrap(() => {\n    const src = fetch(new URL(\"./a.wasm\", import.meta.url));\n    return async (imports) => (WebAssembly.instantiateStreaming(src, imports));\n});\n";

    #[track_caller]
    fn check(glue: &str, loader: &str, expect: Result<&str, &str>) {
        let mut name = |file: &str| Ok((format!("hashed-{file}"), "sha256-x".to_owned()));
        let joined = join(glue, loader, &mut name).map_err(|error| error.to_string());
        let own = joined.as_deref().map(|text| text.strip_prefix(PART).unwrap_or("no helper"));
        assert_eq!(own.map_err(String::as_str), expect);
    }

    #[test]
    fn glue_and_loader_become_one_script() {
        check(
            GLUE,
            LOADER_TEXT,
            Ok("\nconst load_a = wrap(() => {\n    const src = part(\"./hashed-a.wasm\", \"sha256-x\");\n    \
                return async (imports) => (WebAssembly.instantiate(await src, imports));\n});\n\
                const import1 = { load_a };\nconst import2 = { load_a };\nfunction initSync() {}\n"),
        );
    }

    #[test]
    fn what_is_not_understood_stops_the_build() {
        let strange = "index.html: the glue of the parts has an unknown shape: ";
        check(GLUE, "", Err(&format!("{strange}no parts")));
        let other = GLUE.replace("* as import2", "{ x }");
        check(&other, LOADER_TEXT, Err(&format!("{strange} from \"./__wasm_split.js\"")));
        let cut = LOADER_TEXT.replace("\", import.meta.url", "");
        check(GLUE, &cut, Err(&format!("{strange}a part without an end")));
    }
}
