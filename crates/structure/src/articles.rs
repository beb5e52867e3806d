//! Parts put together to articles, departments and furniture.

use std::collections::BTreeMap;

use backissue_model::{
    Article, Block as Content, Byline, BylinePosition, Content as What, Department, Figure, Furniture,
    FurnitureKind, Issue, JumpLine, List, ListItem, ListKind, Mark, Passage, Place, Provenance, Role, Rule,
    Sidebar, Span, Spanned, Subhead, Verse,
};

use crate::datelines::towns::Towns;
use crate::parts::{Block, Form, Kind, Part};
use crate::{bylines, credits, datelines, departments, lists, notes};

const REPEATED: Rule = Rule::new("department/repeated");
const SLOGAN: Rule = Rule::new("slogan/department-without-articles");
const DATELINE: Rule = Rule::new("dateline/wording");

/// An issue to which parts are added as they come.
#[derive(Debug, Default)]
pub(crate) struct Assembly {
    /// The issue so far.
    pub issue: Issue,
    desk: Desk,
    draft: Draft,
}

/// Adds the articles that the parts make to an issue.
pub(crate) fn assemble(issue: Issue, parts: Vec<Part>, towns: Towns) -> Issue {
    let mut assembly = begin(issue);
    go_on(&mut assembly, parts, towns);
    close(assembly)
}

/// An issue without articles, to which parts will be added.
pub(crate) fn begin(issue: Issue) -> Assembly {
    Assembly { issue, ..Assembly::default() }
}

/// Adds parts behind those so far. The last article stays open: the next parts may go on with it.
pub(crate) fn go_on(assembly: &mut Assembly, parts: Vec<Part>, towns: Towns) {
    let Assembly { issue, desk, draft } = assembly;
    desk.towns.join(towns);
    desk.paged = !issue.pages.is_empty();
    let mut parts = parts.into_iter().peekable();
    while let Some(part) = parts.next() {
        if opens(&part, draft) {
            finish(std::mem::take(draft), desk, issue);
        }
        match part.kind {
            Kind::Title => title(part.block, issue),
            Kind::Department => {
                let followed = parts.peek().is_some_and(|next| next.kind == Kind::Department);
                department(part.block, followed, desk, issue);
            }
            _ => add(part, draft),
        }
    }
}

/// The issue, with the last article closed.
pub(crate) fn close(mut assembly: Assembly) -> Issue {
    finish(assembly.draft, &mut assembly.desk, &mut assembly.issue);
    assembly.issue
}

/// What goes on from article to article.
#[derive(Debug, Default)]
struct Desk {
    towns: Towns,
    paged: bool,
    department: Option<String>,
    /// Ids of the departments so far, by their names.
    departments: BTreeMap<String, String>,
    notes: usize,
    /// The last sheet whose beginning is marked in a text.
    sheet: u32,
}

/// An article in the making.
#[derive(Debug, Default)]
struct Draft {
    kicker: Option<Block>,
    headline: Option<Block>,
    deck: Option<Block>,
    byline: Option<(Block, BylinePosition)>,
    body: Vec<(Kind, Block)>,
    credits: Vec<Block>,
    notes: Vec<Block>,
}

impl Draft {
    fn is_empty(&self) -> bool {
        self.headline.is_none() && self.kicker.is_none() && self.body.is_empty() && self.notes.is_empty()
    }
}

/// Whether a part begins an article: a department or a title ends the one before; a kicker or headline begins one,
/// but for the headline behind its kicker.
fn opens(part: &Part, draft: &Draft) -> bool {
    match part.kind {
        Kind::Title | Kind::Department | Kind::Kicker => draft.kicker.is_none() || draft.headline.is_some(),
        Kind::Headline => draft.headline.is_some() || !draft.body.is_empty(),
        _ => false,
    }
}

fn add(part: Part, draft: &mut Draft) {
    let Part { kind, block } = part;
    match kind {
        Kind::Kicker => stack(&mut draft.kicker, block),
        Kind::Headline => stack(&mut draft.headline, block),
        Kind::Deck => stack(&mut draft.deck, block),
        Kind::Byline if draft.byline.is_none() => draft.byline = Some((block, BylinePosition::Head)),
        Kind::Tail if draft.byline.is_none() => draft.byline = Some((block, BylinePosition::Tail)),
        Kind::Byline | Kind::Tail | Kind::Credit => draft.credits.push(block),
        Kind::Note => draft.notes.push(block),
        _ => draft.body.push((kind, block)),
    }
}

/// Lines of one passage are set one under the other.
fn stack(slot: &mut Option<Block>, block: Block) {
    match slot {
        Some(above) => {
            above.text.push_str("\n");
            above.text.append(block.text);
            above.provenance.absorb(block.provenance);
        }
        None => *slot = Some(block),
    }
}

fn finish(mut draft: Draft, desk: &mut Desk, issue: &mut Issue) {
    if draft.is_empty() {
        return;
    }
    let number = issue.articles.len() + 1;
    let mut article =
        Article { id: format!("a{number:03}"), department: desk.department.clone(), ..Article::default() };
    article.pages = sheets(&draft);
    let inline_byline = mark_dateline(&mut draft.body, &desk.towns);
    mark_sheets(&mut draft.body, desk);
    let called = std::mem::take(&mut draft.notes);
    let mut texts: Vec<&mut Spanned> = draft.body.iter_mut().map(|(_, block)| &mut block.text).collect();
    article.notes = notes::tie(called, &mut texts, &mut desk.notes);
    article.kicker = draft.kicker.map(passage);
    article.headline = draft.headline.filter(|block| !block.text.is_blank()).map(passage);
    article.deck = draft.deck.map(passage);
    article.byline = draft.byline.map(|(block, position)| byline(block, position)).or(inline_byline);
    article.body = body(draft.body);
    article.credits = draft.credits.into_iter().map(passage).collect();
    issue.articles.push(article);
}

fn sheets(draft: &Draft) -> Vec<u32> {
    let heads = [&draft.kicker, &draft.headline, &draft.deck].into_iter().flatten();
    let mut out: Vec<u32> = Vec::new();
    for block in heads.chain(draft.body.iter().map(|(_, block)| block)).chain(&draft.notes) {
        for sheet in &block.sheets {
            if !out.contains(sheet) {
                out.push(*sheet);
            }
        }
    }
    out
}

fn passage(block: Block) -> Passage {
    Passage { text: block.text.into_inlines(), provenance: block.provenance }
}

fn byline(block: Block, position: BylinePosition) -> Byline {
    let persons = bylines::persons(&block.text.text);
    Byline { text: block.text.into_inlines(), position, persons, provenance: block.provenance }
}

/// Marks the dateline of the first paragraph. Gives the reporters whom brackets behind it name: their names stay in
/// the text, and the byline has none of its own.
fn mark_dateline(body: &mut [(Kind, Block)], towns: &Towns) -> Option<Byline> {
    let texts = body.iter_mut().filter(|(kind, block)| *kind == Kind::Body && block.form == Form::Text);
    let mut texts: Vec<&mut Block> = texts.map(|(_, block)| block).take(OPENINGS).collect();
    // Words below a picture that the page draws with lines may stand before the report.
    let below = |block: &&mut Block| datelines::length(&block.text.text).is_some();
    let first = texts.iter().position(below).unwrap_or(0);
    let first = texts.get_mut(first)?;
    let text = &first.text.text;
    let possible = || datelines::possible(text).filter(|possible| towns.confirm(possible));
    let len = datelines::length(text).or_else(|| Some(possible()?.length)).unwrap_or_default();
    let reporters = datelines::reporters(text, len).map(bylines::persons);
    if len > 0 {
        first.text.spans.insert(0, Span { start: 0, end: len as u32, mark: Mark::Dateline });
        first.provenance.add_rule(DATELINE);
    }
    let persons = reporters.filter(|persons| !persons.is_empty())?;
    Some(Byline {
        text: Vec::new(),
        position: BylinePosition::Head,
        persons,
        provenance: first.provenance.clone(),
    })
}

/// Paragraphs of a story among which a dateline is looked for.
const OPENINGS: usize = 2;

/// Marks where sheets begin, in the first paragraph that begins on each.
fn mark_sheets(body: &mut [(Kind, Block)], desk: &mut Desk) {
    if !desk.paged {
        return;
    }
    for (_, block) in body.iter_mut().filter(|(kind, block)| *kind == Kind::Body && !block.text.is_blank()) {
        let (Some(&first), Some(&last)) = (block.sheets.first(), block.sheets.last()) else { continue };
        if first > desk.sheet {
            block.text.spans.insert(0, Span { start: 0, end: 0, mark: Mark::PageBreak(first) });
        }
        desk.sheet = desk.sheet.max(last);
    }
}

fn body(parts: Vec<(Kind, Block)>) -> Vec<Content> {
    let mut out: Vec<Content> = Vec::with_capacity(parts.len());
    for (kind, block) in parts {
        match out.last_mut() {
            Some(last) if kind == Kind::Body && goes_on(&last.content, block.role.as_ref()) => {
                add_to(&mut last.content, block);
            }
            _ => out.push(content(kind, block)),
        }
    }
    out
}

/// Whether a block with this role goes on with the list, quotation or box before it.
fn goes_on(last: &What, role: Option<&Role>) -> bool {
    match (last, role) {
        (What::List(list), Some(Role::ListItem { label, numbered, .. })) => {
            *numbered == matches!(list.kind, ListKind::Numbered { .. }) && number(label) != Some(1)
        }
        (What::Quote(_), Some(Role::Quote)) | (What::Sidebar(_), Some(Role::Sidebar)) => true,
        _ => false,
    }
}

fn add_to(last: &mut What, block: Block) {
    match (last, block.role) {
        (What::List(list), Some(Role::ListItem { label, .. })) => {
            list.items.push(entry(label, block.text, &block.provenance));
        }
        (What::Quote(blocks) | What::Sidebar(Sidebar { blocks, .. }), _) => {
            blocks.push(paragraph(block.text, &block.provenance));
        }
        _ => {}
    }
}

fn content(kind: Kind, mut block: Block) -> Content {
    let provenance = std::mem::take(&mut block.provenance);
    let content = match kind {
        _ if matches!(block.form, Form::Picture { .. }) => figure(block),
        Kind::Jump => What::JumpLine(JumpLine { text: block.text.into_inlines(), folio: None }),
        Kind::Subhead => What::Subhead(Subhead { level: 1, text: block.text.into_inlines() }),
        Kind::Caption => What::Figure(captioned(block.text)),
        Kind::PullQuote => What::PullQuote(block.text.into_inlines()),
        _ => running(block, &provenance),
    };
    Content { content, language: None, provenance }
}

/// A paragraph, list entry, quotation, table or poem.
fn running(block: Block, provenance: &Provenance) -> What {
    match (block.form, block.role) {
        (Form::Table(table), _) => What::Table(table),
        (Form::Verse(stanzas), _) => {
            let lines = |stanza: Vec<Spanned>| stanza.into_iter().map(Spanned::into_inlines).collect();
            What::Verse(Verse { stanzas: stanzas.into_iter().map(lines).collect() })
        }
        (_, Some(Role::ListItem { label, numbered, .. })) => {
            let kind = match number(&label) {
                Some(start) if numbered => ListKind::Numbered { start },
                _ => ListKind::Bulleted,
            };
            What::List(List { kind, items: vec![entry(label, block.text, provenance)] })
        }
        (_, Some(Role::Quote)) => What::Quote(vec![paragraph(block.text, provenance)]),
        (_, Some(Role::Sidebar)) => {
            What::Sidebar(Sidebar { title: Vec::new(), blocks: vec![paragraph(block.text, provenance)] })
        }
        _ => What::Paragraph(block.text.into_inlines()),
    }
}

/// An entry of a list. A mark that the text itself carries becomes its label.
fn entry(label: String, mut text: Spanned, provenance: &Provenance) -> ListItem {
    let label = if label.is_empty() { lists::take_mark(&mut text) } else { label };
    ListItem { label, blocks: vec![paragraph(text, provenance)] }
}

fn figure(block: Block) -> What {
    let Form::Picture { images, alt } = block.form else { return What::Break {} };
    What::Figure(Figure { images, alt, ..captioned(block.text) })
}

/// A figure with its caption, and the credit at the end of that.
fn captioned(mut caption: Spanned) -> Figure {
    let mut credit = credits::split(&caption.text).map(|at| caption.split_off(at)).unwrap_or_default();
    caption.trim();
    credit.trim();
    Figure { caption: caption.into_inlines(), credit: credit.into_inlines(), ..Figure::default() }
}

fn paragraph(text: Spanned, provenance: &Provenance) -> Content {
    Content { content: What::Paragraph(text.into_inlines()), language: None, provenance: provenance.clone() }
}

fn number(label: &str) -> Option<u32> {
    label.chars().filter(char::is_ascii_digit).collect::<String>().parse().ok()
}

fn department(block: Block, followed: bool, desk: &mut Desk, issue: &mut Issue) {
    block.leave_readings(&mut issue.ledger);
    let text = block.text.text;
    let mut provenance = block.provenance;
    if followed {
        provenance.add_rule(SLOGAN);
        issue.furniture.push(Furniture { kind: FurnitureKind::Slogan, text, provenance });
        return;
    }
    let (name, beside) = departments::split(&text);
    if let Some(known) = desk.departments.get(name) {
        let place = provenance.places.first().cloned().unwrap_or(Place::File);
        issue.ledger.remove(REPEATED, place, &text);
        desk.department = Some(known.clone());
        return;
    }
    let id = format!("d{:02}", issue.departments.len() + 1);
    desk.department = Some(id.clone());
    desk.departments.insert(name.to_owned(), id.clone());
    let subtitle = beside.map(str::to_owned);
    issue.departments.push(Department { id, name: name.to_owned(), subtitle, provenance });
}

fn title(block: Block, issue: &mut Issue) {
    block.leave_readings(&mut issue.ledger);
    let (text, provenance) = (block.text.text, block.provenance);
    issue.metadata.publication.title.get_or_insert_with(|| text.clone());
    issue.furniture.push(Furniture { kind: FurnitureKind::Masthead, text, provenance });
}
