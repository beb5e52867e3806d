//! The last look over all lines: the family of the body text, text boxes as sidebars or as the text itself.

use std::rc::Rc;

use backissue_model::{FlowItem, Inline, Line, Role};

use crate::composer::most;
use crate::line::prefix;
use crate::reading::{Item, Reading};

/// When text boxes hold more than this share of all characters, they are the columns of the page and no
/// sidebars: newsletters made of boxes only are set so.
const BOXES_ARE_COLUMNS: f32 = 0.5;

/// The items of the main text.
pub fn items(reading: &Reading<'_>, items: Vec<Item>) -> Vec<FlowItem> {
    let body = most(&reading.families);
    let boxes_are_columns = share_in_boxes(&items) > BOXES_ARE_COLUMNS;
    let finished = items.into_iter().map(|item| {
        let boxed = item.boxed && !boxes_are_columns;
        match item.flow {
            FlowItem::Line(line) => {
                FlowItem::Line(finished(line, item.family.as_ref(), body.as_ref(), boxed))
            }
            other => other,
        }
    });
    with_table_captions(finished)
}

/// Gives tables the captions that stand next to them: above, unless that is the caption of a picture; else below,
/// unless it is the caption of what follows.
fn with_table_captions(items: impl Iterator<Item = FlowItem>) -> Vec<FlowItem> {
    let mut items = items.peekable();
    let mut out: Vec<FlowItem> = Vec::new();
    while let Some(item) = items.next() {
        match item {
            FlowItem::Table { mut table, place, frame } => {
                if table.caption.is_empty() {
                    table.caption = caption_above(&mut out);
                }
                out.push(FlowItem::Table { table, place, frame });
            }
            FlowItem::Line(line) if is_caption(&line) => {
                let goes_below = !matches!(items.peek(), Some(FlowItem::Table { .. } | FlowItem::Picture(_)));
                match out.last_mut() {
                    Some(FlowItem::Table { table, .. }) if goes_below && table.caption.is_empty() => {
                        table.caption = line.text.into_inlines();
                    }
                    _ => out.push(FlowItem::Line(line)),
                }
            }
            other => out.push(other),
        }
    }
    out
}

/// Takes the caption off the end, if one stands there that is no picture's.
fn caption_above(items: &mut Vec<FlowItem>) -> Vec<Inline> {
    match items.as_mut_slice() {
        [.., FlowItem::Picture(_), FlowItem::Line(_)] => Vec::new(),
        [.., FlowItem::Line(line)] if is_caption(line) => {
            let caption = std::mem::take(&mut line.text).into_inlines();
            items.pop();
            caption
        }
        _ => Vec::new(),
    }
}

fn is_caption(line: &Line) -> bool {
    line.cues.role == Some(Role::Caption)
}

/// The items of a note.
pub fn plain_items(items: Vec<Item>) -> Vec<FlowItem> {
    items.into_iter().map(|item| item.flow).collect()
}

fn finished(mut line: Line, family: Option<&Rc<str>>, body: Option<&Rc<str>>, boxed: bool) -> Line {
    line.cues.other_family = family.is_some_and(|family| Some(family) != body);
    if boxed {
        // A line has one role; in a sidebar the mark of a list goes into the text.
        if let Some(Role::ListItem { label, .. }) = line.cues.role.take() {
            prefix(&mut line.text, &label);
        }
        line.cues.role = Some(Role::Sidebar);
    }
    line
}

fn share_in_boxes(items: &[Item]) -> f32 {
    let mut boxed = 0;
    let mut all = 0;
    for item in items {
        let count = match &item.flow {
            FlowItem::Line(line) => line.text.text.chars().count(),
            _ => 0,
        };
        all += count;
        boxed += if item.boxed { count } else { 0 };
    }
    if all == 0 { 0.0 } else { boxed as f32 / all as f32 }
}
