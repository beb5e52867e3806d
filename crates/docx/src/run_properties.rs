//! Run properties: how characters look (ECMA-376 Part 1, 17.3.2), as one element states them and combined.

use std::rc::Rc;

use crate::markup::Element;
use crate::theme::Theme;

/// What one source (a style, a run, the defaults) says of characters. `None`: it says nothing.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RunProperties {
    /// Character style.
    pub style: Option<Rc<str>>,
    /// Bold.
    pub bold: Option<bool>,
    /// Italic.
    pub italic: Option<bool>,
    /// Bold of complex scripts (Arabic, Hebrew, Thai).
    pub bold_complex: Option<bool>,
    /// Italic of complex scripts.
    pub italic_complex: Option<bool>,
    /// Small capitals.
    pub small_caps: Option<bool>,
    /// Not shown.
    pub hidden: Option<bool>,
    /// Whether its characters are of a complex script.
    pub complex: Option<bool>,
    /// Type size in points.
    pub size: Option<f32>,
    /// Type size of complex scripts in points.
    pub size_complex: Option<f32>,
    /// Colour: red, green, blue.
    pub color: Option<[u8; 3]>,
    /// Raised or lowered.
    pub position: Option<Position>,
    /// Family for Latin and all else that is not East Asian.
    pub latin_font: Option<Rc<str>>,
    /// Family for East Asian characters.
    pub east_asian_font: Option<Rc<str>>,
    /// Language of Latin text.
    pub language: Option<Rc<str>>,
    /// Language of East Asian text.
    pub east_asian_language: Option<Rc<str>>,
    /// Language of complex scripts.
    pub complex_language: Option<Rc<str>>,
}

/// Where characters stand on the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Position {
    /// On the base line.
    Baseline,
    /// Raised and small.
    Superscript,
    /// Lowered and small.
    Subscript,
}

impl RunProperties {
    /// Reads a `w:rPr` element.
    pub fn of(element: &Element<'_>, theme: &Theme) -> Self {
        let mut properties = Self::default();
        for child in element.elements() {
            properties.read(child, theme);
        }
        properties
    }

    fn read(&mut self, child: &Element<'_>, theme: &Theme) {
        match child.name {
            "rStyle" => self.style = child.attribute("val").map(Rc::from),
            "b" => self.bold = Some(is_on(child)),
            "i" => self.italic = Some(is_on(child)),
            "bCs" => self.bold_complex = Some(is_on(child)),
            "iCs" => self.italic_complex = Some(is_on(child)),
            "smallCaps" => self.small_caps = Some(is_on(child)),
            "vanish" => self.hidden = Some(is_on(child)),
            "rtl" | "cs" => self.complex = Some(is_on(child)),
            "sz" => self.size = half_points(child),
            "szCs" => self.size_complex = half_points(child),
            "color" => self.color = child.attribute("val").map(color),
            "vertAlign" => self.position = child.attribute("val").map(position),
            "rFonts" => self.read_fonts(child, theme),
            "lang" => self.read_languages(child),
            _ => {}
        }
    }

    fn read_fonts(&mut self, fonts: &Element<'_>, theme: &Theme) {
        let font = |by_theme: &str, by_name: &str| {
            let themed = fonts.attribute(by_theme).and_then(|key| theme.font(key));
            themed.or_else(|| fonts.attribute(by_name).map(Rc::from))
        };
        self.latin_font = font("asciiTheme", "ascii")
            .or_else(|| font("hAnsiTheme", "hAnsi"))
            .or_else(|| self.latin_font.take());
        self.east_asian_font = font("eastAsiaTheme", "eastAsia").or_else(|| self.east_asian_font.take());
    }

    fn read_languages(&mut self, languages: &Element<'_>) {
        let language = |name: &str| languages.attribute(name).filter(|tag| *tag != "x-none").map(Rc::from);
        self.language = language("val");
        self.east_asian_language = language("eastAsia");
        self.complex_language = language("bidi");
    }

    /// What holds when `over` is said on top of this.
    pub fn overlaid(&self, over: &Self) -> Self {
        Self {
            style: over.style.clone().or_else(|| self.style.clone()),
            bold: over.bold.or(self.bold),
            italic: over.italic.or(self.italic),
            bold_complex: over.bold_complex.or(self.bold_complex),
            italic_complex: over.italic_complex.or(self.italic_complex),
            small_caps: over.small_caps.or(self.small_caps),
            hidden: over.hidden.or(self.hidden),
            complex: over.complex.or(self.complex),
            size: over.size.or(self.size),
            size_complex: over.size_complex.or(self.size_complex),
            color: over.color.or(self.color),
            position: over.position.or(self.position),
            latin_font: over.latin_font.clone().or_else(|| self.latin_font.clone()),
            east_asian_font: over.east_asian_font.clone().or_else(|| self.east_asian_font.clone()),
            language: over.language.clone().or_else(|| self.language.clone()),
            east_asian_language: over
                .east_asian_language
                .clone()
                .or_else(|| self.east_asian_language.clone()),
            complex_language: over.complex_language.clone().or_else(|| self.complex_language.clone()),
        }
    }

    /// What holds when a character style is applied within a paragraph style: toggle properties that both set
    /// cancel each other (17.7.3), so that emphasis in an italic paragraph stands upright.
    pub fn overlaid_by_style(&self, over: &Self) -> Self {
        let toggle = |below: Option<bool>, above: Option<bool>| match (below, above) {
            (Some(below), Some(above)) => Some(below != above),
            (below, above) => above.or(below),
        };
        Self {
            bold: toggle(self.bold, over.bold),
            italic: toggle(self.italic, over.italic),
            bold_complex: toggle(self.bold_complex, over.bold_complex),
            italic_complex: toggle(self.italic_complex, over.italic_complex),
            small_caps: toggle(self.small_caps, over.small_caps),
            hidden: toggle(self.hidden, over.hidden),
            ..self.overlaid(over)
        }
    }
}

/// Whether an on-off element is on: present without a value, or with a value that says so (17.17.4).
pub fn is_on(element: &Element<'_>) -> bool {
    !matches!(element.attribute("val"), Some("0" | "false" | "off" | "none"))
}

/// Sizes are given in half points; nobody prints at 0 or beyond Word's own 1,638 points.
fn half_points(element: &Element<'_>) -> Option<f32> {
    let value = element.attribute("val")?.trim();
    let points = match value.strip_suffix("pt") {
        Some(points) => points.parse::<f32>().ok()?,
        None => value.parse::<f32>().ok()? / 2.0,
    };
    (points > 0.0 && points <= 1638.0).then_some(points)
}

/// `auto` is black here: what it means depends on the shading behind it.
fn color(value: &str) -> [u8; 3] {
    let number = match value.len() {
        6 => u32::from_str_radix(value, 16).unwrap_or_default(),
        _ => 0,
    };
    let [_, red, green, blue] = number.to_be_bytes();
    [red, green, blue]
}

fn position(value: &str) -> Position {
    match value {
        "superscript" => Position::Superscript,
        "subscript" => Position::Subscript,
        _ => Position::Baseline,
    }
}
