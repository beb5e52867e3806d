//! The XML namespaces of Office Open XML, transitional and strict alike. Prefixes mean nothing here.

/// A namespace by the prefix that the standard uses for it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Namespace {
    /// No namespace.
    #[default]
    None,
    /// WordprocessingML (`w`).
    Word,
    /// Word's extensions of 2010 and later (`w14`, `w15`).
    WordExtension,
    /// References to relationships (`r`).
    Relationships,
    /// DrawingML (`a`).
    Drawing,
    /// DrawingML in Word documents (`wp`).
    WordDrawing,
    /// Pictures (`pic`).
    Picture,
    /// Shapes, groups and canvases of Word 2010 (`wps`, `wpg`, `wpc`).
    Shape,
    /// Charts (`c`).
    Chart,
    /// Diagrams, called SmartArt (`dgm`).
    Diagram,
    /// Vector Markup Language (`v`), the drawings of old.
    Vml,
    /// Office parts of VML (`o`).
    Office,
    /// Office Math Markup Language (`m`).
    Math,
    /// Markup compatibility (`mc`).
    Compatibility,
    /// Relationships of the package itself.
    PackageRelationships,
    /// Core properties and their Dublin Core elements (`cp`, `dc`, `dcterms`).
    Core,
    /// Any other.
    Other,
}

/// The namespace of a URI.
pub fn of_uri(uri: &str) -> Namespace {
    use Namespace as N;
    match uri {
        "" => N::None,
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        | "http://purl.oclc.org/ooxml/wordprocessingml/main" => N::Word,
        "http://schemas.microsoft.com/office/word/2010/wordml"
        | "http://schemas.microsoft.com/office/word/2012/wordml" => N::WordExtension,
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        | "http://purl.oclc.org/ooxml/officeDocument/relationships" => N::Relationships,
        "http://schemas.openxmlformats.org/drawingml/2006/main"
        | "http://purl.oclc.org/ooxml/drawingml/main" => N::Drawing,
        "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
        | "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing"
        | "http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing" => N::WordDrawing,
        "http://schemas.openxmlformats.org/drawingml/2006/picture"
        | "http://purl.oclc.org/ooxml/drawingml/picture" => N::Picture,
        "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
        | "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"
        | "http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas" => N::Shape,
        "http://schemas.openxmlformats.org/drawingml/2006/chart"
        | "http://purl.oclc.org/ooxml/drawingml/chart" => N::Chart,
        "http://schemas.openxmlformats.org/drawingml/2006/diagram"
        | "http://purl.oclc.org/ooxml/drawingml/diagram" => N::Diagram,
        "urn:schemas-microsoft-com:vml" => N::Vml,
        "urn:schemas-microsoft-com:office:office" => N::Office,
        "http://schemas.openxmlformats.org/officeDocument/2006/math"
        | "http://purl.oclc.org/ooxml/officeDocument/math" => N::Math,
        "http://schemas.openxmlformats.org/markup-compatibility/2006" => N::Compatibility,
        "http://schemas.openxmlformats.org/package/2006/relationships" => N::PackageRelationships,
        "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
        | "http://purl.org/dc/elements/1.1/"
        | "http://purl.org/dc/terms/" => N::Core,
        _ => N::Other,
    }
}
