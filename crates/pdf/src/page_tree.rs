//! The page tree (ISO 32000-2, 7.7.3): its leaves in order, with what they inherit.
//!
//! Trees in damaged files have cycles, wrong counts and wrong types; when nothing hangs on the tree, every page
//! object of the file is taken in the order of its number.

use std::collections::HashSet;

use backissue_model::{Place, Warning, WarningKind};
use lopdf::{Dictionary, Document, Object, ObjectId};

use crate::limits::{MAX_DEPTH, MAX_PAGES};
use crate::objects::{as_dict, get, integer, name, resolve};

/// A page: its own dictionary and the inheritable attributes in force (ISO 32000-2, table 31).
#[derive(Debug, Clone)]
pub(crate) struct PageNode {
    /// The page's dictionary, with what it inherits put in.
    pub(crate) dict: Dictionary,
    /// Its object number, unless it is written directly into the tree.
    pub(crate) id: Option<ObjectId>,
}

/// The attributes that a page takes from its ancestors.
const INHERITABLE: [&[u8]; 4] = [b"Resources", b"MediaBox", b"CropBox", b"Rotate"];

/// The pages of a document, in order.
pub(crate) fn pages(document: &Document, warnings: &mut Vec<Warning>) -> Vec<PageNode> {
    let mut walk = Walk { document, pages: Vec::new(), seen: HashSet::new(), cut: false };
    let root = document.catalog().ok().and_then(|catalog| catalog.get(b"Pages").ok());
    if let Some(root) = root {
        walk.visit(root, &Dictionary::new(), 0);
    }
    let stated = root
        .and_then(|root| as_dict(resolve(document, root)))
        .and_then(|root| integer(document, root, b"Count"));
    let Walk { mut pages, cut, .. } = walk;
    if pages.is_empty() {
        pages = all_page_objects(document);
        if !pages.is_empty() {
            let text = format!("the page tree is broken: {} pages were found without it", pages.len());
            warnings.push(Warning::new(WarningKind::Damaged, Place::File, text));
        }
    } else if cut {
        let text =
            format!("the page tree goes deeper or further than the limits: {} pages are read", pages.len());
        warnings.push(Warning::new(WarningKind::Limit, Place::File, text));
    } else if let Some(stated) = stated.filter(|&stated| stated != pages.len() as i64) {
        let text = format!("the file says that it has {stated} pages: {} were found", pages.len());
        warnings.push(Warning::new(WarningKind::Damaged, Place::File, text));
    }
    pages
}

struct Walk<'a> {
    document: &'a Document,
    pages: Vec<PageNode>,
    seen: HashSet<ObjectId>,
    cut: bool,
}

impl Walk<'_> {
    /// Visits a node; the depth is capped, and a node that was seen before is not entered again.
    fn visit(&mut self, node: &Object, inherited: &Dictionary, depth: usize) {
        if depth > MAX_DEPTH || self.pages.len() >= MAX_PAGES {
            self.cut = true;
            return;
        }
        let id = node.as_reference().ok();
        if id.is_some_and(|id| !self.seen.insert(id)) {
            return;
        }
        let Some(dict) = as_dict(resolve(self.document, node)) else {
            return;
        };
        let Some(Object::Array(kids)) =
            get(self.document, dict, b"Kids").filter(|_| !is_page(self.document, dict))
        else {
            self.pages.push(PageNode { dict: with_inherited(dict, inherited), id });
            return;
        };
        let passed_on = passed_on(dict, inherited);
        for kid in kids {
            self.visit(kid, &passed_on, depth + 1);
        }
    }
}

fn is_page(document: &Document, dict: &Dictionary) -> bool {
    name(document, dict, b"Type") == Some(b"Page")
}

fn with_inherited(dict: &Dictionary, inherited: &Dictionary) -> Dictionary {
    let mut own = dict.clone();
    for (key, value) in inherited.iter().filter(|(key, _)| !dict.has(key)) {
        own.set(key.clone(), value.clone());
    }
    own
}

fn passed_on(dict: &Dictionary, inherited: &Dictionary) -> Dictionary {
    let mut out = inherited.clone();
    for key in INHERITABLE {
        if let Ok(value) = dict.get(key) {
            out.set(key, value.clone());
        }
    }
    out
}

/// Every object that says it is a page, in the order of object numbers.
fn all_page_objects(document: &Document) -> Vec<PageNode> {
    let pages = document.objects.iter().filter_map(|(&id, object)| match object {
        Object::Dictionary(dict) if is_page(document, dict) => {
            Some(PageNode { dict: from_parents(document, dict), id: Some(id) })
        }
        _ => None,
    });
    pages.take(MAX_PAGES).collect()
}

/// A page's dictionary with what its chain of parents hands down.
fn from_parents(document: &Document, page: &Dictionary) -> Dictionary {
    let mut out = page.clone();
    let mut node = page;
    for _ in 0..MAX_DEPTH {
        let Some(parent) = crate::objects::dict(document, node, b"Parent") else {
            break;
        };
        out = with_inherited(&out, &passed_on(parent, &Dictionary::new()));
        node = parent;
    }
    out
}

#[cfg(test)]
mod tests {
    use lopdf::dictionary;

    use super::*;

    fn document(objects: Vec<Object>) -> Document {
        let mut document = Document::new();
        for object in objects {
            document.add_object(object);
        }
        document.trailer.set("Root", Object::Reference((1, 0)));
        document
    }

    fn reference(number: u32) -> Object {
        Object::Reference((number, 0))
    }

    #[test]
    fn pages_inherit_and_cycles_end() {
        let document = document(vec![
            dictionary! { "Pages" => reference(2) }.into(),
            dictionary! { "Rotate" => 90, "Count" => 2, "Kids" => vec![reference(3), reference(4), reference(2)] }.into(),
            dictionary! { "Type" => "Page" }.into(),
            dictionary! { "Kids" => vec![dictionary! { "Type" => "Page", "Rotate" => 0 }.into()] }.into(),
        ]);
        let mut warnings = Vec::new();
        let pages = pages(&document, &mut warnings);
        let rotations: Vec<_> =
            pages.iter().map(|page| page.dict.get(b"Rotate").unwrap().as_i64().unwrap()).collect();
        assert_eq!((rotations, warnings.len()), (vec![90, 0], 0));
    }

    #[test]
    fn pages_without_a_tree_are_found_by_their_type() {
        let document = document(vec![
            dictionary! { "Pages" => reference(9) }.into(),
            dictionary! { "Type" => "Page", "Parent" => reference(3) }.into(),
            dictionary! { "Rotate" => 90, "Parent" => reference(3) }.into(),
        ]);
        let mut warnings = Vec::new();
        let pages = pages(&document, &mut warnings);
        assert_eq!((pages.len(), pages[0].dict.has(b"Rotate"), warnings.len()), (1, true, 1));
    }
}
