//! The package document and the navigation documents.

use backissue_model::{Issue, sample};

use crate::opened::written;

#[test]
fn the_package_tells_what_the_book_is() {
    let book = written(&sample::everything());
    insta::assert_snapshot!(book.text("package.opf"), @r##"
    <?xml version="1.0" encoding="UTF-8"?>
    <package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="en" dir="ltr" prefix="prism: http://prismstandard.org/namespaces/basic/3.0/">
    <metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
    <dc:identifier id="id">urn:uuid:e62aa165-1f16-5a2e-b844-9cc67a0a35dc</dc:identifier>
    <dc:title>The Port Elder Courier, Regatta number, 20 August 1987, No. 34</dc:title>
    <dc:language>en</dc:language>
    <dc:type>periodical</dc:type>
    <dc:publisher>Elder &amp; Daughters</dc:publisher>
    <dc:contributor>Maud Ferrier</dc:contributor>
    <dc:contributor>J. Okonkwo-Lund</dc:contributor>
    <dc:rights>© 1987 Elder &amp; Daughters</dc:rights>
    <dc:date>1987-08-20</dc:date>
    <meta property="dcterms:modified">1987-08-20T00:00:00Z</meta>
    <meta property="dcterms:issued">1987-08-20</meta>
    <meta property="belongs-to-collection" id="series">The Port Elder Courier</meta>
    <meta refines="#series" property="collection-type">series</meta>
    <meta refines="#series" property="group-position">34</meta>
    <meta refines="#series" property="dcterms:identifier">urn:ISSN:1234-5679</meta>
    <meta property="prism:publicationName">The Port Elder Courier</meta>
    <meta property="prism:issn">1234-5679</meta>
    <meta property="prism:volume">XII</meta>
    <meta property="prism:number">34</meta>
    <meta property="prism:coverDate">1987-08-20</meta>
    <dc:source id="print">urn:ISSN:1234-5679</dc:source>
    <meta refines="#print" property="source-of">pagination</meta>
    <meta property="pageBreakSource">urn:ISSN:1234-5679</meta>
    <meta property="schema:accessMode">textual</meta>
    <meta property="schema:accessMode">visual</meta>
    <meta property="schema:accessModeSufficient">textual,visual</meta>
    <meta property="schema:accessModeSufficient">textual</meta>
    <meta property="schema:accessibilityFeature">tableOfContents</meta>
    <meta property="schema:accessibilityFeature">structuralNavigation</meta>
    <meta property="schema:accessibilityFeature">readingOrder</meta>
    <meta property="schema:accessibilityFeature">displayTransformability</meta>
    <meta property="schema:accessibilityFeature">pageBreakMarkers</meta>
    <meta property="schema:accessibilityFeature">pageNavigation</meta>
    <meta property="schema:accessibilityFeature">alternativeText</meta>
    <meta property="schema:accessibilityFeature">MathML</meta>
    <meta property="schema:accessibilityFeature">describedMath</meta>
    <meta property="schema:accessibilityFeature">rubyAnnotations</meta>
    <meta property="schema:accessibilityHazard">none</meta>
    <meta property="schema:accessibilitySummary">The articles are reflowed text in reading order, with a table of contents. Marks and a page list give the pages of the print.</meta>
    </metadata>
    <manifest>
    <item id="cover" href="cover.xhtml" media-type="application/xhtml+xml"/>
    <item id="cover-image" href="cover.svg" media-type="image/svg+xml" properties="cover-image"/>
    <item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
    <item id="a001" href="a001.xhtml" media-type="application/xhtml+xml"/>
    <item id="a002" href="a002.xhtml" media-type="application/xhtml+xml" properties="mathml"/>
    <item id="a003" href="a003.xhtml" media-type="application/xhtml+xml"/>
    <item id="a004" href="a004.xhtml" media-type="application/xhtml+xml"/>
    <item id="image-1" href="images/i001.svg" media-type="image/svg+xml"/>
    <item id="image-2" href="images/i002.png" media-type="image/png"/>
    <item id="css" href="style.css" media-type="text/css"/>
    <item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>
    </manifest>
    <spine toc="ncx" page-progression-direction="ltr">
    <itemref idref="cover"/>
    <itemref idref="nav"/>
    <itemref idref="a001"/>
    <itemref idref="a002"/>
    <itemref idref="a003"/>
    <itemref idref="a004"/>
    </spine>
    </package>
    "##);
}

#[test]
fn departments_nest_in_the_contents() {
    let book = written(&sample::everything());
    insta::assert_snapshot!(book.text("nav.xhtml"), @r#"
    <?xml version="1.0" encoding="UTF-8"?>
    <!DOCTYPE html>
    <html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" xml:lang="en" lang="en">
    <head><title>Contents</title><link rel="stylesheet" type="text/css" href="style.css"/></head>
    <body>
    <header class="issue" id="issue" epub:type="titlepage"><p class="publication">The Port Elder Courier</p><p class="issue-title">Regatta number</p><p class="issue-line">Volume XII · No. 34 · 20 August 1987</p></header>
    <nav class="contents" id="toc" epub:type="toc" role="doc-toc" aria-labelledby="contents">
    <h1 id="contents">Contents</h1>
    <ol>
    <li class="group"><a href="a001.xhtml">Harbour</a>
    <ol>
    <li><a href="a001.xhtml">Lamps burn again along the long quay</a></li>
    <li><a href="a002.xhtml">What the tower kept</a></li>
    </ol>
    </li>
    <li class="group"><a href="a003.xhtml">Letters</a>
    <ol>
    <li><a href="a003.xhtml">The lamp before my window</a></li>
    </ol>
    </li>
    <li><a href="a004.xhtml">Found: one biscuit tin, empty.</a></li>
    </ol>
    </nav>
    <nav epub:type="page-list" hidden="hidden" aria-label="Pages" role="doc-pagelist">
    <h2>Pages</h2><ol>
    <li><a href="a001.xhtml#page-1">1</a></li>
    <li><a href="a001.xhtml#page-2">2</a></li>
    <li><a href="a002.xhtml#page-3">3</a></li>
    <li><a href="a003.xhtml#page-4">4</a></li>
    </ol></nav>
    <nav epub:type="landmarks" hidden="hidden" aria-label="Landmarks">
    <h2>Landmarks</h2><ol>
    <li><a epub:type="cover" href="cover.xhtml">Cover</a></li>
    <li><a epub:type="titlepage" href="nav.xhtml#issue">Title page</a></li>
    <li><a epub:type="toc" href="nav.xhtml#toc">Contents</a></li>
    <li><a epub:type="bodymatter" href="a001.xhtml">Articles</a></li>
    <li><a epub:type="imprint" href="nav.xhtml#imprint">Imprint</a></li>
    </ol></nav>
    <section class="imprint" id="imprint" epub:type="imprint" aria-labelledby="imprint-title">
    <h2 id="imprint-title">Imprint</h2>
    <dl>
    <dt>Issue</dt><dd>The Port Elder Courier, Regatta number</dd>
    <dt>Number</dt><dd>Volume XII, No. 34, whole no. 598</dd>
    <dt>Date</dt><dd>20 August 1987</dd>
    <dt>Publisher</dt><dd>Elder &amp; Daughters</dd>
    <dt>Editors</dt><dd>Maud Ferrier, J. Okonkwo-Lund</dd>
    <dt>ISSN</dt><dd>1234-5679</dd>
    <dt>Rights</dt><dd>© 1987 Elder &amp; Daughters</dd>
    </dl></section>
    </body></html>
    "#);
}

#[test]
fn old_readers_get_an_ncx() {
    let book = written(&sample::chinese());
    insta::assert_snapshot!(book.text("toc.ncx"), @r#"
    <?xml version="1.0" encoding="UTF-8"?>
    <ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1" xml:lang="zh-Hans">
    <head><meta name="dtb:uid" content="urn:uuid:835ee2cc-2ce3-547e-a125-705bfac2e3cf"/></head>
    <docTitle><text>江城晚报 2024年5月6日 第10234期</text></docTitle>
    <navMap>
    <navPoint id="n1"><navLabel><text>要闻</text></navLabel><content src="a001.xhtml"/><navPoint id="n2"><navLabel><text>长江大桥夜游线路昨晚开通</text></navLabel><content src="a001.xhtml"/></navPoint>
    </navPoint>
    <navPoint id="n3"><navLabel><text>副刊</text></navLabel><content src="a002.xhtml"/><navPoint id="n4"><navLabel><text>江边</text></navLabel><content src="a002.xhtml"/></navPoint>
    </navPoint>
    </navMap>
    <pageList>
    <pageTarget id="p1" type="normal"><navLabel><text>1</text></navLabel><content src="a001.xhtml#page-1"/></pageTarget>
    <pageTarget id="p2" type="normal"><navLabel><text>2</text></navLabel><content src="a001.xhtml#page-2"/></pageTarget>
    <pageTarget id="p3" type="normal"><navLabel><text>3</text></navLabel><content src="a002.xhtml#page-3"/></pageTarget>
    </pageList>
    </ncx>
    "#);
}

#[test]
fn an_empty_issue_is_a_book() {
    let book = written(&Issue::default());
    assert_eq!(book.spine(), ["cover.xhtml", "nav.xhtml"]);
    assert!(book.text("nav.xhtml").contains("<li><a href=\"nav.xhtml#issue\">Issue</a></li>"));
}
