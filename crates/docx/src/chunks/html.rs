//! Web pages as paragraphs: the text of HTML with headings, lists, tables, links and emphasis. No style sheet is
//! applied, no script is run, no picture is loaded.

mod lists;
mod tables;

use backissue_model::{FlowItem, Role, WarningKind};
use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};

use crate::composer::{Composer, Look};
use crate::numbering::Label;
use crate::paragraph::Resolved;
use crate::reading::{Reading, Story};
use crate::run_properties::Position;
use crate::{document, line, links, markup, paragraph, runs};
use lists::Lists;
use tables::Tables;

/// Elements that begin and end a line of their own (HTML, "Rendering", flow content and sections).
const BLOCKS: [&str; 32] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "center",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figure",
    "footer",
    "form",
    "header",
    "hgroup",
    "html",
    "legend",
    "li",
    "main",
    "nav",
    "ol",
    "option",
    "p",
    "pre",
    "search",
    "section",
    "summary",
    "ul",
    "dir",
];
/// Elements whose text a browser does not show as text of the page.
const SILENT: [&str; 12] = [
    "script", "style", "title", "template", "noscript", "iframe", "object", "textarea", "select", "svg",
    "math", "audio",
];

/// A page that is being read.
struct Page<'p, 'r> {
    reading: &'p mut Reading<'r>,
    story: &'p mut Story,
    /// Tables that are open, each with the story of its cell.
    tables: Tables,
    lists: Lists,
    composer: Composer,
    /// What the paragraph is, where its element says so.
    role: Option<Role>,
    /// The mark of a list entry whose first paragraph is not yet read.
    label: Option<Label>,
    format: Format,
    /// The silent element that is open, and how many of its name are open within it.
    silent: Option<(String, u32)>,
}

/// How many elements of each effect are open.
#[derive(Debug, Clone, Default)]
struct Format {
    bold: u32,
    italic: u32,
    raised: u32,
    lowered: u32,
    preformatted: u32,
    quoted: u32,
    link: Option<String>,
}

/// Reads a web page.
pub fn read(reading: &mut Reading<'_>, story: &mut Story, text: &str) {
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let mut page = Page::of(reading, story);
    for Ok(token) in Tokenizer::new_with_emitter(text, emitter) {
        if document::is_full(page.reading, page.story) {
            break;
        }
        match token {
            Token::StartTag(tag) => page.start(&tag),
            Token::EndTag(tag) => page.end(&String::from_utf8_lossy(&tag.name)),
            Token::String(text) if page.silent.is_none() => page.text(&String::from_utf8_lossy(&text)),
            _ => {}
        }
    }
    page.finish();
}

/// Reads plain text, a paragraph a line.
pub fn read_plain(reading: &mut Reading<'_>, story: &mut Story, text: &str) {
    let mut page = Page::of(reading, story);
    for line in text.lines() {
        if document::is_full(page.reading, page.story) {
            break;
        }
        page.text(line);
        page.end_paragraph();
    }
}

impl<'p, 'r> Page<'p, 'r> {
    fn of(reading: &'p mut Reading<'r>, story: &'p mut Story) -> Self {
        Self {
            reading,
            story,
            tables: Tables::default(),
            lists: Lists::default(),
            composer: Composer::default(),
            role: None,
            label: None,
            format: Format::default(),
            silent: None,
        }
    }

    fn start(&mut self, tag: &StartTag<()>) {
        let name = &*String::from_utf8_lossy(&tag.name);
        if let Some((silent, depth)) = &mut self.silent {
            *depth += u32::from(*silent == name && !tag.self_closing);
            return;
        }
        if SILENT.contains(&name) {
            if !tag.self_closing {
                self.silent = Some((name.to_owned(), 1));
            }
            return;
        }
        if BLOCKS.contains(&name) || heading(name).is_some() {
            self.end_paragraph();
        }
        match name {
            "ul" | "ol" | "dir" => self.lists.open(name, &attribute(tag, "type"), &attribute(tag, "start")),
            "li" => self.label = self.lists.entry(&attribute(tag, "value")),
            "table" | "caption" | "thead" | "tr" | "td" | "th" => self.start_in_table(name, tag),
            "hr" => self.separator(),
            "br" => self.composer.push("\n", &Look::default()),
            "img" => self.picture(tag),
            "a" => self.format.link = links::of_page(self.reading, self.story, &attribute(tag, "href")),
            _ => self.role = heading(name).map(Role::Heading).or(self.role.take()),
        }
        self.format.count(name, |count| count + 1);
        if name == "figcaption" {
            self.end_paragraph();
            self.role = Some(Role::Caption);
        }
    }

    fn end(&mut self, name: &str) {
        if let Some((silent, depth)) = &mut self.silent {
            *depth -= u32::from(silent == name);
            if *depth == 0 {
                self.silent = None;
            }
            return;
        }
        if BLOCKS.contains(&name) || heading(name).is_some() || name == "figcaption" {
            self.end_paragraph();
            self.role = None;
        }
        match name {
            "ul" | "ol" | "dir" => self.lists.close(),
            "li" => self.label = None,
            "table" | "caption" | "thead" | "tr" | "td" | "th" => self.end_in_table(name),
            "a" => self.format.link = None,
            _ => {}
        }
        self.format.count(name, |count| count.saturating_sub(1));
    }

    /// Adds text: outside preformatted elements a run of white space is one space (CSS Text 3, 4.1).
    fn text(&mut self, text: &str) {
        let (text, sound) = markup::sound_characters(text.into());
        if !sound {
            let message = "characters that XML forbids were left out";
            self.reading.warn_once(WarningKind::ForbiddenCharacter, self.story.place(), message);
        }
        let text = match self.format.preformatted {
            0 => collapsed(
                &text,
                self.composer.text.ends_with(char::is_whitespace) || self.composer.text.is_empty(),
            ),
            _ => text.replace("\r\n", "\n"),
        };
        let look = self.look();
        self.composer.links = self.format.link.iter().cloned().collect();
        runs::text(self.reading, self.tables.story(self.story), &mut self.composer, &text, &look);
    }

    fn look(&self) -> Look {
        let base = Look::of(&paragraph::resolve(self.reading, self.story, None).run);
        Look {
            bold: base.bold || self.format.bold > 0,
            italic: base.italic || self.format.italic > 0,
            position: match &self.format {
                Format { raised: 1.., .. } => Some(Position::Superscript),
                Format { lowered: 1.., .. } => Some(Position::Subscript),
                _ => base.position,
            },
            ..base
        }
    }

    fn end_paragraph(&mut self) {
        let composer = std::mem::take(&mut self.composer);
        if composer.is_blank() {
            return;
        }
        let story = self.tables.story(self.story);
        story.paragraph += 1;
        self.reading.paragraphs += 1;
        let quote = (self.format.quoted > 0).then_some(Role::Quote);
        let role = self.role.clone().or(quote);
        let resolved = Resolved { role, ..paragraph::resolve(self.reading, story, None) };
        let label = self.label.take();
        if let Some(label) = &label {
            self.reading.decode(&label.text);
        }
        line::finish(self.reading, story, composer, &resolved, label);
    }

    fn separator(&mut self) {
        self.end_paragraph();
        let story = self.tables.story(self.story);
        let place = story.place();
        story.push(FlowItem::Separator { place });
    }

    /// Pictures lie outside the page; their descriptions stand for them.
    fn picture(&mut self, tag: &StartTag<()>) {
        let message = "pictures of an imported web page are not read";
        self.reading.warn_once(WarningKind::Image, self.story.place(), message);
        let alt = attribute(tag, "alt");
        if !alt.trim().is_empty() {
            self.text(&alt);
        }
    }

    fn start_in_table(&mut self, name: &str, tag: &StartTag<()>) {
        self.end_paragraph();
        self.role = (name == "caption").then_some(Role::Caption);
        let span = |name: &str| attribute(tag, name).trim().parse().unwrap_or(1);
        match name {
            "table" => self.tables.open(self.story),
            "td" | "th" => self.tables.cell(name == "th", span("colspan"), span("rowspan")),
            "tr" => self.tables.row(),
            _ => {}
        }
    }

    fn end_in_table(&mut self, name: &str) {
        self.end_paragraph();
        self.role = None;
        match name {
            "table" => self.tables.close(self.story),
            "thead" => self.tables.end_head(),
            "td" | "th" => self.tables.end_cell(),
            _ => {}
        }
    }

    fn finish(mut self) {
        self.end_paragraph();
        while self.tables.is_open() {
            self.tables.close(self.story);
        }
    }
}

impl Format {
    /// Counts an element that begins or ends.
    fn count(&mut self, name: &str, change: impl Fn(u32) -> u32) {
        let count = match name {
            "b" | "strong" => &mut self.bold,
            "i" | "em" | "cite" | "var" | "dfn" => &mut self.italic,
            "sup" => &mut self.raised,
            "sub" => &mut self.lowered,
            "pre" => &mut self.preformatted,
            "blockquote" => &mut self.quoted,
            _ => return,
        };
        *count = change(*count);
    }
}

fn heading(name: &str) -> Option<u8> {
    let level = name.strip_prefix('h')?.parse().ok()?;
    (1..=6).contains(&level).then_some(level)
}

/// The value of an attribute, empty when there is none.
fn attribute(tag: &StartTag<()>, name: &str) -> String {
    let value = tag.attributes.get(name.as_bytes());
    value.map(|value| String::from_utf8_lossy(value).into_owned()).unwrap_or_default()
}

fn collapsed(text: &str, after_space: bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut space = after_space;
    for c in text.chars() {
        match c.is_ascii_whitespace() {
            true if space => continue,
            true => out.push(' '),
            false => out.push(c),
        }
        space = c.is_ascii_whitespace();
    }
    out
}
