//! The tables of a web page: rows and cells as its tags open and close them, in whatever order (HTML, "Tabular
//! data").

use backissue_model::{Cell, CellRole, FlowItem, Row, Table};

use crate::cells;
use crate::document;
use crate::reading::{Item, Setting, Story};

/// The tables that are open, outer before inner.
#[derive(Default)]
pub struct Tables {
    open: Vec<Open>,
    /// Tables that are not held apart, because too many are open.
    deep: u32,
}

struct Open {
    table: Table,
    /// What stands in the cell that is open, or between cells.
    story: Story,
    /// What stood between cells, the caption among it.
    beside: Vec<Item>,
    /// The cell that is open.
    cell: Option<Cell>,
}

/// Columns and rows that a cell may span (HTML, "Attributes common to td and th elements").
const LONGEST_SPAN: u32 = 1000;

impl Tables {
    /// Whether a table is open.
    pub fn is_open(&self) -> bool {
        !self.open.is_empty()
    }

    /// The story that paragraphs belong to: of the innermost cell, else `outer`.
    pub fn story<'s>(&'s mut self, outer: &'s mut Story) -> &'s mut Story {
        self.open.last_mut().map_or(outer, |open| &mut open.story)
    }

    /// A table begins.
    pub fn open(&mut self, outer: &mut Story) {
        let around = self.story(outer);
        if around.depth >= document::NESTING {
            self.deep += 1;
            return;
        }
        let story = around.within(Setting::Cell);
        self.open.push(Open { table: Table::default(), story, beside: Vec::new(), cell: None });
    }

    /// A row begins.
    pub fn row(&mut self) {
        self.end_cell();
        if let Some(open) = self.open.last_mut() {
            open.table.rows.push(Row::default());
        }
    }

    /// A cell begins.
    pub fn cell(&mut self, is_head: bool, columns: u32, rows: u32) {
        self.end_cell();
        let Some(open) = self.open.last_mut() else { return };
        if open.table.rows.is_empty() {
            open.table.rows.push(Row::default());
        }
        open.beside.append(&mut open.story.items);
        let role = if is_head { CellRole::Header } else { CellRole::Data };
        let [colspan, rowspan] = [columns, rows].map(|span| span.clamp(1, LONGEST_SPAN));
        open.cell = Some(Cell { role, colspan, rowspan, blocks: Vec::new() });
    }

    /// The open cell ends, if one is open.
    pub fn end_cell(&mut self) {
        let Some(open) = self.open.last_mut() else { return };
        let (Some(mut cell), Some(row)) = (open.cell.take(), open.table.rows.last_mut()) else { return };
        cell.blocks = cells::blocks(std::mem::take(&mut open.story.items));
        row.cells.push(cell);
    }

    /// The rows so far are head rows.
    pub fn end_head(&mut self) {
        self.end_cell();
        if let Some(open) = self.open.last_mut() {
            open.table.head_rows = open.table.rows.len() as u32;
        }
    }

    /// The innermost table ends. What stood beside its cells comes first, as browsers show it.
    pub fn close(&mut self, outer: &mut Story) {
        if self.deep > 0 {
            self.deep -= 1;
            return;
        }
        self.end_cell();
        let Some(Open { mut table, story, beside, .. }) = self.open.pop() else { return };
        let around = self.story(outer);
        around.paragraph = around.paragraph.max(story.paragraph);
        around.items.extend(beside.into_iter().chain(story.items));
        table.rows.retain(|row| !row.cells.is_empty());
        if table.rows.is_empty() {
            return;
        }
        if table.head_rows == 0 {
            let is_head = |row: &&Row| row.cells.iter().all(|cell| cell.role == CellRole::Header);
            table.head_rows = table.rows.iter().take_while(is_head).count() as u32;
        }
        table.head_rows = table.head_rows.min(table.rows.len() as u32);
        let place = around.place();
        around.push(FlowItem::Table { table, place, frame: None });
    }
}
