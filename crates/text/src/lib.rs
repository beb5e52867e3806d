//! The plain-text reader: bytes in any encoding to a flow of lines.
