//! `cove-file`: checks, folds, merges and compares exchange files without a browser.
//!
//! It prints one line of canonical JSON per result and exits with 0 fine, 1 `diff` found a difference,
//! 2 refused, 64 usage, 74 cannot read or write. All meaning is in the library; this is arguments and
//! files.

use cove::app::rescue;
use cove::exchange::document::{Document, Limits};
use cove::exchange::error::{Code, FileError};
use cove::exchange::report::{check_json, diff_json, done_json, merged_json, refusal_json};
use cove::exchange::union::Union;
use cove::exchange::{packed, sealed};
use cove::store::{Memory, Storage as _, Table, Write as Put};
use futures_util::FutureExt as _;
use serde_json::Value;
use std::fs::File;
use std::io::{Read, Write};
use std::process::ExitCode;

const USAGE: &str = "usage: cove-file check FILE...
       cove-file state FILE...
       cove-file merge FILE... -o OUT
       cove-file diff A B
       cove-file seal FILE -o OUT --passphrase-file P
       cove-file open FILE -o OUT --passphrase-file P
       cove-file rescue RAW -o OUT
";

/// Why a command did not give its result.
enum Failure {
    Usage,
    Refused { file: String, error: FileError },
}

/// What a command prints, and the exit code.
type Outcome = Result<(String, u8), Failure>;

fn main() -> ExitCode {
    let args: Option<Vec<String>> = std::env::args_os().skip(1).map(|arg| arg.into_string().ok()).collect();
    let outcome = args.as_deref().and_then(Args::parse).map_or(Err(Failure::Usage), |args| run(&args));
    let (text, code) = match outcome {
        Ok(done) => done,
        Err(Failure::Refused { file, error }) => (refusal_json(&file, &error) + "\n", exit_code(&error)),
        Err(Failure::Usage) => {
            // Nothing is left to say if even the usage cannot be written.
            let _ = std::io::stderr().write_all(USAGE.as_bytes());
            return ExitCode::from(64);
        }
    };
    let written = std::io::stdout().write_all(text.as_bytes()).and_then(|()| std::io::stdout().flush());
    ExitCode::from(if written.is_ok() { code } else { 74 })
}

fn exit_code(error: &FileError) -> u8 {
    if error.code == Code::Io { 74 } else { 2 }
}

/// The command line: `-o` and `--passphrase-file` may stand anywhere behind the command.
struct Args {
    command: String,
    files: Vec<String>,
    output: Option<String>,
    passphrase: Option<String>,
}

impl Args {
    fn parse(args: &[String]) -> Option<Args> {
        let (command, rest) = args.split_first()?;
        let mut parsed = Args { command: command.clone(), files: Vec::new(), output: None, passphrase: None };
        let mut rest = rest.iter();
        while let Some(arg) = rest.next() {
            let option = match arg.as_str() {
                "-o" => &mut parsed.output,
                "--passphrase-file" => &mut parsed.passphrase,
                _ => {
                    parsed.files.push(arg.clone());
                    continue;
                }
            };
            if option.replace(rest.next()?.clone()).is_some() {
                return None;
            }
        }
        Some(parsed)
    }
}

fn run(args: &Args) -> Outcome {
    match (args.command.as_str(), args.files.as_slice(), &args.output, &args.passphrase) {
        ("check", files @ [_, ..], None, None) => Ok(check(files)),
        ("state", files @ [_, ..], None, None) => Ok((union(files)?.state_json().0 + "\n", 0)),
        ("merge", files @ [_, ..], Some(output), None) => merge(files, output),
        ("diff", [a, b], None, None) => diff(a, b),
        ("seal", [file], Some(output), Some(passphrase)) => seal(file, output, passphrase),
        ("open", [file], Some(output), Some(passphrase)) => open(file, output, passphrase),
        ("rescue", [raw], Some(output), None) => rescued(raw, output),
        _ => Err(Failure::Usage),
    }
}

/// Makes a file of the raw data that the page saves where the app cannot start (`public/boot.js`).
fn rescued(raw: &str, output: &str) -> Outcome {
    let text = of(raw, || {
        let file: Value = serde_json::from_slice(&read(raw)?).map_err(|error| Code::Json.because(error))?;
        if file["format"] != "cove-raw/1" {
            return Err(Code::Format.because("no raw data of this app"));
        }
        let storage = Memory::new();
        let mut puts = Vec::new();
        for table in Table::ALL {
            for (key, value) in file["tables"][table.name()].as_object().into_iter().flatten() {
                let bytes = value.as_str().and_then(bytes_of);
                let bytes = bytes.ok_or_else(|| Code::Format.because(format!("{}/{key}", table.name())))?;
                puts.push(Put::Put(table, key.clone(), bytes));
            }
        }
        // In memory nothing waits.
        let found = storage.commit(None, &puts).now_or_never().and_then(Result::ok);
        let found = found.and_then(|_| rescue(&storage, 0).now_or_never()).and_then(Result::ok);
        Ok(found.ok_or_else(|| Code::Format.because("nothing can be read"))?.text)
    })?;
    write(output, text.as_bytes())?;
    Ok((done_json(text.len()) + "\n", 0))
}

/// The bytes of hexadecimal digits.
fn bytes_of(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: &u8| char::from(*byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let digits: Option<Vec<u8>> = text.bytes().map(|byte| digit(&byte)).collect();
    digits.map(|digits| digits.chunks(2).map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit)).collect())
}

/// One line per file, going on after a refusal.
fn check(files: &[String]) -> (String, u8) {
    let (mut text, mut worst) = (String::new(), 0);
    for file in files {
        let document = read(file).and_then(|bytes| Document::read(&bytes, &Limits::default()));
        let line = match document.and_then(|document| check_json(file, document)) {
            Ok(line) => line,
            Err(error) => {
                worst = worst.max(exit_code(&error));
                refusal_json(file, &error)
            }
        };
        text.push_str(&line);
        text.push('\n');
    }
    (text, worst)
}

fn merge(files: &[String], output: &str) -> Outcome {
    let union = union(files)?;
    let (text, hash) = union.write_merged();
    write(output, text.as_bytes())?;
    Ok((merged_json(&union, &hash) + "\n", 0))
}

fn diff(a: &str, b: &str) -> Outcome {
    let one = |file: &str| union(&[file.to_owned()]);
    // Nothing is merged, so two workspaces may be compared.
    let (text, found) = diff_json(&one(a)?, &one(b)?);
    Ok((text + "\n", u8::from(found)))
}

fn seal(file: &str, output: &str, passphrase: &str) -> Outcome {
    let passphrase = passphrase_of(passphrase)?;
    let sealed = of(file, || {
        let bytes = read(file)?;
        Document::read(&bytes, &Limits::default())?;
        let content = packed::unpacked(&bytes, &Limits::default())?;
        let mut salt = [0; 16];
        File::open("/dev/urandom")
            .and_then(|mut random| random.read_exact(&mut salt))
            .map_err(|error| Code::Io.because(error))?;
        Ok(sealed::seal(&content, &passphrase, salt, &|_| ()))
    })?;
    write(output, &sealed)?;
    Ok((done_json(sealed.len()) + "\n", 0))
}

fn open(file: &str, output: &str, passphrase: &str) -> Outcome {
    let passphrase = passphrase_of(passphrase)?;
    let content = of(file, || {
        let opened = sealed::open(&read(file)?, &passphrase, &Limits::default(), &|_| ())?;
        Document::read(&opened, &Limits::default())?;
        Ok(packed::unpacked(&opened, &Limits::default())?.into_owned())
    })?;
    write(output, &content)?;
    Ok((done_json(content.len()) + "\n", 0))
}

/// The union of these files.
fn union(files: &[String]) -> Result<Union, Failure> {
    let mut union = Union::default();
    for file in files {
        of(file, || {
            let document = Document::read(&read(file)?, &Limits::default())?;
            union.add(document, &Limits::default())
        })?;
    }
    Ok(union)
}

/// Names the file that an error is about.
fn of<T>(file: &str, work: impl FnOnce() -> Result<T, FileError>) -> Result<T, Failure> {
    work().map_err(|error| Failure::Refused { file: file.to_owned(), error })
}

/// The bytes of a file; one byte more than allowed is enough to refuse it.
fn read(file: &str) -> Result<Vec<u8>, FileError> {
    let limit = Limits::default().size as u64;
    let mut bytes = Vec::new();
    let file = File::open(file);
    let read = file.and_then(|file| file.take(limit + 1).read_to_end(&mut bytes));
    read.map_err(|error| Code::Io.because(error))?;
    Ok(bytes)
}

fn passphrase_of(file: &str) -> Result<String, Failure> {
    of(file, || {
        let text = String::from_utf8(read(file)?).map_err(|error| Code::Encoding.because(error))?;
        Ok(text.trim_end_matches(['\r', '\n']).to_owned())
    })
}

/// Writes a file, gzipped if its name says so.
fn write(file: &str, bytes: &[u8]) -> Result<(), Failure> {
    let packed = file.ends_with(".gz").then(|| packed::gzipped(bytes));
    of(file, || std::fs::write(file, packed.as_deref().unwrap_or(bytes)).map_err(|error| Code::Io.because(error)))
}
