//! The page of furniture: what stood around the articles in print, sheet by sheet.

use backissue_model::{Furniture, Place};

use crate::inlines;
use crate::plan::Plan;
use crate::sheet::{self, Document, Sheet};
use crate::words::fill;

/// Path of the page of furniture.
pub(crate) const PATH: &str = "furniture.xhtml";

/// Writes the page.
pub(crate) fn write(plan: &Plan<'_>) -> Document {
    let mut sheet = sheet::start(plan, plan.words.furniture, plan.language);
    sheet.w.start("section", &[("class", "furniture"), ("aria-labelledby", "title")]);
    sheet.w.line();
    sheet.w.element("h1", &[("id", "title")], plan.words.furniture);
    sheet.w.line();
    let mut current = None;
    for item in &plan.issue.furniture {
        let page = item.provenance.places.first().and_then(Place::sheet);
        if page != current
            && let Some(page) = page
        {
            sheet.w.element("h2", &[], &fill(plan.words.page, &plan.folio(page)));
            sheet.w.line();
        }
        current = page;
        self::item(&mut sheet, item);
    }
    sheet.w.end();
    sheet.w.line();
    sheet::finish(sheet, PATH)
}

fn item(sheet: &mut Sheet<'_>, item: &Furniture) {
    sheet.w.start("p", &[("class", item.kind.name())]);
    for (i, line) in item.text.lines().enumerate() {
        if i > 0 {
            sheet.w.empty("br", &[]);
        }
        inlines::text(sheet, line);
    }
    sheet.w.end();
    sheet.w.line();
}
