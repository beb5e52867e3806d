//! Visits every text of an issue once: the one definition of what counts as text.

use crate::{Article, Block, Content, Inline, Issue, Passage};

/// Calls `visit` with each piece of text of the issue: departments, articles, furniture.
pub fn each_text(issue: &Issue, visit: &mut impl FnMut(&str)) {
    each_department_text(issue, visit);
    for article in &issue.articles {
        each_article_text(article, visit);
    }
    for item in &issue.furniture {
        visit(&item.text);
    }
}

/// Calls `visit` with the names of departments and what stands beside them.
pub(crate) fn each_department_text(issue: &Issue, visit: &mut impl FnMut(&str)) {
    for department in &issue.departments {
        visit(&department.name);
        visit(department.subtitle.as_deref().unwrap_or_default());
    }
}

/// Calls `visit` with each piece of text of one article: kicker, headline, deck, byline, body, credits, notes.
pub fn each_article_text(article: &Article, visit: &mut impl FnMut(&str)) {
    let passages = [&article.kicker, &article.headline, &article.deck];
    for passage in passages.into_iter().flatten() {
        inline_texts(&passage.text, visit);
    }
    if let Some(byline) = &article.byline {
        inline_texts(&byline.text, visit);
    }
    block_texts(&article.body, visit);
    for Passage { text, .. } in &article.credits {
        inline_texts(text, visit);
    }
    for note in &article.notes {
        visit(&note.label);
        block_texts(&note.blocks, visit);
    }
}

/// Calls `visit` with each block, outer before inner: bodies, sidebars, quotes, lists, cells, notes.
pub fn each_block<'a>(blocks: &'a [Block], visit: &mut impl FnMut(&'a Block)) {
    for block in blocks {
        visit(block);
        match &block.content {
            Content::Quote(inner) => each_block(inner, visit),
            Content::Sidebar(sidebar) => each_block(&sidebar.blocks, visit),
            Content::List(list) => list.items.iter().for_each(|item| each_block(&item.blocks, visit)),
            Content::Table(table) => {
                let cells = table.rows.iter().flat_map(|row| &row.cells);
                cells.for_each(|cell| each_block(&cell.blocks, visit));
            }
            _ => {}
        }
    }
}

fn block_texts(blocks: &[Block], visit: &mut impl FnMut(&str)) {
    each_block(blocks, &mut |block| match &block.content {
        Content::Paragraph(text) | Content::PullQuote(text) | Content::Formula(text) => {
            inline_texts(text, visit);
        }
        Content::Subhead(subhead) => inline_texts(&subhead.text, visit),
        Content::JumpLine(jump) => inline_texts(&jump.text, visit),
        Content::List(list) => list.items.iter().for_each(|item| visit(&item.label)),
        Content::Table(table) => inline_texts(&table.caption, visit),
        Content::Verse(verse) => verse.stanzas.iter().flatten().for_each(|line| inline_texts(line, visit)),
        Content::Sidebar(sidebar) => inline_texts(&sidebar.title, visit),
        Content::Figure(figure) => {
            inline_texts(&figure.caption, visit);
            inline_texts(&figure.credit, visit);
        }
        Content::Quote(_) | Content::Break {} => {}
    });
}

fn inline_texts(inlines: &[Inline], visit: &mut impl FnMut(&str)) {
    for inline in inlines {
        match inline {
            Inline::Text(text) | Inline::Math { text, .. } => visit(text),
            Inline::NoteRef { label, .. } => visit(label),
            Inline::Ruby { base, text } => {
                inline_texts(base, visit);
                visit(text);
            }
            other => inline_texts(other.content().unwrap_or_default(), visit),
        }
    }
}
