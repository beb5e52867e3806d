//! Formulas taken on no trust: MathML is parsed, checked against presentation MathML and written anew.
//!
//! What is written is well-formed, holds no link, script or foreign element, and has the children that each
//! schema (MathML 3, chapter 3) asks for. It is no renderer, and it mends nothing: a formula with a fault is
//! refused, and its text stands for it.

use quick_xml::Reader;
use quick_xml::escape::{resolve_xml_entity, unescape};
use quick_xml::events::{BytesStart, Event};

use crate::xml::{escape_attribute, escape_text};

/// How deep elements may nest. Formulas of print stay under twenty; deeper ones attack the stack.
const DEPTH: usize = 64;

const NAMESPACE: &str = "http://www.w3.org/1998/Math/MathML";

/// Elements that hold text and nothing else (3.2).
const TOKENS: [&str; 5] = ["mi", "mn", "mo", "mtext", "ms"];

/// Elements that hold any number of others (3.3).
const ROWS: [&str; 10] =
    ["math", "mrow", "msqrt", "mstyle", "merror", "mpadded", "mphantom", "mfenced", "menclose", "mtd"];

/// Elements that hold a certain number of others (3.1.3.2).
const FIXED: [(&str, usize); 9] = [
    ("mfrac", 2),
    ("mroot", 2),
    ("msub", 2),
    ("msup", 2),
    ("munder", 2),
    ("mover", 2),
    ("msubsup", 3),
    ("munderover", 3),
    ("mspace", 0),
];

const SWITCHES: [&str; 9] = [
    "stretchy",
    "fence",
    "separator",
    "accent",
    "accentunder",
    "largeop",
    "movablelimits",
    "symmetric",
    "displaystyle",
];

const VARIANTS: [&str; 14] = [
    "normal",
    "bold",
    "italic",
    "bold-italic",
    "double-struck",
    "bold-fraktur",
    "script",
    "bold-script",
    "fraktur",
    "sans-serif",
    "bold-sans-serif",
    "sans-serif-italic",
    "sans-serif-bold-italic",
    "monospace",
];

/// How the namespace is declared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Namespace {
    /// As the default of the `math` element, for XHTML.
    Default,
    /// By the prefix `mml`, which the document declares, for JATS.
    Prefixed,
}

/// The formula as it may stand in a document, with `alttext`; `None` when `source` is not one `math` element of
/// presentation MathML.
pub fn clean(source: &str, alttext: &str, namespace: Namespace) -> Option<String> {
    let root = parse(source)?;
    if root.name != "math" || !is_sound(&root) {
        return None;
    }
    let prefix = match namespace {
        Namespace::Default => "",
        Namespace::Prefixed => "mml:",
    };
    let mut out = String::with_capacity(source.len() + 64);
    out.push_str(&format!("<{prefix}math"));
    if namespace == Namespace::Default {
        out.push_str(&format!(" xmlns=\"{NAMESPACE}\""));
    }
    if !alttext.is_empty() {
        out.push_str(&format!(" alttext=\"{}\"", escape_attribute(alttext)));
    }
    write_rest(&root, prefix, &mut out);
    Some(out)
}

#[derive(Debug, Default)]
struct Element {
    name: String,
    attributes: Vec<(String, String)>,
    text: String,
    children: Vec<Element>,
}

fn parse(source: &str) -> Option<Element> {
    let mut reader = Reader::from_str(source);
    let mut open: Vec<Element> = vec![Element::default()];
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) if open.len() <= DEPTH => open.push(element(&start)?),
            Event::Empty(start) => open.last_mut()?.children.push(element(&start)?),
            Event::End(_) => close(&mut open)?,
            Event::Text(text) => open.last_mut()?.text.push_str(&text.xml10_content()),
            Event::GeneralRef(reference) => {
                let character = reference.resolve_char_ref().ok()?.map(String::from);
                let resolved = character.or_else(|| resolve_xml_entity(&reference).map(str::to_owned))?;
                open.last_mut()?.text.push_str(&resolved);
            }
            Event::Comment(_) => {}
            Event::Eof => break,
            _ => return None,
        }
    }
    let mut document = open.pop()?;
    let whole = open.is_empty() && document.text.trim().is_empty() && document.children.len() == 1;
    if whole { document.children.pop() } else { None }
}

fn close(open: &mut Vec<Element>) -> Option<()> {
    let done = open.pop()?;
    open.last_mut()?.children.push(done);
    Some(())
}

fn element(start: &BytesStart<'_>) -> Option<Element> {
    let name = start.local_name().as_ref().to_owned();
    let mut attributes = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute.ok()?;
        let key = attribute.key.as_ref().to_owned();
        let value = unescape(&attribute.value).ok()?.into_owned();
        if is_safe(&key, &value) {
            attributes.push((key, value));
        }
    }
    Some(Element { name, attributes, ..Element::default() })
}

/// Whether an attribute is kept: those that change how a formula looks, with a value that every schema knows.
fn is_safe(name: &str, value: &str) -> bool {
    match name {
        "display" => ["block", "inline"].contains(&value),
        "dir" => ["ltr", "rtl"].contains(&value),
        "form" => ["prefix", "infix", "postfix"].contains(&value),
        "mathvariant" => VARIANTS.contains(&value),
        "open" | "close" | "separators" => true,
        "linethickness" | "lspace" | "rspace" | "width" => is_length(value),
        "columnspan" | "rowspan" => value.parse().is_ok_and(|n: u16| n > 0),
        "columnalign" => value.split(' ').all(|word| ["left", "center", "right"].contains(&word)),
        _ => SWITCHES.contains(&name) && ["true", "false"].contains(&value),
    }
}

/// A number with a unit, `0.5em`.
fn is_length(value: &str) -> bool {
    let number = ["em", "ex", "pt", "px"].iter().find_map(|unit| value.strip_suffix(unit));
    number.is_some_and(|n| {
        n.starts_with(|c: char| c.is_ascii_digit())
            && n.bytes().all(|b| b.is_ascii_digit() || b == b'.')
            && n.parse::<f32>().is_ok()
    })
}

fn is_sound(element: &Element) -> bool {
    let name = element.name.as_str();
    if TOKENS.contains(&name) {
        return element.children.is_empty();
    }
    let names = |wanted: &str| element.children.iter().all(|child| child.name == wanted);
    let inner = |child: &Element| !["math", "mtr", "mtd"].contains(&child.name.as_str());
    let children = match name {
        "mtable" => names("mtr"),
        "mtr" => names("mtd"),
        _ if ROWS.contains(&name) => element.children.iter().all(inner),
        _ => {
            let count = FIXED.iter().find(|(fixed, _)| *fixed == name).map(|(_, count)| *count);
            count == Some(element.children.len()) && element.children.iter().all(inner)
        }
    };
    children && element.text.trim().is_empty() && element.children.iter().all(is_sound)
}

/// Attributes, content and end tag.
fn write_rest(element: &Element, prefix: &str, out: &mut String) {
    for (name, value) in &element.attributes {
        out.push_str(&format!(" {name}=\"{}\"", escape_attribute(value)));
    }
    out.push('>');
    if element.children.is_empty() {
        out.push_str(&escape_text(element.text.trim()));
    }
    for child in &element.children {
        out.push_str(&format!("<{prefix}{}", child.name));
        write_rest(child, prefix, out);
    }
    out.push_str(&format!("</{prefix}{}>", element.name));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn default(source: &str) -> Option<String> {
        clean(source, "", Namespace::Default)
    }

    #[test]
    fn a_formula_is_written_anew_in_either_form() {
        let source = "<m:math xmlns:m='x' display='block'><m:msup><m:mi>x&amp;</m:mi> <m:mn>2</m:mn></m:msup></m:math>";
        let expected = "<mml:math alttext=\"x2\" display=\"block\"><mml:msup><mml:mi>x&amp;</mml:mi><mml:mn>2</mml:mn>\
            </mml:msup></mml:math>";
        assert_eq!(clean(source, "x2", Namespace::Prefixed).as_deref(), Some(expected));
        let expected = "<math xmlns=\"http://www.w3.org/1998/Math/MathML\"><mi>∞</mi></math>";
        assert_eq!(default("<math><mi>&#x221e;</mi></math>").as_deref(), Some(expected));
    }

    #[test]
    fn attributes_that_do_not_belong_are_dropped() {
        let source = "<math onclick='x()' href='javascript:x()' mathvariant='evil' display='inline'></math>";
        let expected = "<math xmlns=\"http://www.w3.org/1998/Math/MathML\" display=\"inline\"></math>";
        assert_eq!(default(source).as_deref(), Some(expected));
    }

    #[test]
    fn what_is_not_presentation_mathml_is_refused() {
        let deep = format!("<math>{}{}</math>", "<mrow>".repeat(5000), "</mrow>".repeat(5000));
        let sources = [
            "",
            "x",
            "<mi>x</mi>",
            "<math>",
            "<math/><math/>",
            "<math>loose</math>",
            "<math><script/></math>",
            "<math><msup><mi>x</mi></msup></math>",
            "<math><mtable><mi/></mtable></math>",
            "<!DOCTYPE x []><math/>",
            "<math><mi>&evil;</mi></math>",
            "<math><mi><a/></mi></math>",
            deep.as_str(),
        ];
        for source in sources {
            assert_eq!(default(source), None, "{source:.60}");
        }
    }
}
