//! The NCX (OPF 2.0.1, 2.4.1): contents and page list for reading systems of EPUB 2, which do not know the
//! navigation document.

use backissue_package::xml::Writer;

use crate::contents::Entry;
use crate::plan::Plan;

/// Path of the NCX.
pub(crate) const PATH: &str = "toc.ncx";

/// Writes the NCX. `identifier` and `title` are those of the package document.
pub(crate) fn write(plan: &Plan<'_>, identifier: &str, title: &str, entries: &[Entry]) -> String {
    let mut w = Writer::document();
    let attributes = [
        ("xmlns", "http://www.daisy.org/z3986/2005/ncx/"),
        ("version", "2005-1"),
        ("xml:lang", plan.language),
    ];
    w.start("ncx", &attributes);
    w.line();
    w.start("head", &[]);
    w.empty("meta", &[("name", "dtb:uid"), ("content", identifier)]);
    w.end();
    w.line();
    labelled(&mut w, "docTitle", title);
    w.line();
    w.start("navMap", &[]);
    w.line();
    let mut number = 0;
    points(&mut w, entries, &mut number);
    w.end();
    w.line();
    page_list(&mut w, plan);
    w.end();
    w.line();
    w.finish()
}

fn points(w: &mut Writer, entries: &[Entry], number: &mut usize) {
    for entry in entries {
        *number += 1;
        w.start("navPoint", &[("id", &format!("n{number}"))]);
        labelled(w, "navLabel", &entry.label);
        w.empty("content", &[("src", &entry.href)]);
        points(w, &entry.children, number);
        w.end();
        w.line();
    }
}

fn page_list(w: &mut Writer, plan: &Plan<'_>) {
    if plan.pages.is_empty() {
        return;
    }
    w.start("pageList", &[]);
    w.line();
    for (page, anchor) in &plan.pages {
        w.start("pageTarget", &[("id", &format!("p{page}")), ("type", "normal")]);
        labelled(w, "navLabel", &plan.folio(*page));
        w.empty("content", &[("src", &plan.href(anchor))]);
        w.end();
        w.line();
    }
    w.end();
    w.line();
}

fn labelled(w: &mut Writer, name: &'static str, text: &str) {
    w.start(name, &[]);
    w.element("text", &[], text);
    w.end();
}
