//! Sheets, sections, running heads and feet.

use insta::assert_snapshot;

use crate::package::{Document, paragraph, run};

const BREAK: &str = "<w:r><w:br w:type='page'/></w:r>";
const NOTED: &str = "<w:r><w:lastRenderedPageBreak/></w:r>";

#[test]
fn a_break_counts_once_though_word_notes_it_again() {
    let body = format!(
        "<w:p>{}{BREAK}</w:p><w:p>{NOTED}{}{NOTED}{}</w:p>",
        run("One"),
        run("Two"),
        run(" and three")
    );
    assert_snapshot!(Document::new(&body).outline(), @r"
    --- 1
    One
    --- 2
    Two[---3] and three
    ");
}

#[test]
fn sections_begin_sheets_and_give_them_numbers() {
    let section = |kind: &str, numbers: &str| {
        format!("<w:sectPr><w:type w:val='{kind}'/><w:pgSz w:w='10000' w:h='20000'/>{numbers}</w:sectPr>")
    };
    let ending = |text: &str, section: &str| format!("<w:p><w:pPr>{section}</w:pPr>{}</w:p>", run(text));
    let body = [
        ending("Front", &section("nextPage", "<w:pgNumType w:fmt='lowerRoman'/>")),
        ending("Columns", &section("continuous", "")),
        paragraph("Text"),
        section("nextPage", "<w:pgNumType w:start='7'/>"),
    ];
    let flow = Document::new(&body.concat()).flow();
    let sheets: Vec<_> = flow.pages.iter().map(|page| (page.label(), page.width, page.height)).collect();
    assert_eq!(sheets, [("i".to_owned(), 500.0, 1000.0), ("7".to_owned(), 500.0, 1000.0)]);
    assert_eq!(flow.items.len(), 5, "two sheets and three lines");
}

#[test]
fn running_heads_are_furniture_each_text_once() {
    let references = "<w:sectPr><w:headerReference w:type='default' r:id='r1'/><w:headerReference w:type='first' r:id='r2'/>\
                      <w:footerReference w:type='default' r:id='r3'/></w:sectPr>";
    let watermark = "<w:p><w:r><w:pict><v:shape><v:textpath string='DRAFT'/></v:shape></w:pict></w:r></w:p>";
    let document = Document::new(&format!("{}{references}", paragraph("Text")))
        .xml("word/header1.xml", "w:hdr", &paragraph("The Net Loft Letter"))
        .xml(
            "word/header2.xml",
            "w:hdr",
            &format!("{}{watermark}{watermark}", paragraph("The Net Loft Letter")),
        )
        .xml(
            "word/footer1.xml",
            "w:ftr",
            &format!("{}{}", paragraph("Printed at the quay"), paragraph("Page 1")),
        )
        .relationship("r1", "header", "header1.xml")
        .relationship("r2", "header", "header2.xml")
        .relationship("r3", "footer", "footer1.xml");
    assert_snapshot!(document.outline(), @r#"
    Text
    running-head "The Net Loft Letter"
    watermark "DRAFT"
    running-foot "Printed at the quay\nPage 1"
    ledger furniture/repeated "DRAFT"
    ledger furniture/repeated "The Net Loft Letter"
    "#);
}
