//! Volumes: no document is too large for a reading system, and all text is there.

use std::collections::BTreeSet;

use backissue_model::{
    Article, Block, Cell, Content, Inline, Issue, List, ListItem, ListKind, Note, Passage, Row, Sidebar,
    Table, Verse, WritingMode,
};

use crate::checks::{assert_conserves, assert_sound};
use crate::opened::{attribute, each_element, written};

fn sentence(n: usize) -> String {
    format!("Sentence {n} & the <rest> of it, with 12 lamps. ")
}

fn prose(sentences: usize) -> String {
    (0..sentences).map(sentence).collect()
}

/// An article of this body, and paragraphs around it.
fn issue_of(content: Content) -> Issue {
    let body = vec![Block::paragraph(prose(500)), Block::new(content), Block::paragraph(prose(500))];
    Issue { articles: vec![Article { body, ..Article::default() }], ..Issue::default() }
}

#[test]
fn blocks_of_every_kind_are_cut() {
    let paragraph = || {
        Content::Paragraph(vec![
            Inline::text(prose(6_000)),
            Inline::Emphasis(vec![Inline::text(prose(4_000))]),
        ])
    };
    let blocks = || (0..4_000).map(|n| Block::paragraph(sentence(n))).collect::<Vec<_>>();
    let items =
        blocks().into_iter().map(|block| ListItem { label: String::new(), blocks: vec![block] }).collect();
    let spanning =
        |n: usize| Cell { rowspan: if n.is_multiple_of(3) { 2 } else { 1 }, ..Cell::text(sentence(n)) };
    let rows = (0..2_500).map(|n| Row { cells: vec![spanning(n), Cell::text(sentence(n))] }).collect();
    let contents = [
        paragraph(),
        Content::Quote(blocks()),
        Content::Sidebar(Sidebar {
            title: vec![Inline::text("A box")],
            blocks: vec![Block::new(paragraph())],
        }),
        Content::List(List { kind: ListKind::Numbered { start: 7 }, items }),
        Content::Table(Table { caption: vec![Inline::text("A table")], head_rows: 1, rows }),
        Content::Verse(Verse {
            stanzas: (0..4_000).map(|n| vec![vec![Inline::text(sentence(n))]]).collect(),
        }),
    ];
    for content in contents {
        let issue = issue_of(content);
        let book = written(&issue);
        assert_sound(&book);
        assert_conserves_tally(&issue, &book.reading_text());
        assert!(book.spine().len() > 4, "{} documents", book.spine().len());
    }
}

#[test]
fn vertical_lines_full_of_figures_are_cut() {
    let mut issue = issue_of(Content::Paragraph(vec![Inline::text("一1".repeat(60_000))]));
    issue.writing_mode = WritingMode::VerticalRl;
    let book = written(&issue);
    assert_sound(&book);
    assert_conserves_tally(&issue, &book.reading_text());
}

#[test]
fn notes_stand_where_their_marks_stand_and_spare_ones_at_the_end() {
    let mark = |n: usize| Inline::NoteRef { note: format!("n{n}"), label: n.to_string() };
    let note = |n: usize| Note {
        id: format!("n{n}"),
        label: n.to_string(),
        blocks: vec![Block::paragraph(prose(100))],
    };
    let paragraph = |n: usize| Block::new(Content::Paragraph(vec![Inline::text(prose(40)), mark(n)]));
    let article = Article {
        body: (0..120).map(paragraph).collect(),
        notes: (0..240).map(note).collect(),
        ..Article::default()
    };
    let issue = Issue { articles: vec![article], ..Issue::default() };
    let book = written(&issue);
    assert_sound(&book);
    assert_conserves_tally(&issue, &book.reading_text());
    let first = book.text("a001.xhtml");
    assert!(first.contains("id=\"note-1\"") && !first.contains("id=\"note-120\""));
}

#[test]
fn a_volume_of_thousands_of_articles_has_pages_of_contents() {
    let article = |n: usize| Article {
        headline: Some(Passage::plain(format!("Headline {n}: {}", sentence(n)))),
        body: vec![Block::paragraph(format!("Body {n}."))],
        ..Article::default()
    };
    let issue = Issue { articles: (0..3_000).map(article).collect(), ..Issue::default() };
    let book = written(&issue);
    assert_sound(&book);
    let mut listed = BTreeSet::new();
    for (path, _) in book.files.iter().filter(|(path, _)| path.starts_with("contents-")) {
        each_element(book.text(path), &mut |start, _| listed.extend(attribute(start, "href")));
    }
    assert_eq!((1..=3_000).find(|n| !listed.contains(&format!("a{n:03}.xhtml"))), None);
    assert!(book.text("nav.xhtml").contains("<a href=\"contents-2.xhtml\">"));
}

#[test]
fn a_small_issue_is_not_cut() {
    let issue = issue_of(Content::Break {});
    let book = written(&issue);
    assert_conserves(&issue, &book);
    assert_eq!(book.spine(), ["cover.xhtml", "nav.xhtml", "a001.xhtml"]);
}

/// As `assert_conserves`, for texts so large that looking for each piece would take minutes.
fn assert_conserves_tally(issue: &Issue, read: &str) {
    let mut tally = backissue_model::Tally::default();
    backissue_model::each_text(issue, &mut |text| tally.add_text(text));
    assert_eq!(backissue_model::Tally::of(read), tally);
}
