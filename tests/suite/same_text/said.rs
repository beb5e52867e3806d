//! What an issue says, in the order of an edition. Each format has its own order of kicker, headline and deck, and
//! its own way to name notes; all else is the same.

use backissue_convert::markdown::Flavor;
use backissue_convert::model::{
    Article, Block, BylinePosition, Content, Inline, Issue, List, ListItem, ListKind, Passage, Table,
};

use quick_xml::Reader;
use quick_xml::events::Event;

use super::reading::Reading;
use super::{Edition, Form};

/// What an issue says in an edition.
pub fn by(issue: &Issue, edition: Edition) -> Reading {
    let mut out = Reading::default();
    let mut current = None;
    for article in &issue.articles {
        let known = issue.departments.iter().find(|d| Some(&d.id) == article.department.as_ref());
        let department = known.filter(|department| !department.name.trim().is_empty());
        // Where each article is a document, departments stand in front matter and index.
        let named = !matches!(edition, Edition::Markdown(_, Form::Split));
        if let Some(department) = department.filter(|department| named && current != Some(*department)) {
            say(&department.name, &mut out);
            say(department.subtitle.as_deref().unwrap_or_default(), &mut out);
        }
        current = department;
        self::article(article, edition, &mut out);
    }
    out
}

fn say(block: &str, out: &mut Reading) {
    out.say(block);
    out.cut();
}

fn article(article: &Article, edition: Edition, out: &mut Reading) {
    let footnotes = matches!(edition, Edition::Markdown(Flavor::Gfm, _));
    let notes = article.notes.iter().filter(|_| footnotes).map(|note| note.id.as_str()).collect();
    let mut scene = Scene { edition, notes, cited: Vec::new(), out };
    let (headline, kicker, deck) = (&article.headline, &article.kicker, &article.deck);
    let head = match edition {
        Edition::Book => [kicker, headline, deck],
        Edition::Articles | Edition::Collection => [headline, deck, kicker],
        Edition::Markdown(..) => [headline, kicker, deck],
    };
    head.into_iter().flatten().for_each(|passage| scene.passage(passage));
    scene.byline(article, BylinePosition::Head);
    scene.blocks(&article.body);
    scene.byline(article, BylinePosition::Tail);
    article.credits.iter().for_each(|credit| scene.passage(credit));
    scene.notes.clear();
    for note in &article.notes {
        // Of notes with the same id the first is the one that is named.
        let cited = scene.cited.contains(&note.id);
        scene.cited.retain(|id| *id != note.id);
        if !cited {
            scene.out.say(&note.label);
            scene.out.may_cut();
        }
        scene.blocks(&note.blocks);
        scene.out.cut();
    }
}

struct Scene<'a> {
    edition: Edition,
    /// Notes whose marks the reader makes.
    notes: Vec<&'a str>,
    cited: Vec<String>,
    out: &'a mut Reading,
}

impl Scene<'_> {
    fn passage(&mut self, passage: &Passage) {
        self.line(&passage.text);
    }

    fn byline(&mut self, article: &Article, position: BylinePosition) {
        if let Some(byline) = article.byline.as_ref().filter(|byline| byline.position == position) {
            self.line(&byline.text);
        }
    }

    /// A block of inline content.
    fn line(&mut self, text: &[Inline]) {
        self.inlines(text);
        self.out.cut();
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match inline {
                Inline::Text(text) => self.out.say(text),
                Inline::Math { text, mathml, tex } => self.out.say(&formula(text, mathml, tex, self.edition)),
                Inline::NoteRef { note, .. } if self.notes.contains(&note.as_str()) => {
                    self.cited.push(note.clone());
                }
                Inline::NoteRef { label, .. } => self.out.say(label),
                Inline::Ruby { base, text } => {
                    self.inlines(base);
                    self.out.say(text);
                }
                Inline::LineBreak {} => self.out.may_cut(),
                other => self.inlines(other.content().unwrap_or_default()),
            }
        }
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
            self.out.cut();
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
                self.line(&sidebar.title);
                self.blocks(&sidebar.blocks);
            }
            Content::Verse(verse) => verse.stanzas.iter().flatten().for_each(|line| self.line(line)),
            Content::Figure(figure) => {
                self.inlines(&figure.caption);
                self.out.may_cut();
                self.inlines(&figure.credit);
            }
            Content::List(list) => self.list(list),
            Content::Table(table) => self.table(table),
            Content::Break {} => {}
        }
    }

    fn list(&mut self, list: &List) {
        for (i, item) in list.items.iter().enumerate() {
            self.out.cut();
            self.out.say(&label(list.kind, i, item));
            self.out.may_cut();
            self.blocks(&item.blocks);
        }
    }

    fn table(&mut self, table: &Table) {
        let cells = || table.rows.iter().flat_map(|row| &row.cells);
        let html = self.is_html(table) && cells().next().is_some();
        let notes = if html { std::mem::take(&mut self.notes) } else { Vec::new() };
        self.line(&table.caption);
        for cell in cells() {
            if html {
                self.html_blocks(&cell.blocks);
            } else {
                self.blocks(&cell.blocks);
            }
            self.out.cut();
        }
        if html {
            self.notes = notes;
        }
    }

    /// Whether a table is HTML within Markdown, in which no note can be named.
    fn is_html(&self, table: &Table) -> bool {
        let paragraphs = |blocks: &[Block]| blocks.iter().all(|b| matches!(b.content, Content::Paragraph(_)));
        let mut cells = table.rows.iter().flat_map(|row| &row.cells);
        let simple = table.head_rows <= 1
            && cells.all(|cell| cell.colspan <= 1 && cell.rowspan <= 1 && paragraphs(&cell.blocks));
        match self.edition {
            Edition::Book | Edition::Articles | Edition::Collection => false,
            Edition::Markdown(Flavor::CommonMark, _) => true,
            Edition::Markdown(..) => !simple,
        }
    }

    /// Blocks in a cell of such a table: text with line breaks, and labels of lists as they are printed.
    fn html_blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.out.may_cut();
            match &block.content {
                Content::List(list) => {
                    for (i, item) in list.items.iter().enumerate() {
                        self.out.say(&printed_label(list.kind, i, item));
                        self.html_blocks(&item.blocks);
                    }
                }
                Content::Quote(inner) => self.html_blocks(inner),
                Content::Sidebar(sidebar) => {
                    self.inlines(&sidebar.title);
                    self.out.may_cut();
                    self.html_blocks(&sidebar.blocks);
                }
                Content::Verse(verse) => verse.stanzas.iter().flatten().for_each(|line| {
                    self.inlines(line);
                    self.out.may_cut();
                }),
                Content::Table(table) => {
                    self.inlines(&table.caption);
                    self.out.may_cut();
                    let cells = table.rows.iter().flat_map(|row| &row.cells);
                    cells.for_each(|cell| self.html_blocks(&cell.blocks));
                }
                _ => self.block(block),
            }
            self.out.may_cut();
        }
    }
}

/// A formula: the characters of its MathML, which has no stroke where a fraction has one; TeX in Markdown where it
/// is more than letters; its text where neither may be used.
fn formula(text: &str, mathml: &str, tex: &str, edition: Edition) -> String {
    match edition {
        Edition::Book | Edition::Articles | Edition::Collection => {
            characters(mathml).unwrap_or_else(|| text.to_owned())
        }
        Edition::Markdown(Flavor::Gfm, _) if tex.contains('\\') && !tex.contains("\\input") => {
            format!("$`{tex}`$")
        }
        Edition::Markdown(..) => text.to_owned(),
    }
}

/// The characters of MathML; none of what is not MathML.
fn characters(mathml: &str) -> Option<String> {
    let mut reader = Reader::from_str(mathml);
    let (mut out, mut elements) = (String::new(), 0);
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) if start.name().as_ref().starts_with('m') => elements += 1,
            Event::Start(_) => return None,
            Event::Text(text) => out.push_str(&text),
            Event::Eof => return (elements > 0).then_some(out),
            _ => {}
        }
    }
}

/// The label of an entry: a bullet is the reader's own, and so is a number, but that one is text.
fn label(kind: ListKind, index: usize, item: &ListItem) -> String {
    match kind {
        ListKind::Bulleted if item.begins_with_bullet() => String::new(),
        _ => printed_label(kind, index, item),
    }
}

fn printed_label(kind: ListKind, index: usize, item: &ListItem) -> String {
    match kind {
        ListKind::Numbered { start } if item.label.trim().is_empty() => {
            format!("{}.", u64::from(start) + index as u64)
        }
        _ => item.label.clone(),
    }
}
