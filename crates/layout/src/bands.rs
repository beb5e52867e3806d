//! Bands: where a region is divided from side to side.
//!
//! A band ends at a ruling across the region, where a headline begins below white that is more than the white between
//! lines, or where what follows has other columns.

use backissue_model::Rect;

use crate::gutters::{GUTTER_LINES, LEADING, WIDE_GUTTER, gutters, openings};
use crate::lines::Sizes;
use crate::regions::{Ground, HEADING, Item, ItemKind, PARTING, extent};

/// Lines of one type differ in size by this share of the body size at most, as they are set and as they are measured in
/// a scan.
const SAME_SET: f32 = 0.1;
const SAME_MEASURED: f32 = 0.25;
/// Lines of a column begin within this share of the body size of one another.
const BEGINNING: f32 = 0.3;
/// Rows vouch for one gutter when they share this much of it, as a share of the body size.
const SHARED_GUTTER: f32 = 0.6;
/// White space above a headline, beyond that between lines and as a share of the body size, that parts stories over
/// the whole width. Where lines stand on a common grid, the white between two of them runs over all columns too.
const STORY_GAP: f32 = 0.25;
/// White between two lines of one headline, or between it and its deck, as a share of the larger type size.
const HEADS_GAP: f32 = 0.5;

/// Bands from top to bottom, and whether rulings part them. One band means: do not cut here.
pub fn bands(items: &[Item], rect: &Rect, ground: &Ground) -> (Vec<Vec<Item>>, bool) {
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
    let mut under_labels = opens_with_labels(&rows, ground);
    for (i, ((row, is_label), own)) in rows.into_iter().zip(heads).zip(vouched).enumerate() {
        let labelled = i > 0 && std::mem::replace(&mut under_labels, is_label);
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
        // Labels head the row below them: stories side by side stay together with theirs.
        if alike && !own_line && !is_label && (labelled || !begins_story(band, &row, ground)) {
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
    let same_size = if ground.sizes == Sizes::Measured { SAME_MEASURED } else { SAME_SET };
    let adjoin = |a: usize, b: usize| {
        single(a)
            && single(b)
            && edges[b].y0 - edges[a].y1 <= ground.line_gap + STORY_GAP * ground.body
            && (size(a) - size(b)).abs() <= same_size * ground.body
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
        // At an end of the region one side is free; there a single row is in doubt, and two are not when what stands
        // behind the opening begins at one place: words of justified lines do not.
        let begin = |row: usize, gap: &Rect| {
            let behind = rows[row].iter().map(|item| item.rect.x0).filter(|x| *x >= gap.x1 - 0.1);
            behind.fold(f32::INFINITY, f32::min)
        };
        let aligned = || {
            common.iter().any(|gap| (begin(first, gap) - begin(last, gap)).abs() <= BEGINNING * ground.body)
        };
        let doubtful = first == last || last == first + 1 && !aligned();
        let at_end = doubtful && (above && last + 1 == rows.len() || below && first == 0);
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

/// The widest line that is centred above a headline and belongs to it, as a share of the body size.
const KICKER: f32 = 24.0;
/// Middles of lines that are centred on one axis lie within this share of the body size.
const AXIS: f32 = 0.5;

/// Which rows are labels above what follows: short lines alone or side by side, or one on the axis of the headline below,
/// with more white above than below them, over a row that is set large.
fn label_rows(rows: &[Vec<Item>], ground: &Ground) -> Vec<bool> {
    let edges: Vec<Rect> = rows.iter().map(|row| extent(row).unwrap_or_default()).collect();
    let line = |item: &Item, widest: f32| {
        matches!(item.kind, ItemKind::Text(_)) && item.rect.width() <= widest * ground.body
    };
    let middle = |rect: &Rect| (rect.x0 + rect.x1) / 2.0;
    let is_label = |i: usize| {
        let Some(below) = rows.get(i + 1).filter(|_| i > 0) else { return false };
        let below_white = edges[i + 1].y0 - edges[i].y1;
        let large = below.iter().any(|item| item.size >= HEADING * ground.body);
        let level = rows[i].len() == 1 || edges[i].height() <= LABEL_ROW * ground.body;
        let on_axis = rows[i].len() == 1
            && below.len() == 1
            && (middle(&edges[i]) - middle(&edges[i + 1])).abs() <= AXIS * ground.body;
        let row_white = edges[i].y0 - edges[i - 1].y1;
        // Columns end at unlike heights: above a line on the axis stands only the column that it is below.
        let over = rows[i - 1].iter().filter(|item| !on_axis || item.rect.overlap_x(&edges[i]) > 0.0);
        let above_white = edges[i].y0 - over.map(|item| item.rect.y1).fold(f32::NEG_INFINITY, f32::max);
        large
            && level
            && rows[i].iter().all(|item| line(item, if on_axis { KICKER } else { LABEL }))
            && row_white >= ground.line_gap + STORY_GAP * ground.body
            && above_white > below_white
    };
    (0..rows.len()).map(is_label).collect()
}

/// White between a label and the headline below it is at most this multiple of the body size.
const LABEL_WHITE: f32 = 2.0;

/// Whether a region begins with labels side by side, right above rows that are set large.
fn opens_with_labels(rows: &[Vec<Item>], ground: &Ground) -> bool {
    let [labels, below, ..] = rows else { return false };
    let label = |item: &Item| {
        matches!(item.kind, ItemKind::Text(_))
            && item.rect.width() <= LABEL * ground.body
            && item.size < HEADING * ground.body
    };
    let level = extent(labels).is_some_and(|rect| rect.height() <= LABEL_ROW * ground.body);
    labels.len() > 1
        && level
        && labels.iter().all(label)
        && below.iter().any(|item| item.size >= HEADING * ground.body)
        && white(labels, below) <= LABEL_WHITE * ground.body
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
