//! What the body text of an issue looks like: the ground against which display type stands out.

use std::collections::{BTreeMap, BTreeSet};

use backissue_model::{Align, Flow, FlowItem, Line, ParagraphCue, Place, Role};

use crate::bylines;
use crate::forms::{ends_like_prose, length, width};

/// Type of this multiple of the body size or more is display type.
const DISPLAY: f32 = 1.14;
/// The same where each line has been measured for itself, unless the line stands alone: a line of the body may come out
/// a sixth too large.
const UNEVEN_DISPLAY: f32 = 1.2;
/// Type of this multiple of the body size or more makes a headline by itself. Subheads are set in the body size or
/// a little above it; the smallest headlines of newspapers in type about a third larger.
pub const HEADLINE: f32 = 1.28;
/// The share of a line in bold that makes it bold.
pub const BOLD: f32 = 0.8;
/// A bold line in the body size is display type up to this width in ems: more is a paragraph set in bold.
const BOLD_WIDTH: f32 = 42.0;

/// The body text.
#[derive(Debug, Clone)]
pub struct Body {
    /// Its type size in points; 0 when the source has no sizes.
    pub size: f32,
    /// Type sizes of the sheets that are set in another size, by sheet.
    sheets: BTreeMap<u32, f32>,
    /// Sizes in quarter points in which a sheet sets much of its text, by sheet: the left page of a spread may have
    /// another body than the right one.
    texts: BTreeSet<(u32, i32)>,
    /// Sheets on which hardly two lines have the same size: text recognised in a scan.
    uneven: BTreeSet<u32>,
    /// Whether paragraphs begin with an indent.
    pub indented: bool,
    /// Whether lines are set from edge to edge.
    pub justified: bool,
}

impl Body {
    /// The body size of a sheet in points.
    pub fn size_on(&self, sheet: Option<u32>) -> f32 {
        sheet.and_then(|sheet| self.sheets.get(&sheet)).copied().unwrap_or(self.size)
    }

    /// A type size as a multiple of the body size of its sheet; 1 for any size in which the sheet sets much text.
    pub fn scale(&self, size: f32, sheet: Option<u32>) -> f32 {
        let body = self.size_on(sheet);
        let text = sheet.is_some_and(|sheet| self.texts.contains(&(sheet, quarters(size))));
        if text || body <= 0.0 || size <= 0.0 { 1.0 } else { size / body }
    }
}

impl Body {
    /// How far sizes of one style may differ on a sheet, as a share of the size. Recognition programs measure each
    /// line for itself.
    pub fn same_size(&self, sheet: Option<u32>) -> f32 {
        if sheet.is_some_and(|sheet| self.uneven.contains(&sheet)) { 0.25 } else { 0.06 }
    }
}

/// A sheet has a body size of its own from this many characters on.
const OWN_SIZE: usize = 300;

/// A size of type holds text, and not heads, where it has this share of the characters of its sheet.
const TEXT_SHARE: f32 = 0.2;
/// Text is set up to this multiple of the body size; what is larger is display type however much there is of it.
const LARGEST_TEXT: f32 = 1.4;

/// A size in quarter points: programs round in smaller steps than that.
fn quarters(size: f32) -> i32 {
    (size * 4.0).round() as i32
}

/// Lines of a flow.
pub fn lines(flow: &Flow) -> impl Iterator<Item = &Line> {
    flow.items.iter().filter_map(|item| match item {
        FlowItem::Line(line) => Some(line),
        _ => None,
    })
}

/// Measures a flow: the size of most characters, and how paragraphs are set in it.
pub fn measure(flow: &Flow) -> Body {
    let mut all_sizes: BTreeMap<i32, usize> = BTreeMap::new();
    let mut by_sheet: BTreeMap<u32, BTreeMap<i32, usize>> = BTreeMap::new();
    for line in lines(flow) {
        let size = quarters(line.cues.size);
        let count = length(&line.text.text);
        *all_sizes.entry(size).or_default() += count;
        if let Some(sheet) = line.place.as_ref().and_then(Place::sheet) {
            *by_sheet.entry(sheet).or_default().entry(size).or_default() += count;
        }
    }
    let most = |sizes: &BTreeMap<i32, usize>| {
        sizes.iter().max_by_key(|&(size, n)| (*n, -size)).map_or(0.0, |(size, _)| *size as f32 / 4.0)
    };
    // The median of characters and the commonest size are the same where type is set; where it is recognised, only
    // the median is steady.
    let middle = |sizes: &BTreeMap<i32, usize>| {
        let half = sizes.values().sum::<usize>() / 2;
        let mut below = 0;
        let median = sizes.iter().find(|(_, n)| {
            below += **n;
            below > half
        });
        let common = most(sizes);
        let median = median.map_or(common, |(size, _)| *size as f32 / 4.0);
        if (median - common).abs() <= 0.15 * common { common.max(median) } else { common }
    };
    let size = most(&all_sizes);
    let large = by_sheet.iter().filter(|(_, sizes)| sizes.values().sum::<usize>() >= OWN_SIZE);
    let sheets: BTreeMap<u32, f32> = large.map(|(sheet, sizes)| (*sheet, middle(sizes))).collect();
    let uneven = uneven(flow, &sheets);
    let texts = text_sizes(flow, &sheets);
    let on = |line: &Line| {
        line.place
            .as_ref()
            .and_then(Place::sheet)
            .and_then(|sheet| sheets.get(&sheet))
            .copied()
            .unwrap_or(size)
    };
    let body =
        |line: &&Line| (line.cues.size - on(line)).abs() < 0.1 * size.max(1.0) && line.cues.bold < BOLD;
    let (mut all, mut indented, mut full) = (0usize, 0usize, 0usize);
    for line in lines(flow).filter(body) {
        all += 1;
        indented += usize::from((0.8..4.5).contains(&line.cues.indent) && line.cues.align != Align::Centre);
        full += usize::from(line.cues.shortfall < 0.6);
    }
    // One line in twenty begins a paragraph even where paragraphs are long; a stray indent is rarer.
    Body { size, sheets, texts, uneven, indented: indented * 25 >= all.max(1), justified: full * 2 >= all }
}

/// Sizes above the body size of their sheet in which it sets much text, none of it bold.
fn text_sizes(flow: &Flow, bodies: &BTreeMap<u32, f32>) -> BTreeSet<(u32, i32)> {
    let mut counts: BTreeMap<(u32, i32), usize> = BTreeMap::new();
    let mut all: BTreeMap<u32, usize> = BTreeMap::new();
    for line in lines(flow) {
        let Some(sheet) = line.place.as_ref().and_then(Place::sheet) else { continue };
        let count = length(&line.text.text);
        *all.entry(sheet).or_default() += count;
        if line.cues.bold < BOLD && line.cues.align != Align::Centre {
            *counts.entry((sheet, quarters(line.cues.size))).or_default() += count;
        }
    }
    let holds_text = |(key, count): &((u32, i32), usize)| {
        let body = bodies.get(&key.0).copied().unwrap_or_default();
        let whole = all.get(&key.0).copied().unwrap_or_default();
        *count >= OWN_SIZE
            && *count as f32 >= TEXT_SHARE * whole as f32
            && key.1 as f32 / 4.0 <= LARGEST_TEXT * body
    };
    counts.into_iter().filter(holds_text).map(|(key, _)| key).collect()
}

/// Lines of one column that follow one another are set in the very same size; on a sheet where less than this share
/// of them is, a program has measured each line for itself.
const EVEN: f32 = 0.8;
/// Sizes differ from this share of the size on; less is rounding.
const SAME: f32 = 0.005;
/// Lines near the body size by this share of it are looked at.
const NEAR_BODY: f32 = 0.2;
/// Fewer pairs of lines than this tell nothing.
const PAIRS: usize = 12;

/// Sheets on which hardly two lines have the same size.
fn uneven(flow: &Flow, sizes: &BTreeMap<u32, f32>) -> BTreeSet<u32> {
    let mut pairs: BTreeMap<u32, (usize, usize)> = BTreeMap::new();
    let all: Vec<&Line> = lines(flow).collect();
    for pair in all.windows(2) {
        let Some(sheet) = pair[0].place.as_ref().and_then(Place::sheet) else { continue };
        let Some(body) = sizes.get(&sheet) else { continue };
        let near = |line: &Line| (line.cues.size - body).abs() <= NEAR_BODY * body;
        if pair[0].frame == pair[1].frame && near(pair[0]) && near(pair[1]) {
            let (all, same) = pairs.entry(sheet).or_default();
            *all += 1;
            *same += usize::from((pair[0].cues.size - pair[1].cues.size).abs() <= SAME * body);
        }
    }
    let is_uneven = |(all, same): &(usize, usize)| *all >= PAIRS && (*same as f32) < EVEN * *all as f32;
    pairs.into_iter().filter(|(_, counts)| is_uneven(counts)).map(|(sheet, _)| sheet).collect()
}

/// Whether a line is set as display type: a headline, a label, a subhead, a quote shown large.
pub fn is_display(line: &Line, body: &Body) -> bool {
    match &line.cues.role {
        Some(Role::Title | Role::Subtitle | Role::Heading(_) | Role::Department) => return true,
        Some(_) => return false,
        None => {}
    }
    if body.size == 0.0 {
        return false;
    }
    let scale = body.scale(line.cues.size, line.place.as_ref().and_then(Place::sheet));
    let text = &line.text.text;
    // A number alone is a label of a chart, a score, a page; a formula set apart is large too.
    if !text.contains(char::is_alphabetic) || text.contains(FORMULA) || is_caption_label(text) {
        return false;
    }
    if line.cues.panel && length(text) <= 24 && !ends_like_prose(text) {
        return true;
    }
    let even = body.same_size(line.place.as_ref().and_then(Place::sheet)) < 0.1;
    let alone = line.cues.shortfall > line.cues.measure * 0.3 || line.cues.align == Align::Centre;
    let least = if even || (alone && !ends_like_prose(text)) { DISPLAY } else { UNEVEN_DISPLAY };
    if scale >= least {
        return !(ends_like_prose(text) && scale < HEADLINE && is_long(line));
    }
    let stands_out = line.cues.bold >= BOLD || is_other_face(line);
    stands_out && scale >= 0.92 && !is_long(line) && !ends_like_prose(text)
}

/// Whether a line stands out by its type family as subheads do: short, alone on its line, neither a byline nor in
/// brackets, which are often set in a family of their own too.
fn is_other_face(line: &Line) -> bool {
    let text = &line.text.text;
    let alone = line.cues.align == Align::Centre || line.cues.shortfall > line.cues.measure * 0.3;
    line.cues.other_family
        && alone
        && width(text) <= OTHER_FACE_WIDTH
        && line.cues.italic < 0.5
        && !text.contains(['.', '。', '/', '：', ':'])
        && bylines::bracketed(text).is_none()
        && !bylines::is_byline(text)
        && !(bylines::is_name(text) && bylines::begins_with_surname(text))
}

/// Signs of a formula set apart: no headline has them.
const FORMULA: [char; 12] = ['=', '∂', '∫', '∑', '√', '≤', '≥', '≈', '∞', '±', '−', '∇'];

/// Words that number figures and tables.
const CAPTION_WORDS: &[&str] = &[
    "figure",
    "fig.",
    "table",
    "diagram",
    "chart",
    "abbildung",
    "abb.",
    "tabelle",
    "tab.",
    "tableau",
    "图",
    "圖",
    "表",
    "図",
    "그림",
    "표",
];

/// Whether a line begins as the caption of a numbered figure or table does: `Figure 4.5.`, `Table 2:`, `图3`.
fn is_caption_label(text: &str) -> bool {
    let lower = text.trim_start().to_lowercase();
    CAPTION_WORDS.iter().any(|word| {
        lower.strip_prefix(word).is_some_and(|rest| {
            let number = rest.trim_start();
            number.starts_with(|c: char| c.is_ascii_digit()) && rest.len() > number.len()
                || (word.starts_with(|c: char| !c.is_ascii())
                    && rest.starts_with(|c: char| c.is_ascii_digit()))
        })
    })
}

/// The longest subhead in ems that only its family tells.
const OTHER_FACE_WIDTH: f32 = 20.0;

fn is_long(line: &Line) -> bool {
    width(&line.text.text) > BOLD_WIDTH
        || (line.cues.paragraph == ParagraphCue::Whole && length(&line.text.text) > 80)
}
