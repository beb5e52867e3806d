//! Colour and graphics state operators (ISO 32000-2, 8.4.4 and 8.6.8).

use std::sync::Arc;

use lopdf::Dictionary;

use super::{Run, text};
use crate::color::{self, ColorSpace};
use crate::content::{Operand, Operators};
use crate::objects::{array, as_dict, as_number, dict, number, resolve};
use crate::state::Paint;

/// Runs an operator if it is one of colour or state.
pub(super) fn run(
    run: &mut Run<'_>,
    operator: &[u8],
    operators: &Operators<'_>,
    resources: Option<&Dictionary>,
) -> bool {
    match operator {
        b"g" => set_device(&mut run.state.fill, ColorSpace::Gray, operators),
        b"G" => set_device(&mut run.state.stroke, ColorSpace::Gray, operators),
        b"rg" => set_device(&mut run.state.fill, ColorSpace::Rgb, operators),
        b"RG" => set_device(&mut run.state.stroke, ColorSpace::Rgb, operators),
        b"k" => set_device(&mut run.state.fill, ColorSpace::Cmyk, operators),
        b"K" => set_device(&mut run.state.stroke, ColorSpace::Cmyk, operators),
        b"cs" | b"CS" => set_space(run, operator == b"cs", operators, resources),
        b"sc" | b"scn" => set_color(&mut run.state.fill, operators),
        b"SC" | b"SCN" => set_color(&mut run.state.stroke, operators),
        b"w" => run.state.line_width = operators.number(0).unwrap_or(run.state.line_width),
        b"gs" => set_state(run, operators, resources),
        _ => return false,
    }
    true
}

fn set_device(paint: &mut Paint, space: ColorSpace, operators: &Operators<'_>) {
    paint.color = Some(space.rgb(&components(operators)));
    // Most files set black over and over: the space is only made anew when it changes.
    if *paint.space != space {
        paint.space = Arc::new(space);
    }
}

fn components(operators: &Operators<'_>) -> Vec<f32> {
    let numbers = operators.operands.iter().filter_map(|operand| match operand {
        Operand::Number(value) => Some(*value),
        _ => None,
    });
    numbers.collect()
}

fn set_space(run: &mut Run<'_>, fill: bool, operators: &Operators<'_>, resources: Option<&Dictionary>) {
    let space = operators.last_name().and_then(|name| color::named(run.shared.document, resources, name));
    let space = space.unwrap_or(ColorSpace::Gray);
    let paint = if fill { &mut run.state.fill } else { &mut run.state.stroke };
    paint.color = (space != ColorSpace::Pattern).then(|| space.initial());
    paint.space = Arc::new(space);
}

fn set_color(paint: &mut Paint, operators: &Operators<'_>) {
    let is_pattern = *paint.space == ColorSpace::Pattern || operators.last_name().is_some();
    paint.color = (!is_pattern).then(|| paint.space.rgb(&components(operators)));
}

/// `gs`: opacity, line width and font of a graphics state dictionary (ISO 32000-2, table 57).
fn set_state(run: &mut Run<'_>, operators: &Operators<'_>, resources: Option<&Dictionary>) {
    let document = run.shared.document;
    let states = resources.and_then(|resources| dict(document, resources, b"ExtGState"));
    let Some(state) =
        states.zip(operators.last_name()).and_then(|(states, name)| dict(document, states, name))
    else {
        return;
    };
    let value = |key: &[u8]| number(document, state, key);
    run.state.fill.alpha = value(b"ca").unwrap_or(run.state.fill.alpha);
    run.state.stroke.alpha = value(b"CA").unwrap_or(run.state.stroke.alpha);
    run.state.line_width = value(b"LW").unwrap_or(run.state.line_width);
    if let Some([font, size]) = array(document, state, b"Font") {
        let font = as_dict(resolve(document, font));
        let size = as_number(resolve(document, size));
        if let Some((font, size)) = font.zip(size) {
            text::set_font_of_state(run, font, size);
        }
    }
}
