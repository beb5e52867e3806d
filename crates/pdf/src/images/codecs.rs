//! Image codecs, by way of kept libraries: fax, JBIG2, JPEG 2000. JPEG has a module of its own.

use hayro_jpeg2000 as jp2;
use lopdf::{Dictionary, Document, Object};
use png::{BitDepth, ColorType};

use super::Failure;
use super::raster::{Raster, Shape};
use crate::color::ColorSpace;
use crate::filters;
use crate::limits::{MAX_BITMAP_PIXELS, MAX_IMAGE_BYTES, MAX_IMAGE_PIXELS, MAX_STREAM_BYTES};
use crate::objects::{as_dict, get, integer, resolve};

/// Rows of a bitmap, packed, 1 for white as PDF has it.
struct Bits {
    row: usize,
    data: Vec<u8>,
    /// Pixels of the row being written.
    x: usize,
}

impl Bits {
    fn new(width: u32) -> Self {
        Self { row: (width as usize).div_ceil(8), data: Vec::new(), x: 0 }
    }

    fn start_row(&mut self) {
        if self.data.len() + self.row <= MAX_IMAGE_BYTES {
            self.data.resize(self.data.len() + self.row, 0xFF);
        }
    }

    fn blacken(&mut self, from: usize, to: usize) {
        let start = self.data.len().saturating_sub(self.row);
        let line = &mut self.data[start..];
        for x in from..to.min(line.len() * 8) {
            line[x / 8] &= !(0x80 >> (x % 8));
        }
    }
}

/// `CCITTFaxDecode` (ISO 32000-2, 7.4.6): samples of one bit, 0 for black unless the parameters say otherwise.
pub(crate) fn fax(
    document: &Document,
    image: &Dictionary,
    shape: &Shape,
    data: &[u8],
) -> Result<Vec<u8>, Failure> {
    let empty = Dictionary::new();
    let parameters = parameters(document, image).unwrap_or(&empty);
    let number = |key: &[u8], default: i64| integer(document, parameters, key).unwrap_or(default);
    let flag = |key: &[u8], default: bool| match get(document, parameters, key) {
        Some(Object::Boolean(value)) => *value,
        _ => default,
    };
    let columns = u32::try_from(number(b"Columns", 1728)).unwrap_or(shape.width);
    let settings = hayro_ccitt::DecodeSettings {
        columns,
        rows: shape.height,
        end_of_block: flag(b"EndOfBlock", true),
        end_of_line: flag(b"EndOfLine", false),
        rows_are_byte_aligned: flag(b"EncodedByteAlign", false),
        encoding: match number(b"K", 0) {
            ..0 => hayro_ccitt::EncodingMode::Group4,
            0 => hayro_ccitt::EncodingMode::Group3_1D,
            _ => hayro_ccitt::EncodingMode::Group3_2D,
        },
        strict: false,
    };
    if columns > 65_535 {
        return Err("its fax data is broken".to_owned());
    }
    let mut bits = Bits::new(columns);
    let result = hayro_ccitt::decode(data, &mut bits, &mut hayro_ccitt::DecoderContext::new(settings));
    if bits.data.is_empty() {
        return Err(result
            .err()
            .map_or_else(|| "its fax data is empty".to_owned(), |_| "its fax data is broken".to_owned()));
    }
    if flag(b"BlackIs1", false) {
        bits.data.iter_mut().for_each(|byte| *byte = !*byte);
    }
    Ok(bits.data)
}

impl hayro_ccitt::Decoder for Bits {
    fn push_row(&mut self, changes: &[u32]) {
        self.start_row();
        for pair in changes.chunks(2) {
            let end = pair.get(1).map_or(self.row * 8, |&end| end as usize);
            self.blacken(pair[0] as usize, end);
        }
    }
}

/// `JBIG2Decode` (ISO 32000-2, 7.4.7): samples of one bit, 0 for black.
pub(crate) fn jbig2(document: &Document, image: &Dictionary, data: &[u8]) -> Result<Vec<u8>, Failure> {
    let broken = |_| "its JBIG2 data is broken".to_owned();
    let globals = parameters(document, image).and_then(|parameters| {
        match get(document, parameters, b"JBIG2Globals")? {
            Object::Stream(stream) => Some(filters::decode(document, stream, MAX_STREAM_BYTES).data),
            _ => None,
        }
    });
    let settings = hayro_jbig2::DecodeSettings::default();
    let globals =
        globals.map(|data| hayro_jbig2::Globals::new(&data, &settings)).transpose().map_err(broken)?;
    let page = hayro_jbig2::Page::new_embedded(data, globals.as_ref(), &settings).map_err(broken)?;
    if u64::from(page.width()) * u64::from(page.height()) > MAX_BITMAP_PIXELS {
        return Err("its JBIG2 page is over the limit".to_owned());
    }
    let mut bits = Bits::new(page.width());
    bits.start_row();
    page.decode(&mut bits).map_err(broken)?;
    // The row begun after the last is not one.
    bits.data.truncate(bits.row * page.height() as usize);
    Ok(bits.data)
}

impl hayro_jbig2::Decoder for Bits {
    fn push_pixel(&mut self, black: bool) {
        if black {
            self.blacken(self.x, self.x + 1);
        }
        self.x += 1;
    }

    fn push_pixel_chunk(&mut self, black: bool, chunk_count: u32) {
        let end = self.x + chunk_count as usize * 8;
        if black {
            self.blacken(self.x, end);
        }
        self.x = end;
    }

    fn next_line(&mut self) {
        self.start_row();
        self.x = 0;
    }
}

/// Size down to which larger JPEG 2000 images are decoded, in pixels: the format holds them in several sizes, and
/// more than this no edition shows.
const JPEG2000_SIDES: (u32, u32) = (4096, 4096);

/// `JPXDecode` (ISO 32000-2, 7.4.9): pixels, by the colour space that the data states itself.
pub(crate) fn jpeg2000(data: &[u8]) -> Result<Raster, Failure> {
    let broken = |error: jp2::DecodeError| format!("its JPEG 2000 data is broken ({error})");
    let settings =
        jp2::DecodeSettings { target_resolution: Some(JPEG2000_SIDES), ..jp2::DecodeSettings::default() };
    let image = jp2::Image::new(data, &settings).map_err(broken)?;
    let (width, height) = (image.width(), image.height());
    let channels = image.color_space().num_channels() + u8::from(image.has_alpha());
    if u64::from(width) * u64::from(height) > MAX_IMAGE_PIXELS {
        return Err("its JPEG 2000 data is over the limit".to_owned());
    }
    let mut context = jp2::DecoderContext::default();
    let samples = image.decode(&mut context).map_err(broken)?.data_u8();
    let color = match channels {
        1 => ColorType::Grayscale,
        2 => ColorType::GrayscaleAlpha,
        3 => ColorType::Rgb,
        4 if image.has_alpha() => ColorType::Rgba,
        4 => return Ok(of_inks(width, height, &samples)),
        _ => return Err(format!("it has {channels} components")),
    };
    if samples.len() != width as usize * height as usize * usize::from(channels) {
        return Err("its JPEG 2000 components are of different sizes".to_owned());
    }
    Ok(Raster { width, height, color, depth: BitDepth::Eight, data: samples })
}

fn of_inks(width: u32, height: u32, samples: &[u8]) -> Raster {
    let rgb = |inks: &[u8]| {
        let inks: Vec<f32> = inks.iter().map(|&ink| f32::from(ink) / 255.0).collect();
        ColorSpace::Cmyk.rgb(&inks)
    };
    let data = samples.chunks_exact(4).flat_map(rgb).collect();
    Raster { width, height, color: ColorType::Rgb, depth: BitDepth::Eight, data }
}

/// The parameters of the last filter.
fn parameters<'a>(document: &'a Document, image: &'a Dictionary) -> Option<&'a Dictionary> {
    match get(document, image, b"DecodeParms")? {
        Object::Array(items) => as_dict(resolve(document, items.last()?)),
        object => as_dict(object),
    }
}

#[cfg(test)]
mod tests {
    use lopdf::dictionary;

    use super::*;

    #[test]
    fn a_fax_of_one_black_row_and_one_white() {
        // Group 4: horizontal mode, 0 white, 8 black; then vertical mode 0, with which the white row is one bit.
        let image = dictionary! {
            "Width" => 8, "Height" => 1, "BitsPerComponent" => 1,
            "DecodeParms" => dictionary! { "K" => -1, "Columns" => 8 },
        };
        let shape = Shape::of(&Document::new(), &image).unwrap();
        let rows = fax(&Document::new(), &image, &shape, &[0b0010_0110, 0b1010_0010, 0b1000_0000]).unwrap();
        assert_eq!(rows, [0]);
    }

    #[test]
    fn broken_data_is_a_failure_in_words() {
        let document = Document::new();
        assert!(jbig2(&document, &Dictionary::new(), b"nothing").is_err());
        assert!(jpeg2000(b"nothing").is_err());
    }
}
