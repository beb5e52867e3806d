//! Regions to a flow: lines with their cues, tables, pictures, in reading order.

use backissue_model::{Cues, Direction, FlowItem, Frame, Line, Picture, Place, Rect, Spanned, WritingMode};

use crate::align::{self, Edges};
use crate::boxes::Region;
use crate::fragments::Fragment;
use crate::lines::{PlacedLine, lines};
use crate::regions::{Column, ItemKind};
use crate::scripts::Order;
use crate::sheet::Sheet;
use crate::space::Space;
use crate::tables::Grid;
use crate::{cells, ruby, text};

/// The flow of one page.
#[derive(Default)]
pub struct PageFlow {
    /// Frames; `region` counts from 0 within the page.
    pub frames: Vec<Frame>,
    /// Items; frames are indices into [`PageFlow::frames`].
    pub items: Vec<FlowItem>,
    /// Gutters that are hardly more than word spaces.
    pub doubts: Vec<Rect>,
}

/// What a column is made of, in the order of reading.
enum Entry {
    Line(PlacedLine),
    Other(ItemKind),
}

/// Emits a page from its regions.
pub fn page_flow(sheet: &Sheet, regions: &[Region], left_out: &[bool]) -> PageFlow {
    let mut out = PageFlow::default();
    region(sheet, regions, 0, left_out, &mut out);
    out
}

fn region(sheet: &Sheet, regions: &[Region], index: usize, left_out: &[bool], out: &mut PageFlow) {
    let width = align::usual_width(&regions[index].columns);
    for column in &regions[index].columns {
        if column.ruled {
            let place =
                Place::Page { page: sheet.page.number, rect: Some(sheet.space.page_rect(&column.rect)) };
            out.items.push(FlowItem::Separator { place });
        }
        out.doubts.extend(column.doubt.map(|gap| sheet.space.page_rect(&gap)));
        let frame = out.frames.len() as u32;
        out.frames.push(Frame {
            page: sheet.page.number,
            rect: sheet.space.page_rect(&column.rect),
            region: index as u32,
            boxed: index > 0,
            writing_mode: writing_mode(&sheet.space),
        });
        if let Some(grid) = &column.grid {
            push_table(sheet, grid, frame, texts(sheet, column), out);
            continue;
        }
        let (entries, edges) = entries(sheet, column, width);
        let mut above: Option<PlacedLine> = None;
        for entry in entries {
            match entry {
                Entry::Line(line) => {
                    let cues = align::cues(&edges, above.as_ref(), &line);
                    push_line(sheet, &sheet.space, &line, frame, cues, out);
                    above = Some(line);
                }
                Entry::Other(ItemKind::Boxed(inner)) => region(sheet, regions, inner, left_out, out),
                Entry::Other(ItemKind::Table(i)) => {
                    let grid = &sheet.tables[i];
                    let inside =
                        sheet.fragments.iter().enumerate().filter(|(i, fragment)| {
                            !left_out[*i] && grid.rect.holds_middle_of(&fragment.rect)
                        });
                    push_table(sheet, grid, frame, inside.map(|(_, fragment)| fragment), out);
                }
                Entry::Other(ItemKind::Picture(i)) => push_picture(sheet, i, frame, out),
                Entry::Other(ItemKind::Turned(i)) => push_turned(sheet, i, index, out),
                Entry::Other(ItemKind::Text(_)) => {}
            }
        }
    }
}

fn entries(sheet: &Sheet, column: &Column, width: f32) -> (Vec<Entry>, Edges) {
    let mut lines = lines(texts(sheet, column).collect(), sheet.sizes);
    ruby::attach(sheet.page, &sheet.rulings, &mut lines);
    let edges = align::edges(sheet.page, &column.rect, &lines, width);
    let mut entries: Vec<(Rect, Entry)> =
        lines.into_iter().map(|line| (line.rect, Entry::Line(line))).collect();
    let others = column.items.iter().filter(|item| !matches!(item.kind, ItemKind::Text(_)));
    entries.extend(others.map(|item| (item.rect, Entry::Other(item.kind))));
    entries.sort_by(|(a, _), (b, _)| a.y0.total_cmp(&b.y0).then(a.x0.total_cmp(&b.x0)));
    (entries.into_iter().map(|(_, entry)| entry).collect(), edges)
}

/// The fragments of text in a column.
fn texts<'a>(sheet: &'a Sheet, column: &'a Column) -> impl Iterator<Item = &'a Fragment> {
    column.items.iter().filter_map(|item| match item.kind {
        ItemKind::Text(i) => Some(&sheet.fragments[i]),
        _ => None,
    })
}

fn push_line(sheet: &Sheet, space: &Space, line: &PlacedLine, frame: u32, cues: Cues, out: &mut PageFlow) {
    let read = text::read_line(sheet.page, line, sheet.sizes, turned_order(sheet, space));
    let style = &sheet.page.styles[usize::from(read.style)];
    let view = sheet.space.view(&space.page_rect(&line.rect));
    let label = |panel: &Rect| panel.holds_middle_of(&view) && panel.height() <= view.height() * 2.5;
    let cues = Cues {
        size: line.size,
        bold: read.bold,
        italic: read.italic,
        color: style.color,
        other_family: style.family != sheet.family,
        panel: sheet.rulings.panels.iter().any(label),
        ..cues
    };
    let place = Place::Page { page: sheet.page.number, rect: Some(space.page_rect(&line.rect)) };
    let line = Line { text: read.text, place: Some(place), frame: Some(frame), cues };
    out.items.push(FlowItem::Line(line));
}

/// How scripts run in a view: from right to left only where it is a mirror's.
fn turned_order(sheet: &Sheet, space: &Space) -> Order {
    match sheet.order {
        Order::Leftwards if !space.mirrored => Order::Mixed,
        order => order,
    }
}

fn push_turned(sheet: &Sheet, index: usize, region: usize, out: &mut PageFlow) {
    let block = &sheet.turned[index];
    let frame = out.frames.len() as u32;
    out.frames.push(Frame {
        page: sheet.page.number,
        rect: sheet.space.page_rect(&block.rect),
        region: region as u32,
        boxed: region > 0,
        writing_mode: writing_mode(&block.space),
    });
    let extent = block.lines.iter().map(|line| line.rect).reduce(|a, b| a.union(&b)).unwrap_or_default();
    let edges = align::edges(sheet.page, &extent, &block.lines, 0.0);
    let mut above = None;
    for line in &block.lines {
        push_line(sheet, &block.space, line, frame, align::cues(&edges, above, line), out);
        above = Some(line);
    }
}

fn push_table<'a>(
    sheet: &Sheet,
    grid: &Grid,
    frame: u32,
    fragments: impl Iterator<Item = &'a Fragment>,
    out: &mut PageFlow,
) {
    let place = Place::Page { page: sheet.page.number, rect: Some(sheet.space.page_rect(&grid.rect)) };
    let table = cells::table(sheet, grid, fragments);
    out.items.push(FlowItem::Table { table, place, frame: Some(frame) });
}

fn push_picture(sheet: &Sheet, index: usize, frame: u32, out: &mut PageFlow) {
    let placed = &sheet.page.images[index];
    out.items.push(FlowItem::Picture(Picture {
        image: placed.image.clone(),
        alt: placed.alt.clone().unwrap_or_default(),
        place: Place::Page { page: sheet.page.number, rect: Some(placed.rect) },
        frame: Some(frame),
    }));
}

fn writing_mode(space: &Space) -> WritingMode {
    match space.direction {
        Direction::Vertical => WritingMode::VerticalRl,
        Direction::Right if space.mirrored => WritingMode::HorizontalRtl,
        Direction::Right | Direction::Down | Direction::Up | Direction::Left => WritingMode::HorizontalLtr,
    }
}

/// The text of lines that stand one below the other, joined as their script joins lines.
pub fn joined(sheet: &Sheet, lines: &[PlacedLine]) -> Spanned {
    let mut out = Spanned::default();
    for line in lines {
        let next = text::read_line(sheet.page, line, sheet.sizes, sheet.order).text;
        let spaced = |c: Option<char>| c.is_some_and(|c| !backissue_model::script::is_ideographic(c));
        if spaced(out.text.chars().next_back()) && spaced(next.text.chars().next()) {
            out.push_str(" ");
        }
        out.append(next);
    }
    out
}
