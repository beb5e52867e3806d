//! Page labels (ISO 32000-2, 12.4.2): the folios that the file gives its pages.

use std::collections::BTreeMap;

use backissue_model::roman;
use lopdf::{Dictionary, Document};

use crate::key_trees;
use crate::limits::MAX_PAGES;
use crate::objects::{as_dict, as_number, dict, integer, name, resolve, string, text_string};

/// How the pages from some page on are labelled.
struct Series {
    prefix: String,
    style: Style,
    first: u32,
}

/// Numbering styles (ISO 32000-2, table 161).
#[derive(Clone, Copy)]
enum Style {
    Decimal,
    UpperRoman,
    LowerRoman,
    UpperLetters,
    LowerLetters,
    None,
}

/// The label of each page, when the file has labels.
pub(crate) fn of(document: &Document, pages: usize) -> Vec<Option<String>> {
    let mut series = BTreeMap::new();
    let root = document.catalog().ok().and_then(|catalog| dict(document, catalog, b"PageLabels"));
    if let Some(root) = root {
        for (start, label) in key_trees::entries(document, root, b"Nums", MAX_PAGES) {
            let start = as_number(resolve(document, start));
            if let Some((start, label)) = start.zip(as_dict(resolve(document, label))) {
                series.insert(start.max(0.0) as u32, one(document, label));
            }
        }
    }
    (0..pages as u32)
        .map(|page| {
            let (start, series) = series.range(..=page).next_back()?;
            let number = series.first.saturating_add(page - start);
            Some(format!("{}{}", series.prefix, numeral(series.style, number)))
                .filter(|label| !label.is_empty())
        })
        .collect()
}

fn one(document: &Document, label: &Dictionary) -> Series {
    let style = match name(document, label, b"S") {
        Some(b"D") => Style::Decimal,
        Some(b"R") => Style::UpperRoman,
        Some(b"r") => Style::LowerRoman,
        Some(b"A") => Style::UpperLetters,
        Some(b"a") => Style::LowerLetters,
        _ => Style::None,
    };
    let first = integer(document, label, b"St").and_then(|first| u32::try_from(first).ok()).unwrap_or(1);
    Series { prefix: string(document, label, b"P").map(text_string).unwrap_or_default(), style, first }
}

fn numeral(style: Style, number: u32) -> String {
    match style {
        Style::Decimal => number.to_string(),
        Style::UpperRoman => upper_roman(number),
        Style::LowerRoman => upper_roman(number).to_lowercase(),
        Style::UpperLetters => letters(number, b'A'),
        Style::LowerLetters => letters(number, b'a'),
        Style::None => String::new(),
    }
}

/// Numbers that have no Roman numeral stand in figures.
fn upper_roman(number: u32) -> String {
    roman(number).unwrap_or_else(|| number.to_string())
}

/// Repetitions of a letter that a label has at most: `ZZZZ` is page 104.
const MAX_REPEAT: u32 = 40;

/// A to Z, then AA to ZZ, and so on.
fn letters(number: u32, first: u8) -> String {
    let Some(index) = number.checked_sub(1).filter(|index| index / 26 < MAX_REPEAT) else {
        return number.to_string();
    };
    char::from(first + (index % 26) as u8).to_string().repeat((index / 26 + 1) as usize)
}

#[cfg(test)]
mod tests {
    use lopdf::{Object, dictionary};

    use super::*;

    #[test]
    fn series_run_on_until_the_next_begins() {
        let mut document = Document::new();
        let prefix = Object::string_literal("A-");
        let kid = dictionary! { "Nums" => vec![2.into(), dictionary! { "S" => "D", "St" => 7, "P" => prefix }.into()] };
        let labels = dictionary! {
            "Nums" => vec![0.into(), dictionary! { "S" => "r" }.into()],
            "Kids" => vec![kid.into()],
        };
        let catalog = document.add_object(dictionary! { "PageLabels" => labels });
        document.trailer.set("Root", catalog);
        let labels: Vec<String> = of(&document, 4).into_iter().flatten().collect();
        assert_eq!(labels, ["i", "ii", "A-7", "A-8"]);
    }

    #[test]
    fn numerals() {
        assert_eq!((upper_roman(1994), upper_roman(5000)), ("MCMXCIV".into(), "5000".into()));
        assert_eq!(
            (letters(26, b'A'), letters(28, b'a'), letters(0, b'a')),
            ("Z".into(), "bb".into(), "0".into())
        );
    }

    #[test]
    fn a_file_without_labels_has_none() {
        assert_eq!(of(&Document::new(), 2), [None, None]);
    }
}
