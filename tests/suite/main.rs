//! The integration tests, one binary. Each module opens with what belongs in it.

#![allow(clippy::unwrap_used, reason = "a test that finds nothing where something must be should panic")]

// The house rules that a compiler does not see.
mod tidy;
// The commands of README.md do what it says.
mod readme;
// The command as scripts see it: exit codes, names and fate of files, messages, reports.
mod convert;
// What the program says of itself, and how it takes a slip.
mod habits;
// One hostile input takes no other along.
mod limits;
// Runs that are killed and begun again; manifests, fixity, bags.
mod keeping;
// A task in each line, an answer in each line.
mod task_lines;
// The codes of the program are those of its documentation.
mod codes;
// Each case gives the outline beside it.
mod goldens;
// Nothing is lost and nothing invented.
mod ledger;
// The editions of an issue have the same text, and it is the issue's.
mod same_text;
// The same input gives the same bytes, whatever the number of threads.
mod determinism;
// Damaged input gives an issue or an error, never a panic.
mod faults;
// What docs/issue-model.md says is true.
mod model_docs;

// The cases of testdata/, for the tests above.
mod cases;
// The command as tests run it.
mod command;
mod configuration;
mod page_file;
