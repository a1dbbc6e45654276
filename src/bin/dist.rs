//! `dist`: finishes and serves the release folder.
fn main() {}
