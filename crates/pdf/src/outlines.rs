//! The document outline (ISO 32000-2, 12.3.3): titles with their levels and where they lead.

use std::collections::HashSet;

use backissue_model::OutlineItem;
use lopdf::{Document, Object, ObjectId};

use crate::destinations::Destinations;
use crate::limits::MAX_DEPTH;
use crate::objects::{as_dict, dict, resolve, string, text_string};

/// Items that are read: 50,000; the outline of a bound volume has a few thousand. Stops items that follow one another
/// without end.
const MAX_ITEMS: usize = 50_000;

/// The items of the outline, each before its children.
pub(crate) fn read(document: &Document, destinations: &Destinations<'_>) -> Vec<OutlineItem> {
    let root = document.catalog().ok().and_then(|catalog| dict(document, catalog, b"Outlines"));
    let Some(first) = root.and_then(|root| root.get(b"First").ok()) else {
        return Vec::new();
    };
    let mut out = Vec::new();
    let mut seen: HashSet<ObjectId> = HashSet::new();
    // What is still to be read, the next at the end: an item and its level.
    let mut rest: Vec<(&Object, u32)> = vec![(first, 1)];
    while let Some((object, level)) = rest.pop() {
        let is_cycle = object.as_reference().is_ok_and(|id| !seen.insert(id));
        let Some(item) = as_dict(resolve(document, object)).filter(|_| !is_cycle && out.len() < MAX_ITEMS)
        else {
            continue;
        };
        rest.extend(item.get(b"Next").ok().map(|next| (next, level)));
        let deeper = item.get(b"First").ok().filter(|_| (level as usize) < MAX_DEPTH);
        rest.extend(deeper.map(|kid| (kid, level + 1)));
        let title = string(document, item, b"Title").map(text_string).unwrap_or_default();
        let title: String = title.chars().filter(|c| !c.is_control()).collect();
        if title.trim().is_empty() {
            continue;
        }
        let place = destinations.of_item(item);
        out.push(OutlineItem {
            title: title.trim().to_owned(),
            level,
            page: place.map(|place| place.page),
            x: place.and_then(|place| place.x),
            y: place.and_then(|place| place.y),
        });
    }
    out
}

#[cfg(test)]
mod tests {
    use lopdf::{Dictionary, dictionary};

    use super::*;
    use crate::destinations;

    fn outline(items: Vec<Dictionary>) -> Vec<(String, u32)> {
        let mut document = Document::new();
        for item in items {
            document.add_object(item);
        }
        let catalog =
            document.add_object(dictionary! { "Outlines" => dictionary! { "First" => reference(1) } });
        document.trailer.set("Root", catalog);
        let items = read(&document, &destinations::of(&document, &[]));
        items.into_iter().map(|item| (item.title, item.level)).collect()
    }

    fn reference(number: u32) -> Object {
        Object::Reference((number, 0))
    }

    fn titled(title: &str) -> Dictionary {
        dictionary! { "Title" => Object::string_literal(title) }
    }

    fn with(mut item: Dictionary, key: &str, number: u32) -> Dictionary {
        item.set(key, reference(number));
        item
    }

    #[test]
    fn children_come_before_the_next_item() {
        let items = vec![
            with(with(titled(" Harbour "), "First", 2), "Next", 3),
            titled("Tides"),
            with(titled(""), "First", 4),
            titled("Letters"),
        ];
        let expected = [("Harbour", 1), ("Tides", 2), ("Letters", 2)];
        assert_eq!(outline(items), expected.map(|(title, level)| (title.to_owned(), level)));
    }

    #[test]
    fn circles_come_to_an_end() {
        let items = vec![with(titled("a"), "Next", 2), with(with(titled("b"), "Next", 1), "First", 2)];
        assert_eq!(outline(items).len(), 2);
    }
}
