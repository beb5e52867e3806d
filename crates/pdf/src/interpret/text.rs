//! Text objects, text state and text showing (ISO 32000-2, 9.3 and 9.4).

use std::sync::Arc;

use backissue_model::{Direction, Rule, Visibility, WarningKind};
use lopdf::Dictionary;

use super::{Run, marked};
use crate::canvas::{Look, cell};
use crate::color::BLACK;
use crate::content::{Operand, Operators};
use crate::fonts::Font;
use crate::limits::MAX_GLYPHS;
use crate::matrix::{IDENTITY, Matrix};
use crate::objects::dict;
use crate::state::{RenderMode, TextState};

const HIDDEN_LAYER: Rule = Rule::new("hidden-layer/optional-content");

/// Runs an operator if it is one of text.
pub(super) fn run(
    run: &mut Run<'_>,
    operator: &[u8],
    operators: &Operators<'_>,
    resources: Option<&Dictionary>,
) -> bool {
    let number = operators.numbers::<1>().map(|[number]| number);
    match operator {
        b"BT" => (run.text_matrix, run.line_matrix) = (IDENTITY, IDENTITY),
        b"ET" => {}
        b"Tf" => set_font(run, operators, resources),
        b"Tc" => set(run, number, |text| &mut text.char_spacing),
        b"Tw" => set(run, number, |text| &mut text.word_spacing),
        b"Tz" => set(run, number.map(|percent| percent / 100.0), |text| &mut text.scale),
        b"TL" => set(run, number, |text| &mut text.leading),
        b"Ts" => set(run, number, |text| &mut text.rise),
        b"Tr" => run.state.text.mode = number.map_or(run.state.text.mode, RenderMode::of),
        b"Td" => next_line(run, operators.numbers()),
        b"TD" => {
            set(run, operators.numbers().map(|[_, y]| -y), |text| &mut text.leading);
            next_line(run, operators.numbers());
        }
        b"Tm" => set_matrix(run, operators.numbers().map(Matrix)),
        b"T*" => next_line(run, Some([0.0, -run.state.text.leading])),
        b"Tj" => show_last(run, operators),
        b"TJ" => show_array(run, operators),
        b"'" => {
            next_line(run, Some([0.0, -run.state.text.leading]));
            show_last(run, operators);
        }
        b"\"" => {
            set(run, operators.number(0), |text| &mut text.word_spacing);
            set(run, operators.number(1), |text| &mut text.char_spacing);
            next_line(run, Some([0.0, -run.state.text.leading]));
            show_last(run, operators);
        }
        _ => return false,
    }
    true
}

fn set(run: &mut Run<'_>, value: Option<f32>, field: fn(&mut TextState) -> &mut f32) {
    if let Some(value) = value {
        *field(&mut run.state.text) = value;
    }
}

fn set_font(run: &mut Run<'_>, operators: &Operators<'_>, resources: Option<&Dictionary>) {
    let [name, size] = operators.operands.as_slice() else {
        return;
    };
    if let Operand::Number(size) = size {
        run.state.text.size = *size;
    }
    let document = run.shared.document;
    let fonts = resources.and_then(|resources| dict(document, resources, b"Font"));
    let name = operators.text(name).unwrap_or_default();
    let font = fonts.and_then(|fonts| dict(document, fonts, name));
    run.state.text.font = font.map(|font| run.shared.fonts.get(document, font));
}

/// Sets the font that a graphics state dictionary names.
pub(super) fn set_font_of_state(run: &mut Run<'_>, font: &Dictionary, size: f32) {
    run.state.text.font = Some(run.shared.fonts.get(run.shared.document, font));
    run.state.text.size = size;
}

fn next_line(run: &mut Run<'_>, shift: Option<[f32; 2]>) {
    if let Some([x, y]) = shift {
        set_matrix(run, Some(run.line_matrix.shifted(x, y)));
    }
}

fn set_matrix(run: &mut Run<'_>, matrix: Option<Matrix>) {
    if let Some(matrix) = matrix.filter(Matrix::is_finite) {
        (run.text_matrix, run.line_matrix) = (matrix, matrix);
    }
}

fn show_last(run: &mut Run<'_>, operators: &Operators<'_>) {
    if let Some(bytes) = operators.operands.last().and_then(|operand| operators.text(operand)) {
        show(run, bytes);
    }
}

fn show_array(run: &mut Run<'_>, operators: &Operators<'_>) {
    for operand in &operators.operands {
        match operand {
            Operand::Number(thousandths) => {
                let text = &run.state.text;
                let shift = -thousandths / 1000.0 * text.size;
                let vertical = text.font.as_ref().is_some_and(|font| font.vertical);
                let (x, y) = if vertical { (0.0, shift) } else { (shift * text.scale, 0.0) };
                run.text_matrix = run.text_matrix.shifted(x, y);
            }
            operand => show(run, operators.text(operand).unwrap_or_default()),
        }
    }
}

/// What is the same for all glyphs of one string.
struct Setting {
    /// From text space to the page.
    matrix: Matrix,
    /// Length on the page of one unit of the type size along the line.
    unit: f32,
    style: u16,
    look: Look,
    hidden: bool,
}

/// Shows a string (ISO 32000-2, 9.4.4).
fn show(run: &mut Run<'_>, bytes: &[u8]) {
    let font = match &run.state.text.font {
        Some(font) => Arc::clone(font),
        None => missing_font(run),
    };
    let Some(setting) = setting(run, &font) else {
        return;
    };
    run.operators += bytes.len();
    let TextState { size, char_spacing, word_spacing, scale, rise, .. } = run.state.text;
    // Where the next glyph goes, from the text matrix, in text space.
    let (mut x, mut y) = (0.0, 0.0);
    let mut rest = bytes;
    while !rest.is_empty() {
        let (code, length) = font.next_code(rest);
        rest = &rest[length..];
        let shown = font.code(code, length);
        let spacing = char_spacing + if length == 1 && code == 32 { word_spacing } else { 0.0 };
        let (page_x, page_y) = setting.matrix.apply(x, y + rise);
        let advance = if font.vertical {
            y += shown.vertical[0] * size + spacing;
            shown.vertical[0].abs() * setting.unit
        } else {
            x += (shown.width * size + spacing) * scale;
            shown.width.abs() * setting.unit
        };
        if setting.hidden {
            leave_out(run, &setting, (page_x, page_y, advance), &shown.text);
            continue;
        }
        if !page_x.is_finite() || !page_y.is_finite() {
            continue;
        }
        if shown.unmapped {
            run.canvas.count_unmapped(&font.label);
        }
        let style = if shown.small_caps {
            run.canvas.style(&font.face, &Look { small_caps: true, ..setting.look })
        } else {
            setting.style
        };
        if !run.canvas.push_glyph(&shown, style, page_x, page_y, advance) {
            let text = format!("the page has more than {MAX_GLYPHS} glyphs: the rest is not read");
            run.canvas.warn(WarningKind::Limit, text);
            return;
        }
    }
    run.text_matrix = run.text_matrix.shifted(x, y);
}

/// Text without a font is read as Helvetica in its own encoding: readers show it so.
fn missing_font(run: &mut Run<'_>) -> Arc<Font> {
    run.canvas.warn(WarningKind::Damaged, "a font is missing: its text is read as Standard Latin");
    run.shared.fonts.missing()
}

fn leave_out(run: &mut Run<'_>, setting: &Setting, (x, y, advance): (f32, f32, f32), text: &str) {
    let rect = cell(x, y, advance, &run.canvas.page.styles[usize::from(setting.style)]);
    run.canvas.leave_out(HIDDEN_LAYER, rect, text);
}

fn setting(run: &mut Run<'_>, font: &Font) -> Option<Setting> {
    let text = &run.state.text;
    let matrix = run.text_matrix.then(&run.state.ctm);
    let [a, b, c, d, _, _] = matrix.0;
    let (along, across) = (a.hypot(b), c.hypot(d));
    if !matrix.is_finite() || along == 0.0 && across == 0.0 {
        return None;
    }
    // Height over the line, so that a slanted matrix does not make the type larger.
    let height = if along > 0.0 { matrix.determinant().abs() / along } else { across };
    let size = text.size.abs() * height * font.size_scale;
    let hidden = marked::is_hidden(run);
    let mode = run.state.text.mode;
    let paint = if mode == RenderMode::Stroke { &run.state.stroke } else { &run.state.fill };
    let invisible = mode == RenderMode::Invisible || paint.alpha == 0.0;
    let look = Look {
        size,
        color: paint.color.unwrap_or(BLACK),
        direction: direction(&matrix, text, font.vertical),
        visibility: if invisible { Visibility::Invisible } else { Visibility::Visible },
        stroked: mode == RenderMode::FillAndStroke,
        slanted: !font.vertical && is_slanted(&matrix),
        artifact: marked::is_artifact(run),
        small_caps: false,
    };
    let unit = if font.vertical { text.size.abs() * across } else { (text.size * text.scale).abs() * along };
    let style = run.canvas.style(&font.face, &look);
    Some(Setting { matrix, unit, style, look, hidden })
}

/// How far a matrix leans glyphs forward when it makes them italic, as the cosine between line and upright: systems lean
/// them by 10 to 20 degrees.
const SLANTS: std::ops::RangeInclusive<f32> = 0.12..=0.5;

fn is_slanted(matrix: &Matrix) -> bool {
    let [a, b, c, d, _, _] = matrix.0;
    SLANTS.contains(&((a * c + b * d) / (a.hypot(b) * c.hypot(d))))
}

fn direction(matrix: &Matrix, text: &TextState, vertical: bool) -> Direction {
    let [a, b, c, d, _, _] = matrix.0;
    if vertical {
        let (x, y) = if text.size < 0.0 { (c, d) } else { (-c, -d) };
        return if y >= x.abs() { Direction::Vertical } else { compass(x, y) };
    }
    let sign = if text.size * text.scale < 0.0 { -1.0 } else { 1.0 };
    compass(a * sign, b * sign)
}

/// The direction of a vector on the page, where y runs down.
fn compass(x: f32, y: f32) -> Direction {
    match (x.abs() >= y.abs(), x >= 0.0, y >= 0.0) {
        (true, true, _) => Direction::Right,
        (true, false, _) => Direction::Left,
        (false, _, true) => Direction::Down,
        (false, _, false) => Direction::Up,
    }
}
