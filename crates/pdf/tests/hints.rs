//! What files of the test data know of their own text: outlines, threads, tags. The text itself is not judged here.

use std::path::Path;

use backissue_model::{Glyph, OutlineItem, Pages, TagRole};
use backissue_pdf::{ReadOptions, read};

fn pages(case: &str) -> Pages {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/pdf/features").join(case);
    let bytes = std::fs::read(&path).expect("the case is in the folder");
    read(&bytes, &ReadOptions::default()).expect("the case can be read")
}

#[test]
fn an_outline_leads_to_points_on_pages() {
    let item = |title: &str, y: f32| OutlineItem {
        title: title.to_owned(),
        level: 1,
        page: Some(1),
        x: Some(36.0),
        y: Some(y),
    };
    let pages = pages("outline-and-links.pdf");
    assert_eq!(pages.hints.outline, [item("Two stories", 30.0), item("The se", 114.0)]);
    assert_eq!(pages.pages[0].links[0].target, "https://tides.example/");
}

#[test]
fn threads_are_chains_of_areas() {
    let threads: Vec<_> = pages("threads.pdf").hints.threads.into_iter().collect();
    let areas = |thread: usize| {
        let beads = threads[thread].beads.iter();
        beads.map(|bead| (bead.page, bead.rect.x0, bead.rect.y0, bead.rect.y1)).collect::<Vec<_>>()
    };
    assert_eq!(threads[0].title.as_deref(), Some("The lamp on the mole"));
    assert_eq!(areas(0), [(1, 36.0, 30.0, 130.0), (1, 192.0, 62.0, 130.0)]);
    assert_eq!((threads[1].title.as_deref(), areas(1)), (None, vec![(1, 36.0, 142.0, 190.0)]));
}

#[test]
fn tags_tell_roles_and_the_order_of_reading() {
    let pages = pages("tagged.pdf");
    let (page, tags) = (&pages.pages[0], &pages.hints.tags);
    let mut glyphs: Vec<&Glyph> = page.glyphs.iter().collect();
    glyphs.sort_by_key(|glyph| glyph.tag);
    let blocks: Vec<(TagRole, String)> = glyphs
        .chunk_by(|a, b| tags.block_of(a.tag) == tags.block_of(b.tag))
        .filter_map(|block| {
            let (_, element) = tags.block_of(block[0].tag)?;
            Some((element.role, block.iter().map(|glyph| page.glyph_text(glyph)).collect()))
        })
        .collect();
    let expected = [
        (TagRole::Heading(1), "Tags set it right"),
        (TagRole::Paragraph, "The first paragraph is drawn inthe middle and has two lines."),
        (TagRole::Paragraph, "The last paragraph is drawn first."),
    ];
    assert_eq!(blocks, expected.map(|(role, text)| (role, text.to_owned())));
}
