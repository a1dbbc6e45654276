//! The page: mounts the user interface. Natively it only says where to look.
fn main() {}
