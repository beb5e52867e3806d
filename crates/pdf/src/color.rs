//! Colour spaces (ISO 32000-2, 8.6) brought down to red, green and blue: good enough to tell black from red and
//! text from its ground, not to print by.

mod function;

use lopdf::{Dictionary, Document, Object};

use crate::filters;
use crate::limits::MAX_DEPTH;
use crate::objects::{as_dict, as_name, as_number, get, integer, resolve};
use function::Function;

/// Red, green, blue.
pub(crate) type Rgb = [u8; 3];

/// Black: the colour in force at the start of a page.
pub(crate) const BLACK: Rgb = [0; 3];

/// A colour space.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum ColorSpace {
    /// Grey, calibrated or not.
    Gray,
    /// Red, green, blue, calibrated or not.
    Rgb,
    /// Cyan, magenta, yellow, black.
    Cmyk,
    /// L*a*b*.
    Lab,
    /// A table of colours of another space.
    Indexed {
        /// The colours, as red, green, blue.
        table: Vec<Rgb>,
    },
    /// Inks, turned into another space by a function.
    Tint {
        /// How many inks.
        inks: usize,
        /// The other space.
        alternate: Box<ColorSpace>,
        /// The way there; `None` when it cannot be computed.
        function: Option<Function>,
    },
    /// A pattern: no one colour.
    Pattern,
}

impl ColorSpace {
    /// Components of a colour.
    pub(crate) fn components(&self) -> usize {
        match self {
            Self::Gray | Self::Indexed { .. } => 1,
            Self::Rgb | Self::Lab => 3,
            Self::Cmyk => 4,
            Self::Tint { inks, .. } => *inks,
            Self::Pattern => 0,
        }
    }

    /// The colour that is in force when the space is chosen (ISO 32000-2, 8.6.3).
    pub(crate) fn initial(&self) -> Rgb {
        match self {
            Self::Tint { inks, .. } => self.rgb(&vec![1.0; *inks]),
            Self::Cmyk => BLACK,
            _ => self.rgb(&[0.0; 4]),
        }
    }

    /// A colour as red, green, blue; missing components count as 0.
    pub(crate) fn rgb(&self, components: &[f32]) -> Rgb {
        let part = |i: usize| components.get(i).copied().unwrap_or(0.0);
        match self {
            Self::Gray => [byte(part(0)); 3],
            Self::Rgb => [byte(part(0)), byte(part(1)), byte(part(2))],
            Self::Cmyk => cmyk([part(0), part(1), part(2), part(3)]),
            Self::Lab => lab([part(0), part(1), part(2)]),
            Self::Indexed { table } => table.get(part(0).max(0.0) as usize).copied().unwrap_or(BLACK),
            Self::Tint { alternate, function, .. } => match function {
                Some(function) => alternate.rgb(&function.evaluate(components)),
                // More ink is darker: all that can be said without the function.
                None => [byte(1.0 - components.iter().copied().fold(0.0, f32::max)); 3],
            },
            Self::Pattern => BLACK,
        }
    }
}

/// The space of the operand of `cs` or of an image: a device space, or one that the resources name.
pub(crate) fn named(document: &Document, resources: Option<&Dictionary>, space: &[u8]) -> Option<ColorSpace> {
    if let Some(device) = device(space) {
        return Some(device);
    }
    let spaces = crate::objects::dict(document, resources?, b"ColorSpace")?;
    parse(document, resources, get(document, spaces, space)?, 0)
}

/// A colour space object.
pub(crate) fn parse(
    document: &Document,
    resources: Option<&Dictionary>,
    object: &Object,
    depth: usize,
) -> Option<ColorSpace> {
    if depth > MAX_DEPTH {
        return None;
    }
    let object = resolve(document, object);
    if let Some(space) = as_name(object) {
        return if depth == 0 || device(space).is_some() {
            device(space)
        } else {
            named(document, resources, space)
        };
    }
    let Object::Array(parts) = object else {
        return None;
    };
    let part = |i: usize| parts.get(i).map(|part| resolve(document, part));
    let inner = |i: usize| parse(document, resources, parts.get(i)?, depth + 1);
    match as_name(part(0)?)? {
        b"CalGray" => Some(ColorSpace::Gray),
        b"CalRGB" => Some(ColorSpace::Rgb),
        b"Lab" => Some(ColorSpace::Lab),
        b"ICCBased" => icc(document, as_dict(part(1)?)?),
        b"Indexed" | b"I" => indexed(document, &inner(1)?, part(2)?, part(3)?),
        b"Separation" => Some(ColorSpace::Tint {
            inks: 1,
            alternate: Box::new(inner(2)?),
            function: function::parse(document, part(3)?),
        }),
        b"DeviceN" => {
            let Object::Array(inks) = part(1)? else {
                return None;
            };
            Some(ColorSpace::Tint {
                inks: inks.len(),
                alternate: Box::new(inner(2)?),
                function: function::parse(document, part(3)?),
            })
        }
        b"Pattern" => Some(ColorSpace::Pattern),
        name => device(name),
    }
}

fn device(name: &[u8]) -> Option<ColorSpace> {
    match name {
        b"DeviceGray" | b"G" | b"CalGray" => Some(ColorSpace::Gray),
        b"DeviceRGB" | b"RGB" | b"CalRGB" => Some(ColorSpace::Rgb),
        b"DeviceCMYK" | b"CMYK" => Some(ColorSpace::Cmyk),
        b"Pattern" => Some(ColorSpace::Pattern),
        _ => None,
    }
}

/// Profiles are not computed: the number of components says which device space comes near.
fn icc(document: &Document, profile: &Dictionary) -> Option<ColorSpace> {
    match integer(document, profile, b"N")? {
        1 => Some(ColorSpace::Gray),
        3 => Some(ColorSpace::Rgb),
        4 => Some(ColorSpace::Cmyk),
        _ => None,
    }
}

/// Largest index of an indexed space (ISO 32000-2, 8.6.6.3).
const MAX_INDEX: usize = 255;

fn indexed(document: &Document, base: &ColorSpace, high: &Object, table: &Object) -> Option<ColorSpace> {
    let high = (as_number(high)?.max(0.0) as usize).min(MAX_INDEX);
    let width = base.components();
    let bytes = match table {
        Object::String(bytes, _) => bytes.clone(),
        Object::Stream(stream) => filters::decode(document, stream, (MAX_INDEX + 1) * width.max(1)).data,
        _ => return None,
    };
    let colors = bytes.chunks_exact(width.max(1)).take(high + 1);
    let scaled = |color: &[u8]| -> Vec<f32> { color.iter().map(|&byte| f32::from(byte) / 255.0).collect() };
    Some(ColorSpace::Indexed { table: colors.map(|color| base.rgb(&scaled(color))).collect() })
}

/// The colour space of an image dictionary.
pub(crate) fn of_image(
    document: &Document,
    resources: Option<&Dictionary>,
    image: &Dictionary,
) -> Option<ColorSpace> {
    match get(document, image, b"ColorSpace").or_else(|| get(document, image, b"CS"))? {
        Object::Name(space) => named(document, resources, space),
        object => parse(document, resources, object, 0),
    }
}

fn byte(part: f32) -> u8 {
    (part.clamp(0.0, 1.0) * 255.0).round() as u8
}

/// Printed inks on paper, between the colours that their eight overprints have in offset (coated, as screens show it).
/// Black and white come out exact, which is what matters to text.
fn cmyk([c, m, y, k]: [f32; 4]) -> Rgb {
    /// Paper, yellow, magenta, red, cyan, green, blue, all three.
    const OVERPRINTS: [[f32; 3]; 8] = [
        [255.0, 255.0, 255.0],
        [255.0, 242.0, 0.0],
        [236.0, 0.0, 140.0],
        [237.0, 28.0, 36.0],
        [0.0, 174.0, 239.0],
        [0.0, 166.0, 81.0],
        [46.0, 49.0, 146.0],
        [55.0, 52.0, 53.0],
    ];
    let inks = [c, m, y].map(|ink| ink.clamp(0.0, 1.0));
    let mut rgb = [0.0; 3];
    for (overprint, color) in OVERPRINTS.iter().enumerate() {
        let share = |(i, ink): (usize, &f32)| if overprint & (4 >> i) != 0 { *ink } else { 1.0 - ink };
        let share: f32 = inks.iter().enumerate().map(share).product();
        rgb.iter_mut().zip(color).for_each(|(part, color)| *part += share * color);
    }
    rgb.map(|part| byte(part / 255.0 * (1.0 - k.clamp(0.0, 1.0))))
}

/// L*a*b* by way of XYZ under D50 (ISO 32000-2, 8.6.5.4) to sRGB.
fn lab([l, a, b]: [f32; 3]) -> Rgb {
    let middle = (l + 16.0) / 116.0;
    let stage = |x: f32| if x >= 6.0 / 29.0 { x * x * x } else { 108.0 / 841.0 * (x - 4.0 / 29.0) };
    let x = 0.9642 * stage(middle + a / 500.0);
    let y = stage(middle);
    let z = 0.8249 * stage(middle - b / 200.0);
    let linear = [
        3.1339 * x - 1.6169 * y - 0.4906 * z,
        -0.9785 * x + 1.9160 * y + 0.0333 * z,
        0.0720 * x - 0.2290 * y + 1.4057 * z,
    ];
    linear.map(|part| byte(part.max(0.0).powf(1.0 / 2.2)))
}

#[cfg(test)]
mod tests {
    use lopdf::{StringFormat, dictionary};

    use super::*;

    #[test]
    fn device_colours() {
        assert_eq!(ColorSpace::Gray.rgb(&[1.0]), [255; 3]);
        assert_eq!(ColorSpace::Cmyk.rgb(&[0.0, 1.0, 1.0, 0.0]), [237, 28, 36]);
        assert_eq!(ColorSpace::Cmyk.rgb(&[0.0; 4]), [255; 3]);
        assert_eq!(ColorSpace::Cmyk.rgb(&[0.0, 0.0, 0.0, 0.5]), [128; 3]);
        assert_eq!(ColorSpace::Cmyk.initial(), BLACK);
        assert_eq!(ColorSpace::Lab.rgb(&[100.0, 0.0, 0.0]), [255; 3]);
    }

    #[test]
    fn tables_and_inks() {
        let document = Document::new();
        let table = Object::String(vec![0, 0, 0, 255, 0, 0], StringFormat::Literal);
        let indexed = vec!["Indexed".into(), "DeviceRGB".into(), 1.into(), table];
        let space = parse(&document, None, &Object::Array(indexed), 0).unwrap();
        assert_eq!(space.rgb(&[1.0]), [255, 0, 0]);
        let function = dictionary! {
            "FunctionType" => 2, "N" => 1, "C0" => vec![0.into(); 4],
            "C1" => vec![0.into(), 1.into(), 0.into(), 0.into()],
        };
        let spot = vec!["Separation".into(), "Spot".into(), "DeviceCMYK".into(), function.into()];
        let space = parse(&document, None, &Object::Array(spot), 0).unwrap();
        assert_eq!((space.rgb(&[0.0]), space.initial()), ([255; 3], [236, 0, 140]));
    }

    #[test]
    fn a_space_that_contains_itself_is_none() {
        let mut document = Document::new();
        let id = document.new_object_id();
        let space = vec!["Indexed".into(), Object::Reference(id), 1.into(), Object::Null];
        document.set_object(id, Object::Array(space));
        assert_eq!(parse(&document, None, &Object::Reference(id), 0), None);
    }
}
