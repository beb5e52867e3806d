//! Name trees and number trees (ISO 32000-2, 7.9.6 and 7.9.7): their entries in order, whatever their nodes hang
//! together like. What an entry means, its reader knows.

use std::collections::HashSet;

use lopdf::{Dictionary, Document, Object};

use crate::objects::{array, as_dict, resolve};

/// The keys and values below a node, `most` of them at most. `leaves` is what the tree calls them: `Names` or `Nums`.
///
/// A node is entered once: nodes that name each other twice would otherwise be entered twice as often on each level.
pub(crate) fn entries<'a>(
    document: &'a Document,
    root: &'a Dictionary,
    leaves: &[u8],
    most: usize,
) -> Vec<(&'a Object, &'a Object)> {
    let mut entries = Vec::new();
    let mut entered = HashSet::new();
    let mut waiting = vec![root];
    while let Some(node) = waiting.pop() {
        let pairs = array(document, node, leaves).unwrap_or_default().chunks_exact(2);
        entries.extend(pairs.take(most - entries.len()).map(|pair| (&pair[0], &pair[1])));
        let kids = array(document, node, b"Kids").unwrap_or_default().iter().take(most);
        let fresh = kids.filter(|kid| kid.as_reference().map_or(true, |id| entered.insert(id)));
        let fresh: Vec<_> = fresh.filter_map(|kid| as_dict(resolve(document, kid))).collect();
        waiting.extend(fresh.into_iter().rev());
    }
    entries
}

#[cfg(test)]
mod tests {
    use lopdf::dictionary;

    use super::*;

    #[test]
    fn nodes_that_name_each_other_are_entered_once() {
        let mut document = Document::new();
        let (a, b) = (document.new_object_id(), document.new_object_id());
        let kids = vec![Object::Reference(a), Object::Reference(b), Object::Reference(a)];
        let node = |number: i64| {
            let nums = vec![Object::Integer(number), Object::Null];
            dictionary! { "Nums" => nums, "Kids" => kids.clone() }
        };
        document.objects.extend([(a, node(1).into()), (b, node(2).into())]);
        let root = dictionary! { "Kids" => kids.clone() };
        let keys = |most| {
            let found = entries(&document, &root, b"Nums", most);
            found.into_iter().filter_map(|(key, _)| key.as_i64().ok()).collect::<Vec<_>>()
        };
        assert_eq!(keys(10), [1, 2]);
        assert_eq!(keys(1), [1]);
    }
}
