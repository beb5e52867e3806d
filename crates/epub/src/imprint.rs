//! The imprint: what is known of the publication and the issue, fact by fact. It closes the contents page.

use backissue_package::xml::Writer;

use crate::identity::{self, counted, text};
use crate::plan::Plan;

/// Id of the imprint in the navigation document.
pub(crate) const ID: &str = "imprint";

/// Whether anything is known.
pub(crate) fn is_known(plan: &Plan<'_>) -> bool {
    !facts(plan).is_empty()
}

/// Writes the imprint, or nothing.
pub(crate) fn write(w: &mut Writer, plan: &Plan<'_>) {
    let facts = facts(plan);
    if facts.is_empty() {
        return;
    }
    w.start(
        "section",
        &[("class", "imprint"), ("id", ID), ("epub:type", "imprint"), ("aria-labelledby", "imprint-title")],
    );
    w.line();
    w.element("h2", &[("id", "imprint-title")], plan.words.imprint);
    w.line();
    w.start("dl", &[]);
    w.line();
    for (name, value) in facts {
        w.element("dt", &[], name);
        w.element("dd", &[], &value);
        w.line();
    }
    w.end();
    w.end();
    w.line();
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
