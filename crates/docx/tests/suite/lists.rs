//! Lists, headings and other roles that styles give.

use insta::assert_snapshot;

use crate::package::{Document, paragraph, run, styled};

const NUMBERING: &str = "<w:abstractNum w:abstractNumId='1'>\
      <w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='chineseCounting'/><w:lvlText w:val='（%1）'/></w:lvl>\
      <w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='decimalEnclosedCircleChinese'/><w:lvlText w:val='%2'/></w:lvl>\
    </w:abstractNum>\
    <w:abstractNum w:abstractNumId='2'>\
      <w:lvl w:ilvl='0'><w:numFmt w:val='bullet'/><w:lvlText w:val='&#xF0A7;'/><w:rPr><w:rFonts w:ascii='Wingdings'/></w:rPr></w:lvl>\
    </w:abstractNum>\
    <w:num w:numId='1'><w:abstractNumId w:val='1'/></w:num><w:num w:numId='2'><w:abstractNumId w:val='2'/></w:num>";

fn entry(list: u32, level: u32, text: &str) -> String {
    let numbering = format!("<w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{list}'/></w:numPr>");
    format!("<w:p><w:pPr>{numbering}</w:pPr>{}</w:p>", run(text))
}

#[test]
fn labels_are_those_that_word_shows() {
    let body = [
        entry(1, 0, "渡船"),
        entry(1, 1, "时刻"),
        entry(1, 1, "票价"),
        "<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr></w:pPr></w:p>".into(),
        entry(1, 0, "码头"),
        entry(2, 0, "gloves"),
        entry(7, 0, "of no list"),
    ];
    let document = Document::new(&body.concat()).xml("word/numbering.xml", "w:numbering", NUMBERING);
    assert_snapshot!(document.outline(), @r"
    number 0 （一）: 渡船
    number 1 ①: 时刻
    number 1 ②: 票价
    number 0 （三）: 码头
    bullet 0 ▪: gloves
    of no list
    ");
}

#[test]
fn styles_and_outline_levels_give_roles() {
    let style = |id: &str, name: &str, more: &str| {
        format!("<w:style w:type='paragraph' w:styleId='{id}'><w:name w:val='{name}'/>{more}</w:style>")
    };
    let styles = [
        style("T", "Title", ""),
        style("H", "heading 2", "<w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr></w:pPr>"),
        style("Mine", "My heads", "<w:basedOn w:val='H'/>"),
        style(
            "Contents",
            "TOC Heading",
            "<w:basedOn w:val='Plain'/><w:pPr><w:outlineLvl w:val='9'/></w:pPr>",
        ),
        style("Plain", "heading 1", "<w:pPr><w:outlineLvl w:val='0'/></w:pPr>"),
        style("By", "Byline", ""),
    ];
    let outlined = "<w:p><w:pPr><w:outlineLvl w:val='2'/></w:pPr><w:r><w:t>Level</w:t></w:r></w:p>";
    let body = [
        styled("T", "The Paper"),
        styled("H", "渡口"),
        styled("Mine", "码头"),
        styled("Plain", "Plain"),
        styled("Contents", "Contents"),
        styled("By", "By Ines Calder"),
        outlined.into(),
        paragraph("Text"),
    ];
    let document = Document::new(&body.concat()).xml("word/styles.xml", "w:styles", &styles.concat()).xml(
        "word/numbering.xml",
        "w:numbering",
        NUMBERING,
    );
    assert_snapshot!(document.outline(), @r"
    title: The Paper
    heading 2: （一）渡口
    heading 2: （二）码头
    heading 1: Plain
    Contents
    byline: By Ines Calder
    heading 3: Level
    Text
    ");
}
