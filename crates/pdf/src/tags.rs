//! The structure tree of a tagged file (ISO 32000-2, 14.7): elements in their order, and which content is whose.
//!
//! The tree is handed on as the file has it. Whether its headings are headings is for others to judge.

use std::collections::{HashMap, HashSet};

use backissue_model::{TagRole, TaggedElement, Tags};
use lopdf::{Dictionary, Document, Object, ObjectId};

use crate::limits::MAX_DEPTH;
use crate::objects::{as_name, as_number, dict, get, name, resolve, string, text_string};

/// The structure tree, and where content finds itself in it.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Tagged {
    /// The tree.
    pub(crate) tags: Tags,
    /// Tags of marked content, by the stream's owner (page or form) and the identifier in it.
    contents: HashMap<(ObjectId, i64), u32>,
    /// Tags of whole objects: pictures, forms, annotations.
    objects: HashMap<ObjectId, u32>,
}

/// Structure elements that are looked at: 1 million; a tagged volume has some hundred thousand.
const MAX_ELEMENTS: usize = 1_000_000;

/// Steps from a name to a standard type that are followed: writers map style names in one or two.
const MAX_MAPPINGS: usize = 8;

/// Reads the structure tree of a document.
pub(crate) fn of(document: &Document) -> Tagged {
    let root = document.catalog().ok().and_then(|catalog| dict(document, catalog, b"StructTreeRoot"));
    let Some((root, kids)) = root.and_then(|root| Some((root, root.get(b"K").ok()?))) else {
        return Tagged::default();
    };
    let roles = dict(document, root, b"RoleMap");
    let mut walk = Walk { document, roles, seen: HashSet::new(), visits: 0, found: Tagged::default() };
    walk.visit(kids, &Inherited::default(), 0);
    walk.found
}

impl Tagged {
    /// The tag of marked content in the stream of a page or form; 0 when it has none.
    pub(crate) fn of_content(&self, stream: ObjectId, identifier: i64) -> u32 {
        self.contents.get(&(stream, identifier)).copied().unwrap_or(0)
    }

    /// The tag of a whole object; 0 when it has none.
    pub(crate) fn of_object(&self, id: ObjectId) -> u32 {
        self.objects.get(&id).copied().unwrap_or(0)
    }

    /// The text that the nearest element around some content gives for it.
    pub(crate) fn alternate(&self, tag: u32) -> Option<&String> {
        self.tags.elements_of(tag).find_map(|(_, element)| element.alt.as_ref())
    }

    /// Whether no content has a tag.
    pub(crate) fn is_empty(&self) -> bool {
        self.tags.contents.is_empty()
    }
}

struct Walk<'a> {
    document: &'a Document,
    roles: Option<&'a Dictionary>,
    seen: HashSet<ObjectId>,
    visits: usize,
    found: Tagged,
}

/// What an element hands down to its content.
#[derive(Debug, Clone, Copy, Default)]
struct Inherited {
    page: Option<ObjectId>,
    element: Option<u32>,
}

impl Walk<'_> {
    /// Visits a kid: an element, a marked-content identifier or reference, or a list of them.
    fn visit(&mut self, kid: &Object, inherited: &Inherited, depth: usize) {
        let is_cycle = kid.as_reference().is_ok_and(|id| !self.seen.insert(id));
        self.visits += 1;
        if is_cycle || depth > MAX_DEPTH || self.visits > MAX_ELEMENTS {
            return;
        }
        match resolve(self.document, kid) {
            Object::Array(kids) => kids.iter().for_each(|kid| self.visit(kid, inherited, depth + 1)),
            Object::Integer(identifier) => self.keep(inherited.page, *identifier, inherited),
            Object::Dictionary(dict) => self.visit_dict(dict, inherited, depth),
            _ => {}
        }
    }

    /// An element, or a reference to marked content or to a whole object (ISO 32000-2, tables 357 and 358).
    fn visit_dict(&mut self, dict: &Dictionary, inherited: &Inherited, depth: usize) {
        let reference = |key: &[u8]| dict.get(key).ok().and_then(|object| object.as_reference().ok());
        let page = reference(b"Pg").or(inherited.page);
        if let Some(identifier) = get(self.document, dict, b"MCID").and_then(as_number) {
            self.keep(reference(b"Stm").or(page), identifier as i64, inherited);
        }
        if let Some(object) = reference(b"Obj") {
            let tag = self.next_tag(inherited);
            self.found.objects.entry(object).or_insert(tag);
        }
        let Some(kind) = name(self.document, dict, b"S") else {
            return;
        };
        let element = self.push_element(dict, kind, inherited.element);
        if let Ok(kids) = dict.get(b"K") {
            self.visit(kids, &Inherited { page, element: Some(element) }, depth + 1);
        }
    }

    fn push_element(&mut self, dict: &Dictionary, kind: &[u8], parent: Option<u32>) -> u32 {
        let alt = string(self.document, dict, b"Alt").map(|text| text_string(text).trim().to_owned());
        let elements = &mut self.found.tags.elements;
        elements.push(TaggedElement {
            role: role(self.document, self.roles, own_roles(self.document, dict), kind),
            name: String::from_utf8_lossy(kind).into_owned(),
            parent,
            alt: alt.filter(|text| !text.is_empty()),
        });
        (elements.len() - 1) as u32
    }

    fn keep(&mut self, stream: Option<ObjectId>, identifier: i64, inherited: &Inherited) {
        if let Some(stream) = stream.filter(|_| inherited.element.is_some()) {
            let tag = self.next_tag(inherited);
            self.found.contents.entry((stream, identifier)).or_insert(tag);
        }
    }

    /// The tag of the next piece of content, which belongs to the element at hand.
    fn next_tag(&mut self, inherited: &Inherited) -> u32 {
        let contents = &mut self.found.tags.contents;
        contents.push(inherited.element.unwrap_or_default());
        contents.len() as u32
    }
}

/// The role map of the namespace that an element is in (ISO 32000-2, 14.7.4.2).
fn own_roles<'a>(document: &'a Document, element: &'a Dictionary) -> Option<&'a Dictionary> {
    dict(document, dict(document, element, b"NS")?, b"RoleMapNS")
}

/// The role of a type, by its own name or what the role maps say of it.
fn role(
    document: &Document,
    roles: Option<&Dictionary>,
    own_roles: Option<&Dictionary>,
    kind: &[u8],
) -> TagRole {
    let mut kind = kind;
    for _ in 0..MAX_MAPPINGS {
        if let Some(role) = standard_role(kind) {
            return role;
        }
        let mapped = [own_roles, roles].into_iter().flatten().find_map(|map| get(document, map, kind));
        // In a namespace's map the value may be a pair of name and namespace.
        let mapped = match mapped {
            Some(Object::Array(pair)) => pair.first().map(|name| resolve(document, name)),
            other => other,
        };
        let Some(next) = mapped.and_then(as_name) else {
            break;
        };
        kind = next;
    }
    TagRole::Unknown
}

/// The standard structure types of both editions (ISO 32000-1, 14.8.4; ISO 32000-2, annex M).
fn standard_role(kind: &[u8]) -> Option<TagRole> {
    if let [b'H', digits @ ..] = kind
        && let Ok(text) = std::str::from_utf8(digits)
        && let Ok(level) = text.parse::<u8>()
    {
        return Some(TagRole::Heading(level));
    }
    Some(match kind {
        b"Document" | b"DocumentFragment" | b"Part" | b"Sect" | b"Div" | b"NonStruct" | b"Private" => {
            TagRole::Grouping
        }
        b"Art" => TagRole::Article,
        b"Aside" => TagRole::Aside,
        b"Title" => TagRole::Title,
        b"H" => TagRole::Heading(0),
        b"P" => TagRole::Paragraph,
        b"BlockQuote" => TagRole::BlockQuote,
        b"Caption" => TagRole::Caption,
        b"TOC" => TagRole::Contents,
        b"TOCI" => TagRole::ContentsItem,
        b"Index" => TagRole::Index,
        b"Note" | b"FENote" => TagRole::Note,
        b"L" => TagRole::List,
        b"LI" => TagRole::ListItem,
        b"Lbl" => TagRole::Label,
        b"LBody" => TagRole::ListBody,
        b"Table" => TagRole::Table,
        b"THead" | b"TBody" | b"TFoot" => TagRole::TableRows,
        b"TR" => TagRole::Row,
        b"TH" => TagRole::HeaderCell,
        b"TD" => TagRole::Cell,
        b"Figure" => TagRole::Figure,
        b"Formula" => TagRole::Formula,
        b"Form" => TagRole::Form,
        b"Link" | b"Annot" => TagRole::Link,
        b"Span" | b"Quote" | b"Reference" | b"BibEntry" | b"Code" | b"Em" | b"Strong" | b"Sub" | b"Ruby"
        | b"RB" | b"RT" | b"RP" | b"Warichu" | b"WT" | b"WP" => TagRole::Inline,
        b"Artifact" => TagRole::Artifact,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use lopdf::dictionary;

    use super::*;

    /// A document with this structure tree below its catalog, and its page.
    fn tagged(kids: impl FnOnce(&mut Document, ObjectId, ObjectId) -> Vec<Object>) -> (Tagged, ObjectId) {
        let mut document = Document::new();
        let page = document.add_object(dictionary! { "Type" => "Page" });
        let root = document.new_object_id();
        let kids = kids(&mut document, page, root);
        let roles = dictionary! { "Headline" => "Display", "Display" => "H1", "A" => "B", "B" => "A" };
        document.set_object(root, dictionary! { "K" => Object::Array(kids), "RoleMap" => roles });
        let catalog = document.add_object(dictionary! { "StructTreeRoot" => root });
        document.trailer.set("Root", catalog);
        (of(&document), page)
    }

    #[test]
    fn figures_hand_their_text_to_their_content() {
        let (tagged, page) = tagged(|_, page, root| {
            let figure = dictionary! { "S" => "Figure", "Alt" => Object::string_literal("a pilot boat"), "Pg" => page, "K" => 3 };
            let reference = dictionary! { "Type" => "MCR", "MCID" => 4 };
            let plain =
                dictionary! { "S" => "P", "Pg" => page, "K" => vec![5.into(), Object::Reference(root)] };
            vec![figure.into(), reference.into(), plain.into()]
        });
        let alternate = |identifier| tagged.alternate(tagged.of_content(page, identifier));
        assert_eq!(alternate(3).map(String::as_str), Some("a pilot boat"));
        assert_eq!((alternate(4), alternate(5), alternate(6)), (None, None, None));
    }

    #[test]
    fn contents_stand_in_the_order_of_the_tree() {
        let (tagged, page) = tagged(|_, page, _| {
            let span = dictionary! { "S" => "Span", "K" => 2 };
            let paragraph =
                dictionary! { "S" => "P", "Pg" => page, "K" => vec![7.into(), span.into(), 1.into()] };
            vec![paragraph.into()]
        });
        assert_eq!([7, 2, 1].map(|identifier| tagged.of_content(page, identifier)), [1, 2, 3]);
        let roles = |tag| tagged.tags.elements_of(tag).map(|(_, element)| element.role).collect::<Vec<_>>();
        assert_eq!(roles(2), [TagRole::Inline, TagRole::Paragraph]);
        assert_eq!(roles(3), [TagRole::Paragraph]);
    }

    #[test]
    fn whole_objects_and_forms_have_tags_of_their_own() {
        let mut form = (0, 0);
        let mut picture = (0, 0);
        let (tagged, page) = tagged(|document, page, _| {
            form = document.add_object(Object::Null);
            picture = document.add_object(Object::Null);
            let content = dictionary! { "Type" => "MCR", "Pg" => page, "Stm" => form, "MCID" => 0 };
            let whole = dictionary! { "Type" => "OBJR", "Pg" => page, "Obj" => picture };
            vec![dictionary! { "S" => "Figure", "K" => vec![content.into(), whole.into()] }.into()]
        });
        assert_eq!((tagged.of_content(form, 0), tagged.of_content(page, 0)), (1, 0));
        assert_eq!((tagged.of_object(picture), tagged.of_object(form)), (2, 0));
    }

    #[test]
    fn names_of_styles_are_mapped_to_roles() {
        let (tagged, _) = tagged(|_, _, _| {
            let own = dictionary! { "RoleMapNS" => dictionary! { "para" => vec!["P".into(), Object::Null] } };
            let plain = |kind: &str| Object::from(dictionary! { "S" => kind });
            vec![
                plain("Headline"),
                plain("A"),
                plain("H12"),
                dictionary! { "S" => "para", "NS" => own }.into(),
            ]
        });
        let roles: Vec<_> = tagged.tags.elements.iter().map(|element| element.role).collect();
        assert_eq!(roles, [TagRole::Heading(1), TagRole::Unknown, TagRole::Heading(12), TagRole::Paragraph]);
        assert_eq!(tagged.tags.elements[0].name, "Headline");
    }
}
