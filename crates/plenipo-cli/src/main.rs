//! The program `plenipo`.
fn main() {}
