//! From items of a flow to blocks: for the cells of tables, which hold blocks of the issue already.

use backissue_model::{
    Block, Content, Figure, FlowItem, Inline, Line, List, ListItem, ListKind, Provenance, Role, Rule, Subhead,
};

use crate::reading::Item;

const RULE: Rule = Rule::new("cell/paragraph");

/// The blocks of a cell.
pub fn blocks(items: Vec<Item>) -> Vec<Block> {
    let mut blocks = Vec::new();
    for item in items {
        match item.flow {
            FlowItem::Line(line) => push_line(&mut blocks, line),
            FlowItem::Table { table, place, .. } => {
                blocks.push(block(Content::Table(table), Some(place)));
            }
            FlowItem::Picture(picture) => {
                let images = picture.image.into_iter().collect();
                let figure = Figure { images, alt: picture.alt, ..Figure::default() };
                blocks.push(block(Content::Figure(figure), Some(picture.place)));
            }
            FlowItem::PageBreak { page } => push_break(&mut blocks, page),
            FlowItem::Separator { place } => blocks.push(block(Content::Break {}, Some(place))),
        }
    }
    blocks
}

fn push_line(blocks: &mut Vec<Block>, line: Line) {
    let text = line.text.into_inlines();
    let content = match line.cues.role {
        Some(Role::ListItem { label, numbered, .. }) => {
            let item = ListItem { label, blocks: vec![block(Content::Paragraph(text), line.place.clone())] };
            if let Some(Block { content: Content::List(list), .. }) = blocks.last_mut()
                && matches!(list.kind, ListKind::Numbered { .. }) == numbered
            {
                list.items.push(item);
                return;
            }
            let kind = if numbered { ListKind::Numbered { start: 1 } } else { ListKind::Bulleted };
            Content::List(List { kind, items: vec![item] })
        }
        Some(Role::Heading(level)) => Content::Subhead(Subhead { level, text }),
        Some(Role::Formula) => Content::Formula(text),
        Some(Role::Quote) => Content::Quote(vec![block(Content::Paragraph(text), None)]),
        _ => Content::Paragraph(text),
    };
    blocks.push(block(content, line.place));
}

/// A sheet that begins between paragraphs of a cell is noted at the end of the one before.
fn push_break(blocks: &mut Vec<Block>, page: u32) {
    match blocks.last_mut().map(|block| &mut block.content) {
        Some(Content::Paragraph(text)) => text.push(Inline::PageBreak { page }),
        _ => blocks.push(block(Content::Paragraph(vec![Inline::PageBreak { page }]), None)),
    }
}

fn block(content: Content, place: Option<backissue_model::Place>) -> Block {
    let provenance = place.map(|place| Provenance::new(place, RULE)).unwrap_or_default();
    Block { content, language: None, provenance }
}
