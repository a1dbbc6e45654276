//! `cove-file`: checks, folds, merges and compares exchange files without a browser.
fn main() {}
