//! `dist`: finishes the folder Trunk built, and serves it the way a good host would.
//!
//! `dist finish FOLDER` joins the style sheets, and the glue with the loader of the wasm's parts, names files by their content, writes integrity into the
//! page, lays compressed siblings beside every file and stops when the first load outgrows its budget.
//! `dist sbom` lists what the release is made of.
//! `dist serve FOLDER` is for `make run` and the tests: static files and headers, no rewrites.

#[path = "dist/finish.rs"]
mod finish;
#[path = "dist/headers.rs"]
mod headers;
#[path = "dist/hosts.rs"]
mod hosts;
#[path = "dist/parts.rs"]
mod parts;
#[path = "dist/sbom.rs"]
mod sbom;
#[path = "dist/serve.rs"]
mod serve;

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

const USAGE: &str = "usage: dist finish FOLDER [--style FOLDER]
       dist sbom < cargo-metadata.json
       dist serve FOLDER [--port N] [--mount /PATH/] [--no-header-csp]";

/// Why a command failed; the text is for the person at the terminal.
#[derive(Debug, thiserror::Error)]
enum Error {
    #[error("{USAGE}")]
    Usage,
    #[error("{path}: {source}")]
    File { path: PathBuf, source: std::io::Error },
    #[error("index.html: {0}")]
    Page(String),
    #[error("that is not what `cargo metadata --format-version 1` prints")]
    Metadata,
    #[error("over budget: {0}")]
    Budget(String),
    #[error("cannot listen on port {port}: {reason} (choose another with --port, or make run PORT=…)")]
    Port { port: u16, reason: String },
}

/// Wraps an I/O error with the path it happened at.
fn at(path: &Path) -> impl FnOnce(std::io::Error) -> Error + '_ {
    move |source| Error::File { path: path.to_owned(), source }
}

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match run(&args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "dist: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: &[String]) -> Result<(), Error> {
    if args == ["sbom"] {
        let metadata = std::io::read_to_string(std::io::stdin()).map_err(at(Path::new("stdin")))?;
        let list = sbom::list(&metadata).ok_or(Error::Metadata)?;
        return writeln!(std::io::stdout(), "{list:#}").map_err(at(Path::new("stdout")));
    }
    let [command, folder, options @ ..] = args else { return Err(Error::Usage) };
    let folder = Path::new(folder);
    match command.as_str() {
        "finish" => {
            let style = match options {
                [] => Path::new("style"),
                [flag, style] if flag == "--style" => Path::new(style),
                _ => return Err(Error::Usage),
            };
            let report = finish::finish(folder, style)?;
            let _ = write!(std::io::stdout(), "{report}");
            report.check()
        }
        "serve" => serve::serve(folder, &serve::Options::parse(options).ok_or(Error::Usage)?),
        _ => Err(Error::Usage),
    }
}
