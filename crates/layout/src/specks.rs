//! Specks on a scan: dirt, folds and column rules that a recognition program took for a character or two.
//!
//! A speck in a gutter would close it, and one between two bands would join them. So the page is cut without them;
//! each then goes to the column that it lies in or nearest to. None is lost, for a speck may be a word as well. Ruby
//! goes the same way: a row of readings is no row of the page.

use backissue_model::{Page, Rect};

use crate::fragments::Fragment;
use crate::lines::Sizes;
use crate::regions::{Column, Item, ItemKind};
use crate::ruby;
use crate::sheet::Sheet;

/// A speck has at most this many characters.
const SPECK: usize = 2;
/// Letters in a size of this range, as a share of the body size, are taken for a word.
const WORD_SIZES: std::ops::RangeInclusive<f32> = 0.6..=1.8;

/// Parts what lies on a page into what it is cut by, and what goes with its neighbours: readings, and on a scan specks.
pub fn set_aside(sheet: &Sheet, items: Vec<Item>) -> (Vec<Item>, Vec<Item>) {
    let readings = ruby::readings_among(sheet.page, &sheet.fragments, &sheet.rulings);
    let scan = sheet.sizes == Sizes::Measured;
    items.into_iter().partition(|item| match item.kind {
        ItemKind::Text(i) => {
            let fragment = &sheet.fragments[i];
            let speck = scan && is_speck(sheet.page, fragment, sheet.body) && !has_company(sheet, fragment);
            !(readings[i] || speck)
        }
        ItemKind::Turned(i) => !scan || sheet.turned[i].lines.iter().any(|line| line.glyphs.len() > SPECK),
        ItemKind::Picture(_) | ItemKind::Table(_) | ItemKind::Boxed(_) => true,
    })
}

/// Whether a fragment is no more than a sign or two, or a letter or two far too large or small for the text.
pub fn is_speck(page: &Page, fragment: &Fragment, body: f32) -> bool {
    let texts = fragment.glyphs.iter().map(|(glyph, _)| page.glyph_text(&page.glyphs[*glyph as usize]));
    let mut characters = texts.flat_map(str::chars).filter(|c| !c.is_whitespace()).take(SPECK + 1);
    let (mut count, mut letters) = (0, false);
    for c in &mut characters {
        count += 1;
        letters |= c.is_alphanumeric();
    }
    count <= SPECK && !(letters && WORD_SIZES.contains(&(fragment.size / body)))
}

/// Lines of one headline differ in size by this share on a scan, and stand this share of their size apart.
const ALIKE: f32 = 0.25;
const APART: f32 = 0.8;

/// Whether letters of one size stand right above or below: a headline ends in a word of a letter or two.
fn has_company(sheet: &Sheet, word: &Fragment) -> bool {
    sheet.fragments.iter().any(|other| {
        let gap = (word.rect.y0 - other.rect.y1).max(other.rect.y0 - word.rect.y1);
        other.glyphs.len() > SPECK
            && (other.size - word.size).abs() <= ALIKE * word.size
            && (-APART * word.size..=APART * word.size).contains(&gap)
            && other.rect.overlap_x(&word.rect) > 0.0
    })
}

/// Puts specks into the columns that they lie in or nearest to.
pub fn put_back(specks: Vec<Item>, columns: &mut Vec<Column>) {
    if columns.is_empty() {
        columns.extend(specks.into_iter().map(|item| Column {
            rect: item.rect,
            items: vec![item],
            ..Column::default()
        }));
        return;
    }
    let edges: Vec<Rect> = columns.iter().map(|column| column.rect).collect();
    for speck in specks {
        let nearest = (0..edges.len())
            .min_by(|&i, &j| distance(&speck.rect, &edges[i]).total_cmp(&distance(&speck.rect, &edges[j])));
        if let Some(nearest) = nearest {
            columns[nearest].items.push(speck);
        }
    }
}

/// Distance of a speck's middle from a column, in points; 0 inside it.
fn distance(speck: &Rect, column: &Rect) -> f32 {
    let (x, y) = ((speck.x0 + speck.x1) / 2.0, (speck.y0 + speck.y1) / 2.0);
    let (dx, dy) = ((column.x0 - x).max(x - column.x1).max(0.0), (column.y0 - y).max(y - column.y1).max(0.0));
    dx.hypot(dy)
}
