//! How many bytes a part of the text will take as XHTML, at most, and the walks over text that planning needs.

use backissue_model::{Article, Block, BylinePosition, Content, Inline, Note, WritingMode, each_block};

/// Bytes of the markup of a block, with its classes, at most.
const BLOCK: usize = 160;

/// Bytes of the markup around a piece of inline content, at most.
const INLINE: usize = 120;

/// What a digit may take in vertical lines, where one or two digits get an element of their own.
const UPRIGHT: usize = 32;

/// What an ampersand takes in an attribute, the worst of all characters in other lines.
const ESCAPED: usize = 6;

/// Bytes that a block takes at most, with all that it holds.
pub(crate) fn block(whole: &Block, mode: WritingMode) -> usize {
    let mut sum = 0;
    each_block(std::slice::from_ref(whole), &mut |block| {
        sum += BLOCK + own_markup(&block.content, mode);
        each_own(block, &mut |inline| sum += inline_itself(inline, mode));
    });
    sum
}

/// Bytes that inline content takes at most.
pub(crate) fn inlines(content: &[Inline], mode: WritingMode) -> usize {
    let mut sum = 0;
    each_inline(content, &mut |inline| sum += inline_itself(inline, mode));
    sum
}

/// Bytes that a note takes at most.
pub(crate) fn note(note: &Note, mode: WritingMode) -> usize {
    let blocks: usize = note.blocks.iter().map(|inner| block(inner, mode)).sum();
    2 * BLOCK + text(&note.label, mode) + blocks
}

/// Bytes that a byte of text takes at most.
pub(crate) fn worst(mode: WritingMode) -> usize {
    if mode == WritingMode::VerticalRl { UPRIGHT } else { ESCAPED }
}

/// The passages before the body, in the order in which they are written.
pub(crate) fn head(article: &Article) -> Vec<&[Inline]> {
    let passages = [&article.kicker, &article.headline, &article.deck];
    let byline = article.byline.iter().filter(|byline| byline.position == BylinePosition::Head);
    let passages = passages.into_iter().flatten().map(|passage| passage.text.as_slice());
    passages.chain(byline.map(|byline| byline.text.as_slice())).collect()
}

/// The passages behind the body, in the order in which they are written.
pub(crate) fn tail(article: &Article) -> Vec<&[Inline]> {
    let byline = article.byline.iter().filter(|byline| byline.position == BylinePosition::Tail);
    let credits = article.credits.iter().map(|credit| credit.text.as_slice());
    byline.map(|byline| byline.text.as_slice()).chain(credits).collect()
}

/// Calls `visit` with each piece of inline content, outer before inner.
pub(crate) fn each_inline<'a>(content: &'a [Inline], visit: &mut impl FnMut(&'a Inline)) {
    for inline in content {
        visit(inline);
        each_inline(inline.content().unwrap_or_default(), visit);
    }
}

/// The same for all blocks, with those that they hold.
pub(crate) fn each_inline_in<'a>(blocks: &'a [Block], visit: &mut impl FnMut(&'a Inline)) {
    each_block(blocks, &mut |block| each_own(block, visit));
}

/// The same for what stands in a block itself, not in a block that it holds.
fn each_own<'a>(block: &'a Block, visit: &mut impl FnMut(&'a Inline)) {
    match &block.content {
        Content::Paragraph(text) | Content::PullQuote(text) | Content::Formula(text) => {
            each_inline(text, visit);
        }
        Content::Subhead(subhead) => each_inline(&subhead.text, visit),
        Content::Table(table) => each_inline(&table.caption, visit),
        Content::Verse(verse) => verse.stanzas.iter().flatten().for_each(|line| each_inline(line, visit)),
        Content::Sidebar(sidebar) => each_inline(&sidebar.title, visit),
        Content::JumpLine(jump) => each_inline(&jump.text, visit),
        Content::Figure(figure) => {
            each_inline(&figure.caption, visit);
            each_inline(&figure.credit, visit);
        }
        Content::List(_) | Content::Quote(_) | Content::Break {} => {}
    }
}

/// The markup of a block's own parts that are no blocks, and text that is no inline content.
fn own_markup(content: &Content, mode: WritingMode) -> usize {
    match content {
        Content::List(list) => list.items.iter().map(|item| BLOCK + text(&item.label, mode)).sum(),
        Content::Table(table) => {
            table.rows.iter().map(|row| BLOCK / 4 + row.cells.len() * BLOCK / 2).sum::<usize>() + BLOCK
        }
        Content::Verse(verse) => verse.stanzas.iter().map(|stanza| BLOCK + stanza.len() * BLOCK / 4).sum(),
        Content::Figure(figure) => figure.images.len() * BLOCK + 2 * text(&figure.alt, mode),
        _ => 0,
    }
}

fn inline_itself(inline: &Inline, mode: WritingMode) -> usize {
    match inline {
        Inline::Text(content) => text(content, mode),
        Inline::NoteRef { label, .. } => INLINE + text(label, mode),
        Inline::Ruby { text: reading, .. } => INLINE + text(reading, mode),
        Inline::Link { target, .. } => INLINE + 3 * target.len(),
        // Written anew, each element of MathML may grow by its end tag.
        Inline::Math { text: plain, mathml, .. } => INLINE + text(plain, mode) + 2 * mathml.len(),
        Inline::Image { alt, .. } => INLINE + text(alt, mode),
        _ => INLINE,
    }
}

fn text(content: &str, mode: WritingMode) -> usize {
    let weigh = |b: u8| match b {
        b'&' | b'<' | b'>' | b'"' => ESCAPED,
        b'0'..=b'9' if mode == WritingMode::VerticalRl => UPRIGHT,
        _ => 1,
    };
    content.bytes().map(weigh).sum()
}
