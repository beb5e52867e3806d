//! ZIP packages (OPC of DOCX, OCF of EPUB) and their XML parts, read and written under limits.
//!
//! Reading takes nothing on trust: sizes, counts and nesting are capped. Writing is deterministic: the same
//! entries give the same bytes. What the parts mean is the matter of the reader or writer that uses them.

pub mod mathml;
pub mod read;
pub mod write;
pub mod xml;
