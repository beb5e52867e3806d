//! Footnotes, endnotes and comments.

use backissue_docx::Comments;
use insta::assert_snapshot;

use crate::package::{Document, paragraph, run};

fn reference(kind: &str, id: u32, more: &str) -> String {
    format!("<w:r><w:{kind}Reference {more} w:id='{id}'/></w:r>")
}

fn note(kind: &str, id: u32, text: &str) -> String {
    format!("<w:{kind} w:id='{id}'>{}</w:{kind}>", paragraph(text))
}

#[test]
fn notes_are_numbered_in_the_order_of_their_marks() {
    let body = format!(
        "<w:p>{}{}{}{}{}</w:p>",
        run("One"),
        reference("footnote", 5, ""),
        reference("endnote", 1, ""),
        run(" two"),
        reference("footnote", 3, ""),
    );
    let separator =
        "<w:footnote w:type='separator' w:id='-1'><w:p><w:r><w:separator/></w:r></w:p></w:footnote>";
    let footnotes = [
        separator.into(),
        note("footnote", 3, "second"),
        note("footnote", 5, "first"),
        note("footnote", 9, "lost"),
    ];
    let document = Document::new(&body).xml("word/footnotes.xml", "w:footnotes", &footnotes.concat()).xml(
        "word/endnotes.xml",
        "w:endnotes",
        &note("endnote", 1, "end"),
    );
    assert_snapshot!(document.outline(), @r#"
    One[footnote-5 1][endnote-1 i] two[footnote-3 2]
    note footnote-5 1: first
    note endnote-1 i: end
    note footnote-3 2: second
    ledger notes/never-referred-to "lost"
    "#);
}

#[test]
fn a_mark_of_the_author_is_the_label() {
    let custom = format!(
        "<w:r><w:footnoteReference w:customMarkFollows='1' w:id='2'/><w:t>†</w:t></w:r>{}",
        run(" more")
    );
    let document = Document::new(&format!("<w:p>{}{custom}</w:p>", run("Text"))).xml(
        "word/footnotes.xml",
        "w:footnotes",
        &note("footnote", 2, "daggered"),
    );
    assert_snapshot!(document.outline(), @r"
    Text[footnote-2 †] more
    note footnote-2 †: daggered
    ");
}

#[test]
fn a_note_that_cites_itself_ends_and_a_missing_one_keeps_its_mark() {
    let own = format!(
        "<w:footnote w:id='2'><w:p>{}{}</w:p></w:footnote>",
        run("see "),
        reference("footnote", 2, "")
    );
    let body =
        format!("<w:p>{}{}{}</w:p>", run("Text"), reference("footnote", 2, ""), reference("footnote", 8, ""));
    let document = Document::new(&body).xml("word/footnotes.xml", "w:footnotes", &own);
    assert_snapshot!(document.outline(), @r"
    Text[footnote-2 1]2
    note footnote-2 1: see [footnote-2 1]
    warning damaged: word/document.xml, paragraph 1: the note 2 is missing from the file; its mark is kept
    ");
}

#[test]
fn comments_are_left_out_or_become_notes() {
    let comment =
        "<w:comment w:id='0' w:initials='MA'><w:p><w:r><w:t>Check the day.</w:t></w:r></w:p></w:comment>";
    let body = format!("<w:p>{}<w:r><w:commentReference w:id='0'/></w:r></w:p>", run("It rang on Sunday."));
    let mut document = Document::new(&body).xml("word/comments.xml", "w:comments", comment);
    assert_snapshot!(document.outline(), @r#"
    It rang on Sunday.
    ledger comments/left-out "Check the day."
    "#);
    document.options.comments = Comments::AsNotes;
    assert_snapshot!(document.outline(), @r"
    It rang on Sunday.[comment-0 MA1]
    note comment-0 MA1: Check the day.
    ");
}
