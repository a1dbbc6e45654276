//! Build script: turns the message files, the pinyin readings and the simplified forms into Rust tables in `OUT_DIR`.
//!
//! A wrong message file stops the build with one line per mistake, so that a missing translation is
//! found by the compiler and not by a user.
#![allow(clippy::print_stdout, reason = "printing is how a build script speaks to Cargo")]

#[path = "build/mark.rs"]
mod mark;
#[path = "build/messages.rs"]
mod messages;
#[path = "build/pinyin.rs"]
mod pinyin;
#[path = "build/simplified.rs"]
mod simplified;

use std::path::PathBuf;

fn main() {
    println!("cargo::rerun-if-changed=src/build.rs");
    println!("cargo::rerun-if-changed=src/build");
    println!("cargo::rerun-if-changed=src/i18n/en");
    println!("cargo::rerun-if-changed=src/i18n/zh");
    if std::env::var_os("CARGO_FEATURE_SPLIT").is_some() {
        // What `make dist` cuts the page's wasm by.
        println!("cargo::rustc-link-arg-bin=cove=--emit-relocs");
    }
    if let Err(mistakes) = generate() {
        for mistake in mistakes {
            println!("cargo::error={mistake}");
        }
    }
}

/// Writes every table; the error is the list of all mistakes found.
fn generate() -> Result<(), Vec<String>> {
    let out = PathBuf::from(std::env::var("OUT_DIR").map_err(|error| vec![error.to_string()])?);
    let write = |name: &str, content: Vec<u8>| {
        std::fs::write(out.join(name), content).map_err(|error| vec![format!("{name}: {error}")])
    };
    write("messages.rs", messages::generate(std::path::Path::new("src/i18n"))?.into_bytes())?;
    write("simplified.bin", simplified::generate())?;
    let table = pinyin::generate().map_err(|mistake| vec![mistake])?;
    write("pinyin.rs", table.source.into_bytes())?;
    write("pinyin.bin", table.planes)
}
