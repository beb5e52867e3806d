//! Scripts that run from right to left, and lines that mix them with others.
//!
//! A page holds glyphs where they stand, and text goes by the order of reading. On a page that is read leftwards the
//! view is a mirror's, so that columns, indents and lines come out as on any other page; what runs to the right in a
//! line of it, figures and Latin words, then stands the wrong way round, as Hebrew and Arabic words do in a line of
//! Latin. Such runs are turned (the reverse of Unicode Standard Annex 9 for the cases that print shows: letters,
//! figures with their signs, and what stands between two of a kind).

use std::ops::Range;

use backissue_model::Page;
use backissue_model::script::is_right_to_left;

use crate::text::Piece;

/// How the scripts of a page run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// All of them to the right, as far as they lie in lines.
    Rightwards,
    /// Most to the right, and some to the left.
    Mixed,
    /// Most to the left.
    Leftwards,
}

/// How the scripts of a page run, by most of its letters.
pub fn order(page: &Page) -> Order {
    if !page.text.chars().any(is_right_to_left) {
        return Order::Rightwards;
    }
    let (mut leftwards, mut others) = (0usize, 0usize);
    for c in page.text.chars().filter(|c| c.is_alphabetic()) {
        if is_right_to_left(c) {
            leftwards += 1;
        } else {
            others += 1;
        }
    }
    match leftwards {
        0 => Order::Rightwards,
        _ if leftwards > others => Order::Leftwards,
        _ => Order::Mixed,
    }
}

/// How a piece of a line runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Run {
    Left,
    Right,
    Figure,
    /// Goes with a figure beside it: a currency, a percent sign, what divides figures.
    OfFigures,
    /// Goes with what it stands in.
    Neutral,
}

/// The pieces of a line in the order of reading; given as they stand in the page's view.
pub fn in_order_of_reading<'a>(mut pieces: Vec<Piece<'a>>, order: Order) -> Vec<Piece<'a>> {
    let figures = |pieces: &mut [Piece]| {
        for span in spans(pieces, |run| run == Run::Figure, |run| matches!(run, Run::Figure | Run::OfFigures))
        {
            pieces[span].reverse();
        }
    };
    match order {
        Order::Rightwards => {}
        Order::Leftwards => {
            for span in spans(&pieces, |run| matches!(run, Run::Right | Run::Figure), |run| run != Run::Left)
            {
                pieces[span].reverse();
            }
        }
        Order::Mixed => {
            for span in spans(&pieces, |run| run == Run::Left, |run| run != Run::Right) {
                pieces[span.clone()].reverse();
                // Figures run to the right in every script; those in a run that was turned stand the wrong way now.
                figures(&mut pieces[span]);
            }
        }
    }
    pieces
}

fn run(piece: &Piece) -> Run {
    let Piece::Glyph { chars, .. } = piece else { return Run::Neutral };
    match chars.chars().next() {
        Some(c) if is_right_to_left(c) && !c.is_numeric() => Run::Left,
        Some(c) if c.is_numeric() => Run::Figure,
        Some(c) if c.is_alphabetic() => Run::Right,
        Some('%' | '$' | '€' | '£' | '₪' | '#' | '+' | '°' | '.' | ',' | ':' | '/') => Run::OfFigures,
        _ => Run::Neutral,
    }
}

/// Stretches that begin and end with pieces of a kind and hold none that breaks them. A sign of figures before the first
/// goes with it where it touches nothing else: a full stop after a word does not.
fn spans(pieces: &[Piece], kind: impl Fn(Run) -> bool, held: impl Fn(Run) -> bool) -> Vec<Range<usize>> {
    let runs: Vec<Run> = pieces.iter().map(run).collect();
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(first) = (at..runs.len()).find(|&i| kind(runs[i])) {
        let stretch = first + runs[first..].iter().take_while(|run| held(**run)).count();
        let end = (first..stretch).rev().find(|&i| kind(runs[i])).unwrap_or(first) + 1;
        let signed = runs[first] == Run::Figure
            && first > at
            && runs[first - 1] == Run::OfFigures
            && (first == 1 || runs[first - 2] == Run::Neutral);
        out.push(first - usize::from(signed)..end);
        at = end;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::space::Placed;

    /// What a line reads like whose characters stand in a view like this.
    fn read(view: &str, order: Order) -> String {
        let placed = Placed { x0: 0.0, x1: 0.0, baseline: 0.0, size: 10.0 };
        let piece = |(start, c): (usize, char)| match c {
            ' ' => Piece::Space,
            _ => Piece::Glyph { index: 0, placed, chars: &view[start..start + c.len_utf8()] },
        };
        let pieces = in_order_of_reading(view.char_indices().map(piece).collect(), order);
        let text = |piece: Piece| match piece {
            Piece::Glyph { chars, .. } => chars.to_owned(),
            Piece::Space => " ".to_owned(),
        };
        pieces.into_iter().map(text).collect()
    }

    #[test]
    fn figures_and_latin_words_are_turned_in_a_line_read_leftwards() {
        for (view, text) in [
            ("שלום עולם.", "שלום עולם."),
            ("בשנת 8491 קמה", "בשנת 1948 קמה"),
            ("קרא ,kroY weN שם", "קרא ,New York שם"),
            ("עלה %5.21 מאז", "עלה 12.5% מאז"),
            ("בשעה 03:8.", "בשעה 8:30."),
        ] {
            assert_eq!(read(view, Order::Leftwards), text);
        }
    }

    #[test]
    fn words_read_leftwards_are_turned_in_a_line_of_latin() {
        for (view, text) in [
            ("the word םולש means peace", "the word שלום means peace"),
            ("the words םלוע םולש, 1948", "the words שלום עולם, 1948"),
            ("אב 1948 גד end", "דג 1948 בא end"),
            ("no such word, 50%", "no such word, 50%"),
        ] {
            assert_eq!(read(view, Order::Mixed), text);
        }
    }
}
