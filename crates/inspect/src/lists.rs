//! What is not an article, as lists: furniture, warnings, the ledger, and what is known of the issue.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use backissue_model::{Balance, Entry, Issue, Metadata};

use crate::articles::why;
use crate::marks::{self, Mark, Owner};
use crate::markup::{escaped, grouped};

/// What stands around the articles.
pub(crate) fn furniture(issue: &Issue, out_marks: &mut Vec<Mark>) -> String {
    let mut out = String::from("<ol class=\"list\">");
    for (index, item) in issue.furniture.iter().enumerate() {
        let id = format!("f{}", index + 1);
        marks::add(Owner::Furniture, &id, "piece", &item.provenance.places, out_marks);
        let _ = write!(
            out,
            "<li class=\"part\" id=\"{id}\" tabindex=\"0\"><span class=\"name\">{}</span>\
             <div class=\"text\" dir=\"auto\">{}</div>{}</li>",
            item.kind.name(),
            escaped(&item.text).replace('\n', "<br>"),
            why(&item.provenance)
        );
    }
    out.push_str("</ol>");
    out
}

/// What could not be done, or is in doubt.
pub(crate) fn warnings(issue: &Issue, out_marks: &mut Vec<Mark>) -> String {
    let mut out = String::from("<ol class=\"list\">");
    for (index, warning) in issue.warnings.iter().enumerate() {
        let id = format!("w{}", index + 1);
        let place = std::slice::from_ref(&warning.place);
        marks::add(Owner::Warning, &id, "piece", place, out_marks);
        let _ = write!(
            out,
            "<li class=\"part\" id=\"{id}\" tabindex=\"0\"><span class=\"name\">{}</span>\
             <div class=\"text\" dir=\"auto\">{}</div><small class=\"why\">{}</small></li>",
            warning.kind.name(),
            escaped(&warning.message),
            marks::places(place)
        );
    }
    out.push_str("</ol>");
    out
}

/// Removals and repairs, by rule.
pub(crate) fn ledger(issue: &Issue, out_marks: &mut Vec<Mark>) -> String {
    let mut by_rule: BTreeMap<&str, Vec<(usize, &Entry)>> = BTreeMap::new();
    for (index, entry) in issue.ledger.entries.iter().enumerate() {
        by_rule.entry(&entry.rule.0).or_default().push((index, entry));
    }
    let mut out = String::new();
    for (rule, entries) in by_rule {
        let _ = write!(
            out,
            "<details open><summary><code>{}</code> {}</summary><ol class=\"list\">",
            escaped(rule),
            grouped(entries.len() as u64)
        );
        entries.iter().for_each(|(index, entry)| self::entry(*index, entry, &mut out, out_marks));
        out.push_str("</ol></details>");
    }
    out
}

fn entry(index: usize, entry: &Entry, out: &mut String, out_marks: &mut Vec<Mark>) {
    let id = format!("e{}", index + 1);
    let place = std::slice::from_ref(&entry.place);
    marks::add(Owner::Ledger, &id, "piece", place, out_marks);
    let after = if entry.after.is_empty() {
        String::new()
    } else {
        format!(" → <ins>{}</ins>", escaped(&entry.after))
    };
    let _ = write!(
        out,
        "<li class=\"part\" id=\"{id}\" tabindex=\"0\"><div class=\"text\" dir=\"auto\"><del>{}</del>{after}</div>\
         <small class=\"why\">{}</small></li>",
        escaped(&entry.before),
        marks::places(place)
    );
}

/// What is known of the issue, its departments, and the ledger's sum.
pub(crate) fn about(issue: &Issue, marks: &mut Vec<Mark>) -> String {
    let mut out = String::from("<table class=\"facts\">");
    for (name, value) in facts(&issue.metadata) {
        row(name, &escaped(&value), &mut out);
    }
    row("read from", &escaped(&source(issue)), &mut out);
    row("known by", &marks::reasons(&issue.metadata.provenance), &mut out);
    out.push_str("</table><table class=\"facts sums\">");
    let sum = Balance::of(issue);
    let lost = if sum.lost() < 0 {
        format!("-{}", grouped(sum.lost().unsigned_abs()))
    } else {
        grouped(sum.lost() as u64)
    };
    row("characters decoded", &grouped(sum.decoded), &mut out);
    row("taken out", &grouped(sum.removed), &mut out);
    row("put in", &grouped(sum.added), &mut out);
    row("in articles", &grouped(sum.articles), &mut out);
    row("in furniture", &grouped(sum.furniture), &mut out);
    row("lost", &lost, &mut out);
    row("balanced", if sum.balanced { "yes" } else { "no" }, &mut out);
    out.push_str("</table>");
    out.push_str(&departments(issue, marks));
    out
}

fn departments(issue: &Issue, out_marks: &mut Vec<Mark>) -> String {
    let mut out = String::from("<ol class=\"list\">");
    for (index, department) in issue.departments.iter().enumerate() {
        let id = format!("d{}", index + 1);
        let provenance = &department.provenance;
        marks::add(Owner::Department, &id, "piece", &provenance.places, out_marks);
        let subtitle = department.subtitle.as_deref().unwrap_or_default();
        let _ = write!(
            out,
            "<li class=\"part\" id=\"{id}\" tabindex=\"0\"><span class=\"name\">department</span>\
             <div class=\"text\" dir=\"auto\">{} <small>{}</small></div>{}</li>",
            escaped(&department.name),
            escaped(subtitle),
            why(provenance)
        );
    }
    out.push_str("</ol>");
    out
}

fn row(name: &str, value: &str, out: &mut String) {
    let _ = write!(out, "<tr><th scope=\"row\">{name}</th><td dir=\"auto\">{value}</td></tr>");
}

fn facts(metadata: &Metadata) -> Vec<(&'static str, String)> {
    let publication = &metadata.publication;
    let fields = [
        ("publication", &publication.title),
        ("issn", &publication.issn),
        ("cn", &publication.cn),
        ("publisher", &publication.publisher),
        ("title", &metadata.title),
        ("volume", &metadata.volume),
        ("number", &metadata.number),
        ("whole number", &metadata.whole_number),
        ("date", &metadata.date),
        ("language", &metadata.language),
        ("rights", &metadata.rights),
    ];
    let mut facts: Vec<(&str, String)> =
        fields.into_iter().filter_map(|(name, value)| value.clone().map(|value| (name, value))).collect();
    facts.extend(metadata.contributors.iter().map(|name| ("contributor", name.clone())));
    facts
}

fn source(issue: &Issue) -> String {
    let source = &issue.source;
    let parts = [source.name.as_deref(), Some(source.format.as_str()), source.encoding.as_deref()];
    let parts: Vec<&str> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    parts.join(", ")
}
