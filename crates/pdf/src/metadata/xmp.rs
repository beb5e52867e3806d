//! An XMP packet (ISO 16684-1): the few properties that name a publication and its issue.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// What a packet says.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Packet {
    /// `dc:title`.
    pub(crate) title: Option<String>,
    /// `dc:creator`.
    pub(crate) creators: Vec<String>,
    /// `dc:language`.
    pub(crate) language: Option<String>,
    /// `dc:publisher`.
    pub(crate) publisher: Option<String>,
    /// `dc:rights`.
    pub(crate) rights: Option<String>,
    /// `prism:publicationName`.
    pub(crate) publication: Option<String>,
    /// `prism:issn`.
    pub(crate) issn: Option<String>,
    /// `prism:volume`.
    pub(crate) volume: Option<String>,
    /// `prism:number`.
    pub(crate) number: Option<String>,
    /// `prism:coverDate` or `prism:publicationDate`, when it is an ISO date.
    pub(crate) date: Option<String>,
}

/// Depth of elements that is followed: packets have under 10.
const MAX_DEPTH: usize = 64;

/// Longest value that is kept, in bytes: a statement of rights has a few hundred.
const MAX_VALUE: usize = 4096;

/// Reads a packet as far as it is well formed. Prefixes are taken as written: all writers use the usual ones.
pub(crate) fn read(packet: &[u8]) -> Packet {
    let mut values: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let text = String::from_utf8_lossy(packet);
    let mut reader = Reader::from_str(&text);
    reader.config_mut().check_end_names = false;
    let mut open: Vec<String> = Vec::new();
    let mut value = String::new();
    loop {
        match reader.read_event() {
            Ok(Event::Start(element)) if open.len() < MAX_DEPTH => {
                take_attributes(&element, &mut values);
                open.push(name_of(&element));
                value.clear();
            }
            Ok(Event::Empty(element)) => take_attributes(&element, &mut values),
            Ok(Event::Text(text)) if value.len() < MAX_VALUE => value.push_str(&text),
            Ok(Event::GeneralRef(entity)) => value.extend(resolve(&entity)),
            Ok(Event::CData(text)) if value.len() < MAX_VALUE => value.push_str(&text),
            Ok(Event::End(_)) => {
                put(&mut values, property(&open), &std::mem::take(&mut value));
                open.pop();
            }
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
    packet_of(&values)
}

fn name_of(element: &BytesStart<'_>) -> String {
    element.name().as_ref().to_owned()
}

/// Simple properties may be written as attributes of the description.
fn take_attributes(element: &BytesStart<'_>, values: &mut BTreeMap<String, Vec<String>>) {
    for attribute in element.attributes().flatten() {
        let key = attribute.key.as_ref().to_owned();
        if key.starts_with("dc:") || key.starts_with("prism:") {
            let value = attribute.value.into_owned();
            put(values, Some(&key), &quick_xml::escape::unescape(&value).unwrap_or_default());
        }
    }
}

/// The property that a value belongs to: the innermost open element that is not of RDF.
fn property(open: &[String]) -> Option<&String> {
    open.iter().rev().find(|name| !name.starts_with("rdf:"))
}

fn put(values: &mut BTreeMap<String, Vec<String>>, key: Option<&String>, value: &str) {
    let value = value.trim();
    if let Some(key) = key.filter(|_| !value.is_empty() && value.len() <= MAX_VALUE) {
        values.entry(key.clone()).or_default().push(value.to_owned());
    }
}

fn resolve(entity: &quick_xml::events::BytesRef<'_>) -> Option<char> {
    if let Ok(Some(c)) = entity.resolve_char_ref() {
        return Some(c);
    }
    match &**entity {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
}

fn packet_of(values: &BTreeMap<String, Vec<String>>) -> Packet {
    let all = |key: &str| values.get(key).cloned().unwrap_or_default();
    let first = |key: &str| values.get(key).and_then(|values| values.first()).cloned();
    Packet {
        title: first("dc:title"),
        creators: all("dc:creator"),
        language: first("dc:language").filter(|language| super::is_language(language)),
        publisher: first("dc:publisher"),
        rights: first("dc:rights"),
        publication: first("prism:publicationName"),
        issn: first("prism:issn"),
        volume: first("prism:volume"),
        number: first("prism:number").or_else(|| first("prism:issueIdentifier")),
        date: first("prism:coverDate")
            .or_else(|| first("prism:publicationDate"))
            .filter(|date| is_iso_date(date)),
    }
}

/// `2021`, `2021-08` or `2021-08-20`.
fn is_iso_date(text: &str) -> bool {
    let shape: String = text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    ["0000", "0000-00", "0000-00-00"].contains(&shape.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn properties_as_elements_and_as_attributes() {
        let packet = read(
            br#"<?xpacket begin=""?><x:xmpmeta><rdf:RDF><rdf:Description prism:number="12" prism:issn="1234-5679">
            <dc:creator><rdf:Seq><rdf:li>A. Moor</rdf:li><rdf:li>B. Fenn</rdf:li></rdf:Seq></dc:creator>
            <prism:publicationName>Fen &#38; Moor</prism:publicationName><prism:coverDate>2003-10</prism:coverDate>
            </rdf:Description></rdf:RDF></x:xmpmeta>"#,
        );
        assert_eq!(packet.creators, ["A. Moor", "B. Fenn"]);
        assert_eq!((packet.number.as_deref(), packet.issn.as_deref()), (Some("12"), Some("1234-5679")));
        assert_eq!(
            (packet.publication.as_deref(), packet.date.as_deref()),
            (Some("Fen & Moor"), Some("2003-10"))
        );
    }

    #[test]
    fn a_broken_packet_gives_what_came_before() {
        let packet = read(b"<a><dc:publisher>Fen Press</dc:publisher><dc:title><broken");
        assert_eq!((packet.publisher.as_deref(), packet.title), (Some("Fen Press"), None));
    }
}
