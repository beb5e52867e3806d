//! The documents of articles, construct by construct.

use backissue_model::{Article, Block, Content, Inline, Issue, List, ListItem, ListKind, Passage, sample};

use crate::opened::written;

/// The body of a document of a sample.
fn body(issue: &Issue, path: &str) -> String {
    let book = written(issue);
    let text = book.text(path);
    text.split("<body>").nth(1).unwrap().split("</body>").next().unwrap().to_owned()
}

#[test]
fn an_article_with_notes_a_figure_and_a_table() {
    insta::assert_snapshot!(body(&sample::everything(), "a001.xhtml"), @r##"
    <article class="news" aria-labelledby="headline">
    <header>
    <span id="page-1" epub:type="pagebreak" role="doc-pagebreak" aria-label="Page 1"></span>
    <p class="department">Harbour</p>
    <p class="department-subtitle">Ships, men and tides</p>
    <p class="kicker">After eleven years of dark</p>
    <h1 id="headline" class="headline" epub:type="title">Lamps burn again<br/>along the <em>long</em> quay</h1>
    <p class="deck" epub:type="subtitle" role="doc-subtitle">Forty posts, one switch, and a councillor who held the ladder</p>
    <p class="byline">By MAUD FERRIER and the Harbour Desk</p>
    </header>
    <p><span class="dateline">PORT ELDER, Aug. 19 —</span> The lamps along the quay were lit at dusk on Tuesday<a class="mark" id="ref-1" epub:type="noteref" role="doc-noteref" href="#note-1">1</a>, to the sound of every horn in the harbour. <span id="page-2" epub:type="pagebreak" role="doc-pagebreak" aria-label="Page 2"></span>The <span class="small-caps">HMS Petrel</span> answered with <strong>three <em>long</em></strong> blasts<a class="mark" id="ref-2" epub:type="noteref" role="doc-noteref" href="#note-2">*</a>; the crowd on the steps counted them aloud and asked for a fourth.</p>
    <p>“We had the posts, we had the wire, and for eleven years we had no one to turn the key,” said the harbour master, who had kept the key in a biscuit tin all the while.</p>
    <aside class="pull-quote" epub:type="pullquote" role="doc-pullquote"><p>For eleven years we had no one to turn the key.</p>
    </aside>
    <figure>
    <img src="images/i001.svg" alt="A lit lamp on a post above dark water"/>
    <figcaption>The first lamp, at the foot of Salt Stairs. <span class="credit" epub:type="credit" role="doc-credit">Photograph: J. Okonkwo-Lund</span></figcaption>
    </figure>
    <h2 class="subhead">Who pays</h2>
    <p>The council gave 2,400 crowns; see <a href="https://courier.example/lamps?year=1987&amp;all">the accounts</a>, and the answer in <a href="a003.xhtml">Letters</a>.</p>
    <table>
    <caption>Tides this week</caption>
    <thead>
    <tr><th scope="col" rowspan="2">Day</th><th scope="colgroup" colspan="2">High water</th></tr>
    <tr><th scope="col">morning</th><th scope="col">evening</th></tr>
    </thead>
    <tbody>
    <tr><th scope="row">Thursday</th><td>6.12</td><td>18.40</td></tr>
    <tr><th scope="row">Friday</th><td colspan="2">no reading</td></tr>
    </tbody>
    </table>
    <p class="jump"><a href="a002.xhtml#page-3">Continued on page 3</a></p>
    <p class="credits">Compiled by the Harbour Desk</p>
    <section class="notes" epub:type="footnotes" aria-label="Notes">
    <aside class="note" id="note-1" epub:type="footnote" role="doc-footnote"><p><span class="label">1</span> At 8.41 by the church clock. <a class="back" href="#ref-1" epub:type="backlink" role="doc-backlink" aria-label="Back to the text">↩</a></p></aside>
    <aside class="note" id="note-2" epub:type="footnote" role="doc-footnote"><p><span class="label">*</span> A courtesy.</p><p>It is not in the signal book. <a class="back" href="#ref-2" epub:type="backlink" role="doc-backlink" aria-label="Back to the text">↩</a></p></aside>
    </section>
    </article>
    "##);
}

#[test]
fn an_article_with_all_other_constructs() {
    insta::assert_snapshot!(body(&sample::everything(), "a002.xhtml"), @r#"
    <article class="feature" aria-labelledby="headline">
    <header>
    <span id="page-3" epub:type="pagebreak" role="doc-pagebreak" aria-label="Page 3"></span>
    <h1 id="headline" class="headline" epub:type="title">What the tower kept</h1>
    </header>
    <p>Water, H<sub>2</sub>O, rose 3 m<sup>3</sup> at <math xmlns="http://www.w3.org/1998/Math/MathML" alttext="x2"><msup><mi>x</mi><mn>2</mn></msup></math>, as <span xml:lang="fr" lang="fr">tout le monde</span> knows, and in <ruby>江<rp>(</rp><rt>jiāng</rt><rp>)</rp></ruby> too <img class="inline" src="images/i002.png" alt="a grey dot"/>.</p>
    <p class="formula"><math xmlns="http://www.w3.org/1998/Math/MathML" alttext="x2"><msup><mi>x</mi><mn>2</mn></msup></math></p>
    <blockquote>
    <p>Item: one lamp, brass, lent to the chapel.</p>
    </blockquote>
    <aside class="sidebar" epub:type="sidebar" aria-label="How a lamp is trimmed">
    <h2 class="sidebar-title">How a lamp is trimmed</h2>
    <p>Cut the wick square.</p>
    <ol start="3">
    <li>Fill.</li>
    <li>Wait.</li>
    </ol>
    </aside>
    <h2 class="subhead">Verses found in the tower</h2>
    <h3 class="subhead">On the north wall</h3>
    <div class="verse">
    <div class="stanza"><p>The tide came in, the tide went out,</p>
    <p>    and no one lit the lamp;</p>
    </div>
    <div class="stanza"><p>we wrote our names upon the wall</p>
    </div>
    </div>
    <hr/>
    <ul>
    <li>Oil</li>
    <li>Wicks</li>
    </ul>
    <ul class="labelled">
    <li><span class="label">(a)</span> Keys</li>
    <li><span class="label">(b)</span> Tin</li>
    </ul>
    <div xml:lang="zh-Hans" lang="zh-Hans"><p>灯亮了。</p>
    </div>
    <figure>
    <div class="picture" role="img" aria-label="A map of the tower"></div>
    <figcaption>The tower, from the ledger of 1911.</figcaption>
    </figure>
    </article>
    "#);
}

#[test]
fn an_article_in_vertical_lines() {
    insta::assert_snapshot!(body(&sample::japanese(), "a001.xhtml"), @r##"
    <article class="news" aria-labelledby="headline">
    <header>
    <span id="page-1" epub:type="pagebreak" role="doc-pagebreak" aria-label="1面"></span>
    <p class="department">くらし</p>
    <h1 id="headline" class="headline" epub:type="title">古い灯台に明かり</h1>
    <p class="deck" epub:type="subtitle" role="doc-subtitle">住民の手で<span class="upright">30</span>年ぶりに点灯</p>
    </header>
    <p>港町の<ruby>灯台<rp>(</rp><rt>とうだい</rt><rp>)</rp></ruby>に、<span class="upright">4</span>月<span class="upright">12</span>日の夕方、ふたたび明かりがともった。集まった人びとは「まるで昔に戻ったようだ」と口をそろえる<a class="mark" id="ref-1" epub:type="noteref" role="doc-noteref" href="#note-1">注<span class="upright">1</span></a>。午後<span class="upright">6</span>時、汽笛が<span class="upright">3</span>回鳴った。</p>
    <h2 class="subhead">漁師たちの記憶</h2>
    <p>沖に出た船は、あの光だけが頼りだったという。<em>帰り道</em>は、いつも海の上にあった。</p>
    <ul class="labelled">
    <li><span class="label">一、</span> 点灯は毎夕<span class="upright">6</span>時から<span class="upright">10</span>時まで</li>
    <li><span class="label">二、</span> 見学は土曜日のみ</li>
    </ul>
    <p class="byline tail">（文・三崎花）</p>
    <section class="notes" epub:type="footnotes" aria-label="注">
    <aside class="note" id="note-1" epub:type="footnote" role="doc-footnote"><p><span class="label">注<span class="upright">1</span></span> 昭和<span class="upright">3</span>年に消灯していた。 <a class="back" href="#ref-1" epub:type="backlink" role="doc-backlink" aria-label="本文に戻る">↩</a></p></aside>
    </section>
    </article>
    "##);
}

#[test]
fn the_first_words_of_a_text_stand_for_a_headline() {
    let break_in = vec![Inline::text("Sir: A lamp"), Inline::LineBreak {}, Inline::text("is out.")];
    let blocks =
        vec![Block::paragraph(" "), Block::new(Content::Paragraph(break_in)), Block::paragraph("No.")];
    let article = Article { body: blocks, ..Article::default() };
    let body = body(&Issue { articles: vec![article], ..Issue::default() }, "a001.xhtml");
    assert!(body.contains(r#"<article class="news" aria-label="Sir: A lamp is out.">"#), "{body}");
}

#[test]
fn the_reading_system_sets_the_bullets() {
    let list = |kind, labels: [&str; 2]| {
        let item = |label: &str| ListItem { label: label.to_owned(), blocks: vec![Block::paragraph("Oil")] };
        Block::new(Content::List(List { kind, items: labels.map(item).to_vec() }))
    };
    let bulleted = [["•", "- "], ["", "·"], ["•", "(a)"], ["(a)", "☞"]];
    let mut blocks = bulleted.map(|labels| list(ListKind::Bulleted, labels)).to_vec();
    blocks.push(list(ListKind::Numbered { start: 1 }, ["-", ""]));
    let headline = Some(Passage::plain("Stores"));
    let article = Article { headline, body: blocks, ..Article::default() };
    let issue = Issue { articles: vec![article], ..Issue::default() };
    insta::assert_snapshot!(body(&issue, "a001.xhtml"), @r#"
    <article class="news" aria-labelledby="headline">
    <header>
    <h1 id="headline" class="headline" epub:type="title">Stores</h1>
    </header>
    <ul>
    <li>Oil</li>
    <li>Oil</li>
    </ul>
    <ul>
    <li>Oil</li>
    <li>Oil</li>
    </ul>
    <ul>
    <li>Oil</li>
    <li><span class="label">(a)</span> Oil</li>
    </ul>
    <ul class="labelled">
    <li><span class="label">(a)</span> Oil</li>
    <li><span class="label">☞</span> Oil</li>
    </ul>
    <ul class="labelled">
    <li><span class="label">-</span> Oil</li>
    <li><span class="label">2.</span> Oil</li>
    </ul>
    </article>
    "#);
}

#[test]
fn marks_of_notes_are_raised_once() {
    let mark = |label: &str| Inline::NoteRef { note: "n".to_owned(), label: label.to_owned() };
    let text = vec![Inline::text("Oil"), mark("1"), Inline::text(" and wicks"), mark("¹²")];
    let article = Article { body: vec![Block::new(Content::Paragraph(text))], ..Article::default() };
    let body = body(&Issue { articles: vec![article], ..Issue::default() }, "a001.xhtml");
    let paragraph = body.lines().find(|line| line.starts_with("<p>")).unwrap();
    insta::assert_snapshot!(paragraph, @r#"<p>Oil<sup class="mark">1</sup> and wicks¹²</p>"#);
}

#[test]
fn the_cover_is_set_from_the_title() {
    let book = written(&sample::chinese());
    insta::assert_snapshot!(book.text("cover.svg"), @r##"
    <?xml version="1.0" encoding="UTF-8"?>
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 1600" width="1200" height="1600" xml:lang="zh-Hans">
    <title>江城晚报 2024年5月6日 第10234期</title>
    <rect x="0" y="0" width="1200" height="1600" fill="#1d3557"/>
    <rect x="60" y="60" width="1080" height="6" fill="#fff"/>
    <rect x="60" y="76" width="1080" height="2" fill="#fff"/>
    <text x="600" y="700" font-size="200" font-weight="700" font-family="serif" text-anchor="middle" fill="#fff">江城晚报</text>
    <rect x="500" y="820" width="200" height="4" fill="#fff"/>
    <text x="600" y="1020" font-size="54" font-weight="400" font-family="serif" text-anchor="middle" fill="#fff">2024年5月6日</text>
    <text x="600" y="1104" font-size="54" font-weight="400" font-family="serif" text-anchor="middle" fill="#fff">第10234期</text>
    <rect x="60" y="1522" width="1080" height="2" fill="#fff"/>
    <rect x="60" y="1534" width="1080" height="6" fill="#fff"/>
    </svg>
    "##);
}
