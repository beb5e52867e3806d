//! Cuts an article too large for one document: at blocks where it can, within one where it must.
//!
//! Reading systems lay out a document as a whole, and old ones give up at a few hundred kilobytes. No text is
//! lost or moved. A single cell, note, headline or formula is not cut.

use std::borrow::Cow;

use backissue_model::{
    Article, Block, Content, Inline, List, ListKind, Row, Sidebar, Table, Verse, WritingMode,
};

use crate::plan::NoteIndices;
use crate::weight;

/// What the text of one document may take, in bytes: under 250 kB with its head.
pub(crate) const BUDGET: usize = 220_000;

/// The body as one or more documents, each within the budget with the notes named in it. `notes` holds the
/// weight of each note.
pub(crate) fn bodies<'a>(
    article: &'a Article,
    indices: &NoteIndices<'_>,
    notes: &[usize],
    mode: WritingMode,
) -> Vec<Cow<'a, [Block]>> {
    let weigh = |block: &Block| weight::block(block, mode) + named_notes(block, indices, notes);
    let all: usize = article.body.iter().map(weigh).sum();
    if all <= BUDGET {
        return vec![Cow::Borrowed(&article.body)];
    }
    let mut bodies: Vec<Vec<Block>> = vec![Vec::new()];
    let mut room = BUDGET;
    for piece in article.body.iter().flat_map(|block| pieces(block, mode)) {
        let weight = weigh(&piece);
        if weight > room && bodies.last().is_some_and(|body| !body.is_empty()) {
            bodies.push(Vec::new());
            room = BUDGET;
        }
        room = room.saturating_sub(weight);
        if let Some(body) = bodies.last_mut() {
            body.push(piece);
        }
    }
    bodies.into_iter().map(Cow::Owned).collect()
}

fn named_notes(block: &Block, indices: &NoteIndices<'_>, weights: &[usize]) -> usize {
    if weights.is_empty() {
        return 0;
    }
    let mut sum = 0;
    weight::each_inline_in(std::slice::from_ref(block), &mut |inline| {
        if let Inline::NoteRef { note, .. } = inline {
            sum += indices.get(note.as_str()).map_or(0, |&index| weights[index]);
        }
    });
    sum
}

/// The block, or the blocks that it is cut into.
fn pieces(block: &Block, mode: WritingMode) -> Vec<Block> {
    if weight::block(block, mode) <= BUDGET {
        return vec![block.clone()];
    }
    let contents: Vec<Content> = match &block.content {
        Content::Paragraph(text) => {
            grouped(cut(text, mode), |inline| weight::inlines(std::slice::from_ref(inline), mode))
                .into_iter()
                .map(Content::Paragraph)
                .collect()
        }
        Content::Quote(blocks) => within(blocks, mode).into_iter().map(Content::Quote).collect(),
        Content::Sidebar(sidebar) => {
            let titles = std::iter::once(sidebar.title.clone()).chain(std::iter::repeat(Vec::new()));
            let blocks = within(&sidebar.blocks, mode).into_iter();
            titles.zip(blocks).map(|(title, blocks)| Content::Sidebar(Sidebar { title, blocks })).collect()
        }
        Content::List(list) => lists(list, mode).into_iter().map(Content::List).collect(),
        Content::Table(table) => tables(table, mode).into_iter().map(Content::Table).collect(),
        Content::Verse(verse) => {
            let weigh =
                |stanza: &Vec<Vec<Inline>>| stanza.iter().map(|line| weight::inlines(line, mode) + 60).sum();
            let groups = grouped(verse.stanzas.clone(), weigh).into_iter();
            groups.map(|stanzas| Content::Verse(Verse { stanzas })).collect()
        }
        other => vec![other.clone()],
    };
    contents.into_iter().map(|content| Block { content, ..block.clone() }).collect()
}

/// Blocks within a block, cut and put in groups.
fn within(blocks: &[Block], mode: WritingMode) -> Vec<Vec<Block>> {
    let pieces: Vec<Block> = blocks.iter().flat_map(|block| pieces(block, mode)).collect();
    grouped(pieces, |block| weight::block(block, mode))
}

fn lists(list: &List, mode: WritingMode) -> Vec<List> {
    let weigh = |item: &backissue_model::ListItem| {
        300 + item.blocks.iter().map(|block| weight::block(block, mode)).sum::<usize>()
    };
    let mut done = 0;
    let group = |items: Vec<_>| {
        let kind = match list.kind {
            ListKind::Numbered { start } => ListKind::Numbered { start: start.saturating_add(done) },
            ListKind::Bulleted => ListKind::Bulleted,
        };
        done = done.saturating_add(u32::try_from(items.len()).unwrap_or(u32::MAX));
        List { kind, items }
    };
    grouped(list.items.clone(), weigh).into_iter().map(group).collect()
}

/// A table is cut only between rows that no cell spans. The caption and the head rows stay with the first part.
fn tables(table: &Table, mode: WritingMode) -> Vec<Table> {
    let weigh_row = |row: &Row| {
        let blocks = row.cells.iter().flat_map(|cell| &cell.blocks);
        80 + row.cells.len() * 100 + blocks.map(|block| weight::block(block, mode)).sum::<usize>()
    };
    let bands = grouped(bands(table), |band: &Vec<Row>| band.iter().map(weigh_row).sum());
    bands
        .into_iter()
        .enumerate()
        .map(|(i, bands)| {
            let rows = bands.into_iter().flatten().collect();
            match i {
                0 => Table { rows, ..table.clone() },
                _ => Table { rows, ..Table::default() },
            }
        })
        .collect()
}

/// Rows that hang together by cells that span them.
fn bands(table: &Table) -> Vec<Vec<Row>> {
    let mut bands: Vec<Vec<Row>> = Vec::new();
    let mut open = 0_u32;
    for (i, row) in table.rows.iter().enumerate() {
        let head = i > 0 && i < table.head_rows as usize;
        match bands.last_mut() {
            Some(band) if open > 0 || head => band.push(row.clone()),
            _ => bands.push(vec![row.clone()]),
        }
        let reach = row.cells.iter().map(|cell| cell.rowspan.saturating_sub(1)).max().unwrap_or(0);
        open = reach.max(open.saturating_sub(1));
    }
    bands
}

/// Inline content in pieces, each within the budget where text can be cut.
fn cut(content: &[Inline], mode: WritingMode) -> Vec<Inline> {
    content.iter().flat_map(|inline| cut_inline(inline, mode)).collect()
}

fn cut_inline(inline: &Inline, mode: WritingMode) -> Vec<Inline> {
    if weight::inlines(std::slice::from_ref(inline), mode) <= BUDGET / 2 {
        return vec![inline.clone()];
    }
    let wrap: fn(Vec<Inline>) -> Inline = match inline {
        Inline::Text(text) => {
            return cut_text(text, BUDGET / 4 / weight::worst(mode)).map(Inline::text).collect();
        }
        Inline::Emphasis(_) => Inline::Emphasis,
        Inline::Strong(_) => Inline::Strong,
        Inline::SmallCaps(_) => Inline::SmallCaps,
        Inline::Sub(_) => Inline::Sub,
        Inline::Sup(_) => Inline::Sup,
        Inline::Dateline(_) => Inline::Dateline,
        other => return vec![other.clone()],
    };
    let pieces = cut(inline.content().unwrap_or_default(), mode);
    pieces.into_iter().map(|piece| wrap(vec![piece])).collect()
}

/// Text in pieces of so many bytes at most, cut behind the end of a sentence or a word where there is one.
fn cut_text(text: &str, most: usize) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let limit = rest.floor_char_boundary(most);
        let ends = |c: char| matches!(c, '。' | '！' | '？' | '\n' | ' ');
        let end = match rest[..limit].rfind(ends) {
            Some(at) if limit < rest.len() => at + rest[at..].chars().next().map_or(1, char::len_utf8),
            _ => limit,
        };
        let (piece, after) = rest.split_at(end);
        rest = after;
        Some(piece)
    })
}

/// Puts things in groups within the budget, in their order.
fn grouped<T>(things: Vec<T>, weigh: impl Fn(&T) -> usize) -> Vec<Vec<T>> {
    let mut groups: Vec<Vec<T>> = Vec::new();
    let mut room = 0;
    for thing in things {
        let weight = weigh(&thing);
        if weight > room || groups.is_empty() {
            groups.push(Vec::new());
            // Half: the pieces of a block share a document with its neighbours.
            room = BUDGET / 2;
        }
        room = room.saturating_sub(weight);
        if let Some(group) = groups.last_mut() {
            group.push(thing);
        }
    }
    groups
}
