//! Running heads and feet, found by what repeats at the edges of pages.
//!
//! What a single page shows (mastheads, a folio line that stands once) is told by its words, and words are the
//! matter of structure.

use std::collections::BTreeMap;

use backissue_model::{Furniture, FurnitureKind, Place, Provenance, Rule};

use crate::sheet::Sheet;
use crate::text;

/// Rows from the edge of the text that are looked at.
const EDGE_ROWS: usize = 3;
/// Repeated rows stand at the same height up to this share of the body size.
const SAME_HEIGHT: f32 = 1.5;
/// A row of furniture is at most this multiple of the body size high.
const ROW_HEIGHT: f32 = 2.5;
/// Cells beside a repeated one are furniture too when they are this short, in characters: a title or a date.
const SHORT_CELL: usize = 36;

/// A fragment at the edge of a page.
struct Cell {
    sheet: usize,
    fragment: usize,
    row: usize,
    top: bool,
    y: f32,
    text: String,
    /// Whether the file marks it as an artifact of pagination.
    marked: bool,
}

/// Which fragments of each sheet are furniture, and the furniture they make.
pub fn running(sheets: &[Sheet]) -> (Vec<Vec<bool>>, Vec<Furniture>) {
    let mut marks: Vec<Vec<bool>> = sheets.iter().map(|sheet| vec![false; sheet.fragments.len()]).collect();
    let cells: Vec<Cell> = sheets.iter().enumerate().flat_map(|(i, sheet)| edge_cells(i, sheet)).collect();
    let repeated = repeated(&cells, sheets);
    let mut rows: BTreeMap<(usize, bool, usize), Vec<usize>> = BTreeMap::new();
    for (i, cell) in cells.iter().enumerate() {
        rows.entry((cell.sheet, !cell.top, cell.row)).or_default().push(i);
    }
    let mut furniture = Vec::new();
    for row in rows.values() {
        let known = row.iter().any(|&i| repeated[i] || cells[i].marked);
        let rest_is_short = row.iter().all(|&i| repeated[i] || cells[i].text.chars().count() <= SHORT_CELL);
        for &i in row.iter().filter(|&&i| repeated[i] || cells[i].marked || (known && rest_is_short)) {
            let cell = &cells[i];
            if !std::mem::replace(&mut marks[cell.sheet][cell.fragment], true) {
                furniture.push(piece(cell, &sheets[cell.sheet], repeated[i]));
            }
        }
    }
    // What stands alone on all pages heads nothing: it is what they say.
    if marks.iter().flatten().all(|marked| *marked) {
        marks.iter_mut().flatten().for_each(|marked| *marked = false);
        furniture.clear();
    }
    (marks, furniture)
}

fn piece(cell: &Cell, sheet: &Sheet, repeated: bool) -> Furniture {
    let rect = sheet.space.page_rect(&sheet.fragments[cell.fragment].rect);
    let place = Place::Page { page: sheet.page.number, rect: Some(rect) };
    let numeric = cell.text.chars().filter(char::is_ascii_digit).count() * 2 >= cell.text.chars().count();
    let kind = match (numeric, cell.top) {
        (true, _) => FurnitureKind::Folio,
        (false, true) => FurnitureKind::RunningHead,
        (false, false) => FurnitureKind::RunningFoot,
    };
    let rule = match (repeated, cell.marked) {
        (true, _) => "furniture/repeats-at-edge",
        (false, true) => "furniture/marked-at-edge",
        (false, false) => "furniture/beside-running-line",
    };
    Furniture { kind, text: cell.text.clone(), provenance: Provenance::new(place, Rule::new(rule)) }
}

fn edge_cells(index: usize, sheet: &Sheet) -> Vec<Cell> {
    let mut order: Vec<usize> = (0..sheet.fragments.len()).collect();
    order.sort_by(|&a, &b| sheet.fragments[a].rect.y0.total_cmp(&sheet.fragments[b].rect.y0).then(a.cmp(&b)));
    let mut rows: Vec<(f32, Vec<usize>)> = Vec::new();
    for i in order {
        let rect = sheet.fragments[i].rect;
        match rows.last_mut() {
            Some((bottom, row)) if rect.y0 < *bottom => {
                row.push(i);
                *bottom = bottom.max(rect.y1);
            }
            _ => rows.push((rect.y1, vec![i])),
        }
    }
    let count = rows.len();
    let apart = boundaries(sheet, &rows);
    let mut cells = Vec::new();
    for (n, (_, row)) in rows.into_iter().enumerate() {
        let top = n < EDGE_ROWS && n * 2 < count;
        if !top && count - n > EDGE_ROWS {
            continue;
        }
        // Lines that run on into the text below or above them are text, however often they are repeated.
        let bounds = if top { n..EDGE_ROWS.min(count) } else { count.saturating_sub(EDGE_ROWS + 1)..n };
        if !bounds.into_iter().any(|n| apart[n]) {
            continue;
        }
        let height = row.iter().map(|&i| sheet.fragments[i].rect.height()).fold(0.0, f32::max);
        if height > ROW_HEIGHT * sheet.body {
            continue;
        }
        cells.extend(row.into_iter().map(|i| Cell {
            sheet: index,
            fragment: i,
            row: n,
            top,
            y: sheet.fragments[i].baseline,
            text: fragment_text(sheet, i),
            marked: is_marked(sheet, i),
        }));
    }
    cells
}

/// White between two rows, beyond that between lines of text and as a share of the body size, that parts running heads
/// from text.
const APART: f32 = 0.4;
/// Rows of sizes that differ by this share are of two styles.
const OTHER_SIZE: f32 = 0.07;

/// For each row whether something parts it from the next: white, another type size, a ruling. True after the last.
fn boundaries(sheet: &Sheet, rows: &[(f32, Vec<usize>)]) -> Vec<bool> {
    let top = |row: &[usize]| row.iter().map(|&i| sheet.fragments[i].rect.y0).fold(f32::INFINITY, f32::min);
    let size = |row: &[usize]| row.iter().map(|&i| sheet.fragments[i].size).fold(0.0, f32::max);
    let white: Vec<f32> = rows.windows(2).map(|pair| top(&pair[1].1) - pair[0].0).collect();
    let parted = |(pair, white): (&[(f32, Vec<usize>)], &f32)| {
        let (above, below) = (size(&pair[0].1), size(&pair[1].1));
        let ruled = sheet
            .rulings
            .level
            .iter()
            .any(|ruling| pair[0].0 - 1.0 <= ruling.y0 && ruling.y1 <= top(&pair[1].1) + 1.0);
        *white > sheet.line_gap + APART * sheet.body
            || (above - below).abs() > OTHER_SIZE * above.max(below)
            || ruled
    };
    rows.windows(2).zip(&white).map(parted).chain([true]).collect()
}

/// Whether the file marks a whole fragment as an artifact of pagination: with its place at the edge, that is enough.
fn is_marked(sheet: &Sheet, index: usize) -> bool {
    let mut glyphs =
        sheet.fragments[index].glyphs.iter().map(|(glyph, _)| &sheet.page.glyphs[*glyph as usize]);
    glyphs.all(|glyph| sheet.page.style(glyph).artifact)
}

fn fragment_text(sheet: &Sheet, index: usize) -> String {
    let fragment = &sheet.fragments[index];
    text::read(sheet.page, &fragment.glyphs, fragment.size, fragment.baseline, sheet.sizes, sheet.order)
        .text
        .text
}

/// Whether each cell stands at the same height on another sheet, numbers aside.
fn repeated(cells: &[Cell], sheets: &[Sheet]) -> Vec<bool> {
    let key = |cell: &Cell| -> (bool, String) {
        let digits = cell.text.chars().filter(|c| !c.is_whitespace());
        (
            cell.top,
            digits
                .map(|c| if c.is_ascii_digit() { '0' } else { c })
                .collect::<String>()
                .replace("00", "0")
                .replace("00", "0"),
        )
    };
    let mut by_key: BTreeMap<(bool, String), Vec<usize>> = BTreeMap::new();
    for (i, cell) in cells.iter().enumerate() {
        by_key.entry(key(cell)).or_default().push(i);
    }
    let mut out = vec![false; cells.len()];
    for group in by_key.values() {
        for &i in group {
            let reach = SAME_HEIGHT * sheets[cells[i].sheet].body;
            out[i] = group
                .iter()
                .any(|&j| cells[j].sheet != cells[i].sheet && (cells[j].y - cells[i].y).abs() <= reach);
        }
    }
    out
}
