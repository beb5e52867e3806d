//! Mastheads, folio lines and imprints: told by forms of dates and numbers, and by their place at the edges of a page.

use std::sync::LazyLock;

use backissue_model::{Flow, FurnitureKind, Rect, Role, Rule};

use super::super::body::HEADLINE;
use super::super::elements::{Element, ElementKind, one_line};
use super::{FILE, Slot, height, is_below, is_short, rect};
use crate::calendar;
use crate::conventions::Words;
use crate::forms::{has_issue_form, is_page_number};
use crate::jump_lines::is_jump;
use crate::sentences::ends_sentence;

static IMPRINT: LazyLock<Words> = LazyLock::new(|| Words::read(FILE, "imprint"));

/// Furniture at the head of a page ends within this share of its height.
const HEAD: f32 = 0.3;
/// Elements at the head that are looked at for a masthead.
const HEAD_ELEMENTS: usize = 14;
/// A line at the foot stands below this share of the page's height.
const FOOT: f32 = 0.92;
/// A line at the edge that is no more than a page number stands in this share of the page's height.
const EDGE: f32 = 0.09;
/// A page number at the head of a page stands in this share of its height.
const NUMBER: f32 = 0.13;
/// A title of a publication is set in this multiple of the body size or larger.
const TITLE: f32 = 1.6;
/// Finds the masthead or folio line at the head of a sheet: short lines up to the last that has a form of dates,
/// numbers and editors.
pub(super) fn head(elements: &[Element], flow: &Flow, kinds: &mut [Slot]) {
    let (mut last, mut headed, mut titles) = (None, false, Vec::new());
    let mut count = 0;
    for (i, element) in elements.iter().enumerate() {
        if element.kind == ElementKind::Separator || element.kind == ElementKind::Object {
            continue;
        }
        count += 1;
        let high = match (rect(element), height(element, flow)) {
            (Some(rect), Some(height)) => rect.y0 <= HEAD * height || element.boxed,
            _ => count <= 6,
        };
        if count > HEAD_ELEMENTS || !is_short(element) || !high || is_jump(&element.block.text.text) {
            break;
        }
        let large = element.kind == ElementKind::Display && element.scale >= HEADLINE;
        // The title of the paper is large; more large type below it heads a story.
        match titles.last() {
            Some(&title) if large && is_below(&elements[title], element) => headed = true,
            _ if large => titles.push(i),
            _ => {}
        }
        if is_issue_line(element, flow) {
            last = Some(i);
        }
    }
    let Some(last) = last.map(|last| title_below(elements, last).unwrap_or(last)) else { return };
    let titled = elements[..=last]
        .iter()
        .any(|element| element.scale >= TITLE && !is_page_number(&element.block.text.text))
        || elements.first().is_some_and(|first| first.cues.role == Some(Role::Title));
    let (kind, rule) = match titled {
        true => (FurnitureKind::Masthead, Rule::new("furniture/title-with-date-or-number")),
        false => (FurnitureKind::Folio, Rule::new("furniture/date-or-number-at-head")),
    };
    for (i, (element, slot)) in elements[..=last].iter().zip(kinds.iter_mut()).enumerate() {
        // Where a story's heads were read among the masthead's lines, only what is surely the masthead's is taken.
        if headed && !titles.contains(&i) && !is_issue_line(element, flow) {
            continue;
        }
        if matches!(element.kind, ElementKind::Display | ElementKind::Text) {
            *slot = Some((kind, rule.clone()));
        }
    }
}

/// The title of the paper where it stands below the line with the date and what stands beside that, on the first sheet:
/// larger than all else at the head, above a ruling, with another headline below.
fn title_below(elements: &[Element], dated: usize) -> Option<usize> {
    let title = elements.get(dated + 1)?;
    let first = title.block.sheets.first() == Some(&1);
    let ruled = elements.get(dated + 2)?.kind == ElementKind::Separator;
    let above = &elements[..=dated];
    let date = above.iter().any(|element| calendar::date(&one_line(element)).is_some());
    let large = |element: &Element| element.kind == ElementKind::Display && element.scale >= TITLE;
    let below = &elements[dated + 3..elements.len().min(dated + HEAD_ELEMENTS)];
    let headed = below.iter().any(|head| large(head) && head.scale < title.scale);
    (first && ruled && date && large(title) && headed && !above.iter().any(large)).then_some(dated + 1)
}

/// Whether a line has a form of mastheads and folio lines, and is no headline that happens to name a date.
fn is_issue_line(element: &Element, flow: &Flow) -> bool {
    let text = one_line(element);
    (has_issue_form(&text) && element.scale < HEADLINE) || (is_page_number(&text) && is_high(element, flow))
}

/// Whether an element stands where page numbers do: further down, a number is a row of a list or a mark.
fn is_high(element: &Element, flow: &Flow) -> bool {
    match (rect(element), height(element, flow)) {
        (Some(rect), Some(height)) => rect.y0 <= NUMBER * height,
        _ => true,
    }
}

/// Takes in what stands on one line with a masthead or folio: the rest of the same row.
pub(super) fn beside(elements: &[Element], kinds: &mut [Slot]) {
    let rows: Vec<(Rect, FurnitureKind)> = elements
        .iter()
        .zip(kinds.iter())
        .filter_map(|(element, kind)| {
            let (kind, _) = kind.as_ref()?;
            let edge =
                matches!(kind, FurnitureKind::Masthead | FurnitureKind::Folio | FurnitureKind::Imprint);
            rect(element).filter(|rect| edge && rect.width() > rect.height()).map(|rect| (rect, *kind))
        })
        .collect();
    for (element, slot) in elements.iter().zip(kinds) {
        let Some(own) = rect(element).filter(|own| own.width() > own.height()) else { continue };
        let small = is_short(element) && element.block.lines == 1 && element.scale < HEADLINE;
        let level = |row: &Rect| row.overlap_y(&own) >= 0.5 * own.height().min(row.height());
        if let (true, None, Some((_, kind))) = (small, &slot, rows.iter().find(|(row, _)| level(row))) {
            *slot = Some((*kind, Rule::new("furniture/on-the-line-of-furniture")));
        }
    }
}

/// Finds page numbers at the edges, and imprints at the foot.
pub(super) fn edges(elements: &[Element], flow: &Flow, kinds: &mut [Slot]) {
    for (element, slot) in elements.iter().zip(kinds) {
        let (Some(rect), Some(height), true, None) =
            (rect(element), height(element, flow), is_short(element), &slot)
        else {
            continue;
        };
        let text = one_line(element);
        if is_jump(&text) {
            continue;
        }
        let at_edge = rect.y1 <= EDGE * height || rect.y0 >= (1.0 - EDGE) * height;
        if at_edge
            && (is_page_number(&text)
                || (is_folio_line(&text) && element.scale < 1.2 && element.block.lines == 1))
        {
            *slot = Some((FurnitureKind::Folio, Rule::new("furniture/page-number-at-edge")));
        } else if rect.y0 >= FOOT * height
            && element.block.lines <= 2
            && (has_issue_form(&text) || has_imprint_word(&text))
        {
            *slot = Some((FurnitureKind::Imprint, Rule::new("furniture/imprint-at-foot")));
        }
    }
}

/// Whether a line begins or ends with a page number: `8 The Tide Quarterly`, `Seite 5 Anzeiger`.
fn is_folio_line(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let number = |word: Option<&&str>| {
        word.is_some_and(|word| word.len() <= 4 && word.chars().all(|c| c.is_ascii_digit()))
    };
    let numbered = number(words.first())
        || number(words.last())
        || is_page_number(&words.iter().take(2).copied().collect::<Vec<_>>().join(" "));
    numbered && (2..=8).contains(&words.len()) && !ends_sentence(text)
}

fn has_imprint_word(text: &str) -> bool {
    IMPRINT.within(text) > 0
}
