//! The few words that the writer adds, in the language of the issue: names of pages, labels of facts.

mod east_asian;
mod latin;

/// Words of one language.
#[derive(Debug)]
pub(crate) struct Words {
    pub contents: &'static str,
    pub pages: &'static str,
    pub landmarks: &'static str,
    pub cover: &'static str,
    pub title_page: &'static str,
    pub articles: &'static str,
    pub imprint: &'static str,
    /// The page of furniture.
    pub furniture: &'static str,
    pub notes: &'static str,
    /// Name of a note's mark that has no characters.
    pub note: &'static str,
    /// Name of the link from a note to its mark.
    pub back: &'static str,
    /// Description of a picture that has none.
    pub picture: &'static str,
    /// Name of an issue of which nothing is known.
    pub issue: &'static str,
    /// Name of an article without headline and text; its number follows.
    pub article: &'static str,
    /// `{}` stands for the folio.
    pub page: &'static str,
    /// `{}` stands for the volume.
    pub volume: &'static str,
    /// Name of the numbers of an issue.
    pub number_name: &'static str,
    /// `{}` stands for the number of the issue.
    pub number: &'static str,
    /// `{}` stands for the running number.
    pub whole_number: &'static str,
    pub date: &'static str,
    pub publisher: &'static str,
    pub editors: &'static str,
    pub rights: &'static str,
    pub source: &'static str,
    /// Between the parts of a title.
    pub separator: &'static str,
    /// `{y}`, `{m}`, `{d}`: the whole date.
    pub day: &'static str,
    /// `{y}`, `{m}`: a date without day.
    pub month: &'static str,
    /// `{y}`: a date of a year only.
    pub year: &'static str,
    /// Names of the months; empty where they are numbers.
    pub months: &'static [&'static str],
    /// What a person who cannot see is told of the edition.
    pub summary: &'static str,
    /// The same of the page list.
    pub summary_pages: &'static str,
    /// The same when some picture has no description.
    pub summary_pictures: &'static str,
}

/// The words that fit a language: by its tag, by its script for Chinese, else English.
pub(crate) fn words(tag: &str) -> &'static Words {
    let tag = tag.to_ascii_lowercase();
    let mut subtags = tag.split('-');
    let traditional = ["hant", "tw", "hk", "mo"];
    match subtags.next().unwrap_or_default() {
        "zh" if subtags.any(|subtag| traditional.contains(&subtag)) => &east_asian::CHINESE_TRADITIONAL,
        "zh" | "cmn" => &east_asian::CHINESE,
        "ja" => &east_asian::JAPANESE,
        "ko" => &east_asian::KOREAN,
        "de" => &latin::GERMAN,
        "fr" => &latin::FRENCH,
        "es" => &latin::SPANISH,
        _ => &latin::ENGLISH,
    }
}

/// Puts a value in the place of `{}`.
pub(crate) fn fill(pattern: &str, value: &str) -> String {
    pattern.replacen("{}", value, 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_choose_words() {
        let tags = ["zh", "zh-Hant-HK", "zh-TW", "JA", "en-GB", "und", "de-AT", ""];
        let chosen = tags.map(|tag| words(tag).contents);
        assert_eq!(chosen, ["目录", "目錄", "目錄", "目次", "Contents", "Contents", "Inhalt", "Contents"]);
    }
}
