//! Emphasis as transcribers type it: `_italics_`, `=bold=`, `+small capitals+`.
//!
//! Comes after lines were joined, since such signs open on one line and close on another. What a line is, is not told
//! by them.

use std::ops::Range;

use backissue_model::{Ledger, Mark, Place, Rule, Span, Spanned};

use crate::parts::{Block, Form};

const EMPHASIS: Rule = Rule::new("mark/emphasis");

/// The signs and what they stand for (Project Gutenberg, "Formatting").
const SIGNS: [(char, Mark); 3] = [('_', Mark::Emphasis), ('=', Mark::Strong), ('+', Mark::SmallCaps)];
/// Pairs of a sign in a text before they count: one alone may be a name or a sum.
const FEWEST: usize = 2;
/// The longest stretch between two signs, in bytes: beyond, the second belongs to another pair.
const LONGEST: usize = 600;
/// Pairs that one block may have. No paragraph of print has a tenth of them, and a file that is nothing but signs
/// would cost the square of its length.
const MOST: usize = 1_000;

/// Takes the signs out of a text, and marks what stood between them.
pub(super) fn read(blocks: &mut [Block], ledger: &mut Ledger) {
    for (sign, mark) in SIGNS {
        let count = |block: &Block| texts(block).map(|text| pairs(&text.text, sign).len()).sum::<usize>();
        if blocks.iter().map(count).sum::<usize>() < FEWEST {
            continue;
        }
        for block in blocks.iter_mut() {
            let place = block.provenance.places.first().cloned().unwrap_or(Place::File);
            texts_mut(block).for_each(|text| mark_pairs(text, sign, &mark, &place, ledger));
        }
    }
}

fn texts(block: &Block) -> impl Iterator<Item = &Spanned> {
    let stanzas = match &block.form {
        Form::Verse(stanzas) => stanzas.as_slice(),
        _ => &[],
    };
    std::iter::once(&block.text).chain(stanzas.iter().flatten())
}

fn texts_mut(block: &mut Block) -> impl Iterator<Item = &mut Spanned> {
    let stanzas = match &mut block.form {
        Form::Verse(stanzas) => stanzas.as_mut_slice(),
        _ => &mut [],
    };
    std::iter::once(&mut block.text).chain(stanzas.iter_mut().flatten())
}

/// Byte offsets of opening and closing signs. One opens before a character and not within a word, and closes the other
/// way round, so that `a_b_c`, `2 + 3 + 4` and rules of signs have none.
fn pairs(text: &str, sign: char) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut open: Option<usize> = None;
    for (at, _) in text.match_indices(sign) {
        let before = text[..at].chars().next_back();
        let after = text[at + 1..].chars().next();
        let inside = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace() && c != sign);
        let outside = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && c != sign);
        match open {
            Some(start) if inside(before) && outside(after) && at - start <= LONGEST => {
                out.push(start..at);
                open = None;
            }
            _ => open = (outside(before) && inside(after)).then_some(at),
        }
    }
    if out.len() > MOST { Vec::new() } else { out }
}

fn mark_pairs(text: &mut Spanned, sign: char, mark: &Mark, place: &Place, ledger: &mut Ledger) {
    let pairs = pairs(&text.text, sign);
    if pairs.is_empty() {
        return;
    }
    ledger.remove(EMPHASIS, place.clone(), &sign.to_string().repeat(2 * pairs.len()));
    // From the end on, so that the offsets before stay what they are.
    let mut pieces = Vec::with_capacity(2 * pairs.len());
    for pair in pairs.into_iter().rev() {
        pieces.push(text.split_off(pair.end + 1));
        text.truncate(pair.end);
        let mut inner = text.split_off(pair.start + 1);
        text.truncate(pair.start);
        inner.spans.push(Span { start: 0, end: inner.text.len() as u32, mark: mark.clone() });
        pieces.push(inner);
    }
    pieces.into_iter().rev().for_each(|piece| text.append(piece));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(lines: &[&str]) -> (Vec<String>, usize) {
        let block = |text: &&str| Block { text: Spanned::plain(*text), ..Block::default() };
        let mut blocks: Vec<Block> = lines.iter().map(block).collect();
        let mut ledger = Ledger::default();
        read(&mut blocks, &mut ledger);
        let show = |block: &Block| {
            let spans =
                block.text.spans.iter().map(|span| &block.text.text[span.start as usize..span.end as usize]);
            format!("{} {:?}", block.text.text, spans.collect::<Vec<_>>())
        };
        (blocks.iter().map(show).collect(), ledger.entries.len())
    }

    #[test]
    fn italics_of_transcribers_leave_their_signs() {
        let (lines, entries) = marked(&["He read _The Lock_ and _Weir_.", "'_Land!_' they cried"]);
        assert_eq!(lines[0], r#"He read The Lock and Weir. ["The Lock", "Weir"]"#);
        assert_eq!(lines[1], r#"'Land!' they cried ["Land!"]"#);
        assert_eq!(entries, 2);
    }

    #[test]
    fn signs_within_words_in_sums_and_alone_are_text() {
        for text in ["the file a_b_c and d_e_f", "2 + 3 + 4 = 9 = 3 + 6", "____ and ____", "one _word_ only"]
        {
            assert_eq!(marked(&[text]), (vec![format!("{text} []")], 0));
        }
    }

    #[test]
    fn marks_before_and_behind_keep_their_place() {
        let mut text = Spanned::plain("_a_ b");
        text.push_point(Mark::PageBreak(2));
        text.push_str(" _c_");
        mark_pairs(&mut text, '_', &Mark::Emphasis, &Place::File, &mut Ledger::default());
        let spans: Vec<_> = text.spans.iter().map(|span| (span.start, span.end)).collect();
        assert_eq!((text.text.as_str(), spans), ("a b c", vec![(0, 1), (3, 3), (4, 5)]));
    }
}
