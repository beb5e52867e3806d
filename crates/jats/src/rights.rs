//! The statement of rights, taken apart as far as repositories ask for it: year and holder of a copyright.

use backissue_model::Metadata;

use crate::plan::clean;
use crate::sheet::Sheet;

/// A copyright with what JATS4R's recommendation on permissions asks for.
struct Copyright {
    year: String,
    holder: String,
}

/// Writes the permissions. They are empty when no rights are stated: JATS4R wants to find them in each article.
pub(crate) fn write(sheet: &mut Sheet<'_>) {
    let meta = &sheet.plan.issue.metadata;
    let rights = meta.rights.as_deref().map(clean).unwrap_or_default();
    sheet.w.start("permissions", &[]);
    match copyright(&rights, meta) {
        Some(copyright) => {
            sheet.w.element("copyright-statement", &[], &rights);
            sheet.w.element("copyright-year", &[], &copyright.year);
            sheet.w.element("copyright-holder", &[], &copyright.holder);
        }
        None if rights.is_empty() => {}
        None => {
            sheet.w.start("license", &[]);
            sheet.w.element("license-p", &[], &rights);
            sheet.w.end();
        }
    }
    sheet.close();
}

/// The copyright that a statement claims, if it claims one and both year and holder are known.
fn copyright(rights: &str, meta: &Metadata) -> Option<Copyright> {
    let claims = ["©", "(c)", "copyright", "版权", "版權", "著作権"];
    let lower = rights.to_lowercase();
    claims.iter().find(|claim| lower.contains(*claim))?;
    let stated = year(rights);
    let dated = meta.date.as_deref().and_then(year);
    let (_, year) = stated.or(dated)?;
    let named =
        stated.map(|(at, year)| holder(&rights[at + year.len()..])).filter(|holder| !holder.is_empty());
    let publisher =
        meta.publication.publisher.as_deref().map(clean).filter(|publisher| !publisher.is_empty());
    Some(Copyright { year: year.to_owned(), holder: named.or(publisher)? })
}

/// The first year in a text, and where it stands.
fn year(text: &str) -> Option<(usize, &str)> {
    let starts = text.char_indices().map(|(at, _)| at);
    starts.filter_map(|at| Some((at, text.get(at..at + 4)?))).find(|(at, year)| {
        let inside = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        year.bytes().all(|b| b.is_ascii_digit())
            && !year.starts_with('0')
            && !inside(text[..*at].chars().next_back())
            && !inside(text[at + 4..].chars().next())
    })
}

/// Whom the rest of a statement names: up to the end of its sentence.
fn holder(rest: &str) -> String {
    let rest = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
    let end = [". ", "。", "；", ";"].iter().filter_map(|end| rest.find(end)).min().unwrap_or(rest.len());
    rest[..end].trim_end_matches(['.', ',', ' ']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(rights: &str) -> Option<(String, String)> {
        let mut meta = Metadata { date: Some("2021-08-20".to_owned()), ..Metadata::default() };
        meta.publication.publisher = Some("江城报业".to_owned());
        copyright(rights, &meta).map(|copyright| (copyright.year, copyright.holder))
    }

    #[test]
    fn a_copyright_has_a_year_and_a_holder() {
        let both = |year: &str, holder: &str| Some((year.to_owned(), holder.to_owned()));
        assert_eq!(read("© 1987 Elder & Daughters. All rights reserved."), both("1987", "Elder & Daughters"));
        assert_eq!(read("版权所有"), both("2021", "江城报业"));
        assert_eq!(read("Copyright 2003"), both("2003", "江城报业"));
        assert_eq!(read("CC BY 4.0"), None);
        assert_eq!(read(""), None);
    }
}
