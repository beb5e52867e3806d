//! The openings of stories: bylines and decks that are set in the type of the text, right below the heads.
//!
//! Display type is sorted with the heads; here only wording and place tell.

use backissue_model::Rule;

use super::stories::Story;
use crate::bylines;
use crate::parts::{Block, Form, Kind, Part};
use crate::sentences::ends_sentence;

const BYLINE: Rule = Rule::new("byline/opens-text");
const DECK: Rule = Rule::new("deck/above-byline");
/// Short blocks that may stand between the heads and a byline.
const DECKS: usize = 2;
/// Lines of a deck or byline in the type of the text.
const LINES: usize = 2;

/// Marks the byline below the heads of each story that has none yet, and the decks above it.
pub(super) fn mark(stories: &mut [Story]) {
    for story in stories {
        let headed = story.parts.iter().any(|part| part.kind == Kind::Headline);
        let signed = story.parts.iter().any(|part| part.kind == Kind::Byline);
        if headed && !signed {
            mark_story(&mut story.parts);
        }
    }
}

fn mark_story(parts: &mut [Part]) {
    let Some(first) = parts.iter().position(is_text) else { return };
    let heads =
        |part: &Part| matches!(part.kind, Kind::Department | Kind::Kicker | Kind::Headline | Kind::Deck);
    if !parts[..first].iter().all(heads) {
        return;
    }
    let short = parts[first..].iter().take_while(|part| is_text(part) && is_short(&part.block)).count();
    let opening = &parts[first..first + short.min(DECKS + 1)];
    let told = opening.iter().position(|part| bylines::is_byline(&part.block.text.text));
    let Some(at) = told.or_else(|| (short > 0 && names_author(&parts[first..])).then_some(0)) else { return };
    // Text must follow: a story of short lines alone is a list or a notice.
    if parts[first + at + 1..].iter().all(|part| !is_text(part)) {
        return;
    }
    for (i, part) in parts[first..=first + at].iter_mut().enumerate() {
        let (kind, rule) = if i == at { (Kind::Byline, BYLINE) } else { (Kind::Deck, DECK) };
        part.kind = kind;
        part.block.provenance.add_rule(rule);
    }
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
