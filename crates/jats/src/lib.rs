//! The JATS 1.3 writer.
