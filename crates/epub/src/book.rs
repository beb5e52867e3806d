//! Binding: writes the documents one after the other into the container (EPUB 3.3, 4, OCF).

use backissue_package::write::{Archive, Entry, Packing};

use crate::nav::Landmark;
use crate::opf::{self, Edition, Item, Place};
use crate::plan::Plan;
use crate::sheet::Document;
use crate::{FurniturePage, Options, article, contents, cover, furniture, identity, imprint, nav, ncx};

const MIMETYPE: &str = "application/epub+zip";
const XHTML: &str = "application/xhtml+xml";

/// The folder of the package document; all paths in the book start there.
const FOLDER: &str = "EPUB";

const CONTAINER: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"#;

/// The writer's own stylesheet.
const STYLESHEET: &str = include_str!("style.css");

/// Writes the book.
pub(crate) fn bind(plan: &Plan<'_>, options: &Options) -> Vec<u8> {
    let cover = cover::picture(plan, &options.cover);
    let edition = Edition {
        identifier: identity::identifier(plan),
        title: identity::title(plan),
        modified: identity::modified(plan, options.modified.as_deref()),
        cover: cover.is_some(),
    };
    let more = match options.furniture {
        FurniturePage::Appended if !plan.issue.furniture.is_empty() => Some(furniture::write(plan)),
        _ => None,
    };
    let last = more.as_ref().map(|_| contents::Entry {
        label: plan.words.furniture.to_owned(),
        href: furniture::PATH.to_owned(),
        children: Vec::new(),
    });
    let contents = contents::contents(plan, last);
    let mut binding = begin(plan);
    if let Some(picture) = &cover {
        binding.page(&cover::write(plan, picture), "");
        binding.aside(
            "cover-image",
            &picture.path,
            picture.format.media_type(),
            "cover-image",
            &picture.data,
        );
    }
    binding.page(&nav::write(plan, &contents.entries, &landmarks(plan, cover.is_some())), "nav");
    contents.pages.iter().for_each(|page| binding.page(page, ""));
    bind_articles(&mut binding, plan);
    more.iter().for_each(|page| binding.page(page, ""));
    let stylesheet = options.stylesheet.as_deref().unwrap_or(STYLESHEET);
    binding.aside("css", "style.css", "text/css", "", stylesheet.as_bytes());
    let ncx = ncx::write(plan, &edition.identifier, &edition.title, &contents.entries);
    binding.aside("ncx", ncx::PATH, "application/x-dtbncx+xml", "", ncx.as_bytes());
    let package = opf::write(plan, &edition, &binding.items);
    binding.store("package.opf", package.as_bytes());
    binding.archive.finish()
}

/// Writes the documents of the articles, and the pictures that they show.
fn bind_articles(binding: &mut Binding, plan: &Plan<'_>) {
    for number in 0..plan.parts.len() {
        let document = article::write(plan, number);
        let properties = if document.math { "mathml" } else { "" };
        binding.page(&document, properties);
    }
    for (i, picture) in plan.pictures.all().enumerate() {
        let id = format!("image-{}", i + 1);
        binding.aside(&id, &picture.path, picture.format.media_type(), "", picture.data);
    }
}

/// A container, and the list of what is in it.
struct Binding {
    archive: Archive,
    items: Vec<Item>,
}

impl Binding {
    fn page(&mut self, document: &Document, properties: &'static str) {
        let id = document.path.trim_end_matches(".xhtml").to_owned();
        self.store(&document.path, document.xhtml.as_bytes());
        let path = document.path.clone();
        self.items.push(Item { id, path, media_type: XHTML, properties, place: Place::Spine });
    }

    fn aside(
        &mut self,
        id: &str,
        path: &str,
        media_type: &'static str,
        properties: &'static str,
        data: &[u8],
    ) {
        self.store(path, data);
        let (id, path) = (id.to_owned(), path.to_owned());
        self.items.push(Item { id, path, media_type, properties, place: Place::Aside });
    }

    fn store(&mut self, path: &str, data: &[u8]) {
        let path = format!("{FOLDER}/{path}");
        self.archive.add(Entry { path: &path, data, packing: Packing::of(&path) });
    }
}

/// The container with its first two files; `mimetype` must be the very first (EPUB 3.3, 4.3.2).
fn begin(plan: &Plan<'_>) -> Binding {
    /// Text of an article, deflated: a guess that spares the container most of its moves in memory.
    const ARTICLE: usize = 4_000;
    let pictures: usize = plan.pictures.all().map(|picture| picture.data.len()).sum();
    let mut archive = Archive::new(pictures + plan.parts.len() * ARTICLE);
    archive.add(Entry { path: "mimetype", data: MIMETYPE.as_bytes(), packing: Packing::Stored });
    let container =
        Entry { path: "META-INF/container.xml", data: CONTAINER.as_bytes(), packing: Packing::Deflated };
    archive.add(container);
    Binding { archive, items: Vec::new() }
}

fn landmarks(plan: &Plan<'_>, cover: bool) -> Vec<Landmark> {
    let words = plan.words;
    let mark = |kind, href: &str, label| Landmark { kind, href: href.to_owned(), label };
    let mut landmarks = Vec::new();
    if cover {
        landmarks.push(mark("cover", cover::PATH, words.cover));
    }
    landmarks.push(mark("titlepage", nav::TITLE, words.title_page));
    landmarks.push(mark("toc", "nav.xhtml#toc", words.contents));
    if let Some(first) = plan.parts.first() {
        landmarks.push(mark("bodymatter", &first.path, words.articles));
    }
    if imprint::is_known(plan) {
        landmarks.push(mark("imprint", &format!("{}#{}", nav::PATH, imprint::ID), words.imprint));
    }
    landmarks
}
