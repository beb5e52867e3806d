//! Running heads and feet: parts of their own that sections name, each distinct text kept once (ECMA-376 Part 1,
//! 17.10).

use std::collections::BTreeSet;
use std::rc::Rc;

use backissue_model::{
    Block, Content, FlowItem, Furniture, FurnitureKind, Place, Provenance, Rule, WarningKind, plain_text,
};

use crate::document;
use crate::markup;
use crate::reading::{Reading, Setting, Story};
use crate::relationships::Relationships;

const HEAD: Rule = Rule::new("running-head/header-part");
const FOOT: Rule = Rule::new("running-foot/footer-part");
const WATERMARK: Rule = Rule::new("watermark/wordart-in-header-part");
const REPEATED: Rule = Rule::new("furniture/repeated");

/// Heads and feet that are read: a document of thousands of sections repeats them.
const PARTS: usize = 500;

/// Reads all heads and feet that sections of the main part name.
pub fn read(reading: &mut Reading<'_>, relationships: &Relationships) {
    let mut parts: Vec<(String, bool)> = Vec::new();
    for reference in reading.sections.iter().flat_map(|section| &section.furniture) {
        let Some(part) = relationships.part(&reference.id) else {
            continue;
        };
        if parts.len() < PARTS && !parts.iter().any(|(known, _)| known == part) {
            parts.push((part.to_owned(), reference.head));
        }
    }
    let mut seen = BTreeSet::new();
    for (part, head) in parts {
        read_part(reading, &part, head, &mut seen);
    }
}

/// WordArt in a running head is the watermark behind the text of each page.
pub fn watermark(reading: &mut Reading<'_>, story: &Story, text: &str) {
    let known = reading.flow.furniture.iter().any(|item| item.text == text);
    if known {
        return reading.leave_out(REPEATED, story.place(), text);
    }
    reading.decode(text);
    let provenance = Provenance::new(story.place(), WATERMARK);
    reading.flow.furniture.push(Furniture {
        kind: FurnitureKind::Watermark,
        text: text.to_owned(),
        provenance,
    });
}

fn read_part(reading: &mut Reading<'_>, part: &str, head: bool, seen: &mut BTreeSet<String>) {
    let Some(source) = reading.optional_text(part) else {
        return;
    };
    let relationships = reading.relationships(part);
    let (root, faults) = markup::parse(&source);
    reading.warn_of_faults(part, faults);
    let mut story = Story::new(part, Rc::new(relationships), Setting::Furniture);
    document::blocks(reading, &mut story, &root);
    document::finish(reading, &mut story);
    let mut lines = Vec::new();
    let mut pictures = false;
    for item in story.items {
        match item.flow {
            FlowItem::Line(line) => lines.push(line.text.text),
            FlowItem::Table { table, .. } => {
                let cells = table.rows.iter().flat_map(|row| &row.cells);
                lines.extend(cells.map(|cell| text_of(&cell.blocks)).filter(|text| !text.is_empty()));
            }
            FlowItem::Picture(_) => pictures = true,
            FlowItem::PageBreak { .. } | FlowItem::Separator { .. } => {}
        }
    }
    let place = Place::Part { part: part.to_owned(), paragraph: None };
    if pictures {
        let message = "a picture in a running head or foot is not shown";
        reading.warn(WarningKind::Image, place.clone(), message);
    }
    let text = lines.join("\n");
    if text.trim().is_empty() {
        return;
    }
    let (kind, rule) = match head {
        true => (FurnitureKind::RunningHead, HEAD),
        false => (FurnitureKind::RunningFoot, FOOT),
    };
    if seen.insert(text.clone()) {
        reading.flow.furniture.push(Furniture { kind, text, provenance: Provenance::new(place, rule) });
    } else {
        reading.flow.ledger.remove(REPEATED, place, &text);
    }
}

/// The text of blocks, in order, line by line.
fn text_of(blocks: &[Block]) -> String {
    let mut lines = Vec::new();
    backissue_model::each_block(blocks, &mut |block| match &block.content {
        Content::Paragraph(text) | Content::Formula(text) => lines.push(plain_text(text)),
        Content::Subhead(subhead) => lines.push(plain_text(&subhead.text)),
        Content::List(list) => lines.extend(list.items.iter().map(|item| item.label.clone())),
        _ => {}
    });
    lines.retain(|line| !line.trim().is_empty());
    lines.join("\n")
}
