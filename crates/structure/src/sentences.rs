//! Where sentences end, where words are torn: what the characters around a break tell.

use backissue_model::script;

/// Closing quotation marks and brackets, which may stand behind the end of a sentence; and the sign that closes italics.
const CLOSING: [char; 15] =
    ['_', '”', '’', '」', '』', '）', ')', '"', '»', '›', '】', '〉', '》', ']', '\''];

/// Whether a text ends like a sentence, closing marks aside.
pub(crate) fn ends_sentence(text: &str) -> bool {
    if text.ends_with(script::is_common_letter) {
        return false;
    }
    let core = text.trim_end().trim_end_matches(CLOSING);
    core.ends_with(['。', '！', '？', '…', '；', '.', '!', '?', '．', ';', '：', ':', '—'])
}

/// Whether a text ends like a question or a call, as headlines may.
pub(crate) fn ends_like_headline(text: &str) -> bool {
    let core = text.trim_end().trim_end_matches(CLOSING);
    core.ends_with(['！', '？', '!', '?', '…', '：', ':', '—'])
}

/// Whether a sentence ends within the text, with more behind it.
pub(crate) fn holds_sentence_end(text: &str) -> bool {
    let text = text.trim_end();
    text.char_indices().any(|(at, c)| {
        let rest = &text[at + c.len_utf8()..];
        match c {
            '。' | '！' | '？' => !rest.trim_matches(CLOSING).is_empty(),
            // `J. Smith` and `3.5` end none: a small letter must stand before, a capital behind.
            '.' | '!' | '?' => {
                let small = text[..at].chars().next_back().is_some_and(char::is_lowercase);
                small && rest.strip_prefix(' ').and_then(|r| r.chars().next()).is_some_and(char::is_uppercase)
            }
            _ => false,
        }
    })
}

/// A Han text this wide, in ems, is no headline any more.
const LONGEST_HEADLINE: f32 = 36.0;
/// Commas that part the clauses of running text; a headline has two at most.
const CLAUSES: usize = 3;

/// Whether a text was torn in mid-sentence: it does not end one, and is too long, too full of clauses or too open
/// for a headline.
pub(crate) fn is_torn(text: &str, next: &str) -> bool {
    let text = text.trim_end();
    if ends_sentence(text) {
        return false;
    }
    // Asked first, because it looks at the beginning alone: a paragraph that grows line by line is asked each time.
    if is_too_wide(text) {
        return true;
    }
    let commas = text.chars().filter(|c| matches!(c, '，' | ',' | '、')).count();
    let pauses = text.chars().filter(|c| matches!(c, '，' | ',')).count();
    text.ends_with(['，', '、', ','])
        || has_open_mark(text)
        || holds_sentence_end(text)
        || (pauses >= CLAUSES && commas >= CLAUSES)
        || goes_on(next)
}

/// Whether a text is at least as wide as no headline is. No character is narrower than half an em.
fn is_too_wide(text: &str) -> bool {
    let enough = text.char_indices().nth(2 * LONGEST_HEADLINE as usize).map_or(text.len(), |(at, _)| at);
    crate::plain::typed::ems(&text[..enough]) >= LONGEST_HEADLINE
}

/// Whether a text can only be the rest of a sentence: it begins with a small letter or a mark that closes.
pub(crate) fn goes_on(next: &str) -> bool {
    next.chars().next().is_some_and(|c| c.is_lowercase() || "，。、；：！？）」』”》,;:)".contains(c))
}

/// Whether a bracket or quotation mark stays open at the end.
fn has_open_mark(text: &str) -> bool {
    [('“', '”'), ('「', '」'), ('『', '』'), ('（', '）'), ('《', '》'), ('(', ')')].iter().any(
        |(open, close)| {
            let count = |mark| text.chars().filter(|c| *c == mark).count();
            count(*open) > count(*close)
        },
    )
}

/// Whether a text is written without spaces between words at this end.
pub(crate) fn begins_ideographic(text: &str) -> bool {
    text.chars().next().is_some_and(|c| script::is_ideographic(c) || script::is_shared_punctuation(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn torn_sentences_and_whole_headlines() {
        assert!(is_torn("活动分五步：报名、初审、网上点赞。第四步由专家评，最后公布，每类评", "选十名。"));
        assert!(is_torn("大家围绕“把桥修好、把路修平", "”的主题谈了很久。"));
        assert!(is_torn("The boat left the harbour with", "nine men aboard."));
        assert!(!is_torn("把桥修好,把路修平,让大家回家", "村里的桥修好了。"));
        assert!(!is_torn("Marginal notes of J. Smith", "The books survive."));
        assert!(!is_torn("大家都来了。", "村里的桥修好了。"));
    }
}
