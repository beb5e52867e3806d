//! A book opened again: its files, its spine, its reading text.

use std::io::{Cursor, Read};

use backissue_epub::{Options, write};
use backissue_model::Issue;
use quick_xml::Reader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

/// A book.
pub struct Opened {
    /// Paths below the folder of the package document, and bytes, in the container's order.
    pub files: Vec<(String, Vec<u8>)>,
}

/// Writes an issue and opens the book.
pub fn written(issue: &Issue) -> Opened {
    open(&write(issue, &Options::default()))
}

/// Opens a book.
pub fn open(bytes: &[u8]) -> Opened {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let files = (0..archive.len()).map(|i| {
        let mut file = archive.by_index(i).unwrap();
        let path = file.name().unwrap().trim_start_matches("EPUB/").to_owned();
        let mut data = Vec::new();
        file.read_to_end(&mut data).unwrap();
        (path, data)
    });
    Opened { files: files.collect() }
}

impl Opened {
    /// A text file.
    pub fn text(&self, path: &str) -> &str {
        let file = self.files.iter().find(|(name, _)| name == path);
        let (_, data) = file.unwrap_or_else(|| panic!("no {path} in the book"));
        std::str::from_utf8(data).unwrap()
    }

    /// Paths of the documents, in the order of reading.
    pub fn spine(&self) -> Vec<String> {
        let package = self.text("package.opf");
        let values = |element: &str, name: &str| -> Vec<String> {
            let mut found = Vec::new();
            each_element(package, &mut |start, _| {
                if start.name().as_ref() == element {
                    found.push(attribute(start, name).unwrap_or_default());
                }
            });
            found
        };
        let (ids, paths) = (values("item", "id"), values("item", "href"));
        let path = |id: String| paths[ids.iter().position(|other| *other == id).unwrap()].clone();
        values("itemref", "idref").into_iter().map(path).collect()
    }

    /// The documents of articles, as (path, text).
    pub fn pages(&self) -> Vec<(String, &str)> {
        let own =
            |path: &String| path != "nav.xhtml" && path != "cover.xhtml" && !path.starts_with("contents-");
        self.spine()
            .into_iter()
            .filter(own)
            .map(|path| {
                let text = self.text(&path);
                (path, text)
            })
            .collect()
    }

    /// What a reader reads, without white space: departments that no article names, from the head of the contents,
    /// and the articles. No page marks, links back, brackets of ruby, nor the name of the issue.
    pub fn reading_text(&self) -> String {
        let nav = self.text("nav.xhtml");
        let masthead = &nav[nav.find("<header").unwrap()..nav.find("<nav").unwrap()];
        let mut out = reading_text(masthead);
        for (_, xhtml) in self.pages() {
            out.push_str(&reading_text(xhtml));
        }
        out
    }
}

fn reading_text(xhtml: &str) -> String {
    let mut reader = Reader::from_str(xhtml);
    let (mut out, mut skipped) = (String::new(), Vec::new());
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) => skipped.push(is_silent(&start) || skipped.last() == Some(&true)),
            Event::End(_) => drop(skipped.pop()),
            _ if skipped.last() == Some(&true) => {}
            Event::Text(text) => out.push_str(&text),
            Event::GeneralRef(name) => out.push_str(resolve_xml_entity(&name).unwrap()),
            Event::Eof => return out.split_whitespace().collect(),
            _ => {}
        }
    }
}

fn is_silent(start: &BytesStart<'_>) -> bool {
    let class = attribute(start, "class").unwrap_or_default();
    ["head", "rp"].contains(&start.name().as_ref())
        || ["back", "publication", "issue-title", "issue-line"].contains(&class.as_str())
}

/// Calls `visit` with each start tag and its offset in bytes; panics when the text is not well-formed.
pub fn each_element(xml: &str, visit: &mut impl FnMut(&BytesStart<'_>, u64)) {
    let mut reader = Reader::from_str(xml);
    let mut depth = 0;
    loop {
        let at = reader.buffer_position();
        match reader.read_event().unwrap_or_else(|e| panic!("byte {at}: {e}\n{xml:.300}")) {
            Event::Start(start) => {
                depth += 1;
                visit(&start, at);
            }
            Event::Empty(start) => visit(&start, at),
            Event::End(_) => depth -= 1,
            Event::Text(text) => assert!(!text.contains('&') && !text.contains("]]>"), "byte {at}"),
            Event::GeneralRef(name) => {
                assert!(resolve_xml_entity(&name).is_some(), "byte {at}: {}", &*name);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0, "elements are left open");
}

/// The value of an attribute, unescaped.
pub fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = start.attributes().map(|attribute| attribute.unwrap()).find(|a| a.key.as_ref() == name)?;
    Some(quick_xml::escape::unescape(&found.value).unwrap().into_owned())
}
