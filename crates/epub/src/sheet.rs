//! A content document of the book (EPUB 3.3, 6.1): its frame, and the state that is shared while it is filled.

use std::collections::BTreeSet;

use backissue_model::WritingMode;
use backissue_package::xml::Writer;

use crate::plan::{Part, Plan};

/// A finished document.
pub(crate) struct Document {
    /// Path beside the package document.
    pub path: String,
    pub xhtml: String,
    /// Whether it holds MathML, which the manifest must tell (EPUB 3.3, 5.6.2).
    pub math: bool,
}

/// A document in the making.
pub(crate) struct Sheet<'a> {
    pub plan: &'a Plan<'a>,
    /// The document of the article that is written; none for pages that belong to no article.
    pub part: Option<&'a Part<'a>>,
    /// Index of that document.
    pub number: usize,
    pub w: Writer,
    pub math: bool,
    /// Level of the heading written last: headings may go down one level at a time only.
    pub level: u8,
    /// What the text stands in at the moment.
    pub within: Within,
    pub marked_pages: BTreeSet<u32>,
    pub marked_notes: BTreeSet<usize>,
}

/// Elements that may not hold their like (HTML, content models of `a` and `ruby`).
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Within {
    pub link: bool,
    pub ruby: bool,
}

/// Begins a document: declaration, head, start of the body, which stays open.
pub(crate) fn start<'a>(plan: &'a Plan<'a>, title: &str, language: &str) -> Sheet<'a> {
    let mut w = Writer::document();
    w.raw("<!DOCTYPE html>\n");
    let mut attributes = vec![
        ("xmlns", "http://www.w3.org/1999/xhtml"),
        ("xmlns:epub", "http://www.idpf.org/2007/ops"),
        ("xml:lang", language),
        ("lang", language),
    ];
    match plan.issue.writing_mode {
        WritingMode::HorizontalLtr => {}
        WritingMode::HorizontalRtl => attributes.push(("dir", "rtl")),
        WritingMode::VerticalRl => attributes.push(("class", "vertical")),
    }
    w.start("html", &attributes);
    w.line();
    w.start("head", &[]);
    w.element("title", &[], if title.trim().is_empty() { plan.words.issue } else { title });
    w.empty("link", &[("rel", "stylesheet"), ("type", "text/css"), ("href", "style.css")]);
    w.end();
    w.line();
    w.start("body", &[]);
    w.line();
    Sheet {
        plan,
        part: None,
        number: 0,
        w,
        math: false,
        level: 0,
        within: Within::default(),
        marked_pages: BTreeSet::new(),
        marked_notes: BTreeSet::new(),
    }
}

/// Ends a document.
pub(crate) fn finish(sheet: Sheet<'_>, path: &str) -> Document {
    let mut xhtml = sheet.w.finish();
    xhtml.push('\n');
    Document { path: path.to_owned(), xhtml, math: sheet.math }
}
