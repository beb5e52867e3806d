//! `.page` files: a page written as lines of text, so that reading order can be tested without a PDF. Their form
//! is described in `testdata/README.md`.

use backissue_convert::model::{
    Direction, Glyph, Image, Page, Pages, Panel, PlacedImage, Rect, Ruling, Tally, TextStyle, Visibility,
};
use unicode_width::UnicodeWidthChar as _;

/// Farthest coordinate and largest size in points, beyond any page (ISO 32000-2, Annex C.2): readers hold to such a
/// limit too, and layout may count on it.
const FARTHEST: f32 = 100_000.0;

/// The pages of a `.page` file, and the lines in it that say nothing; they are passed over.
pub fn parse(text: &str) -> (Pages, Vec<&str>) {
    let mut pages = Pages::default();
    let mut page = Page { number: 1, ..Page::default() };
    let mut faults = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if add(line, &mut page, &mut pages).is_none() {
            faults.push(line);
        }
    }
    pages.pages.push(page);
    for page in &pages.pages {
        pages.ledger.decoded += Tally::of(&page.text);
    }
    (pages, faults)
}

/// Adds what a line says to the page at hand; a line that says `page` begins the next, if there is anything on it.
fn add(line: &str, page: &mut Page, pages: &mut Pages) -> Option<()> {
    let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
    match word {
        "page" => {
            let [width, height] = numbers(rest)?;
            if page.width > 0.0 {
                let next = Page { number: page.number + 1, ..Page::default() };
                pages.pages.push(std::mem::replace(page, next));
            }
            (page.width, page.height) = (width, height);
        }
        "rule" => page.rulings.push(ruling(numbers(rest)?)),
        "panel" => {
            page.panels.push(Panel { rect: rect(numbers(rest)?), fill: Some([230; 3]), framed: false });
        }
        "image" => {
            let id = format!("i{:03}", pages.images.len() + 1);
            let image = Some(id.clone());
            page.images.push(PlacedImage { rect: rect(numbers(rest)?), image, ..PlacedImage::default() });
            pages.images.push(Image { id, media_type: "image/png".to_owned(), ..Image::default() });
        }
        _ => add_text(line, page)?,
    }
    Some(())
}

fn numbers<const N: usize>(text: &str) -> Option<[f32; N]> {
    let number = |word: &str| word.parse().ok().filter(|number: &f32| number.abs() <= FARTHEST);
    let numbers: Vec<f32> = text.split_whitespace().map(number).collect::<Option<_>>()?;
    numbers.try_into().ok()
}

fn rect([x0, y0, x1, y1]: [f32; 4]) -> Rect {
    Rect::new(x0, y0, x1, y1)
}

fn ruling([x0, y0, x1, y1, width]: [f32; 5]) -> Ruling {
    let half = width / 2.0;
    let rect = if x0 == x1 {
        Rect::new(x0 - half, y0, x1 + half, y1)
    } else {
        Rect::new(x0, y0 - half, x1, y1 + half)
    };
    Ruling { rect, color: [0; 3], lean: 0.0 }
}

/// `X Y SIZE "text" [bold] [italic] [vertical] [turned] [unseen]`
fn add_text(line: &str, page: &mut Page) -> Option<()> {
    let (place, quoted) = line.split_once('"')?;
    let (text, words) = quoted.rsplit_once('"')?;
    let text = text.replace("\\\"", "\"").replace("\\\\", "\\");
    let [x, y, size] = numbers(place).filter(|[_, _, size]| *size > 0.0)?;
    let has = |word: &str| words.split_whitespace().any(|other| other == word);
    let (vertical, turned) = (has("vertical"), has("turned"));
    let style = TextStyle {
        family: "Test".to_owned(),
        size,
        bold: has("bold"),
        italic: has("italic"),
        direction: match (vertical, turned) {
            (true, _) => Direction::Vertical,
            (_, true) => Direction::Down,
            _ => Direction::Right,
        },
        visibility: if has("unseen") { Visibility::Invisible } else { Visibility::Visible },
        ..TextStyle::default()
    };
    let style = style_index(style, page)?;
    let mut along = 0.0;
    for c in text.chars() {
        let advance = if c.width() == Some(2) { size } else { size / 2.0 };
        let (x, y) = if vertical || turned { (x, y + along) } else { (x + along, y) };
        let start = u32::try_from(page.text.len()).ok()?;
        page.text.push(c);
        page.glyphs.push(Glyph { start, len: c.len_utf8() as u8, style, x, y, advance, tag: 0 });
        along += advance;
    }
    Some(())
}

fn style_index(style: TextStyle, page: &mut Page) -> Option<u16> {
    let known = page.styles.iter().position(|other| *other == style);
    let index = known.unwrap_or_else(|| {
        page.styles.push(style);
        page.styles.len() - 1
    });
    u16::try_from(index).ok()
}

#[test]
fn a_page_file_gives_glyphs_in_their_places() {
    let (pages, faults) =
        parse("# x\npage 100 50\nrule 10 5 10 25 2\n10 20 8 \"a字\\\"\" bold\n50 10 8 \"縦書\" vertical\n");
    assert!(faults.is_empty());
    let page = &pages.pages[0];
    assert_eq!((page.width, page.text.as_str()), (100.0, "a字\"縦書"));
    assert_eq!(page.glyphs.iter().map(|glyph| glyph.x).collect::<Vec<_>>(), [10.0, 14.0, 22.0, 50.0, 50.0]);
    assert_eq!(page.glyphs[4].y, 18.0);
    assert!(page.style(&page.glyphs[0]).bold);
    assert_eq!(page.rulings[0].rect, Rect::new(9.0, 5.0, 11.0, 25.0));
}

#[test]
fn lines_that_say_nothing_are_told_and_further_pages_begin() {
    let (pages, faults) = parse("page 9 9\n1 1 0 \"a\"\n1 nan 2 \"b\"\n1 1 2 c\npage 8 8\n1 1 2 \"d\"\n");
    assert_eq!(faults, ["1 1 0 \"a\"", "1 nan 2 \"b\"", "1 1 2 c"]);
    assert_eq!(
        pages.pages.iter().map(|page| (page.number, page.width)).collect::<Vec<_>>(),
        [(1, 9.0), (2, 8.0)]
    );
    assert_eq!(pages.ledger.decoded.characters, 1);
}
