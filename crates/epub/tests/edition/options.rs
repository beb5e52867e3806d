//! What the options change.

use backissue_epub::{Cover, FurniturePage, Options, write};
use backissue_model::{Issue, sample};

use crate::checks::assert_sound;
use crate::opened::{Opened, open};

fn with(options: &Options) -> Opened {
    let book = open(&write(&sample::everything(), options));
    assert_sound(&book);
    book
}

fn has(book: &Opened, path: &str) -> bool {
    book.files.iter().any(|(name, _)| name == path)
}

#[test]
fn a_stylesheet_replaces_the_writers_own() {
    let css = "p { color: inherit }".to_owned();
    let book = with(&Options { stylesheet: Some(css.clone()), ..Options::default() });
    assert_eq!(book.text("style.css"), css);
}

#[test]
fn a_cover_is_set_given_or_left_out() {
    assert!(has(&with(&Options::default()), "cover.svg"));
    let gif = b"GIF89a\x01\0\x01\0\0\0\0;".to_vec();
    let book = with(&Options { cover: Cover::Picture(gif), ..Options::default() });
    assert!(has(&book, "cover.gif") && book.text("package.opf").contains("properties=\"cover-image\""));
    let no_picture = with(&Options { cover: Cover::Picture(b"text".to_vec()), ..Options::default() });
    assert!(has(&no_picture, "cover.svg"));
    let none = with(&Options { cover: Cover::None, ..Options::default() });
    assert!(!has(&none, "cover.xhtml") && !none.text("nav.xhtml").contains("epub:type=\"cover\""));
}

#[test]
fn furniture_is_shown_on_request() {
    assert!(!has(&with(&Options::default()), "furniture.xhtml"));
    let book = with(&Options { furniture: FurniturePage::Appended, ..Options::default() });
    let page = book.text("furniture.xhtml");
    assert!(
        page.contains("<p class=\"masthead\">The Port Elder Courier<br/>Thursday, August 20, 1987</p>"),
        "{page}"
    );
    assert_eq!(book.spine().last().map(String::as_str), Some("furniture.xhtml"));
}

#[test]
fn the_moment_of_the_edition_is_the_callers_the_issues_or_fixed() {
    let modified = |issue: &Issue, given: Option<&str>| {
        let options = Options { modified: given.map(str::to_owned), ..Options::default() };
        let book = open(&write(issue, &options));
        let line = book
            .text("package.opf")
            .lines()
            .find(|line| line.contains("dcterms:modified"))
            .map(str::to_owned);
        line.unwrap().split(['>', '<']).nth(2).unwrap().to_owned()
    };
    assert_eq!(modified(&sample::everything(), Some("2026-01-02T03:04:05Z")), "2026-01-02T03:04:05Z");
    assert_eq!(modified(&sample::everything(), Some("now")), "1987-08-20T00:00:00Z");
    assert_eq!(modified(&Issue::default(), None), "1980-01-01T00:00:00Z");
}
