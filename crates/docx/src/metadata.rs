//! What the file says of itself: core, extended and custom properties (ECMA-376 Part 2, 8.3; Part 1, 22.2).

use std::collections::BTreeMap;
use std::rc::Rc;

use backissue_model::{Metadata, Place, Provenance, Rule};

use crate::composer::most;
use crate::markup::{self, Element};
use crate::namespace::Namespace;
use crate::reading::Reading;

const PROPERTIES: Rule = Rule::new("metadata/document-properties");
/// Longest property that is taken: titles are lines, not texts.
const LONGEST: usize = 500;

/// Names that people give to custom properties, in lower case, for what a periodical has.
const CUSTOM: [(&str, Field); 14] = [
    ("issn", Field::Issn),
    ("volume", Field::Volume),
    ("卷", Field::Volume),
    ("issue", Field::Number),
    ("issue number", Field::Number),
    ("number", Field::Number),
    ("期", Field::Number),
    ("期号", Field::Number),
    ("publication", Field::Publication),
    ("journal", Field::Publication),
    ("刊名", Field::Publication),
    ("publisher", Field::Publisher),
    ("出版者", Field::Publisher),
    ("publication date", Field::Date),
];

#[derive(Debug, Clone, Copy)]
enum Field {
    Issn,
    Volume,
    Number,
    Publication,
    Publisher,
    Date,
}

/// Reads the properties into the flow's metadata. `core`, `extended` and `custom` are names of parts.
pub fn read(reading: &mut Reading<'_>, core: Option<&str>, extended: Option<&str>, custom: Option<&str>) {
    let mut metadata = Metadata::default();
    if let Some(text) = core.and_then(|part| reading.optional_text(part)) {
        read_core(&mut metadata, &markup::parse(&text).0);
    }
    if let Some(text) = extended.and_then(|part| reading.optional_text(part)) {
        let (root, _) = markup::parse(&text);
        metadata.publication.publisher = root.child("Company").and_then(property);
    }
    if let Some(text) = custom.and_then(|part| reading.optional_text(part)) {
        read_custom(&mut metadata, &markup::parse(&text).0);
    }
    if metadata != Metadata::default() {
        let part = core.or(extended).or(custom).unwrap_or_default().to_owned();
        metadata.provenance = Provenance::new(Place::Part { part, paragraph: None }, PROPERTIES);
    }
    reading.flow.metadata = metadata;
}

/// The language of most characters, unless the properties state one.
pub fn main_language(stated: Option<String>, languages: &BTreeMap<Rc<str>, usize>) -> Option<String> {
    stated.or_else(|| most(languages).filter(|tag| is_language(tag)).map(|tag| tag.to_string()))
}

fn read_core(metadata: &mut Metadata, root: &Element<'_>) {
    let of = |name: &str| root.elements().find(|child| child.is(Namespace::Core, name)).and_then(property);
    metadata.title = of("title");
    metadata.language = of("language").filter(|tag| is_language(tag));
    // Several names stand in one element, parted by semicolons.
    let creators = of("creator").unwrap_or_default();
    let names = creators.split([';', '；']).map(str::trim).filter(|name| !name.is_empty());
    metadata.contributors = names.map(str::to_owned).collect();
    metadata.rights = of("rights");
}

fn read_custom(metadata: &mut Metadata, root: &Element<'_>) {
    for property in root.elements().filter(|child| child.name == "property") {
        let name = property.attribute("name").unwrap_or_default().trim().to_lowercase();
        let Some((_, field)) = CUSTOM.iter().find(|(known, _)| *known == name) else {
            continue;
        };
        let value = property.elements().next().and_then(self::property);
        let place = match field {
            Field::Issn => &mut metadata.publication.issn,
            Field::Volume => &mut metadata.volume,
            Field::Number => &mut metadata.number,
            Field::Publication => &mut metadata.publication.title,
            Field::Publisher => &mut metadata.publication.publisher,
            Field::Date => &mut metadata.date,
        };
        let is_date = |value: &String| value.chars().all(|c| c.is_ascii_digit() || c == '-');
        let value = value.map(|value| match field {
            // A date property holds a time too: `2021-08-20T00:00:00Z`.
            Field::Date => value.split('T').next().unwrap_or_default().to_owned(),
            _ => value,
        });
        *place =
            value.filter(|value| !matches!(field, Field::Date) || is_date(value)).or_else(|| place.take());
    }
}

/// The text of a property, on one line; none when it says nothing.
fn property(element: &Element<'_>) -> Option<String> {
    let text = element.text().split_whitespace().collect::<Vec<_>>().join(" ");
    let text: String = text.chars().take(LONGEST).collect();
    (!text.is_empty()).then_some(text)
}

fn is_language(tag: &str) -> bool {
    let mut subtags = tag.split('-');
    let primary = subtags
        .next()
        .is_some_and(|tag| (2..=3).contains(&tag.len()) && tag.chars().all(|c| c.is_ascii_alphabetic()));
    primary
        && subtags.all(|tag| (1..=8).contains(&tag.len()) && tag.chars().all(|c| c.is_ascii_alphanumeric()))
}
