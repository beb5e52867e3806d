//! The bytes of an input on their way to a conversion: streamed, so that this process holds none of them, and
//! summed up on the way where a manifest wants to know them.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use crate::disk;

/// Where the bytes come from, and what was seen of them.
#[derive(Debug, Clone)]
pub(crate) struct Source<'a> {
    origin: Origin<'a>,
    summing: Summing,
    /// Their number, and their SHA-256 if it is wanted, once they have been read.
    pub(crate) seen: Option<(u64, Option<String>)>,
}

/// Where bytes come from.
#[derive(Debug, Clone)]
pub(crate) enum Origin<'a> {
    /// A regular file.
    File(PathBuf),
    /// Memory: standard input, or a task line.
    Bytes(Cow<'a, [u8]>),
}

/// Whether the bytes are summed up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Summing {
    /// With SHA-256.
    Sha256,
    /// Not at all.
    Nothing,
}

/// What went wrong between a source and a sink.
#[derive(Debug)]
pub(crate) enum PourError {
    /// The source cannot be read, for this reason.
    Source(String),
    /// The sink takes no more.
    Sink,
}

impl<'a> Source<'a> {
    /// A source that has not been read.
    pub(crate) fn new(origin: Origin<'a>, summing: Summing) -> Self {
        Self { origin, summing, seen: None }
    }
}

/// All bytes of a source.
///
/// # Errors
///
/// A sentence, without the file's name.
pub(crate) fn bytes(source: &mut Source<'_>) -> Result<Vec<u8>, String> {
    let bytes = match &source.origin {
        Origin::File(path) => disk::read(path)?,
        Origin::Bytes(bytes) => bytes.to_vec(),
    };
    let sum = (source.summing == Summing::Sha256).then(|| hexadecimal(&Sha256::digest(&bytes)));
    source.seen = Some((bytes.len() as u64, sum));
    Ok(bytes)
}

/// Sums a source up without keeping any of it.
///
/// # Errors
///
/// A sentence, without the file's name.
pub(crate) fn sum(source: &mut Source<'_>) -> Result<(), String> {
    pour(source, &mut io::sink(), |_, _| Ok(())).map_err(|error| match error {
        PourError::Source(reason) => reason,
        PourError::Sink => "nothing takes it".to_owned(),
    })
}

/// Number and SHA-256 of the bytes of a file, however long it is; none when it cannot be read.
pub(crate) fn sum_of_file(path: &Path) -> Option<(u64, String)> {
    let mut summer = Some(Sha256::new());
    let size = pass(&mut File::open(path).ok()?, &mut io::sink(), &mut summer).ok()?;
    Some((size, hexadecimal(&summer?.finalize())))
}

/// Pours a source into a sink, after `announce` has told the sink how many bytes come.
///
/// # Errors
///
/// [`PourError`]; the sink may then have got less than was announced.
pub(crate) fn pour<W: Write>(
    source: &mut Source<'_>,
    sink: &mut W,
    announce: impl FnOnce(&mut W, u64) -> io::Result<()>,
) -> Result<(), PourError> {
    let (size, mut reader): (u64, Box<dyn Read + '_>) = match &source.origin {
        Origin::File(path) => {
            let (file, size) = disk::open(path).map_err(PourError::Source)?;
            (size, Box::new(file.take(size)))
        }
        Origin::Bytes(bytes) => (bytes.len() as u64, Box::new(bytes.as_ref())),
    };
    let mut summer = (source.summing == Summing::Sha256).then(Sha256::new);
    announce(sink, size).map_err(|_| PourError::Sink)?;
    let poured = pass(&mut reader, sink, &mut summer)?;
    if poured < size {
        return Err(PourError::Source("it became shorter while it was read".to_owned()));
    }
    drop(reader);
    source.seen = Some((size, summer.map(|summer| hexadecimal(&summer.finalize()))));
    Ok(())
}

fn pass(reader: &mut dyn Read, sink: &mut dyn Write, summer: &mut Option<Sha256>) -> Result<u64, PourError> {
    /// As much as a pipe takes at a time on most systems.
    const PORTION: usize = 64 * 1024;
    let mut portion = vec![0; PORTION];
    let mut poured = 0;
    loop {
        let read = match reader.read(&mut portion) {
            Ok(0) => break,
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(PourError::Source(disk::reason(&error))),
        };
        if let Some(summer) = summer {
            summer.update(&portion[..read]);
        }
        sink.write_all(&portion[..read]).map_err(|_| PourError::Sink)?;
        poured += read as u64;
    }
    sink.flush().map_err(|_| PourError::Sink)?;
    Ok(poured)
}

/// Bytes as hexadecimal digits.
pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_is_poured_whole_and_summed_up_the_same_either_way() {
        let mut source = Source::new(Origin::Bytes(b"abc".into()), Summing::Sha256);
        let mut sink = Vec::new();
        pour(&mut source, &mut sink, |sink, size| write!(sink, "{size}:")).expect("memory takes all");
        assert_eq!(sink, b"3:abc");
        let seen = source.seen.clone();
        // FIPS 180-4's own example.
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(seen, Some((3, Some(abc.to_owned()))));
        bytes(&mut source).expect("it is in memory");
        assert_eq!(source.seen, seen);
    }

    #[test]
    fn what_cannot_be_read_is_told_apart_from_what_cannot_be_written() {
        let mut missing = Source::new(Origin::File("no/such/file".into()), Summing::Nothing);
        let error = pour(&mut missing, &mut Vec::new(), |_, _| Ok(()));
        assert!(matches!(error, Err(PourError::Source(reason)) if reason.contains("no such file")));
        let mut source = Source::new(Origin::Bytes(vec![1].into()), Summing::Nothing);
        let error = pour(&mut source, &mut [0u8; 0].as_mut_slice(), |_, _| Ok(()));
        assert!(matches!(error, Err(PourError::Sink)));
    }
}
