//! The slope of a scan that lies a little askew on its page.
//!
//! The beginnings of lines stand below one another on a straight page. A scan turned by a fraction of a degree, or
//! taken from a volume that does not lie flat, spreads them over several points, and the gutters of old newspapers are
//! no wider than that.

use backissue_model::{Direction, Page, Visibility};

use crate::fragments::Fragment;
use crate::space::{Slope, Space};

/// The steepest slope that is looked for, in steps of [`COARSE`]: more is a picture set at an angle.
const STEEPEST: i32 = 15;
/// A first step: 4 points over the height of a broadsheet.
const COARSE: f32 = 0.002;
/// A second one, up to two coarse steps around the first find.
const FINE: f32 = 0.0005;
/// Beginnings within this many points stand below one another.
const EDGE: f32 = 2.0;
/// A slope is believed when it gathers this much more of the beginnings than a straight page does.
const BETTER: f32 = 1.12;
/// An image of this share of the page is its scan.
const SCAN: f32 = 0.6;
/// Fewer fragments have no edges to speak of.
const ENOUGH: usize = 100;
/// Fragments that are looked at; a broadsheet has some thousands.
const SAMPLE: usize = 3000;

/// How a scan lies by the words on it.
pub fn slope(page: &Page, space: &Space, words: &[Fragment]) -> Slope {
    if space.direction != Direction::Right || space.mirrored || words.len() < ENOUGH {
        return Slope::default();
    }
    let step = words.len() / SAMPLE + 1;
    let starts: Vec<(f32, f32)> =
        words.iter().step_by(step).map(|word| (word.rect.x0, word.baseline)).collect();
    let straight = gathered(&starts, page.width, Slope::default());
    let rough = best(&starts, page.width, Slope::default(), STEEPEST, COARSE);
    let (sum, slope) = best(&starts, page.width, rough.1, 4, FINE);
    if sum as f32 >= BETTER * straight as f32 { slope } else { Slope::default() }
}

/// Whether most of the page is a picture, and most of its text what was recognised in one.
pub fn is_scan(page: &Page) -> bool {
    let area = |width: f32, height: f32| width.max(0.0) * height.max(0.0);
    let whole = SCAN * area(page.width, page.height);
    let unseen =
        page.glyphs.iter().filter(|glyph| page.style(glyph).visibility == Visibility::Invisible).count();
    page.images.iter().any(|image| area(image.rect.width(), image.rect.height()) >= whole)
        && unseen * 2 > page.glyphs.len()
}

/// The slope around another that gathers most; of slopes that gather equally much, the gentlest.
fn best(starts: &[(f32, f32)], width: f32, around: Slope, steps: i32, step: f32) -> (u64, Slope) {
    let mut best = (gathered(starts, width, around), around);
    let mut tried: Vec<(i32, i32)> =
        (-steps..=steps).flat_map(|left| (-steps..=steps).map(move |right| (left, right))).collect();
    tried.sort_by_key(|(left, right)| left.abs() + right.abs());
    for (left, right) in tried {
        let slope =
            Slope { left: around.left + left as f32 * step, right: around.right + right as f32 * step };
        let sum = gathered(starts, width, slope);
        if sum > best.0 {
            best = (sum, slope);
        }
    }
    best
}

/// How much beginnings gather when a slope is taken out: the sum of the squares of how many stand at one place.
fn gathered(starts: &[(f32, f32)], width: f32, slope: Slope) -> u64 {
    // Text may hang over the page's edges, and slopes move it: what falls outside is counted at the edge.
    let mut counts = vec![0u64; (width / EDGE) as usize + 1];
    for (x, y) in starts {
        let start = x - slope.at(x / width) * y;
        let place = ((start / EDGE).max(0.0) as usize).min(counts.len() - 1);
        counts[place] += 1;
    }
    counts.iter().map(|count| count * count).sum()
}
