//! Images: their parts, media types and sizes in pixels. Nothing is decoded and nothing fetched.

use backissue_model::{Image, Place, ReadError, WarningKind};

use crate::reading::{Reading, Story};
use crate::relationships::Target;

/// The id of the image that a relationship names; none, with a warning, when it cannot be had.
pub fn of_relationship(reading: &mut Reading<'_>, story: &Story, id: &str) -> Option<String> {
    let target = story.relationships.get(id).map(|relationship| relationship.target.clone());
    match target {
        Some(Target::Part(part)) => of_part(reading, story, &part),
        Some(Target::External(_)) => {
            let message = "a picture lies outside the file and is not fetched";
            reading.warn(WarningKind::Image, story.place(), message);
            None
        }
        None => {
            reading.warn(WarningKind::Image, story.place(), "a picture is missing from the file");
            None
        }
    }
}

fn of_part(reading: &mut Reading<'_>, story: &Story, part: &str) -> Option<String> {
    if let Some(known) = reading.media.get(part) {
        return known.clone();
    }
    let id = load(reading, story, part);
    reading.media.insert(part.to_owned(), id.clone());
    id
}

fn load(reading: &mut Reading<'_>, story: &Story, part: &str) -> Option<String> {
    let place = Place::Part { part: part.to_owned(), paragraph: None };
    let data = match reading.package.part(part) {
        Ok(Some(data)) => data,
        Ok(None) => {
            reading.warn(
                WarningKind::Image,
                story.place(),
                format!("the picture {part} is missing from the file"),
            );
            return None;
        }
        Err(error) => {
            let kind = match error {
                ReadError::Limit { .. } => WarningKind::Limit,
                _ => WarningKind::Image,
            };
            reading.warn(kind, place, error.to_string());
            return None;
        }
    };
    let Some(media_type) = media_type(&data) else {
        reading.warn(WarningKind::Image, place, "the picture is of no known format");
        return None;
    };
    if media_type == "image/svg+xml" && is_active(&data) {
        reading.warn(
            WarningKind::Image,
            place,
            "the picture holds a script or loads from elsewhere, and is left out",
        );
        return None;
    }
    if matches!(media_type, "image/x-emf" | "image/x-wmf" | "image/tiff" | "image/bmp") {
        let message = format!("{media_type} is kept, but editions cannot show it");
        reading.warn(WarningKind::Image, place, message);
    }
    let (width, height) = pixels(&data, media_type).unwrap_or_default();
    let id = format!("i{:03}", reading.flow.images.len() + 1);
    reading.flow.images.push(Image { id: id.clone(), media_type: media_type.into(), width, height, data });
    Some(id)
}

/// The media type by the first bytes; names of parts lie.
fn media_type(data: &[u8]) -> Option<&'static str> {
    let starts = |signature: &[u8]| data.starts_with(signature);
    Some(match data {
        _ if starts(b"\x89PNG\r\n\x1a\n") => "image/png",
        _ if starts(b"\xff\xd8\xff") => "image/jpeg",
        _ if starts(b"GIF8") => "image/gif",
        _ if starts(b"BM") => "image/bmp",
        _ if starts(b"II*\0") || starts(b"MM\0*") => "image/tiff",
        _ if starts(b"RIFF") && data.get(8..12) == Some(b"WEBP") => "image/webp",
        _ if starts(b"\x01\0\0\0") && data.get(40..44) == Some(b" EMF") => "image/x-emf",
        _ if starts(b"\xd7\xcd\xc6\x9a") || starts(b"\x01\0\x09\0") || starts(b"\x02\0\x09\0") => {
            "image/x-wmf"
        }
        _ if is_svg(data) => "image/svg+xml",
        _ => return None,
    })
}

/// How far the root element of an SVG picture is looked for, in bytes.
const SVG_HEAD: usize = 2048;

fn is_svg(data: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&data[..data.len().min(SVG_HEAD)]);
    head.trim_start_matches('\u{feff}').trim_start().starts_with('<') && head.contains("<svg")
}

/// Whether an SVG picture could run code or load something: script elements, event handlers, references that
/// leave the picture.
fn is_active(data: &[u8]) -> bool {
    let text = String::from_utf8_lossy(data).to_lowercase();
    let handler = text.match_indices(" on").any(|(at, _)| {
        let name = text[at + 3..].split('=').next().unwrap_or_default().trim_end();
        name.len() < 20 && !name.is_empty() && name.chars().all(|c| c.is_ascii_alphabetic())
    });
    let outside = text.match_indices("href").any(|(at, _)| {
        let value = text[at + 4..].trim_start().trim_start_matches('=').trim_start();
        let value = value.trim_start_matches(['"', '\'']).trim_start();
        !value.starts_with('#') && !value.starts_with("data:image/")
    });
    let entity = text.contains("<!entity");
    text.contains("<script")
        || text.contains("<foreignobject")
        || text.contains("@import")
        || handler
        || outside
        || entity
}

/// Width and height as the file's header states them.
fn pixels(data: &[u8], media_type: &str) -> Option<(u32, u32)> {
    let big = |at: usize| Some(u32::from_be_bytes(data.get(at..at + 4)?.try_into().ok()?));
    let little = |at: usize| Some(u32::from_le_bytes(data.get(at..at + 4)?.try_into().ok()?));
    let short = |at: usize| Some(u32::from(u16::from_le_bytes(data.get(at..at + 2)?.try_into().ok()?)));
    match media_type {
        "image/png" => Some((big(16)?, big(20)?)),
        "image/gif" => Some((short(6)?, short(8)?)),
        "image/bmp" => Some((little(18)?, little(22)?.cast_signed().unsigned_abs())),
        "image/jpeg" => jpeg_pixels(data),
        _ => None,
    }
}

/// The size in the frame header of a JPEG file (ITU-T T.81, B.2.2).
fn jpeg_pixels(data: &[u8]) -> Option<(u32, u32)> {
    let mut at = 2;
    loop {
        let marker = data.get(at..at + 2)?;
        if marker[0] != 0xff {
            return None;
        }
        let short = |at: usize| Some(u32::from(u16::from_be_bytes(data.get(at..at + 2)?.try_into().ok()?)));
        match marker[1] {
            0xff => at += 1,
            0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf => {
                return Some((short(at + 7)?, short(at + 5)?));
            }
            0x01 | 0xd0..=0xd8 => at += 2,
            _ => at += 2 + (short(at + 2)? as usize).max(2),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_from_headers() {
        let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        png.extend([0, 0, 0, 8, 0, 0, 0, 9]);
        assert_eq!((media_type(&png), pixels(&png, "image/png")), (Some("image/png"), Some((8, 9))));
        let jpeg = b"\xff\xd8\xff\xe0\0\x04xx\xff\xc0\0\x0b\x08\0\x05\0\x06\x01";
        assert_eq!(pixels(jpeg, "image/jpeg"), Some((6, 5)));
        assert_eq!(pixels(b"\xff\xd8\xff", "image/jpeg"), None);
    }

    #[test]
    fn active_pictures_are_told_from_still_ones() {
        assert!(is_active(b"<svg onload = 'x()'/>"));
        assert!(is_active(b"<svg><image href='http://example.org/a.png'/></svg>"));
        assert!(!is_active(b"<svg><use href='#a'/><text>one on = two</text></svg>"));
    }
}
