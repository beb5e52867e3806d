//! Paragraphs without a sign that could be markup: written as they are.
//!
//! Nearly all text of a periodical is such, and taking it apart into atoms only to find nothing to escape costs ten
//! times the rest of the writing. What is let through here comes out of [`crate::inline`] and [`crate::escape`] the
//! same; whatever is in doubt is left to them.

use backissue_model::Inline;

use crate::Flavor;

/// The paragraph that inline content makes when it is nothing but text that means itself; `None` when it has to be
/// looked at character by character.
pub(crate) fn paragraph(inlines: &[Inline], flavor: Flavor) -> Option<String> {
    // Pandoc has more signs, and letters that begin lists.
    if flavor == Flavor::Pandoc {
        return None;
    }
    let mut out = String::with_capacity(length(inlines)?);
    push(inlines, &mut out);
    let text = out.trim_matches(' ');
    if !begins_plainly(text) || !means_itself(text) {
        return None;
    }
    Some(if text.len() == out.len() { out } else { text.to_owned() })
}

/// The length of text without markup, in bytes; `None` when there is markup.
fn length(inlines: &[Inline]) -> Option<usize> {
    inlines.iter().try_fold(0, |sum, inline| match inline {
        Inline::Text(text) => Some(sum + text.len()),
        Inline::Dateline(content) => Some(sum + length(content)?),
        _ => None,
    })
}

fn push(inlines: &[Inline], out: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(text) => out.push_str(text),
            other => push(other.content().unwrap_or_default(), out),
        }
    }
}

/// Whether no block can begin with the first character: marks of blocks are ASCII signs and digits (CommonMark 0.31,
/// 4 and 5).
fn begins_plainly(text: &str) -> bool {
    text.chars().next().is_some_and(|c| c.is_ascii_alphabetic() || !c.is_ascii())
}

/// Signs that some rule of [`crate::escape`] looks at wherever they stand. Those that count only at the start of a
/// line (`#`, `>`, `-`, `+`, `=`), behind digits there (`.`, `)`) or beside one of these (`(`, `:`, `!`) are not
/// among them.
const SIGNS: &str = "\\*`~_[]<&|${^@";

/// What [`SIGNS`] has, and the controls, by code.
static LOOKED_AT: [bool; 128] = looked_at();

const fn looked_at() -> [bool; 128] {
    let mut out = [false; 128];
    let mut code = 0;
    while code < 0x20 {
        out[code] = true;
        code += 1;
    }
    out[0x7f] = true;
    let signs = SIGNS.as_bytes();
    let mut at = 0;
    while at < signs.len() {
        out[signs[at] as usize] = true;
        at += 1;
    }
    out
}

fn means_itself(text: &str) -> bool {
    let looked_at = |c: char| match LOOKED_AT.get(c as usize) {
        Some(looked_at) => *looked_at,
        None => crate::edition::shape(c) != Some(c),
    };
    // A web address has a colon, and a bare one a full stop: most text has neither.
    let address = text.contains(':') && text.contains("://")
        || text.contains('.') && text.to_ascii_lowercase().contains("www.");
    !address && !text.chars().any(looked_at)
}

#[cfg(test)]
mod tests {
    use backissue_model::Issue;

    use super::*;
    use crate::Options;
    use crate::document::Document;
    use crate::edition::Edition;
    use crate::inline::{Setting, markdown};

    /// Texts with signs in all places where one of them could be markup.
    fn samples() -> Vec<String> {
        let signs =
            "#>-+=.)(:!?,;%/\"'“”。（）\u{3000}\u{a0}\u{85}\u{2028}\u{feff}\u{e000}\\*`~_[]<&|${^@\t1ah桥 ";
        let mut out = vec!["www.example.org".to_owned(), "see http://example.org".to_owned()];
        out.extend(
            ["1. one", "a. one", "Line #", "A: b", ": b", "- a", "  a  ", "=", "===", "", "A!", "x) y"]
                .map(str::to_owned),
        );
        for a in signs.chars() {
            for b in signs.chars() {
                out.push(format!("{a}{b} word"));
                out.push(format!("word {a}{b}"));
                out.push(format!("桥{a}{b}word {a} {b}"));
            }
        }
        out
    }

    #[test]
    fn what_is_let_through_is_what_comes_out_of_the_long_way() {
        for flavor in [Flavor::CommonMark, Flavor::Gfm] {
            let options = Options { flavor, ..Options::default() };
            let issue = Issue::default();
            let edition = Edition::new(&issue, &options);
            let mut through = 0;
            for sample in samples() {
                let inlines = [Inline::text(&sample)];
                let Some(short) = paragraph(&inlines, flavor) else { continue };
                let mut doc = Document::new(&edition);
                let long = markdown(&inlines, Setting::Paragraph, &mut doc);
                assert_eq!((Vec::new(), short), long, "{sample:?}");
                through += 1;
            }
            assert!(through > 1000, "most plain text is let through: {through}");
        }
    }
}
