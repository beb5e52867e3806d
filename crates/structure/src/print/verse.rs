//! Verse as set: short lines that end on purpose, one after the other.

use backissue_model::{Align, Spanned};

use super::elements::{Element, ElementKind};
use crate::bylines;
use crate::parts::Form;
use crate::sentences::ends_sentence;

/// The fewest lines of a poem.
const FEWEST: usize = 4;
/// The longest line of verse in ems.
const LONGEST: f32 = 26.0;
/// One line in this many may end a sentence; in prose set line by line most do.
const SENTENCES: usize = 2;
/// One line in this many may have the form of a record: addresses, dates and lists are set line by line too.
const RECORDS: usize = 3;

/// Gathers runs of one-line paragraphs that stand as verse does.
pub(crate) fn gather(elements: Vec<Element>) -> Vec<Element> {
    let mut out: Vec<Element> = Vec::with_capacity(elements.len());
    let mut rest = elements.into_iter().flat_map(unjoined).peekable();
    while let Some(first) = rest.next() {
        let mut run = vec![first];
        // A poet's name above the poem is set as its lines are.
        let is_byline = is_line(&run[0])
            && bylines::is_name(&run[0].block.text.text)
            && bylines::begins_with_surname(&run[0].block.text.text);
        while !is_byline && is_line(&run[0]) && rest.peek().is_some_and(|next| follows(&run[0], next)) {
            run.extend(rest.next());
        }
        out.extend(if is_verse(&run) { vec![poem(run)] } else { run });
    }
    out
}

/// The lines of a paragraph that has no punctuation, one by one: prose of several lines always has some, so its lines
/// were broken by the poet and only seem full because none is longer.
fn unjoined(element: Element) -> Vec<Element> {
    let text = &element.block.text.text;
    let verse = element.kind == ElementKind::Text
        && !element.breaks.is_empty()
        && crate::forms::is_east_asian(text)
        && is_unpunctuated(text)
        && element.block.text.spans.is_empty();
    if !verse {
        return vec![element];
    }
    let starts: Vec<usize> = std::iter::once(0).chain(element.breaks.iter().copied()).collect();
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let lines: Vec<String> =
        starts.iter().zip(ends).map(|(&start, end)| text[start..end].to_owned()).collect();
    let line = |(i, line): (usize, String)| {
        let mut one = element.clone();
        one.block.text = Spanned::plain(line);
        one.block.lines = 1;
        one.breaks.clear();
        if i > 0 {
            one.cues.space_before = 0.0;
        }
        one
    };
    lines.into_iter().enumerate().map(line).collect()
}

fn is_unpunctuated(text: &str) -> bool {
    !text.contains(|c: char| "。，、；：！？,.;:!?".contains(c))
}

fn is_line(element: &Element) -> bool {
    element.kind == ElementKind::Text
        && element.block.lines == 1
        && element.cues.role.is_none()
        && element.cues.align != Align::End
        && crate::forms::width(&element.block.text.text) <= LONGEST
        && (element.cues.measure == 0.0
            || element.cues.shortfall > element.cues.measure * 0.15
            || (is_unpunctuated(&element.block.text.text)
                && crate::forms::is_east_asian(&element.block.text.text)))
}

fn follows(first: &Element, next: &Element) -> bool {
    is_line(next) && next.region == first.region && (next.scale - first.scale).abs() < 0.03
}

fn is_verse(run: &[Element]) -> bool {
    let count = |holds: fn(&str) -> bool| run.iter().filter(|line| holds(&line.block.text.text)).count();
    run.len() >= FEWEST
        && count(ends_sentence) * SENTENCES <= run.len()
        && count(names_or_numbers) * RECORDS <= run.len()
}

/// Whether a line is one of a record rather than of a poem: it has figures, a colon after a label, an address.
fn names_or_numbers(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit() || matches!(c, ':' | '：' | '@' | '/' | '©'))
}

fn poem(run: Vec<Element>) -> Element {
    let mut lines = run.into_iter();
    let mut poem = lines.next().expect("a run has a first line");
    let mut stanzas: Vec<Vec<Spanned>> = vec![vec![std::mem::take(&mut poem.block.text)]];
    for line in lines {
        match stanzas.last_mut() {
            Some(stanza) if line.cues.space_before < 0.4 => stanza.push(line.block.text),
            _ => stanzas.push(vec![line.block.text]),
        }
        poem.block.lines += 1;
        poem.block.provenance.absorb(line.block.provenance);
        line.block.sheets.iter().for_each(|sheet| {
            if !poem.block.sheets.contains(sheet) {
                poem.block.sheets.push(*sheet);
            }
        });
    }
    poem.block.form = Form::Verse(stanzas);
    poem
}
