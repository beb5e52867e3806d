//! Printed pages: marks in the text, the page list, jump lines.

use backissue_model::{Article, Block, Content, Inline, Issue, IssuePage, JumpLine, sample};

use crate::opened::{Opened, written};

fn page_list(book: &Opened) -> Vec<String> {
    let nav = book.text("nav.xhtml");
    let list = nav.split("epub:type=\"page-list\"").nth(1).and_then(|rest| rest.split("</nav>").next());
    list.unwrap_or_default().lines().filter_map(|line| line.strip_prefix("<li>").map(str::to_owned)).collect()
}

fn on(page: u32, body: Vec<Block>) -> Article {
    Article { pages: vec![page], body, ..Article::default() }
}

#[test]
fn the_page_list_leads_to_what_begins_on_a_page() {
    let jump = JumpLine { text: vec![Inline::text("to B7")], folio: Some("B7".to_owned()) };
    let goes_on = Block::new(Content::Paragraph(vec![
        Inline::text("cut in mid-"),
        Inline::PageBreak { page: 2 },
        Inline::text("sentence"),
    ]));
    let folios = ["A1", "B7"].map(|folio| Some(folio.to_owned()));
    let pages = (1..).zip(folios).map(|(number, folio)| IssuePage { number, folio, ..IssuePage::default() });
    let issue = Issue {
        pages: pages.collect(),
        articles: vec![
            on(1, vec![goes_on, Block::new(Content::JumpLine(jump))]),
            on(1, vec![Block::paragraph("second")]),
            on(2, vec![Block::paragraph("third")]),
        ],
        ..Issue::default()
    };
    let book = written(&issue);
    assert_eq!(
        page_list(&book),
        ["<a href=\"a001.xhtml#page-1\">A1</a></li>", "<a href=\"a003.xhtml#page-2\">B7</a></li>",]
    );
    let first = book.text("a001.xhtml");
    // The article goes on at a place of its own, to which its jump line leads; a mark of page 2 it is not.
    assert!(first.contains("<p>cut in mid-<span id=\"page-2\"></span>sentence</p>"), "{first}");
    assert!(first.contains("<p class=\"jump\"><a href=\"a001.xhtml#page-2\">to B7</a></p>"), "{first}");
    assert_eq!(first.matches("doc-pagebreak").count(), 1);
}

#[test]
fn a_page_on_which_nothing_begins_is_found_within_an_article() {
    let book = written(&sample::chinese());
    assert_eq!(
        page_list(&book),
        [
            "<a href=\"a001.xhtml#page-1\">1</a></li>",
            "<a href=\"a001.xhtml#page-2\">2</a></li>",
            "<a href=\"a002.xhtml#page-3\">3</a></li>",
        ]
    );
}

#[test]
fn an_issue_without_pages_claims_none() {
    let issue = Issue { articles: vec![Article::default()], ..Issue::default() };
    let book = written(&issue);
    assert!(page_list(&book).is_empty());
    assert!(!book.text("package.opf").contains("pageBreak"), "{}", book.text("package.opf"));
}
