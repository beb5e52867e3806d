//! Destinations (ISO 32000-2, 12.3.2): from names and arrays to a sheet and a point on it.

use std::collections::HashMap;

use lopdf::{Dictionary, Document, Object, ObjectId};

use crate::key_trees;
use crate::matrix::Matrix;
use crate::objects::{as_name, as_number, dict, get, name, resolve};
use crate::page_box::page_box;
use crate::page_tree::PageNode;

/// Where something leads.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Destination {
    /// The sheet, counted from 1.
    pub(crate) page: u32,
    /// Points from its left, where stated.
    pub(crate) x: Option<f32>,
    /// Points from its top, where stated.
    pub(crate) y: Option<f32>,
}

/// The pages of a file by their objects, and its named destinations.
pub(crate) struct Destinations<'a> {
    document: &'a Document,
    pages: &'a [PageNode],
    numbers: HashMap<ObjectId, usize>,
    named: HashMap<&'a [u8], &'a Object>,
}

/// Named destinations that are looked at: 200,000; a volume with an index has some ten thousand.
const MAX_NAMED: usize = 200_000;

/// Gathers what destinations are told by.
pub(crate) fn of<'a>(document: &'a Document, pages: &'a [PageNode]) -> Destinations<'a> {
    let numbers = pages.iter().enumerate().filter_map(|(number, page)| Some((page.id?, number)));
    let mut named = HashMap::new();
    if let Ok(catalog) = document.catalog() {
        let old = dict(document, catalog, b"Dests").into_iter().flat_map(Dictionary::iter);
        named.extend(old.map(|(name, value)| (name.as_slice(), value)).take(MAX_NAMED));
        let tree = dict(document, catalog, b"Names").and_then(|names| dict(document, names, b"Dests"));
        if let Some(tree) = tree {
            let entries = key_trees::entries(document, tree, b"Names", MAX_NAMED).into_iter();
            named.extend(entries.filter_map(|(name, value)| match resolve(document, name) {
                Object::String(name, _) => Some((name.as_slice(), value)),
                _ => None,
            }));
        }
    }
    Destinations { document, pages, numbers: numbers.collect(), named }
}

impl Destinations<'_> {
    /// The place that an outline item or link leads to within the file: its `Dest`, or that of a `GoTo` action.
    pub(crate) fn of_item(&self, item: &Dictionary) -> Option<Destination> {
        let stated = get(self.document, item, b"Dest").or_else(|| {
            let action = dict(self.document, item, b"A")?;
            let is_internal = name(self.document, action, b"S") == Some(b"GoTo");
            get(self.document, action, b"D").filter(|_| is_internal)
        });
        self.find(stated?)
    }

    /// The number of a page's sheet, from 1, and its matrix from user space.
    pub(crate) fn sheet(&self, page: &Object) -> Option<(u32, Matrix)> {
        let number = match page {
            Object::Reference(id) => *self.numbers.get(id)?,
            // Writers of one file in several parts state page numbers instead, counted from 0.
            other => as_number(other).filter(|number| *number >= 0.0)? as usize,
        };
        let node = self.pages.get(number)?;
        Some((number as u32 + 1, page_box(self.document, &node.dict).matrix))
    }

    fn find(&self, stated: &Object) -> Option<Destination> {
        match self.spelled_out(stated)? {
            Object::Array(parts) => self.read(parts),
            _ => None,
        }
    }

    /// The array that a name or string stands for, a dictionary around it taken off.
    fn spelled_out<'o>(&'o self, stated: &'o Object) -> Option<&'o Object> {
        let found = match stated {
            Object::Name(name) | Object::String(name, _) => {
                resolve(self.document, self.named.get(name.as_slice())?)
            }
            other => other,
        };
        match found {
            Object::Dictionary(holder) => get(self.document, holder, b"D"),
            other => Some(other),
        }
    }

    /// An explicit destination (ISO 32000-2, table 149).
    fn read(&self, parts: &[Object]) -> Option<Destination> {
        let (page, matrix) = self.sheet(parts.first()?)?;
        let kind =
            parts.get(1).map(|kind| resolve(self.document, kind)).and_then(as_name).unwrap_or_default();
        let number = |at: usize| as_number(resolve(self.document, parts.get(at)?)).filter(|n| n.is_finite());
        let (left, top) = match kind {
            b"XYZ" => (number(2), number(3)),
            b"FitH" | b"FitBH" => (None, number(2)),
            b"FitV" | b"FitBV" => (number(2), None),
            b"FitR" => (number(2), number(5)),
            _ => (None, None),
        };
        let (x, y) = matrix.apply(left.unwrap_or_default(), top.unwrap_or_default());
        // On a page that is turned a quarter, what is left in user space is above or below on the sheet.
        let is_turned = matrix.0[0] == 0.0;
        let (known_x, known_y) = if is_turned { (top, left) } else { (left, top) };
        Some(Destination { page, x: known_x.map(|_| x), y: known_y.map(|_| y) })
    }
}

#[cfg(test)]
mod tests {
    use lopdf::dictionary;

    use super::*;

    /// Two pages of 600 by 800 points, the second turned a quarter; `first` and `old` are named.
    fn read(item: impl FnOnce(ObjectId, ObjectId) -> Dictionary) -> Option<(u32, Option<i32>, Option<i32>)> {
        let mut document = Document::new();
        let page = |rotate: i64| dictionary! { "Type" => "Page", "Rotate" => rotate, "MediaBox" => vec![0.into(), 0.into(), 600.into(), 800.into()] };
        let ids = [0, 90].map(|rotate| document.add_object(page(rotate)));
        let tree = document.add_object(
            dictionary! { "Type" => "Pages", "Kids" => ids.map(Object::Reference).to_vec(), "Count" => 2 },
        );
        let top = |id: ObjectId| Object::Array(vec![id.into(), "FitH".into(), 790.into()]);
        let names = dictionary! { "Names" => vec![Object::string_literal("first"), dictionary! { "D" => top(ids[0]) }.into()] };
        let catalog = dictionary! {
            "Pages" => tree, "Names" => dictionary! { "Dests" => dictionary! { "Kids" => vec![names.into()] } },
            "Dests" => dictionary! { "old" => top(ids[1]) },
        };
        let catalog = document.add_object(catalog);
        document.trailer.set("Root", catalog);
        let pages = crate::page_tree::pages(&document, &mut Vec::new());
        let item = item(ids[0], ids[1]);
        let found = of(&document, &pages).of_item(&item)?;
        let whole = |n: Option<f32>| n.map(|n| n.round() as i32);
        Some((found.page, whole(found.x), whole(found.y)))
    }

    #[test]
    fn arrays_actions_and_page_numbers() {
        let xyz = |page: Object| vec![page, "XYZ".into(), 30.into(), 700.into(), Object::Null];
        assert_eq!(read(|id, _| dictionary! { "Dest" => xyz(id.into()) }), Some((1, Some(30), Some(100))));
        assert_eq!(read(|_, _| dictionary! { "Dest" => xyz(1.into()) }), Some((2, Some(700), Some(30))));
        let action = |kind: &str, id: ObjectId| dictionary! { "A" => dictionary! { "S" => kind, "D" => vec![id.into(), "Fit".into()] } };
        assert_eq!(read(|id, _| action("GoTo", id)), Some((1, None, None)));
        assert_eq!(read(|id, _| action("GoToR", id)), None);
        assert_eq!(read(|_, _| dictionary! { "Dest" => xyz(7.into()) }), None);
    }

    #[test]
    fn names_of_both_kinds() {
        assert_eq!(
            read(|_, _| dictionary! { "Dest" => Object::string_literal("first") }),
            Some((1, None, Some(10)))
        );
        assert_eq!(read(|_, _| dictionary! { "Dest" => "old" }), Some((2, Some(790), None)));
        assert_eq!(read(|_, _| dictionary! { "Dest" => "none" }), None);
    }
}
