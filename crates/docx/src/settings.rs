//! Settings of the document that change how its text is read (ECMA-376 Part 1, 17.15).

use crate::markup::{self, Element};
use crate::number_formats::NumberFormat;

/// The settings that are heeded.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// How footnotes are numbered.
    pub footnotes: NoteNumbering,
    /// How endnotes are numbered.
    pub endnotes: NoteNumbering,
}

/// How notes are numbered (17.11.11, 17.11.17-20).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NoteNumbering {
    /// Format of the mark, where one is stated.
    pub format: Option<NumberFormat>,
    /// First number, where one is stated.
    pub start: Option<u32>,
    /// When it begins anew, where it is stated.
    pub restart: Option<Restart>,
}

/// When the numbers of notes begin anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Restart {
    /// Never.
    Continuous,
    /// With each section.
    Section,
    /// With each page.
    Page,
}

impl Settings {
    /// Reads the settings part.
    pub fn of(text: &str) -> Self {
        let (root, _) = markup::parse(text);
        let notes = |name: &str| root.child(name).map(NoteNumbering::of).unwrap_or_default();
        Self { footnotes: notes("footnotePr"), endnotes: notes("endnotePr") }
    }
}

impl NoteNumbering {
    /// Reads a `w:footnotePr` or `w:endnotePr` element.
    pub fn of(element: &Element<'_>) -> Self {
        let start = element.child("numStart").and_then(|start| start.number("val"));
        Self {
            format: element.child("numFmt").map(NumberFormat::of),
            start: start.and_then(|start| u32::try_from(start).ok()),
            restart: element.value("numRestart").map(|restart| match restart {
                "eachSect" => Restart::Section,
                "eachPage" => Restart::Page,
                _ => Restart::Continuous,
            }),
        }
    }

    /// What holds when a section says more.
    pub fn overlaid(&self, over: &Self) -> Self {
        Self {
            format: over.format.clone().or_else(|| self.format.clone()),
            start: over.start.or(self.start),
            restart: over.restart.or(self.restart),
        }
    }
}
