//! Advertisements: short boxes and lines that offer, call to buy or say where to turn, and boxes of display type alone.

use std::sync::LazyLock;

use backissue_model::{Furniture, FurnitureKind, Ledger, Provenance, Rule};

use super::super::body::HEADLINE;
use super::super::elements::{Element, ElementKind, one_line};
use super::super::stories::Story;
use super::{FILE, Slot, is_below};
use crate::conventions::Words;
use crate::forms::length;
use crate::parts::{Kind, Part};
use crate::sentences::holds_sentence_end;

static LABELS: LazyLock<Words> = LazyLock::new(|| Words::read(FILE, "labels"));
static OFFERS: LazyLock<Words> = LazyLock::new(|| Words::read(FILE, "offers"));
static CONTACTS: LazyLock<Words> = LazyLock::new(|| Words::read(FILE, "contacts"));

/// An advertisement of a line or a box is at most this long, in characters.
const LONGEST_AD: usize = 90;

/// Whether a text is the label that marks an advertisement.
pub(crate) fn is_advertising_label(text: &str) -> bool {
    LABELS.has(text.trim())
}

/// Takes out headlines over nothing that advertise, as boxed advertisements are on a scan that shows no box.
pub(crate) fn advertisements(stories: &mut [Story], ledger: &mut Ledger) -> Vec<Furniture> {
    let mut out = Vec::new();
    for story in stories {
        let heads: Vec<bool> = story.parts.iter().map(|part| part.kind == Kind::Headline).collect();
        let mut at = 0;
        story.parts.retain(|part| {
            let over_nothing = heads[at] && heads.get(at + 1).is_none_or(|next| *next);
            at += 1;
            let advertises = over_nothing && offers_alone(&part.block.text.text.replace('\n', " "));
            if advertises {
                part.block.leave_readings(ledger);
                out.push(advertisement(part));
            }
            !advertises
        });
    }
    out
}

/// Finds boxes that advertise: short, without a sentence, with an address, a price or a call to buy.
pub(super) fn boxes(elements: &[Element], kinds: &mut [Slot]) {
    let mut i = 0;
    while i < elements.len() {
        let end = if elements[i].boxed {
            i + elements[i..].iter().take_while(|e| e.boxed && e.region == elements[i].region).count()
        } else {
            i + 1
        };
        let texts: Vec<&Element> =
            elements[i..end].iter().filter(|e| e.kind != ElementKind::Separator).collect();
        if texts.iter().map(|element| element.block.text.text.len()).sum::<usize>() > LONGEST_AD * 4 {
            i = end;
            continue;
        }
        let whole: String = texts.iter().map(|element| one_line(element)).collect::<Vec<_>>().join(" ");
        let labelled = texts.first().is_some_and(|first| is_advertising_label(&one_line(first)));
        let free = kinds[i..end].iter().all(Option::is_none);
        // In the open, a headline may speak of hot lines and sales: only type of the body's size is judged there.
        let single = elements[i].boxed || (elements[i].block.lines <= 3 && elements[i].scale < HEADLINE);
        if free
            && single
            && (labelled
                || elements[i].boxed && is_display_box(&texts, &whole) && !is_banner(elements, kinds, i..end)
                || is_advertisement(&whole, elements[i].boxed))
            && texts.iter().all(|e| e.kind != ElementKind::Object)
        {
            for slot in &mut kinds[i..end] {
                *slot = Some((FurnitureKind::Advertisement, Rule::new("furniture/advertising-words")));
            }
        }
        i = end;
    }
}

/// Whether a box is the banner of a page: nothing but furniture stands before it, and running text right after it.
fn is_banner(elements: &[Element], kinds: &[Slot], own: std::ops::Range<usize>) -> bool {
    let counts = |element: &Element| element.kind != ElementKind::Separator;
    let before = elements.iter().zip(kinds).take(own.start);
    let first = before.filter(|(element, _)| counts(element)).all(|(_, kind)| kind.is_some());
    let next = elements[own.end..].iter().find(|element| counts(element));
    let text = next.is_some_and(|next| next.kind == ElementKind::Text && !next.boxed && next.block.lines > 2);
    first && text && next.is_some_and(|next| is_below(&elements[own.start], next))
}

/// Whether a box holds display type and nothing else. A story has text, a quote stands in the story it quotes: such a
/// box advertises.
fn is_display_box(elements: &[&Element], whole: &str) -> bool {
    let quoted = whole.trim_start().starts_with(['“', '"', '「', '‘', '„', '«'])
        || elements.iter().any(|e| e.cues.italic >= 0.5);
    let display =
        elements.iter().all(|element| element.kind == ElementKind::Display && element.cues.role.is_none());
    !elements.is_empty()
        && display
        && !quoted
        && !whole.contains('。')
        && length(whole) > 8
        && length(whole) <= LONGEST_AD
}

fn advertisement(part: &Part) -> Furniture {
    let places = part.block.provenance.places.clone();
    let rules = vec![Rule::new("furniture/words-that-advertise-alone")];
    let text = part.block.text.text.clone();
    Furniture { kind: FurnitureKind::Advertisement, text, provenance: Provenance { places, rules } }
}

/// Whether large words with no text below them offer something, or name a number to call.
fn offers_alone(text: &str) -> bool {
    let number = text.chars().filter(char::is_ascii_digit).count() >= 5;
    length(text) <= LONGEST_AD && (OFFERS.within(text) > 0 || CONTACTS.within(text) > 0 && number)
}

/// An offer in the open that ends like a sentence is at most this long, in characters.
const SHORT_OFFER: usize = 40;

/// Whether a short text advertises.
fn is_advertisement(text: &str, boxed: bool) -> bool {
    let long = length(text);
    if long == 0 || long > LONGEST_AD || text.contains('。') || text.contains('，') && long > 30 {
        return false;
    }
    let offers = OFFERS.within(text);
    let contacts = CONTACTS.within(text);
    // A paragraph that closes with a full stop and names nobody to turn to reports of fares and discounts.
    if !boxed && contacts == 0 && long > SHORT_OFFER && text.trim_end().ends_with('.') {
        return false;
    }
    let numbers = text.chars().filter(char::is_ascii_digit).count() >= 5;
    // A box with an address or a number to call needs no offer.
    let addressed =
        boxed && contacts >= 1 && text.contains(|c: char| c.is_ascii_digit()) && !holds_sentence_end(text);
    addressed
        || offers >= 2
        || (offers >= 1 && (contacts >= 1 || numbers || !holds_sentence_end(text) && long <= 60))
        || (contacts >= 2 && numbers)
}
