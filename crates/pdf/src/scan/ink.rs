//! Where the picture of a page is dark: print told from paper.

use crate::images::Raster;

/// Pixels are put together until one is about this wide, in points: a hairline still fills one.
const PIXEL: f32 = 0.5;
/// Ink is what is darker than the paper by this share of what parts the two: thin lines of a coarse scan are grey.
const INK: f32 = 0.35;
/// Places of one picture: a page of the largest broadsheets has 12 million. Bounds memory on pages of miles.
const MOST_PLACES: usize = 32_000_000;
/// With less between ink and paper, of 255, the picture has no print on it.
const CONTRAST: f32 = 40.0;

/// Where a picture is dark, in places that stand for squares of pixels.
pub(super) struct Ink {
    /// Places in a row.
    pub(super) width: usize,
    /// Rows.
    pub(super) height: usize,
    /// Points to a place.
    pub(super) pixel: f32,
    dark: Vec<bool>,
}

impl Ink {
    /// The dark places of a picture that is shown at a scale, in points to a pixel. A place is as dark as the darkest
    /// of its pixels.
    pub(super) fn of(raster: &Raster, scale: f32) -> Option<Self> {
        let bound = threshold(raster)?;
        let pixels = raster.width as usize * raster.height as usize;
        let pooled = ((PIXEL / scale) as usize).max((pixels / MOST_PLACES).isqrt() + 1);
        let (width, height) = (raster.width as usize / pooled, raster.height as usize / pooled);
        let mut dark = vec![false; width * height];
        let mut row = Vec::new();
        for y in 0..height * pooled {
            raster.light(y, &mut row);
            let places = &mut dark[y / pooled * width..][..width];
            for (place, pixels) in places.iter_mut().zip(row.chunks_exact(pooled)) {
                *place |= pixels.iter().any(|&light| light < bound);
            }
        }
        Some(Self { width, height, pixel: scale * pooled as f32, dark })
    }

    /// A row of places.
    pub(super) fn row(&self, y: usize) -> &[bool] {
        &self.dark[y * self.width..][..self.width]
    }

    /// The same with rows and columns exchanged.
    pub(super) fn transposed(&self) -> Self {
        /// Rows and columns of a block that stays in the cache of a processor.
        const BLOCK: usize = 64;
        let mut dark = vec![false; self.dark.len()];
        for (top, left) in
            (0..self.height).step_by(BLOCK).flat_map(|y| (0..self.width).step_by(BLOCK).map(move |x| (y, x)))
        {
            for y in top..(top + BLOCK).min(self.height) {
                for x in left..(left + BLOCK).min(self.width) {
                    dark[x * self.height + y] = self.dark[y * self.width + x];
                }
            }
        }
        Self { width: self.height, height: self.width, dark, ..*self }
    }
}

/// What is darker than this is ink. The two classes that part best (Otsu's method) are ink and paper.
fn threshold(raster: &Raster) -> Option<u8> {
    /// Every so many rows are enough for a histogram.
    const STEP: usize = 4;
    let mut counts = [0u64; 256];
    let mut row = Vec::new();
    for y in (0..raster.height as usize).step_by(STEP) {
        raster.light(y, &mut row);
        row.iter().for_each(|&light| counts[usize::from(light)] += 1);
    }
    let sum = |range: &[u64], first: usize| -> (f32, f32) {
        let (mut number, mut weight) = (0u64, 0u64);
        for (light, count) in (first as u64..).zip(range) {
            number += count;
            weight += light * count;
        }
        (number as f32, weight as f32)
    };
    let parted = (1..256).map(|bound| {
        let ((n0, w0), (n1, w1)) = (sum(&counts[..bound], 0), sum(&counts[bound..], bound));
        let (ink, paper) = (w0 / n0.max(1.0), w1 / n1.max(1.0));
        (n0 * n1 * (paper - ink).powi(2), ink, paper)
    });
    let (_, ink, paper) = parted.max_by(|a, b| a.0.total_cmp(&b.0))?;
    (paper - ink >= CONTRAST).then_some((paper - INK * (paper - ink)) as u8)
}
