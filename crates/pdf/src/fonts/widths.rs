//! Widths of composite fonts (ISO 32000-2, 9.7.4.3): `DW`, `W`, `DW2`, `W2`.

use lopdf::{Dictionary, Document, Object};

use crate::objects::{array, as_number, number, numbers, resolve};

/// Horizontal and vertical metrics by CID, in parts of the type size.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct CidWidths {
    default: f32,
    ranges: Vec<Range<1>>,
    default_vertical: [f32; 2],
    vertical: Vec<Range<3>>,
}

/// CIDs from `first` to `last` with the same metrics.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Range<const N: usize> {
    first: u32,
    last: u32,
    values: [f32; N],
}

/// Most ranges of one font: one for each CID there can be.
const MAX_RANGES: usize = 65_536;

/// The metrics of a CID font.
pub(crate) fn of(document: &Document, font: &Dictionary) -> CidWidths {
    CidWidths {
        default: number(document, font, b"DW").unwrap_or(1000.0) / 1000.0,
        ranges: ranges(document, font, b"W"),
        default_vertical: numbers::<2>(document, font, b"DW2")
            .unwrap_or([880.0, -1000.0])
            .map(|n| n / 1000.0),
        vertical: ranges(document, font, b"W2"),
    }
}

impl CidWidths {
    /// The horizontal advance of a CID.
    pub(crate) fn width(&self, cid: u32) -> f32 {
        find(&self.ranges, cid).map_or(self.default, |[width]| width)
    }

    /// The vertical advance (negative is down) and the position vector of a CID.
    pub(crate) fn vertical(&self, cid: u32) -> [f32; 3] {
        let [y, advance] = self.default_vertical;
        find(&self.vertical, cid).unwrap_or_else(|| [advance, self.width(cid) / 2.0, y])
    }
}

fn find<const N: usize>(ranges: &[Range<N>], cid: u32) -> Option<[f32; N]> {
    let after = ranges.partition_point(|range| range.first <= cid);
    let range = ranges.get(after.checked_sub(1)?)?;
    (cid <= range.last).then_some(range.values)
}

/// Reads `c [w …]` and `first last w`, sorted by CID; of two statements about a CID the later stands.
fn ranges<const N: usize>(document: &Document, font: &Dictionary, key: &[u8]) -> Vec<Range<N>> {
    let mut out = Vec::new();
    let mut items = array(document, font, key).unwrap_or_default().iter().map(|item| resolve(document, item));
    let cid = |object: &Object| as_number(object).map(|number| number.max(0.0) as u32);
    while let (Some(first), Some(second)) = (items.next(), items.next()) {
        let Some(first) = cid(first) else {
            continue;
        };
        if out.len() >= MAX_RANGES {
            break;
        }
        if let Object::Array(list) = second {
            let values: Vec<f32> = list
                .iter()
                .take(MAX_RANGES * N)
                .map(|item| as_number(resolve(document, item)).unwrap_or(0.0))
                .collect();
            out.extend((first..).zip(values.chunks_exact(N)).map(|(cid, values)| range(cid, cid, values)));
        } else if let Some(last) = cid(second) {
            let values: Vec<f32> = items.by_ref().take(N).filter_map(as_number).collect();
            if values.len() == N {
                out.push(range(first, last, &values));
            }
        }
    }
    out.sort_by_key(|range| range.first);
    out
}

fn range<const N: usize>(first: u32, last: u32, values: &[f32]) -> Range<N> {
    Range { first, last, values: std::array::from_fn(|i| values[i] / 1000.0) }
}

#[cfg(test)]
mod tests {
    use lopdf::dictionary;

    use super::*;

    #[test]
    fn both_forms_of_statement() {
        let list = |values: &[i64]| Object::Array(values.iter().copied().map(Object::Integer).collect());
        let font = dictionary! {
            "DW" => 900,
            "W" => vec![100.into(), list(&[500, 600]), 7.into(), 9.into(), 250.into()],
            "W2" => vec![5.into(), 6.into(), Object::Integer(-500), 250.into(), 800.into()],
        };
        let widths = of(&Document::new(), &font);
        assert_eq!([100, 101, 102, 7, 9, 10].map(|cid| widths.width(cid)), [0.5, 0.6, 0.9, 0.25, 0.25, 0.9]);
        assert_eq!(widths.vertical(6), [-0.5, 0.25, 0.8]);
        assert_eq!(widths.vertical(7), [-1.0, 0.125, 0.88]);
    }
}
