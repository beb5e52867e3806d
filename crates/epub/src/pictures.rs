//! Pictures that the book holds: those that articles show and that EPUB knows (EPUB 3.3, 3.2, core media types).
//!
//! The bytes decide what a picture is, not what the issue says of it. Pixels are not looked at.

use std::collections::BTreeMap;

use backissue_model::{Block, Content, Inline, Issue, each_block};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::weight;

/// The pictures of a book.
#[derive(Debug, Default)]
pub(crate) struct Pictures<'a> {
    by_id: BTreeMap<&'a str, Picture<'a>>,
    /// Whether each picture shown has a description.
    pub described: bool,
}

/// A picture.
#[derive(Debug)]
pub(crate) struct Picture<'a> {
    /// Path beside the package document.
    pub path: String,
    pub format: Format,
    pub data: &'a [u8],
}

/// A format of pictures that each reading system shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    Jpeg,
    Png,
    Gif,
    Webp,
    Svg,
}

impl<'a> Pictures<'a> {
    /// The picture with this id, if the book holds it.
    pub fn get(&self, id: &str) -> Option<&Picture<'a>> {
        self.by_id.get(id)
    }

    /// All pictures, in the order of their ids.
    pub fn all(&self) -> impl Iterator<Item = &Picture<'a>> {
        self.by_id.values()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.by_id.is_empty()
    }
}

impl Format {
    /// The media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Gif => "image/gif",
            Self::Webp => "image/webp",
            Self::Svg => "image/svg+xml",
        }
    }

    /// The extension of file names, without dot.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Gif => "gif",
            Self::Webp => "webp",
            Self::Svg => "svg",
        }
    }
}

/// Finds the pictures that articles show. Of images with one id the first counts; paths are made from positions,
/// because an id may be no file name.
pub(crate) fn collect(issue: &Issue) -> Pictures<'_> {
    let mut found = Pictures { by_id: BTreeMap::new(), described: true };
    let mut show = |id: &str, alt: &str| {
        let at = issue.images.iter().position(|image| image.id == id);
        let Some((at, format)) = at.and_then(|at| Some((at, format(&issue.images[at].data)?))) else {
            return;
        };
        found.described &= !alt.trim().is_empty();
        let path = format!("images/i{:03}.{}", at + 1, format.extension());
        let image = &issue.images[at];
        found.by_id.entry(image.id.as_str()).or_insert(Picture { path, format, data: &image.data });
    };
    for article in &issue.articles {
        let passages = weight::head(article).into_iter().chain(weight::tail(article));
        passages.for_each(|text| weight::each_inline(text, &mut |inline| show_inline(inline, &mut show)));
        show_blocks(&article.body, &mut show);
        article.notes.iter().for_each(|note| show_blocks(&note.blocks, &mut show));
    }
    found
}

fn show_blocks(blocks: &[Block], show: &mut impl FnMut(&str, &str)) {
    weight::each_inline_in(blocks, &mut |inline| show_inline(inline, show));
    each_block(blocks, &mut |block| {
        if let Content::Figure(figure) = &block.content {
            figure.images.iter().for_each(|id| show(id, &figure.alt));
        }
    });
}

fn show_inline(inline: &Inline, show: &mut impl FnMut(&str, &str)) {
    if let Inline::Image { image, alt } = inline {
        // A picture in the line without description is an ornament, which needs none.
        show(image, if alt.is_empty() { "ornament" } else { alt });
    }
}

/// The format of a picture by its bytes; none when it is no picture that EPUB knows, has no size, or, for SVG,
/// could do anything but be seen.
pub(crate) fn format(data: &[u8]) -> Option<Format> {
    match data {
        [
            0x89,
            b'P',
            b'N',
            b'G',
            b'\r',
            b'\n',
            0x1a,
            b'\n',
            _,
            _,
            _,
            _,
            b'I',
            b'H',
            b'D',
            b'R',
            size @ ..,
        ] => has_size(size.get(..8)?).then_some(Format::Png),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', size @ ..] => {
            has_size(size.get(..4)?).then_some(Format::Gif)
        }
        [0xff, 0xd8, segments @ ..] => has_frame(segments).then_some(Format::Jpeg),
        [
            b'R',
            b'I',
            b'F',
            b'F',
            _,
            _,
            _,
            _,
            b'W',
            b'E',
            b'B',
            b'P',
            b'V',
            b'P',
            b'8',
            b' ' | b'L' | b'X',
            rest @ ..,
        ] => (rest.len() > 14).then_some(Format::Webp),
        _ => is_plain_svg(std::str::from_utf8(data).ok()?).then_some(Format::Svg),
    }
}

/// Whether width and height, each half of the bytes, are above 0.
fn has_size(size: &[u8]) -> bool {
    let (width, height) = size.split_at(size.len() / 2);
    [width, height].iter().all(|side| side.iter().any(|b| *b != 0))
}

/// Whether a frame header of JPEG comes (ITU-T T.81, B.2.2) before the data does.
fn has_frame(mut segments: &[u8]) -> bool {
    while let [0xff, marker, rest @ ..] = segments {
        match *marker {
            0xff => segments = &segments[1..],
            0xc4 | 0xc8 | 0xcc | 0xe0..=0xfe | 0xdb | 0xdd => {
                let [high, low, ..] = *rest else { return false };
                let Some(next) = rest.get(usize::from(u16::from_be_bytes([high, low]))..) else {
                    return false;
                };
                segments = next;
            }
            0xc0..=0xcf => return rest.get(3..7).is_some_and(has_size),
            _ => return false,
        }
    }
    false
}

/// Whether a text is an SVG picture without script, animation, foreign content and outward links.
fn is_plain_svg(text: &str) -> bool {
    let mut reader = Reader::from_str(text);
    let mut depth = 0_usize;
    let mut seen = false;
    loop {
        match reader.read_event() {
            Ok(Event::Start(start))
                if is_plain_element(&start) && (depth > 0 || is_svg_root(&start, seen)) =>
            {
                (depth, seen) = (depth + 1, true);
            }
            Ok(Event::Empty(start)) if depth > 0 && is_plain_element(&start) => {}
            Ok(Event::End(_)) => depth = depth.saturating_sub(1),
            Ok(Event::Text(text)) if depth > 0 || text.trim().is_empty() => {}
            Ok(Event::GeneralRef(reference)) if depth > 0 && reference.is_char_ref() => {}
            Ok(Event::Comment(_) | Event::Decl(_)) => {}
            Ok(Event::Eof) => return seen && depth == 0,
            _ => return false,
        }
    }
}

fn is_svg_root(start: &BytesStart<'_>, seen: bool) -> bool {
    let namespace = start.try_get_attribute("xmlns").ok().flatten();
    !seen
        && start.name().as_ref() == "svg"
        && namespace.is_some_and(|n| n.value == "http://www.w3.org/2000/svg")
}

fn is_plain_element(start: &BytesStart<'_>) -> bool {
    /// What draws, groups and describes; no text, because its fonts and links lead outward.
    const PLAIN: [&str; 19] = [
        "svg",
        "g",
        "defs",
        "title",
        "desc",
        "path",
        "rect",
        "circle",
        "ellipse",
        "line",
        "polyline",
        "polygon",
        "linearGradient",
        "radialGradient",
        "stop",
        "clipPath",
        "mask",
        "pattern",
        "symbol",
    ];
    PLAIN.contains(&start.name().as_ref())
        && start
            .attributes()
            .all(|attribute| attribute.is_ok_and(|a| is_plain_attribute(a.key.as_ref(), &a.value)))
}

fn is_plain_attribute(name: &str, value: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    let outward = value.contains("url(") && !value.contains("url(#");
    name == "xmlns"
        || !(lower.starts_with("on") || lower.contains(':') || lower == "href" || lower == "style" || outward)
}

#[cfg(test)]
mod tests {
    use super::*;
    use backissue_model::sample;

    #[test]
    fn bytes_tell_the_format() {
        let jpeg = b"\xff\xd8\xff\xe0\0\x04ab\xff\xc0\0\x11\x08\0\x10\0\x20\x03";
        assert_eq!(format(jpeg), Some(Format::Jpeg));
        assert_eq!(format(b"GIF89a\x01\0\x01\0"), Some(Format::Gif));
        assert_eq!(format(b"GIF89a\0\0\x01\0"), None);
        assert_eq!(format(&jpeg[..10]), None);
        assert_eq!(format(b"II*\0"), None);
    }

    #[test]
    fn only_svg_that_does_nothing_passes() {
        let svg = |inner: &str| {
            format(format!("<svg xmlns=\"http://www.w3.org/2000/svg\">{inner}</svg>").as_bytes())
        };
        assert_eq!(svg("<rect width=\"1\" height=\"1\" fill=\"url(#a)\"/>"), Some(Format::Svg));
        let bad = [
            "<script/>",
            "<rect onload=\"x()\"/>",
            "<image href=\"http://a.example/\"/>",
            "<rect fill=\"url(http://a.example)\"/>",
            "<foreignObject/>",
            "<!DOCTYPE x>",
            "<g>",
            "<?xml-stylesheet href='a'?>",
            "&evil;",
        ];
        for inner in bad {
            assert_eq!(svg(inner), None, "{inner}");
        }
    }

    #[test]
    fn pictures_of_the_issue_are_those_that_can_be_shown() {
        let issue = sample::everything();
        let pictures = collect(&issue);
        let paths: Vec<&str> = pictures.all().map(|picture| picture.path.as_str()).collect();
        assert_eq!(paths, ["images/i001.svg", "images/i002.png"]);
        assert!(pictures.get("i003").is_none() && pictures.described);
    }
}
