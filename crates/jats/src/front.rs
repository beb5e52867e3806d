//! Front matter: the publication, the article, its department, titles, date, pages.

use backissue_model::{Article, Metadata, Passage};

use crate::inlines::{self, Room};
use crate::plan::{Plan, clean};
use crate::sheet::Sheet;

/// The publication. The Publishing tag set demands an identifier and an ISSN: a publication without either number
/// has its title as the publisher's identifier, and an empty `issn` that says so.
pub(crate) fn journal_meta(sheet: &mut Sheet<'_>) {
    let paper = &sheet.plan.issue.metadata.publication;
    let issn = paper.issn.as_deref().map(clean).filter(|issn| !issn.is_empty());
    sheet.open("journal-meta", &[]);
    sheet.field("journal-id", &[("journal-id-type", "issn")], issn.as_deref());
    sheet.field("journal-id", &[("journal-id-type", "cn")], paper.cn.as_deref());
    if [&paper.issn, &paper.cn].into_iter().flatten().all(|number| clean(number).is_empty()) {
        sheet.w.element("journal-id", &[("journal-id-type", "publisher-id")], &sheet.plan.title());
        sheet.w.line();
    }
    if let Some(title) = paper.title.as_deref().map(clean).filter(|title| !title.is_empty()) {
        sheet.w.start("journal-title-group", &[]);
        sheet.w.element("journal-title", &[], &title);
        sheet.close();
    }
    match issn {
        Some(issn) => sheet.w.element("issn", &[("publication-format", "print")], &issn),
        None => sheet.w.empty("issn", &[("specific-use", "not-known")]),
    }
    sheet.w.line();
    if let Some(publisher) = paper.publisher.as_deref().map(clean).filter(|publisher| !publisher.is_empty()) {
        sheet.w.start("publisher", &[]);
        sheet.w.element("publisher-name", &[], &publisher);
        sheet.close();
    }
    sheet.close();
}

/// An identifier in the terms of the publisher: what tells the issue apart, and the part of it.
pub(crate) fn identifier(part: Option<&str>, sheet: &mut Sheet<'_>) {
    let meta = &sheet.plan.issue.metadata;
    let paper = [&meta.publication.issn, &meta.publication.cn, &meta.publication.title];
    let issue = [&meta.date, &meta.number, &meta.whole_number];
    let first = |fields: [&Option<String>; 3]| {
        fields.into_iter().flatten().map(|field| clean(field)).find(|field| !field.is_empty())
    };
    let parts = [first(paper), first(issue), part.map(str::to_owned)];
    let id = parts.into_iter().flatten().collect::<Vec<_>>().join("-");
    sheet.field("article-id", &[("pub-id-type", "publisher-id")], Some(&id));
}

/// The department of an article. `heading` is what print shows above it, once; `department` is what each article
/// belongs to.
pub(crate) fn categories(article: &Article, opens: bool, sheet: &mut Sheet<'_>) {
    let Some(department) =
        sheet.plan.department(article).filter(|department| !clean(&department.name).is_empty())
    else {
        return;
    };
    sheet.open("article-categories", &[]);
    if opens {
        sheet.w.start("subj-group", &[("subj-group-type", "heading")]);
        sheet.field("subject", &[], Some(&department.name));
        sheet.field("subject", &[("content-type", "subtitle")], department.subtitle.as_deref());
        sheet.close();
    }
    sheet.w.start("subj-group", &[("subj-group-type", "department")]);
    sheet.w.element("subject", &[], &clean(&department.name));
    sheet.close();
    sheet.close();
}

/// Headline, deck, kicker. The deck comes before the kicker because many readers show the first subtitle only.
pub(crate) fn titles(article: &Article, sheet: &mut Sheet<'_>) {
    sheet.open("title-group", &[]);
    let headline = article.headline.as_ref().map(|headline| headline.text.as_slice()).unwrap_or_default();
    inlines::element("article-title", &[], headline, Room::Title, sheet);
    sheet.w.line();
    subtitle("deck", article.deck.as_ref(), sheet);
    subtitle("kicker", article.kicker.as_ref(), sheet);
    sheet.close();
}

fn subtitle(kind: &str, passage: Option<&Passage>, sheet: &mut Sheet<'_>) {
    if let Some(passage) = passage.filter(|passage| !passage.text.is_empty()) {
        inlines::element("subtitle", &[("content-type", kind)], &passage.text, Room::Title, sheet);
        sheet.w.line();
    }
}

/// Date and numbers of the issue.
pub(crate) fn issue(sheet: &mut Sheet<'_>) {
    let meta = &sheet.plan.issue.metadata;
    date(meta, sheet);
    sheet.field("volume", &[], meta.volume.as_deref());
    sheet.field("issue", &[], meta.number.as_deref());
    sheet.field("issue-title", &[], meta.title.as_deref());
}

fn date(meta: &Metadata, sheet: &mut Sheet<'_>) {
    let given = meta.date.as_deref().unwrap_or_default();
    let Some(parts) = parse_date(given) else {
        sheet.w.empty("pub-date-not-available", &[]);
        sheet.w.line();
        return;
    };
    let kind = [("publication-format", "print"), ("date-type", "pub"), ("iso-8601-date", given)];
    sheet.w.start("pub-date", &kind);
    for (name, value) in ["day", "month", "year"].into_iter().zip(parts).filter(|(_, value)| *value > 0) {
        sheet.w.element(name, &[], &value.to_string());
    }
    sheet.close();
}

/// Day, month and year of a date in ISO 8601's extended form; 0 for a part it leaves open.
fn parse_date(text: &str) -> Option<[u32; 3]> {
    let digits = |part: &str, len| part.len() == len && part.bytes().all(|b| b.is_ascii_digit());
    let mut parts = text.split('-');
    let year = parts.next().filter(|year| digits(year, 4))?;
    let (month, day) = (parts.next(), parts.next());
    let two = |part: Option<&str>, most| match part {
        None => Some(0),
        Some(part) if digits(part, 2) => part.parse().ok().filter(|n| (1..=most).contains(n)),
        Some(_) => None,
    };
    let date = [two(day, 31)?, two(month, 12)?, year.parse().ok()?];
    parts.next().is_none().then_some(date)
}

/// The pages that an article stands on. Several begin on one page: `seq` tells them apart.
pub(crate) fn pages(index: usize, sheet: &mut Sheet<'_>) {
    let plan = sheet.plan;
    let sheets = &plan.issue.articles[index].pages;
    let Some(&first) = sheets.first() else { return };
    let seq = plan.sequences[index].to_string();
    sheet.field("fpage", &[("seq", &seq)], Some(&plan.page_label(first)));
    if let Some(&last) = sheets.last().filter(|_| sheets.len() > 1) {
        sheet.field("lpage", &[], Some(&plan.page_label(last)));
        sheet.field("page-range", &[], Some(&ranges(sheets, plan)));
    }
}

/// Pages as print lists them: `1-2, 7`.
fn ranges(sheets: &[u32], plan: &Plan<'_>) -> String {
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    for &sheet in sheets {
        match ranges.last_mut() {
            Some((_, last)) if last.checked_add(1) == Some(sheet) => *last = sheet,
            _ => ranges.push((sheet, sheet)),
        }
    }
    let label = |(first, last): &(u32, u32)| match first == last {
        true => plan.page_label(*first),
        false => format!("{}-{}", plan.page_label(*first), plan.page_label(*last)),
    };
    ranges.iter().map(label).collect::<Vec<_>>().join(", ")
}
