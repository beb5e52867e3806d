//! Samples of an image (ISO 32000-2, 8.9.5) turned into grey or colour pixels, and those into PNG.

use lopdf::{Dictionary, Document};
use png::{BitDepth, ColorType, Compression, Encoder};

use super::Failure;
use crate::color::{ColorSpace, Rgb};
use crate::limits::{MAX_BITMAP_PIXELS, MAX_IMAGE_PIXELS};
use crate::objects::{array, as_number, integer, is_true, resolve};

/// What an image dictionary says of its samples.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Shape {
    /// Width in samples.
    pub(crate) width: u32,
    /// Height in samples.
    pub(crate) height: u32,
    /// Bits of a component.
    bits: u32,
    /// `Decode`: for each component what its lowest and highest sample mean.
    decode: Vec<[f32; 2]>,
    /// Whether it is a stencil: samples of one bit, 0 paints.
    stencil: bool,
}

/// Pixels ready for PNG.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Raster {
    /// Width in pixels.
    pub(crate) width: u32,
    /// Height in pixels.
    pub(crate) height: u32,
    /// What a pixel is made of.
    pub(crate) color: ColorType,
    /// Bits of each part of a pixel: one or eight.
    pub(crate) depth: BitDepth,
    /// The pixels, row by row.
    pub(crate) data: Vec<u8>,
}

/// Largest side of an image, in samples.
const MAX_SIDE: i64 = 65_535;

impl Shape {
    /// Reads and checks the shape.
    pub(crate) fn of(document: &Document, image: &Dictionary) -> Result<Self, Failure> {
        let side = |key: &[u8]| integer(document, image, key).filter(|side| (1..=MAX_SIDE).contains(side));
        let (Some(width), Some(height)) = (side(b"Width"), side(b"Height")) else {
            return Err("its size is missing or impossible".to_owned());
        };
        let stencil = is_true(document, image, b"ImageMask");
        let bits = if stencil { 1 } else { integer(document, image, b"BitsPerComponent").unwrap_or(8) };
        if ![1, 2, 4, 8, 16].contains(&bits) {
            return Err(format!("it has {bits} bits to a component"));
        }
        let limit = if bits == 1 { MAX_BITMAP_PIXELS } else { MAX_IMAGE_PIXELS };
        if (width * height) as u64 > limit {
            return Err(format!("its {width} by {height} pixels are over the limit"));
        }
        let numbers = array(document, image, b"Decode").unwrap_or_default();
        let numbers: Vec<f32> =
            numbers.iter().filter_map(|item| as_number(resolve(document, item))).collect();
        let decode = numbers.chunks_exact(2).map(|pair| [pair[0], pair[1]]).collect();
        Ok(Self { width: width as u32, height: height as u32, bits: bits as u32, decode, stencil })
    }

    /// The same as a frame of eight bits to a component has it.
    pub(crate) fn with_frame(self, width: u32, height: u32) -> Self {
        Self { width, height, bits: 8, ..self }
    }

    /// The same with light and dark exchanged: in a stencil mask 1 hides, as opacity it reads the other way.
    pub(crate) fn reversed(self) -> Self {
        let decode = if self.is_inverted() { vec![[0.0, 1.0]] } else { vec![[1.0, 0.0]] };
        Self { decode, ..self }
    }

    /// Whether samples mean what they say, from none to all.
    pub(crate) fn is_plain(&self) -> bool {
        self.decode.iter().all(|pair| *pair == [0.0, 1.0])
    }

    /// Bytes that its samples take at most: those of four components.
    pub(crate) fn sample_bytes(&self) -> u64 {
        (self.row_bytes(4) as u64).saturating_mul(u64::from(self.height))
    }

    fn row_bytes(&self, components: usize) -> usize {
        (self.width as usize * components * self.bits as usize).div_ceil(8)
    }

    fn highest(&self) -> f32 {
        ((1u32 << self.bits) - 1) as f32
    }

    /// Whether low samples mean light: the reverse of what PNG's grey has.
    fn is_inverted(&self) -> bool {
        self.decode.first().is_some_and(|[low, high]| low > high)
    }
}

/// Turns samples into pixels; missing rows are white.
pub(crate) fn of_samples(shape: &Shape, space: Option<&ColorSpace>, data: &[u8]) -> Result<Raster, Failure> {
    let gray = ColorSpace::Gray;
    let space = match space {
        _ if shape.stencil => &gray,
        Some(space) => space,
        None => &gray,
    };
    let components = space.components();
    if components == 0 {
        return Err("its colour space is unknown".to_owned());
    }
    if data.is_empty() {
        return Err("it has no data".to_owned());
    }
    let row = shape.row_bytes(components);
    let wanted = row * shape.height as usize;
    let mut data = std::borrow::Cow::Borrowed(&data[..data.len().min(wanted)]);
    if data.len() < wanted {
        let white = if shape.is_inverted() { 0 } else { 0xFF };
        data.to_mut().resize(wanted, white);
    }
    let raster = |color, depth, data| Raster { width: shape.width, height: shape.height, color, depth, data };
    let plain = shape.is_plain();
    Ok(match (space, shape.bits) {
        (ColorSpace::Gray, 1) => {
            let invert = if shape.is_inverted() { 0xFF } else { 0 };
            raster(ColorType::Grayscale, BitDepth::One, data.iter().map(|byte| byte ^ invert).collect())
        }
        (ColorSpace::Gray, 8) if plain => raster(ColorType::Grayscale, BitDepth::Eight, data.into_owned()),
        (ColorSpace::Rgb, 8) if plain => raster(ColorType::Rgb, BitDepth::Eight, data.into_owned()),
        (ColorSpace::Gray, _) => raster(
            ColorType::Grayscale,
            BitDepth::Eight,
            pixels(shape, space, &data, row, |rgb, out| out.push(rgb[0])),
        ),
        _ => raster(
            ColorType::Rgb,
            BitDepth::Eight,
            pixels(shape, space, &data, row, |rgb, out| out.extend(rgb)),
        ),
    })
}

/// Each pixel's colour, by way of its space. The colours of one component are worked out once for each sample value.
fn pixels(shape: &Shape, space: &ColorSpace, data: &[u8], row: usize, put: fn(Rgb, &mut Vec<u8>)) -> Vec<u8> {
    let components = space.components();
    let indexed = matches!(space, ColorSpace::Indexed { .. });
    let mean = |i: usize, sample: u32| -> f32 {
        let default = if indexed { [0.0, shape.highest()] } else { [0.0, 1.0] };
        let [low, high] = shape.decode.get(i).copied().unwrap_or(default);
        low + sample as f32 / shape.highest() * (high - low)
    };
    // Of 16 bits the upper eight are enough for eight bits of output.
    let known: Vec<Rgb> = match components {
        1 if shape.bits <= 8 => (0..1u32 << shape.bits).map(|sample| space.rgb(&[mean(0, sample)])).collect(),
        _ => Vec::new(),
    };
    let mut out = Vec::with_capacity(shape.width as usize * shape.height as usize * 3);
    let mut color = vec![0.0; components];
    for line in data.chunks_exact(row) {
        for x in 0..shape.width as usize {
            let sample = |i: usize| sample(line, shape.bits, x * components + i);
            if let Some(rgb) = known.get(sample(0) as usize) {
                put(*rgb, &mut out);
                continue;
            }
            for (i, part) in color.iter_mut().enumerate() {
                *part = mean(i, sample(i));
            }
            put(space.rgb(&color), &mut out);
        }
    }
    out
}

/// The sample at a place in a row.
fn sample(line: &[u8], bits: u32, index: usize) -> u32 {
    match bits {
        8 => u32::from(line[index]),
        16 => u32::from(u16::from_be_bytes([line[index * 2], line[index * 2 + 1]])),
        _ => {
            let at = index * bits as usize;
            let shift = 8 - bits as usize - at % 8;
            u32::from(line[at / 8]) >> shift & ((1 << bits) - 1)
        }
    }
}

/// Opacity by colour keys (ISO 32000-2, 8.9.6.4): pixels whose samples all lie in these ranges are not shown.
pub(crate) fn keyed(shape: &Shape, components: usize, keys: &[[u32; 2]], data: &[u8]) -> Raster {
    let shown = |line: &[u8], x: usize| {
        let inside = |(i, [low, high]): (usize, &[u32; 2])| {
            (*low..=*high).contains(&sample(line, shape.bits, x * components + i))
        };
        if keys.iter().enumerate().all(inside) { 0 } else { 255 }
    };
    let lines = data.chunks_exact(shape.row_bytes(components).max(1));
    let data = lines.flat_map(|line| (0..shape.width as usize).map(move |x| shown(line, x))).collect();
    Raster {
        width: shape.width,
        height: shape.height,
        color: ColorType::Grayscale,
        depth: BitDepth::Eight,
        data,
    }
}

impl Raster {
    /// The same pixels with an opacity taken from the nearest place of a mask.
    pub(crate) fn with_alpha(self, mask: &Raster) -> Self {
        let image = self.into_eight_bits();
        let (parts, color) = match image.color {
            ColorType::Grayscale => (1, ColorType::GrayscaleAlpha),
            ColorType::Rgb => (3, ColorType::Rgba),
            _ => return image,
        };
        let mut data = Vec::with_capacity(image.data.len() / parts * (parts + 1));
        for (i, pixel) in image.data.chunks_exact(parts).enumerate() {
            let (x, y) = (i as u64 % u64::from(image.width), i as u64 / u64::from(image.width));
            let mask_x = x * u64::from(mask.width) / u64::from(image.width);
            let mask_y = y * u64::from(mask.height) / u64::from(image.height);
            data.extend_from_slice(pixel);
            data.push(
                mask.data.get((mask_y * u64::from(mask.width) + mask_x) as usize).copied().unwrap_or(255),
            );
        }
        Self { color, data, ..image }
    }

    /// Whether an opacity hides nothing.
    pub(crate) fn is_opaque(&self) -> bool {
        self.data.iter().all(|&opacity| opacity == 255)
    }

    /// Pixels of one bit spread to eight.
    pub(crate) fn into_eight_bits(self) -> Self {
        if self.depth != BitDepth::One {
            return self;
        }
        let row = (self.width as usize).div_ceil(8);
        let spread = |line: &[u8]| -> Vec<u8> {
            (0..self.width as usize).map(|x| if sample(line, 1, x) == 1 { 255 } else { 0 }).collect()
        };
        let data = self.data.chunks_exact(row).flat_map(spread).collect();
        Self { depth: BitDepth::Eight, data, ..self }
    }

    /// How light the pixels of a row are on white paper, from 0 to 255: none of them for a row that is not there.
    pub(crate) fn light(&self, y: usize, row: &mut Vec<u8>) {
        row.clear();
        let width = self.width as usize;
        let parts = self.color.samples();
        let bytes = (width * parts * self.depth as usize).div_ceil(8);
        let line = self.data.get(y * bytes..(y + 1) * bytes).unwrap_or_default();
        let gray =
            |rgb: &[u8]| ((u32::from(rgb[0]) * 3 + u32::from(rgb[1]) * 6 + u32::from(rgb[2])) / 10) as u8;
        let over_white =
            |light: u8, opacity: u8| 255 - (u32::from(255 - light) * u32::from(opacity) / 255) as u8;
        match (self.color, self.depth) {
            (ColorType::Grayscale, BitDepth::One) if !line.is_empty() => {
                row.extend((0..width).map(|x| if sample(line, 1, x) == 1 { 255 } else { 0 }));
            }
            (ColorType::Grayscale, _) => row.extend_from_slice(line),
            (ColorType::GrayscaleAlpha, _) => {
                row.extend(line.chunks_exact(2).map(|pixel| over_white(pixel[0], pixel[1])));
            }
            (ColorType::Rgba, _) => {
                row.extend(line.chunks_exact(4).map(|pixel| over_white(gray(pixel), pixel[3])));
            }
            _ => row.extend(line.chunks_exact(3).map(gray)),
        }
    }

    /// A PNG file of the pixels.
    pub(crate) fn to_png(&self) -> Result<Vec<u8>, Failure> {
        let mut out = Vec::new();
        let mut encoder = Encoder::new(&mut out, self.width, self.height);
        encoder.set_color(self.color);
        encoder.set_depth(self.depth);
        encoder.set_compression(Compression::Fast);
        let written = encoder.write_header().and_then(|mut writer| writer.write_image_data(&self.data));
        written.map_err(|error| error.to_string())?;
        Ok(out)
    }
}

#[cfg(test)]
mod tests {
    use lopdf::dictionary;

    use super::*;

    fn shape(image: &Dictionary) -> Shape {
        Shape::of(&Document::new(), image).unwrap()
    }

    #[test]
    fn tables_inks_and_missing_rows() {
        let image = dictionary! { "Width" => 3, "Height" => 2, "BitsPerComponent" => 2 };
        let table = ColorSpace::Indexed { table: vec![[0; 3], [10; 3], [20; 3], [30; 3]] };
        let raster = of_samples(&shape(&image), Some(&table), &[0b0110_1100]).unwrap();
        assert_eq!(raster.data.chunks(3).map(|rgb| rgb[0]).collect::<Vec<_>>(), [10, 20, 30, 30, 30, 30]);
        let image = dictionary! { "Width" => 1, "Height" => 1, "BitsPerComponent" => 8 };
        let raster = of_samples(&shape(&image), Some(&ColorSpace::Cmyk), &[0, 255, 255, 0]).unwrap();
        assert_eq!((raster.color, raster.data), (ColorType::Rgb, vec![237, 28, 36]));
    }

    #[test]
    fn one_bit_stays_one_bit() {
        let image = dictionary! {
            "Width" => 9, "Height" => 1, "BitsPerComponent" => 1, "Decode" => vec![1.into(), 0.into()],
        };
        let raster = of_samples(&shape(&image), Some(&ColorSpace::Gray), &[0b0000_1111, 0]).unwrap();
        assert_eq!((raster.depth, raster.data.as_slice()), (BitDepth::One, [0b1111_0000, 0xFF].as_slice()));
        assert_eq!(raster.into_eight_bits().data, [255, 255, 255, 255, 0, 0, 0, 0, 255]);
    }

    #[test]
    fn a_mask_becomes_opacity() {
        let of = |width, data: &[u8]| {
            let image = dictionary! { "Width" => width, "Height" => 1, "BitsPerComponent" => 8 };
            of_samples(&shape(&image), None, data).unwrap()
        };
        let image = of(4, &[1, 2, 3, 4]).with_alpha(&of(2, &[0, 255]));
        assert_eq!((image.color, image.data), (ColorType::GrayscaleAlpha, vec![1, 0, 2, 0, 3, 255, 4, 255]));
    }

    #[test]
    fn impossible_shapes_are_refused() {
        for image in [
            dictionary! { "Width" => 0, "Height" => 5 },
            dictionary! { "Width" => 60_000, "Height" => 60_000 },
            dictionary! { "Width" => 5, "Height" => 5, "BitsPerComponent" => 7 },
        ] {
            assert!(Shape::of(&Document::new(), &image).is_err());
        }
    }
}
