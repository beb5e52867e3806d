//! The ends of stories: bylines in brackets or at the right, credits, signatures.

use backissue_model::{Align, Rule};

use super::elements;
use super::stories::Story;
use crate::bylines;
use crate::closings::{opens_credit, tail};
use crate::forms::length;
use crate::jump_lines::is_jump;
use crate::parts::{Block, Form};
use crate::parts::{Kind, Part};

/// The longest closing line in characters.
const LONGEST: usize = 44;

/// What a closing block is, if it is one.
pub(crate) fn tail_kind(block: &Block) -> Option<(Kind, Rule)> {
    let text = block.text.text.trim();
    let presented = text.ends_with('.') && bylines::tells_of_author(text);
    if block.lines > 2
        || text.len() > LONGEST * 4
        || length(text) > LONGEST && !presented
        || is_jump(text)
        || block.role.is_some()
    {
        return None;
    }
    let at_end = block.align == Align::End && !text.ends_with(['。', '！', '？']);
    let framed = bylines::bracketed(text).is_some() || bylines::is_byline(text);
    let named = !text.ends_with(['.', '。', '：', ':'])
        && text.contains(',')
        && text.split_whitespace().count() <= 7
        && bylines::is_name(text);
    (at_end || framed || presented || named || opens_credit(text)).then(|| tail(text))
}

/// Marks the closing parts of each story.
pub(crate) fn mark(stories: &mut [Story]) {
    for story in stories {
        split_bracket(story);
        let texts = story
            .parts
            .iter()
            .filter(|part| part.kind == Kind::Body && part.block.form == Form::Text)
            .count();
        let mut left = texts.saturating_sub(1);
        let known = people(story);
        for part in story.parts.iter_mut().rev() {
            if part.kind != Kind::Body || part.block.form != Form::Text {
                if matches!(part.block.form, Form::Table(_) | Form::Picture { .. }) {
                    continue;
                }
                break;
            }
            let tail = tail_kind(&part.block).filter(|_| left > 0 && !known.contains(&key(&part.block)));
            let Some((kind, rule)) = tail else { break };
            part.kind = kind;
            part.block.provenance.add_rule(rule);
            left -= 1;
        }
    }
}

/// The names that closing sentences present and that stand in the text before: those are people of the story, and no
/// authors. Told by the paragraphs they end.
fn people(story: &Story) -> Vec<String> {
    let texts = || story.parts.iter().filter(|part| part.kind == Kind::Body).map(|part| &part.block);
    let met = |block: &&Block| {
        let name = bylines::presented(&block.text.text);
        let surname = name.and_then(|name| name.rsplit(' ').next()).unwrap_or_default();
        let others = || texts().filter(|other| !std::ptr::eq(*other, *block));
        !surname.is_empty() && others().any(|other| other.text.text.contains(surname))
    };
    texts().filter(|block| length(&block.text.text) <= LONGEST * 2).filter(met).map(key).collect()
}

fn key(block: &Block) -> String {
    block.text.text.clone()
}

/// Cuts a byline in brackets off the end of the last paragraph: `……表示感谢。（沈禾）`.
fn split_bracket(story: &mut Story) {
    let last = story.parts.iter().rposition(|part| part.kind == Kind::Body && part.block.form == Form::Text);
    let Some(last) = last else { return };
    let block = &mut story.parts[last].block;
    let text = block.text.text.trim_end();
    let Some(open) = text.rfind(['（', '(']).filter(|&at| at > 0) else { return };
    let inner = &text[open..];
    let closes_sentence = text[..open].trim_end().ends_with(['。', '！', '？', '”', '」']);
    if !closes_sentence || bylines::bracketed(inner).is_none() || length(inner) > LONGEST || is_jump(inner) {
        return;
    }
    if tail(inner).0 == Kind::Signature {
        return;
    }
    let cut = block.text.split_off(open);
    block.text.trim();
    let mut tail_block = elements::with_text(block, cut);
    tail_block.lines = 1;
    tail_block.provenance.add_rule(Rule::new("byline/brackets-after-sentence"));
    story.parts.insert(last + 1, Part { kind: Kind::Body, block: tail_block });
}
