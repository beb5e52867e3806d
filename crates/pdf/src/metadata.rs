//! What the file says of itself: its information dictionary, XMP packet and language (ISO 32000-2, 14.3).
//!
//! These are the claims of whoever made the file: a title may be a file name. What the pages print is layout's and
//! structure's to find.

mod xmp;

use backissue_model::{Metadata, Place, Provenance, Rule};
use lopdf::{Dictionary, Document, Object};

use crate::filters;
use crate::objects::{dict, get, string, text_string};

const INFO: Rule = Rule::new("metadata/info-dictionary");
const XMP: Rule = Rule::new("metadata/xmp");

/// Bytes of an XMP packet that are read: 4 MiB; honest packets have under 100 KiB, those with previews under 2 MiB.
const MAX_XMP: usize = 4 << 20;

/// The metadata of a document. XMP goes before the information dictionary: it is the newer of the two.
pub(crate) fn of(document: &Document) -> Metadata {
    let packet = xmp_packet(document).map(|packet| xmp::read(&packet)).unwrap_or_default();
    let info = info(document);
    let from_info = |key: &[u8]| {
        let text = text_string(string(document, info?, key)?);
        Some(text.trim_matches(|c: char| c.is_whitespace() || c == '\0').to_owned())
            .filter(|text| !text.is_empty())
    };
    let mut metadata = Metadata {
        title: packet.title.clone().or_else(|| from_info(b"Title").filter(|title| !is_placeholder(title))),
        language: packet.language.clone().or_else(|| catalog_language(document)),
        contributors: packet.creators.clone(),
        rights: packet.rights.clone(),
        date: packet.date.clone(),
        ..Metadata::default()
    };
    metadata.publication.title = packet.publication.clone();
    metadata.publication.issn = packet.issn.clone();
    metadata.publication.publisher = packet.publisher.clone();
    (metadata.volume, metadata.number) = (packet.volume.clone(), packet.number.clone());
    if metadata.contributors.is_empty() {
        metadata.contributors.extend(from_info(b"Author"));
    }
    let mut provenance = Provenance { places: vec![Place::File], rules: Vec::new() };
    if packet != xmp::Packet::default() {
        provenance.add_rule(XMP);
    }
    if info.is_some() && metadata != Metadata::default() {
        provenance.add_rule(INFO);
    }
    if !provenance.rules.is_empty() {
        metadata.provenance = provenance;
    }
    metadata
}

fn info(document: &Document) -> Option<&Dictionary> {
    dict(document, &document.trailer, b"Info")
}

fn xmp_packet(document: &Document) -> Option<Vec<u8>> {
    match get(document, document.catalog().ok()?, b"Metadata")? {
        Object::Stream(stream) => Some(filters::decode(document, stream, MAX_XMP).data),
        _ => None,
    }
}

fn catalog_language(document: &Document) -> Option<String> {
    let language = text_string(string(document, document.catalog().ok()?, b"Lang")?);
    is_language(&language).then_some(language)
}

/// Whether a text looks like a BCP 47 tag.
fn is_language(text: &str) -> bool {
    let mut parts = text.split('-');
    let first = parts.next().unwrap_or_default();
    (2..=3).contains(&first.len())
        && first.bytes().all(|byte| byte.is_ascii_alphabetic())
        && parts.all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
}

/// Titles that writers put in when their user gave none.
fn is_placeholder(title: &str) -> bool {
    let lower = title.to_lowercase();
    let is_file = [".doc", ".docx", ".indd", ".qxd", ".qxp", ".pdf", ".fit", ".ps", ".pub", ".wps", ".tmp"]
        .iter()
        .any(|extension| lower.ends_with(extension));
    is_file || lower.starts_with("untitled") || lower.starts_with("microsoft word - ") || lower == "无标题"
}

#[cfg(test)]
mod tests {
    use lopdf::{Stream, dictionary};

    use super::*;

    fn document(title: &str, xmp: Option<&str>) -> Document {
        let mut document = Document::new();
        let text = |text: &str| lopdf::text_string(text);
        let info =
            document.add_object(dictionary! { "Title" => text(title), "Author" => text("M. Holloway") });
        document.trailer.set("Info", info);
        let mut catalog = dictionary! { "Lang" => text("en-GB") };
        if let Some(xmp) = xmp {
            let id = document.add_object(Stream::new(Dictionary::new(), xmp.as_bytes().to_vec()));
            catalog.set("Metadata", id);
        }
        let catalog = document.add_object(catalog);
        document.trailer.set("Root", catalog);
        document
    }

    #[test]
    fn the_information_dictionary() {
        let metadata = of(&document("河边日报", None));
        assert_eq!(metadata.title.as_deref(), Some("河边日报"));
        assert_eq!(
            (metadata.language.as_deref(), metadata.contributors),
            (Some("en-GB"), vec!["M. Holloway".into()])
        );
        assert_eq!(metadata.provenance.rules, [INFO]);
    }

    #[test]
    fn names_of_files_are_no_titles() {
        assert_eq!(of(&document("Microsoft Word - page 3.doc", None)).title, None);
        assert_eq!(of(&document("A04.indd", None)).title, None);
    }

    #[test]
    fn xmp_goes_before_the_dictionary() {
        let packet = "<rdf:RDF><rdf:Description><dc:title><rdf:Alt><rdf:li xml:lang='x-default'>River &amp; Sea</rdf:li>
            </rdf:Alt></dc:title></rdf:Description></rdf:RDF>";
        let metadata = of(&document("other", Some(packet)));
        assert_eq!(
            (metadata.title.as_deref(), metadata.provenance.rules),
            (Some("River & Sea"), vec![XMP, INFO])
        );
    }

    #[test]
    fn language_tags() {
        assert!(is_language("zh-Hans") && is_language("de"));
        assert!(!is_language("") && !is_language("English (US)") && !is_language("x"));
    }
}
