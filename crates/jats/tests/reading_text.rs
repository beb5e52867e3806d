//! What a JATS reader shows of an edition is what the issue says: every character, in order, block by block.
//! Furniture stands in `custom-meta`, and the marks of bulleted lists are made by the reader.

use backissue_jats::{Form, Options, write};
use backissue_model::{Article, Block, BylinePosition, Content, Inline, List, ListKind, sample};
use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::Event;

#[test]
fn readers_see_the_text_of_the_issue() {
    let mut issues = vec![sample::everything(), sample::chinese(), sample::japanese(), sample::hostile()];
    issues.extend((0..400).map(sample::random));
    let mut wrong = Vec::new();
    for (i, issue) in issues.iter().enumerate() {
        let said: String = issue.articles.iter().map(said).collect();
        for form in [Form::Folder, Form::Single] {
            let files = write(issue, &Options { form, ..Options::default() });
            let xml = files.iter().filter(|file| file.path.ends_with(".xml"));
            let seen: String =
                xml.map(|file| seen(std::str::from_utf8(&file.data).expect("UTF-8"))).collect();
            if said != seen {
                let at = said.chars().zip(seen.chars()).take_while(|(a, b)| a == b).count();
                let near = |text: &str| text.chars().skip(at.saturating_sub(12)).take(40).collect::<String>();
                wrong.push(format!("{i} {form:?}: {:?} became {:?}", near(&said), near(&seen)));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), issues.len() * 2, wrong.join("\n"));
}

/// Elements of front matter that are read by programs only, and names that a paragraph tells.
const UNREAD: [&str; 16] = [
    "journal-meta",
    "article-id",
    "article-categories",
    "pub-date",
    "volume",
    "issue",
    "issue-title",
    "fpage",
    "lpage",
    "page-range",
    "permissions",
    "related-article",
    "custom-meta-group",
    "alt-text",
    "name-alternatives",
    "collab-alternatives",
];

/// The text of the articles in a document.
fn seen(xml: &str) -> String {
    let mut reader = Reader::from_str(xml);
    let mut path: Vec<String> = Vec::new();
    let mut collection = false;
    let mut out = String::new();
    loop {
        let text = match reader.read_event().expect("well-formed") {
            Event::Start(start) => {
                let kind = start.try_get_attribute("article-type").expect("well-formed");
                collection |= kind.is_some_and(|kind| &*kind.value == "collection");
                path.push(start.name().as_ref().to_owned());
                continue;
            }
            Event::End(_) => {
                path.pop();
                continue;
            }
            Event::Text(text) => text.to_string(),
            Event::GeneralRef(name) => {
                let reference = format!("&{};", &*name);
                unescape(&reference).expect("a known entity").into_owned()
            }
            Event::Eof => return solid(&out),
            _ => continue,
        };
        let of_collection = collection && path.get(1).is_some_and(|name| name == "front");
        if !of_collection && !path.iter().any(|name| UNREAD.contains(&name.as_str())) {
            out.push_str(&text);
        }
    }
}

/// Without white space and characters that XML forbids.
fn solid(text: &str) -> String {
    let stays = |c: &char| !c.is_whitespace() && *c >= ' ' && !matches!(c, '\u{fffe}' | '\u{ffff}');
    text.chars().filter(stays).collect()
}

/// What an article says, in the order of the XML: deck before kicker, names before roles.
fn said(article: &Article) -> String {
    let mut out = String::new();
    for passage in [&article.headline, &article.deck, &article.kicker].into_iter().flatten() {
        inlines(&passage.text, &mut out);
    }
    if let Some(byline) = article.byline.as_ref().filter(|byline| byline.position == BylinePosition::Head) {
        let (mut printed, mut told, mut named) = (String::new(), String::new(), String::new());
        inlines(&byline.text, &mut printed);
        for person in &byline.persons {
            let role = person.role.as_deref().unwrap_or_default();
            told += &format!("{role}{}", person.name);
            named += &format!("{}{role}", person.name);
        }
        out.push_str(if solid(&told) == solid(&printed) { &named } else { &printed });
    }
    blocks(&article.body, &mut out);
    if let Some(byline) = article.byline.as_ref().filter(|byline| byline.position == BylinePosition::Tail) {
        inlines(&byline.text, &mut out);
    }
    article.credits.iter().for_each(|credit| inlines(&credit.text, &mut out));
    for note in &article.notes {
        out.push_str(&note.label);
        blocks(&note.blocks, &mut out);
    }
    solid(&out)
}

fn inlines(content: &[Inline], out: &mut String) {
    for inline in content {
        match inline {
            Inline::Text(text) | Inline::Math { text, .. } => out.push_str(text),
            Inline::NoteRef { label, .. } => out.push_str(label),
            Inline::Ruby { base, text } => {
                inlines(base, out);
                out.push_str(text);
            }
            other => inlines(other.content().unwrap_or_default(), out),
        }
    }
}

fn blocks(content: &[Block], out: &mut String) {
    for block in content {
        match &block.content {
            Content::Paragraph(text) | Content::PullQuote(text) | Content::Formula(text) => {
                inlines(text, out);
            }
            Content::Subhead(head) => inlines(&head.text, out),
            Content::JumpLine(jump) => inlines(&jump.text, out),
            Content::Quote(inner) => blocks(inner, out),
            Content::Sidebar(sidebar) => {
                inlines(&sidebar.title, out);
                blocks(&sidebar.blocks, out);
            }
            Content::Verse(verse) => verse.stanzas.iter().flatten().for_each(|line| inlines(line, out)),
            Content::Figure(figure) => {
                inlines(&figure.caption, out);
                inlines(&figure.credit, out);
            }
            Content::Table(table) => {
                inlines(&table.caption, out);
                table.rows.iter().flat_map(|row| &row.cells).for_each(|cell| blocks(&cell.blocks, out));
            }
            Content::List(content) => list(content, out),
            Content::Break {} => {}
        }
    }
}

/// Readers make bullets, and numbers from 1 on.
fn list(list: &List, out: &mut String) {
    for (i, item) in list.items.iter().enumerate() {
        match list.kind {
            ListKind::Bulleted if item.label == "•" => {}
            ListKind::Numbered { start: 1 } if solid(&item.label).is_empty() => {}
            ListKind::Numbered { start } if solid(&item.label).is_empty() => {
                out.push_str(&format!("{}.", u64::from(start) + i as u64));
            }
            _ => out.push_str(&item.label),
        }
        blocks(&item.blocks, out);
    }
}
