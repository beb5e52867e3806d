//! The samples of the self-test, each broken in one way that one judge has to catch.

use super::outputs::Kind;

/// A sample with one thing changed.
pub struct Broken {
    /// What is wrong with it.
    pub what: &'static str,
    /// The sample that is changed.
    pub kind: Kind,
    /// The file of the sample that changes.
    pub file: &'static str,
    /// What stands there, once.
    pub old: &'static str,
    /// What takes its place.
    pub new: &'static str,
    /// What the complaint must contain, so that the right judge made it.
    pub complaint: &'static str,
}

/// The broken samples, each with the complaint of the one judge that has to catch it.
pub const BROKEN: &[Broken] = &[
    broken(Kind::Book, "not well-formed", XHTML, ("</header>", ""), "EPUB/a01.xhtml: not well-formed"),
    broken(Kind::Book, "not well-formed, as EPUBCheck sees it", XHTML, ("</header>", ""), "RSC-016"),
    broken(Kind::Book, "mimetype is another", "mimetype", ("epub", "pdf"), "does not begin with mimetype"),
    broken(
        Kind::Book,
        "a file not in the manifest",
        OPF,
        (r#"id="css" href="style.css""#, r#"id="css" href="print.css""#),
        "RSC-008",
    ),
    broken(Kind::Book, "no date of change", OPF, ("1987-05-04T00:00:00Z", ""), "RSC-005"),
    broken(
        Kind::Book,
        "contents lead nowhere",
        NAV,
        (r#"<a href="a01.xhtml">"#, r#"<a href="a09.xhtml">"#),
        "RSC-007",
    ),
    broken(Kind::Book, "a page that is not there", NAV, ("#page-1", "#page-9"), "RSC-012"),
    broken(
        Kind::Book,
        "an epub:type made up",
        XHTML,
        (r#"epub:type="subtitle""#, r#"epub:type="deck""#),
        "OPF-088",
    ),
    broken(Kind::Article, "not well-formed", XML, ("</title>", ""), "not well-formed"),
    broken(Kind::Article, "another DTD", XML, ("v1.3 20210610", "v1.9 20990101"), "the DOCTYPE names"),
    broken(
        Kind::Article,
        "dtd-version contradicts",
        XML,
        (r#"dtd-version="1.3""#, r#"dtd-version="1.1""#),
        "dtd-version is 1.1",
    ),
    broken(Kind::Article, "no language", XML, (r#" xml:lang="en""#, ""), "no xml:lang"),
    broken(
        Kind::Article,
        "an element made up",
        XML,
        ("<p>The", "<byline>A</byline><p>The"),
        "as Archiving: ",
    ),
    broken(Kind::Article, "an id twice", XML, ("<p>The", r#"<p id="s1">The"#), "as Archiving: "),
    broken(
        Kind::Article,
        "a reference to no id",
        XML,
        ("<p>The", r#"<p><xref rid="s9">there</xref> The"#),
        "as Archiving: ",
    ),
    broken(
        Kind::Article,
        "Archiving but not Publishing",
        XML,
        (r#"<journal-id journal-id-type="publisher-id">quay-lantern</journal-id>"#, ""),
        "as Publishing: ",
    ),
    broken(
        Kind::Article,
        "a year of copyright and no holder",
        XML,
        ("<copyright-holder>The harbour board</copyright-holder>", ""),
        "JATS4R ERROR",
    ),
    broken(
        Kind::Article,
        "an article that is not there",
        "issue.xml",
        (r#""a01.xml""#, r#""a09.xml""#),
        "no such file: a09.xml",
    ),
    broken(Kind::Text, "a private-use character", MD, ("lamps**", "l\u{e123}mps**"), "U+E123"),
    broken(Kind::Text, "a lost character", MD, ("lamps**", "l\u{fffd}mps**"), "U+FFFD"),
    broken(Kind::Text, "a byte-order mark", MD, ("---\ntitle", "\u{feff}---\ntitle"), "U+FEFF"),
    broken(Kind::Text, "front matter not YAML", MD, ("title: The", "title: \"The"), "not YAML"),
    broken(Kind::Text, "no title", MD, ("title: The Quay Lantern, 4 May 1987\n", ""), "no title"),
    broken(Kind::Text, "a date in words", MD, ("1987-05-04", "4 May 1987"), "not an ISO 8601 date"),
    broken(
        Kind::Text,
        "a picture that is not there",
        MD,
        ("The **", "![Lamps](lamps.png) The **"),
        "no such file: lamps.png",
    ),
    broken(Kind::Text, "a heading level left out", MD, ("### Lamps", "#### Lamps"), "MD001"),
    broken(Kind::Text, "a picture without words", MD, ("The **", "![](issue.md) The **"), "MD045"),
    broken(Kind::Text, "a cell too many", MD, ("| 8 | 40 |", "| 8 | 40 | 1 |"), "MD056"),
    broken(
        Kind::Text,
        "bold that is none",
        MD,
        ("The **lamps** were", "The**\u{201c}lamps\u{201d}**were"),
        "emphasis mark",
    ),
    broken(Kind::Text, "a note that is none", MD, ("dusk.[^1]", "dusk.[^1] So.[^2]"), "link or note"),
    broken(Kind::Text, "a note that nobody refers to", MD, ("dusk.[^1]", "dusk."), "all but cmark-gfm"),
];

const OPF: &str = "EPUB/package.opf";
const NAV: &str = "EPUB/nav.xhtml";
const XHTML: &str = "EPUB/a01.xhtml";
const XML: &str = "a01.xml";
const MD: &str = "issue.md";

const fn broken(
    kind: Kind,
    what: &'static str,
    file: &'static str,
    (old, new): (&'static str, &'static str),
    complaint: &'static str,
) -> Broken {
    Broken { what, kind, file, old, new, complaint }
}
