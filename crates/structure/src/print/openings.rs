//! The openings of stories: bylines and decks that are set in the type of the text, right below the heads.
//!
//! Display type is sorted with the heads; here only wording and place tell: a byline, or the dateline below.

use backissue_model::Rule;

use super::elements::AT_RIGHT;
use super::stories::Story;
use crate::parts::{Block, Form, Kind, Part};
use crate::sentences::ends_sentence;
use crate::{bylines, datelines};

const BYLINE: Rule = Rule::new("byline/opens-text");
const DECK: Rule = Rule::new("deck/above-byline");
const ABOVE_DATELINE: Rule = Rule::new("deck/above-dateline");
/// Short blocks that may stand between the heads and a byline.
const DECKS: usize = 2;
/// Lines of a deck or byline in the type of the text.
const LINES: usize = 2;

/// Marks the byline below the heads of each story that has none yet, and the decks above it or above a dateline.
pub(super) fn mark(stories: &mut [Story]) {
    for story in stories {
        if story.parts.iter().any(|part| part.kind == Kind::Headline) {
            mark_at_right(&mut story.parts);
            mark_story(&mut story.parts);
        }
    }
}

/// Marks the byline that stands at the right above a further column.
fn mark_at_right(parts: &mut [Part]) {
    let signed = parts.iter().any(|part| part.kind == Kind::Byline);
    let at_right = |part: &&mut Part| is_text(part) && part.block.provenance.rules.contains(&AT_RIGHT);
    if let Some(part) = parts.iter_mut().find(at_right).filter(|_| !signed) {
        part.kind = Kind::Byline;
    }
}

fn mark_story(parts: &mut [Part]) {
    let Some(first) = parts.iter().position(is_text) else { return };
    let (above, parts) = parts.split_at_mut(first);
    let heads =
        |part: &Part| matches!(part.kind, Kind::Department | Kind::Kicker | Kind::Headline | Kind::Deck);
    let signed = above.iter().any(|part| part.kind == Kind::Byline);
    if !above.iter().all(|part| heads(part) || part.kind == Kind::Byline) {
        return;
    }
    let short = parts.iter().take_while(|part| is_text(part) && is_short(&part.block)).count().min(DECKS + 1);
    let told = parts[..short].iter().position(|part| bylines::is_byline(&part.block.text.text));
    let at = told.or_else(|| (short > 0 && names_author(parts)).then_some(0)).filter(|_| !signed);
    match at {
        // Text must follow: a story of short lines alone is a list or a notice.
        Some(at) if parts[at + 1..].iter().any(is_text) => {
            set(&mut parts[at..=at], Kind::Byline, &BYLINE);
            set(&mut parts[..at], Kind::Deck, &DECK);
        }
        _ if short <= DECKS && parts.get(short).is_some_and(opens_report) => {
            set(&mut parts[..short], Kind::Deck, &ABOVE_DATELINE);
        }
        _ => {}
    }
}

fn set(parts: &mut [Part], kind: Kind, rule: &Rule) {
    for part in parts {
        part.kind = kind;
        part.block.provenance.add_rule(rule.clone());
    }
}

/// Whether a paragraph opens with a dateline.
fn opens_report(part: &Part) -> bool {
    is_text(part) && datelines::length(&part.block.text.text).is_some()
}

fn is_text(part: &Part) -> bool {
    part.kind == Kind::Body && part.block.form == Form::Text && part.block.role.is_none()
}

fn is_short(block: &Block) -> bool {
    block.lines <= LINES && !ends_sentence(&block.text.text)
}

/// Whether a story opens with a line that is a name, set with a space between its halves as Japanese papers do.
fn names_author(parts: &[Part]) -> bool {
    let [first, next, ..] = parts else { return false };
    let kana = |c: char| ('\u{3041}'..='\u{30FA}').contains(&c);
    let spaced = first.block.text.text.split_whitespace().count() == 2;
    first.block.lines == 1
        && spaced
        && bylines::is_name(&first.block.text.text)
        && next.block.text.text.contains(kana)
}
