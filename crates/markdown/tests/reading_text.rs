//! What a CommonMark reader shows of an edition is what the issue says: every character, in order, block by block.
//! Page furniture stands in comments, and the marks of lists and footnotes are made by the reader.

use backissue_markdown::{Options, Title, write};
use backissue_model::{
    Article, Block, BylinePosition, Content, Inline, Issue, List, ListKind, Table, sample,
};
use pulldown_cmark::{Event, Options as Extensions, Parser, Tag, TagEnd};

#[test]
fn readers_see_the_text_of_the_issue() {
    let mut issues = vec![sample::everything(), sample::chinese(), sample::japanese(), sample::hostile()];
    issues.extend((0..400).map(sample::random));
    let mut wrong = Vec::new();
    for (i, issue) in issues.iter().enumerate() {
        for wrap in [None, Some(40)] {
            let options = Options { wrap, title: Title::Heading, ..Options::default() };
            let markdown = String::from_utf8(write(issue, &options)[0].data.clone()).expect("UTF-8");
            let (expected, seen) = (said(issue), seen(&markdown));
            if expected != seen {
                let at = expected.chars().zip(seen.chars()).take_while(|(a, b)| a == b).count();
                let near = |text: &str| text.chars().skip(at.saturating_sub(12)).take(40).collect::<String>();
                wrong.push(format!("{i} {wrap:?}: {:?} became {:?}", near(&expected), near(&seen)));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), issues.len() * 2, wrong.join("\n"));
}

/// The text that a reader of CommonMark with tables and footnotes shows, without white space.
fn seen(markdown: &str) -> String {
    let body =
        markdown.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")).expect("front matter").1;
    let extensions =
        Extensions::ENABLE_TABLES | Extensions::ENABLE_FOOTNOTES | Extensions::ENABLE_STRIKETHROUGH;
    let mut out = String::new();
    let mut html = String::new();
    let mut images = 0;
    for event in Parser::new_ext(body, extensions) {
        match event {
            Event::Start(Tag::Image { .. }) => images += 1,
            Event::End(TagEnd::Image) => images -= 1,
            Event::Start(tag @ (Tag::Strikethrough | Tag::CodeBlock(_))) => out.push_str(&format!("{tag:?}")),
            Event::Text(text) if images == 0 => out.push_str(&text),
            Event::Code(text) => out.push_str(&format!("`{text}`")),
            Event::Html(text) => html.push_str(&text),
            Event::End(TagEnd::HtmlBlock) => out.push_str(&shown(&std::mem::take(&mut html))),
            _ => {}
        }
    }
    solid(&out)
}

/// The text between the tags of HTML.
fn shown(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some((text, tag)) = rest.split_once('<') {
        out.push_str(text);
        let end = if tag.starts_with("!--") { "-->" } else { ">" };
        rest = tag.split_once(end).expect("a tag ends").1;
    }
    out.push_str(rest);
    out.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

/// Without white space and characters that have no shape.
fn solid(text: &str) -> String {
    let shapeless = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || u32::from(c) & 0xfffe == 0xfffe
            || matches!(c, '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{fdd0}'..='\u{fdef}')
    };
    text.chars().filter(|&c| !shapeless(c)).collect()
}

/// What an issue says, in the order of the Markdown edition.
fn said(issue: &Issue) -> String {
    let mut out = String::new();
    let meta = &issue.metadata;
    let titles = [&meta.title, &meta.publication.title];
    let title = titles.into_iter().flatten().find(|title| !solid(title).is_empty());
    out.push_str(title.map_or("Untitled", String::as_str));
    let mut current = None;
    for article in &issue.articles {
        let department = issue.departments.iter().find(|d| Some(&d.id) == article.department.as_ref());
        if let Some(department) = department.filter(|d| current != Some(*d)) {
            out.push_str(&department.name);
            out.push_str(department.subtitle.as_deref().unwrap_or_default());
        }
        current = department;
        said_by_article(article, &mut out);
    }
    solid(&out)
}

fn said_by_article(article: &Article, out: &mut String) {
    let notes = article.notes.iter().map(|note| note.id.as_str()).collect();
    let mut scene = Scene { notes, cited: Vec::new(), out: String::new() };
    for passage in [&article.headline, &article.kicker, &article.deck].into_iter().flatten() {
        scene.inlines(&passage.text);
    }
    let byline = |position| article.byline.iter().filter(move |byline| byline.position == position);
    byline(BylinePosition::Head).for_each(|byline| scene.inlines(&byline.text));
    scene.blocks(&article.body);
    byline(BylinePosition::Tail).for_each(|byline| scene.inlines(&byline.text));
    article.credits.iter().for_each(|credit| scene.inlines(&credit.text));
    scene.notes.clear();
    for note in &article.notes {
        // Of notes with the same id the first is the one that is named.
        let cited = scene.cited.contains(&note.id);
        scene.cited.retain(|id| *id != note.id);
        if !cited {
            scene.out.push_str(&note.label);
        }
        scene.blocks(&note.blocks);
    }
    out.push_str(&scene.out);
}

struct Scene<'a> {
    /// Notes that can be named.
    notes: Vec<&'a str>,
    cited: Vec<String>,
    out: String,
}

impl Scene<'_> {
    fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match inline {
                Inline::Text(text) | Inline::Math { text, .. } => self.out.push_str(text),
                Inline::NoteRef { note, .. } if self.notes.contains(&note.as_str()) => {
                    self.cited.push(note.clone());
                }
                Inline::NoteRef { label, .. } => self.out.push_str(label),
                Inline::Ruby { base, text } => {
                    self.inlines(base);
                    self.out.push_str(text);
                }
                other => self.inlines(other.content().unwrap_or_default()),
            }
        }
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match &block.content {
            Content::Paragraph(text) | Content::PullQuote(text) | Content::Formula(text) => {
                self.inlines(text);
            }
            Content::Subhead(head) => self.inlines(&head.text),
            Content::JumpLine(jump) => self.inlines(&jump.text),
            Content::Quote(inner) => self.blocks(inner),
            Content::Sidebar(sidebar) => {
                self.inlines(&sidebar.title);
                self.blocks(&sidebar.blocks);
            }
            Content::Verse(verse) => verse.stanzas.iter().flatten().for_each(|line| self.inlines(line)),
            Content::Figure(figure) => {
                self.inlines(&figure.caption);
                self.inlines(&figure.credit);
            }
            Content::List(list) => self.list(list, false),
            Content::Table(table) => self.table(table),
            Content::Break {} => {}
        }
    }

    /// Readers make bullets and, from 1 on, numbers; in an HTML table the writer makes all labels.
    fn list(&mut self, list: &List, html: bool) {
        for (i, item) in list.items.iter().enumerate() {
            match list.kind {
                ListKind::Bulleted if !html && item.label == "•" => {}
                ListKind::Numbered { start: 1 } if !html && item.label.is_empty() => {}
                ListKind::Numbered { start } if solid(&item.label).is_empty() => {
                    self.out.push_str(&format!("{}.", u64::from(start) + i as u64));
                }
                _ => self.out.push_str(&item.label),
            }
            if html { self.html_blocks(&item.blocks) } else { self.blocks(&item.blocks) }
        }
    }

    fn table(&mut self, table: &Table) {
        let cells = || table.rows.iter().flat_map(|row| &row.cells);
        let paragraphs = |blocks: &[Block]| blocks.iter().all(|b| matches!(b.content, Content::Paragraph(_)));
        let pipes = table.head_rows <= 1
            && cells().all(|cell| cell.colspan <= 1 && cell.rowspan <= 1 && paragraphs(&cell.blocks));
        if pipes || cells().next().is_none() {
            self.inlines(&table.caption);
            cells().for_each(|cell| self.blocks(&cell.blocks));
        } else {
            let notes = std::mem::take(&mut self.notes);
            self.inlines(&table.caption);
            cells().for_each(|cell| self.html_blocks(&cell.blocks));
            self.notes = notes;
        }
    }

    /// Blocks in a cell of an HTML table, where no note can be named.
    fn html_blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match &block.content {
                Content::List(list) => self.list(list, true),
                Content::Quote(inner) => self.html_blocks(inner),
                Content::Sidebar(sidebar) => {
                    self.inlines(&sidebar.title);
                    self.html_blocks(&sidebar.blocks);
                }
                Content::Table(table) => {
                    self.inlines(&table.caption);
                    table
                        .rows
                        .iter()
                        .flat_map(|row| &row.cells)
                        .for_each(|cell| self.html_blocks(&cell.blocks));
                }
                _ => self.block(block),
            }
        }
    }
}
