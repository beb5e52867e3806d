//! The issue model: what readers hand to layout, layout to structure, and structure to writers.
//!
//! Three shapes, one after the other: [`Pages`] (positioned glyphs, as a PDF has them), [`Flow`] (lines in
//! reading order with typographic cues) and [`Issue`] (the publication's issue as its editor made it). Beside
//! them the vocabulary all crates share: [`Place`] and [`Provenance`], the character [`Ledger`], [`Warning`]
//! and [`ReadError`].
//!
//! This crate knows no file format and decides nothing about text: it holds, counts, serialises and prints.

mod article;
mod block;
mod error;
mod file;
mod flow;
mod furniture;
mod hints;
mod inline;
mod issue;
mod json;
mod language;
mod ledger;
mod numerals;
mod outline;
mod page;
mod place;
#[doc(hidden)]
pub mod sample;
pub mod script;
mod spanned;
mod tally;
mod traverse;
mod warning;

pub use article::{Article, ArticleKind, Byline, BylinePosition, Note, Passage, Person, PersonKind};
pub use block::{
    Block, Cell, CellRole, Content, Figure, JumpLine, List, ListItem, ListKind, Row, Sidebar, Subhead, Table,
    Verse,
};
pub use error::ReadError;
pub use file::File;
pub use flow::{Align, Cues, Flow, FlowItem, FlowNote, Frame, Line, ParagraphCue, Picture, Role};
pub use furniture::{Furniture, FurnitureKind};
pub use hints::{Bead, Hints, OutlineItem, TagRole, TaggedElement, Tags, Thread};
pub use inline::{Inline, plain_text};
pub use issue::{Department, Image, Issue, IssuePage, Metadata, Publication, Source, WritingMode};
pub use json::{JsonError, MODEL_VERSION, from_json, json_schema, to_json};
pub use language::language_of_text;
pub use ledger::{Balance, Entry, Ledger};
pub use numerals::roman;
pub use outline::outline;
pub use page::{Direction, Glyph, LinkArea, Page, Pages, Panel, PlacedImage, Ruling, TextStyle, Visibility};
pub use place::{Place, Provenance, Rect, Rule};
pub use spanned::{Mark, Span, Spanned};
pub use tally::{Tally, is_counted};
pub use traverse::{each_article_text, each_block, each_text};
pub use warning::{Warning, WarningKind};
