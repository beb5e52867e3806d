//! Characters, looks and the marks that come of them.

use insta::assert_snapshot;

use crate::package::{Document, formatted, paragraph, run};

#[test]
fn marks_show_what_differs_from_the_rest_of_the_paragraph() {
    let body = format!(
        "<w:p>{}{}{}</w:p><w:p>{}{}</w:p>",
        run("The keeper of the light was "),
        formatted("<w:b/>", "bold "),
        formatted("<w:b/><w:i/>", "and slanted"),
        formatted("<w:b/>", "A headline that is bold all through"),
        formatted("<w:vertAlign w:val='superscript'/>", "2"),
    );
    assert_snapshot!(Document::new(&body).outline(), @r"
    The keeper of the light was [strong bold [em and slanted]]
    A headline that is bold all through[sup 2]
    ");
}

#[test]
fn the_style_of_a_run_turns_the_style_of_its_paragraph_around() {
    let styles = "<w:style w:type='paragraph' w:styleId='Deck'><w:name w:val='Deck'/><w:rPr><w:i/></w:rPr></w:style>\
                  <w:style w:type='character' w:styleId='Name'><w:name w:val='Name'/><w:rPr><w:i/><w:b/></w:rPr></w:style>";
    let body = format!(
        "<w:p><w:pPr><w:pStyle w:val='Deck'/></w:pPr>{}{}</w:p>",
        run("The ship that is called "),
        formatted("<w:rStyle w:val='Name'/>", "Ada"),
    );
    let flow = Document::new(&body).xml("word/styles.xml", "w:styles", styles).flow();
    let backissue_model::FlowItem::Line(line) = &flow.items[0] else { panic!("a line") };
    let shares = (line.cues.italic * 23.0, line.cues.bold * 23.0);
    assert_eq!((shares.0.round(), shares.1.round()), (20.0, 3.0), "of 23 letters");
}

#[test]
fn cues_are_shares_of_the_type_size() {
    let properties = "<w:pStyle w:val='None'/><w:spacing w:before='240' w:after='120'/><w:jc w:val='center'/>\
                      <w:ind w:left='240' w:right='480' w:firstLineChars='200' w:firstLine='5'/>";
    let large = formatted("<w:sz w:val='24'/><w:color w:val='B00000'/>", "Large");
    let body = format!("<w:p><w:pPr>{properties}</w:pPr>{large}</w:p><w:p/>{}", paragraph("\u{3000}next"));
    let flow = Document::new(&body).flow();
    let cues: Vec<_> = flow
        .items
        .iter()
        .map(|item| match item {
            backissue_model::FlowItem::Line(line) => line.cues.clone(),
            other => panic!("{other:?} is no line"),
        })
        .collect();
    assert_eq!(
        (cues[0].size, cues[0].color, cues[0].align),
        (12.0, [0xb0, 0, 0], backissue_model::Align::Centre)
    );
    assert_eq!((cues[0].indent, cues[0].shortfall, cues[0].space_before), (3.0, 2.0, 1.0));
    // Six points below the first, and an empty line of ten points between.
    assert_eq!((cues[1].indent, cues[1].space_before), (1.0, (6.0 + 12.0) / 10.0));
}

#[test]
fn characters_that_are_elements_are_characters() {
    let content = "<w:t>so</w:t><w:noBreakHyphen/><w:t>called</w:t><w:tab/><w:t>one</w:t><w:br/><w:t>two</w:t>\
                   <w:softHyphen/><w:sym w:font='Wingdings' w:char='F0FC'/><w:sym w:font='Symbol' w:char='F061'/>\
                   <w:sym w:font='Dingbats Unknown' w:char='F021'/>";
    assert_snapshot!(Document::new(&format!("<w:p><w:r>{content}</w:r></w:p>")).outline(), @r#"
    so‑called	one⏎two✓α�
    ledger soft-hyphen/shown-at-line-ends-only "\u{ad}"
    warning unmapped: word/document.xml, paragraph 1: symbols whose meaning is not known stand as U+FFFD
    "#);
}

#[test]
fn ruby_has_its_reading() {
    let ruby = format!(
        "<w:ruby><w:rubyPr/><w:rt>{}</w:rt><w:rubyBase>{}</w:rubyBase></w:ruby>",
        run("きりはま"),
        run("霧浜")
    );
    let body = format!("<w:p><w:r>{ruby}</w:r>{}</w:p>", run("より"));
    assert_snapshot!(Document::new(&body).outline(), @"[ruby=きりはま 霧浜]より");
}

#[test]
fn hidden_text_stands_in_the_ledger() {
    let body = format!("<w:p>{}{}</w:p>", run("Shown."), formatted("<w:vanish/>", "Not shown."));
    assert_snapshot!(Document::new(&body).outline(), @r#"
    Shown.
    ledger hidden/vanish "Not shown."
    warning hidden-text: word/document.xml, paragraph 1: hidden text is kept out of the articles
    "#);
}

#[test]
fn a_drop_cap_and_a_hidden_paragraph_end_run_on() {
    let body = format!(
        "<w:p><w:pPr><w:framePr w:dropCap='drop' w:lines='3'/></w:pPr>{}</w:p>{}\
         <w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>{}</w:p>{}",
        formatted("<w:sz w:val='120'/>", "T"),
        paragraph("he river rose."),
        run("Run-in. "),
        paragraph("The text after it."),
    );
    assert_snapshot!(Document::new(&body).outline(), @r"
    The river rose.
    Run-in. The text after it.
    ");
}

#[test]
fn formulas_are_characters_mathml_and_tex() {
    let run = |text: &str| format!("<m:r><m:t>{text}</m:t></m:r>");
    let half =
        format!("<m:oMath><m:f><m:num>{}</m:num><m:den>{}</m:den></m:f></m:oMath>", run("1"), run("2"));
    let body = format!(
        "<w:p>{}{half}</w:p><w:p><m:oMathPara>{half}</m:oMathPara></w:p>",
        crate::package::run("About ")
    );
    assert_snapshot!(Document::new(&body).outline(), @r"
    About [math=\frac{1}{2} 1/2]
    formula: [math=\frac{1}{2} 1/2]
    ");
}
