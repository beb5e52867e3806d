//! The pictures of an issue: each once in the file, shown where pages and articles place it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use backissue_model::{Image, Rect};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;

use crate::Pictures;
use crate::marks::extent;
use crate::markup::{escaped, points};

/// Width of a picture among the text of an article, in CSS pixels; height follows.
const THUMBNAIL: f32 = 220.0;

/// The head of an arrow, in the colour of the line that it stands on.
const ARROW: &str = "<marker id=\"arrow\" viewBox=\"-6 -4 8 8\" markerWidth=\"7\" markerHeight=\"7\" \
                     orient=\"auto\"><path d=\"M-6-4 2 0-6 4z\" fill=\"context-stroke\"/></marker>";

/// Media types that browsers show as pictures. Others are named, not embedded.
const SHOWN: [&str; 5] = ["image/png", "image/jpeg", "image/gif", "image/webp", "image/svg+xml"];

/// The pictures by their ids in the issue.
pub(crate) struct Shelf<'a> {
    images: BTreeMap<&'a str, (usize, &'a Image)>,
    pictures: Pictures,
}

/// Puts the pictures of an issue in order. Of several with one id the first counts.
pub(crate) fn shelf(images: &[Image], pictures: Pictures) -> Shelf<'_> {
    let mut by_id = BTreeMap::new();
    for (index, image) in images.iter().enumerate() {
        by_id.entry(image.id.as_str()).or_insert((index, image));
    }
    Shelf { images: by_id, pictures }
}

/// The pictures themselves, out of sight: one unit wide and high, for others to place.
pub(crate) fn definitions(shelf: &Shelf<'_>) -> String {
    let mut out = String::from("<svg class=\"shelf\" width=\"0\" height=\"0\" aria-hidden=\"true\"><defs>");
    out.push_str(ARROW);
    for (index, image) in shelf.images.values().filter(|(_, image)| is_shown(image, shelf)) {
        let _ = write!(
            out,
            "<image id=\"i{index}\" width=\"1\" height=\"1\" preserveAspectRatio=\"none\" \
             href=\"data:{};base64,{}\"/>",
            image.media_type,
            BASE64.encode(&image.data)
        );
    }
    out.push_str("</defs></svg>");
    out
}

/// A picture in its place on a page, or a grey area for one that is not in the file.
pub(crate) fn placed(id: Option<&str>, rect: &Rect, shelf: &Shelf<'_>) -> String {
    match id.and_then(|id| shelf.images.get(id)).filter(|(_, image)| is_shown(image, shelf)) {
        Some((index, _)) => format!(
            "<use href=\"#i{index}\" transform=\"matrix({} 0 0 {} {} {})\"/>",
            points(rect.width()),
            points(rect.height()),
            points(rect.x0),
            points(rect.y0)
        ),
        None => format!("<rect class=\"no-picture\"{}/>", extent(rect)),
    }
}

/// A picture among the text of an article.
pub(crate) fn thumbnail(id: &str, alt: &str, shelf: &Shelf<'_>) -> String {
    let name = escaped(if alt.is_empty() { id } else { alt });
    let Some((index, image)) = shelf.images.get(id).filter(|(_, image)| is_shown(image, shelf)) else {
        return format!("<span class=\"image\">[{name}]</span>");
    };
    let height = match (image.width, image.height) {
        (0, _) | (_, 0) => THUMBNAIL,
        (width, height) => THUMBNAIL * height as f32 / width as f32,
    };
    // A ribbon of pixels, upright, would push the text out of sight.
    let (width, height) = if height > THUMBNAIL * 2.0 {
        (THUMBNAIL * THUMBNAIL * 2.0 / height, THUMBNAIL * 2.0)
    } else {
        (THUMBNAIL, height)
    };
    let (width, height) = (points(width), points(height));
    format!(
        "<svg class=\"thumbnail\" role=\"img\" aria-label=\"{name}\" width=\"{width}\" height=\"{height}\">\
         <use href=\"#i{index}\" transform=\"scale({width} {height})\"/></svg>"
    )
}

fn is_shown(image: &Image, shelf: &Shelf<'_>) -> bool {
    shelf.pictures == Pictures::Embedded && SHOWN.contains(&image.media_type.as_str())
}
