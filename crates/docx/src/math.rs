//! Formulas.

use crate::composer::{Composer, Look};
use crate::markup::Element;
use crate::namespace::Namespace::Math;
use crate::reading::{Reading, Story};
use crate::run_properties::RunProperties;
use crate::runs;

/// Reads a formula.
pub fn read(
    reading: &mut Reading<'_>,
    story: &mut Story,
    composer: &mut Composer,
    element: &Element<'_>,
    base: &RunProperties,
) {
    let mut text = String::new();
    element.each(Math, "t", &mut |run| text.push_str(&run.text()));
    runs::text(reading, story, composer, &text, &Look::of(base));
}
