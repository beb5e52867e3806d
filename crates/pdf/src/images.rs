//! Images (ISO 32000-2, 8.9) handed on as files: a JPEG that shows by itself what the page shows as it is, the others
//! as PNG.
//!
//! Ids are given in the order in which pages place images, so that they do not depend on which thread drew first;
//! an image that is placed often is read once.

mod codecs;
mod files;
mod jpeg;
mod raster;

use std::collections::BTreeMap;

use backissue_model::{Image, Page, Place, PlacedImage, Warning, WarningKind};
use lopdf::{Dictionary, Document, ObjectId};
use rayon::prelude::*;

use crate::canvas::Picture;
use crate::color::ColorSpace;
use crate::limits::{MAX_IMAGES_TOTAL, MAX_SAMPLES_TOTAL};
use crate::objects::as_dict;
use crate::scan::Seen;
use files::{Failure, File, Task, read};
pub(crate) use raster::Raster;
use raster::Shape;

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
}
