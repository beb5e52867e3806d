//! Tracked changes: which side of a change is text and which is left out (ECMA-376 Part 1, 17.13.5).

use backissue_model::Rule;

use crate::markup::Element;
use crate::{Changes, ReadOptions};

/// Rule of text that a change has taken out.
pub const DELETED: Rule = Rule::new("changes/deleted");
/// Rule of text that a rejected change would have put in.
pub const INSERTED: Rule = Rule::new("changes/inserted");

/// Whether the content of a change is left out.
pub fn is_left_out(options: &ReadOptions, change: &Element<'_>) -> bool {
    match change.name {
        "del" | "moveFrom" => options.changes == Changes::Accept,
        "ins" | "moveTo" => options.changes == Changes::Reject,
        _ => false,
    }
}

/// The rule under which the content of a change is left out.
pub fn rule(change: &Element<'_>) -> Rule {
    match change.name {
        "del" | "moveFrom" => DELETED,
        _ => INSERTED,
    }
}

/// Whether the end of a paragraph, a row or a cell is taken out, by the changes noted in its properties.
pub fn takes_out(options: &ReadOptions, properties: &Element<'_>) -> bool {
    properties.elements().any(|child| is_left_out(options, child))
}
