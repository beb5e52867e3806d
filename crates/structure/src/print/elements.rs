//! Lines to elements: display lines that belong together, paragraphs over line, column and page breaks, and what
//! stands between them.

use std::collections::BTreeMap;

use backissue_model::{
    Align, Cues, Flow, FlowItem, Ledger, Line, Mark, ParagraphCue, Picture, Place, Provenance, Role, Rule,
    Spanned, Table,
};

use super::body::{BOLD, Body, is_display};
use super::labels;
use super::paragraphs::starts_paragraph;
use crate::bylines;
use crate::joining::{Lexicon, join};
use crate::lists;
use crate::parts::{Block, Form};
use crate::sentences::ends_sentence;

/// White space above a display line, as a share of its size, that parts it from the display line above.
const DISPLAY_GAP: f32 = 1.1;
/// Shares of italics in two lines that differ by this much are of two styles.
pub(crate) const OTHER_SLANT: f32 = 0.9;
/// Paragraph text of this share of the body size or less is a note, a caption or an imprint.
pub(crate) const SMALL: f32 = 0.93;

const DISPLAY: Rule = Rule::new("display/type");
const CONTINUED: Rule = Rule::new("join/line-goes-on");
const OVER_COLUMN: Rule = Rule::new("join/over-column-break");
const OVER_PAGE: Rule = Rule::new("join/over-page-break");
pub(crate) const WHOLE: Rule = Rule::new("paragraph/of-the-file");
const ENTRY: Rule = Rule::new("list/mark-before-line");
/// The rule for a line that only its place tells from the text below.
pub(crate) const STANDS_ALONE: Rule = Rule::new("paragraph/line-alone-above-headline");
/// The rule for a byline that stands at the right above the last column of its story: the text goes on below it.
pub(crate) const AT_RIGHT: Rule = Rule::new("byline/at-right-above-column");
/// A line that is set in by so many ems at least stands at the right on purpose.
pub(crate) const SET_RIGHT: f32 = 3.0;
const FIRST: Rule = Rule::new("paragraph/first-below-heads");

/// What an element is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ElementKind {
    /// Display lines of one style.
    Display,
    /// A paragraph.
    Text,
    /// A table or picture.
    Object,
    /// A ruling across the column or band.
    Separator,
}

/// A piece of the flow.
#[derive(Debug, Clone)]
pub(crate) struct Element {
    /// What it is.
    pub kind: ElementKind,
    /// Its text and place.
    pub block: Block,
    /// Its first line's cues.
    pub cues: Cues,
    /// Type size as a multiple of the body size; 1 when there are no sizes.
    pub scale: f32,
    /// The box it lies in; the page's own region otherwise.
    pub region: u32,
    /// Whether that is a box.
    pub boxed: bool,
    /// Bytes at which its further lines begin, for texts that are joined without spaces.
    pub breaks: Vec<usize>,
    /// Cues of its last line.
    pub last: Cues,
    /// The frame of its last line.
    pub last_frame: Option<u32>,
    /// The place of its last line.
    pub last_place: Option<Place>,
}

impl Element {
    /// Whether display type interrupts a text rather than heading one, as a quote in italics does.
    fn is_aside(&self) -> bool {
        self.cues.italic >= 0.5 && self.cues.role.is_none()
    }

    /// Whether its type is smaller than the body's.
    pub fn is_small(&self) -> bool {
        self.scale <= SMALL
    }
}

/// Gathers the items of a flow. The flow's items are taken out of it.
pub(crate) fn gather(flow: &mut Flow, body: &Body) -> Vec<Element> {
    let items = std::mem::take(&mut flow.items);
    // Whole paragraphs are never joined: their words are not asked for.
    let texts = items.iter().filter_map(|item| match item {
        FlowItem::Line(line) if line.cues.paragraph != ParagraphCue::Whole => Some(line.text.text.as_str()),
        _ => None,
    });
    let lexicon = Lexicon::of(texts);
    let mut ledger = std::mem::take(&mut flow.ledger);
    let mut gatherer = Gatherer {
        flow,
        body,
        lexicon: &lexicon,
        ledger: &mut ledger,
        out: Vec::new(),
        open: BTreeMap::new(),
        page: None,
        text_box: None,
        boxes: 0,
    };
    let labels = labels::labels(&items, body);
    for (item, is_label) in items.into_iter().zip(labels) {
        match item {
            FlowItem::Line(line) if is_label => gatherer.begin(ElementKind::Display, line, STANDS_ALONE),
            item => gatherer.item(item),
        }
    }
    let out = gatherer.out;
    flow.ledger = ledger;
    out
}

/// What gathering shares.
struct Gatherer<'a> {
    flow: &'a Flow,
    body: &'a Body,
    lexicon: &'a Lexicon,
    ledger: &'a mut Ledger,
    out: Vec<Element>,
    /// The paragraph that may go on, for each region.
    open: BTreeMap<u32, usize>,
    page: Option<u32>,
    /// The text box that the last line stood in, if any, and its region when it is a story of its own.
    text_box: Option<Option<u32>>,
    /// Boxes with stories of their own so far.
    boxes: u32,
}

impl Gatherer<'_> {
    fn item(&mut self, item: FlowItem) {
        match item {
            FlowItem::PageBreak { page } => self.page = Some(page),
            FlowItem::Separator { place } => {
                let element = self.element(
                    ElementKind::Separator,
                    Block {
                        provenance: Provenance { places: vec![place], rules: vec![] },
                        ..Block::default()
                    },
                    Cues::default(),
                    None,
                );
                self.out.push(element);
            }
            FlowItem::Table { table, place, frame } => self.table(table, place, frame),
            FlowItem::Picture(picture) => self.picture(picture),
            FlowItem::Line(line) if line.text.is_blank() => {}
            FlowItem::Line(line) => self.line(line),
        }
    }

    fn table(&mut self, table: Table, place: Place, frame: Option<u32>) {
        self.text_box = None;
        let block = Block {
            form: Form::Table(table),
            provenance: Provenance::new(place, Rule::new("table/of-the-source")),
            sheets: self.page.into_iter().collect(),
            ..Block::default()
        };
        let element = self.element(ElementKind::Object, block, Cues::default(), frame);
        self.out.push(element);
    }

    fn picture(&mut self, picture: Picture) {
        self.text_box = None;
        let block = Block {
            form: Form::Picture { images: picture.image.into_iter().collect(), alt: picture.alt },
            provenance: Provenance::new(picture.place, Rule::new("picture/of-the-source")),
            sheets: self.page.into_iter().collect(),
            ..Block::default()
        };
        let element = self.element(ElementKind::Object, block, Cues::default(), picture.frame);
        self.out.push(element);
    }

    fn element(&self, kind: ElementKind, block: Block, cues: Cues, frame: Option<u32>) -> Element {
        let place = frame.and_then(|frame| self.flow.frames.get(frame as usize));
        let scale = self.body.scale(cues.size, self.page);
        // A ruling belongs to what stands above it; anything else without a frame to the document as a whole.
        let above =
            if kind == ElementKind::Separator { self.out.last().map_or(0, |last| last.region) } else { 0 };
        let region = place.map_or(above, |frame| frame.region);
        Element {
            kind,
            block,
            breaks: Vec::new(),
            last: cues.clone(),
            cues,
            scale,
            region: self.text_box.flatten().unwrap_or(region),
            boxed: self.text_box.flatten().is_some() || place.is_some_and(|frame| frame.boxed),
            last_frame: frame,
            last_place: None,
        }
    }

    fn line(&mut self, mut line: Line) {
        self.enter_box(&mut line);
        if lists::open(&mut line) {
            self.begin(ElementKind::Text, line, ENTRY);
            return;
        }
        if let Some(entry) = self.entry(&line) {
            line.cues.role = self.out[entry].cues.role.clone();
            self.append_text(entry, line);
            return;
        }
        if self.joins_display(&line) {
            let last = self.out.len() - 1;
            self.append_display(last, line);
            return;
        }
        if is_display(&line, self.body) {
            self.begin(ElementKind::Display, line, DISPLAY);
            return;
        }
        let region = self.region(line.frame);
        let open = self.open.get(&region).copied();
        if let Some(open) = open.filter(|open| is_byline_at_right(&self.out[*open], &line)) {
            self.begin(ElementKind::Text, line, AT_RIGHT);
            self.open.insert(region, open);
            return;
        }
        let first = if line.cues.paragraph == ParagraphCue::Whole { WHOLE } else { FIRST };
        let rule = open.map_or(Some(first), |open| starts_paragraph(&self.out[open], &line, self.body));
        match (rule, open) {
            (None, Some(open)) => self.append_text(open, line),
            (rule, _) => match self.cut_short(region, &line) {
                Some(before) => {
                    self.append_text(before, line);
                    self.open.insert(region, before);
                }
                None => self.begin(ElementKind::Text, line, rule.unwrap_or(WHOLE)),
            },
        }
    }

    /// The entry of a list that a line goes on with.
    fn entry(&self, line: &Line) -> Option<usize> {
        let open = *self.open.get(&self.region(line.frame))?;
        let entry = &self.out[open];
        (entry.last_frame == line.frame && lists::goes_on(&entry.cues, line)).then_some(open)
    }

    /// The paragraph before the last one of a region, when it was cut in mid-sentence by something in other type,
    /// such as a note at the foot of a column or a quote shown large, and goes on with this line.
    fn cut_short(&self, region: u32, line: &Line) -> Option<usize> {
        let texts = self.out.iter().enumerate().rev().filter(|(_, element)| element.region == region);
        let (at, before) = texts
            .take(4)
            .take_while(|(_, element)| element.kind != ElementKind::Display || element.is_aside())
            .find(|(_, element)| {
                element.kind == ElementKind::Text
                    && (element.last.italic - line.cues.italic).abs() < OTHER_SLANT
                    && (element.last.size - line.cues.size).abs()
                        <= self.body.same_size(self.page) * line.cues.size.max(0.1)
            })?;
        // A ragged line says nothing by its end; a small letter goes on with a sentence.
        let goes_on = before.last.shortfall < 1.0 || line.text.text.starts_with(char::is_lowercase);
        let unfinished = !ends_sentence(&before.block.text.text) && goes_on && before.block.lines > 1;
        (unfinished && starts_paragraph(before, line, self.body).is_none()).then_some(at)
    }

    /// Follows text boxes of a document without geometry. A box that opens with display type is a story of its own, as
    /// a box on a page is; any other goes with the text beside it.
    fn enter_box(&mut self, line: &mut Line) {
        if line.cues.role != Some(Role::Sidebar) {
            self.text_box = None;
            return;
        }
        let plain = Line {
            cues: Cues { role: None, ..line.cues.clone() },
            ..Line { text: line.text.clone(), ..Line::default() }
        };
        let opens = is_display(&plain, self.body);
        let in_box = match self.text_box {
            None => {
                self.boxes += u32::from(opens);
                opens.then(|| u32::MAX - self.boxes)
            }
            Some(region) => region,
        };
        self.text_box = Some(in_box);
        if in_box.is_some() {
            line.cues.role = None;
        }
    }

    fn region(&self, frame: Option<u32>) -> u32 {
        if let Some(Some(region)) = self.text_box {
            return region;
        }
        frame.and_then(|frame| self.flow.frames.get(frame as usize)).map_or(0, |frame| frame.region)
    }

    fn begin(&mut self, kind: ElementKind, line: Line, rule: Rule) {
        let Line { text, place, frame, cues } = line;
        let block = Block {
            form: if kind == ElementKind::Display { Form::Display } else { Form::Text },
            text,
            provenance: Provenance { places: place.into_iter().collect(), rules: vec![rule] },
            sheets: self.page.into_iter().collect(),
            gap: 0,
            align: cues.align,
            lines: 1,
            role: cues.role.clone(),
            rule_above: self.out.last().is_some_and(|last| last.kind == ElementKind::Separator),
            jump: false,
        };
        let last_place = block.provenance.places.first().cloned();
        let element = Element { last_place, ..self.element(kind, block, cues, frame) };
        let region = element.region;
        self.out.push(element);
        match kind {
            ElementKind::Text => self.open.insert(region, self.out.len() - 1),
            _ => self.open.remove(&region),
        };
    }

    /// Whether a display line goes on with the element before it: one style, one column or the next, no gap.
    fn joins_display(&self, line: &Line) -> bool {
        let Some(last) = self.out.last().filter(|last| last.kind == ElementKind::Display) else {
            return false;
        };
        let same_style = (last.cues.size - line.cues.size).abs()
            <= self.body.same_size(self.page) * line.cues.size.max(0.1)
            && (last.cues.bold >= BOLD) == (line.cues.bold >= BOLD)
            && (last.cues.italic >= 0.5) == (line.cues.italic >= 0.5)
            && last.cues.color == line.cues.color
            && last.cues.panel == line.cues.panel
            && last.cues.other_family == line.cues.other_family;
        let whole = line.cues.paragraph == ParagraphCue::Whole;
        same_style
            && !whole
            && last.cues.role == line.cues.role
            && last.last_frame == line.frame
            && line.cues.space_before < DISPLAY_GAP
            && !(last.scale < 1.1 && ends_sentence(&last.block.text.text))
    }

    fn append_display(&mut self, at: usize, line: Line) {
        let element = &mut self.out[at];
        // A headline is broken for its sense: the break is kept, unless a word or a clause runs over it.
        element.block.text.push_str("\n");
        element.block.text.append(line.text);
        line.place.into_iter().for_each(|place| element.block.provenance.add_place(place));
        element.block.lines += 1;
        element.last = line.cues;
        element.last_frame = line.frame;
    }

    fn append_text(&mut self, at: usize, line: Line) {
        let element = &mut self.out[at];
        let over_page =
            self.page.is_some_and(|page| element.block.sheets.last().is_some_and(|last| *last < page));
        let rule = match (over_page, element.last_frame == line.frame) {
            (true, _) => OVER_PAGE,
            (false, false) => OVER_COLUMN,
            (false, true) => CONTINUED,
        };
        let place = line.place.clone().unwrap_or(Place::File);
        if let (true, Some(page)) = (over_page, self.page) {
            element.block.sheets.push(page);
            element.block.text.push_point(Mark::PageBreak(page));
        }
        element.breaks.push(element.block.text.text.len());
        join(&mut element.block.text, line.text, &place, self.lexicon, self.ledger);
        element.last_place = Some(place.clone());
        element.block.provenance.add_place(place);
        element.block.provenance.add_rule(rule);
        element.block.lines += 1;
        element.last = line.cues;
        element.last_frame = line.frame;
    }
}

/// Whether a line at the head of a column is a byline set at the right below heads that span the columns before: it
/// interrupts no paragraph. A mere name is one in other type than the text.
fn is_byline_at_right(open: &Element, line: &Line) -> bool {
    let (last, cues) = (&open.last, &line.cues);
    let text = &line.text.text;
    let other_type =
        last.other_family != cues.other_family || (last.size - cues.size).abs() > 0.02 * cues.size;
    open.last_frame != line.frame
        && cues.align == Align::End
        && cues.indent >= SET_RIGHT
        && (bylines::is_byline(text) || other_type && bylines::is_name(text))
}

/// Whether an element is a heading by the file's own word, and its depth.
pub(crate) fn heading_level(element: &Element) -> Option<u8> {
    match element.cues.role {
        Some(Role::Heading(level)) => Some(level),
        _ => None,
    }
}

/// The text of an element on one line.
pub(crate) fn one_line(element: &Element) -> String {
    element.block.text.text.replace('\n', " ")
}

/// An empty text in the style of an element, for parts that are cut out of it.
pub(crate) fn with_text(block: &Block, text: Spanned) -> Block {
    Block { text, ..block.clone() }
}
