//! Pages drawn as SVG: pictures, panels, rulings and text as the reader saw them, and over them what became of it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use backissue_model::{Frame, IssuePage, Page};

use crate::marks::{self, Mark, extent};
use crate::markup::{color, escaped, points};
use crate::pictures::{self, Shelf};
use crate::runs;

/// Thinnest stroke drawn for a ruling, in points: a hairline has no thickness of its own.
const HAIRLINE: f32 = 0.3;

/// Width in points of a page on which numbers are drawn in their usual size, that of A4: on a broadsheet they grow
/// with the page, since both are shrunk to the same width of the window.
const USUAL_WIDTH: f32 = 595.0;

/// Least size of numbers, as a share of the usual.
const SMALLEST_UNIT: f32 = 0.5;

/// Greatest size of numbers, as a share of the usual: on a spread they would hide its small type.
const LARGEST_UNIT: f32 = 1.6;

/// What is known of one page.
struct Sheet<'a> {
    number: u32,
    folio: Option<&'a str>,
    width: f32,
    height: f32,
    page: Option<&'a Page>,
    frames: Vec<&'a Frame>,
    marks: Vec<&'a Mark>,
}

/// All pages of which the size is known, in order; nothing when there is nothing to draw on any of them.
pub(crate) fn draw(
    known: &[IssuePage],
    pages: &[Page],
    frames: &[Frame],
    marks: &[Mark],
    shelf: &Shelf<'_>,
) -> String {
    let mut sheets: BTreeMap<u32, Sheet<'_>> = BTreeMap::new();
    for page in known.iter().filter(|page| page.width > 0.0 && page.height > 0.0) {
        sheets.insert(page.number, sheet(page));
    }
    for page in pages {
        if let Some(sheet) = sheets.get_mut(&page.number) {
            sheet.page = Some(page);
        }
    }
    for frame in frames {
        if let Some(sheet) = sheets.get_mut(&frame.page) {
            sheet.frames.push(frame);
        }
    }
    for mark in marks {
        if let Some(sheet) = sheets.get_mut(&mark.page) {
            sheet.marks.push(mark);
        }
    }
    if sheets.values().all(|sheet| sheet.page.is_none() && sheet.marks.is_empty()) {
        return String::new();
    }
    sheets.values_mut().map(|sheet| figure(sheet, shelf)).collect()
}

fn sheet(page: &IssuePage) -> Sheet<'_> {
    Sheet {
        number: page.number,
        folio: page.folio.as_deref(),
        width: page.width,
        height: page.height,
        page: None,
        frames: Vec::new(),
        marks: Vec::new(),
    }
}

fn figure(sheet: &mut Sheet<'_>, shelf: &Shelf<'_>) -> String {
    sheet.marks.sort_by_key(|mark| mark.owner);
    let number = sheet.number;
    let folio = sheet.folio.map(|folio| format!(" · folio {}", escaped(folio))).unwrap_or_default();
    let (width, height) = (points(sheet.width), points(sheet.height));
    let unit = points((sheet.width / USUAL_WIDTH).clamp(SMALLEST_UNIT, LARGEST_UNIT));
    let mut out = format!(
        "<figure class=\"page\" id=\"page-{number}\" style=\"--width:{width};--height:{height};--unit:{unit}\">\
         <figcaption>Page {number}{folio}</figcaption>\
         <svg class=\"sheet\" viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"Page {number}\">\
         <rect class=\"paper\" width=\"{width}\" height=\"{height}\"/>"
    );
    if let Some(page) = sheet.page {
        out.push_str(&print(page, &sheet.marks, shelf));
    }
    out.push_str(&marks::draw(&sheet.marks));
    out.push_str(&frames(&sheet.frames));
    out.push_str("</svg></figure>");
    out
}

/// What the reader saw.
fn print(page: &Page, marks: &[&Mark], shelf: &Shelf<'_>) -> String {
    let mut out = String::from("<g class=\"areas\">");
    for panel in &page.panels {
        let fill = panel.fill.map_or("none".to_owned(), color);
        let stroke = if panel.framed { " stroke=\"#555\" stroke-width=\"0.6\"" } else { "" };
        let _ = write!(out, "<rect{} fill=\"{fill}\"{stroke}/>", extent(&panel.rect));
    }
    out.push_str("</g><g class=\"pictures\">");
    for image in &page.images {
        out.push_str(&pictures::placed(image.image.as_deref(), &image.rect, shelf));
    }
    out.push_str("</g><g class=\"rulings\">");
    for ruling in &page.rulings {
        let ([a, b], thickness) = ruling.ends();
        let _ = write!(
            out,
            "<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" stroke=\"{}\" stroke-width=\"{}\"/>",
            points(a.0),
            points(a.1),
            points(b.0),
            points(b.1),
            color(ruling.color),
            points(thickness.max(HAIRLINE))
        );
    }
    out.push_str("</g>");
    out.push_str(&runs::draw(page, marks));
    out
}

/// The columns and boxes that layout found, numbered in the order in which they are read.
fn frames(frames: &[&Frame]) -> String {
    let mut out = String::from("<g class=\"frames\">");
    for (index, frame) in frames.iter().enumerate() {
        let class = if frame.boxed { "frame boxed" } else { "frame" };
        let _ = write!(
            out,
            "<g class=\"{class}\"><rect{}/><text x=\"{}\" y=\"{}\">{}</text></g>",
            extent(&frame.rect),
            points(frame.rect.x1),
            points(frame.rect.y0),
            index + 1
        );
    }
    out.push_str("</g>");
    out
}
