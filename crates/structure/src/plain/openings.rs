//! The opening of an article: kicker, headline, deck and byline in the lines above its text.

use backissue_model::{Align, Rule};

use super::heads::level;
use super::typed::ems;
use crate::parts::Block;
use crate::parts::{Kind, Part};
use crate::{bylines, datelines, departments};

const HEADLINE: Rule = Rule::new("headline/display-over-text");
const KICKER: Rule = Rule::new("kicker/shorter-above-headline");
const DECK: Rule = Rule::new("deck/below-headline");
const BYLINE: Rule = Rule::new("byline/wording");
const NAME: Rule = Rule::new("byline/name-below-headline");
const JUMP: Rule = Rule::new("jump/wording");
const SUBHEAD: Rule = Rule::new("subhead/short-below-headline");
const NUMBERED: Rule = Rule::new("subhead/numbered");

/// Reads the lines of an opening, all of one article.
pub(crate) fn read(blocks: &[Block], after: Option<&Block>) -> Vec<Part> {
    let mut bylines = Vec::new();
    let mut heads: Vec<Block> = Vec::new();
    let mut subheads = Vec::new();
    let mut numbered = false;
    for (at, block) in blocks.iter().enumerate() {
        let text = &block.text.text;
        numbered |= !heads.is_empty() && numbers_section(text);
        if block.jump {
            subheads.push(part(Kind::Jump, block, JUMP));
        } else if numbered {
            subheads.push(part(Kind::Subhead, block, NUMBERED));
        } else if bylines::is_byline(text) {
            bylines.push(part(Kind::Byline, block, BYLINE));
        } else if !heads.is_empty() && bylines.is_empty() && is_lone_name(blocks, at) {
            bylines.push(part(Kind::Byline, block, NAME));
        } else if !heads.is_empty() && is_subhead(&heads, block, !bylines.is_empty(), after) {
            subheads.push(part(Kind::Subhead, block, SUBHEAD));
        } else {
            heads.push(block.clone());
        }
    }
    let mut parts = headlines(&heads);
    parts.extend(bylines);
    parts.extend(subheads);
    parts
}

fn part(kind: Kind, block: &Block, rule: Rule) -> Part {
    let mut block = block.clone();
    block.provenance.add_rule(rule);
    Part { kind, block }
}

/// Whether a line is a byline by its wording, or a name right below another line.
pub(crate) fn names_author(blocks: &[Block]) -> bool {
    let name = |block: &Block| block.gap == 0 && bylines::is_surnamed(&block.text.text);
    blocks.iter().any(|block| bylines::is_byline(&block.text.text)) || blocks.iter().skip(1).any(name)
}

/// Whether the line is a name, below a headline and right above the text or its first subhead.
fn is_lone_name(blocks: &[Block], at: usize) -> bool {
    let last = blocks.get(at + 1).is_none_or(|next| next.gap > 0);
    let text = &blocks[at].text.text;
    // Behind a blank line a short word may as well be a subhead: then it must begin like a name.
    last && if blocks[at].gap == 0 { bylines::is_name(text) } else { bylines::is_surnamed(text) }
}

/// How much shorter than the headline a subhead right below it is.
const SUBHEAD_LENGTH: f32 = 0.6;

/// Whether the line is the first subhead of the article rather than its deck: apart from the headline, and nearer
/// to the text or much shorter.
fn is_subhead(heads: &[Block], block: &Block, behind_byline: bool, after: Option<&Block>) -> bool {
    let headline = &heads[heads.len() - 1];
    if block.gap == 0 {
        return false;
    }
    let short = ems(&block.text.text) < ems(&headline.text.text) * SUBHEAD_LENGTH;
    let near = after.is_some_and(|after| after.gap < block.gap);
    let other_place = headline.align == Align::Centre && block.align == Align::Start;
    let report = after.is_some_and(|after| datelines::length(&after.text.text).is_some());
    (behind_byline || short || near && other_place) && !report
}

/// Kicker, headline and deck of one to many lines.
fn headlines(heads: &[Block]) -> Vec<Part> {
    let main = main_line(heads);
    let mut parts = Vec::with_capacity(heads.len());
    for (at, block) in heads.iter().enumerate() {
        let (kind, rule) = match at.cmp(&main) {
            std::cmp::Ordering::Less => (Kind::Kicker, KICKER),
            std::cmp::Ordering::Equal => (Kind::Headline, HEADLINE),
            std::cmp::Ordering::Greater => (Kind::Deck, DECK),
        };
        parts.push(part(kind, block, rule));
    }
    parts
}

/// How short a Western kicker is beside its headline; decks are longer than the headline there.
const WESTERN_KICKER: f32 = 0.5;

/// Which line is the headline. Of three it is the middle one. A marked one stands first. Of two, the second when the
/// first leads in to it: a kicker is shorter than its headline, a deck is not led in to.
fn main_line(heads: &[Block]) -> usize {
    let text = |at: usize| heads[at].text.text.as_str();
    if heads.first().is_some_and(|head| level(head).is_some())
        && heads[1..].iter().all(|head| level(head).is_none())
    {
        return 0;
    }
    match heads.len() {
        0 | 1 => 0,
        2 => {
            let (first, second) = (ems(text(0)), ems(text(1)));
            let dash = text(1).starts_with(['—', '―', '–']);
            let western = text(0).is_ascii() || !text(0).chars().any(backissue_model::script::is_square);
            let share = if western { WESTERN_KICKER } else { 1.0 };
            usize::from(!dash && first < second * share)
        }
        _ => 1,
    }
}

/// What headlines of notices end with.
const NOTICES: [&str; 12] =
    ["启事", "公告", "通知", "声明", "更正", "通告", "讣告", "啟事", "聲明", "お知らせ", "訂正", "알림"];

/// Whether a headline is that of a notice, which opens an article wherever it stands.
pub(crate) fn is_notice(text: &str) -> bool {
    let western = ["correction", "corrections", "notice", "notices", "erratum", "berichtigung"];
    NOTICES.iter().any(|end| text.ends_with(end)) || western.contains(&text.to_lowercase().as_str())
}

/// Words before the number of a part of a story, in small letters.
const SECTIONS: [&str; 10] =
    ["chapter", "part", "book", "canto", "scene", "act", "kapitel", "teil", "chapitre", "partie"];

/// Whether a line numbers a part of a story or treatise: `CHAPTER I.`, `Part 2`, `第一章`. It heads no article of its
/// own while one runs.
pub(crate) fn numbers_section(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let (first, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let number = second.trim_end_matches(['.', ':', ',', '-']);
    let counts = !number.is_empty()
        && (number.chars().all(|c| c.is_ascii_digit()) || number.chars().all(|c| "IVXLC".contains(c)));
    let western = counts && SECTIONS.contains(&first.to_lowercase().as_str());
    let eastern = first.strip_prefix('第').and_then(|rest| rest.split_once(['章', '回', '節', '节']));
    let numeral = |c: char| c.is_ascii_digit() || "〇一二三四五六七八九十百".contains(c);
    let alone = |(number, behind): (&str, &str)| {
        !number.is_empty() && number.chars().all(numeral) && behind.is_empty()
    };
    western || eastern.is_some_and(alone)
}

/// Headings of the list of what an issue holds, in small letters.
const CONTENTS: [&str; 8] =
    ["contents", "table of contents", "inhalt", "sommaire", "目录", "目錄", "目次", "차례"];

/// Whether a headline is that of the table of contents, whose entries are no articles.
pub(crate) fn is_contents(text: &str) -> bool {
    CONTENTS.contains(&text.trim_end_matches(['.', ':']).to_lowercase().as_str())
}

/// The longest name of a section in ems, where a heading stands over a deeper one.
const SECTION: f32 = 6.0;

/// Whether a marked heading over a deeper one names a section, not an article: it is a short word over a longer
/// line.
pub(crate) fn names_section(block: &Block, below: &Block) -> bool {
    let (Some(over), Some(under)) = (level(block), level(below)) else { return false };
    let (name, next) = (ems(&block.text.text), ems(&below.text.text));
    over < under && (departments::is_known(&block.text.text) || name <= SECTION && next > name)
}

#[cfg(test)]
mod tests {
    use backissue_model::Spanned;

    use super::*;

    fn kinds(lines: &[&str]) -> Vec<Kind> {
        let blocks: Vec<Block> = lines
            .iter()
            .map(|line| Block { text: Spanned::plain(*line), lines: 1, ..Block::default() })
            .collect();
        read(&blocks, None).into_iter().map(|part| part.kind).collect()
    }

    #[test]
    fn parts_of_a_story_are_numbered() {
        for text in ["CHAPTER I.", "Part 2", "CHAPTER IV. THE LOCK", "第一章", "第十二回 桥上"] {
            assert!(numbers_section(text), "{text}");
        }
        for text in ["Part of the bridge", "Chapter and verse", "第一座桥通车", "第一节课开讲", "ACT NOW"]
        {
            assert!(!numbers_section(text), "{text}");
        }
        assert!(is_contents("TABLE OF CONTENTS.") && !is_contents("Contents of a drawer"));
        let blocks = ["The lock", "CHAPTER I.", "A letter"];
        assert_eq!(kinds(&blocks), [Kind::Headline, Kind::Subhead, Kind::Subhead]);
    }

    #[test]
    fn kickers_headlines_decks_and_bylines() {
        use Kind::{Byline, Deck, Headline, Kicker};
        assert_eq!(kinds(&["渡口纪事", "村里的桥修好了", "文/柳青禾"]), [Kicker, Headline, Byline]);
        assert_eq!(kinds(&["村里的桥修好了", "大家都来看", "柳青禾"]), [Headline, Deck, Byline]);
        assert_eq!(
            kinds(&["Harbour", "The boat comes home", "Nine men and a dog", "By Odile Brandt"]),
            [Kicker, Headline, Deck, Byline]
        );
        assert_eq!(kinds(&["The boat comes home", "Nine men and a dog aboard"]), [Headline, Deck]);
    }
}
