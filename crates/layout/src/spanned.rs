//! Columns that a headline spans although it is narrower than one of them.
//!
//! A short headline centred over three columns stands above the middle one alone, and white runs down at both its
//! sides. What tells that it heads the others too is that they begin level with the text below it: no column begins so
//! low beside a headline unless it is left white for it.

use backissue_model::Rect;

use crate::regions::{Ground, HEADING, Item, parts};

/// Lines are level when their tops differ by less than this share of the body size.
const LEVEL: f32 = 0.4;
/// Lines below a headline that are compared: a deck, a byline, and the first of the text.
const LINES: usize = 5;

/// How a part of a region begins.
struct Opening {
    /// Where its first item begins.
    top: f32,
    /// Where the first lines below its headline begin; empty when it has no headline.
    below: Vec<f32>,
}

/// The gutters that part stories: those of a region without those between columns that one headline spans. All of
/// them, where one headline spans all columns: then nothing tells it from their first.
pub fn between_stories(items: &[Item], gutters: Vec<Rect>, ground: &Ground) -> Vec<Rect> {
    let openings: Vec<Opening> =
        parts(items.iter().copied(), &gutters).into_iter().map(|part| opening(part, ground)).collect();
    let mut inner = vec![false; gutters.len()];
    for (i, head) in openings.iter().enumerate().filter(|(_, opening)| !opening.below.is_empty()) {
        let is_spanned = |other: &Opening| {
            other.below.is_empty() && head.below.iter().any(|y| (y - other.top).abs() < LEVEL * ground.body)
        };
        let to_the_end = (i + 1..openings.len()).take_while(|&j| is_spanned(&openings[j])).map(|j| j - 1);
        let to_the_start = (0..i).rev().take_while(|&j| is_spanned(&openings[j]));
        to_the_end.chain(to_the_start).for_each(|gutter| inner[gutter] = true);
    }
    if inner.iter().all(|inner| *inner) {
        return gutters;
    }
    gutters.into_iter().zip(inner).filter(|(_, inner)| !inner).map(|(gutter, _)| gutter).collect()
}

fn opening(mut tops: Vec<Item>, ground: &Ground) -> Opening {
    tops.sort_by(|a, b| a.rect.y0.total_cmp(&b.rect.y0).then(a.rect.x0.total_cmp(&b.rect.x0)));
    let large = |item: &&Item| item.size >= HEADING * ground.body;
    let heads = tops.iter().take_while(|item| large(item)).count();
    let below = if heads == 0 { &[] } else { &tops[heads..tops.len().min(heads + LINES)] };
    Opening {
        top: tops.first().map_or(f32::INFINITY, |item| item.rect.y0),
        below: below.iter().map(|item| item.rect.y0).collect(),
    }
}
