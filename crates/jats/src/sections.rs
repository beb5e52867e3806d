//! Bodies: flat subheads become nested sections. JATS wants what follows a section within it or within another, so a
//! section stays open until a subhead of its level or a higher one comes, or the body ends.

use backissue_model::{Block, Content};

use crate::blocks::{self, Host};
use crate::inlines::{self, Room};
use crate::provenance;
use crate::sheet::Sheet;

/// Sections open while a body is written, by the levels of their subheads.
#[derive(Debug, Default)]
pub(crate) struct Sections {
    levels: Vec<u8>,
}

/// Writes blocks and opens a section at each subhead.
pub(crate) fn write(blocks: &[Block], sections: &mut Sections, sheet: &mut Sheet<'_>) {
    for block in blocks {
        match &block.content {
            Content::Subhead(head) if inlines::shows(&head.text) => {
                let origin = provenance::words(&block.provenance, sheet);
                open(head.level, origin.as_deref(), sections, sheet);
                inlines::element("title", &[], &head.text, Room::Title, sheet);
                sheet.w.line();
            }
            _ => blocks::one(block, Host::Flow, sheet),
        }
    }
}

/// Closes all sections.
pub(crate) fn close(sections: &mut Sections, sheet: &mut Sheet<'_>) {
    while sections.levels.pop().is_some() {
        sheet.close();
    }
}

fn open(level: u8, origin: Option<&str>, sections: &mut Sections, sheet: &mut Sheet<'_>) {
    while sections.levels.last().is_some_and(|&open| open >= level) {
        sections.levels.pop();
        sheet.close();
    }
    sections.levels.push(level);
    let attributes: Vec<(&str, &str)> = origin.into_iter().map(|origin| ("specific-use", origin)).collect();
    sheet.open("sec", &attributes);
}
