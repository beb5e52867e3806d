//! What all fuzz targets hold an input to: no panic, no loss, and editions that can be written.

use backissue_convert::model::{Balance, Issue, WarningKind};
use backissue_convert::{Format, Options, ReadOptions, Target, read, write};

/// Longest text of an input from which editions are written, in bytes: the writers are quick, but there are four.
const WRITTEN: usize = 1 << 16;

/// Reads an input of one format, checks the ledger, and writes all editions of a short one.
pub fn convert(bytes: &[u8], format: Format) {
    let options = ReadOptions { format: Some(format), ..ReadOptions::default() };
    let Ok(issue) = read(bytes, None, &options) else { return };
    check(&issue);
    if bytes.len() <= WRITTEN {
        write_all(&issue);
    }
}

/// Panics when characters are lost or invented.
pub fn check(issue: &Issue) {
    let told = issue.warnings.iter().find(|warning| warning.kind == WarningKind::Unbalanced);
    let sum = Balance::of(issue);
    assert!(told.is_none() && sum.balanced, "the ledger does not balance: {told:?}, {sum:?}");
}

/// Writes an issue in all formats, twice: the bytes must be the same.
pub fn write_all(issue: &Issue) {
    let options = Options::default().write;
    for target in Target::ALL {
        assert!(
            write(issue, target, &options) == write(issue, target, &options),
            "{target:?} has other bytes the second time"
        );
    }
}
