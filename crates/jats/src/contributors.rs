//! Who wrote an article: names with their parts where they are sure, roles, bodies.

use backissue_model::{Article, Byline, BylinePosition, Person, PersonKind, script};

use crate::inlines;
use crate::plan::clean;
use crate::sheet::Sheet;

/// Where the printed byline is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Telling {
    /// By the contributors alone: roles and names in their order are all that is printed.
    ByContributors,
    /// By a paragraph of the body, because print says more, such as `By` or brackets, or says it at the end.
    ByParagraph,
}

/// Where the byline of an article is told.
pub(crate) fn telling(byline: &Byline) -> Telling {
    let solid = |text: &str| text.split_whitespace().collect::<String>();
    let parts =
        byline.persons.iter().flat_map(|person| [person.role.as_deref().unwrap_or_default(), &person.name]);
    let told: String = parts.map(solid).collect();
    let printed = solid(&inlines::line(&byline.text));
    let whole = told == printed && inlines::is_plain(&byline.text) && byline.position == BylinePosition::Head;
    if whole { Telling::ByContributors } else { Telling::ByParagraph }
}

/// Writes the contributors of an article.
///
/// Where a paragraph tells the byline too, names stand among alternatives and roles are left to it: readers that
/// print contributors would say everything twice.
pub(crate) fn write(article: &Article, sheet: &mut Sheet<'_>) {
    let Some(byline) = article.byline.as_ref().filter(|byline| !byline.persons.is_empty()) else { return };
    let telling = telling(byline);
    sheet.open("contrib-group", &[("content-type", "byline")]);
    for person in &byline.persons {
        sheet.w.start("contrib", &[("contrib-type", "author")]);
        contributor(person, telling, sheet);
        sheet.close();
    }
    sheet.close();
}

fn contributor(person: &Person, telling: Telling, sheet: &mut Sheet<'_>) {
    let alternatives = match person.kind {
        PersonKind::Person => "name-alternatives",
        PersonKind::Organisation => "collab-alternatives",
    };
    if telling == Telling::ByParagraph {
        sheet.w.start(alternatives, &[]);
    }
    match person.kind {
        PersonKind::Person => name(person, sheet),
        PersonKind::Organisation => sheet.w.element("collab", &[], &clean(&person.name)),
    }
    if telling == Telling::ByParagraph {
        sheet.w.end();
    } else if let Some(role) = person.role.as_deref().map(clean).filter(|role| !role.is_empty()) {
        sheet.w.element("role", &[], &role);
    }
}

/// A name. Where its parts are not sure it is a given name as a whole, which is valid in both tag sets and which
/// readers show, unlike `string-name`.
fn name(person: &Person, sheet: &mut Sheet<'_>) {
    let parts = (person.surname.as_deref().map(clean), person.given_names.as_deref().map(clean));
    let solid = |text: &str| text.split_whitespace().collect::<String>();
    let whole = solid(&person.name);
    let style = match &parts {
        (Some(surname), Some(given)) if solid(surname) + &solid(given) == whole && is_eastern(&whole) => {
            "eastern"
        }
        (Some(surname), Some(given)) if solid(given) + &solid(surname) == whole => "western",
        _ => "given-only",
    };
    sheet.w.start("name", &[("name-style", style)]);
    if let (Some(surname), Some(given), true) = (&parts.0, &parts.1, style != "given-only") {
        sheet.w.element("surname", &[], surname);
        sheet.w.element("given-names", &[], given);
    } else {
        sheet.w.element("given-names", &[], &clean(&person.name));
    }
    sheet.w.end();
}

fn is_eastern(name: &str) -> bool {
    name.chars().all(script::is_square)
}
