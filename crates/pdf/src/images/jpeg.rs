//! JPEG (ISO 32000-2, 7.4.8): what its frame header says, and its samples for pages that show it otherwise than a
//! viewer of JPEG would.

use zune_jpeg::JpegDecoder;
use zune_jpeg::errors::DecodeErrors;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace as Colors;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::Failure;
use crate::color::ColorSpace;
use crate::limits::MAX_IMAGE_PIXELS;

/// What the frame header of a JPEG says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Frame {
    /// Width in pixels.
    pub(crate) width: u32,
    /// Height in pixels.
    pub(crate) height: u32,
    /// Components of a pixel.
    pub(crate) components: u8,
}

impl Frame {
    /// The colour space that the components are in when the image states none that fits them.
    pub(crate) fn color_space(self) -> ColorSpace {
        match self.components {
            1 => ColorSpace::Gray,
            4 => ColorSpace::Cmyk,
            _ => ColorSpace::Rgb,
        }
    }

    /// Whether a viewer of JPEG shows the components as the image's colour space means them.
    pub(crate) fn is_in(self, space: Option<&ColorSpace>) -> bool {
        match space {
            None => self.components < 4,
            Some(ColorSpace::Gray) => self.components == 1,
            Some(ColorSpace::Rgb) => self.components == 3,
            Some(_) => false,
        }
    }
}

/// Finds the frame header of a JPEG (ITU-T T.81, B.2.2).
pub(crate) fn frame(data: &[u8]) -> Option<Frame> {
    let mut rest = data.get(memchr::memmem::find(data, &[0xFF, 0xD8])? + 2..)?;
    loop {
        let marker = *rest.get(1).filter(|_| rest[0] == 0xFF)?;
        if marker == 0xFF {
            rest = &rest[1..];
            continue;
        }
        let length = usize::from(u16::from_be_bytes([*rest.get(2)?, *rest.get(3)?]));
        // C4, C8 and CC are tables and extensions, not frames.
        if matches!(marker, 0xC0..=0xCF) && !matches!(marker, 0xC4 | 0xC8 | 0xCC) {
            let word = |at: usize| Some(u32::from(u16::from_be_bytes([*rest.get(at)?, *rest.get(at + 1)?])));
            return Some(Frame { height: word(5)?, width: word(7)?, components: *rest.get(9)? });
        }
        rest = rest.get(2 + length..)?;
    }
}

/// `DCTDecode` (ISO 32000-2, 7.4.8): samples of eight bits, as many components to a pixel as the frame has. The light
/// and colour parts of three components come out as red, green and blue, those of four as inks; whether the inks are
/// stored upside down is for the image's `Decode` to say.
pub(crate) fn samples(data: &[u8], frame: Frame) -> Result<Vec<u8>, Failure> {
    let broken = |error: DecodeErrors| format!("its JPEG data is broken ({error})");
    if u64::from(frame.width) * u64::from(frame.height) > MAX_IMAGE_PIXELS {
        return Err(format!("its {} by {} pixels are over the limit", frame.width, frame.height));
    }
    let decode = |colors: Colors| -> Result<_, DecodeErrors> {
        let options = DecoderOptions::default()
            .set_max_width(frame.width as usize)
            .set_max_height(frame.height as usize)
            .jpeg_set_out_colorspace(colors);
        let mut decoder = JpegDecoder::new_with_options(ZCursor::new(data), options);
        let samples = decoder.decode()?;
        Ok((samples, decoder.input_colorspace()))
    };
    match frame.components {
        1 => decode(Colors::Luma).map(|(samples, _)| samples).map_err(broken),
        3 => decode(Colors::RGB).map(|(samples, _)| samples).map_err(broken),
        4 => inks(decode).map_err(broken),
        components => Err(format!("it has {components} components")),
    }
}

/// Four components, which are inks or, by Adobe's marker, light, colour and black.
fn inks(
    decode: impl Fn(Colors) -> Result<(Vec<u8>, Option<Colors>), DecodeErrors>,
) -> Result<Vec<u8>, DecodeErrors> {
    match decode(Colors::CMYK)? {
        (_, Some(Colors::YCCK)) => {
            let (mut samples, _) = decode(Colors::YCCK)?;
            samples.chunks_exact_mut(4).for_each(of_light_and_colour);
            Ok(samples)
        }
        (samples, _) => Ok(samples),
    }
}

/// Inks are the complement of the red, green and blue that light and colour make (ITU-T T.871, 7).
fn of_light_and_colour(pixel: &mut [u8]) {
    let [light, blue, red] = [pixel[0], pixel[1], pixel[2]].map(f32::from);
    let (blue, red) = (blue - 128.0, red - 128.0);
    let rgb = [light + 1.402 * red, light - 0.344_14 * blue - 0.714_14 * red, light + 1.772 * blue];
    for (part, value) in pixel.iter_mut().zip(rgb) {
        *part = 255 - value.round().clamp(0.0, 255.0) as u8;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_is_found_behind_other_segments() {
        let data = [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xFF, 0xC2, 0, 11, 8, 0, 5, 0, 7, 4, 0, 0, 0];
        assert_eq!(frame(&data), Some(Frame { width: 7, height: 5, components: 4 }));
        assert_eq!(frame(&[0xFF, 0xD8, 0xFF, 0xE0, 0, 2]), None);
    }

    #[test]
    fn light_and_colour_become_inks() {
        let mut white = [255, 128, 128, 9];
        of_light_and_colour(&mut white);
        assert_eq!(white, [0, 0, 0, 9]);
        let mut red = [76, 85, 255, 0];
        of_light_and_colour(&mut red);
        assert_eq!(red, [1, 255, 255, 0]);
    }

    #[test]
    fn only_frames_in_the_spaces_of_the_web_are_shown_right() {
        let frame = |components| Frame { width: 1, height: 1, components };
        assert!(frame(1).is_in(Some(&ColorSpace::Gray)) && frame(3).is_in(None));
        assert!(!frame(1).is_in(Some(&ColorSpace::Lab)) && !frame(4).is_in(None));
    }
}
