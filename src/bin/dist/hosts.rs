//! What other hosts are told, from the one list in [`headers`]: Cloudflare Pages and Netlify (`_headers`), Vercel
//! (`vercel.json`), nginx (`nginx.conf`) and Caddy (`Caddyfile`). GitHub Pages sends headers of its own; there the
//! page's `<meta>` has to do.

use super::headers::{self, COMMON, TYPES};
use serde_json::{Value, json};

/// How a name looks that says its content, as a regular expression: `boot-0123456789abcdef.js`.
const HASHED: &str = r"-[0-9a-f]{16}\.[a-z0-9]+$";
/// A name of that kind.
const EXAMPLE: &str = "boot-0123456789abcdef.js";

/// Every file for hosts, by its name.
pub(crate) fn files(page: &str, hashed: &[String]) -> [(&'static str, String); 4] {
    let policy = headers::header_policy(page).unwrap_or_default();
    let all: Vec<(&str, &str)> = COMMON.iter().copied().chain([("Content-Security-Policy", policy.as_str())]).collect();
    [
        ("_headers", pages(&all, hashed)),
        ("vercel.json", vercel(&all)),
        ("nginx.conf", nginx(&all)),
        ("Caddyfile", caddy(&all)),
    ]
}

/// How long any file may be kept, and one whose name says its content.
fn caching() -> [&'static str; 2] {
    [headers::cache_control(""), headers::cache_control(EXAMPLE)]
}

fn pages(all: &[(&str, &str)], hashed: &[String]) -> String {
    let mut out = String::from("/*\n");
    for (name, value) in all.iter().chain([&("Cache-Control", caching()[0])]) {
        out += &format!("  {name}: {value}\n");
    }
    for name in hashed {
        out += &format!("/{name}\n  ! Cache-Control\n  Cache-Control: {}\n", caching()[1]);
    }
    out
}

fn vercel(all: &[(&str, &str)]) -> String {
    let pair = |(name, value): &(&str, &str)| json!({ "key": name, "value": value });
    let [any, kept] = caching();
    let common: Vec<Value> = all.iter().chain([&("Cache-Control", any)]).map(pair).collect();
    let rules = json!({ "headers": [
        { "source": "/(.*)", "headers": common },
        { "source": format!("/(.*{})", HASHED.trim_end_matches('$')), "headers": [pair(&("Cache-Control", kept))] },
    ] });
    format!("{rules:#}\n")
}

fn nginx(all: &[(&str, &str)]) -> String {
    let [any, kept] = caching();
    let fields = |indent: &str, caching: &str| -> String {
        let all = all.iter().copied().chain([("Cache-Control", caching)]);
        all.map(|(name, value)| format!("{indent}add_header {name} \"{value}\" always;\n")).collect()
    };
    let mut out = String::from(
        "# For a server block, with the folder below its root:\n\
         #     location /crm/ { include /srv/www/crm/nginx.conf; }\n\
         # Where the brotli module is loaded, `brotli_static on;` beside the include hands out the smaller files.\n\
         index index.html;\ngzip_static on;\ngzip_vary on;\ndefault_type application/octet-stream;\ntypes {\n",
    );
    for (extension, kind) in TYPES {
        out += &format!("    \"{kind}\" {extension};\n");
    }
    out += &format!("}}\n{}location ~ \"{HASHED}\" {{\n{}}}\n", fields("", any), fields("    ", kept));
    out
}

fn caddy(all: &[(&str, &str)]) -> String {
    let [any, kept] = caching();
    let mut out = String::from(
        "# For a site block, with the folder anywhere:\n\
         #     redir /crm /crm/ permanent\n\
         #     handle_path /crm/* {\n#         root * /srv/crm\n#         import /srv/crm/Caddyfile\n#     }\n\
         header {\n",
    );
    for (name, value) in all {
        out += &format!("\t{name} \"{value}\"\n");
    }
    out += &format!("}}\n@kept path_regexp {HASHED}\nheader @kept Cache-Control \"{kept}\"\n");
    out += &format!("@asked not path_regexp {HASHED}\nheader @asked Cache-Control \"{any}\"\n");
    for (extension, kind) in TYPES {
        // Deferred, or the file server would set its own.
        out += &format!(
            "@{extension} path *.{extension}\nheader @{extension} {{\n\tContent-Type \"{kind}\"\n\tdefer\n}}\n"
        );
    }
    out + "file_server {\n\tprecompressed br gzip\n}\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = include_str!("../../../public/index.html");

    /// Every host is told everything; that nginx and Caddy do it is seen in tests/e2e/hosts.rs.
    #[test]
    fn every_host_is_told_every_header() {
        let policy = headers::header_policy(PAGE).unwrap();
        let all = COMMON.iter().copied().chain([("Content-Security-Policy", policy.as_str())]);
        let all: Vec<_> = all.chain(caching().map(|value| ("Cache-Control", value))).collect();
        for (file, text) in files(PAGE, &[EXAMPLE.to_owned()]) {
            for (name, value) in &all {
                assert!(text.contains(name) && text.contains(value), "{file} says nothing of {name}: {value}");
            }
        }
    }

    /// In this file later rules win; the second is for names that say their content, and no others.
    #[test]
    fn vercel_keeps_what_is_named_by_its_content() {
        let [_, (_, text), ..] = files(PAGE, &[]);
        let rules: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(rules["headers"][0]["headers"].as_array().unwrap().len(), COMMON.len() + 2);
        assert_eq!(rules["headers"][1]["source"], r"/(.*-[0-9a-f]{16}\.[a-z0-9]+)");
        assert_eq!(rules["headers"][1]["headers"][0]["value"], caching()[1]);
    }
}
