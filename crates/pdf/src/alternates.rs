//! Texts that a tagged file gives for its figures (ISO 32000-2, 14.7 and 14.9.3): `Alt` of structure elements.
//!
//! Of the structure tree nothing else is read: which heading is which is structure's to find, for all files alike.

use std::collections::{BTreeMap, HashSet};

use lopdf::{Dictionary, Document, Object, ObjectId};

use crate::limits::MAX_DEPTH;
use crate::objects::{as_number, dict, get, resolve, string, text_string};

/// The text for each marked-content sequence of a figure, by page object and identifier.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Alternates(BTreeMap<(ObjectId, i64), String>);

/// Structure elements that are looked at: 1 million; a tagged volume has some hundred thousand.
const MAX_ELEMENTS: usize = 1_000_000;

/// Reads the structure tree of a document.
pub(crate) fn of(document: &Document) -> Alternates {
    let mut walk = Walk { document, seen: HashSet::new(), elements: 0, found: BTreeMap::new() };
    let root = document.catalog().ok().and_then(|catalog| dict(document, catalog, b"StructTreeRoot"));
    if let Some(kids) = root.and_then(|root| root.get(b"K").ok()) {
        walk.visit(kids, &Inherited::default(), 0);
    }
    Alternates(walk.found)
}

impl Alternates {
    /// The text for a marked-content sequence of a page.
    pub(crate) fn get(&self, page: ObjectId, identifier: i64) -> Option<&String> {
        self.0.get(&(page, identifier))
    }

    /// Whether there are none at all.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

struct Walk<'a> {
    document: &'a Document,
    seen: HashSet<ObjectId>,
    elements: usize,
    found: BTreeMap<(ObjectId, i64), String>,
}

/// What an element hands down to its content.
#[derive(Debug, Clone, Default)]
struct Inherited {
    page: Option<ObjectId>,
    alternate: Option<String>,
}

impl Walk<'_> {
    /// Visits a kid: an element, a marked-content identifier or reference, or a list of them.
    fn visit(&mut self, kid: &Object, inherited: &Inherited, depth: usize) {
        let is_cycle = kid.as_reference().is_ok_and(|id| !self.seen.insert(id));
        self.elements += 1;
        if is_cycle || depth > MAX_DEPTH || self.elements > MAX_ELEMENTS {
            return;
        }
        match resolve(self.document, kid) {
            Object::Array(kids) => kids.iter().for_each(|kid| self.visit(kid, inherited, depth + 1)),
            Object::Integer(identifier) => self.keep(*identifier, inherited),
            Object::Dictionary(element) => self.visit_element(element, inherited, depth),
            _ => {}
        }
    }

    fn visit_element(&mut self, element: &Dictionary, inherited: &Inherited, depth: usize) {
        let mut own = inherited.clone();
        own.page = element.get(b"Pg").ok().and_then(|page| page.as_reference().ok()).or(own.page);
        let alternate =
            string(self.document, element, b"Alt").map(|text| text_string(text).trim().to_owned());
        own.alternate = alternate.filter(|text| !text.is_empty()).or(own.alternate);
        if let Some(identifier) = get(self.document, element, b"MCID").and_then(as_number) {
            self.keep(identifier as i64, &own);
        }
        if let Ok(kids) = element.get(b"K") {
            self.visit(kids, &own, depth + 1);
        }
    }

    fn keep(&mut self, identifier: i64, inherited: &Inherited) {
        if let (Some(page), Some(alternate)) = (inherited.page, &inherited.alternate) {
            self.found.insert((page, identifier), alternate.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use lopdf::dictionary;

    use super::*;

    #[test]
    fn figures_hand_their_text_to_their_content() {
        let mut document = Document::new();
        let page = document.add_object(dictionary! { "Type" => "Page" });
        let root = document.new_object_id();
        let figure = dictionary! { "S" => "Figure", "Alt" => Object::string_literal("a pilot boat"), "Pg" => page, "K" => 3 };
        let reference = dictionary! { "Type" => "MCR", "MCID" => 4 };
        let plain = dictionary! { "S" => "P", "Pg" => page, "K" => vec![5.into(), Object::Reference(root)] };
        let kids = vec![figure.into(), reference.into(), plain.into()];
        document.set_object(root, dictionary! { "K" => Object::Array(kids) });
        let catalog = document.add_object(dictionary! { "StructTreeRoot" => root });
        document.trailer.set("Root", catalog);
        let alternates = of(&document);
        assert_eq!(alternates.get(page, 3).map(String::as_str), Some("a pilot boat"));
        assert_eq!((alternates.get(page, 4), alternates.get(page, 5)), (None, None));
    }
}
