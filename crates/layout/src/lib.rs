//! Geometry: pages of glyphs to a flow of lines in reading order.
//!
//! Knows words, lines, columns, boxes, tables and page furniture, and no file format and no editorial convention.
//! The order in which a file draws its glyphs plays no part: only where they stand.
//!
//! A page goes through these rooms: `stacks` tells vertical text drawn glyph by glyph, `space` turns the page
//! so that its lines run along x, `fragments` joins glyphs, `furniture` takes out what repeats at the edges,
//! `boxes` and `regions` cut the rest into columns, `lines` and `text` read them, `emit` makes the flow.

mod align;
mod aligned;
mod alleys;
mod bands;
mod boxes;
mod cells;
mod continued;
mod emit;
mod fragments;
mod furniture;
mod gutters;
mod intervals;
mod lines;
mod regions;
mod ruby;
mod rulings;
mod scripts;
mod sheet;
mod skew;
mod space;
mod spanned;
mod specks;
mod stacks;
mod tables;
mod text;

use backissue_model::{
    Flow, FlowItem, IssuePage, Page, Pages, Place, Rect, Rule, Source, Visibility, Warning, WarningKind,
};
use rayon::prelude::*;

/// What layout may be told.
#[derive(Debug, Clone, Default)]
pub struct Options {}

/// Orders the glyphs of pages into lines, columns and boxes, and these into a flow.
///
/// Pages are worked on in parallel; the result does not depend on the number of threads. Hidden glyphs leave the
/// text here, each booked in the ledger.
pub fn flow(pages: Pages, _options: &Options) -> Flow {
    let body = sheet::body_size(&pages.pages);
    let sheets: Vec<sheet::Sheet> =
        pages.pages.par_iter().map(|page| sheet::read(page, sheet::own_body_size(page, body))).collect();
    let (left_out, furniture) = furniture::running(&sheets);
    let page_flows: Vec<emit::PageFlow> = sheets
        .par_iter()
        .zip(&left_out)
        .map(|(sheet, left_out)| emit::page_flow(sheet, &boxes::regions(sheet, left_out), left_out))
        .collect();
    let mut flow = Flow {
        metadata: pages.metadata,
        source: Source { format: "pdf".to_owned(), ..Source::default() },
        pages: pages.pages.iter().map(issue_page).collect(),
        furniture,
        images: pages.images,
        ledger: pages.ledger,
        warnings: pages.warnings,
        ..Flow::default()
    };
    for (page, page_flow) in pages.pages.iter().zip(page_flows) {
        append(&mut flow, page, page_flow);
        book_hidden(&mut flow, page);
    }
    flow.items = continued::join(std::mem::take(&mut flow.items));
    flow
}

fn issue_page(page: &Page) -> IssuePage {
    IssuePage { number: page.number, folio: page.label.clone(), width: page.width, height: page.height }
}

/// Adds a page's flow, counting its frames and regions on.
fn append(flow: &mut Flow, page: &Page, page_flow: emit::PageFlow) {
    let frames = flow.frames.len() as u32;
    let regions = flow.frames.iter().map(|frame| frame.region + 1).max().unwrap_or(0);
    flow.frames.extend(page_flow.frames.into_iter().map(|mut frame| {
        frame.region += regions;
        frame
    }));
    doubt(flow, page, &page_flow.doubts);
    flow.items.push(FlowItem::PageBreak { page: page.number });
    flow.items.extend(page_flow.items.into_iter().map(|mut item| {
        match &mut item {
            FlowItem::Line(line) => line.frame = line.frame.map(|frame| frame + frames),
            FlowItem::Table { frame, .. } => *frame = frame.map(|frame| frame + frames),
            FlowItem::Picture(picture) => picture.frame = picture.frame.map(|frame| frame + frames),
            FlowItem::PageBreak { .. } | FlowItem::Separator { .. } => {}
        }
        item
    }));
}

/// Tells of columns that were parted at hardly more than a word space, once a page.
fn doubt(flow: &mut Flow, page: &Page, gutters: &[Rect]) {
    let side = |rect: &Rect| rect.width().min(rect.height());
    let Some(narrowest) = gutters.iter().min_by(|a, b| side(a).total_cmp(&side(b))) else { return };
    let message = format!(
        "columns are told apart by {} of as little as {:.0} points, hardly more than a word space",
        if gutters.len() == 1 { "a gutter" } else { "gutters" },
        side(narrowest)
    );
    let place = Place::Page { page: page.number, rect: Some(*narrowest) };
    flow.warnings.push(Warning::new(WarningKind::Doubt, place, message));
}

/// Books the text that a reader of the page cannot see.
fn book_hidden(flow: &mut Flow, page: &Page) {
    let hidden = page.glyphs.iter().filter(|glyph| page.style(glyph).visibility == Visibility::Hidden);
    let text: String = hidden.map(|glyph| page.glyph_text(glyph)).collect();
    if text.trim().is_empty() {
        return;
    }
    let place = Place::page(page.number);
    let message = format!("{} hidden characters are kept out of the articles", text.chars().count());
    flow.warnings.push(Warning::new(WarningKind::HiddenText, place.clone(), message));
    flow.ledger.remove(Rule::new("hidden/not-seen-on-page"), place, &text);
}
