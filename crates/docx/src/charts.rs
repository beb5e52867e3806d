//! Charts (ECMA-376 Part 1, 21.2): their titles as captions, their cached values as a table.

use backissue_model::{
    Block, Cell, CellRole, Content, Cues, FlowItem, Inline, Line, ParagraphCue, Role, Row, Spanned, Table,
};

use crate::composer::Composer;
use crate::markup::{self, Element};
use crate::namespace::Namespace::{Chart, Drawing};
use crate::reading::{Item, Reading, Story};

/// Points of a series that are shown. A chart of more is a curve, not a table.
const POINTS: usize = 1000;
/// Series that are shown.
const SERIES: usize = 64;

/// Reads the chart that a `c:chart` element names.
pub fn read(reading: &mut Reading<'_>, story: &Story, composer: &mut Composer, element: &Element<'_>) {
    let part = element.relationship("id").and_then(|id| story.relationships.part(id)).map(str::to_owned);
    let Some(text) = part.and_then(|part| reading.optional_text(&part)) else {
        return;
    };
    let (root, _) = markup::parse(&text);
    for title in titles(&root) {
        reading.decode(&title);
        composer.beside.push(Item::new(FlowItem::Line(caption(story, title))));
    }
    if let Some(table) = table(reading, &root) {
        composer.beside.push(Item::new(FlowItem::Table { table, place: story.place(), frame: None }));
    }
}

/// The titles of the chart and its axes, where they are typed in.
fn titles(root: &Element<'_>) -> Vec<String> {
    let mut titles = Vec::new();
    root.each(Chart, "title", &mut |title| {
        let mut text = String::new();
        title.each(Drawing, "t", &mut |run| text.push_str(&run.text()));
        if !text.trim().is_empty() {
            titles.push(text);
        }
    });
    titles
}

fn caption(story: &Story, text: String) -> Line {
    let cues = Cues { paragraph: ParagraphCue::Whole, role: Some(Role::Caption), ..Cues::default() };
    Line { text: Spanned::plain(text), place: Some(story.place()), frame: None, cues }
}

/// Categories down, series across; none when the chart keeps no values.
fn table(reading: &mut Reading<'_>, root: &Element<'_>) -> Option<Table> {
    let mut series = Vec::new();
    root.each(Chart, "ser", &mut |element| {
        if series.len() < SERIES {
            series.push(columns(element));
        }
    });
    let categories = series.iter().map(|(_, categories, _)| categories).find(|values| !values.is_empty());
    let categories = categories.cloned().unwrap_or_default();
    let length = series.iter().map(|(_, _, values)| values.len()).max()?.max(categories.len());
    let mut head = vec![String::new()];
    head.extend(series.iter().map(|(name, _, _)| name.clone()));
    let value = |values: &[String], at: usize| values.get(at).cloned().unwrap_or_default();
    let mut rows = vec![head];
    for at in 0..length {
        let mut row = vec![value(&categories, at)];
        row.extend(series.iter().map(|(_, _, values)| value(values, at)));
        rows.push(row);
    }
    rows.iter().flatten().for_each(|text| reading.decode(text));
    let rows = rows.into_iter().enumerate().map(|(number, row)| {
        let cell = |(column, text): (usize, String)| cell(text, number == 0 || column == 0);
        Row { cells: row.into_iter().enumerate().map(cell).collect() }
    });
    Some(Table { caption: Vec::new(), head_rows: 1, rows: rows.collect() })
}

/// Name, categories and values of a series.
fn columns(series: &Element<'_>) -> (String, Vec<String>, Vec<String>) {
    let values = |names: [&str; 2]| {
        let source = names.iter().find_map(|name| series.child(name));
        source.map(points).unwrap_or_default()
    };
    let name = series.child("tx").map(points).unwrap_or_default().join(" ");
    (name, values(["cat", "xVal"]), values(["val", "yVal"]))
}

/// The cached points of a source, by their index; missing ones are empty.
fn points(source: &Element<'_>) -> Vec<String> {
    let mut points: Vec<String> = Vec::new();
    source.each(Chart, "pt", &mut |point| {
        let at = point.number("idx").and_then(|at| usize::try_from(at).ok()).unwrap_or(points.len());
        let value = point.child("v").map(|value| value.text().trim().to_owned());
        if let Some(value) = value.filter(|_| at < POINTS) {
            points.resize(points.len().max(at + 1), String::new());
            points[at] = value;
        }
    });
    if points.is_empty() {
        points.extend(source.child("v").map(|value| value.text().trim().to_owned()));
    }
    points
}

fn cell(text: String, is_head: bool) -> Cell {
    let blocks = match text.is_empty() {
        true => Vec::new(),
        false => vec![Block::new(Content::Paragraph(vec![Inline::text(text)]))],
    };
    Cell { role: if is_head { CellRole::Header } else { CellRole::Data }, colspan: 1, rowspan: 1, blocks }
}
