//! The command `backissue`.

fn main() {}
