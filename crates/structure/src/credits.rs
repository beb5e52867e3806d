//! Credits of pictures: the words of a caption that tell who made the picture.
//!
//! Bylines of those who took the pictures of a story stand under its headline and are no matter of this file.

use std::sync::LazyLock;

use crate::bylines::bracketed;
use crate::conventions::Words;

/// The words of credits.
const FILE: &str = include_str!("../data/credits.txt");

static STARTS: LazyLock<Words> = LazyLock::new(|| Words::read(FILE, "starts"));
static ENDS: LazyLock<Words> = LazyLock::new(|| Words::read(FILE, "ends"));
static HOLDERS: LazyLock<Words> = LazyLock::new(|| Words::read(FILE, "holders"));

/// The longest credit in characters.
const LONGEST: usize = 60;
/// What ends the sentence before a credit.
const SENTENCE_ENDS: [char; 9] = ['.', '!', '?', '。', '！', '？', '”', '"', '\n'];
/// Marks behind the word that begins a credit.
const MARKS: [char; 9] = [':', '：', '/', '／', '=', '＝', '・', '©', '|'];

/// Whether a line says who made a picture, and nothing else.
pub(crate) fn is_credit(text: &str) -> bool {
    let text = bracketed(text).unwrap_or(text).trim();
    let short = !text.is_empty()
        && text.chars().count() <= LONGEST
        && !text.trim_end_matches('.').contains(['。', '!', '?']);
    short
        && (text.starts_with(['©', '（', '(']) && text.contains('©')
            || begins(text)
            || ends(text)
            || held(text))
}

/// Where the credit at the end of a caption begins: behind its last sentence, or in brackets.
pub(crate) fn split(caption: &str) -> Option<usize> {
    let text = caption.trim_end();
    let bracket = text.rfind(['（', '(']).filter(|at| bracketed(&text[*at..]).is_some());
    let sentence = text.char_indices().filter(|(at, c)| {
        let rest = &text[at + c.len_utf8()..];
        SENTENCE_ENDS.contains(c)
            && !rest.is_empty()
            && (!c.is_ascii() || rest.starts_with(' ') || *c == '\n')
    });
    // The whole credit may have stops of its own: the first that leaves nothing but a credit.
    let behind = sentence.map(|(at, c)| at + c.len_utf8());
    let starts = behind.chain(bracket).map(|at| at + text[at..].len() - text[at..].trim_start().len());
    starts.filter(|at| *at > 0).find(|at| is_credit(&text[*at..]))
}

/// `Foto: Anna Kern`, `Photo by Odile Brandt`, `写真・砂押透`.
fn begins(text: &str) -> bool {
    let lower = text.to_lowercase();
    let Some(word) = STARTS.at_start(&lower) else { return false };
    let rest = lower[word.len()..].trim_start();
    let marked = rest.starts_with(MARKS) || word.ends_with(['/', '／', '.']);
    let linked = ["by ", "von ", "par ", "de ", "di ", "van "].iter().any(|link| rest.starts_with(link));
    // `Foto Anna Kern`: a capital, or nothing but a name, behind the word.
    let named = text.get(word.len()..).is_some_and(|rest| crate::bylines::is_name(rest.trim()));
    !rest.is_empty() && (marked || linked || named)
}

/// `新华社记者 柳青禾 摄`, `砂押透撮影`.
fn ends(text: &str) -> bool {
    ENDS.at_end(text).is_some_and(|end| text.len() > end.len())
}

/// `Tomas Reyes/Reuters`, `© AFP`.
fn held(text: &str) -> bool {
    let lower = text.trim_end_matches('.').to_lowercase();
    let holder = lower.rsplit_once('/').is_some_and(|(_, holder)| HOLDERS.has(holder.trim()));
    holder || lower.starts_with('©')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn captions_end_with_their_credits() {
        for (caption, credit) in [
            ("The ferry at the quay. Photo: Odile Brandt", "Photo: Odile Brandt"),
            ("The ferry at the quay. Photo by Odile Brandt", "Photo by Odile Brandt"),
            ("The ferry at the quay. (Photo: O. Brandt)", "(Photo: O. Brandt)"),
            ("The ferry at the quay. © Odile Brandt", "© Odile Brandt"),
            ("The ferry at the quay. Tomas Reyes/Reuters", "Tomas Reyes/Reuters"),
            ("Das alte Stellwerk. Foto: Jonas Kern", "Foto: Jonas Kern"),
            ("Das alte Stellwerk (Foto: dpa)", "(Foto: dpa)"),
            ("Le moulin de la ville. Photo Léon Roux", "Photo Léon Roux"),
            ("El tranvía. FOTO: EFE", "FOTO: EFE"),
            ("Мост открыт. Фото: Иван Петров", "Фото: Иван Петров"),
            ("图为新修的石桥。新华社记者 柳青禾 摄", "新华社记者 柳青禾 摄"),
            ("图为新修的石桥。（新华社记者 柳青禾 摄）", "（新华社记者 柳青禾 摄）"),
            ("修好的石桥（柳青禾 摄）", "（柳青禾 摄）"),
            ("直った橋。（写真・砂押透）", "（写真・砂押透）"),
            ("고쳐진 다리. 사진=박지우 기자", "사진=박지우 기자"),
        ] {
            assert_eq!(split(caption).map(|at| &caption[at..]), Some(credit), "{caption}");
        }
        for caption in [
            "The ferry at the quay.",
            "The ferry at the quay (left) and the new bridge.",
            "Photo club members at the quay. They meet on Mondays.",
            "图为新修的石桥。",
            "Foto: Jonas Kern",
            "Bilder einer Stadt. Die Brücke steht.",
        ] {
            assert_eq!(split(caption), None, "{caption}");
        }
    }

    #[test]
    fn a_credit_may_stand_alone() {
        for line in ["Foto: Jonas Kern", "Photo by Odile Brandt", "柳青禾 摄", "写真・砂押透", "© AFP"]
        {
            assert!(is_credit(line), "{line}");
        }
        assert!(!is_credit("Photo club meets on Monday") && !is_credit("The bridge"));
    }
}
