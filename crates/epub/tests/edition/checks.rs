//! What must hold of each book, whatever the issue holds.

use std::collections::{BTreeMap, BTreeSet};

use backissue_model::{Block, Content, Issue, ListKind, Tally, each_block, each_text};
use backissue_package::xml::is_allowed;

use crate::opened::{Opened, attribute, each_element};

/// Well-formed, no id twice, each link leads somewhere, no large file, no script.
pub fn assert_sound(book: &Opened) {
    let mut ids: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    let mut links = Vec::new();
    for (path, data) in book.files.iter().filter(|(path, _)| is_xml(path)) {
        let text = std::str::from_utf8(data).unwrap();
        assert!(text.chars().all(is_allowed), "{path}: a character that XML forbids");
        assert!(!path.ends_with(".xhtml") || data.len() <= 250_000, "{path}: {} bytes", data.len());
        each_element(text, &mut |start, at| {
            let place = format!("{path}, byte {at}");
            assert_ne!(start.name().as_ref(), "script", "{place}");
            for attribute in start.attributes() {
                assert!(!attribute.unwrap().key.as_ref().starts_with("on"), "{place}: a handler");
            }
            if let Some(id) = attribute(start, "id") {
                assert!(ids.entry(path).or_default().insert(id.clone()), "{place}: id {id} twice");
            }
            let target = attribute(start, "href").or(attribute(start, "src"));
            links.extend(target.map(|target| (path.clone(), place, target)));
        });
    }
    let paths: BTreeSet<&str> = book.files.iter().map(|(path, _)| path.as_str()).collect();
    for (path, place, target) in links {
        assert_leads_somewhere(&paths, &ids, &path, &place, &target);
    }
}

/// Each countable character of departments and articles stands in the book once, and each text in one piece.
/// Only for bullets of lists the reading system's own stand, and a department that goes on after others is named
/// again.
pub fn assert_conserves(issue: &Issue, book: &Opened) {
    let read = book.reading_text();
    let mut tally = Tally::default();
    let bullets = bullets(issue);
    let solid =
        |text: &str| text.chars().filter(|c| is_allowed(*c) && !c.is_whitespace()).collect::<String>();
    tally.add_text(&solid(&named_again(issue)));
    let bare = Issue { furniture: Vec::new(), ..issue.clone() };
    each_text(&bare, &mut |text| {
        let piece = solid(text);
        tally.add_text(&piece);
        assert!(bullets.contains(&piece) || read.contains(&piece), "{piece:?} is not in {read}");
    });
    assert_eq!(Tally::of(&(bullets + &read)), tally, "in the book: {read}");
}

/// The departments that go on after others, where they do.
fn named_again(issue: &Issue) -> String {
    let mut out = String::new();
    let (mut seen, mut current) = (BTreeSet::new(), None);
    for article in &issue.articles {
        let known =
            issue.departments.iter().find(|department| Some(&department.id) == article.department.as_ref());
        if let Some(department) = known.filter(|_| known != current)
            && !seen.insert(&department.id)
        {
            out += &department.name;
            out += department.subtitle.as_deref().unwrap_or_default();
        }
        current = known;
    }
    out
}

/// The labels of entries for which the reading system's bullets stand.
fn bullets(issue: &Issue) -> String {
    let mut out = String::new();
    let mut visit = |block: &Block| {
        let Content::List(list) = &block.content else { return };
        let plain = list.items.iter().filter(|item| item.begins_with_bullet());
        if list.kind == ListKind::Bulleted {
            out.extend(plain.map(|item| item.label.as_str()));
        }
    };
    for article in &issue.articles {
        each_block(&article.body, &mut visit);
        article.notes.iter().for_each(|note| each_block(&note.blocks, &mut visit));
    }
    out
}

fn assert_leads_somewhere(
    paths: &BTreeSet<&str>,
    ids: &BTreeMap<&str, BTreeSet<String>>,
    path: &str,
    place: &str,
    target: &str,
) {
    if let Some((scheme, _)) = target.split_once(':') {
        assert!(["http", "https", "ftp", "mailto", "tel"].contains(&scheme), "{place}: {target}");
        return;
    }
    let (file, id) = target.split_once('#').map_or((target, None), |(file, id)| (file, Some(id)));
    let file = if file.is_empty() { path } else { file };
    assert!(paths.contains(file), "{place}: no file {file}");
    let known = id.is_none_or(|id| ids.get(file).is_some_and(|ids| ids.contains(id)));
    assert!(known, "{place}: no place {target}");
}

fn is_xml(path: &str) -> bool {
    [".xhtml", ".opf", ".ncx", ".svg", "container.xml"].iter().any(|end| path.ends_with(end))
}
