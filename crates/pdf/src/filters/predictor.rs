//! Undoing the predictors of Flate and LZW (ISO 32000-2, 7.4.4.4): TIFF 2 and those of PNG.

/// The parameters of a predictor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Shape {
    /// 1 none, 2 TIFF, 10 to 15 PNG (each row names its own).
    pub(crate) predictor: usize,
    /// Components of a sample.
    pub(crate) colors: usize,
    /// Bits of a component.
    pub(crate) bits: usize,
    /// Samples of a row.
    pub(crate) columns: usize,
}

/// Largest row in bytes that is believed: 16 MiB, far wider than any image.
const MAX_ROW: usize = 16 << 20;

/// Undoes a predictor; data of an impossible shape is handed back as it is.
pub(crate) fn undo(data: Vec<u8>, shape: &Shape) -> Vec<u8> {
    let bits = shape.colors.saturating_mul(shape.bits);
    let row = bits.saturating_mul(shape.columns).div_ceil(8);
    if row == 0 || row > MAX_ROW {
        return data;
    }
    match shape.predictor {
        2 => undo_tiff(data, shape, row),
        10..=15 => undo_png(&data, row, bits.div_ceil(8)),
        _ => data,
    }
}

fn undo_png(data: &[u8], row: usize, pixel: usize) -> Vec<u8> {
    let mut out = Vec::with_capacity(data.len() / (row + 1) * row + row);
    let mut above = vec![0; row];
    for line in data.chunks(row + 1) {
        let Some((&kind, line)) = line.split_first() else {
            break;
        };
        let start = out.len();
        out.extend_from_slice(line);
        undo_png_row(kind, &mut out[start..], &above, pixel);
        above[..line.len()].copy_from_slice(&out[start..]);
    }
    out
}

fn undo_png_row(kind: u8, line: &mut [u8], above: &[u8], pixel: usize) {
    match kind {
        1 => {
            for i in pixel..line.len() {
                line[i] = line[i].wrapping_add(line[i - pixel]);
            }
        }
        2 => {
            for (byte, &up) in line.iter_mut().zip(above) {
                *byte = byte.wrapping_add(up);
            }
        }
        3 => {
            for i in 0..line.len() {
                let left = if i < pixel { 0 } else { line[i - pixel] };
                let mean = (u16::from(left) + u16::from(above[i])) / 2;
                line[i] = line[i].wrapping_add(mean as u8);
            }
        }
        4 => {
            for i in 0..line.len() {
                let (left, corner) = if i < pixel { (0, 0) } else { (line[i - pixel], above[i - pixel]) };
                line[i] = line[i].wrapping_add(paeth(left, above[i], corner));
            }
        }
        _ => {}
    }
}

/// The neighbour nearest to left + up − corner (PNG, 9.4).
fn paeth(left: u8, up: u8, corner: u8) -> u8 {
    let (a, b, c) = (i16::from(left), i16::from(up), i16::from(corner));
    let estimate = a + b - c;
    let (da, db, dc) = ((estimate - a).abs(), (estimate - b).abs(), (estimate - c).abs());
    if da <= db && da <= dc {
        left
    } else if db <= dc {
        up
    } else {
        corner
    }
}

fn undo_tiff(mut data: Vec<u8>, shape: &Shape, row: usize) -> Vec<u8> {
    for line in data.chunks_mut(row) {
        match shape.bits {
            8 => {
                for i in shape.colors..line.len() {
                    line[i] = line[i].wrapping_add(line[i - shape.colors]);
                }
            }
            16 => {
                for i in (shape.colors * 2..line.len().saturating_sub(1)).step_by(2) {
                    let before = i - shape.colors * 2;
                    let sum = u16::from_be_bytes([line[i], line[i + 1]])
                        .wrapping_add(u16::from_be_bytes([line[before], line[before + 1]]));
                    line[i..i + 2].copy_from_slice(&sum.to_be_bytes());
                }
            }
            1 | 2 | 4 => undo_tiff_bits(line, shape),
            _ => {}
        }
    }
    data
}

/// Components smaller than a byte: taken out, summed, and put back one by one.
fn undo_tiff_bits(line: &mut [u8], shape: &Shape) {
    let mask = (1u8 << shape.bits) - 1;
    let mut left = vec![0u8; shape.colors];
    for i in 0..line.len() * 8 / shape.bits {
        let shift = 8 - shape.bits - (i * shape.bits) % 8;
        let byte = &mut line[i * shape.bits / 8];
        let sum = (*byte >> shift).wrapping_add(left[i % shape.colors]) & mask;
        *byte = *byte & !(mask << shift) | sum << shift;
        left[i % shape.colors] = sum;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(predictor: usize, bits: usize, columns: usize) -> Shape {
        Shape { predictor, colors: 1, bits, columns }
    }

    #[test]
    fn each_row_of_png_names_its_predictor() {
        let rows = vec![0, 1, 2, 3, 1, 1, 1, 1, 2, 1, 1, 1, 3, 1, 1, 1, 4, 1, 1, 1];
        let plain = undo(rows, &shape(15, 8, 3));
        assert_eq!(plain, [1, 2, 3, 1, 2, 3, 2, 3, 4, 2, 3, 4, 3, 4, 5]);
    }

    #[test]
    fn tiff_sums_along_the_row() {
        assert_eq!(undo(vec![1, 1, 1, 5, 1, 1], &shape(2, 8, 3)), [1, 2, 3, 5, 6, 7]);
        assert_eq!(undo(vec![0x11, 0x11], &shape(2, 4, 4)), [0x12, 0x34]);
        assert_eq!(undo(vec![1, 255, 0, 1], &shape(2, 16, 2)), [1, 255, 2, 0]);
    }

    #[test]
    fn an_impossible_shape_changes_nothing() {
        assert_eq!(undo(vec![1, 2], &shape(15, 8, usize::MAX)), [1, 2]);
        assert_eq!(undo(vec![1, 2], &shape(12, 8, 0)), [1, 2]);
    }
}
