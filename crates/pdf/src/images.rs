//! Images (ISO 32000-2, 8.9) handed on as files: JPEG as it is, the others as PNG.
//!
//! Ids are given in the order in which pages place images, so that they do not depend on which thread drew first;
//! an image that is placed often is read once.

mod codecs;
mod raster;

use std::collections::BTreeMap;

use backissue_model::{Image, Place, PlacedImage, Warning, WarningKind};
use lopdf::{Dictionary, Document, Object, ObjectId};
use rayon::prelude::*;

use crate::canvas::Picture;
use crate::color::{self, ColorSpace};
use crate::filters::{self, Codec, Decoded};
use crate::limits::{MAX_IMAGE_BYTES, MAX_IMAGES_TOTAL, MAX_SAMPLES_TOTAL};
use crate::objects::as_dict;
use raster::{Raster, Shape};

/// Where an image's data is.
pub(crate) enum ImageSource {
    /// An image XObject.
    Object(ObjectId),
    /// An inline image.
    Inline(Box<Inline>),
}

/// An inline image, taken out of the content stream.
pub(crate) struct Inline {
    /// Its dictionary, keys in full.
    pub(crate) dict: Dictionary,
    /// Its data, still encoded.
    pub(crate) data: Vec<u8>,
    /// Its colour space: names in it belong to the resources of the content.
    pub(crate) space: Option<ColorSpace>,
}

/// Images of a document, and where its pages have them.
#[derive(Default)]
pub(crate) struct Gathered {
    /// The images that could be read.
    pub(crate) images: Vec<Image>,
    /// For each page, its images in their places.
    pub(crate) placed: Vec<Vec<PlacedImage>>,
    /// What could not be read.
    pub(crate) warnings: Vec<Warning>,
}

/// A file made of an image.
struct File {
    media_type: &'static str,
    width: u32,
    height: u32,
    data: Vec<u8>,
}

/// Why an image cannot be handed on, in words.
type Failure = String;

/// Reads all images that pages place; `pages` holds the pictures of each page, page 1 first.
pub(crate) fn gather(document: &Document, pages: &[Vec<Picture>]) -> Gathered {
    let pictures =
        || pages.iter().zip(1u32..).flat_map(|(page, number)| page.iter().map(move |p| (number, p)));
    let mut known: BTreeMap<ObjectId, usize> = BTreeMap::new();
    let mut tasks: Vec<(u32, &ImageSource)> = Vec::new();
    let slots: Vec<usize> = pictures()
        .map(|(page, picture)| {
            let next = tasks.len();
            let slot = match &picture.source {
                ImageSource::Object(id) => *known.entry(*id).or_insert(next),
                ImageSource::Inline(_) => next,
            };
            if slot == next {
                tasks.push((page, &picture.source));
            }
            slot
        })
        .collect();
    let allowed = within_samples(document, &tasks);
    let files: Vec<_> = (tasks.par_iter().zip(allowed))
        .map(|((_, source), allowed)| if allowed { read(document, source) } else { Err(over_samples()) })
        .collect();
    let mut out = Gathered::default();
    let mut total = 0;
    let ids: Vec<Option<String>> = (tasks.iter().zip(files))
        .map(|((page, _), file)| keep(&mut out, *page, file.and_then(|file| within_total(file, &mut total))))
        .collect();
    let mut slots = slots.into_iter();
    for page in pages {
        let placed = page.iter().zip(slots.by_ref()).map(|(picture, slot)| PlacedImage {
            rect: picture.rect,
            image: ids[slot].clone(),
            alt: picture.alt.clone(),
            tag: picture.tag,
        });
        out.placed.push(placed.collect());
    }
    out
}

/// For each image whether it and those before it stay within the limit, by the sizes that they state.
fn within_samples(document: &Document, tasks: &[(u32, &ImageSource)]) -> Vec<bool> {
    let mut total = 0u64;
    let bytes = |source: &ImageSource| {
        let dict = match source {
            ImageSource::Object(id) => document.get_object(*id).ok().and_then(as_dict)?,
            ImageSource::Inline(image) => &image.dict,
        };
        Shape::of(document, dict).ok().map(|shape| shape.sample_bytes())
    };
    let sums = tasks.iter().map(|(_, source)| {
        total = total.saturating_add(bytes(source).unwrap_or(0));
        total <= MAX_SAMPLES_TOTAL
    });
    sums.collect()
}

fn over_samples() -> Failure {
    format!("the images of the file decode to more than {} GiB", MAX_SAMPLES_TOTAL >> 30)
}

fn within_total(file: File, total: &mut usize) -> Result<File, Failure> {
    *total += file.data.len();
    let limit = || format!("the images of the file take more than {} MiB", MAX_IMAGES_TOTAL >> 20);
    (*total <= MAX_IMAGES_TOTAL).then_some(file).ok_or_else(limit)
}

fn keep(out: &mut Gathered, page: u32, file: Result<File, Failure>) -> Option<String> {
    match file {
        Ok(File { media_type, width, height, data }) => {
            let id = format!("i{:03}", out.images.len() + 1);
            let media_type = media_type.to_owned();
            out.images.push(Image { id: id.clone(), media_type, width, height, data });
            Some(id)
        }
        Err(failure) => {
            let message = format!("an image is left out: {failure}");
            let warning = Warning::new(WarningKind::Image, Place::page(page), message);
            if !out.warnings.contains(&warning) {
                out.warnings.push(warning);
            }
            None
        }
    }
}

fn read(document: &Document, source: &ImageSource) -> Result<File, Failure> {
    match source {
        ImageSource::Object(id) => {
            let Ok(Object::Stream(stream)) = document.get_object(*id) else {
                return Err("it is missing from the file".to_owned());
            };
            let decoded = filters::decode(document, stream, MAX_IMAGE_BYTES);
            let space = color::of_image(document, None, &stream.dict);
            file_of(document, &stream.dict, decoded, space.as_ref())
        }
        ImageSource::Inline(image) => {
            let decoded = filters::decode_bytes(document, &image.dict, &image.data, MAX_IMAGE_BYTES);
            file_of(document, &image.dict, decoded, image.space.as_ref())
        }
    }
}

fn file_of(
    document: &Document,
    image: &Dictionary,
    decoded: Decoded,
    space: Option<&ColorSpace>,
) -> Result<File, Failure> {
    if decoded.codec == Some(Codec::Jpeg) {
        return jpeg(decoded.data);
    }
    let raster = raster_of(document, image, &decoded, space)?;
    let raster = match raster::mask(document, image) {
        Some(mask) => raster.with_alpha(&mask),
        None => raster,
    };
    let (width, height) = (raster.width, raster.height);
    Ok(File { media_type: "image/png", width, height, data: raster.to_png()? })
}

fn raster_of(
    document: &Document,
    image: &Dictionary,
    decoded: &Decoded,
    space: Option<&ColorSpace>,
) -> Result<Raster, Failure> {
    let shape = Shape::of(document, image)?;
    match decoded.codec {
        None => raster::of_samples(&shape, space, &decoded.data),
        Some(Codec::Fax) => {
            raster::of_samples(&shape, space, &codecs::fax(document, image, &shape, &decoded.data)?)
        }
        Some(Codec::Jbig2) => {
            raster::of_samples(&shape, space, &codecs::jbig2(document, image, &decoded.data)?)
        }
        Some(Codec::Jpeg2000) => codecs::jpeg2000(&decoded.data),
        Some(Codec::Jpeg) => Err("it is a JPEG where none is allowed".to_owned()),
    }
}

/// A JPEG as it is, unless it is of inks, which the formats of the web do not show.
fn jpeg(data: Vec<u8>) -> Result<File, Failure> {
    let frame = codecs::jpeg_frame(&data).ok_or("its JPEG data is broken")?;
    if frame.components == 4 {
        return Err("it is a JPEG in CMYK, which web formats do not show: convert it to RGB".to_owned());
    }
    Ok(File { media_type: "image/jpeg", width: frame.width, height: frame.height, data })
}

#[cfg(test)]
mod tests {
    use backissue_model::Rect;
    use lopdf::{Stream, dictionary};

    use super::*;

    fn picture(source: ImageSource) -> Picture {
        Picture { rect: Rect::default(), source, alt: None, tag: 0 }
    }

    #[test]
    fn an_image_placed_twice_is_read_once() {
        let mut document = Document::new();
        let gray = dictionary! { "Width" => 2, "Height" => 1, "BitsPerComponent" => 8, "ColorSpace" => "DeviceGray" };
        let good = document.add_object(Stream::new(gray, vec![0, 255]));
        let bad = document.add_object(Stream::new(Dictionary::new(), Vec::new()));
        let pages = [
            vec![picture(ImageSource::Object(bad)), picture(ImageSource::Object(good))],
            vec![picture(ImageSource::Object(good))],
        ];
        let gathered = gather(&document, &pages);
        let placed: Vec<Vec<_>> = gathered
            .placed
            .iter()
            .map(|page| page.iter().map(|image| image.image.as_deref()).collect())
            .collect();
        assert_eq!(placed, [vec![None, Some("i001")], vec![Some("i001")]]);
        assert_eq!((gathered.images.len(), gathered.warnings.len()), (1, 1));
        assert_eq!(gathered.images[0].media_type, "image/png");
    }

    #[test]
    fn a_jpeg_is_handed_on_unless_it_is_of_inks() {
        let frame = |components: u8| {
            let mut data = vec![0xFF, 0xD8, 0xFF, 0xC0, 0, 8 + components * 3, 8, 0, 5, 0, 7, components];
            data.resize(data.len() + usize::from(components) * 3, 0);
            jpeg(data).map(|file| (file.width, file.height))
        };
        assert_eq!(frame(3), Ok((7, 5)));
        assert!(frame(4).is_err());
        assert!(jpeg(b"nothing".to_vec()).is_err());
    }
}
