//! The work that a whole file asks for, added up over its pages.
//!
//! Pages are drawn side by side, so which of them would pass a limit is a matter of chance: the file as a whole does,
//! or it does not.

use std::sync::atomic::{AtomicU64, Ordering};

use backissue_model::ReadError;

use crate::limits::{FILE_CONTENT_BYTES, FILE_ITEM_BYTES, FILE_OPERATORS};

/// Work done so far, and how much the file may ask for.
#[derive(Debug)]
pub(crate) struct Work {
    operators: Sum,
    content: Sum,
    items: Sum,
}

#[derive(Debug)]
struct Sum {
    reached: AtomicU64,
    most: u64,
}

impl Sum {
    fn up_to(most: u64) -> Self {
        Self { reached: AtomicU64::new(0), most }
    }

    fn add(&self, count: u64) {
        self.reached.fetch_add(count, Ordering::Relaxed);
    }

    fn is_over(&self) -> bool {
        self.reached.load(Ordering::Relaxed) > self.most
    }
}

impl Work {
    /// None done yet, for a file of so many bytes.
    pub(crate) fn of_file(bytes: usize) -> Self {
        Self {
            operators: Sum::up_to(FILE_OPERATORS.of(bytes)),
            content: Sum::up_to(FILE_CONTENT_BYTES.of(bytes)),
            items: Sum::up_to(FILE_ITEM_BYTES.of(bytes)),
        }
    }

    /// Adds operators that were run.
    pub(crate) fn add_operators(&self, count: usize) {
        self.operators.add(count as u64);
    }

    /// Adds bytes of content that were decoded.
    pub(crate) fn add_bytes(&self, count: usize) {
        self.content.add(count as u64);
    }

    /// Adds bytes of what a page keeps.
    pub(crate) fn add_items(&self, bytes: u64) {
        self.items.add(bytes);
    }

    /// Whether the file asks for more than it may: no page need be drawn any more.
    pub(crate) fn is_over(&self) -> bool {
        self.operators.is_over() || self.content.is_over() || self.items.is_over()
    }

    /// Nothing, or that the file is over a limit.
    pub(crate) fn check(&self) -> Result<(), ReadError> {
        if !self.is_over() {
            return Ok(());
        }
        Err(ReadError::Limit {
            what: "the drawing work of all pages together".to_owned(),
            limit: format!(
                "{} million operators, {} MiB of content and {} MiB of what is drawn, for a file of its size",
                self.operators.most / 1_000_000,
                self.content.most >> 20,
                self.items.most >> 20
            ),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_add_up() {
        let work = Work::of_file(1_000_000);
        work.add_operators(28_000_000);
        assert_eq!((work.is_over(), work.check()), (false, Ok(())));
        work.add_operators(1);
        assert!(work.is_over() && matches!(work.check(), Err(ReadError::Limit { .. })));
    }

    #[test]
    fn a_large_file_may_ask_for_more_up_to_a_point() {
        assert_eq!(FILE_OPERATORS.of(0), 20_000_000);
        assert_eq!(FILE_OPERATORS.of(usize::MAX), 200_000_000);
    }
}
