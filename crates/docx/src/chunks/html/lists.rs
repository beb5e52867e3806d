//! The lists of a web page: which are open, and the mark of each entry (HTML, "Lists"). What an entry says is no
//! matter of this module.

use crate::number_formats::{self, NumberFormat};
use crate::numbering::Label;

/// The lists that are open, outer before inner.
#[derive(Debug, Default)]
pub struct Lists(Vec<List>);

#[derive(Debug)]
struct List {
    /// None for marks.
    format: Option<NumberFormat>,
    next: u32,
}

/// Lists in one another. Deeper ones are counted as entries of the innermost.
const DEPTH: usize = 40;

impl Lists {
    /// A list begins: the name of its element, its `type` and its `start`.
    pub fn open(&mut self, name: &str, kind: &str, start: &str) {
        let format = match kind.trim() {
            "a" => "lowerLetter",
            "A" => "upperLetter",
            "i" => "lowerRoman",
            "I" => "upperRoman",
            _ => "decimal",
        };
        let format = (name == "ol").then(|| NumberFormat::named(format));
        if self.0.len() < DEPTH {
            self.0.push(List { format, next: start.trim().parse().unwrap_or(1) });
        }
    }

    /// The innermost list ends.
    pub fn close(&mut self) {
        self.0.pop();
    }

    /// The mark of an entry with this `value`; none outside lists.
    pub fn entry(&mut self, value: &str) -> Option<Label> {
        let level = self.0.len().checked_sub(1)? as u8;
        let list = self.0.last_mut()?;
        let Some(format) = &list.format else {
            return Some(Label { text: "•".to_owned(), numbered: false, level });
        };
        let number = value.trim().parse().unwrap_or(list.next);
        list.next = number.saturating_add(1);
        Some(Label { text: format!("{}.", number_formats::format(number, format)), numbered: true, level })
    }
}
