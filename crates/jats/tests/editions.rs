//! Editions as an archive receives them: the files of an issue, and the structure of their parts.

use backissue_jats::{Form, FurnitureMeta, Options, ProvenanceMeta, SourceFile, write};
use backissue_model::{
    Article, Block, Byline, BylinePosition, Content, Inline, Issue, JumpLine, Passage, Person, PersonKind,
    Place, Provenance, Rule, Subhead, sample,
};
use insta::assert_snapshot;

fn text(issue: &Issue, options: &Options, index: usize) -> String {
    String::from_utf8(write(issue, options)[index].data.clone()).expect("UTF-8")
}

/// What stands between the tags of the first element of this name, tags included.
fn element<'a>(xml: &'a str, name: &str) -> &'a str {
    let end = format!("</{name}>");
    let start =
        xml.find(&format!("<{name}>")).or_else(|| xml.find(&format!("<{name} "))).expect("the element");
    &xml[start..start + xml[start..].find(&end).expect("its end") + end.len()]
}

fn article(blocks: Vec<Block>) -> Issue {
    let article = Article { id: "a001".to_owned(), body: blocks, ..Article::default() };
    Issue { articles: vec![article], ..Issue::default() }
}

#[test]
fn an_issue_is_a_collection_and_its_articles() {
    let issue = sample::everything();
    let paths: Vec<String> = write(&issue, &Options::default()).into_iter().map(|file| file.path).collect();
    assert_snapshot!(paths.join(" "), @r#"issue.xml a001.xml a002.xml a003.xml a004.xml assets/i001.svg assets/i002.png assets/i003.bin"#);
    assert_snapshot!(text(&sample::chinese(), &Options::default(), 0), @r#"
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE article PUBLIC "-//NLM//DTD JATS (Z39.96) Journal Archiving and Interchange DTD v1.3 20210610//EN" "https://jats.nlm.nih.gov/archiving/1.3/JATS-archivearticle1-3.dtd">
<article xmlns:mml="http://www.w3.org/1998/Math/MathML" xmlns:xlink="http://www.w3.org/1999/xlink" dtd-version="1.3" article-type="collection" xml:lang="zh-Hans">
<front>
<journal-meta>
<journal-id journal-id-type="publisher-id">江城晚报</journal-id>
<journal-title-group><journal-title>江城晚报</journal-title></journal-title-group>
<issn specific-use="not-known"/>
</journal-meta>
<article-meta>
<article-id pub-id-type="publisher-id">江城晚报-2024-05-06</article-id>
<title-group><article-title/></title-group>
<pub-date publication-format="print" date-type="pub" iso-8601-date="2024-05-06"><day>6</day><month>5</month><year>2024</year></pub-date>
<issue>10234</issue>
<fpage>1</fpage>
<lpage>3</lpage>
<permissions></permissions>
<related-article related-article-type="in-this-issue" ext-link-type="uri" xlink:href="a001.xml" page="1"><article-title>长江大桥夜游线路昨晚开通</article-title></related-article>
<related-article related-article-type="in-this-issue" ext-link-type="uri" xlink:href="a002.xml" page="3"><article-title>江边</article-title></related-article>
<custom-meta-group>
<custom-meta><meta-name>masthead</meta-name><meta-value>江城晚报 2024年5月6日 星期一</meta-value></custom-meta>
</custom-meta-group>
</article-meta>
</front>
</article>
"#);
    assert_snapshot!(text(&sample::chinese(), &Options::default(), 1), @r#"
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE article PUBLIC "-//NLM//DTD JATS (Z39.96) Journal Archiving and Interchange DTD v1.3 20210610//EN" "https://jats.nlm.nih.gov/archiving/1.3/JATS-archivearticle1-3.dtd">
<article xmlns:mml="http://www.w3.org/1998/Math/MathML" xmlns:xlink="http://www.w3.org/1999/xlink" dtd-version="1.3" article-type="news" xml:lang="zh-Hans">
<front>
<journal-meta>
<journal-id journal-id-type="publisher-id">江城晚报</journal-id>
<journal-title-group><journal-title>江城晚报</journal-title></journal-title-group>
<issn specific-use="not-known"/>
</journal-meta>
<article-meta>
<article-id pub-id-type="publisher-id">江城晚报-2024-05-06-a001</article-id>
<article-categories>
<subj-group subj-group-type="heading"><subject>要闻</subject>
<subject content-type="subtitle">YAO WEN</subject>
</subj-group>
<subj-group subj-group-type="department"><subject>要闻</subject></subj-group>
</article-categories>
<title-group>
<article-title>长江大桥夜游线路昨晚开通</article-title>
<subtitle content-type="deck">首批八条游船投入运营　市民可凭市民卡乘坐</subtitle>
<subtitle content-type="kicker">“五一”假期客流创新高</subtitle>
</title-group>
<contrib-group content-type="byline">
<contrib contrib-type="author"><name name-style="given-only"><given-names>李晓明</given-names></name><role>本报记者</role></contrib>
<contrib contrib-type="author"><name name-style="given-only"><given-names>王芳</given-names></name><role>通讯员</role></contrib>
</contrib-group>
<pub-date publication-format="print" date-type="pub" iso-8601-date="2024-05-06"><day>6</day><month>5</month><year>2024</year></pub-date>
<issue>10234</issue>
<fpage seq="1">1</fpage>
<lpage>3</lpage>
<page-range>1-3</page-range>
<permissions></permissions>
</article-meta>
</front>
<body>
<p><named-content content-type="dateline">本报讯</named-content>　昨晚7时许，随着一声汽笛，首批八条游船依次驶离江城码头，两岸灯光次第亮起，<target id="a001.page-2" target-type="page"/>江面上歌声不断，市民纷纷举起手机拍照留念。</p>
<sec>
<title>票价每位80元</title>
<p>一座城市的夜晚，不只是灯光。<bold>“便民”</bold>二字，才是夜经济的底色。</p>
<boxed-text content-type="pullquote" position="float">
<p>灯光照亮江面，服务照亮人心。</p>
</boxed-text>
<table-wrap id="a001.table1">
<table>
<thead>
<tr><th scope="col">日期</th><th scope="col">天气</th><th scope="col">气温</th></tr>
</thead>
<tbody>
<tr><td>5月6日</td><td>多云</td><td>18～26℃</td></tr>
<tr><td>5月7日</td><td>小雨</td><td>16～22℃</td></tr>
</tbody>
</table>
</table-wrap>
<p content-type="jump-line" specific-use="print-only">（下转第3版）</p>
<p content-type="credit">责任编辑：周默</p>
</sec>
</body>
</article>
"#);
}

#[test]
fn one_file_holds_all_articles() {
    let single = Options { form: Form::Single, ..Options::default() };
    let issue = sample::everything();
    let files = write(&issue, &single);
    assert!(files[1..].iter().all(|file| file.path.starts_with("assets/")));
    let xml = text(&issue, &single, 0);
    assert_eq!(xml.matches("<sub-article ").count(), 4);
    assert!(xml.contains("<xref ref-type=\"other\" rid=\"a003\">Letters</xref>"));
    let letter = &xml[xml.find("article-type=\"letter\"").expect("the letter")..];
    assert_snapshot!(element(letter, "front-stub"), @r#"
<front-stub>
<article-id pub-id-type="publisher-id">1234-5679-1987-08-20-a003</article-id>
<article-categories>
<subj-group subj-group-type="heading"><subject>Letters</subject>
</subj-group>
<subj-group subj-group-type="department"><subject>Letters</subject></subj-group>
</article-categories>
<title-group>
<article-title>The lamp before my window</article-title>
</title-group>
<fpage seq="1">4</fpage>
</front-stub>
"#);
}

#[test]
fn flat_subheads_become_nested_sections() {
    let head =
        |level, text: &str| Block::new(Content::Subhead(Subhead { level, text: vec![Inline::text(text)] }));
    let blocks = vec![
        Block::paragraph("before"),
        head(2, "one"),
        Block::paragraph("in one"),
        head(3, "one and a half"),
        Block::paragraph("deeper"),
        head(1, "two"),
        Block::paragraph("in two"),
        head(1, "three"),
        Block::paragraph("in three"),
    ];
    assert_snapshot!(element(&text(&article(blocks), &Options::default(), 1), "body"), @r#"
<body>
<p>before</p>
<sec>
<title>one</title>
<p>in one</p>
<sec>
<title>one and a half</title>
<p>deeper</p>
</sec>
</sec>
<sec>
<title>two</title>
<p>in two</p>
</sec>
<sec>
<title>three</title>
<p>in three</p>
</sec>
</body>
"#);
}

#[test]
fn a_byline_is_told_once() {
    let person = |name: &str, parts: Option<(&str, &str)>, role: Option<&str>, kind| Person {
        name: name.to_owned(),
        surname: parts.map(|(surname, _)| surname.to_owned()),
        given_names: parts.map(|(_, given)| given.to_owned()),
        role: role.map(str::to_owned),
        kind,
    };
    let issue = |line: &str, persons: Vec<Person>| {
        let byline = Byline {
            text: vec![Inline::text(line)],
            position: BylinePosition::Head,
            persons,
            provenance: Provenance::default(),
        };
        let mut issue = article(vec![Block::paragraph("x")]);
        issue.articles[0].byline = Some(byline);
        text(&issue, &Options::default(), 1)
    };
    let reporter = person("李晓明", Some(("李", "晓明")), Some("本报记者"), PersonKind::Person);
    let xml = issue("本报记者 李晓明", vec![reporter]);
    assert_snapshot!(element(&xml, "contrib-group"), @r#"
<contrib-group content-type="byline">
<contrib contrib-type="author"><name name-style="eastern"><surname>李</surname><given-names>晓明</given-names></name><role>本报记者</role></contrib>
</contrib-group>
"#);
    assert!(!xml.contains("<p content-type=\"byline\">"));
    let xml = issue(
        "By Ada Pike and the Desk",
        vec![
            person("Ada Pike", Some(("Pike", "Ada")), None, PersonKind::Person),
            person("the Desk", None, None, PersonKind::Organisation),
        ],
    );
    assert_snapshot!(element(&xml, "contrib-group"), @r#"
<contrib-group content-type="byline">
<contrib contrib-type="author"><name-alternatives><name name-style="western"><surname>Pike</surname><given-names>Ada</given-names></name></name-alternatives></contrib>
<contrib contrib-type="author"><collab-alternatives><collab>the Desk</collab></collab-alternatives></contrib>
</contrib-group>
"#);
    assert_snapshot!(element(&xml, "body"), @r#"
<body>
<p content-type="byline">By Ada Pike and the Desk</p>
<p>x</p>
</body>
"#);
}

#[test]
fn what_may_not_stand_in_a_place_stands_beside_it() {
    let link = |content| Inline::Link { target: "https://a.example/a b".to_owned(), content };
    let blocks = vec![Block::new(Content::Paragraph(vec![
        link(vec![Inline::text("to "), Inline::PageBreak { page: 2 }, link(vec![Inline::text("there")])]),
        Inline::LineBreak {},
        Inline::Ruby {
            base: vec![Inline::text("江"), Inline::PageBreak { page: 2 }],
            text: "jiāng".to_owned(),
        },
        Inline::Link { target: "javascript:alert(1)".to_owned(), content: vec![Inline::text("code")] },
        Inline::NoteRef { note: "lost".to_owned(), label: "†".to_owned() },
    ]))];
    assert_snapshot!(element(&text(&article(blocks), &Options::default(), 1), "body"), @r#"
<body>
<p><ext-link ext-link-type="uri" xlink:href="https://a.example/a%20b">to <named-content content-type="inline"><target id="a001.page-2" target-type="page"/></named-content>there</ext-link><styled-content style-type="line-break"> </styled-content><ruby><rb>江</rb><rt>jiāng</rt></ruby><target id="a001.page-2.2" target-type="page"/>code<sup>†</sup></p>
</body>
"#);
}

#[test]
fn furniture_is_kept_out_of_the_text() {
    let kept = text(&sample::everything(), &Options::default(), 0);
    assert_snapshot!(element(&kept, "custom-meta-group"), @r#"
<custom-meta-group>
<custom-meta><meta-name>whole-number</meta-name><meta-value>598</meta-value></custom-meta>
<custom-meta><meta-name>contributor</meta-name><meta-value>Maud Ferrier</meta-value></custom-meta>
<custom-meta><meta-name>contributor</meta-name><meta-value>J. Okonkwo-Lund</meta-value></custom-meta>
<custom-meta><meta-name>masthead</meta-name><meta-value>The Port Elder Courier Thursday, August 20, 1987</meta-value></custom-meta>
<custom-meta><meta-name>advertisement</meta-name><meta-value>Ropes &amp; sails — Quay 3</meta-value></custom-meta>
<custom-meta><meta-name>folio</meta-name><meta-value>2</meta-value></custom-meta>
</custom-meta-group>
"#);
    let options = Options { furniture: FurnitureMeta::LeaveOut, ..Options::default() };
    assert!(!text(&sample::everything(), &options, 0).contains("masthead"));
}

#[test]
fn rights_and_pages() {
    let mut issue = article(vec![]);
    issue.metadata.rights = Some("Free to copy".to_owned());
    issue.articles[0].pages = vec![1, 2, 7];
    issue.articles[0].headline = Some(Passage::plain("A & B"));
    assert_snapshot!(element(&text(&issue, &Options::default(), 1), "front"), @r#"
<front>
<journal-meta>
<journal-id journal-id-type="publisher-id"></journal-id>
<issn specific-use="not-known"/>
</journal-meta>
<article-meta>
<article-id pub-id-type="publisher-id">a001</article-id>
<title-group>
<article-title>A &amp; B</article-title>
</title-group>
<pub-date-not-available/>
<fpage seq="1">1</fpage>
<lpage>7</lpage>
<page-range>1-2, 7</page-range>
<permissions><license><license-p>Free to copy</license-p></license></permissions>
</article-meta>
</front>
"#);
}

#[test]
fn the_source_goes_with_the_articles_on_request() {
    let mut issue = sample::chinese();
    issue.source.format = "pdf".to_owned();
    issue.source.name = Some("江城晚报 5.6.pdf".to_owned());
    let options = Options { source: SourceFile::Enclose(b"%PDF".to_vec()), ..Options::default() };
    let files = write(&issue, &options);
    assert_eq!((files[3].path.as_str(), files[3].data.as_slice()), ("assets/source.pdf", &b"%PDF"[..]));
    assert_snapshot!(element(&text(&issue, &options, 0), "supplementary-material"), @r#"
    <supplementary-material id="issue.source" content-type="source" xlink:href="assets/source.pdf" mimetype="application" mime-subtype="pdf">
    <caption><title>江城晚报 5.6.pdf</title></caption>
    </supplementary-material>
    "#);
    assert!(!text(&issue, &Options::default(), 0).contains("supplementary-material"));
}

#[test]
fn provenance_is_told_on_request() {
    let provenance = |page: u32, rule: &'static str| {
        let rect = Some(backissue_model::Rect::new(36.0, 120.0, 380.5, 168.0));
        Provenance::new(Place::Page { page, rect }, Rule::new(rule))
    };
    let block = |content, rule| Block { provenance: provenance(2, rule), ..Block::new(content) };
    let subhead = Content::Subhead(Subhead { level: 1, text: vec![Inline::text("At dusk")] });
    let jump = JumpLine { text: vec![Inline::text("continued")], folio: None };
    let headline = Passage { text: vec![Inline::text("Lamps")], provenance: provenance(1, "headline/size") };
    let mut issue = article(vec![
        block(Content::Paragraph(vec![Inline::text("The lamps.")]), "paragraph/indent"),
        block(subhead, "subhead/bold"),
        block(Content::JumpLine(jump), "jump/words"),
    ]);
    issue.articles[0].headline = Some(headline);
    let options = Options { provenance: ProvenanceMeta::Keep, ..Options::default() };
    let xml = text(&issue, &options, 1);
    assert_snapshot!(element(&xml, "custom-meta-group"), @r#"
    <custom-meta-group>
    <custom-meta specific-use="provenance"><meta-name>headline</meta-name><meta-value>rule:headline/size page:1@36,120,380,168</meta-value></custom-meta>
    </custom-meta-group>
    "#);
    assert_snapshot!(element(&xml, "body"), @r#"
    <body>
    <p specific-use="rule:paragraph/indent page:2@36,120,380,168">The lamps.</p>
    <sec specific-use="rule:subhead/bold page:2@36,120,380,168">
    <title>At dusk</title>
    <p content-type="jump-line" specific-use="print-only rule:jump/words page:2@36,120,380,168">continued</p>
    </sec>
    </body>
    "#);
}
