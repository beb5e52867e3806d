//! The DOCX reader from outside: small documents made in memory, and what flow comes of them. Each document that
//! is read must balance in the ledger.

mod changes;
mod chunks;
mod drawings;
mod fields;
mod hostile;
mod lists;
mod notes;
mod outline;
mod package;
mod pages;
mod properties;
mod tables;
mod text;
