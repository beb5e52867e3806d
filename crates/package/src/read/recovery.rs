//! Finding the entries of a ZIP file whose directory is lost, by their local headers (APPNOTE, 4.3.7).
//!
//! A download that broke off and a disk that filled up lose the end of the file, and the directory with it; the
//! entries before it are whole. This is no second ZIP reader: it knows stored and deflated entries only.

use std::io::Read;

use flate2::read::DeflateDecoder;

/// An entry found by its local header.
#[derive(Debug)]
pub struct LocalEntry {
    /// Its name as written.
    pub name: Vec<u8>,
    method: u16,
    /// Where its data begins.
    start: usize,
    /// Length of its data as the header states it; 0 when a data descriptor follows.
    stated: usize,
}

const SIGNATURE: &[u8; 4] = b"PK\x03\x04";
/// Bytes of a local header before the name.
const HEADER: usize = 30;
const STORED: u16 = 0;
const DEFLATED: u16 = 8;
/// Bit 0 of the flags: the entry is encrypted.
const ENCRYPTED: u16 = 1;

/// All entries whose local header can be read, at most `most`.
pub fn scan(bytes: &[u8], most: usize) -> Vec<LocalEntry> {
    let mut entries = Vec::new();
    let mut at = 0;
    while entries.len() < most {
        let Some(found) = find_signature(&bytes[at..]) else {
            break;
        };
        at += found;
        match local_entry(bytes, at) {
            Some(entry) => {
                // Stored data may hold a package of its own, whose headers are not ours.
                let skipped = if entry.method == STORED { entry.stated } else { 0 };
                at = entry.start.saturating_add(skipped).min(bytes.len());
                entries.push(entry);
            }
            None => at += SIGNATURE.len(),
        }
    }
    entries
}

/// The data of an entry, at most one byte more than `most`, and what was wrong with it.
pub fn read(bytes: &[u8], entry: &LocalEntry, most: u64) -> (Vec<u8>, Option<String>) {
    let rest = &bytes[entry.start..];
    let most = most + 1;
    let mut data = Vec::new();
    let fault = if entry.method == STORED {
        rest.take(most.min(entry.stated as u64)).read_to_end(&mut data).err()
    } else {
        // A deflated stream knows its own end, so that no length is needed.
        DeflateDecoder::new(rest).take(most).read_to_end(&mut data).err()
    };
    let short = entry.method == STORED && (data.len() as u64) < most.min(entry.stated as u64);
    let fault = fault.map(|error| error.to_string()).or(short.then(|| "cut short".to_owned()));
    (data, fault)
}

fn find_signature(bytes: &[u8]) -> Option<usize> {
    bytes.windows(SIGNATURE.len()).position(|window| window == SIGNATURE)
}

fn local_entry(bytes: &[u8], at: usize) -> Option<LocalEntry> {
    let header = bytes.get(at..at + HEADER)?;
    let short = |offset: usize| u16::from_le_bytes([header[offset], header[offset + 1]]);
    let long = |offset: usize| usize::from(short(offset)) | (usize::from(short(offset + 2)) << 16);
    let (flags, method) = (short(6), short(8));
    let name_end = at + HEADER + usize::from(short(26));
    let start = name_end + usize::from(short(28));
    if flags & ENCRYPTED != 0 || !matches!(method, STORED | DEFLATED) || start > bytes.len() {
        return None;
    }
    let name = bytes.get(at + HEADER..name_end)?.to_vec();
    Some(LocalEntry { name, method, start, stated: long(18) })
}
