//! The PDF reader: bytes to pages of positioned glyphs, rulings, panels, images and links.
//!
//! Modules follow the chapters of ISO 32000-2: opening (`document`, `page_tree`, `page_box`), syntax (`filters`,
//! `content`), drawing (`interpret`, `state`, `color`, `fonts`, `images`), and what the file says besides
//! (`metadata`, `labels`, `links`, `layers`, `outlines`, `threads`, `tags`). `visibility` and `repairs` look at a page when it is drawn.
//!
//! The reader makes no lines, no words and no order: that is layout's matter. Each non-blank character that it
//! decodes is in the text of a glyph or in the ledger.

mod canvas;
mod color;
mod content;
mod damage;
mod destinations;
mod document;
mod filters;
mod fonts;
mod images;
mod interpret;
mod key_trees;
mod labels;
mod layers;
mod limits;
mod links;
mod matrix;
mod metadata;
mod objects;
mod outlines;
mod page_box;
mod page_tree;
mod repairs;
mod scan;
mod small_capitals;
mod state;
mod tags;
mod threads;
mod visibility;
mod work;

use std::collections::BTreeMap;

use backissue_model::{Hints, Pages, Place, ReadError, Warning, WarningKind};
use rayon::prelude::*;

use canvas::{Canvas, Picture};
use fonts::Fonts;
use interpret::Shared;
use limits::MAX_WARNINGS;
use page_tree::PageNode;
use work::Work;

/// How to read a PDF.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReadOptions {
    /// Password of an encrypted file; an empty one is tried without being asked for.
    pub password: Option<String>,
    /// Whether provable faults of the text are repaired.
    pub repairs: Repairs,
}

/// Whether provable faults of the text are repaired: ligatures, radicals, half-width forms, shadows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Repairs {
    /// They are repaired, and each repair is booked in the ledger.
    #[default]
    Apply,
    /// The text stays as the file states it.
    Leave,
}

/// Reads a PDF.
///
/// # Errors
/// The file is empty, damaged beyond repair, locked, over a limit, or has no text layer on any page.
pub fn read(bytes: &[u8], options: &ReadOptions) -> Result<Pages, ReadError> {
    let opened = document::open(bytes, options.password.as_deref())?;
    let shared = Shared {
        document: &opened.document,
        bytes,
        fonts: Fonts::new(options.repairs),
        layers: layers::of(&opened.document),
        tagged: tags::of(&opened.document),
        work: Work::of_file(bytes.len()),
    };
    let canvases: Vec<Canvas> = (opened.pages.par_iter().enumerate())
        .map(|(i, page)| draw(&shared, page, i as u32 + 1, options.repairs))
        .collect();
    shared.work.check()?;
    let mut pages = Pages { warnings: opened.warnings, ..Pages::default() };
    let mut unmapped = BTreeMap::new();
    let pictures =
        canvases.into_iter().map(|canvas| gather(&mut pages, canvas, &mut unmapped)).collect::<Vec<_>>();
    check_text(&pages)?;
    warn_of_unmapped(&mut pages, unmapped);
    let gathered = images::gather(&opened.document, &pages.pages, &pictures);
    place_images(&mut pages, gathered);
    for (page, label) in pages.pages.iter_mut().zip(labels::of(&opened.document, opened.pages.len())) {
        page.label = label;
    }
    pages.metadata = metadata::of(&opened.document);
    let destinations = destinations::of(&opened.document, &opened.pages);
    pages.hints = Hints {
        outline: outlines::read(&opened.document, &destinations),
        threads: threads::read(&opened.document, &destinations),
        tags: shared.tagged.tags,
    };
    pages.warnings.truncate(MAX_WARNINGS);
    Ok(pages)
}

/// Draws a page and takes the decisions that need the whole of it.
fn draw(shared: &Shared<'_>, page: &PageNode, number: u32, repairs: Repairs) -> Canvas {
    let page_box = page_box::page_box(shared.document, &page.dict);
    let mut canvas = interpret::page(shared, page, &page_box, number);
    links::read(shared.document, &page.dict, &page_box.matrix, &mut canvas);
    visibility::mark(&mut canvas);
    if repairs == Repairs::Apply {
        repairs::doubles::remove(&mut canvas);
        repairs::accents::join(&mut canvas);
        repairs::latin_in_gbk::mend(&mut canvas);
    }
    small_capitals::mark(&mut canvas);
    visibility::settle(&mut canvas);
    scan::settle(&mut canvas);
    canvas.grounds = Vec::new();
    shared.work.add_items(canvas.item_bytes());
    if canvas.page.glyphs.is_empty() {
        canvas.warn(WarningKind::NoText, "the page has no text");
    }
    canvas
}

/// Adds a page that is drawn and gives its pictures, which are read when all pages are known.
fn gather(pages: &mut Pages, canvas: Canvas, unmapped: &mut BTreeMap<String, (u32, u32)>) -> Vec<Picture> {
    pages.ledger.decoded += canvas.decoded;
    pages.ledger.entries.extend(canvas.entries);
    pages.warnings.extend(canvas.warnings);
    for (font, count) in canvas.unmapped {
        unmapped.entry(font).or_insert((canvas.page.number, 0)).1 += count;
    }
    pages.pages.push(canvas.page);
    canvas.pictures
}

fn place_images(pages: &mut Pages, gathered: images::Gathered) {
    pages.images = gathered.images;
    pages.warnings.extend(gathered.warnings);
    for ((page, placed), seen) in pages.pages.iter_mut().zip(gathered.placed).zip(gathered.seen) {
        page.images = placed;
        page.rulings.extend(seen.rulings);
        page.panels.extend(seen.panels);
    }
}

/// One warning for each font, at the page where it is met first.
fn warn_of_unmapped(pages: &mut Pages, unmapped: BTreeMap<String, (u32, u32)>) {
    for (font, (page, count)) in unmapped {
        let text =
            format!("{count} characters of the font {font} have no known Unicode value (shown as \u{fffd})");
        pages.warnings.push(Warning::new(WarningKind::Unmapped, Place::page(page), text));
    }
}

fn check_text(pages: &Pages) -> Result<(), ReadError> {
    if pages.pages.iter().any(|page| !page.glyphs.is_empty()) {
        return Ok(());
    }
    let what = match pages.pages.len() {
        1 => "the page is".to_owned(),
        count => format!("all {count} pages are"),
    };
    let advice = "run an OCR program (for example ocrmypdf) and convert the result";
    let is_cause = |warning: &&Warning| matches!(warning.kind, WarningKind::Limit | WarningKind::Damaged);
    let detail = match pages.warnings.iter().find(is_cause) {
        Some(cause) => format!("{what} without text ({cause}); if it is a scan, {advice}"),
        None => format!("{what} without text, as in a scan; {advice}"),
    };
    Err(ReadError::NoText { detail })
}
