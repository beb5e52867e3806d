//! Language tags: only those that every reader takes pass.

/// The tag, if it is well-formed: language, script, region, variants (BCP 47, 2.1). Extensions, private use and
/// grandfathered tags say nothing that a reading system would use.
pub(crate) fn checked(tag: &str) -> Option<&str> {
    let mut subtags = tag.split('-');
    let language = subtags.next()?;
    if !matches!(language.len(), 2 | 3) || !letters(language) {
        return None;
    }
    // Each kind of subtag comes after the one before it, the first three at most once.
    let mut next = 0;
    for subtag in subtags {
        let kind = kind(subtag)?;
        if kind < next {
            return None;
        }
        next = if kind == VARIANT { VARIANT } else { kind + 1 };
    }
    Some(tag)
}

const VARIANT: u8 = 3;

fn kind(subtag: &str) -> Option<u8> {
    let alphanumeric = subtag.bytes().all(|b| b.is_ascii_alphanumeric());
    let digits = subtag.bytes().all(|b| b.is_ascii_digit());
    match subtag.len() {
        3 if letters(subtag) => Some(0),
        4 if letters(subtag) => Some(1),
        2 if letters(subtag) => Some(2),
        3 if digits => Some(2),
        4 if alphanumeric && subtag.starts_with(|c: char| c.is_ascii_digit()) => Some(VARIANT),
        5..=8 if alphanumeric => Some(VARIANT),
        _ => None,
    }
}

fn letters(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_well_formed_tags_pass() {
        for tag in ["en", "zh-Hans", "zh-Hant-HK", "zh-yue-Hant", "de-AT-1996", "es-419", "yue"] {
            assert_eq!(checked(tag), Some(tag));
        }
        for tag in
            ["", "e", "english", "en-", "-en", "en_GB", "😀", "en-Latn-Latn", "x-y", "en-a-bbb", "zh-HK-Hant"]
        {
            assert_eq!(checked(tag), None, "{tag}");
        }
    }
}
