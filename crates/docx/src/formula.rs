//! Formulas as trees: Office Math (ECMA-376 Part 1, 22.1) read into the shapes that MathML and TeX share.

use crate::markup::Element;
use crate::namespace::Namespace::{Compatibility, Math, Word};
use crate::run_properties::is_on;

/// A piece of a formula.
#[derive(Debug, Clone, PartialEq)]
pub enum Formula {
    /// One after the other.
    Row(Vec<Formula>),
    /// A variable or the name of a function.
    Identifier(String, Style),
    /// A number.
    Number(String, Style),
    /// An operator, relation, or punctuation.
    Operator(String),
    /// Words.
    Text(String),
    /// A fraction, or a pile without a bar.
    Fraction { over: Box<Formula>, under: Box<Formula>, kind: Fraction },
    /// A base with what stands at its right corners.
    Scripts { base: Box<Formula>, below: Option<Box<Formula>>, above: Option<Box<Formula>> },
    /// A base with what stands at its left corners.
    LeftScripts { base: Box<Formula>, below: Box<Formula>, above: Box<Formula> },
    /// A base with what stands under and over it.
    Limits { base: Box<Formula>, below: Option<Box<Formula>>, above: Option<Box<Formula>> },
    /// A root.
    Root { degree: Option<Box<Formula>>, base: Box<Formula> },
    /// Something in brackets, in parts between separators.
    Fenced { open: String, close: String, separator: String, parts: Vec<Formula> },
    /// A grid.
    Matrix(Vec<Vec<Formula>>),
    /// Lines aligned with one another.
    Lines(Vec<Formula>),
    /// A base under or over a mark that stretches with it.
    Marked { base: Box<Formula>, mark: String, place: Place },
    /// A base in a frame.
    Framed(Box<Formula>),
}

/// How letters are set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Style {
    /// As usual: single letters slanted, names upright.
    #[default]
    Usual,
    /// Upright.
    Upright,
    /// Bold.
    Bold,
    /// Blackboard bold.
    DoubleStruck,
    /// Script.
    Script,
    /// Fraktur.
    Fraktur,
    /// Without serifs.
    SansSerif,
    /// Of fixed width.
    Monospace,
}

/// Shapes of fractions (22.1.3.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fraction {
    /// With a bar between.
    Bar,
    /// Without a bar.
    NoBar,
    /// In the line, or with a slanted bar.
    Slash,
}

/// Where a mark stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Over the base.
    Over,
    /// Under the base.
    Under,
}

/// Columns and rows of a matrix that are read.
const GRID: usize = 256;

/// Reads the content of an element as a formula.
pub fn of(element: &Element<'_>) -> Formula {
    let mut row = Vec::new();
    for child in element.elements() {
        row.extend(piece(child));
    }
    match row.len() {
        1 => row.remove(0),
        _ => Formula::Row(row),
    }
}

fn piece(element: &Element<'_>) -> Option<Formula> {
    if element.namespace == Compatibility {
        return crate::drawing::branch(element).map(of);
    }
    if element.namespace == Word {
        return of_word(element);
    }
    if element.namespace != Math {
        return Some(of(element)).filter(|formula| *formula != Formula::Row(Vec::new()));
    }
    Some(match element.name {
        "r" => run(element),
        "f" => fraction(element),
        "sSup" => Formula::Scripts {
            base: argument(element, "e"),
            below: None,
            above: Some(argument(element, "sup")),
        },
        "sSub" => Formula::Scripts {
            base: argument(element, "e"),
            below: Some(argument(element, "sub")),
            above: None,
        },
        "sSubSup" => Formula::Scripts {
            base: argument(element, "e"),
            below: Some(argument(element, "sub")),
            above: Some(argument(element, "sup")),
        },
        "sPre" => Formula::LeftScripts {
            base: argument(element, "e"),
            below: argument(element, "sub"),
            above: argument(element, "sup"),
        },
        "rad" => root(element),
        "nary" => operator_with_limits(element),
        "d" => fenced(element),
        "m" => matrix(element),
        "eqArr" => Formula::Lines(element.elements().filter(|child| child.name == "e").map(of).collect()),
        "func" => Formula::Row(vec![*argument(element, "fName"), *argument(element, "e")]),
        "limLow" => Formula::Limits {
            base: argument(element, "e"),
            below: Some(argument(element, "lim")),
            above: None,
        },
        "limUpp" => Formula::Limits {
            base: argument(element, "e"),
            below: None,
            above: Some(argument(element, "lim")),
        },
        "acc" => marked(element, "accPr", "\u{302}", Place::Over),
        "bar" => marked(element, "barPr", "¯", Place::Under),
        "groupChr" => marked(element, "groupChrPr", "⏟", Place::Under),
        "borderBox" => Formula::Framed(argument(element, "e")),
        name if name.ends_with("Pr") => return None,
        _ => of(element),
    })
}

/// Runs of ordinary text within a formula. Changes that are left out must be gone already.
fn of_word(element: &Element<'_>) -> Option<Formula> {
    match element.name {
        "t" => Some(Formula::Text(element.text().into_owned())),
        "rPr" | "pPr" => None,
        _ => Some(of(element)).filter(|formula| *formula != Formula::Row(Vec::new())),
    }
}

fn argument(element: &Element<'_>, name: &str) -> Box<Formula> {
    Box::new(element.child(name).map_or_else(|| Formula::Row(Vec::new()), of))
}

fn property<'e>(element: &'e Element<'_>, properties: &str, name: &str) -> Option<&'e str> {
    element.child(properties)?.value(name)
}

/// A run of characters, cut into identifiers, numbers and operators.
fn run(element: &Element<'_>) -> Formula {
    let properties = element.child("rPr").filter(|properties| properties.namespace == Math);
    let texts = element.elements().filter(|child| child.name == "t");
    let text: String = texts.map(|child| child.text().into_owned()).collect();
    let normal = properties.and_then(|properties| properties.child("nor")).is_some_and(is_on);
    if normal {
        return Formula::Text(text);
    }
    let value = |name: &str| properties.and_then(|properties| properties.value(name));
    let style = match (value("scr"), value("sty")) {
        (Some("double-struck"), _) => Style::DoubleStruck,
        (Some("script"), _) => Style::Script,
        (Some("fraktur"), _) => Style::Fraktur,
        (Some("sans-serif"), _) => Style::SansSerif,
        (Some("monospace"), _) => Style::Monospace,
        (_, Some("b" | "bi")) => Style::Bold,
        (_, Some("p")) => Style::Upright,
        _ => Style::Usual,
    };
    let mut tokens = tokens(&text, style);
    match tokens.len() {
        1 => tokens.remove(0),
        _ => Formula::Row(tokens),
    }
}

/// Letters set upright are the names of functions and units and stay together; others are variables.
fn tokens(text: &str, style: Style) -> Vec<Formula> {
    let mut tokens: Vec<Formula> = Vec::new();
    for c in text.chars() {
        let digit = c.is_ascii_digit();
        match tokens.last_mut() {
            Some(Formula::Number(number, _)) if digit || (c == '.' && !number.contains('.')) => {
                number.push(c);
            }
            Some(Formula::Identifier(name, Style::Upright))
                if style == Style::Upright && c.is_alphabetic() =>
            {
                name.push(c);
            }
            _ if digit => tokens.push(Formula::Number(c.to_string(), style)),
            _ if c.is_alphabetic() => tokens.push(Formula::Identifier(c.to_string(), style)),
            _ if c.is_whitespace() => {}
            _ => tokens.push(Formula::Operator(c.to_string())),
        }
    }
    tokens
}

fn fraction(element: &Element<'_>) -> Formula {
    let kind = match property(element, "fPr", "type") {
        Some("noBar") => Fraction::NoBar,
        Some("lin" | "skw") => Fraction::Slash,
        _ => Fraction::Bar,
    };
    Formula::Fraction { over: argument(element, "num"), under: argument(element, "den"), kind }
}

fn root(element: &Element<'_>) -> Formula {
    let hidden = element.child("radPr").and_then(|properties| properties.child("degHide")).is_some_and(is_on);
    let degree = argument(element, "deg");
    let shown = !hidden && *degree != Formula::Row(Vec::new());
    Formula::Root { degree: shown.then_some(degree), base: argument(element, "e") }
}

/// A sum, product or integral with its limits; an integral unless a sign is stated (22.1.2.70).
fn operator_with_limits(element: &Element<'_>) -> Formula {
    let properties = element.child("naryPr");
    let sign = property(element, "naryPr", "chr").unwrap_or("∫");
    let hidden = |name: &str| properties.and_then(|properties| properties.child(name)).is_some_and(is_on);
    let limit = |hide: &str, name: &str| (!hidden(hide)).then(|| argument(element, name));
    let (below, above) = (limit("subHide", "sub"), limit("supHide", "sup"));
    let base = Box::new(Formula::Operator(sign.to_owned()));
    // Integrals have their limits at the side unless stated otherwise.
    let at_side = match property(element, "naryPr", "limLoc") {
        Some(place) => place == "subSup",
        None => matches!(sign, "∫" | "∬" | "∭" | "∮"),
    };
    let operator = match at_side {
        true => Formula::Scripts { base, below, above },
        false => Formula::Limits { base, below, above },
    };
    Formula::Row(vec![operator, *argument(element, "e")])
}

fn fenced(element: &Element<'_>) -> Formula {
    let sign = |name: &str, usual: &str| property(element, "dPr", name).unwrap_or(usual).to_owned();
    Formula::Fenced {
        open: sign("begChr", "("),
        close: sign("endChr", ")"),
        separator: sign("sepChr", "|"),
        parts: element.elements().filter(|child| child.name == "e").map(of).collect(),
    }
}

fn matrix(element: &Element<'_>) -> Formula {
    let cells = |row: &Element<'_>| {
        row.elements().filter(|child| child.name == "e").take(GRID).map(of).collect::<Vec<_>>()
    };
    Formula::Matrix(element.elements().filter(|child| child.name == "mr").take(GRID).map(cells).collect())
}

fn marked(element: &Element<'_>, properties: &str, usual: &str, place: Place) -> Formula {
    let mark = match element.name {
        "bar" => usual,
        _ => property(element, properties, "chr").unwrap_or(usual),
    };
    let place = match property(element, properties, "pos") {
        Some("top") => Place::Over,
        Some("bot") => Place::Under,
        _ => place,
    };
    Formula::Marked { base: argument(element, "e"), mark: mark.to_owned(), place }
}
