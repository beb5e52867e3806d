//! What a reader of EPUB sees: the documents of the spine, but for cover and contents; no page marks, no ways back
//! from notes, no brackets of ruby. Numbers of lists are set.

use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::reading::Reading;

/// Elements that stand in a line of text.
const INLINE: [&str; 11] = ["span", "a", "em", "strong", "sub", "sup", "ruby", "rt", "rp", "img", "math"];

/// Reads a book. Its articles are the documents `a*.xhtml`, in the order of the container.
pub fn read(bytes: &[u8], reading: &mut Reading) {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let name = file.name().unwrap().into_owned();
        if name.starts_with("EPUB/a") && name.ends_with(".xhtml") {
            let mut xhtml = String::new();
            file.read_to_string(&mut xhtml).unwrap();
            document(&xhtml, reading);
        }
    }
}

/// An open element.
struct Open {
    silent: bool,
    /// Inside a formula no element is a block.
    formula: bool,
    /// The number of the next entry, if this is a list with numbers.
    number: Option<i64>,
}

fn document(xhtml: &str, reading: &mut Reading) {
    let mut reader = Reader::from_str(xhtml);
    let mut open: Vec<Open> = Vec::new();
    loop {
        let event = reader.read_event().unwrap();
        match &event {
            Event::Start(start) => open_element(start, &mut open, reading),
            Event::Empty(empty) if empty.name().as_ref() == "br" => reading.may_cut(),
            Event::End(end) => {
                let element = open.pop().unwrap();
                if !element.formula && !INLINE.contains(&end.name().as_ref()) {
                    reading.cut();
                }
            }
            Event::Eof => return,
            _ if open.last().is_none_or(|element| element.silent) => {}
            Event::Text(text) => reading.say(text),
            Event::GeneralRef(name) => reading.say(resolve_xml_entity(name).unwrap()),
            _ => {}
        }
    }
}

fn open_element(start: &BytesStart<'_>, open: &mut Vec<Open>, reading: &mut Reading) {
    let name = start.name().as_ref().to_owned();
    let parent = open.last();
    let formula = name == "math" || parent.is_some_and(|parent| parent.formula);
    let silent = is_silent(&name, start) || parent.is_some_and(|parent| parent.silent);
    let number = (name == "ol").then(|| attribute(start, "start").map_or(1, |start| start.parse().unwrap()));
    if !formula && !INLINE.contains(&name.as_str()) {
        reading.cut();
    }
    if name == "li"
        && let Some(next) = open.last_mut().and_then(|list| list.number.as_mut())
    {
        reading.say(&format!("{next}."));
        *next += 1;
    }
    open.push(Open { silent, formula, number });
}

fn is_silent(name: &str, start: &BytesStart<'_>) -> bool {
    ["head", "rp"].contains(&name) || attribute(start, "role").is_some_and(|role| role == "doc-backlink")
}

fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    Some(start.try_get_attribute(name).unwrap()?.value.into_owned())
}
