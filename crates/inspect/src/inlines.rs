//! Text within a block as HTML. Nothing in it leads anywhere: links and formulas are shown, not followed or run.

use std::fmt::Write as _;

use backissue_model::Inline;

use crate::markup::escaped;

/// Inline content as HTML.
pub(crate) fn html(inlines: &[Inline]) -> String {
    let mut out = String::new();
    write(inlines, &mut out);
    out
}

fn write(inlines: &[Inline], out: &mut String) {
    for inline in inlines {
        one(inline, out);
    }
}

fn one(inline: &Inline, out: &mut String) {
    match inline {
        Inline::Text(text) => out.push_str(&escaped(text)),
        Inline::Emphasis(content) => element("em", content, out),
        Inline::Strong(content) => element("strong", content, out),
        Inline::SmallCaps(content) => classed("small-caps", None, content, out),
        Inline::Sub(content) => element("sub", content, out),
        Inline::Sup(content) => element("sup", content, out),
        Inline::Ruby { base, text } => {
            let _ = write!(out, "<ruby>{}<rt>{}</rt></ruby>", html(base), escaped(text));
        }
        Inline::Link { target, content } => classed("link", Some(target), content, out),
        Inline::Foreign { language, content } => {
            let _ = write!(out, "<span lang=\"{}\">{}</span>", escaped(language), html(content));
        }
        Inline::Dateline(content) => classed("dateline", Some("dateline"), content, out),
        Inline::NoteRef { label, .. } => {
            let _ = write!(out, "<sup class=\"note-ref\">{}</sup>", escaped(label));
        }
        Inline::Math { text, tex, .. } => {
            let _ = write!(out, "<span class=\"math\" title=\"{}\">{}</span>", escaped(tex), escaped(text));
        }
        Inline::Image { alt, .. } => {
            let _ = write!(
                out,
                "<span class=\"image\">[{}]</span>",
                escaped(if alt.is_empty() { "image" } else { alt })
            );
        }
        Inline::LineBreak {} => out.push_str("<br>"),
        Inline::PageBreak { page } => {
            let _ = write!(out, "<a class=\"page-break\" href=\"#page-{page}\">{page}</a>");
        }
    }
}

fn element(name: &str, content: &[Inline], out: &mut String) {
    let _ = write!(out, "<{name}>{}</{name}>", html(content));
}

fn classed(class: &str, title: Option<&str>, content: &[Inline], out: &mut String) {
    let title = title.map(|title| format!(" title=\"{}\"", escaped(title))).unwrap_or_default();
    let _ = write!(out, "<span class=\"{class}\"{title}>{}</span>", html(content));
}
