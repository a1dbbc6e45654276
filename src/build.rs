//! Build script: turns the message files and the pinyin table into Rust.
fn main() {}
