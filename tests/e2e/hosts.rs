//! P9, P10: nginx and Caddy, with the files that the release brings for them, hand out what `dist serve` does:
//! every file, in every encoding, with every header, at the root and deep below it; and the app starts from there.

use crate::browser::{Browser, PATIENCE};
use crate::site::{Site, folder, scratch};
use std::collections::BTreeMap;
use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const MOUNTS: [&str; 2] = ["/", "/a/b/crm/"];

/// What a server answers: its status, and its headers with names in lower case.
struct Answer {
    status: u16,
    headers: BTreeMap<String, String>,
    length: usize,
}

fn ask(site: &Site, path: &str, encoding: &str) -> Answer {
    let mut connection = TcpStream::connect(&site.origin()["http://".len()..]).unwrap();
    connection.set_read_timeout(Some(PATIENCE)).unwrap();
    let request =
        format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: {encoding}\r\nConnection: close\r\n\r\n");
    connection.write_all(request.as_bytes()).unwrap();
    let mut bytes = Vec::new();
    connection.read_to_end(&mut bytes).unwrap();
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").unwrap();
    let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
    let mut lines = head.lines();
    let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
    let headers = lines.filter_map(|line| line.split_once(": "));
    let headers: BTreeMap<String, String> =
        headers.map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned())).collect();
    let body = &bytes[end + 4..];
    let length = if headers.contains_key("transfer-encoding") { length_of_chunks(body) } else { body.len() };
    Answer { status, headers, length }
}

/// How long a body is that comes in pieces, each after its length.
fn length_of_chunks(mut body: &[u8]) -> usize {
    let mut length = 0;
    loop {
        let end = body.windows(2).position(|two| two == b"\r\n").unwrap();
        let piece = usize::from_str_radix(std::str::from_utf8(&body[..end]).unwrap(), 16).unwrap();
        if piece == 0 {
            return length;
        }
        length += piece;
        body = &body[end + piece + 4..];
    }
}

/// Every file of the release as `dist serve` answers for it, against the host.
fn compare(host: &Site, mount: &str, encodings: &[&str]) {
    let ours = Site::start_with(&folder(), &["--mount", mount]);
    let mut names = vec![String::new(), "icons/icon-192.png".to_owned(), "no-such-file.js".to_owned()];
    for entry in std::fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()) {
        let known = ["html", "js", "css", "wasm", "webmanifest"];
        names.extend(known.iter().any(|end| entry.ends_with(&format!(".{end}"))).then_some(entry));
    }
    assert!(names.len() > 10, "is dist/ built?");
    for name in &names {
        for encoding in encodings {
            let path = format!("{mount}{name}");
            let (own, theirs) = (ask(&ours, &path, encoding), ask(host, &path, encoding));
            assert_eq!(theirs.status, own.status, "{path} as {encoding:?}");
            for (header, value) in &own.headers {
                let same = match header.as_str() {
                    // What only our own server says, and what a page that is missing is made of.
                    "date" | "content-length" | "connection" => true,
                    "content-type" | "cache-control" | "vary" if own.status == 404 => true,
                    "vary" => {
                        !own.headers.contains_key("content-encoding") || theirs.headers.get(header) == Some(value)
                    }
                    _ => theirs.headers.get(header) == Some(value),
                };
                let theirs = theirs.headers.get(header);
                assert!(same, "{path} as {encoding:?}: {header} is {theirs:?}, not {value:?}");
            }
            assert!(own.status == 404 || own.length == theirs.length, "{path} as {encoding:?}");
        }
    }
}

/// A port that was free a moment ago.
fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

fn start(command: &mut Command, port: u16, mount: &str) -> Site {
    let name = command.get_program().to_string_lossy().into_owned();
    let child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    let child = child.unwrap_or_else(|error| panic!("{name}: {error} (make setup-tests installs it)"));
    let site = Site::of(child, format!("http://localhost:{port}{mount}"));
    let begun = Instant::now();
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        assert!(begun.elapsed() < PATIENCE, "{name} does not listen");
        std::thread::sleep(Duration::from_millis(20));
    }
    site
}

/// A folder in which the release lies at that mount.
fn root(mount: &str) -> std::path::PathBuf {
    let root = scratch("www").join("root");
    let place = root.join(mount.trim_matches('/'));
    if mount == "/" {
        std::os::unix::fs::symlink(folder(), root).unwrap();
        return place;
    }
    std::fs::create_dir_all(place.parent().unwrap()).unwrap();
    std::os::unix::fs::symlink(folder(), place).unwrap();
    root
}

fn nginx(mount: &str) -> Site {
    let (port, own, root) = (free_port(), scratch("nginx"), root(mount));
    let shown = |path: &Path| path.display().to_string();
    let kept: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
        .map(|name| format!("{name}_temp_path {}/{name};\n", shown(&own)))
        .concat();
    let config = format!(
        "daemon off; master_process off; pid {own}/pid; error_log {own}/error.log;\n\
         events {{}}\nhttp {{ access_log off; {kept}\n\
         server {{ listen 127.0.0.1:{port}; root {root};\n\
         location {mount} {{ include {dist}/nginx.conf; }} }} }}\n",
        own = shown(&own),
        root = shown(&root),
        dist = shown(&folder()),
    );
    let path = own.join("nginx.conf");
    std::fs::write(&path, config).unwrap();
    start(Command::new("/usr/sbin/nginx").arg("-e").arg(own.join("error.log")).arg("-c").arg(path), port, mount)
}

fn caddy(mount: &str) -> Site {
    let (port, own) = (free_port(), scratch("caddy"));
    let dist = folder().display().to_string();
    let body = format!("root * {dist}\nimport {dist}/Caddyfile\n");
    let site = match mount.trim_end_matches('/') {
        "" => body,
        path => format!("redir {path} {path}/ permanent\nhandle_path {path}/* {{\n{body}}}\n"),
    };
    let config = format!("{{\nadmin off\nauto_https off\n}}\nhttp://localhost:{port} {{\nbind 127.0.0.1\n{site}}}\n");
    let path = own.join("Caddyfile");
    std::fs::write(&path, config).unwrap();
    let mut command = Command::new("caddy");
    command.args(["run", "--adapter", "caddyfile", "--config"]).arg(path);
    command.env("HOME", &own).env("XDG_DATA_HOME", &own).env("XDG_CONFIG_HOME", &own);
    start(&mut command, port, mount)
}

async fn the_app_starts(site: &Site) {
    let browser = Browser::start(site).await;
    browser.open("").await;
    browser.settle().await;
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nginx_serves_it() {
    for mount in MOUNTS {
        let site = nginx(mount);
        // Debian's nginx has the module for .gz files built in, and that for .br apart.
        compare(&site, mount, &["", "gzip"]);
        the_app_starts(&site).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn caddy_serves_it() {
    for mount in MOUNTS {
        let site = caddy(mount);
        compare(&site, mount, &["", "gzip", "br", "gzip, deflate, br"]);
        the_app_starts(&site).await;
    }
}
