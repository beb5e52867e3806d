//! Drawings, of DrawingML (ECMA-376 Part 1, 20.4) and of VML (Part 4, 19): pictures, text boxes, charts, diagrams,
//! each read once although Word writes both forms.

use backissue_model::WarningKind;

use crate::composer::{Composer, Look, PendingPicture};
use crate::markup::Element;
use crate::namespace::Namespace::{Chart, Diagram, Drawing, Office, Picture, Shape, Vml, Word, WordDrawing};
use crate::paragraph_properties::points;
use crate::reading::{Reading, Setting, Story};
use crate::{charts, diagrams, document, furniture, images, runs};

/// English Metric Units in a point.
const EMU: f32 = 12_700.0;

/// What is known of a drawing around its parts.
#[derive(Debug, Clone, Default)]
struct Frame {
    alt: String,
    height: f32,
    floating: bool,
}

/// The branch of alternate content that is understood (ECMA-376 Part 3, 7.5): the first choice whose namespaces
/// are known here, else the fallback.
pub fn branch<'e, 'a>(element: &'e Element<'a>) -> Option<&'e Element<'a>> {
    // Prefixes are bound by each file, but no producer binds these to anything else. Ink and three-dimensional
    // models are not in the list: their fallback is a picture, which can be shown.
    const KNOWN: [&str; 12] =
        ["wps", "wpg", "wpc", "w14", "w15", "w16", "wp14", "a14", "pic14", "c14", "v", "w16se"];
    let understood = |choice: &&Element<'a>| {
        let requires = choice.attribute("Requires").unwrap_or_default();
        requires.split_whitespace().all(|prefix| KNOWN.contains(&prefix))
    };
    let choice = element.elements().filter(|child| child.name == "Choice").find(understood);
    choice.or_else(|| element.child("Fallback"))
}

/// Reads a drawing: its pictures wait in the paragraph, its text boxes stand beside it.
pub fn read(
    reading: &mut Reading<'_>,
    story: &mut Story,
    composer: &mut Composer,
    element: &Element<'_>,
    look: &Look,
) {
    if element.name == "object" {
        let program = element.descendant(Office, "OLEObject").and_then(|object| object.attribute("ProgID"));
        let message =
            format!("embedded object ({}) is shown by its picture only", program.unwrap_or("unknown"));
        reading.warn(WarningKind::Unsupported, story.place(), message);
    }
    part(reading, story, composer, element, look, &Frame::default());
}

fn part(
    reading: &mut Reading<'_>,
    story: &mut Story,
    composer: &mut Composer,
    element: &Element<'_>,
    look: &Look,
    frame: &Frame,
) {
    match (element.namespace, element.name) {
        (WordDrawing, "inline" | "anchor") => {
            let frame = drawing_frame(element);
            parts(reading, story, composer, element, look, &frame);
        }
        (Vml, "shape" | "rect" | "roundrect" | "oval" | "image" | "group" | "line" | "polyline") => {
            let frame = vml_frame(element, frame);
            parts(reading, story, composer, element, look, &frame);
        }
        (Picture, "pic") => {
            let own = element.child("nvPicPr").and_then(|properties| properties.child("cNvPr")).map(alt_text);
            let alt = Some(frame.alt.clone()).filter(|alt| !alt.is_empty()).or(own).unwrap_or_default();
            parts(reading, story, composer, element, look, &Frame { alt, ..frame.clone() });
        }
        (Drawing, "blip") => {
            let id = element.relationship("embed").or_else(|| element.relationship("link"));
            picture(reading, story, composer, id, frame);
        }
        (Drawing, "srcRect") => tell_crop(reading, story, element, &["l", "t", "r", "b"]),
        (Vml, "imagedata") => {
            tell_crop(reading, story, element, &["cropleft", "croptop", "cropright", "cropbottom"]);
            let id = element.relationship("id").or_else(|| element.relationship("pict"));
            let title = element.attribute("title").unwrap_or_default();
            let alt = if frame.alt.is_empty() { title.to_owned() } else { frame.alt.clone() };
            picture(reading, story, composer, id, &Frame { alt, ..frame.clone() });
        }
        (Vml, "fill") => picture_fill(reading, story, composer, element, frame),
        (Word, "txbxContent") => text_box(reading, story, composer, element),
        (Vml, "textpath") => {
            // WordArt keeps its text in an attribute.
            let text = element.attribute("string").unwrap_or_default();
            if story.setting == Setting::Furniture {
                return furniture::watermark(reading, story, text);
            }
            runs::text(reading, story, composer, text, &look.on_baseline());
        }
        (Drawing, "t") => runs::text(reading, story, composer, &element.text(), look),
        (Drawing, "p") => {
            parts(reading, story, composer, element, look, frame);
            composer.push("\n", look);
        }
        (Chart, "chart") => charts::read(reading, story, composer, element),
        (Diagram, "relIds") => diagrams::read(reading, story, composer, element),
        (_, "AlternateContent") => {
            if let Some(branch) = branch(element) {
                parts(reading, story, composer, branch, look, frame);
            }
        }
        (Shape, "style") | (Word, "control") => {}
        _ => parts(reading, story, composer, element, look, frame),
    }
}

fn parts(
    reading: &mut Reading<'_>,
    story: &mut Story,
    composer: &mut Composer,
    parent: &Element<'_>,
    look: &Look,
    frame: &Frame,
) {
    for element in parent.elements() {
        part(reading, story, composer, element, look, frame);
    }
}

fn drawing_frame(element: &Element<'_>) -> Frame {
    let extent = element.child("extent").and_then(|extent| extent.number("cy")).unwrap_or(0);
    Frame {
        alt: element.child("docPr").map(alt_text).unwrap_or_default(),
        height: extent as f32 / EMU,
        floating: element.name == "anchor",
    }
}

fn vml_frame(element: &Element<'_>, outer: &Frame) -> Frame {
    let style = element.attribute("style").unwrap_or_default();
    let property = |name: &str| {
        let declarations = style.split(';').filter_map(|declaration| declaration.split_once(':'));
        let mut values = declarations.filter(|(property, _)| property.trim() == name);
        values.next().map(|(_, value)| value.trim())
    };
    let alt = element.attribute("alt").map(str::to_owned);
    Frame {
        alt: alt.unwrap_or_else(|| outer.alt.clone()),
        height: property("height").and_then(points).unwrap_or(outer.height),
        floating: outer.floating || property("position") == Some("absolute"),
    }
}

/// The description of a drawing, else its title (20.4.2.5).
fn alt_text(element: &Element<'_>) -> String {
    let text = |name: &str| element.attribute(name).map(str::trim).filter(|text| !text.is_empty());
    text("descr").or_else(|| text("title")).unwrap_or_default().to_owned()
}

fn picture(
    reading: &mut Reading<'_>,
    story: &mut Story,
    composer: &mut Composer,
    id: Option<&str>,
    frame: &Frame,
) {
    let Some(id) = id.filter(|id| !id.is_empty()) else {
        return;
    };
    let image = images::of_relationship(reading, story, id);
    composer.pictures.push(PendingPicture {
        at: composer.text.len(),
        image,
        alt: frame.alt.clone(),
        height: frame.height,
        floating: frame.floating,
    });
}

/// The part of a picture that the document does not show stands in the edition (20.1.8.55; Part 4, 19.1.2.11).
fn tell_crop(reading: &mut Reading<'_>, story: &Story, element: &Element<'_>, sides: &[&str]) {
    let cuts =
        |value: &str| value.starts_with(|c: char| matches!(c, '1'..='9' | '.')) || value.starts_with("0.");
    if sides.iter().filter_map(|side| element.attribute(side)).any(cuts) {
        let message = "pictures that the document crops are shown whole";
        reading.warn_once(WarningKind::Image, story.place(), message);
    }
}

/// A shape filled with a picture shows it.
fn picture_fill(
    reading: &mut Reading<'_>,
    story: &mut Story,
    composer: &mut Composer,
    element: &Element<'_>,
    frame: &Frame,
) {
    if element.attribute("type") == Some("frame") {
        picture(reading, story, composer, element.relationship("id"), frame);
    }
}

/// The blocks of a text box stand beside the paragraph that it is anchored to.
fn text_box(reading: &mut Reading<'_>, story: &mut Story, composer: &mut Composer, element: &Element<'_>) {
    let setting = if story.setting == Setting::Furniture { Setting::Furniture } else { Setting::Box };
    let mut inner = story.within(setting);
    if story.depth >= document::NESTING {
        reading.warn_once(WarningKind::Limit, story.place(), "text boxes nested too deeply are not read");
        return;
    }
    document::blocks(reading, &mut inner, element);
    document::finish(reading, &mut inner);
    story.paragraph = inner.paragraph;
    for mut item in inner.items {
        item.boxed = setting == Setting::Box;
        composer.beside.push(item);
    }
}
