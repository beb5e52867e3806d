//! Tables, their spans and heads, and tables that only lay text out.

use insta::assert_snapshot;

use crate::package::{Document, paragraph, styled};

fn cell(properties: &str, content: &str) -> String {
    format!("<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>")
}

fn row(properties: &str, cells: &[String]) -> String {
    format!("<w:tr><w:trPr>{properties}</w:trPr>{}</w:tr>", cells.concat())
}

fn table(rows: &[String]) -> String {
    format!("<w:tbl><w:tblPr/>{}</w:tbl>", rows.concat())
}

#[test]
fn cells_span_columns_and_rows() {
    let rows = [
        row(
            "<w:tblHeader/>",
            &[cell("", &paragraph("Group")), cell("<w:gridSpan w:val='2'/>", &paragraph("Hours"))],
        ),
        row(
            "",
            &[
                cell("<w:vMerge w:val='restart'/>", &paragraph("Club")),
                cell("", &paragraph("Sat")),
                cell("", &paragraph("14")),
            ],
        ),
        row("", &[cell("<w:vMerge/>", "<w:p/>"), cell("", &paragraph("Sun")), cell("", &paragraph("22"))]),
        row("<w:gridBefore w:val='2'/>", &[cell("", &paragraph("36"))]),
    ];
    let flow = Document::new(&table(&rows)).flow();
    let backissue_model::FlowItem::Table { table, .. } = &flow.items[0] else { panic!("a table") };
    let spans = |row: usize| {
        table.rows[row].cells.iter().map(|cell| (cell.colspan, cell.rowspan)).collect::<Vec<_>>()
    };
    assert_eq!(table.head_rows, 1);
    assert_eq!([spans(0), spans(1)], [vec![(1, 1), (2, 1)], vec![(1, 2), (1, 1), (1, 1)]]);
    assert_eq!([spans(2), spans(3)], [vec![(1, 1), (1, 1)], vec![(2, 1), (1, 1)]]);
}

#[test]
fn tables_stand_in_cells_of_tables() {
    let inner = table(&[row("", &[cell("", &paragraph("tide")), cell("", &paragraph("4.1 m"))])]);
    let rows = [
        row("", &[cell("", &format!("{inner}{}", paragraph("below"))), cell("", &paragraph("beside"))]),
        row("", &[cell("", &paragraph("one")), cell("", &paragraph("two"))]),
    ];
    assert_snapshot!(Document::new(&table(&rows)).outline(), @"table 0 | {tide, 4.1 m} ¶ below, beside / one, two");
}

#[test]
fn a_row_of_text_columns_is_layout() {
    let column = |word: &str| cell("", &format!("{}{}", paragraph(&word.repeat(40)), paragraph("end")));
    let columns = table(&[row("", &[column("left "), column("right ")])]);
    let data = table(&[row("", &[cell("", &paragraph("1")), cell("", &paragraph("2"))])]);
    let flow = Document::new(&format!("{columns}{data}")).flow();
    let kinds: Vec<_> =
        flow.items.iter().map(|item| matches!(item, backissue_model::FlowItem::Line(_))).collect();
    assert_eq!(kinds, [true, true, true, true, false]);
}

#[test]
fn a_table_that_holds_headings_is_layout() {
    let styles = "<w:style w:type='paragraph' w:styleId='H'><w:name w:val='heading 1'/></w:style>";
    let story = |name: &str| cell("", &format!("{}{}", styled("H", name), paragraph("text")));
    let rows = [row("", &[story("One"), story("Two")]), row("", &[story("Three"), story("Four")])];
    let document = Document::new(&table(&rows)).xml("word/styles.xml", "w:styles", styles);
    assert_snapshot!(document.outline(), @r"
    heading 1: One
    text
    heading 1: Two
    text
    heading 1: Three
    text
    heading 1: Four
    text
    ");
}

#[test]
fn captions_belong_to_the_table_next_to_them() {
    let table =
        |text: &str| format!("<w:tbl><w:tr><w:tc>{0}</w:tc><w:tc>{0}</w:tc></w:tr></w:tbl>", paragraph(text));
    let caption = |text: &str| styled("Caption", text);
    let styles = "<w:style w:type='paragraph' w:styleId='Caption'><w:name w:val='caption'/></w:style>";
    let body = [caption("Above"), table("1"), table("2"), caption("Below"), caption("Alone"), paragraph("x")];
    let document = Document::new(&body.concat()).xml("word/styles.xml", "w:styles", styles);
    assert_snapshot!(document.outline(), @r"
    table 0 | Above | 1, 1
    table 0 | Below | 2, 2
    caption: Alone
    x
    ");
}
