//! An article: in a document of its own, or as a part of the collection.

use backissue_model::{Article, ArticleKind, Byline, BylinePosition, File, Inline};

use crate::blocks;
use crate::contributors::{self, Telling};
use crate::front;
use crate::plan::{Plan, language};
use crate::provenance;
use crate::rights;
use crate::sections::{self, Sections};
use crate::sheet::Sheet;

/// The document type of all files.
pub(crate) const DOCUMENT_TYPE: &str = "<!DOCTYPE article PUBLIC \"-//NLM//DTD JATS (Z39.96) Journal Archiving and \
    Interchange DTD v1.3 20210610//EN\" \"https://jats.nlm.nih.gov/archiving/1.3/JATS-archivearticle1-3.dtd\">\n";

/// The file of an article.
pub(crate) fn file(plan: &Plan<'_>, index: usize) -> File {
    let mut sheet = Sheet::new(plan);
    let article = &plan.issue.articles[index];
    sheet.index = Some(index);
    root(kind(article.kind), used_as(article.kind), language_of(article, plan), &mut sheet);
    sheet.open("front", &[]);
    front::journal_meta(&mut sheet);
    sheet.open("article-meta", &[]);
    meta(article, index, &mut sheet);
    front::issue(&mut sheet);
    front::pages(index, &mut sheet);
    rights::write(&mut sheet);
    provenance::write(article, &mut sheet);
    sheet.close();
    sheet.close();
    text(article, &mut sheet);
    File::new(format!("{}.xml", plan.keys[index]), sheet.w.finish() + "\n")
}

/// Writes an article as a part of the collection.
pub(crate) fn part(plan: &Plan<'_>, index: usize, sheet: &mut Sheet<'_>) {
    let article = &plan.issue.articles[index];
    sheet.index = Some(index);
    let mut attributes = vec![("article-type", kind(article.kind)), ("id", plan.keys[index].as_str())];
    attributes.extend(used_as(article.kind).map(|kind| ("specific-use", kind)));
    attributes.push(("xml:lang", language_of(article, plan)));
    sheet.open("sub-article", &attributes);
    sheet.open("front-stub", &[]);
    meta(article, index, sheet);
    front::pages(index, sheet);
    provenance::write(article, sheet);
    sheet.close();
    text(article, sheet);
    sheet.close();
}

/// Opens the root element.
pub(crate) fn root(kind: &str, used_as: Option<&str>, language: &str, sheet: &mut Sheet<'_>) {
    sheet.w.raw(DOCUMENT_TYPE);
    let mut attributes = vec![
        ("xmlns:mml", "http://www.w3.org/1998/Math/MathML"),
        ("xmlns:xlink", "http://www.w3.org/1999/xlink"),
        ("dtd-version", "1.3"),
        ("article-type", kind),
    ];
    attributes.extend(used_as.map(|kind| ("specific-use", kind)));
    attributes.push(("xml:lang", language));
    sheet.open("article", &attributes);
}

fn meta(article: &Article, index: usize, sheet: &mut Sheet<'_>) {
    let plan = sheet.plan;
    front::identifier(Some(&plan.keys[index]), sheet);
    front::categories(article, plan.opens_department[index], sheet);
    front::titles(article, sheet);
    contributors::write(article, sheet);
}

/// Body and notes.
fn text(article: &Article, sheet: &mut Sheet<'_>) {
    sheet.open("body", &[]);
    let mut sections = Sections::default();
    byline(article.byline.as_ref(), BylinePosition::Head, sheet);
    sections::write(&article.body, &mut sections, sheet);
    byline(article.byline.as_ref(), BylinePosition::Tail, sheet);
    for credit in &article.credits {
        blocks::paragraph(&credit.text, &[("content-type", "credit")], sheet);
    }
    sections::close(&mut sections, sheet);
    sheet.close();
    blocks::notes(&article.notes, sheet);
}

/// The printed byline, where the contributors do not tell it.
fn byline(byline: Option<&Byline>, position: BylinePosition, sheet: &mut Sheet<'_>) {
    let told = |byline: &&Byline| contributors::telling(byline) == Telling::ByParagraph;
    if let Some(byline) = byline.filter(|byline| byline.position == position).filter(told) {
        blocks::paragraph(&byline.text as &[Inline], &[("content-type", "byline")], sheet);
    }
}

fn language_of<'a>(article: &'a Article, plan: &Plan<'a>) -> &'a str {
    article.language.as_deref().and_then(language).unwrap_or(plan.language)
}

/// The type of an article in the terms that JATS suggests (1.3, `@article-type`).
fn kind(kind: ArticleKind) -> &'static str {
    match kind {
        ArticleKind::News | ArticleKind::Brief => "news",
        ArticleKind::Editorial => "editorial",
        ArticleKind::Commentary => "article-commentary",
        ArticleKind::Letter => "letter",
        ArticleKind::Review => "product-review",
        ArticleKind::Obituary => "obituary",
        ArticleKind::Announcement => "announcement",
        ArticleKind::Correction => "correction",
        ArticleKind::Calendar => "calendar",
        ArticleKind::Research => "research-article",
        ArticleKind::Feature
        | ArticleKind::Interview
        | ArticleKind::Literature
        | ArticleKind::Advertisement
        | ArticleKind::Other => "other",
    }
}

/// What an article is where the terms of JATS do not say it.
fn used_as(kind: ArticleKind) -> Option<&'static str> {
    match kind {
        ArticleKind::Brief => Some("brief"),
        ArticleKind::Feature => Some("feature"),
        ArticleKind::Interview => Some("interview"),
        ArticleKind::Literature => Some("literature"),
        ArticleKind::Advertisement => Some("advertisement"),
        _ => None,
    }
}
