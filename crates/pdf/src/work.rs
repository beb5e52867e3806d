//! The work that a whole file asks for, added up over its pages.
//!
//! Pages are drawn side by side, so which of them would pass a limit is a matter of chance: the file as a whole does,
//! or it does not.

use std::sync::atomic::{AtomicU64, Ordering};

use backissue_model::ReadError;

use crate::limits::{MAX_FILE_CONTENT_BYTES, MAX_FILE_ITEM_BYTES, MAX_FILE_OPERATORS};

/// Work done so far.
#[derive(Debug, Default)]
pub(crate) struct Work {
    operators: AtomicU64,
    bytes: AtomicU64,
    item_bytes: AtomicU64,
}

impl Work {
    /// Adds operators that were run.
    pub(crate) fn add_operators(&self, count: usize) {
        self.operators.fetch_add(count as u64, Ordering::Relaxed);
    }

    /// Adds bytes of content that were decoded.
    pub(crate) fn add_bytes(&self, count: usize) {
        self.bytes.fetch_add(count as u64, Ordering::Relaxed);
    }

    /// Adds bytes of what a page keeps.
    pub(crate) fn add_items(&self, bytes: u64) {
        self.item_bytes.fetch_add(bytes, Ordering::Relaxed);
    }

    /// Whether the file asks for more than it may: no page need be drawn any more.
    pub(crate) fn is_over(&self) -> bool {
        self.operators.load(Ordering::Relaxed) > MAX_FILE_OPERATORS
            || self.bytes.load(Ordering::Relaxed) > MAX_FILE_CONTENT_BYTES
            || self.item_bytes.load(Ordering::Relaxed) > MAX_FILE_ITEM_BYTES
    }

    /// Nothing, or that the file is over a limit.
    pub(crate) fn check(&self) -> Result<(), ReadError> {
        if !self.is_over() {
            return Ok(());
        }
        Err(ReadError::Limit {
            what: "the drawing work of all pages together".to_owned(),
            limit: format!(
                "{} million operators, {} GiB of content and {} GiB of what is drawn",
                MAX_FILE_OPERATORS / 1_000_000,
                MAX_FILE_CONTENT_BYTES >> 30,
                MAX_FILE_ITEM_BYTES >> 30
            ),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_add_up() {
        let work = Work::default();
        work.add_operators(MAX_FILE_OPERATORS as usize);
        assert_eq!((work.is_over(), work.check()), (false, Ok(())));
        work.add_operators(1);
        assert!(work.is_over() && matches!(work.check(), Err(ReadError::Limit { .. })));
    }
}
