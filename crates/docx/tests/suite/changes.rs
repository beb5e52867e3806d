//! Tracked changes, taken and refused.

use backissue_docx::Changes;
use insta::assert_snapshot;

use crate::package::{Document, paragraph, run};

fn document() -> Document {
    let deleted = "<w:del w:id='1'><w:r><w:delText>forty</w:delText></w:r></w:del>";
    let inserted = format!("<w:ins w:id='2'>{}</w:ins>", run("fifty"));
    let end_deleted = "<w:p><w:pPr><w:rPr><w:del w:id='3'/></w:rPr></w:pPr>";
    let row = format!("<w:tr><w:tc>{}</w:tc></w:tr>", paragraph("kept"));
    let gone = format!("<w:tr><w:trPr><w:del w:id='4'/></w:trPr><w:tc>{}</w:tc></w:tr>", paragraph("gone"));
    Document::new(&format!(
        "{end_deleted}{}{deleted}{inserted}{}</w:p>{}<w:tbl>{row}{row}{gone}</w:tbl>",
        run("It hung for "),
        run(" years. "),
        paragraph("It rings."),
    ))
}

#[test]
fn changes_are_taken_unless_asked_otherwise() {
    assert_snapshot!(document().outline(), @r#"
    It hung for fifty years. It rings.
    table 0 | kept / kept
    ledger changes/deleted "forty"
    ledger changes/deleted "gone"
    "#);
}

#[test]
fn changes_can_be_refused() {
    let mut document = document();
    document.options.changes = Changes::Reject;
    assert_snapshot!(document.outline(), @r#"
    It hung for forty years.
    It rings.
    table 0 | kept / kept / gone
    ledger changes/inserted "fifty"
    "#);
}
