//! Article threads (ISO 32000-2, 12.4.3): chains of areas that are read one after the other, over pages as well.

use std::collections::HashSet;

use backissue_model::{Bead, Thread};
use lopdf::{Dictionary, Document, ObjectId};

use crate::destinations::Destinations;
use crate::objects::{array, as_dict, dict, rect, resolve, string, text_string};

/// Beads of all threads together that are read: 200,000; a bound volume has some ten thousand. Stops threads that
/// share one endless chain.
const MAX_BEADS: usize = 200_000;

/// The threads of a document, in its order; those without a readable bead left out.
pub(crate) fn read(document: &Document, destinations: &Destinations<'_>) -> Vec<Thread> {
    let threads = document.catalog().ok().and_then(|catalog| array(document, catalog, b"Threads"));
    let mut room = MAX_BEADS;
    let threads = threads.unwrap_or_default().iter().take(MAX_BEADS).filter_map(|thread| {
        let thread = as_dict(resolve(document, thread))?;
        let beads = beads(document, thread, destinations, &mut room);
        let title = dict(document, thread, b"I").and_then(|info| string(document, info, b"Title"));
        let title = title.map(|title| text_string(title).trim().to_owned()).filter(|title| !title.is_empty());
        (!beads.is_empty()).then_some(Thread { title, beads })
    });
    threads.collect()
}

/// The chain from the first bead on, up to where it closes.
fn beads(
    document: &Document,
    thread: &Dictionary,
    destinations: &Destinations<'_>,
    room: &mut usize,
) -> Vec<Bead> {
    let mut out = Vec::new();
    let mut seen: HashSet<ObjectId> = HashSet::new();
    let mut next = thread.get(b"F").ok().and_then(|first| first.as_reference().ok());
    while let Some(id) = next.filter(|id| seen.insert(*id) && *room > 0) {
        *room -= 1;
        let Ok(bead) = document.get_dictionary(id) else {
            break;
        };
        let sheet = bead.get(b"P").ok().and_then(|page| destinations.sheet(page));
        if let Some(((page, matrix), area)) = sheet.zip(rect(document, bead, b"R")) {
            out.push(Bead { page, rect: matrix.apply_rect(area) });
        }
        next = bead.get(b"N").ok().and_then(|next| next.as_reference().ok());
    }
    out
}

#[cfg(test)]
mod tests {
    use backissue_model::Rect;
    use lopdf::{Object, dictionary};

    use super::*;
    use crate::destinations;
    use crate::page_tree::PageNode;

    #[test]
    fn a_chain_is_followed_until_it_closes() {
        let mut document = Document::new();
        let page = document.add_object(dictionary! { "Type" => "Page" });
        let (first, second) = (document.new_object_id(), document.new_object_id());
        let bead = |next: ObjectId, top: i64| dictionary! { "P" => page, "N" => next, "R" => vec![0.into(), 692.into(), 100.into(), top.into()] };
        document.set_object(first, bead(second, 792));
        document.set_object(second, bead(first, 702));
        let info = dictionary! { "Title" => Object::string_literal("The lamp") };
        let threads = vec![
            dictionary! { "F" => first, "I" => info }.into(),
            dictionary! { "F" => page }.into(),
            Object::Null,
        ];
        let catalog = document.add_object(dictionary! { "Threads" => Object::Array(threads) });
        document.trailer.set("Root", catalog);
        let pages = [PageNode { dict: document.get_dictionary(page).unwrap().clone(), id: Some(page) }];
        let threads = read(&document, &destinations::of(&document, &pages));
        let bead = |top, bottom| Bead { page: 1, rect: Rect::new(0.0, top, 100.0, bottom) };
        let expected =
            Thread { title: Some("The lamp".into()), beads: vec![bead(0.0, 100.0), bead(90.0, 100.0)] };
        assert_eq!(threads, [expected]);
    }
}
