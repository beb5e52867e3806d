//! Boxes: areas with a page of their own inside, nested as they lie.

use backissue_model::Rect;

use crate::regions::{Column, Ground, Item, ItemKind, columns};
use crate::sheet::{Sheet, items};
use crate::specks;

/// How far text may reach over a box's edge and still lie in it, in points.
const EDGE: f32 = 2.0;

/// The page, or a box, with its columns.
pub struct Region {
    /// Its columns in reading order.
    pub columns: Vec<Column>,
}

/// Regions of a page: the page itself first, then its boxes, which columns name as [`ItemKind::Boxed`].
///
/// `left_out` tells which fragments are furniture and lie in no region.
pub fn regions(sheet: &Sheet, left_out: &[bool]) -> Vec<Region> {
    let keep = |item: &Item| !matches!(item.kind, ItemKind::Text(i) if left_out[i]);
    let (items, specks) = specks::set_aside(sheet, items(sheet).into_iter().filter(keep).collect());
    let boxes = holding_boxes(sheet, &items);
    let parent = |rect: &Rect, own: Option<usize>| {
        let holds = |i: usize| own != Some(i) && boxes[i].holds_middle_of(rect) && fits(rect, &boxes[i]);
        (0..boxes.len())
            .filter(|&i| holds(i))
            .min_by(|&i, &j| area(&boxes[i]).total_cmp(&area(&boxes[j])).then(i.cmp(&j)))
    };
    let mut inside: Vec<Vec<Item>> = vec![Vec::new(); boxes.len() + 1];
    for item in &items {
        inside[parent(&item.rect, None).map_or(0, |i| i + 1)].push(*item);
    }
    for (i, rect) in boxes.iter().enumerate() {
        let item = Item {
            rect: *rect,
            size: 0.0,
            solid: false,
            numeric: false,
            mark: false,
            kind: ItemKind::Boxed(i + 1),
        };
        inside[parent(rect, Some(i)).map_or(0, |i| i + 1)].push(item);
    }
    let ground = Ground {
        level: &sheet.rulings.level,
        upright: &sheet.rulings.upright,
        body: sheet.body,
        line_gap: sheet.line_gap,
        sizes: sheet.sizes,
    };
    let mut out = Vec::new();
    for (i, items) in inside.into_iter().enumerate() {
        // Pages of a spread are read one after the other, whatever reaches over the fold.
        let columns = match (i, fold(sheet, &items)) {
            (0, Some(fold)) => {
                halves(items, fold).into_iter().flat_map(|half| columns(half, &ground)).collect()
            }
            _ => columns(items, &ground),
        };
        out.push(Region { columns });
    }
    specks::put_back(specks, &mut out[0].columns);
    out
}

fn area(rect: &Rect) -> f32 {
    rect.width() * rect.height()
}

fn fits(rect: &Rect, frame: &Rect) -> bool {
    rect.x0 >= frame.x0 - EDGE && rect.x1 <= frame.x1 + EDGE && area(rect) < area(frame)
}

/// Boxes that hold some but not all of the text, or none, and whose edges no text crosses. An empty one is a picture drawn
/// by strokes and fills: text runs round it as round any other.
fn holding_boxes(sheet: &Sheet, items: &[Item]) -> Vec<Rect> {
    let text = |item: &&Item| item.size > 0.0;
    let holds = |frame: &Rect| {
        let inside = items.iter().filter(text).filter(|item| frame.holds_middle_of(&item.rect)).count();
        let crossed = items.iter().filter(text).any(|item| {
            frame.holds_middle_of(&item.rect) && !fits(&item.rect, frame)
                || !frame.holds_middle_of(&item.rect)
                    && item.rect.overlap_x(frame) > EDGE * 2.0
                    && item.rect.overlap_y(frame) > 0.3 * item.rect.height()
        });
        inside < items.len() && !crossed
    };
    sheet.rulings.boxes.iter().filter(|frame| holds(frame)).copied().collect()
}

/// The fold of a spread: the middle of a sheet that is wider than high, when nothing crosses it.
fn fold(sheet: &Sheet, items: &[Item]) -> Option<f32> {
    let (width, height) = sheet.space.extent();
    if width < height * 1.15 || sheet.space.direction != backissue_model::Direction::Right {
        return None;
    }
    let fold = width / 2.0;
    let margin = sheet.body * 1.5;
    let free = items.iter().all(|item| item.rect.x1 <= fold - margin || item.rect.x0 >= fold + margin);
    let both = [true, false].map(|left| items.iter().filter(|item| (item.rect.x1 <= fold) == left).count());
    (free && both.iter().all(|&n| n > items.len() / 10)).then_some(fold)
}

fn halves(items: Vec<Item>, fold: f32) -> [Vec<Item>; 2] {
    let (left, right) = items.into_iter().partition(|item| item.rect.x1 <= fold);
    [left, right]
}
