//! Typed lines gathered to blocks: running text joined over line ends and false breaks, display lines apart.
//!
//! What a display line is to its article, is told by [`super::heads`].

use backissue_model::{Align, Ledger, Mark, Place, Role, Rule, Spanned};

use super::typed::{Habits, Typed, ems};
use super::{emphasis, heads, tables, verse};
use crate::joining::{HYPHENS, Lexicon, join};
use crate::parts::{Block, Form};
use crate::sentences::{
    begins_ideographic, ends_like_headline, ends_sentence, goes_on, holds_sentence_end, is_torn,
};
use crate::{bylines, datelines};

const WRAPPED: Rule = Rule::new("join/wrapped-line");
const FALSE_BREAK: Rule = Rule::new("join/break-in-sentence");
const COLUMNS: Rule = Rule::new("table/columns-of-blanks");
const LEADERS: Rule = Rule::new("table/leaders");
const STANZAS: Rule = Rule::new("verse/short-lines");

/// Gathers the lines of a text.
pub(crate) fn gather(mut lines: Vec<Typed>, habits: Habits, ledger: &mut Ledger) -> Vec<Block> {
    let texts = || lines.iter().map(|line| line.text.text.as_str());
    // Only a text with words broken at line ends needs to know its words.
    let hyphens = texts().any(|text| text.ends_with(HYPHENS));
    let lexicon = if hyphens { Lexicon::of(texts()) } else { Lexicon::default() };
    let mut out: Vec<Block> = Vec::new();
    let stacks = head_stacks(&lines);
    let mut at = 0;
    while at < lines.len() {
        if let Some((block, len)) = set_block(&lines, at, habits) {
            if block.provenance.rules.contains(&COLUMNS) {
                book_leaders(&lines[at..at + len], ledger);
            }
            out.push(block);
            at += len;
            continue;
        }
        let rule = out.last().and_then(|block| {
            let before = at.checked_sub(1).map(|before| &lines[before])?;
            if stacks[at] && lines[at].gap > 0 {
                return None;
            }
            if stacks[at] {
                return continues_in_stack(block, before, &lines[at], habits).then_some(WRAPPED);
            }
            continues(block, before, &lines[at], lines.get(at + 1), habits)
        });
        // The next line is compared with the place of this one, whose text the block takes over.
        let text = std::mem::take(&mut lines[at].text);
        let line = &lines[at];
        match (rule, out.last_mut()) {
            (Some(rule), Some(block)) => extend(block, line, text, rule, &lexicon, ledger),
            _ => out.push(Block { form: form(line, stacks[at], habits), text, ..begin(line, habits) }),
        }
        at += 1;
    }
    emphasis::read(&mut out, ledger);
    for block in &mut out {
        settle(block, habits);
        // A paragraph grew line by line; what it grew beyond its end would stay taken as long as the issue.
        block.text.text.shrink_to_fit();
    }
    out
}

/// The most lines of an opening: kicker, headline and deck of two lines each, byline.
const STACK: usize = 7;

/// Which lines stand in the opening of an article: a stack between blank lines with a byline at its end, or right
/// above a report that begins with a dateline. However long its lines are, they are no paragraph.
fn head_stacks(lines: &[Typed]) -> Vec<bool> {
    let mut out = vec![false; lines.len()];
    let mut start = 0;
    while start < lines.len() {
        let len = 1 + lines[start + 1..].iter().take_while(|line| line.gap == 0).count();
        let stack = &lines[start..start + len.min(STACK)];
        let report =
            lines.get(start + len).is_some_and(|below| datelines::length(&below.text.text).is_some());
        let byline = stack.iter().position(|line| bylines::is_byline(&line.text.text));
        let end = byline.or((report && len <= STACK && !opens_report(&stack[0])).then_some(len - 1));
        let head = |line: &Typed| !ends_sentence(&line.text.text) || ends_like_headline(&line.text.text);
        if let Some(end) = end.filter(|end| stack[..*end].iter().all(head)) {
            out[start..=start + end].fill(true);
        }
        start += len;
    }
    out
}

fn opens_report(line: &Typed) -> bool {
    datelines::length(&line.text.text).is_some()
}

/// A line in a stack goes on with the one above when a headline or deck was too long for its line.
fn continues_in_stack(block: &Block, before: &Typed, line: &Typed, habits: Habits) -> bool {
    let text = &line.text.text;
    block.form == Form::Display
        && roles_agree(block, line)
        && !bylines::is_byline(text)
        && (goes_on(text) || habits.is_filled(before, line) && is_rest(before, line))
}

/// How much narrower than a full line the rest of a headline is.
const REST: f32 = 0.9;

fn is_rest(before: &Typed, line: &Typed) -> bool {
    line.width <= before.width * REST
}

/// Books the dots that led from column to column in a table.
fn book_leaders(rows: &[Typed], ledger: &mut Ledger) {
    for row in rows {
        ledger.remove(LEADERS, row.place.clone().unwrap_or(Place::File), &tables::leaders(&row.text.text));
    }
}

/// A table or a poem that begins at a line.
fn set_block(lines: &[Typed], at: usize, habits: Habits) -> Option<(Block, usize)> {
    let wrapped = at > 0 && lines[at].gap == 0 && habits.is_full(&lines[at - 1], &lines[at]);
    let lines = &lines[at..];
    let first = &lines[0];
    let (form, len, rule) = if let Some(table) = &first.table {
        (Form::Table(table.clone()), 1, None)
    } else if let Some((table, len)) = tables::table_at(lines) {
        (Form::Table(table), len, Some(COLUMNS))
    } else {
        let (stanzas, len) = verse::verse_at(lines, habits).filter(|_| !wrapped)?;
        (Form::Verse(stanzas), len, Some(STANZAS))
    };
    let mut block = Block { form, lines: len, ..begin(first, habits) };
    for line in &lines[1..len] {
        stand_on(&mut block, line);
    }
    block.provenance.rules.extend(rule);
    Some((block, len))
}

/// A line indented like a paragraph begins one, unless it stands in an opening or points elsewhere.
fn form(line: &Typed, in_stack: bool, habits: Habits) -> Form {
    if habits.is_indented(line) && !in_stack && !line.jump { Form::Text } else { Form::Display }
}

/// A block of one line, still without its text.
fn begin(line: &Typed, habits: Habits) -> Block {
    let mut block = Block {
        form: form(line, false, habits),
        gap: line.gap,
        align: line.align,
        lines: 1,
        role: line.role.clone(),
        rule_above: line.rule_above,
        jump: line.jump,
        ..Block::default()
    };
    stand_on(&mut block, line);
    block
}

fn stand_on(block: &mut Block, line: &Typed) {
    if let Some(place) = &line.place {
        block.provenance.add_place(place.clone());
    }
    if line.sheet > 0 && !block.sheets.contains(&line.sheet) {
        block.sheets.push(line.sheet);
    }
}

fn extend(
    block: &mut Block,
    line: &Typed,
    mut text: Spanned,
    rule: Rule,
    lexicon: &Lexicon,
    ledger: &mut Ledger,
) {
    if line.opens_sheet {
        let mut marked = Spanned::default();
        marked.push_point(Mark::PageBreak(line.sheet));
        marked.append(text);
        text = marked;
    }
    let place = line.place.clone().unwrap_or(Place::File);
    join(&mut block.text, text, &place, lexicon, ledger);
    block.lines += 1;
    block.provenance.add_rule(rule);
    stand_on(block, line);
}

/// The rule by which a line goes on with the block above it, if it does.
fn continues(
    block: &Block,
    before: &Typed,
    line: &Typed,
    after: Option<&Typed>,
    habits: Habits,
) -> Option<Rule> {
    let set = matches!(block.form, Form::Table(_) | Form::Verse(_));
    let jumps = before.jump || line.jump;
    if set || jumps || line.rule_above || before.table.is_some() || !roles_agree(block, line) {
        return None;
    }
    if line.align != Align::Start || before.align == Align::End {
        // `V. Sokolov,` and the office under it are one signature.
        let signature = before.align == Align::End && line.align == Align::End && line.gap == 0;
        if signature && block.text.text.ends_with([',', '，']) {
            return Some(WRAPPED);
        }
        return continues_display(block, before, line, habits).then_some(WRAPPED);
    }
    let text = &line.text.text;
    let closing = bylines::is_byline(text) || bylines::bracketed(text).is_some();
    if closing && ends_sentence(&block.text.text) {
        return None;
    }
    let hangs = matches!(block.role, Some(Role::ListItem { .. } | Role::Note));
    if habits.is_indented(line) && !hangs {
        return None;
    }
    if line.gap == 0 && !line.opens_sheet {
        return continues_tightly(block, before, line, habits).then_some(WRAPPED);
    }
    (line.gap <= 1 && continues_over_break(block, before, line, after, habits)).then_some(FALSE_BREAK)
}

/// Whether marks let the line go on: an entry runs on over lines without marks, a quotation over its like.
fn roles_agree(block: &Block, line: &Typed) -> bool {
    match (&block.role, &line.role) {
        (Some(Role::Heading(_) | Role::Department | Role::Caption), _) => false,
        (_, None) => !matches!(block.role, Some(Role::Quote | Role::Sidebar)),
        (Some(a), Some(b)) => a == b && matches!(a, Role::Quote | Role::Sidebar),
        (None, Some(_)) => false,
    }
}

/// A headline in the middle that was too long for its line.
fn continues_display(block: &Block, before: &Typed, line: &Typed, habits: Habits) -> bool {
    block.form == Form::Display
        && line.gap == 0
        && line.align == Align::Centre
        && before.align != Align::End
        && habits.is_filled(before, line)
        && is_rest(before, line)
        && !ends_sentence(&block.text.text)
        && !bylines::is_byline(&line.text.text)
        && (is_open(&block.text.text) || !bylines::is_surnamed(&line.text.text))
}

/// The longest word that no headline ends with: `of`, `the`, `für`.
const SMALL_WORD: usize = 3;

/// Whether a Western line ends with a small word, which needs another behind it.
fn is_open(text: &str) -> bool {
    let last = text.rsplit(' ').next().unwrap_or_default();
    last.len() < text.len() && last.chars().count() <= SMALL_WORD && last.chars().all(char::is_lowercase)
}

/// A line right under the block's last.
fn continues_tightly(block: &Block, before: &Typed, line: &Typed, habits: Habits) -> bool {
    if before.align == Align::Centre {
        return false;
    }
    if habits.measure == 0.0 {
        return is_torn(&block.text.text, &line.text.text);
    }
    let hangs = matches!(block.role, Some(Role::ListItem { .. } | Role::Note)) && line.indent > before.indent;
    let ragged = block.form == Form::Text && !ends_sentence(&block.text.text);
    let opening = block.form == Form::Display && block.lines == 1;
    if opening && (bylines::is_byline(&line.text.text) || bylines::is_surnamed(&line.text.text)) {
        return false;
    }
    // A byline or headline at the edge may be as long as the measure; a paragraph under it is indented.
    habits.is_full(before, line) || hangs || ragged || goes_on(&line.text.text)
}

/// A line behind a blank line or on the next sheet: the break is false when the sentence was not over.
fn continues_over_break(
    block: &Block,
    before: &Typed,
    line: &Typed,
    after: Option<&Typed>,
    habits: Habits,
) -> bool {
    let (text, next) = (&block.text.text, &line.text.text);
    let running = block.form == Form::Text
        || block.lines > 1
        || is_torn(text, next)
        || holds_sentence_end(text)
        || datelines::length(text).is_some();
    let open = !ends_sentence(text);
    let full = habits.is_full(before, line);
    let at_edge = before.indent == 0.0 && datelines::length(next).is_none();
    let turned = line.opens_sheet && line.gap == 0 && open && full && at_edge;
    if !(running || turned) || bylines::is_byline(next) {
        return false;
    }
    if habits.measure == 0.0 {
        // What is indented is a paragraph, and closes a sentence at its end.
        let report = datelines::length(text).is_some();
        return is_torn(text, next) || open && (report || habits.indent > 0.0 && block.form == Form::Text);
    }
    if habits.indent > 0.0 {
        // A new paragraph would be indented. What stands at the edge is the rest of this one, unless it looks like
        // a line of its own: short, and no sentence.
        let runs_on = after.is_some_and(|after| after.gap == 0 && habits.is_full(line, after));
        return full && (open || runs_on || ends_sentence(next))
            || open && (goes_on(next) || ends_sentence(next));
    }
    open && (goes_on(next) || full && begins_ideographic(next))
}

/// Characters of the name or letter before a question or answer.
const SPEAKER: usize = 6;

/// Whether a text is a question or answer of an interview: `记者：…？`, `Q: …?`.
fn is_spoken(text: &str) -> bool {
    let Some(at) = text.find(['：', ':']) else { return is_question(text) };
    let speaker = &text[..at];
    let plain = !speaker.is_empty() && speaker.chars().all(char::is_alphanumeric);
    let said = ends_sentence(text) && text.chars().count() > at + SPEAKER;
    is_question(text) || plain && speaker.chars().count() <= SPEAKER && said
}

/// Whether a text is a question marked as such, however short: `问：月票在哪里办？`, `Q. How long?`
fn is_question(text: &str) -> bool {
    let marked =
        |mark: &&str| text.strip_prefix(mark).is_some_and(|rest| rest.starts_with(['：', ':', '.', '．']));
    text.ends_with(['？', '?']) && QUESTIONS.iter().any(marked)
}

/// What columns of questions and answers set before a question.
const QUESTIONS: [&str; 6] = ["问", "問", "Q", "F", "В", "문"];

/// Whether a text is what somebody says, whole: between quotation marks, with the mark of its end inside.
fn is_speech(text: &str) -> bool {
    text.starts_with(['"', '“']) && text.ends_with(['"', '”']) && ends_sentence(text)
}

/// The fewest words of a sentence that leads in to a list or table below it.
const LEADING_WORDS: usize = 5;

/// Whether a text leads in to what stands below: `It is made of the following parts:`.
fn leads_in(text: &str) -> bool {
    let small = |word: &&str| word.starts_with(char::is_lowercase);
    text.ends_with([':', '-', '—']) && text.split_whitespace().filter(small).count() >= LEADING_WORDS
}

/// The widest line in ems that may be a headline though it ends like a sentence.
const SHORT_SENTENCE: f32 = 14.0;

/// The widest headline in ems, over all its lines: beyond, a block is text whatever it ends with.
const WIDEST_HEADLINE: f32 = 80.0;

/// Tells text from display once a block is whole.
fn settle(block: &mut Block, habits: Habits) {
    if block.form != Form::Display || block.role.is_some() || block.align == Align::End || block.jump {
        return;
    }
    let text = &block.text.text;
    let centred = block.align == Align::Centre;
    let sentence = ends_sentence(text) && !ends_like_headline(text);
    // In a text with indents a line at the edge that closes a sentence may be a caption, or a heading with a stop.
    let lone = habits.indent > 0.0 && block.lines == 1 && habits.measure > 0.0;
    let width = ems(text);
    let long = block.lines >= 3
        || width > WIDEST_HEADLINE
        || habits.measure == 0.0 && width > 2.0 * SHORT_SENTENCE && sentence;
    let bracketed = bylines::bracketed(text).is_some() || block.lines == 1 && bylines::tells_of_author(text);
    let is_text = (sentence && !lone)
        || is_speech(text)
        || leads_in(text)
        || holds_sentence_end(text)
        || long
        || is_spoken(text)
        || datelines::length(text).is_some();
    // Papers of the nineteenth century close headlines and bylines with a full stop.
    let shouted = block.lines <= 2 && heads::is_shouted(text) || bylines::is_byline(text);
    if is_text && !centred && !bracketed && !shouted {
        block.form = Form::Text;
    }
}
