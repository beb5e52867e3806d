//! An issue as an indented outline: print-only, for people and for golden files.

use std::fmt::Write as _;

use crate::ledger::article_characters;
use crate::{Article, Balance, Block, Content, Inline, Issue, Passage};

/// The outline: metadata, departments, articles part by part, furniture, repairs, warnings, the ledger's sum.
///
/// One line a part: `kind: text`, markup shown as `*emphasis*`, `**strong**`, `⟦dateline⟧`, `[^note]`, `⏎` for a
/// line break and `⎘3` for the start of sheet 3. Rules stand in braces at the end of a line.
pub fn outline(issue: &Issue) -> String {
    let mut out = String::new();
    metadata(issue, &mut out);
    for article in &issue.articles {
        self::article(issue, article, &mut out);
    }
    for item in &issue.furniture {
        line(
            &mut out,
            0,
            &format!("furniture {}", item.kind.name()),
            &item.text.replace('\n', " ⏎ "),
            &rules(&item.provenance),
        );
    }
    for entry in &issue.ledger.entries {
        line(
            &mut out,
            0,
            "ledger",
            &format!("{}: {:?} → {:?}", entry.place, entry.before, entry.after),
            &format!("{{{}}}", entry.rule),
        );
    }
    for warning in &issue.warnings {
        line(&mut out, 0, &format!("warning {}", warning.kind.name()), &warning.to_string(), "");
    }
    balance(issue, &mut out);
    out
}

fn metadata(issue: &Issue, out: &mut String) {
    let meta = &issue.metadata;
    let fields = [
        ("publication", &meta.publication.title),
        ("issn", &meta.publication.issn),
        ("cn", &meta.publication.cn),
        ("publisher", &meta.publication.publisher),
        ("title", &meta.title),
        ("volume", &meta.volume),
        ("number", &meta.number),
        ("whole number", &meta.whole_number),
        ("date", &meta.date),
        ("language", &meta.language),
        ("rights", &meta.rights),
    ];
    for (name, value) in fields {
        if let Some(value) = value {
            line(out, 0, name, value, "");
        }
    }
    for page in &issue.pages {
        line(out, 0, "page", &format!("{} folio {}", page.number, page.folio.as_deref().unwrap_or("-")), "");
    }
    for department in &issue.departments {
        let subtitle = department.subtitle.as_deref().map(|s| format!(" | {s}")).unwrap_or_default();
        line(out, 0, "department", &format!("{} {}{subtitle}", department.id, department.name), "");
    }
}

fn article(issue: &Issue, article: &Article, out: &mut String) {
    let pages: Vec<String> = article.pages.iter().map(u32::to_string).collect();
    let department =
        article.department.as_deref().and_then(|id| issue.departments.iter().find(|d| d.id == id));
    let place = department.map(|d| format!(" in {}", d.name)).unwrap_or_default();
    let _ = writeln!(out, "article {} {:?}{place} pages {}", article.id, article.kind, pages.join(", "));
    let passage = |name: &str, passage: &Option<Passage>, out: &mut String| {
        if let Some(Passage { text, provenance }) = passage {
            line(out, 1, name, &show(text), &rules(provenance));
        }
    };
    passage("kicker", &article.kicker, out);
    passage("headline", &article.headline, out);
    passage("deck", &article.deck, out);
    if let Some(byline) = &article.byline {
        let names: Vec<String> = byline
            .persons
            .iter()
            .map(|p| p.role.as_ref().map_or(p.name.clone(), |role| format!("{} ({role})", p.name)))
            .collect();
        let name = format!("byline {:?}", byline.position).to_lowercase();
        line(
            out,
            1,
            &name,
            &format!("{} = {}", show(&byline.text), names.join("; ")),
            &rules(&byline.provenance),
        );
    }
    blocks(&article.body, 1, out);
    for credit in &article.credits {
        passage("credit", &Some(credit.clone()), out);
    }
    for note in &article.notes {
        line(out, 1, "note", &format!("{} {}", note.id, note.label), "");
        blocks(&note.blocks, 2, out);
    }
}

fn blocks(list: &[Block], depth: usize, out: &mut String) {
    for block in list {
        self::block(block, depth, out);
    }
}

fn block(block: &Block, depth: usize, out: &mut String) {
    let why = rules(&block.provenance);
    let mut put = |name: &str, text: &str| line(out, depth, name, text, &why);
    match &block.content {
        Content::Paragraph(text) => put("p", &show(text)),
        Content::Subhead(subhead) => put(&format!("h{}", subhead.level), &show(&subhead.text)),
        Content::PullQuote(text) => put("pull quote", &show(text)),
        Content::Formula(text) => put("formula", &show(text)),
        Content::JumpLine(jump) => {
            put("jump", &format!("{} → {}", show(&jump.text), jump.folio.as_deref().unwrap_or("?")));
        }
        Content::Break {} => put("break", ""),
        Content::Figure(figure) => {
            put(
                "figure",
                &format!(
                    "{} {:?} {} / {}",
                    figure.images.join(" "),
                    figure.alt,
                    show(&figure.caption),
                    show(&figure.credit)
                ),
            );
        }
        Content::Verse(verse) => {
            put("verse", "");
            for stanza in &verse.stanzas {
                let lines: Vec<String> = stanza.iter().map(|l| show(l)).collect();
                line(out, depth + 1, "stanza", &lines.join(" / "), "");
            }
        }
        Content::Quote(inner) => {
            put("quote", "");
            blocks(inner, depth + 1, out);
        }
        Content::Sidebar(sidebar) => {
            put("sidebar", &show(&sidebar.title));
            blocks(&sidebar.blocks, depth + 1, out);
        }
        Content::List(list) => {
            put(&format!("list {:?}", list.kind).to_lowercase(), "");
            for item in &list.items {
                line(out, depth + 1, "item", &item.label, "");
                blocks(&item.blocks, depth + 2, out);
            }
        }
        Content::Table(table) => {
            put("table", &format!("{} head rows {}", show(&table.caption), table.head_rows));
            for row in &table.rows {
                let cells: Vec<String> = row.cells.iter().map(cell).collect();
                line(out, depth + 1, "row", &cells.join(" | "), "");
            }
        }
    }
}

fn cell(cell: &crate::Cell) -> String {
    let mut text = String::new();
    blocks(&cell.blocks, 0, &mut text);
    let text = text.trim_end().replace("p: ", "").replace('\n', " ¶ ");
    match (cell.colspan, cell.rowspan) {
        (1, 1) => text,
        (columns, rows) => format!("{text} ⟨{columns}×{rows}⟩"),
    }
}

fn show(inlines: &[Inline]) -> String {
    inlines.iter().map(show_one).collect()
}

fn show_one(inline: &Inline) -> String {
    match inline {
        Inline::Text(text) => text.clone(),
        Inline::Emphasis(c) => format!("*{}*", show(c)),
        Inline::Strong(c) => format!("**{}**", show(c)),
        Inline::SmallCaps(c) => format!("^^{}^^", show(c)),
        Inline::Sub(c) => format!("~{}~", show(c)),
        Inline::Sup(c) => format!("^{}^", show(c)),
        Inline::Dateline(c) => format!("⟦{}⟧", show(c)),
        Inline::Ruby { base, text } => format!("{{{}|{text}}}", show(base)),
        Inline::Link { target, content } => format!("[{}]({target})", show(content)),
        Inline::Foreign { language, content } => format!("⟨{language}:{}⟩", show(content)),
        Inline::NoteRef { note, label } => format!("[^{note}:{label}]"),
        Inline::Math { tex, .. } => format!("${tex}$"),
        Inline::Image { image, alt } => format!("![{alt}]({image})"),
        Inline::LineBreak {} => " ⏎ ".to_owned(),
        Inline::PageBreak { page } => format!("⎘{page}"),
    }
}

fn rules(provenance: &crate::Provenance) -> String {
    if provenance.rules.is_empty() {
        return String::new();
    }
    let names: Vec<&str> = provenance.rules.iter().map(|rule| &*rule.0).collect();
    format!("{{{}}}", names.join(" "))
}

fn line(out: &mut String, depth: usize, name: &str, text: &str, why: &str) {
    let text = format!("{:indent$}{name}: {text} {why}", "", indent = depth * 2);
    let _ = writeln!(out, "{}", text.trim_end());
}

fn balance(issue: &Issue, out: &mut String) {
    let sum = Balance::of(issue);
    let _ = writeln!(
        out,
        "balance: {} decoded - {} removed + {} added = {} in articles + {} in furniture, {}",
        sum.decoded,
        sum.removed,
        sum.added,
        sum.articles,
        sum.furniture,
        if sum.balanced { "balanced" } else { "NOT BALANCED" }
    );
    for article in &issue.articles {
        let _ = writeln!(out, "  {}: {}", article.id, article_characters(article));
    }
}
