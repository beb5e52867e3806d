//! What becomes of the pictures of the test data: which are handed on as they are, and the colours of those that are
//! not.

use std::path::Path;

use backissue_model::Image;
use backissue_pdf::{ReadOptions, read};
use png::{ColorType, Transformations};

fn pictures(case: &str) -> Vec<Image> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/pdf/features").join(case);
    let bytes = std::fs::read(&path).expect("the case is in the folder");
    read(&bytes, &ReadOptions::default()).expect("the case can be read").images
}

/// What a pixel of a PNG is made of, and its first and last pixel.
fn ends(image: &Image) -> (ColorType, Vec<u8>, Vec<u8>) {
    assert_eq!(image.media_type, "image/png");
    let mut decoder = png::Decoder::new(std::io::Cursor::new(&image.data));
    decoder.set_transformations(Transformations::EXPAND);
    let mut reader = decoder.read_info().expect("it is a PNG");
    let (color, _) = reader.output_color_type();
    let mut pixels = vec![0; reader.output_buffer_size().expect("it is small")];
    reader.next_frame(&mut pixels).expect("it is whole");
    let size = color.samples();
    (color, pixels[..size].to_vec(), pixels[pixels.len() - size..].to_vec())
}

#[test]
fn jpeg_of_the_web_stays_as_it_is() {
    let pictures = pictures("pictures-jpeg.pdf");
    let shapes: Vec<_> =
        pictures.iter().map(|image| (image.media_type.as_str(), image.width, image.height)).collect();
    assert_eq!(shapes, [("image/jpeg", 24, 16), ("image/jpeg", 16, 16)]);
}

#[test]
fn inks_become_the_colours_of_print() {
    let pictures = pictures("pictures-in-inks.pdf");
    // Cyan at the top left, black at the bottom right; of the spot ink, none and all.
    assert_eq!(ends(&pictures[0]), (ColorType::Rgb, vec![0, 174, 239], vec![0; 3]));
    assert_eq!(ends(&pictures[1]), (ColorType::Rgb, vec![255; 3], vec![0; 3]));
}

#[test]
fn masks_and_keys_become_opacity() {
    let pictures = pictures("pictures-with-masks.pdf");
    let opacities = |image: &Image| {
        let (color, first, last) = ends(image);
        (color, first.last().copied(), last.last().copied())
    };
    assert_eq!(opacities(&pictures[0]), (ColorType::Rgba, Some(0), Some(255)));
    assert_eq!(opacities(&pictures[1]), (ColorType::GrayscaleAlpha, Some(255), Some(255)));
}

#[test]
fn fax_and_tables_become_pixels() {
    let pictures = pictures("pictures-fax-and-table.pdf");
    assert_eq!(ends(&pictures[0]), (ColorType::Grayscale, vec![0], vec![0]));
    assert_eq!(ends(&pictures[1]), (ColorType::Rgb, vec![206, 216, 222], vec![54, 48, 40]));
}
