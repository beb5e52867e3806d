//! A file that a writer makes: its bytes and its path, for whoever may touch the disk.

/// A file in an edition of several files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct File {
    /// Path relative to the edition, with `/` between folders; never absolute, never with `..`.
    pub path: String,
    /// Its bytes.
    pub data: Vec<u8>,
}

impl File {
    /// A file of these bytes.
    pub fn new(path: impl Into<String>, data: impl Into<Vec<u8>>) -> Self {
        Self { path: path.into(), data: data.into() }
    }
}
