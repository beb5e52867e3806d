//! The cells of a table and their text.

use backissue_model::{Block, Cell, CellRole, Content, Rect, Row, Table};

use crate::emit::joined;
use crate::fragments::Fragment;
use crate::lines::lines;
use crate::sheet::Sheet;
use crate::tables::Grid;

/// The share of a row's characters in bold that makes it a head row.
const HEAD: f32 = 0.6;

/// Fills a grid with fragments. Each goes to the cell that holds its middle, or to the nearest.
pub fn table<'a>(sheet: &Sheet, grid: &Grid, fragments: impl Iterator<Item = &'a Fragment>) -> Table {
    let mut inside: Vec<Vec<&Fragment>> = vec![Vec::new(); grid.cells.len()];
    for fragment in fragments {
        inside[nearest(grid, &fragment.rect)].push(fragment);
    }
    let mut rows: Vec<Row> = vec![Row::default(); grid.rows];
    let mut bold = vec![true; grid.rows];
    for (cell, fragments) in grid.cells.iter().zip(inside) {
        let lines = lines(fragments, sheet.sizes);
        let text = joined(sheet, &lines);
        bold[cell.row] &= text.is_blank() || is_bold(sheet, &lines);
        let blocks =
            if text.is_blank() { vec![] } else { vec![Block::new(Content::Paragraph(text.into_inlines()))] };
        rows[cell.row].cells.push(Cell {
            role: CellRole::Data,
            colspan: cell.colspan as u32,
            rowspan: cell.rowspan as u32,
            blocks,
        });
    }
    let has_head = bold.first() == Some(&true) && bold.iter().any(|bold| !bold);
    if has_head {
        rows[0].cells.iter_mut().for_each(|cell| cell.role = CellRole::Header);
    }
    Table { caption: vec![], head_rows: u32::from(has_head), rows }
}

fn is_bold(sheet: &Sheet, lines: &[crate::lines::PlacedLine]) -> bool {
    lines.iter().all(|line| {
        crate::text::read(sheet.page, &line.glyphs, line.size, line.baseline, sheet.sizes, sheet.order).bold
            >= HEAD
    })
}

fn nearest(grid: &Grid, rect: &Rect) -> usize {
    let (x, y) = ((rect.x0 + rect.x1) / 2.0, (rect.y0 + rect.y1) / 2.0);
    let distance =
        |cell: &Rect| (cell.x0 - x).max(x - cell.x1).max(0.0) + (cell.y0 - y).max(y - cell.y1).max(0.0);
    let cells = grid.cells.iter().enumerate();
    cells.min_by(|a, b| distance(&a.1.rect).total_cmp(&distance(&b.1.rect))).map_or(0, |(i, _)| i)
}
