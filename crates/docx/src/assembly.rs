//! The last look over all lines: the family of the body text, text boxes as sidebars or as the text itself.

use std::rc::Rc;

use backissue_model::{FlowItem, Line, Role};

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
    finished.collect()
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
