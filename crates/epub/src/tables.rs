//! Tables as XHTML: caption, head, body, spans, and which cells each head cell names.

use backissue_model::{Cell, CellRole, Row, Table};

use crate::blocks::{self, Room};
use crate::inlines::{self, shows};
use crate::sheet::Sheet;

/// The widest span that HTML knows (HTML, 4.9.11). Wider ones ask for memory and show nothing.
const WIDEST: u32 = 1_000;

/// Writes a table; a table without cells leaves its caption as a paragraph.
pub(crate) fn write(sheet: &mut Sheet<'_>, table: &Table) {
    if table.rows.iter().all(|row| row.cells.is_empty()) {
        return blocks::paragraph(sheet, &[("class", "caption")], &table.caption);
    }
    sheet.w.start("table", &[]);
    sheet.w.line();
    if !table.caption.is_empty() {
        sheet.w.start("caption", &[]);
        inlines::write(sheet, &table.caption);
        sheet.w.end();
        sheet.w.line();
    }
    let (head, body) = table.rows.split_at(table.rows.len().min(table.head_rows as usize));
    group(sheet, "thead", head, Axis::Column);
    group(sheet, "tbody", body, Axis::Row);
    sheet.w.end();
    sheet.w.line();
}

/// What the head cells of a group of rows name.
#[derive(Clone, Copy)]
enum Axis {
    Column,
    Row,
}

fn group(sheet: &mut Sheet<'_>, name: &'static str, rows: &[Row], axis: Axis) {
    if rows.is_empty() {
        return;
    }
    sheet.w.start(name, &[]);
    sheet.w.line();
    for (i, row) in rows.iter().enumerate() {
        let below = u32::try_from(rows.len() - i).unwrap_or(u32::MAX);
        sheet.w.start("tr", &[]);
        row.cells.iter().for_each(|cell| self::cell(sheet, cell, axis, below));
        sheet.w.end();
        sheet.w.line();
    }
    sheet.w.end();
    sheet.w.line();
}

/// A cell. `below` is the number of rows left in its group, its own included: no span goes further. A head cell
/// without text names nothing, so it is written as a data cell.
fn cell(sheet: &mut Sheet<'_>, cell: &Cell, axis: Axis, below: u32) {
    let heads = matches!(axis, Axis::Column) || cell.role == CellRole::Header;
    let named = heads && cell.blocks.iter().any(|block| !is_blank(block));
    let (columns, rows) = (cell.colspan.clamp(1, WIDEST), cell.rowspan.clamp(1, below));
    let (colspan, rowspan) = (columns.to_string(), rows.to_string());
    let mut attributes = Vec::new();
    if named {
        attributes.push(match axis {
            Axis::Column if columns > 1 => ("scope", "colgroup"),
            Axis::Column => ("scope", "col"),
            Axis::Row if rows > 1 => ("scope", "rowgroup"),
            Axis::Row => ("scope", "row"),
        });
    }
    if columns > 1 {
        attributes.push(("colspan", colspan.as_str()));
    }
    if rows > 1 {
        attributes.push(("rowspan", rowspan.as_str()));
    }
    let (name, room) = if named { ("th", Room::HeadCell) } else { ("td", Room::Flow) };
    sheet.w.start(name, &attributes);
    blocks::one_or_more(sheet, &cell.blocks, room);
    sheet.w.end();
}

fn is_blank(block: &backissue_model::Block) -> bool {
    matches!(&block.content, backissue_model::Content::Paragraph(text) if !shows(text))
}
