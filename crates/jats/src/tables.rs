//! Tables, in the XHTML table model of JATS.

use backissue_model::{Block, Cell, CellRole, Content, Row, Table};

use crate::blocks::{self, Host};
use crate::inlines::{self, Room};
use crate::sheet::Sheet;

/// The widest and tallest cell of HTML (HTML Living Standard, 4.9.11).
const MOST_COLUMNS: u32 = 1000;
const MOST_ROWS: u32 = 65_534;

/// Writes a table with its caption.
pub(crate) fn write(table: &Table, attributes: &[(&str, &str)], sheet: &mut Sheet<'_>) {
    let id = sheet.next_id("table");
    sheet.open("table-wrap", &[&[("id", id.as_str())], attributes].concat());
    if !table.caption.is_empty() {
        sheet.w.start("caption", &[]);
        inlines::element("p", &[], &table.caption, Room::Text, sheet);
        sheet.close();
    }
    if !table.rows.is_empty() {
        rows(table, sheet);
    }
    sheet.close();
}

/// A table has at least one body row (JATS 1.3, `table`): head rows with nothing under them are body rows.
fn rows(table: &Table, sheet: &mut Sheet<'_>) {
    let head = Some(table.head_rows as usize).filter(|&head| head < table.rows.len()).unwrap_or_default();
    sheet.open("table", &[]);
    for (group, rows) in [("thead", &table.rows[..head]), ("tbody", &table.rows[head..])] {
        if rows.is_empty() {
            continue;
        }
        sheet.open(group, &[]);
        rows.iter().for_each(|row| self::row(row, group == "thead", sheet));
        sheet.close();
    }
    sheet.close();
}

fn row(row: &Row, head: bool, sheet: &mut Sheet<'_>) {
    sheet.w.start("tr", &[]);
    row.cells.iter().for_each(|cell| self::cell(cell, head, sheet));
    if row.cells.is_empty() {
        sheet.w.empty("td", &[]);
    }
    sheet.close();
}

fn cell(cell: &Cell, head: bool, sheet: &mut Sheet<'_>) {
    let (columns, rows) =
        (cell.colspan.min(MOST_COLUMNS).to_string(), cell.rowspan.min(MOST_ROWS).to_string());
    let mut attributes = Vec::new();
    if cell.colspan > 1 {
        attributes.push(("colspan", columns.as_str()));
    }
    if cell.rowspan > 1 {
        attributes.push(("rowspan", rows.as_str()));
    }
    let header = head || cell.role == CellRole::Header;
    if header {
        attributes.push(("scope", scope(cell, head)));
    }
    sheet.w.start(if header { "th" } else { "td" }, &attributes);
    match cell.blocks.as_slice() {
        [] => {}
        [Block { content: Content::Paragraph(text), language: None, .. }] => {
            inlines::write(text, Room::Title, sheet);
        }
        several => blocks::one_or_more(several, Host::Entry, sheet),
    }
    sheet.w.end();
}

/// What a header cell is the header of.
fn scope(cell: &Cell, head: bool) -> &'static str {
    match (head, cell.colspan > 1, cell.rowspan > 1) {
        (true, true, _) => "colgroup",
        (true, false, _) => "col",
        (false, _, true) => "rowgroup",
        (false, _, false) => "row",
    }
}
