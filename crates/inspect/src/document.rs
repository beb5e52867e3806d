//! The whole report: head, pages on one side, lists on the other.

use std::fmt::Write as _;

use backissue_model::{Balance, Frame, Issue, Page};

use crate::marks::Mark;
use crate::markup::{counted, escaped, grouped};
use crate::pictures;
use crate::{Options, articles, lists, sheets};

const STYLE: &str = include_str!("view/inspect.css");
const SCRIPT: &str = include_str!("view/inspect.js");

/// What the browser may load: nothing but what stands in the file.
const POLICY: &str =
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'";

/// One of the lists.
struct Panel {
    id: &'static str,
    name: &'static str,
    number: Option<usize>,
    html: String,
}

/// The report as HTML.
pub(crate) fn write(issue: &Issue, pages: &[Page], frames: &[Frame], options: &Options) -> String {
    let shelf = pictures::shelf(&issue.images, options.pictures);
    let mut marks: Vec<Mark> = Vec::new();
    let panels = panels(issue, &shelf, &mut marks);
    let drawn = sheets::draw(&issue.pages, pages, frames, &marks, &shelf);
    let language = language(issue);
    let mut out = head(issue);
    let _ = write!(out, "{}<main>", pictures::definitions(&shelf));
    if !drawn.is_empty() {
        let _ = write!(
            out,
            "<section id=\"pages\" aria-label=\"Pages\" tabindex=\"0\"{language}>{drawn}</section>{SEPARATOR}"
        );
    }
    out.push_str("<section id=\"reading\" aria-label=\"What was read\"><div id=\"tabs\" role=\"tablist\">");
    panels.iter().for_each(|panel| tab(panel, &mut out));
    out.push_str("</div>");
    panels.iter().for_each(|panel| list(panel, &language, &mut out));
    let _ = writeln!(
        out,
        "</section></main><output id=\"status\"></output><script>{SCRIPT}</script></body></html>"
    );
    out
}

const SEPARATOR: &str = "<div id=\"separator\" role=\"separator\" aria-label=\"Width of the pages\" aria-orientation=\"vertical\" tabindex=\"0\"></div>";

fn panels(issue: &Issue, shelf: &pictures::Shelf<'_>, marks: &mut Vec<Mark>) -> Vec<Panel> {
    let panel = |id, name, number, html| Panel { id, name, number, html };
    vec![
        panel("articles", "Articles", Some(issue.articles.len()), articles::cards(issue, shelf, marks)),
        panel("furniture", "Furniture", Some(issue.furniture.len()), lists::furniture(issue, marks)),
        panel("warnings", "Warnings", Some(issue.warnings.len()), lists::warnings(issue, marks)),
        panel("ledger", "Ledger", Some(issue.ledger.entries.len()), lists::ledger(issue, marks)),
        panel("about", "Issue", None, lists::about(issue, marks)),
    ]
}

fn head(issue: &Issue) -> String {
    let metadata = &issue.metadata;
    let title =
        metadata.publication.title.as_ref().or(metadata.title.as_ref()).or(issue.source.name.as_ref());
    let title = escaped(title.map_or("Issue", String::as_str)).into_owned();
    let date =
        metadata.date.as_deref().map(|date| format!(" <span>{}</span>", escaped(date))).unwrap_or_default();
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\">\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\
         <title>{title} – inspection</title><style>{STYLE}</style></head><body>\
         <header id=\"head\"><h1 dir=\"auto\">{title}{date}</h1><p>{}</p><div id=\"tools\"></div></header>",
        summary(issue)
    )
}

/// The language of the issue as an attribute, for those parts that hold its text: browsers choose type by it.
fn language(issue: &Issue) -> String {
    let tag = issue.metadata.language.as_ref();
    tag.map(|tag| format!(" lang=\"{}\"", escaped(tag))).unwrap_or_default()
}

/// One line that accounts for every character.
fn summary(issue: &Issue) -> String {
    let sum = Balance::of(issue);
    let mut out = String::new();
    if !issue.pages.is_empty() {
        let _ = write!(out, "{}, ", counted(issue.pages.len(), "page"));
    }
    let lost = if sum.lost() < 0 {
        format!("{} invented", grouped(sum.lost().unsigned_abs()))
    } else {
        format!("{} lost", grouped(sum.lost() as u64))
    };
    let _ = write!(
        out,
        "{}, {} characters: {} in articles, {} in furniture, {lost}; {}, {}",
        counted(issue.articles.len(), "article"),
        grouped(sum.decoded),
        grouped(sum.articles),
        grouped(sum.furniture),
        changes(issue.ledger.entries.len()),
        counted(issue.warnings.len(), "warning")
    );
    out
}

fn changes(number: usize) -> String {
    if number == 1 {
        "1 ledger entry".to_owned()
    } else {
        format!("{} ledger entries", grouped(number as u64))
    }
}

fn tab(panel: &Panel, out: &mut String) {
    let number = panel.number.map(|number| format!(" <b>{}</b>", grouped(number as u64))).unwrap_or_default();
    let _ = write!(
        out,
        "<a role=\"tab\" id=\"tab-{0}\" href=\"#{0}\" aria-controls=\"{0}\">{1}{number}</a>",
        panel.id, panel.name
    );
}

fn list(panel: &Panel, language: &str, out: &mut String) {
    let html = if panel.html.is_empty() || panel.html == "<ol class=\"list\"></ol>" {
        "<p class=\"none\">None.</p>"
    } else {
        &panel.html
    };
    let _ = write!(
        out,
        "<section role=\"tabpanel\" id=\"{0}\" aria-labelledby=\"tab-{0}\" tabindex=\"-1\"{language}><h2>{1}</h2>{html}</section>",
        panel.id, panel.name
    );
}
