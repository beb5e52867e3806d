//! Lines joined to running text: with a space, without one, or with a hyphen taken out.

use std::collections::BTreeSet;

use backissue_model::{Ledger, Place, Rule, Spanned, script};

const HYPHEN: Rule = Rule::new("hyphen/line-end");

/// Hyphens that may break a word: the ASCII one, the soft one, the typographer's.
pub(crate) const HYPHENS: [char; 3] = ['-', '\u{AD}', '\u{2010}'];

/// The words of a text, by which a hyphen at a line end is judged.
#[derive(Debug, Default)]
pub(crate) struct Lexicon {
    words: BTreeSet<String>,
}

impl Lexicon {
    /// The words of these lines, each with the hyphens inside it; the broken ones at line ends are left out.
    pub(crate) fn of<'a>(lines: impl Iterator<Item = &'a str>) -> Self {
        let mut words = BTreeSet::new();
        // The second half of a word broken at a line end is no word of the text.
        let mut broken = false;
        for line in lines {
            let skipped = usize::from(std::mem::take(&mut broken));
            // Words with hyphens are words in Latin letters; lines without any are skipped unread.
            if !line.bytes().any(|byte| byte.is_ascii_alphabetic()) {
                continue;
            }
            for word in line.split(|c: char| !c.is_alphanumeric() && c != '-').skip(skipped) {
                if word.contains(|c: char| c.is_alphabetic())
                    && !word.ends_with('-')
                    && !word.starts_with('-')
                {
                    words.insert(word.to_lowercase());
                }
            }
            broken = line.ends_with(HYPHENS);
        }
        Self { words }
    }

    fn has(&self, word: &str) -> bool {
        self.words.contains(&word.to_lowercase())
    }
}

/// Adds the next line of a paragraph to it.
pub(crate) fn join(text: &mut Spanned, next: Spanned, place: &Place, lexicon: &Lexicon, ledger: &mut Ledger) {
    let Some(last) = text.text.chars().next_back() else {
        text.append(next);
        return;
    };
    if HYPHENS.contains(&last) && hyphenated(&text.text, &next.text, lexicon) {
        text.truncate(text.text.len() - last.len_utf8());
        ledger.remove(HYPHEN, place.clone(), &last.to_string());
    } else if needs_space(&text.text, &next.text) {
        text.push_str(" ");
    }
    text.append(next);
}

/// Whether the hyphen at the end of a line was put there by the line break.
///
/// It was, unless the parts are known to be written with one, or the second begins with a capital or digit.
fn hyphenated(text: &str, next: &str, lexicon: &Lexicon) -> bool {
    let head = text.rsplit(char::is_whitespace).next().unwrap_or_default();
    let head = head.trim_start_matches(|c: char| !c.is_alphanumeric());
    let tail: String = next.chars().take_while(|c| c.is_alphanumeric() || *c == '-').collect();
    let Some(first) = tail.chars().next() else { return false };
    let stem = &head[..head.len() - head.chars().next_back().map_or(0, char::len_utf8)];
    if !first.is_lowercase() || !stem.ends_with(char::is_alphabetic) {
        return false;
    }
    let joined = lexicon.has(&format!("{stem}{tail}"));
    let compound = lexicon.has(&format!("{stem}-{tail}"));
    if joined != compound {
        return joined;
    }
    // `twenty-three-year-` goes on as it began.
    let inner = stem.contains('-') || tail.contains('-');
    let whole_words =
        lexicon.has(stem) && lexicon.has(&tail) && stem.chars().count() > 3 && tail.chars().count() > 3;
    !inner && !whole_words
}

/// Whether a line end stands for a space: between words, not between characters set on the square. Hangul is
/// square and has spaces.
fn needs_space(text: &str, next: &str) -> bool {
    let (Some(last), Some(first)) = (text.chars().next_back(), next.chars().next()) else { return false };
    if last.is_whitespace() || matches!(last, '-' | '–' | '/' | '—' | '\u{AD}' | '\u{2010}') {
        return last == '–' || (last == '—' && !script::is_ideographic(first));
    }
    let tight = |c| script::is_ideographic(c) || script::is_shared_punctuation(c);
    let han = script::is_ideographic(last) || script::is_ideographic(first);
    !(tight(last) && tight(first) || han && (tight(last) || tight(first)) && !both_words(last, first))
}

/// Han next to a Latin word: whether a space stands between them is the paper's habit; most set none at a break.
fn both_words(last: char, first: char) -> bool {
    last.is_ascii_alphanumeric() && first.is_ascii_alphanumeric()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(a: &str, b: &str, known: &str) -> String {
        let mut text = Spanned::plain(a);
        let lexicon = Lexicon::of(known.split('|'));
        join(&mut text, Spanned::plain(b), &Place::File, &lexicon, &mut Ledger::default());
        text.text
    }

    #[test]
    fn spaces_hyphens_and_han() {
        assert_eq!(joined("the main-", "land will", ""), "the mainland will");
        assert_eq!(joined("a twenty-three-", "year-old boy", ""), "a twenty-three-year-old boy");
        assert_eq!(joined("the well-", "known man", "a well-known one"), "the well-known man");
        assert_eq!(joined("the Weir-", "House", ""), "the Weir-House");
        assert_eq!(joined("渡口航标换灯服", "务”的机制", ""), "渡口航标换灯服务”的机制");
        assert_eq!(joined("다음 달", "주민들이", ""), "다음 달 주민들이");
        assert_eq!(joined("one", "two", ""), "one two");
        assert_eq!(joined("他说，“", "好”", ""), "他说，“好”");
    }
}
