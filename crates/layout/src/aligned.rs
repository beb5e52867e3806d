//! Tables without a grid: rows of short cells that stand below one another, with rulings or tinted rows at most.
//!
//! Columns of text and columns of a table are parted by the same white. What tells them apart is the ink: lines of
//! text fill their columns, cells leave most of theirs white; and numbers, or rulings between the rows, say that the
//! rows belong together.

use backissue_model::Rect;

use crate::intervals::{covering, gaps};
use crate::lines::Sizes;
use crate::regions::{Ground, HEADING, Item, ItemKind, extent};
use crate::tables::{Grid, GridCell};

/// Rows that make a table, and rows that do where rulings part them.
const ROWS: usize = 3;
/// The share of its area that the lines of a table cover at most: columns of text fill nine tenths.
const INK: f32 = 0.72;
/// The share of cells that hold text.
const FILLED: f32 = 0.6;
/// The share of cells that hold numbers, where no rulings part the rows.
const NUMBERS: f32 = 0.25;
/// The share of cells that may hold more than one piece of text: pieces are words of a justified line.
const CROWDED: f32 = 0.2;
/// A line fills its column from this share of its width on.
const FULL: f32 = 0.85;
/// Running text has this share of full lines, in columns of this many times the body size.
const MOSTLY: f32 = 0.55;
const TEXT_COLUMN: f32 = 8.0;
/// The narrowest white between two cells, as a share of the body size.
const CELL_GAP: f32 = 0.8;
/// The share of the gaps between rows that rulings or tints must mark to count as parted.
const PARTED: f32 = 0.5;
/// The share of lines, from the first to the last with figures, that must hold some so that a line without any below
/// them is text and no row.
const COUNTED: f32 = 0.8;
/// White above a line that goes on in the cells above it, as a share of the usual white between rows.
const SAME_ROW: f32 = 0.7;
/// A line of its own over this share of the width is no row of the table.
const ACROSS: f32 = 0.5;
/// More cells than this are a page of dots, or an attack.
const MOST: usize = 1000;

/// A table, and the lines of a region that stand above and below it.
pub struct Aligned {
    /// The table.
    pub grid: Grid,
    /// What lies in it.
    pub items: Vec<Item>,
    /// What stands above it.
    pub above: Vec<Item>,
    /// What stands below it.
    pub below: Vec<Item>,
}

/// The table that the items of a region make, if they make one.
pub fn table(items: &[Item], ground: &Ground) -> Option<Aligned> {
    let text = |item: &Item| matches!(item.kind, ItemKind::Text(_)) && item.size < HEADING * ground.body;
    if items.len() < 2 * ROWS || items.len() > MOST || !items.iter().all(text) {
        return None;
    }
    let mut lines = lines(items);
    let whole = extent(items)?;
    // A line by itself across the columns is a caption or a paragraph: the cut into bands parts it from the table.
    if lines.iter().any(|line| line.len() == 1 && line[0].rect.width() >= ACROSS * whole.width()) {
        return None;
    }
    let columns = columns(&lines, ground)?;
    let counted = |line: &&Vec<Item>| line.iter().any(|item| item.numeric || item.mark);
    let figures = is_counted_through(&lines, counted);
    // On a scan, where a line ends is guessed: what seems to reach over columns may be cells run together.
    let is_text = |line: &&Vec<Item>| {
        let across = line.len() == 1 && crosses(&line[0], &columns);
        ground.sizes == Sizes::Set && (across || figures && !counted(line))
    };
    let end = lines.len() - lines.iter().rev().take_while(is_text).count();
    let below: Vec<Item> = lines.drain(end..).flatten().collect();
    let across = |line: &&Vec<Item>| is_text(line) && line.len() == 1;
    let start = lines.iter().take_while(across).count();
    let above: Vec<Item> = lines.drain(..start).flatten().collect();
    let items: Vec<Item> = lines.iter().flatten().copied().collect();
    let rect = extent(&items)?;
    let marks: Vec<f32> = ground
        .level
        .iter()
        .filter(|ruling| ruling.overlap_x(&rect) >= 0.5 * rect.width())
        .map(|ruling| (ruling.y0 + ruling.y1) / 2.0)
        .collect();
    let rows = rows(&lines, &columns, &marks);
    let parted = parted(&rows, &marks);
    if rows.len() < ROWS || lines[0].len() == 1 || runs_on(&lines, &columns, ground) {
        return None;
    }
    let count = (rows.len() * columns.len()) as f32;
    let filled = rows.iter().flat_map(|row| cells_of(row, &columns)).filter(|cell| *cell > 0).count() as f32;
    let numbers = items.iter().filter(|item| item.numeric).count() as f32;
    let ink: f32 = items.iter().map(|item| item.rect.width() * item.rect.height()).sum();
    let height: f32 = lines.iter().filter_map(|line| extent(line)).map(|rect| rect.height()).sum();
    let crowded = rows.iter().flat_map(|row| cells_of(row, &columns)).filter(|cell| *cell > 1).count() as f32;
    let is_table = crowded <= CROWDED * count
        && filled >= FILLED * count
        && ink <= INK * rect.width() * height
        && (parted || numbers >= NUMBERS * count);
    is_table.then(|| Aligned { grid: grid_of(&rows, &columns, &rect), items, above, below })
}

/// Whether lines hold figures from the first that does to the last.
fn is_counted_through(lines: &[Vec<Item>], counted: impl Fn(&&Vec<Item>) -> bool) -> bool {
    let (first, last) = (lines.iter().position(|l| counted(&l)), lines.iter().rposition(|l| counted(&l)));
    let (Some(first), Some(last)) = (first, last) else { return false };
    let inside = &lines[first..=last];
    let count = inside.iter().filter(|line| counted(line)).count();
    count >= ROWS && count as f32 >= COUNTED * inside.len() as f32
}

/// Whether an item reaches over the white between two columns: a line of text below a table, or its title.
fn crosses(item: &Item, columns: &[(f32, f32)]) -> bool {
    columns.windows(2).any(|pair| item.rect.x0 < pair[0].1 && item.rect.x1 > pair[1].0)
}

/// Items on one level, from top to bottom, each from start to end.
fn lines(items: &[Item]) -> Vec<Vec<Item>> {
    let mut sorted = items.to_vec();
    sorted.sort_by(|a, b| a.rect.y1.total_cmp(&b.rect.y1).then(a.rect.x0.total_cmp(&b.rect.x0)));
    let mut lines: Vec<Vec<Item>> = Vec::new();
    for item in sorted {
        match lines.last_mut() {
            Some(line) if item.rect.overlap_y(&line[0].rect) >= 0.5 * item.rect.height() => line.push(item),
            _ => lines.push(vec![item]),
        }
    }
    for line in &mut lines {
        line.sort_by(|a, b| a.rect.x0.total_cmp(&b.rect.x0));
    }
    lines
}

/// The columns, from start to end: what the lines with the commonest number of cells, two or more, cover.
fn columns(lines: &[Vec<Item>], ground: &Ground) -> Option<Vec<(f32, f32)>> {
    let mut counts: Vec<usize> = lines.iter().map(Vec::len).filter(|n| *n >= 2).collect();
    counts.sort_unstable();
    let most = |n: &usize| counts.iter().filter(|other| *other == n).count();
    let common = counts.iter().copied().max_by_key(|n| (most(n), *n))?;
    let whole = lines.iter().filter(|line| line.len() == common).flatten();
    let covered = covering(whole.map(|item| (item.rect.x0, item.rect.x1)));
    let mut columns: Vec<(f32, f32)> = Vec::new();
    let mut start = covered.first()?.0;
    for (x0, x1) in gaps(&covered).into_iter().filter(|(x0, x1)| x1 - x0 >= CELL_GAP * ground.body) {
        columns.push((start, x0));
        start = x1;
    }
    columns.push((start, covered.last()?.1));
    (columns.len() >= 2 && columns.len() >= common.min(3)).then_some(columns)
}

/// Lines put together to rows: by the rulings between them, else where a line without a first cell stands close below.
fn rows(lines: &[Vec<Item>], columns: &[(f32, f32)], marks: &[f32]) -> Vec<Vec<Item>> {
    let edges: Vec<Rect> = lines.iter().map(|line| extent(line).unwrap_or_default()).collect();
    let mut whites: Vec<f32> = edges.windows(2).map(|pair| pair[1].y0 - pair[0].y1).collect();
    whites.sort_by(f32::total_cmp);
    let usual = whites.get(whites.len() / 2).copied().unwrap_or_default().max(1.0);
    let marked = |a: &Rect, b: &Rect| marks.iter().any(|y| a.y1 - 2.0 <= *y && *y <= b.y0 + 2.0);
    let ruled = edges.windows(2).filter(|pair| marked(&pair[0], &pair[1])).count() * 3 >= edges.len();
    let mut rows: Vec<Vec<Item>> = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        let goes_on = i > 0 && {
            let (above, below) = (&edges[i - 1], &edges[i]);
            let first_empty = line.iter().all(|item| item.rect.x0 > columns[0].1);
            !marked(above, below) && (ruled || (first_empty && below.y0 - above.y1 <= SAME_ROW * usual))
        };
        match rows.last_mut() {
            Some(row) if goes_on => row.extend_from_slice(line),
            _ => rows.push(line.clone()),
        }
    }
    rows
}

/// Whether rulings stand in most of the gaps between rows.
fn parted(rows: &[Vec<Item>], marks: &[f32]) -> bool {
    let edges: Vec<Rect> = rows.iter().map(|row| extent(row).unwrap_or_default()).collect();
    let marked = |pair: &&[Rect]| marks.iter().any(|y| pair[0].y1 - 2.0 <= *y && *y <= pair[1].y0 + 2.0);
    let count = edges.windows(2).filter(marked).count();
    count > 0 && count as f32 >= PARTED * (edges.len() - 1) as f32
}

/// Whether the lines of a column are those of a running text: most of them fill it, and it is wide enough for words.
fn runs_on(lines: &[Vec<Item>], columns: &[(f32, f32)], ground: &Ground) -> bool {
    columns.iter().any(|(x0, x1)| {
        let inside = lines.iter().filter_map(|line| {
            let mut cells = line.iter().filter(|item| item.rect.x0 >= x0 - 1.0 && item.rect.x1 <= x1 + 1.0);
            let first = cells.next()?;
            Some(cells.fold(first.rect, |rect, item| rect.union(&item.rect)))
        });
        let (mut all, mut full) = (0usize, 0usize);
        for rect in inside {
            all += 1;
            full += usize::from(rect.width() >= FULL * (x1 - x0));
        }
        x1 - x0 >= TEXT_COLUMN * ground.body && all >= ROWS && full as f32 >= MOSTLY * all as f32
    })
}

/// How many items lie in each column of a row.
fn cells_of(row: &[Item], columns: &[(f32, f32)]) -> Vec<usize> {
    let within = |item: &&Item, x0: f32, x1: f32| item.rect.x0 < x1 && item.rect.x1 > x0;
    columns.iter().map(|(x0, x1)| row.iter().filter(|item| within(item, *x0, *x1)).count()).collect()
}

fn grid_of(rows: &[Vec<Item>], columns: &[(f32, f32)], rect: &Rect) -> Grid {
    let edges: Vec<Rect> = rows.iter().map(|row| extent(row).unwrap_or_default()).collect();
    let walls: Vec<f32> = columns.windows(2).map(|pair| (pair[0].1 + pair[1].0) / 2.0).collect();
    let left = |column: usize| if column == 0 { rect.x0 - 1.0 } else { walls[column - 1] };
    let right = |column: usize| walls.get(column).copied().unwrap_or(rect.x1 + 1.0);
    let mut cells = Vec::new();
    for (row, items) in rows.iter().enumerate() {
        let mut column = 0;
        while column < columns.len() {
            // An item that reaches over columns makes one cell of them.
            let reach =
                items.iter().filter(|item| item.rect.x0 < right(column) && item.rect.x1 > left(column));
            let end = reach.map(|item| item.rect.x1).fold(right(column), f32::max);
            let last = (column..columns.len()).take_while(|&c| left(c) < end - 1.0 || c == column).last();
            let last = last.unwrap_or(column);
            cells.push(GridCell {
                rect: Rect::new(left(column), edges[row].y0 - 1.0, right(last), edges[row].y1 + 1.0),
                row,
                rowspan: 1,
                colspan: last - column + 1,
            });
            column = last + 1;
        }
    }
    Grid { rect: *rect, cells, rows: rows.len() }
}
