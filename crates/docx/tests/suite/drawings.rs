//! Pictures, text boxes, charts and diagrams.

use insta::assert_snapshot;

use crate::package::{Document, paragraph, run};

/// The head of a PNG file: enough to tell its size.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x08\0\0\0\x09\x08\0\0\0\0";

fn picture(place: &str, height: u32) -> String {
    format!(
        "<w:r><w:drawing><wp:{place}><wp:extent cx='1' cy='{height}'/><wp:docPr id='1' descr='A boat'/><a:graphic><a:graphicData>\
         <pic:pic><pic:blipFill><a:blip r:embed='r1'/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:{place}></w:drawing></w:r>"
    )
}

fn text_box(text: &str) -> String {
    let content = format!("<w:txbxContent>{}</w:txbxContent>", paragraph(text));
    format!(
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:anchor><a:graphic><a:graphicData>\
         <wps:wsp><wps:txbx>{content}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>\
         <mc:Fallback><w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
}

fn outline(body: &str) -> String {
    Document::new(body)
        .part("word/media/image1.png", PNG)
        .relationship("r1", "image", "media/image1.png")
        .outline()
}

#[test]
fn pictures_stand_on_their_own_unless_they_are_as_high_as_the_text() {
    let (large, small) = (picture("inline", 1_000_000), picture("inline", 150_000));
    let body = format!(
        "<w:p>{large}</w:p><w:p>{}{small}{}</w:p><w:p>{large}<w:r><w:br/></w:r>{}</w:p><w:p>{}{}</w:p>",
        run("An icon "),
        run(" in the line"),
        run("Below the picture"),
        picture("anchor", 1_000_000),
        run("Beside it"),
    );
    assert_snapshot!(outline(&body), @r#"
    picture i001 "A boat"
    An icon [i001 A boat] in the line
    picture i001 "A boat"
    Below the picture
    Beside it
    picture i001 "A boat"
    image i001 image/png 8x9
    "#);
}

#[test]
fn text_boxes_are_read_once_and_stand_after_their_paragraph() {
    let body =
        format!("<w:p>{}{}</w:p>{}", text_box("In brief"), run("The main text"), paragraph("goes on."));
    assert_snapshot!(outline(&body), @r"
    The main text
    sidebar: In brief
    goes on.
    ");
}

#[test]
fn boxes_that_hold_most_of_the_text_are_columns() {
    let long = "A story that fills its box. ".repeat(3);
    let body = format!("<w:p>{}{}</w:p>", text_box(&long), text_box("And another."));
    let flow = Document::new(&body).flow();
    let roles: Vec<_> = flow
        .items
        .iter()
        .map(|item| match item {
            backissue_model::FlowItem::Line(line) => line.cues.role.clone(),
            other => panic!("{other:?} is no line"),
        })
        .collect();
    assert_eq!(roles, [None, None]);
}

#[test]
fn old_drawings_are_read_too() {
    let body = format!(
        "<w:p><w:r><w:pict><v:shape alt='An old boat' style='height:90pt'><v:imagedata r:id='r1'/></v:shape></w:pict></w:r></w:p>\
         <w:p><w:r><w:pict><v:shape><v:textpath string='REGATTA'/></v:shape></w:pict></w:r>{}</w:p>",
        run(" today"),
    );
    assert_snapshot!(outline(&body), @r#"
    picture i001 "An old boat"
    REGATTA today
    image i001 image/png 8x9
    "#);
}

#[test]
fn pictures_that_cannot_be_had_are_told() {
    let blip = |attribute: &str| {
        format!("<w:r><w:drawing><wp:inline><a:blip {attribute}/></wp:inline></w:drawing></w:r>")
    };
    let body = format!("<w:p>{}{}{}</w:p>", blip("r:link='r2'"), blip("r:embed='r3'"), blip("r:embed='r4'"));
    let document = Document::new(&body)
        .part("word/media/drawing.svg", b"<svg onload='x()'/>")
        .relationship("r2", "image", "http://pictures.example/a.png")
        .relationship("r3", "image", "media/gone.png")
        .relationship("r4", "image", "media/drawing.svg");
    assert_snapshot!(document.outline(), @r#"
    picture - ""
    picture - ""
    picture - ""
    warning image: word/document.xml, paragraph 1: a picture lies outside the file and is not fetched
    warning image: word/document.xml, paragraph 1: the picture word/media/gone.png is missing from the file
    warning image: word/media/drawing.svg: the picture holds a script or loads from elsewhere, and is left out
    "#);
}

#[test]
fn pictures_that_are_cropped_are_told_once() {
    let picture = |crop: &str| {
        format!(
            "<w:p><w:r><w:drawing><wp:inline><pic:pic><pic:blipFill><a:blip r:embed='r1'/><a:srcRect {crop}/>\
             </pic:blipFill></pic:pic></wp:inline></w:drawing></w:r></w:p>"
        )
    };
    let warnings = |body: &str| outline(body).matches("shown whole").count();
    assert_eq!(warnings(&picture("l='0'")), 0);
    assert_eq!(warnings(&(picture("l='0' b='12000'") + &picture("t='5000'"))), 1);
}

#[test]
fn charts_and_diagrams_keep_their_words() {
    let points = |values: [&str; 2]| {
        let point = |(at, value): (usize, &&str)| format!("<c:pt idx='{at}'><c:v>{value}</c:v></c:pt>");
        values.iter().enumerate().map(point).collect::<String>()
    };
    let chart = format!(
        "<c:chart><c:title><a:t>Fares</a:t></c:title><c:ser><c:tx><c:v>Adults</c:v></c:tx>\
         <c:cat>{}</c:cat><c:val>{}</c:val></c:ser></c:chart>",
        points(["May", "June"]),
        points(["3", "4"]),
    );
    let point = |kind: &str, text: &str| {
        format!("<dgm:pt {kind}><dgm:t><a:p><a:r><a:t>{text}</a:t></a:r></a:p></dgm:t></dgm:pt>")
    };
    let data = format!("<dgm:ptLst>{}{}</dgm:ptLst>", point("", "Cast off"), point("type='pres'", "layout"));
    let graphic = |content: &str| {
        format!(
            "<w:r><w:drawing><wp:inline><a:graphicData>{content}</a:graphicData></wp:inline></w:drawing></w:r>"
        )
    };
    let body = format!(
        "<w:p>{}</w:p><w:p>{}</w:p>{}",
        graphic("<c:chart r:id='r5'/>"),
        graphic("<dgm:relIds r:dm='r6'/>"),
        paragraph("Text enough to be more than the diagram")
    );
    let document = Document::new(&body)
        .xml("word/charts/chart1.xml", "c:chartSpace", &chart)
        .xml("word/diagrams/data1.xml", "dgm:dataModel", &data)
        .relationship("r5", "chart", "charts/chart1.xml")
        .relationship("r6", "diagramData", "diagrams/data1.xml");
    assert_snapshot!(document.outline(), @r"
    table 1 | Fares | , Adults / May, 3 / June, 4
    sidebar: Cast off
    Text enough to be more than the diagram
    ");
}
