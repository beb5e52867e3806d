//! Making documents: the few parts that a DOCX package needs, around the parts that a test is about.

use backissue_docx::{ReadOptions, read};
use backissue_model::Flow;
use backissue_package::write::{Entry, Packing, zip};

use crate::outline::{handed_on, outline};

/// Prefixes that test documents may use.
const NAMESPACES: &str = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main' \
    xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships' \
    xmlns:m='http://schemas.openxmlformats.org/officeDocument/2006/math' \
    xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006' \
    xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main' \
    xmlns:wp='http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing' \
    xmlns:pic='http://schemas.openxmlformats.org/drawingml/2006/picture' \
    xmlns:wps='http://schemas.microsoft.com/office/word/2010/wordprocessingShape' \
    xmlns:c='http://schemas.openxmlformats.org/drawingml/2006/chart' \
    xmlns:dgm='http://schemas.openxmlformats.org/drawingml/2006/diagram' \
    xmlns:v='urn:schemas-microsoft-com:vml' xmlns:o='urn:schemas-microsoft-com:office:office'";

/// A document in the making.
#[derive(Debug, Clone, Default)]
pub struct Document {
    parts: Vec<(String, Vec<u8>)>,
    relationships: String,
    /// What the reader is asked for.
    pub options: ReadOptions,
}

impl Document {
    /// A document with this body.
    pub fn new(body: &str) -> Self {
        Self::default().xml("word/document.xml", "w:document", &format!("<w:body>{body}</w:body>"))
    }

    /// Adds an XML part with this root element.
    pub fn xml(self, name: &str, root: &str, content: &str) -> Self {
        let text = format!("<?xml version='1.0' encoding='UTF-8'?><{root} {NAMESPACES}>{content}</{root}>");
        self.part(name, text.as_bytes())
    }

    /// Adds a part.
    pub fn part(mut self, name: &str, data: &[u8]) -> Self {
        self.parts.push((name.to_owned(), data.to_vec()));
        self
    }

    /// Adds a relationship of the main part; a target with `://` or `javascript:` lies outside.
    pub fn relationship(mut self, id: &str, kind: &str, target: &str) -> Self {
        let mode = if target.contains(':') { " TargetMode='External'" } else { "" };
        let folder = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        self.relationships +=
            &format!("<Relationship Id='{id}' Type='{folder}/{kind}' Target='{target}'{mode}/>");
        self
    }

    /// The package.
    pub fn bytes(&self) -> Vec<u8> {
        let relationships = format!(
            "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>{}</Relationships>",
            self.relationships
        );
        let name = "word/_rels/document.xml.rels";
        let own = Entry { path: name, data: relationships.as_bytes(), packing: Packing::Deflated };
        let parts = self.parts.iter().map(|(path, data)| Entry { path, data, packing: Packing::Deflated });
        zip(&parts.chain([own]).collect::<Vec<_>>())
    }

    /// The flow, whose ledger must balance.
    pub fn flow(&self) -> Flow {
        let flow = read(&self.bytes(), &self.options).expect("the document can be read");
        assert_eq!(flow.ledger.expected(), handed_on(&flow), "the ledger balances");
        flow
    }

    /// The flow as an outline.
    pub fn outline(&self) -> String {
        outline(&self.flow())
    }
}

/// A paragraph of one run.
pub fn paragraph(text: &str) -> String {
    format!("<w:p>{}</w:p>", run(text))
}

/// A paragraph of a style.
pub fn styled(style: &str, text: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val='{style}'/></w:pPr>{}</w:p>", run(text))
}

/// A run.
pub fn run(text: &str) -> String {
    format!("<w:r><w:t xml:space='preserve'>{text}</w:t></w:r>")
}

/// A run with properties.
pub fn formatted(properties: &str, text: &str) -> String {
    format!("<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>")
}
