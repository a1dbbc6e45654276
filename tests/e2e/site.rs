//! The release folder, served for one test.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// A running server; it stops when dropped.
pub(crate) struct Site {
    server: Child,
    /// Where the page is, with a slash at the end.
    pub(crate) address: String,
}

impl Site {
    /// The release at the root of a server that sends every header.
    pub(crate) fn start() -> Site {
        Site::start_with(&folder(), &[])
    }

    /// A folder served with options of `dist serve`.
    pub(crate) fn start_with(folder: &Path, options: &[&str]) -> Site {
        let mut server = Command::new(env!("CARGO_BIN_EXE_dist"))
            .arg("serve")
            .arg(folder)
            .args(["--port", "0"])
            .args(options)
            .stdout(Stdio::piped())
            .spawn()
            .expect("dist serve starts");
        let mut address = String::new();
        BufReader::new(server.stdout.take().unwrap()).read_line(&mut address).unwrap();
        assert!(address.starts_with("http://"), "dist serve says where it is; is dist/ built (make dist)?");
        Site { server, address: address.trim().to_owned() }
    }

    /// Another server, which somebody else has started.
    pub(crate) fn of(server: Child, address: String) -> Site {
        Site { server, address }
    }

    /// Scheme, host and port.
    pub(crate) fn origin(&self) -> &str {
        let end = self.address["http://".len()..].find('/').map_or(self.address.len(), |at| at + "http://".len());
        &self.address[..end]
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// The release folder.
pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("dist")
}

/// A new empty folder below `target/tmp`.
pub(crate) fn scratch(name: &str) -> PathBuf {
    use std::sync::atomic::{AtomicUsize, Ordering};
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let unique = format!("{name}-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(unique);
    let _ = std::fs::remove_dir_all(&path);
    std::fs::create_dir_all(&path).unwrap();
    path
}

/// A browser keeps its connections open, and opens several at once: each is answered whatever the others do.
#[test]
fn every_connection_is_answered() {
    for _ in 0..20 {
        let site = Site::start();
        let origin = &site.origin()["http://".len()..];
        let ask = || {
            let mut connection = TcpStream::connect(origin).unwrap();
            connection.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
            connection.write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
            let mut status = [0; 15];
            connection.read_exact(&mut status).unwrap();
            assert_eq!(&status, b"HTTP/1.1 200 OK");
            connection
        };
        let open: Vec<TcpStream> = std::thread::scope(|scope| {
            let asking: Vec<_> = (0..16).map(|_| scope.spawn(ask)).collect();
            asking.into_iter().map(|asking| asking.join().unwrap()).collect()
        });
        assert_eq!(open.len(), 16);
    }
}
