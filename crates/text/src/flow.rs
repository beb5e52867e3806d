//! A decoded text to a flow: the stages of the reader, one after the other, and what they found as items.

use backissue_model::{
    Align, Cues, Flow, FlowItem, Ledger, Line, ParagraphCue, Place, Rule, Source, Spanned, Tally, Warning,
    WarningKind,
};

use crate::detect::{Evidence, Verdict};
use crate::lines::{self, Lines, TextLine};
use crate::segments::Text;
use crate::{Stretch, columns, lists, marks, masthead, measure, pages, rules, transcripts};

/// Makes the flow of a stretch.
pub(crate) fn flow(stretch: Stretch) -> Flow {
    let Stretch { text, verdict, first_line, warnings } = stretch;
    let mut flow = Flow { ledger: opened(&text), warnings, ..Flow::default() };
    let mut lines = lines::split(&text.decoded.text, first_line, &mut flow.ledger);
    drop(text);
    warn_of_mojibake(&lines, &mut flow.warnings);
    let imprint = transcripts::take(&mut lines.lines);
    (flow.furniture, flow.pages) = pages::take(&mut lines);
    flow.furniture.extend(imprint);
    let mut lines = columns::unfold(lines.lines, lines.ambiguous);
    marks::read_underlines(&mut lines, &mut flow.ledger);
    if first_line == 1 {
        flow.furniture.extend(masthead::take(&mut lines, &mut flow.metadata));
    }
    let measure = measure::measure(&lines);
    marks::read(&mut lines, measure, &mut flow.ledger);
    flow.furniture.extend(rules::take(&mut lines, &mut flow.ledger));
    lists::read(&mut lines);
    flow.items = items(lines, measure, !flow.pages.is_empty());
    flow.source =
        Source { format: "text".into(), name: None, encoding: Some(verdict.charset.name().to_owned()) };
    flow
}

const UNDECODABLE: Rule = Rule::new("encoding/undecodable");

/// A ledger with all decoded characters, and the bytes that were none: written in hexadecimal, as before its
/// repair such a byte is known by nothing else.
fn opened(text: &Text) -> Ledger {
    let mut ledger = Ledger::default();
    ledger.decoded.add_text(&text.decoded.text);
    for bad in &text.decoded.undecodable {
        let bytes: Vec<String> = bad.bytes.iter().map(|byte| format!("{byte:02X}")).collect();
        let (before, after) = (bytes.join(" "), char::REPLACEMENT_CHARACTER.to_string());
        ledger.decoded = ledger.decoded - Tally::of(&after) + Tally::of(&before);
        ledger.replace(UNDECODABLE, Place::Byte { offset: bad.offset }, &before, &after);
    }
    ledger
}

/// Below this margin a wrong guess is not rare, and the user should look.
const DOUBT: f32 = 0.25;

/// What is in doubt about the encoding of a file, and what of it could not be decoded.
pub(crate) fn encoding_warnings(texts: &[Text], verdict: &Verdict) -> Vec<Warning> {
    let mut warnings = Vec::new();
    let name = verdict.charset.name();
    if let Evidence::Statistics { margin, runner_up } = &verdict.evidence
        && *margin < DOUBT
        && let Some(next) = runner_up
    {
        let percent = (margin * 100.0).round();
        let message = format!("read as {name} by a margin of {percent} of 100; it could be {}", next.name());
        warnings.push(Warning::new(WarningKind::EncodingDoubt, Place::File, message));
    }
    for (offset, charset) in texts.iter().flat_map(|text| &text.foreign) {
        let message = format!("in {}, unlike the rest of the file, which is in {name}", charset.name());
        warnings.push(Warning::new(WarningKind::EncodingDoubt, Place::Byte { offset: *offset }, message));
    }
    let mut undecodable = texts.iter().flat_map(|text| &text.decoded.undecodable).peekable();
    if let Some(place) = undecodable.peek().map(|first| Place::Byte { offset: first.offset }) {
        let bytes: usize = undecodable.map(|bad| bad.bytes.len()).sum();
        let message = format!("{bytes} bytes from here on are no text in {name}");
        warnings.push(Warning::new(WarningKind::Undecodable, place, message));
    }
    warnings
}

fn warn_of_mojibake(lines: &Lines, warnings: &mut Vec<Warning>) {
    if let (Some(first), Some(last)) = (lines.mojibake.first(), lines.mojibake.last()) {
        let message = format!("characters decoded twice were put right in {} lines", lines.mojibake.len());
        let place = Place::Lines { first: *first, last: *last };
        warnings.push(Warning::new(WarningKind::EncodingDoubt, place, message));
    }
}

fn items(lines: Vec<TextLine>, measure: f32, paged: bool) -> Vec<FlowItem> {
    let mut items = Vec::with_capacity(lines.len());
    let mut sheet = 0;
    let indent = measure::paragraph_indent(&lines);
    let aligns: Vec<Align> = (0..lines.len()).map(|at| measure::align(&lines, at, measure, indent)).collect();
    for (line, align) in lines.into_iter().zip(aligns) {
        if paged && line.sheet != sheet {
            items.extend((sheet + 1..=line.sheet).map(|page| FlowItem::PageBreak { page }));
            sheet = line.sheet;
        }
        if let Some(rule) = line.rule_above {
            items.push(FlowItem::Separator { place: Place::Lines { first: rule, last: rule } });
        }
        items.push(FlowItem::Line(item(line, align, measure)));
    }
    items
}

fn item(line: TextLine, align: Align, measure: f32) -> Line {
    let paragraph = match line.blanks {
        0 if line.opens_sheet && line.sheet > 1 => ParagraphCue::Unknown,
        0 if line.number > 1 => ParagraphCue::AfterLine,
        _ => ParagraphCue::AfterBlank,
    };
    let own = if line.measure > 0.0 { line.measure } else { measure };
    let cues = Cues {
        align,
        indent: line.indent,
        shortfall: if own > 0.0 { own - line.end } else { 0.0 },
        space_before: line.blanks as f32,
        measure: own,
        paragraph,
        role: line.role.clone(),
        ..Cues::default()
    };
    Line { place: Some(line.place()), text: Spanned::plain(line.text), frame: None, cues }
}
