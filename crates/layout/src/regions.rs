//! The page as bands and columns: a recursive cut along white space and rulings.
//!
//! A compositor builds a page from the top: bands from edge to edge, divided by rules or by white; each band into
//! stories side by side; each story into a spanning headline and columns below. The cut undoes this. It prefers
//! to cut bands where a headline begins, and columns otherwise, so that the columns of one story stay together.

use backissue_model::Rect;

use crate::aligned;
use crate::intervals::{covering, gaps};
use crate::tables::Grid;

/// The narrowest gutter as a share of the body size, between columns of several lines.
const GUTTER: f32 = 0.85;
/// The narrowest gutter with a ruling in it.
const RULED_GUTTER: f32 = 0.3;
/// The narrowest gutters, as a share of the local type size, where one, two or three lines vouch for them: a
/// justified line or a spaced headline has a gap of 1.5 by accident, two have it in the same place hardly ever.
const LONE_GUTTERS: [f32; 3] = [1.7, 1.3, 1.0];
/// Narrower gutters where many lines vouch for them: number of lines, share of the body size. Word spaces do not stand
/// below one another in so many lines. Old newspapers set columns this close, with a rule that a scan does not tell.
const NARROW_GUTTERS: [(usize, f32); 2] = [(20, 0.45), (10, 0.65)];
/// A line vouches for a narrow gutter when it ends within this share of the body size of it.
const AT_EDGE: f32 = 0.3;
/// Lines that must stand beside a gutter before [`GUTTER`] holds.
const GUTTER_LINES: f32 = 4.3;
/// An opening of this share of the body size is hardly a word space even in a narrow column.
const WIDE_GUTTER: f32 = 1.6;
/// Rows vouch for one gutter when they share this much of it, as a share of the body size.
const SHARED_GUTTER: f32 = 0.6;
/// Usual distance of baselines as a share of the type size, to count lines by height.
const LEADING: f32 = 1.45;
/// The narrowest column as a share of the body size: less is a list mark or a row of initials.
const COLUMN: f32 = 3.0;
/// White space above a headline, beyond that between lines and as a share of the body size, that parts stories over
/// the whole width. Where lines stand on a common grid, the white between two of them runs over all columns too.
const STORY_GAP: f32 = 0.25;
/// Type of this share of the body size or more counts as a headline's here.
pub const HEADING: f32 = 1.25;
/// White between two lines of one headline, or between it and its deck, as a share of the larger type size.
const HEADS_GAP: f32 = 0.5;
/// The share of a region's width or height that a ruling must cover to part it.
const PARTING: f32 = 0.85;
/// Cuts within cuts; pages made to be hostile stop here and are read line by line.
const MAX_DEPTH: u32 = 40;

/// Something that lies on the page and is not cut.
#[derive(Debug, Clone, Copy)]
pub struct Item {
    /// Its extent in the page's main space.
    pub rect: Rect,
    /// Type size in points; 0 for what is not text.
    pub size: f32,
    /// Whether it is text of a script that sets no spaces between words.
    pub solid: bool,
    /// Whether most of its characters are figures.
    pub numeric: bool,
    /// Whether it is a single character that is no letter: the mark of a list.
    pub mark: bool,
    /// What it is.
    pub kind: ItemKind,
}

/// What an item is; the number counts within its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemKind {
    /// A fragment of text.
    Text(usize),
    /// A block of text that runs in another direction than the page.
    Turned(usize),
    /// A picture.
    Picture(usize),
    /// A table.
    Table(usize),
    /// A box with a page of its own inside.
    Boxed(usize),
}

/// What the cut knows besides the items.
pub struct Ground<'a> {
    /// Rulings that lie along the lines.
    pub level: &'a [Rect],
    /// Rulings that stand across them.
    pub upright: &'a [Rect],
    /// Type size of the body text in points.
    pub body: f32,
    /// Usual white between two lines of body text in points.
    pub line_gap: f32,
}

/// A column: what is read from top to bottom before the next begins.
#[derive(Debug, Clone, Default)]
pub struct Column {
    /// Its extent: the edges of what lies in it.
    pub rect: Rect,
    /// What lies in it.
    pub items: Vec<Item>,
    /// Whether a ruling parts it from what stands above.
    pub ruled: bool,
    /// The table that all that lies in it makes, if it makes one.
    pub grid: Option<Grid>,
}

/// Cuts a region into columns, in reading order.
pub fn columns(items: Vec<Item>, ground: &Ground) -> Vec<Column> {
    let mut out = Vec::new();
    cut(items, ground, false, 0, &mut out);
    out
}

fn cut(items: Vec<Item>, ground: &Ground, ruled: bool, depth: u32, out: &mut Vec<Column>) {
    let Some(rect) = extent(&items) else { return };
    if let Some(grid) = aligned::grid(&items, ground) {
        out.push(Column { rect, items, ruled, grid: Some(grid) });
        return;
    }
    if depth < MAX_DEPTH {
        let (bands, parted) = bands(&items, &rect, ground);
        if bands.len() > 1 {
            for (i, band) in bands.into_iter().enumerate() {
                cut(band, ground, if i == 0 { ruled } else { parted }, depth + 1, out);
            }
            return;
        }
        let gutters = gutters(&items, ground);
        if !gutters.is_empty() {
            for (i, part) in side_by_side(items, &gutters).into_iter().enumerate() {
                cut(part, ground, ruled && i == 0, depth + 1, out);
            }
            return;
        }
    }
    out.push(Column { rect, items, ruled, grid: None });
}

/// The smallest rectangle around all items.
pub fn extent(items: &[Item]) -> Option<Rect> {
    items.iter().map(|item| item.rect).reduce(|a, b| a.union(&b))
}

/// Bands from top to bottom, and whether rulings part them. One band means: do not cut here.
fn bands(items: &[Item], rect: &Rect, ground: &Ground) -> (Vec<Vec<Item>>, bool) {
    let rows = rows(items);
    if rows.len() < 2 {
        return (vec![], false);
    }
    let ruled = join_rows(&rows, |above, below| !ruled_between(above, below, rect, ground));
    if ruled.len() > 1 {
        return (ruled, true);
    }
    let mut bands: Vec<Vec<Item>> = Vec::new();
    let mut open: Vec<Rect> = Vec::new();
    let heads = label_rows(&rows, ground);
    let vouched = vouched(&rows, ground);
    for ((row, is_label), own) in rows.into_iter().zip(heads).zip(vouched) {
        let Some(band) = bands.last_mut() else {
            open = own;
            bands.push(row);
            continue;
        };
        let mut both = band.clone();
        both.extend_from_slice(&row);
        let shared = openings(&both, ground);
        // What spans the region heads the columns below it, even where it is not as wide as they are.
        let alike = if open.is_empty() { own.is_empty() } else { !shared.is_empty() };
        let own_line =
            is_scattered(band, &open, &own, ground) && white(band, &row) >= ground.line_gap + ground.body;
        if alike && !own_line && !is_label && !begins_story(band, &row, ground) {
            *band = both;
            open = shared;
        } else {
            bands.push(row);
            open = own;
        }
    }
    // A page of one column has a story per headline too; cutting it there changes nothing, and costs depth.
    let cut = bands.iter().any(|band| !gutters(band, ground).is_empty());
    if cut { (bands, false) } else { (vec![], false) }
}

/// Items grouped by white space that crosses the whole region, from top to bottom.
fn rows(items: &[Item]) -> Vec<Vec<Item>> {
    let mut sorted = items.to_vec();
    sorted.sort_by(|a, b| a.rect.y0.total_cmp(&b.rect.y0).then(a.rect.x0.total_cmp(&b.rect.x0)));
    let mut rows: Vec<Vec<Item>> = Vec::new();
    let mut bottom = f32::NEG_INFINITY;
    for item in sorted {
        match rows.last_mut() {
            Some(row) if item.rect.y0 < bottom => row.push(item),
            _ => rows.push(vec![item]),
        }
        bottom = bottom.max(item.rect.y1);
    }
    rows
}

/// The openings of each row that are more than wide word spaces of a justified line.
///
/// Rows of single lines that share an opening must be several, or three with a wide one, unless they stand alone: a few
/// such rows amid lines of the same type that run through are justified lines of a narrow column.
fn vouched(rows: &[Vec<Item>], ground: &Ground) -> Vec<Vec<Rect>> {
    let own: Vec<Vec<Rect>> = rows.iter().map(|row| openings(row, ground)).collect();
    let edges: Vec<Rect> = rows.iter().map(|row| extent(row).unwrap_or_default()).collect();
    let single = |i: usize| edges[i].height() <= LEADING * ground.body;
    let size = |i: usize| rows[i].iter().map(|item| item.size).fold(0.0, f32::max);
    let adjoin = |a: usize, b: usize| {
        single(a)
            && single(b)
            && edges[b].y0 - edges[a].y1 <= ground.line_gap + STORY_GAP * ground.body
            && (size(a) - size(b)).abs() <= 0.1 * ground.body
    };
    // A gutter runs straight through the rows that vouch for it; word spaces of justified lines hardly ever do.
    let narrowed = |common: &[Rect], row: usize| -> Vec<Rect> {
        let pairs = common.iter().flat_map(|x| own[row].iter().map(move |y| (x, y)));
        let shared = pairs.map(|(x, y)| Rect { x0: x.x0.max(y.x0), x1: x.x1.min(y.x1), ..*x });
        shared.filter(|gap| gap.width() >= SHARED_GUTTER * ground.body).collect()
    };
    let mut out = own.clone();
    for i in 0..rows.len() {
        // Han and kana have no word spaces that could open.
        let solid =
            rows[i].iter().all(|item| item.solid) && own[i].iter().all(|gap| gap.width() >= ground.body);
        if own[i].is_empty() || !single(i) || solid {
            continue;
        }
        let (mut first, mut last) = (i, i);
        let mut common = own[i].clone();
        while first > 0 && i - first < GUTTER_LINES as usize && adjoin(first - 1, first) {
            let shared = narrowed(&common, first - 1);
            if shared.is_empty() {
                break;
            }
            (common, first) = (shared, first - 1);
        }
        while last + 1 < rows.len() && last - i < GUTTER_LINES as usize && adjoin(last, last + 1) {
            let shared = narrowed(&common, last + 1);
            if shared.is_empty() {
                break;
            }
            (common, last) = (shared, last + 1);
        }
        let above = first > 0 && adjoin(first - 1, first);
        let below = last + 1 < rows.len() && adjoin(last, last + 1);
        let wide = own[i].iter().any(|gap| gap.width() >= WIDE_GUTTER * ground.body);
        let few = ((last - first + 1) as f32) < if wide { 3.0 } else { GUTTER_LINES };
        // At an end of the region one side is free; there a single row is in doubt, and two are not.
        let at_end = first == last && (above && last + 1 == rows.len() || below && first == 0);
        if few && (above && below || at_end) {
            out[i].clear();
        }
    }
    out
}

/// The widest label of a department as a share of the body size.
const LABEL: f32 = 12.0;

/// Labels side by side stand within this height, as a share of the body size: a scan may lie askew.
const LABEL_ROW: f32 = 2.0;

/// Which rows are labels above what follows: short lines alone or side by side, with more white above than below them,
/// over a row that is set large.
fn label_rows(rows: &[Vec<Item>], ground: &Ground) -> Vec<bool> {
    let edges: Vec<Rect> = rows.iter().map(|row| extent(row).unwrap_or_default()).collect();
    let short =
        |item: &Item| matches!(item.kind, ItemKind::Text(_)) && item.rect.width() <= LABEL * ground.body;
    let is_label = |i: usize| {
        let Some(below) = rows.get(i + 1).filter(|_| i > 0) else { return false };
        let above_white = edges[i].y0 - edges[i - 1].y1;
        let below_white = edges[i + 1].y0 - edges[i].y1;
        let large = below.iter().any(|item| item.size >= HEADING * ground.body);
        let level = rows[i].len() == 1 || edges[i].height() <= LABEL_ROW * ground.body;
        large
            && level
            && rows[i].iter().all(short)
            && above_white >= ground.line_gap + STORY_GAP * ground.body
            && above_white > below_white
    };
    (0..rows.len()).map(is_label).collect()
}

fn join_rows(rows: &[Vec<Item>], together: impl Fn(&Rect, &Rect) -> bool) -> Vec<Vec<Item>> {
    let mut out: Vec<Vec<Item>> = Vec::new();
    let mut above: Option<Rect> = None;
    for row in rows {
        let rect = extent(row).unwrap_or_default();
        match (out.last_mut(), above) {
            (Some(band), Some(last)) if together(&last, &rect) => band.extend_from_slice(row),
            _ => out.push(row.clone()),
        }
        above = Some(rect);
    }
    out
}

/// Whether a ruling over most of the region's width lies in the white between two rows.
fn ruled_between(above: &Rect, below: &Rect, region: &Rect, ground: &Ground) -> bool {
    ground.level.iter().any(|ruling| {
        let y = (ruling.y0 + ruling.y1) / 2.0;
        above.y1 - ground.body * 0.3 <= y
            && y <= below.y0 + ground.body * 0.3
            && ruling.overlap_x(region) >= PARTING * region.width()
    })
}

/// Whether a new story begins with a row: a headline at its start, white above it over the whole width, and text
/// that is no headline in the band above.
fn begins_story(band: &[Item], row: &[Item], ground: &Ground) -> bool {
    let (Some(above), Some(below)) = (extent(band), extent(row)) else { return false };
    let first = row
        .iter()
        .filter(|item| item.rect.y0 < below.y0 + ground.body)
        .min_by(|a, b| a.rect.x0.total_cmp(&b.rect.x0));
    first.is_some_and(|first| first.size >= HEADING * ground.body && !goes_on_heads(band, first, ground))
        && below.y0 - above.y1 >= ground.line_gap + STORY_GAP * ground.body
        && band.iter().any(|item| item.size < HEADING * ground.body)
}

/// Whether a large line goes on with a large line right above it, as the second line of a headline or a deck does.
fn goes_on_heads(band: &[Item], line: &Item, ground: &Ground) -> bool {
    let above = band
        .iter()
        .filter(|item| item.rect.overlap_x(&line.rect) > 0.0 && item.rect.y1 <= line.rect.y0 + ground.body)
        .max_by(|a, b| a.rect.y1.total_cmp(&b.rect.y1));
    above.is_some_and(|above| {
        above.size >= HEADING * ground.body
            && line.rect.y0 - above.rect.y1 <= HEADS_GAP * above.size.max(line.size)
    })
}

/// Whether a band is one line of short pieces with gaps that what follows does not have: a folio line, a line of prices
/// and numbers under a title.
fn is_scattered(band: &[Item], gaps: &[Rect], below: &[Rect], ground: &Ground) -> bool {
    let level = extent(band).is_some_and(|rect| rect.height() <= LEADING * ground.body);
    let goes_on = |gap: &Rect| below.iter().any(|other| gap.overlap_x(other) > 0.0);
    level && gaps.len() >= 2 && !gaps.iter().all(goes_on)
}

/// White between two bands in points.
fn white(above: &[Item], below: &[Item]) -> f32 {
    match (extent(above), extent(below)) {
        (Some(above), Some(below)) => below.y0 - above.y1,
        _ => 0.0,
    }
}

/// Gaps that could be gutters if enough lines vouch for them: what tells bands of unlike columns apart.
fn openings(items: &[Item], ground: &Ground) -> Vec<Rect> {
    let Some(rect) = extent(items) else { return vec![] };
    let widest =
        |gap: &Rect| gap.width() >= GUTTER * size_beside(items, gap, ground) || is_gutter(items, gap, ground);
    let free = gaps(&covering(items.iter().map(|item| (item.rect.x0, item.rect.x1))));
    free.iter().map(|&(x0, x1)| Rect::new(x0, rect.y0, x1, rect.y1)).filter(widest).collect()
}

/// The gutters that run through a region from top to bottom.
fn gutters(items: &[Item], ground: &Ground) -> Vec<Rect> {
    let Some(rect) = extent(items) else { return vec![] };
    let columns = covering(items.iter().map(|item| (item.rect.x0, item.rect.x1)));
    let free = gaps(&columns);
    let mut out: Vec<Rect> = Vec::new();
    let mut start = rect.x0;
    for (i, &(x0, x1)) in free.iter().enumerate() {
        let gap = Rect::new(x0, rect.y0, x1, rect.y1);
        let end = free.get(i + 1).map_or(rect.x1, |next| next.0);
        let narrow = (x0 - start).min(end - x1) < COLUMN * ground.body;
        let wide_enough = is_gutter(items, &gap, ground) && !is_hanging(items, &gap);
        if wide_enough && (!narrow || rect.height() < GUTTER_LINES * ground.body || stands_alone(items, &gap))
        {
            out.push(gap);
            start = x1;
        }
    }
    out
}

/// Whether a gap stands between the marks of a list and its entries: what ends at it are single characters.
fn is_hanging(items: &[Item], gap: &Rect) -> bool {
    let mut before = items.iter().filter(|item| item.rect.x1 <= gap.x0 + 0.1).peekable();
    before.peek().is_some() && before.all(|item| item.mark)
}

/// Whether turned text or another block, rather than lines, stands at one side of a gap.
fn stands_alone(items: &[Item], gap: &Rect) -> bool {
    let blocks = |left: bool| {
        let mut side = items.iter().filter(|item| (item.rect.x1 <= gap.x0 + 0.1) == left).peekable();
        side.peek().is_some() && side.all(|item| !matches!(item.kind, ItemKind::Text(_)))
    };
    blocks(true) || blocks(false)
}

fn is_gutter(items: &[Item], gap: &Rect, ground: &Ground) -> bool {
    let ruled = ground.upright.iter().any(|ruling| {
        let x = (ruling.x0 + ruling.x1) / 2.0;
        gap.x0 - 1.0 <= x && x <= gap.x1 + 1.0 && ruling.overlap_y(gap) >= PARTING * 0.8 * gap.height()
    });
    // Lines of another direction cannot be taken for the next words of these.
    let turned = items.iter().any(|item| {
        matches!(item.kind, ItemKind::Turned(_))
            && ((item.rect.x0 - gap.x1).abs() < 0.1 || (item.rect.x1 - gap.x0).abs() < 0.1)
    });
    if ruled || turned {
        return gap.width() >= RULED_GUTTER * ground.body;
    }
    if gap.height() >= GUTTER_LINES * ground.body {
        let width = gap.width() / ground.body;
        let narrow = || {
            let lines = lines_beside(items, gap, ground);
            NARROW_GUTTERS.iter().any(|(least, narrow)| width >= *narrow && lines >= *least)
        };
        return width >= GUTTER || narrow();
    }
    let local = size_beside(items, gap, ground);
    let lines = (gap.height() / (local * LEADING)).round().max(1.0) as usize;
    gap.width() >= LONE_GUTTERS[lines.min(LONE_GUTTERS.len()) - 1] * local
}

/// Lines of the body that end at a gap or begin at it, whichever are fewer.
fn lines_beside(items: &[Item], gap: &Rect, ground: &Ground) -> usize {
    let line = |item: &&Item| item.size > 0.0 && item.size < HEADING * ground.body;
    let near = |edge: f32, side: f32| (edge - side).abs() <= AT_EDGE * ground.body;
    let left = items.iter().filter(line).filter(|item| near(item.rect.x1, gap.x0)).count();
    let right = items.iter().filter(line).filter(|item| near(item.rect.x0, gap.x1)).count();
    left.min(right)
}

/// The largest type that borders on a gap, in points; the body size at least.
fn size_beside(items: &[Item], gap: &Rect, ground: &Ground) -> f32 {
    let borders = |item: &&Item| {
        (item.rect.x1 - gap.x0).abs() <= ground.body * 0.5
            || (item.rect.x0 - gap.x1).abs() <= ground.body * 0.5
    };
    items.iter().filter(borders).map(|item| item.size).fold(ground.body, f32::max)
}

fn side_by_side(items: Vec<Item>, gutters: &[Rect]) -> Vec<Vec<Item>> {
    let mut parts: Vec<Vec<Item>> = vec![Vec::new(); gutters.len() + 1];
    for item in items {
        let middle = (item.rect.x0 + item.rect.x1) / 2.0;
        let part = gutters.iter().filter(|gutter| gutter.x1 <= middle).count();
        parts[part].push(item);
    }
    // A headline set in another direction stands at the side of its story and is read before it.
    parts.sort_by_key(|part| !part.iter().all(|item| matches!(item.kind, ItemKind::Turned(_))));
    parts
}
