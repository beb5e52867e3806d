//! What makes an issue this issue and no other: its name, its identifier, the moment of its edition.

use backissue_model::{Metadata, each_text};
use sha1::{Digest, Sha1};

use crate::article::one_line;
use crate::date::{self, Date};
use crate::plan::Plan;
use crate::words::fill;

/// The name space of identifiers (RFC 9562, 5.5): a random UUID that stands for issues of periodicals here.
const NAME_SPACE: [u8; 16] =
    [0x5b, 0x0e, 0x6f, 0x0a, 0x8d, 0x1c, 0x4f, 0x52, 0x9a, 0x37, 0xc4, 0x21, 0x6e, 0x93, 0xd8, 0x70];

/// `dcterms:modified` of an issue without a date: the first moment that a ZIP package can name.
const NO_DATE: &str = "1980-01-01T00:00:00Z";

/// Characters of a title in metadata; longer ones are no titles.
const LONGEST_TITLE: usize = 300;

/// The publication's title, else the issue's own, else the name of the source, else a word for an issue.
pub(crate) fn publication(plan: &Plan<'_>) -> String {
    let publication = text(&plan.issue.metadata.publication.title);
    publication.unwrap_or_else(|| heading(plan))
}

/// What stands for the issue in a list: the issue's own title, else the publication's, else what is known.
pub(crate) fn heading(plan: &Plan<'_>) -> String {
    let meta = &plan.issue.metadata;
    let known = text(&meta.title).or_else(|| text(&meta.publication.title)).or_else(|| {
        let name = text(&plan.issue.source.name)?;
        Some(name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem).to_owned())
    });
    known.filter(|title| !title.is_empty()).unwrap_or_else(|| plan.words.issue.to_owned())
}

/// The book's title: publication, title of the issue, date, number.
pub(crate) fn title(plan: &Plan<'_>) -> String {
    let meta = &plan.issue.metadata;
    let mut parts = vec![publication(plan)];
    parts.extend(text(&meta.title).filter(|title| *title != parts[0]));
    parts.extend(day(plan));
    parts.extend(number(plan));
    parts.join(plan.words.separator)
}

/// The date in words, or as the issue gives it when it is no date of ISO 8601.
pub(crate) fn day(plan: &Plan<'_>) -> Option<String> {
    let given = text(&plan.issue.metadata.date)?;
    Some(date::parse(&given).map_or(given, |date| date::in_words(date, plan.words)))
}

/// The number in words.
pub(crate) fn number(plan: &Plan<'_>) -> Option<String> {
    text(&plan.issue.metadata.number).map(|number| counted(plan.words.number, &number))
}

/// A value in its pattern, `No. {}`; one that brings words of its own stands as it is.
pub(crate) fn counted(pattern: &str, value: &str) -> String {
    let bare = value.chars().all(|c| c.is_ascii_alphanumeric() || c.is_numeric() || "-–./".contains(c));
    if bare { fill(pattern, value) } else { value.to_owned() }
}

/// A field of the metadata on one line; none when it is blank.
pub(crate) fn text(field: &Option<String>) -> Option<String> {
    let line = one_line(field.as_deref().unwrap_or_default(), LONGEST_TITLE);
    (!line.is_empty()).then_some(line)
}

/// The date of the issue, if it is one.
pub(crate) fn date(meta: &Metadata) -> Option<Date> {
    meta.date.as_deref().and_then(|text| date::parse(text.trim()))
}

/// The ISSN in the form `1234-567X`, if it has that form (ISO 3297).
pub(crate) fn issn(meta: &Metadata) -> Option<&str> {
    let issn = meta.publication.issn.as_deref()?.trim();
    let sound = issn.len() == 9
        && issn.bytes().enumerate().all(|(i, b)| match i {
            4 => b == b'-',
            8 => b.is_ascii_digit() || b == b'X',
            _ => b.is_ascii_digit(),
        });
    sound.then_some(issn)
}

/// When the edition was made: as the options say, else the issue's date at midnight, else a fixed moment.
pub(crate) fn modified(plan: &Plan<'_>, given: Option<&str>) -> String {
    let given = given.filter(|moment| date::is_moment(moment)).map(str::to_owned);
    given.or_else(|| date(&plan.issue.metadata).map(date::midnight)).unwrap_or_else(|| NO_DATE.to_owned())
}

/// The identifier, `urn:uuid:` and a UUID of version 5: the same issue has the same one in each edition.
///
/// An issue is known by its publication (title or ISSN) and its date or number. Of one that is not, the text is
/// the identity.
pub(crate) fn identifier(plan: &Plan<'_>) -> String {
    let meta = &plan.issue.metadata;
    let publication = &meta.publication;
    let mut hash = Sha1::new();
    hash.update(NAME_SPACE);
    let named = text(&publication.title).is_some() || issn(meta).is_some();
    let dated = text(&meta.date).is_some() || text(&meta.number).is_some();
    if named && dated {
        for field in [&publication.title, &publication.issn, &meta.volume, &meta.number, &meta.date] {
            hash.update(field.as_deref().unwrap_or_default().trim());
            // A separator that is in no field, so that no two issues run into one name.
            hash.update("\u{1f}");
        }
    } else {
        each_text(plan.issue, &mut |text| {
            hash.update(text);
            hash.update("\u{1f}");
        });
    }
    uuid(hash.finalize().as_slice())
}

/// RFC 9562, 5.5: the first 16 bytes of the digest, with version and variant set.
fn uuid(digest: &[u8]) -> String {
    let mut out = String::from("urn:uuid:");
    for (i, byte) in digest.iter().take(16).enumerate() {
        let byte = match i {
            6 => byte & 0x0f | 0x50,
            8 => byte & 0x3f | 0x80,
            _ => *byte,
        };
        if [4, 6, 8, 10].contains(&i) {
            out.push('-');
        }
        out.push_str(&format!("{byte:02x}"));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::plan;
    use backissue_model::{Issue, sample};

    #[test]
    fn an_issue_is_named_in_its_language() {
        let names = [sample::everything(), sample::chinese(), sample::japanese(), Issue::default()];
        let names = names.each_ref().map(|issue| title(&plan(issue)));
        let expected = [
            "The Port Elder Courier, Regatta number, 20 August 1987, No. 34",
            "江城晚报 2024年5月6日 第10234期",
            "港町新聞 1958年4月12日 第87号",
            "Issue",
        ];
        assert_eq!(names, expected);
    }

    #[test]
    fn the_identifier_is_of_the_issue_and_not_of_its_text() {
        let (first, mut second) = (sample::chinese(), sample::chinese());
        second.articles.clear();
        assert_eq!(identifier(&plan(&first)), identifier(&plan(&second)));
        assert_eq!(identifier(&plan(&first)), "urn:uuid:835ee2cc-2ce3-547e-a125-705bfac2e3cf");
        second.metadata.number = Some("10235".to_owned());
        assert_ne!(identifier(&plan(&first)), identifier(&plan(&second)));
    }

    #[test]
    fn an_issue_without_name_is_known_by_its_text() {
        let (empty, mut other) = (Issue::default(), sample::chinese());
        other.metadata = Metadata::default();
        assert_ne!(identifier(&plan(&empty)), identifier(&plan(&other)));
    }

    #[test]
    fn numbers_with_words_of_their_own_stand_as_they_are() {
        assert_eq!(counted("No. {}", "12-13"), "No. 12-13");
        assert_eq!(counted("第{}期", "第12期"), "第12期");
    }
}
