//! The front matter: flat YAML that Hugo, Jekyll, Quarto, Pandoc and Obsidian read alike.
//!
//! Values that are text are strings to every YAML parser: what looks like a number, a date or a truth value is
//! quoted (YAML 1.2.2, 10.3; YAML 1.1 for `yes` and `on`). Nothing here nests.

use backissue_model::{Article, PersonKind, plain_text};

use crate::edition::{Edition, clean};

/// The front matter of the issue, or of the index.
pub(crate) fn issue(edition: &Edition<'_>) -> String {
    let meta = &edition.issue.metadata;
    let mut out = String::from("---\n");
    field(&mut out, "title", Some(&edition.title()));
    publication(&mut out, edition);
    let contributors: Vec<String> = meta.contributors.iter().map(|name| clean(name)).collect();
    list(&mut out, "contributors", &contributors);
    field(&mut out, "rights", meta.rights.as_deref());
    out.push_str("---");
    out
}

/// The front matter of an article in its own file.
pub(crate) fn article(edition: &Edition<'_>, article: &Article) -> String {
    let mut out = String::from("---\n");
    let title = clean(&article.title());
    field(&mut out, "title", Some(if title.is_empty() { &article.id } else { &title }));
    let passage =
        |passage: &Option<_>| passage.as_ref().map(|p: &backissue_model::Passage| plain_text(&p.text));
    field(&mut out, "subtitle", passage(&article.deck).as_deref());
    field(&mut out, "kicker", passage(&article.kicker).as_deref());
    let persons = article.byline.iter().flat_map(|byline| &byline.persons);
    let authors: Vec<String> =
        persons.filter(|p| p.kind == PersonKind::Person).map(|p| clean(&p.name)).collect();
    list(&mut out, "author", &authors);
    field(&mut out, "section", edition.department(article).map(|d| d.name.as_str()));
    let pages: Vec<String> = article.pages.iter().map(|&page| edition.page_label(page)).collect();
    field(&mut out, "page", Some(&pages.join(", ")));
    publication(&mut out, edition);
    out.push_str("---");
    out
}

fn publication(out: &mut String, edition: &Edition<'_>) {
    let meta = &edition.issue.metadata;
    let paper = &meta.publication;
    field(out, "publication", paper.title.as_deref());
    date(out, meta.date.as_deref().unwrap_or_default());
    field(out, "lang", edition.language);
    field(out, "volume", meta.volume.as_deref());
    field(out, "issue", meta.number.as_deref());
    field(out, "whole-number", meta.whole_number.as_deref());
    field(out, "issn", paper.issn.as_deref());
    field(out, "cn", paper.cn.as_deref());
    field(out, "publisher", paper.publisher.as_deref());
}

/// A whole date is a date to YAML; a month, a year or anything else is text under another key, because static
/// sites refuse a `date` that is none.
fn date(out: &mut String, date: &str) {
    if is_date(date) {
        out.push_str(&format!("date: {date}\n"));
    } else {
        field(out, "cover-date", Some(date));
    }
}

/// Whether a text is a day of the calendar in ISO 8601's extended form.
fn is_date(text: &str) -> bool {
    let parts: Vec<u32> = text.split('-').filter_map(|part| part.parse().ok()).collect();
    let [year, month, day] = parts[..] else { return false };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    (1..=9999).contains(&year)
        && (1..=days).contains(&day)
        && text == format!("{year:04}-{month:02}-{day:02}")
}

fn field(out: &mut String, key: &str, value: Option<&str>) {
    let value = clean(value.unwrap_or_default());
    if !value.is_empty() {
        out.push_str(&format!("{key}: {}\n", scalar(&value)));
    }
}

fn list(out: &mut String, key: &str, values: &[String]) {
    if values.iter().all(String::is_empty) {
        return;
    }
    out.push_str(&format!("{key}:\n"));
    for value in values.iter().filter(|value| !value.is_empty()) {
        out.push_str(&format!("  - {}\n", scalar(value)));
    }
}

/// A string: plain where no parser could take it for anything else, else between double quotes.
fn scalar(value: &str) -> String {
    if is_plain(value) {
        return value.to_owned();
    }
    format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""))
}

fn is_plain(value: &str) -> bool {
    const WORDS: [&str; 9] = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"];
    let character =
        |c: char| c.is_alphanumeric() || "  -_./'(),!?·“”‘’（）、，。！？：；—…《》「」".contains(c);
    value.starts_with(char::is_alphabetic)
        && value.chars().all(character)
        && !WORDS.iter().any(|word| word.eq_ignore_ascii_case(value))
}
