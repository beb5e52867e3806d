//! Paragraphs: their style, their label, their cues, and what stands in and beside them.

use backissue_model::{Cues, FlowItem, Line, Mark, ParagraphCue, Picture, Role, Span, Spanned};

use crate::changes;
use crate::composer::{Character, Composer, PendingPicture};
use crate::document::end_section;
use crate::markup::Element;
use crate::namespace::Namespace::Word;
use crate::numbering::Label;
use crate::paragraph_properties::{LINE_HEIGHT, Length, ParagraphProperties};
use crate::reading::{Item, Reading, Setting, Story};
use crate::run_properties::{RunProperties, is_on};
use crate::runs;

/// A picture in the line that is higher than this many type sizes stands on its own, as readers see it: icons
/// and glyph substitutes are about as high as the text.
const INLINE_HEIGHT: f32 = 2.5;
/// Default distance of tab stops in points (17.15.1.25), for paragraphs that a tab indents.
const TAB: f32 = 36.0;
/// Width of a space as a share of the type size, for paragraphs that spaces indent.
const SPACE: f32 = 0.25;

/// Properties of a paragraph, resolved.
struct Resolved {
    paragraph: ParagraphProperties,
    run: RunProperties,
    role: Option<Role>,
}

/// Reads a paragraph.
pub fn read(reading: &mut Reading<'_>, story: &mut Story, element: &Element<'_>) {
    story.paragraph += 1;
    let properties = element.child("pPr").filter(|child| child.namespace == Word);
    let resolved = resolve(reading, story, properties);
    if story.breaks_pages()
        && resolved.paragraph.page_break_before == Some(true)
        && let Some(page) = reading.pages.break_needed(reading.section)
    {
        story.push(FlowItem::PageBreak { page });
    }
    let mut composer = story.carried.take().unwrap_or_default();
    runs::inlines(reading, story, &mut composer, element, &resolved.run);
    let joined =
        resolved.paragraph.drop_cap || properties.is_some_and(|element| is_end_hidden(reading, element));
    if joined {
        story.carried = Some(composer);
    } else {
        let label = label(reading, &resolved, &composer);
        finish(reading, story, composer, &resolved, label);
    }
    // The section ends with the paragraph that holds its properties.
    let ends_section = properties.is_some_and(|element| element.child("sectPr").is_some());
    if ends_section && story.setting == Setting::Body {
        end_section(reading, story);
    }
}

/// Reads inline content that stands where a paragraph should.
pub fn read_loose(reading: &mut Reading<'_>, story: &mut Story, element: &Element<'_>) {
    let resolved = resolve(reading, story, None);
    let mut composer = story.carried.take().unwrap_or_default();
    runs::inline(reading, story, &mut composer, element, &resolved.run);
    finish(reading, story, composer, &resolved, None);
}

/// Books the text of blocks that a change has taken out.
pub fn leave_out(reading: &mut Reading<'_>, story: &mut Story, element: &Element<'_>) {
    for name in ["t", "delText"] {
        element.each(Word, name, &mut |text| {
            reading.leave_out(changes::rule(element), story.place(), &text.text());
        });
    }
}

/// The defaults, then the table's style, the paragraph's style, its list level, and what it states itself
/// (17.7.2).
fn resolve(reading: &Reading<'_>, story: &Story, element: Option<&Element<'_>>) -> Resolved {
    let own = element.map(ParagraphProperties::of).unwrap_or_default();
    let styles = &reading.styles;
    let mut run = styles.run_defaults.clone();
    if let Some(table) = &story.table_run {
        run = run.overlaid(table);
    }
    let mut paragraph = styles.paragraph_defaults.clone();
    let mut role = None;
    if let Some(style) = styles.paragraph(own.style.as_deref()) {
        run = run.overlaid(&style.run);
        paragraph = paragraph.overlaid(&style.paragraph);
        role = style.role.clone();
    }
    let list = own.list.or(paragraph.list).filter(|list| *list > 0);
    let level = list.map(|list| {
        let of_style = || reading.numbering.level_of_style(list, own.style.as_ref()?);
        own.level.or(paragraph.level).or_else(of_style).unwrap_or(0)
    });
    if let (Some(list), Some(level)) = (list, level)
        && let Some(of_level) = reading.numbering.paragraph(list, level)
    {
        // A style that is tied to a list has the indents of its own, if it states any.
        paragraph = match own.list {
            Some(_) => paragraph.overlaid(of_level),
            None => of_level.overlaid(&paragraph),
        };
    }
    paragraph = paragraph.overlaid(&own);
    (paragraph.list, paragraph.level) = (list, level);
    let role = role_of(role, paragraph.outline);
    Resolved { paragraph, run, role }
}

/// An outline level says heading, and says which; a style that is a title or a caption says more. Level 9 takes
/// the heading back that a style inherited, as the title of a table of contents does.
fn role_of(style: Option<Role>, outline: Option<u8>) -> Option<Role> {
    match (style, outline) {
        (None | Some(Role::Heading(_)), Some(level @ 0..=8)) => Some(Role::Heading(level + 1)),
        (Some(Role::Heading(_)), Some(_)) => None,
        (style, _) => style,
    }
}

/// Whether the end of a paragraph is not shown, so that it runs on into the next: it was deleted, or hidden.
fn is_end_hidden(reading: &Reading<'_>, properties: &Element<'_>) -> bool {
    properties.child("rPr").is_some_and(|mark| {
        let hidden = ["vanish", "specVanish"].iter().any(|name| mark.child(name).is_some_and(is_on));
        hidden || changes::takes_out(reading.options, mark)
    })
}

/// Counts the paragraph in its list. Empty paragraphs show no label and do not count.
fn label(reading: &mut Reading<'_>, resolved: &Resolved, composer: &Composer) -> Option<Label> {
    let shows = !composer.is_blank() || !composer.pictures.is_empty();
    let list = resolved.paragraph.list.filter(|_| shows)?;
    let label = reading.numbering.next(list, resolved.paragraph.level.unwrap_or(0))?;
    reading.decode(&label.text);
    Some(label)
}

/// Hands the paragraph on: sheets that begin before it, its pictures, its line, what stands beside it.
fn finish(
    reading: &mut Reading<'_>,
    story: &mut Story,
    mut composer: Composer,
    resolved: &Resolved,
    label: Option<Label>,
) {
    let character = composer.character(&mut reading.families, &mut reading.languages);
    let beside = std::mem::take(&mut composer.beside);
    let pictures = std::mem::take(&mut composer.pictures);
    let breaks = std::mem::take(&mut composer.breaks);
    let mut text = composer.spanned(&character);
    let stands_out = |picture: &PendingPicture| stands_out(picture, &text.text, character.size);
    let caption = resolved.role == Some(Role::Caption);
    let (outside, inside): (Vec<_>, Vec<_>) = pictures.into_iter().partition(stands_out);
    let (above, below): (Vec<_>, Vec<_>) = outside.into_iter().partition(|picture| match picture.floating {
        true => caption || text.text.trim().is_empty(),
        false => text.text[..picture.at].trim().is_empty(),
    });
    let lead = text.text.len() - text.text.trim_start().len();
    let end = text.text.trim_end().len();
    let (first, later): (Vec<_>, Vec<_>) = breaks.into_iter().partition(|(at, _)| *at <= lead && end > 0);
    let (within, last): (Vec<_>, Vec<_>) = later.into_iter().partition(|(at, _)| *at < end);
    story.push_breaks(first);
    push_pictures(story, above);
    insert_points(&mut text, within, inside);
    let (lead_space, _) = text.text.split_at(lead.min(text.text.len()));
    let indent = indent_of_space(lead_space, character.size);
    text.trim();
    if text.is_blank() {
        leave_blank(story, resolved, &character);
    } else {
        let line = line(reading, story, text, resolved, &character, label, indent);
        story.items.push(Item { family: character.family.clone(), ..Item::new(FlowItem::Line(line)) });
    }
    push_pictures(story, below);
    story.items.extend(beside);
    story.push_breaks(last);
    story.last_style = resolved.paragraph.style.clone();
}

/// Whether a picture stands on its own rather than in the line.
fn stands_out(picture: &PendingPicture, text: &str, size: f32) -> bool {
    let at_edge = text[..picture.at].trim().is_empty() || text[picture.at..].trim().is_empty();
    picture.floating
        || picture.image.is_none()
        || text.trim().is_empty()
        || (at_edge && picture.height > INLINE_HEIGHT * size)
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
    mut text: Spanned,
    resolved: &Resolved,
    character: &Character,
    label: Option<Label>,
    space: f32,
) -> Line {
    let properties = &resolved.paragraph;
    let size = character.size;
    let ems = |length: Option<Length>| length.map_or(0.0, |length| length.in_ems(size));
    // Space between paragraphs of one style is dropped on both sides (17.3.1.9).
    let same_style = properties.contextual == Some(true) && properties.style == story.last_style;
    let before = if same_style { 0.0 } else { story.gap / size + ems(properties.before) };
    story.gap = ems(properties.after) * size;
    let role = role_with_label(&mut text, resolved.role.clone(), label);
    let cues = Cues {
        size,
        bold: character.bold,
        italic: character.italic,
        panel: false,
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
        (None, Some(label)) => {
            Some(Role::ListItem { level: label.level, label: label.text, numbered: label.numbered })
        }
        (role, Some(label)) => {
            prefix(text, &label.text);
            role
        }
    }
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
