//! The blocks of a body as parts of a card. A block within a block is a part of its own when it has a place.

use std::fmt::Write as _;

use backissue_model::{Block, Cell, CellRole, Content, Figure, List, Provenance, Table, Verse};

use crate::articles::{Card, part, piece, why};
use crate::inlines;
use crate::markup::escaped;
use crate::pictures::{self, Shelf};

/// Writes blocks into the card.
pub(crate) fn write(blocks: &[Block], card: &mut Card<'_>) {
    for block in blocks {
        one(block, card);
    }
}

/// Writes blocks under a label, such as those of a note.
pub(crate) fn labelled(kind: &'static str, label: &str, blocks: &[Block], card: &mut Card<'_>) {
    let title = format!("<b>{}</b>", escaped(label));
    holder(kind, &title, blocks, &Provenance::default(), card);
}

fn one(block: &Block, card: &mut Card<'_>) {
    let Block { content, provenance, .. } = block;
    match content {
        Content::Paragraph(text) => part("paragraph", &inlines::html(text), provenance, card),
        Content::Subhead(subhead) => part("subhead", &inlines::html(&subhead.text), provenance, card),
        Content::PullQuote(text) => part("pull-quote", &inlines::html(text), provenance, card),
        Content::Formula(text) => part("formula", &inlines::html(text), provenance, card),
        Content::JumpLine(jump) => part("jump-line", &inlines::html(&jump.text), provenance, card),
        Content::Verse(verse) => part("verse", &self::verse(verse), provenance, card),
        Content::Figure(figure) => part("figure", &self::figure(figure, card.shelf), provenance, card),
        Content::Break {} => part("break", "<hr>", provenance, card),
        Content::Quote(inner) => holder("quote", "", inner, provenance, card),
        Content::Sidebar(sidebar) => {
            holder("sidebar", &inlines::html(&sidebar.title), &sidebar.blocks, provenance, card);
        }
        Content::List(list) => self::list(list, provenance, card),
        Content::Table(table) => self::table(table, provenance, card),
    }
}

/// A part that holds parts.
fn holder(kind: &'static str, title: &str, blocks: &[Block], provenance: &Provenance, card: &mut Card<'_>) {
    open(kind, title, provenance, card);
    write(blocks, card);
    close(provenance, card);
}

fn open(kind: &'static str, title: &str, provenance: &Provenance, card: &mut Card<'_>) {
    let attributes = piece(kind, provenance, card);
    let title = if title.is_empty() { String::new() } else { format!("<p dir=\"auto\">{title}</p>") };
    let _ =
        write!(card.html, "<div {attributes}><span class=\"name\">{kind}</span><div class=\"text\">{title}");
}

fn close(provenance: &Provenance, card: &mut Card<'_>) {
    let _ = write!(card.html, "</div>{}</div>", why(provenance));
}

fn list(list: &List, provenance: &Provenance, card: &mut Card<'_>) {
    open("list", "", provenance, card);
    for item in &list.items {
        let label = if item.label.is_empty() { "•" } else { &item.label };
        let _ = write!(card.html, "<div class=\"item\"><b dir=\"auto\">{}</b><div>", escaped(label));
        write(&item.blocks, card);
        card.html.push_str("</div></div>");
    }
    close(provenance, card);
}

fn table(table: &Table, provenance: &Provenance, card: &mut Card<'_>) {
    open("table", &inlines::html(&table.caption), provenance, card);
    card.html.push_str("<table>");
    for row in &table.rows {
        card.html.push_str("<tr>");
        row.cells.iter().for_each(|cell| self::cell(cell, card));
        card.html.push_str("</tr>");
    }
    card.html.push_str("</table>");
    close(provenance, card);
}

fn cell(cell: &Cell, card: &mut Card<'_>) {
    let name = if cell.role == CellRole::Header { "th" } else { "td" };
    let _ = write!(card.html, "<{name} colspan=\"{}\" rowspan=\"{}\">", cell.colspan, cell.rowspan);
    write(&cell.blocks, card);
    let _ = write!(card.html, "</{name}>");
}

fn verse(verse: &Verse) -> String {
    let stanza = |lines: &Vec<_>| {
        let lines: Vec<String> = lines.iter().map(|line: &Vec<_>| inlines::html(line)).collect();
        format!("<p>{}</p>", lines.join("<br>"))
    };
    verse.stanzas.iter().map(stanza).collect()
}

fn figure(figure: &Figure, shelf: &Shelf<'_>) -> String {
    let mut out = String::new();
    for image in &figure.images {
        out.push_str(&pictures::thumbnail(image, &figure.alt, shelf));
    }
    let _ = write!(out, "{}", inlines::html(&figure.caption));
    if !figure.credit.is_empty() {
        let _ = write!(out, " <span class=\"credit\">{}</span>", inlines::html(&figure.credit));
    }
    out
}
