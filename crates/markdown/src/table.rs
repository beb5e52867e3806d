//! Tables: with pipes where each cell covers one row and column and holds a line of text, else as HTML.

use backissue_model::{Block, Cell, CellRole, Content, Figure, Inline, List, ListKind, Row, Table};

use crate::document::Document;
use crate::inline::{self, Atom, Setting, atoms};
use crate::{Flavor, article, html};

/// The widest and tallest cell of HTML (HTML Living Standard, 4.9.11).
const MOST_COLUMNS: u32 = 1000;
const MOST_ROWS: u32 = 65_534;

/// A table, after its caption.
pub(crate) fn blocks(table: &Table, doc: &mut Document<'_>) -> Vec<String> {
    let columns = table.rows.iter().map(|row| row.cells.len()).max().unwrap_or_default();
    let pipes = doc.edition.flavor() != Flavor::CommonMark
        && table.head_rows <= 1
        && table.rows.iter().all(is_simple);
    if !pipes && columns > 0 {
        return vec![html_table(table, doc)];
    }
    let row = atoms(&table.caption, doc);
    let mut out = article::paragraph(row, doc);
    if columns > 0 {
        out.push(pipe_table(table, columns, doc));
    }
    out
}

fn is_simple(row: &Row) -> bool {
    let simple = |cell: &Cell| {
        let text = |block: &Block| matches!(block.content, Content::Paragraph(_));
        cell.colspan <= 1 && cell.rowspan <= 1 && cell.blocks.iter().all(text)
    };
    row.cells.iter().all(simple)
}

/// A pipe table (GFM, 4.10). Its syntax demands a head, which is empty where the table has none.
fn pipe_table(table: &Table, columns: usize, doc: &mut Document<'_>) -> String {
    let mut lines: Vec<String> = table.rows.iter().map(|row| pipe_row(row, columns, doc)).collect();
    if table.head_rows == 0 {
        lines.insert(0, joined(&vec![String::new(); columns]));
    }
    lines.insert(1, joined(&vec!["---".to_owned(); columns]));
    lines.join("\n")
}

fn pipe_row(row: &Row, columns: usize, doc: &mut Document<'_>) -> String {
    let mut cells: Vec<String> = row.cells.iter().map(|cell| pipe_cell(cell, doc)).collect();
    cells.resize(columns, String::new());
    joined(&cells)
}

fn joined(cells: &[String]) -> String {
    let cell = |cell: &String| if cell.is_empty() { " |".to_owned() } else { format!(" {cell} |") };
    cells.iter().map(cell).fold("|".to_owned(), |row, cell| row + &cell)
}

fn pipe_cell(cell: &Cell, doc: &mut Document<'_>) -> String {
    let mut row = Vec::new();
    for block in &cell.blocks {
        let Content::Paragraph(text) = &block.content else { continue };
        let mut line = atoms(text, doc);
        inline::trim(&mut line);
        if !row.is_empty() && !line.is_empty() {
            row.push(Atom::Break);
        }
        row.extend(line);
    }
    inline::finish(&mut row, Setting::Cell, doc.edition.flavor()).1
}

/// A table as HTML, without blank lines, which would end it for Markdown (CommonMark 0.31, 4.6).
fn html_table(table: &Table, doc: &mut Document<'_>) -> String {
    let mut lines = vec!["<table>".to_owned()];
    let caption = html::inline(&table.caption, doc);
    if !caption.trim().is_empty() {
        lines.push(format!("<caption>{caption}</caption>"));
    }
    let head = (table.head_rows as usize).min(table.rows.len());
    for (tag, rows) in [("thead", &table.rows[..head]), ("tbody", &table.rows[head..])] {
        if rows.is_empty() {
            continue;
        }
        lines.push(format!("<{tag}>"));
        lines.extend(rows.iter().map(|row| html_row(row, tag == "thead", doc)));
        lines.push(format!("</{tag}>"));
    }
    lines.push("</table>".to_owned());
    lines.join("\n")
}

fn html_row(row: &Row, head: bool, doc: &mut Document<'_>) -> String {
    let cells: String = row.cells.iter().map(|cell| html_cell(cell, head, doc)).collect();
    format!("<tr>{cells}</tr>")
}

fn html_cell(cell: &Cell, head: bool, doc: &mut Document<'_>) -> String {
    let tag = if head || cell.role == CellRole::Header { "th" } else { "td" };
    let span = |name: &str, count: u32, most: u32| match count.min(most) {
        0 | 1 => String::new(),
        count => format!(" {name}=\"{count}\""),
    };
    let spans = span("colspan", cell.colspan, MOST_COLUMNS) + &span("rowspan", cell.rowspan, MOST_ROWS);
    format!("<{tag}{spans}>{}</{tag}>", html_lines(&cell.blocks, doc).join("<br>"))
}

/// The blocks of a cell as lines of HTML.
fn html_lines(blocks: &[Block], doc: &mut Document<'_>) -> Vec<String> {
    let lines = blocks.iter().flat_map(|block| html_block(block, doc));
    lines.filter(|line| !line.trim().is_empty()).collect()
}

fn html_block(block: &Block, doc: &mut Document<'_>) -> Vec<String> {
    match &block.content {
        Content::Paragraph(text) | Content::PullQuote(text) | Content::Formula(text) => {
            vec![html::inline(text, doc)]
        }
        Content::Subhead(head) => vec![html::inline(&head.text, doc)],
        Content::JumpLine(jump) => vec![html::inline(&jump.text, doc)],
        Content::Quote(inner) => html_lines(inner, doc),
        Content::Sidebar(sidebar) => {
            let mut lines = vec![html::inline(&sidebar.title, doc)];
            lines.extend(html_lines(&sidebar.blocks, doc));
            lines
        }
        Content::Verse(verse) => verse.stanzas.iter().flatten().map(|line| html::inline(line, doc)).collect(),
        Content::List(list) => html_list(list, doc),
        Content::Table(table) => vec![html_table(table, doc).replace('\n', "")],
        Content::Figure(figure) => html_figure(figure, doc),
        Content::Break {} => Vec::new(),
    }
}

fn html_list(list: &List, doc: &mut Document<'_>) -> Vec<String> {
    let mut lines = Vec::new();
    for (i, item) in list.items.iter().enumerate() {
        let label = match list.kind {
            ListKind::Numbered { start } if item.label.is_empty() => {
                format!("{}.", u64::from(start) + i as u64)
            }
            _ => item.label.clone(),
        };
        let text = html_lines(&item.blocks, doc).join("<br>");
        lines.push(format!("{} {text}", html::text(&label, doc.edition.flavor())).trim().to_owned());
    }
    lines
}

fn html_figure(figure: &Figure, doc: &mut Document<'_>) -> Vec<String> {
    let image = |id: &String| Inline::Image { image: id.clone(), alt: figure.alt.clone() };
    let images: Vec<Inline> = figure.images.iter().map(image).collect();
    [images.as_slice(), &figure.caption, &figure.credit]
        .into_iter()
        .map(|text| html::inline(text, doc))
        .collect()
}
