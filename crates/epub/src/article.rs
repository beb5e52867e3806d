//! The document of an article: department, kicker, headline, deck, byline, body, credits, notes.

use backissue_model::{Article, BylinePosition, Content, Inline, Passage, each_block, plain_text};

use crate::blocks::{self, Room};
use crate::plan::Plan;
use crate::sheet::{self, Document, Sheet};
use crate::words::Words;
use crate::{inlines, language, notes};

/// Characters of a text that stands for a missing headline.
const INCIPIT: usize = 40;

/// Characters of a headline in lists, where a whole paragraph taken for a headline would bury its neighbours.
const LONGEST_TITLE: usize = 160;

/// Writes one document of an article.
pub(crate) fn write(plan: &Plan<'_>, number: usize) -> Document {
    let part = &plan.parts[number];
    let article = plan.article(number);
    let language = article.language.as_deref().and_then(language::checked).unwrap_or(plan.language);
    let title = &plan.titles[part.article];
    let headed = part.index == 0 && article.headline.as_ref().is_some_and(|h| inlines::shows(&h.text));
    let mut sheet = sheet::start(plan, title, language);
    sheet.part = Some(part);
    sheet.number = number;
    let name = if headed { ("aria-labelledby", "headline") } else { ("aria-label", title.as_str()) };
    sheet.w.start("article", &[("class", article.kind.name()), name]);
    sheet.w.line();
    if part.index == 0 {
        head(&mut sheet, article, part.article);
    }
    blocks::write(&mut sheet, &part.body, Room::Flow);
    if part.ends_body {
        tail(&mut sheet, article);
    }
    notes::write(&mut sheet);
    sheet.w.end();
    sheet.w.line();
    sheet::finish(sheet, &part.path)
}

/// What lists call an article: its headline, else the first words of its text, else its number.
pub(crate) fn title(article: &Article, index: usize, words: &Words) -> String {
    let headline = one_line(&article.title(), LONGEST_TITLE);
    if !headline.is_empty() {
        return headline;
    }
    let mut incipit = String::new();
    each_block(&article.body, &mut |block| {
        if incipit.is_empty() {
            incipit = one_line(&plain_text(first_row(&block.content)), INCIPIT);
        }
    });
    if incipit.is_empty() { format!("{} {}", words.article, index + 1) } else { incipit }
}

/// The text with which a block begins; empty where another block within it does.
fn first_row(content: &Content) -> &[Inline] {
    match content {
        Content::Paragraph(text) | Content::PullQuote(text) | Content::Formula(text) => text,
        Content::Subhead(subhead) => &subhead.text,
        Content::JumpLine(jump) => &jump.text,
        Content::Sidebar(sidebar) => &sidebar.title,
        Content::Table(table) => &table.caption,
        Content::Figure(figure) => &figure.caption,
        Content::Verse(verse) => verse.stanzas.iter().flatten().next().map_or(&[], Vec::as_slice),
        Content::List(_) | Content::Quote(_) | Content::Break {} => &[],
    }
}

/// Text on one line, cut with an ellipsis. Directional controls are left out: cut in two they would turn what
/// follows.
pub(crate) fn one_line(text: &str, limit: usize) -> String {
    let is_control =
        |c: char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let words = text.split_whitespace().map(|word| word.chars().filter(|&c| !is_control(c)));
    let mut line = String::new();
    let mut room = limit + 1;
    for mut word in words {
        let Some(first) = word.next() else { continue };
        if !line.is_empty() {
            line.push(' ');
            room = room.saturating_sub(1);
        }
        let start = line.len();
        line.extend(std::iter::once(first).chain(word).take(room));
        room -= line[start..].chars().count();
        if room == 0 {
            break;
        }
    }
    match line.char_indices().nth(limit) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line,
    }
}

fn head(sheet: &mut Sheet<'_>, article: &Article, index: usize) {
    let plan = sheet.plan;
    sheet.w.start("header", &[]);
    sheet.w.line();
    if let Some(page) = plan.starts.get(&index) {
        inlines::page_break(sheet, *page);
        sheet.w.line();
    }
    if let Some(department) = plan.openings.get(&index) {
        blocks::paragraph(sheet, &[("class", "department")], &[Inline::text(&department.name)]);
        let subtitle = department.subtitle.as_deref().unwrap_or_default();
        blocks::paragraph(sheet, &[("class", "department-subtitle")], &[Inline::text(subtitle)]);
    }
    passage(sheet, "kicker", article.kicker.as_ref());
    headline(sheet, article);
    if let Some(deck) = &article.deck {
        blocks::paragraph(
            sheet,
            &[("class", "deck"), ("epub:type", "subtitle"), ("role", "doc-subtitle")],
            &deck.text,
        );
    }
    byline(sheet, article, BylinePosition::Head);
    sheet.w.end();
    sheet.w.line();
}

fn headline(sheet: &mut Sheet<'_>, article: &Article) {
    let Some(headline) = &article.headline else { return };
    if !inlines::shows(&headline.text) {
        return blocks::paragraph(sheet, &[], &headline.text);
    }
    sheet.w.start("h1", &[("id", "headline"), ("class", "headline"), ("epub:type", "title")]);
    inlines::write(sheet, &headline.text);
    sheet.w.end();
    sheet.w.line();
    sheet.level = 1;
}

fn tail(sheet: &mut Sheet<'_>, article: &Article) {
    byline(sheet, article, BylinePosition::Tail);
    for credit in &article.credits {
        passage(sheet, "credits", Some(credit));
    }
}

fn byline(sheet: &mut Sheet<'_>, article: &Article, position: BylinePosition) {
    let class = match position {
        BylinePosition::Head => "byline",
        BylinePosition::Tail => "byline tail",
    };
    if let Some(byline) = article.byline.as_ref().filter(|byline| byline.position == position) {
        blocks::paragraph(sheet, &[("class", class)], &byline.text);
    }
}

fn passage(sheet: &mut Sheet<'_>, class: &str, passage: Option<&Passage>) {
    if let Some(passage) = passage {
        blocks::paragraph(sheet, &[("class", class)], &passage.text);
    }
}
