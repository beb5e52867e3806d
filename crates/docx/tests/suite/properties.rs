//! What the file says of itself.

use crate::package::{Document, formatted};

#[test]
fn properties_become_metadata() {
    let core = "<cp:coreProperties xmlns:cp='http://schemas.openxmlformats.org/package/2006/metadata/core-properties' \
                xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:title> The Net\nLoft Letter </dc:title>\
                <dc:creator>Ines Calder; Mo Ansel</dc:creator></cp:coreProperties>";
    let custom = "<Properties xmlns='http://schemas.openxmlformats.org/officeDocument/2006/custom-properties'>\
                  <property name='ISSN'><lpwstr>1234-5679</lpwstr></property><property name='Colour'><lpwstr>blue</lpwstr></property></Properties>";
    let kinds = "http://schemas.openxmlformats.org";
    let root = format!(
        "<Relationships xmlns='{kinds}/package/2006/relationships'>\
         <Relationship Id='a' Type='{kinds}/officeDocument/2006/relationships/officeDocument' Target='/word/document.xml'/>\
         <Relationship Id='b' Type='{kinds}/package/2006/relationships/metadata/core-properties' Target='docProps/core.xml'/>\
         <Relationship Id='c' Type='{kinds}/officeDocument/2006/relationships/custom-properties' Target='docProps/custom.xml'/></Relationships>"
    );
    let document =
        Document::new(&format!("<w:p>{}</w:p>", formatted("<w:lang w:val='en-GB'/>", "Swept on Sunday")))
            .part("_rels/.rels", root.as_bytes())
            .part("docProps/core.xml", core.as_bytes())
            .part("docProps/custom.xml", custom.as_bytes());
    let metadata = document.flow().metadata;
    assert_eq!(metadata.title.as_deref(), Some("The Net Loft Letter"));
    assert_eq!(metadata.contributors, ["Ines Calder", "Mo Ansel"]);
    assert_eq!(metadata.publication.issn.as_deref(), Some("1234-5679"));
    assert_eq!(metadata.language.as_deref(), Some("en-GB"));
}

#[test]
fn a_language_stamp_that_cannot_be_true_is_not_believed() {
    let stamped = formatted("<w:lang w:val='en-US' w:eastAsia='en-US'/>", "渡口忽然多出许多声音 no. 7");
    assert_eq!(Document::new(&format!("<w:p>{stamped}</w:p>")).flow().metadata.language, None);
}
