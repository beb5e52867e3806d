//! Images (ISO 32000-2, 8.9) handed on as files: a JPEG that shows by itself what the page shows as it is, the others
//! as PNG.
//!
//! Ids are given in the order in which pages place images, so that they do not depend on which thread drew first;
//! an image that is placed often is read once.

mod blots;
mod codecs;
mod ink;
mod jpeg;
mod raster;
mod strokes;

use std::collections::BTreeMap;

use backissue_model::{Image, Page, Place, PlacedImage, Warning, WarningKind};
use lopdf::{Dictionary, Document, Object, ObjectId};
use rayon::prelude::*;

use crate::canvas::Picture;
use crate::color::{self, ColorSpace};
use crate::filters::{self, Codec, Decoded};
use crate::limits::{MAX_IMAGE_BYTES, MAX_IMAGES_TOTAL, MAX_SAMPLES_TOTAL};
use crate::objects::{as_dict, as_number, get, resolve};
use crate::scan::{self, Seen};
pub(crate) use blots::find as blots_of;
pub(crate) use ink::Ink;
use png::ColorType;
use raster::{Raster, Shape};
pub(crate) use strokes::{SHORTEST, Stroke, find as strokes_of};

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
    /// For each page, what its scans show.
    pub(crate) seen: Vec<Seen>,
    /// What could not be read.
    pub(crate) warnings: Vec<Warning>,
}

/// A file made of an image.
struct File {
    media_type: &'static str,
    width: u32,
    height: u32,
    data: Vec<u8>,
    /// What it shows, when it is a scan.
    seen: Seen,
}

/// An image to read.
struct Task<'a> {
    /// The page that places it first.
    page: u32,
    source: &'a ImageSource,
    /// For a scan the page, and the picture in its place there.
    scan: Option<(&'a Page, &'a Picture)>,
}

/// Why an image cannot be handed on, in words.
type Failure = String;

/// Reads all images that pages place; `placed` holds the pictures of each page.
pub(crate) fn gather(document: &Document, pages: &[Page], placed: &[Vec<Picture>]) -> Gathered {
    let pictures = || pages.iter().zip(placed).flat_map(|(page, all)| all.iter().map(move |p| (page, p)));
    let mut known: BTreeMap<ObjectId, usize> = BTreeMap::new();
    let mut tasks: Vec<Task<'_>> = Vec::new();
    let slots: Vec<usize> = pictures()
        .map(|(page, picture)| {
            let next = tasks.len();
            let slot = match &picture.source {
                ImageSource::Object(id) => *known.entry(*id).or_insert(next),
                ImageSource::Inline(_) => next,
            };
            if slot == next {
                let scan = picture.is_scan.then_some((page, picture));
                tasks.push(Task { page: page.number, source: &picture.source, scan });
            }
            slot
        })
        .collect();
    let allowed = within_samples(document, &tasks);
    let files: Vec<_> = (tasks.par_iter().zip(allowed))
        .map(|(task, allowed)| if allowed { read(document, task) } else { Err(over_samples()) })
        .collect();
    let mut out = Gathered::default();
    let mut total = 0;
    out.seen.resize_with(pages.len(), Seen::default);
    let ids: Vec<Option<String>> = (tasks.iter().zip(files))
        .map(|(task, file)| {
            let file = file.and_then(|file| within_total(file, &mut total));
            let (id, seen) = keep(&mut out, task.page, file);
            if let Some(all) = out.seen.get_mut(task.page as usize - 1) {
                all.add(seen);
            }
            id
        })
        .collect();
    let mut slots = slots.into_iter();
    for page in placed {
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
fn within_samples(document: &Document, tasks: &[Task<'_>]) -> Vec<bool> {
    let mut total = 0u64;
    let bytes = |source: &ImageSource| {
        let dict = match source {
            ImageSource::Object(id) => document.get_object(*id).ok().and_then(as_dict)?,
            ImageSource::Inline(image) => &image.dict,
        };
        Shape::of(document, dict).ok().map(|shape| shape.sample_bytes())
    };
    let sums = tasks.iter().map(|task| {
        total = total.saturating_add(bytes(task.source).unwrap_or(0));
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

fn keep(out: &mut Gathered, page: u32, file: Result<File, Failure>) -> (Option<String>, Seen) {
    match file {
        Ok(File { media_type, width, height, data, seen }) => {
            let id = format!("i{:03}", out.images.len() + 1);
            let media_type = media_type.to_owned();
            out.images.push(Image { id: id.clone(), media_type, width, height, data });
            (Some(id), seen)
        }
        Err(failure) => {
            let message = format!("an image is left out: {failure}");
            let warning = Warning::new(WarningKind::Image, Place::page(page), message);
            if !out.warnings.contains(&warning) {
                out.warnings.push(warning);
            }
            (None, Seen::default())
        }
    }
}

fn read(document: &Document, task: &Task<'_>) -> Result<File, Failure> {
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
            let raster = scan.and_then(|_| raster_of(document, image, &decoded, space).ok());
            let seen = raster.map_or_else(Seen::default, |raster| look(&raster, scan));
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
    let seen = look(&raster, scan);
    Ok(File { media_type: "image/png", width, height, data: raster.to_png()?, seen })
}

fn look(raster: &Raster, scan: Option<(&Page, &Picture)>) -> Seen {
    let pixels = (raster.width as f32 * raster.height as f32).sqrt();
    let look = |(page, picture): (&Page, &Picture)| {
        let ink = Ink::of(raster, picture.matrix.scale() / pixels)?;
        Some(scan::look(page, picture, &ink))
    };
    scan.and_then(look).unwrap_or_default()
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
    use backissue_model::Rect;
    use lopdf::{Stream, dictionary};

    use super::*;

    fn picture(source: ImageSource) -> Picture {
        Picture {
            rect: Rect::default(),
            matrix: crate::matrix::IDENTITY,
            is_scan: false,
            source,
            alt: None,
            tag: 0,
        }
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
        let sheets = [1, 2].map(|number| Page { number, ..Page::default() });
        let gathered = gather(&document, &sheets, &pages);
        let placed: Vec<Vec<_>> = gathered
            .placed
            .iter()
            .map(|page| page.iter().map(|image| image.image.as_deref()).collect())
            .collect();
        assert_eq!(placed, [vec![None, Some("i001")], vec![Some("i001")]]);
        assert_eq!((gathered.images.len(), gathered.warnings.len()), (1, 1));
        assert_eq!(gathered.images[0].media_type, "image/png");
    }

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
