//! Text that tries to be something else stays text.

use backissue_model::sample;

use crate::checks::{assert_conserves, assert_sound};
use crate::opened::{attribute, each_element, written};

#[test]
fn a_hostile_issue_gives_a_sound_book_with_all_its_text() {
    let issue = sample::hostile();
    let book = written(&issue);
    assert_sound(&book);
    assert_conserves(&issue, &book);
}

#[test]
fn paths_are_the_writers_own() {
    let book = written(&sample::hostile());
    let safe = |path: &str| {
        path.bytes().all(|b| b.is_ascii_alphanumeric() || b"-./".contains(&b)) && !path.contains("..")
    };
    for (path, _) in &book.files {
        assert!(safe(path), "{path}");
    }
}

#[test]
fn links_that_could_run_code_are_text() {
    let book = written(&sample::hostile());
    let mut targets = Vec::new();
    each_element(book.text("a001.xhtml"), &mut |start, _| {
        if start.name().as_ref() == "a" && attribute(start, "role").is_none() {
            targets.extend(attribute(start, "href"));
        }
    });
    let expected = [
        "https://a.example/%25zz%22%3E%3Cb%3E",
        "a001.xhtml",
        "mailto:a@b.example?subject=%22x%22",
        "https://a.example/",
    ];
    assert_eq!(targets, expected);
}
