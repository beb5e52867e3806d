//! The imprint: what is known of the publication and the issue, fact by fact. It closes the contents page.

use crate::identity::{self, counted, text};
use crate::inlines;
use crate::plan::Plan;
use crate::sheet::Sheet;

/// Id of the imprint in the navigation document.
pub(crate) const ID: &str = "imprint";

/// Whether anything is known.
pub(crate) fn is_known(plan: &Plan<'_>) -> bool {
    !facts(plan).is_empty()
}

/// Writes the imprint, or nothing.
pub(crate) fn write(sheet: &mut Sheet<'_>) {
    let facts = facts(sheet.plan);
    if facts.is_empty() {
        return;
    }
    sheet.w.start(
        "section",
        &[("class", "imprint"), ("id", ID), ("epub:type", "imprint"), ("aria-labelledby", "imprint-title")],
    );
    sheet.w.line();
    sheet.w.element("h2", &[("id", "imprint-title")], sheet.plan.words.imprint);
    sheet.w.line();
    sheet.w.start("dl", &[]);
    sheet.w.line();
    for (name, value) in facts {
        sheet.w.element("dt", &[], name);
        inlines::element(sheet, "dd", &[], &value);
        sheet.w.line();
    }
    sheet.w.end();
    sheet.w.end();
    sheet.w.line();
}

fn facts<'a>(plan: &Plan<'a>) -> Vec<(&'static str, String)> {
    let (meta, words) = (&plan.issue.metadata, plan.words);
    let publication = &meta.publication;
    let in_pattern = |field: &Option<String>, pattern| text(field).map(|value| counted(pattern, &value));
    let numbers = [
        in_pattern(&meta.volume, words.volume),
        identity::number(plan),
        in_pattern(&meta.whole_number, words.whole_number),
    ];
    let numbers: Vec<String> = numbers.into_iter().flatten().collect();
    let editors: Vec<String> =
        meta.contributors.iter().filter_map(|name| text(&Some(name.clone()))).collect();
    let joined = |parts: Vec<String>| Some(parts.join(words.separator)).filter(|line| !line.is_empty());
    let title = [text(&publication.title), text(&meta.title)].into_iter().flatten().collect();
    let facts = [
        (words.issue, joined(title)),
        (words.number_name, joined(numbers)),
        (words.date, identity::day(plan)),
        (words.publisher, text(&publication.publisher)),
        (words.editors, joined(editors)),
        ("ISSN", text(&publication.issn)),
        ("CN", text(&publication.cn)),
        (words.rights, text(&meta.rights)),
        (words.source, text(&plan.issue.source.name)),
    ];
    facts.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
}
