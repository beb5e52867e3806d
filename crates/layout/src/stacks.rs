//! Upright glyphs that stand in stacks read downwards.
//!
//! Many programs draw vertical text glyph by glyph in a horizontal font, so that only the distances tell: in a
//! vertical text the neighbours above and below are closer than those at the sides.

use backissue_model::{Direction, Page, Visibility};

use backissue_model::script::is_square;

/// Neighbours count as aligned when their middles differ by less than this share of the type size.
const ALIGNED: f32 = 0.25;
/// The largest gap, as a share of the type size, between glyphs of one stack: vertical text is set solid or with
/// light letter-spacing; horizontal lines are hardly ever set closer than this (leading 1.3).
const STACK_GAP: f32 = 0.3;
/// Glyphs of one text have sizes at least this close.
const SAME_SIZE: f32 = 0.8;
/// By how much closer, as a share of the type size, a neighbour must be to decide.
const MARGIN: f32 = 0.05;
/// Glyphs that a stack needs; fewer are an accident of a table or of short lines.
const MIN_STACK: usize = 3;
/// Two glyphs are a stack on a page where most stand in stacks: a name, a headline of two characters.
const PAIR: usize = 2;
/// From the middle of a vertical line to that of the next, as a share of the type size.
const LINE_PITCH: std::ops::Range<f32> = 0.9..2.2;
/// The largest distance that is looked at, as a share of the type size.
const REACH: f32 = 3.0;

/// A square glyph's cell.
struct Cell {
    glyph: usize,
    x: f32,
    y: f32,
    size: f32,
}

/// Tells for each glyph of a page whether it stands in a stack.
pub fn stacked(page: &Page) -> Vec<bool> {
    let mut marks = vec![false; page.glyphs.len()];
    let cells = cells(page);
    let votes = votes(&cells);
    if votes.iter().filter(|&&vote| vote).count() < MIN_STACK {
        return marks;
    }
    let chains = chains(&cells, &votes);
    let all: usize = chains.iter().map(Vec::len).filter(|len| *len >= MIN_STACK).sum();
    let least = if all * 2 > cells.len() { PAIR } else { MIN_STACK };
    let stacks: Vec<&Vec<usize>> = chains.iter().filter(|chain| chain.len() >= least).collect();
    for cell in stacks.iter().copied().flatten() {
        marks[cells[*cell].glyph] = true;
    }
    adopt_lone_ends(&cells, &stacks, &mut marks);
    adopt_small_runs(page, &mut marks);
    marks
}

/// Takes in a single glyph that ends a headline or a paragraph: nothing stands beside or below it, and the line before
/// it, at its right, begins level with it.
fn adopt_lone_ends(cells: &[Cell], stacks: &[&Vec<usize>], marks: &mut [bool]) {
    let tops: Vec<&Cell> = stacks.iter().filter_map(|stack| stack.first()).map(|&top| &cells[top]).collect();
    let alone = |cell: &Cell| {
        let from = cells.partition_point(|other| other.y < cell.y - ALIGNED * cell.size);
        let near = cells[from..].iter().take_while(|other| other.y <= cell.y + 2.0 * cell.size);
        near.into_iter().all(|other| other.glyph == cell.glyph || !is_next(cell, other, marks[other.glyph]))
    };
    let ends_lines = |cell: &Cell| {
        let from = tops.partition_point(|top| top.y < cell.y - ALIGNED * cell.size);
        let level = tops[from..].iter().take_while(|top| top.y <= cell.y + ALIGNED * cell.size);
        level.into_iter().any(|top| {
            let pitch = (top.x - cell.x) / cell.size;
            (top.size - cell.size).abs() < 0.05 * cell.size && LINE_PITCH.contains(&pitch)
        })
    };
    let lone: Vec<usize> = cells
        .iter()
        .filter(|cell| !marks[cell.glyph] && ends_lines(cell) && alone(cell))
        .map(|cell| cell.glyph)
        .collect();
    for glyph in lone {
        marks[glyph] = true;
    }
}

/// Whether a glyph that is in no stack stands beside or right below another as the next of its line would.
fn is_next(cell: &Cell, other: &Cell, is_stacked: bool) -> bool {
    let (dx, dy) = ((other.x - cell.x).abs() / cell.size, (other.y - cell.y) / cell.size);
    !is_stacked
        && other.size >= SAME_SIZE * cell.size
        && dx < LINE_PITCH.end + ALIGNED
        && dy < 1.0 + STACK_GAP
}

fn cells(page: &Page) -> Vec<Cell> {
    let mut cells: Vec<Cell> = page
        .glyphs
        .iter()
        .enumerate()
        .filter(|(_, glyph)| {
            let style = page.style(glyph);
            style.direction == Direction::Right
                && style.visibility != Visibility::Hidden
                && page.glyph_text(glyph).chars().next().is_some_and(is_square)
        })
        .map(|(index, glyph)| Cell {
            glyph: index,
            x: glyph.x + glyph.advance / 2.0,
            y: glyph.y,
            size: page.style(glyph).size,
        })
        .collect();
    cells.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.x.total_cmp(&b.x)));
    cells
}

/// Whether each cell's nearest neighbour stands above or below rather than beside it.
fn votes(cells: &[Cell]) -> Vec<bool> {
    let mut beside = vec![f32::INFINITY; cells.len()];
    let mut stacked = vec![f32::INFINITY; cells.len()];
    for (i, a) in cells.iter().enumerate() {
        for (j, b) in cells.iter().enumerate().skip(i + 1) {
            let size = a.size.max(b.size);
            let (dx, dy) = ((b.x - a.x).abs() / size, (b.y - a.y) / size);
            if dy > REACH {
                break;
            }
            // A headline beside a column of small type is no neighbour of its glyphs.
            if a.size.min(b.size) < SAME_SIZE * size {
                continue;
            }
            if dy < ALIGNED && dx > ALIGNED {
                beside[i] = beside[i].min(dx - 1.0);
                beside[j] = beside[j].min(dx - 1.0);
            } else if dx < ALIGNED && dy > ALIGNED {
                stacked[i] = stacked[i].min(dy - 1.0);
                stacked[j] = stacked[j].min(dy - 1.0);
            }
        }
    }
    beside
        .iter()
        .zip(&stacked)
        .map(|(beside, stacked)| *stacked < STACK_GAP && stacked + MARGIN < *beside)
        .collect()
}

/// Chains of voting cells, each the next below the last.
fn chains(cells: &[Cell], votes: &[bool]) -> Vec<Vec<usize>> {
    let mut used = vec![false; cells.len()];
    let mut chains = Vec::new();
    for first in 0..cells.len() {
        if used[first] || !votes[first] {
            continue;
        }
        let mut chain = vec![first];
        used[first] = true;
        while let Some(next) = below(cells, votes, *chain.last().expect("a chain has a first cell")) {
            if used[next] {
                break;
            }
            used[next] = true;
            chain.push(next);
        }
        chains.push(chain);
    }
    chains
}

fn below(cells: &[Cell], votes: &[bool], from: usize) -> Option<usize> {
    let a = &cells[from];
    let close = |b: &Cell| (b.x - a.x).abs() < ALIGNED * a.size && (b.y - a.y) > ALIGNED * a.size;
    let reach = a.y + a.size * (1.0 + STACK_GAP * 2.0);
    (from + 1..cells.len()).take_while(|&j| cells[j].y <= reach).find(|&j| votes[j] && close(&cells[j]))
}

/// Takes in what stands between the glyphs of a stack without being square: upright numbers of two or three
/// digits, punctuation, and the last glyph of a paragraph. Letters turned a quarter stand in the stack as well: a
/// single square glyph behind a stroke goes on with it.
fn adopt_small_runs(page: &Page, marks: &mut [bool]) {
    let mut stack: Vec<Cell> = (0..marks.len()).filter(|&i| marks[i]).map(|i| cell(page, i)).collect();
    let mut turned = vec![false; marks.len()];
    loop {
        stack.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.x.total_cmp(&b.x)));
        let reach = stack.iter().map(|cell| cell.size).fold(0.0, f32::max) * (1.0 + STACK_GAP);
        let next: Vec<Cell> = (0..marks.len())
            .filter(|&i| {
                !marks[i] && !turned[i] && matches!(direction(page, i), Direction::Right | Direction::Down)
            })
            .map(|i| cell(page, i))
            .filter(|cell| {
                let from = stack.partition_point(|other| other.y < cell.y - reach);
                let near = stack[from..].iter().take_while(|other| other.y <= cell.y + reach);
                near.into_iter().any(|other| continues(cell, other))
            })
            .collect();
        if next.is_empty() {
            return;
        }
        for cell in &next {
            let seen = if direction(page, cell.glyph) == Direction::Down { &mut turned } else { &mut *marks };
            seen[cell.glyph] = true;
        }
        stack = next;
    }
}

fn direction(page: &Page, glyph: usize) -> Direction {
    page.style(&page.glyphs[glyph]).direction
}

/// From the baseline of a letter to the middle of its column when it is turned a quarter, as a share of its size.
const TURNED_MIDDLE: f32 = 0.35;

/// The cell of a glyph: the middle of its column, and its baseline. A turned letter's is where an upright one would have
/// it that ends with the letter.
fn cell(page: &Page, index: usize) -> Cell {
    let glyph = &page.glyphs[index];
    let size = page.style(glyph).size;
    match direction(page, index) {
        Direction::Down => {
            Cell { glyph: index, x: glyph.x + TURNED_MIDDLE * size, y: glyph.y + glyph.advance, size }
        }
        _ => Cell { glyph: index, x: glyph.x + glyph.advance / 2.0, y: glyph.y, size },
    }
}

/// Whether a glyph stands in the next cell of a stack, in type of the same size.
fn continues(cell: &Cell, stacked: &Cell) -> bool {
    let dy = (cell.y - stacked.y).abs() / stacked.size;
    (cell.x - stacked.x).abs() < stacked.size * 0.5
        && (0.05..1.0 + STACK_GAP).contains(&dy)
        && (0.75..=1.1).contains(&(cell.size / stacked.size))
}
