//! A small issue of an invented paper in the three formats, for the self-test: each must pass as it is.
//! It is not made by the writers, so that it stands still when they change.

/// One file of a sample: its path and its content.
pub type File = (&'static str, &'static str);

/// An EPUB, unpacked, in the order of its container.
pub const BOOK: &[File] = &[
    ("mimetype", "application/epub+zip"),
    (
        "META-INF/container.xml",
        r#"<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
  <rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"#,
    ),
    (
        "EPUB/package.opf",
        r#"<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="en">
  <metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
    <dc:identifier id="id">urn:uuid:3f0e2d1c-0b1a-4c2d-8e3f-4a5b6c7d8e9f</dc:identifier>
    <dc:title>The Quay Lantern, 4 May 1987</dc:title>
    <dc:language>en</dc:language>
    <meta property="dcterms:modified">1987-05-04T00:00:00Z</meta>
  </metadata>
  <manifest>
    <item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
    <item id="a01" href="a01.xhtml" media-type="application/xhtml+xml"/>
    <item id="css" href="style.css" media-type="text/css"/>
  </manifest>
  <spine><itemref idref="nav"/><itemref idref="a01"/></spine>
</package>
"#,
    ),
    (
        "EPUB/nav.xhtml",
        r##"<?xml version="1.0" encoding="UTF-8"?>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" xml:lang="en">
<head><title>Contents</title></head>
<body>
<nav epub:type="toc"><ol><li><a href="a01.xhtml">Lamps along the quay</a></li></ol></nav>
<nav epub:type="page-list"><ol><li><a href="a01.xhtml#page-1">1</a></li></ol></nav>
</body>
</html>
"##,
    ),
    (
        "EPUB/a01.xhtml",
        r#"<?xml version="1.0" encoding="UTF-8"?>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" xml:lang="en">
<head><title>Lamps along the quay</title><link rel="stylesheet" href="style.css"/></head>
<body>
<article id="a01">
<header><h1>Lamps along the quay</h1><p epub:type="subtitle" role="doc-subtitle">Forty posts, one switch</p></header>
<p><span epub:type="pagebreak" role="doc-pagebreak" id="page-1" aria-label="1"/>The lamps were lit at dusk.</p>
</article>
</body>
</html>
"#,
    ),
    ("EPUB/style.css", "body { margin: 1em; }\n"),
];

/// A folder of JATS: the collection and its one article.
pub const ARTICLES: &[File] = &[
    (
        "issue.xml",
        r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE article PUBLIC "-//NLM//DTD JATS (Z39.96) Journal Archiving and Interchange DTD v1.3 20210610//EN" "JATS-archivearticle1-3.dtd">
<article xmlns:xlink="http://www.w3.org/1999/xlink" dtd-version="1.3" article-type="collection" xml:lang="en">
<front>
<journal-meta><journal-id journal-id-type="publisher-id">quay-lantern</journal-id><issn>1234-5679</issn></journal-meta>
<article-meta>
<title-group><article-title>The Quay Lantern, 4 May 1987</article-title></title-group>
<pub-date publication-format="print" date-type="pub"><year>1987</year></pub-date>
<fpage>1</fpage>
<permissions><copyright-year>1987</copyright-year><copyright-holder>The harbour board</copyright-holder></permissions>
<related-article related-article-type="in-this-issue" ext-link-type="uri" xlink:href="a01.xml"/>
</article-meta>
</front>
</article>
"#,
    ),
    (
        "a01.xml",
        r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE article PUBLIC "-//NLM//DTD JATS (Z39.96) Journal Archiving and Interchange DTD v1.3 20210610//EN" "JATS-archivearticle1-3.dtd">
<article xmlns:xlink="http://www.w3.org/1999/xlink" dtd-version="1.3" article-type="news" xml:lang="en">
<front>
<journal-meta><journal-id journal-id-type="publisher-id">quay-lantern</journal-id><issn>1234-5679</issn></journal-meta>
<article-meta>
<title-group><article-title>Lamps along the quay</article-title></title-group>
<pub-date publication-format="print" date-type="pub"><year>1987</year></pub-date>
<fpage>1</fpage>
<permissions><copyright-year>1987</copyright-year><copyright-holder>The harbour board</copyright-holder></permissions>
</article-meta>
</front>
<body><sec id="s1"><title>At dusk</title><p>The lamps were lit at dusk.</p></sec></body>
</article>
"#,
    ),
];

/// A Markdown file.
pub const TEXT: &[File] = &[(
    "issue.md",
    r#"---
title: The Quay Lantern, 4 May 1987
date: 1987-05-04
---

# The Quay Lantern

## Town

### Lamps along the quay

The **lamps** were lit at dusk.[^1]

| hour | lamps |
| --- | --- |
| 8 | 40 |

[^1]: So said the harbour master.
"#,
)];
