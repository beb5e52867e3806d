//! Geometry: pages of glyphs to a flow of lines in reading order.
//!
//! Knows words, lines, columns, boxes and page furniture, and no file format.

use backissue_model::{Flow, Pages};

/// What layout may be told.
#[derive(Debug, Clone, Default)]
pub struct Options {}

/// Orders the glyphs of pages into lines, columns and boxes, and these into a flow.
pub fn flow(pages: Pages, _options: &Options) -> Flow {
    Flow { metadata: pages.metadata, ..Flow::default() }
}
