//! Functions (ISO 32000-2, 7.10) as far as colours need them: sampled, exponential, stitched. PostScript
//! calculator functions are not computed.

use lopdf::{Dictionary, Document, Object};

use crate::filters;
use crate::limits::{BYTES_PER_FUNCTION, MAX_DEPTH, MAX_FUNCTION_BYTES, MAX_STREAM_BYTES};
use crate::objects::{array, as_dict, as_number, integer, number, resolve};

/// A function from numbers to numbers.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Function {
    /// Type 2: between two colours.
    Exponential {
        /// Values at 0.
        c0: Vec<f32>,
        /// Values at 1.
        c1: Vec<f32>,
        /// The exponent.
        n: f32,
    },
    /// Type 3: pieces along one input.
    Stitched {
        /// The inner bounds between the pieces.
        bounds: Vec<f32>,
        /// For each piece, what the ends of its part map to.
        encode: Vec<[f32; 2]>,
        /// The ends of the whole.
        domain: [f32; 2],
        /// The pieces.
        pieces: Vec<Function>,
    },
    /// Type 0: a table; the nearest sample is taken.
    Sampled {
        /// Samples along each input.
        size: Vec<usize>,
        /// The ends of each input.
        domain: Vec<[f32; 2]>,
        /// The ends of each output.
        range: Vec<[f32; 2]>,
        /// The samples, 0 to 1, the first input running fastest.
        samples: Vec<f32>,
    },
}

impl Function {
    /// The outputs for these inputs.
    pub(crate) fn evaluate(&self, inputs: &[f32]) -> Vec<f32> {
        let x = inputs.first().copied().unwrap_or(0.0);
        match self {
            Self::Exponential { c0, c1, n } => {
                let share = x.clamp(0.0, 1.0).powf(*n);
                c0.iter().zip(c1).map(|(a, b)| a + share * (b - a)).collect()
            }
            Self::Stitched { bounds, encode, domain, pieces } => {
                let i = bounds.iter().filter(|&&bound| x >= bound).count().min(pieces.len() - 1);
                let low = if i == 0 { domain[0] } else { bounds[i - 1] };
                let high = bounds.get(i).copied().unwrap_or(domain[1]);
                let share = if high > low { (x - low) / (high - low) } else { 0.0 };
                let [start, end] = encode.get(i).copied().unwrap_or([0.0, 1.0]);
                pieces[i].evaluate(&[start + share * (end - start)])
            }
            Self::Sampled { size, domain, range, samples } => {
                let index = sample_index(inputs, size, domain) * range.len();
                let row = samples.get(index..index + range.len()).unwrap_or_default();
                row.iter().zip(range).map(|(sample, [low, high])| low + sample * (high - low)).collect()
            }
        }
    }
}

fn sample_index(inputs: &[f32], size: &[usize], domain: &[[f32; 2]]) -> usize {
    let mut index = 0;
    let mut stride = 1;
    for (i, (&size, [low, high])) in size.iter().zip(domain).enumerate() {
        let x = inputs.get(i).copied().unwrap_or(0.0).clamp(*low, *high);
        let share = if high > low { (x - low) / (high - low) } else { 0.0 };
        index += (share * (size - 1) as f32).round() as usize * stride;
        stride *= size;
    }
    index
}

/// A function object; `None` for kinds that are not computed and for broken ones.
pub(crate) fn parse(document: &Document, object: &Object) -> Option<Function> {
    let mut left = MAX_FUNCTION_BYTES;
    part(document, object, 0, &mut left)
}

/// `left` is how many more bytes there may be.
fn part(document: &Document, object: &Object, depth: usize, left: &mut usize) -> Option<Function> {
    let object = resolve(document, object);
    let dict = as_dict(object).filter(|_| depth <= MAX_DEPTH)?;
    *left = left.checked_sub(BYTES_PER_FUNCTION)?;
    match integer(document, dict, b"FunctionType")? {
        0 => sampled(document, object, dict, left),
        2 => Some(Function::Exponential {
            c0: floats(document, dict, b"C0").unwrap_or_else(|| vec![0.0]),
            c1: floats(document, dict, b"C1").unwrap_or_else(|| vec![1.0]),
            n: number(document, dict, b"N")?,
        }),
        3 => stitched(document, dict, depth, left),
        _ => None,
    }
}

fn stitched(document: &Document, dict: &Dictionary, depth: usize, left: &mut usize) -> Option<Function> {
    let pieces = array(document, dict, b"Functions")?;
    let pieces: Vec<_> =
        pieces.iter().map(|piece| part(document, piece, depth + 1, left)).collect::<Option<_>>()?;
    if pieces.is_empty() {
        return None;
    }
    Some(Function::Stitched {
        bounds: floats(document, dict, b"Bounds")?,
        encode: pairs(&floats(document, dict, b"Encode")?),
        domain: pairs(&floats(document, dict, b"Domain")?).first().copied()?,
        pieces,
    })
}

fn sampled(document: &Document, object: &Object, dict: &Dictionary, left: &mut usize) -> Option<Function> {
    let Object::Stream(stream) = object else {
        return None;
    };
    let size: Vec<usize> = floats(document, dict, b"Size")?.iter().map(|&n| n.max(1.0) as usize).collect();
    let bits = integer(document, dict, b"BitsPerSample").filter(|bits| [8, 16].contains(bits))?;
    let bytes = filters::decode(document, stream, MAX_STREAM_BYTES).data;
    *left = left.checked_sub(bytes.len())?;
    let samples = match bits {
        8 => bytes.iter().map(|&byte| f32::from(byte) / 255.0).collect(),
        _ => bytes
            .chunks_exact(2)
            .map(|pair| f32::from(u16::from_be_bytes([pair[0], pair[1]])) / 65_535.0)
            .collect(),
    };
    let domain = pairs(&floats(document, dict, b"Domain")?);
    size.iter().try_fold(1usize, |product, &n| product.checked_mul(n))?;
    Some(Function::Sampled { size, domain, range: pairs(&floats(document, dict, b"Range")?), samples })
}

fn floats(document: &Document, dict: &Dictionary, key: &[u8]) -> Option<Vec<f32>> {
    let items = array(document, dict, key)?;
    Some(items.iter().filter_map(|item| as_number(resolve(document, item))).collect())
}

fn pairs(values: &[f32]) -> Vec<[f32; 2]> {
    values.chunks_exact(2).map(|pair| [pair[0], pair[1]]).collect()
}

#[cfg(test)]
mod tests {
    use lopdf::{Stream, dictionary};

    use super::*;

    #[test]
    fn pieces_are_chosen_by_their_bounds() {
        let ramp = |from: i64, to: i64| -> Object {
            dictionary! { "FunctionType" => 2, "N" => 1, "C0" => vec![from.into()], "C1" => vec![to.into()] }
                .into()
        };
        let stitched = dictionary! {
            "FunctionType" => 3, "Domain" => vec![0.into(), 1.into()], "Bounds" => vec![Object::Real(0.5)],
            "Encode" => vec![0.into(), 1.into(), 0.into(), 1.into()],
            "Functions" => vec![ramp(0, 10), ramp(20, 40)],
        };
        let function = parse(&Document::new(), &stitched.into()).unwrap();
        assert_eq!(function.evaluate(&[0.25]), [5.0]);
        assert_eq!(function.evaluate(&[0.75]), [30.0]);
    }

    #[test]
    fn the_nearest_sample_is_taken() {
        let dict = dictionary! {
            "FunctionType" => 0, "Domain" => vec![0.into(), 1.into()], "Range" => vec![0.into(), 1.into()],
            "Size" => vec![2.into()], "BitsPerSample" => 8,
        };
        let stream = Object::Stream(Stream::new(dict, vec![0, 255]));
        let function = parse(&Document::new(), &stream).unwrap();
        assert_eq!((function.evaluate(&[0.2]), function.evaluate(&[0.9])), (vec![0.0], vec![1.0]));
    }

    #[test]
    fn a_piece_that_is_named_twice_on_each_level_is_not_read_without_end() {
        let mut document = Document::new();
        let mut piece = document.add_object(dictionary! { "FunctionType" => 2, "N" => 1 });
        for _ in 0..40 {
            piece = document.add_object(dictionary! {
                "FunctionType" => 3, "Domain" => vec![0.into(), 1.into()], "Bounds" => vec![Object::Real(0.5)],
                "Encode" => vec![0.into(), 1.into(), 0.into(), 1.into()],
                "Functions" => vec![Object::Reference(piece), Object::Reference(piece)],
            });
        }
        assert_eq!(parse(&document, &Object::Reference(piece)), None);
    }
}
