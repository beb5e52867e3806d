//! Tables (ECMA-376 Part 1, 17.4): grids of cells with their spans, and tables that only lay text out, whose cells
//! become lines.

use std::collections::BTreeMap;

use backissue_model::{Cell, CellRole, FlowItem, Role, Row, Table};

use crate::cells;
use crate::changes;
use crate::document;
use crate::drawing;
use crate::markup::Element;
use crate::namespace::Namespace::{Compatibility, Word};
use crate::reading::{Item, Reading, Setting, Story};
use crate::run_properties::is_on;

/// Columns of a table. Word allows 63; spans beyond it are errors.
const COLUMNS: u32 = 1000;
/// A table of one row lays text out when one of its cells holds more than this many characters: cells of data
/// hold words and numbers, not paragraphs.
const PROSE: usize = 120;

/// A cell as it was read.
struct ReadCell {
    items: Vec<Item>,
    column: u32,
    span: u32,
    merge: Merge,
}

/// How a cell belongs to the one above it (17.4.84).
#[derive(Clone, Copy, PartialEq, Eq)]
enum Merge {
    None,
    Begins,
    GoesOn,
}

struct ReadRow {
    cells: Vec<ReadCell>,
    is_head: bool,
    /// Columns left out before its first cell.
    before: u32,
}

/// Reads a table.
pub fn read(reading: &mut Reading<'_>, story: &mut Story, element: &Element<'_>) {
    if story.depth >= document::NESTING {
        return document::blocks(reading, story, element);
    }
    let style = element.child("tblPr").and_then(|properties| properties.value("tblStyle"));
    let outer_run = story.table_run.take();
    let style = reading.styles.table(style).cloned().unwrap_or_default();
    story.table_run = Some(style.run.clone());
    let place = story.place();
    let mut rows = Vec::new();
    collect_rows(reading, story, element, &mut rows);
    story.table_run = outer_run;
    if is_layout(&rows) {
        unfold(story, rows);
    } else if !rows.is_empty() {
        let first_row_is_head = looks_at_first_row(element) && (style.first_row || first_row_is_bold(&rows));
        let table = table(rows, first_row_is_head);
        story.push(FlowItem::Table { table, place, frame: None });
    }
    story.gap = 0.0;
    story.last_style = None;
}

/// Rows may stand in content controls, custom XML and alternate content.
fn collect_rows(reading: &mut Reading<'_>, story: &mut Story, parent: &Element<'_>, rows: &mut Vec<ReadRow>) {
    for element in parent.elements() {
        match (element.namespace, element.name) {
            (Word, "tr") => rows.extend(row(reading, story, element)),
            (Word, "tblPr" | "tblGrid" | "tblPrEx" | "sdtPr") => {}
            (Compatibility, "AlternateContent") => {
                if let Some(branch) = drawing::branch(element) {
                    collect_rows(reading, story, branch, rows);
                }
            }
            (Word, "p" | "tbl") => document::block(reading, story, element),
            _ => collect_rows(reading, story, element, rows),
        }
    }
}

fn row(reading: &mut Reading<'_>, story: &mut Story, element: &Element<'_>) -> Option<ReadRow> {
    let properties = element.child("trPr");
    if let Some(change) = properties.and_then(|properties| {
        properties.elements().find(|child| changes::is_left_out(reading.options, child))
    }) {
        leave_out(reading, story, element, change);
        return None;
    }
    let before = properties.and_then(|properties| properties.child("gridBefore")?.number("val")).unwrap_or(0);
    let before = before.clamp(0, i64::from(COLUMNS)) as u32;
    let mut row = ReadRow {
        cells: Vec::new(),
        is_head: properties.and_then(|properties| properties.child("tblHeader")).is_some_and(is_on),
        before,
    };
    let mut column = before;
    collect_cells(reading, story, element, &mut row.cells, &mut column);
    Some(row)
}

fn leave_out(reading: &mut Reading<'_>, story: &Story, element: &Element<'_>, change: &Element<'_>) {
    for name in ["t", "delText"] {
        element.each(Word, name, &mut |text| {
            reading.leave_out(changes::rule(change), story.place(), &text.text());
        });
    }
}

fn collect_cells(
    reading: &mut Reading<'_>,
    story: &mut Story,
    parent: &Element<'_>,
    cells: &mut Vec<ReadCell>,
    column: &mut u32,
) {
    for element in parent.elements() {
        match (element.namespace, element.name) {
            (Word, "tc") => cell(reading, story, element, cells, column),
            (Word, "trPr" | "tblPrEx" | "sdtPr") => {}
            _ => collect_cells(reading, story, element, cells, column),
        }
    }
}

fn cell(
    reading: &mut Reading<'_>,
    story: &mut Story,
    element: &Element<'_>,
    cells: &mut Vec<ReadCell>,
    column: &mut u32,
) {
    let properties = element.child("tcPr");
    let span = properties.and_then(|properties| properties.child("gridSpan")?.number("val")).unwrap_or(1);
    let span = span.clamp(1, i64::from(COLUMNS)) as u32;
    let merge_of = |name: &str| {
        properties.and_then(|properties| properties.child(name)).map(|merge| {
            if merge.attribute("val") == Some("restart") { Merge::Begins } else { Merge::GoesOn }
        })
    };
    let setting = if story.setting == Setting::Body { Setting::Cell } else { story.setting };
    let mut inner = story.within(setting);
    inner.table_run = story.table_run.clone();
    document::blocks(reading, &mut inner, element);
    document::finish(reading, &mut inner);
    story.paragraph = inner.paragraph;
    // A cell merged with the one before it (17.4.22, the older form of a span) widens that one.
    if merge_of("hMerge") == Some(Merge::GoesOn)
        && let Some(last) = cells.last_mut()
    {
        last.span = (last.span + span).min(COLUMNS);
        last.items.extend(inner.items);
    } else {
        let merge = merge_of("vMerge").unwrap_or(Merge::None);
        cells.push(ReadCell { items: inner.items, column: *column, span, merge });
    }
    *column = (*column + span).min(COLUMNS);
}

/// Whether a table only lays text out: its cells hold headings, or it is one row of text columns.
fn is_layout(rows: &[ReadRow]) -> bool {
    let cells = || rows.iter().flat_map(|row| &row.cells);
    let is_heading = |item: &Item| match &item.flow {
        FlowItem::Line(line) => matches!(line.cues.role, Some(Role::Heading(_) | Role::Title)),
        _ => false,
    };
    let lines =
        |cell: &ReadCell| cell.items.iter().filter(|item| matches!(item.flow, FlowItem::Line(_))).count();
    let prose = |cell: &ReadCell| lines(cell) > 1 && characters(&cell.items) > PROSE;
    let holds_headings = cells().any(|cell| lines(cell) > 1 && cell.items.iter().any(is_heading));
    let one_row = rows.len() == 1 && (cells().count() == 1 || cells().any(prose));
    holds_headings || one_row
}

fn characters(items: &[Item]) -> usize {
    let count = |item: &Item| match &item.flow {
        FlowItem::Line(line) => line.text.text.chars().count(),
        _ => 0,
    };
    items.iter().map(count).sum()
}

fn unfold(story: &mut Story, rows: Vec<ReadRow>) {
    let cells = rows.into_iter().flat_map(|row| row.cells);
    story.items.extend(cells.flat_map(|cell| cell.items));
}

/// Whether the table asks its style for the look of a first row (17.4.55: attributes, or bit 5 of the value).
fn looks_at_first_row(element: &Element<'_>) -> bool {
    let Some(look) = element.child("tblPr").and_then(|properties| properties.child("tblLook")) else {
        return false;
    };
    let value = look.attribute("val").and_then(|value| u32::from_str_radix(value, 16).ok()).unwrap_or(0);
    match look.attribute("firstRow") {
        Some(on) => matches!(on, "1" | "true" | "on"),
        None => value & 0x20 != 0,
    }
}

/// The table of the model: cells that go on a cell above lengthen it.
fn table(rows: Vec<ReadRow>, first_row_is_head: bool) -> Table {
    let count = rows.len();
    let head_rows = head_rows(&rows, first_row_is_head);
    let mut built: Vec<Row> = Vec::with_capacity(count);
    // Row and index of the cell that began in each column and still goes on.
    let mut open: BTreeMap<u32, (usize, usize)> = BTreeMap::new();
    for (number, row) in rows.into_iter().enumerate() {
        let mut cells = Vec::with_capacity(row.cells.len());
        if row.before > 0 {
            cells.push(empty_cell(row.before));
        }
        for cell in row.cells {
            let above = open.get(&cell.column).copied().filter(|_| cell.merge == Merge::GoesOn);
            if let Some((at, index)) = above {
                let begun: &mut Cell = &mut built[at].cells[index];
                begun.rowspan += 1;
                begun.blocks.extend(cells::blocks(cell.items));
                continue;
            }
            open.remove(&cell.column);
            if cell.merge != Merge::None {
                open.insert(cell.column, (number, cells.len()));
            }
            let role = if number < head_rows { CellRole::Header } else { CellRole::Data };
            cells.push(Cell { role, colspan: cell.span, rowspan: 1, blocks: cells::blocks(cell.items) });
        }
        built.push(Row { cells });
    }
    Table { caption: Vec::new(), head_rows: head_rows as u32, rows: built }
}

/// Rows that are stated to be heads, else the first when its look sets it apart; and what cells of these reach
/// into.
fn head_rows(rows: &[ReadRow], looks_at_first_row: bool) -> usize {
    let stated = rows.iter().take_while(|row| row.is_head).count();
    let by_look = looks_at_first_row && rows.len() > 1 && stated == 0;
    let mut heads = if by_look { 1 } else { stated };
    let goes_on = |row: &ReadRow| row.cells.iter().any(|cell| cell.merge == Merge::GoesOn);
    while heads > 0 && heads + 1 < rows.len() && goes_on(&rows[heads]) {
        heads += 1;
    }
    heads
}

/// Whether the first row alone is bold all through.
fn first_row_is_bold(rows: &[ReadRow]) -> bool {
    let bold = |row: &ReadRow| {
        let items = row.cells.iter().flat_map(|cell| &cell.items);
        let mut lines = items.filter_map(|item| match &item.flow {
            FlowItem::Line(line) => Some(line.cues.bold),
            _ => None,
        });
        let first = lines.next();
        first.is_some_and(|bold| bold == 1.0) && lines.all(|bold| bold == 1.0)
    };
    rows.split_first().is_some_and(|(first, rest)| bold(first) && rest.iter().any(|row| !bold(row)))
}

fn empty_cell(columns: u32) -> Cell {
    Cell { role: CellRole::Data, colspan: columns, rowspan: 1, blocks: Vec::new() }
}
