//! The PDF reader: bytes to pages of positioned glyphs.
