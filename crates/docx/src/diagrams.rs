//! Diagrams, called SmartArt (ECMA-376 Part 1, 21.4): the text of their points, in the order of the data model.

use backissue_model::{Cues, FlowItem, Line, ParagraphCue, Spanned};

use crate::composer::Composer;
use crate::markup::{self, Element};
use crate::namespace::Namespace::{Diagram, Drawing};
use crate::reading::{Item, Reading, Story};

/// Reads the diagram whose parts a `dgm:relIds` element names.
pub fn read(reading: &mut Reading<'_>, story: &Story, composer: &mut Composer, element: &Element<'_>) {
    let part = element.relationship("dm").and_then(|id| story.relationships.part(id)).map(str::to_owned);
    let Some(text) = part.and_then(|part| reading.optional_text(&part)) else {
        return;
    };
    let (root, _) = markup::parse(&text);
    let mut lines = Vec::new();
    root.each(Diagram, "pt", &mut |point| {
        // Points of other types stand for the layout, not for what is shown (21.4.7.51).
        if matches!(point.attribute("type"), None | Some("node" | "asst")) {
            lines.extend(paragraphs(point));
        }
    });
    for text in lines {
        reading.decode(&text);
        let cues = Cues { paragraph: ParagraphCue::Whole, ..Cues::default() };
        let line = Line { text: Spanned::plain(text), place: Some(story.place()), frame: None, cues };
        composer.beside.push(Item { boxed: true, ..Item::new(FlowItem::Line(line)) });
    }
}

fn paragraphs(point: &Element<'_>) -> Vec<String> {
    let mut paragraphs = Vec::new();
    point.each(Drawing, "p", &mut |paragraph| {
        let mut text = String::new();
        paragraph.each(Drawing, "t", &mut |run| text.push_str(&run.text()));
        if !text.trim().is_empty() {
            paragraphs.push(text.trim().to_owned());
        }
    });
    paragraphs
}
