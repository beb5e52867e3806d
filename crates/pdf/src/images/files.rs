//! One image made into a file: a JPEG that shows by itself what the page shows as it is, all others as PNG.

use backissue_model::Page;
use lopdf::{Dictionary, Document, Object};
use png::ColorType;

use super::raster::{self, Raster, Shape};
use super::{ImageSource, codecs, jpeg};
use crate::canvas::Picture;
use crate::color::{self, ColorSpace};
use crate::filters::{self, Codec, Decoded};
use crate::limits::MAX_IMAGE_BYTES;
use crate::objects::{as_number, get, resolve};
use crate::scan::{self, Seen};

/// Why an image cannot be handed on, in words.
pub(super) type Failure = String;

/// A file made of an image.
pub(super) struct File {
    pub(super) media_type: &'static str,
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) data: Vec<u8>,
    /// What it shows, when it is a scan.
    pub(super) seen: Seen,
}

/// An image to read.
pub(super) struct Task<'a> {
    /// The page that places it first.
    pub(super) page: u32,
    pub(super) source: &'a ImageSource,
    /// For a scan the page, and the picture in its place there.
    pub(super) scan: Option<(&'a Page, &'a Picture)>,
}

/// Reads an image and, when it is a scan, looks at it.
pub(super) fn read(document: &Document, task: &Task<'_>) -> Result<File, Failure> {
    match task.source {
        ImageSource::Object(id) => {
            let Ok(Object::Stream(stream)) = document.get_object(*id) else {
                return Err("it is missing from the file".to_owned());
            };
            let decoded = filters::decode(document, stream, MAX_IMAGE_BYTES);
            let space = color::of_image(document, None, &stream.dict);
            file_of(document, &stream.dict, decoded, space.as_ref(), task.scan)
        }
        ImageSource::Inline(image) => {
            let decoded = filters::decode_bytes(document, &image.dict, &image.data, MAX_IMAGE_BYTES);
            file_of(document, &image.dict, decoded, image.space.as_ref(), task.scan)
        }
    }
}

fn file_of(
    document: &Document,
    image: &Dictionary,
    decoded: Decoded,
    space: Option<&ColorSpace>,
    scan: Option<(&Page, &Picture)>,
) -> Result<File, Failure> {
    let mask = mask(document, image, &decoded, space).filter(|mask| !mask.is_opaque());
    if decoded.codec == Some(Codec::Jpeg) {
        let frame = jpeg::frame(&decoded.data).ok_or("its JPEG data is broken")?;
        let is_plain = Shape::of(document, image).map_or(true, |shape| shape.is_plain());
        if mask.is_none() && is_plain && frame.is_in(space) {
            let seen = scan.and_then(|(page, picture)| {
                let raster = raster_of(document, image, &decoded, space).ok()?;
                Some(scan::look(page, picture, &raster))
            });
            let seen = seen.unwrap_or_default();
            return Ok(File { seen, ..as_it_is(frame, decoded.data) });
        }
    }
    let raster = match raster_of(document, image, &decoded, space) {
        Ok(raster) => raster,
        // What cannot be decoded here may still be shown by others.
        Err(failure) => return jpeg_as_it_is(decoded).ok_or(failure),
    };
    let raster = match mask {
        Some(mask) => raster.with_alpha(&mask),
        None => raster,
    };
    let (width, height) = (raster.width, raster.height);
    let seen = scan.map_or_else(Seen::default, |(page, picture)| scan::look(page, picture, &raster));
    Ok(File { media_type: "image/png", width, height, data: raster.to_png()?, seen })
}

fn jpeg_as_it_is(decoded: Decoded) -> Option<File> {
    let frame = jpeg::frame(&decoded.data).filter(|_| decoded.codec == Some(Codec::Jpeg))?;
    (frame.components <= 3).then(|| as_it_is(frame, decoded.data))
}

fn as_it_is(frame: jpeg::Frame, data: Vec<u8>) -> File {
    File { media_type: "image/jpeg", width: frame.width, height: frame.height, data, seen: Seen::default() }
}

fn raster_of(
    document: &Document,
    image: &Dictionary,
    decoded: &Decoded,
    space: Option<&ColorSpace>,
) -> Result<Raster, Failure> {
    let shape = Shape::of(document, image)?;
    raster_in_shape(document, image, shape, decoded, space)
}

fn raster_in_shape(
    document: &Document,
    image: &Dictionary,
    shape: Shape,
    decoded: &Decoded,
    space: Option<&ColorSpace>,
) -> Result<Raster, Failure> {
    match decoded.codec {
        None => raster::of_samples(&shape, space, &decoded.data),
        Some(Codec::Fax) => {
            raster::of_samples(&shape, space, &codecs::fax(document, image, &shape, &decoded.data)?)
        }
        Some(Codec::Jbig2) => {
            raster::of_samples(&shape, space, &codecs::jbig2(document, image, &decoded.data)?)
        }
        Some(Codec::Jpeg2000) => codecs::jpeg2000(&decoded.data),
        Some(Codec::Jpeg) => {
            let frame = jpeg::frame(&decoded.data).ok_or("its JPEG data is broken")?;
            let samples = jpeg::samples(&decoded.data, frame)?;
            let own = frame.color_space();
            let space = space.filter(|space| space.components() == usize::from(frame.components));
            raster::of_samples(
                &shape.with_frame(frame.width, frame.height),
                Some(space.unwrap_or(&own)),
                &samples,
            )
        }
    }
}

/// The opacity of an image (ISO 32000-2, 8.9.6 and 11.6.5.2): by the image beside it or by colour keys, if it can be
/// read.
fn mask(
    document: &Document,
    image: &Dictionary,
    decoded: &Decoded,
    space: Option<&ColorSpace>,
) -> Option<Raster> {
    let soft = get(document, image, b"SMask");
    let is_stencil = soft.is_none();
    match soft.or_else(|| get(document, image, b"Mask"))? {
        Object::Stream(stream) => {
            let shape = Shape::of(document, &stream.dict).ok()?;
            let shape = if is_stencil { shape.reversed() } else { shape };
            let limit = MAX_IMAGE_BYTES.min(shape.sample_bytes() as usize);
            let decoded = filters::decode(document, stream, limit);
            let raster = raster_in_shape(document, &stream.dict, shape, &decoded, Some(&ColorSpace::Gray));
            raster.ok().map(Raster::into_eight_bits).filter(|mask| mask.color == ColorType::Grayscale)
        }
        Object::Array(keys) if decoded.codec.is_none() => {
            let keys: Vec<u32> =
                keys.iter().filter_map(|key| Some(as_number(resolve(document, key))? as u32)).collect();
            let keys: Vec<[u32; 2]> = keys.chunks_exact(2).map(|pair| [pair[0], pair[1]]).collect();
            let components = space.map_or(1, ColorSpace::components);
            let shape = Shape::of(document, image).ok().filter(|_| keys.len() == components)?;
            Some(raster::keyed(&shape, components, &keys, &decoded.data))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use lopdf::dictionary;

    use super::*;

    /// The media type and size of a file made of a JPEG that is nothing but its frame header.
    fn file_of_jpeg(components: u8, space: &ColorSpace) -> Result<(&'static str, u32, u32), Failure> {
        let mut data = vec![0xFF, 0xD8, 0xFF, 0xC0, 0, 8 + components * 3, 8, 0, 5, 0, 7, components];
        data.resize(data.len() + usize::from(components) * 3, 0);
        let image = dictionary! { "Width" => 7, "Height" => 5 };
        let decoded = Decoded { data, codec: Some(Codec::Jpeg), ..Decoded::default() };
        let file = file_of(&Document::new(), &image, decoded, Some(space), None)?;
        Ok((file.media_type, file.width, file.height))
    }

    #[test]
    fn a_jpeg_is_handed_on_unless_others_would_show_it_otherwise() {
        assert_eq!(file_of_jpeg(3, &ColorSpace::Rgb), Ok(("image/jpeg", 7, 5)));
        // It would be decoded if it could be: as it is, it is better than nothing.
        assert_eq!(file_of_jpeg(1, &ColorSpace::Rgb), Ok(("image/jpeg", 7, 5)));
        assert!(
            file_of_jpeg(4, &ColorSpace::Cmyk).is_err_and(|failure| failure.contains("JPEG data is broken"))
        );
    }

    #[test]
    fn colour_keys_hide_pixels() {
        let image = dictionary! {
            "Width" => 3, "Height" => 1, "BitsPerComponent" => 8, "Mask" => vec![200.into(), 255.into()],
        };
        let decoded = Decoded { data: vec![10, 200, 255], ..Decoded::default() };
        let mask = mask(&Document::new(), &image, &decoded, Some(&ColorSpace::Gray)).unwrap();
        assert_eq!((mask.data.as_slice(), mask.is_opaque()), ([255, 0, 0].as_slice(), false));
    }
}
