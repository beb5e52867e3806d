//! Footnotes of a set page: small type at the foot of a column, tied to the raised marks that call it.
//!
//! A note is one only when a mark of its label stands in the text of its page: small type alone may be a caption, a
//! credit or an imprint. It is taken out before paragraphs are put together, since a text runs on over the notes at
//! the foot of its page.

use std::collections::{BTreeMap, BTreeSet};

use backissue_model::{
    Flow, FlowItem, FlowNote, Ledger, Line, Mark, ParagraphCue, Place, Rule, Span, Spanned,
};

use super::body::{Body, lines};
use super::elements::SMALL;
use crate::joining::{Lexicon, join};

/// The stop or bracket behind a note's number, which is the printer's way to part it from the note.
const STOP: Rule = Rule::new("note/stop-after-number");
/// Marks that call notes in order where numbers do not.
const SIGNS: [char; 5] = ['*', '†', '‡', '§', '¶'];
const RAISED: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹";
/// The longest number of a note.
const FIGURES: usize = 3;

/// A call: the line that it is in and the bytes that it takes there.
struct Call {
    item: usize,
    start: usize,
    end: usize,
}

/// Calls by sheet and label, in the order of the text.
type Calls = BTreeMap<(u32, String), Vec<Call>>;

/// Takes footnotes out of the flow's items and into its notes, and marks the places that call them.
pub(crate) fn take(flow: &mut Flow, body: &Body) {
    let feet = feet(&flow.items, body);
    if feet.is_empty() {
        return;
    }
    let inside: BTreeSet<usize> = feet.iter().flatten().copied().collect();
    let mut calls = calls(&flow.items, &inside);
    let notes: Vec<Vec<usize>> = feet.iter().flat_map(|foot| notes(foot, &flow.items, &calls)).collect();
    if notes.is_empty() {
        return;
    }
    let lexicon = Lexicon::of(lines(flow).map(|line| line.text.text.as_str()));
    let mut taken = BTreeSet::new();
    for note in notes {
        let Some(mut first) = note.first().and_then(|i| line(&flow.items, *i)).cloned() else { continue };
        let Some(label) = called_by(&first) else { continue };
        let Some(call) = calls.get_mut(&label).filter(|calls| !calls.is_empty()).map(|calls| calls.remove(0))
        else {
            continue;
        };
        let id = format!("p{}n{}", label.0, flow.notes.len() + 1);
        mark(&mut flow.items[call.item], &call, &id);
        let printed = take_label(&mut first, &mut flow.ledger);
        for i in &note[1..] {
            if let (Some(line), Some(place)) = (line(&flow.items, *i), &first.place) {
                join(&mut first.text, line.text.clone(), place, &lexicon, &mut flow.ledger);
            }
        }
        first.cues.paragraph = ParagraphCue::Whole;
        flow.notes.push(FlowNote { id, label: printed, items: vec![FlowItem::Line(first)] });
        taken.extend(note);
    }
    let mut index = 0..;
    flow.items.retain(|_| !index.next().is_some_and(|i| taken.contains(&i)));
}

fn line(items: &[FlowItem], index: usize) -> Option<&Line> {
    match items.get(index) {
        Some(FlowItem::Line(line)) => Some(line),
        _ => None,
    }
}

fn sheet(line: &Line) -> Option<u32> {
    line.place.as_ref().and_then(Place::sheet)
}

/// The lines in small type that end each frame, by their indices.
fn feet(items: &[FlowItem], body: &Body) -> Vec<Vec<usize>> {
    let mut frames: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for i in 0..items.len() {
        if let Some(frame) = line(items, i).and_then(|line| line.frame) {
            frames.entry(frame).or_default().push(i);
        }
    }
    let is_small = |&i: &usize| {
        line(items, i).is_some_and(|line| {
            let size = body.size_on(sheet(line));
            size > 0.0 && line.cues.size > 0.0 && line.cues.size <= SMALL * size
        })
    };
    let foot = |lines: Vec<usize>| {
        let start = lines.iter().rposition(|i| !is_small(i)).map_or(0, |last| last + 1);
        lines[start..].to_vec()
    };
    frames.into_values().map(foot).filter(|foot| !foot.is_empty()).collect()
}

/// The notes at a foot, each by its lines: those with a label that is called on their sheet, and what follows them.
fn notes(foot: &[usize], items: &[FlowItem], calls: &Calls) -> Vec<Vec<usize>> {
    let mut out: Vec<Vec<usize>> = Vec::new();
    for &i in foot {
        match (line(items, i).and_then(called_by), out.last_mut()) {
            (Some(label), _) if calls.contains_key(&label) => out.push(vec![i]),
            (_, Some(note)) => note.push(i),
            _ => {}
        }
    }
    out
}

/// The sheet and label by which the text calls a line that a note may begin with.
fn called_by(line: &Line) -> Option<(u32, String)> {
    Some((sheet(line)?, Label::of(&line.text)?.called))
}

/// A label at the beginning of a note.
struct Label<'a> {
    /// How the text calls it.
    called: String,
    /// Itself as printed, without brackets and stop.
    printed: &'a str,
    /// What stands around it up to the note's first word.
    around: [&'a str; 2],
}

impl<'a> Label<'a> {
    /// The label that a text begins with. A number before a letter is none unless it is raised or something parts them:
    /// 3D, 1st.
    fn of(text: &'a Spanned) -> Option<Self> {
        let raised = text.spans.iter().any(|span| span.mark == Mark::Sup && span.start == 0);
        let text = text.text.as_str();
        let inner = text.trim_start_matches(['[', '［', '(', '（', '〔', '【']);
        let first = inner.chars().next()?;
        let alike = |c: char| match first {
            '0'..='9' => c.is_ascii_digit(),
            _ if RAISED.contains(first) => RAISED.contains(c),
            _ => c == first,
        };
        let (printed, behind) = inner.split_at(inner.find(|c| !alike(c))?);
        let called = called(printed)?;
        let closing = [']', '］', ')', '）', '〕', '】', '.', '．', '、', ':', '：'];
        let note = behind.trim_start_matches(closing).trim_start();
        let parted = raised
            || !first.is_ascii_digit()
            || note.len() < behind.len()
            || !behind.starts_with(|c: char| c.is_ascii_alphanumeric());
        let around = [&text[..text.len() - inner.len()], &behind[..behind.len() - note.len()]];
        (parted && !note.is_empty() && !note.starts_with(|c: char| c.is_ascii_digit())).then_some(Self {
            called,
            printed,
            around,
        })
    }
}

/// The label that a raised number or a sign calls, in one form for all ways to print it.
fn called(mark: &str) -> Option<String> {
    let mark = mark.trim().trim_matches(['[', ']', '［', '］', '(', ')', '（', '）', '〔', '〕']);
    let count = mark.chars().count();
    let number: Option<String> = mark
        .chars()
        .map(|c| match RAISED.chars().position(|raised| raised == c) {
            Some(figure) => char::from_digit(figure as u32, 10),
            None => c.is_ascii_digit().then_some(c),
        })
        .collect();
    let sign = || mark.starts_with(SIGNS) || matches!(mark.chars().next(), Some('①'..='⑳')) && count == 1;
    match number {
        Some(number) if (1..=FIGURES).contains(&count) => Some(number),
        _ => (count > 0 && sign()).then(|| mark.to_owned()),
    }
}

/// All calls outside the feet of frames.
fn calls(items: &[FlowItem], feet: &BTreeSet<usize>) -> Calls {
    let mut out = Calls::new();
    for item in (0..items.len()).filter(|i| !feet.contains(i)) {
        let Some((line, sheet)) = line(items, item).and_then(|line| Some((line, sheet(line)?))) else {
            continue;
        };
        for (start, end) in marks(&line.text) {
            if let Some(label) = called(&line.text.text[start..end]) {
                out.entry((sheet, label)).or_default().push(Call { item, start, end });
            }
        }
    }
    out
}

/// Where raised marks and signs that call notes stand in a text, in its order.
fn marks(text: &Spanned) -> Vec<(usize, usize)> {
    let raised = text.spans.iter().filter(|span| span.mark == Mark::Sup);
    let mut out: Vec<(usize, usize)> =
        raised.map(|span| (span.start as usize, span.end as usize)).filter(|(start, _)| *start > 0).collect();
    let is_sign = |c: char| SIGNS.contains(&c) || RAISED.contains(c) || matches!(c, '①'..='⑳');
    let mut last = 0;
    for (start, c) in text.text.char_indices().filter(|(start, c)| *start > 0 && is_sign(*c)) {
        let same = |other: char| other == c || RAISED.contains(c) && RAISED.contains(other);
        let end = text.text[start..].find(|c| !same(c)).map_or(text.text.len(), |length| start + length);
        let known = out.iter().any(|(from, to)| *from <= start && start < *to);
        let attached = !text.text[..start].ends_with(char::is_whitespace);
        if start >= last && !known && attached {
            out.push((start, end));
            last = end;
        }
    }
    out.sort_unstable();
    out
}

/// Makes a call name its note.
fn mark(item: &mut FlowItem, call: &Call, id: &str) {
    let FlowItem::Line(line) = item else { return };
    let (start, end) = (call.start as u32, call.end as u32);
    line.text.spans.retain(|span| !(span.mark == Mark::Sup && span.start == start && span.end == end));
    line.text.spans.push(Span { start, end, mark: Mark::NoteRef(id.to_owned()) });
    line.text.spans.sort_by_key(|span| span.start);
}

/// Takes the label off a note's first line and gives it as printed.
fn take_label(line: &mut Line, ledger: &mut Ledger) -> String {
    let Some(label) = Label::of(&line.text) else { return String::new() };
    let printed = label.printed.to_owned();
    let around: String = label.around.concat().split_whitespace().collect();
    let end = label.around.iter().map(|part| part.len()).sum::<usize>() + printed.len();
    line.text = line.text.split_off(end);
    if let (false, Some(place)) = (around.is_empty(), &line.place) {
        ledger.remove(STOP, place.clone(), &around);
    }
    printed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn label(text: &str) -> Option<(String, String)> {
        let text = Spanned::plain(text);
        let label = Label::of(&text)?;
        Some((label.called, label.around.concat()))
    }

    #[test]
    fn labels_are_numbers_and_signs_that_something_parts_from_the_note() {
        for (text, called, around) in [
            ("1. Minutes", "1", ". "),
            ("12 Minutes", "12", " "),
            ("[3] Minutes", "3", "[] "),
            ("⁴Minutes", "4", ""),
            ("**Minutes", "**", ""),
            ("†  Minutes", "†", "  "),
            ("①会议记录", "①", ""),
            ("5会议记录", "5", ""),
        ] {
            assert_eq!(label(text), Some((called.to_owned(), around.to_owned())), "{text}");
        }
        for text in ["3D glasses", "1984", "1. 2 eggs", "Minutes", "1.", ""] {
            assert_eq!(label(text), None, "{text}");
        }
    }
}
