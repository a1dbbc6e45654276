//! The release folder, served for one test.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

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
