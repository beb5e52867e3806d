//! Scripts that run from right to left, and lines that mix them with others.
//!
//! A page holds glyphs where they stand, and text goes by the order of reading. On a page that is read leftwards the
//! view is a mirror's, so that columns, indents and lines come out as on any other page; what runs to the right in a
//! line of it, figures and Latin words, then stands the wrong way round, as Hebrew and Arabic words do in a line of
//! Latin. Such runs are turned (the reverse of Unicode Standard Annex 9 for the cases that print shows: letters,
//! figures with their signs, and what stands between two of a kind).

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
    // The first bytes of all characters of these scripts lie beyond those of Latin, Greek and Cyrillic.
    if !page.text.bytes().any(|byte| byte >= 0xD6) {
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
    let runs: Vec<Run> = pieces.iter().map(run).collect();
    match order {
        Order::Rightwards => {}
        Order::Leftwards => {
            turn(&mut pieces, &runs, |run| matches!(run, Run::Right | Run::Figure), |run| run != Run::Left);
        }
        Order::Mixed => {
            turn(&mut pieces, &runs, |run| run == Run::Left, |run| run != Run::Right);
            // Figures run to the right in every script; those in a run that was turned stand the wrong way round now.
            let runs: Vec<Run> = pieces.iter().map(run).collect();
            let inside = turned(&runs, |run| run == Run::Left, |run| run != Run::Right);
            for span in inside {
                let figures = |run| run == Run::Figure;
                turn(&mut pieces[span.clone()], &runs[span], figures, |run| {
                    matches!(run, Run::Figure | Run::OfFigures)
                });
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

/// Stretches that begin and end with pieces of a kind and hold none that breaks them; signs of figures at their ends
/// go with them.
fn turned(
    runs: &[Run],
    kind: impl Fn(Run) -> bool,
    held: impl Fn(Run) -> bool,
) -> Vec<std::ops::Range<usize>> {
    let mut out: Vec<std::ops::Range<usize>> = Vec::new();
    let mut i = 0;
    while i < runs.len() {
        if !kind(runs[i]) {
            i += 1;
            continue;
        }
        let (mut start, mut end, mut at) = (i, i + 1, i + 1);
        while at < runs.len() && held(runs[at]) {
            at += 1;
            if kind(runs[at - 1]) {
                end = at;
            }
        }
        let signs = |at: usize| matches!(runs.get(at), Some(Run::OfFigures)) && held(Run::OfFigures);
        if runs[start] == Run::Figure && start > 0 && is_sign(runs, start - 1) && signs(start - 1) {
            start -= 1;
        }
        out.push(start..end);
        i = end.max(i + 1);
    }
    out
}

/// Whether a sign of figures touches no other piece than its figure: a full stop after a word does not go with it.
fn is_sign(runs: &[Run], at: usize) -> bool {
    at == 0 || matches!(runs[at - 1], Run::Neutral)
}

fn turn(pieces: &mut [Piece], runs: &[Run], kind: impl Fn(Run) -> bool, held: impl Fn(Run) -> bool) {
    for span in turned(runs, kind, held) {
        pieces[span].reverse();
    }
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
