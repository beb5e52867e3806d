//! Display lines sorted into the parts of articles: departments, kickers, headlines, decks, bylines, subheads,
//! captions, credits.
//!
//! Display lines come in runs between texts. The first of a run may still belong to the text above (a byline at
//! its end, a caption); the rest head the text below. Whether they open an article or only a section of it is
//! told by what stands around them, since type does not tell.

use std::ops::Range;

use backissue_model::{Align, Role, Rule};

use super::openings;
use super::typed::{Habits, ems};
use crate::closings::{TAIL, tail};
use crate::jump_lines::{Jump, jump};
use crate::parts::{Block, Form};
use crate::parts::{Kind, Part};
use crate::sentences::{ends_like_headline, ends_sentence};
use crate::{bylines, datelines, departments};

/// What is known of the article that is being read.
#[derive(Debug, Default)]
struct State<'a> {
    /// Whether any article has begun.
    begun: bool,
    /// Whether it is the table of contents.
    lists_contents: bool,
    /// Whether its end was seen: a byline after its text.
    closed: bool,
    /// Level of its headline where marks tell.
    level: Option<u8>,
    /// Width of its headline in ems.
    width: f32,
    /// Whether a byline stands at its head.
    signed: bool,
    /// Its paragraphs so far, to find sentences that are shown again.
    texts: Vec<&'a str>,
}

/// A part in its place. Running text is told by none: its blocks keep their order, and move there at the end.
#[derive(Debug)]
struct Choice {
    kind: Kind,
    display: Option<Block>,
}

/// Sorts the blocks of a text.
pub(crate) fn sort(blocks: Vec<Block>, habits: Habits) -> Vec<Part> {
    let choices = choose(&blocks, habits);
    let mut texts = blocks.into_iter().filter(|block| !is_display(block));
    let part = |Choice { kind, display }| Some(Part { kind, block: display.or_else(|| texts.next())? });
    choices.into_iter().filter_map(part).collect()
}

fn choose(blocks: &[Block], habits: Habits) -> Vec<Choice> {
    let sections = section_level(blocks);
    let closings = blocks.windows(2).any(|pair| !is_display(&pair[0]) && is_tail(&pair[1]));
    let mut parts = Vec::with_capacity(blocks.len());
    let mut state = State::default();
    let mut rest = blocks;
    if is_title(rest) {
        push(Kind::Title, rest[0].clone(), TITLE, &mut parts);
        rest = &rest[1..];
    }
    while let Some(first) = rest.first() {
        let len = rest.iter().take_while(|block| is_display(block)).count();
        if len == 0 {
            push_text(first, &mut state, &mut parts);
            rest = &rest[1..];
            continue;
        }
        let run = Run { blocks: &rest[..len], below: &rest[len..], habits, closings, sections };
        run.sort(&mut state, &mut parts);
        rest = &rest[len..];
    }
    parts
}

/// Whether the first line is the title of the publication: the only heading of the highest level, over another.
fn is_title(blocks: &[Block]) -> bool {
    let [first, second, ..] = blocks else { return false };
    let alone = blocks
        .iter()
        .filter(|block| level(block).is_some_and(|level| Some(level) <= self::level(first)))
        .count()
        == 1;
    first.role == Some(Role::Title) || level(first).is_some() && level(second) > level(first) && alone
}

/// The level of marked headings that name sections: most of them stand over unmarked lines that are no text.
fn section_level(blocks: &[Block]) -> Option<u8> {
    let over_line = |pair: &[Block]| {
        let text = &pair[1].text.text;
        let names = bylines::is_byline(text) || bylines::is_surnamed(text);
        level(&pair[1]).is_none() && is_display(&pair[1]) && !names
    };
    (1..=6).find(|wanted| {
        let marked = blocks.windows(2).filter(|pair| level(&pair[0]) == Some(*wanted));
        let (over, all) =
            marked.fold((0, 0), |(over, all), pair| (over + usize::from(over_line(pair)), all + 1));
        over * 2 > all
    })
}

fn is_display(block: &Block) -> bool {
    let by_role =
        matches!(block.role, None | Some(Role::Heading(_) | Role::Department | Role::Title | Role::Byline));
    block.form == Form::Display && by_role
}

fn push_text<'a>(block: &'a Block, state: &mut State<'a>, parts: &mut Vec<Choice>) {
    let kind = match block.role {
        Some(Role::Note) => Kind::Note,
        Some(Role::Caption) => Kind::Caption,
        _ => Kind::Body,
    };
    // A report right behind the byline of another is an article without a headline.
    if state.closed && datelines::length(&block.text.text).is_some() {
        *state = State { begun: true, ..State::default() };
        let opening = Block { sheets: block.sheets.clone(), ..Block::default() };
        push(Kind::Headline, opening, BRIEF, parts);
    }
    state.texts.push(&block.text.text);
    parts.push(Choice { kind, display: None });
}

const TITLE: Rule = Rule::new("masthead/only-heading-of-its-level");
const BRIEF: Rule = Rule::new("brief/dateline-after-byline");
const CAPTION: Rule = Rule::new("caption/alone-behind-text");
const PULL_QUOTE: Rule = Rule::new("pull-quote/repeats-text");
const SUBHEAD: Rule = Rule::new("subhead/display-in-article");
const OPEN: Rule = Rule::new("paragraph/goes-on-below");
const BRACKETED: Rule = Rule::new("paragraph/name-between-question-and-answer");
const LAST_LINE: Rule = Rule::new("paragraph/last-line-of-article");
const JUMP: Rule = Rule::new("jump/wording");
const DEPARTMENT: Rule = Rule::new("department/over-headline");
const MARKED: Rule = Rule::new("department/marked");

/// A run of display lines.
struct Run<'a> {
    blocks: &'a [Block],
    /// The blocks below it, the first of which is text.
    below: &'a [Block],
    habits: Habits,
    /// The level of marked headings that name sections of the paper, if there is one.
    sections: Option<u8>,
    /// Whether the paper closes articles with bylines, so that a missing one tells something.
    closings: bool,
}

impl Run<'_> {
    fn sort(&self, state: &mut State<'_>, parts: &mut Vec<Choice>) {
        let mut at = 0;
        while at < self.blocks.len() && state.begun {
            let found = self.belongs_above(at, state).or_else(|| self.is_before_signature(at));
            let Some((kind, rule)) = found else { break };
            state.closed |= kind == Kind::Jump && goes_elsewhere(&self.blocks[at]);
            state.closed |= matches!(kind, Kind::Tail | Kind::Credit | Kind::Signature);
            push(kind, self.blocks[at].clone(), rule, parts);
            at += 1;
        }
        let named = parts.len();
        let heads = self.departments(at, state.begun, parts);
        let under_headline = heads == at && parts.len() > named;
        let end = if under_headline { self.blocks.len() - 1 } else { self.blocks.len() };
        if heads < end {
            self.heads(heads..end, state, parts);
        }
    }

    /// Blank lines below a line of the run.
    fn gap_below(&self, at: usize) -> u32 {
        self.blocks.get(at + 1).or(self.below.first()).map_or(u32::MAX, |below| below.gap)
    }

    /// What a line is to the text above it, if it belongs there.
    fn belongs_above(&self, at: usize, state: &State<'_>) -> Option<(Kind, Rule)> {
        let block = &self.blocks[at];
        let text = &block.text.text;
        if block.jump {
            return Some((Kind::Jump, JUMP));
        }
        if block.role.is_some() {
            return None;
        }
        let ends_paper = self.below.is_empty() && at + 1 == self.blocks.len();
        if is_tail(block) && (block.gap <= 1 || block.align == Align::End || ends_paper) {
            return Some(if self.goes_on_below(at) { (Kind::Body, BRACKETED) } else { tail(text) });
        }
        let alone = self.gap_below(at) >= 1;
        if is_captioned(text) && alone {
            return Some((Kind::Caption, CAPTION));
        }
        // Behind the text and far from what follows, a name signs.
        let last = self.gap_below(at) >= 2 || at + 1 == self.blocks.len() && self.below.is_empty();
        let signs = alone && block.gap == 0 && bylines::is_name(text)
            || last && bylines::is_surnamed(text)
            || (last || at + 1 < self.blocks.len()) && bylines::tells_of_author(text);
        if signs {
            return Some((Kind::Tail, TAIL));
        }
        let sentence = ends_sentence(text) && !ends_like_headline(text) && !is_shouted(text);
        if sentence && alone && block.align != Align::Centre {
            let sentence = text.trim_end_matches(['.', '。']);
            let shown_again = state.texts.iter().any(|text| text.contains(sentence));
            return Some(if shown_again { (Kind::PullQuote, PULL_QUOTE) } else { (Kind::Caption, CAPTION) });
        }
        // Nearer to the text above than to what is below.
        let near = self.habits.spacious && block.gap == 1 && self.gap_below(at) >= 2;
        let set_left = block.align == Align::Start;
        let known = departments::is_known(text);
        (near && set_left && !known && self.blocks.len() > at + 1
            || near && set_left && self.below.is_empty())
        .then_some((Kind::Caption, CAPTION))
    }

    /// Whether text goes on right under a name in brackets: it is that of whoever asks, and the answer follows.
    fn goes_on_below(&self, at: usize) -> bool {
        let block = &self.blocks[at];
        let text = self.below.first().filter(|below| at + 1 == self.blocks.len() && below.gap == 0);
        block.gap == 0
            && block.align != Align::End
            && bylines::bracketed(&block.text.text).is_some()
            && text.is_some_and(|below| below.role.is_none() && datelines::length(&below.text.text).is_none())
    }

    /// A last line of the text without an end, such as an address, with the signature right under it.
    fn is_before_signature(&self, at: usize) -> Option<(Kind, Rule)> {
        let (line, below) = (&self.blocks[at], self.blocks.get(at + 1)?);
        let signed = below.align == Align::End && below.gap <= 1 && below.role.is_none();
        (signed && line.gap <= 1 && line.role.is_none()).then_some((Kind::Body, LAST_LINE))
    }

    /// Names of departments at the start of what heads the text below; gives where the heads begin.
    fn departments(&self, start: usize, begun: bool, parts: &mut Vec<Choice>) -> usize {
        let blocks = self.blocks;
        let last = (start..blocks.len()).rev().find(|at| self.is_department(*at, start));
        let Some(last) = last else { return start };
        let rule = if blocks[last].role == Some(Role::Department) { MARKED } else { DEPARTMENT };
        if last == start + 1 && last + 1 == blocks.len() && rule == MARKED {
            // `桥修好了 / 【镇闻】 / text`: the department's name stands below the headline.
            push(Kind::Department, blocks[last].clone(), rule, parts);
            return start;
        }
        for (at, block) in blocks.iter().enumerate().take(last).skip(start) {
            // What is left of the run above belongs to the text above, if there is one. At the top it is a motto of
            // the paper, if it can be one, else text without a headline.
            let motto = !begun && last - start <= MOTTO_LINES && ems(&block.text.text) <= LONGEST_MOTTO;
            let kind = if motto || self.is_department(at, start) { Kind::Department } else { Kind::Body };
            push(kind, block.clone(), if kind == Kind::Body { LAST_LINE } else { DEPARTMENT }, parts);
        }
        push(Kind::Department, blocks[last].clone(), rule, parts);
        last + 1
    }

    fn is_department(&self, at: usize, start: usize) -> bool {
        let block = &self.blocks[at];
        let text = &block.text.text;
        if block.role == Some(Role::Department) {
            return true;
        }
        let below = self.blocks.get(at + 1);
        let Some(below) = below else { return false };
        if bylines::is_byline(&below.text.text) || block.align == Align::End {
            return false;
        }
        let short = ems(text) <= LONGEST_DEPARTMENT && !ends_sentence(text);
        let apart = self.habits.spacious && below.gap >= 2 && (block.gap >= 2 || at == start);
        let marked = level(block).is_some() && level(block) == self.sections && level(below).is_none();
        let heading_over_heading = marked || openings::names_section(block, below);
        short && (apart || departments::is_known(text) && below.gap >= 1 || heading_over_heading)
    }

    /// What heads the text below: an article, or a section of the one above.
    fn heads(&self, range: Range<usize>, state: &mut State<'_>, parts: &mut Vec<Choice>) {
        let blocks = &self.blocks[range];
        let has_department = parts.last().is_some_and(|part| part.kind == Kind::Department);
        if !(has_department || self.opens_article(blocks, state)) {
            for block in blocks {
                // A line that goes on below is one of an address, a form, a list: text.
                let open = block.text.text.ends_with([',', ';', '，', '；']);
                let (kind, rule) = if open { (Kind::Body, OPEN) } else { (Kind::Subhead, SUBHEAD) };
                push(kind, block.clone(), rule, parts);
            }
            return;
        }
        let opening = openings::read(blocks, self.below.first());
        let headline = opening.iter().find(|part| part.kind == Kind::Headline);
        *state = State {
            begun: true,
            level: headline.and_then(|part| level(&part.block)),
            width: headline.map_or(0.0, |part| ems(&part.block.text.text)),
            // A notice has no sections: the next display line heads something else.
            closed: headline.is_some_and(|part| openings::is_notice(&part.block.text.text)),
            signed: opening.iter().any(|part| part.kind == Kind::Byline),
            lists_contents: headline.is_some_and(|part| openings::is_contents(&part.block.text.text)),
            ..State::default()
        };
        parts.extend(opening.into_iter().map(|part| Choice { kind: part.kind, display: Some(part.block) }));
    }

    /// Whether a byline closes the text right below the run. An article with one at its head has no other.
    fn is_signed_below(&self) -> bool {
        let close = self.below.iter().find(|block| is_display(block));
        close.is_some_and(|block| is_tail(block) && tail(&block.text.text).0 == Kind::Tail)
    }

    fn opens_article(&self, blocks: &[Block], state: &State<'_>) -> bool {
        let first = &blocks[0];
        let text = &first.text.text;
        if !state.begun || first.rule_above {
            return true;
        }
        if state.lists_contents || openings::numbers_section(text) || text.ends_with([',', ';', '，', '；'])
        {
            return false;
        }
        if state.closed {
            return true;
        }
        let text_below = self.below.first().map_or("", |after| after.text.text.as_str());
        let told = openings::names_author(blocks) || datelines::length(text_below).is_some();
        let set_off = self.habits.spacious && first.gap >= 2;
        let other_author = state.signed && self.is_signed_below();
        if told || set_off || other_author || openings::is_notice(&first.text.text) {
            return true;
        }
        if let (Some(level), Some(current)) = (level(first), state.level) {
            return level <= current;
        }
        let centred = first.align == Align::Centre && self.habits.measure > 0.0;
        // Without bylines and gaps to go by, a line about as long as the headline above is another headline.
        let alike = !self.closings && !self.habits.spacious && ems(&first.text.text) >= state.width * ALIKE;
        centred || is_shouted(&first.text.text) || alike
    }
}

/// The longest name of a department in ems.
const LONGEST_DEPARTMENT: f32 = 16.0;
/// The longest motto of a paper above its first department, in ems and in lines.
const LONGEST_MOTTO: f32 = 24.0;
const MOTTO_LINES: usize = 2;
/// How long a line must be, as a share of the headline above it, to be another headline.
const ALIKE: f32 = 0.6;

fn push(kind: Kind, mut block: Block, rule: Rule, parts: &mut Vec<Choice>) {
    block.provenance.add_rule(rule);
    parts.push(Choice { kind, display: Some(block) });
}

/// The level of a marked heading.
pub(crate) fn level(block: &Block) -> Option<u8> {
    match block.role {
        Some(Role::Heading(level)) => Some(level),
        _ => None,
    }
}

/// Whether a line is all in capitals.
pub(crate) fn is_shouted(text: &str) -> bool {
    let is_large = |c: char| c.is_uppercase() || !c.is_alphabetic();
    text.chars().all(is_large) && text.chars().filter(|c| c.is_alphabetic()).count() >= 4
}

/// Whether a line stands as bylines behind a text do: at the right, in brackets, or worded as one.
fn is_tail(block: &Block) -> bool {
    let text = &block.text.text;
    let form = block.form == Form::Display && block.role.is_none();
    // `Readers' letters` has a word of the trade in it, too.
    form && !departments::is_known(text)
        && (block.align == Align::End || bylines::bracketed(text).is_some() || bylines::is_byline(text))
}

/// Whether a jump line ends a story on its page, rather than beginning the rest of one.
fn goes_elsewhere(block: &Block) -> bool {
    matches!(jump(&block.text.text), Some(Jump::To(_)))
}

/// Whether a line ends with the name of a photographer.
fn is_captioned(text: &str) -> bool {
    let inner = text.trim_end_matches(['）', ')']);
    inner.len() < text.len() && inner.ends_with(['摄', '攝'])
        || inner.ends_with("供图")
        || inner.ends_with("撮影")
}
