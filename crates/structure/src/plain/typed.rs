//! The lines of a typed text with what the eye sees of them, and the habits of whoever typed them.

use backissue_model::{Align, FlowItem, Line, ParagraphCue, Place, Role, Spanned, Table, script};

/// A line as typed.
#[derive(Debug, Clone, Default)]
pub(crate) struct Typed {
    /// Its text.
    pub text: Spanned,
    /// Where it stands.
    pub place: Option<Place>,
    /// The sheet it stands on, 0 when there are none.
    pub sheet: u32,
    /// Whether it is the first of its sheet.
    pub opens_sheet: bool,
    /// Blank lines above it.
    pub gap: u32,
    /// Indent in ems.
    pub indent: f32,
    /// Space from its end to the measure, in ems.
    pub shortfall: f32,
    /// Width of its text in ems.
    pub width: f32,
    /// How it stands in the measure.
    pub align: Align,
    /// What its marks say it is.
    pub role: Option<Role>,
    /// Whether a rule stands above it.
    pub rule_above: bool,
    /// Whether it is a jump line.
    pub jump: bool,
    /// A table that stands in its place; the text is empty then.
    pub table: Option<Table>,
}

/// How the text was typed.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Habits {
    /// Width in ems to which lines were wrapped, 0 when paragraphs are lines.
    pub measure: f32,
    /// Indent of the first lines of paragraphs in ems, 0 when they are not indented.
    pub indent: f32,
    /// Whether larger gaps (two blank lines and more) set articles off, so that one blank line does not.
    pub spacious: bool,
}

/// Reads the lines of a flow.
pub(crate) fn lines(items: Vec<FlowItem>) -> Vec<Typed> {
    let mut out: Vec<Typed> = Vec::with_capacity(items.len());
    let (mut sheet, mut opens_sheet, mut rule_above) = (0, false, false);
    for item in items {
        let line = match item {
            FlowItem::PageBreak { page } => {
                (opens_sheet, sheet) = (page > 1, page);
                continue;
            }
            FlowItem::Separator { .. } => {
                rule_above = true;
                continue;
            }
            FlowItem::Picture(_) => continue,
            FlowItem::Table { table, place, .. } => {
                Typed { table: Some(table), place: Some(place), gap: 1, ..Typed::default() }
            }
            FlowItem::Line(line) => typed(line),
        };
        out.push(Typed { sheet, opens_sheet, rule_above, ..line });
        (opens_sheet, rule_above) = (false, false);
    }
    out
}

fn typed(line: Line) -> Typed {
    let cues = line.cues;
    let gap = match cues.paragraph {
        ParagraphCue::AfterBlank => (cues.space_before.max(0.0) as u32).max(1),
        _ => 0,
    };
    let width = match cues.measure {
        0.0 => ems(&line.text.text),
        measure => measure - cues.shortfall - cues.indent,
    };
    Typed {
        text: line.text,
        place: line.place,
        gap,
        indent: cues.indent,
        shortfall: cues.shortfall,
        width,
        align: cues.align,
        role: cues.role,
        ..Typed::default()
    }
}

/// Width of a text in ems, as a typewriter with square characters would have it.
pub(crate) fn ems(text: &str) -> f32 {
    // Ideographs are most of a text that has any, and are told by one look.
    let wide = |c: char| {
        matches!(c, '\u{4E00}'..='\u{9FFF}')
            || !c.is_ascii() && (script::is_square(c) || script::is_shared_punctuation(c))
    };
    let halves: usize = text.chars().map(|c| 1 + usize::from(wide(c))).sum();
    halves as f32 / 2.0
}

/// Indents beyond this many ems are no indents of paragraphs.
const DEEPEST_INDENT: f32 = 4.0;
/// One line in this many must be the first of an indented paragraph for indents to be a habit.
const INDENTED: usize = 25;

/// Finds the habits of a text.
pub(crate) fn habits(lines: &[Typed], measure: f32) -> Habits {
    let mut indents: Vec<f32> = lines
        .iter()
        .enumerate()
        .filter(|(at, line)| {
            let next = lines.get(at + 1);
            let wraps = next.is_some_and(|next| next.gap == 0 && next.indent < line.indent);
            (measure == 0.0 || wraps) && line.indent > 0.0 && line.indent <= DEEPEST_INDENT
        })
        .map(|(_, line)| line.indent)
        .collect();
    indents.sort_by(f32::total_cmp);
    let usual = indents.chunk_by(|a, b| a == b).max_by_key(|same| same.len());
    let indent = usual.filter(|same| same.len() * INDENTED >= lines.len()).map_or(0.0, |same| same[0]);
    let spacious = lines.iter().skip(1).any(|line| line.gap >= 2);
    Habits { measure, indent, spacious }
}

/// How far an indent may be off and still be the usual one, in ems: half a column.
const INDENT_SLACK: f32 = 0.25;

impl Habits {
    /// Whether a line is indented as the first lines of paragraphs are.
    pub(crate) fn is_indented(&self, line: &Typed) -> bool {
        self.indent > 0.0 && line.align == Align::Start && (line.indent - self.indent).abs() <= INDENT_SLACK
    }

    /// Whether the line ended because the next word would not have fitted in the measure any more.
    pub(crate) fn is_full(&self, line: &Typed, next: &Typed) -> bool {
        self.measure > 0.0 && line.shortfall < first_unit(&next.text.text) + slack(&next.text.text)
    }

    /// The same for a line in the middle, which has room on both sides.
    pub(crate) fn is_filled(&self, line: &Typed, next: &Typed) -> bool {
        self.measure > 0.0 && self.measure - line.width < first_unit(&next.text.text) + HALF_COLUMN
    }
}

/// Half an em of rounding when a line is set in the middle.
const HALF_COLUMN: f32 = 0.5;

/// Room in ems that a typist leaves although the next character would fit: a Han line is kept from ending before
/// a mark that may not begin the next, or was set to a measure a character short.
fn slack(next: &str) -> f32 {
    if next.chars().next().is_some_and(script::is_ideographic) { 1.0 } else { 0.6 }
}

/// Width in ems of what a line begins with and cannot be broken: a Han character or a word.
fn first_unit(text: &str) -> f32 {
    let mut chars = text.chars();
    match chars.next() {
        Some(c) if script::is_ideographic(c) => 1.0,
        Some(_) => ems(text.split(char::is_whitespace).next().unwrap_or_default()),
        None => 0.0,
    }
}
