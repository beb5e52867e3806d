//! Blocks: what the body, cells, text boxes, notes and running heads are made of (ECMA-376 Part 1, 17.2 to 17.5).

use crate::changes;
use crate::markup::Element;
use crate::namespace::Namespace::{Compatibility, Math, Word};
use crate::reading::{Reading, Setting, Story};
use crate::{chunks, drawing, paragraph, tables};
use backissue_model::{FlowItem, WarningKind};

/// Text boxes and tables in one another. Beyond it their text is read as if they were not.
pub const NESTING: u32 = 40;

/// Paragraphs of a document. Each costs some 500 bytes in the flow, and 40 bytes in a file are enough to make one;
/// the longest issues have some 20,000.
const PARAGRAPHS: usize = 500_000;

/// Reads all blocks within an element.
pub fn blocks(reading: &mut Reading<'_>, story: &mut Story, parent: &Element<'_>) {
    for element in parent.elements() {
        block(reading, story, element);
    }
}

/// Reads one block.
pub fn block(reading: &mut Reading<'_>, story: &mut Story, element: &Element<'_>) {
    if is_full(reading, story) {
        return;
    }
    match (element.namespace, element.name) {
        (Word, "p") => paragraph::read(reading, story, element),
        (Word, "tbl") => tables::read(reading, story, element),
        (Word, "sectPr") => {
            if story.setting == Setting::Body {
                end_section(reading, story);
            }
        }
        (Word, "altChunk") => chunks::read(reading, story, element),
        (Word, "sdtPr" | "sdtEndPr" | "customXmlPr" | "tcPr" | "tblPr" | "trPr" | "pPr" | "rPr") => {}
        (Compatibility, "AlternateContent") => {
            if let Some(branch) = drawing::branch(element) {
                blocks(reading, story, branch);
            }
        }
        (Math, "oMathPara" | "oMath") | (Word, "r" | "hyperlink" | "fldSimple" | "t") => {
            paragraph::read_loose(reading, story, element);
        }
        (Word, "del" | "moveFrom" | "ins" | "moveTo") if changes::is_left_out(reading.options, element) => {
            paragraph::leave_out(reading, story, element);
        }
        // Wrappers without meaning for the text: content controls, custom XML, unknown extensions.
        _ => blocks(reading, story, element),
    }
}

/// Whether there are as many paragraphs as are read, which is told.
pub fn is_full(reading: &mut Reading<'_>, story: &Story) -> bool {
    let full = reading.paragraphs > PARAGRAPHS;
    if full {
        let message = format!("more than {PARAGRAPHS} paragraphs; those that follow were not read");
        reading.warn_once(WarningKind::Limit, story.place(), &message);
    }
    full
}

/// Ends what a story left open: text that waited for the next paragraph.
pub fn finish(reading: &mut Reading<'_>, story: &mut Story) {
    if story.carried.is_some() {
        paragraph::read(reading, story, &Element::default());
    }
}

/// A section ends: the next one may begin on a new sheet.
pub fn end_section(reading: &mut Reading<'_>, story: &mut Story) {
    reading.section += 1;
    let begins_sheet = reading.sections.get(reading.section).is_some_and(|section| !section.continuous);
    if begins_sheet && let Some(page) = reading.pages.break_needed(reading.section) {
        story.push(FlowItem::PageBreak { page });
    }
}
