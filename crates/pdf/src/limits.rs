//! Limits on what a file may ask for: each with its size, its reason, and the attack that it stops.
//!
//! A limit that is reached is a warning wherever the rest can still be read, and an error where it cannot.

/// A limit on what a whole file may ask for. It grows with the file: much work for few bytes means that pages share
/// what they draw, which honest files do with letterheads and not with everything.
pub(crate) struct Allowance {
    /// What any file may ask for.
    pub(crate) base: u64,
    /// What it may ask for besides, for each of its bytes.
    pub(crate) per_byte: u64,
    /// What no file may exceed.
    pub(crate) most: u64,
}

impl Allowance {
    /// What a file of so many bytes may ask for.
    pub(crate) fn of(&self, bytes: usize) -> u64 {
        self.base.saturating_add(self.per_byte.saturating_mul(bytes as u64)).min(self.most)
    }
}

/// Bytes that one object or cross-reference stream may inflate to while the file is opened: 16 MiB. The largest
/// in honest files is under 12 MiB. Stops a few kilobytes that inflate to gigabytes of objects.
pub(crate) const MAX_OBJECT_STREAM_BYTES: usize = 16 << 20;

/// Bytes of memory that all object streams together may turn into: 512 MiB, by [`BYTES_PER_OBJECT`] a token.
/// Stops many small streams that each stay under [`MAX_OBJECT_STREAM_BYTES`].
pub(crate) const MAX_OBJECT_MEMORY: u64 = 512 << 20;

/// Memory that the smallest object (`1`, two bytes of source) takes once parsed.
pub(crate) const BYTES_PER_OBJECT: u64 = 120;

/// Bytes that one stream (content, font, map) may decode to: 64 MiB. Large scanned pages lie under 40 MiB; page
/// content of maps and plans under 30 MiB. Stops inflation bombs.
pub(crate) const MAX_STREAM_BYTES: usize = 64 << 20;

/// Bytes that one image may decode to: 256 MiB, an A0 sheet at 300 dpi in colour. Stops inflation bombs that
/// come as pictures.
pub(crate) const MAX_IMAGE_BYTES: usize = 256 << 20;

/// Pixels of an image of one bit to a pixel: 128 million, an A2 sheet at 600 dpi.
pub(crate) const MAX_BITMAP_PIXELS: u64 = 128 << 20;

/// Pixels of any other image: 48 million, an A2 sheet at 300 dpi. Stops pictures that fill the memory.
pub(crate) const MAX_IMAGE_PIXELS: u64 = 48 << 20;

/// Bytes of samples that all images of one file may decode to: 8 GiB, a bound volume scanned in colour. Stops a
/// small file of a thousand pictures that each inflate as far as one may.
pub(crate) const MAX_SAMPLES_TOTAL: u64 = 8 << 30;

/// Bytes of images that one file may hand on: 512 MiB. Stops a small file whose pictures fill the memory.
pub(crate) const MAX_IMAGES_TOTAL: usize = 512 << 20;

/// Filters in the chain of one stream: 8. Honest files use one or two. Stops chains that multiply their work.
pub(crate) const MAX_FILTERS: usize = 8;

/// Pages of one file: 20,000, a bound volume of a daily paper. Stops page trees that name one page a million times.
pub(crate) const MAX_PAGES: usize = 20_000;

/// Depth of the page tree, of number and name trees, of nested arrays and dictionaries in content: 64. Writers
/// stay under 10. Stops chains without end.
pub(crate) const MAX_DEPTH: usize = 64;

/// Operands that one visibility expression is asked for: 256; layers of maps need ten. Stops expressions that name one
/// inner expression twice on each level.
pub(crate) const MAX_LAYER_OPERANDS: usize = 256;

/// Bytes of samples that one colour function may have, with [`BYTES_PER_FUNCTION`] for each function in it: 8 MiB, four
/// inputs of fifty steps. Stops stitched functions that name one piece twice on each level.
pub(crate) const MAX_FUNCTION_BYTES: usize = 8 << 20;

/// What a function counts for among samples: 2 KiB, so that 4,096 of them are the most that one may have in it.
pub(crate) const BYTES_PER_FUNCTION: usize = 2 << 10;

/// Nested form XObjects: 28, as Acrobat's. Stops forms that draw themselves.
pub(crate) const MAX_FORM_DEPTH: usize = 28;

/// Saved graphics states: 512; files with more have a writer that forgot to restore. Stops memory filled by `q`.
pub(crate) const MAX_STATE_DEPTH: usize = 512;

/// Operators run for one page, those of its forms included: 8 million; the densest city map has 2 million. Stops
/// forms that draw other forms many times over, level upon level.
pub(crate) const MAX_OPERATORS: usize = 8_000_000;

/// Operators run for one file, the bytes of strings counted like them: 20 million and 8 for each byte of the file, at
/// most 200 million. Deflated content of text has hardly five for a byte. Stops thousands of pages that share one
/// stream, or forms, which each draw as much as one page may, be it on hidden layers or over and over in one place.
pub(crate) const FILE_OPERATORS: Allowance = Allowance { base: 20_000_000, per_byte: 8, most: 200_000_000 };

/// What all pages of one file keep, in bytes by [`BYTES_PER_GLYPH`] and [`BYTES_PER_OTHER`]: 128 MiB, the text of two
/// hundred dense broadsheets, and 256 for each of its bytes, at most 1 GiB, more than the text of a bound volume of
/// 7,000 pages takes. Stops thousands of pages that share one stream of a few bytes which each fills as far as one page
/// may.
pub(crate) const FILE_ITEM_BYTES: Allowance = Allowance { base: 128 << 20, per_byte: 256, most: 1 << 30 };

/// Memory that a glyph takes with its text.
pub(crate) const BYTES_PER_GLYPH: u64 = 28;

/// Memory that a style, a ruling, a panel, a placed picture, a link or an entry of the ledger takes at most, but for
/// long texts.
pub(crate) const BYTES_PER_OTHER: u64 = 160;

/// Operators that drawing a form counts for, besides those in it: what it takes to set it up.
pub(crate) const OPERATORS_PER_FORM: usize = 10;

/// Bytes of content decoded for one file: 512 MiB and 64 for each of its bytes, at most 8 GiB; content deflates to a
/// fifth or a twentieth, and a bound volume has under 1 GiB. Stops thousands of pages that share one stream which
/// inflates a thousandfold.
pub(crate) const FILE_CONTENT_BYTES: Allowance = Allowance { base: 512 << 20, per_byte: 64, most: 8 << 30 };

/// Glyphs of one page: 400,000; a broadsheet of classified advertisements has 60,000. Stops a page of one string
/// drawn for ever.
pub(crate) const MAX_GLYPHS: usize = 400_000;

/// Rulings and panels kept of one page: 100,000 each. A page of drawings beyond that is a picture, not a layout.
pub(crate) const MAX_SHAPES: usize = 100_000;

/// Points of one path: 100,000. Longer paths are drawings. Stops memory filled by `l`.
pub(crate) const MAX_PATH_POINTS: usize = 100_000;

/// Images placed on one page: 20,000. Stops a page of one picture drawn for ever.
pub(crate) const MAX_PLACED_IMAGES: usize = 20_000;

/// Operands of one operator: 65,536; an array of `TJ` for one line has hundreds. Stops memory filled by `1 1 1`.
pub(crate) const MAX_OPERANDS: usize = 65_536;

/// Bytes of strings and names of one operator: 1 MiB.
pub(crate) const MAX_OPERAND_BYTES: usize = 1 << 20;

/// Bytes of decoded forms that one page keeps for drawing again: 64 MiB.
pub(crate) const MAX_KEPT_FORM_BYTES: usize = 64 << 20;

/// Sides of a page in points: 1 to 200,000 (the 200 inches of ISO 32000-1, annex C, times a `UserUnit`).
pub(crate) const PAGE_SIDE: std::ops::RangeInclusive<f32> = 1.0..=200_000.0;

/// Warnings of one page: 100; more are of one cause. Stops pages of a thousand unsafe links.
pub(crate) const MAX_PAGE_WARNINGS: usize = 100;

/// Warnings of one file: 1,000. Stops a report longer than the issue.
pub(crate) const MAX_WARNINGS: usize = 1_000;
