//! One page, read: its main direction, fragments, blocks in other directions, boxes, tables.

use std::collections::BTreeMap;

use backissue_model::{Direction, Page, Rect};

use crate::alleys::alleys;
use crate::fragments::{Fragment, by_direction, fragments, in_reading_order, words};
use crate::lines::{PlacedLine, Sizes, lines};
use crate::regions::{Item, ItemKind};
use crate::rulings::{Rulings, collect};
use crate::scripts::{self, Order};
use crate::space::{Placed, Slope, Space};
use crate::tables::{Grid, grids};
use crate::{ruby, skew, specks, text};

/// Lines of a turned block are this close, as a share of the type size.
const BLOCK_GAP: f32 = 1.6;
/// Cells of a table hold at most this many lines on the median; more is a page divided by rulings.
const CELL_LINES: f32 = 4.0;
/// The share of a grid's cells that must hold text.
const FILLED_CELLS: f32 = 0.5;

/// A page as layout sees it before any order.
pub struct Sheet<'a> {
    /// The page.
    pub page: &'a Page,
    /// The view along its main direction.
    pub space: Space,
    /// How the scripts on it run.
    pub order: Order,
    /// Fragments in the main direction.
    pub fragments: Vec<Fragment>,
    /// Blocks in other directions.
    pub turned: Vec<TurnedBlock>,
    /// Rulings, boxes, panels.
    pub rulings: Rulings,
    /// Tables.
    pub tables: Vec<Grid>,
    /// What its type sizes tell.
    pub sizes: Sizes,
    /// Body size in points.
    pub body: f32,
    /// Usual white between two lines of body text in points.
    pub line_gap: f32,
    /// Type family of most of the text in the body size.
    pub family: String,
}

/// Lines that run in another direction than the page.
pub struct TurnedBlock {
    /// The view in which they run rightwards.
    pub space: Space,
    /// The lines, in reading order.
    pub lines: Vec<PlacedLine>,
    /// Extent in the page's main space.
    pub rect: Rect,
}

/// The type size of most characters of the pages, in points.
pub fn body_size(pages: &[Page]) -> f32 {
    let mut sizes: BTreeMap<i32, u64> = BTreeMap::new();
    for page in pages {
        for glyph in &page.glyphs {
            if !page.glyph_text(glyph).trim().is_empty() {
                // Quarter points: finer differences come from scaling, not from the compositor.
                *sizes.entry((page.style(glyph).size * 4.0).round() as i32).or_default() += 1;
            }
        }
    }
    sizes
        .into_iter()
        .max_by_key(|&(size, n)| (n, -size))
        .map_or(10.0, |(size, _)| (size as f32 / 4.0).max(1.0))
}

/// A page has a body size of its own from this many glyphs on.
const OWN_SIZE: usize = 300;

/// The body size of one page: its own where it has text enough, else that of all pages.
pub fn own_body_size(page: &Page, of_all: f32) -> f32 {
    if page.glyphs.len() >= OWN_SIZE { body_size(std::slice::from_ref(page)) } else { of_all }
}

/// Reads a page.
pub fn read(page: &Page, body: f32) -> Sheet<'_> {
    let order = scripts::order(page);
    let mut directions = by_direction(page, order);
    let main = directions
        .iter()
        .max_by_key(|(direction, glyphs)| (glyphs.len(), **direction == Direction::Right))
        .map_or(Direction::Right, |(direction, _)| *direction);
    let glyphs = directions.remove(&main).unwrap_or_default();
    let (space, rulings, fragments) = straightened(page, Space::reading(page, main, order), glyphs, body);
    let turned = directions
        .into_iter()
        .flat_map(|(direction, glyphs)| turned_blocks(page, &space, Space::new(page, direction), &glyphs));
    let turned = turned.collect();
    let family = body_family(page, body);
    let line_gap = line_gap(&fragments, body);
    let sizes = if skew::is_scan(page) { Sizes::Measured } else { Sizes::Set };
    let mut sheet = Sheet {
        page,
        space,
        order,
        fragments,
        turned,
        rulings,
        tables: Vec::new(),
        sizes,
        body,
        line_gap,
        family,
    };
    sheet.tables = tables(&sheet);
    let inside = |rect: &Rect| {
        sheet
            .tables
            .iter()
            .any(|grid| grid.rect.holds_middle_of(rect) && rect.width() <= grid.rect.width() + 8.0)
    };
    sheet.rulings.boxes.retain(|rect| !inside(rect));
    sheet
}

/// The fragments of a page's main direction. A scan is looked at in a view that takes its slope out, with the alleys
/// between its columns as rulings.
fn straightened(
    page: &Page,
    mut space: Space,
    mut glyphs: Vec<(u32, Placed)>,
    body: f32,
) -> (Space, Rulings, Vec<Fragment>) {
    let mut rulings = collect(page, &space, body);
    if skew::is_scan(page) {
        let slope = skew::slope(page, &space, &words(page, &glyphs));
        if slope != Slope::default() {
            space = space.straightened(slope);
            for (_, placed) in &mut glyphs {
                *placed = space.straighten(*placed);
            }
            glyphs.sort_by(|(i, a), (j, b)| in_reading_order(page, (*i, a), (*j, b)));
            rulings = collect(page, &space, body);
        }
        let words: Vec<Rect> = words(page, &glyphs)
            .iter()
            .filter(|word| !specks::is_speck(page, word, body))
            .map(|word| word.rect)
            .collect();
        rulings.upright.extend(alleys(&words, body));
    }
    let fragments = fragments(page, &glyphs, &rulings.upright);
    (space, rulings, fragments)
}

/// The type family of most characters set in the body size.
fn body_family(page: &Page, body: f32) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for glyph in &page.glyphs {
        let style = page.style(glyph);
        if (style.size - body).abs() < 0.1 * body {
            *counts.entry(style.family.as_str()).or_default() += 1;
        }
    }
    counts.into_iter().max_by_key(|(_, n)| *n).map(|(family, _)| family.to_owned()).unwrap_or_default()
}

fn turned_blocks(page: &Page, main: &Space, space: Space, glyphs: &[(u32, Placed)]) -> Vec<TurnedBlock> {
    let fragments = fragments(page, glyphs, &[]);
    let mut groups: Vec<(Rect, Vec<&Fragment>)> = Vec::new();
    for fragment in &fragments {
        let mut joined = (fragment.rect, vec![fragment]);
        let near = |rect: &Rect| {
            let gap_y = rect.y0.max(fragment.rect.y0) - rect.y1.min(fragment.rect.y1);
            let gap_x = rect.x0.max(fragment.rect.x0) - rect.x1.min(fragment.rect.x1);
            gap_y < BLOCK_GAP * fragment.size && gap_x < BLOCK_GAP * fragment.size
        };
        let (close, rest): (Vec<_>, Vec<_>) = groups.drain(..).partition(|(rect, _)| near(rect));
        groups = rest;
        for (rect, list) in close {
            joined.0 = joined.0.union(&rect);
            joined.1.extend(list);
        }
        groups.push(joined);
    }
    let block = |(rect, list): (Rect, Vec<&Fragment>)| {
        let mut lines = lines(list, Sizes::Set);
        ruby::attach(page, &Rulings::default(), &mut lines);
        TurnedBlock { space, lines, rect: main.view(&space.page_rect(&rect)) }
    };
    groups.into_iter().map(block).collect()
}

/// Fragments that are looked at to measure the white between lines; enough for a median.
const SAMPLE: usize = 400;

/// The usual white between two lines of body text in points: the median distance of a fragment to the next below.
fn line_gap(all: &[Fragment], body: f32) -> f32 {
    let fragments: Vec<&Fragment> = all.iter().filter(|f| (f.size - body).abs() < 0.1 * body).collect();
    let step = fragments.len() / SAMPLE + 1;
    let mut gaps: Vec<f32> = Vec::new();
    for above in fragments.iter().step_by(step) {
        let below = fragments
            .iter()
            .filter(|f| f.rect.y0 > above.rect.y0 + 0.5 * f.size && f.rect.overlap_x(&above.rect) > 0.0);
        let gap = below.map(|f| f.rect.y0 - above.rect.y1).min_by(f32::total_cmp);
        gaps.extend(gap.filter(|gap| *gap < body));
    }
    gaps.sort_by(f32::total_cmp);
    gaps.get(gaps.len() / 2).copied().unwrap_or(0.5 * body).max(0.0)
}

/// Grids whose cells hold short text.
fn tables(sheet: &Sheet) -> Vec<Grid> {
    let is_table = |grid: &Grid| {
        let mut heights: Vec<f32> = Vec::new();
        for cell in &grid.cells {
            let inside =
                sheet.fragments.iter().filter(|f| cell.rect.holds_middle_of(&f.rect)).map(|f| f.rect);
            heights.extend(inside.reduce(|a, b| a.union(&b)).map(|rect| rect.height()));
        }
        heights.sort_by(f32::total_cmp);
        let median = heights.get(heights.len() / 2).copied().unwrap_or(f32::INFINITY);
        heights.len() as f32 >= FILLED_CELLS * grid.cells.len() as f32
            && median <= CELL_LINES * 1.5 * sheet.body
    };
    grids(&sheet.rulings).into_iter().filter(is_table).collect()
}

/// What lies on the page, each thing once: text outside tables, turned blocks, pictures, tables.
pub fn items(sheet: &Sheet) -> Vec<Item> {
    let in_table = |rect: &Rect| sheet.tables.iter().any(|grid| grid.rect.holds_middle_of(rect));
    let text = sheet.fragments.iter().enumerate().filter(|(_, f)| !in_table(&f.rect));
    let text = text.map(|(i, f)| Item {
        rect: within_rulings(sheet, text::inked(sheet.page, &f.glyphs, f.rect)),
        size: f.size,
        solid: is_solid(sheet, f),
        numeric: is_numeric(sheet, f),
        mark: is_mark(sheet, f),
        kind: ItemKind::Text(i),
    });
    let turned = sheet.turned.iter().enumerate().map(|(i, block)| {
        let size = block.lines.iter().map(|line| line.size).fold(0.0, f32::max);
        Item { rect: block.rect, size, solid: false, numeric: false, mark: false, kind: ItemKind::Turned(i) }
    });
    let pictures = sheet.page.images.iter().enumerate().filter(|(_, image)| !is_backdrop(sheet, &image.rect));
    let pictures = pictures.map(|(i, image)| Item {
        rect: sheet.space.view(&image.rect),
        size: 0.0,
        solid: false,
        numeric: false,
        mark: false,
        kind: ItemKind::Picture(i),
    });
    let tables = sheet.tables.iter().enumerate();
    let tables = tables.map(|(i, grid)| Item {
        rect: grid.rect,
        size: 0.0,
        solid: false,
        numeric: false,
        mark: false,
        kind: ItemKind::Table(i),
    });
    text.chain(turned).chain(pictures).chain(tables).collect()
}

/// Whether a fragment is in a script that sets no spaces between words, by its first letter.
fn is_solid(sheet: &Sheet, fragment: &Fragment) -> bool {
    let mut letters = fragment
        .glyphs
        .iter()
        .flat_map(|(glyph, _)| sheet.page.glyph_text(&sheet.page.glyphs[*glyph as usize]).chars());
    letters.find(|c| c.is_alphanumeric()).is_some_and(backissue_model::script::is_ideographic)
}

/// Whether a fragment is a single character that is neither letter nor figure.
fn is_mark(sheet: &Sheet, fragment: &Fragment) -> bool {
    let mut texts =
        fragment.glyphs.iter().map(|(glyph, _)| sheet.page.glyph_text(&sheet.page.glyphs[*glyph as usize]));
    let text = texts.find(|text| !text.trim().is_empty()).unwrap_or_default();
    texts.all(|text| text.trim().is_empty()) && !text.contains(char::is_alphanumeric)
}

/// Letters of a unit.
const UNIT: usize = 2;

/// Whether a fragment is a number: figures with a sign, a unit or a currency at most.
fn is_numeric(sheet: &Sheet, fragment: &Fragment) -> bool {
    let texts =
        fragment.glyphs.iter().map(|(glyph, _)| sheet.page.glyph_text(&sheet.page.glyphs[*glyph as usize]));
    let (mut figures, mut letters) = (0usize, 0usize);
    for c in texts.flat_map(str::chars) {
        figures += usize::from(c.is_numeric());
        letters += usize::from(c.is_alphabetic());
    }
    figures > 0 && letters <= figures + UNIT
}

/// How far a line may hang over a column rule, as a share of the body size: punctuation hung out, or a font that is
/// wider than the one the page was made for.
const OVERHANG: f32 = 1.6;

/// The extent of a fragment without what hangs over a ruling between columns.
fn within_rulings(sheet: &Sheet, rect: Rect) -> Rect {
    let reach = OVERHANG * sheet.body;
    let crossed = sheet.rulings.upright.iter().filter(|ruling| {
        ruling.y0 <= rect.y0 && rect.y1 <= ruling.y1 && rect.x1 > ruling.x0 && rect.x1 - ruling.x0 <= reach
    });
    let edge = crossed.map(|ruling| ruling.x0).filter(|x| *x > rect.x0 + reach).fold(f32::INFINITY, f32::min);
    if edge.is_finite() { Rect { x1: edge - 0.1 * sheet.body, ..rect } } else { rect }
}

/// An image over this share of the page is its scan.
const WHOLE_PAGE: f32 = 0.8;
/// An image with this many fragments of text on it is a ground for them, not a picture with a few words in it.
const BACKDROP_FRAGMENTS: usize = 8;

/// Whether an image lies under the text, as a scan under its recognised text does.
fn is_backdrop(sheet: &Sheet, rect: &Rect) -> bool {
    let view = sheet.space.view(rect);
    let (width, height) = sheet.space.extent();
    let whole = view.width() * view.height() >= WHOLE_PAGE * width * height;
    let held = sheet.fragments.iter().filter(|f| view.holds_middle_of(&f.rect)).count();
    held >= BACKDROP_FRAGMENTS || (whole && held > 0)
}
