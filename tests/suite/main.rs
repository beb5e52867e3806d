//! The integration tests, one binary. Each module opens with what belongs in it.

#![allow(clippy::unwrap_used, reason = "a test that finds nothing where something must be should panic")]

// The house rules that a compiler does not see.
mod tidy;
// The commands of README.md do what it says.
mod readme;
