//! Writing XML: escaping, and characters that XML forbids.
