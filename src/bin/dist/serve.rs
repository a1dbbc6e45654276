//! A static file server that behaves as a host should: right types, compressed siblings, the headers of
//! `_headers`, nothing rewritten. It listens on this machine only.

use super::{Error, at, headers};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tiny_http::{Header, Method, Request, Response, Server, StatusCode};

/// How to serve.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Options {
    /// The port; 0 takes any that is free.
    pub(crate) port: u16,
    /// The folder's path on the server, with a slash at both ends.
    pub(crate) mount: String,
    /// Whether the policy is also sent as a header; without, only the page's `<meta>` speaks.
    pub(crate) header_csp: bool,
}

impl Options {
    /// Reads the command line after the folder; `None` when it makes no sense.
    pub(crate) fn parse(args: &[String]) -> Option<Options> {
        let mut options = Options { port: 8080, mount: "/".to_owned(), header_csp: true };
        let mut args = args.iter();
        while let Some(arg) = args.next() {
            match arg.as_str() {
                "--port" => options.port = args.next()?.parse().ok()?,
                "--mount" => {
                    let path = args.next()?.trim_matches('/');
                    options.mount = if path.is_empty() { "/".to_owned() } else { format!("/{path}/") };
                }
                "--no-header-csp" => options.header_csp = false,
                _ => return None,
            }
        }
        Some(options)
    }
}

/// Serves until the process ends; prints the address first.
pub(crate) fn serve(folder: &Path, options: &Options) -> Result<(), Error> {
    let page_path = folder.join("index.html");
    let page = std::fs::read_to_string(&page_path).map_err(at(&page_path))?;
    let mut common = headers::COMMON.to_vec();
    let policy = headers::header_policy(&page).ok_or_else(|| Error::Page("it carries no policy".to_owned()))?;
    if options.header_csp {
        common.push(("Content-Security-Policy", &policy));
    }
    let refused = |reason: String| Error::Port { port: options.port, reason };
    let server = Server::http(("127.0.0.1", options.port)).map_err(|error| refused(error.to_string()))?;
    let port = server.server_addr().to_ip().map_or(options.port, |address| address.port());
    let _ = writeln!(std::io::stdout(), "http://localhost:{port}{}", options.mount);
    let _ = std::io::stdout().flush();
    let server = Arc::new(server);
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for request in server.incoming_requests() {
                    // A browser that went away is no reason to stop serving the others.
                    let _ = answer(request, folder, options, &common);
                }
            });
        }
    });
    Ok(())
}

fn answer(request: Request, folder: &Path, options: &Options, common: &[(&str, &str)]) -> std::io::Result<()> {
    let mut fields: Vec<(&str, String)> = common.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
    let (status, body) = if matches!(request.method(), Method::Get | Method::Head) {
        match resolve(request.url(), &options.mount) {
            Target::File(name) => match load(&folder.join(&name), &accepted(&request)) {
                Some((body, encoding)) => {
                    let path = Path::new(&name);
                    let base = path.file_name().and_then(|base| base.to_str()).unwrap_or_default();
                    fields.push(("Content-Type", headers::content_type(path).to_owned()));
                    fields.push(("Cache-Control", headers::cache_control(base).to_owned()));
                    fields.push(("Vary", "Accept-Encoding".to_owned()));
                    fields.extend(encoding.map(|encoding| ("Content-Encoding", encoding.to_owned())));
                    (200, body)
                }
                None => (404, b"not found\n".to_vec()),
            },
            Target::Redirect(url) => {
                fields.push(("Location", url));
                (308, Vec::new())
            }
            Target::Nothing => (404, b"not found\n".to_vec()),
        }
    } else {
        (405, b"only GET and HEAD\n".to_vec())
    };
    let mut response =
        Response::from_data(body).with_status_code(StatusCode(status)).with_chunked_threshold(usize::MAX);
    for (name, value) in fields {
        if let Ok(header) = Header::from_bytes(name, value) {
            response.add_header(header);
        }
    }
    request.respond(response)
}

/// What a URL asks for.
#[derive(Debug, PartialEq, Eq)]
enum Target {
    /// A file, as a path below the folder.
    File(PathBuf),
    /// The mount without its closing slash.
    Redirect(String),
    Nothing,
}

/// Maps a URL to a file below the folder; nothing outside it can be named.
fn resolve(url: &str, mount: &str) -> Target {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    if !path.ends_with('/') && format!("{path}/") == mount {
        return Target::Redirect(mount.to_owned());
    }
    let Some(name) = path.strip_prefix(mount) else { return Target::Nothing };
    let name = if name.is_empty() { "index.html" } else { name };
    // Our own names are plain ASCII: whatever is encoded, hidden or climbs is not one of them.
    let plain = |part: &str| {
        !part.is_empty()
            && !part.starts_with('.')
            && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
    };
    if name.split('/').all(plain) { Target::File(PathBuf::from(name)) } else { Target::Nothing }
}

/// The value of `Accept-Encoding`.
fn accepted(request: &Request) -> String {
    let header = request.headers().iter().find(|header| header.field.equiv("Accept-Encoding"));
    header.map(|header| header.value.to_string()).unwrap_or_default()
}

/// The bytes of a file, preferably of a compressed sibling the client accepts.
fn load(path: &Path, accepted: &str) -> Option<(Vec<u8>, Option<&'static str>)> {
    let accepts = |encoding: &str| {
        accepted.split(',').any(|part| part.split(';').next().is_some_and(|name| name.trim() == encoding))
    };
    for (encoding, extension) in [("br", "br"), ("gzip", "gz")] {
        let sibling = PathBuf::from(format!("{}.{extension}", path.display()));
        if accepts(encoding)
            && let Ok(bytes) = std::fs::read(sibling)
        {
            return Some((bytes, Some(encoding)));
        }
    }
    Some((std::fs::read(path).ok()?, None))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(url: &str, mount: &str, expect: Target) {
        assert_eq!(resolve(url, mount), expect, "{url} at {mount}");
    }

    fn file(name: &str) -> Target {
        Target::File(PathBuf::from(name))
    }

    #[test]
    fn urls_stay_inside_the_mount() {
        check("/", "/", file("index.html"));
        check("/?now=1", "/", file("index.html"));
        check("/icons/icon.svg", "/", file("icons/icon.svg"));
        check("/a/b/crm/", "/a/b/crm/", file("index.html"));
        check("/a/b/crm", "/a/b/crm/", Target::Redirect("/a/b/crm/".to_owned()));
        check("/a/b/crm/boot.js", "/a/b/crm/", file("boot.js"));
        check("/boot.js", "/a/b/crm/", Target::Nothing);
        for url in ["/../Cargo.toml", "/..%2fCargo.toml", "/.git", "//etc", "/a//b", "/icons/", "/a\\b"] {
            check(url, "/", Target::Nothing);
        }
    }

    #[test]
    fn options_are_read() {
        let parse = |line: &str| Options::parse(&line.split_whitespace().map(str::to_owned).collect::<Vec<_>>());
        let options = parse("--port 0 --mount a/b/crm --no-header-csp").unwrap();
        assert_eq!(options, Options { port: 0, mount: "/a/b/crm/".to_owned(), header_csp: false });
        assert_eq!(parse("").unwrap().mount, "/");
        for line in ["--port", "--port x", "--what"] {
            assert_eq!(parse(line), None, "{line}");
        }
    }
}
