//! Editions as a person reads them raw: one snapshot a construct or trap.

use backissue_markdown::{Flavor, Images, Options, Split, Title, write};
use backissue_model::{
    Article, Block, Cell, Content, Figure, Image, Inline, Issue, List, ListItem, ListKind, Note, Passage,
    Row, Subhead, Table, Verse, sample,
};
use insta::assert_snapshot;

fn document(issue: &Issue, options: &Options) -> String {
    String::from_utf8(write(issue, options)[0].data.clone()).expect("UTF-8")
}

/// The body of an issue with one article of these blocks.
fn body(blocks: Vec<Block>) -> String {
    body_for(blocks, &Options::default())
}

fn body_for(blocks: Vec<Block>, options: &Options) -> String {
    let article = Article { headline: Some(Passage::plain("Head")), body: blocks, ..Article::default() };
    let issue = Issue { articles: vec![article], ..Issue::default() };
    let text = document(&issue, options);
    text.split_once("## Head\n\n").expect("the headline").1.to_owned()
}

fn paragraph(inlines: Vec<Inline>) -> Block {
    Block::new(Content::Paragraph(inlines))
}

fn strong(text: &str) -> Inline {
    Inline::Strong(vec![Inline::text(text)])
}

#[test]
fn a_whole_issue() {
    assert_snapshot!(document(&sample::chinese(), &Options::default()), @r#"
---
title: 江城晚报
publication: 江城晚报
date: 2024-05-06
lang: zh-Hans
issue: "10234"
---

<!-- markdownlint-disable-file MD041 -->

<!-- masthead: 江城晚报
2024年5月6日 星期一 -->

<!-- page: 1 -->

## 要闻

YAO WEN

### 长江大桥夜游线路昨晚开通

“五一”假期客流创新高

首批八条游船投入运营　市民可凭市民卡乘坐

本报记者 李晓明 通讯员 王芳

本报讯　昨晚7时许，随着一声汽笛，首批八条游船依次驶离江城码头，两岸灯光次第亮起，<!-- page: 2 -->江面上歌声不断，市民纷纷举起手机拍照留念。

#### 票价每位80元

一座城市的夜晚，不只是灯光。“**便民**”二字，才是夜经济的底色。

> 灯光照亮江面，服务照亮人心。

| 日期 | 天气 | 气温 |
| --- | --- | --- |
| 5月6日 | 多云 | 18～26℃ |
| 5月7日 | 小雨 | 16～22℃ |

（下转第3版）

责任编辑：周默

<!-- page: 3 -->

## 副刊

### 江边

风吹过<ruby>鹦鹉<rt>yīng wǔ</rt></ruby>洲\
船灯一盏一盏，亮到天尽头

谁在岸上，数着归来的桨声

𠮷村
"#);
}

#[test]
fn a_title_that_is_a_heading_too() {
    let options = Options { title: Title::Heading, ..Options::default() };
    let start = |issue: &Issue, file: usize, options: &Options| {
        let text = String::from_utf8(write(issue, options)[file].data.clone()).expect("UTF-8");
        let (_, body) = text.split_once("\n---\n\n").expect("front matter");
        body.lines().next().expect("a line").to_owned()
    };
    assert_eq!(start(&sample::chinese(), 0, &options), "# 江城晚报");
    let split = Options { split: Split::Articles, ..options };
    assert_eq!(start(&sample::chinese(), 0, &split), "# 江城晚报");
    let article =
        |headline| Article { headline, body: vec![Block::paragraph("Text.")], ..Article::default() };
    let articles = vec![article(Some(Passage::plain("Told"))), article(None)];
    let issue = Issue { articles, ..Issue::default() };
    assert_eq!(start(&issue, 0, &split), "# Untitled");
    assert_eq!(start(&issue, 1, &split), "# Told");
    assert_eq!(start(&issue, 2, &split), "<!-- markdownlint-disable-file MD041 -->");
}

#[test]
fn headings_stay_as_printed_and_linters_are_told() {
    let brief = |headline: &str| Article { headline: Some(Passage::plain(headline)), ..Article::default() };
    let issue = Issue { articles: vec![brief("Rain!"), brief("Brief"), brief("Brief")], ..Issue::default() };
    let text = document(&issue, &Options::default());
    assert!(text.contains("\n<!-- markdownlint-disable-file MD024 MD026 MD041 -->\n"), "{text}");
    let headings: Vec<&str> = text.lines().filter(|line| line.starts_with('#')).collect();
    assert_eq!(headings, ["## Rain!", "## Brief", "## Brief"]);
}

#[test]
fn no_subhead_stands_beside_the_title() {
    let subhead = Subhead { level: 1, text: vec![Inline::text("Begins here")] };
    let article = Article { body: vec![Block::new(Content::Subhead(subhead))], ..Article::default() };
    let issue = Issue { articles: vec![article], ..Issue::default() };
    for title in [Title::FrontMatter, Title::Heading] {
        for split in [Split::Whole, Split::Articles] {
            let files = write(&issue, &Options { title, split, ..Options::default() });
            let text = String::from_utf8(files.last().expect("a file").data.clone()).expect("UTF-8");
            assert!(text.ends_with("\n\n## Begins here\n"), "{title:?} {split:?}: {text}");
        }
    }
}

#[test]
fn a_broken_headline_has_spaces_where_print_would() {
    let headline = |rows: [Inline; 3]| {
        let text = rows.into_iter().flat_map(|row| [row, Inline::LineBreak {}]).collect();
        let headline = Some(Passage { text, ..Passage::plain("") });
        Article { headline, ..Article::default() }
    };
    let words = ["Lamps", "burn", "again"].map(Inline::text);
    let square = [Inline::text("大桥今"), strong("日通"), Inline::text("车")];
    let issue = Issue { articles: vec![headline(words), headline(square)], ..Issue::default() };
    let text = document(&issue, &Options::default());
    let headings: Vec<&str> = text.lines().filter(|line| line.starts_with('#')).collect();
    assert_eq!(headings, ["## Lamps burn again", "## 大桥今**日通**车"]);
}

#[test]
fn bold_is_bold_beside_punctuation_of_scripts_without_spaces() {
    let marked = |before: &str, bold: &str, after: &str| {
        paragraph(vec![Inline::text(before), strong(bold), Inline::text(after)])
    };
    assert_snapshot!(body(vec![
        marked("只有", "“便民”", "二字"),
        marked("", "重点。", "后文"),
        marked("他说：", "好", "。"),
        marked("see ", " both ends ", "of it"),
        marked("甲", "！", "乙"),
        paragraph(vec![strong("one"), strong(" two"), Inline::Emphasis(vec![Inline::text("three")])]),
    ]), @r#"
只有“**便民**”二字

**重点**。后文

他说：**好**。

see  **both ends** of it

甲！乙

**one two**<!-- -->*three*
"#);
}

#[test]
fn only_what_would_be_markup_is_escaped() {
    let lines = [
        "1988. A year, not a list",
        "- a dash, 10~20, 5*3, snake_case, _under_, `tick`",
        "# 5 of the series; C# is not",
        "[sic], [a](b), [^1], ![x], a ] b",
        "<b> & &amp; AT&T; a < b > c",
        "> and | pipes | and = signs",
        "===",
        "---",
        "www.a.example or desk@a.example or https://a.example/x_y_z.",
        "costs $5, or $6: \\ that is all",
    ];
    assert_snapshot!(body(lines.map(Block::paragraph).to_vec()), @r#"
1988\. A year, not a list

\- a dash, 10\~20, 5\*3, snake_case, \_under\_, \`tick\`

\# 5 of the series; C# is not

[sic], [a]\(b), \[^1], \![x], a ] b

\<b> & \&amp; AT\&T; a < b > c

\> and | pipes | and = signs

\===

\---

www\.a.example or desk\@a.example or <https://a.example/x_y_z>.

costs $5, or $6: \\ that is all
"#);
}

#[test]
fn lists_keep_their_labels() {
    let list = |kind, entries: &[(&str, &str)]| {
        let item = |(label, text): &(&str, &str)| ListItem {
            label: (*label).to_owned(),
            blocks: vec![Block::paragraph(*text)],
        };
        Block::new(Content::List(List { kind, items: entries.iter().map(item).collect() }))
    };
    assert_snapshot!(body(vec![
        list(ListKind::Bulleted, &[("•", "oil"), ("•", "wicks")]),
        list(ListKind::Numbered { start: 1 }, &[("", "first"), ("2.", "second")]),
        list(ListKind::Numbered { start: 3 }, &[("", "third"), ("", "fourth")]),
        list(ListKind::Numbered { start: 1 }, &[("（一）", "加强领导"), ("（二）", "压实责任")]),
    ]), @r#"
- oil
- wicks

<!-- -->

1. first
2. second

<!-- -->

- 3\. third
- 4\. fourth

<!-- -->

- （一）加强领导
- （二）压实责任
"#);
}

#[test]
fn notes_are_unique_in_the_document_and_kept_without_a_reference() {
    let note = |label: &str, text: &str| Note {
        id: format!("n{label}"),
        label: label.to_owned(),
        blocks: vec![Block::paragraph(text)],
    };
    let article = |head: &str| Article {
        headline: Some(Passage::plain(head)),
        body: vec![paragraph(vec![
            Inline::text("Text"),
            Inline::NoteRef { note: "n1".to_owned(), label: "1".to_owned() },
            Inline::text(" and none"),
            Inline::NoteRef { note: "lost".to_owned(), label: "†".to_owned() },
            Inline::text("."),
        ])],
        notes: vec![note("1", "Seen."), note("2", "Named by nobody.")],
        ..Article::default()
    };
    let issue = Issue { articles: vec![article("One"), article("Two")], ..Issue::default() };
    assert_snapshot!(document(&issue, &Options::default()), @r#"
---
title: Untitled
---

<!-- markdownlint-disable-file MD041 -->

## One

Text[^1] and none<sup>†</sup>.

[^1]: Seen.

2 Named by nobody.

## Two

Text[^2-1] and none<sup>†</sup>.

[^2-1]: Seen.

2 Named by nobody.
"#);
}

#[test]
fn wrapped_lines_break_at_spaces_and_never_begin_with_a_mark() {
    let options = Options { wrap: Some(24), ..Options::default() };
    let blocks = [
        "It was the spring of 1988. Then - as ever - came + rain, and # of us stayed.",
        "本报讯 昨晚7时许，随着一声汽笛，首批八条游船依次驶离江城码头。",
    ];
    assert_snapshot!(body_for(blocks.map(Block::paragraph).to_vec(), &options), @r#"
It was the spring of 1988.
Then - as ever - came +
rain, and # of us
stayed.

本报讯 昨晚7时许，随着一声汽笛，首批八条游船依次驶离江城码头。
"#);
}

#[test]
fn verse_and_figures() {
    let line = |text: &str| vec![Inline::text(text)];
    let verse =
        Verse { stanzas: vec![vec![line("The tide came in,"), line("  - and went")], vec![line("again")]] };
    let figure = Figure {
        images: vec!["i 1".to_owned()],
        alt: String::new(),
        caption: vec![Inline::text("The [old] quay.")],
        credit: vec![Inline::text("Photo: A. B.")],
    };
    let article = Article {
        body: vec![Block::new(Content::Verse(verse)), Block::new(Content::Figure(figure))],
        ..Article::default()
    };
    let image = Image {
        id: "i 1".to_owned(),
        media_type: "image/png".to_owned(),
        data: vec![1, 2],
        ..Image::default()
    };
    let issue = Issue { articles: vec![article], images: vec![image], ..Issue::default() };
    let options = Options { assets: "my 图/../(x)".to_owned(), ..Options::default() };
    let files = write(&issue, &options);
    assert_eq!(files[1].path, "my 图/(x)/image-1.png");
    assert_snapshot!(document(&issue, &options), @r#"
---
title: Untitled
---

<!-- markdownlint-disable-file MD041 -->

The tide came in,\
  - and went

again

![The \[old\] quay.](my%20图/%28x%29/image-1.png)

The [old] quay. Photo: A. B.
"#);
    let inline = Options { images: Images::Inline, ..options };
    assert_eq!(write(&issue, &inline).len(), 1);
    assert!(document(&issue, &inline).contains("](data:image/png;base64,AQI=)"));
}

#[test]
fn hostile_metadata_stays_in_its_place() {
    let text = document(&sample::hostile(), &Options::default());
    let front =
        text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")).expect("front matter").0;
    for line in front.lines() {
        let key = line.split_once(": ").map_or(line, |(key, _)| key);
        let entry =
            line.starts_with("  - ") || key.bytes().all(|b| b.is_ascii_lowercase() || b"-:".contains(&b));
        assert!(entry && !line.starts_with("evil"), "{line}");
    }
    // In comments and after a backslash it is text.
    let (_, body) = text.split_once("\n---\n").expect("front matter");
    let mut live = body.replace("\\<", "");
    while let Some((before, rest)) = live.split_once("<!--") {
        live = before.to_owned() + rest.split_once("-->").expect("a comment ends").1;
    }
    for risk in ["<script", "](javascript:", "](file:", "](data:text", "\\input", "\u{0}"] {
        assert!(!live.contains(risk), "{risk}");
    }
}

#[test]
fn an_article_a_file() {
    let options = Options { split: Split::Articles, ..Options::default() };
    let files = write(&sample::everything(), &options);
    let paths: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
    assert_snapshot!(paths.join(" "), @r#"index.md a001.md a002.md a003.md a004.md assets/i001.svg assets/i002.png assets/i003.bin"#);
    let text = |index: usize| String::from_utf8(files[index].data.clone()).expect("UTF-8");
    assert_snapshot!(text(0), @r#"
---
title: Regatta number
publication: The Port Elder Courier
date: 1987-08-20
lang: en
volume: XII
issue: "34"
whole-number: "598"
issn: "1234-5679"
publisher: "Elder & Daughters"
contributors:
  - Maud Ferrier
  - J. Okonkwo-Lund
rights: "© 1987 Elder & Daughters"
---

<!-- markdownlint-disable-file MD041 -->

<!-- masthead: The Port Elder Courier
Thursday, August 20, 1987 -->

- Harbour\
  Ships, men and tides
  - [Lamps burn again along the long quay](a001.md)
  - [What the tower kept](a002.md)
- Letters
  - [The lamp before my window](a003.md)
- [a004](a004.md)

<!-- advertisement: Ropes & sails — Quay 3 -->

<!-- folio: 2 -->
"#);
    assert_snapshot!(text(3), @r#"
---
title: The lamp before my window
section: Letters
page: "4"
publication: The Port Elder Courier
date: 1987-08-20
lang: en
volume: XII
issue: "34"
whole-number: "598"
issn: "1234-5679"
publisher: "Elder & Daughters"
---

<!-- markdownlint-disable-file MD041 -->

<!-- page: 4 -->

Sir: The lamp before my window is a fine lamp. Might it be fine elsewhere?

(A reader, Salt Stairs)
"#);
}

#[test]
fn flavors_differ_where_their_readers_do() {
    let flavored = |flavor| document(&sample::everything(), &Options { flavor, ..Options::default() });
    let (plain, pandoc) = (flavored(Flavor::CommonMark), flavored(Flavor::Pandoc));
    assert!(!plain.contains("[^") && plain.contains("<sup>1</sup>") && plain.contains("\n1 At 8.41"));
    assert!(pandoc.contains("H~2~O") && pandoc.contains("[HMS Petrel]{.smallcaps}"));
    assert!(pandoc.contains("[tout le monde]{lang=fr}") && pandoc.contains("{#a003}"));
}

#[test]
fn escapes_stand_in_no_script_of_pandoc() {
    let options = Options { flavor: Flavor::Pandoc, ..Options::default() };
    let sup = |content: &str| paragraph(vec![Inline::text("x"), Inline::Sup(vec![Inline::text(content)])]);
    assert_snapshot!(body_for(vec![sup("2n"), sup("*)"), sup("a b")], &options), @r#"
    x^2n^

    x<sup>\*)</sup>

    x<sup>a b</sup>
    "#);
}

#[test]
fn marks_that_flank_nothing_cost_linear_time() {
    let stars = "★".repeat(100_000);
    let alternating = (0..20_000)
        .map(|i| if i % 2 == 0 { strong("★") } else { Inline::Emphasis(vec![Inline::text("。")]) });
    let text =
        body(vec![paragraph(vec![Inline::text("甲"), strong(&stars)]), paragraph(alternating.collect())]);
    assert_eq!(text.matches('★').count(), 110_000);
    assert!(!text.lines().next().expect("a paragraph").contains('*'));
}

#[test]
fn a_table_without_a_head_gets_an_empty_one() {
    let rows = [["6.12", "18.40"], ["7.05", "19.31"]];
    let rows = rows.map(|cells| Row { cells: cells.map(Cell::text).to_vec() }).to_vec();
    let table = Table { rows, ..Table::default() };
    let article = Article { body: vec![Block::new(Content::Table(table))], ..Article::default() };
    let issue = Issue { articles: vec![article], ..Issue::default() };
    let markdown = String::from_utf8(write(&issue, &Options::default())[0].data.clone()).unwrap();
    assert!(markdown.contains("| | |\n| --- | --- |\n| 6.12 | 18.40 |\n| 7.05 | 19.31 |"), "{markdown}");
}
