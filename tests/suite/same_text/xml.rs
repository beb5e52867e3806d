//! What a reader of JATS sees: department, titles, contributors with their roles before them, body, notes; nothing
//! of the metadata, nor of the collection's front matter. Numbers of lists are set.

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};

use super::reading::Reading;

/// Elements that programs alone read, or that say again what a paragraph says.
const UNREAD: [&str; 16] = [
    "journal-meta",
    "article-id",
    "pub-date",
    "volume",
    "issue",
    "issue-title",
    "fpage",
    "lpage",
    "page-range",
    "permissions",
    "related-article",
    "custom-meta-group",
    "supplementary-material",
    "alt-text",
    "name-alternatives",
    "collab-alternatives",
];

/// Elements that stand in a line of text.
const INLINE: [&str; 21] = [
    "italic",
    "bold",
    "sc",
    "sub",
    "sup",
    "named-content",
    "styled-content",
    "ruby",
    "rb",
    "rt",
    "ext-link",
    "xref",
    "inline-formula",
    "inline-graphic",
    "alt-text",
    "contrib",
    "name",
    "surname",
    "given-names",
    "role",
    "collab",
];

/// An open element.
struct Open {
    name: String,
    unread: bool,
    /// What was said when it began.
    at: usize,
    /// The number of the next entry, if this is a list with numbers.
    number: Option<u32>,
    /// Whether it is a name whose bearer says the given name first.
    western: bool,
    /// Whether there is an element in it.
    filled: bool,
}

/// Reads a document.
pub fn read(xml: &str, reading: &mut Reading) {
    let mut reader = Reader::from_str(xml);
    let mut open: Vec<Open> = Vec::new();
    let mut collection = false;
    loop {
        let event = reader.read_event().unwrap();
        match &event {
            Event::Start(start) => {
                collection |= open.is_empty() && attribute(start, "article-type") == "collection";
                open_element(start, collection, &mut open, reading);
            }
            Event::End(_) => close_element(&open.pop().unwrap(), open.last(), reading),
            Event::Empty(_) => set_number(&mut open, "", reading),
            Event::Eof => return,
            _ if open.last().is_none_or(|element| element.unread) => {}
            Event::Text(text) => reading.say(text),
            Event::GeneralRef(name) => {
                let reference = format!("&{};", &**name);
                reading.say(&unescape(&reference).unwrap());
            }
            _ => {}
        }
    }
}

fn open_element(start: &BytesStart<'_>, collection: bool, open: &mut Vec<Open>, reading: &mut Reading) {
    let name = start.name().as_ref().to_owned();
    let unread = open.last().is_some_and(|parent| parent.unread)
        || UNREAD.contains(&name.as_str())
        || (collection && open.len() == 1 && name == "front")
        || (name == "subj-group" && attribute(start, "subj-group-type") != "heading");
    if is_block(&name) {
        reading.cut();
    }
    set_number(open, &name, reading);
    open.push(Open {
        unread,
        at: reading.len(),
        number: (name == "list" && attribute(start, "list-type") == "order").then_some(1),
        western: attribute(start, "name-style") == "western",
        filled: false,
        name,
    });
}

/// Sets the number of an entry before the first element in it, unless that is a label.
fn set_number(open: &mut [Open], name: &str, reading: &mut Reading) {
    let [.., list, item] = open else { return };
    if item.filled || item.name != "list-item" {
        return;
    }
    item.filled = true;
    if let Some(number) = list.number.as_mut() {
        if name != "label" {
            reading.say(&format!("{number}."));
        }
        *number += 1;
    }
}

/// A role stands before the name of whoever has it, a given name before the surname where people say so.
fn close_element(element: &Open, parent: Option<&Open>, reading: &mut Reading) {
    let is_first = |parent: &&Open| match element.name.as_str() {
        "role" => true,
        "given-names" => parent.western,
        _ => false,
    };
    if let Some(parent) = parent.filter(is_first) {
        let own = reading.take_from(element.at);
        let before = reading.take_from(parent.at);
        reading.say(&(own + &before));
    }
    if is_block(&element.name) {
        reading.cut();
    }
}

fn is_block(name: &str) -> bool {
    !INLINE.contains(&name) && !name.starts_with("mml:")
}

fn attribute(start: &BytesStart<'_>, name: &str) -> String {
    start.try_get_attribute(name).unwrap().map(|found| found.value.into_owned()).unwrap_or_default()
}
