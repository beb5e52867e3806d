//! Paragraphs: their style, their properties as Word resolves them, their label. What is handed on of them is
//! decided in [`crate::line`].

use backissue_model::{FlowItem, Role};

use crate::changes;
use crate::composer::Composer;
use crate::document::end_section;
use crate::fields;
use crate::line;
use crate::markup::Element;
use crate::namespace::Namespace::Word;
use crate::numbering::Label;
use crate::paragraph_properties::ParagraphProperties;
use crate::reading::{Reading, Setting, Story};
use crate::run_properties::{RunProperties, is_on};
use crate::runs;

/// Properties of a paragraph, resolved.
pub struct Resolved {
    /// How it stands.
    pub paragraph: ParagraphProperties,
    /// How its characters look before any run says more.
    pub run: RunProperties,
    /// What its style says that it is.
    pub role: Option<Role>,
}

/// Reads a paragraph.
pub fn read(reading: &mut Reading<'_>, story: &mut Story, element: &Element<'_>) {
    story.paragraph += 1;
    reading.paragraphs += 1;
    let properties = element.child("pPr").filter(|child| child.namespace == Word);
    let resolved = resolve(reading, story, properties);
    if story.breaks_pages()
        && resolved.paragraph.page_break_before == Some(true)
        && let Some(page) = reading.pages.break_needed(reading.section)
    {
        story.push(FlowItem::PageBreak { page });
    }
    let mut composer = story.carried.take().unwrap_or_default();
    fields::look_over(reading, story, element);
    runs::inlines(reading, story, &mut composer, element, &resolved.run);
    let joined =
        resolved.paragraph.drop_cap || properties.is_some_and(|element| is_end_hidden(reading, element));
    if joined {
        story.carried = Some(composer);
    } else {
        let label = label(reading, &resolved, &composer);
        line::finish(reading, story, composer, &resolved, label);
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
    line::finish(reading, story, composer, &resolved, None);
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
pub fn resolve(reading: &Reading<'_>, story: &Story, element: Option<&Element<'_>>) -> Resolved {
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

/// Counts the paragraph in its list. An empty entry counts, but shows no label here: its mark alone says nothing.
fn label(reading: &mut Reading<'_>, resolved: &Resolved, composer: &Composer) -> Option<Label> {
    let label = reading.numbering.next(resolved.paragraph.list?, resolved.paragraph.level.unwrap_or(0))?;
    if composer.is_blank() && composer.pictures.is_empty() {
        return None;
    }
    reading.decode(&label.text);
    Some(label)
}
