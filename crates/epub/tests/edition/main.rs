//! Whole books, made from issues in code and opened again.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on panics")]

mod checks;
mod opened;

mod conservation;
mod contents;
mod hostile;
mod options;
mod pages;
mod size;
mod text;
