//! The recovered articles as cards: each part with its name, its text, its place and the rules that made it.

use std::fmt::Write as _;

use backissue_model::{Article, Byline, BylinePosition, Department, Inline, Issue, Passage, Provenance};

use crate::blocks;
use crate::inlines;
use crate::marks::{self, Mark, Owner};
use crate::markup::{counted, escaped};
use crate::pictures::Shelf;

/// A card in the making: its parts so far, and their marks.
pub(crate) struct Card<'a> {
    /// Index of the article.
    pub(crate) index: usize,
    /// How many pieces it has so far.
    pub(crate) pieces: usize,
    /// Its HTML.
    pub(crate) html: String,
    /// The marks of all cards.
    pub(crate) marks: &'a mut Vec<Mark>,
    /// The pictures of the issue.
    pub(crate) shelf: &'a Shelf<'a>,
}

/// The cards of all articles.
pub(crate) fn cards(issue: &Issue, shelf: &Shelf<'_>, marks: &mut Vec<Mark>) -> String {
    let mut out = String::new();
    for (index, article) in issue.articles.iter().enumerate() {
        let department = article.department.as_ref();
        let department =
            department.and_then(|id| issue.departments.iter().find(|department| department.id == *id));
        let mut card = Card { index, pieces: 0, html: String::new(), marks: &mut *marks, shelf };
        open(article, department, &mut card);
        parts(article, &mut card);
        card.html.push_str("</article>");
        out.push_str(&card.html);
    }
    out
}

/// Begins a piece of the card: marks its places on the pages and gives the attributes of its element.
pub(crate) fn piece(kind: &'static str, provenance: &Provenance, card: &mut Card<'_>) -> String {
    card.pieces += 1;
    let id = format!("a{}p{}", card.index + 1, card.pieces);
    marks::add(Owner::Article(card.index), &id, kind, &provenance.places, card.marks);
    format!("class=\"part {kind}\" id=\"{id}\"")
}

/// A part with its name beside it and its reasons below.
pub(crate) fn part(kind: &'static str, content: &str, provenance: &Provenance, card: &mut Card<'_>) {
    let attributes = piece(kind, provenance, card);
    let _ = write!(
        card.html,
        "<div {attributes}><span class=\"name\">{kind}</span><div class=\"text\" dir=\"auto\">{content}</div>{}</div>",
        why(provenance)
    );
}

/// The line that tells where a part stood and which rules made it.
pub(crate) fn why(provenance: &Provenance) -> String {
    let reasons = marks::reasons(provenance);
    if reasons.is_empty() { reasons } else { format!("<small class=\"why\">{reasons}</small>") }
}

fn open(article: &Article, department: Option<&Department>, card: &mut Card<'_>) {
    let number = card.index + 1;
    let title = article.title();
    let title = if title.is_empty() { "untitled" } else { &title };
    let language = article.language.as_ref();
    let language = language.map(|tag| format!(" lang=\"{}\"", escaped(tag))).unwrap_or_default();
    let _ = write!(
        card.html,
        "<article class=\"card {}\" id=\"a{number}\" data-owner=\"a{number}\" tabindex=\"0\" \
         aria-label=\"Article {number}: {}\"{language}><header><span class=\"no\">{number}</span> {}",
        marks::shade(card.index),
        escaped(title),
        article.kind.name()
    );
    if let Some(department) = department {
        let _ = write!(card.html, " · <bdi>{}</bdi>", escaped(&department.name));
    }
    let links: Vec<String> =
        article.pages.iter().map(|page| format!("<a href=\"#page-{page}\">page {page}</a>")).collect();
    let _ = write!(
        card.html,
        "<span class=\"where\">{} {}</span></header>",
        links.join(" "),
        counted(article.body.len(), "block")
    );
}

fn parts(article: &Article, card: &mut Card<'_>) {
    passage("kicker", article.kicker.as_ref(), card);
    passage("headline", article.headline.as_ref(), card);
    passage("deck", article.deck.as_ref(), card);
    if let Some(byline) = article.byline.as_ref().filter(|byline| byline.position == BylinePosition::Head) {
        self::byline(byline, card);
    }
    blocks::write(&article.body, card);
    if let Some(byline) = article.byline.as_ref().filter(|byline| byline.position == BylinePosition::Tail) {
        self::byline(byline, card);
    }
    article.credits.iter().for_each(|credit| passage("credit", Some(credit), card));
    for note in &article.notes {
        blocks::labelled("note", &note.label, &note.blocks, card);
    }
}

fn passage(kind: &'static str, passage: Option<&Passage>, card: &mut Card<'_>) {
    if let Some(Passage { text, provenance }) = passage {
        part(kind, &inlines::html(text), provenance, card);
    }
}

/// The line as printed, and the persons understood from it. A line without text was read out of the body, whose
/// place it shares; it gets no mark of its own.
fn byline(byline: &Byline, card: &mut Card<'_>) {
    let mut content = inlines::html(&byline.text);
    for person in &byline.persons {
        let role =
            person.role.as_deref().map(|role| format!(" <i>{}</i>", escaped(role))).unwrap_or_default();
        let _ = write!(content, "<span class=\"person\"><bdi>{}</bdi>{role}</span>", escaped(&person.name));
    }
    let printed = byline.text.iter().any(|inline| !matches!(inline, Inline::PageBreak { .. }));
    let rules = Provenance { places: Vec::new(), rules: byline.provenance.rules.clone() };
    part("byline", &content, if printed { &byline.provenance } else { &rules }, card);
}
