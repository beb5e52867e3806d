//! Formulas as presentation MathML (MathML 3, chapter 3).

use std::fmt::Write as _;

use backissue_package::xml::escape_text;

use crate::formula::{Formula, Fraction, Place, Style};

/// One `math` element; set apart when `block`.
pub fn write(formula: &Formula, block: bool) -> String {
    let display = if block { " display=\"block\"" } else { "" };
    let mut out = format!("<math xmlns=\"http://www.w3.org/1998/Math/MathML\"{display}>");
    piece(&mut out, formula);
    out.push_str("</math>");
    out
}

fn piece(out: &mut String, formula: &Formula) {
    match formula {
        Formula::Row(parts) => element(out, "mrow", parts.iter()),
        Formula::Identifier(name, style) => token(out, "mi", name, identifier_variant(*style, name)),
        Formula::Number(number, style) => token(out, "mn", number, variant(*style)),
        Formula::Operator(sign) => token(out, "mo", sign, None),
        Formula::Text(text) => token(out, "mtext", text, None),
        Formula::Fraction { over, under, kind: Fraction::Slash } => {
            let slash = Formula::Operator("/".into());
            element(out, "mrow", [&**over, &slash, &**under].into_iter());
        }
        Formula::Fraction { over, under, kind } => {
            let attributes = if *kind == Fraction::NoBar { " linethickness=\"0\"" } else { "" };
            element_with(out, "mfrac", attributes, [&**over, &**under].into_iter());
        }
        Formula::Scripts { base, below, above } => {
            corners(out, ["mrow", "msub", "msup", "msubsup"], base, below.as_deref(), above.as_deref());
        }
        Formula::Limits { base, below, above } => {
            corners(out, ["mrow", "munder", "mover", "munderover"], base, below.as_deref(), above.as_deref());
        }
        Formula::LeftScripts { base, below, above } => {
            out.push_str("<mmultiscripts>");
            piece(out, base);
            out.push_str("<mprescripts/>");
            piece(out, below);
            piece(out, above);
            out.push_str("</mmultiscripts>");
        }
        Formula::Root { degree: None, base } => element(out, "msqrt", [&**base].into_iter()),
        Formula::Root { degree: Some(degree), base } => {
            element(out, "mroot", [&**base, &**degree].into_iter());
        }
        Formula::Fenced { open, close, separator, parts } => fenced(out, [open, close, separator], parts),
        Formula::Matrix(rows) => table(out, rows.iter().map(Vec::as_slice)),
        Formula::Lines(lines) => table(out, lines.iter().map(std::slice::from_ref)),
        Formula::Marked { base, mark, place } => {
            let (name, attribute) = match place {
                Place::Over => ("mover", " accent=\"true\""),
                Place::Under => ("munder", " accentunder=\"true\""),
            };
            let mark = Formula::Operator(spacing_mark(mark).to_owned());
            element_with(out, name, attribute, [&**base, &mark].into_iter());
        }
        Formula::Framed(base) => element_with(out, "menclose", " notation=\"box\"", [&**base].into_iter()),
    }
}

fn element<'f>(out: &mut String, name: &str, parts: impl Iterator<Item = &'f Formula>) {
    element_with(out, name, "", parts);
}

fn element_with<'f>(
    out: &mut String,
    name: &str,
    attributes: &str,
    parts: impl Iterator<Item = &'f Formula>,
) {
    // Writing to a string cannot fail.
    let _ = write!(out, "<{name}{attributes}>");
    parts.for_each(|part| piece(out, part));
    let _ = write!(out, "</{name}>");
}

fn token(out: &mut String, name: &str, text: &str, variant: Option<&str>) {
    let attribute = variant.map(|variant| format!(" mathvariant=\"{variant}\"")).unwrap_or_default();
    let _ = write!(out, "<{name}{attribute}>{}</{name}>", escape_text(text));
}

fn variant(style: Style) -> Option<&'static str> {
    Some(match style {
        Style::Usual | Style::Upright => return None,
        Style::Bold => "bold",
        Style::DoubleStruck => "double-struck",
        Style::Script => "script",
        Style::Fraktur => "fraktur",
        Style::SansSerif => "sans-serif",
        Style::Monospace => "monospace",
    })
}

/// MathML slants identifiers of one letter and sets longer ones upright.
fn identifier_variant(style: Style, name: &str) -> Option<&'static str> {
    match style {
        Style::Upright if name.chars().count() == 1 => Some("normal"),
        style => variant(style),
    }
}

/// An element by which corners are there: none, below, above, both.
fn corners(
    out: &mut String,
    names: [&str; 4],
    base: &Formula,
    below: Option<&Formula>,
    above: Option<&Formula>,
) {
    let name = names[usize::from(below.is_some()) + 2 * usize::from(above.is_some())];
    element(out, name, [Some(base), below, above].into_iter().flatten());
}

fn fenced(out: &mut String, [open, close, separator]: [&String; 3], parts: &[Formula]) {
    let fence = |out: &mut String, sign: &str| {
        if !sign.is_empty() {
            let _ = write!(out, "<mo fence=\"true\" stretchy=\"true\">{}</mo>", escape_text(sign));
        }
    };
    out.push_str("<mrow>");
    fence(out, open);
    for (number, part) in parts.iter().enumerate() {
        if number > 0 {
            token(out, "mo", separator, None);
        }
        piece(out, part);
    }
    fence(out, close);
    out.push_str("</mrow>");
}

fn table<'f>(out: &mut String, rows: impl Iterator<Item = &'f [Formula]>) {
    out.push_str("<mtable>");
    for row in rows {
        out.push_str("<mtr>");
        for cell in row {
            element(out, "mtd", [cell].into_iter());
        }
        out.push_str("</mtr>");
    }
    out.push_str("</mtable>");
}

/// Combining marks stand alone in MathML as their spacing twins.
pub fn spacing_mark(mark: &str) -> &str {
    match mark {
        "\u{300}" => "`",
        "\u{301}" => "´",
        "\u{302}" => "^",
        "\u{303}" => "~",
        "\u{304}" | "\u{305}" => "¯",
        "\u{306}" => "˘",
        "\u{307}" => "˙",
        "\u{308}" => "¨",
        "\u{30c}" => "ˇ",
        "\u{332}" => "_",
        "\u{20d6}" => "←",
        "\u{20d7}" => "→",
        other => other,
    }
}
