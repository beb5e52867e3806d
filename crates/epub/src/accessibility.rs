//! What the book tells of its accessibility (EPUB Accessibility 1.1, 2; schema.org): only what is so.
//!
//! Conformance to WCAG is not claimed: only a person who has looked at the book may do that.

use crate::pictures::Format;
use crate::plan::Plan;

/// Properties and values for the package document, in order. `cover` tells whether the book shows a cover.
pub(crate) fn statements(plan: &Plan<'_>, cover: bool) -> Vec<(&'static str, String)> {
    let pictures = &plan.pictures;
    let seen = cover || !pictures.is_empty();
    let mut out = vec![("schema:accessMode", "textual".to_owned())];
    if seen {
        out.push(("schema:accessMode", "visual".to_owned()));
        out.push(("schema:accessModeSufficient", "textual,visual".to_owned()));
    }
    if pictures.described {
        out.push(("schema:accessModeSufficient", "textual".to_owned()));
    }
    let features = [
        ("tableOfContents", true),
        ("structuralNavigation", true),
        ("readingOrder", true),
        ("displayTransformability", true),
        ("pageBreakMarkers", !plan.pages.is_empty()),
        ("pageNavigation", !plan.pages.is_empty()),
        ("alternativeText", seen && pictures.described),
        ("MathML", plan.traits.math),
        ("describedMath", plan.traits.math),
        ("rubyAnnotations", plan.traits.ruby),
    ];
    let features = features.into_iter().filter(|(_, holds)| *holds);
    out.extend(features.map(|(feature, _)| ("schema:accessibilityFeature", feature.to_owned())));
    // A GIF may flash, and its frames are not looked at.
    let animated = pictures.all().any(|picture| picture.format == Format::Gif);
    let hazard = if animated { "unknown" } else { "none" };
    out.push(("schema:accessibilityHazard", hazard.to_owned()));
    out.push(("schema:accessibilitySummary", summary(plan)));
    out
}

fn summary(plan: &Plan<'_>) -> String {
    let mut sentences = vec![plan.words.summary];
    if !plan.pages.is_empty() {
        sentences.push(plan.words.summary_pages);
    }
    if !plan.pictures.described {
        sentences.push(plan.words.summary_pictures);
    }
    // Chinese and Japanese set no space between sentences.
    sentences.join(if plan.words.summary.ends_with('。') { "" } else { " " })
}
