//! What stands around the articles of one page, told by its words and its place: mastheads, folio lines, imprints,
//! advertisements, sponsors.

mod advertisements;
mod mastheads;
mod sponsors;

use backissue_model::{Flow, Furniture, FurnitureKind, Place, Provenance, Rect, Rule};

use super::elements::{Element, ElementKind, one_line};
use crate::forms::{has_issue_form, length};
use crate::sentences::ends_sentence;

pub(crate) use advertisements::{advertisements, is_advertising_label};

/// The words of furniture.
const FILE: &str = include_str!("../../data/furniture.txt");
/// Furniture is at most this long, in characters.
const LONGEST: usize = 110;
/// What an element is, when it is furniture, and by which rule.
type Slot = Option<(FurnitureKind, Rule)>;

/// Takes furniture out of the elements. Gives what is left, the furniture, and the title of the publication.
pub(crate) fn take(
    elements: Vec<Element>,
    flow: &mut Flow,
) -> (Vec<Element>, Vec<Furniture>, Option<String>) {
    let mut kinds: Vec<Slot> = vec![None; elements.len()];
    for range in sheets(&elements) {
        mastheads::head(&elements[range.clone()], flow, &mut kinds[range.clone()]);
        mastheads::edges(&elements[range.clone()], flow, &mut kinds[range.clone()]);
        advertisements::boxes(&elements[range.clone()], &mut kinds[range.clone()]);
        mastheads::beside(&elements[range.clone()], &mut kinds[range]);
    }
    sponsors::sponsors(&elements, &mut kinds);
    let title = title(&elements, &kinds);
    let mut kept = Vec::with_capacity(elements.len());
    let mut furniture = Vec::new();
    for (element, kind) in elements.into_iter().zip(kinds) {
        match kind {
            Some((kind, rule)) => {
                element.block.leave_readings(&mut flow.ledger);
                furniture.push(piece(element, kind, rule));
            }
            None => kept.push(element),
        }
    }
    (kept, furniture, title)
}

/// The largest line of the mastheads.
fn title(elements: &[Element], kinds: &[Slot]) -> Option<String> {
    let in_masthead =
        elements.iter().zip(kinds).filter(|(_, kind)| matches!(kind, Some((FurnitureKind::Masthead, _))));
    let candidates =
        in_masthead.map(|(element, _)| element).filter(|element| !has_issue_form(&one_line(element)));
    candidates.max_by(|a, b| a.scale.total_cmp(&b.scale)).map(one_line)
}

fn piece(element: Element, kind: FurnitureKind, rule: Rule) -> Furniture {
    let Provenance { places, .. } = element.block.provenance;
    Furniture { kind, text: element.block.text.text, provenance: Provenance { places, rules: vec![rule] } }
}

/// Ranges of elements that begin on the same sheet.
fn sheets(elements: &[Element]) -> Vec<std::ops::Range<usize>> {
    let mut out: Vec<std::ops::Range<usize>> = Vec::new();
    let mut current = None;
    for (i, element) in elements.iter().enumerate() {
        let sheet = element.block.sheets.first().copied().or(current);
        match out.last_mut() {
            Some(range) if sheet == current => range.end = i + 1,
            _ => out.push(i..i + 1),
        }
        current = sheet;
    }
    out
}

fn rect(element: &Element) -> Option<Rect> {
    element.block.provenance.places.iter().find_map(|place| match place {
        Place::Page { rect, .. } => *rect,
        _ => None,
    })
}

fn height(element: &Element, flow: &Flow) -> Option<f32> {
    let sheet = element.block.sheets.first()?;
    flow.pages
        .iter()
        .find(|page| page.number == *sheet)
        .map(|page| page.height)
        .filter(|height| *height > 0.0)
}

/// Whether an element is a short text that could be furniture.
fn is_short(element: &Element) -> bool {
    let text = &element.block.text.text;
    let text_like = matches!(element.kind, ElementKind::Display | ElementKind::Text);
    // A character has four bytes at most: most paragraphs are told from furniture without counting.
    text_like
        && text.len() <= LONGEST * 4
        && length(text) <= LONGEST
        && !(ends_sentence(text) && length(text) > 40)
        && !text.contains('。')
}

/// Whether an element stands below another on its page.
fn is_below(above: &Element, element: &Element) -> bool {
    matches!((rect(above), rect(element)), (Some(above), Some(own)) if own.y0 >= above.y1 - 1.0)
}
