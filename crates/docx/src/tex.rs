//! Formulas as TeX, in the commands that amsmath and the Markdown renderers share.

use crate::formula::{Formula, Fraction, Place, Style};

/// The formula without delimiters.
pub fn write(formula: &Formula) -> String {
    let mut out = String::new();
    piece(&mut out, formula);
    out.trim().to_owned()
}

fn piece(out: &mut String, formula: &Formula) {
    match formula {
        Formula::Row(parts) => parts.iter().for_each(|part| piece(out, part)),
        Formula::Identifier(name, style) => identifier(out, name, *style),
        Formula::Number(number, style) => styled(out, *style, number),
        Formula::Operator(sign) => symbols(out, sign),
        Formula::Text(text) => push(out, &format!("\\text{{{}}}", escaped(text))),
        Formula::Fraction { over, under, kind } => match kind {
            Fraction::Bar => command(out, "\\frac", &[over, under]),
            Fraction::NoBar => command(out, "\\genfrac{}{}{0pt}{}", &[over, under]),
            Fraction::Slash => {
                group(out, over);
                out.push('/');
                group(out, under);
            }
        },
        Formula::Scripts { base, below, above } => {
            base_of_scripts(out, base);
            corners(out, below.as_deref(), above.as_deref());
        }
        Formula::Limits { base, below, above } => {
            match &**base {
                Formula::Operator(_) => piece(out, base),
                base => command(out, "\\mathop", &[base]),
            }
            // An integral takes limits only when told to.
            if matches!(&**base, Formula::Operator(sign) if sign.starts_with(['∫', '∬', '∭', '∮'])) {
                push(out, "\\limits");
            }
            corners(out, below.as_deref(), above.as_deref());
        }
        Formula::LeftScripts { base, below, above } => {
            push(out, "{}");
            corners(out, Some(below), Some(above));
            group(out, base);
        }
        Formula::Root { degree: None, base } => command(out, "\\sqrt", &[base]),
        Formula::Root { degree: Some(degree), base } => {
            push(out, "\\sqrt[");
            piece(out, degree);
            out.push(']');
            group(out, base);
        }
        Formula::Fenced { open, close, separator, parts } => fenced(out, [open, close, separator], parts),
        Formula::Matrix(rows) => grid(out, "matrix", rows.iter().map(Vec::as_slice)),
        Formula::Lines(lines) => grid(out, "aligned", lines.iter().map(std::slice::from_ref)),
        Formula::Marked { base, mark, place } => command(out, mark_command(mark, *place), &[base]),
        Formula::Framed(base) => command(out, "\\boxed", &[base]),
    }
}

/// Adds a command so that no letter after it is read as part of its name.
fn push(out: &mut String, text: &str) {
    let glues = text.starts_with(|c: char| c.is_ascii_alphabetic());
    if glues && ends_in_command(out) {
        out.push(' ');
    }
    out.push_str(text);
}

fn ends_in_command(out: &str) -> bool {
    let name = out.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    name.len() < out.len() && name.ends_with('\\')
}

fn group(out: &mut String, formula: &Formula) {
    out.push('{');
    piece(out, formula);
    out.push('}');
}

fn command(out: &mut String, name: &str, arguments: &[&Formula]) {
    push(out, name);
    arguments.iter().for_each(|argument| group(out, argument));
}

fn corners(out: &mut String, below: Option<&Formula>, above: Option<&Formula>) {
    for (sign, script) in [('_', below), ('^', above)] {
        if let Some(script) = script {
            out.push(sign);
            group(out, script);
        }
    }
}

/// A script belongs to one token or group before it.
fn base_of_scripts(out: &mut String, base: &Formula) {
    match base {
        Formula::Identifier(..) | Formula::Number(..) | Formula::Operator(_) | Formula::Fenced { .. } => {
            piece(out, base);
        }
        base => group(out, base),
    }
}

fn identifier(out: &mut String, name: &str, style: Style) {
    const FUNCTIONS: [&str; 24] = [
        "arccos", "arcsin", "arctan", "arg", "cos", "cosh", "cot", "csc", "deg", "det", "dim", "exp", "gcd",
        "inf", "lim", "ln", "log", "max", "min", "sec", "sin", "sinh", "sup", "tan",
    ];
    if style == Style::Upright && FUNCTIONS.contains(&name) {
        return push(out, &format!("\\{name}"));
    }
    if style == Style::Upright && name.is_ascii() && name.len() > 1 {
        return push(out, &format!("\\operatorname{{{name}}}"));
    }
    styled(out, style, name);
}

fn styled(out: &mut String, style: Style, text: &str) {
    let command = match style {
        Style::Usual => return symbols(out, text),
        Style::Upright => "\\mathrm",
        Style::Bold => "\\mathbf",
        Style::DoubleStruck => "\\mathbb",
        Style::Script => "\\mathcal",
        Style::Fraktur => "\\mathfrak",
        Style::SansSerif => "\\mathsf",
        Style::Monospace => "\\mathtt",
    };
    push(out, command);
    out.push('{');
    symbols(out, text);
    out.push('}');
}

fn fenced(out: &mut String, [open, close, separator]: [&String; 3], parts: &[Formula]) {
    push(out, "\\left");
    fence(out, open);
    for (number, part) in parts.iter().enumerate() {
        if number > 0 {
            push(out, "\\middle");
            fence(out, separator);
        }
        piece(out, part);
    }
    push(out, "\\right");
    fence(out, close);
}

/// After `\left` stands one delimiter; a point is none.
fn fence(out: &mut String, sign: &str) {
    match sign {
        "" => out.push('.'),
        "{" => out.push_str("\\{"),
        "}" => out.push_str("\\}"),
        "‖" => out.push_str("\\|"),
        "⟨" | "〈" => out.push_str("\\langle"),
        "⟩" | "〉" => out.push_str("\\rangle"),
        "⌊" => out.push_str("\\lfloor"),
        "⌋" => out.push_str("\\rfloor"),
        "⌈" => out.push_str("\\lceil"),
        "⌉" => out.push_str("\\rceil"),
        "(" | ")" | "[" | "]" | "|" | "/" => out.push_str(sign),
        // What is no delimiter to TeX stands beside an empty one.
        other => {
            out.push('.');
            symbols(out, other);
        }
    }
}

fn grid<'f>(out: &mut String, name: &str, rows: impl Iterator<Item = &'f [Formula]>) {
    push(out, &format!("\\begin{{{name}}}"));
    for (number, row) in rows.enumerate() {
        if number > 0 {
            out.push_str(" \\\\ ");
        }
        for (column, cell) in row.iter().enumerate() {
            if column > 0 {
                out.push_str(" & ");
            }
            piece(out, cell);
        }
    }
    out.push_str(&format!("\\end{{{name}}}"));
}

fn mark_command(mark: &str, place: Place) -> &'static str {
    match (mark, place) {
        ("\u{300}", _) => "\\grave",
        ("\u{301}", _) => "\\acute",
        ("\u{303}" | "~", _) => "\\tilde",
        ("\u{306}", _) => "\\breve",
        ("\u{307}", _) => "\\dot",
        ("\u{308}", _) => "\\ddot",
        ("\u{30c}", _) => "\\check",
        ("\u{20d7}" | "→", _) => "\\vec",
        ("\u{20d6}" | "←", _) => "\\overleftarrow",
        ("⏞", _) => "\\overbrace",
        ("⏟", _) => "\\underbrace",
        ("\u{302}" | "^", _) => "\\hat",
        (_, Place::Over) => "\\overline",
        (_, Place::Under) => "\\underline",
    }
}

fn symbols(out: &mut String, text: &str) {
    for c in text.chars() {
        match symbol(c) {
            Some(name) => push(out, &format!("\\{name}")),
            None if "#$%&_{}".contains(c) => {
                out.push('\\');
                out.push(c);
            }
            None => match c {
                '\\' => push(out, "\\backslash"),
                '^' => out.push_str("\\hat{}"),
                '~' => push(out, "\\sim"),
                '−' => out.push('-'),
                '\u{2061}'..='\u{2064}' => {}
                c => push(out, &c.to_string()),
            },
        }
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '#' | '$' | '%' | '&' | '_' | '{' | '}' => out.extend(['\\', c]),
            '\\' => out.push_str("\\textbackslash{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            c => out.push(c),
        }
    }
    out
}

/// Names of characters in TeX; others stand as they are.
const SYMBOLS: &[(char, &str)] = &[
    ('α', "alpha"),
    ('β', "beta"),
    ('γ', "gamma"),
    ('δ', "delta"),
    ('ε', "varepsilon"),
    ('ϵ', "epsilon"),
    ('ζ', "zeta"),
    ('η', "eta"),
    ('θ', "theta"),
    ('ϑ', "vartheta"),
    ('ι', "iota"),
    ('κ', "kappa"),
    ('λ', "lambda"),
    ('μ', "mu"),
    ('ν', "nu"),
    ('ξ', "xi"),
    ('π', "pi"),
    ('ϖ', "varpi"),
    ('ρ', "rho"),
    ('ϱ', "varrho"),
    ('σ', "sigma"),
    ('ς', "varsigma"),
    ('τ', "tau"),
    ('υ', "upsilon"),
    ('φ', "varphi"),
    ('ϕ', "phi"),
    ('χ', "chi"),
    ('ψ', "psi"),
    ('ω', "omega"),
    ('Γ', "Gamma"),
    ('Δ', "Delta"),
    ('Θ', "Theta"),
    ('Λ', "Lambda"),
    ('Ξ', "Xi"),
    ('Π', "Pi"),
    ('Σ', "Sigma"),
    ('Υ', "Upsilon"),
    ('Φ', "Phi"),
    ('Ψ', "Psi"),
    ('Ω', "Omega"),
    ('±', "pm"),
    ('∓', "mp"),
    ('×', "times"),
    ('÷', "div"),
    ('⋅', "cdot"),
    ('·', "cdot"),
    ('∗', "ast"),
    ('∘', "circ"),
    ('•', "bullet"),
    ('⊕', "oplus"),
    ('⊗', "otimes"),
    ('∧', "wedge"),
    ('∨', "vee"),
    ('∩', "cap"),
    ('∪', "cup"),
    ('≤', "leq"),
    ('≥', "geq"),
    ('≠', "neq"),
    ('≈', "approx"),
    ('≡', "equiv"),
    ('∼', "sim"),
    ('≃', "simeq"),
    ('≅', "cong"),
    ('∝', "propto"),
    ('≪', "ll"),
    ('≫', "gg"),
    ('⊂', "subset"),
    ('⊃', "supset"),
    ('⊆', "subseteq"),
    ('⊇', "supseteq"),
    ('∈', "in"),
    ('∉', "notin"),
    ('∋', "ni"),
    ('⊥', "perp"),
    ('∥', "parallel"),
    ('∣', "mid"),
    ('⊢', "vdash"),
    ('⊨', "models"),
    ('←', "leftarrow"),
    ('→', "rightarrow"),
    ('↔', "leftrightarrow"),
    ('⇐', "Leftarrow"),
    ('⇒', "Rightarrow"),
    ('⇔', "Leftrightarrow"),
    ('↦', "mapsto"),
    ('↑', "uparrow"),
    ('↓', "downarrow"),
    ('∀', "forall"),
    ('∃', "exists"),
    ('¬', "neg"),
    ('∅', "emptyset"),
    ('∇', "nabla"),
    ('∂', "partial"),
    ('∞', "infty"),
    ('ℓ', "ell"),
    ('ℏ', "hbar"),
    ('ℜ', "Re"),
    ('ℑ', "Im"),
    ('ℵ', "aleph"),
    ('∑', "sum"),
    ('∏', "prod"),
    ('∐', "coprod"),
    ('∫', "int"),
    ('∬', "iint"),
    ('∭', "iiint"),
    ('∮', "oint"),
    ('⋃', "bigcup"),
    ('⋂', "bigcap"),
    ('⋁', "bigvee"),
    ('⋀', "bigwedge"),
    ('√', "surd"),
    ('…', "ldots"),
    ('⋯', "cdots"),
    ('⋮', "vdots"),
    ('⋱', "ddots"),
    ('′', "prime"),
    ('∠', "angle"),
    ('△', "triangle"),
    ('⟨', "langle"),
    ('⟩', "rangle"),
    ('‖', "Vert"),
];

fn symbol(c: char) -> Option<&'static str> {
    SYMBOLS.iter().find(|(known, _)| *known == c).map(|(_, name)| *name)
}
