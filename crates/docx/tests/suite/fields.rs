//! Fields and links.

use insta::assert_snapshot;

use crate::package::{Document, run};

fn field(code: &str, result: &str) -> String {
    let mark = |kind: &str| format!("<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>");
    let code = format!("<w:r><w:instrText xml:space='preserve'>{code}</w:instrText></w:r>");
    let result = if result.is_empty() { String::new() } else { format!("{}{result}", mark("separate")) };
    format!("{}{code}{result}{}", mark("begin"), mark("end"))
}

fn shown(content: &str) -> String {
    Document::new(&format!("<w:p>{content}</w:p>"))
        .relationship("r1", "hyperlink", "https://tides.example/today")
        .relationship("r2", "hyperlink", "javascript:alert(1)")
        .outline()
}

#[test]
fn results_are_shown_and_codes_are_not() {
    let inner = field("PAGEREF x", &run("7"));
    let content = [
        run("See page "),
        field(r#"IF "a" = "b" "no""#, &format!("{}{}", run("no. "), inner)),
        run(" of "),
        field("NUMPAGES", &run("12")),
        "<w:fldSimple w:instr='DATE'><w:r><w:t>, today</w:t></w:r></w:fldSimple>".into(),
    ];
    assert_snapshot!(shown(&content.concat()), @"See page no. 7 of 12, today");
}

#[test]
fn links_lead_out_and_unsafe_ones_are_taken_out() {
    let link = |id: &str, text: &str| format!("<w:hyperlink r:id='{id}'>{}</w:hyperlink>", run(text));
    let content = [
        link("r1", "the tides"),
        run(", "),
        link("r2", "a trap"),
        run(", "),
        link("r9", "nothing"),
        run(", "),
        field(r#"HYPERLINK "https://ferry.example/" \l "times""#, &run("the ferry")),
        run(", "),
        field(r#"HYPERLINK "vbscript:x""#, &run("another trap")),
        format!("<w:hyperlink w:anchor='below'>{}</w:hyperlink>", run(", below")),
    ];
    assert_snapshot!(shown(&content.concat()), @r"
    [link=https://tides.example/today the tides], a trap, nothing, [link=https://ferry.example/#times the ferry], another trap, below
    warning unsafe-link: word/document.xml, paragraph 1: link to javascript:alert(1) was taken out; its text is kept
    warning unsafe-link: word/document.xml, paragraph 1: link to vbscript:x was taken out; its text is kept
    ");
}

#[test]
fn fields_without_result_show_what_they_mean() {
    let check = "<w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData></w:fldChar></w:r>\
                 <w:r><w:instrText>FORMCHECKBOX</w:instrText></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r>";
    let content = [
        check.to_owned(),
        field(r"SYMBOL 183 \f Symbol", ""),
        field(r"EQ \* jc2 \o\ad(\s\up 9(かんじ),漢字)", ""),
        field("MACROBUTTON Go press here", ""),
        field("TC nothing", ""),
    ];
    assert_snapshot!(shown(&content.concat()), @"☒•[ruby=かんじ 漢字]press here");
}

#[test]
fn text_after_a_code_that_does_not_end_is_kept() {
    let begin = "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>";
    let body = format!(
        "<w:p>{begin}<w:r><w:t>The ferry runs.</w:t></w:r></w:p><w:p><w:r><w:t>Again.</w:t></w:r></w:p>"
    );
    let outline = Document::new(&body).outline();
    assert!(outline.contains("The ferry runs.") && outline.contains("Again."), "{outline}");
    assert!(outline.contains("does not end in its paragraph"), "{outline}");
}
