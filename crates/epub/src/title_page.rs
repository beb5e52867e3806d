//! The title page: the name of the issue or of its publication, and departments that no article of the issue names.

use backissue_model::Inline;

use crate::blocks::paragraph;
use crate::identity;
use crate::plan::Plan;
use crate::sheet::{self, Document};

/// Path of the title page.
pub(crate) const PATH: &str = "title.xhtml";

/// Writes the title page.
pub(crate) fn write(plan: &Plan<'_>) -> Document {
    let title = identity::heading(plan);
    let mut sheet = sheet::start(plan, &title, plan.language);
    sheet.w.start(
        "section",
        &[("class", "title-page"), ("epub:type", "titlepage"), ("aria-labelledby", "title")],
    );
    sheet.w.line();
    sheet.w.element("h1", &[("id", "title"), ("epub:type", "title")], &title);
    sheet.w.line();
    for department in &plan.idle_departments {
        paragraph(&mut sheet, &[("class", "department")], &[Inline::text(&department.name)]);
        let subtitle = department.subtitle.as_deref().unwrap_or_default();
        paragraph(&mut sheet, &[("class", "department-subtitle")], &[Inline::text(subtitle)]);
    }
    sheet.w.end();
    sheet.w.line();
    sheet::finish(sheet, PATH)
}
