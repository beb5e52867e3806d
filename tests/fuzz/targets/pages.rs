//! Pages of glyphs in any places, in the form of the suite's `.page` files, through layout and structure.

#![no_main]

#[path = "../../suite/page_file.rs"]
mod page_file;

use backissue_convert::{layout, structure};

libfuzzer_sys::fuzz_target!(|text: &str| {
    let (pages, _faults) = page_file::parse(text);
    let flow = layout::flow(pages, &layout::Options::default());
    backissue_fuzz::check(&structure::assemble(flow, &structure::Options::default()));
});
