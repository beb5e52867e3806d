//! Content in other formats that Word imports when it opens the document.

use insta::assert_snapshot;

use crate::package::{Document, paragraph};

fn document(name: &str, data: &[u8]) -> Document {
    let body = format!("{}<w:altChunk r:id='r1'/>{}", paragraph("Before."), paragraph("After."));
    Document::new(&body).part(&format!("word/{name}"), data).relationship("r1", "aFChunk", name)
}

#[test]
fn a_web_page_is_read_in_its_place() {
    let page = "<!DOCTYPE html><html><head><title>Not shown</title><style>p { color: red }</style></head><body>\
        <h2>Tide <em>tables</em></h2><p>High water is\n  at <b>noon</b>, <a href='http://tides.example/'>they say</a>\
        &mdash; <a href='javascript:x()'>or not</a>.<br>So be it<sup>1</sup>.<p>A second one\
        <ol start=3><li>First<li><p>Second</p><p>goes on</p></li><ul><li>Deeper</ul></ol>\
        <blockquote>Quoted</blockquote><hr><script>var a = '<p>no</p>';</script><img src=a.png alt='A boat'>";
    assert_snapshot!(document("page.html", page.as_bytes()).outline(), @r"
    Before.
    heading 2: Tide [em tables]
    High water is at [strong noon], [link=http://tides.example/ they say]— or not.⏎So be it[sup 1].
    A second one
    number 0 3.: First
    number 0 4.: Second
    goes on
    bullet 1 •: Deeper
    quote: Quoted
    ***
    A boat
    After.
    warning unsafe-link: word/document.xml, paragraph 2: link to javascript:x() was taken out; its text is kept
    warning image: word/document.xml, paragraph 9: pictures of an imported web page are not read
    ");
}

#[test]
fn tables_of_a_web_page_are_tables() {
    let page = "<table><caption>Fares</caption><thead><tr><th>To<th>Pence</thead>\
        <tr><td rowspan=2>Quay<td>3<tr><td><table><tr><td>4</table></table>after";
    assert_snapshot!(document("page.html", page.as_bytes()).outline(), @r"
    Before.
    table 1 | Fares | To, Pence / (1x2) Quay, 3 / {4}
    after
    After.
    ");
}

#[test]
fn web_archives_and_plain_text_are_read() {
    let archive = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\n\
        Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n\
        <p>caf=C3=A9</p>\n--b--\n";
    assert_snapshot!(document("page.mht", archive.as_bytes()).outline(), @r"
    Before.
    café
    After.
    ");
    assert_snapshot!(document("page.txt", b"One line,\n\nand another").outline(), @r"
    Before.
    One line,
    and another
    After.
    ");
}

#[test]
fn what_is_not_read_is_told() {
    assert_snapshot!(document("page.rtf", b"{\\rtf1 x}").outline(), @r"
    Before.
    After.
    warning unsupported: word/document.xml, paragraph 1: content imported from word/page.rtf (RTF) is not read
    ");
    assert_snapshot!(document("page.html", b"").outline(), @r"
    Before.
    After.
    ");
    let missing =
        Document::new("<w:altChunk r:id='r1'/><w:altChunk/>").relationship("r1", "aFChunk", "no.htm");
    assert_snapshot!(missing.outline(), @r"
    warning unsupported: word/document.xml, paragraph 1: content imported from word/no.htm, which is missing, is not read
    warning unsupported: word/document.xml, paragraph 1: content imported from a missing part is not read
    ");
}

#[test]
fn hostile_pages_end() {
    let pages = [
        "<table><tr><td>".repeat(2_000) + "deep",
        "<ol><li>".repeat(2_000) + "deep",
        "<b>".repeat(10_000) + "bold",
        "<td colspan=4294967295 rowspan=-1>x</tr></table></table></li></ol></b>".to_owned(),
        "<title><script><!--".repeat(1_000),
        "&#0;&#x110000;\u{1}<p \u{0}=>".to_owned(),
    ];
    for page in pages {
        document("page.html", page.as_bytes()).flow();
    }
}
