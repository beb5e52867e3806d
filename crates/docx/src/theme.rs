//! The fonts of the document's theme (ECMA-376 Part 1, 20.1.4.1.18). Colours need no theme: `w:color` carries the
//! value beside the reference.

use std::rc::Rc;

use crate::markup::{self, Element};
use crate::namespace::Namespace;

/// The theme fonts for Latin and East Asian text.
#[derive(Debug, Clone, Default)]
pub struct Theme {
    major: Fonts,
    minor: Fonts,
}

#[derive(Debug, Clone, Default)]
struct Fonts {
    latin: Option<Rc<str>>,
    east_asian: Option<Rc<str>>,
}

impl Theme {
    /// Reads the theme part.
    pub fn of(text: &str) -> Self {
        let (root, _) = markup::parse(text);
        let Some(scheme) = root.descendant(Namespace::Drawing, "fontScheme") else {
            return Self::default();
        };
        let fonts = |name: &str| scheme.child(name).map(Fonts::of).unwrap_or_default();
        Self { major: fonts("majorFont"), minor: fonts("minorFont") }
    }

    /// The family that a theme reference such as `minorHAnsi` stands for.
    pub fn font(&self, key: &str) -> Option<Rc<str>> {
        let fonts = if key.starts_with("major") { &self.major } else { &self.minor };
        match key.ends_with("EastAsia") {
            true => fonts.east_asian.clone(),
            false => fonts.latin.clone(),
        }
    }
}

impl Fonts {
    fn of(element: &Element<'_>) -> Self {
        let face = |name: &str| {
            let face = element.child(name)?.attribute("typeface")?;
            (!face.is_empty()).then(|| Rc::from(face))
        };
        Self { latin: face("latin"), east_asian: face("ea") }
    }
}
