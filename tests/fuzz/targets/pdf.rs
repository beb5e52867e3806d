//! Any bytes as PDF, through layout and structure.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    backissue_fuzz::convert(bytes, backissue_convert::Format::Pdf);
});
