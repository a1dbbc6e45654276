//! A static file server that behaves as a host should: right types, compressed siblings, the headers of
//! `_headers`, nothing rewritten. It listens on this machine only.

use super::{Error, at, headers};
use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, Method, Response, StatusCode, header};
use std::io::Write as _;
use std::path::{Path, PathBuf};

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
    let (folder, options) = (folder.to_owned(), options.clone());
    let common: Vec<(&str, String)> = common.into_iter().map(|(name, value)| (name, value.to_owned())).collect();
    let port = options.port;
    let run = async move {
        let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await?;
        let _ = writeln!(std::io::stdout(), "http://localhost:{}{}", listener.local_addr()?.port(), options.mount);
        let _ = std::io::stdout().flush();
        let answer = async move |request: Request| answer(&request, &folder, &options.mount, &common);
        axum::serve(listener, axum::Router::new().fallback(answer)).await
    };
    let runtime = tokio::runtime::Runtime::new();
    runtime.and_then(|runtime| runtime.block_on(run)).map_err(|reason| Error::Port { port, reason: reason.to_string() })
}

fn answer(request: &Request, folder: &Path, mount: &str, common: &[(&str, String)]) -> Response<Body> {
    let mut fields = common.to_vec();
    let (status, body) = if matches!(*request.method(), Method::GET | Method::HEAD) {
        match resolve(request.uri().path(), mount) {
            Target::File(name) => match load(&folder.join(&name), accepted(request)) {
                Some((body, encoding)) => {
                    let base = name.file_name().and_then(|base| base.to_str()).unwrap_or_default();
                    fields.push(("Content-Type", headers::content_type(&name).to_owned()));
                    fields.push(("Cache-Control", headers::cache_control(base).to_owned()));
                    fields.push(("Vary", "Accept-Encoding".to_owned()));
                    fields.extend(encoding.map(|encoding| ("Content-Encoding", encoding.to_owned())));
                    (StatusCode::OK, body)
                }
                None => (StatusCode::NOT_FOUND, b"not found\n".to_vec()),
            },
            Target::Redirect(url) => {
                fields.push(("Location", url));
                (StatusCode::PERMANENT_REDIRECT, Vec::new())
            }
            Target::Nothing => (StatusCode::NOT_FOUND, b"not found\n".to_vec()),
        }
    } else {
        (StatusCode::METHOD_NOT_ALLOWED, b"only GET and HEAD\n".to_vec())
    };
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    for (name, value) in fields {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            response.headers_mut().insert(name, value);
        }
    }
    response
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
fn accepted(request: &Request) -> &str {
    request.headers().get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default()
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
