//! Lines: what a composed paragraph hands on to the flow, with its cues, and with the pictures, sheets and text
//! boxes that stand before, in and after it.

use backissue_model::{Cues, FlowItem, Line, Mark, ParagraphCue, Picture, Role, Span, Spanned};

use crate::composer::{Character, Composer, PendingPicture};
use crate::numbering::Label;
use crate::paragraph::Resolved;
use crate::paragraph_properties::{LINE_HEIGHT, Length};
use crate::reading::{Item, Reading, Story};

/// A picture in the line that is higher than this many type sizes stands on its own, as readers see it: icons
/// and glyph substitutes are about as high as the text.
const INLINE_HEIGHT: f32 = 2.5;
/// Default distance of tab stops in points (17.15.1.25), for paragraphs that a tab indents.
const TAB: f32 = 36.0;
/// Width of a space as a share of the type size, for paragraphs that spaces indent.
const SPACE: f32 = 0.25;

/// Hands a paragraph on: sheets that begin before it, its pictures, its line, what stands beside it.
pub fn finish(
    reading: &mut Reading<'_>,
    story: &mut Story,
    mut composer: Composer,
    resolved: &Resolved,
    label: Option<Label>,
) {
    let character = composer.character(&mut reading.families, &mut reading.languages);
    let beside = std::mem::take(&mut composer.beside);
    let pictures = pictures(&mut composer, resolved, character.size);
    let breaks = breaks(&mut composer);
    let mut text = composer.spanned(&character);
    insert_points(&mut text, breaks.within, pictures.within);
    let lead = text.text.len() - text.text.trim_start().len();
    let space = indent_of_space(&text.text[..lead], character.size);
    text.trim();
    if text.is_blank() && label.is_some() {
        // The mark of an entry that holds a picture only.
        text = Spanned::default();
    }
    story.push_breaks(breaks.before);
    push_pictures(story, pictures.before);
    if text.is_blank() && label.is_none() {
        leave_blank(story, resolved, &character);
    } else {
        let formula = composer.is_formula().then_some(Role::Formula);
        let role = role_with_label(&mut text, resolved.role.clone().or(formula), label);
        let line = line(reading, story, text, resolved, &character, role, space);
        story.items.push(Item { family: character.family.clone(), ..Item::new(FlowItem::Line(line)) });
    }
    push_pictures(story, pictures.after);
    story.items.extend(beside);
    story.push_breaks(breaks.after);
    story.last_style = resolved.paragraph.style.clone();
}

/// Puts a label before the text.
pub fn prefix(text: &mut Spanned, label: &str) {
    let spaced = match label.ends_with(['、', '）', '．', '。']) {
        true => label.to_owned(),
        false => format!("{label} "),
    };
    let mut whole = Spanned::plain(spaced);
    whole.append(std::mem::take(text));
    *text = whole;
}

/// Things by where they stand to the text of a paragraph.
struct Placed<T> {
    before: Vec<T>,
    within: Vec<T>,
    after: Vec<T>,
}

fn pictures(composer: &mut Composer, resolved: &Resolved, size: f32) -> Placed<PendingPicture> {
    let text = &composer.text;
    let is_caption = resolved.role == Some(Role::Caption);
    let mut placed = Placed { before: Vec::new(), within: Vec::new(), after: Vec::new() };
    for picture in std::mem::take(&mut composer.pictures) {
        // A floating picture follows its paragraph, unless that is its caption: the paragraph may be a headline,
        // and the picture belongs to what it heads.
        let leads = match picture.floating {
            true => is_caption || text.trim().is_empty(),
            false => text[..picture.at].trim().is_empty(),
        };
        match stands_out(&picture, text, size) {
            false => placed.within.push(picture),
            true if leads => placed.before.push(picture),
            true => placed.after.push(picture),
        }
    }
    placed
}

/// Whether a picture stands on its own rather than in the line.
fn stands_out(picture: &PendingPicture, text: &str, size: f32) -> bool {
    let at_edge = text[..picture.at].trim().is_empty() || text[picture.at..].trim().is_empty();
    picture.floating
        || picture.image.is_none()
        || text.trim().is_empty()
        || (at_edge && picture.height > INLINE_HEIGHT * size)
}

fn breaks(composer: &mut Composer) -> Placed<(usize, u32)> {
    let text = &composer.text;
    let start = text.len() - text.trim_start().len();
    let end = text.trim_end().len();
    let mut placed = Placed { before: Vec::new(), within: Vec::new(), after: Vec::new() };
    for (at, page) in std::mem::take(&mut composer.breaks) {
        match at {
            _ if at <= start && end > 0 => placed.before.push((at, page)),
            _ if at < end => placed.within.push((at, page)),
            _ => placed.after.push((at, page)),
        }
    }
    placed
}

fn push_pictures(story: &mut Story, pictures: Vec<PendingPicture>) {
    for PendingPicture { image, alt, .. } in pictures {
        let place = story.place();
        story.push(FlowItem::Picture(Picture { image, alt, place, frame: None }));
    }
}

/// Puts the marks without text in their places.
fn insert_points(text: &mut Spanned, breaks: Vec<(usize, u32)>, pictures: Vec<PendingPicture>) {
    let breaks = breaks.into_iter().map(|(at, page)| (at, Mark::PageBreak(page)));
    let pictures = pictures
        .into_iter()
        .filter_map(|picture| Some((picture.at, Mark::Image { image: picture.image?, alt: picture.alt })));
    for (at, mark) in breaks.chain(pictures) {
        let at = at as u32;
        // Before marks that begin here, so that it does not fall into them.
        let index = text.spans.partition_point(|span| span.start < at);
        text.spans.insert(index, Span { start: at, end: at, mark });
    }
}

/// How far white space indents a line, as a share of the type size: ideographic spaces, tabs, spaces.
fn indent_of_space(space: &str, size: f32) -> f32 {
    space
        .chars()
        .map(|c| match c {
            '\u{3000}' => 1.0,
            '\t' => TAB / size,
            ' ' | '\u{a0}' => SPACE,
            _ => 0.0,
        })
        .sum()
}

/// An empty paragraph is white space above the next one.
fn leave_blank(story: &mut Story, resolved: &Resolved, character: &Character) {
    let size = resolved.run.size.unwrap_or(character.size);
    let own = |space: Option<Length>| space.map_or(0.0, |space| space.in_ems(size) * size);
    story.gap += size * LINE_HEIGHT + own(resolved.paragraph.before) + own(resolved.paragraph.after);
}

fn line(
    reading: &Reading<'_>,
    story: &mut Story,
    text: Spanned,
    resolved: &Resolved,
    character: &Character,
    role: Option<Role>,
    space: f32,
) -> Line {
    let properties = &resolved.paragraph;
    let size = character.size;
    let ems = |length: Option<Length>| length.map_or(0.0, |length| length.in_ems(size));
    // Space between paragraphs of one style is dropped on both sides (17.3.1.9).
    let same_style = properties.contextual == Some(true) && properties.style == story.last_style;
    let before = if same_style { 0.0 } else { story.gap / size + ems(properties.before) };
    story.gap = ems(properties.after) * size;
    let cues = Cues {
        size,
        bold: character.bold,
        italic: character.italic,
        panel: properties.shaded == Some(true),
        // Known when the family of the body text is: see `assembly`.
        other_family: false,
        color: character.color,
        align: properties.align.unwrap_or_default(),
        indent: ems(properties.start) + ems(properties.first) + space,
        shortfall: ems(properties.end),
        space_before: before,
        measure: reading.sections.get(reading.section).map_or(0.0, |section| section.measure / size),
        paragraph: ParagraphCue::Whole,
        role,
    };
    Line { text, place: Some(story.place()), frame: None, cues }
}

/// A label makes a list entry of a plain paragraph; before a heading or caption it is part of the text, as Word
/// shows it: `2.1 Results`.
fn role_with_label(text: &mut Spanned, role: Option<Role>, label: Option<Label>) -> Option<Role> {
    match (role, label) {
        (role, None) => role,
        // A role that is not a list's, or an entry without text: the mark is text.
        (None, Some(label)) if text.is_blank() => {
            prefix(text, &label.text);
            None
        }
        (None, Some(label)) => {
            Some(Role::ListItem { level: label.level, label: label.text, numbered: label.numbered })
        }
        (role, Some(label)) => {
            prefix(text, &label.text);
            role
        }
    }
}
