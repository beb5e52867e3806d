//! The places on pages that pieces of the issue stand in: what ties a line of the lists to an area of a page.

use std::fmt::Write as _;

use backissue_model::{Place, Provenance, Rect};

use crate::markup::{escaped, points};

/// How many colours there are for articles; more would not be told apart.
const SHADES: usize = 8;

/// How far outside of a mark a point may lie, in points: places are rounded, and accents reach out.
const SLACK: f32 = 1.0;

/// Whose a mark is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Owner {
    /// Page furniture.
    Furniture,
    /// A department's name.
    Department,
    /// The article with this index.
    Article(usize),
    /// An entry of the ledger.
    Ledger,
    /// A warning.
    Warning,
}

/// An area of a page, and the piece that stands for it in the lists.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Mark {
    /// Whose it is.
    pub(crate) owner: Owner,
    /// Id of the piece: an element of the lists.
    pub(crate) piece: String,
    /// What the piece is.
    pub(crate) kind: &'static str,
    /// Sheet from 1.
    pub(crate) page: u32,
    /// The area, in points.
    pub(crate) rect: Rect,
}

/// The class that gives an article's card and its marks their colour.
pub(crate) fn shade(article: usize) -> String {
    format!("c{}", article % SHADES)
}

/// Adds a mark for each place of a piece that is an area of a page.
pub(crate) fn add(owner: Owner, piece: &str, kind: &'static str, places: &[Place], marks: &mut Vec<Mark>) {
    for place in places {
        if let Place::Page { page, rect: Some(rect) } = place {
            marks.push(Mark { owner, piece: piece.to_owned(), kind, page: *page, rect: *rect });
        }
    }
}

/// Places in words: those on pages as links to the page.
pub(crate) fn places(places: &[Place]) -> String {
    let mut shown: Vec<String> = Vec::new();
    for place in places {
        let text = match place.sheet() {
            Some(page) => format!("<a href=\"#page-{page}\">page {page}</a>"),
            None => escaped(&place.to_string()).into_owned(),
        };
        if shown.last() != Some(&text) {
            shown.push(text);
        }
    }
    shown.join(", ")
}

/// Where a piece stood and by which rules it is what it is, for the eye.
pub(crate) fn reasons(provenance: &Provenance) -> String {
    let mut out = places(&provenance.places);
    for rule in &provenance.rules {
        let _ = write!(out, " <code>{}</code>", escaped(&rule.0));
    }
    out
}

/// The coloured areas of one page. `marks` are those of this page, in the order of the issue.
pub(crate) fn draw(marks: &[&Mark]) -> String {
    let mut out = String::from("<g class=\"marks\">");
    for of_one in marks.chunk_by(|a, b| a.owner == b.owner) {
        match of_one[0].owner {
            Owner::Article(index) => article(index, of_one, &mut out),
            Owner::Furniture => plain("furniture", of_one, &mut out),
            Owner::Department => plain("department", of_one, &mut out),
            Owner::Ledger => plain("ledger", of_one, &mut out),
            Owner::Warning => plain("warning", of_one, &mut out),
        }
    }
    out.push_str("</g>");
    out
}

fn plain(class: &str, marks: &[&Mark], out: &mut String) {
    let _ = write!(out, "<g class=\"{class}\">");
    marks.iter().for_each(|mark| area(mark, out));
    out.push_str("</g>");
}

/// An article's areas, the way through them in reading order, and its number where it begins on the page.
fn article(index: usize, marks: &[&Mark], out: &mut String) {
    let number = index + 1;
    let _ = write!(out, "<g class=\"article {}\" data-owner=\"a{number}\">", shade(index));
    marks.iter().for_each(|mark| area(mark, out));
    let way: Vec<String> = marks.iter().map(|mark| middle(&mark.rect)).collect();
    if way.len() > 1 {
        let _ = write!(out, "<polyline class=\"way\" points=\"{}\"/>", way.join(" "));
    }
    let first = marks[0].rect;
    let long = if number > 99 { " long" } else { "" };
    let _ = write!(
        out,
        "<g class=\"number{long}\" transform=\"translate({} {})\"><circle/><text>{number}</text></g></g>",
        points(first.x0),
        points(first.y0)
    );
}

fn middle(rect: &Rect) -> String {
    format!("{},{}", points((rect.x0 + rect.x1) / 2.0), points((rect.y0 + rect.y1) / 2.0))
}

fn area(mark: &Mark, out: &mut String) {
    let _ = write!(
        out,
        "<rect class=\"area {}\" data-piece=\"{}\"{}/>",
        mark.kind,
        mark.piece,
        extent(&mark.rect)
    );
}

/// Whether a point lies in one of the marks, or so close to one that only rounding keeps it out.
pub(crate) fn cover(marks: &[&Mark], x: f32, y: f32) -> bool {
    marks.iter().any(|Mark { rect, .. }| {
        rect.x0 - SLACK <= x && x <= rect.x1 + SLACK && rect.y0 - SLACK <= y && y <= rect.y1 + SLACK
    })
}

/// A rectangle as attributes of an element. One that is turned inside out has no extent.
pub(crate) fn extent(rect: &Rect) -> String {
    format!(
        " x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"",
        points(rect.x0),
        points(rect.y0),
        points(rect.width().max(0.0)),
        points(rect.height().max(0.0))
    )
}
