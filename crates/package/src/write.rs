//! Writing ZIP packages with the same bytes every time: no clock, no permissions of this machine, no order but
//! the caller's. What the parts mean is the caller's matter.

use std::collections::BTreeSet;
use std::io::{Cursor, Write as _};

use backissue_model::File;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

/// The longest path in bytes: its length has 16 bits in the directory (APPNOTE 4.4.10).
const LONGEST_PATH: usize = u16::MAX as usize;

/// Zlib's own default: higher levels cost several times the time for one or two percent.
const LEVEL: i64 = 6;

/// A part of a package.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    /// Path from the package's root, with `/` between folders.
    pub path: &'a str,
    /// Its bytes.
    pub data: &'a [u8],
    /// How it is stored.
    pub packing: Packing,
}

impl<'a> From<&'a File> for Entry<'a> {
    fn from(file: &'a File) -> Self {
        Self { path: &file.path, data: &file.data, packing: Packing::of(&file.path) }
    }
}

/// How a part is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Packing {
    /// As it is: for data that is compressed already.
    Stored,
    /// Deflated.
    Deflated,
}

impl Packing {
    /// What fits a file of this name: pictures other than SVG are compressed already, and `mimetype` must be
    /// readable at a fixed offset (EPUB 3.3, OCF, "ZIP container media type identification").
    pub fn of(path: &str) -> Self {
        let stored = ["jpg", "jpeg", "png", "gif", "webp", "zip"];
        match path.rsplit_once('.') {
            Some((_, extension)) if stored.contains(&extension) => Self::Stored,
            None if path == "mimetype" => Self::Stored,
            _ => Self::Deflated,
        }
    }
}

/// A package in the making, for callers that make one part after the other and need not keep them all.
pub struct Archive {
    zip: ZipWriter<Cursor<Vec<u8>>>,
    paths: BTreeSet<String>,
}

impl Archive {
    /// An empty package; `capacity` is a guess at its size in bytes.
    pub fn new(capacity: usize) -> Self {
        Self { zip: ZipWriter::new(Cursor::new(Vec::with_capacity(capacity))), paths: BTreeSet::new() }
    }

    /// Adds a part. Of several parts with one path the first stands, for a package with two is damaged; a path
    /// that no package can hold, longer than 65,535 bytes, is left out.
    pub fn add(&mut self, entry: Entry<'_>) {
        if entry.path.len() > LONGEST_PATH || !self.paths.insert(entry.path.to_owned()) {
            return;
        }
        let method = match entry.packing {
            Packing::Stored => CompressionMethod::Stored,
            Packing::Deflated => CompressionMethod::Deflated,
        };
        let level = (entry.packing == Packing::Deflated).then_some(LEVEL);
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .compression_level(level)
            .last_modified_time(DateTime::default())
            .system(System::Unix)
            .unix_permissions(0o644)
            .large_file(u32::try_from(entry.data.len()).is_err());
        self.zip
            .start_file(entry.path, options)
            .and_then(|()| Ok(self.zip.write_all(entry.data)?))
            .expect("memory takes every part, and the path is new and short enough");
    }

    /// The package's bytes.
    pub fn finish(self) -> Vec<u8> {
        self.zip.finish().expect("memory takes the directory").into_inner()
    }
}

/// A package of these parts in this order, except that `mimetype` comes first.
pub fn zip(entries: &[Entry<'_>]) -> Vec<u8> {
    let size = entries.iter().map(|entry| entry.data.len() + 2 * entry.path.len() + 128).sum();
    let mut archive = Archive::new(size);
    let mut ordered: Vec<Entry<'_>> = entries.to_vec();
    ordered.sort_by_key(|entry| entry.path != "mimetype");
    ordered.into_iter().for_each(|entry| archive.add(entry));
    archive.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry<'a>(path: &'a str, data: &'a [u8]) -> Entry<'a> {
        Entry { path, data, packing: Packing::of(path) }
    }

    #[test]
    fn mimetype_comes_first_and_plain() {
        let text = "line\n".repeat(100);
        let bytes = zip(&[entry("a/b.xml", text.as_bytes()), entry("mimetype", b"application/epub+zip")]);
        // OCF: the name at offset 30, the content at 38, both uncompressed and without extra fields.
        assert_eq!(&bytes[30..58], b"mimetypeapplication/epub+zip");
        assert!(bytes.len() < text.len(), "the rest is deflated");
    }

    #[test]
    fn the_same_parts_give_the_same_bytes_dated_1980() {
        let parts = [entry("mimetype", b"x"), entry("日刊.txt", b"y"), entry("日刊.txt", b"z")];
        let bytes = zip(&parts);
        assert_eq!(bytes, zip(&parts[..2]));
        assert_eq!(bytes[10..14], [0, 0, 0x21, 0]);
    }
}
