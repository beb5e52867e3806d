//! The slope of a scan that lies a little askew on its page.
//!
//! The beginnings of lines stand below one another on a straight page. A scan turned by a fraction of a degree, or
//! taken from a volume that does not lie flat, spreads them over several points, and the gutters of old newspapers are
//! no wider than that. Rules that the picture shows tell it better than words do, if there are enough of them.

use backissue_model::{Direction, Page, Ruling, Visibility};

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

/// How a scan lies by the rules and words on it.
pub fn slope(page: &Page, space: &Space, words: &[Fragment]) -> Slope {
    if space.direction != Direction::Right || space.mirrored {
        return Slope::default();
    }
    by_rulings(page).unwrap_or_else(|| by_words(page, words))
}

/// Rulings tell a slope when they are as long as this together, as a share of the page's width.
const LONG: f32 = 1.0;
/// They do when this share of their length leans alike: a page that was not flat has a slope of its own at each place.
const ALIKE: f32 = 0.7;
/// Rulings lean alike within this.
const SAME: f32 = 0.0015;

/// The slope that most rulings have, if they agree: their median by length.
fn by_rulings(page: &Page) -> Option<Slope> {
    let mut witnesses: Vec<(f32, f32)> = page.rulings.iter().filter_map(slope_and_length).collect();
    witnesses.sort_by(|a, b| a.0.total_cmp(&b.0));
    let total: f32 = witnesses.iter().map(|(_, length)| length).sum();
    let mut passed = 0.0;
    let (middle, _) = *witnesses.iter().find(|(_, length)| {
        passed += length;
        passed >= total / 2.0
    })?;
    let alike = witnesses.iter().filter(|(slope, _)| (slope - middle).abs() <= SAME);
    let alike: f32 = alike.map(|(_, length)| length).sum();
    (total >= LONG * page.width && alike >= ALIKE * total).then_some(Slope { left: middle, right: middle })
}

fn slope_and_length(ruling: &Ruling) -> Option<(f32, f32)> {
    let (width, height) = (ruling.rect.width(), ruling.rect.height());
    // What leans down to the right on a page that is turned leans to the left on its way down.
    let (lean, length) = if width >= height { (-ruling.lean, width) } else { (ruling.lean, height) };
    (length > 0.0).then(|| (lean / length, length))
}

fn by_words(page: &Page, words: &[Fragment]) -> Slope {
    if words.len() < ENOUGH {
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
