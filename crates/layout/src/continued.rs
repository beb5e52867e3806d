//! Tables that run over the foot of a column or a page: their rows brought together.

use backissue_model::{Block, Cell, CellRole, Content, FlowItem, Line, Place, Row, Spanned, Table};

/// Joins tables that nothing parts but a new column or page, and gives a table the row of cells that stands right
/// before it, where its first row was left behind.
pub fn join(items: Vec<FlowItem>) -> Vec<FlowItem> {
    let mut out: Vec<FlowItem> = Vec::with_capacity(items.len());
    for item in items {
        let FlowItem::Table { mut table, place, frame } = item else {
            out.push(item);
            continue;
        };
        let width = columns(&table);
        let before = out.iter().rposition(|item| !matches!(item, FlowItem::PageBreak { .. }));
        if let Some(FlowItem::Table { table: above, .. }) = before.and_then(|at| out.get_mut(at))
            && columns(above) == width
        {
            above.rows.append(&mut table.rows);
            continue;
        }
        if let Some((head, places)) = before.and_then(|at| left_behind(&out[..=at], width)) {
            out.drain(places);
            table.rows.insert(0, head);
            table.head_rows = table.head_rows.max(1);
        }
        out.push(FlowItem::Table { table, place, frame });
    }
    out
}

fn columns(table: &Table) -> usize {
    table.rows.first().map_or(0, |row| row.cells.iter().map(|cell| cell.colspan as usize).sum())
}

/// The row that the last lines make, one a cell, side by side at the foot of a page or column of its own.
fn left_behind(items: &[FlowItem], width: usize) -> Option<(Row, std::ops::Range<usize>)> {
    let first = items.len().checked_sub(width).filter(|_| width >= 2)?;
    let line = |item: &FlowItem| match item {
        FlowItem::Line(line) => Some(line.clone()),
        _ => None,
    };
    let cells: Vec<Line> = items[first..].iter().map(line).collect::<Option<_>>()?;
    if !cells.windows(2).all(|pair| pair[0].frame != pair[1].frame && is_level(&pair[0], &pair[1])) {
        return None;
    }
    let cell = |line: Line| Cell {
        role: CellRole::Header,
        colspan: 1,
        rowspan: 1,
        blocks: vec![Block::new(Content::Paragraph(Spanned::into_inlines(line.text)))],
    };
    Some((Row { cells: cells.into_iter().map(cell).collect() }, first..items.len()))
}

/// Whether two lines stand on one level, the second behind the first.
fn is_level(a: &Line, b: &Line) -> bool {
    let (Some(Place::Page { page: p, rect: Some(a) }), Some(Place::Page { page: q, rect: Some(b) })) =
        (&a.place, &b.place)
    else {
        return false;
    };
    p == q && a.x1 <= b.x0 && a.overlap_y(b) >= 0.5 * a.height().min(b.height())
}

#[cfg(test)]
mod tests {
    use backissue_model::Rect;

    use super::*;

    fn table(cells: &[&str]) -> FlowItem {
        let cell = |text: &&str| Cell {
            blocks: vec![Block::new(Content::Paragraph(Spanned::plain(*text).into_inlines()))],
            colspan: 1,
            rowspan: 1,
            role: CellRole::Data,
        };
        let rows = vec![Row { cells: cells.iter().map(cell).collect() }];
        FlowItem::Table { table: Table { rows, ..Table::default() }, place: Place::page(2), frame: None }
    }

    fn line(text: &str, column: u32, y: f32) -> FlowItem {
        let x = column as f32 * 50.0;
        let place = Place::Page { page: 1, rect: Some(Rect::new(x, y, x + 30.0, y + 10.0)) };
        let text = Spanned::plain(text);
        FlowItem::Line(Line { text, place: Some(place), frame: Some(column), ..Line::default() })
    }

    fn rows(items: Vec<FlowItem>) -> Vec<usize> {
        let rows = |item: &FlowItem| match item {
            FlowItem::Table { table, .. } => Some(table.rows.len()),
            _ => None,
        };
        join(items).iter().filter_map(rows).collect()
    }

    #[test]
    fn a_table_goes_on_behind_a_page_break() {
        let page = FlowItem::PageBreak { page: 2 };
        assert_eq!(rows(vec![table(&["a", "1"]), page.clone(), table(&["b", "2"])]), [2]);
        assert_eq!(rows(vec![table(&["a", "1"]), page, table(&["b", "2", "3"])]), [1, 1]);
    }

    #[test]
    fn a_row_left_behind_heads_its_table() {
        let page = FlowItem::PageBreak { page: 2 };
        let head = [line("Ferry", 0, 700.0), line("Trips", 1, 700.0)];
        assert_eq!(rows([&head[..], &[page.clone(), table(&["Gannet", "124"])]].concat()), [2]);
        let text = [line("A line of text", 0, 690.0), line("and one more", 0, 700.0)];
        assert_eq!(rows([&text[..], &[page, table(&["Gannet", "124"])]].concat()), [1]);
    }
}
