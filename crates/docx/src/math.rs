//! Formulas in paragraphs (ECMA-376 Part 1, 22.1): their characters as text, with MathML and TeX beside them.

use backissue_model::Mark;

use crate::changes;
use crate::composer::{Composer, Look};
use crate::formula::{self, Formula, Fraction};
use crate::markup::Element;
use crate::namespace::Namespace::Math;
use crate::reading::{Reading, Story};
use crate::run_properties::RunProperties;
use crate::{fields, mathml, tex};

/// Reads an `m:oMath` element, or all of an `m:oMathPara`, line by line.
pub fn read(
    reading: &mut Reading<'_>,
    story: &mut Story,
    composer: &mut Composer,
    element: &Element<'_>,
    base: &RunProperties,
) {
    if fields::in_code(story) {
        return;
    }
    if element.name == "oMath" {
        return formula(reading, story, composer, element, base, false);
    }
    for (number, child) in element.elements().filter(|child| child.is(Math, "oMath")).enumerate() {
        if number > 0 {
            composer.push("\n", &Look::of(base));
        }
        formula(reading, story, composer, child, base, true);
    }
}

fn formula(
    reading: &mut Reading<'_>,
    story: &Story,
    composer: &mut Composer,
    element: &Element<'_>,
    base: &RunProperties,
    block: bool,
) {
    let mut left_out = String::new();
    let kept = element.without(&mut |child| {
        let takes_out = changes::is_left_out(reading.options, child);
        if takes_out {
            child.each(Math, "t", &mut |text| left_out.push_str(&text.text()));
        }
        takes_out
    });
    reading.leave_out(changes::DELETED, story.place(), &left_out);
    let formula = formula::of(&kept);
    let mut text = String::new();
    characters(&mut text, &formula);
    if text.trim().is_empty() {
        return;
    }
    reading.decode(&text);
    if story.breaks_pages() {
        reading.pages.use_sheet();
    }
    let mark = Mark::Math { mathml: mathml::write(&formula, block), tex: tex::write(&formula) };
    composer.push_atom(&text, &Look::of(base).on_baseline(), mark);
}

/// The characters of a formula in reading order. Bars of fractions and signs of roots are drawn, not typed, and
/// stand as `/` and `√`, as in Word's own linear form: `12` must not be read for a half.
fn characters(text: &mut String, formula: &Formula) {
    let mut all = |parts: &[&Formula]| parts.iter().for_each(|part| characters(text, part));
    match formula {
        Formula::Row(parts) | Formula::Lines(parts) => parts.iter().for_each(|part| characters(text, part)),
        Formula::Identifier(sign, _)
        | Formula::Number(sign, _)
        | Formula::Operator(sign)
        | Formula::Text(sign) => {
            text.push_str(sign);
        }
        Formula::Fraction { over, under, kind } => {
            characters(text, over);
            text.push_str(if *kind == Fraction::NoBar { " " } else { "/" });
            characters(text, under);
        }
        Formula::Scripts { base, below, above } | Formula::Limits { base, below, above } => {
            all(&[base]);
            [below, above].into_iter().flatten().for_each(|part| characters(text, part));
        }
        Formula::LeftScripts { base, below, above } => all(&[below, above, base]),
        Formula::Root { degree, base } => {
            degree.iter().for_each(|degree| characters(text, degree));
            text.push('√');
            characters(text, base);
        }
        Formula::Fenced { open, close, separator, parts } => {
            text.push_str(open);
            for (number, part) in parts.iter().enumerate() {
                text.push_str(if number > 0 { separator } else { "" });
                characters(text, part);
            }
            text.push_str(close);
        }
        Formula::Matrix(rows) => rows.iter().flatten().for_each(|part| characters(text, part)),
        Formula::Marked { base, mark, .. } => {
            characters(text, base);
            text.push_str(mark);
        }
        Formula::Framed(base) => characters(text, base),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markup;

    fn shown(content: &str) -> (String, String, String) {
        let math = "http://schemas.openxmlformats.org/officeDocument/2006/math";
        let source = format!("<m:oMath xmlns:m='{math}'>{content}</m:oMath>");
        let formula = formula::of(&markup::parse(&source).0);
        let mut text = String::new();
        characters(&mut text, &formula);
        let mathml = mathml::write(&formula, false);
        let inner =
            mathml.split_once('>').map_or("", |(_, rest)| rest).trim_end_matches("</math>").to_owned();
        (text, tex::write(&formula), inner)
    }

    #[test]
    fn fractions_scripts_and_roots() {
        let (text, tex, mathml) = shown(
            "<m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f>\
             <m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>2n</m:t></m:r></m:sup></m:sSup>\
             <m:rad><m:radPr><m:degHide m:val='1'/></m:radPr><m:deg/><m:e><m:r><m:t>α</m:t></m:r></m:e></m:rad>",
        );
        assert_eq!((text.as_str(), tex.as_str()), ("1/2x2n√α", "\\frac{1}{2}x^{2n}\\sqrt{\\alpha}"));
        assert_eq!(
            mathml,
            "<mrow><mfrac><mn>1</mn><mn>2</mn></mfrac><msup><mi>x</mi><mrow><mn>2</mn><mi>n</mi></mrow></msup>\
             <msqrt><mi>α</mi></msqrt></mrow>"
        );
    }

    #[test]
    fn sums_have_limits_and_integrals_corners() {
        let limits = "<m:sub><m:r><m:t>i=1</m:t></m:r></m:sub><m:sup><m:r><m:t>n</m:t></m:r></m:sup>";
        let sum = format!(
            "<m:nary><m:naryPr><m:chr m:val='∑'/></m:naryPr>{limits}<m:e><m:r><m:t>i</m:t></m:r></m:e></m:nary>"
        );
        let integral = format!("<m:nary>{limits}<m:e><m:r><m:t>f</m:t></m:r></m:e></m:nary>");
        assert_eq!(shown(&sum).1, "\\sum_{i=1}^{n}i");
        assert!(shown(&sum).2.contains("<munderover><mo>∑</mo>"));
        assert_eq!(shown(&integral).0, "∫i=1nf");
        assert!(shown(&integral).2.contains("<msubsup><mo>∫</mo>"));
    }

    #[test]
    fn brackets_functions_and_matrices() {
        let (_, tex, _) = shown(
            "<m:func><m:fName><m:r><m:rPr><m:sty m:val='p'/></m:rPr><m:t>sin</m:t></m:r></m:fName>\
               <m:e><m:d><m:dPr><m:begChr m:val='['/><m:endChr m:val=''/></m:dPr><m:e><m:r><m:t>θ</m:t></m:r></m:e></m:d></m:e></m:func>\
             <m:m><m:mr><m:e><m:r><m:t>a</m:t></m:r></m:e><m:e><m:r><m:t>b</m:t></m:r></m:e></m:mr></m:m>",
        );
        assert_eq!(tex, "\\sin\\left[\\theta\\right.\\begin{matrix}a & b\\end{matrix}");
    }
}
