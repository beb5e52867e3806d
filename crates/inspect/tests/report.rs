//! The report of made-up issues: what is drawn, what is listed, what cannot get out of its quotes.

use backissue_inspect::{Options, Pictures, report};
use backissue_model::{
    Article, Block, Content, Direction, Entry, Frame, Furniture, FurnitureKind, Glyph, Image, Inline, Issue,
    IssuePage, Page, Passage, Place, PlacedImage, Provenance, Rect, Rule, Ruling, TextStyle, Visibility,
    Warning, WarningKind, sample,
};

fn place(page: u32, rect: [f32; 4]) -> Place {
    Place::Page { page, rect: Some(rect.into()) }
}

fn provenance(rect: [f32; 4], rule: &'static str) -> Provenance {
    Provenance::new(place(1, rect), Rule::new(rule))
}

/// Sets a line of text from the left in glyphs of half its size.
fn set(page: &mut Page, text: &str, x: f32, y: f32, style: u16) {
    let advance = page.styles[usize::from(style)].size / 2.0;
    for (index, c) in text.chars().enumerate() {
        let start = page.text.len() as u32;
        page.text.push(c);
        page.glyphs.push(Glyph {
            start,
            len: c.len_utf8() as u8,
            style,
            x: x + index as f32 * advance,
            y,
            advance,
            ..Glyph::default()
        });
    }
}

fn page(styles: Vec<TextStyle>) -> Page {
    Page { number: 1, width: 200.0, height: 100.0, styles, ..Page::default() }
}

/// A page with a headline, a line of text, a folio and a line that nothing was made of.
fn small() -> (Issue, Page) {
    let mut page = page(vec![
        TextStyle { family: "Bodoni <Bold>".to_owned(), size: 20.0, bold: true, ..TextStyle::default() },
        TextStyle { family: "SimHei".to_owned(), ..TextStyle::default() },
    ]);
    set(&mut page, "Tide & Lamp", 10.0, 30.0, 0);
    set(&mut page, "It burns.", 10.0, 50.0, 1);
    set(&mut page, "7", 190.0, 10.0, 1);
    set(&mut page, "lost", 150.0, 90.0, 1);
    page.rulings.push(Ruling { rect: Rect::new(10.0, 35.0, 190.0, 35.0), color: [0, 0, 0], lean: 0.0 });
    page.images.push(PlacedImage {
        rect: Rect::new(100.0, 40.0, 140.0, 60.0),
        image: None,
        alt: None,
        tag: 0,
    });
    let body = Block {
        provenance: provenance([10.0, 42.0, 60.0, 52.0], "paragraph/indent"),
        ..Block::new(Content::Paragraph(vec![
            Inline::Dateline(vec![Inline::text("It")]),
            Inline::text(" burns."),
        ]))
    };
    let article = Article {
        id: "a001".to_owned(),
        headline: Some(Passage {
            provenance: provenance([10.0, 14.0, 120.0, 34.0], "headline/larger-than-body"),
            ..Passage::plain("Tide & Lamp")
        }),
        body: vec![body],
        pages: vec![1],
        ..Article::default()
    };
    let issue = Issue {
        pages: vec![IssuePage { number: 1, folio: Some("7".to_owned()), width: 200.0, height: 100.0 }],
        articles: vec![article],
        furniture: vec![Furniture {
            kind: FurnitureKind::Folio,
            text: "7".to_owned(),
            provenance: provenance([190.0, 2.0, 195.0, 12.0], "furniture/page-number-at-edge"),
        }],
        ..Issue::default()
    };
    (issue, page)
}

/// The report without style and script, a line for each element that `begin` begins.
fn elements(html: &str, begin: &str) -> String {
    let lines = html.split('<').filter(|element| element.starts_with(begin));
    lines.map(|element| format!("<{element}\n")).collect()
}

fn between<'a>(html: &'a str, start: &str, end: &str) -> &'a str {
    let from = html.find(start).unwrap_or_else(|| panic!("{start} is in the report"));
    let length = html[from..].find(end).unwrap_or_else(|| panic!("{end} follows {start}"));
    &html[from..from + length]
}

#[test]
fn a_page_is_drawn_line_by_line_with_what_became_of_it() {
    let (issue, page) = small();
    let frame = Frame { page: 1, rect: Rect::new(10.0, 14.0, 120.0, 52.0), boxed: true, ..Frame::default() };
    let html = report(&issue, &[page], &[frame], &Options::default());
    let drawn = between(&html, "<figure", "</figure>").replace("><", ">\n<");
    insta::assert_snapshot!(drawn, @r##"
    <figure class="page" id="page-1" style="--width:200;--height:100;--unit:0.5">
    <figcaption>Page 1 · folio 7</figcaption>
    <svg class="sheet" viewBox="0 0 200 100" role="img" aria-label="Page 1">
    <rect class="paper" width="200" height="100"/>
    <g class="areas">
    </g>
    <g class="pictures">
    <rect class="no-picture" x="100" y="40" width="40" height="20"/>
    </g>
    <g class="rulings">
    <line x1="10" y1="35" x2="190" y2="35" stroke="#000000" stroke-width="0.3"/>
    </g>
    <g class="type">
    <g class="seen" font-family="serif" font-size="20" fill="#000000" font-weight="bold">
    <text x="10" y="30" textLength="110" lengthAdjust="spacingAndGlyphs">Tide &amp; Lamp</text>
    </g>
    <g class="seen" font-family="&quot;SimHei&quot;, sans-serif" font-size="10" fill="#000000">
    <text x="10" y="50" textLength="45" lengthAdjust="spacingAndGlyphs">It burns.</text>
    <text class="astray" x="150" y="90" textLength="20" lengthAdjust="spacingAndGlyphs">lost</text>
    <text x="190" y="10">7</text>
    </g>
    </g>
    <g class="marks">
    <g class="furniture">
    <rect class="area piece" data-piece="f1" x="190" y="2" width="5" height="10"/>
    </g>
    <g class="article c0" data-owner="a1">
    <rect class="area headline" data-piece="a1p1" x="10" y="14" width="110" height="20"/>
    <rect class="area paragraph" data-piece="a1p2" x="10" y="42" width="50" height="10"/>
    <polyline class="way" points="65,24 35,47"/>
    <g class="number" transform="translate(10 14)">
    <circle/>
    <text>1</text>
    </g>
    </g>
    </g>
    <g class="frames">
    <g class="frame boxed">
    <rect x="10" y="14" width="110" height="38"/>
    <text x="120" y="14">1</text>
    </g>
    </g>
    </svg>
    "##);
}

#[test]
fn an_article_is_listed_part_by_part_with_its_reasons() {
    let (issue, page) = small();
    let html = report(&issue, &[page], &[], &Options::default());
    let card = between(&html, "<article", "</article>").replace("><", ">\n<");
    insta::assert_snapshot!(card, @r##"
    <article class="card c0" id="a1" data-owner="a1" tabindex="0" aria-label="Article 1: Tide &amp; Lamp">
    <header>
    <span class="no">1</span> news<span class="where">
    <a href="#page-1">page 1</a> 1 block</span>
    </header>
    <div class="part headline" id="a1p1">
    <span class="name">headline</span>
    <div class="text" dir="auto">Tide &amp; Lamp</div>
    <small class="why">
    <a href="#page-1">page 1</a> <code>headline/larger-than-body</code>
    </small>
    </div>
    <div class="part paragraph" id="a1p2">
    <span class="name">paragraph</span>
    <div class="text" dir="auto">
    <span class="dateline" title="dateline">It</span> burns.</div>
    <small class="why">
    <a href="#page-1">page 1</a> <code>paragraph/indent</code>
    </small>
    </div>
    "##);
}

#[test]
fn furniture_warnings_and_ledger_are_listed_and_marked() {
    let (mut issue, page) = small();
    issue.warnings.push(Warning::new(WarningKind::Doubt, place(1, [1.0, 1.0, 9.0, 9.0]), "a gutter <6 pt"));
    issue.ledger.entries.push(Entry {
        rule: Rule::new("hyphen/line-end"),
        place: place(1, [5.0, 5.0, 6.0, 6.0]),
        before: "-".to_owned(),
        after: String::new(),
    });
    let html = report(&issue, &[page], &[], &Options::default());
    let entry = between(&html, "<details", "</details>").replace("><", ">\n<");
    insta::assert_snapshot!(entry, @r##"
    <details open>
    <summary>
    <code>hyphen/line-end</code> 1</summary>
    <ol class="list">
    <li class="part" id="e1" tabindex="0">
    <div class="text" dir="auto">
    <del>-</del>
    </div>
    <small class="why">
    <a href="#page-1">page 1</a>
    </small>
    </li>
    </ol>
    "##);
    for piece in ["f1", "w1", "e1"] {
        let area = format!("<rect class=\"area piece\" data-piece=\"{piece}\"");
        assert!(html.contains(&area), "{piece} has no area");
    }
}

#[test]
fn lines_in_other_directions_are_turned_and_stand_in_their_order() {
    let style = |direction| TextStyle { direction, ..TextStyle::default() };
    let directions = [Direction::Vertical, Direction::Down, Direction::Up, Direction::Left, Direction::Right];
    let mut page = page(directions.map(style).into());
    let (issue, _) = small();
    for (index, (dx, dy)) in [(0.0, 5.0), (0.0, 5.0), (0.0, -5.0), (-5.0, 0.0)].into_iter().enumerate() {
        set(&mut page, "ab", 50.0, 50.0, index as u16);
        let at = page.glyphs.len() - 1;
        (page.glyphs[at].x, page.glyphs[at].y) = (50.0 + dx, 50.0 + dy);
    }
    set(&mut page, "בא", 20.0, 80.0, 4);
    let html = report(&issue, &[page], &[], &Options::default());
    insta::assert_snapshot!(elements(&html, "text "), @r##"
    <text class="astray" x="50" y="50" textLength="10" lengthAdjust="spacingAndGlyphs">ab
    <text class="astray" x="50" y="50" textLength="10" lengthAdjust="spacingAndGlyphs" transform="rotate(90 50 50)">ab
    <text x="50" y="50" textLength="10" lengthAdjust="spacingAndGlyphs" transform="rotate(-90 50 50)">ab
    <text x="50" y="50" textLength="10" lengthAdjust="spacingAndGlyphs" transform="rotate(180 50 50)">ab
    <text class="backwards astray" x="30" y="80" textLength="10" lengthAdjust="spacingAndGlyphs">אב
    "##);
}

#[test]
fn letters_that_stand_alone_share_an_element() {
    let mut page = page(vec![TextStyle::default()]);
    let (mut issue, _) = small();
    issue.furniture[0].provenance = provenance([0.0, 0.0, 200.0, 100.0], "furniture/all");
    for (index, c) in ["一", "二", "三"].into_iter().enumerate() {
        set(&mut page, c, 30.0, 20.0 + 12.0 * index as f32, 0);
    }
    let html = report(&issue, &[page], &[], &Options::default());
    assert!(
        html.contains("<text x=\"30 30 30\" y=\"20 32 44\">一二三</text>"),
        "{}",
        elements(&html, "text ")
    );
}

#[test]
fn what_no_reader_sees_is_told_from_what_went_astray() {
    let styles = [Visibility::Visible, Visibility::Invisible, Visibility::Hidden];
    let mut page = page(styles.map(|visibility| TextStyle { visibility, ..TextStyle::default() }).into());
    let (issue, _) = small();
    ["seen", "unseen", "hidden"]
        .into_iter()
        .zip(0..)
        .for_each(|(text, style)| set(&mut page, text, 150.0, 70.0, style));
    let html = report(&issue, &[page], &[], &Options::default());
    let drawn = elements(&html, "text ");
    assert_eq!(drawn.matches("class=\"astray\"").count(), 1, "{drawn}");
    assert!(html.contains("<g class=\"invisible\"") && html.contains("<g class=\"hidden\""));
}

#[test]
fn nothing_that_an_issue_says_becomes_markup() {
    let mut issue = sample::hostile();
    issue.pages =
        vec![IssuePage { number: 1, folio: Some("<script>".to_owned()), width: f32::NAN, height: 1.0 }];
    issue.metadata.language = Some("x\" onload=\"alert(1)".to_owned());
    let html = report(&issue, &[], &[], &Options::default());
    assert_eq!(html.matches("<script").count(), 1);
    assert!(!html.contains("<math") && !html.contains("href=\"javascript"), "a formula or link came through");
    let attributes = elements(&html, "section");
    assert!(!attributes.contains("onload=\"alert"), "{attributes}");
}

#[test]
fn an_issue_without_pages_has_its_lists_alone() {
    let mut issue = sample::everything();
    issue.pages.clear();
    let html = report(&issue, &[], &[], &Options::default());
    assert!(!html.contains("<section id=\"pages\"") && html.contains("<article class=\"card"));
    assert_eq!(html, report(&issue, &[], &[], &Options::default()));
}

#[test]
fn pictures_are_in_the_file_once_or_not_at_all() {
    let (mut issue, mut page) = small();
    let picture = |id: &str, media_type: &str| Image {
        id: id.to_owned(),
        media_type: media_type.to_owned(),
        data: vec![0],
        ..Image::default()
    };
    issue.images = vec![picture("i001", "image/png"), picture("i002", "image/tiff")];
    let placed = |id: &str| PlacedImage { image: Some(id.to_owned()), ..page.images[0].clone() };
    page.images = vec![placed("i001"), placed("i001"), placed("i002")];
    let pages = [page];
    let html = report(&issue, &pages, &[], &Options::default());
    let count = |html: &str| [";base64,", "<use ", "no-picture\""].map(|part| html.matches(part).count());
    assert_eq!(count(&html), [1, 2, 1]);
    let without = report(&issue, &pages, &[], &Options { pictures: Pictures::LeftOut });
    assert_eq!(count(&without), [0, 0, 3]);
}
