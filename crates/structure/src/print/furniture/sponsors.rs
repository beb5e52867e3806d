//! Sponsors: lines that say so, and lists of nothing but names of bodies.

use std::sync::LazyLock;

use backissue_model::{FurnitureKind, Rule};

use super::super::elements::{Element, ElementKind, one_line};
use super::{FILE, Slot, is_short};
use crate::conventions::Words;

static SPONSORED: LazyLock<Words> = LazyLock::new(|| Words::read(FILE, "sponsored"));
static SPONSORS: LazyLock<Words> = LazyLock::new(|| Words::read(FILE, "sponsors"));

/// A line says that it names sponsors within this many characters.
const OPENING: usize = 14;

/// Finds lines that name sponsors, and lists of them.
pub(super) fn sponsors(elements: &[Element], kinds: &mut [Slot]) {
    let named = |element: &Element| {
        let text = one_line(element);
        text.char_indices().take(OPENING).any(|(at, _)| SPONSORED.at_start(&text[at..]).is_some())
            && is_short(element)
    };
    for (i, element) in elements.iter().enumerate() {
        if kinds[i].is_none() && named(element) {
            kinds[i] = Some((FurnitureKind::Sponsor, Rule::new("furniture/sponsor-words")));
        }
    }
    let mut i = 0;
    while i < elements.len() {
        let end = i + elements[i..]
            .iter()
            .take_while(|e| e.region == elements[i].region && is_body_name(e))
            .count();
        let lines: usize = elements[i..end].iter().map(|element| element.block.lines).sum();
        if lines >= 4 {
            for slot in &mut kinds[i..end] {
                slot.get_or_insert((FurnitureKind::Sponsor, Rule::new("furniture/list-of-bodies")));
            }
        }
        i = end.max(i + 1);
    }
}

/// The longest list of sponsors in bytes: some hundred names.
const LONGEST_LIST: usize = 6000;

/// Whether an element is nothing but names of bodies, or the end of a list of them.
fn is_body_name(element: &Element) -> bool {
    if !matches!(element.kind, ElementKind::Text | ElementKind::Display)
        || element.block.text.text.len() > LONGEST_LIST
        || element.block.text.text.contains(['。', '，'])
    {
        return false;
    }
    let text = one_line(element);
    let words: Vec<&str> = text.split_whitespace().collect();
    let bodies =
        words.iter().filter(|word| SPONSORS.at_end(word.trim_end_matches([')', '）'])).is_some()).count();
    !words.is_empty() && bodies * 5 >= words.len() * 4
        || text.contains("名单") && SPONSORED.within(&text) > 0
        || text.contains("排名不分先后")
}
