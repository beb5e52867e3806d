//! Display lines sorted by what they head: departments, kickers, headlines, decks, bylines, subheads.
//!
//! Type that is larger than the body by a third makes a headline. Smaller display type makes one only where its
//! place says so: under a department's label, at the start of a box, before a dateline, behind a byline that
//! closes the story above.

use std::collections::{BTreeMap, BTreeSet};

use backissue_model::{Align, Role, Rule};

use super::body::BOLD;
use super::elements::{Element, ElementKind, SET_RIGHT, STANDS_ALONE, heading_level, one_line};
use super::furniture::is_advertising_label;
use super::stories::{BY_SIZE, Story, is_headline_size, key, letters};
use super::tails;
use crate::forms::{is_east_asian, length};
use crate::jump_lines::is_jump;
use crate::parts::Form;
use crate::parts::Kind;
use crate::{bylines, datelines, departments};

/// Display type close to the headline's size, as a share of it, belongs to the headline.
const SAME_HEADLINE: f32 = 0.88;
/// Display type of this share of the headline's size is of its rank.
const SAME_RANK: f32 = 0.97;
/// Display type up to this multiple of the body size is a subhead where a deck could stand.
const SUBHEAD: f32 = 1.13;
/// The longest name of a department: characters of East Asian text, and of others.
const LABEL: (usize, usize) = (10, 26);
/// A text shown large repeats the story from this many characters on; shorter ones meet by chance.
const QUOTE: (usize, usize) = (8, 16);
/// The share of headings of the highest level that stand right above another heading where they name departments.
const MOSTLY: f32 = 0.6;

/// Where a quote may leave out what stood between.
const SENTENCE_ENDS: [char; 8] = ['.', '!', '?', '…', '。', '！', '？', '；'];

/// What is known of display lines in the whole issue.
pub(crate) struct Known {
    /// Headings of this level or a higher one open articles.
    pub article_level: u8,
    /// Headings of this level or a higher one name departments; 0 when none does.
    department_level: u8,
    /// Styles in which short lines stand above headlines again and again.
    labels: BTreeSet<Style>,
    /// The letters of all running text.
    prose: String,
}

/// A style of type: size in quarter points, bold, italic, colour, panel.
type Style = (i32, bool, bool, [u8; 3], bool);

/// Where display lines stand.
pub(crate) struct Context<'a> {
    /// Whether a story has begun in the region.
    pub in_story: bool,
    /// Whether that story has text.
    pub begun: bool,
    /// Whether its end was seen.
    pub closed: bool,
    /// Whether its text breaks off in mid-sentence above the lines.
    pub broken: bool,
    /// Whether a picture without caption stands right above.
    pub after_picture: bool,
    /// Type size of the story's headline as a multiple of the body size.
    pub scale: f32,
    /// The text below.
    pub after: Option<&'a Element>,
}

fn style(element: &Element) -> Style {
    let cues = &element.cues;
    ((cues.size * 4.0).round() as i32, cues.bold >= BOLD, cues.italic >= 0.5, cues.color, cues.panel)
}

impl Known {
    /// Looks over all elements.
    pub fn of(elements: &[Element]) -> Self {
        let (article_level, department_level) = levels(elements);
        // A running head repeats titles too, but runs over one line.
        let texts =
            elements.iter().filter(|element| element.kind == ElementKind::Text && element.block.lines > 1);
        Self {
            article_level,
            department_level,
            labels: label_styles(elements),
            prose: texts.map(key).collect(),
        }
    }

    /// Whether an element says again what stands in the text. Each sentence may stand in another place there: what was
    /// said before and after “she says” makes one quote.
    fn is_quote(&self, element: &Element) -> bool {
        let text = one_line(element);
        let least = if is_east_asian(&text) { QUOTE.0 } else { QUOTE.1 };
        let sentences: Vec<String> = text.split(SENTENCE_ENDS).map(letters).collect();
        element.cues.role.is_none()
            && sentences.iter().any(|sentence| sentence.chars().count() >= least)
            && sentences.iter().all(|sentence| self.prose.contains(sentence))
    }

    /// Whether an element is the label of a department.
    pub fn is_label(&self, element: &Element) -> bool {
        if element.kind != ElementKind::Display || is_advertising_label(&one_line(element)) {
            return false;
        }
        if let Some(level) = heading_level(element) {
            return level <= self.department_level;
        }
        let text = one_line(element);
        element.cues.role == Some(Role::Department)
            || element.cues.panel
            || (is_label_length(element)
                && (self.labels.contains(&style(element)) || departments::is_known(&text)))
            || (text.starts_with(['【', '〔', '［']) && text.ends_with(['】', '〕', '］']))
    }
}

/// Levels of headings that open articles and that name departments.
fn levels(elements: &[Element]) -> (u8, u8) {
    let headings: Vec<(u8, bool)> = elements
        .iter()
        .enumerate()
        .filter_map(|(i, element)| {
            let level = heading_level(element)?;
            let next = elements[i + 1..].iter().find(|next| next.kind != ElementKind::Separator);
            Some((level, next.and_then(heading_level).is_some_and(|next| next > level)))
        })
        .collect();
    let Some(highest) = headings.iter().map(|(level, _)| *level).min() else { return (1, 0) };
    let above: Vec<bool> =
        headings.iter().filter(|(level, _)| *level == highest).map(|(_, above)| *above).collect();
    let share = above.iter().filter(|above| **above).count() as f32 / above.len() as f32;
    if share < MOSTLY {
        return (highest, 0);
    }
    let next = headings.iter().map(|(level, _)| *level).filter(|level| *level > highest).min();
    (next.unwrap_or(highest), highest)
}

/// Whether an element is as short as names of departments are.
pub(crate) fn is_label_length(element: &Element) -> bool {
    let text = one_line(element);
    let longest = if is_east_asian(&text) { LABEL.0 } else { LABEL.1 };
    length(&text) <= longest && element.block.lines == 1
}

/// Styles of short display lines that stand above other display lines at least twice, never below their size.
fn label_styles(elements: &[Element]) -> BTreeSet<Style> {
    let mut counts: BTreeMap<Style, usize> = BTreeMap::new();
    for pair in elements.windows(2) {
        let [label, below] = pair else { continue };
        let display = label.kind == ElementKind::Display && below.kind == ElementKind::Display;
        if display && is_label_length(label) && below.scale > label.scale * 1.1 && label.scale < below.scale {
            *counts.entry(style(label)).or_default() += 1;
        }
    }
    counts.into_iter().filter(|(_, n)| *n >= 3).map(|(style, _)| style).collect()
}

/// A sorted element: whether a story opens with it, what it is, and itself.
pub(crate) type Sorted = (bool, Kind, Element);

/// Sorts a run of display lines.
pub(crate) fn sort(mut run: Vec<Element>, context: &Context, known: &Known) -> Vec<Sorted> {
    let mut out: Vec<Sorted> = Vec::new();
    if context.after_picture
        && run.first().is_some_and(|first| first.scale < SUBHEAD && run_is_caption(first, known))
    {
        out.push((false, Kind::Caption, run.remove(0)));
    }
    run.retain(|element| {
        let quote = if context.begun && element.kind == ElementKind::Display {
            quote(element, context, known)
        } else {
            None
        };
        if let Some(rule) = quote.clone() {
            put(&mut out, false, Kind::PullQuote, element.clone(), rule);
        }
        quote.is_none()
    });
    // A text that goes on in small letters behind display lines was interrupted by them, not headed.
    let goes_on = context.after.is_some_and(|after| after.block.text.text.starts_with(char::is_lowercase));
    if context.broken && goes_on && run.iter().all(|element| element.kind == ElementKind::Display) {
        for element in run {
            put(&mut out, false, Kind::PullQuote, element, Rule::new("pull-quote/interrupts-sentence"));
        }
        return out;
    }
    let Some(main) = headline(&run, context, known) else {
        for element in run {
            let kind = match element.kind {
                ElementKind::Display if context.in_story => Kind::Subhead,
                ElementKind::Display => Kind::Headline,
                _ => Kind::Body,
            };
            let opens = !context.in_story && out.is_empty();
            put(&mut out, opens, kind, element, Rule::new("subhead/display-in-story"));
        }
        return out;
    };
    heads(run, main, known, &mut out);
    out
}

/// By which rule a display element in a story is a quote shown large, if it is one: it says again what the text says, or
/// stands in italics between two rulings, smaller than the story's headline.
fn quote(element: &Element, context: &Context, known: &Known) -> Option<Rule> {
    if known.is_quote(element) {
        return Some(Rule::new("pull-quote/repeats-text"));
    }
    let ruled = element.block.rule_above && context.after.is_some_and(|after| after.block.rule_above);
    let set_apart = element.cues.italic >= 0.5 && element.scale < SAME_HEADLINE * context.scale;
    (ruled && set_apart && heading_level(element).is_none())
        .then_some(Rule::new("pull-quote/between-rulings"))
}

/// Whether an element is set as captions are: smaller than the body, in italics or in another family.
pub(crate) fn is_caption_type(element: &Element) -> bool {
    element.is_small() || element.cues.italic >= 0.5 || element.cues.other_family
}

fn run_is_caption(first: &Element, known: &Known) -> bool {
    first.is_small()
        || first.cues.italic >= 0.5
        || (first.cues.align != Align::Centre
            && !known.is_label(first)
            && first.scale <= 1.0
            && length(&one_line(first)) > 12)
}

fn put(out: &mut Vec<Sorted>, opens: bool, kind: Kind, mut element: Element, rule: Rule) {
    element.block.provenance.add_rule(rule);
    out.push((opens, kind, element));
}

/// Which element of a run is the headline, if any is.
fn headline(run: &[Element], context: &Context, known: &Known) -> Option<usize> {
    let display = |i: &usize| run[*i].kind == ElementKind::Display;
    let largest = |indices: Vec<usize>| {
        indices.into_iter().max_by(|&a, &b| run[a].scale.total_cmp(&run[b].scale).then(b.cmp(&a)))
    };
    let by_level =
        (0..run.len()).filter(display).find(|&i| heading_level(&run[i]) == Some(known.article_level));
    let by_size: Vec<usize> = (0..run.len())
        .filter(display)
        .filter(|&i| is_headline_size(&run[i], known) && !known.is_label(&run[i]))
        .collect();
    if let Some(found) = by_level.or_else(|| largest(by_size)) {
        return Some(found);
    }
    // A label at the size of a headline with nothing else to head the story is the headline: 更正 under 更正.
    let others: Vec<usize> = (0..run.len())
        .filter(display)
        .filter(|&i| !known.is_label(&run[i]) && heading_level(&run[i]).is_none())
        .collect();
    let labelled = run.iter().any(|element| known.is_label(element));
    let told = run.iter().any(|element| bylines::is_byline(&one_line(element)))
        || context.after.is_some_and(|after| datelines::length(&after.block.text.text).is_some());
    let boxed = run.first().is_some_and(|element| element.boxed) && !context.begun;
    // Type as large as the story's own headline, or larger type under a ruling, heads a story beside it.
    let top = run.iter().filter(|e| heading_level(e).is_none()).map(|e| e.scale).fold(0.0, f32::max);
    let ruled = run.first().is_some_and(|element| element.block.rule_above);
    let sibling = context.begun
        && !context.broken
        && top > SUBHEAD
        && (ruled || (context.scale > 0.0 && top >= SAME_RANK * context.scale));
    if labelled || told || boxed || sibling || context.closed || !context.in_story {
        return largest(others).or_else(|| largest((0..run.len()).filter(display).collect()));
    }
    None
}

/// Sorts what stands around a headline.
fn heads(run: Vec<Element>, main: usize, known: &Known, out: &mut Vec<Sorted>) {
    let size = run[main].scale;
    let label = (0..main).rev().find(|&i| known.is_label(&run[i]));
    let mut opened = false;
    let mut near_headline = true;
    let mut under_picture = false;
    for (i, element) in run.into_iter().enumerate() {
        let text = one_line(&element);
        let (kind, rule) = if element.kind == ElementKind::Object {
            (Kind::Body, Rule::new("picture/under-headline"))
        } else if under_picture && i > main && is_caption_type(&element) && !bylines::is_byline(&text) {
            (Kind::Caption, Rule::new("caption/under-picture"))
        } else if label.is_some_and(|label| i <= label) {
            (Kind::Department, Rule::new("department/label-above-headline"))
        } else if i == main {
            (Kind::Headline, BY_SIZE)
        } else if element.scale >= SAME_HEADLINE * size && near_headline && heading_level(&element).is_none()
        {
            (Kind::Headline, Rule::new("headline/of-the-same-size"))
        } else if i < main && is_unmarked(&element) && is_label_text(&element) {
            (Kind::Department, Rule::new("department/short-line-above-headline"))
        } else if i < main {
            (Kind::Kicker, Rule::new("kicker/above-headline"))
        } else if bylines::is_byline(&text)
            || (bylines::is_name(&text) && element.block.lines == 1 && element.scale < 1.2)
        {
            (Kind::Byline, Rule::new("byline/below-headline"))
        } else if element.kind == ElementKind::Display
            && element.cues.bold >= BOLD
            && element.scale <= SUBHEAD
            || heading_level(&element).is_some()
        {
            (Kind::Subhead, Rule::new("subhead/bold-below-headline"))
        } else {
            (Kind::Deck, Rule::new("deck/below-headline"))
        };
        near_headline = matches!(kind, Kind::Headline) || i < main;
        under_picture = matches!(kind, Kind::Caption) || element.kind == ElementKind::Object;
        put(out, !opened, kind, element, rule);
        opened = true;
    }
}

/// Whether no type sets a line apart from the text below: only its place does.
fn is_unmarked(element: &Element) -> bool {
    element.kind == ElementKind::Text || element.block.provenance.rules.contains(&STANDS_ALONE)
}

/// Whether a line of text above a headline names a department: known as such, in capitals, or under a ruling.
fn is_label_text(element: &Element) -> bool {
    let text = one_line(element);
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let shouted = letters >= 3 && text.chars().all(|c| !c.is_lowercase()) && !is_east_asian(&text);
    is_label_length(element) && (departments::is_known(&text) || shouted || element.block.rule_above)
}

/// Whether a line of text goes on with the heads above it: a byline, or a deck in italics.
pub(crate) fn continues_heads(run: &[Element], element: &Element) -> bool {
    let text = one_line(element);
    if run.iter().all(|head| head.kind != ElementKind::Display)
        || element.region != run[0].region
        || is_jump(&text)
    {
        return false;
    }
    let line = element.block.lines == 1;
    let set_apart = matches!(element.cues.align, Align::Centre | Align::End)
        || element.cues.shortfall > 3.0
        || element.cues.other_family;
    // A pen name has no family name; that it stands at the right tells it.
    let at_right = element.cues.align == Align::End && element.cues.indent >= SET_RIGHT;
    bylines::is_byline(&text) && element.block.lines <= 2
        || (bylines::is_name(&text)
            && line
            && set_apart
            && (at_right
                || bylines::begins_with_surname(text.trim_start_matches(|c: char| !c.is_alphanumeric()))))
        || (text.starts_with(['◇', '◆', '○', '□', '△']) && line && bylines::is_name(&text))
        || (element.cues.italic >= 0.8 && element.block.lines <= 3 && element.cues.indent < 0.8)
}

/// Whether the end of a story was seen: a byline, a credit or a signature after its text.
pub(crate) fn is_closed(story: &Story) -> bool {
    story.has_text()
        && story.parts.last().is_some_and(|last| {
            matches!(last.kind, Kind::Tail | Kind::Credit | Kind::Signature)
                || (last.kind == Kind::Body
                    && last.block.form == Form::Text
                    && tails::tail_kind(&last.block).is_some())
        })
}
