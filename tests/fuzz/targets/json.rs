//! Any bytes as an issue in JSON, through all writers. Its ledger is what its author says, and is not checked.

#![no_main]

use backissue_convert::model::from_json;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = str::from_utf8(bytes) else { return };
    let Ok(issue) = from_json(text) else { return };
    backissue_fuzz::write_all(&issue);
});
