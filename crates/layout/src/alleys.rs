//! Alleys of white between the columns of a scan, where the column rules of the paper stood.
//!
//! Rules that part columns are in the picture, not in the recognised text, and old papers set columns so close that
//! the words at both sides of a rule would join. But white that runs straight down between the words of many lines is
//! no accident: word spaces do not stand below one another. It stands for the ruling.

use backissue_model::Rect;

use crate::intervals::{covering, gaps};

/// An alley runs past this many lines at least.
const LINES: f32 = 16.0;
/// It is this wide at least, as a share of the body size.
const WIDTH: f32 = 0.2;
/// Words at its right begin within this share of the body size of it: where a column begins, its lines do.
const BEGIN: f32 = 1.2;
/// Words at its left end within this share of it: lines may be ragged.
const END: f32 = 4.0;
/// The share of its lines in which words must border on it, at both sides.
const BORDERED: f32 = 0.5;
/// Usual distance of baselines on a crowded page, as a share of the type size.
const LEADING: f32 = 1.2;
/// Runs of white beside one another belong to one alley when they share this much of their height.
const SHARED: f32 = 0.7;
/// A page wider than this, in points, is no page but an attack on memory.
const WIDEST: f32 = 20_000.0;

/// Finds alleys among words. Gives each as an upright line of no width.
pub fn alleys(words: &[Rect], body: f32) -> Vec<Rect> {
    let Some(page) = words.iter().copied().reduce(|a, b| a.union(&b)) else { return vec![] };
    if page.width() > WIDEST {
        return vec![];
    }
    let mut open: Vec<Rect> = Vec::new();
    let mut done: Vec<Rect> = Vec::new();
    for (x, runs) in white_runs(words, &page, LINES * LEADING * body) {
        let (goes_on, ended): (Vec<Rect>, Vec<Rect>) =
            open.drain(..).partition(|alley| runs.iter().any(|run| is_same(alley, run)));
        done.extend(ended);
        open = goes_on;
        for (y0, y1) in runs {
            match open.iter_mut().find(|alley| is_same(alley, &(y0, y1))) {
                // An alley is as high as its highest run: at its edges single words reach into it.
                Some(alley) => *alley = alley.union(&Rect::new(x, y0, x + 1.0, y1)),
                None => open.push(Rect::new(x, y0, x + 1.0, y1)),
            }
        }
    }
    done.extend(open);
    done.retain(|alley| alley.width() >= WIDTH * body && is_bordered(words, alley, body));
    done.sort_by(|a, b| a.x0.total_cmp(&b.x0).then(a.y0.total_cmp(&b.y0)));
    done.iter().map(middle).collect()
}

fn middle(alley: &Rect) -> Rect {
    let x = (alley.x0 + alley.x1) / 2.0;
    Rect::new(x, alley.y0, x, alley.y1)
}

/// For each point along x the runs down the page of at least a height that no word covers, from top to bottom.
fn white_runs(words: &[Rect], page: &Rect, least: f32) -> Vec<(f32, Vec<(f32, f32)>)> {
    let start = page.x0.floor();
    let mut covered: Vec<Vec<(f32, f32)>> = vec![Vec::new(); (page.x1 - start) as usize + 2];
    for word in words {
        let (from, to) = ((word.x0 - start) as usize, (word.x1 - start) as usize);
        for column in &mut covered[from..=to] {
            column.push((word.y0, word.y1));
        }
    }
    let edges = [(page.y0 - 1.0, page.y0), (page.y1, page.y1 + 1.0)];
    let runs = |column: Vec<(f32, f32)>| {
        let all = covering(column.into_iter().chain(edges));
        gaps(&all).into_iter().filter(|(y0, y1)| y1 - y0 >= least).collect()
    };
    covered.into_iter().enumerate().map(|(i, column)| (start + i as f32, runs(column))).collect()
}

fn is_same(alley: &Rect, run: &(f32, f32)) -> bool {
    let shared = (alley.y1.min(run.1) - alley.y0.max(run.0)).max(0.0);
    shared >= SHARED * alley.height().max(run.1 - run.0)
}

/// Whether words stand at both sides of an alley in most of its lines.
fn is_bordered(words: &[Rect], alley: &Rect, body: f32) -> bool {
    let beside = words.iter().filter(|word| alley.y0 <= word.y0 && word.y1 <= alley.y1);
    let (mut left, mut right) = (0usize, 0usize);
    for word in beside {
        left += usize::from((0.0..=END * body).contains(&(alley.x0 - word.x1 + 1.0)));
        right += usize::from((0.0..=BEGIN * body).contains(&(word.x0 - alley.x1 + 1.0)));
    }
    left.min(right) as f32 >= BORDERED * alley.height() / (LEADING * body)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words of 30 lines in two columns with a gutter of 4 points; word spaces of 5 move from line to line.
    fn words() -> Vec<Rect> {
        let line = |i: usize, x: f32| {
            let (y, cut) = (i as f32 * 12.0, 20.0 + (i * 7 % 40) as f32);
            [Rect::new(x, y, x + cut, y + 10.0), Rect::new(x + cut + 5.0, y, x + 100.0, y + 10.0)]
        };
        (0..30).flat_map(|i| [line(i, 0.0), line(i, 104.0)]).flatten().collect()
    }

    #[test]
    fn white_between_columns_is_an_alley_and_word_spaces_are_none() {
        let found = alleys(&words(), 10.0);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!((100.0..=104.0).contains(&found[0].x0) && found[0].height() > 300.0, "{found:?}");
    }

    #[test]
    fn a_word_that_crosses_ends_an_alley() {
        let mut words = words();
        words.push(Rect::new(90.0, 170.0, 120.0, 180.0));
        assert_eq!(alleys(&words, 10.0), []);
    }
}
