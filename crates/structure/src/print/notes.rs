//! Notes that stand apart in the source, given to the articles that name them.

use std::collections::BTreeSet;

use backissue_model::{
    Article, Block, Content, FlowItem, FlowNote, Furniture, FurnitureKind, Inline, Issue, Note, Place,
    Provenance, Rule, each_block,
};

const NAMED: Rule = Rule::new("note/named-in-text");
const UNNAMED: Rule = Rule::new("note/named-nowhere");

/// Gives each note to the first article that names it, and one that none names to the last article.
pub(crate) fn attach(issue: &mut Issue, notes: Vec<FlowNote>) {
    let named: Vec<BTreeSet<String>> = issue.articles.iter().map(names).collect();
    for note in notes {
        let article = named.iter().position(|names| names.contains(&note.id));
        let rule = if article.is_some() { NAMED } else { UNNAMED };
        let at = article.or_else(|| issue.articles.len().checked_sub(1));
        let FlowNote { id, label, items } = note;
        let blocks: Vec<Block> = items.into_iter().filter_map(|item| block(item, &rule)).collect();
        match at.and_then(|at| issue.articles.get_mut(at)) {
            Some(article) => article.notes.push(Note { id, label, blocks }),
            None => issue.furniture.push(loose(&label, &blocks)),
        }
    }
}

/// Ids of the notes that an article names.
fn names(article: &Article) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for passage in [&article.kicker, &article.headline, &article.deck].into_iter().flatten() {
        references(&passage.text, &mut out);
    }
    if let Some(byline) = &article.byline {
        references(&byline.text, &mut out);
    }
    article.credits.iter().for_each(|credit| references(&credit.text, &mut out));
    each_block(&article.body, &mut |block| match &block.content {
        Content::Paragraph(text) | Content::PullQuote(text) | Content::Formula(text) => {
            references(text, &mut out);
        }
        Content::Subhead(subhead) => references(&subhead.text, &mut out),
        Content::JumpLine(jump) => references(&jump.text, &mut out),
        Content::Sidebar(sidebar) => references(&sidebar.title, &mut out),
        Content::Table(table) => references(&table.caption, &mut out),
        Content::Verse(verse) => verse.stanzas.iter().flatten().for_each(|line| references(line, &mut out)),
        Content::Figure(figure) => {
            references(&figure.caption, &mut out);
            references(&figure.credit, &mut out);
        }
        Content::List(_) | Content::Quote(_) | Content::Break {} => {}
    });
    out
}

fn references(inlines: &[Inline], out: &mut BTreeSet<String>) {
    for inline in inlines {
        if let Inline::NoteRef { note, .. } = inline {
            out.insert(note.clone());
        }
        references(inline.content().unwrap_or_default(), out);
    }
}

fn block(item: FlowItem, rule: &Rule) -> Option<Block> {
    let (content, place) = match item {
        FlowItem::Line(line) => (Content::Paragraph(line.text.into_inlines()), line.place),
        FlowItem::Table { table, place, .. } => (Content::Table(table), Some(place)),
        FlowItem::Picture(picture) => {
            let figure = backissue_model::Figure {
                images: picture.image.into_iter().collect(),
                alt: picture.alt,
                ..Default::default()
            };
            (Content::Figure(figure), Some(picture.place))
        }
        FlowItem::PageBreak { .. } | FlowItem::Separator { .. } => return None,
    };
    let provenance = Provenance::new(place.unwrap_or(Place::File), rule.clone());
    Some(Block { provenance, ..Block::new(content) })
}

/// A note in a document without articles.
fn loose(label: &str, blocks: &[Block]) -> Furniture {
    let mut text = label.to_owned();
    each_block(blocks, &mut |block| {
        if let Content::Paragraph(inlines) = &block.content {
            text.push('\n');
            text.push_str(&backissue_model::plain_text(inlines));
        }
    });
    Furniture { kind: FurnitureKind::Other, text, provenance: Provenance::new(Place::File, UNNAMED) }
}
