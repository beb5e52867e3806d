//! Inline content as HTML, for tables that Markdown cannot express. Only the elements that carry meaning
//! Markdown has no other way to write; emphasis and links to notes are text here.

use backissue_model::Inline;

use crate::Flavor;
use crate::document::Document;
use crate::edition::{clean, shape};

/// Inline content as HTML on one line.
pub(crate) fn inline(inlines: &[Inline], doc: &mut Document<'_>) -> String {
    let mut out = String::new();
    push(inlines, doc, &mut out);
    out
}

/// Text between tags. Pandoc reads Markdown there too, so for it all punctuation that could be markup is written
/// as character references.
pub(crate) fn text(text: &str, flavor: Flavor) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter_map(shape) {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if flavor == Flavor::Pandoc && c.is_ascii_punctuation() && !matches!(c, ',' | '.' | '\'') => {
                out.push_str(&format!("&#{};", u32::from(c)));
            }
            c => out.push(c),
        }
    }
    out
}

fn push(inlines: &[Inline], doc: &mut Document<'_>, out: &mut String) {
    for inline in inlines {
        push_one(inline, doc, out);
    }
}

fn push_one(inline: &Inline, doc: &mut Document<'_>, out: &mut String) {
    let flavor = doc.edition.flavor();
    match inline {
        Inline::Text(content) | Inline::Math { text: content, .. } => {
            out.push_str(&text(content, flavor));
        }
        Inline::Sub(content) => element("sub", content, doc, out),
        Inline::Sup(content) => element("sup", content, doc, out),
        Inline::Ruby { base, text: reading } => {
            out.push_str("<ruby>");
            push(base, doc, out);
            out.push_str(&format!("<rt>{}</rt></ruby>", text(reading, flavor)));
        }
        Inline::Link { target, content } => match doc.edition.destination(target) {
            Some(to) => {
                out.push_str(&format!("<a href=\"{to}\">"));
                push(&crate::link::without_links(content), doc, out);
                out.push_str("</a>");
            }
            None => push(content, doc, out),
        },
        Inline::NoteRef { label, .. } if clean(label).is_empty() => {}
        Inline::NoteRef { label, .. } => out.push_str(&format!("<sup>{}</sup>", text(label, flavor))),
        Inline::Image { image, alt } => {
            if let Some(to) = doc.edition.images.get(image.as_str()) {
                out.push_str(&format!("<img src=\"{to}\" alt=\"{}\">", text(alt, flavor)));
            }
        }
        Inline::LineBreak {} => out.push_str("<br>"),
        Inline::PageBreak { page } => out.push_str(&doc.turn_page(*page).unwrap_or_default()),
        Inline::Emphasis(content)
        | Inline::Strong(content)
        | Inline::SmallCaps(content)
        | Inline::Dateline(content)
        | Inline::Foreign { content, .. } => push(content, doc, out),
    }
}

fn element(tag: &str, content: &[Inline], doc: &mut Document<'_>, out: &mut String) {
    out.push_str(&format!("<{tag}>"));
    push(content, doc, out);
    out.push_str(&format!("</{tag}>"));
}
