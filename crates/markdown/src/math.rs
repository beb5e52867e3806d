//! Formulas: as text with sub- and superscripts where that says all, else as TeX for the readers that set it.

use crate::Flavor;
use crate::inline::{Atom, plain};

/// Beginnings of TeX commands that read or write files or redefine others: no formula needs them, and whoever
/// prints the edition with TeX would run them.
const COMMANDS_OF_PROGRAMS: [&str; 12] = [
    "\\input",
    "\\include",
    "\\read",
    "\\write",
    "\\open",
    "\\immediate",
    "\\def",
    "\\let",
    "\\catcode",
    "\\csname",
    "\\special",
    "\\newcommand",
];

/// The atoms of a formula. `text` is what it says without layout, `tex` the whole of it.
pub(crate) fn atoms(text: &str, tex: &str, flavor: Flavor) -> Vec<Atom> {
    if let Some(row) = scripts(text, tex) {
        return row;
    }
    let tex = tex.trim();
    let plain_line = !tex.is_empty() && !tex.contains(['`', '$']) && !tex.contains(char::is_control);
    let safe = plain_line && !COMMANDS_OF_PROGRAMS.iter().any(|command| tex.contains(*command));
    match flavor {
        Flavor::Pandoc if safe => vec![Atom::Raw(format!("${tex}$"))],
        Flavor::Gfm if safe => vec![Atom::Raw(format!("$`{tex}`$"))],
        _ => plain(text),
    }
}

/// A formula of characters and scripts only, such as `x^2` or `H_{2}O`; `None` for any other, and when it does
/// not say the same as the text.
fn scripts(text: &str, tex: &str) -> Option<Vec<Atom>> {
    let mut row = Vec::new();
    let mut rest = tex;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        let tag = match c {
            '\\' | '{' | '}' | '&' | '$' | '%' | '#' | '~' => return None,
            '^' => "sup",
            '_' => "sub",
            c => {
                row.extend(plain(c.encode_utf8(&mut [0; 4])));
                continue;
            }
        };
        let content;
        (content, rest) = argument(rest)?;
        row.push(Atom::Raw(format!("<{tag}>")));
        row.extend(plain(content));
        row.push(Atom::Raw(format!("</{tag}>")));
    }
    let shown = row.iter().filter_map(|atom| if let Atom::Char(c) = atom { Some(*c) } else { None });
    let letters = |c: &char| !c.is_whitespace();
    shown.filter(letters).eq(text.chars().filter(letters)).then_some(row)
}

/// What a script applies to, one character or a group, and the rest.
fn argument(tex: &str) -> Option<(&str, &str)> {
    if let Some(group) = tex.strip_prefix('{') {
        let (content, rest) = group.split_once('}')?;
        return (!content.contains(['{', '\\', '^', '_', '&', '$'])).then_some((content, rest));
    }
    let first = tex.chars().next()?;
    (first.is_alphanumeric()).then(|| tex.split_at(first.len_utf8()))
}
